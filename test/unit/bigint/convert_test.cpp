// Text, doubles and bytes. GMP is the oracle for text; doubles are checked
// through exact arithmetic in GMP (which itself truncates).
#include "test/unit/bigint/gmp_oracle.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <doctest/doctest.h>
#include <string>

using namespace dxpy::bigint;
using namespace dxpy::bigint::test;

namespace {

/// n / d rounded to nearest even by exact comparison of the two neighbours;
/// +inf on overflow.
double nearest(mpz_srcptr n, mpz_srcptr d) {
  mpq_t q, low, high, twice;
  mpq_inits(q, low, high, twice, nullptr);
  mpz_set(mpq_numref(q), n);
  mpz_set(mpq_denref(q), d);
  mpq_canonicalize(q);
  bool negative = mpq_sgn(q) < 0;
  mpq_abs(q, q);
  double below = mpq_get_d(q); // truncates
  double result;
  if (std::isinf(below)) {
    result = INFINITY;
  } else {
    double above = std::nextafter(below, INFINITY);
    mpq_set_d(low, below);
    if (std::isinf(above)) {
      mpq_set_ui(high, 1, 1);
      mpq_mul_2exp(high, high, 1024);
    } else {
      mpq_set_d(high, above);
    }
    mpq_add(twice, q, q);
    mpq_add(low, low, high);
    int order = mpq_cmp(twice, low);
    bool odd = std::bit_cast<std::uint64_t>(below) & 1;
    result = order > 0 || (order == 0 && odd) ? above : below;
  }
  mpq_clears(q, low, high, twice, nullptr);
  return negative ? -result : result;
}

} // namespace

TEST_CASE("text of all radices") {
  Random random(11);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 1200; ++i) {
    Number a = randomNumber(random, randomSize(random, i % 40 ? 400 : 5000));
    unsigned radix = random.below(2) ? 10 : 2 + unsigned(random.below(35));
    Gmp x(a);
    std::string expected(mpz_sizeinbase(x.z, int(radix)) + 2, '\0');
    mpz_get_str(expected.data(), int(radix), x.z);
    expected.resize(std::strlen(expected.c_str()));
    std::size_t room = maxDigits(a.mag(), radix), length;
    std::string text(room + 1, '#');
    REQUIRE(toDigits(text.data(), length, a.mag(), radix, context) ==
            Status::ok);
    CHECK(text[room] == '#');
    text.resize(length);
    CHECK(text == expected);

    std::string padded =
        std::string(random.below(3) * random.below(50), '0') + expected;
    std::vector<std::uint8_t> digits;
    for (char c : padded)
      digits.push_back(std::uint8_t(c <= '9' ? c - '0' : c - 'a' + 10));
    Buffer r(digitsSize(digits.size(), radix));
    std::size_t size;
    REQUIRE(fromDigits(r.get(), size, digits.data(), digits.size(), radix,
                       context) == Status::ok);
    CHECK(x.is(r.get(), size));
    CHECK(r.intact());
  }
  CHECK(memory.live == 0);
}

TEST_CASE("digit bounds are tight and safe") {
  for (unsigned radix = 2; radix <= 36; ++radix)
    for (std::uint64_t bits : {1, 7, 63, 64, 65, 1000, 64000}) {
      std::vector<Limb> limbs((bits + 63) / 64, ~Limb(0));
      if (bits % 64)
        limbs.back() >>= 64 - bits % 64;
      double exact = double(bits) / std::log2(radix);
      std::size_t bound = maxDigits({limbs.data(), limbs.size()}, radix);
      CHECK(double(bound) >= exact);
      CHECK(double(bound) <= exact * 1.001 + 4);
    }
}

TEST_CASE("integers to doubles and back") {
  Random random(12);
  Gmp one;
  mpz_set_ui(one.z, 1);
  for (int i = 0; i < 20000; ++i) {
    Number a = randomNumber(random, random.below(18), true);
    if (random.below(3) == 0 && a.limbs.size() > 1) // ties and their neighbours
      for (std::size_t k = 0; k + 1 < a.limbs.size(); ++k)
        a.limbs[k] = k ? 0 : random.below(2);
    Gmp x(a);
    double expected = nearest(x.z, one.z), d = 0;
    bool fits = toDouble(a.view(), d);
    CHECK(fits == !std::isinf(expected));
    if (fits)
      CHECK(std::bit_cast<std::uint64_t>(d) ==
            std::bit_cast<std::uint64_t>(expected));
    std::int64_t exponent;
    double fraction = toFraction(a.mag(), exponent);
    if (fits) {
      int e;
      CHECK(fraction == std::frexp(std::fabs(expected), &e));
      CHECK(exponent == e);
      CHECK(compare(a.view(), d) ==
            mpz_cmp_d(x.z, d) / std::max(1, std::abs(mpz_cmp_d(x.z, d))));
    }
    double other = std::ldexp(double(std::int64_t(random.next())),
                              int(random.below(1100)) - 100);
    int order = mpz_cmp_d(x.z, other);
    CHECK(compare(a.view(), other) == (order > 0) - (order < 0));
    if (!std::isinf(other)) {
      Buffer r(doubleLimbs);
      std::size_t size = fromDouble(r.get(), other);
      mpz_set_d(x.z, other);
      CHECK(x.is(r.get(), size, other < 0));
      CHECK(r.intact());
    }
  }
}

TEST_CASE("true division is correctly rounded") {
  Random random(13);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 20000; ++i) {
    Number a = randomNumber(random, random.below(20), true);
    Number b = randomNumber(random, 1 + random.below(20), true);
    if (random.below(4) == 0 &&
        !a.limbs.empty()) { // ties: an odd 54-bit number times the divisor
      Limb odd = (random.next() >> 10) | (Limb(1) << 53) | 1;
      a.limbs.resize(b.limbs.size() + 1);
      a.limbs.resize(mulLimb(a.limbs.data(), b.mag(), odd));
    }
    Gmp x(a), y(b);
    double expected = nearest(x.z, y.z), d = 0;
    Division status = trueDivide(d, a.view(), b.view(), context);
    CHECK((status == Division::overflow) == std::isinf(expected));
    if (status == Division::ok && !a.limbs.empty())
      CHECK(d == expected);
  }
  // Denormal results.
  for (int i = 0; i < 3000; ++i) {
    Number a = randomNumber(random, 1 + random.below(3)),
           b = randomNumber(random, 16 + random.below(4));
    Gmp x(a), y(b);
    double d = 0;
    REQUIRE(trueDivide(d, a.view(), b.view(), context) == Division::ok);
    mpq_t q, r, s;
    mpq_inits(q, r, s, nullptr);
    mpz_set(mpq_numref(q), x.z);
    mpz_set(mpq_denref(q), y.z);
    mpq_canonicalize(q);
    // No neighbour is nearer.
    auto distance = [&](mpq_ptr out, double c) {
      mpq_set_d(out, c);
      mpq_sub(out, out, q);
      mpq_abs(out, out);
    };
    distance(r, d);
    for (double c : {std::nextafter(d, 1), std::nextafter(d, -1)}) {
      distance(s, c);
      int order = mpq_cmp(r, s);
      CHECK(order <= 0);
      if (order == 0)
        CHECK(!(std::bit_cast<std::uint64_t>(d) & 1));
    }
    mpq_clears(q, r, s, nullptr);
  }
  CHECK(memory.live == 0);
}

TEST_CASE("bytes") {
  Random random(14);
  for (int i = 0; i < 20000; ++i) {
    std::size_t length = random.below(40);
    std::vector<std::uint8_t> bytes(length);
    unsigned kind = unsigned(random.below(3));
    for (auto &b : bytes)
      b = std::uint8_t(kind == 0         ? random.next()
                       : random.below(4) ? (kind == 1 ? 0 : 0xFF)
                                         : 0x80);
    Endian order = random.below(2) ? Endian::little : Endian::big;
    bool isSigned = random.below(2);
    Buffer r(bytesSize(length));
    bool negative;
    std::size_t size =
        fromBytes(r.get(), bytes.data(), length, order, isSigned, negative);
    CHECK(r.intact());
    Gmp x, y;
    mpz_import(x.z, length, order == Endian::little ? -1 : 1, 1, 0, 0,
               bytes.data());
    bool top =
        length && (bytes[order == Endian::little ? length - 1 : 0] & 0x80);
    if (isSigned && top) {
      mpz_setbit(y.z, length * 8);
      mpz_sub(x.z, x.z, y.z);
    }
    CHECK(x.is(r.get(), size, negative));
    std::vector<std::uint8_t> back(length, 0x5A);
    Int value{{r.get(), size}, negative};
    REQUIRE(toBytes(back.data(), length, value, order, isSigned));
    CHECK(back == bytes);
    // The shortest length that works is the one that two's complement needs.
    std::size_t shortest = 0;
    while (!toBytes(back.data(), shortest, value, order, isSigned))
      ++shortest;
    mpz_t t;
    mpz_init(t);
    if (negative)
      mpz_com(t, x.z);
    else
      mpz_set(t, x.z);
    std::size_t bits = mpz_sgn(t) ? mpz_sizeinbase(t, 2) : 0;
    CHECK(shortest == (size ? (bits + isSigned + 7) / 8 : 0));
    mpz_clear(t);
  }
}
