// Decoders for source files.
#include "compiler/base/Codecs.h"

namespace dxpy::base {

Utf8Problem findInvalidUtf8(std::string_view bytes) {
  auto at = [&](size_t i) { return uint8_t(bytes[i]); };
  size_t i = 0, n = bytes.size();
  while (i < n) {
    uint8_t c = at(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    auto problem = [&](const char *reason, size_t length = 1) {
      return Utf8Problem{uint32_t(i), uint32_t(length), reason};
    };
    if (c < 0xC2 || c > 0xF4)
      return problem("invalid start byte");
    unsigned length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (i + 1 >= n)
      return problem("unexpected end of data");
    uint8_t second = at(i + 1);
    bool secondOk = (second & 0xC0) == 0x80 && !(c == 0xE0 && second < 0xA0) &&
                    !(c == 0xED && second >= 0xA0) &&
                    !(c == 0xF0 && second < 0x90) &&
                    !(c == 0xF4 && second >= 0x90);
    if (!secondOk)
      return problem("invalid continuation byte");
    for (unsigned k = 2; k < length; ++k) {
      if (i + k >= n)
        return problem("unexpected end of data", k);
      if ((at(i + k) & 0xC0) != 0x80)
        return problem("invalid continuation byte", k);
    }
    i += length;
  }
  return {};
}

namespace {

struct CodePage {
  std::string_view codec;
  uint16_t upperHalf[128]; // 0 where a byte has no meaning
};
constexpr CodePage Pages[] = {
#define CODE_PAGE(Codec, ...) {Codec, {__VA_ARGS__}},
#include "compiler/base/CodePages.def"
};

struct CodecName {
  std::string_view spelling, codec;
};
constexpr CodecName Names[] = {
#define CODEC_NAME(Spelling, Codec) {Spelling, Codec},
#include "compiler/base/CodePages.def"
};

// The codec that a spelling means, or empty. Case does not count, and any run
// of other characters than letters, digits and dots is one "_".
std::string_view codecOf(std::string_view spelling) {
  std::string normal;
  bool gap = false;
  for (char c : spelling) {
    bool upper = c >= 'A' && c <= 'Z';
    bool plain =
        upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (plain) {
      if (gap && !normal.empty())
        normal += '_';
      normal += upper ? char(c | 32) : c;
    }
    gap = !plain;
  }
  for (const CodecName &name : Names)
    if (name.spelling == normal)
      return name.codec;
  return {};
}

void appendUtf8(std::string &out, uint32_t c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | (c >> 6));
    out += char(0x80 | (c & 0x3F));
  } else {
    out += char(0xE0 | (c >> 12));
    out += char(0x80 | ((c >> 6) & 0x3F));
    out += char(0x80 | (c & 0x3F));
  }
}

} // namespace

std::string hexByte(char byte) {
  static constexpr char Hex[] = "0123456789abcdef";
  return {Hex[uint8_t(byte) >> 4], Hex[byte & 15]};
}

static std::string badBytes(std::string_view codec, char byte, size_t offset,
                            size_t length, std::string_view reason) {
  std::string why = "'";
  why.append(codec).append("' codec can't decode byte");
  if (length == 1)
    why.append(" 0x")
        .append(hexByte(byte))
        .append(" in position ")
        .append(std::to_string(offset));
  else
    why.append("s in position ")
        .append(std::to_string(offset))
        .append("-")
        .append(std::to_string(offset + length - 1));
  return why.append(": ").append(reason);
}

std::string describeInvalidUtf8(std::string_view bytes, const Utf8Problem &p) {
  return badBytes("utf-8", bytes[p.offset], p.offset, p.length, p.reason);
}

DecodeOutcome decodeKnown(std::string_view encoding, std::string_view bytes,
                          std::string &utf8, std::string &why) {
  std::string_view name = codecOf(encoding);
  utf8.clear();
  if (name == "utf_8") {
    Utf8Problem p = findInvalidUtf8(bytes);
    if (p.found()) {
      why = describeInvalidUtf8(bytes, p);
      return DecodeOutcome::Invalid;
    }
    utf8.assign(bytes);
    return DecodeOutcome::Decoded;
  }
  const CodePage *page = nullptr;
  for (const CodePage &p : Pages)
    if (p.codec == name)
      page = &p;
  bool latin = name == "latin_1", ascii = name == "ascii";
  if (!page && !latin && !ascii)
    return DecodeOutcome::UnknownCodec;
  for (size_t i = 0; i < bytes.size(); ++i) {
    uint8_t b = uint8_t(bytes[i]);
    uint32_t c = b < 128 || latin ? b : page ? page->upperHalf[b - 128] : 0;
    if (b >= 128 && c == 0) {
      why = ascii
                ? badBytes("ascii", bytes[i], i, 1, "ordinal not in range(128)")
                : badBytes("charmap", bytes[i], i, 1,
                           "character maps to <undefined>");
      return DecodeOutcome::Invalid;
    }
    appendUtf8(utf8, c);
  }
  return DecodeOutcome::Decoded;
}

} // namespace dxpy::base
