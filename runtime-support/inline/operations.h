// What native code calls. The fast paths (dxTry..., arithmetic.h, attributes.h,
// items.h, calls.h) are inlined into it from bitcode: raw words, no exceptions,
// nothing that runs Python code or looks at frames. Where one misses, native
// code says where it is and calls the cold half (preserve_most,
// runtime-support/interpreter/native_*.cpp). Operands are borrowed, results
// of cold halves owned; 0: raised.
//
// A fast path that hits tells LLVM that its result is not 0, so that the test
// for a miss folds away.
#pragma once
#include "runtime-support/abi/generator_object.h"
#include "runtime-support/abi/native.h"
#include "runtime-support/inline/refcount.h"

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
/// As dxCompareSlow, with the result's truth: 0, 1; -1: raised.
DX_COLD int32_t dxTestSlow(ThreadState *ts, Word a, Word b, uint32_t op);
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
/// Borrowed; 0: the general way (nothing has happened).
DX_COLD Word dxLoadSuperSlow(ThreadState *ts, Word super, Word cls, Word self,
                             Word name, AttributeCache *cache);
DX_COLD Word dxLoadGlobalSlow(ThreadState *ts, Word function, Word name,
                              GlobalCache *cache);
DX_COLD int32_t dxStoreGlobalSlow(ThreadState *ts, Word function, Word name,
                                  Word value, GlobalCache *cache);
/// In programs built with --testing: does the failing mode want native code to
/// leave here? \p site is the place's own byte.
DX_COLD int32_t dxTestExit(ThreadState *ts, uint8_t *site, TestedExit kind);
DX_COLD Word dxSubscriptSlow(ThreadState *ts, Word object, Word key);
DX_COLD int32_t dxStoreSubscriptSlow(ThreadState *ts, Word object, Word key,
                                     Word value);
/// What is sent to a generator that may not be entered is dropped.
DX_COLD void dxRefuseGenerator(ThreadState *ts, GeneratorObject *generator);
/// Its frame object shows the generator's registers.
DX_COLD void dxSuspendFrame(GeneratorObject *generator);
/// The end of a generator with a frame object.
DX_COLD void dxFinishFrame(ThreadState *ts, GeneratorObject *generator);
DX_COLD Word dxNextSlow(ThreadState *ts, Word iterator); ///< undef at the end
/// The less common cases of dxTryNext, nothing of which runs Python code.
extern "C" [[clang::preserve_most]] Word dxNextOther(Word iterator);
/// The two parts of an item, owned. The first is kError: the general way;
/// nothing has happened.
struct WordPair {
  Word first, second;
};
/// The less common cases of dxTryNextPair, nothing of which runs Python code.
extern "C" WordPair dxNextPairOther(ThreadState *ts, Word iterator);
/// Fills out[0 .. count) with references. 0: raised.
extern "C" [[clang::preserve_most]] int32_t
dxUnpackItems(ThreadState *ts, Word iterable, uint64_t count, Word *out);
/// Adds a reference to each of \p count words.
extern "C" [[clang::preserve_most]] void
dxRetainWords(ThreadState *ts, const Word *words, uint64_t count);
DX_COLD Word dxBoxFloatSlow(ThreadState *ts, double value);
DX_COLD Word dxBoxIntSlow(ThreadState *ts, int64_t value);
DX_COLD int32_t dxListAppendSlow(ThreadState *ts, Word list, Word value);
DX_COLD void dxEnterSlow(ThreadState *ts); ///< raises RecursionError
/// For functions whose fast paths call nothing: the frame that dxEnter makes,
/// around a call of a cold half.
DX_COLD Word *dxEnterCold(ThreadState *ts, Word function, Word code);
DX_COLD void dxLeaveCold(ThreadState *ts, Word *r);
DX_COLD void dxLeaveSlow(ThreadState *ts, Word *r);
DX_COLD int32_t dxPollSlow(ThreadState *ts);
/// dxTryNew's cold half.
DX_COLD Word dxNewSlow(ThreadState *ts, const CallCache *cache);
/// An `__init__` has raised or, with \p result, given something else than None:
/// raises, and drops \p instance.
DX_COLD void dxInitFailed(ThreadState *ts, Word instance, Word result);
/// Bound methods, native functions and classes without the general protocol.
extern "C" Word dxCallOther(ThreadState *ts, Word callee, Word *args,
                            uint64_t count, CallCache *cache);
/// The same where the callable's name is that of a builtin function that the
/// site could know.
extern "C" Word dxCallBuiltin(ThreadState *ts, Word callee, Word *args,
                              uint64_t count, CallCache *cache, Word name,
                              BuiltinCache *known);
extern "C" Word dxCallSlow(ThreadState *ts, Word callee, Word *args,
                           uint64_t countAndFlags, Word kwnames);

inline Word assumeValue(Word w) {
  __builtin_assume(w != kError);
  return w;
}

// Counts ----------------------------------------------------------------------

// Native code meets the immortal objects of images so often that it looks at
// their owner itself.

DX_INLINE Word dxRetain(ThreadState *ts, Word w) {
  if (!isPointer(w))
    return w;
  ObjectHeader *object = objectOf(w);
  if (object->owner == ts->id) [[likely]] {
    if (int32_t(++object->strong) < 0) [[unlikely]]
      retainSlow(object);
  } else if (object->owner != 0) {
    retainSlow(object);
  }
  return w;
}
DX_INLINE void dxRelease(ThreadState *ts, Word w) { release(ts, w); }

enum Release : int32_t { kReleased, kDying, kForeign };
/// Takes a reference away if that needs no more than counting.
DX_INLINE int32_t dxTryRelease(ThreadState *ts, Word w) {
  if (!isPointer(w))
    return kReleased;
  ObjectHeader *object = objectOf(w);
  if (object->owner != ts->id) [[unlikely]]
    return object->owner == 0 ? kReleased : kForeign;
  return --object->strong == 0 ? kDying : kReleased;
}
/// The reference that keeps \p w, which was lent if \p keeper is undef.
DX_COLD Word dxPromote(ThreadState *ts, Word w, Word keeper);
/// The rest of it, which may run Python code: \p how is what dxTryRelease gave.
DX_COLD void dxReleaseSlow(ThreadState *ts, Word w, int32_t how);
inline void releaseQuickly(ThreadState *ts, Word w) {
  if (int32_t how = dxTryRelease(ts, w)) [[unlikely]]
    dxReleaseSlow(ts, w, how);
}

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

// Entry points without a fast path --------------------------------------------

extern "C" {
/// Leaves native code: fills the interpreter's registers from \p buffer as \p
/// descriptor says and runs to the function's end.
[[gnu::cold]] Word dxExit(ThreadState *ts, Word *r,
                          const ExitDescriptor *descriptor, Word *buffer);
/// The same for a function without a frame.
[[gnu::cold]] Word dxExitCold(ThreadState *ts, Word function, Word code,
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
/// body. \p standIn stands for the functions whose globals the code's caches
/// speak of, and is filled by the first call; one with others is interpreted.
Word dxBindAndCall(ThreadState *ts, Word callee, Word *args,
                   uint64_t countAndFlags, Word kwnames, NativeBody body,
                   FunctionObject *standIn);
/// Runs a DPB instruction on a window of temporaries: operands from window[0]
/// on (Use operands owned and consumed), results written behind them. 0:
/// raised.
int32_t dxRunInstruction(ThreadState *ts, Word *r,
                         const WindowInstruction *instruction);
Word dxCallEx(ThreadState *ts, Word callee, Word args, Word keywords);
Word dxIter(ThreadState *ts, Word iterable);
/// iter(range(start, stop, step)) of small ints if \p callee is range; 0: it is
/// something else (nothing has happened).
Word dxRangeIterator(ThreadState *ts, Word callee, Word start, Word stop,
                     Word step);
Word dxMakeCell(ThreadState *ts, Word content);
/// A function of \p code with the globals of \p maker; \p closure is a tuple or
/// None.
Word dxMakeFunction(ThreadState *ts, Word maker, Word code, Word closure,
                    MakeFunctionCache *cache);
[[gnu::cold]] void dxRaiseUnbound(ThreadState *ts, Word *r, uint32_t reg);
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
/// The object that a call of \p function, whose code suspends, gives; \p args:
/// its parameters, borrowed.
Word dxMakeGenerator(ThreadState *ts, Word function, const Word *args,
                     uint64_t count, NativeResume resume);
/// Goes on in the interpreter, in the frame that native code has entered.
[[gnu::cold]] Word dxResumeInterpreted(ThreadState *ts, Word *r,
                                       GeneratorObject *generator);
/// Sends \p sent to an iterator. 1: \p result is what it yields, 0: what it
/// returned; -1: raised.
int32_t dxSend(ThreadState *ts, Word receiver, Word sent, Word *result);
Word dxGetAwaitable(ThreadState *ts, Word object, uint32_t where);
Word dxGetYieldFromIter(ThreadState *ts, Word object, uint32_t codeFlags);
Word dxFormat(ThreadState *ts, Word value, Word spec,
              uint32_t flags); ///< spec may be undef
Word dxBuildString(ThreadState *ts, Word *parts, uint64_t count);
}

} // namespace dxpy
