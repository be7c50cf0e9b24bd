// Code objects: attributes, comparison, co_lines, co_positions, replace.
#include "runtime-support/builtins/code.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <atomic>
#include <cstring>
#include <initializer_list>

namespace dxpy {

static constinit std::atomic<uint32_t> lastCodeId{(1u << 24) - 1};

uint32_t takeCodeId() {
  return lastCodeId.fetch_add(1, std::memory_order_relaxed) + 1;
}

void (*forgetCodeHook)(CodeObject *code) = nullptr;
void (*freeRuntimeCodeHook)(ThreadState &ts, CodeObject *code) = nullptr;

static CodeObject *self_(Value v) { return v.as<CodeObject>(); }
static Owned integer(int64_t i) { return Owned::steal(smallIntWord(i)); }

// Names -----------------------------------------------------------------------

static Owned namesFrom(ThreadState &ts, const Word *words, uint32_t from,
                       uint32_t to) {
  return makeTuple(ts, reinterpret_cast<const Value *>(words) + from,
                   to - from);
}
static Owned getVarNames(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  return namesFrom(ts, code->localNames, 0, code->layout.localCount);
}
static Owned getFreeVars(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  return namesFrom(ts, code->localNames,
                   code->layout.firstTemp - code->layout.freeCount,
                   code->layout.firstTemp);
}
static Owned getCellVars(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  Owned list = makeList(ts);
  for (uint32_t i = 0; list && i < code->layout.firstTemp; ++i)
    if ((code->localKinds[i] & kLocalCell) &&
        !listAppend(ts, list, copyOf(Value(code->localNames[i]))))
      return {};
  return list ? listToTuple(ts, list) : Owned();
}
static Owned getNames(ThreadState &ts, Value self) {
  return namesFrom(ts, self_(self)->names, 0, self_(self)->nameCount);
}
static Owned getConsts(ThreadState &ts, Value self) {
  return namesFrom(ts, self_(self)->constants, 0, self_(self)->constantCount);
}

// Counts and texts
// --------------------------------------------------------------

static Owned getArgCount(ThreadState &, Value self) {
  return integer(self_(self)->layout.argCount);
}
static Owned getPositionalOnly(ThreadState &, Value self) {
  return integer(self_(self)->layout.positionalOnlyCount);
}
static Owned getKeywordOnly(ThreadState &, Value self) {
  return integer(self_(self)->layout.keywordOnlyCount);
}
static Owned getLocalCount(ThreadState &, Value self) {
  return integer(self_(self)->layout.localCount);
}
static Owned getStackSize(ThreadState &, Value self) {
  return integer(self_(self)->layout.registerCount -
                 self_(self)->layout.firstTemp);
}
static Owned getFlags(ThreadState &, Value self) {
  return integer(self_(self)->flags);
}
static Owned getFirstLine(ThreadState &, Value self) {
  return integer(self_(self)->firstLine);
}
static Owned getName(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->name));
}
static Owned getQualname(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->qualname));
}
static Owned getFileName(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->fileName));
}
/// The DPB instructions as bytes; CPython's are not to be had.
static Owned getCode(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  return makeBytes(ts, {reinterpret_cast<const char *>(code->code),
                        code->codeLength * sizeof(Instruction)});
}
static Owned getTable(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  return makeBytes(ts, {reinterpret_cast<const char *>(code->lines),
                        code->lineCount * sizeof(LineRow)});
}
static Owned getExceptionTable(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  return makeBytes(ts, {reinterpret_cast<const char *>(code->exceptions),
                        code->exceptionCount * sizeof(ExceptionRow)});
}

// Positions
// -----------------------------------------------------------------------

static Owned numberOrNone(uint32_t number, uint32_t absent) {
  return number == absent ? ownedNone() : integer(number);
}

/// An iterator over (line, end line, column, end column), one an instruction.
static Owned positions(ThreadState &ts, Value self, const Value *) {
  const CodeObject *code = self_(self);
  Owned list = makeList(ts, code->codeLength);
  for (uint32_t pc = 0; list && pc < code->codeLength; ++pc) {
    const LineRow *row = lineRowAt(code, pc);
    LineRow nothing = {0, 0, 0, 0xFFFF, 0xFFFF};
    if (!row)
      row = &nothing;
    Owned entry = makeTuple(ts, {numberOrNone(row->line, 0).value(),
                                 numberOrNone(row->endLine, 0).value(),
                                 numberOrNone(row->column, 0xFFFF).value(),
                                 numberOrNone(row->endColumn, 0xFFFF).value()});
    if (!entry || !listAppend(ts, list, std::move(entry)))
      return {};
  }
  return list ? getIter_py(ts, list) : Owned();
}

/// An iterator over (start, end, line) with offsets as f_lasti counts them.
static Owned linesMethod(ThreadState &ts, Value self, const Value *) {
  const CodeObject *code = self_(self);
  Owned list = makeList(ts);
  for (uint32_t i = 0; list && i < code->lineCount;) {
    uint32_t j = i + 1;
    while (j < code->lineCount && code->lines[j].line == code->lines[i].line)
      ++j;
    uint32_t end = j < code->lineCount ? code->lines[j].pc : code->codeLength;
    Owned entry = makeTuple(ts, {Value(smallIntWord(code->lines[i].pc * 2)),
                                 Value(smallIntWord(end * 2)),
                                 numberOrNone(code->lines[i].line, 0).value()});
    if (!entry || !listAppend(ts, list, std::move(entry)))
      return {};
    i = j;
  }
  return list ? getIter_py(ts, list) : Owned();
}

// Comparison
// ----------------------------------------------------------------------

/// Constants compare with their types: 1, 1.0 and True differ.
static int sameConstant_py(ThreadState &ts, Value a, Value b) {
  if (a == b)
    return 1;
  if (typeOf(a) != typeOf(b))
    return 0;
  if (isExactTuple(a)) {
    if (tupleLength(a) != tupleLength(b))
      return 0;
    for (uint64_t i = 0; i < tupleLength(a); ++i)
      if (int same = sameConstant_py(ts, tupleItem(a, i), tupleItem(b, i));
          same <= 0)
        return same;
    return 1;
  }
  if (isExactFloat(a))
    return isIdentical(a, b);
  return compareBool_py(ts, a, b, CompareOp::Eq);
}

static int sameCode_py(ThreadState &ts, const CodeObject *a,
                       const CodeObject *b) {
  if (a == b)
    return 1;
  const CodeLayout &x = a->layout, &y = b->layout;
  if (memcmp(&x, &y, sizeof x) || a->flags != b->flags ||
      a->firstLine != b->firstLine || a->codeLength != b->codeLength ||
      a->constantCount != b->constantCount || a->nameCount != b->nameCount ||
      a->exceptionCount != b->exceptionCount || a->lineCount != b->lineCount)
    return 0;
  if (!strEqual(Value(a->name), Value(b->name)) ||
      !strEqual(Value(a->qualname), Value(b->qualname)) ||
      memcmp(a->code, b->code, a->codeLength * sizeof(Instruction)) ||
      memcmp(a->exceptions, b->exceptions,
             a->exceptionCount * sizeof(ExceptionRow)) ||
      memcmp(a->lines, b->lines, a->lineCount * sizeof(LineRow)))
    return 0;
  for (uint32_t i = 0; i < a->nameCount; ++i)
    if (!strEqual(Value(a->names[i]), Value(b->names[i])))
      return 0;
  for (uint32_t i = 0; i < x.firstTemp; ++i)
    if (!strEqual(Value(a->localNames[i]), Value(b->localNames[i])))
      return 0;
  for (uint32_t i = 0; i < a->constantCount; ++i)
    if (int same =
            sameConstant_py(ts, Value(a->constants[i]), Value(b->constants[i]));
        same <= 0)
      return same;
  return 1;
}

static Owned compare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !hasShape(other, BuiltinShape::Code))
    return ownedNotImplemented();
  int same = sameCode_py(ts, self_(self), self_(other));
  return same < 0 ? Owned() : ownedBool(bool(same) == (op == CompareOp::Eq));
}

static int64_t hash(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  uint64_t h = strHash0Of(Value(code->name));
  for (uint64_t part :
       {uint64_t(code->firstLine), uint64_t(code->codeLength),
        uint64_t(code->layout.argCount), uint64_t(code->layout.localCount),
        uint64_t(code->constantCount), uint64_t(code->flags)})
    h = (h ^ part) * 0x9E3779B97F4A7C15ull;
  return int64_t(h) == -1 ? -2 : int64_t(h);
}

static Owned repr(ThreadState &ts, Value self) {
  const CodeObject *code = self_(self);
  StrBuilder text(ts);
  text.append("<code object ");
  text.append(Value(code->name));
  text.append(" at ");
  appendAddress(text, self);
  text.append(", file \"");
  text.append(Value(code->fileName));
  text.append("\", line ");
  text.appendInt(code->firstLine);
  text.append(">");
  return text.finish();
}

// replace
// ---------------------------------------------------------------------------

namespace {

/// A copy of a code object with some fields replaced: it shares the arrays that
/// stay, and keeps the original alive through `origin`.
struct CodeCopy {
  CodeObject code;
  Word origin; ///< whose arrays it shares
  Word *owned; ///< constants of its own, or null
};

bool takeCount(ThreadState &ts, Value value, uint32_t &field) {
  if (!value)
    return true;
  int64_t number = toIndexInt64_py(ts, value, &types::OverflowError);
  if (number < 0) {
    if (!pendingException(ts))
      raise(ts, types::ValueError, "code: argument must be positive");
    return false;
  }
  field = uint32_t(number);
  return true;
}

bool takeStr(ThreadState &ts, Value value, Word &field, const char *name) {
  if (!value)
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError,
                 "replace() argument '{}' must be str, not {}",
                 {name, typeOf(value)});
  field = value.word();
  return true;
}

/// What describes the bytecode can only be given back as it was.
bool checkSame(ThreadState &ts, Value value, Owned current, const char *name) {
  if (!value)
    return true;
  int same = current ? equal_py(ts, value, current) : -1;
  if (same == 0)
    raise(ts, types::ValueError, "code: {} cannot be replaced", {name});
  return same > 0;
}

} // namespace

static Owned replace(ThreadState &ts, Value self, const Value *args) {
  const CodeObject *code = self_(self);
  auto *copy = static_cast<CodeCopy *>(
      allocateCell(&ts, sizeof(CodeCopy), CellKind::Container));
  if (!copy)
    return raiseMemoryError(ts);
  copy->code = *code;
  initHeader(&ts, &copy->code.header, shapeId(BuiltinShape::Code),
             CellKind::Container, sizeof(CodeCopy));
  copy->code.reserved = kCopiedCode;
  copy->code.quick = nullptr;
  copy->code.liveTemps = nullptr;
  copy->code.native = nullptr;
  copy->code.osrEntries = nullptr;
  copy->code.entryCount = 0;
  copy->origin = copyOf(self).take();
  copy->owned = nullptr;
  Owned result = Owned::steal(&copy->code);
  CodeLayout &layout = copy->code.layout;
  bool good =
      takeCount(ts, args[5], copy->code.flags) &&
      takeCount(ts, args[6], copy->code.firstLine) &&
      takeStr(ts, args[13], copy->code.fileName, "co_filename") &&
      takeStr(ts, args[14], copy->code.name, "co_name") &&
      takeStr(ts, args[15], copy->code.qualname, "co_qualname") &&
      checkSame(ts, args[0], integer(layout.argCount), "co_argcount") &&
      checkSame(ts, args[1], integer(layout.positionalOnlyCount),
                "co_posonlyargcount") &&
      checkSame(ts, args[2], integer(layout.keywordOnlyCount),
                "co_kwonlyargcount") &&
      checkSame(ts, args[3], integer(layout.localCount), "co_nlocals") &&
      checkSame(ts, args[7], getCode(ts, self), "co_code") &&
      checkSame(ts, args[9], getNames(ts, self), "co_names") &&
      checkSame(ts, args[10], getVarNames(ts, self), "co_varnames") &&
      checkSame(ts, args[11], getFreeVars(ts, self), "co_freevars") &&
      checkSame(ts, args[12], getCellVars(ts, self), "co_cellvars");
  for (Word text : {copy->code.fileName, copy->code.name, copy->code.qualname})
    retain(&ts, text);
  if (!good)
    return {};
  if (Value consts = args[8]) {
    if (!isTuple(consts) || tupleLength(consts) != code->constantCount)
      return raise(ts, types::ValueError, "code: co_consts cannot change size");
    copy->owned = static_cast<Word *>(
        rawAllocate((code->constantCount + 1) * sizeof(Word)));
    if (!copy->owned)
      return raiseMemoryError(ts);
    for (uint32_t i = 0; i < code->constantCount; ++i)
      copy->owned[i] = copyOf(tupleItem(consts, i)).take();
    copy->code.constants = copy->owned;
  }
  return result;
}

/// CPython makes a code object of its own bytecode, of which there is none.
static Owned newCode(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "code", args) ||
      !checkPositional(ts, "code", args, 16, 18))
    return {};
  return raise(ts, types::ValueError,
               "code: bytecode of CPython cannot be run by this program");
}

static void deallocate(ThreadState &ts, ObjectHeader *object) {
  auto *code = reinterpret_cast<CodeObject *>(object);
  if (forgetCodeHook)
    forgetCodeHook(code);
  rawFree(code->liveTemps);
  if (code->reserved == kCopiedCode) {
    auto *copy = reinterpret_cast<CodeCopy *>(object);
    release(&ts, code->fileName);
    release(&ts, code->name);
    release(&ts, code->qualname);
    if (copy->owned)
      for (uint32_t i = 0; i < code->constantCount; ++i)
        release(&ts, copy->owned[i]);
    rawFree(copy->owned);
    release(&ts, copy->origin);
    freeObject(ts, object, sizeof(CodeCopy));
    return;
  }
  if (freeRuntimeCodeHook)
    freeRuntimeCodeHook(ts, code);
}

static void visit(ObjectHeader *object, Visitor &visitor) {
  auto *code = reinterpret_cast<CodeObject *>(object);
  if (QuickCode *quick = quickOf(code)) {
    visitor(quick->globals);
    visitor(quick->builtins);
  }
  if (code->reserved == kRuntimeCode)
    for (uint32_t i = 0; i < code->constantCount; ++i)
      if (code->constants[i])
        visitor(code->constants[i]);
  if (code->reserved != kCopiedCode)
    return;
  auto *copy = reinterpret_cast<CodeCopy *>(object);
  visitor(copy->origin);
  if (copy->owned)
    for (uint32_t i = 0; i < code->constantCount; ++i)
      visitor(copy->owned[i]);
}

static void clear(ThreadState &, ObjectHeader *object) {
  if (forgetCodeHook)
    forgetCodeHook(reinterpret_cast<CodeObject *>(object));
}

static constexpr MethodDef methods[] = {
    {"co_positions", positions, "()"},
    {"co_lines", linesMethod, "()"},
    {"replace", replace,
     "(*, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, "
     "co_nlocals=-1, co_stacksize=-1, co_flags=-1, co_firstlineno=-1, "
     "co_code=None, co_consts=None, co_names=None, co_varnames=None, "
     "co_freevars=None, co_cellvars=None, co_filename=None, co_name=None, "
     "co_qualname=None, co_linetable=None, co_exceptiontable=None)",
     "Return a copy of the code object with new values for the specified "
     "fields."},
    {},
};
static constexpr GetSetDef getSets[] = {
    {"co_argcount", getArgCount},
    {"co_posonlyargcount", getPositionalOnly},
    {"co_kwonlyargcount", getKeywordOnly},
    {"co_nlocals", getLocalCount},
    {"co_stacksize", getStackSize},
    {"co_flags", getFlags},
    {"co_firstlineno", getFirstLine},
    {"co_name", getName},
    {"co_qualname", getQualname},
    {"co_filename", getFileName},
    {"co_names", getNames},
    {"co_consts", getConsts},
    {"co_varnames", getVarNames},
    {"co_freevars", getFreeVars},
    {"co_cellvars", getCellVars},
    {"co_code", getCode},
    {"co_linetable", getTable},
    {"co_lnotab", getTable},
    {"co_exceptiontable", getExceptionTable},
    {},
};
static constexpr TypeSpec spec = {"code",
                                  "Create a code object.  Not for mere "
                                  "mortals.",
                                  methods, getSets};

constinit TypeObject types::Code = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeImmutable | kTypeHasWeakrefs,
    .basicSize = sizeof(CodeObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .repr = repr,
              .hash = hash,
              .compare = compare,
              .new_ = newCode},
};

} // namespace dxpy
