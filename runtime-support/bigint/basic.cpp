// Comparison, sums, shifts, and two's complement logic: everything that is
// linear in its operands.
#include "runtime-support/bigint/kernels.h"

#include <bit>
#include <utility>

namespace dxpy::bigint {

int compare(Mag a, Mag b) {
  if (a.size != b.size)
    return a.size < b.size ? -1 : 1;
  return compareN(a.limbs, b.limbs, a.size);
}

int compare(Int a, Int b) {
  if (a.negative != b.negative)
    return a.negative ? -1 : 1;
  return a.negative ? compare(b.mag, a.mag) : compare(a.mag, b.mag);
}

std::uint64_t bitLength(Mag a) {
  return a.size ? a.size * 64 -
                      std::uint64_t(std::countl_zero(a.limbs[a.size - 1]))
                : 0;
}

std::uint64_t popcount(Mag a) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < a.size; ++i)
    count += std::uint64_t(std::popcount(a.limbs[i]));
  return count;
}

std::uint64_t trailingZeros(Mag a) {
  for (std::size_t i = 0; i < a.size; ++i)
    if (a.limbs[i])
      return i * 64 + std::uint64_t(std::countr_zero(a.limbs[i]));
  return 0;
}

bool testBit(Mag a, std::uint64_t bit) {
  return bit / 64 < a.size && (a.limbs[bit / 64] >> (bit % 64) & 1);
}

std::size_t add(Limb *r, Mag a, Mag b) {
  if (a.size < b.size)
    std::swap(a, b);
  Limb carry = addUneven(r, a.limbs, a.size, b.limbs, b.size);
  if (!carry)
    return a.size;
  r[a.size] = carry;
  return a.size + 1;
}

std::size_t sub(Limb *r, Mag a, Mag b) {
  subUneven(r, a.limbs, a.size, b.limbs, b.size);
  return normalize(r, a.size);
}

std::size_t subAbs(Limb *r, Mag a, Mag b, bool &negative) {
  negative = compare(a, b) < 0;
  return negative ? sub(r, b, a) : sub(r, a, b);
}

std::size_t shiftLeft(Limb *r, Mag a, std::uint64_t bits) {
  if (!a.size)
    return 0;
  std::size_t limbs = bits / 64;
  unsigned k = bits % 64;
  std::size_t size = a.size + limbs;
  if (k) {
    Limb out = shiftLeftN(r + limbs, a.limbs, a.size, k);
    if (out)
      r[size++] = out;
  } else {
    copyLimbs(r + limbs, a.limbs, a.size);
  }
  zeroLimbs(r, limbs);
  return size;
}

std::size_t shiftRight(Limb *r, Mag a, std::uint64_t bits) {
  if (bits / 64 >= a.size)
    return 0;
  std::size_t limbs = bits / 64, size = a.size - limbs;
  if (unsigned k = bits % 64)
    shiftRightN(r, a.limbs + limbs, size, k);
  else
    copyLimbs(r, a.limbs + limbs, size);
  return normalize(r, size);
}

std::size_t shiftRightFloor(Limb *r, Int a, std::uint64_t bits) {
  bool round = a.negative && !a.mag.isZero() && trailingZeros(a.mag) < bits;
  std::size_t size = shiftRight(r, a.mag, bits);
  if (!round)
    return size;
  Limb carry = add1(r, r, size, 1);
  if (carry)
    r[size++] = carry;
  return size;
}

namespace {

/// Reads the limbs of a signed integer's two's complement form, lowest first,
/// without end.
class Complement {
public:
  explicit Complement(Int a)
      : mag(a.mag), flip(a.negative ? ~Limb(0) : 0), carry(a.negative) {}
  Limb next() {
    Limb x = (at < mag.size ? mag.limbs[at] : 0) ^ flip;
    ++at;
    Limb sum = x + carry;
    carry = sum < carry;
    return sum;
  }

private:
  Mag mag;
  std::size_t at = 0;
  Limb flip, carry;
};

Limb apply(Limb a, Limb b, Logic op) {
  switch (op) {
  case Logic::conjunction:
    return a & b;
  case Logic::disjunction:
    return a | b;
  case Logic::exclusive:
    return a ^ b;
  }
  __builtin_unreachable();
}

} // namespace

std::size_t logic(Limb *r, Int a, Int b, Logic op, bool &negative) {
  std::size_t n = a.mag.size > b.mag.size ? a.mag.size : b.mag.size;
  if (!a.negative && !b.negative && op == Logic::conjunction)
    n = a.mag.size < b.mag.size ? a.mag.size : b.mag.size;
  Complement x(a), y(b);
  for (std::size_t i = 0; i < n; ++i)
    r[i] = apply(x.next(), y.next(), op);
  negative = apply(a.negative, b.negative, op) != 0;
  if (!negative)
    return normalize(r, n);
  // The sign limb is all ones; negate. Only -2**(64 n) has a magnitude of n + 1
  // limbs.
  Limb carry = 1;
  for (std::size_t i = 0; i < n; ++i) {
    Limb x = ~r[i] + carry;
    carry = x < carry;
    r[i] = x;
  }
  if (carry)
    r[n++] = carry;
  return normalize(r, n);
}

std::size_t invert(Limb *r, Int a, bool &negative) {
  negative = !a.negative;
  const Limb one = 1;
  return a.negative ? sub(r, a.mag, {&one, 1}) : add(r, a.mag, {&one, 1});
}

} // namespace dxpy::bigint
