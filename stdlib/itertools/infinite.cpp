// count, cycle and repeat.
#include "runtime-support/builtins/integers.h"
#include "runtime-support/objects/list.h"
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

// count -----------------------------------------------------------------------

struct CountObject {
  ObjectHeader header;
  Word value; ///< the next number, where it is not `plain`
  Word step;
  int64_t plain; ///< the next number, while it fits and the step is 1
  bool isPlain;
};

CountObject *asCount(Value v) { return v.as<CountObject>(); }

bool isNumber(Value v) {
  const TypeSlots &slots = typeOf(v)->slots;
  return slots.index || slots.int_ || slots.float_ ||
         isSubtype(typeOf(v), &types::Complex);
}

bool isOne(Value step) {
  int64_t number;
  return isInt(step) && intFitsInt64(step, number) && number == 1;
}

Owned countNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(start=0, step=1)");
  Value bound[2];
  if (!bindArguments(ts, "count", signature, args, bound))
    return {};
  Value start = bound[0] ? bound[0] : Value(smallIntWord(0));
  Value step = bound[1] ? bound[1] : Value(smallIntWord(1));
  if (!isNumber(start) || !isNumber(step))
    return raise(ts, types::TypeError, "a number is required");
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  CountObject *count = asCount(result);
  count->step = copyOf(step).take();
  count->isPlain =
      isInt(start) && isOne(step) && intFitsInt64(start, count->plain);
  if (!count->isPlain)
    count->value = copyOf(start).take();
  return result;
}

Owned countNext(ThreadState &ts, Value self) {
  CountObject *count = asCount(self);
  if (count->isPlain) {
    if (count->plain != INT64_MAX) [[likely]]
      return makeInt(ts, count->plain++);
    Owned last = makeInt(ts, count->plain);
    if (!last)
      return {};
    storeField(ts, &count->header, &count->value, std::move(last));
    count->isPlain = false;
  }
  Owned value = copyOf(Value(count->value)), step = copyOf(Value(count->step));
  Owned after = binary_py(ts, BinaryOp::Add, value, step);
  if (!after)
    return {};
  storeField(ts, &count->header, &count->value, std::move(after));
  return value;
}

Owned countRepr(ThreadState &ts, Value self) {
  CountObject *count = asCount(self);
  StrBuilder text(ts);
  text.append(typeName(typeOf(self)));
  text.append("(");
  if (count->isPlain) {
    text.appendInt(count->plain);
  } else {
    Owned value = copyOf(Value(count->value)),
          step = copyOf(Value(count->step));
    if (!text.appendRepr_py(value))
      return {};
    if (!isOne(step)) {
      text.append(", ");
      if (!text.appendRepr_py(step))
        return {};
    }
  }
  text.append(")");
  return text.finish();
}

Owned countReduce(ThreadState &ts, Value self, const Value *) {
  CountObject *count = asCount(self);
  if (!count->isPlain)
    return reduced(ts, self,
                   makeTuple(ts, {Value(count->value), Value(count->step)}));
  Owned value = makeInt(ts, count->plain);
  return value ? reduced(ts, self, makeTuple(ts, {value.value()})) : Owned();
}

constexpr MethodDef countMethods[] = {
    {"__reduce__", countReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec countSpec = {
    "itertools.count",
    "Return a count object whose .__next__() method returns consecutive "
    "values.\n\nEquivalent to:\n    def count(firstval=0, step=1):\n        x "
    "= firstval\n        while 1:\n            yield x\n            x += step",
    countMethods};
using CountFields =
    OwnedFields<CountObject, &CountObject::value, &CountObject::step>;

// cycle -----------------------------------------------------------------------

struct CycleObject {
  ObjectHeader header;
  Word iterator; ///< 0: exhausted
  Word saved;    ///< list
  uint64_t index;
  bool savedAll; ///< the items of the iterator are in `saved` already
};

CycleObject *asCycle(Value v) { return v.as<CycleObject>(); }

Owned cycleNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywordsFor(ts, type, cycleType, "cycle", args) ||
      !checkPositional(ts, "cycle", args, 1, 1))
    return {};
  Owned iterator = getIter_py(ts, args[0]);
  Owned saved = iterator ? makeList(ts) : Owned();
  Owned result = saved ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asCycle(result)->iterator = iterator.take();
  asCycle(result)->saved = saved.take();
  return result;
}

Owned cycleNext(ThreadState &ts, Value self) {
  CycleObject *cycle = asCycle(self);
  Owned saved = copyOf(Value(cycle->saved));
  if (cycle->iterator) {
    Owned iterator = copyOf(Value(cycle->iterator));
    Owned item = next_py(ts, iterator);
    if (item) {
      if (!cycle->savedAll && !listAppend(ts, saved, copyOf(item)))
        return {};
      return item;
    }
    if (pendingException(ts))
      return {};
    clearField(ts, &cycle->header, &cycle->iterator, 0);
  }
  if (listLength(saved) == 0)
    return {};
  if (cycle->index >= listLength(saved))
    cycle->index = 0;
  Owned item = listItem(ts, saved, cycle->index);
  if (item && ++cycle->index >= listLength(saved))
    cycle->index = 0;
  return item;
}

Owned cycleReduce(ThreadState &ts, Value self, const Value *) {
  CycleObject *cycle = asCycle(self);
  Owned iterator = copyOf(Value(cycle->iterator));
  Owned saved = copyOf(Value(cycle->saved));
  bool savedAll = cycle->savedAll || !iterator;
  if (!iterator) {
    iterator = getIter_py(ts, saved);
    if (iterator && cycle->index) {
      Owned index = makeInt(ts, int64_t(cycle->index));
      if (!callMethod_py(ts, iterator, Value(&names::__setstate__),
                         {index.value()}))
        return {};
    }
  }
  Owned args = iterator ? makeTuple(ts, {iterator.value()}) : Owned();
  Owned state = makeTuple(ts, {saved.value(), boolean(savedAll)});
  return state ? reduced(ts, self, args, state) : Owned();
}

Owned cycleSetState(ThreadState &ts, Value self, const Value *args) {
  int64_t savedAll;
  if (!checkState(ts, args[0], 2) ||
      !checkStateItem(ts, args[0], 0, types::List) ||
      !sizeArgument_py(ts, tupleItem(args[0], 1), savedAll))
    return {};
  CycleObject *cycle = asCycle(self);
  cycle->savedAll = savedAll != 0;
  cycle->index = 0;
  storeField(ts, &cycle->header, &cycle->saved, copyOf(tupleItem(args[0], 0)));
  return ownedNone();
}

constexpr MethodDef cycleMethods[] = {
    {"__reduce__", cycleReduce, "()", kReduceDoc},
    {"__setstate__", cycleSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec cycleSpec = {
    "itertools.cycle",
    "Return elements from the iterable until it is exhausted. Then repeat the "
    "sequence indefinitely.",
    cycleMethods};
using CycleFields =
    OwnedFields<CycleObject, &CycleObject::iterator, &CycleObject::saved>;

// repeat ----------------------------------------------------------------------

struct RepeatObject {
  ObjectHeader header;
  Word element;
  int64_t left; ///< -1: without end
};

RepeatObject *asRepeat(Value v) { return v.as<RepeatObject>(); }

Owned repeatNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(object, times=0)");
  Value bound[2];
  int64_t left = -1;
  if (!bindArguments(ts, "repeat", signature, args, bound) ||
      (bound[1] && !sizeArgument_py(ts, bound[1], left)))
    return {};
  if (bound[1] && left < 0)
    left = 0;
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asRepeat(result)->element = copyOf(bound[0]).take();
  asRepeat(result)->left = left;
  return result;
}

Owned repeatNext(ThreadState &, Value self) {
  RepeatObject *repeat = asRepeat(self);
  if (repeat->left == 0)
    return {};
  if (repeat->left > 0)
    --repeat->left;
  return copyOf(Value(repeat->element));
}

Owned repeatRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(typeName(typeOf(self)));
  text.append("(");
  if (!text.appendRepr_py(Value(asRepeat(self)->element)))
    return {};
  if (asRepeat(self)->left >= 0) {
    text.append(", ");
    text.appendInt(asRepeat(self)->left);
  }
  text.append(")");
  return text.finish();
}

Owned repeatReduce(ThreadState &ts, Value self, const Value *) {
  Value element(asRepeat(self)->element);
  if (asRepeat(self)->left < 0)
    return reduced(ts, self, makeTuple(ts, {element}));
  Owned left = makeInt(ts, asRepeat(self)->left);
  return left ? reduced(ts, self, makeTuple(ts, {element, left.value()}))
              : Owned();
}

Owned repeatLengthHint(ThreadState &ts, Value self, const Value *) {
  if (asRepeat(self)->left < 0)
    return raise(ts, types::TypeError, "len() of unsized object");
  return makeInt(ts, asRepeat(self)->left);
}

constexpr MethodDef repeatMethods[] = {
    {"__length_hint__", repeatLengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", repeatReduce, "()", kReduceDoc},
    {}};
constexpr TypeSpec repeatSpec = {
    "itertools.repeat",
    "repeat(object [,times]) -> create an iterator which returns the "
    "object\nfor the specified number of times.  If not specified, returns the "
    "object\nendlessly.",
    repeatMethods};
using RepeatFields = OwnedFields<RepeatObject, &RepeatObject::element>;

} // namespace

constinit TypeObject countType = iteratorType<CountFields>(
    countSpec, sizeof(CountObject), countNext, countNew, countRepr);
constinit TypeObject cycleType = iteratorType<CycleFields>(
    cycleSpec, sizeof(CycleObject), cycleNext, cycleNew);
constinit TypeObject repeatType = iteratorType<RepeatFields>(
    repeatSpec, sizeof(RepeatObject), repeatNext, repeatNew, repeatRepr);

} // namespace dxpy::itertools
