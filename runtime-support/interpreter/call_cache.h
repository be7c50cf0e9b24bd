// The cache of a call site and what the handlers of calls share.
//
// Slots after the instruction: [code][where it starts][globals][counts][for
// Return].
#pragma once
#include "runtime-support/interpreter/handlers.h"

namespace dxpy {

struct CallSiteCache {
  Word key; ///< CodeObject*, or the callable itself
  const Slot *entry;
  Word globals;
  uint16_t registerCount, freeCount;
  uint16_t firstUndef, endUndef; ///< locals that are no arguments
};
static_assert(sizeof(CallSiteCache) == 4 * sizeof(Slot));
inline constexpr unsigned kCallStride = 6;

inline CallSiteCache *cacheOf(const Slot *pc) {
  return reinterpret_cast<CallSiteCache *>(const_cast<Slot *>(pc + 1));
}

inline bool matches(const CallSiteCache *cache, Word callable) {
  if (!isPointer(callable) ||
      objectOf(callable)->shape != shapeId(BuiltinShape::Function))
    return false;
  auto *function = reinterpret_cast<FunctionObject *>(callable);
  return reinterpret_cast<Word>(function->code) == cache->key &&
         function->globals == cache->globals;
}

/// Free variables: the closure's cells, which the function keeps alive.
inline void copyCells(const FunctionObject *function, Word *out,
                      uint32_t count) {
  copyWords(out,
            reinterpret_cast<const TupleObject *>(function->closure)->items,
            count);
}

/// Puts the last \p missing defaults behind the arguments.
inline void addDefaults(ThreadState *ts, Word function, Word *out,
                        uint64_t missing) {
  auto *defaults = reinterpret_cast<const TupleObject *>(
      reinterpret_cast<FunctionObject *>(function)->defaults);
  const Word *from = defaults->items + defaults->length - missing;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint64_t i = 0; i < missing; ++i) {
    hold(ts, from[i]);
    out[i] = from[i];
  }
}

/// Writes a result as the last slot of the call says.
[[gnu::always_inline]] inline void finish(ThreadState *ts, const Slot *pc,
                                          Word *r, Word w) {
  const Slot &tail = pc[kCallStride - 1];
  if (tail.handler == kReturnTemp) {
    r[tail.a] = w;
  } else if (tail.handler == kReturnLocal) {
    Word old = r[tail.a];
    r[tail.a] = w;
    drop(ts, old, pc, r);
  } else {
    drop(ts, w, pc, r);
  }
}

} // namespace dxpy
