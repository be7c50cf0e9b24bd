// staticmethod and classmethod.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/function.h"

namespace dxpy {

int isAbstractMethod_py(ThreadState &ts, Value function) {
  Owned flag =
      getAttrOptional_py(ts, function, Value(&names::__isabstractmethod__));
  if (!flag)
    return pendingException(ts) ? -1 : 0;
  return isTrue_py(ts, flag);
}

namespace {

StaticMethodObject *methodOf(Value self) {
  return self.as<StaticMethodObject>();
}

Owned newMethod(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    methodOf(result)->callable = kNone;
  return result;
}

/// As functools.wraps: what describes the callable describes its wrapper.
bool copyDescription(ThreadState &ts, Value self, Value callable) {
  for (StrObject *name :
       {&names::__module__, &names::__name__, &names::__qualname__,
        &names::__doc__, &names::__annotations__}) {
    Owned value = getAttrOptional_py(ts, callable, Value(name));
    if (value ? !genericSetAttr_py(ts, self, Value(name), value)
              : pendingException(ts))
      return false;
  }
  return true;
}

bool initMethod(ThreadState &ts, Value self, const Arguments &args,
                const char *name) {
  if (!checkNoKeywords(ts, name, args) ||
      !checkPositional(ts, name, args, 1, 1))
    return false;
  storeField(ts, self.header(), &methodOf(self)->callable, copyOf(args[0]));
  return copyDescription(ts, self, args[0]);
}

bool initStatic(ThreadState &ts, Value self, const Arguments &args) {
  return initMethod(ts, self, args, "staticmethod");
}
bool initClass(ThreadState &ts, Value self, const Arguments &args) {
  return initMethod(ts, self, args, "classmethod");
}

Owned getStatic(ThreadState &, Value self, Value, Value) {
  return copyOf(Value(methodOf(self)->callable));
}

Owned getClass(ThreadState &ts, Value self, Value instance, Value type) {
  if (!type)
    type = Value(typeOf(instance));
  Owned callable = copyOf(Value(methodOf(self)->callable));
  if (!isFunction(callable))
    if (slot::DescriptorGet get = typeOf(callable)->slots.descriptorGet)
      return get(ts, callable, type, type);
  return makeBoundMethod(ts, callable, type);
}

Word callStatic(ThreadState *ts, Word callee, Word *args,
                uint64_t countAndFlags, Word kwnames) {
  return call_py(*ts, Value(methodOf(Value(callee))->callable),
                 argumentsOf(args, countAndFlags, kwnames))
      .take();
}

Owned reprMethod(ThreadState &ts, Value self, const char *name) {
  StrBuilder text(ts);
  text.append("<");
  text.append(name);
  text.append("(");
  if (!text.appendRepr_py(Value(methodOf(self)->callable)))
    return {};
  text.append(")>");
  return text.finish();
}
Owned reprStatic(ThreadState &ts, Value self) {
  return reprMethod(ts, self, "staticmethod");
}
Owned reprClass(ThreadState &ts, Value self) {
  return reprMethod(ts, self, "classmethod");
}

Owned isAbstract(ThreadState &ts, Value self) {
  int abstract = isAbstractMethod_py(ts, Value(methodOf(self)->callable));
  return abstract < 0 ? Owned() : ownedBool(abstract);
}

constexpr MemberDef members[] = {
    {"__func__", MemberKind::Value, offsetof(StaticMethodObject, callable)},
    {"__wrapped__", MemberKind::Value, offsetof(StaticMethodObject, callable)},
    {}};

Owned getDict(ThreadState &ts, Value self) {
  return dictAttributeDef.get(ts, self);
}
bool setDict(ThreadState &ts, Value self, Value value) {
  return dictAttributeDef.set(ts, self, value);
}
constexpr GetSetDef getSets[] = {
    {"__isabstractmethod__", isAbstract}, {"__dict__", getDict, setDict}, {}};
constexpr TypeSpec staticSpec = {
    .name = "staticmethod",
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a "
           "static method.\n\nA static method does not receive an implicit "
           "first argument.\nTo declare a static method, use this idiom:\n\n   "
           "  class C:\n         @staticmethod\n         def f(arg1, arg2, "
           "argN):\n             ...\n\nIt can be called either on the class "
           "(e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and "
           "the instance are ignored, and\nneither is passed implicitly as the "
           "first argument to the method.\n\nStatic methods in Python are "
           "similar to those found in Java or C++.\nFor a more advanced "
           "concept, see the classmethod builtin.",
    .getSets = getSets,
    .members = members};
constexpr TypeSpec classSpec = {
    .name = "classmethod",
    .doc =
        "classmethod(function) -> method\n\nConvert a function to be a class "
        "method.\n\nA class method receives the class as implicit first "
        "argument,\njust like an instance method receives the instance.\nTo "
        "declare a class method, use this idiom:\n\n  class C:\n      "
        "@classmethod\n      def f(cls, arg1, arg2, argN):\n          "
        "...\n\nIt "
        "can be called either on the class (e.g. C.f()) or on an instance\n"
        "(e.g. C().f()).  The instance is ignored except for its class.\nIf a "
        "class method is called for a derived class, the derived class\nobject "
        "is passed as the implied first argument.\n\nClass methods are "
        "different than C++ or Java static methods.\nIf you want those, see "
        "the staticmethod builtin.",
    .getSets = getSets,
    .members = members};
using MethodFields = Fields<StaticMethodObject, &StaticMethodObject::callable>;

Owned makeMethod(ThreadState &ts, TypeObject *type, Value callable) {
  Owned result = newMethod(ts, type, {});
  if (!result)
    return {};
  storeField(ts, result.value().header(), &methodOf(result)->callable,
             copyOf(callable));
  return copyDescription(ts, result, callable) ? std::move(result) : Owned();
}

} // namespace

Owned makeStaticMethod(ThreadState &ts, Value callable) {
  return makeMethod(ts, &types::StaticMethod, callable);
}
Owned makeClassMethod(ThreadState &ts, Value callable) {
  return makeMethod(ts, &types::ClassMethod, callable);
}

constinit TypeObject types::StaticMethod = {
    .header = typeHeader(),
    .spec = &staticSpec,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeDictMode,
    .basicSize = sizeof(StaticMethodObject),
    .slotsOffset = sizeof(StaticMethodObject),
    .slots = {.deallocate = MethodFields::deallocate,
              .visit = MethodFields::visit,
              .clear = MethodFields::clear,
              .repr = reprStatic,
              .call = callStatic,
              .descriptorGet = getStatic,
              .init = initStatic,
              .new_ = newMethod}};
constinit TypeObject types::ClassMethod = {
    .header = typeHeader(),
    .spec = &classSpec,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeDictMode,
    .basicSize = sizeof(StaticMethodObject),
    .slotsOffset = sizeof(StaticMethodObject),
    .slots = {.deallocate = MethodFields::deallocate,
              .visit = MethodFields::visit,
              .clear = MethodFields::clear,
              .repr = reprClass,
              .descriptorGet = getClass,
              .init = initClass,
              .new_ = newMethod}};

} // namespace dxpy
