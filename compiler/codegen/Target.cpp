// The target machine, LLVM's own passes, object files.
#include "compiler/codegen/Codegen.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include <mutex>

using namespace llvm;

namespace dxpy::codegen {

Expected<std::unique_ptr<TargetMachine>>
createTarget(const CodegenOptions &options) {
  static std::once_flag registered; // units are compiled at the same time
  std::call_once(registered, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
  });
  Triple triple("x86_64-unknown-linux-gnu");
  std::string message;
  const llvm::Target *target = TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return createStringError(message);
  // A target machine would only complain and go on.
  std::unique_ptr<MCSubtargetInfo> any(
      target->createMCSubtargetInfo(triple, "", ""));
  if (!any->isCPUStringValid(options.march))
    return createStringError("unknown processor '%s' for --march",
                             options.march.c_str());
  TargetOptions targetOptions;
  targetOptions.FunctionSections = targetOptions.DataSections = true;
  targetOptions.AllowFPOpFusion = FPOpFusion::Strict;
  constexpr CodeGenOptLevel levels[] = {
      CodeGenOptLevel::None, CodeGenOptLevel::Less, CodeGenOptLevel::Default,
      CodeGenOptLevel::Aggressive};
  std::unique_ptr<TargetMachine> machine(
      target->createTargetMachine(triple, options.march, "", targetOptions,
                                  options.pie ? Reloc::PIC_ : Reloc::Static,
                                  CodeModel::Small, levels[options.level]));
  return machine;
}

/// The levels x86-64-v2 to v4 come with the tuning of an Intel processor: a
/// rotation, which is how float tags are made, becomes SHLD, which is microcode
/// elsewhere.
static void tuneForAllProcessors(Module &module, StringRef march) {
  if (!march.starts_with("x86-64"))
    return;
  for (Function &function : module)
    if (!function.isDeclaration())
      function.addFnAttr("tune-cpu", "generic");
}

/// All data that native code names lies in the executable: no table of
/// addresses is between.
static void bindInExecutable(Module &module, bool pie) {
  for (GlobalVariable &variable : module.globals())
    variable.setDSOLocal(true);
  if (pie) {
    module.setPICLevel(PICLevel::BigPIC);
    module.setPIELevel(PIELevel::Large);
  }
}

Error optimise(Module &module, const Runtime &runtime, TargetMachine &target,
               const CodegenOptions &options) {
  if (Error error = runtime.linkInto(module))
    return error;
  tuneForAllProcessors(module, options.march);
  bindInExecutable(module, options.pie);
#ifndef NDEBUG
  std::string fault;
  raw_string_ostream os(fault);
  if (verifyModule(module, &os))
    return createStringError("generated code is not well formed: " + fault);
#endif
  PassBuilder builder(&target);
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager graph;
  ModuleAnalysisManager modules;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graph);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graph, modules);
  ModulePassManager passes;
  if (options.level == 0)
    passes = builder.buildO0DefaultPipeline(OptimizationLevel::O0);
  else
    passes = builder.buildPerModuleDefaultPipeline(
        options.level == 1   ? OptimizationLevel::O1
        : options.level == 2 ? OptimizationLevel::O2
                             : OptimizationLevel::O3);
  passes.run(module, modules);
  return Error::success();
}

Error emit(Module &module, TargetMachine &target, raw_pwrite_stream &os,
           bool assembly) {
  legacy::PassManager passes;
  if (target.addPassesToEmitFile(passes, os, nullptr,
                                 assembly ? CodeGenFileType::AssemblyFile
                                          : CodeGenFileType::ObjectFile))
    return createStringError("LLVM cannot write object code for this target");
  passes.run(module);
  return Error::success();
}

} // namespace dxpy::codegen
