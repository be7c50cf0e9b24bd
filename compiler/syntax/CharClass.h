// Classes of ASCII bytes for the lexer, and UTF-8 decoding that accepts
// surrogates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dxpy::syntax {

namespace CharClass {
constexpr uint8_t IdStart = 1, IdContinue = 2, Digit = 4, HexDigit = 8,
                  Quote = 16;
}

struct CharTable {
  uint8_t classes[256] = {};
  constexpr CharTable() {
    using namespace CharClass;
    for (int c = 'a'; c <= 'z'; ++c)
      classes[c] = classes[c - 32] = IdStart | IdContinue;
    classes[int('_')] = IdStart | IdContinue;
    for (int c = 128; c < 256; ++c)
      classes[c] = IdStart | IdContinue;
    for (int c = '0'; c <= '9'; ++c)
      classes[c] = IdContinue | Digit | HexDigit;
    for (int c = 'a'; c <= 'f'; ++c) {
      classes[c] |= HexDigit;
      classes[c - 32] |= HexDigit;
    }
    classes[int('"')] = classes[int('\'')] = Quote;
  }
};
inline constexpr CharTable Chars;

inline bool isIdStart(char c) {
  return Chars.classes[uint8_t(c)] & CharClass::IdStart;
}
inline bool isIdContinue(char c) {
  return Chars.classes[uint8_t(c)] & CharClass::IdContinue;
}
inline bool isDigit(char c) {
  return Chars.classes[uint8_t(c)] & CharClass::Digit;
}
inline bool isHexDigit(char c) {
  return Chars.classes[uint8_t(c)] & CharClass::HexDigit;
}
inline bool isQuote(char c) {
  return Chars.classes[uint8_t(c)] & CharClass::Quote;
}

inline unsigned hexValue(char c) {
  return c <= '9' ? unsigned(c - '0') : (unsigned(c | 32) - 'a') + 10;
}

// The code point at `p`, which moves behind it. The text is valid generalised
// UTF-8.
inline uint32_t decodeUtf8(const char *&p) {
  auto byte = [&](int i) { return uint32_t(uint8_t(p[i])); };
  uint32_t c = byte(0);
  if (c < 0x80) {
    p += 1;
    return c;
  }
  if (c < 0xE0) {
    c = ((c & 0x1F) << 6) | (byte(1) & 0x3F);
    p += 2;
    return c;
  }
  if (c < 0xF0) {
    c = ((c & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
    p += 3;
    return c;
  }
  c = ((c & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) |
      (byte(3) & 0x3F);
  p += 4;
  return c;
}

// Writes `c` as generalised UTF-8; returns the bytes written, at most 4.
inline unsigned encodeUtf8(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = char(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = char(0xC0 | (c >> 6));
    out[1] = char(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = char(0xE0 | (c >> 12));
    out[1] = char(0x80 | ((c >> 6) & 0x3F));
    out[2] = char(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = char(0xF0 | (c >> 18));
  out[1] = char(0x80 | ((c >> 12) & 0x3F));
  out[2] = char(0x80 | ((c >> 6) & 0x3F));
  out[3] = char(0x80 | (c & 0x3F));
  return 4;
}

// Code points in valid UTF-8.
inline uint32_t countCodePoints(const char *begin, const char *end) {
  uint32_t n = 0;
  for (const char *p = begin; p < end; ++p)
    n += (uint8_t(*p) & 0xC0) != 0x80;
  return n;
}

} // namespace dxpy::syntax
