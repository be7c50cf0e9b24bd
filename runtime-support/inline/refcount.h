// Reference counts. The only file that touches `strong`, `owner` and `shared`.
//
// Biased counts (Choi, Shull, Torrellas, PACT 2018): the owning thread counts
// with plain loads and stores in `strong`, others atomically in `shared`. One
// compare of `owner` covers immortality, other threads and a collection under
// way; everything else is a cold call.
#pragma once
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

// The cold halves keep the caller's registers.
[[gnu::cold, clang::preserve_most]] void retainSlow(ObjectHeader *object);
[[gnu::cold, clang::preserve_most]] void releaseSlow(ThreadState *ts,
                                                     ObjectHeader *object);
/// Runs when the count has reached zero. May run Python code (__del__, weak
/// reference callbacks).
[[clang::preserve_most]] void deallocate(ThreadState *ts, ObjectHeader *object);

/// deallocate() for callers whose registers need no care.
void deallocateNow(ThreadState *ts, ObjectHeader *object);

inline void retainObject(const ThreadState *ts, ObjectHeader *object) {
  if (object->owner == ts->id) [[likely]] {
    if (int32_t(++object->strong) < 0) [[unlikely]]
      retainSlow(object);
  } else {
    retainSlow(object);
  }
}

inline void releaseObject(ThreadState *ts, ObjectHeader *object) {
  if (object->owner == ts->id) [[likely]] {
    if (--object->strong == 0)
      deallocate(ts, object);
  } else {
    releaseSlow(ts, object);
  }
}

inline ObjectHeader *objectOf(Word w) {
  return reinterpret_cast<ObjectHeader *>(w);
}

/// Adds a reference to whatever \p w is; immediates need none. \p w is not
/// kError.
inline void retain(const ThreadState *ts, Word w) {
  if (isPointer(w))
    retainObject(ts, objectOf(w));
}

/// Takes a reference away. May run Python code.
inline void release(ThreadState *ts, Word w) {
  if (isPointer(w))
    releaseObject(ts, objectOf(w));
}

/// The owner's count, for sys.getrefcount().
inline uint32_t ownersCount(const ObjectHeader *object) {
  return object->strong;
}

/// True if nobody else can see the object: it may be changed in place or taken
/// apart.
inline bool isUnique(const ThreadState *ts, const ObjectHeader *object) {
  return object->owner == ts->id && object->strong == 1 && object->shared == 0;
}

/// Nobody counts references to the object from now on.
inline void makeImmortal(ObjectHeader *object) { object->owner = 0; }

/// Moves a reference out of a container's slot, leaving \p replacement (owned).
/// The only way to do so: the cycle collector must learn of it while it
/// watches.
[[gnu::cold, clang::preserve_most]] void noteMovedOut(ObjectHeader *container);
inline Word slotTake(const ThreadState *ts, ObjectHeader *container, Word *slot,
                     Word replacement = kUndef) {
  if (ts->heapMode) [[unlikely]]
    noteMovedOut(container);
  Word old = *slot;
  *slot = replacement;
  return old;
}

} // namespace dxpy
