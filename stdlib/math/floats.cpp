// Functions that look at a float's parts, and rounding to ints.
#include "runtime-support/objects/special.h"
#include "stdlib/math/parts.h"
#include <cmath>

namespace dxpy::math {

namespace {

Owned pairOf(ThreadState &ts, Owned a, Owned b) {
  return a && b ? makeTuple(ts, {a.value(), b.value()}) : Owned();
}

/// ceil() and floor(): the object's own method, else by its float value.
Owned roundBy_py(ThreadState &ts, Value v, StrObject &name,
                 double (*function)(double)) {
  if (isExactFloat(v))
    return intFromDouble(ts, function(floatValue(v)));
  if (isExactInt(v))
    return copyOf(v);
  if (FoundMethod method = findSpecial_py(ts, v, Value(&name)))
    return callFound_py(ts, method, v, {});
  double x;
  if (pendingException(ts) || !readDouble_py(ts, v, x))
    return {};
  return intFromDouble(ts, function(x));
}

} // namespace

Owned ceil(ThreadState &ts, Value, const Value *args) {
  return roundBy_py(ts, args[0], names::__ceil__, ::ceil);
}

Owned floor(ThreadState &ts, Value, const Value *args) {
  return roundBy_py(ts, args[0], names::__floor__, ::floor);
}

Owned trunc(ThreadState &ts, Value, const Value *args) {
  if (isExactFloat(args[0]))
    return intFromDouble(ts, floatValue(args[0]));
  if (FoundMethod method =
          findSpecial_py(ts, args[0], Value(&names::__trunc__)))
    return callFound_py(ts, method, args[0], {});
  if (pendingException(ts))
    return {};
  return raise(ts, types::TypeError, "type {} doesn't define __trunc__ method",
               {typeOf(args[0])});
}

Owned frexp(ThreadState &ts, Value, const Value *args) {
  double x;
  if (!readDouble_py(ts, args[0], x))
    return {};
  int exponent = 0;
  double fraction = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  return pairOf(ts, makeFloat(ts, fraction), makeInt(ts, exponent));
}

Owned ldexp(ThreadState &ts, Value, const Value *args) {
  double x;
  if (!readDouble_py(ts, args[0], x))
    return {};
  if (!isInt(args[1]))
    return raise(ts, types::TypeError,
                 "Expected an int as second argument to ldexp.");
  int64_t exponent;
  if (!intFitsInt64(args[1], exponent))
    exponent = intSign(args[1]) < 0 ? INT64_MIN : INT64_MAX;
  if (x == 0.0 || !std::isfinite(x))
    return makeFloat(ts, x);
  constexpr int64_t kFar = 1 << 20;
  double result = std::ldexp(x, int(exponent > kFar    ? kFar
                                    : exponent < -kFar ? -kFar
                                                       : exponent));
  return std::isinf(result) ? Owned(raiseRange(ts)) : makeFloat(ts, result);
}

Owned modf(ThreadState &ts, Value, const Value *args) {
  double x, whole;
  if (!readDouble_py(ts, args[0], x))
    return {};
  double fraction = std::modf(x, &whole);
  return pairOf(ts, makeFloat(ts, fraction), makeFloat(ts, whole));
}

Owned fmod(ThreadState &ts, Value, const Value *args) {
  double x, y;
  if (!readDouble_py(ts, args[0], x) || !readDouble_py(ts, args[1], y))
    return {};
  if (std::isnan(x) || std::isnan(y))
    return makeFloat(ts, x + y);
  if (std::isinf(x) || y == 0.0)
    return raiseDomain(ts);
  return makeFloat(ts, std::isinf(y) ? x : std::fmod(x, y));
}

Owned isClose(ThreadState &ts, Value, const Value *args) {
  double a, b, relative = 1e-09, absolute = 0.0;
  if (!readDouble_py(ts, args[0], a) || !readDouble_py(ts, args[1], b) ||
      (args[2] && !readDouble_py(ts, args[2], relative)) ||
      (args[3] && !readDouble_py(ts, args[3], absolute)))
    return {};
  if (relative < 0.0 || absolute < 0.0)
    return raise(ts, types::ValueError, "tolerances must be non-negative");
  if (a == b)
    return ownedBool(true);
  if (std::isinf(a) || std::isinf(b))
    return ownedBool(false);
  double difference = std::fabs(b - a);
  return ownedBool(difference <= std::fabs(relative * b) ||
                   difference <= std::fabs(relative * a) ||
                   difference <= absolute);
}

Owned nextAfter(ThreadState &ts, Value, const Value *args) {
  double x, y;
  if (!readDouble_py(ts, args[0], x) || !readDouble_py(ts, args[1], y))
    return {};
  return makeFloat(ts, std::nextafter(x, y));
}

Owned ulp(ThreadState &ts, Value, const Value *args) {
  double x;
  if (!readDouble_py(ts, args[0], x))
    return {};
  if (std::isnan(x))
    return makeFloat(ts, x);
  x = std::fabs(x);
  if (std::isinf(x))
    return makeFloat(ts, x);
  double next = std::nextafter(x, __builtin_inf());
  return makeFloat(ts, std::isinf(next)
                           ? x - std::nextafter(x, -__builtin_inf())
                           : next - x);
}

} // namespace dxpy::math
