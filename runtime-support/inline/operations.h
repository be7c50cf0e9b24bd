// The hot half of what native code calls: inlined into it from bitcode. Raw
// words, no exceptions, no calls but to the cold halves (preserve_most,
// runtime-support/interpreter/native_*.cpp). Operands are borrowed, results
// owned; 0: raised.
//
// Every fast path tells LLVM that its result is not 0, so that the caller's
// error test folds away.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/frame_layout.h"
#include "runtime-support/abi/native.h"
#include "runtime-support/inline/containers.h"

namespace dxpy {

#define DX_INLINE extern "C" [[gnu::always_inline]] inline
#define DX_COLD extern "C" [[gnu::cold, clang::preserve_most]]

enum NativeBinary : uint32_t { ///< in the order of the Binary opcodes
  kNativeAdd,
  kNativeSub,
  kNativeMul,
  kNativeTrueDiv,
  kNativeFloorDiv,
  kNativeMod,
  kNativePow,
  kNativeLShift,
  kNativeRShift,
  kNativeAnd,
  kNativeOr,
  kNativeXor,
  kNativeMatMul,
};

DX_COLD Word dxBinarySlow(ThreadState *ts, Word a, Word b, uint32_t op);
DX_COLD Word dxInplaceSlow(ThreadState *ts, Word a, Word b, uint32_t op);
DX_COLD Word dxCompareSlow(ThreadState *ts, Word a, Word b, uint32_t op);
DX_COLD Word dxUnarySlow(ThreadState *ts, Word a, uint32_t op);
DX_COLD Word dxIsSlow(Word a, Word b);
DX_COLD int32_t dxTruthSlow(ThreadState *ts, Word a);
DX_COLD Word dxLoadAttrSlow(ThreadState *ts, Word object, Word name,
                            AttributeCache *cache);
DX_COLD int32_t dxStoreAttrSlow(ThreadState *ts, Word object, Word value,
                                Word name, AttributeCache *cache);
DX_COLD Word dxLoadMethodSlow(ThreadState *ts, Word object, Word name,
                              AttributeCache *cache, Word *self);
DX_COLD Word dxLoadGlobalSlow(ThreadState *ts, Word function, Word name,
                              GlobalCache *cache);
/// In programs built with --testing: does the failing mode want native code to
/// leave here? \p site is the place's own byte.
DX_COLD int32_t dxTestExit(ThreadState *ts, uint8_t *site, TestedExit kind);
DX_COLD Word dxSubscriptSlow(ThreadState *ts, Word object, Word key);
DX_COLD int32_t dxStoreSubscriptSlow(ThreadState *ts, Word object, Word key,
                                     Word value);
DX_COLD Word dxNextSlow(ThreadState *ts, Word iterator); ///< undef at the end
DX_COLD int32_t dxUnpackSlow(ThreadState *ts, Word iterable, uint64_t count,
                             Word *out);
/// As dxUnpack: many items, or a list's.
extern "C" [[clang::preserve_most]] int32_t
dxUnpackItems(ThreadState *ts, Word iterable, uint64_t count, Word *out);
DX_COLD Word dxBoxFloatSlow(ThreadState *ts, double value);
DX_COLD Word dxBoxIntSlow(ThreadState *ts, int64_t value);
DX_COLD void dxEnterSlow(ThreadState *ts); ///< raises
DX_COLD void dxLeaveSlow(ThreadState *ts, Word *r);
DX_COLD int32_t dxPollSlow(ThreadState *ts);
/// Bound methods, native functions and classes without the general protocol.
extern "C" Word dxCallOther(ThreadState *ts, Word callee, Word *args,
                            uint64_t count, CallCache *cache);
extern "C" Word dxCallSlow(ThreadState *ts, Word callee, Word *args,
                           uint64_t countAndFlags, Word kwnames);

inline Word assumeValue(Word w) {
  __builtin_assume(w != kError);
  return w;
}

// Counts ----------------------------------------------------------------------

DX_INLINE Word dxRetain(ThreadState *ts, Word w) {
  retain(ts, w);
  return w;
}
DX_INLINE void dxRelease(ThreadState *ts, Word w) { release(ts, w); }

// Boxes -----------------------------------------------------------------------

DX_INLINE Word dxBoxFloat(ThreadState *ts, double value) {
  Word w = floatWordOrUnfit(value);
  if (isImmediateFloat(w)) [[likely]]
    return assumeValue(w);
  return dxBoxFloatSlow(ts, value);
}
DX_INLINE Word dxBoxInt(ThreadState *ts, int64_t value) {
  if (fitsSmallInt(value)) [[likely]]
    return assumeValue(smallIntWord(value));
  return dxBoxIntSlow(ts, value);
}

// Arithmetic ------------------------------------------------------------------

// Each try function gives the result, or kError where the cold half must look.

inline Word tryFloat(double value) {
  Word w = floatWordOrUnfit(value);
  return isImmediateFloat(w) ? assumeValue(w) : kError;
}
inline Word tryAdd(Word a, Word b) {
  int64_t sum;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_add_overflow(int64_t(a - 1), int64_t(b), &sum)
               ? kError
               : assumeValue(Word(sum));
  return bothImmediateFloats(a, b)
             ? tryFloat(immediateFloatValue(a) + immediateFloatValue(b))
             : kError;
}
inline Word trySub(Word a, Word b) {
  int64_t difference;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_sub_overflow(int64_t(a), int64_t(b - 1), &difference)
               ? kError
               : assumeValue(Word(difference));
  return bothImmediateFloats(a, b)
             ? tryFloat(immediateFloatValue(a) - immediateFloatValue(b))
             : kError;
}
inline Word tryMul(Word a, Word b) {
  int64_t product;
  if (bothSmallInts(a, b)) [[likely]]
    return __builtin_mul_overflow(int64_t(a - 1), smallIntValue(b), &product)
               ? kError
               : assumeValue(Word(product) | 1);
  return bothImmediateFloats(a, b)
             ? tryFloat(immediateFloatValue(a) * immediateFloatValue(b))
             : kError;
}
inline Word tryTrueDiv(Word a, Word b) {
  constexpr int64_t kExact =
      int64_t(1)
      << 53; // up to here the quotient of the doubles is rounded right
  if (bothSmallInts(a, b)) {
    int64_t x = smallIntValue(a), y = smallIntValue(b);
    bool exact =
        y != 0 && x <= kExact && x >= -kExact && y <= kExact && y >= -kExact;
    return exact ? tryFloat(double(x) / double(y)) : kError;
  }
  if (!bothImmediateFloats(a, b) || immediateFloatValue(b) == 0)
    return kError;
  return tryFloat(immediateFloatValue(a) / immediateFloatValue(b));
}
inline Word tryFloorDiv(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) == 0) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a), y = smallIntValue(b), quotient = x / y;
  quotient -= (x % y != 0) & ((x ^ y) < 0);
  return fitsSmallInt(quotient) ? assumeValue(smallIntWord(quotient)) : kError;
}
inline Word tryMod(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) == 0) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a), y = smallIntValue(b), remainder = x % y;
  remainder += remainder != 0 && (remainder ^ y) < 0 ? y : 0;
  return assumeValue(smallIntWord(remainder));
}
inline Word tryAnd(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue(a & b) : kError;
}
inline Word tryOr(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue(a | b) : kError;
}
inline Word tryXor(Word a, Word b) {
  return bothSmallInts(a, b) ? assumeValue((a ^ b) | 1) : kError;
}
inline Word tryLShift(Word a, Word b) {
  if (!bothSmallInts(a, b) || uint64_t(smallIntValue(b)) > 60) [[unlikely]]
    return kError;
  int64_t x = smallIntValue(a),
          shifted = int64_t(uint64_t(x) << smallIntValue(b));
  return shifted >> smallIntValue(b) == x && fitsSmallInt(shifted)
             ? assumeValue(smallIntWord(shifted))
             : kError;
}
inline Word tryRShift(Word a, Word b) {
  if (!bothSmallInts(a, b) || smallIntValue(b) < 0) [[unlikely]]
    return kError;
  int64_t count = smallIntValue(b);
  return assumeValue(
      smallIntWord(smallIntValue(a) >> (count > 63 ? 63 : count)));
}
/// Squares of ints; a float's power is libm's, which may round otherwise.
inline Word tryPow(Word a, Word b) {
  return b == smallIntWord(2) && isSmallInt(a) ? tryMul(a, a) : kError;
}
inline Word tryMatMul(Word, Word) { return kError; }

#define DX_BINARY(name)                                                        \
  DX_INLINE Word dx##name(ThreadState *ts, Word a, Word b) {                   \
    if (Word w = try##name(a, b)) [[likely]]                                   \
      return assumeValue(w);                                                   \
    return dxBinarySlow(ts, a, b, kNative##name);                              \
  }                                                                            \
  DX_INLINE Word dxInplace##name(ThreadState *ts, Word a, Word b) {            \
    if (Word w = try##name(a, b)) [[likely]]                                   \
      return assumeValue(w);                                                   \
    return dxInplaceSlow(ts, a, b, kNative##name);                             \
  }
DX_BINARY(Add)
DX_BINARY(Sub)
DX_BINARY(Mul)
DX_BINARY(TrueDiv)
DX_BINARY(FloorDiv)
DX_BINARY(Mod)
DX_BINARY(Pow)
DX_BINARY(LShift)
DX_BINARY(RShift)
DX_BINARY(And)
DX_BINARY(Or)
DX_BINARY(Xor)
DX_BINARY(MatMul)

// Comparison, truth -----------------------------------------------------------

#define DX_COMPARE(name, sign, number)                                         \
  DX_INLINE Word dxCompare##name(ThreadState *ts, Word a, Word b) {            \
    if (bothSmallInts(a, b)) [[likely]]                                        \
      return assumeValue(boolWord(int64_t(a) sign int64_t(b)));                \
    if (bothImmediateFloats(a, b))                                             \
      return assumeValue(                                                      \
          boolWord(immediateFloatValue(a) sign immediateFloatValue(b)));       \
    return dxCompareSlow(ts, a, b, number);                                    \
  }
DX_COMPARE(Lt, <, 0)
DX_COMPARE(Le, <=, 1)
DX_COMPARE(Eq, ==, 2)
DX_COMPARE(Ne, !=, 3)
DX_COMPARE(Gt, >, 4)
DX_COMPARE(Ge, >=, 5)

/// 0 or 1; -1: raised.
DX_INLINE int32_t dxTruth(ThreadState *ts, Word w) {
  if (isBool(w)) [[likely]]
    return w == kTrue;
  if (isSmallInt(w))
    return w != smallIntWord(0);
  if (w == kNone)
    return 0;
  return dxTruthSlow(ts, w);
}

/// `is`: True or False. Only numbers can be identical in two places.
DX_INLINE Word dxIs(Word a, Word b) {
  if (a == b)
    return kTrue;
  if (!isPointer(a) || !isPointer(b)) [[likely]]
    return kFalse;
  uint32_t shape = objectOf(a)->shape;
  bool number = shape == shapeId(BuiltinShape::Float) ||
                shape == shapeId(BuiltinShape::Int) ||
                shape == shapeId(BuiltinShape::Complex);
  return number ? dxIsSlow(a, b) : kFalse;
}

DX_INLINE Word dxNegative(ThreadState *ts, Word a) {
  if (isSmallInt(a) && smallIntValue(a) != kSmallIntMin) [[likely]]
    return assumeValue(smallIntWord(-smallIntValue(a)));
  if (isImmediateFloat(a))
    return assumeValue(floatWordOrUnfit(-immediateFloatValue(a)));
  return dxUnarySlow(ts, a, 0);
}
DX_INLINE Word dxPositive(ThreadState *ts, Word a) {
  if (isSmallInt(a) || isImmediateFloat(a)) [[likely]]
    return assumeValue(a);
  return dxUnarySlow(ts, a, 1);
}
DX_INLINE Word dxInvert(ThreadState *ts, Word a) {
  if (isSmallInt(a)) [[likely]]
    return assumeValue(smallIntWord(~smallIntValue(a)));
  return dxUnarySlow(ts, a, 2);
}

// Attributes, globals ---------------------------------------------------------

inline bool cacheHolds(const AttributeCacheEntry &way, Word object) {
  return objectOf(object)->shape == way.shape &&
         *way.classVersion == way.version;
}
inline AttributeCacheEntry *wayOf(AttributeCache *cache, uint32_t shape) {
  // The ids of the shapes of similar classes lie at equal distances.
  static_assert(AttributeCache::kWays == 8);
  return &cache->ways[shape * 0x9E3779B1u >> 29];
}
/// The way that holds for \p object, or null.
inline const AttributeCacheEntry *findWay(const AttributeCache *cache,
                                          Word object) {
  if (isPointer(object))
    for (const AttributeCacheEntry &way : cache->ways)
      if (cacheHolds(way, object))
        return &way;
  return nullptr;
}
inline Word *cachedSlot(const AttributeCacheEntry &way, Word object) {
  if (!(way.offset & kInOverflow)) [[likely]]
    return reinterpret_cast<Word *>(object + way.offset);
  Word array =
      *reinterpret_cast<Word *>(object + ((way.offset & ~kInOverflow) >> 32));
  return reinterpret_cast<Word *>(array + uint32_t(way.offset));
}
inline Word cachedAttribute(const AttributeCacheEntry &way, Word object) {
  return way.value ? way.value : *cachedSlot(way, object);
}
/// `value` of a store's way is the shape that the object gets, 0: it stays.
inline void storeCached(ThreadState *ts, const AttributeCacheEntry &way,
                        Word object, Word value) {
  Word *slot = cachedSlot(way, object);
  retain(ts, value);
  if (way.value) { // the slot held nothing yet
    *slot = value;
    objectOf(object)->shape = uint32_t(way.value);
    return;
  }
  Word old = slotTake(ts, objectOf(object), slot, value);
  release(ts, old);
}

DX_INLINE Word dxLoadAttr(ThreadState *ts, Word object, Word name,
                          AttributeCache *cache) {
  if (isPointer(object)) [[likely]] {
    const AttributeCacheEntry *way = wayOf(cache, objectOf(object)->shape);
    if (cacheHolds(*way, object)) [[likely]] {
      Word value = cachedAttribute(*way, object);
      if (value != kUndef) [[likely]] {
        retain(ts, value);
        return assumeValue(value);
      }
    }
  }
  return dxLoadAttrSlow(ts, object, name, cache);
}

/// 1; 0: raised.
DX_INLINE int32_t dxStoreAttr(ThreadState *ts, Word object, Word value,
                              Word name, AttributeCache *cache) {
  if (isPointer(object)) [[likely]] {
    const AttributeCacheEntry *way = wayOf(cache, objectOf(object)->shape);
    if (cacheHolds(*way, object)) [[likely]] {
      storeCached(ts, *way, object, value);
      return 1;
    }
  }
  return dxStoreAttrSlow(ts, object, value, name, cache);
}

/// The method's function; *self: the receiver with a reference, or undef when
/// the result is no method.
DX_INLINE Word dxLoadMethod(ThreadState *ts, Word object, Word name,
                            AttributeCache *cache, Word *self) {
  if (isPointer(object)) [[likely]] {
    const AttributeCacheEntry *way = wayOf(cache, objectOf(object)->shape);
    if (cacheHolds(*way, object)) [[likely]] {
      Word method = way->value;
      retain(ts, method);
      retain(ts, object);
      *self = object;
      return assumeValue(method);
    }
  }
  return dxLoadMethodSlow(ts, object, name, cache, self);
}

DX_INLINE Word dxLoadGlobal(ThreadState *ts, Word function, Word name,
                            GlobalCache *cache) {
  if (cache->global) [[likely]] {
    Word value = *cache->global;
    if (value == kUndef)
      value = *cache->builtin;
    if (value != kUndef) [[likely]] {
      retain(ts, value);
      return assumeValue(value);
    }
  }
  return dxLoadGlobalSlow(ts, function, name, cache);
}

// Calls -----------------------------------------------------------------------

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

inline uint32_t registerCountOf(Word code) {
  return reinterpret_cast<const CodeObject *>(code)->layout.registerCount;
}

/// Enters a native function: an interpreter frame without registers, so that
/// whoever walks frames finds it. Gives its place for registers; null:
/// RecursionError.
DX_INLINE Word *dxEnter(ThreadState *ts, Word function, Word code) {
  Word *below = ts->frameRegisters;
  Word *r = below ? below + registerCountOf(below[kLinkCode]) : ts->stackBase;
  r += kEntryLinkWords;
  if (--ts->depth < 0 || r + registerCountOf(code) >= ts->stackEnd ||
      uintptr_t(__builtin_frame_address(0)) < ts->nativeLimit) [[unlikely]] {
    dxEnterSlow(ts);
    return nullptr;
  }
  r[kLinkExtra] = kUndef;
  r[kLinkOuterPc] = reinterpret_cast<Word>(ts->framePc);
  r[kLinkCaller] = reinterpret_cast<Word>(below);
  r[kLinkFunction] = function | kLinkBorrowed | kLinkNative;
  r[kLinkReturn] = reinterpret_cast<Word>(&kEntryReturn[1]);
  r[kLinkCode] = code;
  ts->frameRegisters = r;
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

/// 1; 0: raised.
DX_INLINE int32_t dxPoll(ThreadState *ts) {
  return ts->pollRequested ? dxPollSlow(ts) : 1;
}

// Containers ------------------------------------------------------------------

DX_INLINE Word dxSubscript(ThreadState *ts, Word object, Word key) {
  if (isPointer(object) && isSmallInt(key)) [[likely]] {
    uint32_t shape = objectOf(object)->shape;
    if (shape == shapeId(BuiltinShape::List)) [[likely]] {
      auto *list = reinterpret_cast<ListObject *>(object);
      uint64_t index = sequenceIndex(key, list->length);
      if (index != ~uint64_t(0)) [[likely]]
        return listItemFast(ts, list, index);
    } else if (shape == shapeId(BuiltinShape::Tuple)) {
      auto *tuple = reinterpret_cast<TupleObject *>(object);
      uint64_t index = sequenceIndex(key, tuple->length);
      if (index != ~uint64_t(0)) [[likely]]
        return assumeValue(tupleItemFast(ts, tuple, index));
    }
  }
  return dxSubscriptSlow(ts, object, key);
}

/// 1; 0: raised.
DX_INLINE int32_t dxStoreSubscript(ThreadState *ts, Word object, Word key,
                                   Word value) {
  if (isPointer(object) && isSmallInt(key) &&
      objectOf(object)->shape == shapeId(BuiltinShape::List)) [[likely]] {
    auto *list = reinterpret_cast<ListObject *>(object);
    uint64_t index = sequenceIndex(key, list->length);
    if (index != ~uint64_t(0)) [[likely]] {
      retain(ts, value);
      return listStoreFast(ts, list, index, value);
    }
  }
  return dxStoreSubscriptSlow(ts, object, key, value);
}

// Items of unboxed type by unboxed index: 1 if the object is an exact list or
// tuple that has such an item there; 0: nothing has happened.

inline const Word *itemAt(Word object, int64_t index, ListKind *kind) {
  if (!isPointer(object))
    return nullptr;
  uint32_t shape = objectOf(object)->shape;
  auto *list = reinterpret_cast<const ListObject *>(object);
  auto *tuple = reinterpret_cast<const TupleObject *>(object);
  bool isList = shape == shapeId(BuiltinShape::List);
  if (!isList && shape != shapeId(BuiltinShape::Tuple)) [[unlikely]]
    return nullptr;
  uint64_t length = isList ? list->length : tuple->length;
  uint64_t at = uint64_t(index < 0 ? index + int64_t(length) : index);
  if (at >= length) [[unlikely]]
    return nullptr;
  *kind = isList ? listKind(list) : kListWords;
  return isList ? &listBlock(list)->items[at] : &tuple->items[at];
}
DX_INLINE int32_t dxItemFloat(Word object, int64_t index, double *out) {
  ListKind kind;
  const Word *item = itemAt(object, index, &kind);
  if (!item) [[unlikely]]
    return 0;
  if (kind == kListFloats) {
    *out = std::bit_cast<double>(*item);
    return 1;
  }
  *out = immediateFloatValue(*item);
  return kind == kListWords && isImmediateFloat(*item);
}
DX_INLINE int32_t dxItemInt(Word object, int64_t index, int64_t *out) {
  ListKind kind;
  const Word *item = itemAt(object, index, &kind);
  if (!item) [[unlikely]]
    return 0;
  if (kind == kListInts) {
    *out = int64_t(*item);
    return 1;
  }
  *out = smallIntValue(*item);
  return kind == kListWords && isSmallInt(*item);
}
/// Where a list keeps unboxed items of \p kind; null: not there.
inline Word *storedItem(Word object, int64_t index, ListKind kind) {
  if (!isPointer(object) ||
      objectOf(object)->shape != shapeId(BuiltinShape::List))
    return nullptr;
  auto *list = reinterpret_cast<ListObject *>(object);
  uint64_t at = uint64_t(index < 0 ? index + int64_t(list->length) : index);
  return at < list->length && listKind(list) == kind
             ? &listBlock(list)->items[at]
             : nullptr;
}
DX_INLINE int32_t dxStoreItemFloat(Word object, int64_t index, double value) {
  Word *item = storedItem(object, index, kListFloats);
  if (!item) [[unlikely]]
    return 0;
  *item = std::bit_cast<Word>(value);
  return 1;
}
DX_INLINE int32_t dxStoreItemInt(Word object, int64_t index, int64_t value) {
  Word *item = storedItem(object, index, kListInts);
  if (!item || !fitsSmallInt(value)) [[unlikely]]
    return 0;
  *item = Word(value);
  return 1;
}

/// 1; 0: raised.
DX_INLINE int32_t dxListAppend(ThreadState *ts, Word list, Word value) {
  retain(ts, value);
  return listAppendFast(ts, reinterpret_cast<ListObject *>(list), value);
}

/// The floats of a list that are immediates; false: not all are.
DX_INLINE bool unpackFloats(const ListObject *list, uint64_t count, Word *out) {
  bool all = true;
  for (uint64_t i = 0; i < count; ++i) {
    out[i] = floatWordOrUnfit(std::bit_cast<double>(listBlock(list)->items[i]));
    all &= isImmediateFloat(out[i]);
  }
  return all;
}

/// Fills out[0 .. count) with references; 1; 0: raised. Short tuples and
/// vectors inline: more code at each place costs more than a call.
DX_INLINE int32_t dxUnpack(ThreadState *ts, Word iterable, uint64_t count,
                           Word *out) {
  constexpr uint64_t kShort = 3;
  if (count <= kShort && isPointer(iterable)) [[likely]] {
    uint32_t shape = objectOf(iterable)->shape;
    auto *tuple = reinterpret_cast<TupleObject *>(iterable);
    auto *list = reinterpret_cast<ListObject *>(iterable);
    if (shape == shapeId(BuiltinShape::Tuple) && tuple->length == count) {
      for (uint64_t i = 0; i < count; ++i)
        out[i] = tupleItemFast(ts, tuple, i);
      return 1;
    }
    if (shape == shapeId(BuiltinShape::List) && list->length == count &&
        listKind(list) == kListFloats && unpackFloats(list, count, out))
      return 1;
  }
  return dxUnpackItems(ts, iterable, count, out);
}

/// The next item, owned; undef at the end; 0: raised.
DX_INLINE Word dxNext(ThreadState *ts, Word iterator) {
  if (isPointer(iterator)) [[likely]] {
    uint32_t shape = objectOf(iterator)->shape;
    Word item = kError;
    if (shape == shapeId(BuiltinShape::RangeIterator))
      item = rangeIteratorNext(
          ts, reinterpret_cast<RangeIteratorObject *>(iterator));
    else if (shape == shapeId(BuiltinShape::ListIterator))
      item = listIteratorNext(ts,
                              reinterpret_cast<ListIteratorObject *>(iterator));
    else if (shape == shapeId(BuiltinShape::TupleIterator))
      item = tupleIteratorNext(
          ts, reinterpret_cast<TupleIteratorObject *>(iterator));
    if (item) [[likely]]
      return assumeValue(item);
  }
  return dxNextSlow(ts, iterator);
}

// Cold entry points that generated code calls directly
// -----------------------------

extern "C" {
/// Leaves native code: fills the interpreter's registers from \p buffer as \p
/// descriptor says and runs to the function's end.
[[gnu::cold]] Word dxExit(ThreadState *ts, Word *r,
                          const ExitDescriptor *descriptor, Word *buffer);
/// The same for code that was entered at a loop: fills the registers for the
/// interpreter that called it. undef: it goes on at the state; 0: raised there.
[[gnu::cold]] Word dxExitLoop(ThreadState *ts, Word *r,
                              const ExitDescriptor *descriptor, Word *buffer);
/// The registers of an interpreter frame belong to native code from here on; at
/// the function's end there is nothing in them.
void dxTakeRegisters(Word *r);
void dxLeaveLoop(Word *r);
/// The generic entry's uncommon cases: binds arguments of any form and calls \p
/// body. \p globalsSeen is the dict that the code's caches speak of, 0 before
/// the first call; a function with other globals is interpreted.
Word dxBindAndCall(ThreadState *ts, Word callee, Word *args,
                   uint64_t countAndFlags, Word kwnames, NativeBody body,
                   Word *globalsSeen);
/// Runs a DPB instruction on a window of temporaries: operands from window[0]
/// on (Use operands owned and consumed), results written behind them. 0:
/// raised.
int32_t dxRunInstruction(ThreadState *ts, Word *r,
                         const WindowInstruction *instruction);
Word dxCallEx(ThreadState *ts, Word callee, Word args, Word keywords);
Word dxIter(ThreadState *ts, Word iterable);
Word dxLoadCell(ThreadState *ts, Word *r, Word cell, uint32_t reg);
Word dxMakeCell(ThreadState *ts, Word content);
void dxStoreCell(ThreadState *ts, Word cell, Word value);
int32_t dxRaiseUnbound(ThreadState *ts, Word *r, uint32_t reg);
Word dxMakeTuple(ThreadState *ts, Word *items,
                 uint64_t count); ///< takes the items over
Word dxMakeList(ThreadState *ts, Word *items, uint64_t count); ///< likewise
Word dxSubscriptSlice(ThreadState *ts, Word object, Word start, Word stop,
                      Word step);
int32_t dxStoreSlice(ThreadState *ts, Word object, Word start, Word stop,
                     Word step, Word value);
int32_t dxContains(ThreadState *ts, Word container,
                   Word item); ///< 0, 1; -1 raised
Word dxIs(Word a, Word b);     ///< True or False
Word dxFormat(ThreadState *ts, Word value, Word spec,
              uint32_t flags); ///< spec may be undef
Word dxBuildString(ThreadState *ts, Word *parts, uint64_t count);
}

} // namespace dxpy
