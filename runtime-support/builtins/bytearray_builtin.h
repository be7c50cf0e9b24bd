// What the files of the type bytearray share.
#pragma once
#include "runtime-support/builtins/bytes_builtin.h"

namespace dxpy {

inline ByteArrayObject *arrayOf(Value self) {
  return self.as<ByteArrayObject>();
}
/// Puts \p data in the place of [from, to). False: raised (BufferError,
/// memory).
bool spliceByteArray(ThreadState &ts, Value self, size_t from, size_t to,
                     std::string_view data);

// bytearray_subscript.cpp
Owned byteArrayItem(ThreadState &ts, Value self, int64_t index);
Owned byteArraySubscript(ThreadState &ts, Value self, Value key);
bool byteArraySetSubscript(ThreadState &ts, Value self, Value key, Value value);

// bytearray_methods.cpp
namespace bytearray_methods {
Owned append(ThreadState &ts, Value self, const Value *args);
Owned extend(ThreadState &ts, Value self, const Value *args);
Owned insert(ThreadState &ts, Value self, const Value *args);
Owned pop(ThreadState &ts, Value self, const Value *args);
Owned remove(ThreadState &ts, Value self, const Value *args);
Owned reverse(ThreadState &ts, Value self, const Value *args);
Owned clear(ThreadState &ts, Value self, const Value *args);
Owned copy(ThreadState &ts, Value self, const Value *args);
Owned alloc(ThreadState &ts, Value self, const Value *args);
Owned reduce(ThreadState &ts, Value self, const Value *args);
Owned reduceEx(ThreadState &ts, Value self, const Value *args);
Owned fromHex(ThreadState &ts, Value cls, const Value *args);
} // namespace bytearray_methods

Owned byteArrayIter(ThreadState &ts, Value self); // bytearray_iterator.cpp

/// A codec's name among the arguments of a constructor: no NUL in it.
bool checkCodecArgument(ThreadState &ts, const char *function, const char *name,
                        Value value, std::string_view &out);

} // namespace dxpy
