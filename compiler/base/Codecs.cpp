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
    auto problem = [&](const char *reason) {
      return Utf8Problem{uint32_t(i), reason};
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
        return problem("unexpected end of data");
      if ((at(i + k) & 0xC0) != 0x80)
        return problem("invalid continuation byte");
    }
    i += length;
  }
  return {};
}

namespace {

struct CodePage {
  std::string_view name; // letters and digits only, in lower case
  std::string_view shownName;
  uint16_t upperHalf[128]; // 0 where a byte has no meaning
};
constexpr CodePage Pages[] = {
#include "compiler/base/CodePages.def"
};

struct Alias {
  std::string_view alias, name;
};
constexpr Alias Aliases[] = {
    {"latin1", "iso88591"},    {"latin", "iso88591"},
    {"l1", "iso88591"},        {"8859", "iso88591"},
    {"cp819", "iso88591"},     {"isolatin1", "iso88591"},
    {"latin9", "iso885915"},   {"l9", "iso885915"},
    {"latin2", "iso88592"},    {"windows1252", "cp1252"},
    {"windows1251", "cp1251"}, {"windows1250", "cp1250"},
    {"usascii", "ascii"},      {"646", "ascii"},
    {"utf8sig", "utf8"},       {"u8", "utf8"},
    {"utf", "utf8"},           {"cp65001", "utf8"},
    {"koi8r", "koi8r"},        {"koi8u", "koi8u"},
};

std::string squashed(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z')
      out += char(c | 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
  }
  for (const Alias &a : Aliases)
    if (out == a.alias)
      return std::string(a.name);
  return out;
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

std::string badByte(std::string_view codec, uint8_t byte, size_t offset,
                    std::string_view reason) {
  static constexpr char Hex[] = "0123456789abcdef";
  std::string why = "'";
  why.append(codec).append("' codec can't decode byte 0x");
  why += Hex[byte >> 4];
  why += Hex[byte & 15];
  why.append(" in position ")
      .append(std::to_string(offset))
      .append(": ")
      .append(reason);
  return why;
}

} // namespace

DecodeOutcome decodeKnown(std::string_view encoding, std::string_view bytes,
                          std::string &utf8, std::string &why) {
  std::string name = squashed(encoding);
  utf8.clear();
  if (name == "utf8") {
    Utf8Problem p = findInvalidUtf8(bytes);
    if (p.found()) {
      why = badByte("utf-8", uint8_t(bytes[p.offset]), p.offset, p.reason);
      return DecodeOutcome::Invalid;
    }
    utf8.assign(bytes);
    return DecodeOutcome::Decoded;
  }
  const CodePage *page = nullptr;
  for (const CodePage &p : Pages)
    if (p.name == name)
      page = &p;
  bool latin = name == "iso88591", ascii = name == "ascii";
  if (!page && !latin && !ascii)
    return DecodeOutcome::UnknownCodec;
  for (size_t i = 0; i < bytes.size(); ++i) {
    uint8_t b = uint8_t(bytes[i]);
    uint32_t c = b < 128 || latin ? b : page ? page->upperHalf[b - 128] : 0;
    if (b >= 128 && c == 0) {
      why = ascii ? badByte("ascii", b, i, "ordinal not in range(128)")
                  : badByte("charmap", b, i, "character maps to <undefined>");
      return DecodeOutcome::Invalid;
    }
    appendUtf8(utf8, c);
  }
  return DecodeOutcome::Decoded;
}

} // namespace dxpy::base
