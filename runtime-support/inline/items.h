// Fast paths of items: subscripts, iteration, unpacking.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/inline/arithmetic.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/inline/raw_items.h"

namespace dxpy {

/// list[index] for index < length, borrowed. kError: it is no word yet.
inline Word listItemWord(const ListObject *list, uint64_t index) {
  Word raw = listBlock(list)->items[index];
  switch (listKind(list)) {
  case kListWords:
    return assumeValue(raw);
  case kListInts:
    return assumeValue(smallIntWord(int64_t(raw)));
  default:
    return tryFloat(std::bit_cast<double>(raw));
  }
}

// What is found is borrowed from the container. kError: the cold half must
// look.

DX_INLINE Word dxTrySubscript(Word object, Word key) {
  if (!isPointer(object) || !isSmallInt(key)) [[unlikely]]
    return kError;
  uint32_t shape = objectOf(object)->shape;
  if (shape == shapeId(BuiltinShape::List)) [[likely]] {
    auto *list = reinterpret_cast<ListObject *>(object);
    uint64_t index = sequenceIndex(key, list->length);
    if (index != ~uint64_t(0)) [[likely]]
      return listItemWord(list, index);
  } else if (shape == shapeId(BuiltinShape::Tuple)) {
    auto *tuple = reinterpret_cast<TupleObject *>(object);
    uint64_t index = sequenceIndex(key, tuple->length);
    if (index != ~uint64_t(0)) [[likely]]
      return assumeValue(tuple->items[index]);
  } else {
    uint64_t kind;
    const char *item = rawItemAt(object, smallIntValue(key), kind);
    if (item && kind == kRawDouble)
      return tryFloat(loadRaw<double>(item));
  }
  return kError;
}

/// Stores an item of a list. Gives what was there, for the caller to drop.
DX_INLINE Word dxTryStoreSubscript(ThreadState *ts, Word object, Word key,
                                   Word value) {
  if (!isPointer(object) || !isSmallInt(key)) [[unlikely]]
    return kError;
  if (objectOf(object)->shape != shapeId(BuiltinShape::List)) {
    uint64_t kind;
    char *item = rawItemAt(object, smallIntValue(key), kind);
    if (!item || kind != kRawDouble || !isImmediateFloat(value))
      return kError;
    storeRaw(item, immediateFloatValue(value));
    return kUndef;
  }
  auto *list = reinterpret_cast<ListObject *>(object);
  uint64_t index = sequenceIndex(key, list->length);
  if (index == ~uint64_t(0)) [[unlikely]]
    return kError;
  Word *slot = &listBlock(list)->items[index];
  if (listKind(list) == kListWords) {
    retain(ts, value);
    return assumeValue(slotTake(ts, &list->header, slot, value));
  }
  if (listKind(list) == kListInts && isSmallInt(value)) {
    *slot = Word(smallIntValue(value));
    return kUndef;
  }
  if (listKind(list) == kListFloats && isImmediateFloat(value)) {
    *slot = std::bit_cast<Word>(immediateFloatValue(value));
    return kUndef;
  }
  return kError;
}

/// 1; 0: the cold half must append.
DX_INLINE int32_t dxTryListAppend(ThreadState *ts, Word object, Word value) {
  auto *list = reinterpret_cast<ListObject *>(object);
  ListBlock *block = listBlock(list);
  if (!block || list->length >= block->capacity) [[unlikely]]
    return 0;
  Word raw = value;
  switch (listKind(list)) {
  case kListWords:
    retain(ts, value);
    break;
  case kListInts:
    if (!isSmallInt(value))
      return 0;
    raw = Word(smallIntValue(value));
    break;
  default:
    if (!isImmediateFloat(value))
      return 0;
    raw = std::bit_cast<Word>(immediateFloatValue(value));
  }
  block->items[list->length++] = raw;
  return 1;
}

/// iter(it) of what is a range's iterator already.
DX_INLINE Word dxTryIter(Word it) {
  return isPointer(it) &&
                 objectOf(it)->shape == shapeId(BuiltinShape::RangeIterator)
             ? assumeValue(it)
             : kError;
}

/// Is \p shape one of an iterator that dxNextOther may know?
inline bool isOtherIterator(uint32_t shape) {
  constexpr uint32_t kFirst = shapeId(BuiltinShape::ListReverseIterator),
                     kLast = shapeId(BuiltinShape::DictValueIterator);
  return shape - kFirst <= kLast - kFirst;
}

/// The next item, borrowed from what is iterated over. kError: exhausted, or
/// another iterator.
DX_INLINE Word dxTryNext(Word iterator) {
  if (!isPointer(iterator)) [[unlikely]]
    return kError;
  uint32_t shape = objectOf(iterator)->shape;
  if (shape == shapeId(BuiltinShape::RangeIterator)) {
    auto *range = reinterpret_cast<RangeIteratorObject *>(iterator);
    if (range->remaining == 0 || !fitsSmallInt(range->next)) [[unlikely]]
      return kError;
    --range->remaining;
    int64_t value = range->next;
    range->next = int64_t(uint64_t(value) + uint64_t(range->step));
    return assumeValue(smallIntWord(value));
  }
  auto *position = reinterpret_cast<ListIteratorObject *>(iterator);
  if (shape == shapeId(BuiltinShape::ListIterator)) {
    auto *list = reinterpret_cast<ListObject *>(position->list);
    if (position->list == kUndef || position->index >= list->length)
        [[unlikely]]
      return kError;
    Word item = listItemWord(list, position->index);
    position->index += item != kError;
    return item;
  }
  if (shape == shapeId(BuiltinShape::TupleIterator)) {
    auto *tuple = reinterpret_cast<TupleObject *>(position->list);
    if (position->list == kUndef || position->index >= tuple->length)
        [[unlikely]]
      return kError;
    return assumeValue(tuple->items[position->index++]);
  }
  return isOtherIterator(shape) ? dxNextOther(iterator) : kError;
}

// Items of unboxed type by unboxed index: 1 if the object is an exact list or
// tuple or has raw items, and has such an item there; 0: nothing has happened.

inline const Word *itemAt(Word object, int64_t index, ListKind *kind) {
  if (!isPointer(object))
    return nullptr;
  uint32_t shape = objectOf(object)->shape;
  auto *list = reinterpret_cast<const ListObject *>(object);
  auto *tuple = reinterpret_cast<const TupleObject *>(object);
  bool isList = shape == shapeId(BuiltinShape::List);
  if (!isList && shape != shapeId(BuiltinShape::Tuple)) [[unlikely]]
    return nullptr;
  uint64_t length = isList ? list->length : tuple->length;
  uint64_t at = uint64_t(index < 0 ? index + int64_t(length) : index);
  if (at >= length) [[unlikely]]
    return nullptr;
  *kind = isList ? listKind(list) : kListWords;
  return isList ? &listBlock(list)->items[at] : &tuple->items[at];
}
DX_INLINE int32_t dxItemFloat(Word object, int64_t index, double *out) {
  ListKind kind;
  const Word *item = itemAt(object, index, &kind);
  if (!item) {
    uint64_t raw;
    const char *from = rawItemAt(object, index, raw);
    return from && loadRawFloat(from, raw, *out);
  }
  if (kind == kListFloats) {
    *out = std::bit_cast<double>(*item);
    return 1;
  }
  *out = immediateFloatValue(*item);
  return kind == kListWords && isImmediateFloat(*item);
}
DX_INLINE int32_t dxItemInt(Word object, int64_t index, int64_t *out) {
  ListKind kind;
  const Word *item = itemAt(object, index, &kind);
  if (!item) {
    uint64_t raw;
    const char *from = rawItemAt(object, index, raw);
    return from && loadRawInt(from, raw, *out) && fitsSmallInt(*out);
  }
  if (kind == kListInts) {
    *out = int64_t(*item);
    return 1;
  }
  *out = smallIntValue(*item);
  return kind == kListWords && isSmallInt(*item);
}
/// Where a list keeps unboxed items of \p kind; null: not there.
inline Word *storedItem(Word object, int64_t index, ListKind kind) {
  if (!isPointer(object) ||
      objectOf(object)->shape != shapeId(BuiltinShape::List))
    return nullptr;
  auto *list = reinterpret_cast<ListObject *>(object);
  uint64_t at = uint64_t(index < 0 ? index + int64_t(list->length) : index);
  return at < list->length && listKind(list) == kind
             ? &listBlock(list)->items[at]
             : nullptr;
}
DX_INLINE int32_t dxStoreItemFloat(Word object, int64_t index, double value) {
  Word *item = storedItem(object, index, kListFloats);
  if (!item) {
    uint64_t raw;
    char *to = rawItemAt(object, index, raw);
    return to && storeRawFloat(to, raw, value);
  }
  *item = std::bit_cast<Word>(value);
  return 1;
}
DX_INLINE int32_t dxStoreItemInt(Word object, int64_t index, int64_t value) {
  Word *item = storedItem(object, index, kListInts);
  if (!item) {
    uint64_t raw;
    char *to = rawItemAt(object, index, raw);
    return to && storeRawInt(to, raw, value);
  }
  if (!fitsSmallInt(value)) [[unlikely]]
    return 0;
  *item = Word(value);
  return 1;
}

/// The word of a list's raw float; bit 1 is 0 if that has to be boxed.
DX_INLINE Word dxTryFloatWord(Word raw) {
  return floatWordOrUnfit(std::bit_cast<double>(raw));
}

/// The items of an exact tuple of \p count; null: something else.
DX_INLINE const Word *dxTupleItems(Word object, uint64_t count) {
  auto *tuple = reinterpret_cast<const TupleObject *>(object);
  bool fits = isPointer(object) &&
              tuple->header.shape == shapeId(BuiltinShape::Tuple) &&
              tuple->length == count;
  return fits ? tuple->items : nullptr;
}
/// The storage of an exact list of \p count items, at least one; 0: something
/// else.
DX_INLINE uint64_t dxListStorage(Word object, uint64_t count) {
  auto *list = reinterpret_cast<const ListObject *>(object);
  bool fits = isPointer(object) &&
              list->header.shape == shapeId(BuiltinShape::List) &&
              list->length == count;
  return fits ? list->storage : 0;
}

} // namespace dxpy
