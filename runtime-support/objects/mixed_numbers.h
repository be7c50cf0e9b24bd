// An int and a float that meet, or two floats, as immediate words: what the
// quick forms of the interpreter and the cold halves of native code try before
// the general protocol.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

/// The doubles of two immediate numbers that are not both ints, rounded as
/// arithmetic rounds them. False: other operands.
inline bool mixedOperands(Word a, Word b, double &x, double &y) {
  auto convert = [](Word w, double &out) {
    out =
        isImmediateFloat(w) ? immediateFloatValue(w) : double(smallIntValue(w));
    return isImmediateFloat(w) || isSmallInt(w);
  };
  return !bothSmallInts(a, b) && convert(a, x) && convert(b, y);
}

/// The same for comparison, which is exact. False also for an int that no
/// double is sure to be.
inline bool exactOperands(Word a, Word b, double &x, double &y) {
  auto exact = [](Word w) {
    constexpr int64_t kExact = int64_t(1) << 53;
    return !isSmallInt(w) ||
           (smallIntValue(w) <= kExact && smallIntValue(w) >= -kExact);
  };
  return mixedOperands(a, b, x, y) && exact(a) && exact(b);
}

inline bool compareDoubles(double x, double y, CompareOp op) {
  switch (op) {
  case CompareOp::Lt:
    return x < y;
  case CompareOp::Le:
    return x <= y;
  case CompareOp::Eq:
    return x == y;
  case CompareOp::Ne:
    return x != y;
  case CompareOp::Gt:
    return x > y;
  case CompareOp::Ge:
    return x >= y;
  }
  __builtin_unreachable();
}

} // namespace dxpy
