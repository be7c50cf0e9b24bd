// The table of opcodes and the register effects of instructions.
#include "runtime-support/dpb/opcode_table.h"

#include <bit>

namespace dxpy::dpb {

namespace {

struct Table {
  OpcodeInfo rows[256] = {};
};

constexpr Table makeTable() {
  Table table;
#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  table.rows[number] = {#name,      Operand::x,        Operand::a, Operand::b, \
                        Operand::c, uint16_t(effects), meaning};
#include "runtime-support/abi/Opcodes.def"
  return table;
}

constexpr Table table = makeTable();

} // namespace

const OpcodeInfo &info(Opcode op) { return table.rows[uint8_t(op)]; }

bool opcodeNamed(std::string_view name, Opcode &op) {
  for (unsigned i = 0; i < 256; ++i)
    if (table.rows[i].name && name == table.rows[i].name) {
      op = Opcode(i);
      return true;
    }
  return false;
}

Decoded decode(const Instruction *code, uint32_t pc) {
  const Instruction &first = code[pc];
  if (first.op != Opcode::Extended) {
    bool jumps = info(first.op).c == Operand::Jump;
    return {first.op,
            first.x,
            first.a,
            first.b,
            jumps ? uint32_t(int32_t(int16_t(first.c))) : first.c,
            1};
  }
  const Instruction &insn = code[pc + 1];
  return {insn.op,
          insn.x,
          uint32_t(first.a) << 16 | insn.a,
          uint32_t(first.b) << 16 | insn.b,
          uint32_t(first.c) << 16 | insn.c,
          2};
}

namespace {

/// Calls: which of the temporaries from the base on are read.
void callEffects(const Decoded &insn, RegisterEffects &effects) {
  uint32_t base = insn.b;
  effects.use(base + kCallCallable);
  if (insn.x & kCallHasSelf)
    effects.use(base + kCallSelf);
  uint32_t count = insn.op == Opcode::CallEx
                       ? (insn.x & kCallKeywordDict ? 2 : 1)
                   : insn.op == Opcode::CallKw ? insn.c + 1
                                               : insn.c;
  if (count)
    effects.use(base + kCallArgs, count);
  if (!(insn.x & kCallDiscard))
    effects.write(insn.a);
}

uint32_t useBaseCount(const Decoded &insn) {
  switch (insn.op) {
  case Opcode::BuildDict:
    return insn.c * 2;
  case Opcode::LoadSuperAttr:
  case Opcode::LoadSuperMethod:
    return 3;
  case Opcode::ImportName:
  case Opcode::MatchClass:
    return 2;
  case Opcode::BuildInterpolation:
    return insn.x & kHasFormatSpec ? 3 : 2;
  case Opcode::MakeFunction:
    return uint32_t(std::popcount(unsigned(insn.x)));
  default:
    return insn.c;
  }
}

uint32_t dstBaseCount(const Decoded &insn) {
  switch (insn.op) {
  case Opcode::Unpack:
    return insn.c;
  case Opcode::UnpackEx:
    return insn.c + 1 + insn.x;
  default: // LoadMethod, LoadSuperMethod, MatchExcGroup, WithEnter,
           // AsyncWithEnter
    return 2;
  }
}

void addOperand(const Decoded &insn, Operand kind, uint32_t reg,
                RegisterEffects &effects) {
  switch (kind) {
  case Operand::Dst:
    return effects.write(reg);
  case Operand::DstBase:
    if (uint32_t count = dstBaseCount(insn))
      effects.write(reg, count);
    return;
  case Operand::Use:
    return effects.use(reg);
  case Operand::Peek:
    return effects.peek(reg);
  case Operand::Local:
    effects.peek(reg);
    return effects.write(reg);
  case Operand::UseBase:
    if (uint32_t count = useBaseCount(insn))
      effects.use(reg, count);
    return;
  default:
    return;
  }
}

} // namespace

RegisterEffects registerEffects(const Decoded &insn, bool jumps) {
  RegisterEffects effects;
  switch (insn.op) {
  case Opcode::Call:
  case Opcode::CallKw:
  case Opcode::CallEx:
    callEffects(insn, effects);
    return effects;
  case Opcode::Raise:
    if (insn.x >= 1)
      effects.use(insn.a);
    if (insn.x >= 2)
      effects.use(insn.b);
    return effects;
  case Opcode::Reraise:
    effects.use(insn.a);
    if (insn.x & 1)
      effects.use(insn.b);
    return effects;
  case Opcode::FormatValue:
    effects.use(insn.b);
    if (insn.x & kHasFormatSpec)
      effects.use(insn.c);
    effects.write(insn.a);
    return effects;
  case Opcode::Yield:
    effects.use(insn.b);
    if (insn.x & kYieldDelegates)
      effects.peek(insn.c);
    effects.write(insn.a);
    return effects;
  case Opcode::WithExit:
    effects.use(insn.b);
    if (!(insn.x & 1))
      effects.peek(insn.c);
    effects.write(insn.a);
    return effects;
  case Opcode::ForIter:
    if (jumps) {
      effects.peek(insn.b);
      effects.write(insn.a);
    } else {
      effects.use(insn.b);
    }
    return effects;
  case Opcode::Send:
    effects.use(insn.a);
    if (jumps)
      effects.use(insn.b);
    else
      effects.peek(insn.b);
    effects.write(insn.a);
    return effects;
  default:
    break;
  }
  const OpcodeInfo &row = info(insn.op);
  addOperand(insn, row.a, insn.a, effects);
  addOperand(insn, row.b, insn.b, effects);
  addOperand(insn, row.c, insn.c, effects);
  return effects;
}

} // namespace dxpy::dpb
