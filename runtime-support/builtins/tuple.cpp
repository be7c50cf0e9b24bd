// The type tuple.
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/builtins/slices.h"
#include "runtime-support/objects/dict_internal.h"
#include <bit>
#include <cstring>

namespace dxpy {

namespace {

using Methods = SequenceMethods<TupleAccess>;

TupleObject *asTuple(Value v) { return v.as<TupleObject>(); }

/// A tuple of a subclass from one of tuple itself.
Owned newOfSubclass(ThreadState &ts, TypeObject *type, Value source) {
  uint64_t count = tupleLength(source);
  Owned result = allocateInstance(ts, type, count);
  if (!result)
    return {};
  auto *tuple = result.as<TupleObject>();
  tuple->length = count;
  for (uint64_t i = 0; i < count; ++i)
    tuple->items[i] = copyOf(tupleItem(source, i)).take();
  return result;
}

Owned tupleNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::Tuple || type->slots.init == types::Tuple.slots.init) &&
      !checkNoKeywords(ts, "tuple", args))
    return {};
  if (!checkPositional(ts, "tuple", args, 0, 1))
    return {};
  Owned items = args.positionalCount ? tupleFromIterable_py(ts, args[0])
                                     : copyOf(emptyTuple());
  if (!items || type == &types::Tuple)
    return items;
  return newOfSubclass(ts, type, items);
}

Owned tupleRepr(ThreadState &ts, Value self) {
  if (tupleLength(self) == 0)
    return makeStr(ts, "()");
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "(...)");
  StrBuilder text(ts);
  text.append("(");
  if (!Methods::appendItems_py(ts, text, self))
    return {};
  text.append(tupleLength(self) == 1 ? ",)" : ")");
  return text.finish();
}

/// xxHash of the items' hashes, as CPython's.
int64_t tupleHash(ThreadState &ts, Value self) {
  constexpr uint64_t p1 = 11400714785074694791u, p2 = 14029467366897019727u,
                     p5 = 2870177450012600261u;
  uint64_t hash = p5, count = tupleLength(self);
  for (uint64_t i = 0; i < count; ++i) {
    int64_t lane = dict_internal::visibleHash_py(ts, tupleItem(self, i));
    if (lane == -1)
      return -1;
    hash = std::rotl(hash + uint64_t(lane) * p2, 31) * p1;
  }
  hash += count ^ (p5 ^ 3527539);
  return hash == ~uint64_t(0) ? 1546275796 : int64_t(hash);
}

Owned tupleCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isTuple(self) || !isTuple(other))
    return ownedNotImplemented();
  return Methods::compare(ts, self, other, op);
}

int64_t tupleLengthSlot(ThreadState &, Value self) {
  return int64_t(tupleLength(self));
}

Owned tupleItemSlot(ThreadState &ts, Value self, int64_t index) {
  if (uint64_t(index) >= tupleLength(self))
    return raise(ts, types::IndexError, "tuple index out of range");
  return copyOf(tupleItem(self, uint64_t(index)));
}

} // namespace

Owned tupleSliced(ThreadState &ts, Value self, SliceBounds bounds) {
  bounds.adjust(tupleLength(self));
  if (bounds.step == 1 && bounds.length)
    return tupleSlice(ts, self, uint64_t(bounds.start), uint64_t(bounds.stop));
  if (bounds.length == 0)
    return copyOf(emptyTuple());
  TupleObject *result = allocateTuple(ts, bounds.length);
  if (!result)
    return {};
  for (uint64_t i = 0; i < bounds.length; ++i) {
    int64_t at = bounds.start + int64_t(i) * bounds.step;
    result->items[i] = copyOf(tupleItem(self, uint64_t(at))).take();
  }
  return Owned::steal(result);
}

namespace {

Owned sliceOf(ThreadState &ts, Value self, Value slice) {
  SliceBounds bounds;
  return bounds.unpack_py(ts, slice) ? tupleSliced(ts, self, bounds) : Owned();
}

Owned tupleSubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key))
    return sliceOf(ts, self, key);
  if (!isInt(key) && !typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "tuple indices must be integers or slices, not {}",
                 {typeOf(key)});
  int64_t index;
  if (!subscriptIndex_py(ts, key, index))
    return {};
  return tupleItemSlot(ts, self,
                       index < 0 ? index + int64_t(tupleLength(self)) : index);
}

Owned tupleConcatenate(ThreadState &ts, Value self, Value other) {
  if (tupleLength(self) == 0 && isExactTuple(other))
    return copyOf(other);
  if (!isTuple(other))
    return raise(ts, types::TypeError,
                 "can only concatenate tuple (not \"{}\") to tuple",
                 {typeOf(other)});
  if (tupleLength(other) == 0 && isExactTuple(self))
    return copyOf(self);
  uint64_t first = tupleLength(self), count = first + tupleLength(other);
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *result = allocateTuple(ts, count);
  if (!result)
    return {};
  for (uint64_t i = 0; i < count; ++i)
    result->items[i] =
        copyOf(i < first ? tupleItem(self, i) : tupleItem(other, i - first))
            .take();
  return Owned::steal(result);
}

Owned tupleRepeat(ThreadState &ts, Value self, int64_t times) {
  uint64_t length = tupleLength(self), count;
  if ((length == 0 || times == 1) && isExactTuple(self))
    return copyOf(self);
  if (length == 0 || times <= 0)
    return copyOf(emptyTuple());
  if (__builtin_mul_overflow(length, uint64_t(times), &count))
    return raiseMemoryError(ts);
  TupleObject *result = allocateTuple(ts, count);
  if (!result)
    return {};
  for (uint64_t i = 0; i < count; ++i)
    result->items[i] = copyOf(tupleItem(self, i % length)).take();
  return Owned::steal(result);
}

Owned tupleIndex(ThreadState &ts, Value self, const Value *args) {
  int64_t start, stop;
  if (!Methods::bounds_py(ts, self, args, start, stop))
    return {};
  int64_t found = Methods::find_py(ts, self, args[0], start, stop);
  if (found >= 0)
    return makeInt(ts, found);
  if (pendingException(ts))
    return {};
  return raise(ts, types::ValueError, "tuple.index(x): x not in tuple");
}

Owned tupleGetNewArgs(ThreadState &ts, Value self, const Value *) {
  Owned items =
      makeTuple(ts, reinterpret_cast<const Value *>(asTuple(self)->items),
                tupleLength(self));
  return items ? makeTuple(ts, {items.value()}) : Owned();
}

Owned tupleIter(ThreadState &ts, Value self) {
  auto *iterator =
      allocateContainer<TupleIteratorObject>(ts, BuiltinShape::TupleIterator);
  if (!iterator)
    return {};
  iterator->tuple = copyOf(self).take();
  iterator->index = 0;
  return Owned::steal(iterator);
}

void tupleVisit(ObjectHeader *self, Visitor &visitor) {
  auto *tuple = reinterpret_cast<TupleObject *>(self);
  for (uint64_t i = 0; i < tuple->length; ++i)
    visitor(tuple->items[i]);
}

void tupleDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *tuple = reinterpret_cast<TupleObject *>(self);
  for (uint64_t i = tuple->length; i-- > 0;)
    release(&ts, tuple->items[i]);
  size_t size = sizeof(TupleObject) + tuple->length * sizeof(Word);
  if (self->shape == shapeId(BuiltinShape::Tuple))
    return freeCell(&ts, self, size, CellKind::Container);
  freeObject(ts, self, size);
}

constexpr MethodDef tupleMethods[] = {
    {"__getnewargs__", tupleGetNewArgs, "()"},
    {"index", tupleIndex, "(value, start=0, stop=sys.maxsize, /)",
     "Return first index of value.\n\nRaises ValueError if the value is not "
     "present."},
    {"count", Methods::count, "(value, /)",
     "Return number of occurrences of value."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec tupleSpec = {
    "tuple",
    "tuple(iterable=(), /)\n--\n\n"
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor "
    "returns an empty tuple.\nIf iterable is specified the tuple is "
    "initialized from iterable's items.\n\nIf the argument is a tuple, the "
    "return value is the same object.",
    tupleMethods};

// The iterator.

Owned iteratorNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<TupleIteratorObject>();
  Word item = tupleIteratorNext(&ts, iterator);
  if (!item)
    clearField(ts, &iterator->header, &iterator->tuple);
  return Owned::steal(item);
}

Owned iteratorLengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<TupleIteratorObject>();
  int64_t left =
      iterator->tuple == kUndef
          ? 0
          : int64_t(tupleLength(Value(iterator->tuple)) - iterator->index);
  return makeInt(ts, left);
}

Owned iteratorReduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<TupleIteratorObject>();
  return reduceIterator_py(ts, "iter", iterator->tuple,
                           int64_t(iterator->index), copyOf(emptyTuple()));
}

Owned iteratorSetState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<TupleIteratorObject>();
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->tuple != kUndef) {
    auto length = int64_t(tupleLength(Value(iterator->tuple)));
    iterator->index = uint64_t(index < 0 ? 0 : index > length ? length : index);
  }
  return ownedNone();
}

constexpr MethodDef iteratorMethods[] = {
    {"__length_hint__", iteratorLengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iteratorReduce, "()",
     "Return state information for pickling."},
    {"__setstate__", iteratorSetState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec iteratorSpec = {"tuple_iterator", nullptr, iteratorMethods};
using IteratorFields =
    OwnedFields<TupleIteratorObject, &TupleIteratorObject::tuple>;

} // namespace

Owned reduceIterator_py(ThreadState &ts, const char *function, Word sequence,
                        int64_t index, Owned empty) {
  Owned held = sequence == kUndef ? Owned() : copyOf(Value(sequence));
  Owned callable = builtinNamed_py(ts, held ? function : "iter");
  if (!callable || !(held || empty))
    return {};
  Owned args = makeTuple(ts, {held ? held.value() : empty.value()});
  if (!args)
    return {};
  if (!held)
    return makeTuple(ts, {callable.value(), args.value()});
  Owned number = makeInt(ts, index);
  return number
             ? makeTuple(ts, {callable.value(), args.value(), number.value()})
             : Owned();
}

constinit TypeObject types::Tuple = {
    .header = typeHeader(),
    .spec = &tupleSpec,
    .flags = kTypeBase | kTypeContainer | kTypeVariableSize |
             kTypeSequencePattern | kTypeMatchSelf | kSubclassTuple,
    .basicSize = sizeof(TupleObject),
    .itemSize = sizeof(Word),
    .slots = {.deallocate = tupleDeallocate,
              .visit = tupleVisit,
              .repr = tupleRepr,
              .iter = tupleIter,
              .hash = tupleHash,
              .compare = tupleCompare,
              .new_ = tupleNew,
              .length = tupleLengthSlot,
              .subscript = tupleSubscript,
              .contains = Methods::contains,
              .concatenate = tupleConcatenate,
              .repeat = tupleRepeat,
              .item = tupleItemSlot}};

constinit TypeObject types::TupleIterator = {
    .header = typeHeader(),
    .spec = &iteratorSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(TupleIteratorObject),
    .slots = {.deallocate = IteratorFields::deallocate,
              .visit = IteratorFields::visit,
              .clear = IteratorFields::clear,
              .iter = iterateSelf,
              .next = iteratorNext}};

} // namespace dxpy
