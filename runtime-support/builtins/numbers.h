// What the files of int, bool, float and complex share: the slots of int by
// file, conversions between the number types.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/text/format_spec.h"

namespace dxpy::numbers {

// int_arithmetic.cpp: operands are ints, bools or instances of subclasses.
Owned add(ThreadState &ts, Value a, Value b);
Owned subtract(ThreadState &ts, Value a, Value b);
Owned multiply(ThreadState &ts, Value a, Value b);
Owned negate(ThreadState &ts, Value a);
Owned absolute(ThreadState &ts, Value a);
Owned invert(ThreadState &ts, Value a);
Owned logic(ThreadState &ts, bigint::Logic op, Value a, Value b);
Owned shiftLeft(ThreadState &ts, Value a, Value count);
Owned shiftLeft(ThreadState &ts, Value a, uint64_t count);
Owned shiftRight(ThreadState &ts, Value a, Value count);
/// -1, 0, 1
int compare(Value a, Value b);
int64_t hash(Value a);

// int_division.cpp
/// Quotient and remainder rounded down, either pointer null. The divisor is
/// not zero. False: raised.
bool divideFloor(ThreadState &ts, Value a, Value b, Owned *quotient,
                 Owned *remainder);
/// Divides and rounds to nearest, ties to even; b is not zero: a - q * b.
Owned nearestRemainder(ThreadState &ts, Value a, Value b);
Owned trueDivide(ThreadState &ts, Value a, Value b);
/// \p modulus is null or not zero; \p exponent may be negative with a modulus.
Owned power(ThreadState &ts, Value base, Value exponent, Value modulus);
/// base ** exponent for an exponent that fits into a word.
Owned powerOf(ThreadState &ts, Value base, uint64_t exponent);
Owned gcd(ThreadState &ts, Value a, Value b);

/// int(object): __int__, __index__, __trunc__, text. An exact int.
Owned toInt_py(ThreadState &ts, Value object);
/// float(object) for any object. False: raised.
bool toFloat_py(ThreadState &ts, Value object, double &out);
/// An operand of float arithmetic: 1, 0 not a number, -1 raised.
int floatOperand(ThreadState &ts, Value v, double &out);
int64_t hashDouble(double d);

/// The pow() of float: false for a result that must be complex; errors are
/// raised. Both operands as doubles.
Owned floatPower(ThreadState &ts, double base, double exponent);
/// The same for finite operands, if it is a finite float. False: it is not, or
/// \p base is zero.
bool finitePower(double base, double exponent, double &result);
Owned complexPower(ThreadState &ts, double real, double imag, double exponentR,
                   double exponentI);

/// A specification for __format__, read with the defaults of \p self's type.
/// False: raised.
bool readFormatSpec(ThreadState &ts, Value self, Value spec, char type,
                    char align, text::FormatSpec &out);
Raised raiseSpecError(ThreadState &ts, Value self, Value text,
                      text::SpecError error, const text::FormatSpec &spec);
/// TypeError "f() argument must be str, not X" unless it is a str.
bool checkStr(ThreadState &ts, Value v, const char *function,
              const char *argument = nullptr);
/// A float laid out as the specification says.
Owned formatDouble(ThreadState &ts, Value self, Value text, double d,
                   const text::FormatSpec &spec);

} // namespace dxpy::numbers
