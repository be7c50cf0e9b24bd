// What memoryview turns its data into: bytes, lists, hex, other formats.
#include "runtime-support/builtins/memoryview_builtin.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/list.h"

namespace dxpy::view_methods {

namespace {

constexpr int kMaxDimensions = 64;

/// Items with the first index running fastest.
void copyFortran(const BufferView &view, int dimension, const char *from,
                 char *&to) {
  if (dimension < 0) {
    std::memcpy(to, from, size_t(view.itemSize));
    to += view.itemSize;
    return;
  }
  for (int64_t i = 0; i < view.shape[dimension]; ++i)
    copyFortran(view, dimension - 1, from + i * view.strides[dimension], to);
}

bool isFortran(const BufferView &view) {
  int64_t expected = view.itemSize;
  for (int i = 0; i < view.dimensions; ++i) {
    if (view.shape[i] > 1 && view.strides[i] != expected)
      return false;
    expected *= view.shape[i];
  }
  return true;
}

Owned listOf(ThreadState &ts, MemoryViewObject *view, const char *from,
             int dimension, const char *format) {
  if (dimension == view->dimensions)
    return unpackItem(ts, from, format);
  Owned list = makeList(ts);
  for (int64_t i = 0; list && i < view->shape()[dimension]; ++i) {
    Owned item = listOf(ts, view, from + i * view->strides()[dimension],
                        dimension + 1, format);
    if (!item || !listAppend(ts, list, std::move(item)))
      return {};
  }
  return list;
}

/// Static text of a native format; null: it is none.
const char *staticFormat(const char *format) {
  static constexpr char characters[] = "cbBhHiIlLqQnNfd?P";
  static constexpr char plain[] = "c\0b\0B\0h\0H\0i\0I\0l\0L\0q\0Q\0n\0N\0f\0d"
                                  "\0?\0P";
  static constexpr char prefixed[] =
      "@c\0@b\0@B\0@h\0@H\0@i\0@I\0@l\0@L\0@q\0@Q\0@n\0@N\0@f\0@d\0@?\0@P";
  bool at = format[0] == '@';
  const char *found = std::strchr(characters, format[at]);
  if (!found || !*found)
    return nullptr;
  size_t i = size_t(found - characters);
  return at ? prefixed + 3 * i : plain + 2 * i;
}

bool isByteFormat(char c) { return c == 'b' || c == 'B' || c == 'c'; }

/// Makes \p view one-dimensional with another format.
bool castFormat(ThreadState &ts, MemoryViewObject *view, Value text) {
  if (!isAscii(text)) {
    (void)encodeStr(ts, text, "ascii"); // raises
    return false;
  }
  char from = 0, to = 0;
  const char *format = strText(text).data();
  int64_t itemSize = nativeFormat(format, to);
  if (!itemSize)
    return raise(ts, types::ValueError,
                 "memoryview: destination format must be a native single "
                 "character format prefixed with an optional '@'");
  bool fromBytes = nativeFormat(view->format, from) && isByteFormat(from);
  if (!fromBytes && !isByteFormat(to))
    return raise(ts, types::TypeError,
                 "memoryview: cannot cast between two non-byte formats");
  if (view->length % itemSize)
    return raise(ts, types::TypeError,
                 "memoryview: length is not a multiple of itemsize");
  view->format = staticFormat(format);
  view->itemSize = itemSize;
  return true;
}

/// The shape that the argument of cast means. False: raised.
bool readShape(ThreadState &ts, Value shape, MemoryViewObject *view,
               int64_t &length) {
  length = view->itemSize;
  for (int i = 0; i < view->dimensions; ++i) {
    Owned item = isTuple(shape) ? copyOf(tupleItem(shape, uint64_t(i)))
                                : listItem(ts, shape, uint64_t(i));
    int64_t extent;
    if (!item || !isInt(item))
      return raise(ts, types::TypeError,
                   "memoryview.cast(): elements of shape must be integers");
    if (!intFitsInt64(item, extent))
      return raise(ts, types::OverflowError,
                   "Python int too large to convert to C ssize_t");
    if (extent <= 0)
      return raise(ts, types::ValueError,
                   "memoryview.cast(): elements of shape must be integers > 0");
    if (extent > INT64_MAX / length)
      return raise(ts, types::ValueError,
                   "memoryview.cast(): product(shape) > SSIZE_MAX");
    length *= extent;
    view->shape()[i] = extent;
  }
  return true;
}

/// What cast needs of its receiver and the number of dimensions asked for.
bool checkCast(ThreadState &ts, MemoryViewObject *view, Value shape,
               int64_t &dimensions) {
  dimensions = 1;
  if (!isContiguous(describe(view)))
    return raise(ts, types::TypeError,
                 "memoryview: casts are restricted to C-contiguous views");
  if (shape || view->dimensions != 1)
    for (int i = 0; i < view->dimensions; ++i)
      if (view->shape()[i] == 0)
        return raise(ts, types::TypeError,
                     "memoryview: cannot cast view with zeros in shape or "
                     "strides");
  if (!shape)
    return true;
  if (!isList(shape) && !isTuple(shape))
    return raise(ts, types::TypeError, "shape must be a list or a tuple");
  dimensions = int64_t(isTuple(shape) ? tupleLength(shape) : listLength(shape));
  if (dimensions > kMaxDimensions)
    return raise(ts, types::ValueError,
                 "memoryview: number of dimensions must not exceed 64");
  if (view->dimensions != 1 && dimensions != 1)
    return raise(ts, types::TypeError,
                 "memoryview: cast must be 1D -> ND or ND -> 1D");
  return true;
}

} // namespace

Owned toBytes(ThreadState &ts, Value self, const Value *args) {
  char order = 'C';
  if (args[0] && !args[0].isNone()) {
    if (!isStr(args[0]))
      return raise(ts, types::TypeError,
                   "tobytes() argument 'order' must be str or None, not {}",
                   {typeOf(args[0])});
    if (!checkView(ts, self))
      return {};
    std::string_view text = strText(args[0]);
    if (text != "C" && text != "F" && text != "A")
      return raise(ts, types::ValueError, "order must be 'C', 'F' or 'A'");
    order = text[0];
  }
  if (!checkView(ts, self))
    return {};
  BufferView view = describe(viewOf(self));
  if (order == 'A')
    order = isFortran(view) ? 'F' : 'C';
  StrBuilder out(ts);
  if (order == 'C') {
    if (!appendBuffer(view, out))
      return raiseMemoryError(ts);
  } else {
    char *to = out.extend(size_t(view.length));
    if (!to)
      return raiseMemoryError(ts);
    copyFortran(view, view.dimensions - 1, view.data, to);
  }
  return makeBytes(ts, out.view());
}

Owned toList(ThreadState &ts, Value self, const Value *) {
  if (!checkView(ts, self))
    return {};
  auto *view = viewOf(self);
  const char *format = itemFormat(ts, view);
  return format ? listOf(ts, view, view->data, 0, format) : Owned();
}

Owned hex(ThreadState &ts, Value self, const Value *args) {
  if (!checkView(ts, self))
    return {};
  StrBuilder data(ts);
  if (!appendBuffer(describe(viewOf(self)), data))
    return raiseMemoryError(ts);
  return hexText_py(ts, data.view(), args[0], args[1]);
}

Owned cast(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "cast() argument 'format' must be str, not {}",
                 {argumentType(args[0])});
  int64_t dimensions;
  if (!checkView(ts, self) || !checkCast(ts, viewOf(self), args[1], dimensions))
    return {};
  Owned result = copyView(ts, viewOf(self), int(dimensions));
  if (!result)
    return {};
  auto *view = viewOf(result);
  if (!castFormat(ts, view, args[0]))
    return {};
  int64_t length = view->length;
  if (args[1]) {
    if (!readShape(ts, args[1], view, length))
      return {};
    if (length != view->length)
      return raise(ts, types::TypeError,
                   "memoryview: product(shape) * itemsize != buffer size");
  } else {
    view->shape()[0] = view->length / view->itemSize;
  }
  contiguousStrides(view);
  return result;
}

Owned toReadOnly(ThreadState &ts, Value self, const Value *) {
  if (!checkView(ts, self))
    return {};
  Owned result = copyView(ts, viewOf(self), viewOf(self)->dimensions);
  if (result)
    viewOf(result)->readOnly = true;
  return result;
}

} // namespace dxpy::view_methods
