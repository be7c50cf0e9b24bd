// What the files of module mmap share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/bytes.h"
#include <string_view>

namespace dxpy::maps {

enum class Access : int { Default, Read, Write, Copy };

struct MapObject {
  ObjectHeader header;
  char *data; ///< null: closed
  int64_t size, position, offset;
  int64_t exports; ///< buffers handed out
  int fd;          ///< a duplicate; -1: anonymous
  Access access;
};
inline MapObject *mapOf(Value v) { return v.as<MapObject>(); }
extern TypeObject mapType;

bool checkOpen(ThreadState &ts, Value self);
bool checkWritable(ThreadState &ts, Value self);
inline std::string_view textOf(Value self) {
  return {mapOf(self)->data, size_t(mapOf(self)->size)};
}

// subscript.cpp
Owned subscript(ThreadState &ts, Value self, Value key);
bool setSubscript(ThreadState &ts, Value self, Value key, Value value);
Owned itemAt(ThreadState &ts, Value self, int64_t index);
// methods.cpp
extern const MethodDef mapMethods[];

} // namespace dxpy::maps
