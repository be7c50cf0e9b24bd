// A code object's instructions decoded for the builder: Extended folded in,
// jump targets absolute.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <vector>

namespace dxpy::dxir {

struct OpcodeInfo {
  const char *name;
  Operand x, a, b, c;
  uint16_t effects;
};
const OpcodeInfo &infoOf(Opcode opcode);

struct DecodedInstruction {
  Opcode op;
  uint8_t x;
  uint32_t a, b, c;
  uint32_t pc;     ///< of the instruction, of its Extended if it has one
  uint32_t next;   ///< pc after it
  uint32_t target; ///< pc of a jump's target
  bool jumps() const { return infoOf(op).c == Operand::Jump; }
};

/// How many values a UseBase operand of an instruction stands for; \p count:
/// its Count operand.
uint32_t baseOperandCount(Opcode op, uint8_t x, uint32_t count);
/// How many registers a Dst or DstBase operand writes, and MakeCell; 0 without
/// one.
uint32_t resultCount(Opcode op, uint8_t x, uint32_t count);

/// All instructions in order.
std::vector<DecodedInstruction> decode(const bytecode::CodeUnit &unit);

/// How many registers a caller fills: parameters, *args and **kwargs.
uint32_t parameterRegisters(const bytecode::CodeUnit &unit);

/// For each parameter the number of its argument, or kDefault, in a call with
/// \p positional arguments and then those called \p names. Nothing: binding
/// does more than put arguments and defaults in order.
inline constexpr uint32_t kDefault = ~0u;
std::optional<llvm::SmallVector<uint32_t, 8>>
bindArguments(const bytecode::CodeUnit &unit, size_t positional,
              llvm::ArrayRef<llvm::StringRef> names);

} // namespace dxpy::dxir
