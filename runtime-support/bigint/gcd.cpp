// Greatest common divisors and modular inverses by Lehmer's method: several
// Euclidean steps are made on the operands' leading bits, then applied to the
// whole numbers at once.
#include "runtime-support/bigint/kernels.h"

#include <bit>
#include <numeric>
#include <utility>

namespace dxpy::bigint {
namespace {

/// What `steps` Euclidean steps do to (x, y): for an even number x' = a x - b
/// y, y' = d y - c x, for an odd one x' = a y - b x, y' = d x - c y.
struct Cosequence {
  Limb a = 1, b = 0, c = 0, d = 1;
  unsigned steps = 0;
};

/// The steps that are certain from the leading bits of x >= y (below 2**63
/// each).
Cosequence certainSteps(Limb x, Limb y) {
  Cosequence m;
  for (;; ++m.steps) {
    if (y == m.c)
      return m;
    Limb q = (x + (m.a - 1)) / (y - m.c);
    Limb s = m.b + q * m.d, t = x - q * y;
    if (std::int64_t(s) >
        std::int64_t(t)) // the quotient may be one too large, and t negative
      return m;
    x = y;
    y = t;
    t = m.a + q * m.c;
    m.a = m.d;
    m.b = m.c;
    m.c = s;
    m.d = t;
  }
}

/// The 62 bits of y at the place of x's leading 62 bits; x has at least two
/// limbs.
Limb leadingBits(const Limb *y, std::size_t n, unsigned zeros) {
  Limb high = y[n - 1], low = y[n - 2];
  Limb top = zeros ? (high << zeros) | (low >> (64 - zeros)) : high;
  return top >> 2;
}

/// r[n] = x[n] * a - y[n] * b, known not to be negative.
void difference(Limb *r, const Limb *x, Limb a, const Limb *y, Limb b,
                std::size_t n) {
  mul1(r, x, n, a);
  subMul1(r, y, n, b);
}

/// A cofactor pair grows by sums: the signs of the two alternate.
std::size_t sum(Limb *r, Mag x, Limb a, Mag y, Limb b) {
  std::size_t n = mulLimb(r, x, a), m = y.size + 1;
  if (n < m)
    zeroLimbs(r + n, m - n);
  std::size_t size = n > m ? n : m;
  Limb carry = addMul1(r, y.limbs, y.size, b);
  carry = add1(r + y.size, r + y.size, size - y.size, carry);
  if (carry)
    r[size++] = carry;
  return normalize(r, size);
}

/// x >= y > 0 in buffers that are swapped as the steps go.
struct Pair {
  Limb *x, *y, *x2, *y2;
  std::size_t xSize, ySize;

  /// Applies the steps; n limbs, y zero-extended to n.
  void apply(const Cosequence &m) {
    std::size_t n = xSize;
    const Limb *first = m.steps & 1 ? y : x, *second = m.steps & 1 ? x : y;
    difference(x2, first, m.a, second, m.b, n);
    difference(y2, second, m.d, first, m.c, n);
    std::swap(x, x2);
    std::swap(y, y2);
    xSize = normalize(x, n);
    ySize = normalize(y, n);
  }
  void extend() { zeroLimbs(y + ySize, xSize - ySize); }
  Cosequence steps() const {
    unsigned zeros = unsigned(std::countl_zero(x[xSize - 1]));
    return certainSteps(leadingBits(x, xSize, zeros),
                        leadingBits(y, xSize, zeros));
  }
};

} // namespace

Status gcd(Limb *r, std::size_t &size, Mag a, Mag b, Context &context) {
  if (compare(a, b) < 0)
    std::swap(a, b);
  if (b.isZero()) {
    copyLimbs(r, a.limbs, a.size);
    size = a.size;
    return Status::ok;
  }
  std::size_t n = a.size;
  bool isLong = b.size > 1;
  Scratch scratch(context, isLong ? 4 * n : 0);
  if (!scratch)
    return Status::noMemory;
  Limb *s = scratch.get();
  Pair pair{s, s + n, s + 2 * n, s + 3 * n, a.size, b.size};
  Mag x = a, y = b;
  if (isLong) {
    copyLimbs(pair.x, a.limbs, a.size);
    copyLimbs(pair.y, b.limbs, b.size);
    x.limbs = pair.x;
    y.limbs = pair.y;
  }
  while (pair.ySize > 1) {
    Cosequence m;
    if (pair.xSize - pair.ySize <= 1) {
      pair.extend();
      m = pair.steps();
    }
    if (context.spend(8 * pair.xSize))
      return Status::stopped;
    if (m.steps) {
      pair.apply(m);
    } else {
      std::size_t qSize, rSize;
      Status status =
          divMod(nullptr, qSize, pair.x2, rSize, {pair.x, pair.xSize},
                 {pair.y, pair.ySize}, context);
      if (status != Status::ok)
        return status;
      std::swap(pair.x, pair.y);
      std::swap(pair.y, pair.x2);
      pair.xSize = pair.ySize;
      pair.ySize = rSize;
    }
    x = {pair.x, pair.xSize};
    y = {pair.y, pair.ySize};
  }
  if (y.isZero()) {
    copyLimbs(r, x.limbs, x.size);
    size = x.size;
    return Status::ok;
  }
  std::size_t qSize;
  Limb remainder = divModLimb(nullptr, qSize, x, y.limbs[0]);
  r[0] = std::gcd(y.limbs[0], remainder);
  size = 1;
  return Status::ok;
}

Status inverse(Limb *r, std::size_t &size, bool &exists, Mag a, Mag m,
               Context &context) {
  std::size_t n = m.size, room = n + 2;
  Scratch scratch(context, 9 * room);
  if (!scratch)
    return Status::noMemory;
  Limb *s = scratch.get();
  Pair pair{s, s + room, s + 2 * room, s + 3 * room, m.size, a.size};
  copyLimbs(pair.x, m.limbs, m.size);
  copyLimbs(pair.y, a.limbs, a.size);
  // |cofactors of a| in x and y; x's is negative when `odd` is false.
  Limb *u = s + 4 * room, *v = s + 5 * room, *u2 = s + 6 * room,
       *v2 = s + 7 * room, *q = s + 8 * room;
  std::size_t uSize = 0, vSize = 1;
  v[0] = 1;
  bool odd = false;
  while (pair.ySize) {
    Cosequence c;
    if (pair.xSize >= 2 && pair.xSize - pair.ySize <= 1) {
      pair.extend();
      c = pair.steps();
    }
    if (context.spend(16 * pair.xSize))
      return Status::stopped;
    if (c.steps) {
      pair.apply(c);
      bool flip = c.steps & 1;
      Mag first = flip ? Mag{v, vSize} : Mag{u, uSize},
          second = flip ? Mag{u, uSize} : Mag{v, vSize};
      std::size_t u2Size = sum(u2, first, c.a, second, c.b);
      std::size_t v2Size = sum(v2, second, c.d, first, c.c);
      uSize = u2Size;
      vSize = v2Size;
      std::swap(u, u2);
      std::swap(v, v2);
      odd ^= flip;
      continue;
    }
    std::size_t qSize, rSize, pSize;
    Status status = divMod(q, qSize, pair.x2, rSize, {pair.x, pair.xSize},
                           {pair.y, pair.ySize}, context);
    if (status == Status::ok)
      status = mul(u2, pSize, {q, qSize}, {v, vSize}, context);
    if (status != Status::ok)
      return status;
    std::swap(pair.x, pair.y);
    std::swap(pair.y, pair.x2);
    pair.xSize = pair.ySize;
    pair.ySize = rSize;
    uSize = add(u2, {u2, pSize}, {u, uSize});
    std::swap(u, u2);
    std::swap(u, v);
    std::swap(uSize, vSize);
    odd = !odd;
  }
  size = 0;
  exists = pair.xSize == 1 && pair.x[0] == 1;
  if (!exists)
    return Status::ok;
  if (odd) {
    copyLimbs(r, u, uSize);
    size = uSize;
  } else {
    size = sub(r, m, {u, uSize});
  }
  return Status::ok;
}

} // namespace dxpy::bigint
