// Arithmetic on exact ints of any size, for range and slice: small ones inline,
// the others through their operators. No Python code of users runs.
#pragma once
#include "runtime-support/builtins/support.h"

namespace dxpy::integers {

inline Owned add(ThreadState &ts, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt())
    return makeInt(ts, a.smallInt() + b.smallInt());
  return binary_py(ts, BinaryOp::Add, a, b);
}
inline Owned subtract(ThreadState &ts, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt())
    return makeInt(ts, a.smallInt() - b.smallInt());
  return binary_py(ts, BinaryOp::Sub, a, b);
}
inline Owned multiply(ThreadState &ts, Value a, Value b) {
  int64_t product;
  if (a.isSmallInt() && b.isSmallInt() &&
      !__builtin_mul_overflow(a.smallInt(), b.smallInt(), &product))
    return makeInt(ts, product);
  return binary_py(ts, BinaryOp::Mul, a, b);
}
inline Owned floorDivide(ThreadState &ts, Value a, Value b) {
  return binary_py(ts, BinaryOp::FloorDiv, a, b);
}
inline Owned modulo(ThreadState &ts, Value a, Value b) {
  return binary_py(ts, BinaryOp::Mod, a, b);
}
inline Owned negate(ThreadState &ts, Value a) {
  if (a.isSmallInt())
    return makeInt(ts, -a.smallInt());
  return unary_py(ts, UnaryOp::Negative, a);
}
/// a < b. -1 raised (memory).
inline int less(ThreadState &ts, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt())
    return a.smallInt() < b.smallInt();
  return compareBool_py(ts, a, b, CompareOp::Lt);
}
inline int equal(ThreadState &ts, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt())
    return a == b;
  return compareBool_py(ts, a, b, CompareOp::Eq);
}

/// operator.index(value) as an exact int.
Owned exactIndex_py(ThreadState &ts, Value value);

} // namespace dxpy::integers

namespace dxpy {

/// slice.indices for any length, an exact int.
struct LongSliceBounds {
  Owned start, stop, step;
  bool compute_py(ThreadState &ts, Value slice, Value length);
};

} // namespace dxpy
