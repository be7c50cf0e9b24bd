// Radix sort of raw ints and floats, where the order of equal items cannot be
// seen. Data with long runs is left to timsort.
#pragma once
#include "runtime-support/abi/word.h"
#include "runtime-support/memory/raw.h"
#include <cstring>

namespace dxpy::radix {

inline constexpr int64_t kWorthwhile = 512; ///< items

/// Ascending and descending runs would make timsort cheap.
template <typename Less>
bool hasLongRuns(const Word *items, int64_t n, Less less) {
  int64_t turns = 0;
  for (int64_t i = 2; i < n; ++i)
    turns += less(items[i], items[i - 1]) != less(items[i - 1], items[i - 2]);
  return turns < n / 8;
}

inline constexpr uint64_t kSign = uint64_t(1) << 63;
/// Keys that order as unsigned numbers, and back.
struct IntKeys {
  static uint64_t encode(Word w) { return w ^ kSign; }
  static Word decode(uint64_t key) { return key ^ kSign; }
};
struct FloatKeys {
  static uint64_t encode(Word w) { return w & kSign ? ~w : w | kSign; }
  static Word decode(uint64_t key) { return key & kSign ? key ^ kSign : ~key; }
};

/// Sorts. False: no memory, \p items are as they were.
template <typename Keys> bool sort(Word *items, int64_t n) {
  if (n < 2)
    return true;
  auto *spare = static_cast<Word *>(rawAllocate(size_t(n) * sizeof(Word)));
  if (!spare)
    return false;
  uint32_t counts[8][256] = {};
  for (int64_t i = 0; i < n; ++i) {
    uint64_t key = items[i] = Keys::encode(items[i]);
    for (unsigned digit = 0; digit < 8; ++digit)
      ++counts[digit][key >> (8 * digit) & 0xFF];
  }
  Word *from = items, *to = spare;
  for (unsigned digit = 0; digit < 8; ++digit) {
    uint32_t *count = counts[digit], start = 0;
    if (count[from[0] >> (8 * digit) & 0xFF] == uint32_t(n))
      continue; // all the same
    for (unsigned i = 0; i < 256; ++i) {
      uint32_t here = count[i];
      count[i] = start;
      start += here;
    }
    for (int64_t i = 0; i < n; ++i)
      to[count[from[i] >> (8 * digit) & 0xFF]++] = from[i];
    Word *sorted = to;
    to = from;
    from = sorted;
  }
  for (int64_t i = 0; i < n; ++i)
    items[i] = Keys::decode(from[i]);
  rawFree(spare);
  return true;
}

} // namespace dxpy::radix
