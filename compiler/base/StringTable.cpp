// Open addressing over 32-bit hashes; entries in order of first use.
#include "compiler/base/StringTable.h"

#include <cstdlib>

namespace dxpy::base {

static uint32_t hashOf(std::string_view text) {
  uint64_t h = 0x9E3779B97F4A7C15u ^ text.size();
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t w;
    std::memcpy(&w, text.data() + i, 8);
    h = (h ^ w) * 0xFF51AFD7ED558CCDu;
    h ^= h >> 32;
  }
  uint64_t w = 0;
  std::memcpy(&w, text.data() + i, text.size() - i);
  h = (h ^ w) * 0xFF51AFD7ED558CCDu;
  return static_cast<uint32_t>(h ^ (h >> 32));
}

StringTable::~StringTable() {
  std::free(entries);
  std::free(slots);
}

void StringTable::swap(StringTable &other) noexcept {
  arena.swap(other.arena);
  std::swap(entries, other.entries);
  std::swap(slots, other.slots);
  std::swap(count, other.count);
  std::swap(capacity, other.capacity);
}

uint32_t *StringTable::slotOf(std::string_view text, uint32_t hash) const {
  size_t mask = capacity * 2 - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    uint32_t id = slots[i];
    if (id == 0 ||
        (entries[id - 1].hash == hash && entries[id - 1].text == text))
      return &slots[i];
  }
}

bool StringTable::grow() {
  size_t newCapacity = capacity ? capacity * 2 : 128;
  auto *newEntries =
      static_cast<Entry *>(std::realloc(entries, newCapacity * sizeof(Entry)));
  if (!newEntries)
    return false;
  entries = newEntries;
  auto *newSlots =
      static_cast<uint32_t *>(std::calloc(newCapacity * 2, sizeof(uint32_t)));
  if (!newSlots)
    return false;
  std::free(slots);
  slots = newSlots;
  capacity = newCapacity;
  size_t mask = capacity * 2 - 1;
  for (size_t id = 0; id < count; ++id) {
    size_t i = entries[id].hash & mask;
    while (slots[i])
      i = (i + 1) & mask;
    slots[i] = static_cast<uint32_t>(id + 1);
  }
  return true;
}

StringId StringTable::intern(std::string_view text) {
  if (count == capacity && !grow())
    return {};
  uint32_t hash = hashOf(text);
  uint32_t *slot = slotOf(text, hash);
  if (!*slot) {
    std::string_view copy = arena.copy(text);
    if (arena.failed())
      return {};
    entries[count] = {copy, hash};
    *slot = static_cast<uint32_t>(++count);
  }
  return StringId(*slot - 1);
}

StringId StringTable::find(std::string_view text) const {
  if (!count)
    return {};
  uint32_t id = *slotOf(text, hashOf(text));
  return id ? StringId(id - 1) : StringId();
}

} // namespace dxpy::base
