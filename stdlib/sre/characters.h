// What patterns ask of single characters: case, categories, sets. The locale is
// that of a UTF-8 system, where single bytes over 127 are no letters.
#pragma once
#include "runtime-support/text/unicode.h"
#include "stdlib/sre/codes.h"

namespace dxpy::sre {

inline bool isAsciiLetter(uint32_t c) { return (c | 32) - 'a' < 26; }
inline uint32_t lowerAscii(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
inline uint32_t upperAscii(uint32_t c) { return c - 'a' < 26 ? c - 32 : c; }
inline uint32_t lowerUnicode(uint32_t c) {
  if (c < 128)
    return lowerAscii(c);
  return c > text::maxCodePoint ? c : uint32_t(text::simpleLower(c));
}
/// The first character of the upper case form.
uint32_t upperUnicode(uint32_t c);

inline bool isAsciiWord(uint32_t c) {
  return isAsciiLetter(c) || c - '0' < 10 || c == '_';
}
inline bool isUnicodeWord(uint32_t c) {
  return c < 128 ? isAsciiWord(c) : text::isAlnum(c);
}
inline bool isAsciiSpace(uint32_t c) { return c == ' ' || c - 9 < 5; }

/// Is \p c of the category with this code?
bool inCategory(Code category, uint32_t c);

/// Is \p c in the set at \p set, which ends with FAILURE?
bool inCharsetSlow(const Code *set, uint32_t c);
inline bool inBitmap(const Code *bitmap, uint32_t c) {
  return bitmap[c / kBitsInCode] >> (c % kBitsInCode) & 1;
}
inline bool inCharset(const Code *set, uint32_t c) {
  if (Op(set[0]) == Op::Charset && c < 256 && inBitmap(set + 1, c))
    return true;
  return inCharsetSlow(set, c);
}
inline bool inCharsetLocIgnore(const Code *set, uint32_t c) {
  uint32_t lower = lowerAscii(c), upper = upperAscii(c);
  return inCharset(set, lower) || (upper != lower && inCharset(set, upper));
}
inline bool equalLocIgnore(uint32_t literal, uint32_t c) {
  return c == literal || lowerAscii(c) == literal || upperAscii(c) == literal;
}

} // namespace dxpy::sre
