// Division: by one limb with a reciprocal, Knuth's algorithm D with a
// three-by-two reciprocal (Moeller and Granlund 2011), and Burnikel and
// Ziegler's divide and conquer (1998) above it.
#include "runtime-support/bigint/kernels.h"

#include <bit>

namespace dxpy::bigint {
namespace {

constexpr std::size_t recursiveFrom = 64;

/// The reciprocal of the normalized two-limb divisor d1:d0.
Limb reciprocal2(Limb d1, Limb d0) {
  Limb v = reciprocal(d1);
  Limb p = d1 * v + d0;
  if (p < d0) {
    --v;
    if (p >= d1) {
      --v;
      p -= d1;
    }
    p -= d1;
  }
  Wide t = Wide(v) * d0;
  p += Limb(t >> 64);
  if (p < Limb(t >> 64)) {
    --v;
    if (p >= d1 && (p > d1 || Limb(t) >= d0))
      --v;
  }
  return v;
}

/// Quotient limb of u2:u1:u0 by d1:d0 (u2:u1 < d1:d0); the remainder is left in
/// u1:u0.
Limb divide3by2(Limb u2, Limb &u1, Limb &u0, Limb d1, Limb d0, Limb inverse) {
  Wide q = Wide(inverse) * u2 + ((Wide(u2) << 64) | u1);
  Limb qh = Limb(q >> 64), ql = Limb(q);
  Limb r1 = u1 - qh * d1;
  Wide d = (Wide(d1) << 64) | d0;
  Wide r = ((Wide(r1) << 64) | u0) - d - Wide(d0) * qh;
  ++qh;
  if (Limb(r >> 64) >= ql) {
    --qh;
    r += d;
  }
  if (r >= d) [[unlikely]] {
    ++qh;
    r -= d;
  }
  u1 = Limb(r >> 64);
  u0 = Limb(r);
  return qh;
}

/// q[un - dn] and u[dn] from u[un] / d[dn]; returns the quotient's limb at un -
/// dn (0 or 1).
Limb divSchool(Limb *q, Limb *u, std::size_t un, const Limb *d,
               std::size_t dn) {
  Limb top = compareN(u + un - dn, d, dn) >= 0;
  if (top)
    subN(u + un - dn, u + un - dn, d, dn);
  Limb d1 = d[dn - 1], d0 = d[dn - 2], inverse = reciprocal2(d1, d0);
  for (std::size_t i = un - dn; i-- > 0;) {
    // u[i .. i + dn] / d is one limb.
    Limb *w = u + i;
    Limb u2 = w[dn], u1 = w[dn - 1], u0 = w[dn - 2], digit;
    if (u2 == d1 && u1 == d0) [[unlikely]] {
      digit = ~Limb(0);
      subMul1(w, d, dn, digit);
      w[dn] = 0;
      q[i] = digit;
      continue;
    }
    digit = divide3by2(u2, u1, u0, d1, d0, inverse);
    Limb borrow = subMul1(w, d, dn - 2, digit);
    unsigned long long carry = u0 < borrow;
    u0 -= borrow;
    Limb under = u1 < carry;
    u1 -= carry;
    w[dn - 1] = u1;
    w[dn - 2] = u0;
    if (under) [[unlikely]] {
      --digit;
      addN(w, w, d, dn);
    }
    w[dn] = 0;
    q[i] = digit;
  }
  return top;
}

class RecursiveDivision {
public:
  RecursiveDivision(Limb *scratch, Context &context)
      : product(scratch), context(context) {}

  /// u[un] by d[dn], un - dn <= dn: quotient q[un - dn], remainder in u[dn];
  /// returns the high limb.
  Limb divide(Limb *q, Limb *u, std::size_t un, const Limb *d, std::size_t dn) {
    std::size_t qn = un - dn;
    if (qn < recursiveFrom) {
      if (context.spend(qn * dn))
        status = Status::stopped;
      return divSchool(q, u, un, d, dn);
    }
    if (qn == dn)
      return halves(q, u, d, dn);
    // The high qn limbs of d give a quotient that is at most a little too
    // large.
    std::size_t off = dn - qn;
    Limb top = halves(q, u + off, d + off, qn);
    if (status != Status::ok)
      return top;
    return correct(q, u, d, qn, off, top);
  }

  Status status = Status::ok;

private:
  /// Takes q * d[low] away from u, whose high part was divided by d[low ..]; q
  /// has qn limbs.
  Limb correct(Limb *q, Limb *u, const Limb *d, std::size_t qn, std::size_t low,
               Limb top) {
    std::size_t n = qn + low;
    Status s = mulAny(product, q, qn, d, low, context);
    if (s != Status::ok) {
      status = s;
      return top;
    }
    Limb borrow = subN(u, u, product, n);
    if (top)
      borrow += subN(u + qn, u + qn, d, low);
    while (borrow) {
      top -= sub1(q, q, qn, 1);
      borrow -= addN(u, u, d, n);
    }
    return top;
  }

  /// u[2n] by d[n].
  Limb halves(Limb *q, Limb *u, const Limb *d, std::size_t n) {
    std::size_t low = n / 2, high = n - low;
    Limb top = divide(q + low, u + 2 * low, 2 * high, d + low, high);
    if (status != Status::ok)
      return top;
    top = correct(q + low, u + low, d, high, low, top);
    if (status != Status::ok)
      return top;
    Limb carry = divide(q, u + high, 2 * low, d + high, low);
    if (status != Status::ok)
      return top;
    carry = correct(q, u, d, low, high, carry);
    return top + carry;
  }

  Limb *product;
  Context &context;
};

} // namespace

Status divNormalized(Limb *q, Limb *u, std::size_t un, const Limb *d,
                     std::size_t dn, Context &context) {
  std::size_t qn = un - dn;
  if (dn < recursiveFrom || qn < recursiveFrom) {
    // Strips of the quotient, so that the poll comes in time.
    std::size_t strip = 4096;
    while (qn) {
      std::size_t part = qn < strip ? qn : strip;
      qn -= part;
      divSchool(q + qn, u + qn, dn + part, d, dn);
      if (context.spend(part * dn))
        return Status::stopped;
    }
    return Status::ok;
  }
  Scratch scratch(context, dn);
  if (!scratch)
    return Status::noMemory;
  RecursiveDivision division(scratch.get(), context);
  std::size_t part = qn % dn ? qn % dn : dn;
  for (std::size_t at = qn; at && division.status == Status::ok;) {
    at -= part;
    division.divide(q + at, u + at, dn + part, d, dn);
    part = dn;
  }
  return division.status;
}

Limb divModLimb(Limb *q, std::size_t &qSize, Mag a, Limb b) {
  unsigned k = unsigned(std::countl_zero(b));
  Limb d = b << k, inverse = reciprocal(d), r = 0;
  if (k && a.size)
    r = a.limbs[a.size - 1] >> (64 - k);
  for (std::size_t i = a.size; i-- > 0;) {
    Limb low = a.limbs[i] << k;
    if (k && i)
      low |= a.limbs[i - 1] >> (64 - k);
    Limb digit = divide2by1(r, r, low, d, inverse);
    if (q)
      q[i] = digit;
  }
  qSize = q ? normalize(q, a.size) : 0;
  return r >> k;
}

Status divHigh(Limb *q, std::size_t &qSize, bool &decided, Mag a, Mag b,
               Context &context) {
  decided = false;
  if (a.size < b.size)
    return Status::ok;
  // With U and D as what is left of both without the low limbs, q and r as
  // their quotient and remainder: a / b > U / (D + 1) >= q if r >= q, and
  // a / b < (U + 1) / D <= q + 1.
  std::size_t keep = a.size - b.size + 3, least = keep + 2;
  if (b.size < least)
    return Status::ok;
  std::size_t low = b.size - keep;
  Limb few[8];
  bool onStack = keep <= sizeof few / sizeof few[0];
  Scratch scratch(context, onStack ? 0 : keep);
  if (!scratch)
    return Status::noMemory;
  Limb *r = onStack ? few : scratch.get();
  std::size_t rSize = 0;
  Status status = divMod(q, qSize, r, rSize, {a.limbs + low, a.size - low},
                         {b.limbs + low, keep}, context);
  decided = status == Status::ok && compare(Mag{r, rSize}, Mag{q, qSize}) >= 0;
  return status;
}

Status divMod(Limb *q, std::size_t &qSize, Limb *r, std::size_t &rSize, Mag a,
              Mag b, Context &context) {
  qSize = rSize = 0;
  if (compare(a, b) < 0) {
    if (r)
      copyLimbs(r, a.limbs, a.size);
    rSize = r ? a.size : 0;
    return Status::ok;
  }
  if (b.size == 1) {
    Limb remainder = divModLimb(q, qSize, a, b.limbs[0]);
    if (r) {
      r[0] = remainder;
      rSize = remainder != 0;
    }
    return Status::ok;
  }
  std::size_t qn = a.size + 1 - b.size;
  Limb small[48];
  std::size_t need = a.size + 1 + b.size + qn;
  bool onStack = need <= sizeof small / sizeof small[0];
  Scratch scratch(context, onStack ? 0 : need);
  if (!scratch)
    return Status::noMemory;
  Limb *u = onStack ? small : scratch.get(), *d = u + a.size + 1,
       *quotient = d + b.size;
  unsigned k = unsigned(std::countl_zero(b.limbs[b.size - 1]));
  if (k) {
    u[a.size] = shiftLeftN(u, a.limbs, a.size, k);
    shiftLeftN(d, b.limbs, b.size, k);
  } else {
    copyLimbs(u, a.limbs, a.size);
    u[a.size] = 0;
    copyLimbs(d, b.limbs, b.size);
  }
  Status status = divNormalized(quotient, u, a.size + 1, d, b.size, context);
  if (status != Status::ok)
    return status;
  if (q) {
    copyLimbs(q, quotient, qn);
    qSize = normalize(q, qn);
  }
  if (r) {
    if (k)
      shiftRightN(r, u, b.size, k);
    else
      copyLimbs(r, u, b.size);
    rSize = normalize(r, b.size);
  }
  return Status::ok;
}

} // namespace dxpy::bigint
