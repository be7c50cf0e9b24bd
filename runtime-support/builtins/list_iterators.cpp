// list_iterator and list_reverseiterator.
#include "runtime-support/builtins/list_builtin.h"
#include "runtime-support/objects/iterators.h"

namespace dxpy {

namespace {

Owned emptyListOrNull(ThreadState &ts, Word list) {
  return list == kUndef ? makeList(ts) : Owned();
}

// Forward.

Owned next(ThreadState &ts, Value self) {
  auto *iterator = self.as<ListIteratorObject>();
  Word item = listIteratorNext(&ts, iterator);
  if (!item && !pendingException(ts))
    clearField(ts, &iterator->header, &iterator->list);
  return Owned::steal(item);
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<ListIteratorObject>();
  int64_t left = 0;
  if (iterator->list != kUndef)
    left = int64_t(listLength(Value(iterator->list)) - iterator->index);
  return makeInt(ts, left < 0 ? 0 : left);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<ListIteratorObject>();
  return reduceIterator_py(ts, "iter", iterator->list, int64_t(iterator->index),
                           emptyListOrNull(ts, iterator->list));
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<ListIteratorObject>();
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->list != kUndef) {
    auto length = int64_t(listLength(Value(iterator->list)));
    iterator->index = uint64_t(index < 0 ? 0 : index > length ? length : index);
  }
  return ownedNone();
}

constexpr char kLengthHintDoc[] =
    "Private method returning an estimate of len(list(it)).";
constexpr char kReduceDoc[] = "Return state information for pickling.";
constexpr char kSetStateDoc[] = "Set state information for unpickling.";

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()", kLengthHintDoc},
    {"__reduce__", reduce, "()", kReduceDoc},
    {"__setstate__", setState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec spec = {"list_iterator", nullptr, methods};
using Fields = OwnedFields<ListIteratorObject, &ListIteratorObject::list>;

// Backward.

Owned reverseNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<ListReverseIteratorObject>();
  if (iterator->list == kUndef)
    return {};
  Value list(iterator->list);
  if (iterator->index >= 0 && uint64_t(iterator->index) < listLength(list))
    return listItem(ts, list, uint64_t(iterator->index--));
  iterator->index = -1;
  clearField(ts, &iterator->header, &iterator->list);
  return {};
}

Owned reverseLengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<ListReverseIteratorObject>();
  int64_t left = iterator->index + 1;
  if (iterator->list == kUndef ||
      int64_t(listLength(Value(iterator->list))) < left)
    left = 0;
  return makeInt(ts, left);
}

Owned reverseReduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<ListReverseIteratorObject>();
  return reduceIterator_py(ts, "reversed", iterator->list, iterator->index,
                           emptyListOrNull(ts, iterator->list));
}

Owned reverseSetState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<ListReverseIteratorObject>();
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->list != kUndef) {
    int64_t last = int64_t(listLength(Value(iterator->list))) - 1;
    iterator->index = index < -1 ? -1 : index > last ? last : index;
  }
  return ownedNone();
}

constexpr MethodDef reverseMethods[] = {
    {"__length_hint__", reverseLengthHint, "()", kLengthHintDoc},
    {"__reduce__", reverseReduce, "()", kReduceDoc},
    {"__setstate__", reverseSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec reverseSpec = {"list_reverseiterator", nullptr,
                                  reverseMethods};
using ReverseFields =
    OwnedFields<ListReverseIteratorObject, &ListReverseIteratorObject::list>;

} // namespace

Owned listIter(ThreadState &ts, Value self) {
  auto *iterator =
      allocateContainer<ListIteratorObject>(ts, BuiltinShape::ListIterator);
  if (!iterator)
    return {};
  iterator->list = copyOf(self).take();
  iterator->index = 0;
  return Owned::steal(iterator);
}

Owned listReversed(ThreadState &ts, Value self, const Value *) {
  auto *iterator = allocateContainer<ListReverseIteratorObject>(
      ts, BuiltinShape::ListReverseIterator);
  if (!iterator)
    return {};
  iterator->list = copyOf(self).take();
  iterator->index = int64_t(listLength(self)) - 1;
  return Owned::steal(iterator);
}

constinit TypeObject types::ListIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(ListIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

constinit TypeObject types::ListReverseIterator = {
    .header = typeHeader(),
    .spec = &reverseSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(ListReverseIteratorObject),
    .slots = {.deallocate = ReverseFields::deallocate,
              .visit = ReverseFields::visit,
              .clear = ReverseFields::clear,
              .iter = iterateSelf,
              .next = reverseNext}};

} // namespace dxpy
