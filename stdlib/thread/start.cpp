// Threads of the system that run Python functions, from start to end.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/interpreter/trace.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/thread/thread.h"
#include <new>
#include <pthread.h>

namespace dxpy {

namespace {

/// What a new thread gets from the one that starts it.
struct Start {
  Owned function, args, keywords;
  InterpreterState *interpreter;
  int32_t recursionLimit;
};

constexpr size_t kSmallestStack = 32 * 1024;
constinit size_t wantedStack = 0; ///< of threads to come; 0: the system's
constinit int64_t running = 0;
/// The lock that tells threading.py of this thread's end; 0: none.
thread_local constinit Word sentinel = 0;

/// The lowest address for C++ frames of a thread, above its guard.
uintptr_t nativeLimitOfThread() {
  constexpr uintptr_t kReserve = 64 * 1024;
  pthread_attr_t attributes;
  void *lowest = nullptr;
  size_t size = 0;
  pthread_getattr_np(pthread_self(), &attributes);
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  uintptr_t reserve = size > 4 * kReserve ? kReserve : size / 4;
  return uintptr_t(lowest) + reserve;
}

void runFunction_py(ThreadState &ts, Start &start) {
  Owned result = callTuple_py(ts, start.function, start.args, start.keywords);
  if (!result && pendingMatches(ts, types::SystemExit))
    clearException(ts);
  if (Owned error = takeException(ts))
    reportUnraisable_py(ts, error, start.function,
                        "Exception ignored in thread started by");
}

/// Drops what the thread holds; finalisers may run.
void clearThread(ThreadState &ts) {
  setTraceFunction(ts, none);
  setProfileFunction(ts, none);
  for (Word *field :
       {&ts.handled, &ts.context, &ts.asyncgenFirstiter, &ts.asyncgenFinalizer})
    release(&ts, std::exchange(*field, kNone));
  dropLocals(ts);
}

void *threadMain(void *argument) {
  auto *start = static_cast<Start *>(argument);
  ThreadState &ts = currentThread;
  ts.nativeThread = threadIdentity();
  ts.nativeLimit = nativeLimitOfThread();
  InterpreterState *interpreter = start->interpreter;
  enterInterpreter(ts, interpreter, start->recursionLimit);
  takeRunLock(ts);
  joinRunLock(ts);
  runFunction_py(ts, *start);
  start->~Start();
  rawFree(start);
  clearThread(ts);
  --running;
  if (Word lock = std::exchange(sentinel, 0)) {
    releaseLock(Value(lock));
    release(&ts, lock);
  }
  quitRunLock(ts);
  freeInterpreterState(interpreter);
  return nullptr;
}

/// A Start with its interpreter's state. Null: no memory.
Start *makeStart(ThreadState &ts, const Arguments &args) {
  void *memory = rawAllocate(sizeof(Start));
  if (!memory)
    return nullptr;
  auto *start = new (memory) Start;
  start->function = copyOf(args[0]);
  start->args = copyOf(args[1]);
  if (args.positionalCount > 2)
    start->keywords = copyOf(args[2]);
  start->recursionLimit = ts.recursionLimit;
  start->interpreter = makeInterpreterState(ts.recursionLimit);
  return start;
}

void dropStart(Start *start) {
  if (start->interpreter)
    freeInterpreterState(start->interpreter);
  start->~Start();
  rawFree(start);
}

bool startDetached(Start *start, pthread_t &thread) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (wantedStack)
    pthread_attr_setstacksize(&attributes, wantedStack);
  int error = pthread_create(&thread, &attributes, threadMain, start);
  pthread_attr_destroy(&attributes);
  return error == 0;
}

bool checkArguments(ThreadState &ts, const Arguments &args) {
  size_t count = args.positionalCount;
  if (args.names && tupleLength(args.names))
    return raise(ts, types::TypeError,
                 "start_new_thread() takes no keyword arguments");
  if (count < 2 || count > 3)
    return raise(
        ts, types::TypeError,
        "start_new_thread expected at {} {} arguments, got {}",
        {count < 2 ? "least" : "most", count < 2 ? 2 : 3, long(count)});
  if (!isCallable(args[0]))
    return raise(ts, types::TypeError, "first arg must be callable");
  if (!isTuple(args[1]))
    return raise(ts, types::TypeError, "2nd arg must be a tuple");
  if (count > 2 && !isDict(args[2]))
    return raise(ts, types::TypeError, "optional 3rd arg must be a dictionary");
  return true;
}

} // namespace

uint64_t threadIdentity() { return uint64_t(pthread_self()); }

Owned startThread(ThreadState &ts, Value, const Arguments &args) {
  if (!checkArguments(ts, args))
    return {};
  Start *start = makeStart(ts, args);
  if (!start)
    return raiseMemoryError(ts);
  shareRunLock(ts);
  ++running;
  pthread_t thread;
  if (start->interpreter && startDetached(start, thread))
    return makeUnsigned(ts, uint64_t(thread));
  --running;
  dropStart(start);
  return raise(ts, types::RuntimeError, "can't start new thread");
}

Owned threadCount(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, running);
}

Owned stackSize(ThreadState &ts, Value, const Value *args) {
  int64_t size =
      args[0] ? toIndexInt64_py(ts, args[0], &types::OverflowError) : 0;
  if (pendingException(ts))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "size must be 0 or a positive value");
  if (size && size_t(size) < kSmallestStack)
    return raise(ts, types::ValueError, "size not valid: {} bytes", {size});
  size_t old = wantedStack;
  if (args[0])
    wantedStack = size_t(size);
  return makeUnsigned(ts, old);
}

Owned setSentinel(ThreadState &ts, Value, const Value *) {
  Owned lock = makeLock(ts);
  if (lock)
    if (Word old = std::exchange(sentinel, copyOf(lock).take()))
      release(&ts, old);
  return lock;
}

} // namespace dxpy
