// super: attributes of the classes that come after one in an mro.
#include "runtime-support/objects/super.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/fields.h"

namespace dxpy {

namespace {

SuperObject *superOf(Value self) { return self.as<SuperObject>(); }

Owned newSuper(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    superOf(result)->type = kNone;
    superOf(result)->object = superOf(result)->objectType = kUndef;
  }
  return result;
}

/// What the mro of \p start after \p type has, not bound; null without an
/// exception if nothing.
Value findAfter(ThreadState &ts, const TypeObject *type, TypeObject *start,
                Value name) {
  if (!readyType(ts, start))
    return {};
  if (!start->mro) // its metaclass's mro() runs
    return {};
  Value mro(start->mro);
  uint64_t i = 0, n = tupleLength(mro);
  while (i < n && tupleItem(mro, i) != Value(type))
    ++i;
  for (++i; i < n; ++i) {
    auto *base = tupleItem(mro, i).as<TypeObject>();
    if (!readyType(ts, base))
      return {};
    if (Value found = dictGetName(ts, Value(base->dict), name))
      return found;
  }
  return {};
}

/// The same, bound to \p object.
Owned lookupAfter(ThreadState &ts, TypeObject *type, Value object,
                  TypeObject *start, Value name) {
  Owned found = copyOf(findAfter(ts, type, start, name));
  slot::DescriptorGet get =
      found ? typeOf(found)->slots.descriptorGet : nullptr;
  if (!get)
    return found;
  bool onClass = object == Value(start);
  return get(ts, found, onClass ? Value() : object, Value(start));
}

Owned getAttribute(ThreadState &ts, Value self, Value name) {
  SuperObject *super = superOf(self);
  if (super->objectType != kUndef && strText(name) != "__class__") {
    Owned found = lookupAfter(ts, Value(super->type).as<TypeObject>(),
                              Value(super->object),
                              Value(super->objectType).as<TypeObject>(), name);
    if (found || pendingException(ts))
      return found;
  }
  return genericGetAttr_py(ts, self, name);
}

bool setFields(ThreadState &ts, Value self, TypeObject *type, Value object) {
  TypeObject *objectType = nullptr;
  if (object && !object.isNone()) {
    objectType = superCheck(ts, type, object);
    if (!objectType)
      return false;
  }
  SuperObject *super = superOf(self);
  storeField(ts, self.header(), &super->type, copyOf(Value(type)));
  storeField(ts, self.header(), &super->object,
             objectType ? copyOf(object) : Owned::steal(kUndef));
  storeField(ts, self.header(), &super->objectType,
             objectType ? copyOf(Value(objectType)) : Owned::steal(kUndef));
  return true;
}

bool initSuper(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "super", args) ||
      !checkPositional(ts, "super", args, 0, 2))
    return false;
  Value type, object;
  if (args.positionalCount == 0) {
    if (!currentSuperArguments(ts, type, object))
      return false;
  } else {
    type = args[0];
    object = args.positionalCount > 1 ? args[1] : Value();
  }
  if (!hasFlag(type, kSubclassType))
    return raise(ts, types::TypeError,
                 "super() argument 1 must be a type, not {}", {typeOf(type)});
  return setFields(ts, self, type.as<TypeObject>(), object);
}

Owned reprSuper(ThreadState &ts, Value self) {
  SuperObject *super = superOf(self);
  StrBuilder text(ts);
  text.append("<super: <class '");
  text.append(Value(super->type).isNone()
                  ? "NULL"
                  : nativeQualifiedName(Value(super->type).as<TypeObject>()));
  if (super->objectType == kUndef) {
    text.append("'>, NULL>");
  } else {
    text.append("'>, <");
    text.append(nativeQualifiedName(Value(super->objectType).as<TypeObject>()));
    text.append(" object>>");
  }
  return text.finish();
}

Owned bindSuper(ThreadState &ts, Value self, Value instance, Value) {
  SuperObject *super = superOf(self);
  if (!instance || instance.isNone() || super->object != kUndef)
    return copyOf(self);
  if (typeOf(self) != &types::Super)
    return call_py(ts, Value(typeOf(self)), {Value(super->type), instance});
  Owned result = newSuper(ts, &types::Super, {});
  if (!result ||
      !setFields(ts, result, Value(super->type).as<TypeObject>(), instance))
    return {};
  return result;
}

constexpr MemberDef members[] = {
    {"__thisclass__", MemberKind::ValueOrNone, offsetof(SuperObject, type),
     true, "the class invoking super()"},
    {"__self__", MemberKind::ValueOrNone, offsetof(SuperObject, object), true,
     "the instance invoking super(); may be None"},
    {"__self_class__", MemberKind::ValueOrNone,
     offsetof(SuperObject, objectType), true,
     "the type of the instance invoking super(); may be None"},
    {}};
constexpr TypeSpec spec = {
    .name = "super",
    .doc =
        "super() -> same as super(__class__, <first argument>)\nsuper(type) "
        "-> unbound super object\nsuper(type, obj) -> bound super object; "
        "requires isinstance(obj, type)\nsuper(type, type2) -> bound super "
        "object; requires issubclass(type2, type)\nTypical use to call a "
        "cooperative superclass method:\nclass C(B):\n    def meth(self, "
        "arg):\n        super().meth(arg)\nThis works for class methods "
        "too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n     "
        "   super().cmeth(arg)\n",
    .members = members};
using SuperFields = Fields<SuperObject, &SuperObject::type,
                           &SuperObject::object, &SuperObject::objectType>;

} // namespace

TypeObject *superCheck(ThreadState &ts, TypeObject *type, Value object) {
  if (hasFlag(object, kSubclassType) &&
      isSubtype(object.as<TypeObject>(), type))
    return object.as<TypeObject>();
  if (isSubtype(typeOf(object), type))
    return typeOf(object);
  Owned claimed = getAttrOptional_py(ts, object, Value(&names::__class__));
  if (!claimed && pendingException(ts))
    return nullptr;
  if (claimed && hasFlag(claimed, kSubclassType) &&
      claimed.as<TypeObject>() != typeOf(object) &&
      isSubtype(claimed.as<TypeObject>(), type))
    return claimed.as<TypeObject>(); // classes live forever
  raise(ts, types::TypeError,
        "super(type, obj): obj must be an instance or subtype of type");
  return nullptr;
}

Value superMethod(ThreadState &ts, Value type, Value object, Value name) {
  if (!hasFlag(type, kSubclassType) || hasFlag(object, kSubclassType) ||
      name == Value(&names::__class__))
    return {};
  auto *after = type.as<TypeObject>();
  TypeObject *start = typeOf(object);
  if (!isSubtype(start, after))
    return {};
  Value found = findAfter(ts, after, start, name);
  if (!found)
    clearException(ts); // the general way raises it again
  return found && typeOf(found)->flags & kTypeMethodDescriptor ? found
                                                               : Value();
}

Owned loadSuperAttr_py(ThreadState &ts, Value type, Value object, Value name) {
  if (!hasFlag(type, kSubclassType))
    return raise(ts, types::TypeError,
                 "super() argument 1 must be a type, not {}", {typeOf(type)});
  auto *cls = type.as<TypeObject>();
  if (!object.isNone() && strText(name) != "__class__") {
    TypeObject *objectType = superCheck(ts, cls, object);
    if (!objectType)
      return {};
    Owned found = lookupAfter(ts, cls, object, objectType, name);
    if (found || pendingException(ts))
      return found;
  }
  // The super object's own attributes.
  Owned super = newSuper(ts, &types::Super, {});
  if (!super || !setFields(ts, super, cls, object))
    return {};
  return genericGetAttr_py(ts, super, name);
}

constinit TypeObject types::Super = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(SuperObject),
    .slots = {.deallocate = SuperFields::deallocate,
              .visit = SuperFields::visit,
              .repr = reprSuper,
              .getAttr = getAttribute,
              .descriptorGet = bindSuper,
              .init = initSuper,
              .new_ = newSuper}};

} // namespace dxpy
