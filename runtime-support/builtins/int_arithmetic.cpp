// Sums, products, shifts and bits of ints: words where they fit, limbs
// otherwise.
#include "runtime-support/builtins/numbers.h"

namespace dxpy::numbers {

namespace {

bool bothSmall(Value a, Value b) { return bothSmallInts(a.word(), b.word()); }

/// a + b, or a - b with the sign of b turned.
Owned sum(ThreadState &ts, bigint::Int a, bigint::Int b) {
  size_t room = (a.mag.size > b.mag.size ? a.mag.size : b.mag.size) + 1;
  IntResult result(ts, room);
  if (!result)
    return {};
  if (a.negative == b.negative)
    return result.finish(bigint::add(result.limbs(), a.mag, b.mag), a.negative);
  bool smaller = false;
  size_t size = bigint::subAbs(result.limbs(), a.mag, b.mag, smaller);
  return result.finish(size, a.negative != smaller);
}

constexpr uint64_t kHashModulus = (uint64_t(1) << 61) - 1;

} // namespace

Owned add(ThreadState &ts, Value a, Value b) {
  if (bothSmall(a, b))
    return makeInt(ts, a.smallInt() + b.smallInt());
  IntView x(a), y(b);
  return sum(ts, x, y);
}

Owned subtract(ThreadState &ts, Value a, Value b) {
  if (bothSmall(a, b))
    return makeInt(ts, a.smallInt() - b.smallInt());
  IntView x(a), y(b);
  return sum(ts, x, {y.mag(), !y.negative()});
}

Owned multiply(ThreadState &ts, Value a, Value b) {
  IntView x(a), y(b);
  bool negative = x.negative() != y.negative();
  if (x.size() <= 1 && y.size() <= 1) {
    bigint::Wide product = bigint::Wide(x.isZero() ? 0 : x.limbs()[0]) *
                           (y.isZero() ? 0 : y.limbs()[0]);
    uint64_t limbs[2] = {uint64_t(product), uint64_t(product >> 64)};
    return makeIntFromLimbs(ts, limbs, 2, negative);
  }
  if (x.isZero() || y.isZero())
    return makeInt(ts, 0);
  IntResult result(ts, x.size() + y.size());
  if (!result)
    return {};
  if (y.size() == 1)
    return result.finish(bigint::mulLimb(result.limbs(), x.mag(), y.limbs()[0]),
                         negative);
  if (x.size() == 1)
    return result.finish(bigint::mulLimb(result.limbs(), y.mag(), x.limbs()[0]),
                         negative);
  LimbContext context;
  size_t size = 0;
  bigint::Status status =
      a == b ? bigint::square(result.limbs(), size, x.mag(), context)
             : bigint::mul(result.limbs(), size, x.mag(), y.mag(), context);
  return result.finish(status, size, negative);
}

Owned negate(ThreadState &ts, Value a) {
  if (a.isSmallInt())
    return makeInt(ts, -a.smallInt());
  IntView x(a);
  return makeIntFromLimbs(ts, x.limbs(), x.size(), !x.negative());
}

Owned absolute(ThreadState &ts, Value a) {
  IntView x(a);
  return x.negative() ? negate(ts, a) : exactInt(ts, a);
}

Owned invert(ThreadState &ts, Value a) {
  if (a.isSmallInt())
    return makeInt(ts, ~a.smallInt());
  IntView x(a);
  IntResult result(ts, x.size() + 1);
  if (!result)
    return {};
  bool negative = false;
  size_t size = bigint::invert(result.limbs(), x, negative);
  return result.finish(size, negative);
}

namespace {

template <typename Number>
Number combine(bigint::Logic op, Number x, Number y) {
  return op == bigint::Logic::conjunction   ? x & y
         : op == bigint::Logic::disjunction ? x | y
                                            : x ^ y;
}

/// An int of one limb.
__int128 wide(const IntView &x) {
  auto magnitude = __int128(x.isZero() ? 0 : x.limbs()[0]);
  return x.negative() ? -magnitude : magnitude;
}

} // namespace

Owned logic(ThreadState &ts, bigint::Logic op, Value a, Value b) {
  if (bothSmall(a, b))
    return makeInt(ts, combine(op, a.smallInt(), b.smallInt()));
  IntView x(a), y(b);
  if (x.size() <= 1 && y.size() <= 1) {
    __int128 number = combine(op, wide(x), wide(y));
    auto magnitude =
        number < 0 ? -(unsigned __int128)(number) : (unsigned __int128)(number);
    uint64_t limbs[] = {uint64_t(magnitude), uint64_t(magnitude >> 64)};
    return makeIntFromLimbs(ts, limbs, 2, number < 0);
  }
  IntResult result(ts, (x.size() > y.size() ? x.size() : y.size()) + 1);
  if (!result)
    return {};
  bool negative = false;
  size_t size = bigint::logic(result.limbs(), x, y, op, negative);
  return result.finish(size, negative);
}

Owned shiftLeft(ThreadState &ts, Value a, uint64_t count) {
  IntView x(a);
  if (x.isZero())
    return makeInt(ts, 0);
  uint64_t limbs = count / bigint::limbBits;
  if (limbs >= bigint::maxLimbs - x.size())
    return raiseMemoryError(ts);
  IntResult result(ts, x.size() + limbs + 1);
  if (!result)
    return {};
  return result.finish(bigint::shiftLeft(result.limbs(), x.mag(), count),
                       x.negative());
}

Owned shiftLeft(ThreadState &ts, Value a, Value count) {
  if (intSign(count) < 0)
    return raise(ts, types::ValueError, "negative shift count");
  IntView n(count);
  if (intSign(a) == 0)
    return makeInt(ts, 0);
  // What CPython's digits of 30 bits could not hold.
  constexpr bigint::Wide kTooMany = bigint::Wide(30) << 61;
  if (n.size() > 2 || (n.size() == 2 && ((bigint::Wide(n.limbs()[1]) << 64) |
                                         n.limbs()[0]) > kTooMany - 256))
    return raise(ts, types::OverflowError, "too many digits in integer");
  if (n.size() == 2)
    return raiseMemoryError(ts);
  return shiftLeft(ts, a, n.isZero() ? 0 : n.limbs()[0]);
}

Owned shiftRight(ThreadState &ts, Value a, Value count) {
  if (intSign(count) < 0)
    return raise(ts, types::ValueError, "negative shift count");
  IntView x(a), n(count);
  if (n.size() > 1)
    return makeInt(ts, x.negative() ? -1 : 0);
  uint64_t bits = n.isZero() ? 0 : n.limbs()[0];
  if (a.isSmallInt())
    return makeInt(ts, a.smallInt() >> (bits > 63 ? 63 : bits));
  uint64_t limbs = bits / bigint::limbBits;
  if (limbs >= x.size())
    return makeInt(ts, x.negative() ? -1 : 0);
  IntResult result(ts, x.size() - limbs + 1);
  if (!result)
    return {};
  return result.finish(bigint::shiftRightFloor(result.limbs(), x, bits),
                       x.negative());
}

int compare(Value a, Value b) {
  if (bothSmall(a, b))
    return (a.smallInt() > b.smallInt()) - (a.smallInt() < b.smallInt());
  IntView x(a), y(b);
  int order = bigint::compare(x, y);
  return (order > 0) - (order < 0);
}

/// The value modulo 2**61 - 1, with its sign; -1 is no hash.
int64_t hash(Value a) {
  IntView x(a);
  uint64_t value = 0;
  for (size_t i = x.size(); i-- > 0;) {
    // 2**64 is 8 modulo the modulus.
    bigint::Wide next = bigint::Wide(value) * 8 + x.limbs()[i];
    value = uint64_t(next & kHashModulus) + uint64_t(next >> 61);
    value = value >= kHashModulus ? value - kHashModulus : value;
  }
  int64_t result = x.negative() ? -int64_t(value) : int64_t(value);
  return result == -1 ? -2 : result;
}

} // namespace dxpy::numbers
