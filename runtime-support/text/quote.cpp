#include "runtime-support/text/quote.h"

#include "runtime-support/text/unicode.h"

namespace dxpy::text {
namespace {

/// Single quotes, unless there are some inside and no double ones.
char quoteFor(std::string_view text) {
  bool isSingle = text.find('\'') != text.npos;
  return isSingle && text.find('"') == text.npos ? '"' : '\'';
}

bool isPlain(char32_t c, Quoting quoting) {
  return c < 0x7F ? c >= ' '
                  : c > 0x7F && quoting == Quoting::repr && isPrintable(c);
}

/// Puts an escape sequence, one ASCII character a call; false if the character
/// needs none.
template <typename Put>
bool escape(char32_t c, char quote, bool plain, Put put) {
  char letter = c == '\\' || c == char32_t(quote) ? char(c)
                : c == '\n'                       ? 'n'
                : c == '\r'                       ? 'r'
                : c == '\t'                       ? 't'
                                                  : '\0';
  if (!letter && plain)
    return false;
  put('\\');
  if (letter) {
    put(letter);
    return true;
  }
  put(c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
  for (int shift = c < 0x100     ? 4
                   : c < 0x10000 ? 12
                                 : 28;
       shift >= 0; shift -= 4)
    put("0123456789abcdef"[c >> shift & 15]);
  return true;
}

} // namespace

TextSize quotedSize(std::string_view text, Quoting quoting) {
  TextSize size{2, 2};
  char mark = quoteFor(text);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    char32_t c = decodeOne(text, at);
    auto count = [&](char) {
      ++size.bytes;
      ++size.characters;
    };
    if (!escape(c, mark, isPlain(c, quoting), count)) {
      size.bytes += at - start;
      ++size.characters;
    }
  }
  return size;
}

void quote(std::string_view text, Quoting quoting, char *out) {
  char mark = quoteFor(text);
  auto put = [&](char c) { *out++ = c; };
  put(mark);
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = decodeOne(text, at);
    if (!escape(c, mark, isPlain(c, quoting), put))
      out += encodeOne(c, out);
  }
  put(mark);
}

std::size_t quotedBytesSize(std::string_view bytes) {
  std::size_t size = 3;
  char mark = quoteFor(bytes);
  for (char b : bytes) {
    auto c = char32_t(static_cast<unsigned char>(b));
    size += !escape(c, mark, isPlain(c, Quoting::ascii), [&](char) { ++size; });
  }
  return size;
}

void quoteBytes(std::string_view bytes, char *out) {
  char mark = quoteFor(bytes);
  auto put = [&](char c) { *out++ = c; };
  put('b');
  put(mark);
  for (char b : bytes) {
    auto c = char32_t(static_cast<unsigned char>(b));
    if (!escape(c, mark, isPlain(c, Quoting::ascii), put))
      put(b);
  }
  put(mark);
}

bool isPrintable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!isPrintable(decodeOne(text, at)))
      return false;
  return true;
}

bool isIdentifier(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || !isIdentifierStart(decodeOne(text, at)))
    return false;
  while (at < text.size())
    if (!isIdentifierContinue(decodeOne(text, at)))
      return false;
  return true;
}

} // namespace dxpy::text
