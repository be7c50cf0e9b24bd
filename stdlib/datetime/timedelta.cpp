// timedelta: construction, text, attributes.
#include "stdlib/datetime/timedelta.h"
#include "runtime-support/objects/int_limbs.h"
#include "stdlib/datetime/datetime.h"
#include <cmath>
#include <cstddef>

namespace dxpy::datetime {

bool spanOfInt(Value number, Span &out) {
  IntView view(number);
  if (view.size() > 2 || (view.size() == 2 && view.limbs()[1] >> 62))
    return false;
  unsigned __int128 magnitude = 0;
  for (size_t i = view.size(); i--;)
    magnitude = magnitude << 64 | view.limbs()[i];
  out = view.negative() ? -Span(magnitude) : Span(magnitude);
  return true;
}

Owned intOfSpan(ThreadState &ts, Span span) {
  unsigned __int128 magnitude = span < 0 ? -static_cast<unsigned __int128>(span)
                                         : static_cast<unsigned __int128>(span);
  uint64_t limbs[] = {uint64_t(magnitude), uint64_t(magnitude >> 64)};
  return makeIntFromLimbs(ts, limbs, 2, span < 0);
}

Owned deltaOfInt(ThreadState &ts, Value microseconds, TypeObject *type) {
  Span span;
  if (!spanOfInt(microseconds, span))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  return makeDelta(ts, span, type);
}

Owned makeDelta(ThreadState &ts, Span span, TypeObject *type) {
  constexpr Span kDay = Span(kSecondsOfDay) * kMicroseconds;
  Span days = span / kDay - (span % kDay < 0);
  auto rest = int64_t(span - days * kDay);
  if (days != int32_t(days))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  if (days < -kMaxDeltaDays || days > kMaxDeltaDays)
    return raise(ts, types::OverflowError, "days={}; must have magnitude <= {}",
                 {int64_t(days), kMaxDeltaDays});
  Owned result = allocateInstance(ts, type);
  if (result) {
    DeltaObject *delta = asDelta(result);
    delta->hash = kNoHash;
    delta->days = int32_t(days);
    delta->seconds = int32_t(rest / kMicroseconds);
    delta->microseconds = int32_t(rest % kMicroseconds);
  }
  return result;
}

namespace {

struct Unit {
  const char *name;
  int64_t microseconds;
};
/// In the order of the parameters.
constexpr Unit units[] = {{"days", 86400'000'000},  {"seconds", 1'000'000},
                          {"microseconds", 1},      {"milliseconds", 1000},
                          {"minutes", 60'000'000},  {"hours", 3600'000'000},
                          {"weeks", 604800'000'000}};
/// In this order CPython adds them up, which fractions show.
constexpr int kOrder[] = {2, 3, 1, 4, 5, 0, 6};

/// The sum of the arguments: whole microseconds, as an int object once they
/// might not fit, and what is left of fractions.
class Sum {
public:
  explicit Sum(ThreadState &ts) : ts(ts) {}

  bool add_py(Value number, const Unit &unit) {
    if (isInt(number))
      return addProduct_py(number, unit.microseconds);
    if (!isFloat(number))
      return raise(ts, types::TypeError,
                   "unsupported type for timedelta {} component: {}",
                   {unit.name, typeOf(number)});
    double whole, fraction = std::modf(floatValue(number), &whole);
    Owned integer = intFromDouble(ts, whole);
    if (!integer || !addProduct_py(integer, unit.microseconds))
      return false;
    if (fraction == 0)
      return true;
    fraction = std::modf(double(unit.microseconds) * fraction, &whole);
    left += fraction;
    return addProduct_py(Value(smallIntWord(int64_t(whole))), 1);
  }

  Owned finish_py(TypeObject *type) {
    if (left != 0) {
      double rounded = std::round(left);
      if (std::fabs(rounded - left) == 0.5) {
        int odd = isOdd();
        rounded = 2 * std::round((left + odd) * 0.5) - odd;
      }
      if (!addProduct_py(Value(smallIntWord(int64_t(rounded))), 1))
        return {};
    }
    return large ? deltaOfInt(ts, large, type) : makeDelta(ts, small, type);
  }

private:
  bool isOdd() const {
    return large ? IntView(large).size() && IntView(large).limbs()[0] & 1
                 : small & 1;
  }
  bool addProduct_py(Value number, int64_t factor) {
    if (number.isSmallInt() && !large) {
      small += Span(number.smallInt()) * factor; // far from 128 bits
      return true;
    }
    if (!large)
      large = intOfSpan(ts, small);
    Owned product = large ? binary_py(ts, BinaryOp::Mul, number,
                                      Value(smallIntWord(factor)))
                          : Owned();
    if (product)
      large = binary_py(ts, BinaryOp::Add, large, product);
    return product && large;
  }

  ThreadState &ts;
  Span small = 0;
  Owned large;
  double left = 0;
};

Owned newDelta(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, "
      "weeks=0)");
  Value bound[7];
  if (!bindArguments(ts, "__new__", signature, args, bound))
    return {};
  Sum sum(ts);
  for (int i : kOrder)
    if (bound[i] && !sum.add_py(bound[i], units[i]))
      return {};
  return sum.finish_py(type);
}

Owned reprDelta(ThreadState &ts, Value self) {
  const DeltaObject *delta = asDelta(self);
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  const char *separator = "(";
  auto field = [&](const char *name, int number) {
    if (!number)
      return;
    out.append(separator);
    out.append(name);
    out.append("=");
    out.appendInt(number);
    separator = ", ";
  };
  field("days", delta->days);
  field("seconds", delta->seconds);
  field("microseconds", delta->microseconds);
  out.append(delta->span() ? ")" : "(0)");
  return out.finish();
}

Owned strDelta(ThreadState &ts, Value self) {
  const DeltaObject *delta = asDelta(self);
  StrBuilder out(ts);
  if (delta->days) {
    out.appendInt(delta->days);
    out.append(delta->days == 1 || delta->days == -1 ? " day, " : " days, ");
  }
  out.appendInt(delta->seconds / 3600);
  out.append(":");
  appendPadded(out, delta->seconds / 60 % 60, 2);
  out.append(":");
  appendPadded(out, delta->seconds % 60, 2);
  if (delta->microseconds) {
    out.append(".");
    appendPadded(out, delta->microseconds, 6);
  }
  return out.finish();
}

Owned stateOf(ThreadState &ts, Value self) {
  const DeltaObject *delta = asDelta(self);
  Owned days = makeInt(ts, delta->days), seconds = makeInt(ts, delta->seconds),
        microseconds = makeInt(ts, delta->microseconds);
  return makeTuple(ts, {days, seconds, microseconds});
}
Owned reduceDelta(ThreadState &ts, Value self, const Value *) {
  Owned state = stateOf(ts, self);
  return state ? makeTuple(ts, {Value(typeOf(self)), state}) : Owned();
}
int64_t hashDelta(ThreadState &ts, Value self) {
  return cachedHash(asDelta(self),
                    [&] { return hashOf_py(ts, stateOf(ts, self)); });
}

Owned totalSeconds(ThreadState &ts, Value self, const Value *) {
  Owned microseconds = intOfSpan(ts, asDelta(self)->span());
  return microseconds ? binary_py(ts, BinaryOp::TrueDiv, microseconds,
                                  Value(smallIntWord(kMicroseconds)))
                      : Owned();
}

Owned compareDelta(ThreadState &, Value self, Value other, CompareOp op) {
  if (!isDelta(other))
    return ownedNotImplemented();
  Span a = asDelta(self)->span(), b = asDelta(other)->span();
  return compareNumbers(a < b ? -1 : a > b, 0, op);
}

int truthDelta(ThreadState &, Value self) { return asDelta(self)->span() != 0; }

constexpr MethodDef methods[] = {
    {"total_seconds", totalSeconds, "()", "Total seconds in the duration."},
    {"__reduce__", reduceDelta, "()", "__reduce__() -> (cls, state)"},
    {}};
constexpr MemberDef members[] = {
    {"days", MemberKind::Int32, offsetof(DeltaObject, days), true,
     "Number of days."},
    {"seconds", MemberKind::Int32, offsetof(DeltaObject, seconds), true,
     "Number of seconds (>= 0 and less than 1 day)."},
    {"microseconds", MemberKind::Int32, offsetof(DeltaObject, microseconds),
     true, "Number of microseconds (>= 0 and less than 1 second)."},
    {}};
constexpr TypeSpec spec = {
    "datetime.timedelta",
    "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, "
    "microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll "
    "arguments are optional and default to 0.\nArguments may be integers or "
    "floats, and may be positive or negative.",
    methods, nullptr, members};

} // namespace

constinit TypeObject deltaType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(DeltaObject),
    .slots = {.deallocate = OwnedFields<DeltaObject>::deallocate,
              .repr = reprDelta,
              .str = strDelta,
              .hash = hashDelta,
              .compare = compareDelta,
              .new_ = newDelta,
              .add = addDeltas,
              .subtract = subtractDeltas,
              .multiply = multiplyDelta_py,
              .remainder = remainderOfDeltas_py,
              .divmod = divmodOfDeltas_py,
              .negative = negateDelta,
              .positive = plusDelta,
              .absolute = absoluteDelta,
              .truth = truthDelta,
              .floorDivide = floorDivideDelta_py,
              .trueDivide = divideDelta_py}};

} // namespace dxpy::datetime
