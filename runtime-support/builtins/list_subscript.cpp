// list[index], list[slice]: reading, assigning, deleting.
#include "runtime-support/builtins/list_builtin.h"

namespace dxpy {

namespace {

bool isIndex(Value key) { return isInt(key) || typeOf(key)->slots.index; }

Raised badIndex(ThreadState &ts, Value key) {
  return raise(ts, types::TypeError,
               "list indices must be integers or slices, not {}",
               {typeOf(key)});
}

bool setItem(ThreadState &ts, Value self, Value key, Value value) {
  int64_t index;
  if (!subscriptIndex_py(ts, key, index))
    return false;
  auto *list = self.as<ListObject>();
  if (index < 0)
    index += int64_t(list->length);
  if (uint64_t(index) >= list->length)
    return raise(ts, types::IndexError, "list assignment index out of range");
  if (value)
    return listSetItem(ts, self, uint64_t(index), copyOf(value));
  return replaceRange_py(ts, list, uint64_t(index), uint64_t(index) + 1, {});
}

/// \p value as a list or tuple that is not \p self; TypeError with \p message
/// if it cannot be iterated.
Owned itemsFor_py(ThreadState &ts, Value self, Value value,
                  std::string_view message) {
  if (value == self)
    return listSlice(ts, self, 0, listLength(self));
  if (isExactTuple(value) || isExactList(value))
    return copyOf(value);
  Owned iterator = getIter_py(ts, value);
  if (!iterator) {
    if (pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      return raise(ts, types::TypeError, message);
    }
    return {};
  }
  Owned items = makeList(ts);
  if (!items || !listExtend_py(ts, items, iterator))
    return {};
  return items;
}

/// Deletes the items of an extended slice in one pass.
bool deleteExtended_py(ThreadState &ts, ListObject *list, SliceBounds bounds) {
  if (bounds.length == 0)
    return true;
  if (bounds.step < 0) {
    bounds.start += bounds.step * int64_t(bounds.length - 1);
    bounds.step = -bounds.step;
  }
  WordBuffer removed;
  if (!removed.allocate(ts, bounds.length))
    return false;
  noteMoved(ts, list);
  Word *items = listBlock(list)->items;
  auto to = uint64_t(bounds.start);
  uint64_t taken = 0;
  for (uint64_t from = to; from < list->length; ++from) {
    uint64_t next = uint64_t(bounds.start) + taken * uint64_t(bounds.step);
    if (taken < bounds.length && from == next)
      removed.data()[taken++] = items[from];
    else
      items[to++] = items[from];
  }
  list->length = to;
  bool words = listKind(list) == kListWords;
  if (to == 0)
    listClear(ts, Value(list));
  if (words)
    for (uint64_t i = 0; i < taken; ++i)
      release(&ts, removed.data()[i]);
  return true;
}

bool assignExtended_py(ThreadState &ts, ListObject *list,
                       const SliceBounds &bounds, Value items) {
  uint64_t count = isTuple(items) ? tupleLength(items) : listLength(items);
  if (count != bounds.length)
    return raise(ts, types::ValueError,
                 "attempt to assign sequence of size {} to extended slice of "
                 "size {}",
                 {int64_t(count), int64_t(bounds.length)});
  if (count == 0)
    return true;
  // Old items are dropped when all new ones are in place.
  WordBuffer removed;
  if (!removed.allocate(ts, count))
    return false;
  uint64_t removedCount = 0;
  bool ok = true;
  noteMoved(ts, list);
  for (uint64_t i = 0; i < count && ok; ++i) {
    Owned item =
        isTuple(items) ? copyOf(tupleItem(items, i)) : listItem(ts, items, i);
    ok = item && (fits(listKind(list), item) || convertToWords(ts, list));
    if (!ok)
      break;
    Word *slot =
        &listBlock(list)->items[bounds.start + int64_t(i) * bounds.step];
    if (listKind(list) == kListWords)
      removed.data()[removedCount++] = *slot;
    encodeInto(slot, listKind(list), std::move(item));
  }
  for (uint64_t i = 0; i < removedCount; ++i)
    release(&ts, removed.data()[i]);
  return ok;
}

} // namespace

bool listAssignSlice_py(ThreadState &ts, Value self, SliceBounds bounds,
                        Value value) {
  auto *list = self.as<ListObject>();
  SliceBounds asked = bounds;
  bounds.adjust(list->length);
  if (bounds.step != 1 && !value)
    return deleteExtended_py(ts, list, bounds);
  if (bounds.step != 1) {
    Owned items =
        itemsFor_py(ts, self, value, "must assign iterable to extended slice");
    if (!items)
      return false;
    // Making the items may have shortened the list.
    asked.adjust(list->length);
    return assignExtended_py(
        ts, list, asked.length < bounds.length ? asked : bounds, items);
  }
  Owned items;
  if (value) {
    items = itemsFor_py(ts, self, value, "can only assign an iterable");
    if (!items)
      return false;
  }
  auto length = int64_t(list->length);
  int64_t start = bounds.start < length ? bounds.start : length;
  int64_t stop = bounds.stop < start    ? start
                 : bounds.stop > length ? length
                                        : bounds.stop;
  return replaceRange_py(ts, list, uint64_t(start), uint64_t(stop), items);
}

Owned listSliced(ThreadState &ts, Value self, SliceBounds bounds) {
  bounds.adjust(listLength(self));
  return listStrided(ts, self, bounds.start, bounds.step, bounds.length);
}

Owned listItemSlot(ThreadState &ts, Value self, int64_t index) {
  if (uint64_t(index) >= listLength(self))
    return raise(ts, types::IndexError, "list index out of range");
  return listItem(ts, self, uint64_t(index));
}

Owned listSubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key)) {
    SliceBounds bounds;
    return bounds.unpack_py(ts, key) ? listSliced(ts, self, bounds) : Owned();
  }
  if (!isIndex(key))
    return badIndex(ts, key);
  int64_t index;
  if (!subscriptIndex_py(ts, key, index))
    return {};
  return listItemSlot(ts, self,
                      index < 0 ? index + int64_t(listLength(self)) : index);
}

bool listSetSubscript(ThreadState &ts, Value self, Value key, Value value) {
  if (isSlice(key)) {
    SliceBounds bounds;
    return bounds.unpack_py(ts, key) &&
           listAssignSlice_py(ts, self, bounds, value);
  }
  if (!isIndex(key))
    return badIndex(ts, key);
  return setItem(ts, self, key, value);
}

} // namespace dxpy
