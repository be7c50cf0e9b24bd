// The leading 128 bits of the powers of ten that doubles need, computed by the
// compiler.
#ifndef DXPY_RUNTIME_TEXT_POWERS_OF_TEN_H
#define DXPY_RUNTIME_TEXT_POWERS_OF_TEN_H

#include <cstdint>

namespace dxpy::text {

struct Power128 {
  std::uint64_t high, low;
};
inline constexpr int minPowerOfTen = -342, maxPowerOfTen = 324;
/// Powers up to this one, from 10**0, are exact in 128 bits; all others are cut
/// off.
inline constexpr int maxExactPowerOfTen = 55;

/// floor(10**e * 2**s), where s makes the highest bit one.
struct PowerTable {
  Power128 entries[maxPowerOfTen - minPowerOfTen + 1];
  constexpr const Power128 &operator[](int e) const {
    return entries[e - minPowerOfTen];
  }
};
extern const PowerTable powersOfTen;

/// floor(log2(10**e)) for the exponents of the table.
constexpr int floorLog2PowerOfTen(int e) {
  return int((std::int64_t(e) * 1741647) >> 19);
}

} // namespace dxpy::text

#endif
