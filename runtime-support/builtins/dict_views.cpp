// dict_keys, dict_values and dict_items. Their set operations are in
// dict_view_sets.cpp.
#include "runtime-support/builtins/dict_builtin.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/repr_guard.h"

namespace dxpy {

namespace {

constexpr BuiltinShape kShapes[] = {
    BuiltinShape::DictKeys, BuiltinShape::DictValues, BuiltinShape::DictItems};

template <DictPart part> Owned iterate(ThreadState &ts, Value self) {
  return makeDictIterator(ts, viewedDict(self), part, false);
}

template <DictPart part>
Owned iterateBackward(ThreadState &ts, Value self, const Value *) {
  return makeDictIterator(ts, viewedDict(self), part, true);
}

int64_t length(ThreadState &, Value self) {
  return int64_t(dictLength(viewedDict(self)));
}

Owned repr(ThreadState &ts, Value self) {
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "...");
  Owned items = listFromIterable_py(ts, self);
  if (!items)
    return {};
  StrBuilder text(ts);
  text.append(typeNameOf(self));
  text.append("(");
  if (!text.appendRepr_py(items))
    return {};
  text.append(")");
  return text.finish();
}

int containsKey(ThreadState &ts, Value self, Value key) {
  return dictContains_py(ts, viewedDict(self), key);
}

int containsItem(ThreadState &ts, Value self, Value item) {
  if (!isTuple(item) || tupleLength(item) != 2)
    return 0;
  Value found = dictGet_py(ts, viewedDict(self), tupleItem(item, 0));
  if (!found)
    return pendingException(ts) ? -1 : 0;
  Owned held = copyOf(found);
  return equalItems_py(ts, held, tupleItem(item, 1));
}

Owned mapping(ThreadState &ts, Value self) {
  return call_py(ts, Value(&types::MappingProxy), {viewedDict(self)});
}

constexpr char kDisjointDoc[] =
    "Return True if the view and the given iterable have a null intersection.";
constexpr GetSetDef getSets[] = {
    {"mapping", mapping, nullptr, "dictionary that this view refers to"}, {}};
constexpr MethodDef keysMethods[] = {
    {"isdisjoint", viewIsDisjoint, "(other, /)", kDisjointDoc},
    {"__reversed__", iterateBackward<DictPart::Key>, "()",
     "Return a reverse iterator over the dict keys."},
    {}};
constexpr MethodDef valuesMethods[] = {
    {"__reversed__", iterateBackward<DictPart::Value>, "()",
     "Return a reverse iterator over the dict values."},
    {}};
constexpr MethodDef itemsMethods[] = {
    {"isdisjoint", viewIsDisjoint, "(other, /)", kDisjointDoc},
    {"__reversed__", iterateBackward<DictPart::Item>, "()",
     "Return a reverse iterator over the dict items."},
    {}};
constexpr TypeSpec keysSpec = {"dict_keys", nullptr, keysMethods, getSets};
constexpr TypeSpec valuesSpec = {"dict_values", nullptr, valuesMethods,
                                 getSets};
constexpr TypeSpec itemsSpec = {"dict_items", nullptr, itemsMethods, getSets};
using Fields = OwnedFields<DictViewObject, &DictViewObject::dict>;

constexpr TypeObject viewType(const TypeSpec *spec, slot::Unary iter) {
  TypeObject type;
  type.header = typeHeader();
  type.spec = spec;
  type.flags = kTypeContainer;
  type.basicSize = sizeof(DictViewObject);
  type.slots.deallocate = Fields::deallocate;
  type.slots.visit = Fields::visit;
  type.slots.repr = repr;
  type.slots.iter = iter;
  type.slots.length = length;
  return type;
}

constexpr TypeObject setViewType(const TypeSpec *spec, slot::Unary iter,
                                 slot::Contains contains) {
  TypeObject type = viewType(spec, iter);
  type.slots.contains = contains;
  type.slots.compare = viewCompare;
  type.slots.and_ = viewAnd;
  type.slots.or_ = viewOr;
  type.slots.xor_ = viewXor;
  type.slots.subtract = viewSubtract;
  return type;
}

} // namespace

template <DictPart part>
Owned dictView(ThreadState &ts, Value dict, const Value *) {
  auto *view = allocateContainer<DictViewObject>(ts, kShapes[unsigned(part)]);
  if (!view)
    return {};
  view->dict = copyOf(dict).take();
  return Owned::steal(view);
}
template Owned dictView<DictPart::Key>(ThreadState &, Value, const Value *);
template Owned dictView<DictPart::Value>(ThreadState &, Value, const Value *);
template Owned dictView<DictPart::Item>(ThreadState &, Value, const Value *);

constinit TypeObject types::DictKeys =
    setViewType(&keysSpec, iterate<DictPart::Key>, containsKey);
constinit TypeObject types::DictValues =
    viewType(&valuesSpec, iterate<DictPart::Value>);
constinit TypeObject types::DictItems =
    setViewType(&itemsSpec, iterate<DictPart::Item>, containsItem);

} // namespace dxpy
