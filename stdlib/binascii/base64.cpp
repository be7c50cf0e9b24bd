// Base64 and uuencode.
#include "stdlib/binascii/codings.h"

namespace dxpy::binary_text {

const char oneCharacterTooMany[] =
    "Invalid base64-encoded string: number of data characters ({}) cannot be 1 "
    "more than a multiple of 4";

namespace {

constexpr char kLetters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct Values {
  uint8_t of[256];
  constexpr Values() : of() {
    for (uint8_t &value : of)
      value = 64;
    for (uint8_t i = 0; i < 64; ++i)
      of[uint8_t(kLetters[i])] = i;
  }
};
constexpr Values values;

} // namespace

void encodeBase64(Bytes &out, std::string_view data, bool newline) {
  uint32_t bits = 0;
  unsigned count = 0;
  for (char c : data) {
    bits = bits << 8 | uint8_t(c);
    for (count += 8; count >= 6;) {
      count -= 6;
      out.add(uint8_t(kLetters[bits >> count & 63]));
    }
  }
  if (count) {
    out.add(uint8_t(kLetters[bits << (6 - count) & 63]));
    out.add('=');
    if (count == 2)
      out.add('=');
  }
  if (newline)
    out.add('\n');
}

Fault decodeBase64(Bytes &out, std::string_view text, bool strict,
                   size_t &count) {
  if (strict && !text.empty() && text[0] == '=')
    return "Leading padding not allowed";
  unsigned quad = 0, pads = 0;
  uint32_t bits = 0;
  bool padded = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=') {
      padded = true;
      if (quad >= 2 && quad + ++pads >= 4)
        return strict && i + 1 < text.size() ? "Excess data after padding"
                                             : nullptr;
      continue;
    }
    uint8_t value = values.of[uint8_t(text[i])];
    if (value == 64) {
      if (strict)
        return "Only base64 data is allowed";
      continue;
    }
    if (strict && padded)
      return "Discontinuous padding not allowed";
    pads = 0;
    bits = bits << 6 | value;
    if (quad)
      out.add(bits >> (6 - 2 * quad) & 255);
    quad = (quad + 1) % 4;
  }
  if (quad == 1) {
    count = out.view().size() / 3 * 4 + 1;
    return oneCharacterTooMany;
  }
  return quad ? "Incorrect padding" : nullptr;
}

void encodeUu(Bytes &out, std::string_view data, bool backtick) {
  auto letter = [&](unsigned value) {
    out.add(backtick && value == 0 ? '`' : value + ' ');
  };
  letter(unsigned(data.size()));
  uint32_t bits = 0;
  unsigned count = 0;
  for (size_t i = 0; i < data.size() || count; ++i) {
    bits = bits << 8 | (i < data.size() ? uint8_t(data[i]) : 0);
    for (count += 8; count >= 6;) {
      count -= 6;
      letter(bits >> count & 63);
    }
  }
  out.add('\n');
}

Fault decodeUu(Bytes &out, std::string_view text) {
  // An empty line counts as one that starts with a NUL, as in CPython.
  unsigned length = (unsigned(text.empty() ? 0 : uint8_t(text[0])) - ' ') & 63;
  uint32_t bits = 0;
  unsigned count = 0;
  size_t at = 1;
  for (; length > 0; ++at) {
    uint8_t c = at < text.size() ? uint8_t(text[at]) : 0;
    unsigned value = 0;
    // Missing characters are spaces that the end of a line has lost.
    if (c != '\n' && c != '\r' && at < text.size()) {
      if (c < ' ' || c > ' ' + 64)
        return "Illegal char";
      value = (c - unsigned(' ')) & 63;
    }
    bits = bits << 6 | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.add(bits >> count & 255);
      --length;
    }
  }
  for (; at < text.size(); ++at)
    if (text[at] != ' ' && text[at] != '`' && text[at] != '\n' &&
        text[at] != '\r')
      return "Trailing garbage";
  return nullptr;
}

} // namespace dxpy::binary_text
