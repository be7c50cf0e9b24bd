// Attribute access: the generic algorithm of object.__getattribute__ and
// object.__setattr__, and the entry points that dispatch to a class's own.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

/// The interned form of an attribute name; null: raised.
Owned attributeName(ThreadState &ts, Value name) {
  if (isExactStr(name))
    return isInterned(name) ? copyOf(name) : intern(ts, copyOf(name));
  if (isStr(name))
    return internText(ts, strText(name));
  return raise(ts, types::TypeError, "attribute name must be string, not '{}'",
               {typeOf(name)});
}

/// A descriptor found on the class, with what it can do.
struct ClassAttribute {
  Owned value;
  slot::DescriptorGet get = nullptr;
  slot::DescriptorSet set = nullptr;
  bool isData() const { return get && set; }
};

ClassAttribute findOnClass(ThreadState &ts, TypeObject *type, Value name) {
  ClassAttribute result;
  result.value = copyOf(lookupInType(ts, type, name));
  if (result.value) {
    const TypeSlots &slots = typeOf(result.value)->slots;
    result.get = slots.descriptorGet;
    result.set = slots.descriptorSet;
  }
  return result;
}

bool raiseUnsettable(ThreadState &ts, Value object, Value name, bool onClass) {
  TypeObject *type = typeOf(object);
  raise(ts, types::AttributeError,
        onClass ? "'{}' object attribute '{}' is read-only"
                : "'{}' object has no attribute '{}'",
        {type, name});
  return false;
}

/// Reads what is there without raising AttributeError for what is absent.
Owned getGeneric(ThreadState &ts, Value object, Value name) {
  TypeObject *type = typeOf(object);
  ClassAttribute attribute = findOnClass(ts, type, name);
  if (attribute.isData())
    return attribute.get(ts, attribute.value, object, Value(type));
  if (Owned own = instanceGet(ts, object, name))
    return own;
  if (pendingException(ts))
    return {};
  if (attribute.get)
    return attribute.get(ts, attribute.value, object, Value(type));
  return std::move(attribute.value);
}

} // namespace

Owned genericGetAttr_py(ThreadState &ts, Value object, Value name) {
  Owned key = attributeName(ts, name);
  if (!key)
    return {};
  Owned result = getGeneric(ts, object, key);
  if (!result && !pendingException(ts))
    return raiseAttributeError(ts, object, key);
  return result;
}

Owned genericGetAttrOptional_py(ThreadState &ts, Value object, Value name) {
  Owned key = attributeName(ts, name);
  return key ? getGeneric(ts, object, key) : Owned();
}

bool genericSetAttr_py(ThreadState &ts, Value object, Value name, Value value) {
  Owned key = attributeName(ts, name);
  if (!key)
    return false;
  TypeObject *type = typeOf(object);
  ClassAttribute attribute = findOnClass(ts, type, key);
  if (attribute.set)
    return attribute.set(ts, attribute.value, object, value);
  if (pendingException(ts))
    return false;
  if (!(type->flags & kTypeHasDict) || !type->slotsOffset)
    return raiseUnsettable(ts, object, key, bool(attribute.value));
  if (value)
    return instanceSet(ts, object, key, value);
  int deleted = instanceDelete(ts, object, key);
  if (deleted == 0)
    return raiseUnsettable(ts, object, key, false);
  return deleted > 0;
}

Owned getAttr_py(ThreadState &ts, Value object, Value name) {
  Owned key = attributeName(ts, name);
  return key ? typeOf(object)->slots.getAttr(ts, object, key) : Owned();
}

Owned getAttrOptional_py(ThreadState &ts, Value object, Value name) {
  Owned key = attributeName(ts, name);
  if (!key)
    return {};
  slot::GetAttr get = typeOf(object)->slots.getAttr;
  if (get == genericGetAttr_py) {
    Owned result = getGeneric(ts, object, key);
    if (result || !pendingMatches(ts, types::AttributeError))
      return result;
    clearException(ts);
    return {};
  }
  Owned result = get(ts, object, key);
  if (!result && pendingMatches(ts, types::AttributeError))
    clearException(ts);
  return result;
}

bool setAttr_py(ThreadState &ts, Value object, Value name, Value value) {
  Owned key = attributeName(ts, name);
  if (!key)
    return false;
  if (slot::SetAttr set = typeOf(object)->slots.setAttr)
    return set(ts, object, key, value);
  return raiseUnsettable(ts, object, key, false);
}

FoundMethod findMethod_py(ThreadState &ts, Value self, Value name) {
  TypeObject *type = typeOf(self);
  if (type->slots.getAttr != genericGetAttr_py)
    return {getAttr_py(ts, self, name), false};
  Owned key = attributeName(ts, name);
  if (!key)
    return {};
  ClassAttribute attribute = findOnClass(ts, type, key);
  if (attribute.isData())
    return {attribute.get(ts, attribute.value, self, Value(type)), false};
  if (Owned own = instanceGet(ts, self, key))
    return {std::move(own), false};
  if (pendingException(ts))
    return {};
  if (!attribute.value) {
    raiseAttributeError(ts, self, key);
    return {};
  }
  if (typeOf(attribute.value)->flags & kTypeMethodDescriptor)
    return {std::move(attribute.value), true};
  if (attribute.get)
    return {attribute.get(ts, attribute.value, self, Value(type)), false};
  return {std::move(attribute.value), false};
}

} // namespace dxpy
