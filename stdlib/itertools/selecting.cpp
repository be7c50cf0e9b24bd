// compress, dropwhile, takewhile, filterfalse and islice.
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/special.h"
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

// compress --------------------------------------------------------------------

struct CompressObject {
  ObjectHeader header;
  Word data, selectors; ///< iterators
};

Owned compressNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(data, selectors)");
  Value bound[2];
  if (!bindArguments(ts, "compress", signature, args, bound))
    return {};
  Owned data = getIter_py(ts, bound[0]);
  Owned selectors = data ? getIter_py(ts, bound[1]) : Owned();
  Owned result = selectors ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  result.as<CompressObject>()->data = data.take();
  result.as<CompressObject>()->selectors = selectors.take();
  return result;
}

Owned compressNext(ThreadState &ts, Value self) {
  Owned data = copyOf(Value(self.as<CompressObject>()->data));
  Owned selectors = copyOf(Value(self.as<CompressObject>()->selectors));
  while (Owned item = next_py(ts, data)) {
    Owned selector = next_py(ts, selectors);
    if (!selector)
      return {};
    int selected = isTrueFast(ts, selector);
    if (selected < 0)
      return {};
    if (selected)
      return item;
  }
  return {};
}

Owned compressReduce(ThreadState &ts, Value self, const Value *) {
  auto *compress = self.as<CompressObject>();
  return reduced(
      ts, self,
      makeTuple(ts, {Value(compress->data), Value(compress->selectors)}));
}

constexpr MethodDef compressMethods[] = {
    {"__reduce__", compressReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec compressSpec = {
    "itertools.compress",
    "Return data elements corresponding to true selector elements.\n\nForms a "
    "shorter iterator from selected data elements using the selectors "
    "to\nchoose the data elements.",
    compressMethods};
using CompressFields = OwnedFields<CompressObject, &CompressObject::data,
                                   &CompressObject::selectors>;

// dropwhile, takewhile, filterfalse -------------------------------------------

struct PredicateObject {
  ObjectHeader header;
  Word predicate, iterator;
  bool decided; ///< dropwhile: has let an item through; takewhile: has ended
};

PredicateObject *asPredicate(Value v) { return v.as<PredicateObject>(); }

Owned newPredicate_py(ThreadState &ts, TypeObject *type, const TypeObject &base,
                      const char *name, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, base, name, args) ||
      !checkPositional(ts, name, args, 2, 2))
    return {};
  Owned iterator = getIter_py(ts, args[1]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asPredicate(result)->predicate = copyOf(args[0]).take();
  asPredicate(result)->iterator = iterator.take();
  return result;
}

int holds_py(ThreadState &ts, Value predicate, Value item) {
  Owned verdict = call_py(ts, predicate, {item});
  return verdict ? isTrueFast(ts, verdict) : -1;
}

Owned dropWhileNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  return newPredicate_py(ts, type, dropWhileType, "dropwhile", args);
}
Owned takeWhileNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  return newPredicate_py(ts, type, takeWhileType, "takewhile", args);
}
Owned filterFalseNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  return newPredicate_py(ts, type, filterFalseType, "filterfalse", args);
}

Owned dropWhileNext(ThreadState &ts, Value self) {
  Owned predicate = copyOf(Value(asPredicate(self)->predicate));
  Owned iterator = copyOf(Value(asPredicate(self)->iterator));
  while (Owned item = next_py(ts, iterator)) {
    if (asPredicate(self)->decided)
      return item;
    int holds = holds_py(ts, predicate, item);
    if (holds < 0)
      return {};
    if (!holds) {
      asPredicate(self)->decided = true;
      return item;
    }
  }
  return {};
}

Owned takeWhileNext(ThreadState &ts, Value self) {
  if (asPredicate(self)->decided)
    return {};
  Owned predicate = copyOf(Value(asPredicate(self)->predicate));
  Owned iterator = copyOf(Value(asPredicate(self)->iterator));
  Owned item = next_py(ts, iterator);
  if (!item)
    return {};
  int holds = holds_py(ts, predicate, item);
  if (holds == 1)
    return item;
  if (holds == 0)
    asPredicate(self)->decided = true;
  return {};
}

Owned filterFalseNext(ThreadState &ts, Value self) {
  Owned predicate = copyOf(Value(asPredicate(self)->predicate));
  Owned iterator = copyOf(Value(asPredicate(self)->iterator));
  bool asTruth =
      predicate.value().isNone() || predicate.value() == Value(&types::Bool);
  while (Owned item = next_py(ts, iterator)) {
    int holds = asTruth ? isTrueFast(ts, item) : holds_py(ts, predicate, item);
    if (holds < 0)
      return {};
    if (!holds)
      return item;
  }
  return {};
}

Owned predicateArguments(ThreadState &ts, Value self) {
  return makeTuple(ts, {Value(asPredicate(self)->predicate),
                        Value(asPredicate(self)->iterator)});
}
Owned whileReduce(ThreadState &ts, Value self, const Value *) {
  return reduced(ts, self, predicateArguments(ts, self),
                 Value(smallIntWord(asPredicate(self)->decided)));
}
Owned filterFalseReduce(ThreadState &ts, Value self, const Value *) {
  return reduced(ts, self, predicateArguments(ts, self));
}
Owned whileSetState(ThreadState &ts, Value self, const Value *args) {
  return setFlag_py(ts, args[0],
                    [&](bool b) { asPredicate(self)->decided = b; });
}

constexpr MethodDef whileMethods[] = {
    {"__reduce__", whileReduce, "()", kReduceDoc},
    {"__setstate__", whileSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr MethodDef filterFalseMethods[] = {
    {"__reduce__", filterFalseReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec dropWhileSpec = {
    "itertools.dropwhile",
    "Drop items from the iterable while predicate(item) is true.\n\nAfterwards,"
    " return every element until the iterable is exhausted.",
    whileMethods};
constexpr TypeSpec takeWhileSpec = {
    "itertools.takewhile",
    "Return successive entries from an iterable as long as the predicate "
    "evaluates to true for each entry.",
    whileMethods};
constexpr TypeSpec filterFalseSpec = {
    "itertools.filterfalse",
    "Return those items of iterable for which function(item) is false.\n\nIf "
    "function is None, return the items that are false.",
    filterFalseMethods};
using PredicateFields =
    OwnedFields<PredicateObject, &PredicateObject::predicate,
                &PredicateObject::iterator>;

// islice ----------------------------------------------------------------------

struct SliceObject {
  ObjectHeader header;
  Word iterator; ///< 0: ended
  int64_t next;  ///< index of the next item to give
  int64_t stop;  ///< -1: none
  int64_t step;
  int64_t index; ///< of the next item of the iterator
};

SliceObject *asSlice(Value v) { return v.as<SliceObject>(); }

constexpr char kStopText[] = "Stop argument for islice() must be None or an "
                             "integer: 0 <= x <= sys.maxsize.";

/// An index or None (\p out stays). Errors are forgotten: -1.
void sliceIndex_py(ThreadState &ts, Value argument, int64_t &out) {
  if (argument.isNone())
    return;
  out = toIndexInt64_py(ts, argument, &types::OverflowError);
  if (out == -1)
    clearException(ts);
}

Owned isliceNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, isliceType, "islice", args) ||
      !checkPositional(ts, "islice", args, 2, 4))
    return {};
  int64_t start = 0, stop = -1, step = 1;
  bool hasStart = args.positionalCount > 2;
  if (hasStart)
    sliceIndex_py(ts, args[1], start);
  Value stopArgument = args[hasStart ? 2 : 1];
  sliceIndex_py(ts, stopArgument, stop);
  if (stop == -1 && !stopArgument.isNone())
    return raise(ts, types::ValueError, kStopText);
  if (start < 0 || stop < -1)
    return raise(ts, types::ValueError,
                 "Indices for islice() must be None or an integer: 0 <= x <= "
                 "sys.maxsize.");
  if (args.positionalCount > 3)
    sliceIndex_py(ts, args[3], step);
  if (step < 1)
    return raise(ts, types::ValueError,
                 "Step for islice() must be a positive integer or None.");
  Owned iterator = getIter_py(ts, args[0]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  SliceObject *slice = asSlice(result);
  slice->iterator = iterator.take();
  slice->next = start;
  slice->stop = stop;
  slice->step = step;
  return result;
}

Owned endSlice(ThreadState &ts, SliceObject *slice) {
  // What is dropped may run Python code: not with the exception pending.
  SavedException saved(ts);
  clearField(ts, &slice->header, &slice->iterator, 0);
  return {};
}

Owned isliceNext(ThreadState &ts, Value self) {
  SliceObject *slice = asSlice(self);
  if (!slice->iterator)
    return {};
  Owned iterator = copyOf(Value(slice->iterator));
  while (slice->index < slice->next) {
    if (!next_py(ts, iterator))
      return endSlice(ts, slice);
    ++slice->index;
  }
  if (slice->stop != -1 && slice->index >= slice->stop)
    return endSlice(ts, slice);
  Owned item = next_py(ts, iterator);
  if (!item)
    return endSlice(ts, slice);
  ++slice->index;
  if (__builtin_add_overflow(slice->next, slice->step, &slice->next) ||
      (slice->stop != -1 && slice->next > slice->stop))
    slice->next = slice->stop;
  return item;
}

Owned isliceReduce(ThreadState &ts, Value self, const Value *) {
  SliceObject *slice = asSlice(self);
  Value zero(smallIntWord(0));
  if (!slice->iterator) {
    Owned list = makeList(ts);
    Owned iterator = list ? getIter_py(ts, list) : Owned();
    return iterator ? reduced(ts, self, makeTuple(ts, {iterator.value(), zero}),
                              zero)
                    : Owned();
  }
  Owned next = makeInt(ts, slice->next), step = makeInt(ts, slice->step);
  Owned stop = slice->stop == -1 ? ownedNone() : makeInt(ts, slice->stop);
  Owned index = makeInt(ts, slice->index);
  if (!next || !step || !stop || !index)
    return {};
  return reduced(ts, self,
                 makeTuple(ts, {Value(slice->iterator), next.value(),
                                stop.value(), step.value()}),
                 index);
}

Owned isliceSetState(ThreadState &ts, Value self, const Value *args) {
  return plainIndex(ts, args[0], asSlice(self)->index) ? ownedNone() : Owned();
}

constexpr MethodDef isliceMethods[] = {
    {"__reduce__", isliceReduce, "()", kReduceDoc},
    {"__setstate__", isliceSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec isliceSpec = {
    "itertools.islice",
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, "
    "step]) --> islice object\n\nReturn an iterator whose next() method "
    "returns selected values from an\niterable.  If start is specified, will "
    "skip all preceding elements;\notherwise, start defaults to zero.  Step "
    "defaults to one.  If\nspecified as another value, step determines how "
    "many values are\nskipped between successive calls.  Works like a slice() "
    "on a list\nbut returns an iterator.",
    isliceMethods};
using SliceFields = OwnedFields<SliceObject, &SliceObject::iterator>;

} // namespace

constinit TypeObject compressType = iteratorType<CompressFields>(
    compressSpec, sizeof(CompressObject), compressNext, compressNew);
constinit TypeObject dropWhileType = iteratorType<PredicateFields>(
    dropWhileSpec, sizeof(PredicateObject), dropWhileNext, dropWhileNew);
constinit TypeObject takeWhileType = iteratorType<PredicateFields>(
    takeWhileSpec, sizeof(PredicateObject), takeWhileNext, takeWhileNew);
constinit TypeObject filterFalseType = iteratorType<PredicateFields>(
    filterFalseSpec, sizeof(PredicateObject), filterFalseNext, filterFalseNew);
constinit TypeObject isliceType = iteratorType<SliceFields>(
    isliceSpec, sizeof(SliceObject), isliceNext, isliceNew);

} // namespace dxpy::itertools
