// groupby and the iterators of its groups.
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

// groupby ---------------------------------------------------------------------

struct GroupByObject {
  ObjectHeader header;
  Word iterator, key;
  Word targetKey;      ///< of the group given out last; 0: none
  Word currentKey;     ///< of the item read ahead; 0: none
  Word currentValue;   ///< the item read ahead; 0: none
  const void *grouper; ///< the iterator of the current group, only compared
};

struct GrouperObject {
  ObjectHeader header;
  Word parent, targetKey;
};

GroupByObject *asGroupBy(Value v) { return v.as<GroupByObject>(); }
GrouperObject *asGrouper(Value v) { return v.as<GrouperObject>(); }

Owned groupByNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(iterable, key=None)");
  Value bound[2];
  if (!bindArguments(ts, "groupby", signature, args, bound))
    return {};
  Owned iterator = getIter_py(ts, bound[0]);
  Owned result = iterator ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asGroupBy(result)->iterator = iterator.take();
  asGroupBy(result)->key = copyOf(bound[1] ? bound[1] : none).take();
  return result;
}

/// Reads the next item ahead. False: there is none, or raised.
bool step_py(ThreadState &ts, GroupByObject *groups) {
  Owned iterator = copyOf(Value(groups->iterator));
  Owned function = copyOf(Value(groups->key));
  Owned item = next_py(ts, iterator);
  if (!item)
    return false;
  Owned key = function.value().isNone() ? copyOf(item)
                                        : call_py(ts, function, {item.value()});
  if (!key)
    return false;
  Owned old = Owned::steal(
      slotTake(&ts, &groups->header, &groups->currentValue, item.take()));
  storeField(ts, &groups->header, &groups->currentKey, std::move(key));
  return true;
}

int sameKey_py(ThreadState &ts, Word target, Word current) {
  Owned a = copyOf(Value(target)), b = copyOf(Value(current));
  return equalItems_py(ts, a, b);
}

Owned makeGrouper(ThreadState &ts, Value parent, Value targetKey) {
  Owned result = allocateInstance(ts, &grouperType);
  if (!result)
    return {};
  asGrouper(result)->parent = copyOf(parent).take();
  asGrouper(result)->targetKey = copyOf(targetKey).take();
  asGroupBy(parent)->grouper = result.as<GrouperObject>();
  return result;
}

Owned groupByNext(ThreadState &ts, Value self) {
  GroupByObject *groups = asGroupBy(self);
  groups->grouper = nullptr;
  for (;;) {
    if (groups->currentKey) {
      if (!groups->targetKey)
        break;
      int same = sameKey_py(ts, groups->targetKey, groups->currentKey);
      if (same < 0)
        return {};
      if (!same)
        break;
    }
    if (!step_py(ts, groups))
      return {};
  }
  Owned key = copyOf(Value(groups->currentKey));
  storeField(ts, &groups->header, &groups->targetKey, copyOf(key));
  Owned grouper = makeGrouper(ts, self, key);
  if (!grouper)
    return {};
  Word pair[] = {key.take(), grouper.take()};
  return makeTupleStealing(ts, pair, 2);
}

Owned groupByReduce(ThreadState &ts, Value self, const Value *) {
  GroupByObject *groups = asGroupBy(self);
  Owned args = makeTuple(ts, {Value(groups->iterator), Value(groups->key)});
  if (!groups->targetKey || !groups->currentKey || !groups->currentValue)
    return reduced(ts, self, args);
  Owned state =
      makeTuple(ts, {Value(groups->currentKey), Value(groups->currentValue),
                     Value(groups->targetKey)});
  return state ? reduced(ts, self, args, state) : Owned();
}

Owned groupBySetState(ThreadState &ts, Value self, const Value *args) {
  if (!checkState(ts, args[0], 3))
    return {};
  GroupByObject *groups = asGroupBy(self);
  Word *fields[] = {&groups->currentKey, &groups->currentValue,
                    &groups->targetKey};
  for (size_t i = 0; i < 3; ++i)
    storeField(ts, &groups->header, fields[i], copyOf(tupleItem(args[0], i)));
  return ownedNone();
}

Owned grouperNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "_grouper", args) ||
      !checkPositional(ts, "_grouper", args, 2, 2))
    return {};
  if (!isSubtype(typeOf(args[0]), &groupByType))
    return raise(ts, types::TypeError,
                 "_grouper() argument 1 must be itertools.groupby, not {}",
                 {nativeQualifiedName(typeOf(args[0]))});
  return makeGrouper(ts, args[0], args[1]);
}

Owned grouperNext(ThreadState &ts, Value self) {
  Owned parent = copyOf(Value(asGrouper(self)->parent));
  GroupByObject *groups = asGroupBy(parent);
  if (groups->grouper != self.as<GrouperObject>())
    return {};
  if (!groups->currentValue && !step_py(ts, groups))
    return {};
  if (sameKey_py(ts, asGrouper(self)->targetKey, groups->currentKey) <= 0)
    return {};
  Owned item =
      Owned::steal(slotTake(&ts, &groups->header, &groups->currentValue, 0));
  clearField(ts, &groups->header, &groups->currentKey, 0);
  return item;
}

Owned grouperReduce(ThreadState &ts, Value self, const Value *) {
  Value parent(asGrouper(self)->parent);
  if (asGroupBy(parent)->grouper == self.as<GrouperObject>())
    return reduced(ts, self,
                   makeTuple(ts, {parent, Value(asGrouper(self)->targetKey)}));
  Owned iter = builtinNamed_py(ts, "iter");
  Owned args = iter ? makeTuple(ts, {emptyTuple()}) : Owned();
  return args ? makeTuple(ts, {iter.value(), args.value()}) : Owned();
}

constexpr MethodDef groupByMethods[] = {
    {"__reduce__", groupByReduce, "()", kReduceDoc},
    {"__setstate__", groupBySetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec groupBySpec = {
    "itertools.groupby",
    "make an iterator that returns consecutive keys and groups from the "
    "iterable\n\n  iterable\n    Elements to divide into groups according to "
    "the key function.\n  key\n    A function for computing the group category "
    "for each element.\n    If the key function is not specified or is None, "
    "the element itself\n    is used for grouping.",
    groupByMethods};
using GroupByFields =
    OwnedFields<GroupByObject, &GroupByObject::iterator, &GroupByObject::key,
                &GroupByObject::targetKey, &GroupByObject::currentKey,
                &GroupByObject::currentValue>;

constexpr MethodDef grouperMethods[] = {
    {"__reduce__", grouperReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec grouperSpec = {"itertools._grouper", nullptr,
                                  grouperMethods};
using GrouperFields = OwnedFields<GrouperObject, &GrouperObject::parent,
                                  &GrouperObject::targetKey>;

} // namespace

constinit TypeObject groupByType = iteratorType<GroupByFields>(
    groupBySpec, sizeof(GroupByObject), groupByNext, groupByNew);
constinit TypeObject grouperType = {
    .header = typeHeader(),
    .spec = &grouperSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(GrouperObject),
    .slots = {.deallocate = GrouperFields::deallocate,
              .visit = GrouperFields::visit,
              .iter = iterateSelf,
              .next = grouperNext,
              .new_ = grouperNew}};

} // namespace dxpy::itertools
