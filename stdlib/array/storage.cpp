// The storage of arrays: growth, gaps, and filling from other objects.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/text/utf8.h"
#include "stdlib/array/array.h"
#include <bit>
#include <cstring>

namespace dxpy::arrays {

static uint64_t rawKindOf(const ItemType *type) {
  bool isFloat = type->code == 'f' || type->code == 'd';
  return uint64_t(std::countr_zero(type->size)) |
         (type->isSigned ? kRawSigned : 0) | (isFloat ? kRawFloat : 0) |
         (isFloat || type->isInteger ? 0 : kRawOther);
}

Owned makeArray(ThreadState &ts, TypeObject *type, const ItemType *items,
                int64_t length) {
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asArray(result)->type = items;
  asArray(result)->rawKind = rawKindOf(items);
  if (type == &arrayType) // subclasses may subscript otherwise
    result.value().header()->flags |= kHasRawItems;
  return resize(ts, asArray(result), length) ? std::move(result) : Owned();
}

bool resize(ThreadState &ts, ArrayObject *array, int64_t length) {
  if (array->exports > 0 && length != array->length)
    return raise(ts, types::BufferError,
                 "cannot resize an array that is exporting buffers");
  if (length <= array->capacity && length >= array->capacity / 2 &&
      array->data) {
    array->length = length;
    return true;
  }
  if (length == 0) {
    rawFree(array->data);
    array->data = nullptr;
    array->length = array->capacity = 0;
    return true;
  }
  // A sixteenth more, as CPython, so that appending is linear.
  int64_t room = length + (length >> 4) + (array->length < 8 ? 3 : 7);
  if (array->length == 0)
    room = length;
  int64_t bytes;
  if (__builtin_mul_overflow(room, int64_t(array->type->size), &bytes))
    return raiseMemoryError(ts);
  void *block = rawReallocate(array->data, size_t(bytes));
  if (!block)
    return raiseMemoryError(ts);
  array->data = static_cast<char *>(block);
  array->capacity = room;
  array->length = length;
  return true;
}

bool shift(ThreadState &ts, ArrayObject *array, int64_t at, int64_t count) {
  int64_t old = array->length;
  auto size = int64_t(array->type->size);
  if (count < 0) {
    if (array->exports > 0)
      return resize(ts, array, old + count);
    std::memmove(itemAt(array, at), itemAt(array, at - count),
                 size_t((old - at + count) * size));
    return resize(ts, array, old + count);
  }
  if (!resize(ts, array, old + count))
    return false;
  if (old > at)
    std::memmove(itemAt(array, at + count), itemAt(array, at),
                 size_t((old - at) * size));
  return true;
}

bool insert_py(ThreadState &ts, ArrayObject *array, int64_t at, Value v) {
  char item[8];
  if (!array->type->store_py(ts, item, v))
    return false;
  int64_t length = array->length;
  at = at < 0 ? at + length : at;
  at = at < 0 ? 0 : at > length ? length : at;
  if (!shift(ts, array, at, 1))
    return false;
  std::memcpy(itemAt(array, at), item, array->type->size);
  return true;
}

bool append_py(ThreadState &ts, ArrayObject *array, Value v) {
  return insert_py(ts, array, array->length, v);
}

bool extendFromIterable_py(ThreadState &ts, ArrayObject *array,
                           Value iterable) {
  return forEach_py(ts, iterable,
                    [&](Value item) { return append_py(ts, array, item); });
}

bool extendFromArray(ThreadState &ts, ArrayObject *array, ArrayObject *other) {
  int64_t old = array->length, more = other->length;
  if (old > INT64_MAX - more)
    return raiseMemoryError(ts);
  if (!resize(ts, array, old + more))
    return false;
  if (more)
    std::memcpy(itemAt(array, old), other->data,
                size_t(more) * array->type->size);
  return true;
}

bool extendFromBytes(ThreadState &ts, ArrayObject *array,
                     std::string_view data) {
  if (data.size() % array->type->size)
    return raise(ts, types::ValueError,
                 "bytes length not a multiple of item size");
  int64_t old = array->length;
  if (data.empty())
    return true;
  if (!resize(ts, array, old + int64_t(data.size() / array->type->size)))
    return false;
  std::memcpy(itemAt(array, old), data.data(), data.size());
  return true;
}

bool extendFromText(ThreadState &ts, ArrayObject *array, Value text) {
  std::string_view utf8 = strText(text);
  int64_t at = array->length;
  if (!resize(ts, array, at + int64_t(strLength(text))))
    return false;
  for (size_t i = 0; i < utf8.size(); ++at) {
    auto code = uint32_t(text::decodeOne(utf8, i));
    std::memcpy(itemAt(array, at), &code, sizeof code);
  }
  return true;
}

Owned textOf(ThreadState &ts, ArrayObject *array) {
  StrBuilder text(ts);
  for (int64_t i = 0; i < array->length; ++i) {
    Owned character = loadItem(ts, array, i);
    if (!character)
      return {};
    text.append(character.value());
  }
  return text.finish();
}

Owned copyRange(ThreadState &ts, ArrayObject *array, int64_t start,
                int64_t end) {
  Owned result =
      makeArray(ts, &arrayType, array->type, end > start ? end - start : 0);
  if (result && end > start)
    std::memcpy(asArray(result)->data, itemAt(array, start),
                size_t(end - start) * array->type->size);
  return result;
}

Owned listOf(ThreadState &ts, ArrayObject *array) {
  Owned list = makeList(ts, size_t(array->length));
  for (int64_t i = 0; list && i < array->length; ++i) {
    Owned item = loadItem(ts, array, i);
    if (!item || !listAppend(ts, list, std::move(item)))
      return {};
  }
  return list;
}

} // namespace dxpy::arrays
