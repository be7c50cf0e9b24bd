// Slots.def as a table: how slots and special methods correspond.
#pragma once
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// The column `wrapper` of Slots.def: how a slot looks as a method.
enum class SlotWrapper : uint8_t {
  Unary,
  Hash,
  Call,
  GetAttr,
  GetAttrHook,
  SetAttr,
  DelAttr,
  CompareLt,
  CompareLe,
  CompareEq,
  CompareNe,
  CompareGt,
  CompareGe,
  Next,
  DescriptorGet,
  DescriptorSet,
  DescriptorDelete,
  Init,
  New,
  Finalise,
  BinaryLeft,
  BinaryRight,
  BinaryInplace,
  PowerLeft,
  PowerRight,
  PowerInplace,
  Inquiry,
  Length,
  Subscript,
  SetSubscript,
  DelSubscript,
  Contains,
  SequenceConcat,
  SequenceRepeat,
  SequenceItem,
};

using AnySlot = void (*)();

struct SlotRow {
  StrObject *name;
  uint16_t offset; ///< of the slot in TypeSlots
  SlotWrapper wrapper;
  const char *signature, *doc;
  AnySlot method; ///< what a class that defines `name` has in the slot
};

inline constexpr size_t kSlotRowCount = 0
#define SLOT(field, kind, name, wrapper, signature, doc) +1
#include "runtime-support/objects/Slots.def"
    ;
extern const SlotRow slotRows[kSlotRowCount];

inline AnySlot &slotAt(TypeObject *type, const SlotRow &row) {
  return *reinterpret_cast<AnySlot *>(reinterpret_cast<char *>(&type->slots) +
                                      row.offset);
}

/// A slot of a builtin type as a method in its dict (wrapper_descriptor).
struct WrapperDescriptorObject {
  ObjectHeader header;
  const SlotRow *row;
  AnySlot wrapped;
  TypeObject *owner;
};
Owned makeWrapperDescriptor(ThreadState &ts, const SlotRow *row,
                            AnySlot wrapped, TypeObject *owner);
/// Calls the wrapped slot on \p self, whose class has been checked.
Owned callWrapper_py(ThreadState &ts, const WrapperDescriptorObject *descriptor,
                     Value self, const Arguments &args);
/// The method `__new__` of a type with a native new_ slot.
Owned makeNewWrapper(ThreadState &ts, TypeObject *type);
bool isNewWrapper(Value value);

/// Adds wrappers for the slots that \p type defines itself to its dict.
bool addSlotWrappers(ThreadState &ts, TypeObject *type);
/// Sets the slots of a heap type that correspond to special method \p name from
/// what its mro defines, and those of subclasses that inherit it.
bool updateSlots(ThreadState &ts, TypeObject *type, Value name);
/// Sets all slots of a new heap type.
bool fillSlots(ThreadState &ts, TypeObject *type);
/// Copies what \p base has and \p type has not.
void inheritSlots(TypeObject *type, const TypeObject *base);

// Slot functions of classes that define the special method in Python.
Owned slotGetAttribute_py(ThreadState &ts, Value self, Value name);
Owned slotGetAttrHook_py(ThreadState &ts, Value self, Value name);
bool slotInit_py(ThreadState &ts, Value self, const Arguments &args);
Owned slotNew_py(ThreadState &ts, TypeObject *type, const Arguments &args);

} // namespace dxpy
