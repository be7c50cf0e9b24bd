// The types set and frozenset: construction, methods, slots. What they compute
// is in set_algebra.cpp.
#include "runtime-support/builtins/set_builtin.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/repr_guard.h"

namespace dxpy {

using namespace set_internal;

namespace {

Owned setNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  return newSet(ts, type);
}

bool setInit(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "set", args) ||
      !checkPositional(ts, "set", args, 0, 1))
    return false;
  asSet(self)->hash = -1;
  if (asSet(self)->fill)
    clearSet(ts, self.header());
  return args.positionalCount == 0 || setUpdate_py(ts, self, args[0]);
}

Owned frozenSetNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::FrozenSet ||
       type->slots.init == types::FrozenSet.slots.init) &&
      !checkNoKeywords(ts, "frozenset", args))
    return {};
  if (!checkPositional(ts, "frozenset", args, 0, 1))
    return {};
  Value iterable = args.positionalCount ? args[0] : Value();
  if (type == &types::FrozenSet && iterable &&
      hasShape(iterable, BuiltinShape::FrozenSet))
    return copyOf(iterable);
  return newSetFrom_py(ts, type, iterable);
}

/// A set as key is taken as the frozenset of its items. Calls \p operation
/// (int: -1 raised) with \p key, and again with the frozenset if that failed.
template <typename Operation>
int withSetKey_py(ThreadState &ts, Value key, Operation operation) {
  int result = operation(key);
  if (result >= 0 || !isAnySet(key) || isFrozen(key) ||
      !pendingMatches(ts, types::TypeError))
    return result;
  clearException(ts);
  Owned frozen = newSetFrom_py(ts, &types::FrozenSet, key);
  return frozen ? operation(frozen.value()) : -1;
}

int64_t frozenSetHash(ThreadState &, Value self) {
  return frozenHash(asSet(self));
}

Owned result(bool ok) { return ok ? ownedNone() : Owned(); }
Owned verdict(int value) { return value < 0 ? Owned() : ownedBool(value != 0); }

Owned add(ThreadState &ts, Value self, const Value *args) {
  return result(setAdd_py(ts, self, args[0]));
}

Owned clear(ThreadState &ts, Value self, const Value *) {
  clearSet(ts, self.header());
  return ownedNone();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return setCopy(ts, self);
}

Owned frozenCopy(ThreadState &ts, Value self, const Value *) {
  if (hasShape(self, BuiltinShape::FrozenSet))
    return copyOf(self);
  return setCopy(ts, self);
}

Owned discard(ThreadState &ts, Value self, const Value *args) {
  return result(withSetKey_py(ts, args[0], [&](Value key) {
                  return setDiscard_py(ts, self, key);
                }) >= 0);
}

Owned remove(ThreadState &ts, Value self, const Value *args) {
  int removed = withSetKey_py(
      ts, args[0], [&](Value key) { return setDiscard_py(ts, self, key); });
  if (removed == 0)
    return raiseKeyError(ts, args[0]);
  return result(removed > 0);
}

Owned pop(ThreadState &ts, Value self, const Value *) {
  SetObject *set = asSet(self);
  if (set->length == 0)
    return raise(ts, types::KeyError, "pop from an empty set");
  SetTable *table = set->table;
  uint64_t at = set->finger & table->mask;
  while (!isUsed(table->entries[at]))
    at = at == table->mask ? 0 : at + 1;
  removeFromSummary(table, table->entries[at].hash);
  table->entries[at].hash = ~uint64_t(0);
  --set->length;
  set->finger = at + 1;
  return Owned::steal(
      slotTake(&ts, &set->header, &table->entries[at].key, kUndef));
}

Owned update(ThreadState &ts, Value self, const Arguments &args) {
  for (size_t i = 0; i < args.positionalCount; ++i)
    if (!setUpdate_py(ts, self, args[i]))
      return {};
  return ownedNone();
}

Owned union_(ThreadState &ts, Value self, const Arguments &args) {
  Owned set = setCopy(ts, self);
  for (size_t i = 0; set && i < args.positionalCount; ++i)
    if (args[i] != self && !setUpdate_py(ts, set, args[i]))
      return {};
  return set;
}

Owned intersection(ThreadState &ts, Value self, const Arguments &args) {
  if (args.positionalCount == 0)
    return setCopy(ts, self);
  Owned set = copyOf(self);
  for (size_t i = 0; set && i < args.positionalCount; ++i)
    set = setIntersection_py(ts, set, args[i]);
  return set;
}

Owned intersectionUpdate(ThreadState &ts, Value self, const Arguments &args) {
  Owned common = intersection(ts, self, args);
  if (!common)
    return {};
  setReplaceContents(ts, self, std::move(common));
  return ownedNone();
}

Owned difference(ThreadState &ts, Value self, const Arguments &args) {
  if (args.positionalCount == 0)
    return setCopy(ts, self);
  Owned set = setDifference_py(ts, self, args[0]);
  for (size_t i = 1; set && i < args.positionalCount; ++i)
    if (!setDifferenceUpdate_py(ts, set, args[i]))
      return {};
  return set;
}

Owned differenceUpdate(ThreadState &ts, Value self, const Arguments &args) {
  for (size_t i = 0; i < args.positionalCount; ++i)
    if (!setDifferenceUpdate_py(ts, self, args[i]))
      return {};
  return ownedNone();
}

Owned symmetricDifference(ThreadState &ts, Value self, const Value *args) {
  return setSymmetricDifference_py(ts, self, args[0]);
}
Owned symmetricUpdate(ThreadState &ts, Value self, const Value *args) {
  return result(setSymmetricUpdate_py(ts, self, args[0]));
}
Owned isDisjoint(ThreadState &ts, Value self, const Value *args) {
  return verdict(setIsDisjoint_py(ts, self, args[0]));
}
Owned isSubset(ThreadState &ts, Value self, const Value *args) {
  return verdict(setIsSubset_py(ts, self, args[0]));
}
Owned isSuperset(ThreadState &ts, Value self, const Value *args) {
  return verdict(setIsSuperset_py(ts, self, args[0]));
}

Owned inplaceOr(ThreadState &ts, Value self, Value other) {
  if (!isAnySet(other))
    return ownedNotImplemented();
  return setUpdate_py(ts, self, other) ? copyOf(self) : Owned();
}

Owned inplaceAnd(ThreadState &ts, Value self, Value other) {
  if (!isAnySet(other))
    return ownedNotImplemented();
  Owned common = setIntersection_py(ts, self, other);
  if (!common)
    return {};
  setReplaceContents(ts, self, std::move(common));
  return copyOf(self);
}

Owned inplaceSubtract(ThreadState &ts, Value self, Value other) {
  if (!isAnySet(other))
    return ownedNotImplemented();
  return setDifferenceUpdate_py(ts, self, other) ? copyOf(self) : Owned();
}

Owned inplaceXor(ThreadState &ts, Value self, Value other) {
  if (!isAnySet(other))
    return ownedNotImplemented();
  return setSymmetricUpdate_py(ts, self, other) ? copyOf(self) : Owned();
}

bool bothSets(Value left, Value right) {
  return isAnySet(left) && isAnySet(right);
}

constexpr char kCopyDoc[] = "Return a shallow copy of a set.";
constexpr char kDifferenceDoc[] =
    "Return the difference of two or more sets as a new set.\n\n(i.e. all "
    "elements that are in this set but not the others.)";
constexpr char kIntersectionDoc[] =
    "Return the intersection of two sets as a new set.\n\n(i.e. all elements "
    "that are in both sets.)";
constexpr char kDisjointDoc[] =
    "Return True if two sets have a null intersection.";
constexpr char kSubsetDoc[] = "Report whether another set contains this set.";
constexpr char kSupersetDoc[] = "Report whether this set contains another set.";
constexpr char kSymmetricDoc[] =
    "Return the symmetric difference of two sets as a new set.\n\n(i.e. all "
    "elements that are in exactly one of the sets.)";
constexpr char kUnionDoc[] = "Return the union of sets as a new set.\n\n(i.e. "
                             "all elements that are in either set.)";
constexpr char kReduceDoc[] = "Return state information for pickling.";
constexpr char kSizeOfDoc[] = "S.__sizeof__() -> size of S in memory, in bytes";

constexpr MethodDef setMethods[] = {
    {"add", add, "(element, /)",
     "Add an element to a set.\n\nThis has no effect if the element is already "
     "present."},
    {"clear", clear, "()", "Remove all elements from this set."},
    {"copy", copy, "()", kCopyDoc},
    {"discard", discard, "(element, /)",
     "Remove an element from a set if it is a member.\n\nUnlike set.remove(), "
     "the discard() method does not raise\nan exception when an element is "
     "missing from the set."},
    {"difference", difference, kDifferenceDoc},
    {"difference_update", differenceUpdate,
     "Remove all elements of another set from this set."},
    {"intersection", intersection, kIntersectionDoc},
    {"intersection_update", intersectionUpdate,
     "Update a set with the intersection of itself and another."},
    {"isdisjoint", isDisjoint, "(other, /)", kDisjointDoc},
    {"issubset", isSubset, "(other, /)", kSubsetDoc},
    {"issuperset", isSuperset, "(other, /)", kSupersetDoc},
    {"pop", pop, "()",
     "Remove and return an arbitrary set element.\nRaises KeyError if the set "
     "is empty."},
    {"__reduce__", setReduce, "()", kReduceDoc},
    {"remove", remove, "(element, /)",
     "Remove an element from a set; it must be a member.\n\nIf the element is "
     "not a member, raise a KeyError."},
    {"__sizeof__", setSizeOf, "()", kSizeOfDoc},
    {"symmetric_difference", symmetricDifference, "(other, /)", kSymmetricDoc},
    {"symmetric_difference_update", symmetricUpdate, "(other, /)",
     "Update a set with the symmetric difference of itself and another."},
    {"union", union_, kUnionDoc},
    {"update", update, "Update a set with the union of itself and others."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MethodDef frozenSetMethods[] = {
    {"copy", frozenCopy, "()", kCopyDoc},
    {"difference", difference, kDifferenceDoc},
    {"intersection", intersection, kIntersectionDoc},
    {"isdisjoint", isDisjoint, "(other, /)", kDisjointDoc},
    {"issubset", isSubset, "(other, /)", kSubsetDoc},
    {"issuperset", isSuperset, "(other, /)", kSupersetDoc},
    {"__reduce__", setReduce, "()", kReduceDoc},
    {"__sizeof__", setSizeOf, "()", kSizeOfDoc},
    {"symmetric_difference", symmetricDifference, "(other, /)", kSymmetricDoc},
    {"union", union_, kUnionDoc},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec setSpec = {
    "set",
    "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild "
    "an unordered collection of unique elements.",
    setMethods};
constexpr TypeSpec frozenSetSpec = {
    "frozenset",
    "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset "
    "object\n\nBuild an immutable unordered collection of unique elements.",
    frozenSetMethods};

} // namespace

Owned setRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  bool plain = hasShape(self, BuiltinShape::Set);
  ReprGuard guard(self);
  if (guard.recursive() || setLength(self) == 0) {
    text.append(typeNameOf(self));
    text.append(guard.recursive() ? "(...)" : "()");
    return text.finish();
  }
  Owned items = listFromIterable_py(ts, self);
  if (!items)
    return {};
  if (!plain) {
    text.append(typeNameOf(self));
    text.append("(");
  }
  text.append("{");
  for (uint64_t i = 0; i < listLength(items); ++i) {
    if (i)
      text.append(", ");
    Owned item = listItem(ts, items, i);
    if (!item || !text.appendRepr_py(item))
      return {};
  }
  text.append(plain ? "}" : "})");
  return text.finish();
}

Owned setCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!bothSets(self, other))
    return ownedNotImplemented();
  uint64_t mine = setLength(self), others = setLength(other);
  switch (op) {
  case CompareOp::Eq:
  case CompareOp::Ne: {
    int equal = mine == others ? setIsSubset_py(ts, self, other) : 0;
    return equal < 0 ? Owned()
                     : ownedBool((op == CompareOp::Eq) == (equal != 0));
  }
  case CompareOp::Le:
    return verdict(setIsSubset_py(ts, self, other));
  case CompareOp::Ge:
    return verdict(setIsSubset_py(ts, other, self));
  case CompareOp::Lt:
    return verdict(mine < others ? setIsSubset_py(ts, self, other) : 0);
  case CompareOp::Gt:
    return verdict(mine > others ? setIsSubset_py(ts, other, self) : 0);
  }
  return {};
}

int64_t setLengthSlot(ThreadState &, Value self) {
  return int64_t(setLength(self));
}

int setContainsSlot(ThreadState &ts, Value self, Value item) {
  return withSetKey_py(
      ts, item, [&](Value key) { return setContains_py(ts, self, key); });
}

Owned setAnd(ThreadState &ts, Value left, Value right) {
  return bothSets(left, right) ? setIntersection_py(ts, left, right)
                               : ownedNotImplemented();
}

Owned setOr(ThreadState &ts, Value left, Value right) {
  if (!bothSets(left, right))
    return ownedNotImplemented();
  Owned set = setCopy(ts, left);
  if (!set || left == right)
    return set;
  return setUpdate_py(ts, set, right) ? std::move(set) : Owned();
}

Owned setXor(ThreadState &ts, Value left, Value right) {
  return bothSets(left, right) ? setSymmetricDifference_py(ts, left, right)
                               : ownedNotImplemented();
}

Owned setSubtract(ThreadState &ts, Value left, Value right) {
  return bothSets(left, right) ? setDifference_py(ts, left, right)
                               : ownedNotImplemented();
}

constinit TypeObject types::Set = {.header = typeHeader(),
                                   .spec = &setSpec,
                                   .flags = kTypeBase | kTypeContainer |
                                            kTypeHasWeakrefs | kTypeMatchSelf |
                                            kSubclassSet,
                                   .basicSize = sizeof(SetObject),
                                   .slots = {.deallocate = deallocateSet,
                                             .visit = visitSet,
                                             .clear = clearSet,
                                             .repr = setRepr,
                                             .iter = setIter,
                                             .compare = setCompare,
                                             .init = setInit,
                                             .new_ = setNew,
                                             .subtract = setSubtract,
                                             .and_ = setAnd,
                                             .xor_ = setXor,
                                             .or_ = setOr,
                                             .inplaceSubtract = inplaceSubtract,
                                             .inplaceAnd = inplaceAnd,
                                             .inplaceXor = inplaceXor,
                                             .inplaceOr = inplaceOr,
                                             .length = setLengthSlot,
                                             .contains = setContainsSlot}};

constinit TypeObject types::FrozenSet = {
    .header = typeHeader(),
    .spec = &frozenSetSpec,
    .flags = kTypeBase | kTypeContainer | kTypeHasWeakrefs | kTypeMatchSelf |
             kSubclassSet,
    .basicSize = sizeof(SetObject),
    .slots = {.deallocate = deallocateSet,
              .visit = visitSet,
              .clear = clearSet,
              .repr = setRepr,
              .iter = setIter,
              .hash = frozenSetHash,
              .compare = setCompare,
              .new_ = frozenSetNew,
              .subtract = setSubtract,
              .and_ = setAnd,
              .xor_ = setXor,
              .or_ = setOr,
              .length = setLengthSlot,
              .contains = setContainsSlot}};

} // namespace dxpy
