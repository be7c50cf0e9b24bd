// Random operands, a counting allocator, and conversions to GMP, the oracle of
// these tests.
#ifndef DXPY_TEST_UNIT_BIGINT_GMP_ORACLE_H
#define DXPY_TEST_UNIT_BIGINT_GMP_ORACLE_H

#include "runtime-support/bigint/limbs.h"

#include <cstdint>
#include <cstdlib>
#include <gmp.h>
#include <utility>
#include <vector>

namespace dxpy::bigint::test {

class Random {
public:
  explicit Random(std::uint64_t seed)
      : state(seed * 0x9E3779B97F4A7C15ull + 1) {}
  std::uint64_t next() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return n ? next() % n : 0; }

private:
  std::uint64_t state;
};

/// Memory that is counted, may be made to fail at the n-th request, and guards
/// its ends.
struct Memory {
  long live = 0, requests = 0, failAt = -1, polls = 0, stopAt = -1;
  static void *allocate(void *user, std::size_t bytes) {
    auto &m = *static_cast<Memory *>(user);
    if (m.requests++ == m.failAt)
      return nullptr;
    ++m.live;
    return std::malloc(bytes);
  }
  static void release(void *user, void *block, std::size_t) {
    --static_cast<Memory *>(user)->live;
    std::free(block);
  }
  static bool poll(void *user) {
    auto &m = *static_cast<Memory *>(user);
    return m.polls++ == m.stopAt;
  }
  Context context() { return Context(allocate, release, poll, this); }
};

/// A signed integer that owns its limbs.
struct Number {
  std::vector<Limb> limbs;
  bool negative = false;
  Mag mag() const { return {limbs.data(), limbs.size()}; }
  Int view() const { return {mag(), negative}; }
};

/// Limbs of all kinds: random, long runs of ones and zeros, few bits.
inline Number randomNumber(Random &random, std::size_t size,
                           bool isSigned = false) {
  Number n;
  n.limbs.resize(size);
  unsigned kind = unsigned(random.below(4));
  for (auto &limb : n.limbs) {
    limb = random.next();
    if (kind == 1)
      limb = random.below(3) ? (random.below(2) ? ~Limb(0) : 0) : limb;
    else if (kind == 2)
      limb = random.below(8) ? ~Limb(0) : ~Limb(0) << random.below(64);
    else if (kind == 3)
      limb = random.below(8) ? 0 : Limb(1) << random.below(64);
  }
  if (size && random.below(2))
    n.limbs.back() >>= random.below(64);
  if (size && !n.limbs.back())
    n.limbs.back() = 1 + random.below(3);
  n.negative = isSigned && size && random.below(2);
  return n;
}

class Gmp {
public:
  Gmp() { mpz_init(z); }
  explicit Gmp(Int a) {
    mpz_init(z);
    mpz_import(z, a.mag.size, -1, sizeof(Limb), 0, 0, a.mag.limbs);
    if (a.negative)
      mpz_neg(z, z);
  }
  explicit Gmp(const Number &n) : Gmp(n.view()) {}
  Gmp(const Gmp &) = delete;
  Gmp &operator=(const Gmp &) = delete;
  ~Gmp() { mpz_clear(z); }
  bool is(Int a) const {
    std::size_t n = mpz_size(z);
    if (a.mag.size != n || (n && a.negative != (mpz_sgn(z) < 0)))
      return false;
    for (std::size_t i = 0; i < n; ++i)
      if (a.mag.limbs[i] != mpz_getlimbn(z, mp_size_t(i)))
        return false;
    return true;
  }
  bool is(const Limb *limbs, std::size_t size, bool negative = false) const {
    return is(Int{{limbs, size}, negative});
  }
  mpz_t z;
};

/// A result buffer with a guard behind its last limb.
class Buffer {
public:
  explicit Buffer(std::size_t size) : limbs(size + 1, 0xABABABABABABABABull) {}
  Limb *get() { return limbs.data(); }
  bool intact() const { return limbs.back() == 0xABABABABABABABABull; }

private:
  std::vector<Limb> limbs;
};

/// Sizes that cross every algorithm's threshold, up to `most`.
inline std::size_t randomSize(Random &random, std::size_t most) {
  static constexpr std::size_t bounds[] = {3, 12, 40, 130, 400, 1200, 5001};
  std::size_t bound = bounds[random.below(7)];
  return random.below(bound < most ? bound : most + 1);
}

} // namespace dxpy::bigint::test

#endif
