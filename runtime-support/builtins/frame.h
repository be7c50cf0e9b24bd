// Interpreter frames as they lie on the register stack, frame objects, and how
// a pc maps back to DPB. Layout and walking only: running is the interpreter's.
#pragma once
#include "runtime-support/abi/frame_layout.h"
#include "runtime-support/objects/function.h"

namespace dxpy {

inline CodeObject *frameCode(const Word *r) {
  return reinterpret_cast<CodeObject *>(r[kLinkCode]);
}
inline FunctionObject *frameFunction(const Word *r) {
  return reinterpret_cast<FunctionObject *>(r[kLinkFunction] & ~kLinkTagMask);
}

/// A private copy of a function's code; CodeObject::quick.
struct QuickCode {
  CodeObject *code;
  Slot *slots;
  uint32_t slotCount;
  uint32_t *pcOf;          ///< by slot: index of the DPB instruction
  uint32_t *slotOf;        ///< by DPB index; code length gives slotCount
  Word globals, builtins;  ///< dicts that its caches speak of, counted: only
                           ///< functions with these globals run it
  QuickCode *next, **link; ///< all copies, for clearing caches
};
inline QuickCode *quickOf(const CodeObject *code) {
  return static_cast<QuickCode *>(code->quick);
}

inline const void *entryReturnPc() { return &kEntryReturn[1]; }

/// Index in `code->code` of the instruction at \p pc, which lies in the mapped
/// code or in its private copy.
uint32_t pcIndex(const CodeObject *code, const void *pc);
/// Position of the instruction \p pcIndex; null without a line table.
const LineRow *lineRowAt(const CodeObject *code, uint32_t pcIndex);
uint32_t lineAt(const CodeObject *code, uint32_t pcIndex); ///< 0: none

enum class FrameState : uint8_t {
  Live,      ///< `registers` is a window of the stack
  Suspended, ///< `registers` lie in a generator
  Done,      ///< `registers` are the frame's own words
};

struct FrameObject {
  ObjectHeader header;
  Word function;
  CodeObject *code;
  Word *registers;
  Word back;                  ///< frame or undef; looked up while Live
  Word extra;                 ///< as r[kLinkExtra]; borrowed if a generator
  Word locals;                ///< dict of f_locals or undef
  Word trace;                 ///< f_trace or undef
  FrameObject *newer, *older; ///< live frames, newest first
  uint32_t instruction;       ///< DPB pc unless Live
  FrameState state;
  bool traceLines, traceOpcodes;
  bool isTraced;       ///< hooks know that it runs
  uint32_t tracedPc;   ///< the last instruction they were asked about,
  uint32_t tracedLine; ///< its line
  uint32_t shownLine;  ///< f_lineno during a call event; 0: that of the pc
  Word own[]; ///< firstTemp words for `registers` of a frame that is done
};

/// Functions of sys.settrace and sys.setprofile, 0: none.
struct TraceHooks {
  Word trace = 0, profile = 0;
  Word late = 0;       ///< exception of one that waits to be raised
  bool inside = false; ///< one of them runs
};

/// What the interpreter keeps for a thread; ThreadState::interpreterState.
struct InterpreterState {
  void *mappedStack = nullptr;
  uint64_t mappedSize = 0;
  TraceHooks hooks;
};
inline InterpreterState &interpreterState(ThreadState &ts) {
  return *static_cast<InterpreterState *>(ts.interpreterState);
}

/// Walks the frames of a thread, innermost first, hidden ones included.
struct FrameWalker {
  Word *registers;
  const void *pc; ///< valid with `exact`, else the return pc after a call
  bool exact;
  explicit FrameWalker(const ThreadState &ts)
      : registers(ts.frameRegisters), pc(ts.framePc), exact(true) {}
  explicit operator bool() const { return registers != nullptr; }
  void next();
  uint32_t instruction() const; ///< DPB index
  CodeObject *code() const { return frameCode(registers); }
  bool hidden() const { return code()->traits & kTraitHidden; }
};

/// First free register above the innermost frame.
inline Word *freeRegisters(const ThreadState &ts) {
  Word *r = ts.frameRegisters;
  return r ? r + frameCode(r)->layout.registerCount : ts.stackBase;
}

/// The frame object of a window, made on first use. Owned.
Owned frameOf(ThreadState &ts, Word *registers);
/// The innermost frame that is not hidden, or \p depth frames further out; null
/// without an exception if there is none.
Owned currentFrame(ThreadState &ts, unsigned depth = 0);
/// The same of \p other, which waits for its turn to run.
Owned currentFrameOf(ThreadState &ts, const ThreadState &other);
/// The frame object of a window that no generator owns, for a new owner; null:
/// it has none. Owned.
FrameObject *takeLiveFrame(const Word *registers);
/// Gives a window's registers to its frame object, or drops both. Called
/// instead of dropping the locals when kLinkHasFrame is set; the link's
/// function reference stays with the window.
void detachFrame(ThreadState &ts, Word *registers, uint32_t instruction);
/// The end of a window: drops its variables or gives them to its frame object.
void endWindow(ThreadState &ts, Word *registers, uint32_t instruction);
/// f_locals: a dict of the variables; of namespaces, the namespace.
Owned frameLocals_py(ThreadState &ts, FrameObject *frame);
/// Globals, builtins and namespace (null: none) of the innermost visible frame.
Value currentGlobals(const ThreadState &ts);
Value currentBuiltins(const ThreadState &ts);
/// What super() without arguments needs: the first argument of the innermost
/// frame and the contents of its `__class__` cell. False: RuntimeError.
bool currentSuperArguments(ThreadState &ts, Value &type, Value &object);
/// Line of the innermost visible frame, \p depth further out, and its file and
/// globals, for warnings. False: no such frame.
bool frameSummary(const ThreadState &ts, unsigned depth, CodeObject *&code,
                  Value &globals, uint32_t &line);

/// Adds an entry for the window to the traceback of the pending exception.
/// \p line: where it is not that of the instruction.
void addTraceback(ThreadState &ts, Word *registers, uint32_t instruction,
                  uint32_t line = 0);
/// The line of an entry; 0: it has none.
uint32_t tracebackLine(const struct TracebackObject *entry);

} // namespace dxpy
