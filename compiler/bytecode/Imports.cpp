#include "compiler/bytecode/Imports.h"

#include "runtime-support/abi/helper_modules.h"
#include "runtime-support/dpb/opcode_table.h"

namespace dxpy::bytecode {

std::vector<ImportUse> importsOf(const CodeUnit &unit) {
  std::vector<ImportUse> rows;
  const Constant *lastConstants[2] = {};
  ImportUse current{ImportUse::None};
  for (uint32_t pc = 0; pc < unit.code.size();) {
    dpb::Decoded insn = dpb::decode(unit.code.data(), pc);
    pc += insn.length;
    switch (insn.op) {
    case Opcode::LoadConst:
      lastConstants[0] = lastConstants[1];
      lastConstants[1] = &unit.constants[insn.b];
      break;
    case Opcode::ImportName: {
      bool known =
          lastConstants[0] && lastConstants[0]->kind() == ConstantKind::Int;
      current = {insn.c};
      current.level = known ? uint32_t(lastConstants[0]->asInt()) : 0;
      rows.push_back(current);
      break;
    }
    case Opcode::ImportFrom:
      if (current.module == ImportUse::None)
        break;
      rows.push_back(current);
      rows.back().symbol = insn.c;
      break;
    case Opcode::ImportStar:
      if (!rows.empty())
        rows.back().isStar = true;
      break;
    case Opcode::StoreName:
      if (!rows.empty() && rows.back().alias == ImportUse::None)
        rows.back().alias = insn.b;
      break;
    default:
      break;
    }
  }
  return rows;
}

std::vector<const char *> helperModulesOf(const CodeUnit &unit) {
  std::vector<const char *> modules;
  for (uint32_t pc = 0; pc < unit.code.size();) {
    dpb::Decoded insn = dpb::decode(unit.code.data(), pc);
    pc += insn.length;
    if (insn.op == Opcode::Intrinsic)
      modules.push_back(kTypeParametersModule);
    else if (insn.op == Opcode::BuildTemplate)
      modules.push_back(kTemplatesModule);
  }
  return modules;
}

} // namespace dxpy::bytecode
