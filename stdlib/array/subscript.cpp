// array[key], array[key] = value and del array[key].
#include "runtime-support/objects/slice.h"
#include "stdlib/array/array.h"
#include <cstring>

namespace dxpy::arrays {

namespace {

bool indexOf_py(ThreadState &ts, ArrayObject *array, Value key,
                const char *error, int64_t &index) {
  if (!subscriptIndex_py(ts, key, index))
    return false;
  if (index < 0)
    index += array->length;
  return (index >= 0 && index < array->length) ||
         raise(ts, types::IndexError, error);
}

bool isIndex(Value v) { return isInt(v) || typeOf(v)->slots.index; }

Owned sliceOf_py(ThreadState &ts, ArrayObject *array, Value slice) {
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, slice))
    return {};
  bounds.adjust(uint64_t(array->length));
  if (bounds.step == 1)
    return copyRange(ts, array, bounds.start,
                     bounds.start + int64_t(bounds.length));
  Owned result = makeArray(ts, &arrayType, array->type, int64_t(bounds.length));
  if (!result)
    return {};
  int64_t from = bounds.start;
  for (uint64_t i = 0; i < bounds.length; ++i, from += bounds.step)
    std::memcpy(itemAt(asArray(result), int64_t(i)), itemAt(array, from),
                array->type->size);
  return result;
}

/// The array that is assigned to a slice; null: delete. False: raised.
bool checkSource(ThreadState &ts, ArrayObject *array, Value value) {
  if (!value)
    return true;
  if (!isArray(value))
    return raise(ts, types::TypeError,
                 "can only assign array (not \"{}\") to array slice",
                 {typeOf(value)});
  return asArray(value)->type == array->type ||
         raise(ts, types::TypeError,
               "bad argument type for built-in operation");
}

bool assignRange(ThreadState &ts, ArrayObject *array, int64_t start,
                 int64_t length, ArrayObject *source) {
  int64_t needed = source ? source->length : 0;
  if (needed != length) {
    int64_t at = needed < length ? start + needed : start + length;
    if (!shift(ts, array, at, needed - length))
      return false;
  }
  if (needed)
    std::memcpy(itemAt(array, start), source->data,
                size_t(needed) * array->type->size);
  return true;
}

/// Takes every step-th item out.
bool deleteStepped(ThreadState &ts, ArrayObject *array, SliceBounds bounds) {
  if (bounds.length == 0)
    return true;
  if (array->exports > 0)
    return resize(ts, array, array->length - int64_t(bounds.length));
  if (bounds.step < 0) {
    bounds.start += bounds.step * int64_t(bounds.length - 1);
    bounds.step = -bounds.step;
  }
  int64_t to = bounds.start, next = bounds.start;
  uint64_t left = bounds.length;
  for (int64_t from = bounds.start; from < array->length; ++from) {
    if (left && from == next) {
      next += bounds.step;
      --left;
      continue;
    }
    std::memcpy(itemAt(array, to++), itemAt(array, from), array->type->size);
  }
  return resize(ts, array, to);
}

bool assignStepped(ThreadState &ts, ArrayObject *array, SliceBounds bounds,
                   ArrayObject *source) {
  if (uint64_t(source->length) != bounds.length)
    return raise(
        ts, types::ValueError,
        "attempt to assign array of size {} to extended slice of size {}",
        {source->length, bounds.length});
  int64_t to = bounds.start;
  for (uint64_t i = 0; i < bounds.length; ++i, to += bounds.step)
    std::memcpy(itemAt(array, to), itemAt(source, int64_t(i)),
                array->type->size);
  return true;
}

bool setSlice_py(ThreadState &ts, Value self, Value slice, Value value) {
  ArrayObject *array = asArray(self);
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, slice) || !checkSource(ts, array, value))
    return false;
  bounds.adjust(uint64_t(array->length));
  Owned copy;
  if (value == self) {
    copy = copyRange(ts, array, 0, array->length);
    if (!copy)
      return false;
    value = copy;
  }
  ArrayObject *source = value ? asArray(value) : nullptr;
  if (bounds.step == 1)
    return assignRange(ts, array, bounds.start, int64_t(bounds.length), source);
  return source ? assignStepped(ts, array, bounds, source)
                : deleteStepped(ts, array, bounds);
}

bool raiseNoIndex(ThreadState &ts) {
  return raise(ts, types::TypeError, "array indices must be integers");
}

} // namespace

Owned subscript(ThreadState &ts, Value self, Value key) {
  ArrayObject *array = asArray(self);
  if (isSlice(key))
    return sliceOf_py(ts, array, key);
  int64_t index;
  if (!isIndex(key)) {
    raiseNoIndex(ts);
    return {};
  }
  return indexOf_py(ts, array, key, "array index out of range", index)
             ? loadItem(ts, array, index)
             : Owned();
}

bool setSubscript(ThreadState &ts, Value self, Value key, Value value) {
  ArrayObject *array = asArray(self);
  if (isSlice(key))
    return setSlice_py(ts, self, key, value);
  if (!isIndex(key))
    return raiseNoIndex(ts);
  int64_t index;
  if (!indexOf_py(ts, array, key, "array assignment index out of range", index))
    return false;
  if (!value)
    return shift(ts, array, index, -1);
  char item[8];
  if (!array->type->store_py(ts, item, value))
    return false;
  if (index >= array->length) // the conversion has run Python code
    return raise(ts, types::IndexError, "array assignment index out of range");
  std::memcpy(itemAt(array, index), item, array->type->size);
  return true;
}

} // namespace dxpy::arrays
