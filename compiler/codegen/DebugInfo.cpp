#include "compiler/codegen/DebugInfo.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace dxpy::codegen {

DebugInfo::DebugInfo(Module &module) : builder(module) {
  module.addModuleFlag(Module::Warning, "Debug Info Version",
                       DEBUG_METADATA_VERSION);
  module.addModuleFlag(Module::Warning, "Dwarf Version", 4);
  // A debugger knows no Python from its compiled form; C hides no names.
  builder.createCompileUnit(DISourceLanguageName(dwarf::DW_LANG_C11),
                            builder.createFile("<program>", "."), "dxpyc",
                            /*isOptimized=*/true, "", 0, "",
                            DICompileUnit::FullDebug);
  type = builder.createSubroutineType(builder.getOrCreateTypeArray({}));
}

DIFile *DebugInfo::fileOf(const bytecode::CodeUnit &unit) {
  SmallString<128> path(unit.fileName);
  sys::fs::make_absolute(path);
  return builder.createFile(sys::path::filename(path),
                            sys::path::parent_path(path));
}

void DebugInfo::describe(Function &function, const bytecode::CodeUnit &unit,
                         StringRef name) {
  DIFile *file = fileOf(unit);
  function.setSubprogram(builder.createFunction(
      file, name, "", file, unit.firstLine, type, unit.firstLine,
      DINode::FlagPrototyped,
      DISubprogram::SPFlagDefinition | DISubprogram::SPFlagOptimized));
}

void DebugInfo::describeEntry(IRBuilderBase &b, Function &function,
                              const bytecode::CodeUnit &unit) {
  describe(function, unit, unit.qualname + " [entry]");
  b.SetCurrentDebugLocation(DILocation::get(b.getContext(), unit.firstLine, 0,
                                            function.getSubprogram()));
}

void DebugInfo::setPlace(IRBuilderBase &b, const bytecode::CodeUnit &unit,
                         uint32_t pc) {
  Function *function = b.GetInsertBlock()->getParent();
  DISubprogram *scope = function->getSubprogram();
  // The last row at or before the instruction.
  auto row = std::upper_bound(
      unit.lines.begin(), unit.lines.end(), pc,
      [](uint32_t pc, const LineRow &row) { return pc < row.pc; });
  unsigned line = row == unit.lines.begin() ? 0 : row[-1].line;
  b.SetCurrentDebugLocation(
      DILocation::get(b.getContext(), line ? line : unit.firstLine, 0, scope));
}

} // namespace dxpy::codegen
