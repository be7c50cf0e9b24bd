// Where native loops over a list, tuple or range begin and end: their iterators
// are made, let go of what they went over, and are freed.
#pragma once
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/inline/pairs.h"

namespace dxpy {

static_assert(sizeof(ListIteratorObject) == sizeof(TupleIteratorObject) &&
              offsetof(ListIteratorObject, list) ==
                  offsetof(TupleIteratorObject, tuple));

/// iter() of an exact list or tuple. kError: something else.
inline Word tryMakeIterator(ThreadState *ts, Word iterable) {
  if (!isPointer(iterable))
    return kError;
  uint32_t shape = objectOf(iterable)->shape;
  bool list = shape == shapeId(BuiltinShape::List);
  if (!list && shape != shapeId(BuiltinShape::Tuple))
    return kError;
  void *cell =
      allocateCell(ts, sizeof(ListIteratorObject), CellKind::Container);
  if (!cell) [[unlikely]]
    return kError;
  auto *iterator = static_cast<ListIteratorObject *>(cell);
  initHeader(
      ts, &iterator->header,
      shapeId(list ? BuiltinShape::ListIterator : BuiltinShape::TupleIterator),
      CellKind::Container, sizeof(ListIteratorObject));
  retain(ts, iterable);
  iterator->list = iterable;
  iterator->index = 0;
  return reinterpret_cast<Word>(iterator);
}

/// Is \p iterator one of a list, tuple or range, or an enumerate of one, that
/// has come to its end? Then it holds nothing any more.
inline bool endIteration(ThreadState *ts, Word iterator) {
  if (!isPointer(iterator))
    return false;
  auto *range = reinterpret_cast<RangeIteratorObject *>(iterator);
  auto *position = reinterpret_cast<ListIteratorObject *>(iterator);
  uint64_t length;
  switch (BuiltinShape(objectOf(iterator)->shape)) {
  case BuiltinShape::RangeIterator:
    return range->remaining == 0;
  case BuiltinShape::ListIterator:
    if (position->list == kUndef)
      return true;
    length = reinterpret_cast<ListObject *>(position->list)->length;
    break;
  case BuiltinShape::TupleIterator:
    if (position->list == kUndef)
      return true;
    length = reinterpret_cast<TupleObject *>(position->list)->length;
    break;
  case BuiltinShape::Enumerate: // keeps its iterator
    return endIteration(
        ts, reinterpret_cast<EnumerateObject *>(iterator)->iterator);
  default:
    return false;
  }
  if (position->index < length)
    return false; // its item is no word yet
  release(ts, slotTake(ts, &position->header, &position->list));
  return true;
}

/// Frees the iterator of a list, tuple or range, or an enumerate, to which no
/// reference is left. False: another object, or the collector has to hear of
/// it.
inline bool freeIterator(ThreadState *ts, ObjectHeader *object) {
  auto shape = BuiltinShape(object->shape);
  if (shape == BuiltinShape::RangeIterator) {
    freeCell(ts, object, sizeof(RangeIteratorObject), CellKind::Leaf);
    return true;
  }
  if (shape == BuiltinShape::Enumerate && !ts->heapMode) {
    auto enumerate = *reinterpret_cast<EnumerateObject *>(object);
    freeCell(ts, object, sizeof(EnumerateObject), CellKind::Container);
    int32_t how = dxTryRelease(ts, enumerate.iterator);
    if (how == kForeign)
      release(ts, enumerate.iterator);
    else if (how == kDying && !freeIterator(ts, objectOf(enumerate.iterator)))
      deallocateNow(ts, objectOf(enumerate.iterator));
    release(ts, enumerate.lent);
    release(ts, enumerate.pair);
    release(ts, enumerate.index);
    return true;
  }
  if ((shape != BuiltinShape::ListIterator &&
       shape != BuiltinShape::TupleIterator) ||
      ts->heapMode)
    return false;
  Word held = reinterpret_cast<ListIteratorObject *>(object)->list;
  freeCell(ts, object, sizeof(ListIteratorObject), CellKind::Container);
  release(ts, held);
  return true;
}

} // namespace dxpy
