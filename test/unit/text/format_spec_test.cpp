// format() of floats, complex numbers, ints and texts against CPython, errors
// included.
#include "runtime-support/text/float_text.h"
#include "runtime-support/text/format_spec.h"
#include "test/unit/text/python_oracle.h"

#include <bit>
#include <charconv>
#include <doctest/doctest.h>

using namespace dxpy::text;
using namespace dxpy::text::test;

namespace {

double floatOf(const std::string &hex) {
  return std::bit_cast<double>(fromHex(hex));
}

std::string message(SpecError error, const FormatSpec &spec,
                    const std::string &text, const char *typeName) {
  std::string out(specErrorSize(text, typeName), '#');
  out.resize(specErrorText(out.data(), error, spec, text, typeName));
  return out;
}

std::string formatFloat(double d, const FormatSpec &spec, SpecError &error) {
  std::string out(formatFloatSpecSize(d, spec) + 1, '#');
  TextSize size;
  error = formatFloatSpec(out.data(), size, d, spec);
  CHECK(out.back() == '#');
  out.resize(size.bytes);
  CHECK(countCharacters(out) == size.characters);
  return out;
}

/// Checks a result, or the error and its message, against the oracle's last two
/// fields.
void check(SpecError error, const FormatSpec &spec, const std::string &text,
           const char *typeName, const std::string &result,
           const std::vector<std::string> &row) {
  std::size_t n = row.size();
  std::string expected = bytesOf(row[n - 1]);
  if (row[n - 2] == "ok") {
    CHECK_MESSAGE(error == SpecError::none, text, " ", expected);
    CHECK_MESSAGE(result == expected, text);
  } else {
    CHECK_MESSAGE(message(error, spec, text, typeName) == expected, text);
    CHECK((error == SpecError::charRange) == (row[n - 2] == "OverflowError"));
  }
}

std::string formatInt(long long n, const FormatSpec &spec, SpecError &error) {
  if (isFloatType(spec.type))
    return formatFloat(double(n), spec, error);
  error = checkIntSpec(spec);
  NumberText number;
  char digits[80], character[4];
  if (error == SpecError::none && spec.type == 'c') {
    if (n < 0 || n > 0x10FFFF) {
      error = SpecError::charRange;
      return {};
    }
    number.rest = {character, encodeOne(char32_t(n), character)};
    number.restCharacters = 1;
  } else {
    int base = spec.type == 'b'          ? 2
               : spec.type == 'o'        ? 8
               : (spec.type | 32) == 'x' ? 16
                                         : 10;
    number.negative = n < 0;
    number.upper = spec.type == 'X';
    if (spec.alternate && base != 10)
      number.prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
    auto end = std::to_chars(digits, digits + 80, n < 0 ? -n : n, base).ptr;
    number.digits = {digits, std::size_t(end - digits)};
  }
  if (error != SpecError::none)
    return {};
  NumberLayout layout(number, spec);
  std::string out(layout.size().bytes, '#');
  CHECK(layout.write(out.data()) == out.data() + out.size());
  CHECK(countCharacters(out) == layout.size().characters);
  return out;
}

} // namespace

TEST_CASE("format() of floats") {
  auto rows = pythonTable("format_oracle.py", "floats 21 60000");
  REQUIRE(rows.size() == 60000);
  for (auto &row : rows) {
    double d = floatOf(row[0]);
    std::string text = bytesOf(row[1]), out;
    FormatSpec spec;
    SpecError error = parseFormatSpec(spec, text, 0, '>');
    if (error == SpecError::none)
      out = formatFloat(d, spec, error);
    check(error, spec, text, "float", out, row);
  }
}

TEST_CASE("format() of complex numbers") {
  auto rows = pythonTable("format_oracle.py", "complexes 22 60000");
  REQUIRE(rows.size() == 60000);
  for (auto &row : rows) {
    double x = floatOf(row[0]), y = floatOf(row[1]);
    std::string text = bytesOf(row[2]), out;
    FormatSpec spec;
    SpecError error = parseFormatSpec(spec, text, 0, '>');
    if (error == SpecError::none) {
      out.assign(formatComplexSpecSize(x, y, spec) + 1, '#');
      TextSize size;
      error = formatComplexSpec(out.data(), size, x, y, spec);
      CHECK(out.back() == '#');
      out.resize(size.bytes);
    }
    check(error, spec, text, "complex", out, row);
  }
}

TEST_CASE("format() of ints") {
  auto rows = pythonTable("format_oracle.py", "ints 23 60000");
  REQUIRE(rows.size() == 60000);
  for (auto &row : rows) {
    std::string text = bytesOf(row[1]), out;
    FormatSpec spec;
    SpecError error = parseFormatSpec(spec, text, 'd', '>');
    if (error == SpecError::none)
      out = formatInt(std::atoll(row[0].c_str()), spec, error);
    check(error, spec, text, "int", out, row);
  }
}

TEST_CASE("format() of texts") {
  auto rows = pythonTable("format_oracle.py", "strings 24 40000");
  REQUIRE(rows.size() == 40000);
  for (auto &row : rows) {
    std::string value = bytesOf(row[0]), text = bytesOf(row[1]), out;
    FormatSpec spec;
    SpecError error = parseFormatSpec(spec, text, 's', '<');
    if (error == SpecError::none)
      error = checkStringSpec(spec);
    if (error == SpecError::none) {
      if (spec.precision >= 0)
        value.resize(offsetOf(value, std::size_t(spec.precision)));
      TextSize content{value.size(), countCharacters(value)},
          size = paddedSize(spec, content);
      out.assign(size.bytes, '#');
      value.copy(writePadding(out.data(), spec, content), value.size());
      CHECK(countCharacters(out) == size.characters);
    }
    check(error, spec, text, "str", out, row);
  }
}

TEST_CASE("repr() of complex numbers") {
  auto rows = pythonTable("format_oracle.py", "reprs 25 20000");
  REQUIRE(rows.size() == 20000);
  for (auto &row : rows) {
    char out[2 * reprFloatSize + 4];
    CHECK(std::string(out, reprComplex(out, floatOf(row[0]),
                                       floatOf(row[1]))) == row[2]);
  }
}
