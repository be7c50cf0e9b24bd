// Locks of module _thread. A thread that waits for one gives the run lock up;
// signals are handled in between.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/thread/thread.h"
#include <cmath>

namespace dxpy {

namespace {

struct LockObject {
  ObjectHeader header;
  WaitLock lock;
  uint64_t owner; ///< RLock: threadIdentity() of who has it, 0: nobody
  uint64_t count; ///< RLock: how often
};

LockObject *self_(Value v) { return v.as<LockObject>(); }

/// 1: taken; 0: not in time; -1: raised. \p timeout: seconds, negative: none.
int take_py(ThreadState &ts, WaitLock &lock, bool blocking, double timeout) {
  if (lock.tryTake())
    return 1;
  if (!blocking)
    return 0;
  int64_t deadline =
      timeout < 0 ? -1 : monotonicTime() + int64_t(std::ceil(timeout * 1e9));
  for (;;) {
    WaitLock::Result result = lock.take(ts, deadline);
    if (result != WaitLock::Result::Signal)
      return result == WaitLock::Result::Taken;
    if (pollHook && !pollHook(ts))
      return -1;
  }
}
Owned answer(int taken) { return taken < 0 ? Owned() : ownedBool(taken); }

bool waitArguments(ThreadState &ts, const Value *args, bool &blocking,
                   double &timeout) {
  blocking = !args[0] || toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return false;
  // Only floats and ints; nothing else's __float__ counts.
  Owned whole =
      !args[1] || isFloat(args[1]) ? Owned() : toIndex_py(ts, args[1]);
  if (pendingException(ts))
    return false;
  timeout = whole ? toDouble_py(ts, whole) : args[1] ? floatValue(args[1]) : -1;
  if (pendingException(ts))
    return false;
  if (std::isnan(timeout))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  if (!blocking && timeout != -1)
    return raise(ts, types::ValueError,
                 "can't specify a timeout for a non-blocking call");
  if (timeout < 0 && timeout != -1)
    return raise(ts, types::ValueError, "timeout value must be positive");
  if (timeout * 1e9 >= 9223372036854775807.0)
    return raise(ts, types::OverflowError,
                 "timestamp too large to convert to C _PyTime_t");
  return true;
}

Owned acquire(ThreadState &ts, Value self, const Value *args) {
  bool blocking;
  double timeout;
  if (!waitArguments(ts, args, blocking, timeout))
    return {};
  return answer(take_py(ts, self_(self)->lock, blocking, timeout));
}
Owned release_(ThreadState &ts, Value self, const Value *) {
  if (!self_(self)->lock.isTaken())
    return raise(ts, types::RuntimeError, "release unlocked lock");
  self_(self)->lock.release();
  return ownedNone();
}
Owned exitLock(ThreadState &ts, Value self, const Arguments &) {
  return release_(ts, self, nullptr);
}
Owned locked(ThreadState &, Value self, const Value *) {
  return ownedBool(self_(self)->lock.isTaken());
}
Owned resetLock(ThreadState &, Value self, const Value *) {
  self_(self)->lock.reset();
  self_(self)->owner = self_(self)->count = 0;
  return ownedNone();
}

// RLock -----------------------------------------------------------------------

bool isMine(Value self) {
  return self_(self)->count && self_(self)->owner == threadIdentity();
}
void own(Value self, uint64_t count) {
  self_(self)->owner = threadIdentity();
  self_(self)->count = count;
}
void disown(Value self) {
  self_(self)->owner = self_(self)->count = 0;
  self_(self)->lock.release();
}

Owned acquireAgain(ThreadState &ts, Value self, const Value *args) {
  bool blocking;
  double timeout;
  if (!waitArguments(ts, args, blocking, timeout))
    return {};
  if (isMine(self)) {
    ++self_(self)->count;
    return ownedBool(true);
  }
  int taken = take_py(ts, self_(self)->lock, blocking, timeout);
  if (taken > 0)
    own(self, 1);
  return answer(taken);
}
Owned releaseOnce(ThreadState &ts, Value self, const Value *) {
  if (!isMine(self))
    return raise(ts, types::RuntimeError, "cannot release un-acquired lock");
  if (--self_(self)->count == 0)
    disown(self);
  return ownedNone();
}
Owned exitOnce(ThreadState &ts, Value self, const Arguments &) {
  return releaseOnce(ts, self, nullptr);
}
Owned isOwned(ThreadState &, Value self, const Value *) {
  return ownedBool(isMine(self));
}
Owned releaseSave(ThreadState &ts, Value self, const Value *) {
  if (!self_(self)->count)
    return raise(ts, types::RuntimeError, "cannot release un-acquired lock");
  Owned count = makeUnsigned(ts, self_(self)->count);
  Owned owner = makeUnsigned(ts, self_(self)->owner);
  Owned state =
      count && owner ? makeTuple(ts, {count.value(), owner.value()}) : Owned();
  if (state)
    disown(self);
  return state;
}
Owned acquireRestore(ThreadState &ts, Value self, const Value *args) {
  if (!isExactTuple(args[0]) || tupleLength(args[0]) != 2)
    return raise(ts, types::TypeError,
                 "_acquire_restore() argument 1 must be 2-item tuple, not {}",
                 {typeOf(args[0])});
  Value items[] = {tupleItem(args[0], 0), tupleItem(args[0], 1)};
  int64_t count = toIndexInt64_py(ts, items[0], &types::OverflowError);
  if (pendingException(ts) || take_py(ts, self_(self)->lock, true, -1) < 0)
    return {};
  own(self, uint64_t(count));
  return ownedNone();
}

Owned newLock(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type);
}

Owned reprLock(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(self_(self)->lock.isTaken() ? "<locked " : "<unlocked ");
  text.append("_thread.lock object at ");
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
  text.appendInt(int64_t(self_(self)->owner));
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

void releaseLock(Value lock) {
  if (self_(lock)->lock.isTaken())
    self_(lock)->lock.release();
}

} // namespace dxpy
