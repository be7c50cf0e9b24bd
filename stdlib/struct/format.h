// Compiled format strings of module struct.
#pragma once
#include "runtime-support/builtins/support.h"

namespace dxpy::structs {

extern TypeObject *error; ///< struct.error, set when the module is made

/// How one kind of item is packed.
enum class ItemKind : uint8_t {
  Pad,
  Char,
  Bool,
  Signed, ///< two's complement of `size` bytes
  Unsigned,
  Half,
  Float,
  Double,
  Bytes,  ///< s
  Pascal, ///< p
  Pointer,
};

struct Item {
  char code; ///< the format character
  ItemKind kind;
  bool native; ///< C's own types: their errors
  bool bigEndian;
  uint8_t size; ///< of one; of s and p: 1
  int64_t offset;
  int64_t count; ///< repetitions; of s and p: bytes
};

struct StructObject {
  ObjectHeader header;
  Word format; ///< bytes or undef before __init__
  Item *items; ///< raw memory
  int64_t itemCount;
  int64_t size;   ///< bytes; -1 before __init__
  int64_t values; ///< Python values; -1 before __init__
};
inline StructObject *asStruct(Value v) { return v.as<StructObject>(); }

/// Parses \p format (str or bytes) into \p self. False: raised.
bool compileFormat(ThreadState &ts, StructObject *self, Value format);

/// Packs \p count values (checked) to \p to, `size` bytes. False: raised.
bool pack_py(ThreadState &ts, const StructObject *self, char *to,
             const Value *values);
/// The tuple of the values in `size` bytes.
Owned unpack(ThreadState &ts, const StructObject *self, const char *from);

// values.cpp
/// Stores \p v as one item. False: raised.
bool packItem_py(ThreadState &ts, const Item &item, char *to, Value v);
Owned unpackItem(ThreadState &ts, const Item &item, const char *from);

} // namespace dxpy::structs
