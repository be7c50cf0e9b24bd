// Typed 32-bit ids: an index into some table, distinct per tag, with one
// invalid value.
#pragma once

#include <cstdint>

namespace dxpy::base {

template <class Tag> struct Id {
  static constexpr uint32_t InvalidIndex = ~uint32_t(0);

  uint32_t index = InvalidIndex;

  constexpr Id() = default;
  constexpr explicit Id(uint32_t i) : index(i) {}
  constexpr bool valid() const { return index != InvalidIndex; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr bool operator==(Id a, Id b) { return a.index == b.index; }
  friend constexpr bool operator<(Id a, Id b) { return a.index < b.index; }
};

} // namespace dxpy::base
