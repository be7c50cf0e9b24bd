#include "runtime-support/objects/siphash.h"
#include <bit>
#include <cstring>

namespace dxpy {

constinit HashKey hashKey = {0, 0};

namespace {

struct State {
  uint64_t v0, v1, v2, v3;
  void round() {
    v0 += v1;
    v2 += v3;
    v1 = std::rotl(v1, 13) ^ v0;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 = std::rotl(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = std::rotl(v1, 17) ^ v2;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 = std::rotl(v2, 32);
  }
};

} // namespace

int64_t sipHash(std::string_view bytes) {
  if (bytes.empty())
    return 0;
  State s{hashKey.k0 ^ 0x736F6D6570736575, hashKey.k1 ^ 0x646F72616E646F6D,
          hashKey.k0 ^ 0x6C7967656E657261, hashKey.k1 ^ 0x7465646279746573};
  size_t whole = bytes.size() & ~size_t(7);
  for (size_t at = 0; at < whole; at += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    s.v3 ^= word;
    s.round();
    s.v0 ^= word;
  }
  uint64_t last = uint64_t(bytes.size()) << 56;
  for (size_t i = whole; i < bytes.size(); ++i)
    last |= uint64_t(uint8_t(bytes[i])) << (8 * (i - whole));
  s.v3 ^= last;
  s.round();
  s.v0 ^= last;
  s.v2 ^= 0xFF;
  for (int i = 0; i < 3; ++i)
    s.round();
  int64_t hash = int64_t(s.v0 ^ s.v1 ^ s.v2 ^ s.v3);
  return hash == -1 ? -2 : hash;
}

/// CPython's linear congruential generator for its hash secret.
HashKey hashKeyFromSeed(uint32_t seed) {
  if (seed == 0)
    return {0, 0};
  HashKey key;
  auto *out = reinterpret_cast<unsigned char *>(&key);
  uint32_t x = seed;
  for (size_t i = 0; i < sizeof key; ++i) {
    x = x * 214013 + 2531011;
    out[i] = static_cast<unsigned char>(x >> 16);
  }
  return key;
}

} // namespace dxpy
