// Handlers: subscripts of builtin containers, slices, unpacking.
#include "runtime-support/builtins/slices.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

#define ALL2(name)                                                             \
  template DX_HANDLER name<0>(DX_PARAMS);                                      \
  template DX_HANDLER name<1>(DX_PARAMS);
#define ALL4(name)                                                             \
  ALL2(name)                                                                   \
  template DX_HANDLER name<2>(DX_PARAMS);                                      \
  template DX_HANDLER name<3>(DX_PARAMS);

/// The item, owned; 0: the general way. Runs no Python code.
[[gnu::always_inline]] static inline Word
trySubscript(ThreadState *ts, Word container, Word key) {
  if (!isPointer(container))
    return 0;
  uint32_t shape = objectOf(container)->shape;
  if (shape == shapeId(BuiltinShape::List)) {
    auto *list = reinterpret_cast<ListObject *>(container);
    if (!isSmallInt(key))
      return 0;
    uint64_t at = sequenceIndex(key, list->length);
    return at == ~uint64_t(0) ? 0 : listItemFast(ts, list, at);
  }
  if (shape == shapeId(BuiltinShape::Tuple)) {
    auto *tuple = reinterpret_cast<TupleObject *>(container);
    if (!isSmallInt(key))
      return 0;
    uint64_t at = sequenceIndex(key, tuple->length);
    if (at == ~uint64_t(0))
      return 0;
    Word w = tuple->items[at];
    hold(ts, w);
    return w;
  }
  if (shape == shapeId(BuiltinShape::Dict)) {
    Word w = dictGetFast(reinterpret_cast<DictObject *>(container), key);
    if (!w || w == kUndef)
      return 0;
    hold(ts, w);
    return w;
  }
  return 0;
}

/// A Python function that can be entered with \p count arguments and nothing
/// to bind: its private copy, else null.
static QuickCode *enterable(const ThreadState *ts, Value found, uint32_t count,
                            const Word *nr) {
  if (!found || !isFunction(found))
    return nullptr;
  auto *function = found.as<FunctionObject>();
  CodeObject *callee = function->code;
  QuickCode *quick = quickOf(callee);
  bool ready =
      quick && function->entry == interpretEntry &&
      bindsDirectly(callee, count) && !(callee->flags & kCodeSuspends) &&
      mayRunQuick(function, kUndef, quick->globals) &&
      nr + callee->layout.registerCount < ts->stackLimit && ts->depth > 0;
  return ready ? quick : nullptr;
}
/// The method \p name of the class of \p object, if it may be written in
/// Python.
static Value methodOfClass(ThreadState *ts, Word object, Value name) {
  if (!isPointer(object))
    return {};
  TypeObject *type = shapeTable[objectOf(object)->shape]->type;
  return type->flags & kTypeHeap ? lookupInType(*ts, type, name) : Value();
}
/// Links a frame above the caller's registers, whose arguments are in place.
/// The result goes where the slot in front of \p next says.
static inline void linkAbove(ThreadState *ts, const Slot *next, Word *r,
                             Word *nr, FunctionObject *function,
                             uint32_t count) {
  CodeObject *callee = function->code;
  initLocals(function, nr, count);
  hold(ts, Value(function).word());
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = Value(function).word();
  nr[kLinkReturn] = reinterpret_cast<Word>(next);
  nr[kLinkCode] = reinterpret_cast<Word>(callee);
  --ts->depth;
}

/// Containers that are instances of classes; then the general implementation.
template <unsigned X> static DX_HANDLER secondLoadSubscr(DX_PARAMS) {
  Word *nr = r + code->layout.registerCount + kLinkWords;
  Value found = methodOfClass(ts, r[pc->b], Value(&names::__getitem__));
  QuickCode *quick = enterable(ts, found, 2, nr);
  if (!quick)
    DX_SLOW_OP(opLoadSubscr, 2);
  nr[0] = r[pc->b];
  if constexpr (!(X & kBTemp))
    hold(ts, nr[0]);
  nr[1] = r[pc->c];
  if (pc->c < code->layout.firstTemp)
    hold(ts, nr[1]);
  linkAbove(ts, pc + 2, r, nr, found.as<FunctionObject>(), 2);
  pc = quick->slots;
  r = nr;
  code = frameCode(r);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadSubscr(DX_PARAMS) {
  Word container = r[pc->b], key = r[pc->c];
  Word w = trySubscript(ts, container, key);
  if (!w) [[unlikely]]
    [[clang::musttail]] return secondLoadSubscr<X>(DX_ARGS);
  if constexpr (X & kBTemp)
    drop(ts, container, pc, r);
  // Only a str among the keys accepted is counted.
  if (isPointer(key) && pc->c >= code->layout.firstTemp)
    drop(ts, key, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 2;
  DX_DISPATCH();
}
ALL4(handleLoadSubscr)

/// [LoadConst][the constant, an int][LoadSubscr]
template <unsigned X> DX_HANDLER handleConstLoadSubscr(DX_PARAMS) {
  Word container = r[pc[2].b];
  Word w = trySubscript(ts, container, pc[1].word);
  if (!w) [[unlikely]] {
    r[pc->a] = pc[1].word;
    pc += 2;
    [[clang::musttail]] return secondLoadSubscr<X>(DX_ARGS);
  }
  if constexpr (X & kBTemp)
    drop(ts, container, pc + 2, r);
  put<X>(ts, pc + 2, r, pc[2].a, w);
  pc += 4;
  DX_DISPATCH();
}
ALL4(handleConstLoadSubscr)

template <unsigned X> static DX_HANDLER secondStoreSubscr(DX_PARAMS) {
  if (hasShape(Value(r[pc->b]), BuiltinShape::Dict)) {
    saveFrame(ts, pc, r);
    Word container = r[pc->b], key = r[pc->c], value = r[pc->a];
    bool stored = dictSet_py(*ts, Value(container), Value(key), Value(value));
    if constexpr (X & kATemp)
      drop(ts, value, pc, r);
    if constexpr (X & kBTemp)
      drop(ts, container, pc, r);
    if (pc->c >= code->layout.firstTemp)
      drop(ts, key, pc, r);
    if (!stored) [[unlikely]]
      DX_RAISE();
    pc += 2;
    DX_DISPATCH();
  }
  Word *nr = r + code->layout.registerCount + kLinkWords;
  Value found = methodOfClass(ts, r[pc->b], Value(&names::__setitem__));
  QuickCode *quick = enterable(ts, found, 3, nr);
  if (!quick)
    DX_SLOW_OP(opStoreSubscr, 2);
  nr[0] = r[pc->b];
  if constexpr (!(X & kBTemp))
    hold(ts, nr[0]);
  nr[1] = r[pc->c];
  if (pc->c < code->layout.firstTemp)
    hold(ts, nr[1]);
  nr[2] = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, nr[2]);
  linkAbove(ts, pc + 2, r, nr, found.as<FunctionObject>(), 3);
  pc = quick->slots;
  r = nr;
  code = frameCode(r);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleStoreSubscr(DX_PARAMS) {
  Word container = r[pc->b], key = r[pc->c];
  if (!isPointer(container) ||
      objectOf(container)->shape != shapeId(BuiltinShape::List) ||
      !isSmallInt(key)) [[unlikely]]
    [[clang::musttail]] return secondStoreSubscr<X>(DX_ARGS);
  auto *list = reinterpret_cast<ListObject *>(container);
  uint64_t at = sequenceIndex(key, list->length);
  if (at == ~uint64_t(0)) [[unlikely]]
    DX_SLOW_OP(opStoreSubscr, 2);
  Word w = r[pc->a];
  ListKind kind = listKind(list);
  Word *slot = &listBlock(list)->items[at];
  if (kind == kListWords) {
    if constexpr (!(X & kATemp))
      hold(ts, w);
    Word old = slotTake(ts, &list->header, slot, w);
    drop(ts, old, pc, r);
  } else if (kind == kListInts && isSmallInt(w)) {
    *slot = Word(smallIntValue(w));
  } else if (kind == kListFloats && isImmediateFloat(w)) {
    *slot = std::bit_cast<Word>(immediateFloatValue(w));
  } else {
    DX_SLOW_OP(opStoreSubscr, 2);
  }
  if constexpr (X & kBTemp)
    drop(ts, container, pc, r);
  pc += 2;
  DX_DISPATCH();
}
ALL4(handleStoreSubscr)

// Slices
// ---------------------------------------------------------------------------

/// The bounds that a BuildSlice at \p pc would be made of, if they are plain.
static inline bool plainBounds(const Slot *pc, const Word *r,
                               SliceBounds &bounds) {
  const Word *parts = r + pc->b;
  return bounds.unpackPlain(Value(parts[0]), Value(parts[1]),
                            pc->c == 3 ? Value(parts[2]) : none);
}

/// The slice of an exact list, tuple or str; 0: something else, or MemoryError
/// is pending.
static Word sliceOf(ThreadState *ts, const Slot *pc, const Word *r,
                    Word container) {
  if (!isPointer(container))
    return 0;
  uint32_t shape = objectOf(container)->shape;
  SliceBounds bounds;
  if ((shape != shapeId(BuiltinShape::List) &&
       shape != shapeId(BuiltinShape::Tuple) &&
       shape != shapeId(BuiltinShape::Str)) ||
      !plainBounds(pc, r, bounds))
    return 0;
  Value v(container);
  return (shape == shapeId(BuiltinShape::List)    ? listSliced(*ts, v, bounds)
          : shape == shapeId(BuiltinShape::Tuple) ? tupleSliced(*ts, v, bounds)
                                                  : strSliced(*ts, v, bounds))
      .take();
}

/// [BuildSlice][LoadSubscr]. Plain bounds are immediates: dropping them is
/// nothing.
template <unsigned X> DX_HANDLER handleLoadSlice(DX_PARAMS) {
  Word container = r[pc[1].b];
  Word w = sliceOf(ts, pc, r, container);
  if (!w) [[unlikely]] {
    if (!ts->exception)
      DX_SLOW_OP(opBuildSlice, 1);
    ++pc;
    if constexpr (X & kBTemp)
      drop(ts, container, pc, r);
    DX_RAISE();
  }
  ++pc;
  if constexpr (X & kBTemp)
    drop(ts, container, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 2;
  DX_DISPATCH();
}
ALL4(handleLoadSlice)

/// [BuildSlice][StoreSubscr]
template <unsigned X> DX_HANDLER handleStoreSlice(DX_PARAMS) {
  Word container = r[pc[1].b];
  SliceBounds bounds;
  if (!hasShape(Value(container), BuiltinShape::List) ||
      !plainBounds(pc, r, bounds)) [[unlikely]]
    DX_SLOW_OP(opBuildSlice, 1);
  ++pc;
  saveFrame(ts, pc, r);
  Word value = r[pc->a];
  bool stored = listAssignSlice_py(*ts, Value(container), bounds, Value(value));
  if constexpr (X & kATemp)
    drop(ts, value, pc, r);
  if constexpr (X & kBTemp)
    drop(ts, container, pc, r);
  if (!stored) [[unlikely]]
    DX_RAISE();
  pc += 2;
  DX_DISPATCH();
}
ALL4(handleStoreSlice)

// Unpacking
// -------------------------------------------------------------------------

/// Bit 0: b is a temporary.
template <unsigned X> DX_HANDLER handleUnpack(DX_PARAMS) {
  Word source = r[pc->b];
  if (!unpackExact(ts, source, pc->c, r + pc->a)) [[unlikely]]
    DX_SLOW_OP(opUnpack, 1);
  if constexpr (X & 1)
    drop(ts, source, pc, r);
  ++pc;
  DX_DISPATCH();
}
ALL2(handleUnpack)

template <unsigned X> static DX_HANDLER unpackListLocals(DX_PARAMS) {
  Word source = r[pc->b];
  uint32_t count = pc->c;
  Word *out = r + pc->a;
  if (!unpackExact(ts, source, count, out)) [[unlikely]]
    DX_SLOW_OP(opUnpack, 1);
  if constexpr (X & 1)
    drop(ts, source, pc, r);
  for (const Slot *last = pc + count; pc != last;) {
    ++pc;
    Word old = r[pc->a];
    r[pc->a] = *out++;
    drop(ts, old, pc, r);
  }
  ++pc;
  DX_DISPATCH();
}

/// [Unpack][a Move to a local for each item]. Bit 0: b is a temporary.
template <unsigned X> DX_HANDLER handleUnpackLocals(DX_PARAMS) {
  Word source = r[pc->b];
  uint32_t count = pc->c;
  if (!hasShape(Value(source), BuiltinShape::Tuple)) [[unlikely]]
    [[clang::musttail]] return unpackListLocals<X>(DX_ARGS);
  auto *tuple = reinterpret_cast<TupleObject *>(source);
  if (tuple->length != count) [[unlikely]]
    DX_SLOW_OP(opUnpack, 1);
  if constexpr (!(X & 1))
    hold(ts, source); // it may lie in one of the locals
  const Word *item = tuple->items;
  for (const Slot *last = pc + count; pc != last;) {
    Word w = *item++;
    hold(ts, w);
    ++pc;
    Word old = r[pc->a];
    r[pc->a] = w;
    drop(ts, old, pc, r);
  }
  drop(ts, source, pc, r);
  ++pc;
  DX_DISPATCH();
}
ALL2(handleUnpackLocals)

} // namespace dxpy
