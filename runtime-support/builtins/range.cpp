// The type range. Its fields are ints of any size; the iterators are in
// range_iterators.cpp.
#include "runtime-support/builtins/range_builtin.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

RangeObject *asRange(Value v) { return v.as<RangeObject>(); }
Value startOf(Value r) { return Value(asRange(r)->start); }
Value stopOf(Value r) { return Value(asRange(r)->stop); }
Value stepOf(Value r) { return Value(asRange(r)->step); }
Value lengthOf(Value r) { return Value(asRange(r)->length); }

/// Number of items of range(start, stop, step).
Owned itemCount(ThreadState &ts, Value start, Value stop, Value step) {
  bool down = intSign(step) < 0;
  Value low = down ? stop : start, high = down ? start : stop;
  int nonEmpty = integers::less(ts, low, high);
  if (nonEmpty <= 0)
    return nonEmpty < 0 ? Owned() : Owned::steal(smallIntWord(0));
  if (low.isSmallInt() && high.isSmallInt() && step.isSmallInt()) {
    uint64_t stride = uint64_t(down ? -step.smallInt() : step.smallInt());
    uint64_t span = uint64_t(high.smallInt()) - uint64_t(low.smallInt());
    return makeUnsigned(ts, (span - 1) / stride + 1);
  }
  Owned stride = down ? integers::negate(ts, step) : copyOf(step);
  Owned span = stride ? integers::subtract(ts, high, low) : Owned();
  Owned last =
      span ? integers::subtract(ts, span, Value(smallIntWord(1))) : Owned();
  Owned count = last ? integers::floorDivide(ts, last, stride) : Owned();
  return count ? integers::add(ts, count, Value(smallIntWord(1))) : Owned();
}

/// Exact ints; the step is not 0.
Owned newRange(ThreadState &ts, Owned start, Owned stop, Owned step) {
  if (!start || !stop || !step)
    return {};
  Owned length = itemCount(ts, start, stop, step);
  if (!length)
    return {};
  auto *range = allocateLeaf<RangeObject>(ts, BuiltinShape::Range);
  if (!range)
    return {};
  range->start = start.take();
  range->stop = stop.take();
  range->step = step.take();
  range->length = length.take();
  return Owned::steal(range);
}

Owned rangeNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "range", args) ||
      !checkPositional(ts, "range", args, 1, 3))
    return {};
  if (args.positionalCount == 1)
    return newRange(ts, Owned::steal(smallIntWord(0)),
                    integers::exactIndex_py(ts, args[0]),
                    Owned::steal(smallIntWord(1)));
  Owned start = integers::exactIndex_py(ts, args[0]);
  Owned stop = start ? integers::exactIndex_py(ts, args[1]) : Owned();
  if (!stop)
    return {};
  Owned step = args.positionalCount == 3 ? integers::exactIndex_py(ts, args[2])
                                         : Owned::steal(smallIntWord(1));
  if (!step)
    return {};
  if (intSign(step) == 0)
    return raise(ts, types::ValueError, "range() arg 3 must not be zero");
  return newRange(ts, std::move(start), std::move(stop), std::move(step));
}

Owned rangeRepr(ThreadState &ts, Value self) {
  bool plain = stepOf(self) == Value(smallIntWord(1));
  StrBuilder text(ts);
  text.append("range(");
  if (!text.appendRepr_py(startOf(self)))
    return {};
  text.append(", ");
  if (!text.appendRepr_py(stopOf(self)))
    return {};
  if (!plain) {
    text.append(", ");
    if (!text.appendRepr_py(stepOf(self)))
      return {};
  }
  text.append(")");
  return text.finish();
}

int64_t rangeLength(ThreadState &ts, Value self) {
  int64_t length;
  if (!intFitsInt64(lengthOf(self), length))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  return length;
}

int rangeTruth(ThreadState &, Value self) {
  return lengthOf(self) != Value(smallIntWord(0));
}

/// start + index * step
Owned itemAt(ThreadState &ts, Value self, Value index) {
  Owned offset = integers::multiply(ts, index, stepOf(self));
  return offset ? integers::add(ts, startOf(self), offset) : Owned();
}

Owned checkedItem(ThreadState &ts, Value self, Owned index) {
  if (intSign(index) < 0) {
    index = integers::add(ts, index, lengthOf(self));
    if (!index)
      return {};
  }
  int inside =
      intSign(index) < 0 ? 0 : integers::less(ts, index, lengthOf(self));
  if (inside < 0)
    return {};
  if (!inside)
    return raise(ts, types::IndexError, "range object index out of range");
  return itemAt(ts, self, index);
}

Owned rangeItem(ThreadState &ts, Value self, int64_t index) {
  Owned number = makeInt(ts, index);
  return number ? checkedItem(ts, self, std::move(number)) : Owned();
}

Owned rangeSubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key)) {
    LongSliceBounds bounds;
    if (!bounds.compute_py(ts, key, lengthOf(self)))
      return {};
    Owned step = integers::multiply(ts, stepOf(self), bounds.step);
    Owned start = step ? itemAt(ts, self, bounds.start) : Owned();
    Owned stop = start ? itemAt(ts, self, bounds.stop) : Owned();
    return newRange(ts, std::move(start), std::move(stop), std::move(step));
  }
  if (!isInt(key) && !typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "range indices must be integers or slices, not {}",
                 {typeOf(key)});
  Owned index = integers::exactIndex_py(ts, key);
  return index ? checkedItem(ts, self, std::move(index)) : Owned();
}

bool isPlainInt(Value v) { return isExactInt(v) || v.isBool(); }

/// Whether an int is an item. 0, 1; -1 raised.
int containsInt(ThreadState &ts, Value self, Value number) {
  bool up = intSign(stepOf(self)) > 0;
  Value low = up ? startOf(self) : stopOf(self);
  Value high = up ? stopOf(self) : startOf(self);
  // Going up: start <= number < stop; going down: stop < number <= start.
  int outside =
      up ? integers::less(ts, number, low) : integers::less(ts, high, number);
  if (outside)
    return outside < 0 ? -1 : 0;
  int inside =
      up ? integers::less(ts, number, high) : integers::less(ts, low, number);
  if (inside <= 0)
    return inside;
  Owned distance = integers::subtract(ts, number, startOf(self));
  Owned rest =
      distance ? integers::modulo(ts, distance, stepOf(self)) : Owned();
  return rest ? intSign(rest) == 0 : -1;
}

int rangeContains(ThreadState &ts, Value self, Value item) {
  if (!isPlainInt(item))
    return searchIterable_py(ts, self, item);
  Owned number = integers::exactIndex_py(ts, item);
  return number ? containsInt(ts, self, number) : -1;
}

/// Whether two ranges have the same items. 0, 1; -1 raised.
int sameItems(ThreadState &ts, Value a, Value b) {
  if (a == b)
    return 1;
  int equal = integers::equal(ts, lengthOf(a), lengthOf(b));
  if (equal <= 0 || lengthOf(a) == Value(smallIntWord(0)))
    return equal;
  equal = integers::equal(ts, startOf(a), startOf(b));
  if (equal <= 0 || lengthOf(a) == Value(smallIntWord(1)))
    return equal;
  return integers::equal(ts, stepOf(a), stepOf(b));
}

Owned rangeCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isRange(self) || !isRange(other) ||
      (op != CompareOp::Eq && op != CompareOp::Ne))
    return ownedNotImplemented();
  int same = sameItems(ts, self, other);
  return same < 0 ? Owned() : ownedBool((op == CompareOp::Eq) == (same != 0));
}

int64_t rangeHash(ThreadState &ts, Value self) {
  Value length = lengthOf(self), start = none, step = none;
  if (length != Value(smallIntWord(0))) {
    start = startOf(self);
    if (length != Value(smallIntWord(1)))
      step = stepOf(self);
  }
  Owned key = makeTuple(ts, {length, start, step});
  return key ? hash_py(ts, key) : -1;
}

Owned count(ThreadState &ts, Value self, const Value *args) {
  if (isPlainInt(args[0])) {
    int found = rangeContains(ts, self, args[0]);
    return found < 0 ? Owned() : makeInt(ts, found);
  }
  int64_t found = 0;
  bool ok = forEach_py(ts, self, [&](Value item) {
    int equal = equal_py(ts, item, args[0]);
    found += equal > 0;
    return equal >= 0;
  });
  return ok ? makeInt(ts, found) : Owned();
}

Owned indexOfOther_py(ThreadState &ts, Value self, Value wanted) {
  int64_t at = 0, found = -1;
  bool ok = forEach_py(ts, self, [&](Value item) {
    int equal = equal_py(ts, item, wanted);
    if (equal > 0)
      found = at;
    ++at;
    return equal == 0;
  });
  if (found >= 0)
    return makeInt(ts, found);
  if (!ok)
    return {};
  return raise(ts, types::ValueError, "sequence.index(x): x not in sequence");
}

Owned index(ThreadState &ts, Value self, const Value *args) {
  if (!isPlainInt(args[0]))
    return indexOfOther_py(ts, self, args[0]);
  int found = rangeContains(ts, self, args[0]);
  if (found < 0)
    return {};
  if (!found)
    return raise(ts, types::ValueError, "{} is not in range",
                 {MessageArg::repr(args[0])});
  Owned number = integers::exactIndex_py(ts, args[0]);
  Owned distance =
      number ? integers::subtract(ts, number, startOf(self)) : Owned();
  if (!distance || stepOf(self) == Value(smallIntWord(1)))
    return distance;
  return integers::floorDivide(ts, distance, stepOf(self));
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned args = makeTuple(ts, {startOf(self), stopOf(self), stepOf(self)});
  return args ? makeTuple(ts, {Value(&types::Range), args.value()}) : Owned();
}

Owned rangeIter(ThreadState &ts, Value self) {
  return makeRangeIterator(ts, startOf(self), stepOf(self), lengthOf(self));
}

Owned reversed(ThreadState &ts, Value self, const Value *) {
  return reverseRange(ts, self);
}

constexpr MethodDef methods[] = {
    {"__reversed__", reversed, "()", "Return a reverse iterator."},
    {"__reduce__", reduce, "()"},
    {"count", count, "(value, /)",
     "rangeobject.count(value) -> integer -- return number of occurrences of "
     "value"},
    {"index", index, "(value, /)",
     "rangeobject.index(value) -> integer -- return index of value.\nRaise "
     "ValueError if the value is not present."},
    {}};
constexpr MemberDef members[] = {
    {"start", MemberKind::Value, offsetof(RangeObject, start)},
    {"stop", MemberKind::Value, offsetof(RangeObject, stop)},
    {"step", MemberKind::Value, offsetof(RangeObject, step)},
    {}};
constexpr TypeSpec spec = {
    "range",
    "range(stop) -> range object\nrange(start, stop[, step]) -> range "
    "object\n\nReturn an object that produces a sequence of integers from "
    "start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, "
    "i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) "
    "produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 "
    "elements.\nWhen step is given, it specifies the increment (or decrement).",
    methods, nullptr, members};
using Fields = OwnedFields<RangeObject, &RangeObject::start, &RangeObject::stop,
                           &RangeObject::step, &RangeObject::length>;

} // namespace

Owned makeRange(ThreadState &ts, Value start, Value stop, Value step) {
  return newRange(ts, copyOf(start), copyOf(stop), copyOf(step));
}

Owned reverseRange(ThreadState &ts, Value range) {
  Owned last = integers::subtract(ts, lengthOf(range), Value(smallIntWord(1)));
  Owned start = last ? itemAt(ts, range, last) : Owned();
  Owned step = start ? integers::negate(ts, stepOf(range)) : Owned();
  return step ? makeRangeIterator(ts, start, step, lengthOf(range)) : Owned();
}

constinit TypeObject types::Range = {.header = typeHeader(),
                                     .spec = &spec,
                                     .flags = kTypeSequencePattern,
                                     .basicSize = sizeof(RangeObject),
                                     .slots = {.deallocate = Fields::deallocate,
                                               .repr = rangeRepr,
                                               .iter = rangeIter,
                                               .hash = rangeHash,
                                               .compare = rangeCompare,
                                               .new_ = rangeNew,
                                               .truth = rangeTruth,
                                               .length = rangeLength,
                                               .subscript = rangeSubscript,
                                               .contains = rangeContains,
                                               .item = rangeItem}};

} // namespace dxpy
