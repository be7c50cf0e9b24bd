// type: the class of classes; attribute access on classes.
#include "runtime-support/builtins/type_attributes.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

Owned typeRepr(ThreadState &ts, Value self) {
  auto *type = self.as<TypeObject>();
  Owned module = getAttrOptional_py(ts, self, Value(&names::__module__));
  if (!module && pendingException(ts))
    return {};
  StrBuilder text(ts);
  text.append("<class '");
  if (module && isStr(module) && strText(module) != "builtins") {
    text.append(module);
    text.append(".");
    text.append(typeQualname(type));
  } else {
    text.append(typeQualname(type));
  }
  text.append("'>");
  return text.finish();
}

/// Class attributes: data descriptors of the metaclass, then what the class and
/// its bases have, then the metaclass's.
bool checkAttributeName(ThreadState &ts, Value name, const char *error) {
  return isStr(name) || raise(ts, types::TypeError, error, {typeOf(name)});
}

Owned typeGetAttr(ThreadState &ts, Value self, Value name) {
  if (!checkAttributeName(ts, name, "attribute name must be string, not '{}'"))
    return {};
  auto *type = self.as<TypeObject>();
  TypeObject *metaclass = typeOf(self);
  Owned onMeta = copyOf(lookupInType(ts, metaclass, name));
  slot::DescriptorGet metaGet =
      onMeta ? typeOf(onMeta)->slots.descriptorGet : nullptr;
  if (metaGet && typeOf(onMeta)->slots.descriptorSet)
    return metaGet(ts, onMeta, self, Value(metaclass));
  Owned found = copyOf(lookupInType(ts, type, name));
  if (found) {
    slot::DescriptorGet get = typeOf(found)->slots.descriptorGet;
    return get ? get(ts, found, {}, self) : std::move(found);
  }
  if (pendingException(ts))
    return {};
  if (metaGet)
    return metaGet(ts, onMeta, self, Value(metaclass));
  if (onMeta)
    return onMeta;
  return raiseAttributeError(ts, self, name);
}

bool changeOwnDict(ThreadState &ts, TypeObject *type, Value name, Value value) {
  if (value)
    return dictSetName(ts, Value(type->dict), name, value);
  int removed = dictDelete_py(ts, Value(type->dict), name);
  if (removed == 0)
    return raise(ts, types::AttributeError,
                 "type object '{}' has no attribute '{}'", {type, name});
  return removed > 0;
}

bool typeSetAttr(ThreadState &ts, Value self, Value name, Value value) {
  auto *type = self.as<TypeObject>();
  if (!(type->flags & kTypeHeap) || (type->flags & kTypeImmutable))
    return raise(ts, types::TypeError,
                 "cannot set '{}' attribute of immutable type '{}'",
                 {name, nativeQualifiedName(type)});
  if (!checkAttributeName(ts, name, "attribute name must be string, not '{}'"))
    return false;
  Owned key = isInterned(name) && isExactStr(name)
                  ? copyOf(name)
                  : internText(ts, strText(name));
  if (!key)
    return false;
  Owned onMeta = copyOf(lookupInType(ts, typeOf(self), key));
  if (onMeta)
    if (slot::DescriptorSet set = typeOf(onMeta)->slots.descriptorSet)
      return set(ts, onMeta, self, value);
  // Caches hold borrowed values: keep the old one until they are void.
  Owned old = copyOf(dictGetName(ts, Value(type->dict), key));
  if (!changeOwnDict(ts, type, key, value))
    return false;
  typeModified(type);
  std::string_view text = strText(key);
  return !(text.starts_with("__") && text.ends_with("__")) ||
         updateSlots(ts, type, key);
}

bool checkTypeArgument(ThreadState &ts, size_t position, Value value, bool ok,
                       const char *expected) {
  return ok || raise(ts, types::TypeError,
                     "type.__new__() argument {} must be {}, not {}",
                     {position, expected, typeOf(value)});
}

Owned typeNew(ThreadState &ts, TypeObject *metaclass, const Arguments &args) {
  if (args.positionalCount != 3) {
    if (metaclass == &types::Type && args.positionalCount != 1)
      return raise(ts, types::TypeError, "type() takes 1 or 3 arguments");
    return raise(ts, types::TypeError,
                 "type.__new__() takes exactly 3 arguments ({} given)",
                 {args.positionalCount});
  }
  if (!checkTypeArgument(ts, 1, args[0], isStr(args[0]), "str") ||
      !checkTypeArgument(ts, 2, args[1], isTuple(args[1]), "tuple") ||
      !checkTypeArgument(ts, 3, args[2], isDict(args[2]), "dict"))
    return {};
  return makeClass(ts, metaclass, args[0], args[1], args[2], args);
}

bool typeInit(ThreadState &ts, Value self, const Arguments &args) {
  if (keywordCount(args) && args.positionalCount == 1)
    return raise(ts, types::TypeError,
                 "type.__init__() takes no keyword arguments");
  if (args.positionalCount != 1 && args.positionalCount != 3)
    return raise(ts, types::TypeError,
                 "type.__init__() takes 1 or 3 arguments");
  return true;
}

Owned mroMethod(ThreadState &ts, Value self, const Value *) {
  return linearise(ts, self.as<TypeObject>());
}

Owned subclassesMethod(ThreadState &ts, Value self, const Value *) {
  auto *type = self.as<TypeObject>();
  Owned list = makeList(ts);
  if (!list)
    return {};
  if (!(type->flags & kTypeHeap))
    for (uint32_t id = 1; id <= kBuiltinShapeCount; ++id)
      if (builtinTypes[id]->base == type &&
          !listAppend(ts, list, copyOf(Value(builtinTypes[id]))))
        return {};
  const TypeList *subclasses = type->subclasses;
  for (uint32_t i = 0; subclasses && i < subclasses->count; ++i)
    if (!listAppend(ts, list, copyOf(Value(subclasses->items[i]))))
      return {};
  return list;
}

Owned prepareMethod(ThreadState &ts, Value, const Arguments &) {
  return makeDict(ts);
}

Owned instanceCheck(ThreadState &ts, Value self, const Value *args) {
  int result = isInstanceByDefault_py(ts, args[0], self);
  return result < 0 ? Owned() : ownedBool(result);
}

Owned subclassCheck(ThreadState &ts, Value self, const Value *args) {
  int result = isSubclassByDefault_py(ts, args[0], self);
  return result < 0 ? Owned() : ownedBool(result);
}

bool mergeDict(ThreadState &ts, Value dict, TypeObject *type) {
  Value mro(type->mro);
  for (uint64_t i = 0, n = tupleLength(mro); i < n; ++i) {
    auto *base = tupleItem(mro, i).as<TypeObject>();
    if (!readyType(ts, base) || !dictUpdate_py(ts, dict, Value(base->dict)))
      return false;
  }
  return true;
}

Owned dirMethod(ThreadState &ts, Value self, const Value *) {
  Owned dict = makeDict(ts);
  if (!dict || !readyType(ts, self.as<TypeObject>()) ||
      !mergeDict(ts, dict, self.as<TypeObject>()))
    return {};
  return dictKeys(ts, dict);
}

Owned sizeofMethod(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, sizeof(TypeObject));
}

constexpr MethodDef methods[] = {
    {"mro", mroMethod, "()", "Return a type's method resolution order."},
    {"__subclasses__", subclassesMethod, "()",
     "Return a list of immediate subclasses."},
    {"__prepare__", prepareMethod,
     "__prepare__() -> dict\nused to create the namespace for the class "
     "statement",
     MethodKind::Class},
    {"__instancecheck__", instanceCheck, "(instance, /)",
     "Check if an object is an instance."},
    {"__subclasscheck__", subclassCheck, "(subclass, /)",
     "Check if a class is a subclass."},
    {"__dir__", dirMethod, "()",
     "Specialized __dir__ implementation for types."},
    {"__sizeof__", sizeofMethod, "()",
     "Return memory consumption of the type object."},
    {}};

constexpr TypeSpec spec = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) "
           "-> a new type",
    .methods = methods,
    .getSets = typeGetSets};

using TypeFields = Fields<TypeObject, &TypeObject::name, &TypeObject::qualname,
                          &TypeObject::bases, &TypeObject::mro,
                          &TypeObject::dict, &TypeObject::slotNames>;

/// Only the collector takes a class apart: its mro refers to itself. Names and
/// slots stay, instances may still be dying.
void clearType(ThreadState &ts, ObjectHeader *self) {
  auto *type = reinterpret_cast<TypeObject *>(self);
  typeModified(type);
  if (Value bases(type->bases); bases)
    for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
      removeSubclass(tupleItem(bases, i).as<TypeObject>(), type);
  for (Word *field : {&type->dict, &type->mro, &type->bases, &type->slotNames})
    clearField(ts, self, field, 0);
}

/// Shapes and caches name the type by address, so its memory stays.
void deallocateType(ThreadState &ts, ObjectHeader *self) {
  clearType(ts, self);
  makeImmortal(self);
}

} // namespace

constinit TypeObject types::Type = {.header = typeHeader(),
                                    .spec = &spec,
                                    .flags = kTypeBase | kTypeContainer |
                                             kTypeHasDict | kTypeHasWeakrefs |
                                             kSubclassType,
                                    .basicSize = sizeof(TypeObject),
                                    .slots = {.deallocate = deallocateType,
                                              .visit = TypeFields::visit,
                                              .clear = clearType,
                                              .repr = typeRepr,
                                              .call = callClass,
                                              .getAttr = typeGetAttr,
                                              .setAttr = typeSetAttr,
                                              .init = typeInit,
                                              .new_ = typeNew,
                                              .or_ = unionOr}};

} // namespace dxpy
