#include "runtime-support/text/codecs.h"

#include <cstring>

namespace dxpy::text {
namespace {

unsigned char byteAt(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

char32_t unit16(std::string_view bytes, std::size_t at, ByteOrder order) {
  unsigned a = byteAt(bytes, at), b = byteAt(bytes, at + 1);
  return order == ByteOrder::little ? a | b << 8 : a << 8 | b;
}
char32_t unit32(std::string_view bytes, std::size_t at, ByteOrder order) {
  char32_t first = unit16(bytes, at, order),
           second = unit16(bytes, at + 2, order);
  return order == ByteOrder::little ? first | second << 16
                                    : first << 16 | second;
}

/// Appends characters to a decoder's result.
struct Output {
  Decoded &result;
  char *out;
  void put(char32_t c) {
    result.written.bytes += encodeOne(c, out + result.written.bytes);
    ++result.written.characters;
  }
};

Decoded stopped(Decoded d, std::size_t start, std::size_t end,
                const char *reason) {
  d.consumed = start;
  d.error = {start, end, reason};
  return d;
}

} // namespace

Decoded decodeLatin1(std::string_view bytes, std::size_t from, char *out) {
  Decoded d;
  Output output{d, out};
  for (std::size_t at = from; at < bytes.size(); ++at)
    output.put(byteAt(bytes, at));
  d.consumed = bytes.size();
  return d;
}

Decoded decodeAscii(std::string_view bytes, std::size_t from, char *out) {
  Decoded d;
  std::size_t at = from;
  while (at < bytes.size() && byteAt(bytes, at) < 0x80)
    ++at;
  d.consumed = at;
  d.written = {at - from, at - from};
  if (at > from)
    std::memcpy(out, bytes.data() + from, at - from);
  return at == bytes.size()
             ? d
             : stopped(d, at, at + 1, "ordinal not in range(128)");
}

Decoded decodeUtf16(std::string_view bytes, std::size_t from, ByteOrder order,
                    bool final, char *out) {
  Decoded d;
  Output output{d, out};
  std::size_t at = from, end = bytes.size();
  while (at + 2 <= end) {
    char32_t c = unit16(bytes, at, order);
    if (!isSurrogate(c)) {
      output.put(c);
      at += 2;
      continue;
    }
    if (c >= 0xDC00)
      return stopped(d, at, at + 2, "illegal encoding");
    if (at + 4 > end) {
      d.consumed = at;
      return final ? stopped(d, at, end, "unexpected end of data") : d;
    }
    char32_t low = unit16(bytes, at + 2, order);
    if (low < 0xDC00 || low > 0xDFFF)
      return stopped(d, at, at + 2, "illegal UTF-16 surrogate");
    output.put(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
    at += 4;
  }
  d.consumed = at;
  return at < end && final ? stopped(d, at, end, "truncated data") : d;
}

Decoded decodeUtf32(std::string_view bytes, std::size_t from, ByteOrder order,
                    bool final, char *out) {
  Decoded d;
  Output output{d, out};
  std::size_t at = from, end = bytes.size();
  for (; at + 4 <= end; at += 4) {
    char32_t c = unit32(bytes, at, order);
    if (isSurrogate(c))
      return stopped(
          d, at, at + 4,
          "code point in surrogate code point range(0xd800, 0xe000)");
    if (c > 0x10FFFF)
      return stopped(d, at, at + 4, "code point not in range(0x110000)");
    output.put(c);
  }
  d.consumed = at;
  return at < end && final ? stopped(d, at, end, "truncated data") : d;
}

namespace {

/// Encodes until `accepts` says no; then gathers what is rejected: one
/// character, or the whole run.
template <typename Accepts, typename Put>
Encoded encode(std::string_view text, std::size_t from, const char *reason,
               bool wholeRun, Accepts accepts, Put put) {
  Encoded e;
  std::size_t at = from;
  while (at < text.size()) {
    std::size_t next = at;
    char32_t c = decodeOne(text, next);
    if (!accepts(c))
      break;
    e.written += put(c, e.written);
    ++e.consumed.characters;
    at = next;
  }
  e.consumed.bytes = at - from;
  while (at < text.size() && (wholeRun || !e.reason)) {
    std::size_t next = at;
    if (accepts(decodeOne(text, next)))
      break;
    e.reason = reason;
    e.rejected.bytes += next - at;
    ++e.rejected.characters;
    at = next;
  }
  return e;
}

Encoded encodeBytes(std::string_view text, std::size_t from, char *out,
                    char32_t limit, const char *reason) {
  return encode(
      text, from, reason, true, [&](char32_t c) { return c < limit; },
      [&](char32_t c, std::size_t at) {
        out[at] = char(c);
        return 1;
      });
}

void put16(char *out, char32_t unit, ByteOrder order) {
  bool little = order == ByteOrder::little;
  out[little ? 0 : 1] = char(unit);
  out[little ? 1 : 0] = char(unit >> 8);
}

constexpr const char *noSurrogates = "surrogates not allowed";
bool isScalar(char32_t c) { return !isSurrogate(c); }

} // namespace

Encoded encodeLatin1(std::string_view text, std::size_t from, char *out) {
  return encodeBytes(text, from, out, 0x100, "ordinal not in range(256)");
}

Encoded encodeAscii(std::string_view text, std::size_t from, char *out) {
  return encodeBytes(text, from, out, 0x80, "ordinal not in range(128)");
}

Encoded encodeUtf8(std::string_view text, std::size_t from, char *out) {
  return encode(
      text, from, noSurrogates, true, isScalar,
      [&](char32_t c, std::size_t at) { return encodeOne(c, out + at); });
}

Encoded encodeUtf16(std::string_view text, std::size_t from, ByteOrder order,
                    char *out) {
  return encode(text, from, noSurrogates, false, isScalar,
                [&](char32_t c, std::size_t at) {
                  if (c < 0x10000) {
                    put16(out + at, c, order);
                    return 2;
                  }
                  put16(out + at, 0xD800 + ((c - 0x10000) >> 10), order);
                  put16(out + at + 2, 0xDC00 + ((c - 0x10000) & 0x3FF), order);
                  return 4;
                });
}

Encoded encodeUtf32(std::string_view text, std::size_t from, ByteOrder order,
                    char *out) {
  return encode(text, from, noSurrogates, false, isScalar,
                [&](char32_t c, std::size_t at) {
                  bool little = order == ByteOrder::little;
                  put16(out + at + (little ? 0 : 2), c & 0xFFFF, order);
                  put16(out + at + (little ? 2 : 0), c >> 16, order);
                  return 4;
                });
}

} // namespace dxpy::text
