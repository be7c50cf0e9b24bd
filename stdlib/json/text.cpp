// Escapes and numbers of JSON texts.
#include "stdlib/json/text.h"

namespace dxpy::json {

namespace {

constexpr int hexDigit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}
constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

size_t skipDigits(std::string_view text, size_t at) {
  while (at < text.size() && isDigit(text[at]))
    ++at;
  return at;
}

constexpr bool isHighSurrogate(int32_t c) { return c >= 0xD800 && c < 0xDC00; }
constexpr bool isLowSurrogate(int32_t c) { return c >= 0xDC00 && c < 0xE000; }

/// "\uXXXX", or two of them that are a pair of surrogates; \p at is the u.
Fault readUnicodeEscape(std::string_view text, size_t &at,
                        char32_t &character) {
  static constexpr char message[] = "Invalid \\uXXXX escape";
  int32_t first = hexQuad(text, at + 1);
  if (first < 0)
    return {message, at};
  at += 5;
  character = char32_t(first);
  if (!isHighSurrogate(first) || text.substr(at, 2) != "\\u")
    return {};
  int32_t second = hexQuad(text, at + 2);
  if (second < 0)
    return {message, at + 1};
  if (isLowSurrogate(second)) {
    character =
        0x10000 + (char32_t(first - 0xD800) << 10) + char32_t(second - 0xDC00);
    at += 6;
  }
  return {};
}

} // namespace

int32_t hexQuad(std::string_view text, size_t at) {
  if (text.size() < 5 || at > text.size() - 5)
    return -1;
  int32_t value = 0;
  for (size_t i = 0; i < 4; ++i) {
    int digit = hexDigit(text[at + i]);
    if (digit < 0)
      return -1;
    value = value << 4 | digit;
  }
  return value;
}

Fault readEscape(std::string_view text, size_t begin, size_t &at,
                 char32_t &character) {
  const size_t backslash = at++;
  if (at == text.size())
    return {"Unterminated string starting at", begin};
  switch (text[at]) {
  case '"':
  case '\\':
  case '/':
    character = char32_t(text[at]);
    break;
  case 'b':
    character = '\b';
    break;
  case 'f':
    character = '\f';
    break;
  case 'n':
    character = '\n';
    break;
  case 'r':
    character = '\r';
    break;
  case 't':
    character = '\t';
    break;
  case 'u':
    return readUnicodeEscape(text, at, character);
  default:
    return {"Invalid \\escape", backslash};
  }
  ++at;
  return {};
}

Number readNumber(std::string_view text) {
  // More digits than these might not fit 62 bits.
  static constexpr size_t kSmallDigits = 18;
  Number number;
  bool negative = !text.empty() && text[0] == '-';
  size_t start = negative, at = start;
  if (at == text.size() || !isDigit(text[at]))
    return number;
  int64_t value = 0;
  if (text[at] == '0')
    ++at;
  else
    for (; at < text.size() && isDigit(text[at]); ++at)
      if (at - start < kSmallDigits)
        value = value * 10 + (text[at] - '0');
  number.isSmall = at - start <= kSmallDigits;
  number.value = negative ? -value : value;
  if (text.size() - at > 1 && text[at] == '.' && isDigit(text[at + 1])) {
    at = skipDigits(text, at + 1);
    number.isFloat = true;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    size_t digits = at + 1;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-'))
      ++digits;
    if (digits < text.size() && isDigit(text[digits])) {
      at = skipDigits(text, digits);
      number.isFloat = true;
    }
  }
  number.length = at;
  return number;
}

unsigned writeEscape(char32_t character, char *out) {
  static constexpr char kDigits[] = "0123456789abcdef";
  char letter = character == '"'    ? '"'
                : character == '\\' ? '\\'
                : character == '\b' ? 'b'
                : character == '\f' ? 'f'
                : character == '\n' ? 'n'
                : character == '\r' ? 'r'
                : character == '\t' ? 't'
                                    : 0;
  out[0] = '\\';
  if (letter) {
    out[1] = letter;
    return 2;
  }
  if (character >= 0x10000) {
    character -= 0x10000;
    unsigned length = writeEscape(0xD800 + (character >> 10), out);
    return length + writeEscape(0xDC00 + (character & 0x3FF), out + length);
  }
  out[1] = 'u';
  for (int i = 0; i < 4; ++i)
    out[2 + i] = kDigits[character >> (12 - 4 * i) & 0xF];
  return 6;
}

} // namespace dxpy::json
