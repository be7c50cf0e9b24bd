// Functions of whole numbers: gcd, lcm, isqrt, factorial, perm, comb.
#include "stdlib/math/parts.h"

namespace dxpy::math {

namespace {

Owned exactIndex_py(ThreadState &ts, Value v) {
  Owned index = toIndex_py(ts, v);
  return index ? exactInt(ts, index) : Owned();
}

/// Folds the arguments, all of which are converted even where the result is
/// known.
template <typename Fold>
Owned foldIntegers_py(ThreadState &ts, const Arguments &args, int64_t start,
                      const char *name, Fold fold) {
  if (!checkNoKeywords(ts, name, args))
    return {};
  if (args.positionalCount == 0)
    return makeInt(ts, start);
  Owned result = exactIndex_py(ts, args[0]);
  if (result)
    result = numbers::absolute(ts, result);
  for (size_t i = 1; result && i < args.positionalCount; ++i) {
    Owned next = exactIndex_py(ts, args[i]);
    result = next ? fold(result, next) : Owned();
  }
  return result;
}

Owned leastMultiple(ThreadState &ts, Value a, Value b) {
  if (intSign(a) == 0 || intSign(b) == 0)
    return makeInt(ts, 0);
  Owned common = numbers::gcd(ts, a, b), part;
  if (!common || !numbers::divideFloor(ts, a, common, &part, nullptr))
    return {};
  Owned product = numbers::multiply(ts, part, b);
  return product ? numbers::absolute(ts, product) : Owned();
}

/// The product of the whole numbers in [first, end), first > 0: halves, so that
/// large factors have like sizes.
Owned productOfRange(ThreadState &ts, uint64_t first, uint64_t end) {
  uint64_t word = 1, at = first;
  while (at < end && !__builtin_mul_overflow(word, at, &word))
    ++at;
  if (at == end)
    return makeUnsigned(ts, word);
  uint64_t middle = first + (end - first) / 2;
  Owned low = productOfRange(ts, first, middle);
  Owned high = low ? productOfRange(ts, middle, end) : Owned();
  return high ? numbers::multiply(ts, low, high) : Owned();
}

/// n (n - 1) ... of the numbers n - first down to n - (end - 1), for any n.
Owned fallingProduct(ThreadState &ts, Value n, int64_t first, int64_t end) {
  if (end - first == 1) {
    Owned step = makeInt(ts, first);
    return step ? numbers::subtract(ts, n, step) : Owned();
  }
  int64_t middle = first + (end - first) / 2;
  Owned high = fallingProduct(ts, n, first, middle);
  Owned low = high ? fallingProduct(ts, n, middle, end) : Owned();
  return low ? numbers::multiply(ts, high, low) : Owned();
}

/// n! / (n - k)! for 0 <= k <= n.
Owned permutations(ThreadState &ts, Value n, int64_t k) {
  if (k == 0)
    return makeInt(ts, 1);
  if (n.isSmallInt())
    return productOfRange(ts, uint64_t(n.smallInt() - k) + 1,
                          uint64_t(n.smallInt()) + 1);
  return fallingProduct(ts, n, 0, k);
}

/// n over k while each step fits into a word. False: it does not.
bool binomialInWord(uint64_t n, uint64_t k, uint64_t &result) {
  unsigned __int128 value = 1;
  for (uint64_t i = 0; i < k; ++i) {
    value = value * (n - i) / (i + 1);
    if (value >> 64)
      return false;
  }
  result = uint64_t(value);
  return true;
}

Owned combinations(ThreadState &ts, Value n, int64_t k) {
  uint64_t word;
  if (n.isSmallInt() &&
      binomialInWord(uint64_t(n.smallInt()), uint64_t(k), word))
    return makeUnsigned(ts, word);
  Owned above = permutations(ts, n, k);
  Owned below = above ? productOfRange(ts, 1, uint64_t(k) + 1) : Owned();
  Owned result;
  return below && numbers::divideFloor(ts, above, below, &result, nullptr)
             ? std::move(result)
             : Owned();
}

/// The arguments n and k of perm and comb. False: raised.
bool readPair_py(ThreadState &ts, const Value *args, Owned &n, Owned &k) {
  n = exactIndex_py(ts, args[0]);
  k = n ? exactIndex_py(ts, args[1]) : Owned();
  if (!k)
    return false;
  if (intSign(n) < 0)
    return raise(ts, types::ValueError, "n must be a non-negative integer");
  if (intSign(k) < 0)
    return raise(ts, types::ValueError, "k must be a non-negative integer");
  return true;
}

} // namespace

Owned gcd(ThreadState &ts, Value, const Arguments &args) {
  return foldIntegers_py(
      ts, args, 0, "math.gcd",
      [&](Value a, Value b) -> Owned { return numbers::gcd(ts, a, b); });
}

Owned lcm(ThreadState &ts, Value, const Arguments &args) {
  return foldIntegers_py(
      ts, args, 1, "math.lcm",
      [&](Value a, Value b) -> Owned { return leastMultiple(ts, a, b); });
}

Owned isqrt(ThreadState &ts, Value, const Value *args) {
  Owned n = exactIndex_py(ts, args[0]);
  if (!n)
    return {};
  if (intSign(n) < 0)
    return raise(ts, types::ValueError, "isqrt() argument must be nonnegative");
  IntView view(n);
  IntResult result(ts, view.size() / 2 + 1);
  if (!result)
    return {};
  LimbContext context;
  size_t size = 0;
  bigint::Status status =
      bigint::squareRoot(result.limbs(), size, view.mag(), context);
  return result.finish(status, size, false);
}

Owned factorial(ThreadState &ts, Value, const Value *args) {
  Owned n = exactIndex_py(ts, args[0]);
  if (!n)
    return {};
  int64_t number;
  if (!intFitsInt64(n, number) && intSign(n) > 0)
    return raise(ts, types::OverflowError,
                 "factorial() argument should not exceed {}", {INT64_MAX});
  if (intSign(n) < 0)
    return raise(ts, types::ValueError,
                 "factorial() not defined for negative values");
  return productOfRange(ts, 1, uint64_t(number) + 1);
}

Owned perm(ThreadState &ts, Value module, const Value *args) {
  if (!args[1] || args[1].isNone())
    return factorial(ts, module, args);
  Owned n, k;
  if (!readPair_py(ts, args, n, k))
    return {};
  if (numbers::compare(n, k) < 0)
    return makeInt(ts, 0);
  int64_t count;
  if (!intFitsInt64(k, count))
    return raise(ts, types::OverflowError, "k must not exceed {}", {INT64_MAX});
  return permutations(ts, n, count);
}

Owned comb(ThreadState &ts, Value, const Value *args) {
  Owned n, k;
  if (!readPair_py(ts, args, n, k))
    return {};
  if (numbers::compare(n, k) < 0)
    return makeInt(ts, 0);
  Owned other = numbers::subtract(ts, n, k);
  if (!other)
    return {};
  if (numbers::compare(other, k) < 0)
    k = std::move(other);
  int64_t count;
  if (!intFitsInt64(k, count))
    return raise(ts, types::OverflowError, "min(n - k, k) must not exceed {}",
                 {INT64_MAX});
  return combinations(ts, n, count);
}

} // namespace dxpy::math
