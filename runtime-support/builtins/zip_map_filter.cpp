// The types zip, map and filter.
#include "runtime-support/builtins/support.h"
#include "runtime-support/inline/pairs.h"

namespace dxpy {

namespace {

constexpr char kReduceDoc[] = "Return state information for pickling.";

/// A tuple of the iterators of \p args from \p first on.
Owned iteratorsOf_py(ThreadState &ts, const Arguments &args, size_t first) {
  TupleObject *tuple = allocateTuple(ts, args.positionalCount - first);
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (size_t i = first; i < args.positionalCount; ++i) {
    tuple->items[i - first] = getIter_py(ts, args[i]).take();
    if (!tuple->items[i - first]) {
      tuple->items[i - first] = kUndef;
      return {};
    }
  }
  return result;
}

// zip

ZipObject *asZip(Value v) { return v.as<ZipObject>(); }

/// The keyword `strict`, the only one that zip takes.
bool strictArgument_py(ThreadState &ts, const Arguments &args, int &strict) {
  size_t count = keywordCount(args);
  if (count > 1)
    return raise(ts, types::TypeError,
                 "zip() takes at most 1 keyword argument ({} given)", {count});
  for (size_t k = 0; k < count; ++k) {
    Value name = tupleItem(args.names, k);
    if (strText(name) != "strict")
      return raise(ts, types::TypeError,
                   "'{}' is an invalid keyword argument for zip()", {name});
    strict = isTrue_py(ts, args.values[args.positionalCount + k]);
    if (strict < 0)
      return false;
  }
  return true;
}

Owned zipNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  int strict = 0;
  if (!strictArgument_py(ts, args, strict))
    return {};
  Owned iterators = iteratorsOf_py(ts, args, 0);
  if (!iterators)
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asZip(result)->iterators = iterators.take();
  asZip(result)->pair = kUndef;
  asZip(result)->strict = strict;
  return result;
}

Owned strictError(ThreadState &ts, size_t at, const char *what) {
  return raise(ts, types::ValueError,
               "zip() argument {} is {} than argument{}{}",
               {at + 1, what, at == 1 ? " " : "s 1-", at});
}

/// Iterator \p ended of a strict zip has nothing left.
Owned checkStrict_py(ThreadState &ts, Value iterators, size_t ended) {
  if (ended)
    return strictError(ts, ended, "shorter");
  for (size_t i = 1; i < tupleLength(iterators); ++i) {
    Owned item = next_py(ts, tupleItem(iterators, i));
    if (item)
      return strictError(ts, i, "longer");
    if (pendingException(ts))
      return {};
  }
  return {};
}

/// One iterator of a zip, number \p ended, has no item or has raised.
Owned endZip_py(ThreadState &ts, ZipObject *zip, Value iterators,
                size_t ended) {
  if (zip->strict && !pendingException(ts))
    return checkStrict_py(ts, iterators, ended);
  return {};
}

Owned nextPair(ThreadState &ts, ZipObject *zip, Value iterators) {
  Owned first = next_py(ts, tupleItem(iterators, 0));
  if (!first)
    return endZip_py(ts, zip, iterators, 0);
  Owned second = next_py(ts, tupleItem(iterators, 1));
  if (!second)
    return endZip_py(ts, zip, iterators, 1);
  return reusedPair(ts, &zip->header, &zip->pair, std::move(first),
                    std::move(second));
}

Owned zipNext(ThreadState &ts, Value self) {
  Owned iterators = copyOf(Value(asZip(self)->iterators));
  size_t count = tupleLength(iterators);
  if (count == 0)
    return {};
  if (count == 2)
    return nextPair(ts, asZip(self), iterators);
  TupleObject *items = allocateTuple(ts, count);
  if (!items)
    return {};
  Owned result = Owned::steal(items);
  for (size_t i = 0; i < count; ++i) {
    Owned item = next_py(ts, tupleItem(iterators, i));
    if (!item)
      return endZip_py(ts, asZip(self), iterators, i);
    items->items[i] = item.take();
  }
  return result;
}

Owned zipReduce(ThreadState &ts, Value self, const Value *) {
  Value type(typeOf(self)), iterators(asZip(self)->iterators);
  if (asZip(self)->strict)
    return makeTuple(ts, {type, iterators, Value(kTrue)});
  return makeTuple(ts, {type, iterators});
}

Owned zipSetState(ThreadState &ts, Value self, const Value *args) {
  int strict = isTrue_py(ts, args[0]);
  if (strict < 0)
    return {};
  asZip(self)->strict = strict;
  return ownedNone();
}

constexpr MethodDef zipMethods[] = {{"__reduce__", zipReduce, "()", kReduceDoc},
                                    {"__setstate__", zipSetState, "(state, /)",
                                     "Set state information for unpickling."},
                                    {}};
constexpr TypeSpec zipSpec = {
    "zip",
    "zip(*iterables, strict=False) --> Yield tuples until an input is "
    "exhausted.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', "
    "0, 0), ('b', 1, 1), ('c', 2, 2)]\n\nThe zip object yields n-length "
    "tuples, where n is the number of iterables\npassed as positional "
    "arguments to zip().  The i-th element in every tuple\ncomes from the i-th "
    "iterable argument to zip().  This continues until the\nshortest argument "
    "is exhausted.\n\nIf strict is true and one of the arguments is exhausted "
    "before the others,\nraise a ValueError.",
    zipMethods};
using ZipFields =
    OwnedFields<ZipObject, &ZipObject::iterators, &ZipObject::pair>;

// map

struct MapObject {
  ObjectHeader header;
  Word iterators; ///< tuple
  Word function;
};

MapObject *asMap(Value v) { return v.as<MapObject>(); }

Owned mapNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::Map || type->slots.init == types::Map.slots.init) &&
      !checkNoKeywords(ts, "map", args))
    return {};
  if (args.positionalCount < 2)
    return raise(ts, types::TypeError,
                 "map() must have at least two arguments.");
  Owned iterators = iteratorsOf_py(ts, args, 1);
  if (!iterators)
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asMap(result)->iterators = iterators.take();
  asMap(result)->function = copyOf(args[0]).take();
  return result;
}

Owned mapNext(ThreadState &ts, Value self) {
  Owned iterators = copyOf(Value(asMap(self)->iterators));
  Owned function = copyOf(Value(asMap(self)->function));
  size_t count = tupleLength(iterators);
  if (count == 1) {
    Owned item = next_py(ts, tupleItem(iterators, 0));
    return item ? call_py(ts, function, {item.value()}) : Owned();
  }
  TupleObject *items = allocateTuple(ts, count);
  if (!items)
    return {};
  Owned held = Owned::steal(items);
  for (size_t i = 0; i < count; ++i) {
    Owned item = next_py(ts, tupleItem(iterators, i));
    if (!item)
      return {};
    items->items[i] = item.take();
  }
  return callArguments_py(
      ts, function, reinterpret_cast<const Value *>(items->items), count, {});
}

Owned mapReduce(ThreadState &ts, Value self, const Value *) {
  Value iterators(asMap(self)->iterators);
  size_t count = tupleLength(iterators);
  TupleObject *args = allocateTuple(ts, count + 1);
  if (!args)
    return {};
  Owned held = Owned::steal(args);
  args->items[0] = copyOf(Value(asMap(self)->function)).take();
  for (size_t i = 0; i < count; ++i)
    args->items[i + 1] = copyOf(tupleItem(iterators, i)).take();
  return makeTuple(ts, {Value(typeOf(self)), held.value()});
}

constexpr MethodDef mapMethods[] = {{"__reduce__", mapReduce, "()", kReduceDoc},
                                    {}};
constexpr TypeSpec mapSpec = {
    "map",
    "map(func, *iterables) --> map object\n\nMake an iterator that computes "
    "the function using arguments from\neach of the iterables.  Stops when the "
    "shortest iterable is exhausted.",
    mapMethods};
using MapFields =
    OwnedFields<MapObject, &MapObject::iterators, &MapObject::function>;

// filter

struct FilterObject {
  ObjectHeader header;
  Word function; ///< None: the item itself
  Word iterator;
};

FilterObject *asFilter(Value v) { return v.as<FilterObject>(); }

Owned filterNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::Filter ||
       type->slots.init == types::Filter.slots.init) &&
      !checkNoKeywords(ts, "filter", args))
    return {};
  if (!checkPositional(ts, "filter", args, 2, 2))
    return {};
  Owned iterator = getIter_py(ts, args[1]);
  if (!iterator)
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asFilter(result)->function = copyOf(args[0]).take();
  asFilter(result)->iterator = iterator.take();
  return result;
}

/// Does the filter let \p item through? 0, 1; -1 raised.
int passes_py(ThreadState &ts, Value function, Value item) {
  if (function.isNone() || function == Value(&types::Bool))
    return isTrueFast(ts, item);
  Owned verdict = call_py(ts, function, {item});
  return verdict ? isTrueFast(ts, verdict) : -1;
}

Owned filterNext(ThreadState &ts, Value self) {
  Owned iterator = copyOf(Value(asFilter(self)->iterator));
  Owned function = copyOf(Value(asFilter(self)->function));
  while (Owned item = next_py(ts, iterator)) {
    int passes = passes_py(ts, function, item);
    if (passes < 0)
      return {};
    if (passes)
      return item;
  }
  return {};
}

Owned filterReduce(ThreadState &ts, Value self, const Value *) {
  Owned args = makeTuple(
      ts, {Value(asFilter(self)->function), Value(asFilter(self)->iterator)});
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}

constexpr MethodDef filterMethods[] = {
    {"__reduce__", filterReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec filterSpec = {
    "filter",
    "filter(function or None, iterable) --> filter object\n\nReturn an "
    "iterator yielding those items of iterable for which function(item)\nis "
    "true. If function is None, return the items that are true.",
    filterMethods};
using FilterFields =
    OwnedFields<FilterObject, &FilterObject::function, &FilterObject::iterator>;

} // namespace

constinit TypeObject types::Zip = {
    .header = typeHeader(),
    .spec = &zipSpec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(ZipObject),
    .slots = {.deallocate = ZipFields::deallocate,
              .visit = ZipFields::visit,
              .iter = iterateSelf,
              .next = zipNext,
              .new_ = zipNew}};

constinit TypeObject types::Map = {
    .header = typeHeader(),
    .spec = &mapSpec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(MapObject),
    .slots = {.deallocate = MapFields::deallocate,
              .visit = MapFields::visit,
              .iter = iterateSelf,
              .next = mapNext,
              .new_ = mapNew}};

constinit TypeObject types::Filter = {
    .header = typeHeader(),
    .spec = &filterSpec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(FilterObject),
    .slots = {.deallocate = FilterFields::deallocate,
              .visit = FilterFields::visit,
              .iter = iterateSelf,
              .next = filterNext,
              .new_ = filterNew}};

} // namespace dxpy
