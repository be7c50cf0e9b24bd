// Sums, shifts, logic, products, quotients, divisors and powers against GMP.
#include "test/unit/bigint/gmp_oracle.h"

#include <doctest/doctest.h>

using namespace dxpy::bigint;
using namespace dxpy::bigint::test;

TEST_CASE("sums and comparison") {
  Random random(1);
  for (int i = 0; i < 4000; ++i) {
    Number a = randomNumber(random, randomSize(random, 300));
    Number b =
        random.below(8) ? randomNumber(random, randomSize(random, 300)) : a;
    std::size_t n = std::max(a.limbs.size(), b.limbs.size());
    Gmp x(a), y(b), z;
    Buffer r(n + 1);
    mpz_add(z.z, x.z, y.z);
    std::size_t size = add(r.get(), a.mag(), b.mag());
    CHECK(z.is(r.get(), size));
    CHECK(r.intact());
    CHECK(compare(a.mag(), b.mag()) ==
          (mpz_cmp(x.z, y.z) > 0) - (mpz_cmp(x.z, y.z) < 0));
    mpz_sub(z.z, x.z, y.z);
    Buffer d(n);
    bool negative;
    size = subAbs(d.get(), a.mag(), b.mag(), negative);
    CHECK(z.is(d.get(), size, negative));
    CHECK(d.intact());
  }
}

TEST_CASE("bits and shifts") {
  Random random(2);
  for (int i = 0; i < 4000; ++i) {
    Number a = randomNumber(random, randomSize(random, 100), true);
    Gmp x(a), z;
    mpz_abs(z.z, x.z);
    CHECK(bitLength(a.mag()) == (a.limbs.empty() ? 0 : mpz_sizeinbase(z.z, 2)));
    CHECK(popcount(a.mag()) == mpz_popcount(z.z));
    CHECK(trailingZeros(a.mag()) == (a.limbs.empty() ? 0 : mpz_scan1(z.z, 0)));
    std::uint64_t bits = random.below(random.below(2) ? 400 : 7000);
    if (random.below(3) == 0)
      bits &= ~std::uint64_t(63);
    CHECK(testBit(a.mag(), bits) == (mpz_tstbit(z.z, bits) != 0));
    Buffer left(a.limbs.size() + bits / 64 + 1);
    std::size_t size = shiftLeft(left.get(), a.mag(), bits);
    mpz_mul_2exp(z.z, x.z, bits);
    CHECK(z.is(left.get(), size, a.negative));
    CHECK(left.intact());
    std::size_t room =
        a.limbs.size() > bits / 64 ? a.limbs.size() - bits / 64 : 0;
    Buffer right(room + 1);
    size = shiftRightFloor(right.get(), a.view(), bits);
    mpz_fdiv_q_2exp(z.z, x.z, bits);
    CHECK(z.is(right.get(), size, a.negative));
    CHECK(right.intact());
  }
}

TEST_CASE("logic on two's complement") {
  Random random(3);
  for (int i = 0; i < 6000; ++i) {
    Number a = randomNumber(random, randomSize(random, 60), true);
    Number b = randomNumber(random, randomSize(random, 60), true);
    Gmp x(a), y(b), z;
    for (Logic op :
         {Logic::conjunction, Logic::disjunction, Logic::exclusive}) {
      (op == Logic::conjunction   ? mpz_and
       : op == Logic::disjunction ? mpz_ior
                                  : mpz_xor)(z.z, x.z, y.z);
      Buffer r(std::max(a.limbs.size(), b.limbs.size()) + 1);
      bool negative;
      std::size_t size = logic(r.get(), a.view(), b.view(), op, negative);
      CHECK(z.is(r.get(), size, negative));
      CHECK(r.intact());
    }
    mpz_com(z.z, x.z);
    Buffer r(a.limbs.size() + 1);
    bool negative;
    std::size_t size = invert(r.get(), a.view(), negative);
    CHECK(z.is(r.get(), size, negative));
    CHECK(r.intact());
  }
}

TEST_CASE("products") {
  Random random(4);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 1500; ++i) {
    Number a = randomNumber(random, randomSize(random, 5000));
    Number b = randomNumber(random, random.below(4) ? randomSize(random, 5000)
                                                    : a.limbs.size());
    Gmp x(a), y(b), z;
    mpz_mul(z.z, x.z, y.z);
    Buffer r(a.limbs.size() + b.limbs.size());
    std::size_t size;
    REQUIRE(mul(r.get(), size, a.mag(), b.mag(), context) == Status::ok);
    CHECK(z.is(r.get(), size));
    CHECK(r.intact());
    mpz_mul(z.z, x.z, x.z);
    Buffer s(2 * a.limbs.size());
    REQUIRE(square(s.get(), size, a.mag(), context) == Status::ok);
    CHECK(z.is(s.get(), size));
    CHECK(s.intact());
  }
  CHECK(memory.live == 0);
}

TEST_CASE("every small size of product and quotient") {
  Random random(5);
  Memory memory;
  Context context = memory.context();
  for (std::size_t n = 1; n < 560; n += n < 200 ? 1 : 7) {
    Number a = randomNumber(random, n), b = randomNumber(random, n);
    Number c = randomNumber(random, 2 * n - random.below(2));
    Gmp x(a), y(b), z, w, v(c);
    std::size_t size, qSize, rSize;
    Buffer r(2 * n), s(2 * n), q(n + 1), m(n);
    REQUIRE(mul(r.get(), size, a.mag(), b.mag(), context) == Status::ok);
    mpz_mul(z.z, x.z, y.z);
    CHECK(z.is(r.get(), size));
    REQUIRE(square(s.get(), size, a.mag(), context) == Status::ok);
    mpz_mul(z.z, x.z, x.z);
    CHECK(z.is(s.get(), size));
    REQUIRE(divMod(q.get(), qSize, m.get(), rSize, c.mag(), a.mag(), context) ==
            Status::ok);
    mpz_tdiv_qr(z.z, w.z, v.z, x.z);
    CHECK(z.is(q.get(), qSize));
    CHECK(w.is(m.get(), rSize));
    CHECK((r.intact() && s.intact() && q.intact() && m.intact()));
  }
}

TEST_CASE("quotients") {
  Random random(6);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 3000; ++i) {
    Number b = randomNumber(random, 1 + randomSize(random, 2500));
    Number a;
    if (random.below(3) == 0) { // near a multiple of the divisor
      Number q = randomNumber(random, 1 + randomSize(random, 2000));
      Gmp x(b), y(q);
      mpz_mul(x.z, x.z, y.z);
      (random.below(2) ? mpz_add_ui : mpz_sub_ui)(x.z, x.z, random.below(2));
      a.limbs.resize(mpz_size(x.z));
      for (std::size_t k = 0; k < a.limbs.size(); ++k)
        a.limbs[k] = mpz_getlimbn(x.z, mp_size_t(k));
    } else {
      a = randomNumber(random, randomSize(random, 5000));
    }
    Gmp x(a), y(b), z, w;
    mpz_tdiv_qr(z.z, w.z, x.z, y.z);
    std::size_t qSize, rSize, an = a.limbs.size(), bn = b.limbs.size();
    Buffer q(an >= bn ? an - bn + 1 : 0), r(bn);
    REQUIRE(divMod(q.get(), qSize, r.get(), rSize, a.mag(), b.mag(), context) ==
            Status::ok);
    CHECK(z.is(q.get(), qSize));
    CHECK(w.is(r.get(), rSize));
    CHECK((q.intact() && r.intact()));
    bool decided;
    REQUIRE(divHigh(q.get(), qSize, decided, a.mag(), b.mag(), context) ==
            Status::ok);
    if (decided)
      CHECK((z.is(q.get(), qSize) && mpz_sgn(w.z) != 0));
    if (bn == 1) {
      Buffer one(an);
      CHECK(divModLimb(one.get(), qSize, a.mag(), b.limbs[0]) ==
            mpz_get_ui(w.z));
      CHECK(z.is(one.get(), qSize));
    }
  }
  CHECK(memory.live == 0);
}

TEST_CASE("quotients of numbers of nearly one size") {
  Random random(11);
  Memory memory;
  Context context = memory.context();
  unsigned decisions = 0;
  for (int i = 0; i < 4000; ++i) {
    Number b = randomNumber(random, 4 + randomSize(random, 60));
    std::size_t bn = b.limbs.size();
    Gmp y(b), x(b), factor(randomNumber(random, 1 + random.below(3)));
    mpz_mul(x.z, x.z, factor.z);
    // Exact multiples, what lies just beside them, and anything.
    if (unsigned kind = unsigned(random.below(4)))
      (kind == 1 ? mpz_add_ui : mpz_sub_ui)(x.z, x.z, random.below(3));
    else
      mpz_add(x.z, x.z, Gmp(randomNumber(random, bn)).z);
    Number a;
    a.limbs.resize(mpz_size(x.z));
    for (std::size_t k = 0; k < a.limbs.size(); ++k)
      a.limbs[k] = mpz_getlimbn(x.z, mp_size_t(k));
    Gmp z, w;
    mpz_tdiv_qr(z.z, w.z, x.z, y.z);
    std::size_t qSize, an = a.limbs.size();
    Buffer q(an >= bn ? an - bn + 1 : 0);
    bool decided;
    REQUIRE(divHigh(q.get(), qSize, decided, a.mag(), b.mag(), context) ==
            Status::ok);
    CHECK(q.intact());
    if (decided)
      CHECK((z.is(q.get(), qSize) && mpz_sgn(w.z) != 0));
    decisions += decided;
  }
  CHECK(decisions > 500);
  CHECK(memory.live == 0);
}

TEST_CASE("greatest common divisors and inverses") {
  Random random(7);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 1500; ++i) {
    Number a = randomNumber(random, randomSize(random, 120));
    Number b = randomNumber(random, randomSize(random, 120));
    Number f = randomNumber(random, 1 + random.below(8));
    auto times = [&](Number &n) {
      Buffer r(n.limbs.size() + f.limbs.size());
      std::size_t size;
      REQUIRE(mul(r.get(), size, n.mag(), f.mag(), context) == Status::ok);
      n.limbs.assign(r.get(), r.get() + size);
    };
    if (random.below(2)) {
      times(a);
      times(b);
    }
    Gmp x(a), y(b), z;
    mpz_gcd(z.z, x.z, y.z);
    std::size_t an = a.limbs.size(), bn = b.limbs.size(), size;
    Buffer r(an && bn ? std::min(an, bn) : std::max(an, bn));
    REQUIRE(gcd(r.get(), size, a.mag(), b.mag(), context) == Status::ok);
    CHECK(z.is(r.get(), size));
    CHECK(r.intact());
    if (mpz_cmp_ui(y.z, 1) > 0) {
      mpz_mod(x.z, x.z, y.z);
      Number c;
      c.limbs.resize(mpz_size(x.z));
      for (std::size_t k = 0; k < c.limbs.size(); ++k)
        c.limbs[k] = mpz_getlimbn(x.z, mp_size_t(k));
      Buffer inv(bn);
      bool exists;
      REQUIRE(inverse(inv.get(), size, exists, c.mag(), b.mag(), context) ==
              Status::ok);
      CHECK(exists == (mpz_invert(z.z, x.z, y.z) != 0));
      if (exists)
        CHECK(z.is(inv.get(), size));
      CHECK(inv.intact());
    }
  }
  CHECK(memory.live == 0);
}

TEST_CASE("powers and roots") {
  Random random(8);
  Memory memory;
  Context context = memory.context();
  for (int i = 0; i < 400; ++i) {
    Number a = randomNumber(random, random.below(20));
    std::uint64_t e = random.below(120);
    Gmp x(a), z;
    mpz_pow_ui(z.z, x.z, e);
    std::size_t room = powerSize(a.mag(), e), size;
    Buffer r(room);
    REQUIRE(power(r.get(), size, a.mag(), e, context) == Status::ok);
    CHECK(z.is(r.get(), size));
    CHECK(r.intact());

    Number m = randomNumber(random, 1 + random.below(i % 16 ? 20 : 150));
    Number exponent = randomNumber(random, random.below(8));
    Gmp y(exponent), w(m);
    mpz_powm(z.z, x.z, y.z, w.z);
    Buffer p(m.limbs.size());
    REQUIRE(powerMod(p.get(), size, a.mag(), exponent.mag(), m.mag(),
                     context) == Status::ok);
    CHECK(z.is(p.get(), size));
    CHECK(p.intact());
  }
  for (int i = 0; i < 1500; ++i) {
    Number a = randomNumber(random, randomSize(random, 1200));
    if (random.below(2)) { // near a square
      Buffer s(2 * a.limbs.size() + 1);
      std::size_t size;
      REQUIRE(square(s.get(), size, a.mag(), context) == Status::ok);
      Gmp x(Int{{s.get(), size}, false});
      if (size)
        (random.below(2) ? mpz_add_ui : mpz_sub_ui)(x.z, x.z, random.below(2));
      mpz_abs(x.z, x.z);
      a.limbs.resize(mpz_size(x.z));
      for (std::size_t k = 0; k < a.limbs.size(); ++k)
        a.limbs[k] = mpz_getlimbn(x.z, mp_size_t(k));
    }
    Gmp x(a), z;
    mpz_sqrt(z.z, x.z);
    Buffer r(a.limbs.size() / 2 + 1);
    std::size_t size;
    REQUIRE(squareRoot(r.get(), size, a.mag(), context) == Status::ok);
    CHECK(z.is(r.get(), size));
    CHECK(r.intact());
  }
  CHECK(memory.live == 0);
}

TEST_CASE("a failed allocation or a poll ends the operation") {
  Random random(9);
  Number a = randomNumber(random, 3000), b = randomNumber(random, 1400);
  std::vector<char> text(maxDigits(a.mag(), 10));
  auto all = [&](Context &context) {
    Buffer r(4400), q(1602), m(1400);
    std::size_t size, qSize, rSize;
    Status s = mul(r.get(), size, a.mag(), b.mag(), context);
    if (s == Status::ok)
      s = divMod(q.get(), qSize, m.get(), rSize, a.mag(), b.mag(), context);
    if (s == Status::ok)
      s = toDigits(text.data(), size, a.mag(), 10, context);
    return s;
  };
  Memory plain;
  Context context = plain.context();
  REQUIRE(all(context) == Status::ok);
  for (long at = 0; at < plain.requests; at += at < 20 ? 1 : 37) {
    Memory memory;
    memory.failAt = at;
    Context failing = memory.context();
    CHECK(all(failing) == Status::noMemory);
    CHECK(memory.live == 0);
  }
  REQUIRE(plain.polls > 5);
  for (long at = 0; at < plain.polls; ++at) {
    Memory memory;
    memory.stopAt = at;
    Context stopping = memory.context();
    CHECK(all(stopping) == Status::stopped);
    CHECK(memory.live == 0);
  }
}
