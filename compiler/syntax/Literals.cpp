// Numbers and escapes.
#include "compiler/syntax/Literals.h"

#include "compiler/syntax/CharClass.h"

#include <charconv>
#include <limits>
#include <string>
#include <vector>

namespace dxpy::syntax {

using ast::ConstantKind;
using ast::ConstantValue;

// ---- numbers

namespace {

// Little-endian 64-bit limbs, multiplied and added to in place. Storage is the
// arena's.
struct Limbs {
  uint64_t *items;
  uint32_t count = 0;

  void mulAdd(uint64_t factor, uint64_t addend) {
    unsigned __int128 carry = addend;
    for (uint32_t i = 0; i < count; ++i) {
      carry += (unsigned __int128)items[i] * factor;
      items[i] = uint64_t(carry);
      carry >>= 64;
    }
    if (carry)
      items[count++] = uint64_t(carry);
  }
};

bool intValue(std::string_view digits, unsigned base, base::Arena &arena,
              int maxDigits, ConstantValue &value) {
  value.kind = ConstantKind::Int;
  value.integer = 0;
  uint32_t digitCount = 0;
  bool overflow = false;
  for (char c : digits) {
    if (c == '_')
      continue;
    ++digitCount;
    unsigned d = hexValue(c);
    overflow |= __builtin_mul_overflow(value.integer, base, &value.integer);
    overflow |= __builtin_add_overflow(value.integer, d, &value.integer);
  }
  if (!overflow)
    return true;
  if (base == 10 && maxDigits > 0 && digitCount > uint32_t(maxDigits))
    return false;
  // At most 4 bits a digit.
  Limbs limbs{arena.makeArray<uint64_t>(digitCount / 16 + 2)};
  if (!limbs.items || arena.failed())
    return false;
  uint64_t chunk = 0, scale = 1;
  for (char c : digits) {
    if (c == '_')
      continue;
    chunk = chunk * base + hexValue(c);
    scale *= base;
    if (scale > std::numeric_limits<uint64_t>::max() / 16 / base) {
      limbs.mulAdd(scale, chunk);
      chunk = 0;
      scale = 1;
    }
  }
  if (scale > 1)
    limbs.mulAdd(scale, chunk);
  value.kind = ConstantKind::BigInt;
  value.limbs = limbs.items;
  value.size = limbs.count;
  return true;
}

// A decimal float without underscores; too large gives infinity, too small 0.
double floatValue(const char *begin, const char *end) {
  double result = 0;
  auto [ptr, error] = std::from_chars(begin, end, result);
  if (error != std::errc::result_out_of_range)
    return result;
  // Which side it fell off: the sign of its decimal exponent, counted from the
  // first digit.
  int64_t exponent = 0, pointShift = 0;
  bool sawDigit = false, sawPoint = false;
  for (const char *p = begin; p < end; ++p) {
    if (*p == '.') {
      sawPoint = true;
    } else if ((*p | 32) == 'e') {
      bool negative = p[1] == '-';
      for (++p; p < end; ++p)
        if (isDigit(*p) && exponent < 100000000)
          exponent = exponent * 10 + (*p - '0');
      exponent = negative ? -exponent : exponent;
    } else {
      sawDigit |= *p != '0';
      pointShift += sawPoint ? (sawDigit ? 0 : -1) : sawDigit;
    }
  }
  return exponent + pointShift > 0 ? std::numeric_limits<double>::infinity()
                                   : 0.0;
}

} // namespace

bool numberValue(std::string_view text, base::Arena &arena, int maxIntDigits,
                 ConstantValue &value) {
  if (text.size() > 1 && text[0] == '0') {
    char kind = char(text[1] | 32);
    unsigned base = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
    if (base)
      return intValue(text.substr(2), base, arena, maxIntDigits, value);
  }
  bool imaginary = isImaginary(text);
  if (imaginary)
    text.remove_suffix(1);
  bool isFloat =
      imaginary || text.find_first_of(".eE") != std::string_view::npos;
  if (!isFloat)
    return intValue(text, 10, arena, maxIntDigits, value);
  char *clean = arena.makeArray<char>(text.size());
  if (!clean)
    return false;
  char *end = clean;
  for (char c : text)
    if (c != '_')
      *end++ = c;
  value.kind = imaginary ? ConstantKind::Complex : ConstantKind::Float;
  value.real = floatValue(clean, end);
  return true;
}

std::string intToDecimal(const ConstantValue &value) {
  if (value.kind == ConstantKind::Int)
    return std::to_string(value.integer);
  constexpr uint64_t Chunk = 1000000000000000000; // 10**18
  std::vector<uint64_t> rest(value.limbs, value.limbs + value.size), chunks;
  while (!rest.empty()) {
    unsigned __int128 remainder = 0;
    for (size_t i = rest.size(); i-- > 0;) {
      remainder = remainder << 64 | rest[i];
      rest[i] = uint64_t(remainder / Chunk);
      remainder %= Chunk;
    }
    chunks.push_back(uint64_t(remainder));
    while (!rest.empty() && rest.back() == 0)
      rest.pop_back();
  }
  std::string out = std::to_string(chunks.back());
  for (size_t i = chunks.size() - 1; i-- > 0;) {
    std::string part = std::to_string(chunks[i]);
    out.append(18 - part.size(), '0').append(part);
  }
  return out;
}

// ---- escapes

namespace {

// The character of a one-letter escape, or -1.
int simpleEscape(char c) {
  switch (c) {
  case '\\':
  case '\'':
  case '"':
    return c;
  case 'a':
    return 7;
  case 'b':
    return 8;
  case 'f':
    return 12;
  case 'n':
    return 10;
  case 'r':
    return 13;
  case 't':
    return 9;
  case 'v':
    return 11;
  }
  return -1;
}

bool isOctal(char c) { return c >= '0' && c <= '7'; }

class StrDecoder {
public:
  StrDecoder(std::string_view text, char *to, CharacterNameFn names)
      : p(text.data()), end(p + text.size()), begin(p), out(to),
        characterName(names) {}

  EscapeOutcome run() {
    while (p < end) {
      if (*p != '\\') {
        widened += (uint8_t(*p) & 0x80) ? (uint8_t(*p) & 0x40 ? 9 : -1) : 0;
        *out++ = *p++;
        continue;
      }
      backslash = p++;
      // One at the end, in front of a field, stands for itself.
      if (p == end) {
        *out++ = '\\';
        break;
      }
      if (!escape())
        return outcome;
    }
    outcome.end = out;
    return outcome;
  }

private:
  void put(uint32_t c) { out += encodeUtf8(c, out); }

  bool fail(const char *reason) {
    outcome.reason = reason;
    outcome.errorStart = uint32_t(backslash - begin + widened);
    outcome.errorEnd = uint32_t(p - begin + widened);
    return false;
  }

  bool hex(int digits, const char *truncated) {
    ++p;
    uint32_t c = 0;
    for (int i = 0; i < digits; ++i, ++p) {
      if (p == end || !isHexDigit(*p))
        return fail(truncated);
      c = c * 16 + hexValue(*p);
    }
    if (c > 0x10FFFF)
      return fail("illegal Unicode character");
    put(c);
    return true;
  }

  bool named() {
    ++p;
    if (p < end && *p == '{') {
      const char *start = ++p;
      while (p < end && *p != '}')
        ++p;
      if (p > start && p < end) {
        uint32_t c;
        std::string_view name(start, size_t(p - start));
        ++p;
        if (!characterName(name, c))
          return fail("unknown Unicode character name");
        put(c);
        return true;
      }
      p += p < end;
    }
    return fail("malformed \\N character escape");
  }

  bool escape() {
    int simple = simpleEscape(*p);
    if (simple >= 0) {
      *out++ = char(simple);
      ++p;
      return true;
    }
    switch (*p) {
    case '\n':
      ++p;
      return true;
    case 'x':
      return hex(2, "truncated \\xXX escape");
    case 'u':
      return hex(4, "truncated \\uXXXX escape");
    case 'U':
      return hex(8, "truncated \\UXXXXXXXX escape");
    case 'N':
      return named();
    }
    if (isOctal(*p)) {
      uint32_t c = 0;
      for (int i = 0; i < 3 && p < end && isOctal(*p); ++i)
        c = c * 8 + uint32_t(*p++ - '0');
      if (c > 0xFF && !outcome.invalidEscape)
        outcome.invalidEscape = backslash;
      put(c);
      return true;
    }
    if (uint8_t(*p) & 0x80)
      widened += 5; // it counts as \u005c
    else if (!outcome.invalidEscape)
      outcome.invalidEscape = backslash;
    *out++ = '\\';
    return true;
  }

  const char *p, *end, *begin;
  const char *backslash = nullptr;
  char *out;
  CharacterNameFn characterName;
  int64_t widened = 0;
  EscapeOutcome outcome;
};

} // namespace

EscapeOutcome decodeStrEscapes(std::string_view text, char *out,
                               CharacterNameFn characterName) {
  return StrDecoder(text, out, characterName).run();
}

EscapeOutcome decodeBytesEscapes(std::string_view text, char *out) {
  EscapeOutcome outcome;
  const char *p = text.data(), *end = p + text.size();
  while (p < end) {
    if (*p != '\\') {
      *out++ = *p++;
      continue;
    }
    const char *backslash = p++;
    if (p == end) {
      outcome.reason = "Trailing \\ in string";
      return outcome;
    }
    int simple = simpleEscape(*p);
    if (simple >= 0) {
      *out++ = char(simple);
      ++p;
    } else if (*p == '\n') {
      ++p;
    } else if (isOctal(*p)) {
      unsigned c = 0;
      for (int i = 0; i < 3 && p < end && isOctal(*p); ++i)
        c = c * 8 + unsigned(*p++ - '0');
      if (c > 0xFF && !outcome.invalidEscape)
        outcome.invalidEscape = backslash;
      *out++ = char(c);
    } else if (*p == 'x') {
      if (end - p < 3 || !isHexDigit(p[1]) || !isHexDigit(p[2])) {
        outcome.reason = "invalid \\x escape";
        outcome.errorStart = uint32_t(backslash - text.data());
        return outcome;
      }
      *out++ = char(hexValue(p[1]) * 16 + hexValue(p[2]));
      p += 3;
    } else {
      if (!outcome.invalidEscape)
        outcome.invalidEscape = backslash;
      *out++ = '\\';
    }
  }
  outcome.end = out;
  return outcome;
}

} // namespace dxpy::syntax
