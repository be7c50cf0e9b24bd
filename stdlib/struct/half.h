// IEEE 754 binary16.
#pragma once
#include <bit>
#include <cmath>
#include <cstdint>

namespace dxpy::structs {

/// The nearest half, ties to even. False: too large.
inline bool halfFromDouble(double value, uint16_t &bits) {
  auto sign = uint16_t(std::signbit(value) ? 0x8000 : 0);
  if (std::isnan(value)) {
    bits = sign | 0x7E00;
    return true;
  }
  double size = std::fabs(value);
  if (std::isinf(value)) {
    bits = sign | 0x7C00;
    return true;
  }
  if (size >= 65520.0)
    return false;
  // Scaled so that a unit in the last place is 1; the sum with 2**52 rounds to
  // even.
  int exponent = 0;
  std::frexp(size, &exponent);
  int lowest = exponent - 11 < -24 || size == 0 ? -24 : exponent - 11;
  double scaled = std::ldexp(size, -lowest);
  auto mantissa = uint32_t((scaled + 0x1p52) - 0x1p52);
  // The hidden bit adds one to the exponent field, as does a carry.
  bits = uint16_t(sign | ((uint32_t(lowest + 24) << 10) + mantissa));
  return true;
}

inline double doubleFromHalf(uint16_t bits) {
  int exponent = bits >> 10 & 31, mantissa = bits & 1023;
  double size;
  if (exponent == 31)
    size = mantissa ? __builtin_nan("") : __builtin_inf();
  else if (exponent == 0)
    size = std::ldexp(double(mantissa), -24);
  else
    size = std::ldexp(double(mantissa + 1024), exponent - 25);
  return bits & 0x8000 ? -size : size;
}

} // namespace dxpy::structs
