// bytes and bytearray objects: creation; buffers.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/str.h"
#include <cstring>

namespace dxpy {

namespace {

/// Layout of a BytesObject of at most one byte.
struct alignas(16) SmallBytesObject {
  ObjectHeader header;
  uint64_t length;
  char bytes[8];
};
static_assert(offsetof(SmallBytesObject, bytes) ==
              offsetof(BytesObject, bytes));

struct SmallBytesTable {
  SmallBytesObject objects[257]; ///< the last one is empty
};

constexpr SmallBytesTable makeSmallBytes() {
  SmallBytesTable table = {};
  for (unsigned i = 0; i < 257; ++i) {
    table.objects[i].header = imageHeader(shapeId(BuiltinShape::Bytes));
    table.objects[i].length = i < 256;
    table.objects[i].bytes[0] = char(i);
  }
  return table;
}
constinit SmallBytesTable smallBytes = makeSmallBytes();

size_t sizeOfBytes(uint64_t length) {
  return offsetof(BytesObject, bytes) + length + 1;
}

} // namespace

BytesObject *allocateBytes(ThreadState &ts, size_t length) {
  if (length > SIZE_MAX / 4) {
    raiseMemoryError(ts);
    return nullptr;
  }
  size_t size = sizeOfBytes(length);
  auto *bytes =
      static_cast<BytesObject *>(allocateCell(&ts, size, CellKind::Leaf));
  if (!bytes) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &bytes->header, shapeId(BuiltinShape::Bytes), CellKind::Leaf,
             size);
  bytes->length = length;
  bytes->bytes[length] = 0;
  return bytes;
}

Owned makeBytes(ThreadState &ts, std::string_view data) {
  if (data.size() <= 1) // images: nobody counts references to them
    return Owned::steal(
        &smallBytes.objects[data.empty() ? 256 : uint8_t(data[0])]);
  BytesObject *bytes = allocateBytes(ts, data.size());
  if (!bytes)
    return {};
  std::memcpy(bytes->bytes, data.data(), data.size());
  return Owned::steal(bytes);
}

Owned bytesForSubclass(ThreadState &ts, TypeObject *type, Value bytes) {
  std::string_view data = bytesText(bytes);
  Owned result = allocateInstance(ts, type, data.size());
  if (!result)
    return {};
  auto *object = result.as<BytesObject>();
  object->length = data.size();
  std::memcpy(object->bytes, data.data(), data.size() + 1);
  return result;
}

void bytesDeallocate(ThreadState &ts, ObjectHeader *self) {
  size_t size = sizeOfBytes(reinterpret_cast<BytesObject *>(self)->length);
  if (self->shape == shapeId(BuiltinShape::Bytes))
    return freeCell(&ts, self, size, CellKind::Leaf);
  freeObject(ts, self, size);
}

// Buffers ---------------------------------------------------------------------

bool isContiguous(const BufferView &view) {
  if (view.dimensions == 1)
    return view.shape[0] == 1 || view.strides[0] == view.itemSize;
  if (view.length == 0)
    return true;
  int64_t expected = view.itemSize;
  for (int i = view.dimensions; i-- > 0;) {
    if (view.shape[i] > 1 && view.strides[i] != expected)
      return false;
    expected *= view.shape[i];
  }
  return true;
}

static void copyItems(const BufferView &view, int dimension, const char *from,
                      char *&to) {
  if (dimension == view.dimensions) {
    std::memcpy(to, from, size_t(view.itemSize));
    to += view.itemSize;
    return;
  }
  for (int64_t i = 0; i < view.shape[dimension]; ++i)
    copyItems(view, dimension + 1, from + i * view.strides[dimension], to);
}

bool appendBuffer(const BufferView &view, StrBuilder &out) {
  char *to = out.extend(size_t(view.length));
  if (!to)
    return false;
  if (isContiguous(view))
    std::memcpy(to, view.data, size_t(view.length));
  else
    copyItems(view, 0, view.data, to);
  return true;
}

bool hasBuffer(Value object) { return typeOf(object)->slots.getBuffer; }

bool getBuffer(ThreadState &ts, Value object, BufferView &view,
               unsigned flags) {
  slot::GetBuffer get = typeOf(object)->slots.getBuffer;
  if (!get)
    return raise(ts, types::TypeError,
                 "a bytes-like object is required, not '{}'", {typeOf(object)});
  view.owner = copyOf(object);
  if (get(ts, object, view, flags))
    return true;
  view.owner.reset();
  return false;
}

void releaseBuffer(ThreadState &ts, BufferView &view) {
  if (!view.owner)
    return;
  Owned owner = std::move(view.owner);
  if (slot::ReleaseBuffer release = typeOf(owner)->slots.releaseBuffer)
    release(ts, owner, view);
}

bool fillBuffer(ThreadState &ts, BufferView &view, std::string_view data,
                bool readOnly, unsigned flags) {
  if (readOnly && (flags & kBufferWritable))
    return raise(ts, types::BufferError, "Object is not writable.");
  view.data = const_cast<char *>(data.data());
  view.length = int64_t(data.size());
  view.itemSize = 1;
  view.readOnly = readOnly;
  view.format = "B";
  view.dimensions = 1;
  view.shape[0] = view.length;
  view.strides[0] = 1;
  return true;
}

} // namespace dxpy
