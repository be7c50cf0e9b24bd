// Opcodes, operand kinds and effects of DPB, from Opcodes.def.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dxpy {

enum class Opcode : uint8_t {
#define OPCODE(name, number, x, a, b, c, effects, meaning) name = number,
#include "runtime-support/abi/Opcodes.def"
};

/// What an operand field means. Registers at or above firstTemp are
/// temporaries.
enum class Operand : uint8_t {
  None,
  Dst,     ///< register written; a temporary is pushed, a local's old value is
           ///< dropped
  DstBase, ///< first of several temporaries written
  Use,     ///< register read; a temporary is consumed, a local is copied
  Peek,    ///< register read and left
  Local,   ///< local register changed in place (MakeCell, DeleteLocal, ...)
  UseBase, ///< first of several temporaries consumed
  Const,
  Name, ///< index of a constant; of a name
  Jump, ///< signed count of instructions from the next one
  Count,
  Flags,
  Immediate,
};

enum Effect : uint16_t {
  kNoEffect = 0,
  kMayRaise = 1,
  kRunsPython = 2,
  kReadsHeap = 4,
  kWritesHeap = 8,
  kReadsGlobals = 16,
  kWritesGlobals = 32,
  kBranches = 64,
  kEndsBlock = 128, ///< control does not fall through
  kSuspends = 256,
  kAnything = kMayRaise | kRunsPython | kReadsHeap | kWritesHeap |
              kReadsGlobals | kWritesGlobals,
};

/// One instruction, always 8 bytes. `Extended` in front supplies the high 16
/// bits of a, b and c.
struct Instruction {
  Opcode op;
  uint8_t x;
  uint16_t a, b, c;
};
static_assert(sizeof(Instruction) == 8);

// Bits of x.
enum CallFlags : uint8_t {
  kCallDiscard = 1,
  kCallHasSelf = 2,
  kCallKeywordDict = 4
};
enum MakeFunctionFlags : uint8_t {
  kHasDefaults = 1,
  kHasKeywordDefaults = 2,
  kHasAnnotations = 4,
  kHasClosure = 8
};
enum FormatFlags : uint8_t {
  kConvertNone = 0,
  kConvertStr = 1,
  kConvertRepr = 2,
  kConvertAscii = 3,
  kHasFormatSpec = 4
};
enum YieldFlags : uint8_t { kYieldDelegates = 1 };

/// The layout of a call's temporaries from its base: three reserved, callable,
/// self or undef, arguments.
inline constexpr unsigned kCallCallable = 3, kCallSelf = 4, kCallArgs = 5;

} // namespace dxpy
