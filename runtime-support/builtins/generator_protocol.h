// What the files of the three generator types share.
#pragma once
#include "runtime-support/builtins/generator.h"

namespace dxpy {

/// "generator", "coroutine", "async generator": error texts.
const char *generatorKind(const GeneratorObject *generator);
// Slots of all three types.
void deallocateGenerator(ThreadState &ts, ObjectHeader *object);
void visitGenerator(ObjectHeader *object, Visitor &visitor);
void clearGenerator(ThreadState &ts, ObjectHeader *object);
void finaliseGenerator(ThreadState &ts, Value self);

/// The frame object of a generator that has none yet.
Owned frameOfGenerator(ThreadState &ts, GeneratorObject *generator);
/// generator.send: null with StopIteration (StopAsyncIteration) at the end.
Owned sendGenerator_py(ThreadState &ts, GeneratorObject *generator, Value sent);
/// The result of a resume as a method returns it.
Owned finishSend(ThreadState &ts, const GeneratorObject *generator,
                 SendResult how, Owned result);
/// generator.throw. \p value and \p traceback may be null. \p closeOnExit:
/// GeneratorExit closes what the generator delegates to.
SendResult throwGenerator_py(ThreadState &ts, GeneratorObject *generator,
                             bool closeOnExit, Value type, Value value,
                             Value traceback, Owned &result);
bool closeGenerator_py(ThreadState &ts, GeneratorObject *generator);
bool closeIterator_py(ThreadState &ts, Value iterator);
/// The value of a pending StopIteration (cleared), or None if nothing is
/// pending. False: another exception is pending.
bool takeStopIteration(ThreadState &ts, Owned &value);

/// cr_origin of a new coroutine.
bool noteCoroutineOrigin(ThreadState &ts, GeneratorObject *generator);
/// warnings._warn_unawaited_coroutine, which knows where a coroutine was made;
/// false: it did not warn. Set by the layers above at start-up.
using UnawaitedHook = bool (*)(ThreadState &, Value coroutine);
extern UnawaitedHook unawaitedHook;
/// "coroutine 'f' was never awaited"
void warnUnawaited_py(ThreadState &ts, GeneratorObject *generator);

// Attributes that the types have under their own prefix.
Owned generatorGetName(ThreadState &ts, Value self);
bool generatorSetName(ThreadState &ts, Value self, Value value);
Owned generatorGetQualname(ThreadState &ts, Value self);
bool generatorSetQualname(ThreadState &ts, Value self, Value value);
Owned generatorGetRunning(ThreadState &ts, Value self);
Owned generatorGetSuspended(ThreadState &ts, Value self);
Owned generatorGetFrame(ThreadState &ts, Value self);
Owned generatorGetCode(ThreadState &ts, Value self);
Owned generatorGetDelegate(ThreadState &ts, Value self);
/// throw(type, value, traceback) with its argument check.
Owned generatorThrowMethod(ThreadState &ts, Value self, const Arguments &args);
bool unpackThrow(ThreadState &ts, const Arguments &args, Value (&parts)[3]);
Owned generatorCloseMethod(ThreadState &ts, Value self, const Value *args);
Owned generatorSendMethod(ThreadState &ts, Value self, const Value *args);
/// "<generator object f at 0x...>"
Owned generatorRepr(ThreadState &ts, Value self);

} // namespace dxpy
