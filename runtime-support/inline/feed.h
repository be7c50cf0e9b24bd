// Consumers that the code of a generator expression feeds: what native code
// inlines of them. Nothing here runs Python code, so nobody can see that no
// generator is suspended meanwhile.
#pragma once
#include "runtime-support/inline/calls.h"
#include "runtime-support/inline/items.h"

namespace dxpy {

/// Does \p known hold the consumer \p callee now? Fills it if it is that one.
DX_COLD int32_t dxNoteConsumer(ThreadState *ts, Word callee, uint32_t consumer,
                               BuiltinCache *known);
/// The result before the first item; 0: MemoryError.
extern "C" Word dxStartFeed(ThreadState *ts, uint32_t consumer);
/// The less common cases of dxFeed.
extern "C" [[clang::preserve_most]] int32_t
dxFeedOther(ThreadState *ts, uint32_t consumer, Word *result, Word item);
/// What a consumer makes of all its items; consumes \p result. 0: raised.
extern "C" Word dxFinishItems(ThreadState *ts, uint32_t consumer, Word result);
/// As dxExit, for a frame of code that feeds (\p r null: it has none yet): from
/// here on there is a generator. The result as that of a FeedingBody.
extern "C" [[gnu::cold]] Word dxExitFeeding(ThreadState *ts, Word *r,
                                            Word function, Word code,
                                            const ExitDescriptor *descriptor,
                                            Word *buffer, uint32_t consumer,
                                            Word *result);

/// May code \p code with \p globals feed it: is \p callee the consumer, \p
/// maker a function with that code?
DX_INLINE int32_t dxIsConsumer(ThreadState *ts, Word callee, uint32_t consumer,
                               BuiltinCache *known, Word maker, Word code,
                               Word globals) {
  if (!dxIsFunction(maker) || !dxHasCode(maker, code, globals)) [[unlikely]]
    return 0;
  return known->callee == callee || dxNoteConsumer(ts, callee, consumer, known);
}

/// Gives the consumer a borrowed item: 0; 1: it wants no more; -1: nothing has
/// happened, for it may run Python code.
DX_INLINE int32_t dxFeed(ThreadState *ts, uint32_t consumer, Word *result,
                         Word item) {
  switch (Consumer(consumer)) {
  case Consumer::List:
  case Consumer::Tuple:
  case Consumer::Sorted:
    if (dxTryListAppend(ts, *result, item)) [[likely]]
      return 0;
    return dxFeedOther(ts, consumer, result, item);
  case Consumer::Set:
  case Consumer::FrozenSet:
    return dxFeedOther(ts, consumer, result, item);
  case Consumer::Any:
  case Consumer::All: {
    int32_t truth = dxTryTruth(item);
    if (truth == kMiss) [[unlikely]]
      return dxFeedOther(ts, consumer, result, item);
    return truth == (Consumer(consumer) == Consumer::Any);
  }
  case Consumer::Sum: {
    Word sum = tryAdd(*result, item);
    if (sum != kError) [[likely]] {
      *result = sum; // what was there is no object
      return 0;
    }
    return dxFeedOther(ts, consumer, result, item);
  }
  case Consumer::Min:
  case Consumer::Max: {
    bool greatest = Consumer(consumer) == Consumer::Max;
    Word best = *result;
    int32_t better =
        greatest ? dxTryTestGt(item, best) : dxTryTestLt(item, best);
    if (better == kMiss || isPointer(item)) [[unlikely]]
      return dxFeedOther(ts, consumer, result, item);
    if (better)
      *result = item; // what was there is no object
    return 0;
  }
  }
  return -1;
}

/// What the consumer gives when a FeedingBody has returned \p how; 0: raised.
DX_INLINE Word dxFinishFeed(ThreadState *ts, uint32_t consumer, Word *result,
                            Word how) {
  if (how == kError) [[unlikely]] {
    dxRelease(ts, *result);
    return kError;
  }
  switch (Consumer(consumer)) {
  case Consumer::Tuple:
  case Consumer::Sorted:
  case Consumer::Min:
  case Consumer::Max:
    return dxFinishItems(ts, consumer, *result);
  case Consumer::Any:
    return how == kTrue ? kTrue : kFalse;
  case Consumer::All:
    return how == kTrue ? kFalse : kTrue;
  default:
    return *result;
  }
}

} // namespace dxpy
