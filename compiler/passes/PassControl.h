// Which passes run and what is printed after them, as the command line asks.
#pragma once
#include "compiler/passes/Predict.h"
#include <string>
#include <vector>

namespace dxpy::passes {

enum class Pass : uint8_t {
#define PASS(id, name, required, meaning) id,
#include "compiler/passes/Passes.def"
};

/// The pass called \p name, if there is one.
std::optional<Pass> passNamed(llvm::StringRef name);
llvm::StringRef nameOf(Pass pass);
/// All names, for messages: "build, predict, ...".
std::string passNames();

class PassControl {
public:
  bool dumpAll = false;
  std::optional<Pass> dumpAfter, stopAfter;
  std::vector<Pass> disabled;

  bool runs(Pass pass) const;
  /// Prints \p function to stderr if its form after \p pass was asked for.
  void after(Pass pass, const dxir::Function &function) const;
  void after(Pass pass, const dxir::Function &function,
             const Predictions &predictions) const;

private:
  bool dumps(Pass pass) const { return dumpAll || dumpAfter == pass; }
};

} // namespace dxpy::passes
