// The hot halves of list, tuple, dict and iterator operations, for the
// interpreter and compiled code: raw words, no calls on the fast path. What
// does not fit goes to a cold function of objects/.
#pragma once
#include "runtime-support/inline/dict_table.h"

namespace dxpy {

// Iterators whose steps are inlined.
struct ListIteratorObject {
  ObjectHeader header;
  Word list; ///< undef when exhausted
  uint64_t index;
};
struct TupleIteratorObject {
  ObjectHeader header;
  Word tuple; ///< undef when exhausted
  uint64_t index;
};
struct RangeObject {
  ObjectHeader header;
  Word start, stop, step, length; ///< exact ints
};
/// Over a range whose bounds and step fit int64; so do all its items.
struct RangeIteratorObject {
  ObjectHeader header;
  int64_t next;
  int64_t step;
  uint64_t remaining;
  uint64_t length; ///< of the whole range
};

inline ListKind listKind(const ListObject *list) {
  return ListKind(list->storage & kListKindMask);
}
inline ListBlock *listBlock(const ListObject *list) {
  return reinterpret_cast<ListBlock *>(list->storage & ~kListKindMask);
}

[[gnu::cold]] Word listItemSlow(ThreadState *ts, double value);
[[gnu::cold]] bool listAppendSlow(ThreadState *ts, ListObject *list, Word item);
[[gnu::cold]] bool listStoreSlow(ThreadState *ts, ListObject *list,
                                 uint64_t index, Word item);
[[gnu::cold]] Word rangeItemSlow(ThreadState *ts, int64_t value);

/// list[index], owned; index < length. 0: MemoryError.
inline Word listItemFast(ThreadState *ts, const ListObject *list,
                         uint64_t index) {
  const ListBlock *block = listBlock(list);
  Word raw = block->items[index];
  switch (listKind(list)) {
  case kListWords:
    retain(ts, raw);
    return raw;
  case kListInts:
    return smallIntWord(int64_t(raw));
  default: {
    double number = std::bit_cast<double>(raw);
    Word word = floatWordOrUnfit(number);
    if (isImmediateFloat(word)) [[likely]]
      return word;
    return listItemSlow(ts, number);
  }
  }
}

/// list[index] = item, which it takes over; index < length. False: raised.
inline bool listStoreFast(ThreadState *ts, ListObject *list, uint64_t index,
                          Word item) {
  Word *slot = &listBlock(list)->items[index];
  if (listKind(list) == kListWords) {
    Word old = slotTake(ts, &list->header, slot, item);
    release(ts, old);
    return true;
  }
  if (listKind(list) == kListInts && isSmallInt(item)) {
    *slot = Word(smallIntValue(item));
    return true;
  }
  if (listKind(list) == kListFloats && isImmediateFloat(item)) {
    *slot = std::bit_cast<Word>(immediateFloatValue(item));
    return true;
  }
  return listStoreSlow(ts, list, index, item);
}

/// Appends an item, which the list takes over, if there is room for it.
inline bool listAppendInPlace(ListObject *list, Word item) {
  ListBlock *block = listBlock(list);
  if (!block || list->length >= block->capacity) [[unlikely]]
    return false;
  ListKind kind = listKind(list);
  if (kind == kListWords) {
    block->items[list->length++] = item;
    return true;
  }
  if (kind == kListInts && isSmallInt(item)) {
    block->items[list->length++] = Word(smallIntValue(item));
    return true;
  }
  if (kind == kListFloats && isImmediateFloat(item)) {
    block->items[list->length++] =
        std::bit_cast<Word>(immediateFloatValue(item));
    return true;
  }
  return false;
}
/// list.append(item), which it takes over. False: raised.
inline bool listAppendFast(ThreadState *ts, ListObject *list, Word item) {
  return listAppendInPlace(list, item) || listAppendSlow(ts, list, item);
}

/// tuple[index], owned; index < length.
inline Word tupleItemFast(const ThreadState *ts, const TupleObject *tuple,
                          uint64_t index) {
  Word word = tuple->items[index];
  retain(ts, word);
  return word;
}

/// Fills out[0 .. count) with references to the items of an exact tuple or list
/// of that length. False: the general way; nothing has happened.
inline bool unpackExact(ThreadState *ts, Word source, uint64_t count,
                        Word *out) {
  if (!isPointer(source)) [[unlikely]]
    return false;
  uint32_t shape = objectOf(source)->shape;
  const Word *items;
  ListKind kind = kListWords;
  if (shape == shapeId(BuiltinShape::Tuple)) {
    auto *tuple = reinterpret_cast<TupleObject *>(source);
    if (tuple->length != count) [[unlikely]]
      return false;
    items = tuple->items;
  } else if (shape == shapeId(BuiltinShape::List)) {
    auto *list = reinterpret_cast<ListObject *>(source);
    if (list->length != count || count == 0) [[unlikely]]
      return false;
    items = listBlock(list)->items;
    kind = listKind(list);
  } else {
    return false;
  }
  if (kind == kListWords) {
#pragma clang loop vectorize(disable) unroll_count(2)
    for (uint64_t i = 0; i < count; ++i) {
      Word word = items[i];
      out[i] = word;
      retain(ts, word);
    }
    return true;
  }
  if (kind == kListInts) {
#pragma clang loop vectorize_width(2) interleave_count(1) unroll(disable)
    for (uint64_t i = 0; i < count; ++i)
      out[i] = smallIntWord(int64_t(items[i]));
    return true;
  }
  bool all = true;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint64_t i = 0; i < count; ++i) {
    out[i] = floatWordOrUnfit(std::bit_cast<double>(items[i]));
    all &= isImmediateFloat(out[i]);
  }
  return all;
}

/// The index that a subscript of an int means; ~0 if it is out of range.
inline uint64_t sequenceIndex(Word index, uint64_t length) {
  int64_t i = smallIntValue(index);
  uint64_t at = uint64_t(i < 0 ? i + int64_t(length) : i);
  return at < length ? at : ~uint64_t(0);
}

/// The next item of a list iterator, owned. 0: exhausted (the list is dropped
/// by the caller's slow path) or MemoryError.
inline Word listIteratorNext(ThreadState *ts, ListIteratorObject *iterator) {
  if (iterator->list == kUndef) [[unlikely]]
    return 0;
  auto *list = reinterpret_cast<ListObject *>(iterator->list);
  if (iterator->index >= list->length) [[unlikely]]
    return 0;
  return listItemFast(ts, list, iterator->index++);
}
inline Word tupleIteratorNext(const ThreadState *ts,
                              TupleIteratorObject *iterator) {
  if (iterator->tuple == kUndef) [[unlikely]]
    return 0;
  auto *tuple = reinterpret_cast<TupleObject *>(iterator->tuple);
  if (iterator->index >= tuple->length) [[unlikely]]
    return 0;
  return tupleItemFast(ts, tuple, iterator->index++);
}
/// The next int of a range iterator; 0: exhausted or MemoryError.
inline Word rangeIteratorNext(ThreadState *ts, RangeIteratorObject *iterator) {
  if (iterator->remaining == 0) [[unlikely]]
    return 0;
  --iterator->remaining;
  int64_t value = iterator->next;
  iterator->next = int64_t(uint64_t(value) + uint64_t(iterator->step));
  if (fitsSmallInt(value)) [[likely]]
    return smallIntWord(value);
  return rangeItemSlow(ts, value);
}

} // namespace dxpy
