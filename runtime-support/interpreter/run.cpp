// Running code: the loop over mapped bytecode, entry from C++, warm-up.
//
// Mapped code runs uncached in a plain loop (runMapped) until its code is warm;
// private copies run in threaded handlers (handlers_*.cpp). Both leave and
// enter each other at any instruction, because registers mean the same in both.
#include "runtime-support/abi/native.h"
#include "runtime-support/builtins/code.h"
#include "runtime-support/dpb/opcode_table.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/interpreter/trace.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>

namespace dxpy {

const Slot kEntryReturn[2] = {{{kReturnEntry, 0, 0, 0}}, {{0, 0, 0, 0}}};
PollHook pollHook = nullptr;

#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  table.rows[number] = op##name;
struct OpFunctionTable {
  OpFunction rows[256] = {};
};
static constexpr OpFunctionTable makeFunctions() {
  OpFunctionTable table;
#include "runtime-support/abi/Opcodes.def"
  table.rows[kOpInitReturn] = opInitReturn;
  return table;
}
static constexpr OpFunctionTable functionTable = makeFunctions();

Flow runOp(Opcode opcode, Op &op) {
  return functionTable.rows[uint8_t(opcode)](op);
}

// Warm-up -------------------------------------------------------------------

/// Entries and loop turns before code gets a private copy.
inline constexpr uint32_t kWarm = 8;

void countEntry(ThreadState &ts, FunctionObject *function, Word extra) {
  CodeObject *code = function->code;
  if (code->osrEntries) // native code is entered at its loops
    return;
  if (++code->entryCount >= kWarm &&
      mayRunQuick(function, extra, function->globals))
    quicken(ts, function);
}

// The loop over mapped code ---------------------------------------------------

bool runPoll(ThreadState &ts) {
  ts.pollRequested = 0;
  ts.table = runningTable(ts);
  if (Word late = std::exchange(interpreterState(ts).hooks.late, 0)) {
    restoreException(ts, Owned::steal(late));
    return false;
  }
  return !pollHook || pollHook(ts);
}

/// Can the instruction raise, as far as exception tables are concerned? Only
/// there pending work is looked at, because it may raise.
static bool isPollPoint(const Instruction *insn) {
  bool wide = insn->op == Opcode::Extended;
  Opcode op = insn[wide].op;
  if (op == Opcode::Jump)
    return int16_t(insn[wide].c) < 0 || wide;
  return dpb::info(op).effects & kMayRaise;
}

/// An exception from pending work: the instruction at hand has not begun, so
/// its operands are dropped here.
static Flow failPoll(ThreadState &ts, const CodeObject *code, Word *r,
                     const Instruction *insn) {
  dpb::Decoded decoded = dpb::decode(code->code, uint32_t(insn - code->code));
  bool jumps = dpb::info(decoded.op).effects & kBranches;
  dpb::RegisterEffects effects = dpb::registerEffects(decoded, jumps);
  dpb::RegisterEffects other = dpb::registerEffects(decoded, false);
  Owned exception = takeException(ts);
  for (unsigned i = 0; i < other.useCount; ++i) {
    bool both = !jumps;
    for (unsigned k = 0; k < effects.useCount; ++k)
      both |= effects.uses[k].first == other.uses[i].first;
    for (uint32_t k = 0; both && k < other.uses[i].count; ++k)
      if (other.uses[i].first + k >= code->layout.firstTemp)
        release(&ts, r[other.uses[i].first + k]);
  }
  restoreException(ts, std::move(exception));
  return Flow::Error;
}

/// Decodes the instruction at \p insn; gives the one after it.
static const Instruction *decode(Op &op, const Instruction *insn) {
  bool wide = insn->op == Opcode::Extended;
  op.a = insn->a;
  op.b = insn->b;
  op.c = insn->c;
  if (wide) [[unlikely]] {
    ++insn;
    op.a = op.a << 16 | insn->a;
    op.b = op.b << 16 | insn->b;
    op.c = op.c << 16 | insn->c;
  }
  op.x = insn->x;
  op.pc = uint32_t(insn - op.code->code);
  return insn + 1;
}
/// The target of a jump whose operands are decoded; \p after follows it.
static const Instruction *jumpTarget(const Op &op, const Instruction *after) {
  bool wide = op.pc && after[-2].op == Opcode::Extended;
  return after + (wide ? int32_t(op.c) : int16_t(op.c));
}

/// Goes on where op says after an instruction that left the straight line: true
/// in a private copy, false at the end; mapped code is run from here.
static bool follow(Op &op, Flow flow, Position &at) {
  if (flow == Flow::Error || flow == Flow::Reraise)
    flow = unwind(op, flow == Flow::Error);
  if (flow == Flow::Exit) {
    at.result = op.result;
    return false;
  }
  at = {op.next, op.r, op.code};
  return inQuick(op.code, op.next) || runMapped(at, op.ts);
}

/// At a loop header: runs the rest of the function in native code if there is
/// some for it. Next: go on at \p insn, which may have moved.
static Flow enterNativeLoop(Op &op, const Instruction *&insn) {
  auto pc = uint64_t(insn - op.code->code);
  const NativeLoop *loop = op.code->osrEntries;
  while (loop->entry && loop->pc != pc)
    ++loop;
  if (!loop->entry)
    return Flow::Next;
  ThreadState &ts = op.ts;
  Word result =
      loop->entry(&ts, reinterpret_cast<Word>(frameFunction(op.r)), op.r);
  op.pc = pcIndex(op.code, ts.framePc);
  if (result == kError)
    return Flow::Error;
  if (result != kUndef)
    return leaveFrame(op, result);
  insn = op.code->code + op.pc;
  return Flow::Next;
}

/// traceInstruction() where an exception may not be raised: the next
/// instruction that may raises it.
static bool traceAt(ThreadState &ts, Word *r, CodeObject *code,
                    const Instruction *insn) {
  TraceHooks &hooks = interpreterState(ts).hooks;
  auto pc = uint32_t(insn - code->code);
  if (traceInstruction(ts, r, code, pc))
    return true;
  if (isPollPoint(insn))
    return false;
  hooks.late = takeException(ts).take();
  requestPoll(&ts);
  return true;
}

bool runMapped(Position &at, ThreadState &ts) {
  auto *insn = reinterpret_cast<const Instruction *>(at.pc);
  Op op{ts, at.r, at.code, 0, 0, 0, 0, 0, nullptr};
  for (;;) {
    ts.framePc = insn;
    ts.frameRegisters = op.r;
    Flow flow;
    if (op.code->osrEntries) {
      flow = enterNativeLoop(op, insn);
      if (flow != Flow::Next)
        goto left;
      ts.framePc = insn;
    }
    if (ts.pollRequested && isPollPoint(insn) && !runPoll(ts)) [[unlikely]] {
      op.pc = uint32_t(insn - op.code->code);
      op.pc += insn->op == Opcode::Extended;
      flow = failPoll(ts, op.code, op.r, insn);
    } else if (ts.traced && !traceAt(ts, op.r, op.code, insn)) [[unlikely]] {
      op.pc = uint32_t(insn - op.code->code);
      op.pc += insn->op == Opcode::Extended;
      flow = failPoll(ts, op.code, op.r, insn);
    } else {
      const Instruction *start = insn;
      Opcode opcode = insn->op;
      insn = decode(op, insn);
      if (opcode == Opcode::Extended)
        opcode = insn[-1].op;
      op.next = reinterpret_cast<const Slot *>(insn);
      flow = runOp(opcode, op);
      if (flow == Flow::Next)
        continue;
      if (flow == Flow::Jump) {
        insn = jumpTarget(op, insn);
        if (insn > start)
          continue;
        // A loop turn.
        if (!op.code->quick)
          countEntry(ts, frameFunction(op.r),
                     op.code->traits & kTraitUsesNamespace ? op.r[kLinkExtra]
                                                           : kUndef);
        const Slot *next = streamAt(op.r, uint32_t(insn - op.code->code));
        if (inQuick(op.code, next)) {
          at = {next, op.r, op.code};
          return true;
        }
        continue;
      }
    }
  left:
    if (flow == Flow::Error || flow == Flow::Reraise)
      flow = unwind(op, flow == Flow::Error);
    if (flow == Flow::Exit) {
      at.result = op.result;
      return false;
    }
    if (inQuick(op.code, op.next)) {
      at = {op.next, op.r, op.code};
      return true;
    }
    insn = reinterpret_cast<const Instruction *>(op.next);
  }
}

// Private copies on slow paths
// --------------------------------------------------

bool stepQuick(Position &at, ThreadState &ts) {
  QuickCode *quick = quickOf(at.code);
  uint32_t pc = quick->pcOf[at.pc - quick->slots];
  const Instruction *insn = at.code->code + pc;
  ts.framePc = at.pc;
  ts.frameRegisters = at.r;
  Op op{ts, at.r, at.code, 0, 0, 0, 0, 0, nullptr};
  const Instruction *first =
      pc && insn[-1].op == Opcode::Extended ? insn - 1 : insn;
  decode(op, first);
  op.next = quick->slots + quick->slotOf[pc + 1];
  Flow flow = runOp(insn->op, op);
  switch (flow) {
  case Flow::Next:
    at.pc = op.next;
    return true;
  case Flow::Jump:
    at.pc =
        quick->slots + quick->slotOf[jumpTarget(op, insn + 1) - at.code->code];
    return true;
  default:
    return follow(op, flow, at);
  }
}

bool pollQuick(Position &at, ThreadState &ts) {
  uint32_t pc = pcIndex(at.code, at.pc);
  const Instruction *insn = at.code->code + pc;
  if (pc && insn[-1].op == Opcode::Extended)
    --insn;
  ts.framePc = at.pc;
  ts.frameRegisters = at.r;
  if (!isPollPoint(insn))
    return stepQuick(at, ts);
  if (runPoll(ts)) // what asks again at once must not stop the program
    return !ts.pollRequested || stepQuick(at, ts);
  Op op{ts, at.r, at.code, 0, 0, 0, 0, pc, nullptr};
  return follow(op, failPoll(ts, at.code, at.r, insn), at);
}

bool traceQuick(Position &at, ThreadState &ts) {
  uint32_t pc = pcIndex(at.code, at.pc);
  const Instruction *insn = at.code->code + pc;
  if (pc && insn[-1].op == Opcode::Extended)
    --insn;
  ts.framePc = at.pc;
  ts.frameRegisters = at.r;
  bool good = !ts.pollRequested || !isPollPoint(insn) || runPoll(ts);
  if (good && traceAt(ts, at.r, at.code, insn))
    return stepQuick(at, ts);
  Op op{ts, at.r, at.code, 0, 0, 0, 0, pc, nullptr};
  return follow(op, failPoll(ts, at.code, at.r, insn), at);
}

bool raiseAt(Position &at, ThreadState &ts) {
  ts.framePc = at.pc;
  ts.frameRegisters = at.r;
  Op op{ts, at.r, at.code, 0, 0, 0, 0, pcIndex(at.code, at.pc), nullptr};
  return follow(op, Flow::Error, at);
}

bool returnSlow(Position &at, ThreadState &ts, Word value) {
  Op op{ts, at.r, at.code, 0, 0, 0, 0, 0, nullptr};
  return follow(op, resumeCaller(op, value), at);
}

Word run(ThreadState &ts, const Slot *pc, Word *r, CodeObject *code) {
  Position at{pc, r, code};
  if (!inQuick(code, pc) && !runMapped(at, ts))
    return at.result;
  return enterQuick(at.pc, at.r, ts, at.code);
}

Word runFrom(ThreadState &ts, Word *r, CodeObject *code, uint32_t pcIndex,
             bool raising) {
  const Slot *pc = streamAt(r, pcIndex);
  if (!raising)
    return run(ts, pc, r, code);
  Position at{pc, r, code};
  if (!raiseAt(at, ts))
    return at.result;
  return enterQuick(at.pc, at.r, ts, at.code);
}

// Entry from C++ --------------------------------------------------------------

namespace {

/// Keeps the innermost frame of the caller over a run.
class RunScope {
public:
  explicit RunScope(ThreadState &ts)
      : ts(ts), registers(ts.frameRegisters), pc(ts.framePc) {}
  ~RunScope() {
    ts.frameRegisters = registers;
    ts.framePc = pc;
  }
  /// The link words of a frame that returns to C++.
  void link(Word *r, FunctionObject *function, Word tags, Word extra) {
    r[kLinkExtra] = extra;
    r[kLinkOuterPc] = reinterpret_cast<Word>(pc);
    r[kLinkCaller] = reinterpret_cast<Word>(registers);
    r[kLinkFunction] = reinterpret_cast<Word>(function) | tags;
    r[kLinkReturn] = reinterpret_cast<Word>(entryReturnPc());
    r[kLinkCode] = reinterpret_cast<Word>(function->code);
  }

private:
  ThreadState &ts;
  Word *registers;
  const void *pc;
};

bool enterNative(ThreadState &ts, const CodeObject *code, const Word *r,
                 std::string_view where) {
  char here;
  if (--ts.depth < 0 || uintptr_t(&here) < ts.nativeLimit ||
      r + code->layout.registerCount >= ts.stackEnd) [[unlikely]] {
    ++ts.depth;
    return raiseRecursion(ts, where);
  }
  return true;
}

} // namespace

/// The common call: a private copy, all parameters given by position.
static Word interpretQuick(ThreadState &ts, FunctionObject *function,
                           Word *args, uint64_t countAndFlags) {
  CodeObject *code = function->code;
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (!enterNative(ts, code, r, " while calling a Python object")) [[unlikely]]
    return 0;
  auto count = uint32_t(argCount(countAndFlags));
  copyWords(r, args, count);
  bool movable = countAndFlags & kArgsMovable;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < count; ++i) {
    if (movable)
      args[i] = kUndef;
    else
      retain(&ts, r[i]);
  }
  initLocals(function, r, count);
  retainObject(&ts, &function->header);
  scope.link(r, function, 0, kUndef);
  return enterQuick(quickOf(code)->slots, r, ts, code);
}

/// The generic entry of interpreted functions.
static Word interpret(ThreadState *tsPointer, Word callee, Word *args,
                      uint64_t countAndFlags, Word namesWord) {
  ThreadState &ts = *tsPointer;
  auto *function = reinterpret_cast<FunctionObject *>(callee);
  CodeObject *code = function->code;
  Value names(namesWord);
  auto count = uint32_t(argCount(countAndFlags));
  if (const QuickCode *quick = quickOf(code);
      quick && !names && bindsDirectly(code, count) &&
      !(code->flags & kCodeSuspends) &&
      mayRunQuick(function, kUndef, quick->globals)) [[likely]]
    return interpretQuick(ts, function, args, countAndFlags);
  uint32_t total = count + (names ? uint32_t(tupleLength(names)) : 0);
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (r + total >= ts.stackEnd ||
      !enterNative(ts, code, r, " while calling a Python object"))
    return pendingException(ts) ? 0 : Owned(raiseRecursion(ts, "")).take();
  for (uint32_t i = 0; i < total; ++i) {
    r[i] = args[i];
    if (countAndFlags & kArgsMovable)
      args[i] = kUndef;
    else
      retain(&ts, r[i]);
  }
  if (!bindCall(ts, function, r, r, count, names)) {
    ++ts.depth;
    return 0;
  }
  if (code->flags & kCodeSuspends) {
    ++ts.depth;
    return makeGenerator(ts, function, r).take();
  }
  retain(&ts, callee);
  scope.link(r, function, 0, kUndef);
  return run(ts, entryPoint(ts, r), r, code);
}

Owned runCode_py(ThreadState &ts, FunctionObject *function,
                 Value namespaceDict) {
  CodeObject *code = function->code;
  RunScope scope(ts);
  Word *r = freeRegisters(ts) + kEntryLinkWords;
  if (!enterNative(ts, code, r, ""))
    return {};
  initLocals(function, r, 0);
  Owned hold = copyOf(Value(function));
  Owned space = namespaceDict ? copyOf(namespaceDict) : Owned();
  scope.link(r, function, kLinkBorrowed, space ? space.word() : kUndef);
  return Owned::steal(run(ts, entryPoint(ts, r), r, code));
}

Owned execCode_py(ThreadState &ts, CodeObject *code, Value globals,
                  Value namespaceDict, Value closure) {
  Owned function = makeFunction(ts, code, globals);
  if (!function)
    return {};
  auto *object = function.as<FunctionObject>();
  if (closure)
    storeField(ts, &object->header, &object->closure, copyOf(closure));
  return runCode_py(ts, object, namespaceDict);
}

// Generators ------------------------------------------------------------------

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

static Owned nextOfGenerator(ThreadState &ts, GeneratorObject *generator) {
  Owned result;
  SendResult how;
  if ((generator->state == GeneratorState::Suspended ||
       generator->state == GeneratorState::Created) &&
      mayResumeQuick(generator)) [[likely]] {
    retainObject(&ts, &generator->header);
    Word value = resumeQuick(ts, generator, kNone);
    bool yielded = generator->state == GeneratorState::Suspended;
    releaseObject(&ts, &generator->header);
    if (!value || yielded) [[likely]]
      return Owned::steal(value);
    result = Owned::steal(value);
    how = SendResult::Returned;
  } else {
    how = resumeGenerator_py(ts, generator, none, result);
  }
  if (how == SendResult::Yielded)
    return result;
  if (how == SendResult::Returned && !result.value().isNone())
    raiseStopIteration(ts, result);
  return {};
}

static SendResult resume(ThreadState &ts, GeneratorObject *generator, Word sent,
                         Owned &result) {
  CodeObject *code = generator->code;
  if (sent && mayResumeQuick(generator)) [[likely]] {
    retainObject(&ts, &generator->header);
    Word value = resumeQuick(ts, generator, sent);
    bool yielded = generator->state == GeneratorState::Suspended;
    releaseObject(&ts, &generator->header);
    if (!value)
      return SendResult::Error;
    result = Owned::steal(value);
    return yielded ? SendResult::Yielded : SendResult::Returned;
  }
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

// Set-up ----------------------------------------------------------------------

inline constexpr int kRecursionLimit = 1000;
inline constexpr size_t kStackBytes = size_t(512) << 20;

bool initInterpreter(ThreadState &ts) {
  static constinit InterpreterState mainState;
  if (!reserveStack(mainState, kStackBytes))
    return false;
  enterInterpreter(ts, &mainState, kRecursionLimit);
  interpretEntry = interpret;
  runBodyHook = runCode_py;
  currentGlobalsHook = [](ThreadState &ts) { return currentGlobals(ts); };
  resumeFrame = resume;
  nextFrame = nextOfGenerator;
  consumeGenerator_py = consume;
  forgetCodeHook = forgetCode;
  return true;
}

void setRecursionLimit(ThreadState &ts, int limit) {
  int change = limit - ts.recursionLimit;
  for (ThreadState *each = firstThread(); each; each = nextThread(each)) {
    each->depth += change;
    each->recursionLimit = limit;
  }
}

} // namespace dxpy
