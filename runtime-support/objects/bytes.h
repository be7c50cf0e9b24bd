// bytes and bytearray objects, and buffers.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"
#include <string_view>

namespace dxpy {

inline bool isBytes(Value v) { return v && hasFlag(v, kSubclassBytes); }
inline bool isExactBytes(Value v) { return hasShape(v, BuiltinShape::Bytes); }
inline std::string_view bytesText(Value bytes) {
  auto *object = bytes.as<BytesObject>();
  return {object->bytes, object->length};
}
Owned makeBytes(ThreadState &ts, std::string_view data);
BytesObject *allocateBytes(ThreadState &ts,
                           size_t length); ///< to be filled by the caller
/// An instance of a subclass of bytes with the contents of \p bytes.
Owned bytesForSubclass(ThreadState &ts, TypeObject *type, Value bytes);
void bytesDeallocate(ThreadState &ts, ObjectHeader *self);

struct ByteArrayObject {
  ObjectHeader header;
  char *data;  ///< mimalloc; first byte of the contents
  char *block; ///< what was allocated
  uint64_t length, capacity;
  uint32_t exports; ///< buffers handed out: size changes raise BufferError
};
Owned makeByteArray(ThreadState &ts, std::string_view data);
/// Makes it \p size bytes long; new bytes are not set. BufferError while
/// buffers are handed out. False: raised.
bool resizeByteArray(ThreadState &ts, Value array, size_t size);

/// A view of an object's memory (PEP 3118).
struct BufferView {
  char *data = nullptr;
  int64_t length = 0; ///< bytes
  int64_t itemSize = 1;
  bool readOnly = true;
  const char *format = "B";
  int dimensions = 1;
  int64_t shape[64], strides[64]; ///< as many as there are dimensions
  Owned owner;                    ///< keeps the memory alive
};
enum BufferFlags : unsigned {
  kBufferSimple = 0,
  kBufferWritable = 1,
  kBufferFormat = 2,
  kBufferStrides = 4
};
/// memoryview(object)
Owned makeMemoryView(ThreadState &ts, Value object);
/// Fills \p view; TypeError "a bytes-like object is required, not 'X'" if there
/// is none.
bool getBuffer(ThreadState &ts, Value object, BufferView &view,
               unsigned flags = kBufferSimple);
void releaseBuffer(ThreadState &ts, BufferView &view);
/// For the getBuffer slots of plain memory: fills all fields but the owner.
bool fillBuffer(ThreadState &ts, BufferView &view, std::string_view data,
                bool readOnly, unsigned flags);
bool hasBuffer(Value object);
/// Items follow each other in memory, in C order.
bool isContiguous(const BufferView &view);
class StrBuilder;
/// Appends the items in C order, wherever they lie. False: no memory.
bool appendBuffer(const BufferView &view, StrBuilder &out);

} // namespace dxpy
