// Fast paths of arithmetic, comparison and truth on value words. Each gives the
// result, or a miss where the cold half must look: kError, or kMiss for a
// truth.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/inline/operations.h"

namespace dxpy {

inline Word tryFloat(double value) {
  Word w = floatWordOrUnfit(value);
  return isImmediateFloat(w) ? assumeValue(w) : kError;
}
/// The doubles of a float and an int. False: other operands.
inline bool mixedOperands(Word a, Word b, double &x, double &y) {
  if (isImmediateFloat(a) && isSmallInt(b)) {
    x = immediateFloatValue(a);
    y = double(smallIntValue(b));
    return true;
  }
  x = double(smallIntValue(a));
  y = immediateFloatValue(b);
  return isSmallInt(a) && isImmediateFloat(b);
}
/// The doubles of two numbers that are not both ints, rounded as arithmetic
/// rounds them. False: other operands.
[[gnu::always_inline]] inline bool floatOperands(Word a, Word b, double &x,
                                                 double &y) {
  if (bothImmediateFloats(a, b)) [[likely]] {
    x = immediateFloatValue(a);
    y = immediateFloatValue(b);
    return true;
  }
  double mixedX, mixedY; // in memory only where they are needed
  if (!mixedOperands(a, b, mixedX, mixedY))
    return false;
  x = mixedX;
  y = mixedY;
  return true;
}
inline Word tryAdd(Word a, Word b) {
  int64_t sum;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_add_overflow(int64_t(a - 1), int64_t(b), &sum)
               ? kError
               : assumeValue(Word(sum));
  double x, y;
  return floatOperands(a, b, x, y) ? tryFloat(x + y) : kError;
}
inline Word trySub(Word a, Word b) {
  int64_t difference;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_sub_overflow(int64_t(a), int64_t(b - 1), &difference)
               ? kError
               : assumeValue(Word(difference));
  double x, y;
  return floatOperands(a, b, x, y) ? tryFloat(x - y) : kError;
}
inline Word tryMul(Word a, Word b) {
  int64_t product;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_mul_overflow(int64_t(a - 1), smallIntValue(b), &product)
               ? kError
               : assumeValue(Word(product) | 1);
  double x, y;
  return floatOperands(a, b, x, y) ? tryFloat(x * y) : kError;
}
inline Word tryTrueDiv(Word a, Word b) {
  constexpr int64_t kExact =
      int64_t(1)
      << 53; // up to here the quotient of the doubles is rounded right
  if (bothSmallInts(a, b)) {
    int64_t x = smallIntValue(a), y = smallIntValue(b);
    bool exact =
        y != 0 && x <= kExact && x >= -kExact && y <= kExact && y >= -kExact;
    return exact ? tryFloat(double(x) / double(y)) : kError;
  }
  double x, y;
  return floatOperands(a, b, x, y) && y != 0 ? tryFloat(x / y) : kError;
}
inline Word tryFloorDiv(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) == 0) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a), y = smallIntValue(b), quotient = x / y;
  quotient -= (x % y != 0) & ((x ^ y) < 0);
  return fitsSmallInt(quotient) ? assumeValue(smallIntWord(quotient)) : kError;
}
inline Word tryMod(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) == 0) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a), y = smallIntValue(b), remainder = x % y;
  remainder += remainder != 0 && (remainder ^ y) < 0 ? y : 0;
  return assumeValue(smallIntWord(remainder));
}
inline Word tryAnd(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue(a & b) : kError;
}
inline Word tryOr(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue(a | b) : kError;
}
inline Word tryXor(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue((a ^ b) | 1) : kError;
}
inline Word tryLShift(Word a, Word b) {
  if (!bothSmallInts(a, b) || uint64_t(smallIntValue(b)) > 60) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a),
          shifted = int64_t(uint64_t(x) << smallIntValue(b));
  return shifted >> smallIntValue(b) == x && fitsSmallInt(shifted)
             ? assumeValue(smallIntWord(shifted))
             : kError;
}
inline Word tryRShift(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) < 0) [[unlikely]]
    return kError;
  int64_t count = smallIntValue(b);
  return assumeValue(
      smallIntWord(smallIntValue(a) >> (count > 63 ? 63 : count)));
}
/// Squares of ints; a float's power is libm's, which may round otherwise.
inline Word tryPow(Word a, Word b) {
  return b == smallIntWord(2) && isSmallInt(a) ? tryMul(a, a) : kError;
}
inline Word tryMatMul(Word, Word) { return kError; }

#define DX_BINARY(name)                                                        \
  DX_INLINE Word dxTry##name(Word a, Word b) { return try##name(a, b); }
DX_BINARY(Add)
DX_BINARY(Sub)
DX_BINARY(Mul)
DX_BINARY(TrueDiv)
DX_BINARY(FloorDiv)
DX_BINARY(Mod)
DX_BINARY(Pow)
DX_BINARY(LShift)
DX_BINARY(RShift)
DX_BINARY(And)
DX_BINARY(Or)
DX_BINARY(Xor)
DX_BINARY(MatMul)

// Comparison, truth -----------------------------------------------------------

/// Is \p w no int, or one that is exact as a double?
inline bool isExactAsDouble(Word w) {
  constexpr uint64_t kExact = uint64_t(1) << 53;
  return !isSmallInt(w) || uint64_t(smallIntValue(w)) + kExact <= 2 * kExact;
}

#define DX_COMPARE(name, sign)                                                 \
  DX_INLINE int32_t dxTryTest##name(Word a, Word b) {                          \
    if (bothSmallInts(a, b)) [[likely]]                                        \
      return int64_t(a) sign int64_t(b);                                       \
    double x, y;                                                               \
    if (floatOperands(a, b, x, y) && isExactAsDouble(a) && isExactAsDouble(b)) \
      return x sign y;                                                         \
    return kMiss;                                                              \
  }                                                                            \
  DX_INLINE Word dxTryCompare##name(Word a, Word b) {                          \
    int32_t truth = dxTryTest##name(a, b);                                     \
    return truth == kMiss ? kError : assumeValue(boolWord(truth));             \
  }
DX_COMPARE(Lt, <)
DX_COMPARE(Le, <=)
DX_COMPARE(Eq, ==)
DX_COMPARE(Ne, !=)
DX_COMPARE(Gt, >)
DX_COMPARE(Ge, >=)

/// 0, 1 or kMiss.
DX_INLINE int32_t dxTryTruth(Word w) {
  if (isBool(w)) [[likely]]
    return w == kTrue;
  if (isSmallInt(w))
    return w != smallIntWord(0);
  return w == kNone ? 0 : kMiss;
}

/// `is`: True or False. Only numbers can be identical in two places.
DX_INLINE Word dxIs(Word a, Word b) {
  if (a == b)
    return kTrue;
  if (!isPointer(a) || !isPointer(b)) [[likely]]
    return kFalse;
  uint32_t shape = objectOf(a)->shape;
  bool number = shape == shapeId(BuiltinShape::Float) ||
                shape == shapeId(BuiltinShape::Int) ||
                shape == shapeId(BuiltinShape::Complex);
  return number ? dxIsSlow(a, b) : kFalse;
}

DX_INLINE Word dxTryNegative(Word a) {
  if (isSmallInt(a) && smallIntValue(a) != kSmallIntMin) [[likely]]
    return assumeValue(smallIntWord(-smallIntValue(a)));
  if (isImmediateFloat(a))
    return assumeValue(floatWordOrUnfit(-immediateFloatValue(a)));
  return kError;
}
DX_INLINE Word dxTryPositive(Word a) {
  return isSmallInt(a) || isImmediateFloat(a) ? assumeValue(a) : kError;
}
DX_INLINE Word dxTryInvert(Word a) {
  return isSmallInt(a) ? assumeValue(smallIntWord(~smallIntValue(a))) : kError;
}

} // namespace dxpy
