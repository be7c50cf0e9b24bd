// method: a function bound to the object whose attribute it was read as.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/function.h"

namespace dxpy {

namespace {

MethodObject *methodOf(Value self) { return self.as<MethodObject>(); }

Word callMethod(ThreadState *ts, Word callee, Word *args,
                uint64_t countAndFlags, Word kwnames) {
  Value self(callee);
  return callWithSelf_py(*ts, Value(methodOf(self)->function),
                         Value(methodOf(self)->self),
                         argumentsOf(args, countAndFlags, kwnames))
      .take();
}

Owned newMethod(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "method", args) ||
      !checkPositional(ts, "method", args, 2, 2))
    return {};
  if (!isCallable(args[0]))
    return raise(ts, types::TypeError, "first argument must be callable");
  if (args[1].isNone())
    return raise(ts, types::TypeError, "instance must not be None");
  return makeBoundMethod(ts, args[0], args[1]);
}

/// What the method type has not is read from the function.
Owned getAttribute(ThreadState &ts, Value self, Value name) {
  Owned found = copyOf(lookupInType(ts, &types::Method, name));
  if (!found)
    return pendingException(ts)
               ? Owned()
               : getAttr_py(ts, Value(methodOf(self)->function), name);
  slot::DescriptorGet get = typeOf(found)->slots.descriptorGet;
  return get ? get(ts, found, self, Value(&types::Method)) : std::move(found);
}

Owned reprMethod(ThreadState &ts, Value self) {
  Value function(methodOf(self)->function);
  Owned name = getAttrOptional_py(ts, function, Value(&names::__qualname__));
  if (!name && !pendingException(ts))
    name = getAttrOptional_py(ts, function, Value(&names::__name__));
  if (!name && pendingException(ts))
    return {};
  StrBuilder text(ts);
  text.append("<bound method ");
  if (name && isStr(name))
    text.append(name);
  else
    text.append("?");
  text.append(" of ");
  if (!text.appendRepr_py(Value(methodOf(self)->self)))
    return {};
  text.append(">");
  return text.finish();
}

Owned compareMethods(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !hasShape(other, BuiltinShape::Method))
    return ownedNotImplemented();
  int equal = equal_py(ts, Value(methodOf(self)->function),
                       Value(methodOf(other)->function));
  if (equal < 0)
    return {};
  equal = equal && isIdentical(Value(methodOf(self)->self),
                               Value(methodOf(other)->self));
  return ownedBool(bool(equal) == (op == CompareOp::Eq));
}

int64_t hashMethod(ThreadState &ts, Value self) {
  int64_t hash = hash_py(ts, Value(methodOf(self)->function));
  if (hash == -1)
    return -1;
  hash ^= int64_t(methodOf(self)->self >> 4);
  return hash == -1 ? -2 : hash;
}

Owned getDoc(ThreadState &ts, Value self) {
  Owned doc = getAttrOptional_py(ts, Value(methodOf(self)->function),
                                 Value(&names::__doc__));
  return doc || pendingException(ts) ? std::move(doc) : ownedNone();
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned name =
      getAttr_py(ts, Value(methodOf(self)->function), Value(&names::__name__));
  Owned getAttr = name ? builtinNamed_py(ts, "getattr") : Owned();
  Owned args =
      getAttr ? makeTuple(ts, {Value(methodOf(self)->self), name}) : Owned();
  return args ? makeTuple(ts, {getAttr, args}) : Owned();
}

constexpr MethodDef methods[] = {{"__reduce__", reduce, "()"}, {}};
constexpr MemberDef members[] = {
    {"__func__", MemberKind::Value, offsetof(MethodObject, function), true,
     "the function (or other callable) implementing a method"},
    {"__self__", MemberKind::Value, offsetof(MethodObject, self), true,
     "the instance to which a method is bound"},
    {}};
constexpr GetSetDef getSets[] = {{"__doc__", getDoc}, {}};
constexpr TypeSpec spec = {.name = "method",
                           .doc = "Create a bound instance method object.",
                           .methods = methods,
                           .getSets = getSets,
                           .members = members};
using MethodFields =
    Fields<MethodObject, &MethodObject::function, &MethodObject::self>;

} // namespace

Owned makeBoundMethod(ThreadState &ts, Value function, Value self) {
  auto *method = allocateContainer<MethodObject>(ts, BuiltinShape::Method);
  if (!method)
    return {};
  method->function = copyOf(function).take();
  method->self = copyOf(self).take();
  return Owned::steal(method);
}

constinit TypeObject types::Method = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeHasWeakrefs,
    .basicSize = sizeof(MethodObject),
    .slots = {.deallocate = MethodFields::deallocate,
              .visit = MethodFields::visit,
              .repr = reprMethod,
              .hash = hashMethod,
              .call = callMethod,
              .getAttr = getAttribute,
              .compare = compareMethods,
              .new_ = newMethod}};

} // namespace dxpy
