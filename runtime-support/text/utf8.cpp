#include "runtime-support/text/utf8.h"

#include <bit>
#include <cstring>

namespace dxpy::text {
namespace {

constexpr std::uint64_t highBits = 0x8080808080808080ull,
                        lowBits = 0x0101010101010101ull;

std::uint64_t loadWord(const char *p) {
  std::uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

/// How many of eight bytes start a character.
unsigned startsIn(std::uint64_t word) {
  std::uint64_t continuation = (word >> 7) & ~(word >> 6) & lowBits;
  return 8 - unsigned(std::popcount(continuation));
}

unsigned char byteAt(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

/// Checks one character of two or more bytes. Returns its length, or 0 and the
/// error.
unsigned checkSequence(std::string_view bytes, std::size_t at,
                       DecodeError &error) {
  auto fail = [&](std::size_t length, const char *reason) {
    error = {at, at + length, reason};
    return 0u;
  };
  const char *badContinuation = "invalid continuation byte";
  unsigned char lead = byteAt(bytes, at);
  if (lead < 0xC2 || lead > 0xF4)
    return fail(1, "invalid start byte");
  unsigned length = sequenceLength(char(lead));
  std::size_t left = bytes.size() - at;
  for (unsigned i = 1; i < length; ++i) {
    if (i >= left)
      return fail(left, "unexpected end of data");
    unsigned char b = byteAt(bytes, at + i);
    bool good = (b & 0xC0) == 0x80;
    if (i == 1) { // overlong forms, surrogates, beyond U+10FFFF
      good &= !(lead == 0xE0 && b < 0xA0) && !(lead == 0xED && b >= 0xA0);
      good &= !(lead == 0xF0 && b < 0x90) && !(lead == 0xF4 && b >= 0x90);
    }
    if (!good)
      return fail(i, badContinuation);
  }
  return length;
}

} // namespace

bool isAscii(std::string_view bytes) {
  std::size_t at = 0;
  std::uint64_t any = 0;
  for (; at + 8 <= bytes.size(); at += 8)
    any |= loadWord(bytes.data() + at);
  for (; at < bytes.size(); ++at)
    any |= byteAt(bytes, at);
  return (any & highBits) == 0;
}

std::size_t countCharacters(std::string_view text) {
  std::size_t count = 0, at = 0;
  for (; at + 8 <= text.size(); at += 8)
    count += startsIn(loadWord(text.data() + at));
  for (; at < text.size(); ++at)
    count += !isContinuation(text[at]);
  return count;
}

std::size_t offsetOf(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  while (at + 8 <= text.size()) {
    unsigned starts = startsIn(loadWord(text.data() + at));
    if (starts > index)
      break;
    index -= starts;
    at += 8;
  }
  // `index` characters start between here and the wanted one.
  for (; at < text.size(); ++at)
    if (!isContinuation(text[at]) && index-- == 0)
      return at;
  return text.size();
}

std::size_t findSurrogate(std::string_view text, std::size_t from) {
  while (from < text.size()) {
    const void *found =
        std::memchr(text.data() + from, 0xED, text.size() - from);
    if (!found)
      break;
    from = std::size_t(static_cast<const char *>(found) - text.data());
    if (byteAt(text, from + 1) >= 0xA0)
      return from;
    from += 3;
  }
  return text.size();
}

Utf8Check checkUtf8(std::string_view bytes, std::size_t from, bool final) {
  Utf8Check check;
  std::size_t at = from;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() &&
        (loadWord(bytes.data() + at) & highBits) == 0) {
      at += 8;
      check.valid.characters += 8;
      continue;
    }
    unsigned length =
        byteAt(bytes, at) < 0x80 ? 1 : checkSequence(bytes, at, check.error);
    if (!length)
      break;
    at += length;
    ++check.valid.characters;
  }
  check.valid.bytes = at - from;
  if (!final && check.error.reason && check.error.end == bytes.size() &&
      check.error.reason[0] == 'u')
    check.error = {};
  return check;
}

} // namespace dxpy::text
