// The shortest decimal that reads back as a double: Raffaello Giulietti's
// Schubfach. The interval that rounds to the double is scaled by one power of
// ten, and at most two candidates are looked at.
#include "runtime-support/text/float_bits.h"
#include "runtime-support/text/float_text.h"
#include "runtime-support/text/powers_of_ten.h"

namespace dxpy::text {
namespace {

struct Scaled {
  std::uint64_t digits;
  int exponent;
};

/// The power rounded up.
Power128 powerAbove(int e) {
  Power128 p = powersOfTen[e];
  if (e < 0 || e > maxExactPowerOfTen) {
    p.low += 1;
    p.high += p.low == 0;
  }
  return p;
}

/// The high part of p * x, its lowest bit set if anything was lost.
std::uint64_t roundToOdd(Power128 p, std::uint64_t x) {
  unsigned __int128 low = (unsigned __int128)p.low * x;
  unsigned __int128 high =
      (unsigned __int128)p.high * x + std::uint64_t(low >> 64);
  return std::uint64_t(high >> 64) | (std::uint64_t(high) > 1);
}

Scaled schubfach(const FloatFields &f) {
  std::uint64_t c = f.whole();
  int q = f.scale();
  if (q <= 0 && q > -53 && (c & ((std::uint64_t(1) << -q) - 1)) == 0)
    return {c >> -q, 0};
  bool even = (c & 1) == 0, closer = f.mantissa == 0 && f.exponent > 1;
  std::uint64_t center = 4 * c, left = center - 2 + closer, right = center + 2;
  int k = int((std::int64_t(q) * 1262611 - (closer ? 524031 : 0)) >> 22);
  int h = q + floorLog2PowerOfTen(-k) + 1;
  Power128 p = powerAbove(-k);
  std::uint64_t lower = roundToOdd(p, left << h) + !even;
  std::uint64_t middle = roundToOdd(p, center << h);
  std::uint64_t upper = roundToOdd(p, right << h) - !even;
  std::uint64_t s = middle / 4;
  if (s >= 10) {
    std::uint64_t ten = s / 10;
    bool below = lower <= 40 * ten, above = 40 * ten + 40 <= upper;
    if (below != above)
      return {ten + above, k + 1};
  }
  bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above)
    return {s + above, k};
  std::uint64_t half = 4 * s + 2;
  bool up = middle > half || (middle == half && (s & 1));
  return {s + up, k};
}

} // namespace

ShortDecimal shortestDigits(double d) {
  ShortDecimal out;
  FloatFields f(d);
  if (f.whole() == 0) {
    out.digits[0] = '0';
    out.count = out.point = 1;
    return out;
  }
  Scaled s = schubfach(f);
  while (s.digits % 10 == 0) {
    s.digits /= 10;
    ++s.exponent;
  }
  char reversed[20];
  int n = 0;
  for (; s.digits; s.digits /= 10)
    reversed[n++] = char('0' + s.digits % 10);
  for (int i = 0; i < n; ++i)
    out.digits[i] = reversed[n - 1 - i];
  out.count = n;
  out.point = n + s.exponent;
  return out;
}

} // namespace dxpy::text
