// Names, operand kinds and effects of opcodes as a table, from Opcodes.def;
// operands whose meaning depends on x.
#pragma once
#include "runtime-support/abi/opcodes.h"
#include <string_view>

namespace dxpy::dpb {

struct OpcodeInfo {
  const char *name; ///< null: no such opcode
  Operand x, a, b, c;
  uint16_t effects;
  const char *meaning;
};

/// The row of \p op; rows of unused numbers have a null name.
const OpcodeInfo &info(Opcode op);
/// False when no opcode has that name.
bool opcodeNamed(std::string_view name, Opcode &op);

/// One instruction with its Extended prefix joined.
struct Decoded {
  Opcode op;
  uint8_t x;
  uint32_t a, b, c;
  uint32_t length; ///< 1, or 2 with the prefix

  int32_t jump() const { return int32_t(c); }
};
/// Decodes at \p code[\p pc]; \p pc + 1 must be in range if it is an Extended.
Decoded decode(const Instruction *code, uint32_t pc);

/// What an instruction does to registers, its flags considered. Ranges of
/// UseBase and DstBase have their counts; calls leave out what they do not
/// read.
struct RegisterEffects {
  static constexpr unsigned maxRanges = 4;
  struct Range {
    uint32_t first, count;
  };
  Range uses[maxRanges], peeks[maxRanges], writes[2];
  unsigned useCount = 0, peekCount = 0, writeCount = 0;

  void use(uint32_t first, uint32_t count = 1) {
    uses[useCount++] = {first, count};
  }
  void peek(uint32_t first, uint32_t count = 1) {
    peeks[peekCount++] = {first, count};
  }
  void write(uint32_t first, uint32_t count = 1) {
    writes[writeCount++] = {first, count};
  }
};
/// The effects when control falls through (\p jumps false) or takes the jump.
RegisterEffects registerEffects(const Decoded &insn, bool jumps);

} // namespace dxpy::dpb
