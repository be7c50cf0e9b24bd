// One instruction as its general implementation sees it: decoded operands of
// the DPB form, whichever stream it runs from. The general implementations
// (ops_*.cpp) define what the opcodes mean; quickened handlers are shortcuts
// that fall back on them.
#pragma once
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

/// What happens after an instruction.
enum class Flow : uint8_t {
  Next,
  Jump,    ///< to the target in c
  Error,   ///< an exception is pending
  Reraise, ///< likewise, and this frame gets no new traceback entry
  Enter,   ///< op.r, op.code and op.next say where to go on
  Exit,    ///< leave the run with op.result
};

struct Op {
  ThreadState &ts;
  Word *r;
  CodeObject *code;
  uint32_t a, b, c;
  uint8_t x;
  uint32_t pc;      ///< DPB index
  const Slot *next; ///< where the next instruction lies; Enter: where to go on
  Word result = 0;

  bool isTemp(uint32_t reg) const { return reg >= code->layout.firstTemp; }
  Value peek(uint32_t reg) const { return Value(r[reg]); }
  /// Reads a Use operand with a reference of its own.
  Owned take(uint32_t reg) {
    Word w = r[reg];
    if (!isTemp(reg))
      retain(&ts, w);
    return Owned::steal(w);
  }
  /// Writes a Dst operand.
  void set(uint32_t reg, Word owned) {
    if (isTemp(reg)) {
      r[reg] = owned;
      return;
    }
    Word old = std::exchange(r[reg], owned);
    release(&ts, old);
  }
  /// Writes the result, or passes the failure on.
  Flow finish(Owned result) {
    if (!result)
      return Flow::Error;
    set(a, result.take());
    return Flow::Next;
  }
  Flow finish(int truth) {
    if (truth < 0)
      return Flow::Error;
    set(a, boolWord(truth));
    return Flow::Next;
  }
  Value name(uint32_t index) const { return Value(code->names[index]); }
  Value constant(uint32_t index) const { return Value(code->constants[index]); }
  FunctionObject *function() const { return frameFunction(r); }
  Value globals() const { return Value(function()->globals); }
  Value builtins() const { return Value(function()->builtins); }
  /// The local namespace; only of code with kTraitUsesNamespace.
  Value localNamespace() const { return Value(r[kLinkExtra]); }
};

/// A Use operand: borrowed from a local, or consumed when it goes out of scope.
class Use {
public:
  Use(Op &op, uint32_t reg)
      : ts(op.ts), word(op.r[reg]), temp(op.isTemp(reg)) {}
  Use(const Use &) = delete;
  ~Use() {
    if (temp)
      release(&ts, word);
  }
  operator Value() const { return Value(word); }
  Value value() const { return Value(word); }

private:
  ThreadState &ts;
  Word word;
  bool temp;
};

/// A run of temporaries that are consumed.
class UseRange {
public:
  UseRange(Op &op, uint32_t first, uint32_t count)
      : ts(op.ts), words(op.r + first), count(count) {}
  UseRange(const UseRange &) = delete;
  ~UseRange() {
    for (uint32_t i = 0; i < count; ++i)
      release(&ts, words[i]);
  }
  Value operator[](uint32_t i) const { return Value(words[i]); }
  const Value *values() const { return reinterpret_cast<const Value *>(words); }
  Word *data() const { return words; }
  /// The words are the caller's now.
  Word *release_() {
    count = 0;
    return words;
  }

private:
  ThreadState &ts;
  Word *words;
  uint32_t count;
};

using OpFunction = Flow (*)(Op &op);
extern const OpFunction opFunctions[256];
#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  Flow op##name(Op &op);
#include "runtime-support/abi/Opcodes.def"
/// Not an opcode of DPB: ends the frame under a Python `__init__`.
inline constexpr uint8_t kOpInitReturn = 0xE0;
Flow opInitReturn(Op &op);

/// Few words, most of the time: no vector code.
inline void copyWords(Word *to, const Word *from, uint32_t count) {
  uint32_t i = 0;
#pragma clang loop vectorize(disable) unroll(disable)
  for (; i + 2 <= count; i += 2)
    __builtin_memcpy(to + i, from + i, 2 * sizeof(Word));
  if (i < count)
    to[i] = from[i];
}

// Frames ----------------------------------------------------------------------

/// Tells Return how a call wants its result; first u16 of the slot in front of
/// the return pc. Differs from every call instruction of mapped code.
enum ReturnKind : uint16_t {
  kReturnTemp = 1,    ///< to register a of the caller, a temporary
  kReturnLocal = 2,   ///< to register a, dropping what it holds
  kReturnDiscard = 3, ///< nowhere
  kReturnEntry = 4,   ///< to the C++ caller
  kReturnForIter = 5, ///< a generator's value to ForIter
  kReturnSend = 6,
  kReturnWide = 7, ///< to a register beyond 16 bits: look at the instruction
};

/// Puts the arguments at \p args (owned, \p count positional ones, then the
/// values of \p names) into the parameter registers at \p out, which may be the
/// same place; the other registers below firstTemp become undef or the free
/// variables. False: TypeError, the arguments are released.
bool bindCall(ThreadState &ts, FunctionObject *function, Word *out, Word *args,
              uint32_t count, Value names);
/// The fast case of bindCall: only positional arguments, each present.
inline bool bindsDirectly(const CodeObject *code, uint32_t count) {
  return count == code->layout.argCount && !code->layout.keywordOnlyCount &&
         !(code->flags & (kCodeVarArgs | kCodeVarKeywords));
}
/// Registers that are not parameters: undef, free variables from the closure.
inline void initLocals(FunctionObject *function, Word *r, uint32_t from) {
  const CodeLayout &layout = function->code->layout;
  uint32_t i = from, end = layout.firstTemp - layout.freeCount;
#pragma clang loop vectorize(disable) unroll(disable)
  for (; i < end; ++i)
    r[i] = kUndef;
  if (layout.freeCount)
#pragma clang loop vectorize(disable) unroll(disable)
    for (auto *cells = reinterpret_cast<TupleObject *>(function->closure);
         i < layout.firstTemp; ++i)
      r[i] = cells->items[i - end];
}

/// Calls what lies at base b (callable, self or undef, arguments): enters a
/// Python function, or sets the result.
Flow callAt(Op &op, uint32_t base, uint32_t count, bool hasSelf, Value names);
/// Pushes a frame: function word (owned) and arguments are in place from
/// \p args on, link words below them are free.
Flow enterFunction(Op &op, Word function, Word *args, uint32_t count,
                   Value names);
/// The frame under a Python `__init__`: register 0 is the instance, 1 gets what
/// __init__ returns. It goes on at initShimPc().
extern CodeObject initShim;
const Slot *initShimPc();
/// The Python `__init__` that calling \p type would run after a plain
/// allocation; null: the general way.
Value pythonInit(ThreadState &ts, TypeObject *type);
/// The same if the interpreter runs it.
Value directInit(ThreadState &ts, TypeObject *type);
/// Ends the frame of a generator under op.r for its resumer in a private copy:
/// a value to ForIter or Send, or the end.
Flow resumeConsumer(Op &op, Word value, bool yielded);
/// The rest of MakeFunction: defaults, annotations, closure.
Flow finishFunction(Op &op, Owned function);
struct MakeFunctionCache; // abi/native.h
/// makeFunction() with what \p cache knows of the globals.
Owned makeFunctionCached(ThreadState &ts, CodeObject *code, Value globals,
                         MakeFunctionCache *cache);
/// Writes a call's result as its instruction says.
Flow finishCall(Op &op, Word result);

/// Drops the registers of a frame that ends, first to last, and its function.
void dropFrame(ThreadState &ts, Word *r, uint32_t pcIndex);
/// Ends the frame of op with a value: goes on in the caller or leaves.
Flow leaveFrame(Op &op, Word value);
/// Gives \p value to the caller of the frame op.r, which is already dropped.
Flow resumeCaller(Op &op, Word value);
/// Fills the registers of a frame that native code leaves. After a raise,
/// temporaries that the instruction has consumed are dropped: the interpreter
/// does not expect them.
void fillRegisters(ThreadState &ts, Word *r, const ExitDescriptor *descriptor,
                   const Word *buffer);
/// Runs the frame \p r that native code has left, from \p pc to its end (or
/// next Yield); \p raising: it has raised there.
Word interpretRest(ThreadState &ts, Word *r, uint32_t pc, bool raising);
/// A generator of \p function in native code, owned, its registers not filled;
/// null: MemoryError.
GeneratorObject *newGenerator(ThreadState *ts, FunctionObject *function);
/// Sets the hooks through which generators are resumed.
void hookGenerators();
/// Finds the handler of the pending exception, from op's frame outwards.
Flow unwind(Op &op, bool addEntry);

/// May the frame at \p r run a private copy of its code? Copies speak of one
/// dict of globals, and LoadName means globals in them.
inline bool mayRunQuick(const FunctionObject *function, Word extra,
                        Word copyGlobals) {
  return function->globals == copyGlobals &&
         (!(function->code->traits & kTraitUsesNamespace) ||
          extra == copyGlobals);
}
/// Counts an entry of a function or a turn of a loop, and makes the private
/// copy when the code is warm. \p extra: r[kLinkExtra] if the code has a
/// namespace.
/// `in` for exact lists, tuples, dicts and sets as far as no Python code runs:
/// 0, 1; -1: only the general way can say.
int quickContains(Word container, Word item);
void countEntry(ThreadState &ts, FunctionObject *function, Word extra);
/// The stream position of DPB instruction \p pcIndex in the frame \p r.
inline const Slot *streamAt(const Word *r, uint32_t pcIndex) {
  const CodeObject *code = frameCode(r);
  QuickCode *quick = quickOf(code);
  if (quick &&
      mayRunQuick(frameFunction(r),
                  code->traits & kTraitUsesNamespace ? r[kLinkExtra] : kUndef,
                  quick->globals))
    return quick->slots + quick->slotOf[pcIndex];
  return reinterpret_cast<const Slot *>(code->code + pcIndex);
}
/// Where the code of a frame starts.
inline const Slot *entryPoint(ThreadState &ts, const Word *r) {
  const CodeObject *code = frameCode(r);
  if (!code->quick)
    countEntry(ts, frameFunction(r),
               code->traits & kTraitUsesNamespace ? r[kLinkExtra] : kUndef);
  return streamAt(r, 0);
}
inline bool inQuick(const CodeObject *code, const void *pc) {
  QuickCode *quick = quickOf(code);
  return quick && uintptr_t(pc) - uintptr_t(quick->slots) <
                      uintptr_t(quick->slotCount) * sizeof(Slot);
}

/// Is it the function of the module builtins that has this name?
bool isBuiltinNamed(Value callee, std::string_view name);

/// Runs from a position until the frame that C++ entered ends.
Word run(ThreadState &ts, const Slot *pc, Word *r, CodeObject *code);

/// Goes on in a frame that returns to C++, at a DPB instruction; \p raising:
/// with the pending exception raised there. The result as run gives it.
Word runFrom(ThreadState &ts, Word *r, CodeObject *code, uint32_t pcIndex,
             bool raising);
/// One instruction by its general implementation.
Flow runOp(Opcode opcode, Op &op);
/// What a safepoint does when a poll is requested. False: raised.
bool runPoll(ThreadState &ts);

/// RecursionError with CPython's text.
Raised raiseRecursion(ThreadState &ts, std::string_view where);
/// Room for a frame of \p code at \p r? Else RecursionError.
bool checkStack(ThreadState &ts, const CodeObject *code, const Word *r);

/// "module.f()" as error texts name a callable. Str.
Owned functionText_py(ThreadState &ts, Value callable);

// Names -------------------------------------------------------------------
/// Global or builtin; null without an exception if absent. Owned.
Owned lookupGlobal_py(Op &op, Value name);
Raised raiseUndefinedName(ThreadState &ts, Value name);
Raised raiseUnboundLocal(Op &op, uint32_t reg);

} // namespace dxpy
