// The generator's state and its transition.
#include "stdlib/random/mersenne.h"

namespace dxpy {

void MersenneTwister::seed(uint32_t number) {
  words_[0] = number;
  for (uint32_t i = 1; i < kWords; ++i)
    words_[i] = 1812433253u * (words_[i - 1] ^ (words_[i - 1] >> 30)) + i;
  position_ = kWords;
}

void MersenneTwister::seed(const uint32_t *key, size_t count) {
  seed(19650218u);
  uint32_t i = 1;
  auto step = [&] {
    if (++i == kWords) {
      words_[0] = words_[kWords - 1];
      i = 1;
    }
  };
  auto mixed = [&] { return words_[i - 1] ^ (words_[i - 1] >> 30); };
  size_t j = 0;
  for (size_t k = count > kWords ? count : kWords; k; --k) {
    words_[i] = (words_[i] ^ (mixed() * 1664525u)) + key[j] + uint32_t(j);
    step();
    if (++j == count)
      j = 0;
  }
  for (size_t k = kWords - 1; k; --k) {
    words_[i] = (words_[i] ^ (mixed() * 1566083941u)) - i;
    step();
  }
  words_[0] = 0x80000000u; // the state is not all zero
}

void MersenneTwister::refill() {
  constexpr unsigned kMiddle = 397;
  auto twist = [this](unsigned i, unsigned next, unsigned from) {
    uint32_t y = (words_[i] & 0x80000000u) | (words_[next] & 0x7FFFFFFFu);
    words_[i] = words_[from] ^ (y >> 1) ^ (y & 1 ? 0x9908B0DFu : 0);
  };
  unsigned i = 0;
  for (; i < kWords - kMiddle; ++i)
    twist(i, i + 1, i + kMiddle);
  for (; i < kWords - 1; ++i)
    twist(i, i + 1, i + kMiddle - kWords);
  twist(kWords - 1, 0, kMiddle - 1);
  position_ = 0;
}

uint32_t MersenneTwister::next() {
  if (position_ >= kWords)
    refill();
  uint32_t y = words_[position_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680u;
  y ^= (y << 15) & 0xEFC60000u;
  return y ^ (y >> 18);
}

void MersenneTwister::restore(const uint32_t *words, unsigned position) {
  for (unsigned i = 0; i < kWords; ++i)
    words_[i] = words[i];
  position_ = position;
}

} // namespace dxpy
