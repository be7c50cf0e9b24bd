// Sets of tiny ints made or changed as a whole. The hash of such an int is the
// int itself, so in a table where no two of them want the same slot each one
// has its own, in whatever order they came.
#include "runtime-support/objects/set_internal.h"
#include <bit>

namespace dxpy::set_internal {

namespace {

/// Calls \p body with each bit's number, least first.
template <typename Body> inline void forEachBit(uint64_t bits, Body body) {
  for (; bits; bits &= bits - 1)
    body(uint64_t(std::countr_zero(bits)));
}

/// Do no two of \p bits want the same slot?
bool haveOwnSlots(uint64_t bits, uint64_t slots) {
  uint64_t taken = bits;
  for (uint64_t width = 32; width >= slots; width /= 2)
    taken |= taken >> width;
  uint64_t inTable = slots < 64 ? (uint64_t(1) << slots) - 1 : ~uint64_t(0);
  return std::popcount(taken & inTable) == std::popcount(bits);
}

/// The slots of the table that a set ends with to which so many are added.
uint64_t slotsAfterAdding(uint64_t count) {
  uint64_t slots = kSmallestTable;
  for (uint64_t fill = 1; fill <= count; ++fill)
    if (fill * 5 >= (slots - 1) * 3)
      while (slots <= fill * 4)
        slots *= 2;
  return slots;
}

} // namespace

int fillFromBits(ThreadState &ts, SetObject *set, uint64_t bits,
                 uint64_t slots) {
  if (!haveOwnSlots(bits, slots))
    return 0;
  if (!resize(ts, set, slots - 1))
    return -1;
  SetTable *table = set->table;
  forEachBit(bits, [&](uint64_t bit) {
    table->entries[bit & table->mask] = {smallIntWord(int64_t(bit)), bit};
  });
  table->summary = bits;
  set->general = true;
  set->fill = set->length = uint64_t(std::popcount(bits));
  return 1;
}

int addBits(ThreadState &ts, SetObject *set, uint64_t bits) {
  return bits == 0 ? 1
                   : fillFromBits(ts, set, bits,
                                  slotsAfterAdding(std::popcount(bits)));
}

void removeBits(SetObject *set, uint64_t bits) {
  SetTable *table = set->table;
  forEachBit(bits, [&](uint64_t bit) {
    Word key = smallIntWord(int64_t(bit));
    *alongProbe(table, bit, [&](SetEntry *entry) {
      return entry->key == key;
    }) = {kUndef, ~uint64_t(0)};
  });
  table->summary &= ~bits;
  set->length -= uint64_t(std::popcount(bits));
}

} // namespace dxpy::set_internal
