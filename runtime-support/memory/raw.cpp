// Raw buffers. Sanitized builds use malloc, so that the sanitizer sees them.
#include "runtime-support/memory/raw.h"
#ifdef DXPY_SANITIZED
#include <cstdlib>
#include <malloc.h>
#else
#include <mimalloc.h>
#endif

namespace dxpy {

#ifdef DXPY_SANITIZED
/// Beyond it the sanitizers' allocators end the program instead of failing.
static constexpr size_t kMost = size_t(8) << 30;

void *rawAllocate(size_t size) {
  return size > kMost ? nullptr : std::malloc(size ? size : 1);
}
void *rawAllocateZeroed(size_t size) {
  return size > kMost ? nullptr : std::calloc(1, size ? size : 1);
}
void *rawReallocate(void *block, size_t size) {
  return size > kMost ? nullptr : std::realloc(block, size ? size : 1);
}
size_t rawUsableSize(void *block) { return malloc_usable_size(block); }
void rawFree(void *block) { std::free(block); }
#else
void *rawAllocate(size_t size) { return mi_malloc(size); }
void *rawAllocateZeroed(size_t size) { return mi_zalloc(size); }
void *rawReallocate(void *block, size_t size) {
  return mi_realloc(block, size);
}
size_t rawUsableSize(void *block) { return mi_usable_size(block); }
void rawFree(void *block) { mi_free(block); }
#endif

} // namespace dxpy
