// chain, zip_longest, starmap, accumulate and pairwise.
#include "runtime-support/objects/special.h"
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

// chain -----------------------------------------------------------------------

struct ChainObject {
  ObjectHeader header;
  Word source; ///< iterator of iterables; 0: exhausted
  Word active; ///< iterator; 0: none
};

ChainObject *asChain(Value v) { return v.as<ChainObject>(); }

Owned chainOver(ThreadState &ts, TypeObject *type, Owned source) {
  Owned result = source ? allocateInstance(ts, type) : Owned();
  if (result)
    asChain(result)->source = source.take();
  return result;
}

Owned chainNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, chainType, "chain", args))
    return {};
  Owned iterables = makeTuple(ts, args.values, args.positionalCount);
  return iterables ? chainOver(ts, type, getIter_py(ts, iterables)) : Owned();
}

Owned chainFromIterable(ThreadState &ts, Value cls, const Value *args) {
  return chainOver(ts, cls.as<TypeObject>(), getIter_py(ts, args[0]));
}

/// Makes the next iterable the active one. False: there is none, or raised.
bool activateNext_py(ThreadState &ts, ChainObject *chain) {
  Owned source = copyOf(Value(chain->source));
  Owned iterable = next_py(ts, source);
  Owned active = iterable ? getIter_py(ts, iterable) : Owned();
  if (!active) {
    SavedException saved(ts);
    clearField(ts, &chain->header, &chain->source, 0);
    return false;
  }
  storeField(ts, &chain->header, &chain->active, std::move(active));
  return true;
}

Owned chainNext(ThreadState &ts, Value self) {
  ChainObject *chain = asChain(self);
  while (chain->source) {
    if (!chain->active && !activateNext_py(ts, chain))
      return {};
    Owned active = copyOf(Value(chain->active));
    Owned item = next_py(ts, active);
    if (item || pendingException(ts))
      return item;
    clearField(ts, &chain->header, &chain->active, 0);
  }
  return {};
}

Owned chainReduce(ThreadState &ts, Value self, const Value *) {
  ChainObject *chain = asChain(self);
  Owned args = copyOf(emptyTuple());
  if (!chain->source)
    return reduced(ts, self, args);
  Owned state =
      chain->active
          ? makeTuple(ts, {Value(chain->source), Value(chain->active)})
          : makeTuple(ts, {Value(chain->source)});
  return state ? reduced(ts, self, args, state) : Owned();
}

Owned chainSetState(ThreadState &ts, Value self, const Value *args) {
  if (!isTuple(args[0]))
    return raise(ts, types::TypeError, "state is not a tuple");
  size_t count = tupleLength(args[0]);
  if (count == 0)
    return raise(ts, types::TypeError,
                 "function takes at least 1 argument (0 given)");
  if (count > 2)
    return raise(ts, types::TypeError,
                 "function takes at most 2 arguments ({} given)", {count});
  for (size_t i = 0; i < count; ++i)
    if (!typeOf(tupleItem(args[0], i))->slots.next)
      return raise(ts, types::TypeError, "Arguments must be iterators.");
  ChainObject *chain = asChain(self);
  storeField(ts, &chain->header, &chain->source, copyOf(tupleItem(args[0], 0)));
  storeField(ts, &chain->header, &chain->active,
             count == 2 ? copyOf(tupleItem(args[0], 1)) : Owned());
  return ownedNone();
}

constexpr MethodDef chainMethods[] = {
    {"from_iterable", chainFromIterable, "(iterable, /)",
     "Alternative chain() constructor taking a single iterable argument that "
     "evaluates lazily.",
     MethodKind::Class},
    {"__reduce__", chainReduce, "()", kReduceDoc},
    {"__setstate__", chainSetState, "(state, /)", kSetStateDoc},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec chainSpec = {
    "itertools.chain",
    "chain(*iterables) --> chain object\n\nReturn a chain object whose "
    ".__next__() method returns elements from the\nfirst iterable until it is "
    "exhausted, then elements from the next\niterable, until all of the "
    "iterables are exhausted.",
    chainMethods};
using ChainFields =
    OwnedFields<ChainObject, &ChainObject::source, &ChainObject::active>;

// zip_longest -----------------------------------------------------------------

struct ZipLongestObject {
  ObjectHeader header;
  Word iterators; ///< tuple, seen by nobody else; undef where exhausted
  Word fill;
  uint64_t active;
};

ZipLongestObject *asZipLongest(Value v) { return v.as<ZipLongestObject>(); }

/// The iterators of \p count iterables, undef for none.
Owned iteratorsOf_py(ThreadState &ts, const Value *iterables, size_t count) {
  TupleObject *tuple = allocateTuple(ts, count);
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (size_t i = 0; i < count; ++i) {
    Owned iterator = getIter_py(ts, iterables[i]);
    if (!iterator)
      return {};
    tuple->items[i] = iterator.take();
  }
  return result;
}

Owned zipLongestNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Value fill = none;
  if (size_t keywords = keywordCount(args)) {
    if (keywords > 1 || strText(tupleItem(args.names, 0)) != "fillvalue")
      return raise(ts, types::TypeError,
                   "zip_longest() got an unexpected keyword argument");
    fill = args.values[args.positionalCount];
  }
  Owned iterators = args.positionalCount
                        ? iteratorsOf_py(ts, args.values, args.positionalCount)
                        : copyOf(emptyTuple());
  Owned result = iterators ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asZipLongest(result)->iterators = iterators.take();
  asZipLongest(result)->fill = copyOf(fill).take();
  asZipLongest(result)->active = args.positionalCount;
  return result;
}

/// The item of iterator \p i, or the fill value. Null: all have ended, or
/// raised.
Owned longestItem_py(ThreadState &ts, ZipLongestObject *zip,
                     TupleObject *iterators, size_t i) {
  Owned iterator = copyOf(Value(iterators->items[i]));
  if (!iterator.value().isUndef()) {
    if (Owned item = next_py(ts, iterator))
      return item;
    if (zip->active)
      --zip->active;
    if (zip->active == 0 || pendingException(ts)) {
      zip->active = 0;
      return {};
    }
    clearField(ts, &iterators->header, &iterators->items[i]);
  }
  return copyOf(Value(zip->fill));
}

Owned zipLongestNext(ThreadState &ts, Value self) {
  ZipLongestObject *zip = asZipLongest(self);
  if (zip->active == 0)
    return {};
  Owned iterators = copyOf(Value(zip->iterators));
  size_t count = tupleLength(iterators);
  TupleObject *items = allocateTuple(ts, count);
  if (!items)
    return {};
  Owned result = Owned::steal(items);
  for (size_t i = 0; i < count; ++i) {
    Owned item = longestItem_py(ts, zip, iterators.as<TupleObject>(), i);
    if (!item)
      return {};
    items->items[i] = item.take();
  }
  return result;
}

Owned zipLongestReduce(ThreadState &ts, Value self, const Value *) {
  Value iterators(asZipLongest(self)->iterators);
  size_t count = tupleLength(iterators);
  Owned args = makeTuple(
      ts, reinterpret_cast<const Value *>(iterators.as<TupleObject>()->items),
      count);
  for (size_t i = 0; args && i < count; ++i)
    if (tupleItem(args, i).isUndef())
      args.as<TupleObject>()->items[i] = copyOf(emptyTuple()).take();
  return reduced(ts, self, args, Value(asZipLongest(self)->fill));
}

Owned zipLongestSetState(ThreadState &ts, Value self, const Value *args) {
  storeField(ts, self.header(), &asZipLongest(self)->fill, copyOf(args[0]));
  return ownedNone();
}

constexpr MethodDef zipLongestMethods[] = {
    {"__reduce__", zipLongestReduce, "()", kReduceDoc},
    {"__setstate__", zipLongestSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec zipLongestSpec = {
    "itertools.zip_longest",
    "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest "
    "object\n\nReturn a zip_longest object whose .__next__() method returns a "
    "tuple where\nthe i-th element comes from the i-th iterable argument.  The "
    ".__next__()\nmethod continues until the longest iterable in the argument "
    "sequence\nis exhausted and then it raises StopIteration.  When the "
    "shorter iterables\nare exhausted, the fillvalue is substituted in their "
    "place.  The fillvalue\ndefaults to None or can be specified by a keyword "
    "argument.\n",
    zipLongestMethods};
using ZipLongestFields =
    OwnedFields<ZipLongestObject, &ZipLongestObject::iterators,
                &ZipLongestObject::fill>;

// starmap ---------------------------------------------------------------------

struct StarmapObject {
  ObjectHeader header;
  Word function, iterator;
};

Owned starmapNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, starmapType, "starmap", args) ||
      !checkPositional(ts, "starmap", args, 2, 2))
    return {};
  Owned iterator = getIter_py(ts, args[1]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  result.as<StarmapObject>()->function = copyOf(args[0]).take();
  result.as<StarmapObject>()->iterator = iterator.take();
  return result;
}

Owned starmapNext(ThreadState &ts, Value self) {
  Owned function = copyOf(Value(self.as<StarmapObject>()->function));
  Owned iterator = copyOf(Value(self.as<StarmapObject>()->iterator));
  Owned item = next_py(ts, iterator);
  if (item && !isExactTuple(item))
    item = tupleFromIterable_py(ts, item);
  if (!item)
    return {};
  return callArguments_py(
      ts, function,
      reinterpret_cast<const Value *>(item.as<TupleObject>()->items),
      tupleLength(item), {});
}

Owned starmapReduce(ThreadState &ts, Value self, const Value *) {
  auto *starmap = self.as<StarmapObject>();
  return reduced(
      ts, self,
      makeTuple(ts, {Value(starmap->function), Value(starmap->iterator)}));
}

constexpr MethodDef starmapMethods[] = {
    {"__reduce__", starmapReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec starmapSpec = {
    "itertools.starmap",
    "Return an iterator whose values are returned from the function evaluated "
    "with an argument tuple taken from the given sequence.",
    starmapMethods};
using StarmapFields = OwnedFields<StarmapObject, &StarmapObject::function,
                                  &StarmapObject::iterator>;

// accumulate ------------------------------------------------------------------

struct AccumulateObject {
  ObjectHeader header;
  Word total; ///< 0: no item yet
  Word iterator;
  Word function; ///< None: addition
  Word initial;  ///< None: not given, or given out
};

AccumulateObject *asAccumulate(Value v) { return v.as<AccumulateObject>(); }

Owned accumulateNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(iterable, func=None, *, initial=None)");
  Value bound[3];
  if (!bindArguments(ts, "accumulate", signature, args, bound))
    return {};
  Owned iterator = getIter_py(ts, bound[0]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  AccumulateObject *accumulate = asAccumulate(result);
  accumulate->iterator = iterator.take();
  accumulate->function = copyOf(bound[1] ? bound[1] : none).take();
  accumulate->initial = copyOf(bound[2] ? bound[2] : none).take();
  return result;
}

Owned accumulateNext(ThreadState &ts, Value self) {
  AccumulateObject *accumulate = asAccumulate(self);
  Word *total = &accumulate->total;
  if (!Value(accumulate->initial).isNone()) {
    storeField(ts, &accumulate->header, total,
               Owned::steal(slotTake(&ts, &accumulate->header,
                                     &accumulate->initial, kNone)));
    return copyOf(Value(*total));
  }
  Owned iterator = copyOf(Value(accumulate->iterator));
  Owned item = next_py(ts, iterator);
  if (!item)
    return {};
  if (*total) {
    Owned before = copyOf(Value(*total));
    Owned function = copyOf(Value(accumulate->function));
    item = function.value().isNone()
               ? binary_py(ts, BinaryOp::Add, before, item)
               : call_py(ts, function, {before.value(), item.value()});
    if (!item)
      return {};
  }
  storeField(ts, &accumulate->header, total, copyOf(item));
  return item;
}

/// chain((first,), rest)
Owned chainOne_py(ThreadState &ts, Value first, Value rest) {
  Owned head = makeTuple(ts, {first});
  return head ? call_py(ts, Value(&chainType), {head.value(), rest}) : Owned();
}

Owned accumulateReduce(ThreadState &ts, Value self, const Value *) {
  AccumulateObject *accumulate = asAccumulate(self);
  Value function(accumulate->function), iterator(accumulate->iterator);
  Value initial(accumulate->initial), total(accumulate->total);
  if (!initial.isNone()) {
    Owned chain = chainOne_py(ts, initial, iterator);
    return chain ? reduced(ts, self, makeTuple(ts, {chain.value(), function}),
                           none)
                 : Owned();
  }
  if (!total)
    total = none;
  else if (total.isNone()) {
    // As a state None would mean that there is no total yet.
    Owned chain = chainOne_py(ts, total, iterator);
    Owned again =
        chain ? call_py(ts, Value(typeOf(self)), {chain.value(), function})
              : Owned();
    Owned args =
        again ? makeTuple(ts, {again.value(), Value(smallIntWord(1)), none})
              : Owned();
    return args ? makeTuple(ts, {Value(&isliceType), args.value()}) : Owned();
  }
  return reduced(ts, self, makeTuple(ts, {iterator, function}), total);
}

Owned accumulateSetState(ThreadState &ts, Value self, const Value *args) {
  storeField(ts, self.header(), &asAccumulate(self)->total, copyOf(args[0]));
  return ownedNone();
}

constexpr MethodDef accumulateMethods[] = {
    {"__reduce__", accumulateReduce, "()", kReduceDoc},
    {"__setstate__", accumulateSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec accumulateSpec = {
    "itertools.accumulate",
    "Return series of accumulated sums (or other binary function results).",
    accumulateMethods};
using AccumulateFields =
    OwnedFields<AccumulateObject, &AccumulateObject::total,
                &AccumulateObject::iterator, &AccumulateObject::function,
                &AccumulateObject::initial>;

// pairwise --------------------------------------------------------------------

struct PairwiseObject {
  ObjectHeader header;
  Word iterator; ///< 0: ended
  Word last;     ///< 0: no item yet
};

Owned pairwiseNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, pairwiseType, "pairwise", args) ||
      !checkPositional(ts, "pairwise", args, 1, 1))
    return {};
  Owned iterator = getIter_py(ts, args[0]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (result)
    result.as<PairwiseObject>()->iterator = iterator.take();
  return result;
}

Owned endPairs(ThreadState &ts, PairwiseObject *pairs) {
  SavedException saved(ts);
  clearField(ts, &pairs->header, &pairs->iterator, 0);
  clearField(ts, &pairs->header, &pairs->last, 0);
  return {};
}

Owned pairwiseNext(ThreadState &ts, Value self) {
  auto *pairs = self.as<PairwiseObject>();
  if (!pairs->iterator)
    return {};
  Owned iterator = copyOf(Value(pairs->iterator));
  Owned first = copyOf(Value(pairs->last));
  if (!first) {
    first = next_py(ts, iterator);
    if (!first)
      return endPairs(ts, pairs);
    storeField(ts, &pairs->header, &pairs->last, copyOf(first));
  }
  Owned second = next_py(ts, iterator);
  if (!second)
    return endPairs(ts, pairs);
  storeField(ts, &pairs->header, &pairs->last, copyOf(second));
  Word pair[] = {first.take(), second.take()};
  return makeTupleStealing(ts, pair, 2);
}

constexpr TypeSpec pairwiseSpec = {
    "itertools.pairwise",
    "Return an iterator of overlapping pairs taken from the input "
    "iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ..."};
using PairwiseFields = OwnedFields<PairwiseObject, &PairwiseObject::iterator,
                                   &PairwiseObject::last>;

} // namespace

constinit TypeObject chainType = iteratorType<ChainFields>(
    chainSpec, sizeof(ChainObject), chainNext, chainNew);
constinit TypeObject zipLongestType = iteratorType<ZipLongestFields>(
    zipLongestSpec, sizeof(ZipLongestObject), zipLongestNext, zipLongestNew);
constinit TypeObject starmapType = iteratorType<StarmapFields>(
    starmapSpec, sizeof(StarmapObject), starmapNext, starmapNew);
constinit TypeObject accumulateType = iteratorType<AccumulateFields>(
    accumulateSpec, sizeof(AccumulateObject), accumulateNext, accumulateNew);
constinit TypeObject pairwiseType = iteratorType<PairwiseFields>(
    pairwiseSpec, sizeof(PairwiseObject), pairwiseNext, pairwiseNew);

} // namespace dxpy::itertools
