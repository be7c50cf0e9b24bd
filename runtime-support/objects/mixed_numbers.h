// An int and a float that meet, or two floats, as immediate words: what the
// quick forms of the interpreter and the cold halves of native code try before
// the general protocol.
#pragma once
#include "runtime-support/inline/arithmetic.h"
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

/// The doubles of two immediate numbers that are not both ints, for comparison,
/// which is exact. False also for an int that no double is sure to be.
inline bool exactOperands(Word a, Word b, double &x, double &y) {
  return floatOperands(a, b, x, y) && isExactAsDouble(a) && isExactAsDouble(b);
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
