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

/// The interned form of an attribute name. Interned str live forever, so the
/// common case counts nothing.
class AttributeName {
public:
  AttributeName(ThreadState &ts, Value name) : value_(name) {
    if (isExactStr(name) && isInterned(name)) [[likely]]
      return;
    value_ = makeInterned(ts, name);
  }
  explicit operator bool() const { return bool(value_); }
  operator Value() const { return value_; }

private:
  static Value makeInterned(ThreadState &ts, Value name) {
    Owned interned;
    if (isExactStr(name))
      interned = intern(ts, copyOf(name));
    else if (isStr(name))
      interned = internText(ts, strText(name));
    else
      raise(ts, types::TypeError, "attribute name must be string, not '{}'",
            {typeOf(name)});
    return Value(interned.word());
  }
  Value value_;
};

/// What the class has under a name, borrowed, and what it can do.
struct ClassAttribute {
  Value value;
  slot::DescriptorGet get = nullptr;
  slot::DescriptorSet set = nullptr;
  bool isData() const { return get && set; }
};

ClassAttribute findOnClass(ThreadState &ts, TypeObject *type, Value name) {
  ClassAttribute result;
  result.value = lookupInType(ts, type, name);
  if (result.value) {
    const TypeSlots &slots = typeOf(result.value)->slots;
    result.get = slots.descriptorGet;
    result.set = slots.descriptorSet;
  }
  return result;
}

Owned callGet(ThreadState &ts, const ClassAttribute &attribute, Value object,
              TypeObject *type) {
  Owned hold = copyOf(attribute.value);
  return attribute.get(ts, hold, object, Value(type));
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
    return callGet(ts, attribute, object, type);
  Owned hold = copyOf(attribute.value); // a dict's keys may run Python code
  if (type->slotsOffset) {
    if (Owned own = instanceGet(ts, object, name))
      return own;
    if (pendingException(ts))
      return {};
  }
  return attribute.get ? attribute.get(ts, hold, object, Value(type))
                       : std::move(hold);
}

} // namespace

Owned genericGetAttr_py(ThreadState &ts, Value object, Value name) {
  AttributeName key(ts, name);
  if (!key)
    return {};
  Owned result = getGeneric(ts, object, key);
  if (!result && !pendingException(ts))
    return raiseAttributeError(ts, object, key);
  return result;
}

Owned genericGetAttrOptional_py(ThreadState &ts, Value object, Value name) {
  AttributeName key(ts, name);
  return key ? getGeneric(ts, object, key) : Owned();
}

bool genericSetAttr_py(ThreadState &ts, Value object, Value name, Value value) {
  AttributeName key(ts, name);
  if (!key)
    return false;
  TypeObject *type = typeOf(object);
  ClassAttribute attribute = findOnClass(ts, type, key);
  if (attribute.set) {
    Owned hold = copyOf(attribute.value);
    return attribute.set(ts, hold, object, value);
  }
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
  AttributeName key(ts, name);
  Owned result = key ? typeOf(object)->slots.getAttr(ts, object, key) : Owned();
  if (!result)
    noteAttribute(ts, object, name);
  return result;
}

Owned getAttrOptional_py(ThreadState &ts, Value object, Value name) {
  AttributeName key(ts, name);
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
  AttributeName key(ts, name);
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
  AttributeName key(ts, name);
  if (!key)
    return {};
  ClassAttribute attribute = findOnClass(ts, type, key);
  if (attribute.isData())
    return {callGet(ts, attribute, self, type), false};
  Owned hold = copyOf(attribute.value);
  if (type->slotsOffset) {
    if (Owned own = instanceGet(ts, self, key))
      return {std::move(own), false};
    if (pendingException(ts))
      return {};
  }
  if (!hold) {
    if (!pendingException(ts))
      raiseAttributeError(ts, self, key);
    return {};
  }
  if (typeOf(hold)->flags & kTypeMethodDescriptor)
    return {std::move(hold), true};
  if (attribute.get)
    return {attribute.get(ts, hold, self, Value(type)), false};
  return {std::move(hold), false};
}

} // namespace dxpy
