// Interpreter frames as they lie on the register stack. Native functions have
// one too, without registers.
//
//   r[-6]  extra: namespace dict (module, class, exec) or generator, else undef
//   r[-5]  pc of the frame below, in frames that C++ entered
//   r[-4]  registers of the frame below (the caller), 0 at the bottom
//   r[-3]  function word | FunctionLinkTags
//   r[-2]  return pc: in the caller's code, or into kEntryReturn
//   r[-1]  CodeObject*
//   r[0]   parameters, locals, cells, free variables, temporaries
//
// Words -6 and -5 exist only in frames whose return pc is kEntryReturn and in
// those of generators. A pc looks like a pointer: who walks registers must know
// these words.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

enum FrameLink : int {
  kLinkExtra = -6,
  kLinkOuterPc = -5,
  kLinkCaller = -4,
  kLinkFunction = -3,
  kLinkReturn = -2,
  kLinkCode = -1,
};
inline constexpr unsigned kLinkWords = 4, kEntryLinkWords = 6;

/// The most registers that a function without a frame of its own may have.
inline constexpr uint32_t kColdFrameRegisters = 1024;

enum FunctionLinkTags : Word {
  kLinkBorrowed = 1, ///< the function is not counted by the frame
  kLinkHasFrame = 2, ///< a frame object shows this window
  kLinkNative = 4,   ///< native code runs in it; its registers hold nothing
};
inline constexpr Word kLinkTagMask = 7;

/// 8 bytes of a private copy of code: an instruction with the number of its
/// handler, or a word of its cache.
union Slot {
  struct {
    uint16_t handler, a, b, c;
  };
  Word word;
};
static_assert(sizeof(Slot) == sizeof(Instruction));

/// The instruction whose kind tells Return that C++ waits for the result.
extern const Slot kEntryReturn[2];

} // namespace dxpy
