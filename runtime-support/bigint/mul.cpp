// Products: schoolbook, Karatsuba and Toom-3, each with its squaring. Balanced
// products recurse; uneven ones are cut into balanced blocks. Toom-3 evaluates
// at 0, 1, -1, 2 and infinity with the interpolation of Bodrato (2007).
#include "runtime-support/bigint/kernels.h"

namespace dxpy::bigint {
namespace {

constexpr std::size_t karatsubaFrom = 28, toomFrom = 160,
                      karatsubaSquareFrom = 44, toomSquareFrom = 240;

void mulBase(Limb *r, const Limb *a, std::size_t an, const Limb *b,
             std::size_t bn) {
  r[an] = mul1(r, a, an, b[0]);
  for (std::size_t i = 1; i < bn; ++i)
    r[an + i] = addMul1(r + i, a, an, b[i]);
}

/// The products of different limbs once, doubled, plus the squares.
void squareBase(Limb *r, const Limb *a, std::size_t n) {
  if (n > 1) {
    r[n] = mul1(r + 1, a + 1, n - 1, a[0]);
    for (std::size_t i = 1; i + 1 < n; ++i)
      r[n + i] = addMul1(r + 2 * i + 1, a + i + 1, n - 1 - i, a[i]);
  }
  r[0] = 0;
  r[2 * n - 1] = 0;
  Limb top = 0;
  unsigned long long carry = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Wide square = Wide(a[i]) * a[i];
    Limb low = r[2 * i], high = r[2 * i + 1];
    r[2 * i] = addCarry((low << 1) | top, Limb(square), carry);
    r[2 * i + 1] =
        addCarry((high << 1) | (low >> 63), Limb(square >> 64), carry);
    top = high >> 63;
  }
}

/// r[n] = |a[n] - b[bn]|, bn <= n; true if negative.
bool absDifference(Limb *r, const Limb *a, std::size_t n, const Limb *b,
                   std::size_t bn) {
  if (normalize(a, n) <= bn && compareN(a, b, bn) < 0) {
    subN(r, b, a, bn);
    zeroLimbs(r + bn, n - bn);
    return true;
  }
  subUneven(r, a, n, b, bn);
  return false;
}

bool karatsuba(Limb *r, const Limb *a, const Limb *b, std::size_t n,
               Limb *scratch, Context &context) {
  std::size_t high = n / 2, low = n - high;
  bool negative = absDifference(r, a, low, a + low, high);
  const Limb *second = r;
  if (a != b) {
    second = r + low;
    negative ^= absDifference(r + low, b, low, b + low, high);
  } else {
    negative = false;
  }
  Limb *cross = scratch, *middle = scratch + 2 * low;
  if (mulBalanced(cross, r, second, low, middle, context) ||
      mulBalanced(r, a, b, low, middle, context) ||
      mulBalanced(r + 2 * low, a + low, b + low, high, middle, context))
    return true;
  // a0 b1 + a1 b0 = a0 b0 + a1 b1 - (a0 - a1)(b0 - b1)
  Limb top = addUneven(middle, r, 2 * low, r + 2 * low, 2 * high);
  if (negative)
    top += addN(middle, middle, cross, 2 * low);
  else
    top -= subN(middle, middle, cross, 2 * low);
  Limb carry = addN(r + low, r + low, middle, 2 * low);
  add1(r + 3 * low, r + 3 * low, 2 * n - 3 * low, carry + top);
  return false;
}

/// r[n] = a[n] / 3, exactly.
void divideBy3(Limb *r, const Limb *a, std::size_t n) {
  constexpr Limb third = 0xAAAAAAAAAAAAAAABull;
  Limb borrow = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Limb x = a[i] - borrow;
    Limb q = x * third;
    borrow = (a[i] < borrow) + Limb((Wide(q) * 3) >> 64);
    r[i] = q;
  }
}

/// The three parts of a Toom-3 operand: k, k and top limbs.
struct Thirds {
  const Limb *low, *middle, *high;
  std::size_t k, top;
};

/// one = p(1), minus = |p(-1)|, k + 1 limbs each; true if p(-1) is negative.
bool evaluateAtOnes(Limb *one, Limb *minus, const Thirds &p) {
  one[p.k] = addUneven(one, p.low, p.k, p.high, p.top);
  bool negative = absDifference(minus, one, p.k + 1, p.middle, p.k);
  one[p.k] += addN(one, one, p.middle, p.k);
  return negative;
}

/// r = p(2) = (high * 2 + middle) * 2 + low, k + 1 limbs.
void evaluateAtTwo(Limb *r, const Thirds &p) {
  r[p.top] = shiftLeftN(r, p.high, p.top, 1);
  if (p.top < p.k)
    zeroLimbs(r + p.top + 1, p.k - p.top);
  r[p.k] += addN(r, r, p.middle, p.k);
  shiftLeftN(r, r, p.k + 1, 1);
  r[p.k] += addN(r, r, p.low, p.k);
}

/// Puts p(0) = r[2k], p(inf) = r[4k ...], and the values at 1, -1, 2 together.
void interpolate(Limb *r, std::size_t k, std::size_t top, Limb *v1, Limb *vm1,
                 bool negative, Limb *v2) {
  std::size_t n = 2 * k + 2;
  Limb *v0 = r, *vinf = r + 4 * k;
  if (negative)
    addN(v2, v2, vm1, n);
  else
    subN(v2, v2, vm1, n);
  divideBy3(v2, v2, n);
  if (negative)
    addN(vm1, v1, vm1, n);
  else
    subN(vm1, v1, vm1, n);
  shiftRightN(vm1, vm1, n, 1);
  subUneven(v1, v1, n, v0, 2 * k);
  subN(v2, v2, v1, n);
  shiftRightN(v2, v2, n, 1);
  subN(v1, v1, vm1, n);
  subUneven(v1, v1, n, vinf, 2 * top);
  subUneven(v2, v2, n, vinf, 2 * top);
  subUneven(v2, v2, n, vinf, 2 * top);
  subN(vm1, vm1, v2, n);
  // r = v0 + vm1 x + v1 x^2 + v2 x^3 + vinf x^4
  copyLimbs(r + 2 * k, v1, 2 * k);
  std::size_t total = 4 * k + 2 * top;
  auto addAt = [&](std::size_t at, const Limb *v, std::size_t size) {
    size = normalize(v, size);
    if (size)
      addUneven(r + at, r + at, total - at, v, size);
  };
  addAt(4 * k, v1 + 2 * k, 2);
  addAt(k, vm1, n);
  addAt(3 * k, v2, n);
}

bool toom3(Limb *r, const Limb *a, const Limb *b, std::size_t n, Limb *scratch,
           Context &context) {
  std::size_t k = (n + 2) / 3, top = n - 2 * k, m = k + 1;
  Thirds p{a, a + k, a + 2 * k, k, top}, q{b, b + k, b + 2 * k, k, top};
  bool same = a == b;
  Limb *v1 = scratch, *vm1 = v1 + 2 * m, *v2 = vm1 + 2 * m, *rest = v2 + 2 * m;
  Limb *pOne = r, *pMinus = r + m, *qOne = same ? pOne : r + 2 * m,
       *qMinus = same ? pMinus : r + 3 * m;
  bool negative = evaluateAtOnes(pOne, pMinus, p);
  if (same)
    negative = false;
  else
    negative ^= evaluateAtOnes(qOne, qMinus, q);
  if (mulBalanced(v1, pOne, qOne, m, rest, context) ||
      mulBalanced(vm1, pMinus, qMinus, m, rest, context))
    return true;
  evaluateAtTwo(pOne, p);
  if (!same)
    evaluateAtTwo(qOne, q);
  if (mulBalanced(v2, pOne, qOne, m, rest, context) ||
      mulBalanced(r, a, b, k, rest, context) ||
      mulBalanced(r + 4 * k, a + 2 * k, b + 2 * k, top, rest, context))
    return true;
  interpolate(r, k, top, v1, vm1, negative, v2);
  return false;
}

} // namespace

bool mulBalanced(Limb *r, const Limb *a, const Limb *b, std::size_t n,
                 Limb *scratch, Context &context) {
  bool same = a == b;
  if (n < (same ? karatsubaSquareFrom : karatsubaFrom)) {
    if (same)
      squareBase(r, a, n);
    else
      mulBase(r, a, n, b, n);
    return context.spend(n * n);
  }
  if (n < (same ? toomSquareFrom : toomFrom))
    return karatsuba(r, a, b, n, scratch, context);
  return toom3(r, a, b, n, scratch, context);
}

namespace {

/// r[an + bn] = a * b for a short b, in strips of a that stay in the cache.
bool mulNarrow(Limb *r, const Limb *a, std::size_t an, const Limb *b,
               std::size_t bn, Context &context) {
  constexpr std::size_t strip = 1024;
  Limb above[karatsubaFrom];
  for (std::size_t at = 0; at < an; at += strip) {
    std::size_t n = an - at < strip ? an - at : strip;
    if (at)
      copyLimbs(above, r + at, bn);
    if (n < bn)
      mulBase(r + at, b, bn, a + at, n);
    else
      mulBase(r + at, a + at, n, b, bn);
    if (at)
      addUneven(r + at, r + at, n + bn, above, bn);
    if (context.spend(n * bn))
      return true;
  }
  return false;
}

/// r[an + bn] = a * b with bn <= an, by blocks of b's size.
bool mulUneven(Limb *r, const Limb *a, std::size_t an, const Limb *b,
               std::size_t bn, Limb *scratch, Limb *product, Context &context) {
  if (bn < karatsubaFrom)
    return mulNarrow(r, a, an, b, bn, context);
  if (mulBalanced(r, a, b, bn, scratch, context))
    return true;
  for (std::size_t at = bn; at < an;) {
    std::size_t block = an - at < bn ? an - at : bn;
    bool stop = block == bn
                    ? mulBalanced(product, a + at, b, bn, scratch, context)
                    : mulUneven(product, b, bn, a + at, block, scratch,
                                product + bn + block, context);
    if (stop)
      return true;
    // r is known up to at + bn; the product goes to at .. at + block + bn.
    Limb carry = addN(r + at, r + at, product, bn);
    copyLimbs(r + at + bn, product + bn, block);
    add1(r + at + bn, r + at + bn, block, carry);
    at += block;
  }
  return false;
}

} // namespace

Status mulAny(Limb *r, const Limb *a, std::size_t an, const Limb *b,
              std::size_t bn, Context &context) {
  if (an < bn) {
    const Limb *limbs = a;
    std::size_t size = an;
    a = b;
    an = bn;
    b = limbs;
    bn = size;
  }
  if (bn < karatsubaFrom)
    return mulNarrow(r, a, an, b, bn, context) ? Status::stopped : Status::ok;
  // The blocks' sizes shrink like Euclid's remainders, so their products add up
  // to less than 8 bn.
  Scratch scratch(context, mulScratch(bn) + (an == bn ? 0 : 8 * bn));
  if (!scratch)
    return Status::noMemory;
  bool stop = an == bn ? mulBalanced(r, a, b, an, scratch.get(), context)
                       : mulUneven(r, a, an, b, bn, scratch.get(),
                                   scratch.get() + mulScratch(bn), context);
  return stop ? Status::stopped : Status::ok;
}

Status mul(Limb *r, std::size_t &size, Mag a, Mag b, Context &context) {
  size = 0;
  if (a.isZero() || b.isZero())
    return Status::ok;
  Status status = mulAny(r, a.limbs, a.size, b.limbs, b.size, context);
  size = normalize(r, a.size + b.size);
  return status;
}

Status square(Limb *r, std::size_t &size, Mag a, Context &context) {
  size = 0;
  if (a.isZero())
    return Status::ok;
  if (a.size < karatsubaSquareFrom) {
    squareBase(r, a.limbs, a.size);
    size = normalize(r, 2 * a.size);
    return Status::ok;
  }
  Scratch scratch(context, mulScratch(a.size));
  if (!scratch)
    return Status::noMemory;
  if (mulBalanced(r, a.limbs, a.limbs, a.size, scratch.get(), context))
    return Status::stopped;
  size = normalize(r, 2 * a.size);
  return Status::ok;
}

std::size_t mulLimb(Limb *r, Mag a, Limb b) {
  Limb high = mul1(r, a.limbs, a.size, b);
  r[a.size] = high;
  return normalize(r, a.size + 1);
}

} // namespace dxpy::bigint
