// Keeps the slots of classes in step with their special methods, as CPython's
// update_one_slot: a slot that a builtin base's own wrapper stands for is
// called directly, anything else through slot_methods.cpp.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

const WrapperDescriptorObject *asWrapper(Value value) {
  return hasShape(value, BuiltinShape::WrapperDescriptor)
             ? value.as<WrapperDescriptorObject>()
             : nullptr;
}

/// A name with rows for two slots (__add__: number and sequence): the one slot
/// that the type has filled, or null if it has none or both.
AnySlot *onlyFilledSlot(TypeObject *type, const StrObject *name) {
  AnySlot *filled = nullptr;
  for (const SlotRow &row : slotRows) {
    if (row.name != name || !slotAt(type, row))
      continue;
    if (filled)
      return nullptr;
    filled = &slotAt(type, row);
  }
  return filled;
}

/// What the rows of one slot add up to.
struct SlotChoice {
  AnySlot generic = nullptr, specific = nullptr;
  bool useGeneric = false;
};

void considerWrapper(TypeObject *type, const SlotRow &row, AnySlot *slot,
                     const WrapperDescriptorObject *wrapper,
                     SlotChoice &choice) {
  AnySlot *filled = onlyFilledSlot(type, row.name);
  if (!filled || filled == slot)
    choice.generic = row.method;
  bool same = !choice.specific || choice.specific == wrapper->wrapped;
  if (same && wrapper->row->wrapper == row.wrapper &&
      isSubtype(type, wrapper->owner))
    choice.specific = wrapper->wrapped;
  else
    choice.useGeneric = true;
}

void considerRow(ThreadState &ts, TypeObject *type, const SlotRow &row,
                 SlotChoice &choice) {
  AnySlot *slot = &slotAt(type, row);
  Value method = lookupInType(ts, type, Value(row.name));
  if (!method)
    return;
  const WrapperDescriptorObject *wrapper = asWrapper(method);
  if (wrapper && wrapper->row->name == row.name) {
    considerWrapper(type, row, slot, wrapper, choice);
  } else if (row.wrapper == SlotWrapper::New && isNewWrapper(method)) {
    // The wrapper's own type may differ from the class whose slot was
    // inherited: keep that one.
    choice.specific = *slot;
  } else if (row.wrapper == SlotWrapper::Hash && method.isNone()) {
    choice.specific = reinterpret_cast<AnySlot>(hashNotImplemented);
  } else {
    choice.useGeneric = true;
    choice.generic = row.method;
  }
}

/// getAttr: the hook only where a class has __getattr__.
void simplifyGetAttr(ThreadState &ts, TypeObject *type) {
  if (type->slots.getAttr == slotGetAttrHook_py &&
      !lookupInType(ts, type, Value(&names::__getattr__)))
    type->slots.getAttr = slotGetAttribute_py;
}

void updateSlotAt(ThreadState &ts, TypeObject *type, uint16_t offset) {
  SlotChoice choice;
  AnySlot *slot = nullptr;
  for (const SlotRow &row : slotRows)
    if (row.offset == offset) {
      slot = &slotAt(type, row);
      considerRow(ts, type, row, choice);
    }
  *slot =
      choice.specific && !choice.useGeneric ? choice.specific : choice.generic;
  if (offset == offsetof(TypeSlots, getAttr))
    simplifyGetAttr(ts, type);
}

bool namesSlot(Value name) {
  for (const SlotRow &row : slotRows)
    if (Value(row.name) == name)
      return true;
  return false;
}

void updateRecursively(ThreadState &ts, TypeObject *type, Value name) {
  for (size_t i = 0; i < kSlotRowCount; ++i)
    if (Value(slotRows[i].name) == name)
      updateSlotAt(ts, type, slotRows[i].offset);
  const TypeList *list = type->subclasses;
  for (uint32_t i = 0; list && i < list->count; ++i) {
    TypeObject *subclass = list->items[i];
    if (!dictGetName(ts, Value(subclass->dict), name))
      updateRecursively(ts, subclass, name);
  }
}

/// With one base, only names in the class's own dict make a difference.
void updateOwnNames(ThreadState &ts, TypeObject *type) {
  Value dict(type->dict);
  const StrObject *previous = nullptr;
  for (const SlotRow &row : slotRows) {
    if (row.name == previous)
      continue;
    previous = row.name;
    if (dictGetName(ts, dict, Value(row.name)))
      for (const SlotRow &twin : slotRows)
        if (twin.name == row.name)
          updateSlotAt(ts, type, twin.offset);
  }
}

} // namespace

bool updateSlots(ThreadState &ts, TypeObject *type, Value name) {
  if (namesSlot(name))
    updateRecursively(ts, type, name);
  return true;
}

bool fillSlots(ThreadState &ts, TypeObject *type) {
  inheritSlots(type, type->base);
  if (tupleLength(Value(type->bases)) == 1 &&
      !(type->flags & kTypeHasCustomMro)) {
    updateOwnNames(ts, type);
    return !pendingException(ts);
  }
  Value mro(type->mro);
  for (uint64_t i = 1, n = tupleLength(mro); i < n; ++i)
    inheritSlots(type, tupleItem(mro, i).as<TypeObject>());
  for (size_t i = 0; i < kSlotRowCount; ++i)
    if (i == 0 || slotRows[i].offset != slotRows[i - 1].offset)
      updateSlotAt(ts, type, slotRows[i].offset);
  return !pendingException(ts);
}

} // namespace dxpy
