#include "runtime-support/text/powers_of_ten.h"

namespace dxpy::text {
namespace {

constexpr int words = 22;

/// A number of 22 words of 64 bits, lowest first.
struct Fixed {
  std::uint64_t word[words] = {};

  constexpr Power128 leading() const {
    int top = words - 1;
    while (!word[top])
      --top;
    int zeros = __builtin_clzll(word[top]);
    std::uint64_t w[3] = {word[top], top > 0 ? word[top - 1] : 0,
                          top > 1 ? word[top - 2] : 0};
    if (!zeros)
      return {w[0], w[1]};
    return {(w[0] << zeros) | (w[1] >> (64 - zeros)),
            (w[1] << zeros) | (w[2] >> (64 - zeros))};
  }
};

constexpr PowerTable makeTable() {
  PowerTable table{};
  Fixed up;
  up.word[0] = 1;
  for (int e = 0, top = 0; e <= maxPowerOfTen; ++e) {
    table.entries[e - minPowerOfTen] = up.leading();
    std::uint64_t carry = 0;
    for (int i = 0; i <= top; ++i) {
      unsigned __int128 t = (unsigned __int128)up.word[i] * 10 + carry;
      up.word[i] = std::uint64_t(t);
      carry = std::uint64_t(t >> 64);
    }
    if (carry)
      up.word[++top] = carry;
  }
  // Dividing 2**N by ten again and again, rounding down, gives floor(2**N /
  // 10**e).
  Fixed down;
  down.word[words - 1] = 1;
  for (int e = -1, top = words - 1; e >= minPowerOfTen; --e) {
    std::uint64_t remainder = 0;
    for (int i = top; i >= 0; --i) {
      unsigned __int128 t = ((unsigned __int128)remainder << 64) | down.word[i];
      down.word[i] = std::uint64_t(t / 10);
      remainder = std::uint64_t(t % 10);
    }
    if (!down.word[top])
      --top;
    table.entries[e - minPowerOfTen] = down.leading();
  }
  return table;
}

} // namespace

constinit const PowerTable powersOfTen = makeTable();

} // namespace dxpy::text
