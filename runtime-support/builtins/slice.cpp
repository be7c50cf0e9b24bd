// The type slice.
#include "runtime-support/objects/slice.h"
#include "runtime-support/builtins/integers.h"

namespace dxpy {

Owned integers::exactIndex_py(ThreadState &ts, Value value) {
  if (isExactInt(value))
    return copyOf(value);
  Owned index = toIndex_py(ts, value);
  if (!index || isExactInt(index))
    return index;
  int64_t number;
  if (intFitsInt64(index, number))
    return makeInt(ts, number);
  auto *object = index.as<IntObject>();
  int64_t size = object->size;
  return makeIntFromLimbs(ts, object->limbs, size_t(size < 0 ? -size : size),
                          size < 0);
}

namespace {

Owned sliceIndex_py(ThreadState &ts, Value value) {
  if (!isInt(value) && !typeOf(value)->slots.index)
    return raise(ts, types::TypeError,
                 "slice indices must be integers or None or have an __index__ "
                 "method");
  return integers::exactIndex_py(ts, value);
}

/// A bound moved into [lower, upper]; None: \p fallback.
Owned longBound_py(ThreadState &ts, Value bound, Value length, Value lower,
                   Value upper, Value fallback) {
  if (bound.isNone())
    return copyOf(fallback);
  Owned index = sliceIndex_py(ts, bound);
  if (!index)
    return {};
  if (intSign(index) < 0) {
    index = integers::add(ts, index, length);
    if (!index)
      return {};
    int below = integers::less(ts, index, lower);
    return below < 0 ? Owned() : below ? copyOf(lower) : std::move(index);
  }
  int above = integers::less(ts, upper, index);
  return above < 0 ? Owned() : above ? copyOf(upper) : std::move(index);
}

} // namespace

bool LongSliceBounds::compute_py(ThreadState &ts, Value slice, Value length) {
  auto *object = slice.as<SliceObject>();
  step = Value(object->step).isNone() ? Owned::steal(smallIntWord(1))
                                      : sliceIndex_py(ts, Value(object->step));
  if (!step)
    return false;
  int sign = intSign(step);
  if (sign == 0)
    return raise(ts, types::ValueError, "slice step cannot be zero");
  Owned lower = Owned::steal(smallIntWord(sign < 0 ? -1 : 0));
  Owned upper = sign < 0 ? integers::add(ts, length, lower) : copyOf(length);
  if (!upper)
    return false;
  Value first = sign < 0 ? upper.value() : lower.value();
  Value last = sign < 0 ? lower.value() : upper.value();
  start = longBound_py(ts, Value(object->start), length, lower, upper, first);
  if (!start)
    return false;
  stop = longBound_py(ts, Value(object->stop), length, lower, upper, last);
  return bool(stop);
}

namespace {

SliceObject *asSlice(Value v) { return v.as<SliceObject>(); }

Owned sliceNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "slice", args) ||
      !checkPositional(ts, "slice", args, 1, 3))
    return {};
  if (args.positionalCount == 1)
    return makeSlice(ts, none, args[0], none);
  return makeSlice(ts, args[0], args[1],
                   args.positionalCount == 3 ? args[2] : none);
}

Owned sliceRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("slice(");
  if (!text.appendRepr_py(Value(asSlice(self)->start)))
    return {};
  text.append(", ");
  if (!text.appendRepr_py(Value(asSlice(self)->stop)))
    return {};
  text.append(", ");
  if (!text.appendRepr_py(Value(asSlice(self)->step)))
    return {};
  text.append(")");
  return text.finish();
}

Owned partsOf(ThreadState &ts, Value self) {
  return makeTuple(ts, {Value(asSlice(self)->start), Value(asSlice(self)->stop),
                        Value(asSlice(self)->step)});
}

Owned sliceCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isSlice(self) || !isSlice(other))
    return ownedNotImplemented();
  if (self == other)
    return ownedBool(op == CompareOp::Eq || op == CompareOp::Le ||
                     op == CompareOp::Ge);
  Owned a = partsOf(ts, self), b = partsOf(ts, other);
  if (!a || !b)
    return {};
  return compare_py(ts, a, b, op);
}

Owned indices(ThreadState &ts, Value self, const Value *args) {
  Owned length = integers::exactIndex_py(ts, args[0]);
  if (!length)
    return {};
  if (intSign(length) < 0)
    return raise(ts, types::ValueError, "length should not be negative");
  LongSliceBounds bounds;
  if (!bounds.compute_py(ts, self, length))
    return {};
  return makeTuple(
      ts, {bounds.start.value(), bounds.stop.value(), bounds.step.value()});
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned parts = partsOf(ts, self);
  return parts ? makeTuple(ts, {Value(&types::Slice), parts.value()}) : Owned();
}

constexpr MethodDef methods[] = {
    {"indices", indices, "(length, /)",
     "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length "
     "len, calculate the start and stop\nindices, and the stride length of the "
     "extended slice described by\nS. Out of bounds indices are clipped in a "
     "manner consistent with the\nhandling of normal slices."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {}};
constexpr MemberDef members[] = {
    {"start", MemberKind::Value, offsetof(SliceObject, start)},
    {"stop", MemberKind::Value, offsetof(SliceObject, stop)},
    {"step", MemberKind::Value, offsetof(SliceObject, step)},
    {}};
constexpr TypeSpec spec = {
    "slice",
    "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This "
    "is used for extended slicing (e.g. a[0:10:2]).",
    methods, nullptr, members};
using Fields = OwnedFields<SliceObject, &SliceObject::start, &SliceObject::stop,
                           &SliceObject::step>;

} // namespace

constinit TypeObject types::Slice = {.header = typeHeader(),
                                     .spec = &spec,
                                     .flags = kTypeContainer,
                                     .basicSize = sizeof(SliceObject),
                                     .slots = {.deallocate = Fields::deallocate,
                                               .visit = Fields::visit,
                                               .repr = sliceRepr,
                                               .compare = sliceCompare,
                                               .new_ = sliceNew}};

} // namespace dxpy
