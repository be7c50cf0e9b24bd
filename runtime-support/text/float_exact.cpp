// Digits of a double to a given precision, correctly rounded: the integer part
// through bigint, the fraction by multiplying its bits with 10**19, which
// yields nineteen digits at a time.
#include "runtime-support/bigint/limbs.h"
#include "runtime-support/text/float_bits.h"
#include "runtime-support/text/float_digits.h"

namespace dxpy::text {
namespace {

constexpr int chunkDigits = 19;
constexpr std::uint64_t chunkPower = 10000000000000000000ull;

/// Writes `width` digits, two at a time.
void writeChunk(char *out, std::uint64_t value, int width) {
  while (width >= 2) {
    unsigned pair = unsigned(value % 100);
    value /= 100;
    out[--width] = char('0' + pair % 10);
    out[--width] = char('0' + pair / 10);
  }
  if (width)
    out[0] = char('0' + value % 10);
}

int decimalWidth(std::uint64_t value) {
  int width = 0;
  for (; value; value /= 10)
    ++width;
  return width;
}

/// The bits of a double below its point.
class Fraction {
public:
  /// mantissa * 2**-bits, less than 1.
  Fraction(std::uint64_t mantissa, int bits) {
    if (!mantissa)
      return;
    // Limb 0 is the one just below the point.
    int at = bits - 64, limb = 0;
    if (at < 0) {
      set(0, mantissa << -at);
      return;
    }
    limb = at / 64;
    int shift = at % 64;
    set(limb, mantissa >> shift);
    if (shift)
      set(limb + 1, mantissa << (64 - shift));
  }
  bool isZero() const { return count == 0; }
  std::uint64_t nextChunk() {
    std::uint64_t carry = 0;
    for (int i = count; i-- > 0;) {
      unsigned __int128 t = (unsigned __int128)limbs[i] * chunkPower + carry;
      limbs[i] = std::uint64_t(t);
      carry = std::uint64_t(t >> 64);
    }
    while (count && limbs[count - 1] == 0)
      --count;
    return carry;
  }

private:
  void set(int limb, std::uint64_t value) {
    if (!value)
      return;
    while (count < limb)
      limbs[count++] = 0;
    limbs[limb] = value;
    count = limb + 1;
  }
  std::uint64_t limbs[19];
  int count = 0;
};

bigint::Context noContext() { return {nullptr, nullptr, nullptr, nullptr}; }

class Digits {
public:
  Digits(ExactDecimal &out, DigitsKind kind, std::int64_t wanted)
      : out(out), kind(kind), wanted(wanted) {}

  void integer(std::uint64_t whole, int shift) {
    if (shift + std::bit_width(whole) <= 64) {
      out.count = out.point = decimalWidth(whole << shift);
      writeChunk(out.digits, whole << shift, out.count);
      return;
    }
    bigint::Limb limbs[bigint::doubleLimbs];
    std::size_t size = bigint::shiftLeft(limbs, {&whole, 1}, unsigned(shift)),
                length = 0;
    bigint::Context context =
        noContext(); // a number of this size needs no memory
    (void)bigint::toDigits(out.digits, length, {limbs, size}, 10, context);
    out.count = out.point = int(length);
  }
  void fraction(Fraction f) {
    while (!f.isZero() && !enough()) {
      std::uint64_t chunk = f.nextChunk();
      if (out.count || chunk) {
        writeChunk(out.digits + out.count, chunk, chunkDigits);
        if (!out.count)
          dropLeadingZeros();
        else
          out.count += chunkDigits;
      } else {
        out.point -= chunkDigits;
      }
    }
    more = !f.isZero();
  }
  void round() {
    std::int64_t keep = kept();
    if (keep < 0 || !out.count) {
      out.count = 0;
      return;
    }
    if (keep >= out.count)
      return;
    bool up = roundsUp(int(keep));
    out.count = int(keep);
    if (up)
      increment();
  }

private:
  std::int64_t kept() const {
    return kind == DigitsKind::significant ? wanted : out.point + wanted;
  }
  bool enough() const { return out.count > kept(); }
  void dropLeadingZeros() {
    int zeros = 0;
    while (out.digits[zeros] == '0')
      ++zeros;
    for (int i = zeros; i < chunkDigits; ++i)
      out.digits[i - zeros] = out.digits[i];
    out.point -= zeros;
    out.count = chunkDigits - zeros;
  }
  bool roundsUp(int keep) const {
    if (out.digits[keep] != '5')
      return out.digits[keep] > '5';
    if (more)
      return true;
    for (int i = keep + 1; i < out.count; ++i)
      if (out.digits[i] != '0')
        return true;
    return keep && ((out.digits[keep - 1] - '0') & 1);
  }
  void increment() {
    int i = out.count;
    while (i && out.digits[i - 1] == '9')
      --i;
    if (i) {
      ++out.digits[i - 1];
      out.count = i;
    } else {
      out.digits[0] = '1';
      out.count = 1;
      ++out.point;
    }
  }

  ExactDecimal &out;
  DigitsKind kind;
  std::int64_t wanted;
  bool more = false; ///< something that is not zero follows the digits
};

} // namespace

void exactDigits(ExactDecimal &out, double d, DigitsKind kind,
                 std::int64_t wanted) {
  FloatFields f(d);
  std::uint64_t m = f.whole();
  int e = f.scale();
  out.count = out.point = 0;
  Digits digits(out, kind, wanted);
  if (e >= 0) {
    digits.integer(m, e);
  } else {
    int bits = -e;
    std::uint64_t whole = bits < 64 ? m >> bits : 0;
    digits.integer(whole, 0);
    digits.fraction(Fraction(m - (bits < 64 ? whole << bits : 0), bits));
  }
  digits.round();
}

} // namespace dxpy::text
