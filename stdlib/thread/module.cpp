// Module _thread.
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "stdlib/thread/thread.h"
#include <csignal>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dxpy {

static Owned allocateLock(ThreadState &ts, Value, const Value *) {
  return makeLock(ts);
}
static Owned getIdent(ThreadState &ts, Value, const Value *) {
  return makeUnsigned(ts, threadIdentity());
}
static Owned getNativeId(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, syscall(SYS_gettid));
}
static Owned exitThread(ThreadState &ts, Value, const Value *) {
  return raiseObject(ts, Value(&types::SystemExit));
}
/// As if the signal had come, where a handler waits for it.
static Owned interruptMain(ThreadState &ts, Value, const Value *args) {
  int64_t number =
      args[0] ? toIndexInt64_py(ts, args[0], &types::OverflowError) : SIGINT;
  if (pendingException(ts))
    return {};
  if (number < 1 || number >= NSIG)
    return raise(ts, types::ValueError, "signal number out of range");
  struct sigaction action;
  if (sigaction(int(number), nullptr, &action) == 0 &&
      action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN)
    pthread_kill(pthread_t(mainThread->nativeThread), int(number));
  return ownedNone();
}
static Owned daemonsAllowed(ThreadState &, Value, const Value *) {
  return ownedBool(true);
}

static constexpr MethodDef functions[] = {
    {"start_new_thread", startThread,
     "start_new_thread(function, args[, kwargs])"},
    {"start_new", startThread, "start_new(function, args[, kwargs])"},
    {"allocate_lock", allocateLock, "()"},
    {"allocate", allocateLock, "()"},
    {"_set_sentinel", setSentinel, "()"},
    {"get_ident", getIdent, "()"},
    {"get_native_id", getNativeId, "()"},
    {"_count", threadCount, "()"},
    {"stack_size", stackSize, "(size=0, /)"},
    {"exit", exitThread, "()"},
    {"exit_thread", exitThread, "()"},
    {"interrupt_main", interruptMain, "(signum=2, /)"},
    {"_excepthook", exceptHook, "(args, /)",
     "Handle uncaught Thread.run() exception."},
    {"daemon_threads_allowed", daemonsAllowed, "()"},
    {},
};

static bool execute(ThreadState &ts, Value module) {
  Owned hookArguments = makeStructSequenceType(
      ts, {"_thread._ExceptHookArgs",
           "Type used to pass arguments to "
           "threading.excepthook.",
           {"exc_type", "exc_value", "exc_traceback", "thread"},
           4,
           true});
  return initNativeType(ts, &lockType) &&
         initNativeType(ts, &recursiveLockType) &&
         initNativeType(ts, &localType) && readyType(ts, &lockType) &&
         addToModule(ts, module, "LockType", copyOf(Value(&lockType))) &&
         addTypeToModule(ts, module, &recursiveLockType) &&
         addTypeToModule(ts, module, &localType) &&
         addToModule(ts, module, "error",
                     copyOf(Value(&types::RuntimeError))) &&
         addToModule(ts, module, "TIMEOUT_MAX", makeFloat(ts, kTimeoutMax)) &&
         addToModule(ts, module, "_ExceptHookArgs", std::move(hookArguments));
}

DX_NATIVE_MODULE(_thread,
                 "This module provides primitive operations to write "
                 "multi-threaded programs.\nThe 'threading' module provides a "
                 "more convenient interface.",
                 functions, execute)

} // namespace dxpy
