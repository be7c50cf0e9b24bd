// The two kinds of failure that are told in a form of their own; every other
// llvm::Error becomes one line "dxpyc: error: ..." and exit code 1.
#pragma once
#include "compiler/base/Diagnostics.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace dxpy::driver {

/// A command line that makes no sense: exit code 2.
class UsageError : public llvm::ErrorInfo<UsageError> {
public:
  static char ID;
  explicit UsageError(const llvm::Twine &message) : message(message.str()) {}
  void log(llvm::raw_ostream &os) const override { os << message; }
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

private:
  std::string message;
};

/// An error in a Python source, printed as CPython prints it.
class SourceError : public llvm::ErrorInfo<SourceError> {
public:
  static char ID;
  explicit SourceError(std::string rendered) : rendered(std::move(rendered)) {}
  void log(llvm::raw_ostream &os) const override { os << rendered; }
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

private:
  std::string rendered;
};

inline char UsageError::ID;
inline char SourceError::ID;

llvm::Error sourceError(const base::Diagnostic &diagnostic,
                        llvm::StringRef fileName);

/// Prints an error in its form; gives the exit code.
int report(llvm::StringRef program, llvm::Error error);

} // namespace dxpy::driver
