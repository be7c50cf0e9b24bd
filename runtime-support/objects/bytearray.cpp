// bytearray objects: memory that grows at its end and gives way at its front.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/errors.h"
#include <cstring>

namespace dxpy {

namespace {

/// The contents of an empty one that has no memory: they end with a NUL too.
constinit char emptyContents[1] = {};

/// Room for \p size bytes and a NUL, at the start of the block.
bool reserve(ThreadState &ts, ByteArrayObject *array, size_t size) {
  size_t gap = size_t(array->data - array->block);
  if (array->block && size + 1 <= array->capacity && gap >= array->length) {
    std::memmove(array->block, array->data, array->length);
    array->data = array->block;
    return true;
  }
  if (size > INT64_MAX - 64)
    return raiseMemoryError(ts);
  // Small excess for the first growth, then an eighth.
  size_t capacity =
      array->block ? size + (size >> 3) + (size < 9 ? 3 : 6) + 1 : size + 1;
  if (array->block && gap)
    std::memmove(array->block, array->data, array->length);
  char *block = array->block
                    ? static_cast<char *>(rawReallocate(array->block, capacity))
                    : static_cast<char *>(rawAllocate(capacity));
  if (!block) {
    if (array->block)
      array->data = array->block;
    return raiseMemoryError(ts);
  }
  array->block = array->data = block;
  array->capacity = capacity;
  return true;
}

} // namespace

bool resizeByteArray(ThreadState &ts, Value value, size_t size) {
  auto *array = value.as<ByteArrayObject>();
  if (size == array->length && array->data)
    return true;
  if (array->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  if (size == 0 && !array->block) {
    array->data = emptyContents;
    array->length = 0;
    return true;
  }
  size_t room =
      array->block ? array->capacity - size_t(array->data - array->block) : 0;
  if (size + 1 > room && !reserve(ts, array, size))
    return false;
  array->length = size;
  array->data[size] = 0;
  if (size < array->capacity / 2 && array->capacity > 64) {
    // Half of it is not used any more: give it back.
    std::memmove(array->block, array->data, size + 1);
    if (auto *block =
            static_cast<char *>(rawReallocate(array->block, size + 1)))
      array->block = block, array->capacity = size + 1;
    array->data = array->block;
  }
  return true;
}

Owned makeByteArray(ThreadState &ts, std::string_view data) {
  Owned result = allocateInstance(ts, &types::ByteArray);
  if (!result || !resizeByteArray(ts, result, data.size()))
    return {};
  if (!data.empty())
    std::memcpy(result.as<ByteArrayObject>()->data, data.data(), data.size());
  return result;
}

} // namespace dxpy
