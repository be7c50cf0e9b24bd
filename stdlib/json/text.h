// The text of JSON: strings and numbers as bytes, without Python objects, so
// that it can be fuzzed alone. Text is generalised UTF-8, which it trusts.
#pragma once
#include "runtime-support/text/utf8.h"
#include <cstddef>
#include <cstdint>
#include <emmintrin.h>
#include <string_view>

namespace dxpy::json {

/// What is wrong with a text, and the byte where; no message: nothing.
struct Fault {
  const char *message = nullptr;
  size_t at = 0;
  explicit operator bool() const { return message; }
};

constexpr bool isSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
/// The first byte at or behind \p at that is no white space.
inline size_t skipSpace(std::string_view text, size_t at) {
  while (at < text.size() && isSpace(text[at]))
    ++at;
  return at;
}

/// What ends a run of characters that stand for themselves, besides quotes and
/// backslashes.
enum class Run : uint8_t {
  Lenient, ///< nothing
  Strict,  ///< control characters
  Ascii    ///< these, DEL, and all that is not ASCII
};

template <Run kind> constexpr bool endsRun(char c) {
  auto byte = uint8_t(c);
  return c == '"' || c == '\\' || (kind != Run::Lenient && byte < 0x20) ||
         (kind == Run::Ascii && byte >= 0x7F);
}

/// Where the run from \p at ends; \p high collects whether it has bytes outside
/// ASCII.
template <Run kind>
inline size_t runEnd(std::string_view text, size_t at, bool &high) {
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'),
                control = _mm_set1_epi8(0x1F), del = _mm_set1_epi8(0x7F);
  for (; text.size() - at >= 16; at += 16) {
    __m128i bytes =
        _mm_loadu_si128(reinterpret_cast<const __m128i *>(text.data() + at));
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                                _mm_cmpeq_epi8(bytes, backslash));
    if (kind != Run::Lenient)
      ends = _mm_or_si128(ends,
                          _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    if (kind == Run::Ascii)
      ends =
          _mm_or_si128(ends, _mm_cmpeq_epi8(_mm_max_epu8(bytes, del), bytes));
    auto mask = unsigned(_mm_movemask_epi8(ends)),
         outside = unsigned(_mm_movemask_epi8(bytes));
    if (mask) {
      unsigned length = unsigned(__builtin_ctz(mask));
      high |= (outside & ((1u << length) - 1)) != 0;
      return at + length;
    }
    high |= outside != 0;
  }
  while (at < text.size() && !endsRun<kind>(text[at]))
    high |= uint8_t(text[at++]) >= 0x80;
  return at;
}

/// The four hexadecimal digits at \p at; -1 if they are not there or end the
/// text.
int32_t hexQuad(std::string_view text, size_t at);

/// The character that the escape sequence at \p at (its backslash) stands for;
/// \p at moves behind it. \p begin is the quote of its string.
Fault readEscape(std::string_view text, size_t begin, size_t &at,
                 char32_t &character);

/// Reads the string whose first character is at \p at, which moves behind its
/// closing quote. A string without escapes is \p plain; the characters of
/// others go to \p out, which has append(std::string_view), and \p plain has no
/// data. \p high: it has bytes outside ASCII.
template <Run kind, typename Out>
Fault readString(std::string_view text, size_t &at, std::string_view &plain,
                 bool &high, Out &out) {
  const size_t begin = at - 1;
  size_t end = runEnd<kind>(text, at, high);
  plain = {};
  if (end < text.size() && text[end] == '"') [[likely]] {
    plain = text.substr(at, end - at);
    at = end + 1;
    return {};
  }
  for (;;) {
    out.append(text.substr(at, end - at));
    if (end == text.size())
      return {"Unterminated string starting at", begin};
    if (text[end] == '"')
      break;
    if (text[end] != '\\')
      return {"Invalid control character at", end};
    char32_t character = 0;
    if (Fault fault = readEscape(text, begin, end, character))
      return fault;
    char bytes[4];
    unsigned length = text::encodeOne(character, bytes);
    out.append(std::string_view(bytes, length));
    high |= length > 1;
    at = end;
    end = runEnd<kind>(text, at, high);
  }
  at = end + 1;
  return {};
}

/// The number at the start of \p text.
struct Number {
  size_t length = 0; ///< 0: there is none
  bool isFloat = false;
  bool isSmall = false; ///< an int, \p value
  int64_t value = 0;
};
Number readNumber(std::string_view text);

/// The escape sequence of a character that ends a run, up to 12 bytes; returns
/// its length.
unsigned writeEscape(char32_t character, char *out);

} // namespace dxpy::json
