// A double's fields. Private to this folder.
#ifndef DXPY_RUNTIME_TEXT_FLOAT_BITS_H
#define DXPY_RUNTIME_TEXT_FLOAT_BITS_H

#include <bit>
#include <cstdint>

namespace dxpy::text {

inline constexpr int mantissaBits = 52;
inline constexpr std::uint64_t hiddenBit = std::uint64_t(1) << mantissaBits;

struct FloatFields {
  std::uint64_t mantissa; ///< without the hidden bit
  int exponent;           ///< biased
  bool negative;

  explicit FloatFields(double d) {
    auto bits = std::bit_cast<std::uint64_t>(d);
    mantissa = bits & (hiddenBit - 1);
    exponent = int(bits >> mantissaBits & 0x7FF);
    negative = bits >> 63;
  }
  bool isFinite() const { return exponent != 0x7FF; }
  bool isNan() const { return exponent == 0x7FF && mantissa; }
  /// |d| = whole() * 2**scale()
  std::uint64_t whole() const {
    return exponent ? mantissa | hiddenBit : mantissa;
  }
  int scale() const { return (exponent ? exponent : 1) - 1075; }
};

inline double makeFloat(bool negative, std::uint64_t biased,
                        std::uint64_t mantissa) {
  return std::bit_cast<double>((std::uint64_t(negative) << 63) |
                               (biased << mantissaBits) |
                               (mantissa & (hiddenBit - 1)));
}

inline double infinity(bool negative) { return makeFloat(negative, 0x7FF, 0); }

} // namespace dxpy::text

#endif
