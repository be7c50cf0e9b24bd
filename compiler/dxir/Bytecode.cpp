#include "compiler/dxir/Bytecode.h"
#include <bit>

namespace dxpy::dxir {

const OpcodeInfo &infoOf(Opcode opcode) {
  static const OpcodeInfo *const table = [] {
    static OpcodeInfo rows[256] = {};
#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  rows[number] = {#name,      Operand::x, Operand::a,                          \
                  Operand::b, Operand::c, uint16_t(effects)};
#include "runtime-support/abi/Opcodes.def"
    return rows;
  }();
  return table[uint8_t(opcode)];
}

uint32_t baseOperandCount(Opcode op, uint8_t x, uint32_t count) {
  switch (op) {
  case Opcode::Call:
    return 1 + !!(x & kCallHasSelf) + count;
  case Opcode::CallKw:
    return 2 + !!(x & kCallHasSelf) + count;
  case Opcode::CallEx:
    return 2 + !!(x & kCallKeywordDict);
  case Opcode::LoadSuperAttr:
  case Opcode::LoadSuperMethod:
    return 3;
  case Opcode::MakeFunction:
    return uint32_t(std::popcount(x));
  case Opcode::BuildDict:
    return count * 2;
  case Opcode::BuildInterpolation:
    return 2 + !!(x & kHasFormatSpec);
  case Opcode::MatchClass:
  case Opcode::ImportName:
    return 2;
  default:
    return count;
  }
}

uint32_t resultCount(Opcode op, uint8_t x, uint32_t count) {
  switch (infoOf(op).a) {
  case Operand::Dst:
    return 1;
  case Operand::DstBase:
    return op == Opcode::Unpack     ? count
           : op == Opcode::UnpackEx ? count + 1 + x
                                    : 2;
  default:
    return op == Opcode::MakeCell;
  }
}

std::vector<DecodedInstruction> decode(const bytecode::CodeUnit &unit) {
  std::vector<DecodedInstruction> result;
  for (uint32_t pc = 0; pc < unit.code.size();) {
    uint32_t start = pc, highA = 0, highB = 0, highC = 0;
    bool extended = unit.code[pc].op == Opcode::Extended;
    if (extended) {
      highA = uint32_t(unit.code[pc].a) << 16;
      highB = uint32_t(unit.code[pc].b) << 16;
      highC = uint32_t(unit.code[pc].c) << 16;
      ++pc;
    }
    const dxpy::Instruction &from = unit.code[pc++];
    DecodedInstruction to{
        from.op, from.x, from.a | highA, from.b | highB, from.c | highC, start,
        pc,      0};
    if (to.jumps()) {
      int32_t distance = extended ? int32_t(to.c) : int16_t(from.c);
      to.target = uint32_t(int64_t(pc) + distance);
    }
    result.push_back(to);
  }
  return result;
}

uint32_t parameterRegisters(const bytecode::CodeUnit &unit) {
  return unit.layout.parameterCount() + !!(unit.flags & kCodeVarArgs) +
         !!(unit.flags & kCodeVarKeywords);
}

} // namespace dxpy::dxir
