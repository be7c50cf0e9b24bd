// The Mersenne Twister MT19937 (Matsumoto, Nishimura 1998), with the seeding of
// its 2002 version.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dxpy {

class MersenneTwister {
public:
  static constexpr unsigned kWords = 624;

  void seed(uint32_t number);
  /// Seeds with \p count words, at least one.
  void seed(const uint32_t *key, size_t count);
  uint32_t next();

  uint32_t word(unsigned i) const { return words_[i]; }
  unsigned position() const { return position_; }
  void restore(const uint32_t *words, unsigned position);

private:
  void refill();
  uint32_t words_[kWords];
  uint32_t position_; ///< of the next word; kWords: all are used
};

} // namespace dxpy
