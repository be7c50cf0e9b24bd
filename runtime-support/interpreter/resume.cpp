// Resuming generators from C++: in native code, in private copies, in mapped
// code. What waits in a generator is the same for all three.
#include "runtime-support/builtins/coroutine.h"
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/generators.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/interpreter/run_scope.h"
#include "runtime-support/objects/consume.h"
#include "runtime-support/objects/object.h"
#include <cstring>
#include <utility>

namespace dxpy {

/// Can a private copy go on, and is there nothing else to restore?
static bool mayResumeQuick(const GeneratorObject *generator) {
  if (resumesAtOnce(generator)) [[likely]]
    return true;
  const QuickCode *quick = quickOf(generator->code);
  return quick && !generator->frame && !generator->handling &&
         reinterpret_cast<FunctionObject *>(generator->function)->globals ==
             quick->globals;
}

/// Goes on with a value in a private copy, until the generator yields or ends.
/// The caller holds the generator.
static Word resumeQuick(ThreadState &ts, GeneratorObject *generator,
                        Word sent) {
  CodeObject *code = generator->code;
  const QuickCode *quick = quickOf(code);
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (!enterNative(ts, code, r, "")) [[unlikely]] {
    release(&ts, sent);
    return 0;
  }
  uint32_t count = generator->liveCount;
  copyWords(r, generator->registers, count);
  scope.link(r, reinterpret_cast<FunctionObject *>(generator->function),
             kLinkBorrowed, reinterpret_cast<Word>(generator));
  const Slot *pc = quick->slots;
  if (generator->ready && sent == kNone) {
    r[count] = sent;
    pc = static_cast<const Slot *>(generator->resumeAt);
  } else if (generator->state == GeneratorState::Created) {
    release(&ts, sent);
  } else {
    r[count] = sent;
    pc += quick->slotOf[generator->instruction + 1];
  }
  generator->state = GeneratorState::Running;
  generator->runRegisters = r;
  generator->outer = ts.handled;
  retain(&ts, ts.handled);
  return enterQuick(pc, r, ts, code);
}

/// Goes on in native code or in a private copy, if one of them can. False:
/// neither, nothing has happened.
static bool resumeFast(ThreadState &ts, GeneratorObject *generator, Word sent,
                       SendResult &how, Owned &result) {
  bool natively = resumesNatively(generator);
  if (!natively && !mayResumeQuick(generator))
    return false;
  retainObject(&ts, &generator->header);
  Word value = natively ? resumeNatively(&ts, generator, sent)
                        : resumeQuick(ts, generator, sent);
  how = !value                                          ? SendResult::Error
        : generator->state == GeneratorState::Suspended ? SendResult::Yielded
                                                        : SendResult::Returned;
  releaseObject(&ts, &generator->header);
  result = Owned::steal(value);
  return true;
}

static Owned nextOfGenerator(ThreadState &ts, GeneratorObject *generator) {
  Owned result;
  SendResult how;
  bool waits = generator->state == GeneratorState::Suspended ||
               generator->state == GeneratorState::Created;
  if (!waits || !resumeFast(ts, generator, kNone, how, result)) [[unlikely]]
    how = resumeGenerator_py(ts, generator, none, result);
  if (how == SendResult::Yielded)
    return result;
  if (how == SendResult::Returned && !result.value().isNone())
    raiseStopIteration(ts, result);
  return {};
}

static SendResult resume(ThreadState &ts, GeneratorObject *generator, Word sent,
                         Owned &result) {
  CodeObject *code = generator->code;
  if (SendResult how; sent && resumeFast(ts, generator, sent, how, result))
      [[likely]]
    return how;
  generator->delegates = false;
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (!enterNative(ts, code, r, "")) {
    if (sent)
      release(&ts, sent);
    return SendResult::Error;
  }
  auto *function = reinterpret_cast<FunctionObject *>(generator->function);
  memcpy(r, generator->registers, generator->liveCount * sizeof(Word));
  scope.link(r, function,
             kLinkBorrowed | (generator->frame ? kLinkHasFrame : 0),
             reinterpret_cast<Word>(generator));
  bool fresh = generator->state == GeneratorState::Created;
  generator->state = GeneratorState::Running;
  generator->runRegisters = r;
  if (generator->frame) {
    generator->frame->registers = r;
    generator->frame->state = FrameState::Live;
  }
  // Handled exceptions: its own if it yielded in a handler, else the resumer's.
  generator->outer = ts.handled;
  ts.handled = generator->handling ? std::exchange(generator->handled, kNone)
                                   : copyOf(Value(generator->outer)).take();
  Owned hold = copyOf(Value(generator));
  Word value;
  if (!sent && fresh) {
    // Nothing has begun that could handle it.
    addTraceback(ts, r, 0, code->firstLine);
    ++ts.depth;
    finishGenerator(ts, generator);
    convertStopIteration(ts, code);
    return SendResult::Error;
  }
  if (sent && fresh) {
    release(&ts, sent);
    value = run(ts, entryPoint(ts, r), r, code);
  } else if (sent) {
    r[generator->liveCount] = sent;
    value = run(ts, streamAt(r, generator->instruction + 1), r, code);
  } else {
    ts.framePc = code->code + generator->instruction;
    ts.frameRegisters = r;
    Op op{ts, r, code, 0, 0, 0, 0, generator->instruction, nullptr};
    value = unwind(op, true) == Flow::Enter ? run(ts, op.next, op.r, op.code)
                                            : op.result;
  }
  if (!value)
    return SendResult::Error;
  result = Owned::steal(value);
  return generator->state == GeneratorState::Suspended ? SendResult::Yielded
                                                       : SendResult::Returned;
}

// Native code
// ------------------------------------------------------------------

GeneratorObject *newGenerator(ThreadState *ts, FunctionObject *function) {
  CodeObject *code = function->code;
  size_t size = generatorSize(code);
  auto *generator = static_cast<GeneratorObject *>(
      allocateCell(ts, size, CellKind::Container));
  if (!generator) [[unlikely]] {
    raiseMemoryError(*ts);
    return nullptr;
  }
  initHeader(ts, &generator->header, shapeId(generatorShape(code)),
             CellKind::Container, size);
  initGenerator(generator, code, size);
  generator->function = dxRetain(ts, reinterpret_cast<Word>(function));
  generator->name = dxRetain(ts, function->name);
  generator->qualname = dxRetain(ts, function->qualname);
  return generator;
}

Word dxMakeGenerator(ThreadState *ts, Word callee, const Word *args,
                     uint64_t count, NativeResume resume) {
  auto *function = reinterpret_cast<FunctionObject *>(callee);
  GeneratorObject *generator = newGenerator(ts, function);
  if (!generator) [[unlikely]]
    return kError;
  generator->resume = resume;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint64_t i = 0; i < count; ++i) {
    generator->registers[i] = dxRetain(ts, args[i]);
  }
  initLocals(function, generator->registers, uint32_t(count));
  if (coroutineOriginDepth && isCoroutine(Value(generator))) [[unlikely]] {
    Owned result = Owned::steal(generator);
    return noteCoroutineOrigin(*ts, generator) ? result.take() : kError;
  }
  return reinterpret_cast<Word>(generator);
}

// Delegation: the frames of those that wait are there while the innermost one
// runs, but their code only runs when it has ended.

static GeneratorObject *waitedFor(const GeneratorObject *generator) {
  if (!generator->delegates)
    return nullptr;
  Value delegate(generator->registers[generator->liveCount - 1]);
  if (!isGenerator(delegate) && !isCoroutine(delegate))
    return nullptr;
  auto *inner = delegate.as<GeneratorObject>();
  return resumesNatively(inner) && inner->state == GeneratorState::Suspended
             ? inner
             : nullptr;
}

/// False: RecursionError.
static bool enterWaiting(ThreadState *ts, GeneratorObject *generator) {
  CodeObject *code = generator->code;
  Word *r = dxEnter(ts, generator->function, reinterpret_cast<Word>(code));
  if (!r) [[unlikely]]
    return false;
  r[kLinkExtra] = reinterpret_cast<Word>(generator);
  ts->framePc = code->code + generator->instruction;
  generator->state = GeneratorState::Running;
  generator->runRegisters = r;
  return true;
}

/// Goes on with one whose delegate, \p inner, has ended: with \p value, which
/// its Send looks for there, or raised.
[[gnu::noinline]] static Word delegateEnded(ThreadState &ts,
                                            GeneratorObject *generator,
                                            GeneratorObject *inner,
                                            Word value) {
  generator->delegates = false;
  if (value) {
    inner->handled = value;
    inner->resultWaits = true;
  }
  if (value && resumesNatively(generator))
    return resumeNatively(&ts, generator, kNone);
  Owned result;
  resumeFrame(ts, generator, value ? kNone : 0, result);
  return result.take();
}

Word resumeDelegating(ThreadState *ts, GeneratorObject *generator, Word sent) {
  GeneratorObject *outermost = generator;
  bool entered = true;
  while (GeneratorObject *inner = waitedFor(generator)) {
    if (entered = enterWaiting(ts, generator); !entered)
      break;
    generator = inner;
  }
  Word value = kError;
  if (entered) {
    generator->registers[generator->liveCount] = sent;
    value = generator->resume(ts, generator);
  } else {
    release(ts, sent);
  }
  while (generator != outermost) {
    Word *r = ts->frameRegisters;
    GeneratorObject *inner = generator;
    generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
    leaveGenerator(ts, r);
    generator->state = GeneratorState::Suspended;
    if (generator->frame) [[unlikely]]
      dxSuspendFrame(generator);
    if (!value || inner->state != GeneratorState::Suspended) [[unlikely]]
      value = delegateEnded(*ts, generator, inner, value);
  }
  return value;
}

void dxRefuseGenerator(ThreadState *ts, GeneratorObject *generator) {
  if (generator->state == GeneratorState::Suspended)
    release(ts,
            std::exchange(generator->registers[generator->liveCount], kUndef));
}

void dxSuspendFrame(GeneratorObject *generator) {
  generator->frame->registers = generator->registers;
  generator->frame->state = FrameState::Suspended;
  generator->frame->instruction = generator->instruction;
}

void dxFinishFrame(ThreadState *ts, GeneratorObject *generator) {
  retain(ts, ts->handled);
  generator->outer = ts->handled;
  finishGenerator(*ts, generator);
}

Word dxResumeInterpreted(ThreadState *ts, Word *r, GeneratorObject *generator) {
  copyWords(r, generator->registers, generator->liveCount + 1);
  r[kLinkFunction] &= ~Word(kLinkNative);
  return interpretRest(*ts, r, generator->instruction + 1, false);
}

int32_t dxSend(ThreadState *ts, Word receiver, Word sent, Word *result) {
  if (isGenerator(Value(receiver)) || isCoroutine(Value(receiver))) {
    auto *generator = reinterpret_cast<GeneratorObject *>(receiver);
    if (resumesNatively(generator) &&
        (sent == kNone || generator->state == GeneratorState::Suspended))
        [[likely]] {
      retain(ts, sent);
      *result = resumeNatively(ts, generator, sent);
      return *result == kError ? -1
                               : generator->state == GeneratorState::Suspended;
    }
  }
  Owned value;
  SendResult how = sendTo_py(*ts, Value(receiver), Value(sent), value);
  *result = value.take();
  return how == SendResult::Error ? -1 : how == SendResult::Yielded;
}

// Consumers -------------------------------------------------------------------

/// A consumer that C++ calls.
static Owned consume(ThreadState &ts, Consumer what, Owned result,
                     Value generator) {
  CodeObject *body = consumerBody(what);
  if (!body)
    return raiseMemoryError(ts);
  // Hidden frames borrow a function of somebody who lives longer.
  Word function = ts.frameRegisters
                      ? Value(frameFunction(ts.frameRegisters)).word()
                      : generator.as<GeneratorObject>()->function;
  if (!isPointer(function)) // a generator that has ended
    return what == Consumer::List ? std::move(result)
                                  : ownedBool(what == Consumer::All);
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (!enterNative(ts, body, r, ""))
    return {};
  ts.depth += bool(body->traits & kTraitUncounted); // nor does its Return
  r[0] = result.take();
  r[1] = copyOf(generator).take();
  scope.link(r, reinterpret_cast<FunctionObject *>(function), kLinkBorrowed,
             kUndef);
  r[kLinkCode] = reinterpret_cast<Word>(body);
  return Owned::steal(enterQuick(quickOf(body)->slots, r, ts, body));
}

void hookGenerators() {
  resumeFrame = resume;
  nextFrame = nextOfGenerator;
  consumeGenerator_py = consume;
}

} // namespace dxpy
