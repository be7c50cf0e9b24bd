// The inner loops of kernels.h. They are unrolled by four where a carry chain
// gains from it.
#include "runtime-support/bigint/kernels.h"

namespace dxpy::bigint {

Limb addN(Limb *r, const Limb *a, const Limb *b, std::size_t n) {
  unsigned long long carry = 0;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    Limb r0 = addCarry(a[i], b[i], carry);
    Limb r1 = addCarry(a[i + 1], b[i + 1], carry);
    Limb r2 = addCarry(a[i + 2], b[i + 2], carry);
    Limb r3 = addCarry(a[i + 3], b[i + 3], carry);
    r[i] = r0;
    r[i + 1] = r1;
    r[i + 2] = r2;
    r[i + 3] = r3;
  }
  for (; i < n; ++i)
    r[i] = addCarry(a[i], b[i], carry);
  return carry;
}

Limb subN(Limb *r, const Limb *a, const Limb *b, std::size_t n) {
  unsigned long long borrow = 0;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    Limb r0 = subBorrow(a[i], b[i], borrow);
    Limb r1 = subBorrow(a[i + 1], b[i + 1], borrow);
    Limb r2 = subBorrow(a[i + 2], b[i + 2], borrow);
    Limb r3 = subBorrow(a[i + 3], b[i + 3], borrow);
    r[i] = r0;
    r[i + 1] = r1;
    r[i + 2] = r2;
    r[i + 3] = r3;
  }
  for (; i < n; ++i)
    r[i] = subBorrow(a[i], b[i], borrow);
  return borrow;
}

Limb mul1(Limb *r, const Limb *a, std::size_t n, Limb b) {
  Limb carry = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Wide t = Wide(a[i]) * b + carry;
    r[i] = Limb(t);
    carry = Limb(t >> 64);
  }
  return carry;
}

Limb addMul1(Limb *r, const Limb *a, std::size_t n, Limb b) {
  Limb carry = 0;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    Wide t0 = Wide(a[i]) * b + r[i] + carry;
    Wide t1 = Wide(a[i + 1]) * b + r[i + 1] + Limb(t0 >> 64);
    Wide t2 = Wide(a[i + 2]) * b + r[i + 2] + Limb(t1 >> 64);
    Wide t3 = Wide(a[i + 3]) * b + r[i + 3] + Limb(t2 >> 64);
    r[i] = Limb(t0);
    r[i + 1] = Limb(t1);
    r[i + 2] = Limb(t2);
    r[i + 3] = Limb(t3);
    carry = Limb(t3 >> 64);
  }
  for (; i < n; ++i) {
    Wide t = Wide(a[i]) * b + r[i] + carry;
    r[i] = Limb(t);
    carry = Limb(t >> 64);
  }
  return carry;
}

Limb subMul1(Limb *r, const Limb *a, std::size_t n, Limb b) {
  Limb carry = 0;
  for (std::size_t i = 0; i < n; ++i) {
    Wide t = Wide(a[i]) * b + carry;
    Limb low = Limb(t);
    carry = Limb(t >> 64) + (r[i] < low);
    r[i] -= low;
  }
  return carry;
}

Limb shiftLeftN(Limb *r, const Limb *a, std::size_t n, unsigned k) {
  Limb out = 0;
  for (std::size_t i = n; i-- > 0;) {
    Limb x = a[i];
    if (i + 1 == n)
      out = x >> (64 - k);
    r[i] = (x << k) | (i ? a[i - 1] >> (64 - k) : 0);
  }
  return out;
}

Limb shiftRightN(Limb *r, const Limb *a, std::size_t n, unsigned k) {
  if (!n)
    return 0;
  Limb out = a[0] << (64 - k);
  for (std::size_t i = 0; i + 1 < n; ++i)
    r[i] = (a[i] >> k) | (a[i + 1] << (64 - k));
  r[n - 1] = a[n - 1] >> k;
  return out;
}

} // namespace dxpy::bigint
