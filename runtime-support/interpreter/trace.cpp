// The hooks of sys.settrace and sys.setprofile, see the header.
#include "runtime-support/interpreter/trace.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/dpb/opcode_table.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

TraceHooks &hooksOf(const ThreadState &ts) {
  return static_cast<InterpreterState *>(ts.interpreterState)->hooks;
}

bool isTracing(const ThreadState &ts) {
  const TraceHooks &hooks = hooksOf(ts);
  return (hooks.trace || hooks.profile) && !hooks.inside;
}

/// Puts the tables in force that the hooks want now.
void chooseTables(ThreadState &ts) {
  bool on = isTracing(ts);
  ts.traced = on;
  putInForce(ts, runningTable(ts), asTable(on ? traceHandlers : pollHandlers));
}

/// Calls a hook; nothing is traced meanwhile.
Owned callHook_py(ThreadState &ts, Value function, Value frame,
                  const char *event, Value arg) {
  TraceHooks &hooks = hooksOf(ts);
  Owned hold = copyOf(function), name = internText(ts, event);
  if (!name)
    return {};
  hooks.inside = true;
  chooseTables(ts);
  Owned result = call_py(ts, hold, {frame, name.value(), arg});
  hooks.inside = false;
  chooseTables(ts);
  return result;
}

void setHook(ThreadState &ts, Word &hook, Value function) {
  Word old = std::exchange(hook, function.isNone() ? 0 : function.word());
  if (hook)
    retain(&ts, hook);
  chooseTables(ts);
  if (old)
    release(&ts, old);
}

bool profile_py(ThreadState &ts, Value frame, const char *event, Value arg) {
  if (!hooksOf(ts).profile ||
      callHook_py(ts, Value(hooksOf(ts).profile), frame, event, arg))
    return true;
  setProfileFunction(ts, none);
  return false;
}

/// The frame's own hook; what it returns takes its place.
bool traceLocal_py(ThreadState &ts, Value frameValue, const char *event,
                   Value arg) {
  auto *frame = frameValue.as<FrameObject>();
  if (!hooksOf(ts).trace || frame->trace == kUndef || frame->trace == kNone)
    return true;
  Owned next = callHook_py(ts, Value(frame->trace), frameValue, event, arg);
  if (!next) {
    setTraceFunction(ts, none);
    clearField(ts, &frame->header, &frame->trace);
    return false;
  }
  if (!next.value().isNone())
    storeField(ts, &frame->header, &frame->trace, std::move(next));
  return true;
}

/// A frame begins, or a generator goes on at its yield.
bool traceCall_py(ThreadState &ts, Value frameValue, uint32_t line) {
  auto *frame = frameValue.as<FrameObject>();
  frame->shownLine = line;
  bool good = true;
  if (hooksOf(ts).trace) {
    Owned local =
        callHook_py(ts, Value(hooksOf(ts).trace), frameValue, "call", none);
    good = bool(local);
    if (!good)
      setTraceFunction(ts, none);
    storeField(ts, &frame->header, &frame->trace,
               local && !local.value().isNone() ? std::move(local)
                                                : Owned::steal(kUndef));
  }
  good = good && profile_py(ts, frameValue, "call", none);
  frame->shownLine = 0;
  return good;
}

bool isYield(const CodeObject *code, uint32_t pc) {
  return code->code[pc].op == Opcode::Yield;
}

bool enterTraced_py(ThreadState &ts, Value frameValue, const CodeObject *code,
                    uint32_t pc) {
  auto *frame = frameValue.as<FrameObject>();
  frame->isTraced = true;
  frame->tracedPc = pc;
  bool begins = pc == 0;
  bool resumes = !begins && isYield(code, pc - 1);
  // A frame that ran before there was a hook goes on in the middle of a line.
  frame->tracedLine = begins ? 0 : lineAt(code, resumes ? pc - 1 : pc);
  if (!begins && !resumes)
    return true;
  return traceCall_py(ts, frameValue,
                      begins ? code->firstLine : frame->tracedLine);
}

bool traceLine_py(ThreadState &ts, Value frameValue, const CodeObject *code,
                  uint32_t pc, Opcode op) {
  auto *frame = frameValue.as<FrameObject>();
  uint32_t line = lineAt(code, pc);
  bool turns = pc < frame->tracedPc && op != Opcode::Send;
  bool begins = line && (line != frame->tracedLine || turns);
  frame->tracedPc = pc;
  frame->tracedLine = line;
  if (begins && frame->traceLines &&
      !traceLocal_py(ts, frameValue, "line", none))
    return false;
  return !frame->traceOpcodes || traceLocal_py(ts, frameValue, "opcode", none);
}

bool leave_py(ThreadState &ts, Value frameValue, Value result) {
  frameValue.as<FrameObject>()->isTraced = false;
  return traceLocal_py(ts, frameValue, "return", result) &&
         profile_py(ts, frameValue, "return", result);
}

} // namespace

void setTraceFunction(ThreadState &ts, Value function) {
  setHook(ts, hooksOf(ts).trace, function);
}
void setProfileFunction(ThreadState &ts, Value function) {
  setHook(ts, hooksOf(ts).profile, function);
}
Owned traceFunction(ThreadState &ts) {
  Word hook = hooksOf(ts).trace;
  return hook ? copyOf(Value(hook)) : ownedNone();
}
Owned profileFunction(ThreadState &ts) {
  Word hook = hooksOf(ts).profile;
  return hook ? copyOf(Value(hook)) : ownedNone();
}

HandlerTable runningTable(const ThreadState &ts) {
  return asTable(ts.traced ? traceHandlers : handlers);
}

bool traceInstruction(ThreadState &ts, Word *r, CodeObject *code, uint32_t pc) {
  if (code->traits & kTraitHidden)
    return true;
  Owned frame = frameOf(ts, r);
  if (!frame)
    return false;
  dpb::Decoded decoded = dpb::decode(code->code, pc);
  if (!frame.as<FrameObject>()->isTraced &&
      !enterTraced_py(ts, frame, code, pc))
    return false;
  if (!traceLine_py(ts, frame, code, pc, decoded.op))
    return false;
  if (decoded.op != Opcode::Return && decoded.op != Opcode::Yield)
    return true;
  Word word = r[decoded.op == Opcode::Return ? decoded.a : decoded.b];
  Owned result = word == kUndef || !word ? ownedNone() : copyOf(Value(word));
  return leave_py(ts, frame, result);
}

void traceException(ThreadState &ts, Word *r) {
  if (frameCode(r)->traits & kTraitHidden)
    return;
  Owned exception = takeException(ts);
  Owned frame = frameOf(ts, r);
  Owned arg =
      frame ? makeTuple(ts, {Value(typeOf(exception)), exception.value(),
                             Value(exception.as<ExceptionObject>()->traceback)})
            : Owned();
  if (arg && traceLocal_py(ts, frame, "exception", arg))
    restoreException(ts, std::move(exception));
}

Owned traceUnwinding(ThreadState &ts, Word *r, Owned exception) {
  if (frameCode(r)->traits & kTraitHidden)
    return exception;
  Owned frame = frameOf(ts, r);
  if (frame && leave_py(ts, frame, none))
    return exception;
  return takeException(ts);
}

bool wantsNativeCalls(const ThreadState &ts) {
  return ts.traced && hooksOf(ts).profile;
}

bool traceNativeCall(ThreadState &ts, Value function, const char *event) {
  if (!wantsNativeCalls(ts))
    return true;
  Owned exception = takeException(ts);
  Owned frame = currentFrame(ts);
  bool good = frame && profile_py(ts, frame, event, function);
  if (good && exception)
    restoreException(ts, std::move(exception));
  return good;
}

} // namespace dxpy
