// Generators, coroutines and async generators: one object, three types.
// Resuming and suspending is the interpreter's; protocol and attributes are
// here.
#pragma once
#include "runtime-support/abi/generator_object.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/inline/generators.h"

namespace dxpy {

/// Waits in a private copy, with nothing to restore but its registers.
inline bool resumesAtOnce(const GeneratorObject *generator) {
  static_assert(uint8_t(GeneratorState::Created) == 0 &&
                uint8_t(GeneratorState::Suspended) == 1);
  uint32_t word;
  __builtin_memcpy(&word, &generator->state, sizeof word);
  return (word & 0xFFFFFE) == 1 << 16 && !generator->frame;
}
/// Bytes of the object that a call of \p code gives.
inline size_t generatorSize(const CodeObject *code) {
  return sizeof(GeneratorObject) + code->layout.registerCount * sizeof(Word);
}
/// What all new objects have in common. The header, the function, the names and
/// the registers are the caller's.
inline void initGenerator(GeneratorObject *generator, CodeObject *code,
                          size_t size) {
  generator->code = code;
  generator->frame = nullptr;
  generator->handled = generator->outer = generator->origin = kNone;
  generator->instruction = 0;
  generator->liveCount = code->layout.firstTemp;
  generator->size = uint32_t(size);
  generator->state = GeneratorState::Created;
  generator->handling = generator->ready = generator->hooksCalled =
      generator->closed = generator->asendRunning = generator->resultWaits =
          generator->delegates = false;
  generator->runRegisters = nullptr;
  generator->resumeAt = nullptr;
  generator->resume = nullptr;
}
inline BuiltinShape generatorShape(const CodeObject *code) {
  return code->flags & kCodeGenerator   ? BuiltinShape::Generator
         : code->flags & kCodeCoroutine ? BuiltinShape::Coroutine
                                        : BuiltinShape::AsyncGenerator;
}

inline bool isGenerator(Value v) {
  return hasShape(v, BuiltinShape::Generator);
}
inline bool isCoroutine(Value v) {
  return hasShape(v, BuiltinShape::Coroutine);
}
inline bool isAsyncGenerator(Value v) {
  return hasShape(v, BuiltinShape::AsyncGenerator);
}
inline bool isAnyGenerator(Value v) {
  return v.isPointer() &&
         v.header()->shape >= shapeId(BuiltinShape::Generator) &&
         v.header()->shape <= shapeId(BuiltinShape::AsyncGenerator);
}

/// The object that a call of generator code gives. Takes the first
/// `firstTemp - freeCount` registers and one reference to \p function.
Owned makeGenerator(ThreadState &ts, FunctionObject *function, Word *registers);

/// Runs a generator until it yields or returns: \p sent is consumed; null: the
/// pending exception is thrown into it. Set by the interpreter.
using ResumeFunction = SendResult (*)(ThreadState &ts,
                                      GeneratorObject *generator, Word sent,
                                      Owned &result);
extern ResumeFunction resumeFrame;

/// The next item of a generator, as the slot `next` gives it; set likewise.
using NextFunction = Owned (*)(ThreadState &ts, GeneratorObject *generator);
extern NextFunction nextFrame;

/// generator.send(sent) with CPython's checks. Null \p sent: throw what is
/// pending.
SendResult resumeGenerator_py(ThreadState &ts, GeneratorObject *generator,
                              Value sent, Owned &result);
/// The object that a suspended generator delegates to (gi_yieldfrom), or null.
Value generatorDelegate(const GeneratorObject *generator);
/// The shortest way for one that has returned and nobody refers to any more.
/// False: it is not that simple.
inline bool freeFinished(ThreadState *ts, GeneratorObject *generator) {
  if (generator->state != GeneratorState::Finished ||
      (generator->header.flags & kHasWeakReferences) ||
      generator->origin != kNone || generator->handled != kNone ||
      generator->header.shared) [[unlikely]]
    return false;
  releaseQuickly(ts, generator->name);
  releaseQuickly(ts, generator->qualname);
  freeCell(ts, generator, generator->size, CellKind::Container);
  return true;
}
/// The end of a generator: drops its registers. Called by the interpreter when
/// it has returned or raised, and by clear.
void finishGenerator(ThreadState &ts, GeneratorObject *generator);
/// The first iteration of an async generator calls the hooks. False: raised.
bool startAsyncGenerator_py(ThreadState &ts, GeneratorObject *generator);
/// What leaves a generator whose body raised the pending exception:
/// StopIteration becomes RuntimeError.
void convertStopIteration(ThreadState &ts, const CodeObject *code);

/// The iterator of `await object`; \p where as GetAwaitable's x.
Owned getAwaitable_py(ThreadState &ts, Value object, unsigned where);
Owned wrapAsyncValue(ThreadState &ts, Owned value);
/// The two-argument form of anext().
Owned makeAnextAwaitable(ThreadState &ts, Value awaitable, Value fallback);
/// send() of any iterator: SendResult of `yield from`.
SendResult sendTo_py(ThreadState &ts, Value receiver, Value sent,
                     Owned &result);

/// Temporaries that hold a value in front of instruction \p pcIndex after its
/// operands are consumed, as a bit set by (register - firstTemp). Computed once
/// a code object.
class LiveTemps {
public:
  LiveTemps(const CodeObject *code, uint32_t pcIndex);
  template <typename Body> void forEachFromTop(Body body) const {
    for (uint32_t word = count; word-- > 0;)
      for (uint64_t bits = words[word]; bits;) {
        unsigned bit = 63 - unsigned(__builtin_clzll(bits));
        bits &= ~(uint64_t(1) << bit);
        body(word * 64 + bit);
      }
  }

private:
  const uint64_t *words = nullptr;
  uint32_t count = 0;
};

} // namespace dxpy
