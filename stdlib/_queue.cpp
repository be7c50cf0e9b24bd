// Module _queue: SimpleQueue, a queue that a finaliser may use as well.
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include <cmath>

namespace dxpy::queues {

namespace {

struct QueueObject {
  ObjectHeader header;
  Word *items; ///< a ring of `capacity` words
  uint64_t first, count, capacity;
  WaitLock lock; ///< taken by the thread that waits first
  bool waited;   ///< it is taken
};
QueueObject *queueOf(Value v) { return v.as<QueueObject>(); }
constinit Value emptyError;

Word &itemAt(QueueObject *queue, uint64_t i) {
  return queue->items[(queue->first + i) % queue->capacity];
}

bool grow(ThreadState &ts, QueueObject *queue) {
  uint64_t capacity = queue->capacity ? queue->capacity * 2 : 8;
  auto *items = static_cast<Word *>(rawAllocate(capacity * sizeof(Word)));
  if (!items)
    return raiseMemoryError(ts);
  for (uint64_t i = 0; i < queue->count; ++i)
    items[i] = itemAt(queue, i);
  rawFree(queue->items);
  queue->items = items;
  queue->first = 0;
  queue->capacity = capacity;
  return true;
}

/// There is news for who waits.
void wake(QueueObject *queue) {
  if (std::exchange(queue->waited, false))
    queue->lock.release();
}

Owned put(ThreadState &ts, Value self, const Value *args) {
  QueueObject *queue = queueOf(self);
  if (queue->count == queue->capacity && !grow(ts, queue))
    return {};
  itemAt(queue, queue->count++) = copyOf(args[0]).take();
  wake(queue);
  return ownedNone();
}

Owned take(ThreadState &ts, Value self) {
  QueueObject *queue = queueOf(self);
  Word item = slotTake(&ts, &queue->header, &itemAt(queue, 0));
  queue->first = (queue->first + 1) % queue->capacity;
  --queue->count;
  wake(queue); // several items may have come for several threads
  return Owned::steal(item);
}

/// Returns when there is an item. False: raised.
bool await_py(ThreadState &ts, QueueObject *queue, bool blocks,
              int64_t deadline) {
  auto *empty = emptyError.as<TypeObject>();
  while (!queue->count) {
    // Who has the lock and finds no item waits for put() to release it.
    if (queue->lock.tryTake()) {
      queue->waited = true;
      continue;
    }
    if (!blocks)
      return raiseObject(ts, Value(empty));
    switch (queue->lock.take(ts, deadline)) {
    case WaitLock::Result::Taken:
      queue->waited = true;
      break;
    case WaitLock::Result::TimeOver:
      return raiseObject(ts, Value(empty));
    case WaitLock::Result::Signal:
      if (pollHook && !pollHook(ts))
        return false;
    }
  }
  return true;
}

Owned get(ThreadState &ts, Value self, const Value *args) {
  int blocks = args[0] ? isTrue_py(ts, args[0]) : 1;
  int64_t deadline = -1;
  if (blocks < 0)
    return {};
  if (blocks && args[1] && !args[1].isNone()) {
    Owned whole = isFloat(args[1]) ? copyOf(args[1]) : toIndex_py(ts, args[1]);
    double seconds = whole ? toDouble_py(ts, whole) : 0;
    if (pendingException(ts))
      return {};
    if (std::isnan(seconds))
      return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0)
      return raise(ts, types::ValueError,
                   "'timeout' must be a non-negative number");
    if (seconds * 1e9 >= 9e18)
      return raise(ts, types::OverflowError, "timeout value is too large");
    deadline = monotonicTime() + int64_t(std::ceil(seconds * 1e9));
  }
  return await_py(ts, queueOf(self), blocks, deadline) ? take(ts, self)
                                                       : Owned();
}
Owned getNoWait(ThreadState &ts, Value self, const Value *) {
  return await_py(ts, queueOf(self), false, -1) ? take(ts, self) : Owned();
}
Owned isEmpty(ThreadState &, Value self, const Value *) {
  return ownedBool(!queueOf(self)->count);
}
Owned size(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, queueOf(self)->count);
}

Owned newQueue(ThreadState &ts, TypeObject *type, const Arguments &args) {
  bool named = args.names && tupleLength(args.names);
  if (args.positionalCount || named)
    return raise(ts, types::TypeError, "SimpleQueue() takes no {} arguments",
                 {args.positionalCount ? "positional" : "keyword"});
  return allocateInstance(ts, type);
}
void visit(ObjectHeader *self, Visitor &visitor) {
  auto *queue = reinterpret_cast<QueueObject *>(self);
  for (uint64_t i = 0; i < queue->count; ++i)
    visitor(itemAt(queue, i));
}
void clear(ThreadState &ts, ObjectHeader *self) {
  Value queue(reinterpret_cast<Word>(self));
  while (queueOf(queue)->count)
    (void)take(ts, queue);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  clear(ts, self);
  rawFree(reinterpret_cast<QueueObject *>(self)->items);
  freeObject(ts, self, sizeof(QueueObject));
}

constexpr MethodDef methods[] = {
    {"put", put, "(item, block=True, timeout=None)",
     "Put the item on the queue."},
    {"put_nowait", put, "(item)",
     "Put an item into the queue without blocking."},
    {"get", get, "(block=True, timeout=None)",
     "Remove and return an item from the queue."},
    {"get_nowait", getNoWait, "()",
     "Remove and return an item from the queue without blocking."},
    {"empty", isEmpty, "()",
     "Return True if the queue is empty, False otherwise (not reliable!)."},
    {"qsize", size, "()",
     "Return the approximate size of the queue (not reliable!)."},
    {"__class_getitem__", classGetItem, "(item, /)", nullptr,
     MethodKind::Class},
    {}};
constexpr TypeSpec spec = {"_queue.SimpleQueue",
                           "Simple, unbounded, reentrant FIFO queue.", methods};
constinit TypeObject queueType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer | kTypeHasWeakrefs,
    .basicSize = sizeof(QueueObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .new_ = newQueue},
};

bool execute(ThreadState &ts, Value module) {
  TypeObject *empty = addExceptionToModule(
      ts, module, "_queue.Empty", Value(&types::Exception),
      "Exception raised by Queue.get(block=0)/get_nowait().");
  if (!empty)
    return false;
  emptyError = Value(empty);
  return initNativeType(ts, &queueType) &&
         addTypeToModule(ts, module, &queueType);
}

} // namespace

} // namespace dxpy::queues

namespace dxpy {
DX_NATIVE_MODULE(_queue,
                 "C implementation of the Python queue module.\nThis module is "
                 "an implementation detail, please do not use it directly.",
                 nullptr, queues::execute)
} // namespace dxpy
