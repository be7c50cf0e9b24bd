// A code unit as a heap object: it keeps the unit, whose arrays it points into,
// and owns the values made from its constants and names.
#include "runtime-support/frontend/runtime_code.h"
#include "runtime-support/builtins/code.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <new>

namespace dxpy {

using bytecode::CodeUnit;
using bytecode::Constant;
using bytecode::ConstantKind;

namespace {

struct RuntimeCode {
  CodeObject code;
  std::shared_ptr<const CodeUnit> unit;
  Word *words; ///< constants, names, names of locals
};

Owned makeConstant(ThreadState &ts, const Constant &constant);

Owned makeItems(ThreadState &ts, const std::vector<Constant> &items) {
  if (items.empty())
    return copyOf(emptyTuple());
  TupleObject *tuple = allocateTuple(ts, items.size());
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (size_t i = 0; i < items.size(); ++i) {
    Owned item = makeConstant(ts, items[i]);
    if (!item)
      return {};
    tuple->items[i] = item.take();
  }
  return result;
}

Owned makeConstant(ThreadState &ts, const Constant &constant) {
  switch (constant.kind()) {
  case ConstantKind::None:
    return ownedNone();
  case ConstantKind::Bool:
    return ownedBool(constant.asBool());
  case ConstantKind::Ellipsis:
    return Owned::steal(kEllipsis);
  case ConstantKind::Int:
    return makeInt(ts, constant.asInt());
  case ConstantKind::BigInt:
    return makeIntFromLimbs(ts, constant.asBigInt().limbs.data(),
                            constant.asBigInt().limbs.size(),
                            constant.asBigInt().negative);
  case ConstantKind::Float:
    return makeFloat(ts, constant.asFloat());
  case ConstantKind::Complex:
    return makeComplex(ts, constant.asComplex().real,
                       constant.asComplex().imag);
  case ConstantKind::Str:
    return looksLikeName(constant.asStr()) ? internText(ts, constant.asStr())
                                           : makeStr(ts, constant.asStr());
  case ConstantKind::Bytes:
    return makeBytes(ts, constant.asBytes());
  case ConstantKind::Tuple:
    return makeItems(ts, constant.items());
  case ConstantKind::FrozenSet: {
    Owned items = makeItems(ts, constant.items());
    return items ? makeConstantFrozenSet_py(ts, items) : Owned();
  }
  case ConstantKind::Code:
    return makeRuntimeCode(ts, constant.asCode());
  }
  return {};
}

bool fillWords(ThreadState &ts, RuntimeCode *object) {
  const CodeUnit &unit = *object->unit;
  Word *next = object->words;
  for (const Constant &constant : unit.constants)
    if (!(*next++ = makeConstant(ts, constant).take()))
      return false;
  for (const std::vector<std::string> *names : {&unit.names, &unit.localNames})
    for (const std::string &name : *names)
      if (!(*next++ = internText(ts, name).take()))
        return false;
  CodeObject &code = object->code;
  code.name = internText(ts, unit.name).take();
  code.qualname = internText(ts, unit.qualname).take();
  code.fileName = internText(ts, unit.fileName).take();
  code.doc = unit.hasDoc ? makeStr(ts, unit.doc).take() : kNone;
  return code.name && code.qualname && code.fileName && code.doc;
}

void setFields(CodeObject &code, const CodeUnit &unit, Word *words) {
  code.code = unit.code.data();
  code.constants = words;
  code.names = words + unit.constants.size();
  code.localNames = words + unit.constants.size() + unit.names.size();
  code.exceptions = unit.exceptions.data();
  code.lines = unit.lines.data();
  code.localKinds = unit.localKinds.data();
  code.layout = unit.layout;
  code.codeLength = uint32_t(unit.code.size());
  code.constantCount = uint32_t(unit.constants.size());
  code.nameCount = uint32_t(unit.names.size());
  code.exceptionCount = uint32_t(unit.exceptions.size());
  code.lineCount = uint32_t(unit.lines.size());
  code.flags = unit.flags;
  code.traits = unit.traits;
  code.firstLine = unit.firstLine;
  code.id = takeCodeId();
  code.reserved = kRuntimeCode;
}

} // namespace

Owned makeRuntimeCode(ThreadState &ts, std::shared_ptr<const CodeUnit> unit) {
  size_t count =
      unit->constants.size() + unit->names.size() + unit->localNames.size();
  auto *words =
      static_cast<Word *>(rawAllocateZeroed((count + 1) * sizeof(Word)));
  void *cell = words
                   ? allocateCell(&ts, sizeof(RuntimeCode), CellKind::Container)
                   : nullptr;
  if (!cell) {
    rawFree(words);
    return raiseMemoryError(ts);
  }
  auto *object = new (cell) RuntimeCode{{}, std::move(unit), words};
  initHeader(&ts, &object->code.header, shapeId(BuiltinShape::Code),
             CellKind::Container, sizeof(RuntimeCode));
  setFields(object->code, *object->unit, words);
  Owned result = Owned::steal(&object->code);
  if (!fillWords(ts, object))
    return pendingException(ts) ? Owned() : Owned(raiseMemoryError(ts));
  return result;
}

void freeRuntimeCode(ThreadState &ts, CodeObject *code) {
  auto *object = reinterpret_cast<RuntimeCode *>(code);
  const CodeUnit &unit = *object->unit;
  size_t count =
      unit.constants.size() + unit.names.size() + unit.localNames.size();
  for (size_t i = 0; i < count; ++i)
    if (Word w = object->words[i])
      release(&ts, w);
  for (Word w : {code->name, code->qualname, code->fileName, code->doc})
    if (w)
      release(&ts, w);
  rawFree(object->words);
  object->unit.~shared_ptr();
  freeObject(ts, &code->header, sizeof(RuntimeCode));
}

} // namespace dxpy
