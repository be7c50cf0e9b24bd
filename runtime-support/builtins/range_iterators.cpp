// range_iterator (int64) and longrange_iterator (any size).
#include "runtime-support/builtins/range_builtin.h"

namespace dxpy {

namespace {

struct LongRangeIteratorObject {
  ObjectHeader header;
  Word index, start, step, length; ///< exact ints
};

constexpr char kLengthHintDoc[] =
    "Private method returning an estimate of len(list(it)).";
constexpr char kReduceDoc[] = "Return state information for pickling.";
constexpr char kSetStateDoc[] = "Set state information for unpickling.";

/// (iter, (range(start, start + length * step, step),), index)
Owned reduceRange_py(ThreadState &ts, Value start, Value step, Value length,
                     Value index) {
  Owned span = integers::multiply(ts, length, step);
  Owned stop = span ? integers::add(ts, start, span) : Owned();
  Owned range = stop ? makeRange(ts, start, stop, step) : Owned();
  Owned args = range ? makeTuple(ts, {range.value()}) : Owned();
  Owned iter = args ? builtinNamed_py(ts, "iter") : Owned();
  return iter ? makeTuple(ts, {iter.value(), args.value(), index}) : Owned();
}

// int64

int64_t firstOf(const RangeIteratorObject *iterator) {
  uint64_t index = iterator->length - iterator->remaining;
  return int64_t(uint64_t(iterator->next) - index * uint64_t(iterator->step));
}

Owned next(ThreadState &ts, Value self) {
  return Owned::steal(rangeIteratorNext(&ts, self.as<RangeIteratorObject>()));
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, self.as<RangeIteratorObject>()->remaining);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<RangeIteratorObject>();
  Owned start = makeInt(ts, firstOf(iterator));
  Owned step = makeInt(ts, iterator->step);
  Owned length = makeUnsigned(ts, iterator->length);
  Owned index = makeUnsigned(ts, iterator->length - iterator->remaining);
  if (!start || !step || !length || !index)
    return {};
  return reduceRange_py(ts, start, step, length, index);
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<RangeIteratorObject>();
  int64_t state;
  if (!stateIndex(ts, args[0], state))
    return {};
  uint64_t index = state < 0                            ? 0
                   : uint64_t(state) > iterator->length ? iterator->length
                                                        : uint64_t(state);
  iterator->next =
      int64_t(uint64_t(firstOf(iterator)) + index * uint64_t(iterator->step));
  iterator->remaining = iterator->length - index;
  return ownedNone();
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(RangeIteratorObject));
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()", kLengthHintDoc},
    {"__reduce__", reduce, "()", kReduceDoc},
    {"__setstate__", setState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec spec = {"range_iterator", nullptr, methods};

// Any size

Owned longNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<LongRangeIteratorObject>();
  int inside =
      integers::less(ts, Value(iterator->index), Value(iterator->length));
  if (inside <= 0)
    return {};
  Owned after =
      integers::add(ts, Value(iterator->index), Value(smallIntWord(1)));
  Owned offset = after ? integers::multiply(ts, Value(iterator->index),
                                            Value(iterator->step))
                       : Owned();
  Owned item =
      offset ? integers::add(ts, Value(iterator->start), offset) : Owned();
  if (item)
    storeField(ts, &iterator->header, &iterator->index, std::move(after));
  return item;
}

Owned longLengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<LongRangeIteratorObject>();
  return integers::subtract(ts, Value(iterator->length),
                            Value(iterator->index));
}

Owned longReduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<LongRangeIteratorObject>();
  return reduceRange_py(ts, Value(iterator->start), Value(iterator->step),
                        Value(iterator->length), Value(iterator->index));
}

Owned longSetState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<LongRangeIteratorObject>();
  Owned state = integers::exactIndex_py(ts, args[0]);
  if (!state)
    return {};
  int above = integers::less(ts, Value(iterator->length), state);
  if (above < 0)
    return {};
  if (intSign(state) < 0)
    state = Owned::steal(smallIntWord(0));
  else if (above)
    state = copyOf(Value(iterator->length));
  storeField(ts, &iterator->header, &iterator->index, std::move(state));
  return ownedNone();
}

constexpr MethodDef longMethods[] = {
    {"__length_hint__", longLengthHint, "()", kLengthHintDoc},
    {"__reduce__", longReduce, "()", kReduceDoc},
    {"__setstate__", longSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec longSpec = {"longrange_iterator", nullptr, longMethods};
using LongFields =
    OwnedFields<LongRangeIteratorObject, &LongRangeIteratorObject::index,
                &LongRangeIteratorObject::start, &LongRangeIteratorObject::step,
                &LongRangeIteratorObject::length>;

Owned makeLongIterator(ThreadState &ts, Value start, Value step, Value length) {
  auto *iterator = allocateLeaf<LongRangeIteratorObject>(
      ts, BuiltinShape::LongRangeIterator);
  if (!iterator)
    return {};
  iterator->index = smallIntWord(0);
  iterator->start = copyOf(start).take();
  iterator->step = copyOf(step).take();
  iterator->length = copyOf(length).take();
  return Owned::steal(iterator);
}

} // namespace

Owned makeRangeIterator(ThreadState &ts, Value start, Value step,
                        Value length) {
  int64_t first, stride, count, span, end;
  if (!intFitsInt64(start, first) || !intFitsInt64(step, stride) ||
      !intFitsInt64(length, count) ||
      __builtin_mul_overflow(count, stride, &span) ||
      __builtin_add_overflow(first, span, &end))
    return makeLongIterator(ts, start, step, length);
  auto *iterator =
      allocateLeaf<RangeIteratorObject>(ts, BuiltinShape::RangeIterator);
  if (!iterator)
    return {};
  iterator->next = first;
  iterator->step = stride;
  iterator->remaining = iterator->length = uint64_t(count);
  return Owned::steal(iterator);
}

constinit TypeObject types::RangeIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .basicSize = sizeof(RangeIteratorObject),
    .slots = {.deallocate = deallocate, .iter = iterateSelf, .next = next}};

constinit TypeObject types::LongRangeIterator = {
    .header = typeHeader(),
    .spec = &longSpec,
    .basicSize = sizeof(LongRangeIteratorObject),
    .slots = {.deallocate = LongFields::deallocate,
              .iter = iterateSelf,
              .next = longNext}};

} // namespace dxpy
