// Interned strings: equal texts get equal ids. Ids are dense from 0 in order of
// first use, so that later stages can use them as indices.
#pragma once

#include "compiler/base/Arena.h"
#include "compiler/base/Id.h"

#include <string_view>

namespace dxpy::base {

struct StringTag;
using StringId = Id<StringTag>;

class StringTable {
public:
  StringTable() = default;
  StringTable(const StringTable &) = delete;
  StringTable &operator=(const StringTable &) = delete;
  StringTable(StringTable &&other) noexcept { swap(other); }
  StringTable &operator=(StringTable &&other) noexcept {
    swap(other);
    return *this;
  }
  ~StringTable();

  // The id of `text`, whose bytes are copied on first use; invalid when memory
  // ran out.
  StringId intern(std::string_view text);
  // The id of `text` if it was interned before, else invalid.
  StringId find(std::string_view text) const;
  std::string_view text(StringId id) const { return entries[id.index].text; }
  size_t size() const { return count; }
  void swap(StringTable &other) noexcept;

private:
  struct Entry {
    std::string_view text;
    uint32_t hash;
  };
  bool grow();
  uint32_t *slotOf(std::string_view text, uint32_t hash) const;

  Arena arena;
  Entry *entries = nullptr;
  uint32_t *slots =
      nullptr; // id + 1, or 0; twice as many as entries, a power of two
  size_t count = 0;
  size_t capacity = 0;
};

} // namespace dxpy::base
