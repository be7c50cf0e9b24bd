// The stages behind DXIR: LLVM IR, LLVM's passes, object files. Units of a
// program are compiled at the same time, one a processor.
#pragma once
#include "compiler/codegen/Units.h"
#include "compiler/driver/Info.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/Output.h"
#include "llvm/IR/LLVMContext.h"

namespace dxpy::driver {

/// The stages for one unit, with the objects that live through them.
class Backend {
public:
  Backend(const Options &options, const Installation &installation);
  /// Are the options ones that there is a target for?
  llvm::Error checkTarget();
  /// Up to optimised LLVM IR.
  llvm::Error run(const codegen::Unit &unit);
  llvm::Error write(llvm::raw_pwrite_stream &os, bool assembly);
  void print(llvm::raw_ostream &os) { module->print(os, nullptr); }

private:
  std::string libraryFolder;
  codegen::CodegenOptions codegen;
  llvm::LLVMContext context;
  std::unique_ptr<llvm::TargetMachine> target;
  std::unique_ptr<llvm::Module> module;
};

/// Object files of \p functions, which do not depend on how many processors
/// there are.
llvm::Expected<std::vector<TemporaryFile>>
compileUnits(llvm::ArrayRef<codegen::NativeFunction> functions,
             const Options &options, const Installation &installation);

} // namespace dxpy::driver
