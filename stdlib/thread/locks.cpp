// Locks of module _thread. Programs have one thread: a lock that is taken can
// only be waited for until the time is over.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/thread/thread.h"
#include <cerrno>
#include <cmath>
#include <ctime>

namespace dxpy {

namespace {

struct LockObject {
  ObjectHeader header;
  uint64_t count; ///< RLock: how often it is held; Lock: 0 or 1
};

LockObject *self_(Value v) { return v.as<LockObject>(); }

/// Sleeps; signals are handled in between. False: raised.
bool sleepSeconds(ThreadState &ts, double seconds) {
  timespec left = {time_t(seconds),
                   long((seconds - std::floor(seconds)) * 1e9)};
  while (nanosleep(&left, &left) != 0 && errno == EINTR)
    if (pollHook && !pollHook(ts))
      return false;
  return true;
}

/// Waits for a lock that nobody will release. 0: the time is over; -1: raised.
int waitFor(ThreadState &ts, bool blocking, double timeout) {
  if (!blocking)
    return 0;
  if (timeout >= 0)
    return sleepSeconds(ts, timeout) ? 0 : -1;
  for (;;) // as every Python waits here; a signal may raise
    if (!sleepSeconds(ts, 3600))
      return -1;
}

bool waitArguments(ThreadState &ts, const Value *args, bool &blocking,
                   double &timeout) {
  int truth = args[0] ? isTrue_py(ts, args[0]) : 1;
  if (truth < 0)
    return false;
  blocking = truth;
  timeout = args[1] ? toDouble_py(ts, args[1]) : -1;
  if (pendingException(ts))
    return false;
  if (!blocking && timeout != -1)
    return raise(ts, types::ValueError,
                 "can't specify a timeout for a non-blocking call");
  if (timeout < 0 && timeout != -1)
    return raise(ts, types::ValueError,
                 "timeout value must be a non-negative number");
  if (timeout > kTimeoutMax)
    return raise(ts, types::OverflowError, "timeout value is too large");
  return true;
}

Owned acquire(ThreadState &ts, Value self, const Value *args) {
  bool blocking;
  double timeout;
  if (!waitArguments(ts, args, blocking, timeout))
    return {};
  if (!self_(self)->count) {
    self_(self)->count = 1;
    return ownedBool(true);
  }
  return waitFor(ts, blocking, timeout) < 0 ? Owned() : ownedBool(false);
}
Owned release_(ThreadState &ts, Value self, const Value *) {
  if (!self_(self)->count)
    return raise(ts, types::RuntimeError, "release unlocked lock");
  self_(self)->count = 0;
  return ownedNone();
}
Owned exitLock(ThreadState &ts, Value self, const Arguments &) {
  return release_(ts, self, nullptr);
}
Owned locked(ThreadState &, Value self, const Value *) {
  return ownedBool(self_(self)->count);
}
Owned resetLock(ThreadState &, Value self, const Value *) {
  self_(self)->count = 0;
  return ownedNone();
}

// RLock -----------------------------------------------------------------------

Owned acquireAgain(ThreadState &ts, Value self, const Value *args) {
  bool blocking;
  double timeout;
  if (!waitArguments(ts, args, blocking, timeout))
    return {};
  ++self_(self)->count;
  return ownedBool(true);
}
Owned releaseOnce(ThreadState &ts, Value self, const Value *) {
  if (!self_(self)->count)
    return raise(ts, types::RuntimeError, "cannot release un-acquired lock");
  --self_(self)->count;
  return ownedNone();
}
Owned exitOnce(ThreadState &ts, Value self, const Arguments &) {
  return releaseOnce(ts, self, nullptr);
}
Owned isOwned(ThreadState &, Value self, const Value *) {
  return ownedBool(self_(self)->count);
}
Owned releaseSave(ThreadState &ts, Value self, const Value *) {
  if (!self_(self)->count)
    return raise(ts, types::RuntimeError, "cannot release un-acquired lock");
  Owned count = makeUnsigned(ts, std::exchange(self_(self)->count, 0));
  Owned owner = makeUnsigned(ts, threadIdentity());
  return count && owner ? makeTuple(ts, {count.value(), owner.value()})
                        : Owned();
}
Owned acquireRestore(ThreadState &ts, Value self, const Value *args) {
  if (!isExactTuple(args[0]) || tupleLength(args[0]) != 2 ||
      !tupleItem(args[0], 0).isSmallInt())
    return raise(ts, types::TypeError, "_acquire_restore() needs a state");
  self_(self)->count = uint64_t(tupleItem(args[0], 0).smallInt());
  return ownedNone();
}

Owned newLock(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned lock = allocateInstance(ts, type);
  if (lock)
    lock.as<LockObject>()->count = 0;
  return lock;
}

Owned reprLock(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(self_(self)->count ? "<locked " : "<unlocked ");
  text.append("_thread.lock object");
  text.append(" at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}
Owned reprAgain(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  uint64_t count = self_(self)->count;
  text.append(count ? "<locked " : "<unlocked ");
  text.append(typeName(typeOf(self)) == "RLock" ? "_thread.RLock"
                                                : typeName(typeOf(self)));
  text.append(" object owner=");
  text.appendInt(count ? int64_t(threadIdentity()) : 0);
  text.append(" count=");
  text.appendInt(int64_t(count));
  text.append(" at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}
void deallocate(ThreadState &ts, ObjectHeader *object) {
  freeObject(ts, object, sizeof(LockObject));
}

constexpr MethodDef lockMethods[] = {
    {"acquire", acquire, "(blocking=True, timeout=-1)"},
    {"acquire_lock", acquire, "(blocking=True, timeout=-1)"},
    {"release", release_, "()"},
    {"release_lock", release_, "()"},
    {"locked", locked, "()"},
    {"locked_lock", locked, "()"},
    {"_at_fork_reinit", resetLock, "()"},
    {"__enter__", acquire, "(blocking=True, timeout=-1)"},
    {"__exit__", exitLock},
    {},
};
constexpr MethodDef againMethods[] = {
    {"acquire", acquireAgain, "(blocking=True, timeout=-1)"},
    {"release", releaseOnce, "()"},
    {"_is_owned", isOwned, "()"},
    {"_release_save", releaseSave, "()"},
    {"_acquire_restore", acquireRestore, "(state)"},
    {"_at_fork_reinit", resetLock, "()"},
    {"__enter__", acquireAgain, "(blocking=True, timeout=-1)"},
    {"__exit__", exitOnce},
    {},
};
constexpr TypeSpec lockSpec = {"_thread.lock", nullptr, lockMethods};
constexpr TypeSpec againSpec = {"_thread.RLock", nullptr, againMethods};

} // namespace

constinit TypeObject lockType = {
    .header = typeHeader(),
    .spec = &lockSpec,
    .base = &types::Object,
    .flags = kTypeDisallowNew | kTypeHasWeakrefs,
    .basicSize = sizeof(LockObject),
    .slots = {.deallocate = deallocate, .repr = reprLock},
};
constinit TypeObject recursiveLockType = {
    .header = typeHeader(),
    .spec = &againSpec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeHasWeakrefs,
    .basicSize = sizeof(LockObject),
    .slots = {.deallocate = deallocate, .repr = reprAgain, .new_ = newLock},
};

Owned makeLock(ThreadState &ts) { return newLock(ts, &lockType, {}); }

} // namespace dxpy
