// BLAKE3 through LLVM's C interface.
#include "runtime-support/platform/blake3.h"
#include "llvm-c/blake3.h"

namespace dxpy::platform {

void blake3(const void *data, size_t size, uint8_t *hash) {
  llvm_blake3_hasher hasher;
  llvm_blake3_hasher_init(&hasher);
  llvm_blake3_hasher_update(&hasher, data, size);
  llvm_blake3_hasher_finalize(&hasher, hash, LLVM_BLAKE3_OUT_LEN);
}

} // namespace dxpy::platform
