// Arithmetic, comparison and truth that the fast paths of native code leave:
// the numbers that are common all the same, then the general protocol.
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/arithmetic.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

/// An instance of a class that is not built in is no number.
inline bool mayBeNumber(Word w) {
  return !isPointer(w) || objectOf(w)->shape <= kBuiltinShapeCount;
}

/// The value of an int that is not negative and has at most one limb.
inline bool limbOf(Word w, uint64_t &limb) {
  if (isSmallInt(w)) {
    limb = uint64_t(smallIntValue(w));
    return smallIntValue(w) >= 0;
  }
  if (!isPointer(w) || objectOf(w)->shape != shapeId(BuiltinShape::Int))
    return false;
  auto *object = reinterpret_cast<IntObject *>(w);
  limb = object->limbs[0];
  return object->size == 1;
}

/// Such ints as sets of bits. 0: other operands, or no memory.
Word limbLogic(ThreadState *ts, Word a, Word b, uint32_t op) {
  uint64_t x, y;
  if (!limbOf(a, x) || !limbOf(b, y))
    return 0;
  uint64_t bits = op == kNativeAnd ? x & y : op == kNativeOr ? x | y : x ^ y;
  if (fitsImmediate(bits, false))
    return smallIntWord(int64_t(bits));
  constexpr size_t kSize = sizeof(IntObject) + sizeof(uint64_t);
  auto *object =
      static_cast<IntObject *>(allocateCell(ts, kSize, CellKind::Leaf));
  if (!object)
    return 0;
  initHeader(ts, &object->header, shapeId(BuiltinShape::Int), CellKind::Leaf,
             kSize);
  object->size = 1;
  object->limbs[0] = bits;
  return Value(object).word();
}

/// Numbers where the fast path has no word for the result. 0: other operands.
Word numberArithmetic(ThreadState *ts, Word a, Word b, uint32_t op) {
  if (op >= kNativeAnd && op <= kNativeXor)
    return limbLogic(ts, a, b, op);
  double x, y;
  if (!mayBeNumber(a) || !floatOperands(a, b, x, y))
    return 0;
  switch (op) {
  case kNativeAdd:
    return dxBoxFloat(ts, x + y);
  case kNativeSub:
    return dxBoxFloat(ts, x - y);
  case kNativeMul:
    return dxBoxFloat(ts, x * y);
  case kNativeTrueDiv:
    return y != 0 ? dxBoxFloat(ts, x / y) : 0;
  case kNativePow:
    return numbers::finitePower(x, y, x) ? dxBoxFloat(ts, x) : 0;
  default:
    return 0;
  }
}

} // namespace

Word dxBinarySlow(ThreadState *ts, Word a, Word b, uint32_t op) {
  if (Word result = numberArithmetic(ts, a, b, op))
    return result;
  return binary_py(*ts, BinaryOp(op), Value(a), Value(b)).take();
}
Word dxInplaceSlow(ThreadState *ts, Word a, Word b, uint32_t op) {
  if (Word result = numberArithmetic(ts, a, b, op))
    return result;
  return inplace_py(*ts, BinaryOp(op), Value(a), Value(b)).take();
}
Word dxCompareSlow(ThreadState *ts, Word a, Word b, uint32_t op) {
  bool equality =
      op == uint32_t(CompareOp::Eq) || op == uint32_t(CompareOp::Ne);
  if (equality && isExactStr(Value(a)) && isExactStr(Value(b))) {
    bool same = a == b || strText(Value(a)) == strText(Value(b));
    return boolWord(same == (op == uint32_t(CompareOp::Eq)));
  }
  if (op == uint32_t(CompareOp::Le) &&
      hasShape(Value(a), BuiltinShape::FrozenSet) &&
      hasShape(Value(b), BuiltinShape::FrozenSet))
    if (int subset = setIsSubsetOfInts(Value(a), Value(b)); subset >= 0)
      return boolWord(subset);
  return compare_py(*ts, Value(a), Value(b), CompareOp(op)).take();
}
int32_t dxTestSlow(ThreadState *ts, Word a, Word b, uint32_t op) {
  Word result = dxCompareSlow(ts, a, b, op);
  if (result == kError)
    return -1;
  int32_t truth = dxTryTruth(result);
  if (truth == kMiss)
    truth = isTrue_py(*ts, Value(result));
  release(ts, result);
  return truth;
}
Word dxUnarySlow(ThreadState *ts, Word a, uint32_t op) {
  return unary_py(*ts, UnaryOp(op), Value(a)).take();
}
int32_t dxTruthSlow(ThreadState *ts, Word a) {
  return isTrue_py(*ts, Value(a));
}
Word dxBoxFloatSlow(ThreadState *ts, double value) {
  return makeBoxedFloat(*ts, value).take();
}
Word dxBoxIntSlow(ThreadState *ts, int64_t value) {
  return makeBigInt(*ts, value).take();
}
Word dxIsSlow(Word a, Word b) {
  return boolWord(isIdentical(Value(a), Value(b)));
}

} // namespace dxpy
