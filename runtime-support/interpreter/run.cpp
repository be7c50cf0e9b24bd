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
#include "runtime-support/interpreter/run_scope.h"
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
  acceptPoll(ts);
  putInForce(ts, runningTable(ts), ts.pollTable);
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
    if (isPollRequested(ts) && isPollPoint(insn) && !runPoll(ts)) [[unlikely]] {
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
    return !isPollRequested(ts) || stepQuick(at, ts);
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
  bool good = !isPollRequested(ts) || !isPollPoint(insn) || runPoll(ts);
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
  hookGenerators();
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
