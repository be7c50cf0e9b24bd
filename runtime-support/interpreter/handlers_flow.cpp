// Handlers: iteration and returning.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

#define ALL2(name)                                                             \
  template DX_HANDLER name<0>(DX_PARAMS);                                      \
  template DX_HANDLER name<1>(DX_PARAMS);

// for
// -----------------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleForIterEmpty(DX_PARAMS) {
  auto *slot = const_cast<Slot *>(pc);
  Word iterator = r[pc->b];
  uint32_t shape = isPointer(iterator) ? objectOf(iterator)->shape : 0;
  Quick form =
      shape == shapeId(BuiltinShape::RangeIterator)   ? Quick::ForIterRange
      : shape == shapeId(BuiltinShape::ListIterator)  ? Quick::ForIterList
      : shape == shapeId(BuiltinShape::TupleIterator) ? Quick::ForIterTuple
                                                      : Quick::ForIterNext;
  slot->handler = shape == shapeId(BuiltinShape::Generator)
                      ? forIterGeneratorForm(pc, X)
                      : handlerNumber(form, X);
  DX_DISPATCH();
}
/// The iterator is used up: drop it and leave the loop.
/// drop() of an object whose end is nothing but its memory's.
static inline void dropPlain(ThreadState *ts, Word w, size_t size,
                             const Slot *pc, Word *r) {
  ObjectHeader *object = objectOf(w);
  if (isUnique(ts, object) && !(object->flags & kHasWeakReferences)) [[likely]]
    freeCell(ts, object, size,
             object->flags & kContainer ? CellKind::Container : CellKind::Leaf);
  else
    drop(ts, w, pc, r);
}
template <unsigned X> DX_HANDLER handleForIterRange(DX_PARAMS) {
  Word iterator = r[pc->b];
  if (!hasShape(Value(iterator), BuiltinShape::RangeIterator)) [[unlikely]] {
    const_cast<Slot *>(pc)->handler = handlerNumber(Quick::ForIterNext, X);
    DX_DISPATCH();
  }
  auto *range = reinterpret_cast<RangeIteratorObject *>(iterator);
  if (range->remaining == 0) [[unlikely]] {
    dropPlain(ts, iterator, sizeof *range, pc, r);
    ++pc;
    DX_DISPATCH();
  }
  int64_t value = range->next;
  if (!fitsSmallInt(value)) [[unlikely]]
    DX_SLOW();
  --range->remaining;
  range->next = int64_t(uint64_t(value) + uint64_t(range->step));
  put<X>(ts, pc, r, pc->a, smallIntWord(value));
  pc += 1 + jumpOf(pc);
  DX_DISPATCH();
}
/// The iterator is used up: it drops what it iterates over, the loop drops it.
static inline void endLoop(ThreadState *ts, const Slot *pc, Word *r,
                           Word iterator, Word *source) {
  Word old = slotTake(ts, objectOf(iterator), source);
  drop(ts, old, pc, r);
  dropPlain(ts, iterator, sizeof(ListIteratorObject), pc, r);
}
template <unsigned X> DX_HANDLER handleForIterList(DX_PARAMS) {
  Word iterator = r[pc->b];
  if (!hasShape(Value(iterator), BuiltinShape::ListIterator)) [[unlikely]] {
    const_cast<Slot *>(pc)->handler = handlerNumber(Quick::ForIterNext, X);
    DX_DISPATCH();
  }
  auto *state = reinterpret_cast<ListIteratorObject *>(iterator);
  Word w = listIteratorNext(ts, state);
  if (!w) [[unlikely]] {
    Word list = state->list;
    if (list != kUndef &&
        state->index < reinterpret_cast<ListObject *>(list)->length)
      DX_SLOW(); // no memory for a float
    endLoop(ts, pc, r, iterator, &state->list);
    ++pc;
    DX_DISPATCH();
  }
  put<X>(ts, pc, r, pc->a, w);
  pc += 1 + jumpOf(pc);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleForIterTuple(DX_PARAMS) {
  Word iterator = r[pc->b];
  if (!hasShape(Value(iterator), BuiltinShape::TupleIterator)) [[unlikely]] {
    const_cast<Slot *>(pc)->handler = handlerNumber(Quick::ForIterNext, X);
    DX_DISPATCH();
  }
  auto *state = reinterpret_cast<TupleIteratorObject *>(iterator);
  Word w = tupleIteratorNext(ts, state);
  if (!w) [[unlikely]] {
    endLoop(ts, pc, r, iterator, &state->tuple);
    ++pc;
    DX_DISPATCH();
  }
  put<X>(ts, pc, r, pc->a, w);
  pc += 1 + jumpOf(pc);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleForIterNext(DX_PARAMS) {
  saveFrame(ts, pc, r);
  Value iterator(r[pc->b]);
  Word w = 0;
  if (slot::Unary next = typeOf(iterator)->slots.next)
    w = next(*ts, iterator).take();
  if (w) [[likely]] {
    put<X>(ts, pc, r, pc->a, w);
    pc += 1 + jumpOf(pc);
    DX_DISPATCH();
  }
  if (ts->exception) {
    if (!pendingMatches(*ts, types::StopIteration))
      DX_RAISE();
    clearException(*ts);
  }
  drop(ts, r[pc->b], pc, r);
  ++pc;
  DX_DISPATCH();
}
ALL2(handleForIterEmpty)
ALL2(handleForIterRange)
ALL2(handleForIterList)
ALL2(handleForIterTuple)
ALL2(handleForIterNext)

// Containers
// ------------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleListAppend(DX_PARAMS) {
  Word w = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, w);
  if (!listAppendFast(ts, reinterpret_cast<ListObject *>(r[pc->b]), w))
      [[unlikely]]
    DX_RAISE();
  ++pc;
  DX_DISPATCH();
}
ALL2(handleListAppend)

// Return
// ----------------------------------------------------------------------------

// Variants: bit 0: the result is a temporary; the rest: how many registers to
// drop, 5: c of them.
/// The value waits in ts->result.
static DX_HANDLER finishReturn(DX_PARAMS) {
  Position at{pc, r, code};
  if (!returnSlow(at, *ts, ts->result))
    return at.result;
  pc = at.pc;
  r = at.r;
  code = at.code;
  DX_DISPATCH();
}

template <unsigned X> DX_HANDLER handleReturn(DX_PARAMS) {
  constexpr unsigned kCount = X >> 1;
  Word link = r[kLinkFunction];
  if (link & kLinkHasFrame) [[unlikely]]
    DX_SLOW();
  Word value = r[pc->a];
  if constexpr (!(X & 1))
    r[pc->a] = kUndef; // stolen from the local, which dies anyway
  if constexpr (kCount < 5) {
    for (unsigned i = 0; i < kCount; ++i)
      drop(ts, r[i], pc, r);
  } else {
    for (uint32_t i = 0, end = pc->c; i < end; ++i)
      drop(ts, r[i], pc, r);
  }
  ++ts->depth;
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *caller = reinterpret_cast<Word *>(r[kLinkCaller]);
  if (!(link & kLinkBorrowed))
    drop(ts, link, pc, r);
  const Slot &tail = next[-1];
  if (tail.handler == kReturnTemp) [[likely]] {
    caller[tail.a] = value;
  } else if (tail.handler == kReturnLocal) {
    Word old = caller[tail.a];
    caller[tail.a] = value;
    drop(ts, old, next - 1, caller);
  } else if (tail.handler == kReturnDiscard) {
    drop(ts, value, next - 1, caller);
  } else if (tail.handler == kReturnEntry) {
    return value;
  } else {
    ts->result = value;
    [[clang::musttail]] return finishReturn(DX_ARGS);
  }
  pc = next;
  r = caller;
  code = frameCode(caller);
  DX_DISPATCH();
}
template DX_HANDLER handleReturn<0>(DX_PARAMS);
template DX_HANDLER handleReturn<1>(DX_PARAMS);
template DX_HANDLER handleReturn<2>(DX_PARAMS);
template DX_HANDLER handleReturn<3>(DX_PARAMS);
template DX_HANDLER handleReturn<4>(DX_PARAMS);
template DX_HANDLER handleReturn<5>(DX_PARAMS);
template DX_HANDLER handleReturn<6>(DX_PARAMS);
template DX_HANDLER handleReturn<7>(DX_PARAMS);
template DX_HANDLER handleReturn<8>(DX_PARAMS);
template DX_HANDLER handleReturn<9>(DX_PARAMS);
template DX_HANDLER handleReturn<10>(DX_PARAMS);
template DX_HANDLER handleReturn<11>(DX_PARAMS);

/// Of code whose entry does not count as a call.
template <unsigned X> DX_HANDLER handleReturnUncounted(DX_PARAMS) {
  if (r[kLinkFunction] & kLinkHasFrame) [[unlikely]]
    DX_SLOW();
  --ts->depth; // Return gives it back
  [[clang::musttail]] return handleReturn<10>(DX_ARGS);
}
template DX_HANDLER handleReturnUncounted<0>(DX_PARAMS);

} // namespace dxpy
