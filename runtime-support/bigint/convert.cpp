// Integers to and from doubles and bytes. Rounding is to nearest, ties to even,
// done on the leading 64 bits with a sticky lowest bit for whatever lies below
// them.
#include "runtime-support/bigint/kernels.h"

#include <bit>

namespace dxpy::bigint {
namespace {

/// The leading 64 bits of a nonzero magnitude, the lowest set if anything was
/// cut off.
Limb leading64(Mag a, std::uint64_t bits) {
  if (bits <= 64)
    return a.limbs[0] << (64 - bits);
  std::uint64_t at = bits - 64;
  std::size_t limb = at / 64;
  unsigned shift = at % 64;
  Limb top = a.limbs[limb] >> shift;
  if (shift)
    top |= a.limbs[limb + 1] << (64 - shift);
  return top | (trailingZeros(a) < at);
}

/// 2**e, -1022 <= e <= 1023.
double powerOfTwo(std::int64_t e) {
  return std::bit_cast<double>(std::uint64_t(e + 1023) << 52);
}

double signedBy(double d, bool negative) { return negative ? -d : d; }

} // namespace

bool toDouble(Int a, double &out) {
  std::uint64_t bits = bitLength(a.mag);
  if (bits <= 64) {
    out = signedBy(double(a.mag.size ? a.mag.limbs[0] : 0), a.negative);
    return true;
  }
  if (bits > 1024)
    return false;
  double d = double(leading64(a.mag, bits));
  if (bits == 1024 && d == 0x1p64)
    return false;
  out = signedBy(d * powerOfTwo(std::int64_t(bits) - 64), a.negative);
  return true;
}

double toFraction(Mag a, std::int64_t &exponent) {
  exponent = 0;
  if (a.isZero())
    return 0;
  std::uint64_t bits = bitLength(a);
  double d = double(leading64(a, bits)) * 0x1p-64;
  exponent = std::int64_t(bits);
  if (d == 1) {
    d = 0.5;
    ++exponent;
  }
  return d;
}

std::size_t fromDouble(Limb *r, double d) {
  std::uint64_t bits = std::bit_cast<std::uint64_t>(d);
  int exponent = int(bits >> 52 & 0x7FF) - 1075;
  Limb mantissa = (bits & ((Limb(1) << 52) - 1)) | (Limb(1) << 52);
  if (exponent <= -53)
    return 0;
  if (exponent <= 0) {
    r[0] = mantissa >> -exponent;
    return r[0] != 0;
  }
  return shiftLeft(r, {&mantissa, 1}, unsigned(exponent));
}

namespace {

/// x * 2**shift for the quotient x of 55 or more bits with a sticky lowest bit;
/// false on overflow.
bool roundQuotient(double &out, Limb x, std::int64_t shift) {
  constexpr std::int64_t minExponent = -1021;
  std::int64_t bits = std::bit_width(x), least = minExponent - shift;
  unsigned extra = unsigned((bits > least ? bits : least) - 53);
  Limb half = Limb(1) << (extra - 1);
  if ((x & half) && (x & (3 * half - 1)))
    x += half;
  x &= ~(2 * half - 1);
  if (std::int64_t(std::bit_width(x)) + shift > 1024)
    return false;
  std::int64_t first = shift / 2;
  out = double(x) * powerOfTwo(first) * powerOfTwo(shift - first);
  return true;
}

} // namespace

Division trueDivide(double &out, Int a, Int b, Context &context) {
  bool negative = a.negative != b.negative;
  if (a.mag.isZero()) {
    out = signedBy(0.0, negative);
    return Division::ok;
  }
  std::uint64_t aBits = bitLength(a.mag), bBits = bitLength(b.mag);
  if (aBits <= 53 && bBits <= 53) {
    out = signedBy(double(a.mag.limbs[0]) / double(b.mag.limbs[0]), negative);
    return Division::ok;
  }
  std::int64_t difference = std::int64_t(aBits) - std::int64_t(bBits);
  if (difference > 1024)
    return Division::overflow;
  if (difference < -1021 - 53 - 1) {
    out = signedBy(0.0, negative);
    return Division::ok;
  }
  std::int64_t shift = (difference > -1021 ? difference : -1021) - 55;
  std::size_t room =
      shift < 0 ? a.mag.size + std::size_t(-shift) / 64 + 1 : a.mag.size;
  Scratch scratch(context, room + b.mag.size);
  if (!scratch)
    return Division::noMemory;
  Limb *x = scratch.get(), *remainder = x + room;
  bool inexact = shift > 0 && trailingZeros(a.mag) < std::uint64_t(shift);
  std::size_t xSize = shift < 0 ? shiftLeft(x, a.mag, std::uint64_t(-shift))
                                : shiftRight(x, a.mag, std::uint64_t(shift));
  std::size_t qSize, rSize;
  switch (divMod(x, qSize, remainder, rSize, {x, xSize}, b.mag, context)) {
  case Status::ok:
    break;
  case Status::noMemory:
    return Division::noMemory;
  case Status::stopped:
    return Division::stopped;
  }
  Limb quotient = (qSize ? x[0] : 0) | Limb(inexact || rSize);
  if (!roundQuotient(out, quotient, shift))
    return Division::overflow;
  out = signedBy(out, negative);
  return Division::ok;
}

int compare(Int a, double d) {
  std::uint64_t raw = std::bit_cast<std::uint64_t>(d);
  bool negative = raw >> 63;
  if (d == 0)
    return a.mag.isZero() ? 0 : a.negative ? -1 : 1;
  if (a.mag.isZero() || a.negative != negative)
    return a.mag.isZero() ? (negative ? 1 : -1) : (a.negative ? -1 : 1);
  int larger = negative ? -1 : 1;
  if ((raw >> 52 & 0x7FF) == 0x7FF)
    return -larger;
  if (bitLength(a.mag) > 1024)
    return larger;
  Limb whole[doubleLimbs];
  std::size_t size = fromDouble(whole, d);
  int order = compare(a.mag, Mag{whole, size});
  if (order)
    return order * larger;
  // Equal whole parts: a fraction makes the double the larger one.
  double back = 0;
  (void)toDouble({{whole, size}, negative}, back);
  return back == d ? 0 : -larger;
}

bool toBytes(std::uint8_t *out, std::size_t length, Int a, Endian order,
             bool isSigned) {
  std::uint64_t bits = bitLength(a.mag);
  if (a.negative && !isSigned)
    return false;
  // A signed number needs a sign bit; -2**k needs only k + 1 bits.
  std::uint64_t need = bits + isSigned;
  if (a.negative && trailingZeros(a.mag) == bits - 1)
    --need;
  if (a.mag.isZero())
    need = 0;
  if ((need + 7) / 8 > length)
    return false;
  unsigned carry = a.negative;
  for (std::size_t i = 0; i < length; ++i) {
    unsigned byte = i / 8 < a.mag.size
                        ? unsigned(a.mag.limbs[i / 8] >> (i % 8 * 8) & 0xFF)
                        : 0;
    if (a.negative) {
      byte = (byte ^ 0xFF) + carry;
      carry = byte >> 8;
    }
    out[order == Endian::little ? i : length - 1 - i] = std::uint8_t(byte);
  }
  return true;
}

std::size_t fromBytes(Limb *r, const std::uint8_t *bytes, std::size_t length,
                      Endian order, bool isSigned, bool &negative) {
  auto at = [&](std::size_t i) {
    return bytes[order == Endian::little ? i : length - 1 - i];
  };
  negative = isSigned && length && (at(length - 1) & 0x80);
  std::size_t n = bytesSize(length);
  for (std::size_t i = 0; i < n; ++i) {
    Limb limb = 0;
    for (std::size_t j = 0; j < 8; ++j) {
      std::size_t k = i * 8 + j;
      Limb byte = k < length ? at(k) : negative ? 0xFF : 0;
      limb |= byte << (j * 8);
    }
    r[i] = limb;
  }
  if (negative) {
    Limb carry = 1;
    for (std::size_t i = 0; i < n; ++i) {
      Limb x = ~r[i] + carry;
      carry = x < carry;
      r[i] = x;
    }
  }
  return normalize(r, n);
}

} // namespace dxpy::bigint
