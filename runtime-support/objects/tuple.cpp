// tuple objects: creation and the conversions that the runtime itself needs.
#include "runtime-support/objects/tuple.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/object.h"
#include <cstring>

namespace dxpy {

namespace {

constexpr size_t kMaxTupleLength = (size_t(1) << 60) / sizeof(Word);

alignas(16) constinit TupleObject emptyTupleObject = {
    imageHeader(shapeId(BuiltinShape::Tuple)), 0};

} // namespace

Value emptyTuple() { return Value(&emptyTupleObject); }

/// A tuple whose items the caller fills at once.
static inline TupleObject *newTuple(ThreadState &ts, size_t count) {
  if (count > kMaxTupleLength) {
    raiseMemoryError(ts);
    return nullptr;
  }
  size_t size = sizeof(TupleObject) + count * sizeof(Word);
  auto *tuple =
      static_cast<TupleObject *>(allocateCell(&ts, size, CellKind::Container));
  if (!tuple) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &tuple->header, shapeId(BuiltinShape::Tuple),
             CellKind::Container, size);
  tuple->length = count;
  return tuple;
}

TupleObject *allocateTuple(ThreadState &ts, size_t count) {
  TupleObject *tuple = newTuple(ts, count);
  for (size_t i = 0; tuple && i < count; ++i)
    tuple->items[i] = kUndef;
  return tuple;
}

Owned makeTuple(ThreadState &ts, const Value *items, size_t count) {
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *tuple = newTuple(ts, count);
  if (!tuple)
    return {};
  for (size_t i = 0; i < count; ++i) {
    retain(&ts, items[i].word());
    tuple->items[i] = items[i].word();
  }
  return Owned::steal(tuple);
}

Owned makeTupleStealing(ThreadState &ts, Word *items, size_t count) {
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *tuple = newTuple(ts, count);
  if (!tuple) {
    for (size_t i = 0; i < count; ++i)
      release(&ts, items[i]);
    return {};
  }
  std::memcpy(tuple->items, items, count * sizeof(Word));
  return Owned::steal(tuple);
}

Owned tupleSlice(ThreadState &ts, Value tuple, uint64_t start, uint64_t end) {
  if (start == 0 && end == tupleLength(tuple) && isExactTuple(tuple))
    return copyOf(tuple);
  auto *items = reinterpret_cast<const Value *>(tuple.as<TupleObject>()->items);
  return makeTuple(ts, items + start, end > start ? end - start : 0);
}

Owned tupleFromIterable_py(ThreadState &ts, Value iterable) {
  if (isExactTuple(iterable))
    return copyOf(iterable);
  if (isExactList(iterable))
    return listToTuple(ts, iterable);
  Owned list = listFromIterable_py(ts, iterable);
  if (!list)
    return {};
  return listToTuple(ts, list);
}

} // namespace dxpy
