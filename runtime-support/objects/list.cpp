// list objects: the operations that the runtime itself needs. Storage is in
// list_storage.cpp, sorting in list_sort.cpp.
#include "runtime-support/objects/list.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/consume.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list_storage.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>

namespace dxpy {

using namespace list_storage;

static ListObject *asList(Value list) { return list.as<ListObject>(); }

Owned makeList(ThreadState &ts, size_t capacity) {
  auto *list = static_cast<ListObject *>(
      allocateCell(&ts, sizeof(ListObject), CellKind::Container));
  if (!list)
    return raiseMemoryError(ts);
  initHeader(&ts, &list->header, shapeId(BuiltinShape::List),
             CellKind::Container, sizeof(ListObject));
  list->length = 0;
  list->storage = kListEmpty;
  Owned result = Owned::steal(list);
  if (capacity && !reserve(ts, list, capacity, kListWords, true))
    return {};
  return result;
}

static Owned makeListOf(ThreadState &ts, Word *items, size_t count) {
  Owned result = makeList(ts);
  auto *list = result.as<ListObject>();
  if (!result || count == 0)
    return result;
  ListKind kind = commonKind(items, count);
  if (!reserve(ts, list, count, kind, true))
    return {};
  Word *slots = listBlock(list)->items;
  if (kind == kListWords)
    std::memcpy(slots, items, count * sizeof(Word));
  else
    for (size_t i = 0; i < count; ++i)
      encodeInto(&slots[i], kind, Owned::steal(items[i]));
  list->length = count;
  return result;
}

Owned makeListStealing(ThreadState &ts, Word *items, size_t count) {
  Owned result = makeListOf(ts, items, count);
  if (!result)
    releaseAll(ts, items, count);
  return result;
}

Owned makeListFrom(ThreadState &ts, const Value *items, size_t count) {
  for (size_t i = 0; i < count; ++i)
    retain(&ts, items[i].word());
  // makeListStealing does not write to `items`
  return makeListStealing(
      ts, reinterpret_cast<Word *>(const_cast<Value *>(items)), count);
}

Owned listItem(ThreadState &ts, Value list, uint64_t i) {
  return Owned::steal(listItemFast(&ts, asList(list), i));
}

bool listSetItem(ThreadState &ts, Value list, uint64_t i, Owned value) {
  return listStoreFast(&ts, asList(list), i, value.take());
}

bool listAppend(ThreadState &ts, Value list, Owned value) {
  return listAppendFast(&ts, asList(list), value.take());
}

Word listItemSlow(ThreadState *ts, double value) {
  return makeBoxedFloat(*ts, value).take();
}

Word rangeItemSlow(ThreadState *ts, int64_t value) {
  return makeBigInt(*ts, value).take();
}

bool listAppendSlow(ThreadState *ts, ListObject *list, Word item) {
  Owned owned = Owned::steal(item);
  if (!prepareFor(*ts, list, owned) || !reserve(*ts, list, list->length + 1))
    return false;
  encodeInto(&listBlock(list)->items[list->length++], listKind(list),
             std::move(owned));
  return true;
}

bool listStoreSlow(ThreadState *ts, ListObject *list, uint64_t index,
                   Word item) {
  Owned owned = Owned::steal(item);
  if (!fits(listKind(list), owned) && !convertToWords(*ts, list))
    return false;
  Word *slot = &listBlock(list)->items[index];
  if (listKind(list) != kListWords) {
    encodeInto(slot, listKind(list), std::move(owned));
    return true;
  }
  release(ts, slotTake(ts, &list->header, slot, owned.take()));
  return true;
}

bool listInsert(ThreadState &ts, Value target, uint64_t at, Owned value) {
  ListObject *list = asList(target);
  ListKind kind = listKind(list);
  if (ListBlock *block = listBlock(list);
      block && list->length < block->capacity && fits(kind, value)) {
    Word *slot = block->items + at;
    std::memmove(slot + 1, slot, (list->length++ - at) * sizeof(Word));
    encodeInto(slot, kind, std::move(value));
    return true;
  }
  if (!prepareFor(ts, list, value) || !openGap(ts, list, at, 1))
    return false;
  encodeInto(&listBlock(list)->items[at], listKind(list), std::move(value));
  return true;
}

Word *listWords(ThreadState &ts, Value list) {
  if (!listBlock(asList(list)) && !reserve(ts, asList(list), 4))
    return nullptr;
  if (!convertToWords(ts, asList(list)))
    return nullptr;
  return listBlock(asList(list))->items;
}

Owned listPop(ThreadState &ts, Value target, uint64_t at) {
  ListObject *list = asList(target);
  ListKind kind = listKind(list);
  Word raw = listBlock(list)->items[at];
  Owned result = decodeMoved(ts, kind, raw);
  if (!result)
    return {};
  removeRange(ts, list, at, at + 1, &raw);
  uint64_t capacity = listBlock(list)->capacity;
  if (list->length == 0)
    listClear(ts, target);
  else if (list->length < capacity / 4 && capacity > 64) {
    // Give memory back, as CPython does; a failure leaves the large block.
    ListBlock *old = listBlock(list);
    list->storage = kListEmpty;
    uint64_t length = list->length;
    list->length = 0;
    if (!reserve(ts, list, length, kind)) {
      clearException(ts);
      list->storage = reinterpret_cast<uint64_t>(old) | kind;
    } else {
      std::memcpy(listBlock(list)->items, old->items, length * sizeof(Word));
      rawFree(old);
    }
    list->length = length;
  }
  return result;
}

void listClear(ThreadState &ts, Value target) {
  ListObject *list = asList(target);
  ListBlock *block = listBlock(list);
  if (!block)
    return;
  noteMoved(ts, list);
  uint64_t count = listKind(list) == kListWords ? list->length : 0;
  list->storage = kListEmpty;
  list->length = 0;
  releaseAll(ts, block->items, count);
  rawFree(block);
}

/// Appends the rest of a range without making an int object of each.
static bool extendFromRange(ThreadState &ts, ListObject *list,
                            RangeIteratorObject *range) {
  int64_t last = int64_t(uint64_t(range->next) +
                         uint64_t(range->step) * (range->remaining - 1));
  bool raw = fitsSmallInt(range->next) && fitsSmallInt(last) &&
             (list->length == 0 || listKind(list) == kListInts);
  if (range->remaining > kMaxLength - list->length)
    return raiseMemoryError(ts);
  if (!raw || range->remaining == 0) {
    while (Word item = rangeIteratorNext(&ts, range))
      if (!listAppendFast(&ts, list, item))
        return false;
    return !pendingException(ts);
  }
  if (list->length == 0 && listKind(list) != kListInts)
    listClear(ts, Value(list));
  if (!reserve(ts, list, list->length + range->remaining, kListInts,
               list->length == 0))
    return false;
  Word *slots = listBlock(list)->items + list->length;
  for (uint64_t i = 0; i < range->remaining; ++i)
    slots[i] = uint64_t(range->next) + i * uint64_t(range->step);
  list->length += range->remaining;
  range->next = int64_t(uint64_t(last) + uint64_t(range->step));
  range->remaining = 0;
  return true;
}

static bool extendFromIterator_py(ThreadState &ts, Value target,
                                  Value iterable) {
  Owned iterator = getIter_py(ts, iterable);
  if (!iterator)
    return false;
  if (hasShape(iterator, BuiltinShape::RangeIterator))
    return extendFromRange(ts, asList(target),
                           iterator.as<RangeIteratorObject>());
  int64_t hint = lengthHint_py(ts, iterable, 8);
  if (hint < 0)
    return false;
  if (hint > INT64_MAX - int64_t(asList(target)->length))
    hint = 0; // may lie: if not, memory runs out in time
  if (uint64_t(hint) > kMaxLength - asList(target)->length)
    return raiseMemoryError(ts);
  bool reserved = false;
  while (Owned item = next_py(ts, iterator)) {
    if (!reserved) {
      // After the first item the kind is known.
      reserved = true;
      ListObject *list = asList(target);
      if (!prepareFor(ts, list, item) ||
          !reserve(ts, list, list->length + uint64_t(hint), kListWords, true))
        return false;
    }
    if (!listAppend(ts, target, std::move(item)))
      return false;
  }
  return !pendingException(ts);
}

ConsumeFunction consumeGenerator_py = nullptr;

bool listExtend_py(ThreadState &ts, Value list, Value iterable) {
  if (isInterpretedGenerator(iterable))
    return bool(
        consumeGenerator_py(ts, Consumer::List, copyOf(list), iterable));
  if (iterable != list && !isExactList(iterable) && !isExactTuple(iterable))
    return extendFromIterator_py(ts, list, iterable);
  uint64_t end = listLength(list);
  if (iterable == list) { // also of a subclass, as in CPython
    Owned copy = listSlice(ts, list, 0, end);
    return copy && replaceRange_py(ts, asList(list), end, end, copy);
  }
  return replaceRange_py(ts, asList(list), end, end, iterable);
}

Owned listFromIterable_py(ThreadState &ts, Value iterable) {
  Owned list = makeList(ts);
  if (!list || !listExtend_py(ts, list, iterable))
    return {};
  return list;
}

Owned listToTuple(ThreadState &ts, Value list) {
  uint64_t count = listLength(list);
  if (count == 0)
    return copyOf(Value(emptyTuple()));
  TupleObject *tuple = allocateTuple(ts, count);
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (uint64_t i = 0; i < count; ++i) {
    tuple->items[i] = listItemFast(&ts, asList(list), i);
    if (!tuple->items[i]) {
      tuple->items[i] = kUndef;
      return {};
    }
  }
  return result;
}

template <typename Number>
static Number extremeOf(const Word *items, uint64_t count, bool greatest) {
  auto best = std::bit_cast<Number>(items[0]);
  for (uint64_t i = 1; i < count; ++i) {
    auto item = std::bit_cast<Number>(items[i]);
    if (greatest ? item > best : item < best)
      best = item;
  }
  return best;
}

Owned listExtremeNumber(ThreadState &ts, Value source, bool greatest) {
  ListObject *list = asList(source);
  if (list->length == 0)
    return {};
  const Word *items = listBlock(list)->items;
  if (listKind(list) == kListInts)
    return makeInt(ts, extremeOf<int64_t>(items, list->length, greatest));
  if (listKind(list) == kListFloats)
    return makeFloat(ts, extremeOf<double>(items, list->length, greatest));
  return {};
}

Owned listSlice(ThreadState &ts, Value list, uint64_t start, uint64_t end) {
  return listStrided(ts, list, int64_t(start), 1,
                     end > start ? end - start : 0);
}

} // namespace dxpy
