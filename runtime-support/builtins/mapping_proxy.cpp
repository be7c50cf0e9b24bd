// mappingproxy: a read-only view of a mapping, as `Class.__dict__`.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

Value mappingOf(Value self) {
  return Value(self.as<MappingProxyObject>()->mapping);
}

Owned newProxy(ThreadState &ts, TypeObject *, const Arguments &args) {
  Value bound[1];
  if (!bindArguments(ts, "mappingproxy", "(mapping)", args, bound))
    return {};
  if (!typeOf(bound[0])->slots.subscript || isList(bound[0]) ||
      isTuple(bound[0]))
    return raise(ts, types::TypeError,
                 "mappingproxy() argument must be a mapping, not {}",
                 {typeOf(bound[0])});
  return makeMappingProxy(ts, bound[0]);
}

Owned reprProxy(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("mappingproxy(");
  if (!text.appendRepr_py(mappingOf(self)))
    return {};
  text.append(")");
  return text.finish();
}
Owned strProxy(ThreadState &ts, Value self) {
  return str_py(ts, mappingOf(self));
}
Owned compareProxy(ThreadState &ts, Value self, Value other, CompareOp op) {
  return compare_py(ts, mappingOf(self), other, op);
}
Owned iterProxy(ThreadState &ts, Value self) {
  return getIter_py(ts, mappingOf(self));
}
int64_t lengthProxy(ThreadState &ts, Value self) {
  return length_py(ts, mappingOf(self));
}
Owned subscriptProxy(ThreadState &ts, Value self, Value key) {
  return getItem_py(ts, mappingOf(self), key);
}
int containsProxy(ThreadState &ts, Value self, Value key) {
  Value mapping = mappingOf(self);
  return isExactDict(mapping) ? dictContains_py(ts, mapping, key)
                              : contains_py(ts, mapping, key);
}
Value unwrapped(Value value) {
  return hasShape(value, BuiltinShape::MappingProxy) ? mappingOf(value) : value;
}
Owned orProxy(ThreadState &ts, Value left, Value right) {
  return binary_py(ts, BinaryOp::Or, unwrapped(left), unwrapped(right));
}
Owned inplaceOrProxy(ThreadState &ts, Value self, Value) {
  return raise(ts, types::TypeError,
               "'|=' is not supported by {}; use '|' instead", {typeOf(self)});
}

Owned getMethod(ThreadState &ts, Value self, const Value *args) {
  return callMethod_py(ts, mappingOf(self), Value(&names::get),
                       {args[0], args[1] ? args[1] : none});
}
Owned keysMethod(ThreadState &ts, Value self, const Value *) {
  return callMethod_py(ts, mappingOf(self), Value(&names::keys));
}
Owned valuesMethod(ThreadState &ts, Value self, const Value *) {
  return callMethod_py(ts, mappingOf(self), Value(&names::values));
}
Owned itemsMethod(ThreadState &ts, Value self, const Value *) {
  return callMethod_py(ts, mappingOf(self), Value(&names::items));
}
Owned copyMethod(ThreadState &ts, Value self, const Value *) {
  return callMethod_py(ts, mappingOf(self), Value(&names::copy));
}
Owned reversedMethod(ThreadState &ts, Value self, const Value *) {
  return callMethod_py(ts, mappingOf(self), Value(&names::__reversed__));
}

constexpr MethodDef methods[] = {
    {"get", getMethod, "(key, default=None, /)",
     "Return the value for key if key is in the mapping, else default."},
    {"keys", keysMethod, "()",
     "D.keys() -> a set-like object providing a view on D's keys"},
    {"values", valuesMethod, "()",
     "D.values() -> an object providing a view on D's values"},
    {"items", itemsMethod, "()",
     "D.items() -> a set-like object providing a view on D's items"},
    {"copy", copyMethod, "()", "D.copy() -> a shallow copy of D"},
    {"__reversed__", reversedMethod, "()",
     "D.__reversed__() -> reverse iterator"},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec spec = {.name = "mappingproxy", .methods = methods};
using ProxyFields = Fields<MappingProxyObject, &MappingProxyObject::mapping>;

} // namespace

Owned makeMappingProxy(ThreadState &ts, Value mapping) {
  auto *proxy =
      allocateContainer<MappingProxyObject>(ts, BuiltinShape::MappingProxy);
  if (!proxy)
    return {};
  proxy->mapping = copyOf(mapping).take();
  return Owned::steal(proxy);
}

constinit TypeObject types::MappingProxy = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeMappingPattern,
    .basicSize = sizeof(MappingProxyObject),
    .slots = {.deallocate = ProxyFields::deallocate,
              .visit = ProxyFields::visit,
              .repr = reprProxy,
              .str = strProxy,
              .iter = iterProxy,
              .compare = compareProxy,
              .new_ = newProxy,
              .or_ = orProxy,
              .inplaceOr = inplaceOrProxy,
              .length = lengthProxy,
              .subscript = subscriptProxy,
              .contains = containsProxy}};

} // namespace dxpy
