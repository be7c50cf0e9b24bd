// The unkeyed hash of str: the same at build time, in images and at run time.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dxpy {

/// 64-bit multiply-and-fold hash of \p size bytes, never 0. Not for keys that
/// an attacker chooses (dicts turn to the keyed hash() when probes grow long).
constexpr uint64_t strHash0(const char *bytes, size_t size) {
  auto fold = [](uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return uint64_t(product) ^ uint64_t(product >> 64);
  };
  auto load = [bytes](size_t at, size_t count) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; ++i)
      value |= uint64_t(uint8_t(bytes[at + i])) << (8 * i);
    return value;
  };
  constexpr uint64_t k0 = 0xA0761D6478BD642Full, k1 = 0xE7037ED1A0B428DBull;
  uint64_t hash = k0 ^ (size * k1);
  size_t at = 0;
  for (; size - at > 16; at += 16)
    hash = fold(load(at, 8) ^ k1, load(at + 8, 8) ^ hash);
  uint64_t a = 0, b = 0;
  if (size - at > 8) {
    a = load(at, 8);
    b = load(at + 8, size - at - 8);
  } else {
    a = load(at, size - at);
  }
  hash = fold(k0 ^ size, fold(a ^ k1, b ^ hash));
  return hash ? hash : 1;
}

} // namespace dxpy
