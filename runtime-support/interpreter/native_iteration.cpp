// Steps of iterators for native code: the cases that are not inlined in it, and
// the cold halves.
#include "runtime-support/builtins/support.h"
#include "runtime-support/inline/generators.h"
#include "runtime-support/inline/iterators.h"
#include "runtime-support/inline/pairs.h"
#include "runtime-support/inline/str.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/iterators.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set_internal.h"

namespace dxpy {

Word dxIter(ThreadState *ts, Word iterable) {
  if (Word iterator = tryMakeIterator(ts, iterable))
    return iterator;
  return getIter_py(*ts, Value(iterable)).take();
}
Word dxRangeIterator(ThreadState *ts, Word callee, Word start, Word stop,
                     Word step) {
  if (callee != Value(&types::Range).word() || !bothSmallInts(start, stop) ||
      !isSmallInt(step) || step == smallIntWord(0))
    return kError;
  auto *iterator =
      allocateLeaf<RangeIteratorObject>(*ts, BuiltinShape::RangeIterator);
  if (!iterator) {
    clearException(*ts);
    return kError;
  }
  int64_t from = smallIntValue(start), to = smallIntValue(stop),
          by = smallIntValue(step);
  uint64_t distance = by > 0 ? uint64_t(to - from) : uint64_t(from - to);
  bool empty = by > 0 ? from >= to : from <= to;
  iterator->next = from;
  iterator->step = by;
  iterator->length = iterator->remaining =
      empty ? 0 : (distance - 1) / uint64_t(by > 0 ? by : -by) + 1;
  return Value(iterator).word();
}
Word dxNextSlow(ThreadState *ts, Word iterator) {
  if (endIteration(ts, iterator))
    return kUndef;
  if (GeneratorObject *generator = nativeGenerator(iterator))
    return nextNatively(ts, generator);
  if (Owned item = nextBySlot_py(*ts, Value(iterator)))
    return item.take();
  return pendingException(*ts) ? kError : kUndef;
}

namespace {

Word nextOfReversed(ListReverseIteratorObject *iterator) {
  auto *list = reinterpret_cast<ListObject *>(iterator->list);
  if (iterator->list == kUndef || uint64_t(iterator->index) >= list->length)
    return kError;
  Word item = listItemWord(list, uint64_t(iterator->index));
  iterator->index -= item != kError;
  return item;
}

Word nextOfSet(SetIteratorObject *iterator) {
  auto *set = reinterpret_cast<SetObject *>(iterator->set);
  if (iterator->set == kUndef || iterator->used != set->length)
    return kError;
  const SetEntry *entry = set_internal::nextEntry(set, iterator->position);
  if (!entry)
    return kError;
  --iterator->left;
  return entry->key;
}

} // namespace

Word dxNextOther(Word iterator) {
  const DictEntry *entry;
  switch (BuiltinShape(objectOf(iterator)->shape)) {
  case BuiltinShape::ListReverseIterator:
    return nextOfReversed(
        reinterpret_cast<ListReverseIteratorObject *>(iterator));
  case BuiltinShape::StrAsciiIterator:
    return strAsciiIteratorNext(
        reinterpret_cast<StrIteratorObject *>(iterator));
  case BuiltinShape::SetIterator:
    return nextOfSet(reinterpret_cast<SetIteratorObject *>(iterator));
  case BuiltinShape::DictKeyIterator:
    entry = tryNextEntry(reinterpret_cast<DictIteratorObject *>(iterator));
    return entry ? entry->key : kError;
  case BuiltinShape::DictValueIterator:
    entry = tryNextEntry(reinterpret_cast<DictIteratorObject *>(iterator));
    return entry ? entry->value : kError;
  default:
    return kError;
  }
}

WordPair dxNextPairOther(ThreadState *ts, Word iterator) {
  if (objectOf(iterator)->shape == shapeId(BuiltinShape::Zip))
    return tryNextZip(ts, reinterpret_cast<ZipObject *>(iterator));
  return tryNextEntryPair(ts, reinterpret_cast<DictIteratorObject *>(iterator));
}

} // namespace dxpy
