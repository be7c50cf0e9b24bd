// Cold halves of reference counting: immortal objects, other threads,
// saturation.
//
// `shared` holds the other threads' count in its upper 30 bits (signed) and two
// state bits. A foreign release that takes it below zero queues the object to
// its owner, who merges the two counts at its next safepoint (Choi, Shull,
// Torrellas: Biased Reference Counting).
#include "runtime-support/inline/refcount.h"
#include "runtime-support/memory/threads.h"
#include <atomic>

namespace dxpy {

namespace {

constexpr uint32_t kSharedOne = 4, kSharedQueued = 1;

std::atomic_ref<uint32_t> sharedOf(ObjectHeader *object) {
  return std::atomic_ref(object->shared);
}

} // namespace

void retainSlow(ObjectHeader *object) {
  if (int32_t(object->strong) <
      0) { // saturated by its owner: immortal from now on
    object->owner = 0;
    object->strong = INT32_MAX;
    return;
  }
  if (object->owner != 0)
    sharedOf(object).fetch_add(kSharedOne, std::memory_order_relaxed);
}

[[gnu::noinline, clang::preserve_most]] static void
releaseForeign(ThreadState *ts, ObjectHeader *object) {
  uint32_t old =
      sharedOf(object).fetch_sub(kSharedOne, std::memory_order_acq_rel);
  bool belowZero = int32_t(old - kSharedOne) >> 2 < 0;
  if (!belowZero || (old & kSharedQueued))
    return;
  if (!(sharedOf(object).fetch_or(kSharedQueued, std::memory_order_acq_rel) &
        kSharedQueued))
    queueToOwner(object);
}

void releaseSlow(ThreadState *ts, ObjectHeader *object) {
  if (object->owner != 0) [[unlikely]]
    releaseForeign(ts, object);
}

void mergeCounts(ThreadState *ts, ObjectHeader *object) {
  uint32_t shared = sharedOf(object).exchange(0, std::memory_order_acq_rel);
  object->owner = ts->id;
  object->strong += uint32_t(int32_t(shared) >> 2);
  if (object->strong == 0)
    deallocate(ts, object);
}

void noteMovedOut(ObjectHeader *container) {
  std::atomic_ref(container->gc)
      .fetch_or(kGcTouched, std::memory_order_relaxed);
}

} // namespace dxpy
