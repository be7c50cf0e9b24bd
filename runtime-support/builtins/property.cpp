// property: an attribute whose access calls functions.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/fields.h"

namespace dxpy {

namespace {

PropertyObject *propertyOf(Value self) { return self.as<PropertyObject>(); }

Owned newProperty(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    PropertyObject *property = propertyOf(result);
    property->get = property->set = property->del = kNone;
    property->doc = kNone;
    property->name = kUndef;
  }
  return result;
}

/// Takes the getter's __doc__; a subclass keeps it in its own attributes.
bool takeDoc(ThreadState &ts, Value self, Value getter) {
  Owned doc = getAttrOptional_py(ts, getter, Value(&names::__doc__));
  if (!doc)
    return !pendingException(ts);
  propertyOf(self)->docFromGetter = true;
  if (typeOf(self) != &types::Property)
    return setAttr_py(ts, self, Value(&names::__doc__), doc);
  storeField(ts, self.header(), &propertyOf(self)->doc, std::move(doc));
  return true;
}

constexpr Signature initSignature =
    "(fget=None, fset=None, fdel=None, doc=None)";

bool initProperty(ThreadState &ts, Value self, const Arguments &args) {
  Value bound[4];
  if (!bindArguments(ts, "property", initSignature, args, bound))
    return false;
  for (Value &value : bound)
    if (!value)
      value = none;
  PropertyObject *property = propertyOf(self);
  storeField(ts, self.header(), &property->get, copyOf(bound[0]));
  storeField(ts, self.header(), &property->set, copyOf(bound[1]));
  storeField(ts, self.header(), &property->del, copyOf(bound[2]));
  storeField(ts, self.header(), &property->doc, copyOf(bound[3]));
  storeField(ts, self.header(), &property->name, Owned::steal(kUndef));
  property->docFromGetter = false;
  if (bound[3].isNone() && !bound[0].isNone())
    return takeDoc(ts, self, bound[0]);
  return true;
}

Raised raiseNoFunction(ThreadState &ts, Value self, Value instance,
                       const char *function) {
  Owned qualname = instance ? getAttrOptional_py(ts, Value(typeOf(instance)),
                                                 Value(&names::__qualname__))
                            : Owned();
  if (pendingException(ts))
    return {};
  Value name(propertyOf(self)->name);
  if (!name.isUndef() && !name.isNone() && qualname)
    return raise(
        ts, types::AttributeError, "property {} of {} object has no {}",
        {MessageArg::repr(name), MessageArg::repr(qualname), function});
  if (qualname)
    return raise(ts, types::AttributeError, "property of {} object has no {}",
                 {MessageArg::repr(qualname), function});
  return raise(ts, types::AttributeError, "property has no {}", {function});
}

Owned getProperty(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance || instance.isNone())
    return copyOf(self);
  Owned getter = copyOf(Value(propertyOf(self)->get));
  if (getter.value().isNone())
    return raiseNoFunction(ts, self, instance, "getter");
  return call_py(ts, getter, {instance});
}

bool setProperty(ThreadState &ts, Value self, Value instance, Value value) {
  Owned function =
      copyOf(Value(value ? propertyOf(self)->set : propertyOf(self)->del));
  if (function.value().isNone())
    return raiseNoFunction(ts, self, instance, value ? "setter" : "deleter");
  return bool(value ? call_py(ts, function, {instance, value})
                    : call_py(ts, function, {instance}));
}

/// A copy of the property with one function replaced.
Owned copyProperty(ThreadState &ts, Value self, Value get, Value set,
                   Value del) {
  PropertyObject *old = propertyOf(self);
  auto choose = [](Value given, Word current) {
    return given && !given.isNone() ? given : Value(current);
  };
  Owned type = copyOf(Value(typeOf(self)));
  Value getter = choose(get, old->get);
  Value doc = old->docFromGetter && !getter.isNone() ? none : Value(old->doc);
  Owned result = call_py(
      ts, type, {getter, choose(set, old->set), choose(del, old->del), doc});
  if (result && isSubtype(typeOf(result), &types::Property))
    storeField(ts, result.value().header(), &propertyOf(result)->name,
               copyOf(Value(old->name)));
  return result;
}

Owned getterMethod(ThreadState &ts, Value self, const Value *args) {
  return copyProperty(ts, self, args[0], {}, {});
}
Owned setterMethod(ThreadState &ts, Value self, const Value *args) {
  return copyProperty(ts, self, {}, args[0], {});
}
Owned deleterMethod(ThreadState &ts, Value self, const Value *args) {
  return copyProperty(ts, self, {}, {}, args[0]);
}

Owned setNameMethod(ThreadState &ts, Value self, const Arguments &args) {
  if (args.positionalCount != 2)
    return raise(ts, types::TypeError,
                 "__set_name__() takes 2 positional arguments but {} were "
                 "given",
                 {args.positionalCount});
  storeField(ts, self.header(), &propertyOf(self)->name, copyOf(args[1]));
  return ownedNone();
}

Owned isAbstract(ThreadState &ts, Value self) {
  for (Word function :
       {propertyOf(self)->get, propertyOf(self)->set, propertyOf(self)->del}) {
    int abstract = isAbstractMethod_py(ts, Value(function));
    if (abstract)
      return abstract < 0 ? Owned() : ownedBool(true);
  }
  return ownedBool(false);
}

constexpr MethodDef methods[] = {
    {"getter", getterMethod, "(fget, /)",
     "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", setterMethod, "(fset, /)",
     "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", deleterMethod, "(fdel, /)",
     "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", setNameMethod, "Method to set name of a property."},
    {}};
constexpr MemberDef members[] = {
    {"fget", MemberKind::Value, offsetof(PropertyObject, get)},
    {"fset", MemberKind::Value, offsetof(PropertyObject, set)},
    {"fdel", MemberKind::Value, offsetof(PropertyObject, del)},
    {"__doc__", MemberKind::ValueOrNone, offsetof(PropertyObject, doc), false},
    {}};
constexpr GetSetDef getSets[] = {{"__isabstractmethod__", isAbstract}, {}};
constexpr TypeSpec spec = {
    .name = "property",
    .doc =
        "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n"
        "Property attribute.\n\n  fget\n    function to be used for getting an "
        "attribute value\n  fset\n    function to be used for setting an "
        "attribute value\n  fdel\n    function to be used for del'ing an "
        "attribute\n  doc\n    docstring\n\nTypical use is to define a managed "
        "attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n"
        "    def setx(self, value): self._x = value\n    def delx(self): del "
        "self._x\n    x = property(getx, setx, delx, \"I'm the 'x' "
        "property.\")\n\nDecorators make defining new properties or modifying "
        "existing ones easy:\n\nclass C(object):\n    @property\n    def "
        "x(self):\n        \"I am the 'x' property.\"\n        return self._x\n"
        "    @x.setter\n    def x(self, value):\n        self._x = value\n    "
        "@x.deleter\n    def x(self):\n        del self._x",
    .methods = methods,
    .getSets = getSets,
    .members = members};
using PropertyFields =
    Fields<PropertyObject, &PropertyObject::get, &PropertyObject::set,
           &PropertyObject::del, &PropertyObject::doc, &PropertyObject::name>;

} // namespace

constinit TypeObject types::Property = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(PropertyObject),
    .slots = {.deallocate = PropertyFields::deallocate,
              .visit = PropertyFields::visit,
              .clear = PropertyFields::clear,
              .descriptorGet = getProperty,
              .descriptorSet = setProperty,
              .init = initProperty,
              .new_ = newProperty}};

} // namespace dxpy
