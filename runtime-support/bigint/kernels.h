// The loops under limbs.h: fixed-size operations on limb arrays that return
// their carry. Private to this folder. Unless said otherwise the result may be
// an operand's own array.
#ifndef DXPY_RUNTIME_BIGINT_KERNELS_H
#define DXPY_RUNTIME_BIGINT_KERNELS_H

#include "runtime-support/bigint/limbs.h"

#include <cstring>

namespace dxpy::bigint {

/// Scratch limbs for the length of a scope.
class Scratch {
public:
  Scratch(Context &context, std::size_t size)
      : context(context), bytes(size * sizeof(Limb)) {
    block = size > maxLimbs ? nullptr
                            : static_cast<Limb *>(context.allocate(
                                  context.user, bytes ? bytes : 1));
  }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  ~Scratch() {
    if (block)
      context.release(context.user, block, bytes ? bytes : 1);
  }
  explicit operator bool() const { return block != nullptr; }
  Limb *get() const { return block; }

private:
  Context &context;
  std::size_t bytes;
  Limb *block;
};

inline void copyLimbs(Limb *r, const Limb *a, std::size_t n) {
  if (n)
    std::memmove(r, a, n * sizeof(Limb));
}
inline void zeroLimbs(Limb *r, std::size_t n) {
  if (n)
    std::memset(r, 0, n * sizeof(Limb));
}

inline Limb addCarry(Limb a, Limb b, unsigned long long &carry) {
  unsigned long long out;
  Limb sum = __builtin_addcll(a, b, carry, &out);
  carry = out;
  return sum;
}
inline Limb subBorrow(Limb a, Limb b, unsigned long long &borrow) {
  unsigned long long out;
  Limb difference = __builtin_subcll(a, b, borrow, &out);
  borrow = out;
  return difference;
}

inline int compareN(const Limb *a, const Limb *b, std::size_t n) {
  while (n--)
    if (a[n] != b[n])
      return a[n] < b[n] ? -1 : 1;
  return 0;
}

/// r[n] = a[n] + b[n]; returns the carry.
Limb addN(Limb *r, const Limb *a, const Limb *b, std::size_t n);
/// r[n] = a[n] - b[n]; returns the borrow.
Limb subN(Limb *r, const Limb *a, const Limb *b, std::size_t n);

inline Limb add1(Limb *r, const Limb *a, std::size_t n, Limb b) {
  std::size_t i = 0;
  for (; i < n && b; ++i) {
    Limb sum = a[i] + b;
    b = sum < b;
    r[i] = sum;
  }
  if (r != a)
    copyLimbs(r + i, a + i, n - i);
  return b;
}
inline Limb sub1(Limb *r, const Limb *a, std::size_t n, Limb b) {
  std::size_t i = 0;
  for (; i < n && b; ++i) {
    Limb x = a[i];
    r[i] = x - b;
    b = x < b;
  }
  if (r != a)
    copyLimbs(r + i, a + i, n - i);
  return b;
}
/// r[an] = a[an] + b[bn], an >= bn.
inline Limb addUneven(Limb *r, const Limb *a, std::size_t an, const Limb *b,
                      std::size_t bn) {
  Limb carry = addN(r, a, b, bn);
  return add1(r + bn, a + bn, an - bn, carry);
}
inline Limb subUneven(Limb *r, const Limb *a, std::size_t an, const Limb *b,
                      std::size_t bn) {
  Limb borrow = subN(r, a, b, bn);
  return sub1(r + bn, a + bn, an - bn, borrow);
}

/// r[n] = a[n] * b; returns the high limb.
Limb mul1(Limb *r, const Limb *a, std::size_t n, Limb b);
/// r[n] += a[n] * b; returns the high limb.
Limb addMul1(Limb *r, const Limb *a, std::size_t n, Limb b);
/// r[n] -= a[n] * b; returns the high limb of what was borrowed.
Limb subMul1(Limb *r, const Limb *a, std::size_t n, Limb b);

/// Shifts by 0 < k < 64; returns the bits shifted out (at the low end of the
/// limb for left shifts, at its high end for right shifts). Left works in place
/// or upwards, right in place or downwards.
Limb shiftLeftN(Limb *r, const Limb *a, std::size_t n, unsigned k);
Limb shiftRightN(Limb *r, const Limb *a, std::size_t n, unsigned k);

/// floor((2**128 - 1) / d) - 2**64, for a d with its high bit set (Moeller and
/// Granlund 2011).
inline Limb reciprocal(Limb d) {
  return Limb(((Wide(~d) << 64) | ~Limb(0)) / d);
}

/// (high:low) / d for a normalized d, high < d, and its reciprocal.
inline Limb divide2by1(Limb &remainder, Limb high, Limb low, Limb d,
                       Limb inverse) {
  Wide q = Wide(inverse) * high + ((Wide(high + 1) << 64) | low);
  Limb qh = Limb(q >> 64), ql = Limb(q);
  Limb r = low - qh * d;
  if (r > ql) {
    --qh;
    r += d;
  }
  if (r >= d) [[unlikely]] {
    ++qh;
    r -= d;
  }
  remainder = r;
  return qh;
}

/// r[2n] = a[n] * b[n]; r is neither; scratch: mulScratch(n) limbs. True when
/// asked to stop.
bool mulBalanced(Limb *r, const Limb *a, const Limb *b, std::size_t n,
                 Limb *scratch, Context &context);
inline std::size_t mulScratch(std::size_t n) { return 4 * n + 512; }
/// r[an + bn] = a[an] * b[bn], both sizes at least 1, leading zeros allowed.
Status mulAny(Limb *r, const Limb *a, std::size_t an, const Limb *b,
              std::size_t bn, Context &context);

/// Divides u[un] by the normalized d[dn] (2 <= dn <= un, the top dn limbs of u
/// less than d) in place: q[un - dn] is the quotient, u[dn] the remainder.
Status divNormalized(Limb *q, Limb *u, std::size_t un, const Limb *d,
                     std::size_t dn, Context &context);

} // namespace dxpy::bigint

#endif
