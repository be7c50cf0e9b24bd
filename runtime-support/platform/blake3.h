// BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn): the members of
// libLLVMSupport that stand by themselves.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dxpy::platform {

/// The 32-byte hash of \p size bytes.
void blake3(const void *data, size_t size, uint8_t *hash);

} // namespace dxpy::platform
