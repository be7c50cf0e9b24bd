// product, permutations and the combinations: iterators over index vectors.
#include "runtime-support/memory/raw.h"
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

struct ProductObject {
  ObjectHeader header;
  Word pools; ///< tuple of tuples
  int64_t *indices;
  Word result; ///< tuple given out last; 0: none yet
  bool stopped;
};

/// permutations and both kinds of combinations.
struct SelectionObject {
  ObjectHeader header;
  Word pool;        ///< tuple
  int64_t *indices; ///< of the chosen items; of all of the pool (permutations)
  Word result;      ///< tuple given out last; 0: none yet
  int64_t length;   ///< of the results
  bool stopped;
};
struct PermutationsObject : SelectionObject {
  int64_t *cycles;
};

ProductObject *asProduct(Value v) { return v.as<ProductObject>(); }
SelectionObject *asSelection(Value v) { return v.as<SelectionObject>(); }
int64_t *&cyclesOf(Value v) {
  return static_cast<PermutationsObject *>(asSelection(v))->cycles;
}

/// Room for \p count indices, all 0.
bool makeIndices(ThreadState &ts, int64_t *&indices, size_t count) {
  indices = static_cast<int64_t *>(rawAllocateZeroed((count ? count : 1) * 8));
  return indices || raiseMemoryError(ts);
}

/// Sets items [from, length) of the result to item(i), in a new tuple if
/// somebody still holds the last one.
template <typename Item>
Owned update(ThreadState &ts, ObjectHeader *self, Word *result, size_t length,
             size_t from, Item item) {
  if (*result && isUnique(&ts, objectOf(*result))) {
    auto *tuple = reinterpret_cast<TupleObject *>(*result);
    for (size_t i = from; i < length; ++i)
      storeField(ts, &tuple->header, &tuple->items[i], copyOf(item(i)));
    return copyOf(Value(*result));
  }
  Owned fresh;
  if (length == 0) {
    fresh = copyOf(emptyTuple());
  } else {
    TupleObject *tuple = allocateTuple(ts, length);
    if (!tuple)
      return {};
    for (size_t i = 0; i < length; ++i)
      tuple->items[i] = copyOf(item(i)).take();
    fresh = Owned::steal(tuple);
  }
  storeField(ts, self, result, copyOf(fresh));
  return fresh;
}

Owned indexTuple(ThreadState &ts, const int64_t *indices, size_t count) {
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *tuple = allocateTuple(ts, count);
  for (size_t i = 0; tuple && i < count; ++i)
    tuple->items[i] = smallIntWord(indices[i]);
  return tuple ? Owned::steal(tuple) : Owned();
}

/// Index \p i of a state, clipped to [least, most].
bool stateItem(ThreadState &ts, Value state, size_t i, int64_t least,
               int64_t most, int64_t &out) {
  if (!plainIndex(ts, tupleItem(state, i), out))
    return false;
  out = out < least ? least : out > most ? most : out;
  return true;
}

Owned invalidArguments(ThreadState &ts) {
  return raise(ts, types::ValueError, "invalid arguments");
}

// product ---------------------------------------------------------------------

bool repeatArgument_py(ThreadState &ts, const Arguments &args,
                       int64_t &repeat) {
  size_t keywords = keywordCount(args);
  if (keywords > 1)
    return raise(ts, types::TypeError,
                 "product() takes at most 1 keyword argument ({} given)",
                 {keywords});
  if (!keywords)
    return true;
  Value name = tupleItem(args.names, 0);
  if (strText(name) != "repeat")
    return raise(ts, types::TypeError,
                 "'{}' is an invalid keyword argument for product()", {name});
  if (!sizeArgument_py(ts, args.values[args.positionalCount], repeat))
    return false;
  if (repeat < 0)
    return raise(ts, types::ValueError, "repeat argument cannot be negative");
  return true;
}

/// The arguments as tuples, \p repeat times.
Owned makePools_py(ThreadState &ts, const Arguments &args, int64_t repeat) {
  size_t given = repeat ? args.positionalCount : 0;
  size_t count = given * size_t(repeat);
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *pools = allocateTuple(ts, count);
  if (!pools)
    return {};
  Owned result = Owned::steal(pools);
  for (size_t i = 0; i < given; ++i) {
    Owned pool = tupleFromIterable_py(ts, args[i]);
    if (!pool)
      return {};
    pools->items[i] = pool.take();
  }
  for (size_t i = given; i < count; ++i)
    pools->items[i] = copyOf(Value(pools->items[i - given])).take();
  return result;
}

Owned productNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  int64_t repeat = 1;
  if (!repeatArgument_py(ts, args, repeat))
    return {};
  if (repeat && args.positionalCount > INT64_MAX / 8 / size_t(repeat))
    return raise(ts, types::OverflowError, "repeat argument too large");
  Owned pools = makePools_py(ts, args, repeat);
  Owned result = pools ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  size_t count = tupleLength(pools);
  asProduct(result)->pools = pools.take();
  return makeIndices(ts, asProduct(result)->indices, count) ? std::move(result)
                                                            : Owned();
}

Owned productResult(ThreadState &ts, ProductObject *product, size_t from) {
  Value pools(product->pools);
  return update(ts, &product->header, &product->result, tupleLength(pools),
                from, [&](size_t i) {
                  return tupleItem(tupleItem(pools, i),
                                   uint64_t(product->indices[i]));
                });
}

Owned productFirst(ThreadState &ts, ProductObject *product) {
  Value pools(product->pools);
  for (size_t i = 0; i < tupleLength(pools); ++i)
    if (tupleLength(tupleItem(pools, i)) == 0) {
      product->stopped = true;
      return {};
    }
  return productResult(ts, product, 0);
}

Owned productNext(ThreadState &ts, Value self) {
  ProductObject *product = asProduct(self);
  if (product->stopped)
    return {};
  if (!product->result)
    return productFirst(ts, product);
  Value pools(product->pools);
  for (size_t i = tupleLength(pools); i-- > 0;) {
    int64_t length = int64_t(tupleLength(tupleItem(pools, i)));
    if (++product->indices[i] < length)
      return productResult(ts, product, i);
    product->indices[i] = 0;
  }
  product->stopped = true;
  return {};
}

Owned productReduce(ThreadState &ts, Value self, const Value *) {
  ProductObject *product = asProduct(self);
  if (product->stopped)
    return reduced(ts, self, makeTuple(ts, {emptyTuple()}));
  Owned pools = copyOf(Value(product->pools));
  if (!product->result)
    return reduced(ts, self, pools);
  Owned indices = indexTuple(ts, product->indices, tupleLength(pools));
  return indices ? reduced(ts, self, pools, indices) : Owned();
}

Owned productSetState(ThreadState &ts, Value self, const Value *args) {
  ProductObject *product = asProduct(self);
  Value pools(product->pools);
  size_t count = tupleLength(pools);
  if (!isTuple(args[0]) || tupleLength(args[0]) != count)
    return invalidArguments(ts);
  for (size_t i = 0; i < count; ++i) {
    int64_t length = int64_t(tupleLength(tupleItem(pools, i)));
    if (length == 0) {
      product->stopped = true;
      return ownedNone();
    }
    if (!stateItem(ts, args[0], i, 0, length - 1, product->indices[i]))
      return {};
  }
  return productResult(ts, product, 0) ? ownedNone() : Owned();
}

Owned productSizeof(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, int64_t(sizeof(ProductObject) +
                             8 * tupleLength(Value(asProduct(self)->pools))));
}

struct ProductFields : OwnedFields<ProductObject, &ProductObject::pools,
                                   &ProductObject::result> {
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    rawFree(reinterpret_cast<ProductObject *>(self)->indices);
    OwnedFields::deallocate(ts, self);
  }
};

// Selections from one pool ----------------------------------------------------

int64_t poolLength(const SelectionObject *selection) {
  return int64_t(tupleLength(Value(selection->pool)));
}

Owned selectionResult(ThreadState &ts, SelectionObject *selection,
                      int64_t from) {
  Value pool(selection->pool);
  return update(ts, &selection->header, &selection->result,
                size_t(selection->length), size_t(from), [&](size_t i) {
                  return tupleItem(pool, uint64_t(selection->indices[i]));
                });
}

Owned stop(SelectionObject *selection) {
  selection->stopped = true;
  return {};
}

Owned makeSelection(ThreadState &ts, TypeObject *type, Owned pool,
                    int64_t length) {
  if (length < 0)
    return raise(ts, types::ValueError, "r must be non-negative");
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asSelection(result)->pool = pool.take();
  asSelection(result)->length = length;
  return result;
}

/// A combinations type called with (iterable, r), without indices yet.
Owned newCombinations_py(ThreadState &ts, TypeObject *type, const char *name,
                         const Arguments &args) {
  static constexpr Signature signature("(iterable, r)");
  Value bound[2];
  int64_t length;
  if (!bindArguments(ts, name, signature, args, bound) ||
      !sizeArgument_py(ts, bound[1], length))
    return {};
  Owned pool = tupleFromIterable_py(ts, bound[0]);
  return pool ? makeSelection(ts, type, std::move(pool), length) : Owned();
}

Owned selectionReduce(ThreadState &ts, Value self, Value state) {
  SelectionObject *selection = asSelection(self);
  Owned length = makeInt(ts, selection->length);
  if (!length)
    return {};
  bool ended = selection->result && selection->stopped;
  Owned args = makeTuple(
      ts, {ended ? emptyTuple() : Value(selection->pool), length.value()});
  return state ? reduced(ts, self, args, state) : reduced(ts, self, args);
}

bool isUnderWay(const SelectionObject *selection) {
  return selection->result && !selection->stopped;
}

Owned combinationsReduce(ThreadState &ts, Value self, const Value *) {
  SelectionObject *selection = asSelection(self);
  if (!isUnderWay(selection))
    return selectionReduce(ts, self, {});
  Owned state = indexTuple(ts, selection->indices, size_t(selection->length));
  return state ? selectionReduce(ts, self, state) : Owned();
}

Owned selectionSizeof(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, 56 + 8 * asSelection(self)->length);
}

bool checkIndexState(ThreadState &ts, SelectionObject *selection, Value state) {
  if (!isTuple(state) || int64_t(tupleLength(state)) != selection->length) {
    invalidArguments(ts);
    return false;
  }
  return true;
}

// combinations

Owned combinationsNew(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  Owned result = newCombinations_py(ts, type, "combinations", args);
  if (!result)
    return {};
  SelectionObject *selection = asSelection(result);
  selection->stopped = selection->length > poolLength(selection);
  size_t count = selection->stopped ? 0 : size_t(selection->length);
  if (!makeIndices(ts, selection->indices, count))
    return {};
  for (size_t i = 0; i < count; ++i)
    selection->indices[i] = int64_t(i);
  return result;
}

Owned combinationsNext(ThreadState &ts, Value self) {
  SelectionObject *selection = asSelection(self);
  if (selection->stopped)
    return {};
  if (!selection->result)
    return selectionResult(ts, selection, 0);
  int64_t *indices = selection->indices, length = selection->length;
  int64_t spare = poolLength(selection) - length, i = length - 1;
  while (i >= 0 && indices[i] == i + spare)
    --i;
  if (i < 0)
    return stop(selection);
  ++indices[i];
  for (int64_t j = i + 1; j < length; ++j)
    indices[j] = indices[j - 1] + 1;
  return selectionResult(ts, selection, i);
}

Owned combinationsSetState(ThreadState &ts, Value self, const Value *args) {
  SelectionObject *selection = asSelection(self);
  if (!checkIndexState(ts, selection, args[0]))
    return {};
  if (selection->length > poolLength(selection))
    return ownedNone(); // there is nothing to go on with
  for (int64_t i = 0; i < selection->length; ++i)
    if (!stateItem(ts, args[0], size_t(i), 0,
                   i + poolLength(selection) - selection->length,
                   selection->indices[i]))
      return {};
  return selectionResult(ts, selection, 0) ? ownedNone() : Owned();
}

// combinations_with_replacement

Owned replacementNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned result =
      newCombinations_py(ts, type, "combinations_with_replacement", args);
  if (!result)
    return {};
  SelectionObject *selection = asSelection(result);
  selection->stopped = selection->length && poolLength(selection) == 0;
  size_t count = selection->stopped ? 0 : size_t(selection->length);
  if (count > INT64_MAX / 8) {
    raiseMemoryError(ts);
    return {};
  }
  return makeIndices(ts, selection->indices, count) ? std::move(result)
                                                    : Owned();
}

Owned replacementNext(ThreadState &ts, Value self) {
  SelectionObject *selection = asSelection(self);
  if (selection->stopped)
    return {};
  if (!selection->result)
    return selectionResult(ts, selection, 0);
  int64_t *indices = selection->indices, last = poolLength(selection) - 1;
  int64_t i = selection->length - 1;
  while (i >= 0 && indices[i] == last)
    --i;
  if (i < 0)
    return stop(selection);
  int64_t index = indices[i] + 1;
  for (int64_t j = i; j < selection->length; ++j)
    indices[j] = index;
  return selectionResult(ts, selection, i);
}

Owned replacementSetState(ThreadState &ts, Value self, const Value *args) {
  SelectionObject *selection = asSelection(self);
  if (!checkIndexState(ts, selection, args[0]))
    return {};
  if (poolLength(selection) == 0 && selection->length)
    return ownedNone();
  for (int64_t i = 0; i < selection->length; ++i)
    if (!stateItem(ts, args[0], size_t(i), 0, poolLength(selection) - 1,
                   selection->indices[i]))
      return {};
  return selectionResult(ts, selection, 0) ? ownedNone() : Owned();
}

// permutations

Owned permutationsNew(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  static constexpr Signature signature("(iterable, r=None)");
  Value bound[2];
  if (!bindArguments(ts, "permutations", signature, args, bound))
    return {};
  Owned pool = tupleFromIterable_py(ts, bound[0]);
  if (!pool)
    return {};
  int64_t count = int64_t(tupleLength(pool)), length = count;
  if (bound[1] && !bound[1].isNone()) {
    if (!isInt(bound[1]))
      return raise(ts, types::TypeError, "Expected int as r");
    if (!plainIndex(ts, bound[1], length))
      return {};
  }
  Owned result = makeSelection(ts, type, std::move(pool), length);
  if (!result)
    return {};
  SelectionObject *selection = asSelection(result);
  selection->stopped = length > count;
  size_t chosen = selection->stopped ? 0 : size_t(length);
  if (!makeIndices(ts, selection->indices, size_t(count)) ||
      !makeIndices(ts, cyclesOf(result), chosen))
    return {};
  for (int64_t i = 0; i < count; ++i)
    selection->indices[i] = i;
  for (size_t i = 0; i < chosen; ++i)
    cyclesOf(result)[i] = count - int64_t(i);
  return result;
}

Owned permutationsNext(ThreadState &ts, Value self) {
  SelectionObject *selection = asSelection(self);
  if (selection->stopped)
    return {};
  if (!selection->result)
    return selectionResult(ts, selection, 0);
  int64_t *indices = selection->indices, *cycles = cyclesOf(self);
  int64_t count = poolLength(selection);
  for (int64_t i = selection->length - 1; i >= 0; --i) {
    if (--cycles[i]) {
      std::swap(indices[i], indices[count - cycles[i]]);
      return selectionResult(ts, selection, i);
    }
    // A full turn: the item goes to the end.
    int64_t first = indices[i];
    for (int64_t j = i; j < count - 1; ++j)
      indices[j] = indices[j + 1];
    indices[count - 1] = first;
    cycles[i] = count - i;
  }
  return stop(selection);
}

Owned permutationsReduce(ThreadState &ts, Value self, const Value *) {
  SelectionObject *selection = asSelection(self);
  if (!isUnderWay(selection))
    return selectionReduce(ts, self, {});
  Owned indices =
      indexTuple(ts, selection->indices, size_t(poolLength(selection)));
  Owned cycles = indexTuple(ts, cyclesOf(self), size_t(selection->length));
  if (!indices || !cycles)
    return {};
  Owned state = makeTuple(ts, {indices.value(), cycles.value()});
  return state ? selectionReduce(ts, self, state) : Owned();
}

Owned permutationsSetState(ThreadState &ts, Value self, const Value *args) {
  if (!checkState(ts, args[0], 2) ||
      !checkStateItem(ts, args[0], 0, types::Tuple) ||
      !checkStateItem(ts, args[0], 1, types::Tuple))
    return {};
  SelectionObject *selection = asSelection(self);
  Value indices = tupleItem(args[0], 0), cycles = tupleItem(args[0], 1);
  int64_t count = poolLength(selection);
  if (int64_t(tupleLength(indices)) != count ||
      int64_t(tupleLength(cycles)) != selection->length)
    return invalidArguments(ts);
  if (selection->length > count)
    return ownedNone();
  for (int64_t i = 0; i < count; ++i)
    if (!stateItem(ts, indices, size_t(i), 0, count - 1, selection->indices[i]))
      return {};
  for (int64_t i = 0; i < selection->length; ++i)
    if (!stateItem(ts, cycles, size_t(i), 1, count - i, cyclesOf(self)[i]))
      return {};
  return selectionResult(ts, selection, 0) ? ownedNone() : Owned();
}

Owned permutationsSizeof(ThreadState &ts, Value self, const Value *) {
  return makeInt(
      ts, 64 + 8 * (poolLength(asSelection(self)) + asSelection(self)->length));
}

struct SelectionFields : OwnedFields<SelectionObject, &SelectionObject::pool,
                                     &SelectionObject::result> {
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    rawFree(reinterpret_cast<SelectionObject *>(self)->indices);
    OwnedFields::deallocate(ts, self);
  }
};
struct PermutationsFields : SelectionFields {
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    rawFree(cyclesOf(Value(reinterpret_cast<Word>(self))));
    SelectionFields::deallocate(ts, self);
  }
};

constexpr char kSizeofDoc[] = "Returns size in memory, in bytes.";

constexpr MethodDef productMethods[] = {
    {"__reduce__", productReduce, "()", kReduceDoc},
    {"__setstate__", productSetState, "(state, /)", kSetStateDoc},
    {"__sizeof__", productSizeof, "()", kSizeofDoc},
    {}};
constexpr TypeSpec productSpec = {
    "itertools.product",
    "product(*iterables, repeat=1) --> product object\n\nCartesian product of "
    "input iterables.  Equivalent to nested for-loops.\n\nFor example, "
    "product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nThe "
    "leftmost iterators are in the outermost for-loop, so the output "
    "tuples\ncycle in a manner similar to an odometer (with the rightmost "
    "element changing\non every iteration).\n\nTo compute the product of an "
    "iterable with itself, specify the number\nof repetitions with the "
    "optional repeat keyword argument. For example,\nproduct(A, repeat=4) "
    "means the same as product(A, A, A, A).\n\nproduct('ab', range(3)) --> "
    "('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\nproduct((0,1), (0,1), "
    "(0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...",
    productMethods};
constexpr MethodDef combinationsMethods[] = {
    {"__reduce__", combinationsReduce, "()", kReduceDoc},
    {"__setstate__", combinationsSetState, "(state, /)", kSetStateDoc},
    {"__sizeof__", selectionSizeof, "()", kSizeofDoc},
    {}};
constexpr TypeSpec combinationsSpec = {
    "itertools.combinations",
    "Return successive r-length combinations of elements in the "
    "iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), "
    "(1,2,3)",
    combinationsMethods};
constexpr MethodDef replacementMethods[] = {
    {"__reduce__", combinationsReduce, "()", kReduceDoc},
    {"__setstate__", replacementSetState, "(state, /)", kSetStateDoc},
    {"__sizeof__", selectionSizeof, "()", kSizeofDoc},
    {}};
constexpr TypeSpec replacementSpec = {
    "itertools.combinations_with_replacement",
    "Return successive r-length combinations of elements in the iterable "
    "allowing individual elements to have successive "
    "repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), "
    "('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
    replacementMethods};
constexpr MethodDef permutationsMethods[] = {
    {"__reduce__", permutationsReduce, "()", kReduceDoc},
    {"__setstate__", permutationsSetState, "(state, /)", kSetStateDoc},
    {"__sizeof__", permutationsSizeof, "()", kSizeofDoc},
    {}};
constexpr TypeSpec permutationsSpec = {
    "itertools.permutations",
    "Return successive r-length permutations of elements in the "
    "iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), "
    "(2,0), (2,1)",
    permutationsMethods};

} // namespace

constinit TypeObject productType = iteratorType<ProductFields>(
    productSpec, sizeof(ProductObject), productNext, productNew);
constinit TypeObject combinationsType =
    iteratorType<SelectionFields>(combinationsSpec, sizeof(SelectionObject),
                                  combinationsNext, combinationsNew);
constinit TypeObject combinationsWithReplacementType =
    iteratorType<SelectionFields>(replacementSpec, sizeof(SelectionObject),
                                  replacementNext, replacementNew);
constinit TypeObject permutationsType = iteratorType<PermutationsFields>(
    permutationsSpec, sizeof(PermutationsObject), permutationsNext,
    permutationsNew);

} // namespace dxpy::itertools
