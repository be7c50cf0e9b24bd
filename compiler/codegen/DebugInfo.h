// -g: DWARF that shows native functions under their Python names, at the lines
// of the Python source. Describes code; changes none of it.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/IR/DIBuilder.h"
#include "llvm/IR/IRBuilder.h"

namespace dxpy::codegen {

class DebugInfo {
public:
  explicit DebugInfo(llvm::Module &module);
  /// Gives \p function, native code of \p unit, its name and first line.
  void describe(llvm::Function &function, const bytecode::CodeUnit &unit) {
    describe(function, unit, unit.qualname);
  }
  /// The same for code that only chooses between bodies: they may be inlined
  /// into it and have to keep their places.
  void describeEntry(llvm::IRBuilderBase &builder, llvm::Function &function,
                     const bytecode::CodeUnit &unit);
  /// What \p builder makes from here on belongs to the instruction \p pc of
  /// \p unit.
  void setPlace(llvm::IRBuilderBase &builder, const bytecode::CodeUnit &unit,
                uint32_t pc);
  void finish() { builder.finalize(); }

private:
  void describe(llvm::Function &function, const bytecode::CodeUnit &unit,
                llvm::StringRef name);
  llvm::DIFile *fileOf(const bytecode::CodeUnit &unit);

  llvm::DIBuilder builder;
  llvm::DISubroutineType *type;
};

} // namespace dxpy::codegen
