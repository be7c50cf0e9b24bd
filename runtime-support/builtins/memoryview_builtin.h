// What the files of the type memoryview share.
#pragma once
#include "runtime-support/builtins/bytes_builtin.h"

namespace dxpy {

/// A view of an object's memory. Each view has its own export of that object.
struct MemoryViewObject {
  ObjectHeader header;
  Word owner; ///< whose memory it is; None once released
  char *data;
  int64_t length, itemSize; ///< bytes
  const char *format;
  int64_t hash; ///< -1: not computed
  int32_t dimensions;
  uint32_t exports; ///< buffers that the view itself handed out
  bool readOnly, released;
  int64_t extents[]; ///< shape, then strides

  int64_t *shape() { return extents; }
  int64_t *strides() { return extents + (dimensions ? dimensions : 1); }
};

inline MemoryViewObject *viewOf(Value self) {
  return self.as<MemoryViewObject>();
}
inline bool isMemoryView(Value v) {
  return hasShape(v, BuiltinShape::MemoryView);
}
/// ValueError once the view is released.
bool checkView(ThreadState &ts, Value self);
/// A new view of the same object with the fields of \p source, with room for
/// \p dimensions.
Owned copyView(ThreadState &ts, MemoryViewObject *source, int dimensions);
BufferView describe(MemoryViewObject *view);
void computeLength(MemoryViewObject *view);
/// Strides of C order for the shape.
void contiguousStrides(MemoryViewObject *view);

// memoryview_items.cpp: one item in native format.
/// The bytes of a native format, and its character; 0: it is none.
int64_t nativeFormat(const char *format, char &character);
/// The format without `@`; null: raised.
const char *itemFormat(ThreadState &ts, MemoryViewObject *view);
Owned unpackItem(ThreadState &ts, const char *from, const char *format);
bool packItem_py(ThreadState &ts, Value self, char *to, Value item,
                 const char *format);
/// Are the items equal? 0, 1; -1 raised.
int equalViews_py(ThreadState &ts, const BufferView &a, const BufferView &b);

// memoryview_subscript.cpp
Owned viewItem(ThreadState &ts, Value self, int64_t index);
Owned viewSubscript(ThreadState &ts, Value self, Value key);
bool viewSetSubscript(ThreadState &ts, Value self, Value key, Value value);

// memoryview_convert.cpp
namespace view_methods {
Owned toBytes(ThreadState &ts, Value self, const Value *args);
Owned toList(ThreadState &ts, Value self, const Value *args);
Owned hex(ThreadState &ts, Value self, const Value *args);
Owned cast(ThreadState &ts, Value self, const Value *args);
Owned toReadOnly(ThreadState &ts, Value self, const Value *args);
} // namespace view_methods

Owned viewIter(ThreadState &ts, Value self); // memoryview_iterator.cpp

} // namespace dxpy
