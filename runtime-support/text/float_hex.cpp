// float.hex and float.fromhex.
#include "runtime-support/text/float_bits.h"
#include "runtime-support/text/float_text.h"

#include <charconv>
#include <cstring>

namespace dxpy::text {

std::size_t hexFloat(char *out, double d) {
  FloatFields f(d);
  if (!f.isFinite())
    return reprFloat(out, d);
  char *at = out;
  auto put = [&](std::string_view s) {
    std::memcpy(at, s.data(), s.size());
    at += s.size();
  };
  if (f.negative)
    put("-");
  if (!f.whole()) {
    put("0x0.0p+0");
    return std::size_t(at - out);
  }
  put(f.exponent ? "0x1." : "0x0.");
  for (int shift = mantissaBits - 4; shift >= 0; shift -= 4)
    *at++ = "0123456789abcdef"[f.mantissa >> shift & 15];
  int exponent = f.scale() + mantissaBits;
  put(exponent < 0 ? "p-" : "p+");
  at = std::to_chars(at, at + 8, exponent < 0 ? -exponent : exponent).ptr;
  return std::size_t(at - out);
}

namespace {

int hexValue(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = char(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// A nonzero significand of up to 64 bits, the lowest of which may stand for
/// more, times 2**exponent.
HexStatus compose(double &out, std::uint64_t m, bool sticky,
                  std::int64_t exponent) {
  std::int64_t top = exponent + std::bit_width(m);
  if (top > 1024)
    return HexStatus::tooLarge;
  out = 0;
  if (top < -1074)
    return HexStatus::ok;
  std::int64_t lowest = top - 53 > -1074 ? top - 53 : -1074,
               shift = lowest - exponent;
  if (shift > 0) {
    // shift is at most 64: top >= -1074 bounds it by the width of m.
    std::uint64_t half = std::uint64_t(1) << (shift - 1);
    std::uint64_t kept = shift == 64 ? 0 : m >> shift;
    bool up = (m & half) && ((m & (half - 1)) || sticky || (kept & 1));
    m = kept + up;
  } else {
    m <<= -shift;
  }
  if (m == 2 * hiddenBit) {
    m = hiddenBit;
    ++lowest;
  }
  std::uint64_t biased = m >= hiddenBit ? std::uint64_t(lowest + 1075) : 0;
  if (biased >= 0x7FF)
    return HexStatus::tooLarge;
  out = makeFloat(false, biased, m);
  return HexStatus::ok;
}

class HexReader {
public:
  explicit HexReader(std::string_view text) : text(text) {}

  HexStatus read(double &out) {
    skipSpace();
    bool negative = eat('-');
    if (!negative)
      eat('+');
    if (!word(out)) {
      if (!digits() || !exponentPart())
        return HexStatus::invalid;
      out = 0;
      // CPython finds a number too large before it sees what follows.
      if (significand &&
          compose(out, significand, sticky, scale + exponent) != HexStatus::ok)
        return HexStatus::tooLarge;
    }
    skipSpace();
    if (negative)
      out = -out;
    return at == text.size() ? HexStatus::ok : HexStatus::invalid;
  }

private:
  char peek(std::size_t ahead = 0) const {
    return at + ahead < text.size() ? text[at + ahead] : '\0';
  }
  bool eat(char c) {
    if (at >= text.size() || (text[at] | 32) != (c | 32) ||
        (c < 'a' && text[at] != c))
      return false;
    ++at;
    return true;
  }
  void skipSpace() {
    while (at < text.size() && isSpace(text[at]))
      ++at;
  }
  bool eatWord(std::string_view w) {
    for (std::size_t i = 0; i < w.size(); ++i)
      if ((peek(i) | 32) != w[i])
        return false;
    at += w.size();
    return true;
  }
  bool word(double &out) {
    if (eatWord("inf")) {
      eatWord("inity");
      out = infinity(false);
      return true;
    }
    if (eatWord("nan")) {
      out = makeFloat(false, 0x7FF, hiddenBit >> 1);
      return true;
    }
    return false;
  }
  bool digits() {
    if (peek() == '0' && (peek(1) | 32) == 'x')
      at += 2;
    std::size_t count = 0;
    bool fraction = false;
    for (;; ++at) {
      if (peek() == '.' && !fraction) {
        fraction = true;
        continue;
      }
      int value = at < text.size() ? hexValue(text[at]) : -1;
      if (value < 0)
        return count != 0;
      ++count;
      if (significand >> 60 == 0) {
        significand = significand * 16 + unsigned(value);
        scale -= fraction ? 4 : 0;
      } else {
        sticky |= value != 0;
        scale += fraction ? 0 : 4;
      }
    }
  }
  bool exponentPart() {
    if (!eat('p'))
      return true;
    bool negative = eat('-');
    if (!negative)
      eat('+');
    std::size_t start = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
      if (exponent < (std::int64_t(1) << 58))
        exponent = exponent * 10 + (text[at] - '0');
    if (negative)
      exponent = -exponent;
    return at > start;
  }

  std::string_view text;
  std::size_t at = 0;
  std::uint64_t significand = 0;
  std::int64_t scale = 0, exponent = 0;
  bool sticky = false;
};

} // namespace

HexStatus parseHexFloat(std::string_view text, double &out) {
  return HexReader(text).read(out);
}

} // namespace dxpy::text
