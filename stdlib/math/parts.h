// Module math by file: one function of the module is one here, with arguments
// as its row in module.cpp says.
#pragma once
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy::math {

[[gnu::cold]] inline Raised raiseDomain(ThreadState &ts) {
  return raise(ts, types::ValueError, "math domain error");
}
[[gnu::cold]] inline Raised raiseRange(ThreadState &ts) {
  return raise(ts, types::OverflowError, "math range error");
}
/// A float argument. False: raised.
inline bool readDouble_py(ThreadState &ts, Value v, double &out) {
  if (v.isImmediateFloat()) {
    out = immediateFloatValue(v.word());
    return true;
  }
  out = v.isSmallInt() ? double(v.smallInt()) : toDouble_py(ts, v);
  return out != -1.0 || !pendingException(ts);
}

// special.cpp
enum class Fault : uint8_t { None, Domain, Range };
double gamma(double x, Fault &fault);
double logGamma(double x, Fault &fault);
double ieeeRemainder(double x, double y);
Owned log(ThreadState &ts, Value, const Arguments &args);
Owned log2(ThreadState &ts, Value, const Value *args);
Owned log10(ThreadState &ts, Value, const Value *args);
Owned pow(ThreadState &ts, Value, const Value *args);

// sums.cpp
Owned fsum(ThreadState &ts, Value, const Value *args);
Owned prod(ThreadState &ts, Value, const Value *args);
Owned hypot(ThreadState &ts, Value, const Arguments &args);
Owned dist(ThreadState &ts, Value, const Value *args);

// integers.cpp
Owned gcd(ThreadState &ts, Value, const Arguments &args);
Owned lcm(ThreadState &ts, Value, const Arguments &args);
Owned isqrt(ThreadState &ts, Value, const Value *args);
Owned factorial(ThreadState &ts, Value, const Value *args);
Owned perm(ThreadState &ts, Value, const Value *args);
Owned comb(ThreadState &ts, Value, const Value *args);

// floats.cpp
Owned ceil(ThreadState &ts, Value, const Value *args);
Owned floor(ThreadState &ts, Value, const Value *args);
Owned trunc(ThreadState &ts, Value, const Value *args);
Owned frexp(ThreadState &ts, Value, const Value *args);
Owned ldexp(ThreadState &ts, Value, const Value *args);
Owned modf(ThreadState &ts, Value, const Value *args);
Owned fmod(ThreadState &ts, Value, const Value *args);
Owned isClose(ThreadState &ts, Value, const Value *args);
Owned nextAfter(ThreadState &ts, Value, const Value *args);
Owned ulp(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::math
