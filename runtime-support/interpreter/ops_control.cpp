// Jumps, iteration, returning, unwinding.
#include "runtime-support/dpb/opcode_table.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/interpreter/trace.h"

namespace dxpy {

Flow opNop(Op &) { return Flow::Next; }
Flow opBreakpoint(Op &) { return Flow::Next; }
Flow opExtended(Op &) { return Flow::Next; } // joined by the decoder
Flow opJump(Op &) { return Flow::Jump; }

static int truthOf(Op &op) {
  Use operand(op, op.a);
  return isTrueFast(op.ts, operand);
}
static Flow jumpIf(int truth, bool wanted) {
  return truth < 0               ? Flow::Error
         : bool(truth) == wanted ? Flow::Jump
                                 : Flow::Next;
}
Flow opJumpIfTrue(Op &op) { return jumpIf(truthOf(op), true); }
Flow opJumpIfFalse(Op &op) { return jumpIf(truthOf(op), false); }
Flow opJumpIfTrueKeep(Op &op) {
  return jumpIf(isTrueFast(op.ts, op.peek(op.a)), true);
}
Flow opJumpIfFalseKeep(Op &op) {
  return jumpIf(isTrueFast(op.ts, op.peek(op.a)), false);
}
static bool takeNone(Op &op) {
  Use operand(op, op.a);
  return operand.value().isNone();
}
Flow opJumpIfNone(Op &op) { return takeNone(op) ? Flow::Jump : Flow::Next; }
Flow opJumpIfNotNone(Op &op) { return takeNone(op) ? Flow::Next : Flow::Jump; }

Flow opGetIter(Op &op) {
  Owned result;
  {
    Use iterable(op, op.b);
    result = getIter_py(op.ts, iterable);
  }
  return op.finish(std::move(result));
}

Flow opForIter(Op &op) {
  Owned item = next_py(op.ts, op.peek(op.b));
  if (item) {
    op.set(op.a, item.take());
    return Flow::Jump;
  }
  if (pendingException(op.ts))
    return Flow::Error;
  release(&op.ts, op.r[op.b]);
  return Flow::Next;
}

// Returning -----------------------------------------------------------------

void dropFrame(ThreadState &ts, Word *r, uint32_t instruction) {
  endWindow(ts, r, instruction);
  Word link = r[kLinkFunction];
  if (!(link & kLinkBorrowed))
    release(&ts, link & ~kLinkTagMask);
}

/// The generator that a frame of generator code belongs to.
static GeneratorObject *generatorOf(const Word *r) {
  return reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
}

Flow resumeCaller(Op &op, Word value) {
  ThreadState &ts = op.ts;
  auto *next = reinterpret_cast<const Slot *>(op.r[kLinkReturn]);
  if (next == entryReturnPc()) {
    op.result = value;
    return Flow::Exit;
  }
  op.r = reinterpret_cast<Word *>(op.r[kLinkCaller]);
  op.code = frameCode(op.r);
  op.next = next;
  ts.frameRegisters = op.r;
  ts.framePc = next - 1;
  const Instruction *call = op.code->code + pcIndex(op.code, next - 1);
  if ((call->x & kCallDiscard) || next[-1].handler == kReturnDiscard) {
    release(&ts, value);
    return Flow::Enter;
  }
  uint32_t dst = call->a;
  if (call != op.code->code && call[-1].op == Opcode::Extended)
    dst |= uint32_t(call[-1].a) << 16;
  op.set(dst, value);
  return Flow::Enter;
}

Flow leaveFrame(Op &op, Word value) {
  op.ts.depth += !(op.code->traits & kTraitUncounted);
  if (op.code->flags & kCodeSuspends) {
    finishGenerator(op.ts, generatorOf(op.r));
    return resumeConsumer(op, value, false);
  }
  dropFrame(op.ts, op.r, op.pc);
  return resumeCaller(op, value);
}

Flow opReturn(Op &op) {
  Word value = op.r[op.a];
  if (!op.isTemp(op.a))
    retain(&op.ts, value);
  return leaveFrame(op, value);
}

// Unwinding -----------------------------------------------------------------

static const ExceptionRow *findHandler(const CodeObject *code, uint32_t pc) {
  for (uint32_t i = 0; i < code->exceptionCount; ++i)
    if (pc >= code->exceptions[i].start && pc < code->exceptions[i].end)
      return &code->exceptions[i];
  return nullptr;
}

static void dropTemps(ThreadState &ts, Word *r, const CodeObject *code,
                      uint32_t pc, uint32_t from) {
  uint32_t firstTemp = code->layout.firstTemp;
  LiveTemps(code, pc).forEachFromTop([&](uint32_t temp) {
    if (firstTemp + temp >= from)
      release(&ts, r[firstTemp + temp]);
  });
}

Flow unwind(Op &op, bool addEntry) {
  ThreadState &ts = op.ts;
  for (;;) {
    if (addEntry && !(op.code->traits & kTraitHidden))
      addTraceback(ts, op.r, op.pc);
    if (addEntry && ts.traced) [[unlikely]]
      traceException(ts, op.r);
    const ExceptionRow *row = findHandler(op.code, op.pc);
    Owned exception = takeException(ts);
    dropTemps(ts, op.r, op.code, op.pc,
              row ? row->depth() : op.code->layout.firstTemp);
    if (row) {
      op.r[row->exceptionRegister] = exception.take();
      if (row->lasti())
        op.r[row->exceptionRegister + 1] = smallIntWord(op.pc);
      op.next = streamAt(op.r, row->handler);
      return Flow::Enter;
    }
    if (ts.traced) [[unlikely]]
      exception = traceUnwinding(ts, op.r, std::move(exception));
    ts.depth += !(op.code->traits & kTraitUncounted);
    if (op.code->flags & kCodeSuspends)
      finishGenerator(ts, generatorOf(op.r));
    else
      dropFrame(ts, op.r, op.pc);
    restoreException(ts, std::move(exception));
    if (op.code->flags & kCodeSuspends)
      convertStopIteration(ts, op.code);
    auto *next = reinterpret_cast<const Slot *>(op.r[kLinkReturn]);
    if (next == entryReturnPc()) {
      op.result = 0;
      return Flow::Exit;
    }
    op.r = reinterpret_cast<Word *>(op.r[kLinkCaller]);
    op.code = frameCode(op.r);
    op.pc = pcIndex(op.code, next - 1);
    ts.frameRegisters = op.r;
    ts.framePc = next - 1;
    addEntry = true;
  }
}

// Suspending ----------------------------------------------------------------

Flow opYield(Op &op) {
  ThreadState &ts = op.ts;
  Word value = op.take(op.b).take();
  GeneratorObject *generator = generatorOf(op.r);
  generator->liveCount = op.a;
  generator->instruction = op.pc;
  generator->ready = false;
  generator->state = GeneratorState::Suspended;
  for (uint32_t i = 0; i < op.a; ++i)
    generator->registers[i] = op.r[i];
  if (generator->frame) {
    generator->frame->registers = generator->registers;
    generator->frame->state = FrameState::Suspended;
    generator->frame->instruction = op.pc;
  }
  // The exception that it handles waits with it; the resumer has its own back.
  Word own = std::exchange(ts.handled, std::exchange(generator->outer, kNone));
  if (generator->handling)
    generator->handled = own;
  else
    release(&ts, own);
  ++ts.depth;
  return resumeConsumer(op, value, true);
}

Flow resumeConsumer(Op &op, Word value, bool yielded) {
  ThreadState &ts = op.ts;
  auto *next = reinterpret_cast<const Slot *>(op.r[kLinkReturn]);
  if (next == entryReturnPc()) {
    op.result = value;
    return Flow::Exit;
  }
  // A ForIter or Send in a private copy, whose slot is right before `next`.
  op.r = reinterpret_cast<Word *>(op.r[kLinkCaller]);
  op.code = frameCode(op.r);
  const Slot *consumer = next - 1;
  ts.frameRegisters = op.r;
  ts.framePc = consumer;
  bool send = op.code->code[pcIndex(op.code, consumer)].op == Opcode::Send;
  op.next = yielded == send ? next : next + int16_t(consumer->c);
  if (!yielded)
    release(&ts, op.r[consumer->b]);
  if (yielded || send)
    op.set(consumer->a, value);
  else
    release(&ts, value);
  return Flow::Enter;
}

} // namespace dxpy
