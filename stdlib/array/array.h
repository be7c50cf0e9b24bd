// array.array: the object, its item types, and what its files share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy::arrays {

/// A type code: how items are stored.
struct ItemType {
  char code;
  uint8_t size;
  bool isSigned, isInteger;
  const char *format; ///< of buffers
  /// Stores a value; to may be null: only checks it. False: raised.
  bool (*store_py)(ThreadState &ts, char *to, Value v);
  Owned (*load)(ThreadState &ts, const char *from);
};
extern const ItemType itemTypes[];
const ItemType *findItemType(uint32_t code); ///< null: there is none

/// Begins like RawItemsObject.
struct ArrayObject {
  ObjectHeader header;
  char *data;
  int64_t length;   ///< items
  uint64_t rawKind; ///< RawKind of the type
  const ItemType *type;
  int64_t capacity; ///< items
  int64_t exports;  ///< buffers handed out: the size may not change
};
static_assert(offsetof(ArrayObject, data) == offsetof(RawItemsObject, data) &&
              offsetof(ArrayObject, length) ==
                  offsetof(RawItemsObject, length) &&
              offsetof(ArrayObject, rawKind) == offsetof(RawItemsObject, kind));
inline ArrayObject *asArray(Value v) { return v.as<ArrayObject>(); }
extern TypeObject arrayType, iteratorType;
inline bool isArray(Value v) {
  return v.isPointer() && isSubtype(typeOf(v), &arrayType);
}
inline char *itemAt(ArrayObject *array, int64_t index) {
  return array->data + index * array->type->size;
}
inline Owned loadItem(ThreadState &ts, ArrayObject *array, int64_t index) {
  return array->type->load(ts, itemAt(array, index));
}

Owned makeArray(ThreadState &ts, TypeObject *type, const ItemType *items,
                int64_t length);
/// Changes the length; new items are garbage. False: raised (BufferError, no
/// memory).
bool resize(ThreadState &ts, ArrayObject *array, int64_t length);
/// Makes room for \p count items at \p at, or takes -count out there.
bool shift(ThreadState &ts, ArrayObject *array, int64_t at, int64_t count);
bool append_py(ThreadState &ts, ArrayObject *array, Value v);
bool insert_py(ThreadState &ts, ArrayObject *array, int64_t at, Value v);
bool extendFromIterable_py(ThreadState &ts, ArrayObject *array, Value iterable);
bool extendFromArray(ThreadState &ts, ArrayObject *array, ArrayObject *other);
bool extendFromBytes(ThreadState &ts, ArrayObject *array,
                     std::string_view data);
bool extendFromText(ThreadState &ts, ArrayObject *array, Value text);
Owned textOf(ThreadState &ts, ArrayObject *array);
Owned copyRange(ThreadState &ts, ArrayObject *array, int64_t start,
                int64_t end);
Owned listOf(ThreadState &ts, ArrayObject *array);

// subscript.cpp
Owned subscript(ThreadState &ts, Value self, Value key);
bool setSubscript(ThreadState &ts, Value self, Value key, Value value);

// pickle.cpp
Owned reconstruct(ThreadState &ts, Value module, const Value *args);
/// __reduce_ex__
Owned reduceEx(ThreadState &ts, Value self, const Value *args);
extern Value reconstructor; ///< the function, for reduceEx

extern const MethodDef arrayMethods[]; // methods.cpp

} // namespace dxpy::arrays
