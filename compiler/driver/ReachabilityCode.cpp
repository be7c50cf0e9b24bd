// Reachability of modules that come as bytecode: what their import
// instructions, names and constants say.
#include "compiler/bytecode/Imports.h"
#include "compiler/driver/Reachability.h"

using namespace llvm;

namespace dxpy::driver {

void Reachability::addCode(const SourceModule &added) {
  module = &added;
  whole = true;
  scanCode(*added.code);
}

void Reachability::scanCode(const bytecode::CodeUnit &unit) {
  for (const bytecode::ImportUse &use : bytecode::importsOf(unit)) {
    std::optional<std::string> base =
        importBase(unit.names[use.module], int(use.level));
    if (!base)
      continue;
    if (!base->empty())
      addImport(*base);
    if (use.isStar)
      addImported(*base, "*");
    else if (use.symbol != bytecode::ImportUse::None)
      addImported(*base, unit.names[use.symbol]);
  }
  for (const char *module : bytecode::helperModulesOf(unit))
    addImport(module);
  for (const std::string &name : unit.names) {
    addName(name);
    addMention(name);
  }
  for (const bytecode::Constant &constant : unit.constants)
    scanConstant(constant);
}

void Reachability::scanConstant(const bytecode::Constant &constant) {
  switch (constant.kind()) {
  case bytecode::ConstantKind::Code:
    return scanCode(*constant.asCode());
  case bytecode::ConstantKind::Tuple:
  case bytecode::ConstantKind::FrozenSet:
    for (const bytecode::Constant &item : constant.items())
      scanConstant(item);
    return;
  case bytecode::ConstantKind::Str:
    return addConstantText(constant.asStr());
  default:
    return;
  }
}

} // namespace dxpy::driver
