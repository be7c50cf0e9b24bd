// Calls, frames and safepoints of native code.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/frame_layout.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/attributes.h"
#include "runtime-support/inline/dict_table.h"
#include "runtime-support/inline/operations.h"

namespace dxpy {

DX_INLINE int32_t dxIsFunction(Word callee) {
  return isPointer(callee) &&
         objectOf(callee)->shape == shapeId(BuiltinShape::Function);
}
/// Has the function \p callee this code and the globals that the caches of its
/// native code speak of?
DX_INLINE int32_t dxHasCode(Word callee, Word code, Word globals) {
  auto *function = reinterpret_cast<FunctionObject *>(callee);
  return reinterpret_cast<Word>(function->code) == code &&
         function->globals == globals;
}

/// Where the defaults of the last \p count parameters lie; null: there are not
/// as many.
DX_INLINE const Word *dxDefaults(Word callee, uint64_t count) {
  Word defaults = reinterpret_cast<FunctionObject *>(callee)->defaults;
  auto *tuple = reinterpret_cast<TupleObject *>(defaults);
  if (defaults == kNone || tuple->length < count) [[unlikely]]
    return nullptr;
  return &tuple->items[tuple->length - count];
}

/// Calls with \p count positional arguments. args[-1] is free for the callee to
/// write.
DX_INLINE Word dxCall(ThreadState *ts, Word callee, Word *args, uint64_t count,
                      CallCache *cache) {
  if (isPointer(callee) &&
      objectOf(callee)->shape == shapeId(BuiltinShape::Function)) [[likely]]
    return reinterpret_cast<FunctionObject *>(callee)->entry(ts, callee, args,
                                                             count, 0);
  return dxCallOther(ts, callee, args, count, cache);
}

/// Is \p callee the class that the cache knows, with the `__init__` that has
/// this code?
DX_INLINE int32_t dxIsClass(Word callee, const CallCache *cache, Word code,
                            Word globals) {
  return cache->type == callee && *cache->classVersion == cache->version &&
         dxHasCode(cache->init, code, globals);
}
/// A new instance of the class that the cache knows. kError: the cold half must
/// make it.
DX_INLINE Word dxTryNew(ThreadState *ts, const CallCache *cache) {
  FreeCell *&list = ts->free[cache->kind][cache->sizeClass];
  FreeCell *cell = list;
  if (kCellsAreAllocations || !cell) [[unlikely]]
    return kError;
  list = cell->next;
  auto *object = reinterpret_cast<InstanceObject *>(cell);
  initHeader(ts, &object->header, cache->shape, CellKind(cache->kind), 0);
  object->extra = 0;
  for (uint64_t i = 0; i < cache->slots; ++i)
    object->slots[i] = kUndef;
  return assumeValue(reinterpret_cast<Word>(object));
}

// Functions of builtins that native code knows. kError: the call must be made.

DX_INLINE Word dxTryLen(Word callee, Word object, const BuiltinCache *cache) {
  if (cache->callee != callee || !isPointer(object)) [[unlikely]]
    return kError;
  switch (BuiltinShape(objectOf(object)->shape)) {
  case BuiltinShape::List:
    return assumeValue(
        smallIntWord(int64_t(reinterpret_cast<ListObject *>(object)->length)));
  case BuiltinShape::Tuple:
    return assumeValue(
        smallIntWord(int64_t(reinterpret_cast<TupleObject *>(object)->length)));
  case BuiltinShape::Dict:
    return assumeValue(
        smallIntWord(int64_t(reinterpret_cast<DictObject *>(object)->length)));
  case BuiltinShape::Str:
    return assumeValue(smallIntWord(
        int64_t(reinterpret_cast<StrObject *>(object)->charLength)));
  default:
    return kError;
  }
}

inline uint32_t instanceWay(uint32_t shape) {
  static_assert(BuiltinCache::kWays == 4);
  return shape * 0x9E3779B1u >> 30;
}
DX_INLINE Word dxTryIsInstance(Word callee, Word object, Word type,
                               const BuiltinCache *cache) {
  if (cache->callee != callee || cache->type != type ||
      *cache->typeVersion != cache->version || !isPointer(object)) [[unlikely]]
    return kError;
  auto &way = cache->ways[instanceWay(objectOf(object)->shape)];
  return cacheHolds(way, object) ? assumeValue(way.value) : kError;
}

inline uint32_t registerCountOf(Word code) {
  return reinterpret_cast<const CodeObject *>(code)->layout.registerCount;
}

inline Word *frameAbove(const ThreadState *ts) {
  Word *below = ts->frameRegisters;
  return (below ? below + registerCountOf(below[kLinkCode]) : ts->stackBase) +
         kEntryLinkWords;
}
inline void linkFrame(ThreadState *ts, Word *r, Word function, Word code) {
  r[kLinkExtra] = kUndef;
  r[kLinkOuterPc] = reinterpret_cast<Word>(ts->framePc);
  r[kLinkCaller] = reinterpret_cast<Word>(ts->frameRegisters);
  r[kLinkFunction] = function | kLinkBorrowed | kLinkNative;
  r[kLinkReturn] = reinterpret_cast<Word>(&kEntryReturn[1]);
  r[kLinkCode] = code;
  ts->frameRegisters = r;
}

/// Enters a native function: an interpreter frame without registers, so that
/// whoever walks frames finds it. Gives its place for registers; null:
/// RecursionError.
DX_INLINE Word *dxEnter(ThreadState *ts, Word function, Word code) {
  Word *r = frameAbove(ts);
  if (--ts->depth < 0 || r + registerCountOf(code) >= ts->stackEnd ||
      uintptr_t(__builtin_frame_address(0)) < ts->nativeLimit) [[unlikely]] {
    dxEnterSlow(ts);
    return nullptr;
  }
  linkFrame(ts, r, function, code);
  return r;
}
/// Such a frame without its tests: the depth of a function that calls nothing
/// was tested at its start, and the stack keeps room for one frame.
inline Word *pushFrame(ThreadState *ts, Word function, Word code) {
  Word *r = frameAbove(ts);
  --ts->depth;
  linkFrame(ts, r, function, code);
  return r;
}
DX_INLINE void dxLeave(ThreadState *ts, Word *r) {
  if (r[kLinkFunction] & kLinkHasFrame) [[unlikely]]
    dxLeaveSlow(ts, r);
  ts->framePc = reinterpret_cast<const void *>(r[kLinkOuterPc]);
  ts->frameRegisters = reinterpret_cast<Word *>(r[kLinkCaller]);
  ++ts->depth;
}

/// Enters native code at a loop of an interpreter frame. 0: the function has
/// other globals than the code's caches.
DX_INLINE int32_t dxEnterLoop(Word function, Word *globalsSeen) {
  Word globals = reinterpret_cast<FunctionObject *>(function)->globals;
  if (*globalsSeen == 0)
    *globalsSeen = globals;
  return *globalsSeen == globals;
}

/// A function that needs no frame: 1; 0: RecursionError.
DX_INLINE int32_t dxCheckDepth(ThreadState *ts) {
  if (ts->depth > 0) [[likely]]
    return 1;
  --ts->depth;
  dxEnterSlow(ts);
  return 0;
}

/// Is there something to do at a safepoint?
DX_INLINE int32_t dxPollRequested(const ThreadState *ts) {
  return ts->pollRequested;
}

} // namespace dxpy
