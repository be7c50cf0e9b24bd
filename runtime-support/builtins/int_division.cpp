// Quotients and powers of ints.
#include "runtime-support/builtins/numbers.h"
#include <cmath>

namespace dxpy::numbers {

namespace {

Value smallOne() { return Value(smallIntWord(1)); }

/// Quotient and remainder of the magnitudes, rounded towards zero.
struct MagnitudeDivision {
  ThreadState &ts;
  Owned quotient, remainder; ///< not negative

  bool divide(bigint::Mag a, bigint::Mag b) {
    if (b.size == 1)
      return divideByLimb(a, b.limbs[0]);
    if (a.size < b.size) {
      quotient = makeInt(ts, 0);
      remainder = makeIntFromLimbs(ts, a.limbs, a.size, false);
      return bool(remainder);
    }
    IntResult q(ts, a.size - b.size + 1), r(ts, b.size);
    if (!q || !r)
      return false;
    LimbContext context;
    size_t qSize = 0, rSize = 0;
    bigint::Status status =
        bigint::divMod(q.limbs(), qSize, r.limbs(), rSize, a, b, context);
    quotient = q.finish(status, qSize, false);
    remainder = quotient ? r.finish(rSize, false) : Owned();
    return bool(remainder);
  }

  /// The quotient alone where that takes less; then there is a remainder.
  /// False: it does not, or raised.
  bool divideHigh(bigint::Mag a, bigint::Mag b) {
    constexpr size_t kWorthIt = 8;
    if (b.size < kWorthIt || a.size < b.size || a.size - b.size > b.size / 2)
      return false;
    IntResult q(ts, a.size - b.size + 1);
    if (!q)
      return false;
    LimbContext context;
    size_t size = 0;
    bool decided = false;
    bigint::Status status =
        bigint::divHigh(q.limbs(), size, decided, a, b, context);
    if (decided || status != bigint::Status::ok)
      quotient = q.finish(status, size, false);
    return bool(quotient);
  }

private:
  bool divideByLimb(bigint::Mag a, uint64_t b) {
    IntResult q(ts, a.size);
    if (!q)
      return false;
    size_t qSize = 0;
    uint64_t rest = bigint::divModLimb(q.limbs(), qSize, a, b);
    quotient = q.finish(qSize, false);
    remainder = quotient ? makeUnsigned(ts, rest) : Owned();
    return bool(remainder);
  }
};

/// int64 operands whose quotient cannot overflow.
bool divideSmall(ThreadState &ts, int64_t x, int64_t y, Owned *quotient,
                 Owned *remainder) {
  int64_t q = x / y, r = x % y;
  if (r && (r < 0) != (y < 0)) {
    --q;
    r += y;
  }
  if (quotient && !(*quotient = makeInt(ts, q)))
    return false;
  return !remainder || bool(*remainder = makeInt(ts, r));
}

} // namespace

bool divideFloor(ThreadState &ts, Value a, Value b, Owned *quotient,
                 Owned *remainder) {
  if (bothSmallInts(a.word(), b.word()))
    return divideSmall(ts, a.smallInt(), b.smallInt(), quotient, remainder);
  IntView x(a), y(b);
  MagnitudeDivision division{ts, {}, {}};
  bool high = !remainder && division.divideHigh(x.mag(), y.mag());
  if (!high && (pendingException(ts) || !division.divide(x.mag(), y.mag())))
    return false;
  bool exact = !high && intSign(division.remainder) == 0;
  Owned q = std::move(division.quotient), r = std::move(division.remainder);
  if (x.negative() != y.negative()) {
    if (!exact && quotient)
      q = add(ts, q, smallOne());
    if (q && quotient)
      q = negate(ts, q);
    if (!q)
      return false;
    if (!exact && remainder) { // |b| - r
      Owned size = absolute(ts, b);
      r = size ? subtract(ts, size, r) : Owned();
      if (!r)
        return false;
    }
  }
  if (quotient)
    *quotient = std::move(q);
  if (remainder)
    *remainder = y.negative() ? negate(ts, r) : std::move(r);
  return !remainder || *remainder;
}

Owned nearestRemainder(ThreadState &ts, Value a, Value b) {
  Owned quotient, remainder;
  if (!divideFloor(ts, a, b, &quotient, &remainder))
    return {};
  Owned twice = shiftLeft(ts, remainder, uint64_t(1));
  if (!twice)
    return {};
  int order = compare(twice, b);
  IntView q(quotient);
  bool odd = !q.isZero() && (q.limbs()[0] & 1);
  if (order > 0 || (order == 0 && odd))
    return subtract(ts, remainder, b);
  return remainder;
}

Owned trueDivide(ThreadState &ts, Value a, Value b) {
  constexpr int64_t kExact = int64_t(1) << 53;
  if (intSign(b) == 0)
    return raise(ts, types::ZeroDivisionError, "division by zero");
  if (bothSmallInts(a.word(), b.word())) {
    int64_t x = a.smallInt(), y = b.smallInt();
    if (x <= kExact && x >= -kExact && y <= kExact && y >= -kExact)
      return makeFloat(ts, double(x) / double(y));
  }
  IntView x(a), y(b);
  LimbContext context;
  double result = 0;
  switch (bigint::trueDivide(result, x, y, context)) {
  case bigint::Division::ok:
    return makeFloat(ts, result);
  case bigint::Division::overflow:
    return raise(ts, types::OverflowError,
                 "integer division result too large for a float");
  default:
    return raiseMemoryError(ts);
  }
}

namespace {

/// False: the power or a square on the way does not fit.
bool powerInWord(int64_t base, uint64_t exponent, int64_t &result) {
  for (result = 1;;) {
    if ((exponent & 1) && __builtin_mul_overflow(result, base, &result))
      return false;
    if (!(exponent >>= 1))
      return true;
    if (__builtin_mul_overflow(base, base, &base))
      return false;
  }
}

} // namespace

Owned powerOf(ThreadState &ts, Value base, uint64_t exponent) {
  int64_t word;
  if (base.isSmallInt() && powerInWord(base.smallInt(), exponent, word))
    return makeInt(ts, word);
  IntView x(base);
  bool negative = x.negative() && (exponent & 1);
  if (exponent == 0)
    return makeInt(ts, 1);
  if (x.isZero() || (x.size() == 1 && x.limbs()[0] == 1))
    return makeInt(ts, x.isZero() ? 0 : negative ? -1 : 1);
  size_t room = bigint::powerSize(x.mag(), exponent);
  if (room > bigint::maxLimbs)
    return raiseMemoryError(ts);
  IntResult result(ts, room);
  if (!result)
    return {};
  LimbContext context;
  size_t size = 0;
  bigint::Status status =
      bigint::power(result.limbs(), size, x.mag(), exponent, context);
  return result.finish(status, size, negative);
}

namespace {

/// base in [0, modulus) for a negative exponent's inverse. Null: raised.
Owned inverseModulo(ThreadState &ts, Value base, Value modulus) {
  IntView x(base), m(modulus);
  IntResult result(ts, m.size());
  if (!result)
    return {};
  LimbContext context;
  size_t size = 0;
  bool exists = false;
  bigint::Status status =
      bigint::inverse(result.limbs(), size, exists, x.mag(), m.mag(), context);
  if (status == bigint::Status::ok && !exists)
    return raise(ts, types::ValueError,
                 "base is not invertible for the given modulus");
  return result.finish(status, size, false);
}

uint64_t powerModWord(uint64_t base, uint64_t exponent, uint64_t modulus) {
  bigint::Wide result = 1, square = base;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1)
      result = result * square % modulus;
    square = square * square % modulus;
  }
  return uint64_t(result);
}

/// Everything not negative, base < modulus, modulus > 1.
Owned powerModulo(ThreadState &ts, Value base, bigint::Mag exponent,
                  Value modulus) {
  IntView x(base), m(modulus);
  if (m.size() == 1 && exponent.size <= 1)
    return makeUnsigned(ts, powerModWord(x.isZero() ? 0 : x.limbs()[0],
                                         exponent.size ? exponent.limbs[0] : 0,
                                         m.limbs()[0]));
  IntResult result(ts, m.size());
  if (!result)
    return {};
  LimbContext context;
  size_t size = 0;
  bigint::Status status = bigint::powerMod(result.limbs(), size, x.mag(),
                                           exponent, m.mag(), context);
  return result.finish(status, size, false);
}

Owned modularPower(ThreadState &ts, Value base, Value exponent, Value modulus) {
  if (intSign(modulus) == 0)
    return raise(ts, types::ValueError, "pow() 3rd argument cannot be 0");
  Owned m = absolute(ts, modulus), reduced;
  if (!m)
    return {};
  if (m.value() == smallOne())
    return makeInt(ts, 0);
  if (!divideFloor(ts, base, m, nullptr, &reduced))
    return {};
  if (intSign(exponent) < 0)
    reduced = inverseModulo(ts, reduced, m);
  if (!reduced)
    return {};
  Owned result = powerModulo(ts, reduced, IntView(exponent).mag(), m);
  if (result && intSign(modulus) < 0 && intSign(result) != 0)
    return subtract(ts, result, m);
  return result;
}

} // namespace

Owned power(ThreadState &ts, Value base, Value exponent, Value modulus) {
  if (modulus)
    return modularPower(ts, base, exponent, modulus);
  if (intSign(exponent) < 0) {
    double x = intToDouble(ts, base);
    if (x == -1.0 && pendingException(ts))
      return {};
    double y = intToDouble(ts, exponent);
    if (y == -1.0 && pendingException(ts))
      return {};
    return floatPower(ts, x, y);
  }
  IntView n(exponent), x(base);
  if (n.size() <= 1)
    return powerOf(ts, base, n.isZero() ? 0 : n.limbs()[0]);
  if (x.isZero() || (x.size() == 1 && x.limbs()[0] == 1))
    return powerOf(ts, base, 2 + (n.limbs()[0] & 1));
  return raiseMemoryError(ts);
}

Owned gcd(ThreadState &ts, Value a, Value b) {
  IntView x(a), y(b);
  size_t room = !x.isZero() && !y.isZero()
                    ? (x.size() < y.size() ? x.size() : y.size())
                    : (x.size() > y.size() ? x.size() : y.size());
  IntResult result(ts, room);
  if (!result)
    return {};
  LimbContext context;
  size_t size = 0;
  bigint::Status status =
      bigint::gcd(result.limbs(), size, x.mag(), y.mag(), context);
  return result.finish(status, size, false);
}

} // namespace dxpy::numbers
