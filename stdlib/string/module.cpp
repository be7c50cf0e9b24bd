// _string: the language of str.format, for string.Formatter.
#include "runtime-support/builtins/format_markup.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy {

namespace {

/// Over the pieces of a format: (literal, field name, spec, conversion).
struct FormatterIteratorObject {
  ObjectHeader header;
  Word str;
  uint64_t at; ///< byte of the next piece
};
/// Over the steps of a field name: (is attribute, name or index).
struct FieldIteratorObject {
  ObjectHeader header;
  Word str;
  uint64_t at;
};

Owned pieceNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<FormatterIteratorObject>();
  std::string_view text = strText(Value(iterator->str));
  MarkupReader reader(text.substr(iterator->at));
  MarkupPiece piece;
  MarkupStep step = reader.next(ts, piece);
  iterator->at = text.size() - reader.rest().size();
  if (step != MarkupStep::Piece)
    return {};
  Owned literal = makeStr(ts, piece.literal);
  Owned name = piece.hasField ? makeStr(ts, piece.name) : ownedNone();
  Owned spec = piece.hasField ? makeStr(ts, piece.spec) : ownedNone();
  Owned conversion =
      piece.conversion ? strFromChar(ts, piece.conversion) : ownedNone();
  if (!literal || !name || !spec || !conversion)
    return {};
  return makeTuple(
      ts, {literal.value(), name.value(), spec.value(), conversion.value()});
}

Owned fieldNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<FieldIteratorObject>();
  std::string_view text = strText(Value(iterator->str));
  FieldSteps steps(text.substr(iterator->at));
  FieldStep step;
  MarkupStep outcome = steps.next(ts, step);
  iterator->at = text.size() - steps.rest().size();
  if (outcome != MarkupStep::Piece)
    return {};
  Owned key =
      step.index == -1 ? makeStr(ts, step.name) : makeInt(ts, step.index);
  return key ? makeTuple(ts, {boolean(step.isAttribute), key.value()})
             : Owned();
}

constexpr TypeSpec pieceSpec = {"_string.formatteriterator"};
constexpr TypeSpec fieldSpec = {"_string.fieldnameiterator"};
using PieceFields =
    OwnedFields<FormatterIteratorObject, &FormatterIteratorObject::str>;
using StepFields = OwnedFields<FieldIteratorObject, &FieldIteratorObject::str>;

constinit TypeObject pieceType = {
    .header = typeHeader(),
    .spec = &pieceSpec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(FormatterIteratorObject),
    .slots = {.deallocate = PieceFields::deallocate,
              .visit = PieceFields::visit,
              .iter = iterateSelf,
              .next = pieceNext}};
constinit TypeObject fieldType = {
    .header = typeHeader(),
    .spec = &fieldSpec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(FieldIteratorObject),
    .slots = {.deallocate = StepFields::deallocate,
              .visit = StepFields::visit,
              .iter = iterateSelf,
              .next = fieldNext}};

bool requireText(ThreadState &ts, Value value) {
  return isStr(value) ||
         raise(ts, types::TypeError, "expected str, got {}", {typeOf(value)});
}

/// An iterator of either type over \p str from byte \p at on.
Owned iteratorOver(ThreadState &ts, TypeObject *type, Value str, uint64_t at) {
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  auto *iterator = result.as<FieldIteratorObject>();
  iterator->str = copyOf(str).take();
  iterator->at = at;
  return result;
}

Owned parser(ThreadState &ts, Value, const Value *args) {
  if (!requireText(ts, args[0]))
    return {};
  return iteratorOver(ts, &pieceType, args[0], 0);
}

Owned splitField(ThreadState &ts, Value, const Value *args) {
  if (!requireText(ts, args[0]))
    return {};
  std::string_view first;
  int64_t index;
  FieldSteps rest;
  if (!splitFieldName(ts, strText(args[0]), first, index, rest))
    return {};
  Owned key = index == -1 ? makeStr(ts, first) : makeInt(ts, index);
  Owned iterator = iteratorOver(ts, &fieldType, args[0], first.size());
  return key && iterator ? makeTuple(ts, {key.value(), iterator.value()})
                         : Owned();
}

constexpr MethodDef functions[] = {{"formatter_field_name_split", splitField,
                                    "(field_name, /)",
                                    "split the argument as a field name"},
                                   {"formatter_parser", parser, "(format, /)",
                                    "parse the argument as a format string"},
                                   {}};

bool execute(ThreadState &ts, Value) {
  return initNativeType(ts, &pieceType) && initNativeType(ts, &fieldType) &&
         readyType(ts, &pieceType) && readyType(ts, &fieldType);
}

} // namespace

DX_NATIVE_MODULE(_string, .doc = "string helper module", .functions = functions,
                 .execute = execute)

} // namespace dxpy
