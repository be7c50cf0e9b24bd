// int, float and complex objects: creation, tests, conversion. Arithmetic that
// Python sees is in builtins/.
#pragma once
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

inline bool isExactInt(Value v) {
  return v.isSmallInt() || hasShape(v, BuiltinShape::Int);
}
inline bool isInt(Value v) {
  return v.isSmallInt() || v.isBool() ||
         (v.isPointer() && (typeOf(v)->flags & kSubclassInt));
}
inline bool isExactFloat(Value v) {
  return v.isImmediateFloat() || hasShape(v, BuiltinShape::Float);
}
inline bool isFloat(Value v) {
  return v.isImmediateFloat() ||
         (v.isPointer() && (typeOf(v)->flags & kSubclassFloat));
}

Owned makeBigInt(ThreadState &ts, int64_t value); ///< outside 62 bits
inline Owned makeInt(ThreadState &ts, int64_t value) {
  return fitsSmallInt(value) ? Owned::steal(smallIntWord(value))
                             : makeBigInt(ts, value);
}
Owned makeUnsigned(ThreadState &ts, uint64_t value);
/// The int of \p count limbs (little endian magnitude) and sign, normalised.
Owned makeIntFromLimbs(ThreadState &ts, const uint64_t *limbs, size_t count,
                       bool negative);
/// int(double), truncated; raises for infinities and nan.
Owned intFromDouble(ThreadState &ts, double value);
/// The value of an int (bool and subclasses too) if it fits.
bool intFitsInt64(Value i, int64_t &out);
/// As int64; raises \p overflow ("Python int too large to convert to C ...") if
/// it does not fit.
bool intToInt64(ThreadState &ts, Value i, int64_t &out);
int intSign(Value i); ///< -1, 0, 1
double
intToDouble(ThreadState &ts,
            Value i); ///< OverflowError: check pendingException() if -1.0
Owned intFromText(ThreadState &ts, Value text,
                  int base); ///< int("..."), with its errors
Owned intToText(ThreadState &ts, Value i,
                unsigned base); ///< decimal or power of two, without prefix;
                                ///< checks the digits limit

Owned makeBoxedFloat(ThreadState &ts, double value);
inline Owned makeFloat(ThreadState &ts, double value) {
  Word w = floatWordOrUnfit(value);
  return dxpy::isImmediateFloat(w) ? Owned::steal(w)
                                   : makeBoxedFloat(ts, value);
}
inline double floatValue(Value v) { ///< of a float or a subclass
  return v.isImmediateFloat() ? immediateFloatValue(v.word())
                              : v.as<FloatObject>()->value;
}
Owned makeComplex(ThreadState &ts, double real, double imag);

} // namespace dxpy
