#include "compiler/syntax/Unicode.h"

#include <doctest/doctest.h>

using namespace dxpy::syntax;

static std::string nfkc(std::string_view text) {
  std::string out;
  appendNfkc(out, text);
  return out;
}

TEST_CASE("NFKC decomposes, orders marks and composes") {
  CHECK(nfkc("e\xCC\x81") == "\xC3\xA9"); // e, acute
  CHECK(nfkc("\xEF\xAC\x81") == "fi");    // ligature
  CHECK(nfkc("q\xCC\x87\xCC\xA3") ==
        "q\xCC\xA3\xCC\x87"); // dots above and below
  CHECK(nfkc("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8") ==
        "\xEA\xB0\x81");              // Hangul
  CHECK(nfkc("\xEF\xBC\xA1") == "A"); // full width
}

TEST_CASE("characters by name") {
  uint32_t c = 0;
  auto named = [&](std::string_view name) {
    return characterByName(name, c) ? c : 0;
  };
  CHECK(named("LATIN SMALL LETTER A") == 'a');
  CHECK(named("latin small letter a") == 'a');
  CHECK(named("BELL") == 0x1F514);
  CHECK(named("NBSP") == 0xA0);
  CHECK(named("LF") == '\n');
  CHECK(named("CJK UNIFIED IDEOGRAPH-4E00") == 0x4E00);
  CHECK(named("HANGUL SYLLABLE GAG") == 0xAC01);
  CHECK(named("HANGUL SYLLABLE A") == 0xC544);
  CHECK(named("NO SUCH CHARACTER") == 0);
  CHECK(named("CJK UNIFIED IDEOGRAPH-0041") == 0);
}

TEST_CASE("classes of characters") {
  CHECK(isIdentifierStart(0xE9));
  CHECK_FALSE(isIdentifierStart(0x301));
  CHECK(isIdentifierContinue(0x301));
  CHECK_FALSE(isIdentifierContinue(0x20AC));
  CHECK(isPrintable(0x20AC));
  CHECK_FALSE(isPrintable(0x200B));
  CHECK_FALSE(isPrintable(0xD800));
}
