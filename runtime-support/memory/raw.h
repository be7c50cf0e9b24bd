// Raw buffers (list blocks, dict tables, text under construction): mimalloc.
// Never objects.
#pragma once
#include <cstddef>

namespace dxpy {

/// Uninitialised memory, 16-byte aligned; null when exhausted, no exception is
/// pending.
[[nodiscard]] void *rawAllocate(size_t size);
[[nodiscard]] void *rawAllocateZeroed(size_t size);
/// As realloc: on failure null, and \p block stays.
[[nodiscard]] void *rawReallocate(void *block, size_t size);
/// Bytes of \p block that may be used: at least what was asked for.
size_t rawUsableSize(void *block);
void rawFree(void *block); ///< null is allowed

} // namespace dxpy
