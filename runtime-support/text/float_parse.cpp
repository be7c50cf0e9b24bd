// Reading floats. Up to 19 digits go through the method of Eisel and Lemire
// (Lemire, "Number parsing at a gigabyte per second", 2021); what that cannot
// decide is divided exactly with bigint.
#include "runtime-support/bigint/limbs.h"
#include "runtime-support/text/float_bits.h"
#include "runtime-support/text/float_digits.h"
#include "runtime-support/text/powers_of_ten.h"

#include <cstring>

namespace dxpy::text {
namespace {

constexpr double smallPowers[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int maxSmallPower = 22;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// w * 10**q to the nearest double; false where 128 bits do not decide.
bool eiselLemire(std::uint64_t w, std::int64_t q, double &out) {
  if (w == 0 || q < minPowerOfTen) {
    out = 0;
    return true;
  }
  if (q > 308) {
    out = infinity(false);
    return true;
  }
  int zeros = std::countl_zero(w);
  w <<= zeros;
  Power128 p = powersOfTen[int(q)];
  // Rounded up where a tie is possible, so that the product of a tie is seen as
  // one.
  p.low += q < 0 && q >= -27;
  unsigned __int128 product = (unsigned __int128)w * p.high;
  constexpr std::uint64_t mask = ~std::uint64_t(0) >> (mantissaBits + 3);
  if ((std::uint64_t(product >> 64) & mask) == mask)
    product += std::uint64_t(((unsigned __int128)w * p.low) >> 64);
  std::uint64_t high = std::uint64_t(product >> 64),
                low = std::uint64_t(product);
  if (low == ~std::uint64_t(0) && (q < -27 || q > 55))
    return false;
  int upper = int(high >> 63);
  int shift = upper + 64 - mantissaBits - 3;
  std::uint64_t mantissa = high >> shift;
  int exponent = floorLog2PowerOfTen(int(q)) + 63 + upper - zeros + 1023;
  if (exponent <= 0) {
    if (1 - exponent >= 64) {
      out = 0;
      return true;
    }
    mantissa >>= 1 - exponent;
    mantissa += mantissa & 1;
    mantissa >>= 1;
    out = makeFloat(false, mantissa >= hiddenBit, mantissa);
    return true;
  }
  // A tie is possible only for these powers; then round to even.
  if (low <= 1 && q >= -4 && q <= 23 && (mantissa & 3) == 1 &&
      mantissa << shift == high)
    mantissa &= ~std::uint64_t(1);
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >= 2 * hiddenBit) {
    mantissa = hiddenBit;
    ++exponent;
  }
  out = exponent >= 0x7FF ? infinity(false)
                          : makeFloat(false, std::uint64_t(exponent), mantissa);
  return true;
}

/// Memory on the stack for the exact path; nothing is ever given back.
class Arena {
public:
  static void *allocate(void *user, std::size_t bytes) {
    auto &a = *static_cast<Arena *>(user);
    bytes = (bytes + 15) & ~std::size_t(15);
    if (bytes > sizeof a.block - a.used)
      return nullptr;
    a.used += bytes;
    return a.block + a.used - bytes;
  }
  static void release(void *, void *, std::size_t) {}

private:
  alignas(16) unsigned char block[32768];
  std::size_t used = 0;
};

// The decision between two doubles never needs more digits; a last digit 1
// stands for the rest.
constexpr std::size_t decidingDigits = 780;

double divideExactly(std::string_view mantissa, std::int64_t exponent) {
  std::uint8_t digits[decidingDigits + 1];
  std::size_t count = 0;
  bool rest = false;
  for (char c : mantissa) {
    if (!isDigit(c) || (!count && c == '0'))
      continue;
    if (count < decidingDigits) {
      digits[count++] = std::uint8_t(c - '0');
    } else {
      rest |= c != '0';
      ++exponent;
    }
  }
  if (rest) {
    digits[count++] = 1;
    --exponent;
  }
  std::int64_t magnitude = exponent + std::int64_t(count);
  if (!count || magnitude < -330)
    return 0;
  if (magnitude > 310)
    return infinity(false);
  using namespace bigint;
  Arena arena;
  Context context(Arena::allocate, Arena::release, nullptr, &arena);
  Limb number[64], power[72], product[112];
  const Limb ten = 10, one = 1;
  std::size_t numberSize = 0, powerLength = 0, productSize = 0;
  double out = 0;
  Status status = fromDigits(number, numberSize, digits, count, 10, context);
  if (status == Status::ok)
    status = bigint::power(power, powerLength, {&ten, 1},
                           std::uint64_t(exponent < 0 ? -exponent : exponent),
                           context);
  Int a{{number, numberSize}, false}, b{{power, powerLength}, false};
  if (status == Status::ok && exponent >= 0) {
    status = mul(product, productSize, a.mag, b.mag, context);
    a.mag = {product, productSize};
    b.mag = {&one, 1};
  }
  if (trueDivide(out, a, b, context) == Division::overflow)
    return infinity(false);
  return out;
}

} // namespace

double nearestDouble(std::string_view mantissa, std::int64_t exponent) {
  std::uint64_t w = 0;
  int count = 0;
  std::int64_t q = exponent;
  bool cut = false;
  for (char c : mantissa) {
    if (!isDigit(c))
      continue;
    if (count < 19) {
      w = w * 10 + std::uint64_t(c - '0');
      count += w != 0;
    } else {
      cut |= c != '0';
      ++q;
    }
  }
  double out;
  if (!cut && w >> 53 == 0 && q >= -maxSmallPower && q <= maxSmallPower)
    return q < 0 ? double(w) / smallPowers[-q] : double(w) * smallPowers[q];
  double next;
  if (eiselLemire(w, q, out) &&
      (!cut || (eiselLemire(w + 1, q, next) && next == out)))
    return out;
  return divideExactly(mantissa, exponent);
}

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool startsWith(std::string_view text, std::string_view word) {
  if (text.size() < word.size())
    return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[i]) != word[i])
      return false;
  return true;
}

/// Digits from `at` on, with single underscores between them if these are
/// allowed.
std::size_t skipDigits(std::string_view text, std::size_t at,
                       bool underscores) {
  std::size_t start = at;
  while (at < text.size() &&
         (isDigit(text[at]) || (underscores && text[at] == '_' && at > start &&
                                isDigit(text[at - 1]) && at + 1 < text.size() &&
                                isDigit(text[at + 1]))))
    ++at;
  return at;
}

/// Saturates far outside of every double's range, but not so far that sums
/// overflow.
std::int64_t readExponent(std::string_view digits) {
  std::int64_t value = 0;
  for (char c : digits)
    if (isDigit(c) && value < (std::int64_t(1) << 58))
      value = value * 10 + (c - '0');
  return value;
}

std::size_t countDigits(std::string_view text) {
  std::size_t n = 0;
  for (char c : text)
    n += isDigit(c);
  return n;
}

std::size_t scan(std::string_view text, bool underscores, double &out) {
  std::size_t at = 0;
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    ++at;
  }
  std::string_view rest = text.substr(at);
  if (startsWith(rest, "inf")) {
    out = infinity(negative);
    return at + (startsWith(rest, "infinity") ? 8 : 3);
  }
  if (startsWith(rest, "nan")) {
    out = makeFloat(negative, 0x7FF, hiddenBit >> 1);
    return at + 3;
  }
  std::size_t start = at;
  at = skipDigits(text, at, underscores);
  std::size_t digits = at - start, fraction = 0;
  if (at < text.size() && text[at] == '.') {
    std::size_t after = skipDigits(text, at + 1, underscores);
    fraction = countDigits(text.substr(at + 1, after - at - 1));
    if (!digits && !fraction)
      return 0;
    at = after;
  } else if (!digits) {
    return 0;
  }
  std::string_view mantissa = text.substr(start, at - start);
  std::int64_t exponent = 0;
  if (at < text.size() && lower(text[at]) == 'e') {
    std::size_t e = at + 1;
    bool minus = e < text.size() && text[e] == '-';
    e += e < text.size() && (text[e] == '-' || text[e] == '+');
    std::size_t end = skipDigits(text, e, underscores);
    if (end > e) {
      exponent = readExponent(text.substr(e, end - e));
      exponent = minus ? -exponent : exponent;
      at = end;
    }
  }
  out = nearestDouble(mantissa, exponent - std::int64_t(fraction));
  if (negative)
    out = -out;
  return at;
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

} // namespace

std::size_t scanFloat(std::string_view text, double &out) {
  return scan(text, false, out);
}

bool parseFloat(std::string_view text, double &out) {
  while (!text.empty() && isSpace(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back()))
    text.remove_suffix(1);
  std::size_t used = scan(text, true, out);
  return used && used == text.size();
}

bool roundFloat(double d, std::int64_t digits, double &out) {
  if (digits > 323 || d == 0) {
    out = d;
    return true;
  }
  bool negative = FloatFields(d).negative;
  if (digits < -308) {
    out = negative ? -0.0 : 0.0;
    return true;
  }
  ExactDecimal decimal;
  exactDigits(decimal, d, DigitsKind::fraction, digits);
  out = nearestDouble({decimal.digits, std::size_t(decimal.count)},
                      decimal.point - decimal.count);
  if (!FloatFields(out).isFinite())
    return false;
  if (negative)
    out = -out;
  return true;
}

} // namespace dxpy::text
