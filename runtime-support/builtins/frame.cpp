// Walking frames, frame objects and the frame type.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

// Positions
// ---------------------------------------------------------------------

uint32_t pcIndex(const CodeObject *code, const void *pc) {
  if (const QuickCode *quick = quickOf(code)) {
    uintptr_t offset = uintptr_t(pc) - uintptr_t(quick->slots);
    if (offset < uintptr_t(quick->slotCount) * sizeof(Slot))
      return quick->pcOf[offset / sizeof(Slot)];
  }
  return uint32_t(static_cast<const Instruction *>(pc) - code->code);
}

const LineRow *lineRowAt(const CodeObject *code, uint32_t pcIndex) {
  uint32_t low = 0, high = code->lineCount;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (code->lines[middle].pc <= pcIndex)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? &code->lines[low - 1] : nullptr;
}

uint32_t lineAt(const CodeObject *code, uint32_t pcIndex) {
  const LineRow *row = lineRowAt(code, pcIndex);
  return row ? row->line : 0;
}

// Walking
// -----------------------------------------------------------------------

void FrameWalker::next() {
  const void *returnPc = reinterpret_cast<const void *>(registers[kLinkReturn]);
  exact = returnPc == entryReturnPc();
  pc = exact ? reinterpret_cast<const void *>(registers[kLinkOuterPc])
             : returnPc;
  registers = reinterpret_cast<Word *>(registers[kLinkCaller]);
}

uint32_t FrameWalker::instruction() const {
  return pcIndex(code(), exact ? pc : static_cast<const Slot *>(pc) - 1);
}

static FrameWalker visibleFrame(const ThreadState &ts, unsigned depth) {
  FrameWalker walker(ts);
  for (; walker; walker.next())
    if (!walker.hidden() && depth-- == 0)
      break;
  return walker;
}

Value currentGlobals(const ThreadState &ts) {
  FrameWalker walker = visibleFrame(ts, 0);
  return walker ? Value(frameFunction(walker.registers)->globals) : Value();
}

Value currentBuiltins(const ThreadState &ts) {
  FrameWalker walker = visibleFrame(ts, 0);
  return walker ? Value(frameFunction(walker.registers)->builtins) : Value();
}

bool frameSummary(const ThreadState &ts, unsigned depth, CodeObject *&code,
                  Value &globals, uint32_t &line) {
  FrameWalker walker = visibleFrame(ts, depth);
  if (!walker)
    return false;
  code = walker.code();
  globals = Value(frameFunction(walker.registers)->globals);
  line = lineAt(code, walker.instruction());
  return true;
}

bool currentSuperArguments(ThreadState &ts, Value &type, Value &object) {
  FrameWalker walker = visibleFrame(ts, 0);
  if (!walker)
    return raise(ts, types::RuntimeError, "super(): no current frame");
  const CodeObject *code = walker.code();
  const Word *r = walker.registers;
  if (!code->layout.argCount)
    return raise(ts, types::RuntimeError, "super(): no arguments");
  object = Value(r[0]);
  if ((code->localKinds[0] & kLocalCell) &&
      hasShape(object, BuiltinShape::Cell))
    object = Value(object.as<CellObject>()->value);
  if (object.isUndef())
    return raise(ts, types::RuntimeError, "super(): arg[0] deleted");
  uint32_t end = code->layout.firstTemp;
  for (uint32_t i = end - code->layout.freeCount; i < end; ++i)
    if (Value(code->localNames[i]) == Value(&names::__class__)) {
      type = Value(Value(r[i]).as<CellObject>()->value);
      if (type.isUndef())
        return raise(ts, types::RuntimeError, "super(): empty __class__ cell");
      return true;
    }
  return raise(ts, types::RuntimeError, "super(): __class__ cell not found");
}

// Frame objects
// -------------------------------------------------------------------

static size_t frameSize(const CodeObject *code) {
  return sizeof(FrameObject) + code->layout.firstTemp * sizeof(Word);
}

/// Those with kLinkHasFrame, on the stacks of all threads.
static constinit FrameObject *liveFrames = nullptr;

static void linkLive(FrameObject *frame) {
  frame->older = liveFrames;
  frame->newer = nullptr;
  if (liveFrames)
    liveFrames->newer = frame;
  liveFrames = frame;
}

static void unlinkLive(FrameObject *frame) {
  (frame->newer ? frame->newer->older : liveFrames) = frame->older;
  if (frame->older)
    frame->older->newer = frame->newer;
  frame->newer = frame->older = nullptr;
}

static FrameObject *makeFrame(ThreadState &ts, FunctionObject *function,
                              CodeObject *code, Word *registers) {
  size_t size = frameSize(code);
  auto *frame =
      static_cast<FrameObject *>(allocateCell(&ts, size, CellKind::Container));
  if (!frame) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &frame->header, shapeId(BuiltinShape::Frame),
             CellKind::Container, size);
  frame->function = copyOf(Value(function)).take();
  frame->code = code;
  frame->registers = registers;
  frame->back = frame->extra = frame->locals = frame->trace = kUndef;
  frame->newer = frame->older = nullptr;
  frame->instruction = 0;
  frame->state = FrameState::Live;
  frame->traceLines = true;
  frame->traceOpcodes = frame->isTraced = false;
  frame->tracedPc = frame->tracedLine = frame->shownLine = 0;
  for (uint32_t i = 0; i < code->layout.firstTemp; ++i)
    frame->own[i] = kUndef;
  return frame;
}

/// Null also where a generator's code runs without one (inline/feed.h).
static GeneratorObject *generatorOfWindow(const Word *r) {
  return frameCode(r)->flags & kCodeSuspends && r[kLinkExtra] != kUndef
             ? reinterpret_cast<GeneratorObject *>(r[kLinkExtra])
             : nullptr;
}

static Owned frameUnder(ThreadState &ts, Word *r);

/// The thread on whose stack a window lies.
static const ThreadState &threadOf(const ThreadState &ts, const Word *r) {
  auto isOn = [&](const ThreadState &each) {
    return r >= each.stackBase && r < each.stackEnd;
  };
  if (isOn(ts)) [[likely]]
    return ts;
  for (const ThreadState *each = firstThread(); each; each = nextThread(each))
    if (isOn(*each))
      return *each;
  return ts;
}

/// A window whose return drops its variables: Python code that runs meanwhile
/// is a finaliser.
static bool isReturning(const ThreadState &ts, const Word *r) {
  FrameWalker walker(threadOf(ts, r));
  while (walker && walker.registers != r)
    walker.next();
  return walker &&
         walker.code()->code[walker.instruction()].op == Opcode::Return;
}

/// A frame object that shows no variables, for a window that has lost them.
static Owned makeEndedFrame(ThreadState &ts, Word *r) {
  FrameObject *frame = makeFrame(ts, frameFunction(r), frameCode(r), nullptr);
  if (!frame)
    return {};
  Owned result = Owned::steal(frame);
  frame->registers = frame->own;
  frame->state = FrameState::Done;
  for (FrameWalker walker(threadOf(ts, r)); walker; walker.next())
    if (walker.registers == r)
      frame->instruction = walker.instruction();
  if (Owned back = frameUnder(ts, r))
    frame->back = back.take();
  return result;
}

Owned frameOf(ThreadState &ts, Word *r) {
  if (GeneratorObject *generator = generatorOfWindow(r);
      generator && generator->frame)
    return copyOf(Value(generator->frame));
  if (r[kLinkFunction] & kLinkHasFrame)
    for (FrameObject *frame = liveFrames; frame; frame = frame->older)
      if (frame->registers == r)
        return copyOf(Value(frame));
  if (isReturning(ts, r))
    return makeEndedFrame(ts, r);
  FrameObject *frame = makeFrame(ts, frameFunction(r), frameCode(r), r);
  if (!frame)
    return {};
  if (r[kLinkFunction] & kLinkNative) // its variables are in machine registers
    std::fill_n(r, frameCode(r)->layout.firstTemp, kUndef);
  r[kLinkFunction] |= kLinkHasFrame;
  if (GeneratorObject *generator = generatorOfWindow(r))
    generator->frame = frame;
  else
    linkLive(frame);
  if (frame->code->traits & kTraitUsesNamespace)
    frame->extra = copyOf(Value(r[kLinkExtra])).take();
  return copyOf(Value(frame));
}

Owned frameOfGenerator(ThreadState &ts, GeneratorObject *generator) {
  if (generator->state == GeneratorState::Running)
    return frameOf(ts, generator->runRegisters);
  FrameObject *frame =
      makeFrame(ts, reinterpret_cast<FunctionObject *>(generator->function),
                generator->code, generator->registers);
  if (!frame)
    return {};
  frame->state = FrameState::Suspended;
  frame->instruction = generator->instruction;
  generator->frame = frame;
  return copyOf(Value(frame));
}

Owned currentFrame(ThreadState &ts, unsigned depth) {
  FrameWalker walker = visibleFrame(ts, depth);
  return walker ? frameOf(ts, walker.registers) : Owned();
}

Owned currentFrameOf(ThreadState &ts, const ThreadState &other) {
  FrameWalker walker = visibleFrame(other, 0);
  return walker ? frameOf(ts, walker.registers) : Owned();
}

/// The frame object of the next visible frame under a window; undef if none.
static Owned frameUnder(ThreadState &ts, Word *r) {
  FrameWalker walker(ts);
  walker.registers = r;
  for (walker.next(); walker; walker.next())
    if (!walker.hidden())
      return frameOf(ts, walker.registers);
  return {};
}

/// Moves the variables into the frame. What the window only borrows is counted.
static void takeRegisters(ThreadState &ts, FrameObject *frame, Word *r) {
  const CodeLayout &layout = frame->code->layout;
  uint32_t owned = layout.firstTemp - layout.freeCount;
  for (uint32_t i = 0; i < owned; ++i)
    frame->own[i] = r[i];
  for (uint32_t i = owned; i < layout.firstTemp; ++i)
    frame->own[i] = copyOf(Value(r[i])).take();
  frame->registers = frame->own;
  frame->state = FrameState::Done;
}

static void dropRegisters(ThreadState &ts, const CodeObject *code, Word *r) {
  uint32_t owned = code->layout.firstTemp - code->layout.freeCount;
  for (uint32_t i = 0; i < owned; ++i)
    release(&ts, std::exchange(r[i], kUndef));
}

void endWindow(ThreadState &ts, Word *r, uint32_t instruction) {
  const GeneratorObject *generator = generatorOfWindow(r);
  auto hasFrame = [&] {
    return generator ? generator->frame != nullptr
                     : (r[kLinkFunction] & kLinkHasFrame) != 0;
  };
  if (!hasFrame())
    dropRegisters(ts, frameCode(r), r);
  while (hasFrame()) // a finaliser may make a new one
    detachFrame(ts, r, instruction);
}

FrameObject *takeLiveFrame(const Word *r) {
  FrameObject *frame = liveFrames;
  while (frame && frame->registers != r)
    frame = frame->older;
  if (frame)
    unlinkLive(frame);
  return frame;
}

void detachFrame(ThreadState &ts, Word *r, uint32_t instruction) {
  FrameObject *frame;
  GeneratorObject *generator = generatorOfWindow(r);
  if (generator) {
    frame = std::exchange(generator->frame, nullptr);
  } else {
    frame = takeLiveFrame(r);
  }
  r[kLinkFunction] &= ~Word(kLinkHasFrame);
  if (!frame)
    return dropRegisters(ts, frameCode(r), r);
  Owned hold = Owned::steal(frame);
  frame->instruction = instruction;
  if (isUnique(&ts, &frame->header)) {
    dropRegisters(ts, frame->code, r);
    frame->registers = frame->own;
    frame->state = FrameState::Done;
    return;
  }
  takeRegisters(ts, frame, r);
  if (frame->code->flags & kCodeSuspends)
    return; // nobody resumes it any more
  Word pending = std::exchange(ts.exception, 0);
  if (Owned back = frameUnder(ts, r))
    frame->back = back.take();
  else
    clearException(ts);
  ts.exception = pending;
}

// f_locals
// ------------------------------------------------------------------------

/// The value of a variable's register, through its cell; undef: unbound.
static Value variableOf(const FrameObject *frame, uint32_t i) {
  Value value(frame->registers[i]);
  uint8_t kind = frame->code->localKinds[i];
  if ((kind & (kLocalCell | kLocalFree)) && hasShape(value, BuiltinShape::Cell))
    return Value(value.as<CellObject>()->value);
  return value;
}

Owned frameLocals_py(ThreadState &ts, FrameObject *frame) {
  const CodeObject *code = frame->code;
  if (code->traits & kTraitUsesNamespace) {
    if (frame->extra != kUndef)
      return copyOf(Value(frame->extra));
    return copyOf(
        Value(reinterpret_cast<FunctionObject *>(frame->function)->globals));
  }
  if (frame->locals == kUndef) {
    Owned dict = makeDict(ts);
    if (!dict)
      return {};
    frame->locals = dict.take();
  }
  Owned dict = copyOf(Value(frame->locals));
  for (uint32_t i = 0; i < code->layout.firstTemp; ++i) {
    if (code->localKinds[i] & kLocalHidden)
      continue;
    Value name(code->localNames[i]), value = variableOf(frame, i);
    Owned hold = copyOf(value);
    bool good = value.isUndef() ? dictDelete_py(ts, dict, name) >= 0
                                : dictSet_py(ts, dict, name, value);
    if (!good)
      return {};
  }
  return dict;
}

// The type
// --------------------------------------------------------------------------

static FrameObject *self_(Value v) { return v.as<FrameObject>(); }

static uint32_t frameInstruction(ThreadState &ts, FrameObject *frame) {
  if (frame->state == FrameState::Live)
    for (FrameWalker walker(threadOf(ts, frame->registers)); walker;
         walker.next())
      if (walker.registers == frame->registers)
        return walker.instruction();
  return frame->instruction;
}

static Owned getBack(ThreadState &ts, Value self) {
  FrameObject *frame = self_(self);
  if (frame->state == FrameState::Live) {
    Owned back = frameUnder(ts, frame->registers);
    if (!back && !pendingException(ts))
      return ownedNone();
    return back;
  }
  return frame->back == kUndef ? ownedNone() : copyOf(Value(frame->back));
}
static Owned getCode(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->code));
}
static FunctionObject *functionOf(Value self) {
  return reinterpret_cast<FunctionObject *>(self_(self)->function);
}
static Owned getGlobals(ThreadState &, Value self) {
  return copyOf(Value(functionOf(self)->globals));
}
static Owned getBuiltins(ThreadState &, Value self) {
  return copyOf(Value(functionOf(self)->builtins));
}
static Owned getLocals(ThreadState &ts, Value self) {
  return frameLocals_py(ts, self_(self));
}
static Owned getLine(ThreadState &ts, Value self) {
  uint32_t line = self_(self)->shownLine;
  if (!line)
    line = lineAt(self_(self)->code, frameInstruction(ts, self_(self)));
  return line ? Owned::steal(smallIntWord(line)) : ownedNone();
}
static Owned getLasti(ThreadState &ts, Value self) {
  return Owned::steal(
      smallIntWord(int64_t(frameInstruction(ts, self_(self))) * 2));
}
static Owned getTrace(ThreadState &, Value self) {
  Word trace = self_(self)->trace;
  return trace == kUndef ? ownedNone() : copyOf(Value(trace));
}
static bool setTrace(ThreadState &ts, Value self, Value value) {
  storeField(ts, self.header(), &self_(self)->trace,
             value && !value.isNone() ? copyOf(value) : Owned::steal(kUndef));
  return true;
}
static Owned getTraceLines(ThreadState &, Value self) {
  return ownedBool(self_(self)->traceLines);
}
static bool setTraceFlag(ThreadState &ts, bool &flag, Value value) {
  if (!value || !value.isBool())
    return raise(ts, types::TypeError, "attribute value type must be bool");
  flag = value.isTrue();
  return true;
}
static bool setTraceLines(ThreadState &ts, Value self, Value value) {
  return setTraceFlag(ts, self_(self)->traceLines, value);
}
static Owned getTraceOpcodes(ThreadState &, Value self) {
  return ownedBool(self_(self)->traceOpcodes);
}
static bool setTraceOpcodes(ThreadState &ts, Value self, Value value) {
  return setTraceFlag(ts, self_(self)->traceOpcodes, value);
}

static void clearDone(ThreadState &ts, FrameObject *frame) {
  if (frame->state == FrameState::Done)
    for (uint32_t i = 0; i < frame->code->layout.firstTemp; ++i)
      clearField(ts, &frame->header, &frame->own[i]);
  clearField(ts, &frame->header, &frame->locals);
  clearField(ts, &frame->header, &frame->trace);
}

static Owned clearMethod(ThreadState &ts, Value self, const Value *) {
  FrameObject *frame = self_(self);
  if (frame->state == FrameState::Live)
    return raise(ts, types::RuntimeError, "cannot clear an executing frame");
  if (frame->state == FrameState::Suspended) {
    auto *generator = reinterpret_cast<GeneratorObject *>(
        reinterpret_cast<char *>(frame->registers) -
        offsetof(GeneratorObject, registers));
    Owned hold = copyOf(self);
    finaliseGenerator(ts, Value(generator)); // as one that is thrown away
    return ownedNone();
  }
  clearDone(ts, frame);
  return ownedNone();
}

static Owned repr(ThreadState &ts, Value self) {
  FrameObject *frame = self_(self);
  StrBuilder text(ts);
  text.append("<frame at ");
  appendAddress(text, self);
  text.append(", file ");
  if (!text.appendRepr_py(Value(frame->code->fileName)))
    return {};
  text.append(", line ");
  text.appendInt(lineAt(frame->code, frameInstruction(ts, frame)));
  text.append(", code ");
  text.append(Value(frame->code->name));
  text.append(">");
  return text.finish();
}

static void deallocate(ThreadState &ts, ObjectHeader *object) {
  auto *frame = reinterpret_cast<FrameObject *>(object);
  clearDone(ts, frame);
  clearField(ts, object, &frame->back);
  clearField(ts, object, &frame->extra);
  size_t size = frameSize(frame->code); // the function holds the code
  clearField(ts, object, &frame->function);
  freeObject(ts, object, size);
}

static void visit(ObjectHeader *object, Visitor &visitor) {
  auto *frame = reinterpret_cast<FrameObject *>(object);
  visitor(frame->function);
  visitor(frame->back);
  visitor(frame->extra);
  visitor(frame->locals);
  visitor(frame->trace);
  if (frame->state == FrameState::Done)
    for (uint32_t i = 0; i < frame->code->layout.firstTemp; ++i)
      visitor(frame->own[i]);
}

static void clear(ThreadState &ts, ObjectHeader *object) {
  auto *frame = reinterpret_cast<FrameObject *>(object);
  clearDone(ts, frame);
  clearField(ts, object, &frame->back);
}

static constexpr GetSetDef getSets[] = {
    {"f_back", getBack},
    {"f_code", getCode},
    {"f_globals", getGlobals},
    {"f_builtins", getBuiltins},
    {"f_locals", getLocals},
    {"f_lineno", getLine},
    {"f_lasti", getLasti},
    {"f_trace", getTrace, setTrace},
    {"f_trace_lines", getTraceLines, setTraceLines},
    {"f_trace_opcodes", getTraceOpcodes, setTraceOpcodes},
    {},
};
static constexpr MethodDef methods[] = {
    {"clear", clearMethod, "()",
     "F.clear(): clear most references held by the frame"},
    {},
};
static constexpr TypeSpec spec = {"frame", nullptr, methods, getSets};

constinit TypeObject types::Frame = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(FrameObject),
    .itemSize = sizeof(Word),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .repr = repr},
};

} // namespace dxpy
