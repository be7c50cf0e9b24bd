// SipHash-1-3 (Aumasson, Bernstein, 2012) with the process's key: the visible
// hash of str and bytes.
#pragma once
#include <cstdint>
#include <string_view>

namespace dxpy {

struct HashKey {
  uint64_t k0, k1;
};
/// Set once at start: from the system's random numbers, or from PYTHONHASHSEED
/// (0: a zero key).
extern constinit HashKey hashKey;

/// Never -1; 0 for empty input, as CPython gives.
int64_t sipHash(std::string_view bytes);
/// The key that PYTHONHASHSEED=\p seed gives.
HashKey hashKeyFromSeed(uint32_t seed);

} // namespace dxpy
