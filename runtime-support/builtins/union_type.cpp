// types.UnionType: int | str.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/set.h"

namespace dxpy {

namespace {

UnionTypeObject *unionOf(Value self) { return self.as<UnionTypeObject>(); }

bool isUnionable(Value value) {
  return value.isNone() || hasFlag(value, kSubclassType) ||
         isSubtype(typeOf(value), &types::GenericAlias) ||
         typeOf(value) == &types::UnionType;
}

/// Is \p item in the list? Aliases are compared, classes must be the same.
int isKnown(ThreadState &ts, Value list, Value item) {
  bool isAlias = isSubtype(typeOf(item), &types::GenericAlias);
  for (uint64_t i = 0; i < listLength(list); ++i) {
    Owned other = listItem(ts, list, i);
    if (other.value() == item)
      return 1;
    if (isAlias && isSubtype(typeOf(other), &types::GenericAlias))
      if (int equal = equal_py(ts, other, item))
        return equal;
  }
  return 0;
}

bool addMember(ThreadState &ts, Value list, Value item) {
  if (item.isNone())
    item = Value(&types::NoneType);
  int known = isKnown(ts, list, item);
  return known >= 0 && (known || listAppend(ts, list, copyOf(item)));
}

bool addOperand(ThreadState &ts, Value list, Value operand) {
  if (typeOf(operand) != &types::UnionType)
    return addMember(ts, list, operand);
  Value args(unionOf(operand)->args);
  for (uint64_t i = 0; i < tupleLength(args); ++i)
    if (!addMember(ts, list, tupleItem(args, i)))
      return false;
  return true;
}

Owned reprUnion(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  Value args(unionOf(self)->args);
  for (uint64_t i = 0; i < tupleLength(args); ++i) {
    if (i)
      text.append(" | ");
    if (tupleItem(args, i) == Value(&types::NoneType))
      text.append("None");
    else if (!appendTypeRepr_py(ts, text, tupleItem(args, i)))
      return {};
  }
  return text.finish();
}

Owned asSet(ThreadState &ts, Value self) {
  return makeFrozenSet_py(ts, Value(unionOf(self)->args));
}

int64_t hashUnion(ThreadState &ts, Value self) {
  Owned set = asSet(ts, self);
  return set ? hash_py(ts, set) : -1;
}

Owned compareUnions(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      typeOf(other) != &types::UnionType)
    return ownedNotImplemented();
  Owned left = asSet(ts, self), right = asSet(ts, other);
  return left && right ? compare_py(ts, left, right, op) : Owned();
}

Owned getParameters(ThreadState &ts, Value self) {
  if (unionOf(self)->parameters == kUndef) {
    Owned parameters = collectParameters_py(ts, Value(unionOf(self)->args));
    if (!parameters)
      return {};
    storeField(ts, self.header(), &unionOf(self)->parameters,
               std::move(parameters));
  }
  return copyOf(Value(unionOf(self)->parameters));
}

Owned subscriptUnion(ThreadState &ts, Value self, Value key) {
  Owned parameters = getParameters(ts, self);
  Owned args =
      parameters ? substituteParameters_py(ts, self, Value(unionOf(self)->args),
                                           parameters, key)
                 : Owned();
  if (!args)
    return {};
  Owned result = copyOf(tupleItem(args, 0));
  for (uint64_t i = 1; result && i < tupleLength(args); ++i)
    result = binary_py(ts, BinaryOp::Or, result, tupleItem(args, i));
  return result;
}

/// The module is that of the class; everything else as usual.
Owned getAttribute(ThreadState &ts, Value self, Value name) {
  if (strText(name) == "__module__")
    return getAttr_py(ts, Value(&types::UnionType), name);
  return genericGetAttr_py(ts, self, name);
}

constexpr MemberDef members[] = {
    {"__args__", MemberKind::Value, offsetof(UnionTypeObject, args)}, {}};
constexpr GetSetDef getSets[] = {{"__parameters__", getParameters, nullptr,
                                  "Type variables in the types.UnionType."},
                                 {}};
constexpr TypeSpec spec = {
    .name = "types.UnionType",
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
    .getSets = getSets,
    .members = members};
using UnionFields = Fields<UnionTypeObject, &UnionTypeObject::args,
                           &UnionTypeObject::parameters>;

} // namespace

Owned unionOr(ThreadState &ts, Value a, Value b) {
  if (!isUnionable(a) || !isUnionable(b))
    return ownedNotImplemented();
  Owned list = makeList(ts);
  if (!list || !addOperand(ts, list, a) || !addOperand(ts, list, b))
    return {};
  if (listLength(list) == 1)
    return listItem(ts, list, 0);
  Owned args = listToTuple(ts, list);
  Owned result = args ? allocateInstance(ts, &types::UnionType) : Owned();
  if (result) {
    unionOf(result)->args = args.take();
    unionOf(result)->parameters = kUndef;
  }
  return result;
}

constinit TypeObject types::UnionType = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(UnionTypeObject),
    .slots = {.deallocate = UnionFields::deallocate,
              .visit = UnionFields::visit,
              .repr = reprUnion,
              .hash = hashUnion,
              .getAttr = getAttribute,
              .compare = compareUnions,
              .or_ = unionOr,
              .subscript = subscriptUnion}};

} // namespace dxpy
