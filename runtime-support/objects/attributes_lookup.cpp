// Where attributes are, for caches (attribute_lookup.h).
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/slot_table.h"

namespace dxpy {

namespace {

void useSlot(AttributeLocation &location, const Shape *shape, uint32_t index,
             AttributeKind inObject, AttributeKind inArray) {
  bool isInline = index < shape->inlineSlots;
  location.kind = isInline ? inObject : inArray;
  location.index = isInline ? index : index - shape->inlineSlots;
  location.offset =
      isInline ? shape->slotsOffset + int32_t(index * sizeof(Word)) : 0;
}

/// The slot that a member_descriptor of `__slots__` stands for.
bool useNamedSlot(AttributeLocation &location, const Shape *shape,
                  Value descriptor) {
  if (!hasShape(descriptor, BuiltinShape::MemberDescriptor))
    return false;
  auto *member = descriptor.as<MemberDescriptorObject>();
  if (member->def || member->index >= shape->inlineSlots ||
      !isSubtype(shape->type, member->owner))
    return false;
  useSlot(location, shape, member->index, AttributeKind::Slot,
          AttributeKind::Slow);
  return true;
}

void useClassValue(AttributeLocation &location, Value value) {
  TypeObject *type = typeOf(value);
  location.value = value;
  if (type->flags & kTypeMethodDescriptor)
    location.kind = AttributeKind::Method;
  else if (hasShape(value, BuiltinShape::Property))
    location.kind = AttributeKind::Property;
  else if (type->slots.descriptorGet)
    location.kind = AttributeKind::Descriptor;
  else
    location.kind = AttributeKind::ClassValue;
}

void useDict(AttributeLocation &location, Value onClass) {
  if (!onClass) {
    location.kind = AttributeKind::DictValue;
  } else if (typeOf(onClass)->flags & kTypeMethodDescriptor) {
    location.kind = AttributeKind::DictMethod;
    location.value = onClass;
  }
}

/// Does the class look attributes up as \p generic does, and __getattr__ only
/// add to them?
bool looksUpAs(ThreadState &ts, TypeObject *type, slot::GetAttr generic) {
  if (type->slots.getAttr == generic)
    return true;
  if (type->slots.getAttr != slotGetAttrHook_py)
    return false;
  Value method = lookupInType(ts, type, Value(&names::__getattribute__));
  return method && hasShape(method, BuiltinShape::WrapperDescriptor) &&
         method.as<WrapperDescriptorObject>()->wrapped ==
             reinterpret_cast<AnySlot>(generic);
}

/// What __getattr__ cannot hear of: nothing is asked that may raise.
bool isPlainKind(AttributeKind kind) {
  return kind == AttributeKind::Slot || kind == AttributeKind::Overflow ||
         kind == AttributeKind::Method || kind == AttributeKind::ClassValue;
}

AttributeLocation locateGeneric(ThreadState &ts, Value object, Value name) {
  AttributeLocation location;
  TypeObject *type = typeOf(object);
  Value onClass = lookupInType(ts, type, name);
  if (pendingException(ts))
    return location;
  const Shape *shape =
      object.isPointer() ? shapeOf(object.header()) : type->rootShape;
  location.shape = object.isPointer() ? shape->id : 0;
  location.version = typeVersion(type);
  if (onClass) {
    const TypeSlots &slots = typeOf(onClass)->slots;
    if (slots.descriptorGet && slots.descriptorSet) {
      if (!useNamedSlot(location, shape, onClass))
        useClassValue(location, onClass);
      return location;
    }
  }
  if (shape->slotsOffset && object.isPointer()) {
    if (shape->flags & kShapeDict) {
      if (shape->slotsOffset > 0)
        useDict(location, onClass);
      return location;
    }
    int32_t slot = shapeFind(shape, name);
    if (slot >= 0) {
      useSlot(location, shape, uint32_t(slot), AttributeKind::Slot,
              AttributeKind::Overflow);
      return location;
    }
  }
  if (onClass)
    useClassValue(location, onClass);
  else
    location.kind = AttributeKind::Absent;
  return location;
}

} // namespace

AttributeLocation locateAttribute(ThreadState &ts, Value object, Value name) {
  TypeObject *type = typeOf(object);
  if (!looksUpAs(ts, type, genericGetAttr_py))
    return {};
  AttributeLocation location = locateGeneric(ts, object, name);
  return type->slots.getAttr == genericGetAttr_py || isPlainKind(location.kind)
             ? location
             : AttributeLocation();
}

AttributeLocation locateStore(ThreadState &ts, Value object, Value name) {
  AttributeLocation location;
  TypeObject *type = typeOf(object);
  if (!object.isPointer() || type->slots.setAttr != genericSetAttr_py)
    return location;
  Value onClass = lookupInType(ts, type, name);
  if (pendingException(ts))
    return location;
  Shape *shape = shapeOf(object.header());
  location.shape = shape->id;
  location.version = typeVersion(type);
  if (onClass && typeOf(onClass)->slots.descriptorSet) {
    if (!useNamedSlot(location, shape, onClass)) {
      useClassValue(location, onClass);
      if (location.kind != AttributeKind::Property)
        location.kind = AttributeKind::Descriptor;
    }
    return location;
  }
  if (!(type->flags & kTypeHasDict) || !shape->slotsOffset)
    return location;
  if (shape->flags & kShapeDict) {
    if (shape->slotsOffset > 0)
      location.kind = AttributeKind::DictValue;
    return location;
  }
  int32_t slot = shapeFind(shape, name);
  if (slot >= 0) {
    useSlot(location, shape, uint32_t(slot), AttributeKind::Slot,
            AttributeKind::Overflow);
  } else if (Shape *target = shapeAdd(shape, name)) {
    location.newShape = target;
    useSlot(location, shape, target->slotCount - 1, AttributeKind::AddSlot,
            AttributeKind::AddOverflow);
  }
  return location;
}

AttributeLocation locateTypeAttribute(ThreadState &ts, TypeObject *type,
                                      Value name) {
  AttributeLocation location;
  TypeObject *metaclass = typeOf(Value(type));
  if (!looksUpAs(ts, metaclass, types::Type.slots.getAttr))
    return location;
  Value onMeta = lookupInType(ts, metaclass, name);
  if (pendingException(ts) || (onMeta && typeOf(onMeta)->slots.descriptorSet))
    return location;
  Value found = lookupInType(ts, type, name);
  if (!found || pendingException(ts))
    return location;
  location.version = typeVersion(type);
  // A function read through its class is the function itself.
  if (typeOf(found)->slots.descriptorGet &&
      !hasShape(found, BuiltinShape::Function))
    return location;
  location.kind = AttributeKind::ClassValue;
  location.value = found;
  return location;
}

} // namespace dxpy
