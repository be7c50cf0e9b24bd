// DXIR -> LLVM IR -> object code. Generic operations are always possible to
// lower; typed ones are plain machine operations.
#pragma once
#include "compiler/codegen/Runtime.h"
#include "compiler/dxir/Ir.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include <optional>

namespace dxpy::codegen {

struct CodegenOptions {
  int level = 2; ///< 0 to 3, as -O
  std::string march = "x86-64-v2";
  bool pie = false;       ///< the executable may lie anywhere
  bool debugInfo = false; ///< DWARF lines of the Python source
  bool testing = false;   ///< native code leaves where the failing modes say
};

/// The machine that code is made for; an error names a processor that LLVM does
/// not know.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTarget(const CodegenOptions &options);

/// Symbol of the generic entry of code object \p codeId.
std::string nativeSymbol(uint32_t codeId);
/// Symbol of its table of loop entries.
std::string loopsSymbol(uint32_t codeId);

/// The versions of a function: the generic one is always possible, the typed
/// one has guards.
struct NativeFunction {
  dxir::Function generic;
  std::optional<dxir::Function> typed;
  /// Of a generator expression that some call consumes where it is made: the
  /// form that feeds.
  std::optional<dxir::Function> feeding;
  std::vector<dxir::Function> loops; ///< entered from the interpreter, by pc
  bool callable = true; ///< false: a module's body, entered at loops only

  template <typename Visitor> void forEachVersion(Visitor visit) {
    visit(generic);
    if (typed)
      visit(*typed);
    if (feeding)
      visit(*feeding);
    for (dxir::Function &loop : loops)
      visit(loop);
  }
  template <typename Visitor> void forEachVersion(Visitor visit) const {
    const_cast<NativeFunction *>(this)->forEachVersion(
        [&](const dxir::Function &version) { visit(version); });
  }
};

/// A program's code objects that are native, by code id.
using CodeUnits = llvm::DenseMap<uint32_t, const bytecode::CodeUnit *>;

/// Lowers the functions of \p unit into one LLVM module.
llvm::Expected<std::unique_ptr<llvm::Module>>
lower(const struct Unit &unit, const Runtime &runtime,
      llvm::TargetMachine &target, llvm::LLVMContext &context,
      const CodegenOptions &options);
/// Links the runtime's hot half in and runs LLVM's passes of the level.
llvm::Error optimise(llvm::Module &module, const Runtime &runtime,
                     llvm::TargetMachine &target,
                     const CodegenOptions &options);
/// Writes an object file, or assembly.
llvm::Error emit(llvm::Module &module, llvm::TargetMachine &target,
                 llvm::raw_pwrite_stream &os, bool assembly);

} // namespace dxpy::codegen
