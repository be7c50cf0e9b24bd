// Offsets in UTF-8, and the native codecs with the errors that CPython reports.
#include "runtime-support/text/codecs.h"
#include "test/unit/text/python_oracle.h"

#include <doctest/doctest.h>

using namespace dxpy::text;
using namespace dxpy::text::test;

namespace {

Decoded decode(const std::string &codec, const std::string &bytes, char *out) {
  ByteOrder order = codec.ends_with("be") ? ByteOrder::big : ByteOrder::little;
  if (codec == "ascii")
    return decodeAscii(bytes, 0, out);
  if (codec == "latin-1")
    return decodeLatin1(bytes, 0, out);
  if (codec.starts_with("utf-16"))
    return decodeUtf16(bytes, 0, order, true, out);
  if (codec.starts_with("utf-32"))
    return decodeUtf32(bytes, 0, order, true, out);
  Utf8Check check = checkUtf8(bytes);
  bytes.copy(out, check.valid.bytes);
  return {check.valid.bytes, check.valid, check.error};
}

Encoded encode(const std::string &codec, const std::string &text, char *out) {
  ByteOrder order = codec.ends_with("be") ? ByteOrder::big : ByteOrder::little;
  if (codec == "ascii")
    return encodeAscii(text, 0, out);
  if (codec == "latin-1")
    return encodeLatin1(text, 0, out);
  if (codec.starts_with("utf-16"))
    return encodeUtf16(text, 0, order, out);
  if (codec.starts_with("utf-32"))
    return encodeUtf32(text, 0, order, out);
  return encodeUtf8(text, 0, out);
}

} // namespace

TEST_CASE("decoding and its errors") {
  auto rows = pythonTable("unicode_oracle.py", "decodes 11 60000");
  REQUIRE(rows.size() == 60000);
  for (auto &row : rows) {
    std::string bytes = bytesOf(row[1]), out(bytes.size() * 2 + 8, '#');
    Decoded d = decode(row[0], bytes, out.data());
    CHECK(out.substr(0, d.written.bytes) == bytesOf(row[2]));
    CHECK(std::to_string(d.written.characters) == row[3]);
    if (row[6].empty()) {
      CHECK(d.error.reason == nullptr);
    } else {
      REQUIRE_MESSAGE(d.error.reason != nullptr, row[0], " ", row[1]);
      CHECK_MESSAGE(d.error.reason == row[6], row[0], " ", row[1]);
      CHECK_MESSAGE(std::to_string(d.error.start) == row[4], row[0], " ",
                    row[1]);
      CHECK_MESSAGE(std::to_string(d.error.end) == row[5], row[0], " ", row[1]);
    }
  }
}

TEST_CASE("encoding and its errors") {
  auto rows = pythonTable("unicode_oracle.py", "encodes 12 40000");
  REQUIRE(rows.size() == 40000);
  for (auto &row : rows) {
    std::string text = bytesOf(row[1]), out(text.size() * 4 + 8, '#');
    Encoded e = encode(row[0], text, out.data());
    CHECK(out.substr(0, e.written) == bytesOf(row[2]));
    CHECK((e.reason ? e.reason : "") == row[5]);
    if (e.reason) {
      CHECK(std::to_string(e.consumed.characters) == row[3]);
      CHECK(std::to_string(e.consumed.characters + e.rejected.characters) ==
            row[4]);
    } else {
      CHECK(e.consumed.bytes == text.size());
    }
  }
}

TEST_CASE("unfinished characters at the end wait for more") {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    std::string first = text.substr(0, cut);
    Utf8Check check = checkUtf8(first, 0, false);
    CHECK(check.error.reason == nullptr);
    CHECK(check.valid.characters ==
          countCharacters(first.substr(0, check.valid.bytes)));
    Utf8Check rest = checkUtf8(text, check.valid.bytes);
    CHECK(check.valid.bytes + rest.valid.bytes == text.size());
    CHECK(check.valid.characters + rest.valid.characters == 5);
  }
}

TEST_CASE("offsets, surrogates, single characters") {
  std::string text;
  std::vector<char32_t> codes;
  std::uint64_t x = 12345;
  for (int i = 0; i < 3000; ++i) {
    x = x * 6364136223846793005ull + 1442695040888963407ull;
    unsigned kind = x >> 60 & 3;
    char32_t c = char32_t(x >> 33) % (kind == 0   ? 0x80u
                                      : kind == 1 ? 0x800u
                                      : kind == 2 ? 0x10000u
                                                  : 0x110000u);
    char bytes[4];
    unsigned n = encodeOne(c, bytes);
    CHECK(n == encodedLength(c));
    CHECK(n == sequenceLength(bytes[0]));
    CHECK(offsetOf(text, codes.size()) == text.size());
    text.append(bytes, n);
    codes.push_back(c);
  }
  CHECK(countCharacters(text) == codes.size());
  std::size_t at = 0, surrogate = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    CHECK(offsetOf(text, i) == at);
    if (isSurrogate(codes[i])) {
      CHECK(findSurrogate(text, surrogate) == at);
      surrogate = at + 3;
    }
    std::size_t start = at;
    CHECK(decodeOne(text, at) == codes[i]);
    std::size_t end = at;
    CHECK(decodeBefore(text, end) == codes[i]);
    CHECK(end == start);
  }
  CHECK(findSurrogate(text, surrogate) == text.size());
  CHECK(isAscii("plain text of some length"));
  CHECK(!isAscii("plain text of some length \xC3\xA9"));
}
