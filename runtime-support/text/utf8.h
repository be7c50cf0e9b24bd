// UTF-8 as the runtime's str holds it: valid UTF-8 in which lone surrogates may
// occur as well, in their three-byte form (generalized UTF-8). Functions that
// take such text trust it.
#ifndef DXPY_RUNTIME_TEXT_UTF8_H
#define DXPY_RUNTIME_TEXT_UTF8_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dxpy::text {

/// The size of a piece of text.
struct TextSize {
  std::size_t bytes = 0, characters = 0;
  bool operator==(const TextSize &) const = default;
};

constexpr bool isSurrogate(char32_t c) { return c >= 0xD800 && c < 0xE000; }
constexpr bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// Bytes of the character that starts with this byte.
constexpr unsigned sequenceLength(char lead) {
  auto b = static_cast<unsigned char>(lead);
  return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}
constexpr unsigned encodedLength(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/// The character at byte `at`, which moves behind it.
inline char32_t decodeOne(std::string_view text, std::size_t &at) {
  auto byte = [&](std::size_t i) {
    return char32_t(static_cast<unsigned char>(text[at + i]));
  };
  char32_t lead = byte(0);
  if (lead < 0x80) {
    at += 1;
    return lead;
  }
  char32_t c;
  unsigned length = sequenceLength(text[at]);
  if (length == 2)
    c = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
  else if (length == 3)
    c = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  else
    c = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
        (byte(3) & 0x3F);
  at += length;
  return c;
}

/// The character that ends at byte `at`, which moves before it.
inline char32_t decodeBefore(std::string_view text, std::size_t &at) {
  do
    --at;
  while (isContinuation(text[at]));
  std::size_t start = at;
  return decodeOne(text, start);
}

/// Writes a character, surrogates too; returns its length.
inline unsigned encodeOne(char32_t c, char *out) {
  if (c < 0x80) {
    out[0] = char(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = char(0xC0 | c >> 6);
    out[1] = char(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = char(0xE0 | c >> 12);
    out[1] = char(0x80 | (c >> 6 & 0x3F));
    out[2] = char(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = char(0xF0 | c >> 18);
  out[1] = char(0x80 | (c >> 12 & 0x3F));
  out[2] = char(0x80 | (c >> 6 & 0x3F));
  out[3] = char(0x80 | (c & 0x3F));
  return 4;
}

bool isAscii(std::string_view bytes);
std::size_t countCharacters(std::string_view text);
/// The byte where the character with this index starts; the end if there are
/// fewer.
std::size_t offsetOf(std::string_view text, std::size_t index);
/// The byte where the first surrogate at or after byte `from` starts; the end
/// if there is none.
std::size_t findSurrogate(std::string_view text, std::size_t from = 0);

/// Where decoding stopped, as UnicodeDecodeError tells it.
struct DecodeError {
  std::size_t start = 0, end = 0;
  const char *reason = nullptr; ///< null: no error
};

/// What a check of bytes as strict UTF-8 found: the valid bytes, and what is
/// wrong after them.
struct Utf8Check {
  TextSize valid;
  DecodeError error;
};
/// Checks from byte `from` on. If not `final`, an unfinished character at the
/// end is no error: it is only not part of the valid bytes.
Utf8Check checkUtf8(std::string_view bytes, std::size_t from = 0,
                    bool final = true);

} // namespace dxpy::text

#endif
