// Between native code and the interpreter: entry with arguments of any form,
// leaving into the interpreter, single instructions, polls.
#include "runtime-support/inline/calls.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

// Entry -----------------------------------------------------------------------

void dxEnterSlow(ThreadState *ts) {
  ++ts->depth;
  raiseRecursion(*ts, "");
}

void dxLeaveSlow(ThreadState *ts, Word *r) {
  detachFrame(*ts, r, pcIndex(frameCode(r), ts->framePc));
}

/// What all functions of a code object with the same globals have in common.
/// Images' dicts live as long as the code.
static void fillStandIn(FunctionObject *standIn,
                        const FunctionObject *function) {
  *standIn = {.header = function->header,
              .code = function->code,
              .entry = function->entry,
              .globals = function->globals,
              .builtins = function->builtins,
              .defaults = kNone,
              .keywordDefaults = kNone,
              .closure = kNone,
              .name = function->code->name,
              .qualname = function->code->qualname,
              .doc = kNone,
              .module = kNone,
              .annotations = kNone,
              .attributes = kUndef};
  makeImmortal(&standIn->header);
}

Word *dxEnterCold(ThreadState *ts, Word function, Word code) {
  return pushFrame(ts, function, code);
}

void dxLeaveCold(ThreadState *ts, Word *r) { dxLeave(ts, r); }

Word dxBindAndCall(ThreadState *ts, Word callee, Word *args,
                   uint64_t countAndFlags, Word kwnames, NativeBody body,
                   FunctionObject *standIn) {
  auto *function = reinterpret_cast<FunctionObject *>(callee);
  if (standIn->globals == 0)
    fillStandIn(standIn, function);
  if (standIn->globals != function->globals)
    return interpretEntry(ts, callee, args, countAndFlags, kwnames);
  Value names(kwnames);
  auto count = uint32_t(argCount(countAndFlags));
  uint32_t total = count + (names ? uint32_t(tupleLength(names)) : 0);
  uint32_t registers = function->code->layout.firstTemp;
  constexpr uint32_t kInline = 24;
  Word inlineWords[kInline];
  uint32_t size = std::max(total, registers);
  Word *words = size <= kInline
                    ? inlineWords
                    : static_cast<Word *>(rawAllocate(size * sizeof(Word)));
  if (!words)
    return raiseMemoryError(*ts).operator Owned().take();
  for (uint32_t i = 0; i < total; ++i) {
    words[i] = args[i];
    retain(ts, words[i]);
  }
  Word result = kError;
  if (bindCall(*ts, function, words, words, count, names)) {
    result = body(ts, callee, words);
    uint32_t owned = registers - function->code->layout.freeCount;
    for (uint32_t i = 0; i < owned; ++i)
      release(ts, words[i]);
  }
  if (words != inlineWords)
    rawFree(words);
  return result;
}

// Leaving
// -----------------------------------------------------------------------

namespace {

Word exitWord(ThreadState &ts, ExitWord kind, Word raw) {
  switch (kind) {
  case ExitWord::Owned:
    return raw;
  case ExitWord::Borrowed:
    retain(&ts, raw);
    return raw;
  case ExitWord::Int:
    return makeInt(ts, int64_t(raw)).take();
  case ExitWord::Float:
    return makeFloat(ts, std::bit_cast<double>(raw)).take();
  case ExitWord::Bool:
    return boolWord(raw != 0);
  }
  __builtin_unreachable();
}

} // namespace

void fillRegisters(ThreadState &ts, Word *r, const ExitDescriptor *descriptor,
                   const Word *buffer) {
  const CodeObject *code = frameCode(r);
  uint32_t firstTemp = code->layout.firstTemp;
  uint32_t firstFree = firstTemp - code->layout.freeCount;
  for (uint32_t i = 0; i < firstTemp; ++i)
    r[i] = kUndef;
  r[kLinkFunction] &= ~kLinkNative;
  uint64_t kept[64] = {}; // bit set of temporaries that stay after a raise
  if (descriptor->raises)
    LiveTemps(code, descriptor->pc).forEachFromTop([&](uint32_t temp) {
      if (temp < 64 * 64)
        kept[temp / 64] |= uint64_t(1) << (temp % 64);
    });
  Word exception = std::exchange(ts.exception, 0); // boxes are made without it
  for (uint32_t i = 0; i < descriptor->count; ++i) {
    ExitEntry entry = descriptor->entries[i];
    uint32_t temp = uint32_t(entry.reg) - firstTemp;
    bool gone =
        entry.reg == 0xFFFF || (descriptor->raises && entry.reg >= firstTemp &&
                                !(kept[temp / 64] >> (temp % 64) & 1));
    auto kind = ExitWord(entry.kind);
    if (gone) {
      if (kind == ExitWord::Owned)
        release(&ts, buffer[i]);
    } else if (entry.reg >= firstFree && entry.reg < firstTemp) {
      r[entry.reg] = buffer[i]; // the function's closure holds it
    } else {
      r[entry.reg] = exitWord(ts, kind, buffer[i]);
    }
  }
  ts.exception = exception;
  if (descriptor->exits)
    ++*descriptor->exits;
}

Word interpretRest(ThreadState &ts, Word *r, uint32_t pc, bool raising) {
  auto *below = reinterpret_cast<Word *>(r[kLinkCaller]);
  auto *belowPc = reinterpret_cast<const void *>(r[kLinkOuterPc]);
  CodeObject *code = frameCode(r);
  if (code->flags & kCodeSuspends) {
    auto *generator = reinterpret_cast<GeneratorObject *>(r[kLinkExtra]);
    generator->delegates = false;
    retain(&ts, ts.handled);
    generator->outer = ts.handled;
  }
  Word result = runFrom(ts, r, code, pc, raising);
  ts.frameRegisters = below;
  ts.framePc = belowPc;
  return result;
}

Word dxExit(ThreadState *ts, Word *r, const ExitDescriptor *descriptor,
            Word *buffer) {
  fillRegisters(*ts, r, descriptor, buffer);
  return interpretRest(*ts, r, descriptor->pc, descriptor->raises);
}

Word dxExitCold(ThreadState *ts, Word function, Word code,
                const ExitDescriptor *descriptor, Word *buffer) {
  return dxExit(ts, pushFrame(ts, function, code), descriptor, buffer);
}

Word dxExitLoop(ThreadState *ts, Word *r, const ExitDescriptor *descriptor,
                Word *buffer) {
  fillRegisters(*ts, r, descriptor, buffer);
  ts->framePc = frameCode(r)->code + descriptor->pc;
  return descriptor->raises ? kError : kUndef;
}

void dxTakeRegisters(Word *r) {
  r[kLinkFunction] |= kLinkNative;
  std::fill_n(r, frameCode(r)->layout.firstTemp, kUndef);
}

void dxLeaveLoop(Word *r) { r[kLinkFunction] &= ~kLinkNative; }

// Single instructions
// -------------------------------------------------------------

int32_t dxRunInstruction(ThreadState *ts, Word *r,
                         const WindowInstruction *instruction) {
  CodeObject *code = frameCode(r);
  const WindowInstruction &w = *instruction;
  Op op{*ts, r, code, w.a, w.b, w.c, w.x, 0, nullptr};
  op.pc = pcIndex(code, ts->framePc);
  return runOp(w.op, op) == Flow::Next;
}

Word dxMakeCell(ThreadState *ts, Word content) {
  return makeCell(*ts, copyOf(Value(content))).take();
}

void dxRaiseUnbound(ThreadState *ts, Word *r, uint32_t reg) {
  Op op{*ts, r, frameCode(r), 0, 0, 0, 0, 0, nullptr};
  raiseUnboundLocal(op, reg);
}

int32_t dxPollSlow(ThreadState *ts) { return runPoll(*ts); }

} // namespace dxpy
