// Subscripts of bytearray: items and slices, read, set and deleted.
#include "runtime-support/builtins/bytearray_builtin.h"
#include "runtime-support/objects/slice.h"

namespace dxpy {

namespace {

using bytewise::View;

constexpr char kByteRange[] = "byte must be in range(0, 256)";

/// The index that a key means, adjusted. False: raised.
bool indexOf_py(ThreadState &ts, Value self, Value key, int64_t &index) {
  if (!isInt(key) && !typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "bytearray indices must be integers or slices, not {}",
                 {typeOf(key)});
  if (!subscriptIndex_py(ts, key, index))
    return false;
  if (index < 0)
    index += int64_t(arrayOf(self)->length);
  return true;
}

bool checkIndex(ThreadState &ts, Value self, int64_t index) {
  return uint64_t(index) < arrayOf(self)->length ||
         raise(ts, types::IndexError, "bytearray index out of range");
}

/// Takes every step-th byte out.
bool deleteStepped(ThreadState &ts, Value self, SliceBounds bounds) {
  if (bounds.length == 0)
    return true;
  if (arrayOf(self)->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  if (bounds.step < 0) {
    bounds.start += int64_t(bounds.length - 1) * bounds.step;
    bounds.step = -bounds.step;
  }
  char *data = arrayOf(self)->data;
  size_t length = arrayOf(self)->length, to = size_t(bounds.start);
  uint64_t taken = 0;
  for (size_t from = to; from < length; ++from) {
    bool drop = taken < bounds.length &&
                from == size_t(bounds.start) + taken * size_t(bounds.step);
    if (drop)
      ++taken;
    else
      data[to++] = data[from];
  }
  return resizeByteArray(ts, self, to);
}

bool storeSlice_py(ThreadState &ts, Value self, const SliceBounds &bounds,
                   View data) {
  if (bounds.step == 1) {
    int64_t stop = bounds.stop < bounds.start ? bounds.start : bounds.stop;
    return spliceByteArray(ts, self, size_t(bounds.start), size_t(stop), data);
  }
  if (data.size() != bounds.length)
    return raise(ts, types::ValueError,
                 "attempt to assign bytes of size {} to extended slice of "
                 "size {}",
                 {data.size(), bounds.length});
  char *to = arrayOf(self)->data;
  for (uint64_t i = 0; i < bounds.length; ++i)
    to[bounds.start + int64_t(i) * bounds.step] = data[i];
  return true;
}

/// What is assigned to a slice, as a copy. Null: raised.
Owned assigned_py(ThreadState &ts, Value self, Value value) {
  if (isByteArray(value))
    return makeBytes(ts, dataOf(value));
  const TypeSlots &slots = typeOf(value)->slots;
  bool number = isInt(value) || isFloat(value) || slots.index || slots.int_ ||
                slots.float_;
  if (number || isStr(value))
    return raise(ts, types::TypeError,
                 "can assign only bytes, buffers, or iterables of ints in "
                 "range(0, 256)");
  StrBuilder out(ts);
  if (!collectBytes_py(ts, value, "bytearray", out))
    return {};
  return makeBytes(ts, out.view());
}

bool setSlice_py(ThreadState &ts, Value self, Value key, Value value) {
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, key))
    return false;
  bounds.adjust(arrayOf(self)->length);
  if (!value)
    return bounds.step == 1 ? storeSlice_py(ts, self, bounds, {})
                            : deleteStepped(ts, self, bounds);
  Owned data = assigned_py(ts, self, value);
  if (!data)
    return false;
  // Making the data may have run code that changed the array.
  if (!bounds.unpack_py(ts, key))
    return false;
  bounds.adjust(arrayOf(self)->length);
  if (bounds.step != 1 && bytesText(data).empty())
    return deleteStepped(ts, self, bounds);
  return storeSlice_py(ts, self, bounds, bytesText(data));
}

} // namespace

bool spliceByteArray(ThreadState &ts, Value self, size_t from, size_t to,
                     View data) {
  ByteArrayObject *array = arrayOf(self);
  size_t old = to - from, tail = array->length - to;
  size_t size = array->length - old + data.size();
  if (size != array->length && array->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  if (data.size() < old && from == 0 && array->block) {
    array->data += old - data.size(); // the front gives way
    array->length = size;
  } else if (data.size() < old) {
    std::memmove(array->data + from + data.size(), array->data + to, tail);
  }
  if (!resizeByteArray(ts, self, size))
    return false;
  if (data.size() > old)
    std::memmove(array->data + from + data.size(), array->data + to, tail);
  if (!data.empty())
    std::memcpy(array->data + from, data.data(), data.size());
  return true;
}

Owned byteArrayItem(ThreadState &ts, Value self, int64_t index) {
  if (!checkIndex(ts, self, index))
    return {};
  return makeInt(ts, uint8_t(arrayOf(self)->data[index]));
}

Owned byteArraySubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key))
    return bytes_methods::slice(ts, self, key);
  int64_t index;
  return indexOf_py(ts, self, key, index) ? byteArrayItem(ts, self, index)
                                          : Owned();
}

bool byteArraySetSubscript(ThreadState &ts, Value self, Value key,
                           Value value) {
  if (isSlice(key))
    return setSlice_py(ts, self, key, value);
  int64_t index;
  if (!indexOf_py(ts, self, key, index) || !checkIndex(ts, self, index))
    return false;
  if (!value)
    return spliceByteArray(ts, self, size_t(index), size_t(index) + 1, {});
  uint8_t byte;
  if (!byteValue_py(ts, value, kByteRange, byte) ||
      !checkIndex(ts, self, index)) // __index__ may have shortened it
    return false;
  arrayOf(self)->data[index] = char(byte);
  return true;
}

} // namespace dxpy
