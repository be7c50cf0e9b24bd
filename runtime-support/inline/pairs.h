// Iterators whose items are pairs: enumerate, zip of two, items of dicts. Their
// layouts, and steps for loops that unpack the pair at once: the parts come
// without a reference to the tuple, which the iterator keeps as CPython's does.
#pragma once
#include "runtime-support/inline/items.h"

namespace dxpy {

struct EnumerateObject {
  ObjectHeader header;
  Word iterator;
  Word index; ///< exact int
  Word pair;  ///< a tuple to use again, or undef
  Word lent;  ///< without one: the last item that was given without it
};
struct ZipObject {
  ObjectHeader header;
  Word iterators; ///< tuple
  Word pair;      ///< of two iterators: a tuple to use again, or undef
  bool strict;
};
struct DictIteratorObject {
  ObjectHeader header;
  Word dict;     ///< undef when exhausted
  Word pair;     ///< of items iterators: a tuple to use again, or undef
  uint64_t used; ///< length of the dict at the start; ~0: it has changed
  int64_t position;
  int64_t left; ///< items to come
};

/// May so many references to \p w be dropped without anything dying?
inline bool isHeldElsewhere(const ThreadState *ts, Word w, int32_t dropped) {
  if (!isPointer(w))
    return true;
  const ObjectHeader *object = objectOf(w);
  return object->owner == ts->id ? int32_t(object->strong) > dropped
                                 : object->owner == 0;
}
/// The tuple of an iterator, if its items can be replaced without anything
/// dying; else null.
inline TupleObject *freePair(const ThreadState *ts, Word pair) {
  if (pair == kUndef || ts->heapMode) [[unlikely]]
    return nullptr;
  auto *tuple = reinterpret_cast<TupleObject *>(pair);
  bool free = isUnique(ts, &tuple->header) &&
              isHeldElsewhere(ts, tuple->items[0], 2) &&
              isHeldElsewhere(ts, tuple->items[1], 2);
  return free ? tuple : nullptr;
}
/// Puts \p pair, borrowed, into such a tuple. What needs no holding need not be
/// there: nobody sees the tuple before it is filled again.
inline WordPair refill(ThreadState *ts, TupleObject *tuple, WordPair pair) {
  if (!isPointer(pair.first) && !isPointer(pair.second) &&
      !isPointer(tuple->items[0]) && !isPointer(tuple->items[1]))
    return pair;
  dxRetain(ts, pair.first);
  dxRetain(ts, pair.first);
  dxRetain(ts, pair.second);
  dxRetain(ts, pair.second);
  dxTryRelease(ts, tuple->items[0]);
  dxTryRelease(ts, tuple->items[1]);
  tuple->items[0] = pair.first;
  tuple->items[1] = pair.second;
  return pair;
}

/// An enumerate that nobody has asked for a tuple yet holds the item only.
inline WordPair tryNextEnumerate(ThreadState *ts, EnumerateObject *enumerate) {
  bool lends = enumerate->pair == kUndef;
  TupleObject *tuple = lends ? nullptr : freePair(ts, enumerate->pair);
  bool ready = lends ? !ts->heapMode && isHeldElsewhere(ts, enumerate->lent, 1)
                     : tuple != nullptr;
  Word index = enumerate->index;
  if (!ready || !isSmallInt(index) || index == smallIntWord(kSmallIntMax))
      [[unlikely]]
    return {kError, 0};
  Word item = dxTryNext(enumerate->iterator);
  if (item == kError) [[unlikely]]
    return {kError, 0};
  enumerate->index = smallIntWord(smallIntValue(index) + 1);
  if (!lends)
    return refill(ts, tuple, {index, item});
  dxRetain(ts, item);
  dxRetain(ts, item);
  dxTryRelease(ts, enumerate->lent);
  enumerate->lent = item;
  return {index, item};
}

/// The entry that an iterator over a dict stands at, which is moved on; null:
/// the general way.
inline const DictEntry *tryNextEntry(DictIteratorObject *iterator) {
  auto *dict = reinterpret_cast<DictObject *>(iterator->dict);
  if (iterator->dict == kUndef || iterator->used != dict->length ||
      (dict->flags & kDictNames) || iterator->left <= 0) [[unlikely]]
    return nullptr;
  const DictTable *table = dict->table;
  int64_t position = iterator->position;
  while (position < int64_t(table->entryCount) &&
         !dictEntries(table)[position].key)
    ++position;
  if (position >= int64_t(table->entryCount)) [[unlikely]]
    return nullptr;
  iterator->position = position + 1;
  --iterator->left;
  return &dictEntries(table)[position];
}

inline WordPair tryNextEntryPair(ThreadState *ts,
                                 DictIteratorObject *iterator) {
  TupleObject *tuple = freePair(ts, iterator->pair);
  const DictEntry *entry = tuple ? tryNextEntry(iterator) : nullptr;
  if (!entry) [[unlikely]]
    return {kError, 0};
  return refill(ts, tuple, {entry->key, entry->value});
}

/// The item that dxTryNext would give, without a step.
inline Word peekNext(Word iterator) {
  uint32_t shape = isPointer(iterator) ? objectOf(iterator)->shape : 0;
  if (shape == shapeId(BuiltinShape::RangeIterator)) {
    auto *range = reinterpret_cast<RangeIteratorObject *>(iterator);
    return range->remaining && fitsSmallInt(range->next)
               ? smallIntWord(range->next)
               : kError;
  }
  auto *position = reinterpret_cast<ListIteratorObject *>(iterator);
  if (shape != shapeId(BuiltinShape::ListIterator) || position->list == kUndef)
    return kError;
  auto *list = reinterpret_cast<ListObject *>(position->list);
  return position->index < list->length ? listItemWord(list, position->index)
                                        : kError;
}

inline WordPair tryNextZip(ThreadState *ts, ZipObject *zip) {
  auto *iterators = reinterpret_cast<TupleObject *>(zip->iterators);
  TupleObject *tuple = freePair(ts, zip->pair);
  if (!tuple || iterators->length != 2 ||
      iterators->items[0] == iterators->items[1]) [[unlikely]]
    return {kError, 0};
  if (peekNext(iterators->items[1]) == kError) [[unlikely]]
    return {kError, 0};
  Word first = dxTryNext(iterators->items[0]);
  if (first == kError) [[unlikely]]
    return {kError, 0};
  return refill(ts, tuple, {first, dxTryNext(iterators->items[1])});
}

/// The next pair of an iterator that makes them.
DX_INLINE WordPair dxTryNextPair(ThreadState *ts, Word iterator) {
  if (!isPointer(iterator)) [[unlikely]]
    return {kError, 0};
  switch (BuiltinShape(objectOf(iterator)->shape)) {
  case BuiltinShape::Enumerate:
    return tryNextEnumerate(ts, reinterpret_cast<EnumerateObject *>(iterator));
  case BuiltinShape::DictItemIterator:
  case BuiltinShape::Zip:
    return dxNextPairOther(ts, iterator);
  default:
    return {kError, 0};
  }
}

} // namespace dxpy
