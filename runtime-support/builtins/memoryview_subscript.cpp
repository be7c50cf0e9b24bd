// Subscripts of memoryview.
#include "runtime-support/builtins/memoryview_builtin.h"
#include "runtime-support/objects/slice.h"

namespace dxpy {

namespace {

Raised zeroDimensional(ThreadState &ts) {
  return raise(ts, types::TypeError, "invalid indexing of 0-dim memory");
}
Raised noSubViews(ThreadState &ts) {
  return raise(ts, types::NotImplementedError, "sub-views are not implemented");
}

bool isIndex(Value key) { return isInt(key) || typeOf(key)->slots.index; }

bool isMultiIndex(Value key) {
  if (!isTuple(key))
    return false;
  for (uint64_t i = 0; i < tupleLength(key); ++i)
    if (!isIndex(tupleItem(key, i)))
      return false;
  return true;
}
bool isMultiSlice(Value key) {
  if (!isTuple(key) || tupleLength(key) == 0)
    return false;
  for (uint64_t i = 0; i < tupleLength(key); ++i)
    if (!isSlice(tupleItem(key, i)))
      return false;
  return true;
}

/// Steps from \p at along a dimension; null: raised.
char *along(ThreadState &ts, MemoryViewObject *view, char *at, int dimension,
            int64_t index) {
  int64_t count = view->shape()[dimension];
  if (index < 0)
    index += count;
  if (index < 0 || index >= count) {
    raise(ts, types::IndexError, "index out of bounds on dimension {}",
          {dimension + 1});
    return nullptr;
  }
  return at + view->strides()[dimension] * index;
}

/// The item that a tuple of indices names; null: raised.
char *placeOf_py(ThreadState &ts, Value self, Value key) {
  auto *view = viewOf(self);
  auto count = int64_t(tupleLength(key));
  if (count < view->dimensions) {
    noSubViews(ts);
    return nullptr;
  }
  if (count > view->dimensions) {
    raise(ts, types::TypeError,
          "cannot index {}-dimension view with {}-element tuple",
          {view->dimensions, count});
    return nullptr;
  }
  char *at = view->data;
  for (int i = 0; i < view->dimensions && at; ++i) {
    int64_t index;
    if (!subscriptIndex_py(ts, tupleItem(key, uint64_t(i)), index))
      return nullptr;
    at = along(ts, view, at, i, index);
  }
  return at && checkView(ts, self) ? at : nullptr;
}

bool narrow(ThreadState &ts, Value slice, char *&data, int64_t &extent,
            int64_t &stride) {
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, slice))
    return false;
  bounds.adjust(uint64_t(extent));
  data += stride * bounds.start;
  extent = int64_t(bounds.length);
  stride *= bounds.step;
  return true;
}

Owned sliceOf(ThreadState &ts, Value self, Value key) {
  Owned result = copyView(ts, viewOf(self), viewOf(self)->dimensions);
  if (!result)
    return {};
  auto *view = viewOf(result);
  if (!narrow(ts, key, view->data, view->shape()[0], view->strides()[0]))
    return {};
  computeLength(view);
  return result;
}

bool sameFormat(const char *a, const char *b) {
  return std::strcmp(a[0] == '@' ? a + 1 : a, b[0] == '@' ? b + 1 : b) == 0;
}

/// Copies the items of \p source to a slice of a one-dimensional view.
bool storeSlice(ThreadState &ts, Value self, Value key,
                const BufferView &source) {
  auto *view = viewOf(self);
  char *to = view->data;
  int64_t extent = view->shape()[0], stride = view->strides()[0];
  if (!narrow(ts, key, to, extent, stride) || !checkView(ts, self))
    return false;
  bool fits = source.dimensions == 1 && source.shape[0] == extent &&
              source.itemSize == view->itemSize &&
              sameFormat(source.format, view->format);
  if (!fits)
    return raise(ts, types::ValueError,
                 "memoryview assignment: lvalue and rvalue have different "
                 "structures");
  StrBuilder copy(ts); // they may overlap
  if (!appendBuffer(source, copy))
    return raiseMemoryError(ts);
  for (int64_t i = 0; i < extent; ++i)
    std::memcpy(to + i * stride, copy.view().data() + i * view->itemSize,
                size_t(view->itemSize));
  return true;
}

bool setSlice_py(ThreadState &ts, Value self, Value key, Value value) {
  BufferView source;
  if (!getBuffer(ts, value, source, kBufferFormat | kBufferStrides))
    return false;
  bool ok = storeSlice(ts, self, key, source);
  releaseBuffer(ts, source);
  return ok;
}

Owned zeroDimensionalItem(ThreadState &ts, Value self, Value key) {
  auto *view = viewOf(self);
  if (isTuple(key) && tupleLength(key) == 0) {
    const char *format = itemFormat(ts, view);
    return format ? unpackItem(ts, view->data, format) : Owned();
  }
  if (key.word() == kEllipsis)
    return copyOf(self);
  return zeroDimensional(ts);
}

} // namespace

Owned viewItem(ThreadState &ts, Value self, int64_t index) {
  if (!checkView(ts, self))
    return {};
  auto *view = viewOf(self);
  const char *format = itemFormat(ts, view);
  if (!format)
    return {};
  if (view->dimensions == 0)
    return zeroDimensional(ts);
  if (view->dimensions > 1)
    return raise(ts, types::NotImplementedError,
                 "multi-dimensional sub-views are not implemented");
  char *at = along(ts, view, view->data, 0, index);
  return at ? unpackItem(ts, at, format) : Owned();
}

Owned viewSubscript(ThreadState &ts, Value self, Value key) {
  if (!checkView(ts, self))
    return {};
  if (viewOf(self)->dimensions == 0)
    return zeroDimensionalItem(ts, self, key);
  if (isIndex(key)) {
    int64_t index;
    return subscriptIndex_py(ts, key, index) ? viewItem(ts, self, index)
                                             : Owned();
  }
  if (isSlice(key))
    return sliceOf(ts, self, key);
  if (isMultiIndex(key)) {
    const char *format = itemFormat(ts, viewOf(self));
    char *at = format ? placeOf_py(ts, self, key) : nullptr;
    return at ? unpackItem(ts, at, format) : Owned();
  }
  if (isMultiSlice(key))
    return raise(ts, types::NotImplementedError,
                 "multi-dimensional slicing is not implemented");
  return raise(ts, types::TypeError, "memoryview: invalid slice key");
}

bool viewSetSubscript(ThreadState &ts, Value self, Value key, Value value) {
  if (!checkView(ts, self))
    return false;
  auto *view = viewOf(self);
  const char *format = itemFormat(ts, view);
  if (!format)
    return false;
  if (view->readOnly)
    return raise(ts, types::TypeError, "cannot modify read-only memory");
  if (!value)
    return raise(ts, types::TypeError, "cannot delete memory");
  if (view->dimensions == 0) {
    bool whole =
        key.word() == kEllipsis || (isTuple(key) && tupleLength(key) == 0);
    return whole ? packItem_py(ts, self, view->data, value, format)
                 : zeroDimensional(ts);
  }
  if (isIndex(key)) {
    if (view->dimensions > 1)
      return noSubViews(ts);
    int64_t index;
    if (!subscriptIndex_py(ts, key, index) || !checkView(ts, self))
      return false;
    char *at = along(ts, view, view->data, 0, index);
    return at && packItem_py(ts, self, at, value, format);
  }
  if (isSlice(key) && view->dimensions == 1)
    return setSlice_py(ts, self, key, value);
  if (isMultiIndex(key)) {
    char *at = placeOf_py(ts, self, key);
    return at && packItem_py(ts, self, at, value, format);
  }
  if (isSlice(key) || isMultiSlice(key))
    return raise(ts, types::NotImplementedError,
                 "memoryview slice assignments are currently restricted to "
                 "ndim = 1");
  return raise(ts, types::TypeError, "memoryview: invalid slice key");
}

} // namespace dxpy
