// Module _thread. Threads are not started by this runtime yet: starting one is
// CPython's error for a system that has no more.
#include "runtime-support/memory/collector.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "stdlib/thread/thread.h"
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dxpy {

uint64_t threadIdentity() { return uint64_t(pthread_self()); }

static Owned allocateLock(ThreadState &ts, Value, const Value *) {
  return makeLock(ts);
}
static Owned getIdent(ThreadState &ts, Value, const Value *) {
  return makeUnsigned(ts, threadIdentity());
}
static Owned getNativeId(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, syscall(SYS_gettid));
}
static Owned startThread(ThreadState &ts, Value, const Arguments &) {
  return raise(ts, types::RuntimeError, "can't start new thread");
}
static Owned count(ThreadState &, Value, const Value *) {
  return Owned::steal(smallIntWord(0));
}
static Owned exitThread(ThreadState &ts, Value, const Value *) {
  return raiseObject(ts, Value(&types::SystemExit));
}
static Owned interruptMain(ThreadState &ts, Value, const Value *) {
  return raiseObject(ts, Value(&types::KeyboardInterrupt));
}
static Owned nothing(ThreadState &, Value, const Value *) {
  return ownedNone();
}
static Owned ignore(ThreadState &, Value, const Arguments &) {
  return ownedNone();
}

/// Thread-local storage: with one thread, an object with a dict.
static Owned newLocal(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  if ((args.positionalCount || args.names) &&
      type->slots.init == types::Object.slots.init)
    return raise(ts, types::TypeError,
                 "Initialization arguments are not supported");
  return allocateInstance(ts, type);
}
static void deallocateLocal(ThreadState &ts, ObjectHeader *object) {
  freeObject(ts, object, sizeof(ObjectHeader));
}
static void visitLocal(ObjectHeader *, Visitor &) {}
static void clearLocal(ThreadState &, ObjectHeader *) {}
static constexpr TypeSpec localSpec = {"_thread._local", "Thread-local data"};
constinit TypeObject localType = {
    .header = typeHeader(),
    .spec = &localSpec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,
    .basicSize = sizeof(ObjectHeader),
    .slots = {.deallocate = deallocateLocal,
              .visit = visitLocal,
              .clear = clearLocal,
              .new_ = newLocal},
};

static constexpr MethodDef functions[] = {
    {"start_new_thread", startThread,
     "start_new_thread(function, args[, kwargs])"},
    {"start_new", startThread, "start_new(function, args[, kwargs])"},
    {"allocate_lock", allocateLock, "()"},
    {"allocate", allocateLock, "()"},
    {"_set_sentinel", allocateLock, "()"},
    {"get_ident", getIdent, "()"},
    {"get_native_id", getNativeId, "()"},
    {"_count", count, "()"},
    {"stack_size", count, "(size=0, /)"},
    {"exit", exitThread, "()"},
    {"exit_thread", exitThread, "()"},
    {"interrupt_main", interruptMain, "(signum=2, /)"},
    {"_excepthook", nothing, "(args, /)"},
    {"daemon_threads_allowed", ignore, "daemon_threads_allowed()"},
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
