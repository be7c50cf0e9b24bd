// Handlers: generators resumed by ForIter and Send without C++ in between.
//
// The window of the generator lies above its consumer's registers; its return
// pc is the slot after the consumer's own, by which Yield and Return know where
// the value goes.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/interpreter/handlers.h"

namespace dxpy {

/// Copies the registers onto the stack and links the window; \p sent goes to
/// the result of its Yield. Null: the general way, nothing has happened.
static const Slot *enterGenerator(ThreadState *ts, const Slot *pc, Word *r,
                                  const CodeObject *code,
                                  GeneratorObject *generator, Word sent,
                                  Word *&window) {
  CodeObject *inner = generator->code;
  QuickCode *quick = quickOf(inner);
  bool fresh = generator->state == GeneratorState::Created;
  if (!fresh && generator->state != GeneratorState::Suspended) [[unlikely]]
    return nullptr;
  if (!quick ||
      quick->globals !=
          reinterpret_cast<FunctionObject *>(generator->function)->globals)
      [[unlikely]]
    return nullptr;
  if ((fresh && sent != kNone) || generator->frame) [[unlikely]]
    return nullptr;
  Word *nr = r + code->layout.registerCount + kEntryLinkWords;
  if (nr + inner->layout.registerCount >= ts->stackLimit || ts->depth <= 0)
      [[unlikely]]
    return nullptr;
  --ts->depth;
  uint32_t count = generator->liveCount;
  copyWords(nr, generator->registers, count);
  nr[kLinkExtra] = reinterpret_cast<Word>(generator);
  nr[kLinkOuterPc] = 0;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = generator->function | kLinkBorrowed;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + 1);
  nr[kLinkCode] = reinterpret_cast<Word>(inner);
  generator->state = GeneratorState::Running;
  generator->runRegisters = nr;
  generator->outer = ts->handled;
  if (generator->handling)
    ts->handled = std::exchange(generator->handled, kNone);
  else
    hold(ts, ts->handled);
  window = nr;
  if (fresh)
    return quick->slots;
  nr[count] = sent;
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
template <unsigned X> DX_HANDLER handleForIterGenerator(DX_PARAMS) {
  Word iterator = r[pc->b];
  if (!hasShape(Value(iterator), BuiltinShape::Generator)) [[unlikely]] {
    const_cast<Slot *>(pc)->handler = handlerNumber(Quick::ForIterNext, X);
    DX_DISPATCH();
  }
  auto *generator = reinterpret_cast<GeneratorObject *>(iterator);
  CodeObject *inner = generator->code;
  Word *nr = r + code->layout.registerCount + kEntryLinkWords;
  if (!resumesAtOnce(generator) ||
      nr + inner->layout.registerCount >= ts->stackLimit || ts->depth <= 0)
      [[unlikely]]
    [[clang::musttail]] return enterForIter<X>(DX_ARGS);
  --ts->depth;
  uint32_t count = generator->liveCount;
  copyWords(nr, generator->registers, count);
  nr[count] = kNone;
  nr[kLinkExtra] = iterator;
  nr[kLinkOuterPc] = 0;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = generator->function | kLinkBorrowed;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + 1);
  nr[kLinkCode] = reinterpret_cast<Word>(inner);
  generator->state = GeneratorState::Running;
  generator->runRegisters = nr;
  generator->outer = ts->handled;
  hold(ts, ts->handled);
  pc = static_cast<const Slot *>(generator->resumeAt);
  r = nr;
  code = inner;
  DX_DISPATCH();
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

template <unsigned X> DX_HANDLER handleSendGenerator(DX_PARAMS) {
  Value receiver(r[pc->b]);
  if (!isGenerator(receiver) && !isCoroutine(receiver)) [[unlikely]]
    DX_SLOW();
  Word *window;
  const Slot *entry = enterGenerator(
      ts, pc, r, code, receiver.as<GeneratorObject>(), r[pc->a], window);
  if (!entry) [[unlikely]]
    DX_SLOW();
  pc = entry;
  r = window;
  code = frameCode(r);
  DX_DISPATCH();
}
template DX_HANDLER handleSendGenerator<0>(DX_PARAMS);

/// Bit 0: b is a temporary.
template <unsigned X> DX_HANDLER handleYield(DX_PARAMS) {
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
  uint16_t consumer = next[-1].handler;
  bool loop = consumer == handlerNumber(Quick::ForIterGenerator, 0) ||
              consumer == handlerNumber(Quick::ForIterGenerator, 1);
  bool native = consumer == kReturnEntry;
  if (generator->frame ||
      (!loop && !native && consumer != handlerNumber(Quick::SendGenerator)))
      [[unlikely]]
    DX_SLOW();
  Word value = r[pc->b];
  if constexpr (!X)
    hold(ts, value);
  uint32_t count = pc->a;
  generator->liveCount = count;
  generator->instruction = uint32_t(pc[1].word);
  generator->ready = true;
  generator->resumeAt = pc + 2 + pc->c;
  generator->state = GeneratorState::Suspended;
  copyWords(generator->registers, r, count);
  Word own = std::exchange(ts->handled, std::exchange(generator->outer, kNone));
  if (generator->handling) [[unlikely]]
    generator->handled = own;
  else
    drop(ts, own, pc, r);
  ++ts->depth;
  if (native)
    return value;
  r = reinterpret_cast<Word *>(r[kLinkCaller]);
  code = frameCode(r);
  pc = next - 1;
  if (loop) {
    uint16_t a = pc->a;
    if (a >= code->layout.firstTemp) {
      r[a] = value;
    } else {
      Word old = r[a];
      r[a] = value;
      drop(ts, old, pc, r);
    }
    pc = next + jumpOf(pc);
  } else {
    r[pc->a] = value;
    pc = next;
  }
  DX_DISPATCH();
}
template DX_HANDLER handleYield<0>(DX_PARAMS);
template DX_HANDLER handleYield<1>(DX_PARAMS);

/// The end of a generator. Bit 0: the result is a temporary; c registers are
/// dropped.
template <unsigned X> DX_HANDLER handleReturnGenerator(DX_PARAMS) {
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
  uint16_t consumer = next[-1].handler;
  bool loop = consumer == handlerNumber(Quick::ForIterGenerator, 0) ||
              consumer == handlerNumber(Quick::ForIterGenerator, 1);
  bool native = consumer == kReturnEntry;
  if (generator->frame || generator->handling ||
      (!loop && !native && consumer != handlerNumber(Quick::SendGenerator)))
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
  if (native)
    return value;
  r = caller;
  code = frameCode(r);
  pc = next - 1;
  drop(ts, r[pc->b], pc, r);
  if (loop) {
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

} // namespace dxpy
