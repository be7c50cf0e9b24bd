// Every code point's properties, and the operations on texts, against CPython.
#include "runtime-support/text/case_map.h"
#include "runtime-support/text/normalize.h"
#include "runtime-support/text/quote.h"
#include "runtime-support/text/unicode.h"
#include "test/unit/text/python_oracle.h"

#include <doctest/doctest.h>

using namespace dxpy::text;
using namespace dxpy::text::test;

namespace {

using Row = std::vector<std::string>;

std::string encoded(const char32_t *codes, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    char bytes[4];
    out.append(bytes, encodeOne(codes[i], bytes));
  }
  return out;
}

/// Calls check(code, row) for every code point; each row holds until the next.
template <typename Check>
void forEveryCodePoint(const char *kind, Check check) {
  auto rows = pythonTable("unicode_oracle.py", std::string(kind) + " 0 0");
  REQUIRE(rows.size() > 100);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto first = char32_t(fromHex(rows[i][0]));
    char32_t end = i + 1 < rows.size() ? char32_t(fromHex(rows[i + 1][0]))
                                       : maxCodePoint + 1;
    for (char32_t c = first; c < end; ++c)
      if (!check(c, rows[i]))
        FAIL_CHECK("U+", std::uint32_t(c));
  }
}

/// A mapping as the oracle writes it, applied to a code point.
std::string mapped(char32_t c, const std::string &field) {
  if (!field.empty() && field[0] == '=')
    return bytesOf(field.substr(1));
  c += char32_t(field.empty() ? 0 : std::atoi(field.c_str()));
  return encoded(&c, 1);
}

std::string cased(Case which, char32_t c) {
  char32_t out[3];
  return encoded(out, mapCase(which, c, out));
}

std::string normalized(Form form, const std::string &text) {
  std::vector<char32_t> out(decomposedSize(form, text) + 1);
  return encoded(out.data(), normalize(form, text, out.data()));
}

} // namespace

TEST_CASE("predicates and case of every code point") {
  forEveryCodePoint("types", [](char32_t c, const Row &row) {
    const bool flags[] = {isAlpha(c),
                          isDecimal(c),
                          isDigit(c),
                          isNumeric(c),
                          isAlnum(c),
                          isLower(c),
                          isUpper(c),
                          isSpace(c),
                          isPrintable(c),
                          isIdentifierStart(c),
                          isIdentifierContinue(c),
                          isLineBreak(c)};
    std::string bits;
    for (bool f : flags)
      bits += f ? '1' : '0';
    char32_t simple = simpleLower(c);
    return bits == row[1] && row[2] == generalCategory(c) &&
           std::to_string(decimalValue(c)) == row[3] &&
           std::to_string(digitValue(c)) == row[4] &&
           cased(Case::lower, c) == mapped(c, row[5]) &&
           cased(Case::upper, c) == mapped(c, row[6]) &&
           cased(Case::title, c) == mapped(c, row[7]) &&
           cased(Case::fold, c) == mapped(c, row[8]) &&
           encoded(&simple, 1) == mapped(c, row[9]) &&
           isTitle(c) == (row[2] == "Lt");
  });
}

TEST_CASE("unicodedata's properties of every code point") {
  forEveryCodePoint("properties", [](char32_t c, const Row &row) {
    char text[decompositionTextSize];
    double value = 0;
    bool numeric = numericValue(c, value);
    return row[1] == bidirectionalClass(c) && row[2] == eastAsianWidth(c) &&
           std::to_string(isMirrored(c)) == row[3] &&
           std::to_string(combiningClass(c)) == row[4] &&
           numeric == !row[5].empty() &&
           (!numeric || value == std::strtod(row[5].c_str(), nullptr)) &&
           std::string(text, decompositionText(text, c)) == row[6];
  });
}

TEST_CASE("normal forms of every code point") {
  forEveryCodePoint("normal", [](char32_t c, const Row &row) {
    for (unsigned f = 0; f < 4; ++f)
      if (normalized(Form(f), encoded(&c, 1)) != mapped(c, row[1 + f]))
        return false;
    return true;
  });
}

TEST_CASE("texts: case, quoting, normal forms") {
  auto rows = pythonTable("unicode_oracle.py", "texts 7 40000");
  REQUIRE(rows.size() == 40000);
  for (auto &row : rows) {
    std::string text = bytesOf(row[0]);
    CHECK(countCharacters(text) == std::strtoull(row[10].c_str(), nullptr, 10));
    for (unsigned i = 0; i < 6; ++i) {
      CaseChange change[] = {CaseChange::lower, CaseChange::upper,
                             CaseChange::title, CaseChange::capitalize,
                             CaseChange::swap,  CaseChange::fold};
      TextSize size = changedCaseSize(change[i], text);
      std::string out(size.bytes, '#');
      changeCase(change[i], text, out.data());
      CHECK_MESSAGE(out == bytesOf(row[1 + i]), row[0], " ", i);
      CHECK(countCharacters(out) == size.characters);
    }
    for (unsigned i = 0; i < 2; ++i) {
      TextSize size = quotedSize(text, Quoting(i));
      std::string out(size.bytes, '#');
      quote(text, Quoting(i), out.data());
      CHECK(out == bytesOf(row[7 + i]));
      CHECK(countCharacters(out) == size.characters);
    }
    std::string out(quotedBytesSize(text), '#');
    quoteBytes(text, out.data());
    CHECK(out == row[9]);
    CHECK(isPrintable(text) == (row[11] == "1"));
    CHECK(isIdentifier(text) == (row[12] == "1"));
    for (unsigned f = 0; f < 4; ++f) {
      CHECK_MESSAGE(normalized(Form(f), text) == bytesOf(row[13 + f]), row[0],
                    " ", f);
      Normalized quick = isNormalizedQuick(Form(f), text);
      bool is = quick == Normalized::yes || (quick == Normalized::maybe &&
                                             normalized(Form(f), text) == text);
      CHECK_MESSAGE(is == (row[17][f] == '1'), row[0], " ", f);
    }
  }
}
