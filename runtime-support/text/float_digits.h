// Decimal digits of doubles and doubles of decimal digits: what float_text.h is
// built on. Private to this folder.
#ifndef DXPY_RUNTIME_TEXT_FLOAT_DIGITS_H
#define DXPY_RUNTIME_TEXT_FLOAT_DIGITS_H

#include "runtime-support/text/float_text.h"

namespace dxpy::text {

/// No double has more significant digits than 767; whole chunks are written.
inline constexpr int maxExactDigits = 820;

/// 0.DDDD * 10**point; digits beyond `count` are zeros. A value of zero has no
/// digits.
struct ExactDecimal {
  char digits[maxExactDigits];
  int count = 0;
  int point = 0;
};

enum class DigitsKind : std::uint8_t { significant, fraction };
/// The digits of |d| rounded half to even, exactly: to `wanted` significant
/// digits (at least 1), or to `wanted` digits after the point (may be
/// negative).
void exactDigits(ExactDecimal &out, double d, DigitsKind kind,
                 std::int64_t wanted);

/// A decimal number in text: the digits of `mantissa` (other characters in it
/// are skipped) as an integer, times 10**exponent. Gives the nearest double,
/// infinity if it is too large.
double nearestDouble(std::string_view mantissa, std::int64_t exponent);

} // namespace dxpy::text

#endif
