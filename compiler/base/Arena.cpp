// The slow half of Arena: blocks from malloc, and the reserve for running out
// of memory.
#include "compiler/base/Arena.h"

#include <cstdlib>

namespace dxpy::base {

namespace {
constexpr size_t FirstBlock = 16 * 1024;
constexpr size_t LargestBlock = 1024 * 1024;
} // namespace

Arena::~Arena() {
  while (blocks) {
    Block *next = blocks->next;
    std::free(blocks);
    blocks = next;
  }
}

void Arena::swap(Arena &other) noexcept {
  std::swap(cursor, other.cursor);
  std::swap(limit, other.limit);
  std::swap(blocks, other.blocks);
  std::swap(totalBytes, other.totalBytes);
  std::swap(outOfMemory, other.outOfMemory);
}

bool Arena::addBlock(size_t atLeast) {
  size_t size = totalBytes < FirstBlock ? FirstBlock : totalBytes;
  if (size > LargestBlock)
    size = LargestBlock;
  if (size < atLeast + sizeof(Block))
    size = atLeast + sizeof(Block);
  auto *block = static_cast<Block *>(std::malloc(size));
  if (!block)
    return false;
  block->next = blocks;
  block->size = size;
  blocks = block;
  totalBytes += size;
  cursor = reinterpret_cast<char *>(block + 1);
  limit = reinterpret_cast<char *>(block) + size;
  return true;
}

void *Arena::allocateSlow(size_t size, size_t align) {
  if (size <= SIZE_MAX / 2 && addBlock(size + align))
    return allocate(size, align);
  outOfMemory = true;
  if (size > SafeSize)
    return nullptr;
  return reserve;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty())
    return std::string_view("", 0);
  char *to = makeArray<char>(text.size());
  if (!to || outOfMemory)
    return {};
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

} // namespace dxpy::base
