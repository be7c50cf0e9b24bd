// map[key] and map[key] = value.
#include "runtime-support/objects/slice.h"
#include "stdlib/mmap/map.h"

namespace dxpy::maps {

static bool isIndex(Value v) { return isInt(v) || typeOf(v)->slots.index; }

static bool index_py(ThreadState &ts, Value self, Value key, int64_t &index) {
  if (!subscriptIndex_py(ts, key, index))
    return false;
  if (index < 0)
    index += mapOf(self)->size;
  return (index >= 0 && index < mapOf(self)->size) ||
         raise(ts, types::IndexError, "mmap index out of range");
}

Owned itemAt(ThreadState &ts, Value self, int64_t index) {
  if (!checkOpen(ts, self))
    return {};
  if (index < 0 || index >= mapOf(self)->size)
    return raise(ts, types::IndexError, "mmap index out of range");
  return makeBytes(ts, textOf(self).substr(size_t(index), 1));
}

Owned subscript(ThreadState &ts, Value self, Value key) {
  if (!checkOpen(ts, self))
    return {};
  if (isIndex(key)) {
    int64_t index;
    if (!index_py(ts, self, key, index) || !checkOpen(ts, self))
      return {};
    return Owned::steal(smallIntWord(uint8_t(mapOf(self)->data[index])));
  }
  if (!hasShape(key, BuiltinShape::Slice))
    return raise(ts, types::TypeError, "mmap indices must be integers");
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, key) || !checkOpen(ts, self))
    return {};
  bounds.adjust(uint64_t(mapOf(self)->size));
  BytesObject *room = allocateBytes(ts, bounds.length);
  int64_t from = bounds.start;
  for (uint64_t i = 0; room && i < bounds.length; ++i, from += bounds.step)
    room->bytes[i] = mapOf(self)->data[from];
  return room ? Owned::steal(room) : Owned();
}

static bool storeByte_py(ThreadState &ts, Value self, Value key, Value value) {
  int64_t index, number;
  if (!index_py(ts, self, key, index))
    return false;
  if (!value)
    return raise(ts, types::TypeError, "mmap doesn't support item deletion");
  if (!isIndex(value))
    return raise(ts, types::TypeError, "mmap item value must be an int");
  if (!sizeArgument_py(ts, value, number))
    return false;
  if (number < 0 || number > 255)
    return raise(ts, types::ValueError,
                 "mmap item value must be in range(0, 256)");
  if (!checkOpen(ts, self))
    return false;
  mapOf(self)->data[index] = char(number);
  return true;
}

bool setSubscript(ThreadState &ts, Value self, Value key, Value value) {
  if (!checkOpen(ts, self) || !checkWritable(ts, self))
    return false;
  if (isIndex(key))
    return storeByte_py(ts, self, key, value);
  if (!hasShape(key, BuiltinShape::Slice))
    return raise(ts, types::TypeError, "mmap indices must be integer");
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, key))
    return false;
  if (!value)
    return raise(ts, types::TypeError,
                 "mmap object doesn't support slice deletion");
  BufferView view;
  if (!getBuffer(ts, value, view))
    return false;
  bool good = checkOpen(ts, self);
  if (good) {
    bounds.adjust(uint64_t(mapOf(self)->size));
    good = uint64_t(view.length) == bounds.length ||
           raise(ts, types::IndexError, "mmap slice assignment is wrong size");
  }
  int64_t to = bounds.start;
  for (uint64_t i = 0; good && i < bounds.length; ++i, to += bounds.step)
    mapOf(self)->data[to] = view.data[i];
  releaseBuffer(ts, view);
  return good;
}

} // namespace dxpy::maps
