// Every kernel, on every instruction set of this machine, against the scalar
// reference; and the reference against the obvious loops.
#include "runtime-support/simd/kernels.h"

#include <cstring>
#include <doctest/doctest.h>
#include <hwy/highway.h>
#include <string>

using namespace dxpy::simd;

namespace {

class Random {
public:
  explicit Random(std::uint64_t seed) : state(seed) {}
  std::size_t below(std::size_t n) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return std::size_t(state >> 33) % n;
  }

private:
  std::uint64_t state;
};

/// Runs a test body once for each target that was compiled and that this
/// machine has.
template <typename Body> void onEveryTarget(Body body) {
  unsigned targets = 0;
  for (std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    CAPTURE(std::string(hwy::TargetName(target)));
    body();
    ++targets;
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
  CHECK(targets >= 1);
}

void append(std::string &out, char32_t c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | c >> 6);
    out += char(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += char(0xE0 | c >> 12);
    out += char(0x80 | (c >> 6 & 63));
    out += char(0x80 | (c & 63));
  } else {
    out += char(0xF0 | c >> 18);
    out += char(0x80 | (c >> 12 & 63));
    out += char(0x80 | (c >> 6 & 63));
    out += char(0x80 | (c & 63));
  }
}

std::string randomText(Random &random, std::size_t characters) {
  std::string out;
  std::size_t kind = random.below(4);
  for (std::size_t i = 0; i < characters; ++i) {
    std::size_t k = kind == 0   ? 0
                    : kind == 1 ? random.below(20) / 19 * 3
                                : random.below(4);
    char32_t c = char32_t(random.below(k == 0   ? 0x80
                                       : k == 1 ? 0x800
                                       : k == 2 ? 0x10000
                                                : 0x110000));
    append(out, c >= 0xD800 && c < 0xE000 ? U'x' : c);
  }
  return out;
}

/// Text, text with damage, and plain bytes.
std::string randomBytes(Random &random) {
  std::string out =
      randomText(random, random.below(random.below(3) ? 60 : 300));
  std::size_t damage = random.below(3);
  static const unsigned char nasty[] = {0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xE0,
                                        0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
                                        0x9F, 0xA0, 0x90, 0x8F};
  for (std::size_t i = 0; damage && i < random.below(3) && !out.empty(); ++i) {
    std::size_t at =
        random.below(2)
            ? out.size() - 1 - random.below(out.size() < 5 ? out.size() : 5)
            : random.below(out.size());
    if (random.below(2))
      out[at] = char(nasty[random.below(16)]);
    else
      out.erase(at, 1);
  }
  return out;
}

} // namespace

TEST_CASE("text kernels agree with the reference") {
  onEveryTarget([] {
    Random random(1);
    for (int i = 0; i < 60000; ++i) {
      std::string s = randomBytes(random);
      const char *p = s.data();
      std::size_t n = s.size();
      REQUIRE(isValidUtf8(p, n) == scalar::isValidUtf8(p, n));
      REQUIRE(isAscii(p, n) == scalar::isAscii(p, n));
      REQUIRE(countCharacters(p, n) == scalar::countCharacters(p, n));
      char byte =
          n && random.below(2) ? p[random.below(n)] : char(random.below(256));
      REQUIRE(findByte(p, n, byte) == scalar::findByte(p, n, byte));
      REQUIRE(findLastByte(p, n, byte) == scalar::findLastByte(p, n, byte));
      REQUIRE(countByte(p, n, byte) == scalar::countByte(p, n, byte));
      std::string a(n, '#'), b(n, '#');
      asciiLower(a.data(), p, n);
      scalar::asciiLower(b.data(), p, n);
      REQUIRE(a == b);
      asciiUpper(a.data(), a.data(), n);
      scalar::asciiUpper(b.data(), p, n);
      REQUIRE(a == b);
      std::string other = s;
      if (n && random.below(2))
        other[random.below(n)] ^= 1;
      REQUIRE(equal(p, other.data(), n) == (s == other));
    }
  });
}

TEST_CASE("every short sequence around a block's end is judged alike") {
  onEveryTarget([] {
    const unsigned char bytes[] = {'a',  0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                   0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED,
                                   0xEF, 0xF0, 0xF4, 0xF5};
    for (unsigned code = 0; code < 65536; ++code) {
      char four[4] = {char(bytes[code & 15]), char(bytes[code >> 4 & 15]),
                      char(bytes[code >> 8 & 15]), char(bytes[code >> 12])};
      for (std::size_t size : {32u, 64u, 67u, 130u})
        for (std::size_t at :
             {std::size_t(0), size / 2 - 2, size - 5, size - 4}) {
          std::string s(size, 'x');
          std::memcpy(s.data() + at, four, 4);
          REQUIRE(isValidUtf8(s.data(), size) ==
                  scalar::isValidUtf8(s.data(), size));
        }
    }
  });
}

TEST_CASE("searching agrees with std::string") {
  onEveryTarget([] {
    Random random(2);
    for (int i = 0; i < 100000; ++i) {
      std::size_t letters = 1 + random.below(4);
      std::string s, needle;
      for (std::size_t k = random.below(random.below(4) ? 80 : 600); k-- > 0;)
        s += char('a' + random.below(letters));
      if (random.below(2) && !s.empty()) {
        std::size_t at = random.below(s.size());
        needle = s.substr(at, 1 + random.below(s.size() - at));
        if (random.below(2))
          needle.back() = 'b';
      } else {
        for (std::size_t k = 1 + random.below(8); k-- > 0;)
          needle += char('a' + random.below(letters));
      }
      const char *p = s.data(), *q = needle.data();
      std::size_t n = s.size(), m = needle.size();
      REQUIRE(find(p, n, q, m) == s.find(needle));
      REQUIRE(findLast(p, n, q, m) == s.rfind(needle));
      REQUIRE(scalar::find(p, n, q, m) == s.find(needle));
      std::size_t expected = 0;
      for (std::size_t at = 0; (at = s.find(needle, at)) != s.npos; at += m)
        ++expected;
      REQUIRE(count(p, n, q, m) == expected);
    }
  });
}

TEST_CASE("searching stays linear where every place nearly matches") {
  onEveryTarget([] {
    // Quadratic search would compare 10**11 bytes here.
    std::string s(2000000, 'a'), needle(100000, 'a');
    needle[50000] = 'b';
    CHECK(find(s.data(), s.size(), needle.data(), needle.size()) == notFound);
    CHECK(findLast(s.data(), s.size(), needle.data(), needle.size()) ==
          notFound);
    s += needle;
    CHECK(find(s.data(), s.size(), needle.data(), needle.size()) == 2000000);
  });
}
