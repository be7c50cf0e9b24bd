// Floats against CPython, and shortest digits against reading them back.
#include "runtime-support/text/float_text.h"
#include "test/unit/text/python_oracle.h"

#include <bit>
#include <cmath>
#include <doctest/doctest.h>

using namespace dxpy::text;
using namespace dxpy::text::test;

namespace {

double floatOf(const std::string &hex) {
  return std::bit_cast<double>(fromHex(hex));
}
std::uint64_t bitsOf(double d) { return std::bit_cast<std::uint64_t>(d); }

std::string form(double d, const FloatForm &f) {
  std::string out(floatTextSize(d, f) + 1, '#');
  std::size_t n = formatFloat(out.data(), d, f);
  CHECK(out.back() == '#');
  out.resize(n);
  return (std::signbit(d) && !std::isnan(d) ? "-" : "") + out;
}

} // namespace

TEST_CASE("repr and hex") {
  auto rows = pythonTable("float_oracle.py", "floats 1 60000");
  REQUIRE(rows.size() == 60000);
  for (auto &row : rows) {
    double d = floatOf(row[0]);
    char out[reprFloatSize], hex[hexFloatSize];
    CHECK(std::string(out, reprFloat(out, d)) == row[1]);
    CHECK(std::string(hex, hexFloat(hex, d)) == row[2]);
  }
}

TEST_CASE("formats") {
  auto rows = pythonTable("float_oracle.py", "formats 2 80000");
  REQUIRE(rows.size() == 80000);
  for (auto &row : rows) {
    double d = floatOf(row[0]);
    FloatForm f;
    char type = row[1][0];
    f.upper = type >= 'A' && type <= 'Z';
    f.type = type == 'd' ? 'g' : f.upper ? char(type + 32) : type;
    f.dotZero = type == 'd';
    f.precision = std::atoi(row[2].c_str());
    f.alternate = row[3] == "1";
    CHECK_MESSAGE(form(d, f) == row[4], row[0], " ", row[1], " ", row[2], " ",
                  row[3]);
  }
}

TEST_CASE("round") {
  auto rows = pythonTable("float_oracle.py", "rounds 3 40000");
  REQUIRE(rows.size() > 30000);
  for (auto &row : rows) {
    double out = 0;
    bool ok = roundFloat(floatOf(row[0]), std::atoi(row[1].c_str()), out);
    CHECK(ok == (row[2] != "overflow"));
    if (ok)
      CHECK_MESSAGE(bitsOf(out) == fromHex(row[2]), row[0], " ", row[1]);
  }
}

TEST_CASE("float()") {
  auto rows = pythonTable("float_oracle.py", "parses 4 80000");
  REQUIRE(rows.size() == 80000);
  for (auto &row : rows) {
    double out = 0;
    bool ok = parseFloat(row[0], out);
    CHECK_MESSAGE(ok == (row[1] != "invalid"), row[0]);
    if (ok && row[1] != "invalid")
      CHECK_MESSAGE(bitsOf(out) == fromHex(row[1]), row[0]);
  }
}

TEST_CASE("float.fromhex()") {
  auto rows = pythonTable("float_oracle.py", "hex 5 40000");
  REQUIRE(rows.size() == 40000);
  for (auto &row : rows) {
    double out = 0;
    HexStatus status = parseHexFloat(row[0], out);
    HexStatus expected = row[1] == "invalid"    ? HexStatus::invalid
                         : row[1] == "overflow" ? HexStatus::tooLarge
                                                : HexStatus::ok;
    CHECK_MESSAGE(status == expected, row[0]);
    if (status == HexStatus::ok && expected == HexStatus::ok)
      CHECK_MESSAGE(bitsOf(out) == fromHex(row[1]), row[0]);
  }
}

TEST_CASE("shortest digits read back, and one digit fewer does not") {
  std::uint64_t x = 88172645463325252ull;
  for (int i = 0; i < 1000000; ++i) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    double d = std::fabs(std::bit_cast<double>(x)), back = 0;
    if (!std::isfinite(d))
      continue;
    char out[reprFloatSize];
    std::size_t n = reprFloat(out, d);
    REQUIRE(parseFloat({out, n}, back));
    REQUIRE(back == d);
  }
}
