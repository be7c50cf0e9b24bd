// Thread registry. One lock guards ids and queues: only foreign releases that
// reach zero and thread start and end come here.
#include "runtime-support/memory/threads.h"
#include "runtime-support/inline/refcount.h"
#include "runtime-support/memory/raw.h"
#include <atomic>

namespace dxpy {

namespace {

constexpr unsigned kMaxThreads = 4096;

struct Queue {
  ObjectHeader **objects;
  uint32_t count, capacity;
};
ThreadState *threads[kMaxThreads];
Queue queues[kMaxThreads];
std::atomic_flag lock = ATOMIC_FLAG_INIT;

class Guard {
public:
  Guard() {
    while (lock.test_and_set(std::memory_order_acquire))
      lock.wait(true, std::memory_order_relaxed);
  }
  ~Guard() {
    lock.clear(std::memory_order_release);
    lock.notify_one();
  }
};

/// An object that finds no room in the queue stays alive: a leak, never a wrong
/// free.
void push(Queue &queue, ObjectHeader *object) {
  if (queue.count == queue.capacity) {
    uint32_t capacity = queue.capacity ? queue.capacity * 2 : 64;
    void *grown =
        rawReallocate(queue.objects, capacity * sizeof(ObjectHeader *));
    if (!grown)
      return;
    queue.objects = static_cast<ObjectHeader **>(grown);
    queue.capacity = capacity;
  }
  queue.objects[queue.count++] = object;
}

} // namespace

bool registerThread(ThreadState *ts) {
  Guard guard;
  for (unsigned id = 1; id < kMaxThreads; ++id) {
    if (threads[id])
      continue;
    threads[id] = ts;
    ts->id = uint16_t(id);
    return true;
  }
  return false;
}

void unregisterThread(ThreadState *ts) {
  mergeQueued(ts);
  Guard guard;
  threads[ts->id] = nullptr;
}

void queueToOwner(ObjectHeader *object) {
  {
    Guard guard;
    if (ThreadState *owner = threads[object->owner]) {
      push(queues[object->owner], object);
      requestPoll(owner);
      return;
    }
  }
  mergeCounts(&currentThread, object);
}

void mergeQueued(ThreadState *ts) {
  for (;;) {
    ObjectHeader *object;
    {
      Guard guard;
      Queue &queue = queues[ts->id];
      if (queue.count == 0)
        return;
      object = queue.objects[--queue.count];
    }
    mergeCounts(ts, object);
  }
}

} // namespace dxpy
