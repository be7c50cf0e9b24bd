#include "compiler/dxir/Bytecode.h"

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
