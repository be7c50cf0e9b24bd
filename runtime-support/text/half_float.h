// IEEE 754 binary16, as struct's format e and memoryview have it.
#ifndef DXPY_RUNTIME_TEXT_HALF_FLOAT_H
#define DXPY_RUNTIME_TEXT_HALF_FLOAT_H

#include <bit>
#include <cstdint>

namespace dxpy::text {

inline double unpackHalf(std::uint16_t half) {
  std::uint64_t sign = std::uint64_t(half >> 15) << 63;
  int exponent = half >> 10 & 31;
  std::uint64_t fraction = half & 0x3FF;
  if (exponent == 31)
    return std::bit_cast<double>(sign | 0x7FFull << 52 | fraction << 42);
  if (exponent == 0) {
    double small = double(fraction) / 16777216.0; // 2**24
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(small) | sign);
  }
  return std::bit_cast<double>(
      sign | std::uint64_t(exponent - 15 + 1023) << 52 | fraction << 42);
}

/// Rounds half to even. False: too large.
inline bool packHalf(double d, std::uint16_t &out) {
  auto bits = std::bit_cast<std::uint64_t>(d);
  auto sign = std::uint16_t(bits >> 63 << 15);
  int exponent = int(bits >> 52 & 0x7FF);
  std::uint64_t fraction = bits & ((std::uint64_t(1) << 52) - 1);
  if (exponent == 0x7FF) {
    std::uint16_t payload = std::uint16_t(fraction >> 42);
    if (fraction && !payload)
      payload = 0x200;
    out = std::uint16_t(sign | 0x7C00 | payload);
    return true;
  }
  int scaled = exponent - 1023 + 15; // biased as binary16
  std::uint64_t whole = fraction | (exponent ? std::uint64_t(1) << 52 : 0);
  int drop = scaled > 0 ? 42 : 43 - scaled; // bits behind the last place
  if (drop > 54) {
    out = sign;
    return true;
  }
  std::uint64_t kept = whole >> drop, half = std::uint64_t(1) << (drop - 1);
  std::uint64_t rest = whole & ((std::uint64_t(1) << drop) - 1);
  if (rest > half || (rest == half && (kept & 1)))
    ++kept;
  // The hidden bit, and a carry out of the fraction, count up the exponent.
  std::uint64_t value =
      scaled > 0 ? (std::uint64_t(scaled - 1) << 10) + kept : kept;
  if (value >= 0x7C00)
    return false;
  out = std::uint16_t(sign | value);
  return true;
}

} // namespace dxpy::text

#endif
