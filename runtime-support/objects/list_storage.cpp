// Storage of lists: growth and conversion make a new block, so that a reader
// sees kind, data and capacity together.
#include "runtime-support/objects/list_storage.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>

namespace dxpy::list_storage {

namespace {

ListBlock *allocateBlock(ThreadState &ts, uint64_t capacity) {
  if (capacity > kMaxLength) {
    raiseMemoryError(ts);
    return nullptr;
  }
  auto *block = static_cast<ListBlock *>(
      rawAllocate(sizeof(ListBlock) + capacity * sizeof(Word)));
  if (!block) {
    raiseMemoryError(ts);
    return nullptr;
  }
  block->capacity = capacity;
  block->reserved = 0;
  return block;
}

void setStorage(ListObject *list, ListBlock *block, ListKind kind) {
  ListBlock *old = listBlock(list);
  list->storage = reinterpret_cast<uint64_t>(block) | kind;
  rawFree(old);
}

uint64_t grownCapacity(uint64_t length, uint64_t oldLength) {
  uint64_t capacity = (length + (length >> 3) + 6) & ~uint64_t(3);
  if (length - oldLength > capacity - length)
    capacity = (length + 3) & ~uint64_t(3);
  return capacity;
}

/// A list that takes over \p block and the items in it.
Owned listOfBlock(ThreadState &ts, ListBlock *block, ListKind kind,
                  uint64_t length) {
  Owned result = makeList(ts);
  auto *list = result.as<ListObject>();
  if (!list) [[unlikely]] {
    if (kind == kListWords)
      releaseAll(ts, block->items, length);
    rawFree(block);
    return {};
  }
  list->storage = reinterpret_cast<uint64_t>(block) | kind;
  list->length = length;
  return result;
}

/// Every \p step-th word from \p from on.
inline void copyStrided(Word *to, const Word *from, int64_t step,
                        uint64_t count) {
  if (step == 1) {
    std::memcpy(to, from, count * sizeof(Word));
    return;
  }
#pragma clang loop vectorize(disable) unroll(disable)
  for (Word *end = to + count; to != end; from += step)
    *to++ = *from;
}

} // namespace

bool reserve(ThreadState &ts, ListObject *list, uint64_t length,
             ListKind kindIfEmpty, bool exact) {
  ListBlock *old = listBlock(list);
  if (old && length <= old->capacity)
    return true;
  if (length == 0)
    return true;
  if (length > kMaxLength)
    return raiseMemoryError(ts);
  ListBlock *block =
      allocateBlock(ts, exact ? length : grownCapacity(length, list->length));
  if (!block)
    return false;
  if (old)
    std::memcpy(block->items, old->items, list->length * sizeof(Word));
  setStorage(list, block, old ? listKind(list) : kindIfEmpty);
  return true;
}

bool convertToWords(ThreadState &ts, ListObject *list) {
  ListKind kind = listKind(list);
  ListBlock *old = listBlock(list);
  if (kind == kListWords || !old)
    return true;
  ListBlock *block = allocateBlock(ts, old->capacity);
  if (!block)
    return false;
  for (uint64_t i = 0; i < list->length; ++i) {
    Owned item = decode(ts, kind, old->items[i]);
    if (!item) {
      releaseAll(ts, block->items, i); // boxed floats: runs no Python code
      rawFree(block);
      return false;
    }
    block->items[i] = item.take();
  }
  setStorage(list, block, kListWords);
  return true;
}

bool prepareFor(ThreadState &ts, ListObject *list, Value item) {
  ListKind kind = listKind(list);
  if (kind == kListWords || (kind != kListEmpty && fits(kind, item)))
    return true;
  if (list->length != 0)
    return convertToWords(ts, list);
  ListBlock *block =
      allocateBlock(ts, kind == kListEmpty ? 4 : listBlock(list)->capacity);
  if (!block)
    return false;
  setStorage(list, block, kindFor(item));
  return true;
}

bool openGap(ThreadState &ts, ListObject *list, uint64_t at, uint64_t count) {
  if (!reserve(ts, list, list->length + count))
    return false;
  if (count == 0)
    return true;
  Word *items = listBlock(list)->items;
  std::memmove(items + at + count, items + at,
               (list->length - at) * sizeof(Word));
  list->length += count;
  return true;
}

void noteMoved(ThreadState &ts, ListObject *list) {
  if (ts.heapMode) [[unlikely]]
    noteMovedOut(&list->header);
}

void removeRange(ThreadState &ts, ListObject *list, uint64_t start,
                 uint64_t end, Word *removed) {
  if (start == end)
    return;
  noteMoved(ts, list);
  Word *items = listBlock(list)->items;
  if (listKind(list) == kListWords)
    std::memcpy(removed, items + start, (end - start) * sizeof(Word));
  std::memmove(items + start, items + end, (list->length - end) * sizeof(Word));
  list->length -= end - start;
}

void releaseAll(ThreadState &ts, Word *items, uint64_t count) {
  for (uint64_t i = count; i-- > 0;)
    release(&ts, items[i]);
}

WordBuffer::~WordBuffer() {
  if (data_ != inline_)
    rawFree(data_);
}

Word *WordBuffer::allocate(ThreadState &ts, uint64_t count) {
  if (count <= sizeof inline_ / sizeof(Word))
    return data_ = inline_;
  data_ = static_cast<Word *>(rawAllocate(count * sizeof(Word)));
  if (!data_) {
    data_ = inline_;
    raiseMemoryError(ts);
    return nullptr;
  }
  return data_;
}

ListKind commonKind(const Word *items, uint64_t count) {
  ListKind kind = kindFor(Value(items[0]));
  for (uint64_t i = 1; i < count && kind != kListWords; ++i)
    if (!fits(kind, Value(items[i])))
      return kListWords;
  return kind;
}

namespace {

/// The items that replaceRange_py puts in: words of a tuple, or the raw items
/// of a list.
struct Source {
  ListKind stored = kListWords; ///< how `items` are held
  ListKind kind = kListEmpty;   ///< the narrowest kind that takes them
  const Word *items = nullptr;
  uint64_t count = 0;

  explicit Source(Value source) {
    if (!source)
      return;
    if (isTuple(source)) {
      items = source.as<TupleObject>()->items;
      count = tupleLength(source);
      kind = count ? commonKind(items, count) : kListEmpty;
    } else if (listLength(source)) {
      auto *list = source.as<ListObject>();
      items = listBlock(list)->items;
      count = list->length;
      kind = stored = listKind(list);
    }
  }

  /// Writes owned items as \p target holds them. False: MemoryError, nothing
  /// is left behind.
  bool write(ThreadState &ts, Word *slots, ListKind target) const {
    for (uint64_t i = 0; i < count; ++i) {
      if (stored == kListWords && target != kListWords) {
        slots[i] = encode(target, Value(items[i]));
      } else if (stored == target) {
        slots[i] = items[i];
        if (target == kListWords)
          retain(&ts, items[i]);
      } else {
        Owned item = decode(ts, stored, items[i]);
        if (!item) {
          releaseAll(ts, slots, i);
          return false;
        }
        slots[i] = item.take();
      }
    }
    return true;
  }
};

/// The kind that \p list has once \p source is in it, made so.
bool settleKind(ThreadState &ts, ListObject *list, const Source &source) {
  if (source.count == 0)
    return true;
  if (list->length == 0 && listKind(list) != source.kind)
    listClear(ts, Value(list));
  if (listKind(list) == kListEmpty || listKind(list) == source.kind)
    return true;
  return convertToWords(ts, list);
}

} // namespace

bool replaceRange_py(ThreadState &ts, ListObject *list, uint64_t start,
                     uint64_t end, Value sourceList) {
  // What can fail comes before any change.
  Source source(sourceList);
  if (source.count == end - start && source.count &&
      source.stored == listKind(list) && source.stored != kListWords) {
    std::memcpy(listBlock(list)->items + start, source.items,
                source.count * sizeof(Word));
    return true;
  }
  if (!settleKind(ts, list, source))
    return false;
  uint64_t length = list->length - (end - start) + source.count;
  if (!reserve(ts, list, length, source.kind))
    return false;
  WordBuffer incoming, removed;
  uint64_t removedCount = listKind(list) == kListWords ? end - start : 0;
  if (!removed.allocate(ts, removedCount))
    return false;
  bool direct = start == end && end == list->length;
  if (!direct && (!incoming.allocate(ts, source.count) ||
                  !source.write(ts, incoming.data(), listKind(list))))
    return false;
  removeRange(ts, list, start, end, removed.data());
  if (direct) {
    if (source.count &&
        !source.write(ts, listBlock(list)->items + end, listKind(list)))
      return false;
    list->length = length;
  } else if (source.count) {
    if (!openGap(ts, list, start, source.count))
      return false;
    std::memcpy(listBlock(list)->items + start, incoming.data(),
                source.count * sizeof(Word));
  }
  if (list->length == 0)
    listClear(ts, Value(list));
  releaseAll(ts, removed.data(), removedCount);
  return true;
}

} // namespace dxpy::list_storage

namespace dxpy {

using namespace list_storage;

Owned listStrided(ThreadState &ts, Value source, int64_t start, int64_t step,
                  uint64_t count) {
  if (count == 0)
    return makeList(ts);
  ListBlock *block = allocateBlock(ts, count);
  if (!block) [[unlikely]]
    return {};
  auto *list = source.as<ListObject>();
  ListKind kind = listKind(list);
  copyStrided(block->items, listBlock(list)->items + start, step, count);
  if (kind == kListWords)
    for (uint64_t i = 0; i < count; ++i)
      retain(&ts, block->items[i]);
  return listOfBlock(ts, block, kind, count);
}

} // namespace dxpy
