// Bump allocation for data that lives and dies together. A failed allocation
// returns null and sets failed(); small requests are then served again and
// again from one reserve, so that code may build a node first and check
// failed() before it reads any other. Runs no destructors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace dxpy::base {

class Arena {
public:
  Arena() = default;
  Arena(const Arena &) = delete;
  Arena &operator=(const Arena &) = delete;
  Arena(Arena &&other) noexcept { swap(other); }
  Arena &operator=(Arena &&other) noexcept {
    swap(other);
    return *this;
  }
  ~Arena();

  // Requests up to this size never return null; larger ones may.
  static constexpr size_t SafeSize = 512;

  void *allocate(size_t size, size_t align) {
    uintptr_t start = (reinterpret_cast<uintptr_t>(cursor) + align - 1) &
                      ~(uintptr_t(align) - 1);
    if (start + size <= reinterpret_cast<uintptr_t>(limit) && cursor)
        [[likely]] {
      cursor = reinterpret_cast<char *>(start + size);
      return reinterpret_cast<void *>(start);
    }
    return allocateSlow(size, align);
  }

  template <class T, class... Args> T *make(Args &&...args) {
    static_assert(std::is_trivially_destructible_v<T> && sizeof(T) <= SafeSize);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // Uninitialised storage; null when memory ran out.
  template <class T> T *makeArray(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T *>(allocate(count * sizeof(T), alignof(T)));
  }

  // A copy that lives as long as the arena; an empty view with failed() set
  // when memory ran out.
  std::string_view copy(std::string_view text);

  bool failed() const { return outOfMemory; }
  size_t bytesAllocated() const { return totalBytes; }
  void swap(Arena &other) noexcept;

private:
  struct Block {
    Block *next;
    size_t size;
  };
  void *allocateSlow(size_t size, size_t align);
  bool addBlock(size_t atLeast);

  char *cursor = nullptr;
  char *limit = nullptr;
  Block *blocks = nullptr;
  size_t totalBytes = 0;
  bool outOfMemory = false;
  alignas(16) char reserve[SafeSize];
};

} // namespace dxpy::base
