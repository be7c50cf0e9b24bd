// The end of objects: what happens when a count reaches zero, and the
// collector's view of objects.
//
// Order, as in CPython: `__del__` once (the object may come back), weak
// references cleared and called back, fields dropped, memory freed.
// Deallocation recurses to a depth, then queues in order.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

namespace {

constexpr int kMaxDeallocDepth = 50;

/// Dead objects wait in a list linked through their two count words, which are
/// zero by now.
struct DeallocQueue {
  ObjectHeader *head, *tail;
};
thread_local constinit DeallocQueue queue = {nullptr, nullptr};

void setLink(ObjectHeader *object, ObjectHeader *next) {
  object->strong = uint32_t(uintptr_t(next));
  object->shared = uint32_t(uintptr_t(next) >> 32);
}

ObjectHeader *linkOf(const ObjectHeader *object) {
  return reinterpret_cast<ObjectHeader *>(uintptr_t(object->shared) << 32 |
                                          object->strong);
}

[[gnu::noinline, gnu::cold]] void enqueue(ObjectHeader *object) {
  object->gc |= kGcDying;
  setLink(object, nullptr);
  if (queue.tail)
    setLink(queue.tail, object);
  else
    queue.head = object;
  queue.tail = object;
}

ObjectHeader *dequeue() {
  ObjectHeader *object = queue.head;
  queue.head = linkOf(object);
  if (!queue.head)
    queue.tail = nullptr;
  object->strong = 0;
  object->shared = 0;
  object->gc &= uint8_t(~kGcDying);
  return object;
}

/// Runs what may look at the dying object. False: it lives again.
[[gnu::noinline]] bool runFarewells(ThreadState &ts, ObjectHeader *object,
                                    TypeObject *type) {
  object->strong = 1; // ours, while Python code may run
  if (type->slots.finalise && !(object->gc & kGcFinalised)) {
    finaliseObject(ts, object);
    if (object->strong != 1)
      return --object->strong == 0;
  }
  if (object->flags & kHasWeakReferences)
    clearWeakReferencesOf(ts, &object, 1);
  object->strong = 0;
  return true;
}

/// Most objects are instances of the program's classes whose slots all lie in
/// them. False: another object.
[[gnu::always_inline]] inline bool destroyInstance(ThreadState &ts,
                                                   ObjectHeader *object,
                                                   const Shape *shape,
                                                   const TypeObject *type) {
  if (type->slots.deallocate != types::Object.slots.deallocate ||
      shape->slotsOffset <= 0 || (shape->flags & kShapeDict) ||
      extraOf(object, shape) || ts.heapMode)
    return false;
  Word *slots = inlineSlotsOf(object, shape);
  uint32_t used = shape->slotCount;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < used; ++i)
    if (Word word = std::exchange(slots[i], kUndef); isPointer(word))
      releaseObject(&ts, objectOf(word));
  freeCell(&ts, object,
           size_t(shape->slotsOffset) + shape->inlineSlots * sizeof(Word),
           (object->flags & kContainer) ? CellKind::Container : CellKind::Leaf);
  return true;
}

[[gnu::always_inline]] inline void destroy(ThreadState &ts,
                                           ObjectHeader *object) {
  const Shape *shape = shapeOf(object);
  TypeObject *type = shape->type;
  if (type->slots.finalise || (object->flags & kHasWeakReferences))
      [[unlikely]] {
    if (!runFarewells(ts, object, type))
      return;
    shape = shapeOf(object);
  }
  if (destroyInstance(ts, object, shape, type))
    return;
  if (shape->slotsOffset)
    dropInstanceAttributes(ts, object, true);
  type->slots.deallocate(ts, object);
}

} // namespace

void deallocate(ThreadState *ts, ObjectHeader *object) {
  deallocateNow(ts, object);
}

[[gnu::noinline]] static void destroyQueued(ThreadState *ts) {
  ++ts->deallocDepth;
  while (queue.head)
    destroy(*ts, dequeue());
  --ts->deallocDepth;
}

void deallocateNow(ThreadState *ts, ObjectHeader *object) {
  if (ts->deallocDepth >= kMaxDeallocDepth) {
    enqueue(object);
    return;
  }
  ++ts->deallocDepth;
  destroy(*ts, object);
  if (--ts->deallocDepth == 0 && queue.head) [[unlikely]]
    destroyQueued(ts);
}

bool hasFinaliser(const ObjectHeader *object) {
  return shapeOf(object)->type->slots.finalise != nullptr;
}

bool hasPythonFinaliser(const ObjectHeader *object) {
  TypeObject *type = shapeOf(object)->type;
  return type->slots.finalise &&
         type->slots.finalise != nativeBase(type)->slots.finalise;
}

void finaliseObject(ThreadState &ts, ObjectHeader *object) {
  object->gc |= kGcFinalised;
  Word exception =
      ts.exception; // whoever drops the object keeps its own exception
  ts.exception = 0;
  shapeOf(object)->type->slots.finalise(ts,
                                        Value(reinterpret_cast<Word>(object)));
  ts.exception = exception;
}

void visitObject(ObjectHeader *object, Visitor &visitor) {
  visitInstanceAttributes(object, visitor);
  if (slot::Visit visit = shapeOf(object)->type->slots.visit)
    visit(object, visitor);
}

ObjectHeader *mortalClassOf(const ObjectHeader *object) {
  TypeObject *type = shapeOf(object)->type;
  return (type->flags & kTypeHeap) ? &type->header : nullptr;
}

void clearObject(ThreadState &ts, ObjectHeader *object) {
  dropInstanceAttributes(ts, object);
  if (slot::Clear clear = shapeOf(object)->type->slots.clear)
    clear(ts, object);
}

} // namespace dxpy
