// The object of generators, coroutines and async generators. Layout only:
// builtins/generator.h says what is done with it.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/abi/object.h"

namespace dxpy {

struct FrameObject;
struct GeneratorObject;

/// Native code of a generator's body: runs until it yields or returns. What is
/// sent lies in the register after the kept ones. The result is owned, `state`
/// says what it is; 0: raised.
using NativeResume = Word (*)(ThreadState *ts, GeneratorObject *generator);

enum class GeneratorState : uint8_t { Created, Suspended, Running, Finished };

struct GeneratorObject {
  ObjectHeader header;
  CodeObject *code;
  Word function;
  Word name, qualname;  ///< str
  FrameObject *frame;   ///< its frame object, counted, or null
  Word handled;         ///< exception that it was handling when it yielded
  Word outer;           ///< while interpreted: what the resumer handles
  Word origin;          ///< coroutines: cr_origin; async generators: finalizer
  uint32_t instruction; ///< DPB index of the Yield that it waits at
  uint32_t liveCount;   ///< registers that are kept; what is sent goes into
                        ///< the one after them
  uint32_t size;        ///< bytes of this object
  GeneratorState state;
  bool handling; ///< `handled` is its own and not inherited
  bool ready;    ///< a private copy made or suspended it: `resumeAt` is valid
  bool hooksCalled, closed, asendRunning; ///< async generators
  bool resultWaits;     ///< it has ended, and its result is in `handled`
  bool delegates;       ///< waits in native code for what its last register has
  Word *runRegisters;   ///< while running: its window
  const void *resumeAt; ///< slot of a private copy where None resumes it
  NativeResume resume;  ///< native code that runs it, or null
  Word registers[];     ///< registerCount words
};

static_assert(offsetof(GeneratorObject, handling) ==
                  offsetof(GeneratorObject, state) + 1 &&
              offsetof(GeneratorObject, ready) ==
                  offsetof(GeneratorObject, state) + 2);

/// In place of a Yield: nothing has run yet.
inline constexpr uint32_t kNotStarted = ~uint32_t(0);

} // namespace dxpy
