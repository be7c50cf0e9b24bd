// The methods of array.array.
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/objects/special.h"
#include "stdlib/array/array.h"
#include <algorithm>
#include <cstring>

namespace dxpy::arrays {

namespace {

Owned noneIf(bool ok) { return ok ? ownedNone() : Owned(); }

Owned append(ThreadState &ts, Value self, const Value *args) {
  return noneIf(append_py(ts, asArray(self), args[0]));
}

Owned bufferInfo(ThreadState &ts, Value self, const Value *) {
  Owned address =
      makeUnsigned(ts, reinterpret_cast<uintptr_t>(asArray(self)->data));
  Owned length = makeInt(ts, asArray(self)->length);
  return address && length ? makeTuple(ts, {address.value(), length.value()})
                           : Owned();
}

Owned byteSwap(ThreadState &, Value self, const Value *) {
  ArrayObject *array = asArray(self);
  for (int64_t i = 0; i < array->length; ++i)
    std::reverse(itemAt(array, i), itemAt(array, i) + array->type->size);
  return ownedNone();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return copyRange(ts, asArray(self), 0, asArray(self)->length);
}

/// Calls \p body with the index of each item equal to \p wanted in [start,
/// end), until it returns false. False: raised.
template <typename Body>
bool forEachEqual_py(ThreadState &ts, ArrayObject *array, Value wanted,
                     int64_t start, int64_t end, Body body) {
  for (int64_t i = start; i < end && i < array->length; ++i) {
    Owned item = loadItem(ts, array, i);
    int equal = item ? equalItems_py(ts, item, wanted) : -1;
    if (equal < 0)
      return false;
    if (equal && !body(i))
      return true;
  }
  return true;
}

/// -1: absent or raised.
int64_t find_py(ThreadState &ts, ArrayObject *array, Value wanted,
                int64_t start, int64_t end) {
  int64_t found = -1;
  forEachEqual_py(ts, array, wanted, start, end, [&](int64_t i) {
    found = i;
    return false;
  });
  return found;
}

Owned count(ThreadState &ts, Value self, const Value *args) {
  int64_t number = 0;
  bool ok = forEachEqual_py(ts, asArray(self), args[0], 0, INT64_MAX,
                            [&](int64_t) { return ++number > 0; });
  return ok ? makeInt(ts, number) : Owned();
}

Owned index(ThreadState &ts, Value self, const Value *args) {
  ArrayObject *array = asArray(self);
  int64_t start = 0, end = INT64_MAX;
  if ((args[1] && !sliceArgument_py(ts, args[1], start)) ||
      (args[2] && !sliceArgument_py(ts, args[2], end)))
    return {};
  if (start < 0)
    start = std::max<int64_t>(start + array->length, 0);
  if (end < 0)
    end += array->length;
  int64_t found = find_py(ts, array, args[0], start, end);
  if (found >= 0)
    return makeInt(ts, found);
  if (pendingException(ts))
    return {};
  return raise(ts, types::ValueError, "array.index(x): x not in array");
}

Owned remove(ThreadState &ts, Value self, const Value *args) {
  ArrayObject *array = asArray(self);
  int64_t found = find_py(ts, array, args[0], 0, INT64_MAX);
  if (found >= 0 && found < array->length)
    return noneIf(shift(ts, array, found, -1));
  if (pendingException(ts))
    return {};
  return raise(ts, types::ValueError, "array.remove(x): x not in array");
}

Owned extend(ThreadState &ts, Value self, const Value *args) {
  if (!isArray(args[0]))
    return noneIf(extendFromIterable_py(ts, asArray(self), args[0]));
  if (asArray(args[0])->type != asArray(self)->type)
    return raise(ts, types::TypeError,
                 "can only extend with array of same kind");
  return noneIf(extendFromArray(ts, asArray(self), asArray(args[0])));
}

Owned insert(ThreadState &ts, Value self, const Value *args) {
  int64_t at = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (at == -1 && pendingException(ts))
    return {};
  return noneIf(insert_py(ts, asArray(self), at, args[1]));
}

Owned pop(ThreadState &ts, Value self, const Value *args) {
  ArrayObject *array = asArray(self);
  int64_t at = -1;
  if (args[0]) {
    at = toIndexInt64_py(ts, args[0], &types::OverflowError);
    if (at == -1 && pendingException(ts))
      return {};
  }
  if (array->length == 0)
    return raise(ts, types::IndexError, "pop from empty array");
  at = at < 0 ? at + array->length : at;
  if (at < 0 || at >= array->length)
    return raise(ts, types::IndexError, "pop index out of range");
  Owned item = loadItem(ts, array, at);
  return item && shift(ts, array, at, -1) ? std::move(item) : Owned();
}

Owned reverse(ThreadState &, Value self, const Value *) {
  ArrayObject *array = asArray(self);
  for (int64_t i = 0, j = array->length - 1; i < j; ++i, --j)
    std::swap_ranges(itemAt(array, i), itemAt(array, i) + array->type->size,
                     itemAt(array, j));
  return ownedNone();
}

Owned toList(ThreadState &ts, Value self, const Value *) {
  return listOf(ts, asArray(self));
}

std::string_view bytesOf(ArrayObject *array) {
  return {array->data, size_t(array->length) * array->type->size};
}

Owned toBytes(ThreadState &ts, Value self, const Value *) {
  return makeBytes(ts, bytesOf(asArray(self)));
}

bool checkUnicode(ThreadState &ts, Value self, const char *name) {
  return asArray(self)->type->code == 'u' ||
         raise(ts, types::ValueError,
               "{}() may only be called on unicode type arrays", {name});
}

Owned toUnicode(ThreadState &ts, Value self, const Value *) {
  return checkUnicode(ts, self, "tounicode") ? textOf(ts, asArray(self))
                                             : Owned();
}

Owned fromUnicode(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0])) {
    std::string_view type = args[0].isNone() ? "None" : typeNameOf(args[0]);
    return raise(ts, types::TypeError,
                 "fromunicode() argument must be str, not {}", {type});
  }
  return noneIf(checkUnicode(ts, self, "fromunicode") &&
                extendFromText(ts, asArray(self), args[0]));
}

Owned fromList(ThreadState &ts, Value self, const Value *args) {
  if (!isList(args[0]))
    return raise(ts, types::TypeError, "arg must be list");
  ArrayObject *array = asArray(self);
  int64_t old = array->length;
  for (uint64_t i = 0; i < listLength(args[0]); ++i) {
    Owned item = listItem(ts, args[0], i);
    if (!item || !append_py(ts, array, item)) { // all or nothing
      Owned exception = takeException(ts);
      resize(ts, array, old);
      restoreException(ts, std::move(exception));
      return {};
    }
  }
  return ownedNone();
}

Owned fromBytes(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  bool ok;
  if (view.itemSize != 1)
    ok = raise(ts, types::TypeError,
               "a bytes-like object is required, not '{}'", {typeOf(args[0])});
  else
    ok = extendFromBytes(ts, asArray(self), {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return noneIf(ok);
}

Owned fromFile(ThreadState &ts, Value self, const Value *args) {
  int64_t count = toIndexInt64_py(ts, args[1], &types::OverflowError);
  if (count == -1 && pendingException(ts))
    return {};
  if (count < 0)
    return raise(ts, types::ValueError, "negative count");
  int64_t bytes;
  if (__builtin_mul_overflow(count, int64_t(asArray(self)->type->size), &bytes))
    return raiseMemoryError(ts);
  Owned number = makeInt(ts, bytes);
  Owned data =
      number ? callMethod_py(ts, args[0], Value(&names::read), {number.value()})
             : Owned();
  if (!data)
    return {};
  if (!isBytes(data))
    return raise(ts, types::TypeError, "read() didn't return bytes");
  std::string_view text = bytesText(data);
  if (!extendFromBytes(ts, asArray(self), text))
    return {};
  if (int64_t(text.size()) != bytes)
    return raise(ts, types::EOFError, "read() didn't return enough bytes");
  return ownedNone();
}

Owned toFile(ThreadState &ts, Value self, const Value *args) {
  constexpr size_t kBlock = 64 * 1024;
  for (size_t at = 0; at < bytesOf(asArray(self)).size(); at += kBlock) {
    Owned block = makeBytes(ts, bytesOf(asArray(self)).substr(at, kBlock));
    Owned result = block ? callMethod_py(ts, args[0], Value(&names::write),
                                         {block.value()})
                         : Owned();
    if (!result)
      return {};
  }
  return ownedNone();
}

/// The fixed part is that of CPython's object.
Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, 64 + asArray(self)->capacity * asArray(self)->type->size);
}

} // namespace

constexpr MethodDef arrayMethods[] = {
    {"append", append, "(v, /)", "Append new value v to the end of the array."},
    {"buffer_info", bufferInfo, "()",
     "Return a tuple (address, length) giving the current memory address and "
     "the length in items of the buffer used to hold array's contents.\n\nThe "
     "length should be multiplied by the itemsize attribute to calculate\nthe "
     "buffer length in bytes."},
    {"byteswap", byteSwap, "()",
     "Byteswap all items of the array.\n\nIf the items in the array are not 1, "
     "2, 4, or 8 bytes in size, RuntimeError is\nraised."},
    {"__copy__", copy, "()", "Return a copy of the array."},
    {"count", count, "(v, /)",
     "Return number of occurrences of v in the array."},
    {"__deepcopy__", copy, "(unused, /)", "Return a copy of the array."},
    {"extend", extend, "(bb, /)", "Append items to the end of the array."},
    {"fromfile", fromFile, "(f, n, /)",
     "Read n objects from the file object f and append them to the end of the "
     "array."},
    {"fromlist", fromList, "(list, /)", "Append items to array from list."},
    {"frombytes", fromBytes, "(buffer, /)",
     "Appends items from the string, interpreting it as an array of machine "
     "values, as if it had been read from a file using the fromfile() method."},
    {"fromunicode", fromUnicode, "(ustr, /)",
     "Extends this array with data from the unicode string ustr.\n\nThe array "
     "must be a unicode type array; otherwise a ValueError is raised.\nUse "
     "array.frombytes(ustr.encode(...)) to append Unicode data to an array "
     "of\nsome other type."},
    {"index", index, "(v, start=0, stop=sys.maxsize, /)",
     "Return index of first occurrence of v in the array.\n\nRaise ValueError "
     "if the value is not present."},
    {"insert", insert, "(i, v, /)",
     "Insert a new item v into the array before position i."},
    {"pop", pop, "(i=-1, /)",
     "Return the i-th element and delete it from the array.\n\ni defaults to "
     "-1."},
    {"__reduce_ex__", reduceEx, "(value, /)",
     "Return state information for pickling."},
    {"remove", remove, "(v, /)",
     "Remove the first occurrence of v in the array."},
    {"reverse", reverse, "()", "Reverse the order of the items in the array."},
    {"tofile", toFile, "(f, /)",
     "Write all items (as machine values) to the file object f."},
    {"tolist", toList, "()",
     "Convert array to an ordinary list with the same items."},
    {"tobytes", toBytes, "()",
     "Convert the array to an array of machine values and return the bytes "
     "representation."},
    {"tounicode", toUnicode, "()",
     "Extends this array with data from the unicode string ustr.\n\nConvert "
     "the array to a unicode string.  The array must be a unicode type "
     "array;\notherwise a ValueError is raised.  Use array.tobytes().decode() "
     "to obtain a\nunicode string from an array of some other type."},
    {"__sizeof__", sizeOf, "()", "Size of the array in memory, in bytes."},
    {}};

} // namespace dxpy::arrays
