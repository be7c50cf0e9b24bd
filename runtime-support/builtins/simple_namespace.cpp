// types.SimpleNamespace: an object with the attributes that it was given.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/repr_guard.h"

namespace dxpy {

namespace {

Owned newNamespace(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type);
}

bool initNamespace(ThreadState &ts, Value self, const Arguments &args) {
  if (args.positionalCount)
    return raise(ts, types::TypeError, "no positional arguments expected");
  Owned dict = instanceDict(ts, self);
  if (!dict)
    return false;
  for (size_t i = 0, n = keywordCount(args); i < n; ++i)
    if (!dictSet_py(ts, dict, tupleItem(args.names, i), args.values[i]))
      return false;
  return true;
}

Owned reprNamespace(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  TypeObject *type = typeOf(self);
  text.append(type == &types::SimpleNamespace ? "namespace" : typeName(type));
  ReprGuard guard(self);
  if (guard.recursive()) {
    text.append("(...)");
    return text.finish();
  }
  Owned dict = instanceDict(ts, self);
  Owned items = dict ? dictItems(ts, dict) : Owned();
  if (!items)
    return {};
  text.append("(");
  bool first = true;
  for (uint64_t i = 0; i < listLength(items); ++i) {
    Owned pair = listItem(ts, items, i);
    Value key = tupleItem(pair, 0);
    if (!isStr(key) || strLength(key) == 0)
      continue;
    text.append(first ? "" : ", ");
    text.append(key);
    text.append("=");
    if (!text.appendRepr_py(tupleItem(pair, 1)))
      return {};
    first = false;
  }
  text.append(")");
  return text.finish();
}

Owned compareNamespaces(ThreadState &ts, Value self, Value other,
                        CompareOp op) {
  if (!isSubtype(typeOf(self), &types::SimpleNamespace) ||
      !isSubtype(typeOf(other), &types::SimpleNamespace))
    return ownedNotImplemented();
  Owned left = instanceDict(ts, self), right = instanceDict(ts, other);
  return left && right ? compare_py(ts, left, right, op) : Owned();
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned dict = instanceDict(ts, self);
  return dict ? makeTuple(ts, {Value(typeOf(self)), emptyTuple(), dict})
              : Owned();
}

Owned getDict(ThreadState &ts, Value self) { return instanceDict(ts, self); }
bool setReadOnly(ThreadState &ts, Value, Value) {
  return raise(ts, types::AttributeError, "readonly attribute");
}

constexpr MethodDef methods[] = {
    {"__reduce__", reduce, "()", "Return state information for pickling"}, {}};
constexpr GetSetDef getSets[] = {{"__dict__", getDict, setReadOnly}, {}};
constexpr TypeSpec spec = {.name = "types.SimpleNamespace",
                           .doc = "A simple attribute-based "
                                  "namespace.\n\nSimpleNamespace(**kwargs)",
                           .methods = methods,
                           .getSets = getSets};

void deallocate(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(ObjectHeader));
}

} // namespace

constinit TypeObject types::SimpleNamespace = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict,
    .basicSize = sizeof(ObjectHeader),
    .slotsOffset = sizeof(ObjectHeader) + sizeof(Word),
    .slots = {.deallocate = deallocate,
              .repr = reprNamespace,
              .compare = compareNamespaces,
              .init = initNamespace,
              .new_ = newNamespace}};

} // namespace dxpy
