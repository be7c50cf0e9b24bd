// Handlers: generators resumed by ForIter and Send without C++ in between.
//
// The window of the generator lies above its consumer's registers; its return
// pc is the slot after the consumer's own, by which Yield and Return know where
// the value goes.
#include "runtime-support/builtins/coroutine.h"
#include "runtime-support/builtins/generator.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/call_cache.h"
#include "runtime-support/objects/set_internal.h"

namespace dxpy {

// Resuming --------------------------------------------------------------------

/// Copies the registers onto the stack and links the window \p nr. The
/// exception that it handled, if it did, is not its own yet.
static inline void linkWindow(ThreadState *ts, const Slot *pc, Word *r,
                              Word *nr, GeneratorObject *generator) {
  --ts->depth;
  copyWords(nr, generator->registers, generator->liveCount);
  nr[kLinkExtra] = reinterpret_cast<Word>(generator);
  nr[kLinkOuterPc] = 0;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = generator->function | kLinkBorrowed;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + 1);
  nr[kLinkCode] = reinterpret_cast<Word>(generator->code);
  generator->state = GeneratorState::Running;
  generator->runRegisters = nr;
  generator->outer = ts->handled;
}

static inline bool hasRoom(const ThreadState *ts, const Word *nr,
                           const CodeObject *inner) {
  return nr + inner->layout.registerCount < ts->stackLimit && ts->depth > 0;
}

/// The window of a generator that None resumes, above \p r; null: the general
/// way, nothing has happened.
static inline Word *resumeAtOnce(ThreadState *ts, const Slot *pc, Word *r,
                                 const CodeObject *code,
                                 GeneratorObject *generator) {
  Word *nr = r + code->layout.registerCount + kEntryLinkWords;
  if (!resumesAtOnce(generator) || !hasRoom(ts, nr, generator->code))
      [[unlikely]]
    return nullptr;
  linkWindow(ts, pc, r, nr, generator);
  nr[generator->liveCount] = kNone;
  hold(ts, ts->handled);
  return nr;
}

/// Likewise for any generator; \p sent goes to the result of its Yield. Gives
/// where it goes on.
static const Slot *enterGenerator(ThreadState *ts, const Slot *pc, Word *r,
                                  const CodeObject *code,
                                  GeneratorObject *generator, Word sent,
                                  Word *&window) {
  CodeObject *inner = generator->code;
  QuickCode *quick = quickOf(inner);
  bool fresh = generator->state == GeneratorState::Created;
  if (!fresh && generator->state != GeneratorState::Suspended) [[unlikely]]
    return nullptr;
  if (!quick || generator->resume ||
      quick->globals !=
          reinterpret_cast<FunctionObject *>(generator->function)->globals)
      [[unlikely]]
    return nullptr;
  if ((fresh && sent != kNone) || generator->frame) [[unlikely]]
    return nullptr;
  Word *nr = r + code->layout.registerCount + kEntryLinkWords;
  if (!hasRoom(ts, nr, inner)) [[unlikely]]
    return nullptr;
  linkWindow(ts, pc, r, nr, generator);
  if (generator->handling)
    ts->handled = std::exchange(generator->handled, kNone);
  else
    hold(ts, ts->handled);
  window = nr;
  if (fresh)
    return quick->slots;
  nr[generator->liveCount] = sent;
  return quick->slots + quick->slotOf[generator->instruction + 1];
}

template <unsigned X> static DX_HANDLER enterForIter(DX_PARAMS) {
  Word *window;
  const Slot *entry = enterGenerator(
      ts, pc, r, code, reinterpret_cast<GeneratorObject *>(r[pc->b]), kNone,
      window);
  if (!entry) [[unlikely]]
    DX_SLOW();
  pc = entry;
  r = window;
  code = frameCode(r);
  DX_DISPATCH();
}
#define RESUME(generator, slow)                                                \
  do {                                                                         \
    Word *nr = resumeAtOnce(ts, pc, r, code, generator);                       \
    if (!nr) [[unlikely]]                                                      \
      [[clang::musttail]] return slow(DX_ARGS);                                \
    pc = static_cast<const Slot *>(generator->resumeAt);                       \
    r = nr;                                                                    \
    code = generator->code;                                                    \
    DX_DISPATCH();                                                             \
  } while (0)

template <unsigned X> DX_HANDLER handleForIterGenerator(DX_PARAMS) {
  Word iterator = r[pc->b];
  if (!hasShape(Value(iterator), BuiltinShape::Generator)) [[unlikely]] {
    const_cast<Slot *>(pc)->handler = handlerNumber(Quick::ForIterNext, X);
    DX_DISPATCH();
  }
  auto *generator = reinterpret_cast<GeneratorObject *>(iterator);
  RESUME(generator, enterForIter<X>);
}
template DX_HANDLER handleForIterGenerator<0>(DX_PARAMS);
template DX_HANDLER handleForIterGenerator<1>(DX_PARAMS);

template <unsigned X> DX_HANDLER handleSendEmpty(DX_PARAMS) {
  Value receiver(r[pc->b]);
  const_cast<Slot *>(pc)->handler =
      isGenerator(receiver) || isCoroutine(receiver)
          ? handlerNumber(Quick::SendGenerator)
          : handlerNumber(Quick::Generic);
  DX_DISPATCH();
}
template DX_HANDLER handleSendEmpty<0>(DX_PARAMS);

/// Something is sent, or the generator does not resume at once.
static DX_HANDLER enterSend(DX_PARAMS) {
  Word *window;
  const Slot *entry = enterGenerator(
      ts, pc, r, code, reinterpret_cast<GeneratorObject *>(r[pc->b]), r[pc->a],
      window);
  if (!entry) [[unlikely]]
    DX_SLOW();
  pc = entry;
  r = window;
  code = frameCode(r);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleSendGenerator(DX_PARAMS) {
  Value receiver(r[pc->b]);
  if (!isGenerator(receiver) && !isCoroutine(receiver)) [[unlikely]]
    DX_SLOW();
  if (r[pc->a] != kNone) [[unlikely]]
    [[clang::musttail]] return enterSend(DX_ARGS);
  auto *generator = receiver.as<GeneratorObject>();
  RESUME(generator, enterSend);
}
template DX_HANDLER handleSendGenerator<0>(DX_PARAMS);

// Collecting ------------------------------------------------------------------

/// What the body of a ForIterCollect does with an item.
enum Collect : uint8_t {
  kCollectList,
  kCollectSet,
  kCollectSum,
  kCollectAny,
  kCollectAll,
};

/// The form of the loop at \p pc; -1: its body does something else.
static int collects(const Slot *pc) {
  const Slot *body = pc + 1 + jumpOf(pc);
  if (body + 1 != pc)
    return -1;
  uint16_t item = pc->a, handler = body->handler;
  if (handler == handlerNumber(Quick::Add, kDstLocal))
    return body->c == item && body->b == body->a ? kCollectSum : -1;
  if (body->a != item)
    return -1;
  return handler == handlerNumber(Quick::ListAppend, kATemp)    ? kCollectList
         : handler == handlerNumber(Quick::SetAdd)              ? kCollectSet
         : handler == handlerNumber(Quick::JumpIfTrue, kATemp)  ? kCollectAny
         : handler == handlerNumber(Quick::JumpIfFalse, kATemp) ? kCollectAll
                                                                : -1;
}

uint16_t forIterGeneratorForm(const Slot *pc, unsigned variant) {
  int form = variant ? -1 : collects(pc);
  return form < 0 ? handlerNumber(Quick::ForIterGenerator, variant)
                  : handlerNumber(Quick::ForIterCollect, unsigned(form));
}

template <unsigned X> DX_HANDLER handleForIterCollect(DX_PARAMS) {
  [[clang::musttail]] return handleForIterGenerator<0>(DX_ARGS);
}
template DX_HANDLER handleForIterCollect<kCollectList>(DX_PARAMS);
template DX_HANDLER handleForIterCollect<kCollectSet>(DX_PARAMS);
template DX_HANDLER handleForIterCollect<kCollectSum>(DX_PARAMS);
template DX_HANDLER handleForIterCollect<kCollectAny>(DX_PARAMS);
template DX_HANDLER handleForIterCollect<kCollectAll>(DX_PARAMS);

/// Does with an item what the body of the loop at \p loop does, and takes the
/// item over, if nobody can see whether the generator is suspended meanwhile:
/// no Python code runs, nothing raises, the loop goes on. \p r: its registers.
static inline bool collect(unsigned form, const Slot *loop, Word *r,
                           Word item) {
  const Slot *body = loop - 1;
  switch (form) {
  case kCollectList:
    return listAppendInPlace(reinterpret_cast<ListObject *>(r[body->b]), item);
  case kCollectSet:
    return isSmallInt(item) &&
           set_internal::addIntInPlace(
               reinterpret_cast<SetObject *>(r[body->b]), item);
  case kCollectSum: {
    Word sum = r[body->a], result;
    if (!bothSmallInts(sum, item) ||
        __builtin_add_overflow(int64_t(sum), int64_t(item - 1),
                               reinterpret_cast<int64_t *>(&result)))
      return false;
    r[body->a] = result;
    return true;
  }
  case kCollectAny:
    return item == kFalse;
  default:
    return item == kTrue;
  }
}

// Suspending ------------------------------------------------------------------

static inline bool isLoop(uint16_t handler) {
  constexpr unsigned kForms =
      handlerNumber(Quick::SendEmpty) - handlerNumber(Quick::ForIterGenerator);
  return unsigned(handler - handlerNumber(Quick::ForIterGenerator)) < kForms;
}
static inline bool isSend(uint16_t handler) {
  return handler == handlerNumber(Quick::SendGenerator);
}

/// Gives \p value to the loop whose slot is in front of \p next.
static inline void setItem(ThreadState *ts, const Slot *next, Word *r,
                           const CodeObject *code, Word value) {
  uint16_t a = next[-1].a;
  Word old = r[a];
  r[a] = value;
  if (a < code->layout.firstTemp)
    drop(ts, old, next - 1, r);
}

/// Bit 0: b is a temporary.
template <unsigned X> static DX_HANDLER suspend(DX_PARAMS) {
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
  uint16_t consumer = next[-1].handler;
  if (generator->frame || (!isSend(consumer) && !isLoop(consumer) &&
                           consumer != kReturnEntry)) [[unlikely]]
    DX_SLOW();
  Word value = r[pc->b];
  if constexpr (!X)
    hold(ts, value);
  uint32_t count = pc->a;
  generator->liveCount = count;
  generator->instruction = uint32_t(pc[1].word);
  generator->ready = true;
  generator->resumeAt = pc + 2 + int16_t(pc->c);
  generator->state = GeneratorState::Suspended;
  copyWords(generator->registers, r, count);
  Word own = std::exchange(ts->handled, std::exchange(generator->outer, kNone));
  if (generator->handling) [[unlikely]]
    generator->handled = own;
  else
    drop(ts, own, pc, r);
  ++ts->depth;
  if (isSend(consumer)) {
    r = reinterpret_cast<Word *>(r[kLinkCaller]);
    code = frameCode(r);
    r[next[-1].a] = value;
    pc = next;
    DX_DISPATCH();
  }
  if (consumer == kReturnEntry)
    return value;
  r = reinterpret_cast<Word *>(r[kLinkCaller]);
  code = frameCode(r);
  setItem(ts, next, r, code, value);
  pc = next + jumpOf(next - 1);
  DX_DISPATCH();
}

template <unsigned X> static DX_HANDLER yieldCollected(DX_PARAMS) {
  auto *loop = reinterpret_cast<const Slot *>(r[kLinkReturn]) - 1;
  Word value = r[pc->b];
  unsigned form = loop->handler - handlerNumber(Quick::ForIterCollect);
  if ((!X && isPointer(value)) ||
      !collect(form, loop, reinterpret_cast<Word *>(r[kLinkCaller]), value))
      [[unlikely]]
    [[clang::musttail]] return suspend<X>(DX_ARGS);
  r[pc->a] = kNone;
  pc += 2 + int16_t(pc->c);
  DX_DISPATCH();
}

template <unsigned X> DX_HANDLER handleYield(DX_PARAMS) {
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  unsigned form = next[-1].handler - handlerNumber(Quick::ForIterCollect);
  if (form < kQuickVariants[unsigned(Quick::ForIterCollect)])
      [[clang::musttail]]
    return yieldCollected<X>(DX_ARGS);
  [[clang::musttail]] return suspend<X>(DX_ARGS);
}
template DX_HANDLER handleYield<0>(DX_PARAMS);
template DX_HANDLER handleYield<1>(DX_PARAMS);

/// Its consumer drops a generator that has returned.
static inline void dropFinished(ThreadState *ts, GeneratorObject *generator,
                                const Slot *pc, Word *r) {
  if (!isUnique(ts, &generator->header) || !freeFinished(ts, generator))
      [[unlikely]]
    drop(ts, reinterpret_cast<Word>(generator), pc, r);
}

/// The end of a generator. Bit 0: the result is a temporary; c registers are
/// dropped.
template <unsigned X> DX_HANDLER handleReturnGenerator(DX_PARAMS) {
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
  uint16_t consumer = next[-1].handler;
  if (generator->frame || generator->handling ||
      (!isSend(consumer) && !isLoop(consumer) && consumer != kReturnEntry))
      [[unlikely]]
    DX_SLOW();
  Word value = r[pc->a];
  if constexpr (!X)
    r[pc->a] = kUndef; // stolen from the local, which dies anyway
  for (uint32_t i = 0, end = pc->c; i < end; ++i)
    drop(ts, r[i], pc, r);
  generator->state = GeneratorState::Finished;
  Word own = std::exchange(ts->handled, std::exchange(generator->outer, kNone));
  drop(ts, own, pc, r);
  auto *caller = reinterpret_cast<Word *>(r[kLinkCaller]);
  Word function = slotTake(ts, &generator->header, &generator->function);
  drop(ts, function, pc, r);
  ++ts->depth;
  if (consumer == kReturnEntry)
    return value;
  r = caller;
  code = frameCode(r);
  pc = next - 1;
  dropFinished(ts, generator, pc, r);
  if (isLoop(consumer)) {
    drop(ts, value, pc, r);
    pc = next;
  } else {
    r[pc->a] = value;
    pc = next + jumpOf(pc);
  }
  DX_DISPATCH();
}
template DX_HANDLER handleReturnGenerator<0>(DX_PARAMS);
template DX_HANDLER handleReturnGenerator<1>(DX_PARAMS);

// Making ----------------------------------------------------------------------

/// Variants as CallDefaults: 0, 1: as CallFunction; 2: with a receiver.
template <unsigned X> DX_HANDLER handleCallSuspended(DX_PARAMS) {
  CallSiteCache *cache = cacheOf(pc);
  Word *args = r + pc->b + (X == 2 ? kCallSelf : kCallArgs);
  Word callable = r[pc->b + kCallCallable];
  if (!matches(cache, callable)) [[unlikely]]
    [[clang::musttail]] return handleCallEmpty<X ? 1 : 0>(DX_ARGS);
  if constexpr (X)
    if ((r[pc->b + kCallSelf] != kUndef) != (X == 2)) [[unlikely]]
      [[clang::musttail]] return handleCallEmpty<1>(DX_ARGS);
  auto *generator = static_cast<GeneratorObject *>(
      allocateCell(ts, cache->registerCount, CellKind::Container));
  if (!generator || coroutineOriginDepth) [[unlikely]] {
    if (generator)
      freeCell(ts, generator, cache->registerCount, CellKind::Container);
    DX_SLOW();
  }
  auto *function = reinterpret_cast<FunctionObject *>(callable);
  auto *inner = reinterpret_cast<CodeObject *>(cache->key);
  initHeader(ts, &generator->header, shapeId(generatorShape(inner)),
             CellKind::Container, cache->registerCount);
  initGenerator(generator, inner, cache->registerCount);
  generator->ready = true;
  generator->resumeAt = cache->entry;
  generator->function = callable; // the temporary's reference
  hold(ts, function->name);
  generator->name = function->name;
  hold(ts, function->qualname);
  generator->qualname = function->qualname;
  uint32_t count = cache->firstUndef, end = cache->endUndef;
  copyWords(generator->registers, args, count);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = count; i != end; ++i)
    generator->registers[i] = kUndef;
  if (cache->freeCount)
    copyCells(function, generator->registers + end, cache->freeCount);
  finish(ts, pc, r, reinterpret_cast<Word>(generator));
  pc += kCallStride;
  DX_DISPATCH();
}
template DX_HANDLER handleCallSuspended<0>(DX_PARAMS);
template DX_HANDLER handleCallSuspended<1>(DX_PARAMS);
template DX_HANDLER handleCallSuspended<2>(DX_PARAMS);

/// A coroutine that nobody awaits yet is its own iterator.
template <unsigned X> DX_HANDLER handleGetAwaitable(DX_PARAMS) {
  Word object = r[pc->b];
  if (!isCoroutine(Value(object)) ||
      reinterpret_cast<GeneratorObject *>(object)->state ==
          GeneratorState::Suspended) [[unlikely]]
    [[clang::musttail]] return handlePackedOp<opGetAwaitable>(DX_ARGS);
  if constexpr (!(X & kBTemp))
    hold(ts, object);
  put<X>(ts, pc, r, pc->a, object);
  pc += kStridePacked;
  DX_DISPATCH();
}
template DX_HANDLER handleGetAwaitable<0>(DX_PARAMS);
template DX_HANDLER handleGetAwaitable<1>(DX_PARAMS);
template DX_HANDLER handleGetAwaitable<2>(DX_PARAMS);
template DX_HANDLER handleGetAwaitable<3>(DX_PARAMS);

} // namespace dxpy
