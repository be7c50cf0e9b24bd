// Native code of generators: entry, suspension, end. Their registers are in the
// generator between two runs, as the interpreter would leave them.
#pragma once
#include "runtime-support/abi/generator_object.h"
#include "runtime-support/inline/calls.h"

namespace dxpy {

/// The Yield at which a generator waits that is about to be entered.
DX_INLINE uint32_t dxWaitsAt(const GeneratorObject *generator) {
  return generator->state == GeneratorState::Created ? kNotStarted
                                                     : generator->instruction;
}
/// As dxEnter.
DX_INLINE Word *dxEnterGenerator(ThreadState *ts, GeneratorObject *generator,
                                 Word code) {
  Word *r = dxEnter(ts, generator->function, code);
  if (!r) [[unlikely]] {
    dxRefuseGenerator(ts, generator);
    return nullptr;
  }
  r[kLinkExtra] = reinterpret_cast<Word>(generator);
  generator->state = GeneratorState::Running;
  generator->runRegisters = r;
  return r;
}

inline void leaveGenerator(ThreadState *ts, Word *r) {
  ts->framePc = reinterpret_cast<const void *>(r[kLinkOuterPc]);
  ts->frameRegisters = reinterpret_cast<Word *>(r[kLinkCaller]);
  ++ts->depth;
}
/// Waits at the Yield \p instruction; the first \p count registers are in the
/// generator. \p delegates: the last of them is the iterator that it waits for.
DX_INLINE void dxSuspend(ThreadState *ts, Word *r, GeneratorObject *generator,
                         uint32_t count, uint32_t instruction,
                         uint32_t delegates) {
  generator->instruction = instruction;
  generator->delegates = delegates;
  generator->liveCount = count;
  generator->ready = false;
  generator->state = GeneratorState::Suspended;
  if (generator->frame) [[unlikely]]
    dxSuspendFrame(generator);
  leaveGenerator(ts, r);
}
/// The end: nothing is in its registers any more.
DX_INLINE void dxFinishGenerator(ThreadState *ts, Word *r,
                                 GeneratorObject *generator) {
  if (generator->frame) [[unlikely]] {
    dxFinishFrame(ts, generator);
  } else {
    generator->state = GeneratorState::Finished;
    Word function = generator->function;
    generator->function = kUndef;
    dxRelease(ts, function);
  }
  leaveGenerator(ts, r);
}

// Resuming --------------------------------------------------------------------

/// Can its native code go on? A frame object and an exception that it handles
/// need the interpreter.
inline bool resumesNatively(const GeneratorObject *generator) {
  static_assert(uint8_t(GeneratorState::Suspended) == 1);
  uint16_t stateAndHandling;
  __builtin_memcpy(&stateAndHandling, &generator->state,
                   sizeof stateAndHandling);
  return generator->resume && stateAndHandling <= 1 && !generator->frame;
}
inline GeneratorObject *nativeGenerator(Word w) {
  auto *generator = reinterpret_cast<GeneratorObject *>(w);
  return isPointer(w) &&
                 objectOf(w)->shape == shapeId(BuiltinShape::Generator) &&
                 resumesNatively(generator)
             ? generator
             : nullptr;
}
/// The same where it waits for another one, without running its code as long as
/// that one yields.
Word resumeDelegating(ThreadState *ts, GeneratorObject *generator, Word sent);
/// Goes on with \p sent, which is consumed; None if nothing has run yet. The
/// caller holds the generator, whose state says what the result is; 0: raised.
inline Word resumeNatively(ThreadState *ts, GeneratorObject *generator,
                           Word sent) {
  if (generator->delegates)
    return resumeDelegating(ts, generator, sent);
  if (generator->state == GeneratorState::Suspended)
    generator->registers[generator->liveCount] = sent;
  return generator->resume(ts, generator);
}
/// The next item: undef at the end, 0: raised.
inline Word nextNatively(ThreadState *ts, GeneratorObject *generator) {
  Word value = resumeNatively(ts, generator, kNone);
  if (!value || generator->state == GeneratorState::Suspended) [[likely]]
    return value;
  release(ts, value);
  return kUndef;
}

} // namespace dxpy
