// Handlers: tuples, iterators, membership.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/set_internal.h"

namespace dxpy {

// Tuples ----------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleBuildTuple(DX_PARAMS) {
  uint32_t count = pc->c;
  size_t size = sizeof(TupleObject) + count * sizeof(Word);
  if (count == 0 || size > kLargestCell) [[unlikely]]
    DX_SLOW_OP(opBuildTuple, 1);
  auto *tuple =
      static_cast<TupleObject *>(allocateCell(ts, size, CellKind::Container));
  if (!tuple) [[unlikely]]
    DX_SLOW_OP(opBuildTuple, 1);
  initHeader(ts, &tuple->header, shapeId(BuiltinShape::Tuple),
             CellKind::Container, size);
  tuple->length = count;
  copyWords(tuple->items, r + pc->b, count);
  put<X>(ts, pc, r, pc->a, reinterpret_cast<Word>(tuple));
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleBuildTuple<0>(DX_PARAMS);
template DX_HANDLER handleBuildTuple<1>(DX_PARAMS);

// Iterators -------------------------------------------------------------------

template <typename T>
static inline T *newIterator(ThreadState *ts, BuiltinShape shape,
                             CellKind kind) {
  auto *object = static_cast<T *>(allocateCell(ts, sizeof(T), kind));
  if (object) [[likely]]
    initHeader(ts, &object->header, shapeId(shape), kind, sizeof(T));
  return object;
}

/// Can the range be walked by RangeIterator without a look at its ends?
static inline bool isShortRange(const RangeObject *range) {
  constexpr int64_t kFar = int64_t(1) << 40;
  if (!isSmallInt(range->start) || !isSmallInt(range->step) ||
      !isSmallInt(range->length))
    return false;
  int64_t start = smallIntValue(range->start),
          step = smallIntValue(range->step);
  return start < kFar && start > -kFar && step < (1 << 20) &&
         step > -(1 << 20) && smallIntValue(range->length) < kFar;
}

/// The iterator of an exact list, tuple or range, which takes over \p source if
/// \p moved. 0: the general way; nothing has happened.
template <bool moved>
static inline Word quickIterator(ThreadState *ts, const Slot *pc, Word *r,
                                 Word source) {
  if (!isPointer(source))
    return 0;
  uint32_t shape = objectOf(source)->shape;
  if (shape == shapeId(BuiltinShape::List) ||
      shape == shapeId(BuiltinShape::Tuple)) {
    static_assert(sizeof(ListIteratorObject) == sizeof(TupleIteratorObject) &&
                  offsetof(ListIteratorObject, list) ==
                      offsetof(TupleIteratorObject, tuple));
    auto *iterator = newIterator<ListIteratorObject>(
        ts,
        shape == shapeId(BuiltinShape::List) ? BuiltinShape::ListIterator
                                             : BuiltinShape::TupleIterator,
        CellKind::Container);
    if (!iterator) [[unlikely]]
      return 0;
    if constexpr (!moved)
      hold(ts, source);
    iterator->list = source;
    iterator->index = 0;
    return reinterpret_cast<Word>(iterator);
  }
  if (shape == shapeId(BuiltinShape::Range)) {
    auto *range = reinterpret_cast<RangeObject *>(source);
    if (!isShortRange(range))
      return 0;
    auto *iterator = newIterator<RangeIteratorObject>(
        ts, BuiltinShape::RangeIterator, CellKind::Leaf);
    if (!iterator) [[unlikely]]
      return 0;
    iterator->next = smallIntValue(range->start);
    iterator->step = smallIntValue(range->step);
    iterator->remaining = iterator->length =
        uint64_t(smallIntValue(range->length));
    if constexpr (moved)
      drop(ts, source, pc, r);
    return reinterpret_cast<Word>(iterator);
  }
  if (shape == shapeId(BuiltinShape::Generator)) {
    if constexpr (!moved)
      hold(ts, source);
    return source;
  }
  return 0;
}
template <unsigned X> DX_HANDLER handleGetIter(DX_PARAMS) {
  Word w = quickIterator<bool(X & kBTemp)>(ts, pc, r, r[pc->b]);
  if (!w) [[unlikely]]
    DX_SLOW_OP(opGetIter, 1);
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleGetIter<0>(DX_PARAMS);
template DX_HANDLER handleGetIter<1>(DX_PARAMS);
template DX_HANDLER handleGetIter<2>(DX_PARAMS);
template DX_HANDLER handleGetIter<3>(DX_PARAMS);

// Building sets ---------------------------------------------------------------

template <unsigned X> DX_HANDLER handleSetAdd(DX_PARAMS) {
  Word item = r[pc->a];
  auto *set = reinterpret_cast<SetObject *>(r[pc->b]);
  if (!isSmallInt(item) || !set->general) [[unlikely]]
    DX_SLOW_OP(opSetAdd, 1);
  saveFrame(ts, pc, r);
  if (!set_internal::addKnownHash_py(*ts, set, Value(item), smallIntHash(item)))
      [[unlikely]]
    DX_RAISE();
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleSetAdd<0>(DX_PARAMS);

// Membership ------------------------------------------------------------------

/// Equality of immediates and exact str with anything that is one of them too.
/// 0, 1; -1: only equal_py knows.
static inline int quickEqual(Word a, Word b) {
  if (a == b)
    return 1; // identity comes first
  if (bothSmallInts(a, b))
    return 0;
  if (isPointer(a) && isPointer(b) &&
      objectOf(a)->shape == shapeId(BuiltinShape::Str) &&
      objectOf(b)->shape == shapeId(BuiltinShape::Str))
    return sameText(a, b);
  return -1;
}
[[gnu::noinline]] static int containsWords(const Word *items, uint64_t length,
                                           Word item) {
  for (uint64_t i = 0; i < length; ++i)
    if (int equal = quickEqual(items[i], item); equal != 0)
      return equal;
  return 0;
}
[[gnu::noinline]] static int containsKey(const DictObject *dict, Word key) {
  Word found = dictGetFast(dict, key);
  return found == kUndef ? -1 : found != 0;
}
[[gnu::noinline]] int quickContains(Word container, Word item) {
  if (!isPointer(container))
    return -1;
  uint32_t shape = objectOf(container)->shape;
  if (shape == shapeId(BuiltinShape::List)) {
    auto *list = reinterpret_cast<ListObject *>(container);
    if (listKind(list) == kListWords)
      return containsWords(listBlock(list)->items, list->length, item);
    if (listKind(list) != kListInts || !isSmallInt(item))
      return -1;
    const Word *items = listBlock(list)->items, *end = items + list->length;
    auto wanted = Word(smallIntValue(item));
#pragma clang loop vectorize(disable) unroll(disable)
    while (items != end)
      if (*items++ == wanted)
        return 1;
    return 0;
  }
  if (shape == shapeId(BuiltinShape::Tuple)) {
    auto *tuple = reinterpret_cast<TupleObject *>(container);
    return containsWords(tuple->items, tuple->length, item);
  }
  if (shape == shapeId(BuiltinShape::Dict)) {
    return containsKey(reinterpret_cast<DictObject *>(container), item);
  }
  if (shape == shapeId(BuiltinShape::Set) ||
      shape == shapeId(BuiltinShape::FrozenSet)) {
    auto *set = reinterpret_cast<SetObject *>(container);
    if (!set->general || !isSmallInt(item))
      return -1;
    return set_internal::containsInt(set, item, smallIntHash(item));
  }
  return -1;
}

/// Bit 0: `not in`.
template <unsigned X> DX_HANDLER handleIn(DX_PARAMS) {
  Word item = r[pc->b], container = r[pc->c];
  int present = quickContains(container, item);
  if (present < 0) {
    if constexpr (X & 1)
      DX_SLOW_OP(opNotIn, 1);
    else
      DX_SLOW_OP(opIn, 1);
  }
  if (pc->b >= code->layout.firstTemp)
    drop(ts, item, pc, r);
  if (pc->c >= code->layout.firstTemp)
    drop(ts, container, pc, r);
  r[pc->a] = boolWord(bool(present) != bool(X & 1));
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleIn<0>(DX_PARAMS);
template DX_HANDLER handleIn<1>(DX_PARAMS);

/// [In or NotIn][jump]. Bit 0: jumps when it is not in; bit 1: is a NotIn.
template <unsigned X> DX_HANDLER handleJumpIn(DX_PARAMS) {
  Word item = r[pc->b], container = r[pc->c];
  int present = quickContains(container, item);
  if (present < 0) {
    if constexpr (X & 2)
      DX_SLOW_OP(opNotIn, 1);
    else
      DX_SLOW_OP(opIn, 1);
  }
  if (pc->b >= code->layout.firstTemp)
    drop(ts, item, pc, r);
  if (pc->c >= code->layout.firstTemp)
    drop(ts, container, pc, r);
  pc += bool(present) != bool(X & 1) ? 2 + jumpOf(pc + 1) : 2;
  DX_DISPATCH();
}
template DX_HANDLER handleJumpIn<0>(DX_PARAMS);
template DX_HANDLER handleJumpIn<1>(DX_PARAMS);
template DX_HANDLER handleJumpIn<2>(DX_PARAMS);
template DX_HANDLER handleJumpIn<3>(DX_PARAMS);

} // namespace dxpy
