// The runtime as generated code sees it: signatures and bodies of its hot half,
// read from bitcode.
#pragma once
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace dxpy::codegen {

class Runtime {
public:
  /// Reads the bitcode file at \p path.
  static llvm::Expected<Runtime> load(llvm::LLVMContext &context,
                                      llvm::StringRef path);

  /// Declares entry point \p name (EntryPoints.def) in \p module, with the
  /// runtime's own signature and attributes.
  llvm::FunctionCallee get(llvm::Module &module, llvm::StringRef name) const;
  /// Calls entry point \p name with the callee's calling convention.
  llvm::CallInst *call(llvm::IRBuilder<> &builder, llvm::StringRef name,
                       llvm::ArrayRef<llvm::Value *> args) const;
  /// The same through a function of the module that all such calls share: for
  /// code where speed of compilation counts more than the call.
  llvm::CallInst *callShared(llvm::IRBuilder<> &builder, llvm::StringRef name,
                             llvm::ArrayRef<llvm::Value *> args) const;
  /// Adds the bodies of what \p module uses; they become internal to it.
  llvm::Error linkInto(llvm::Module &module) const;

private:
  std::shared_ptr<llvm::Module> bitcode;
};

} // namespace dxpy::codegen
