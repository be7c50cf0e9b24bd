// Shapes and the attributes that instances keep in slots.
//
// A fixed-size instance is [base struct][extra][slot 0][slot 1]...: slots that
// `__slots__` names come first, then the attributes in the order in which the
// shape names them. Slots beyond `inlineSlots` are in an overflow array at
// `extra`; after `__dict__` has been asked for, `extra` is the dict (flag
// kShapeDict). An instance of a variable-size type (int, str, tuple, bytes) has
// no inline slots: the cell begins with `extra` and a marker, 16 bytes before
// the header, and `extra` is always an overflow array, whose `dict` is the
// dict.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// Slots that do not lie in the object.
struct SlotArray {
  uint64_t capacity;
  Word dict; ///< variable-size types only: the instance's dict, or 0
  Word items[];
};

/// More attributes than this live in a dict.
inline constexpr uint32_t kMaxShapeSlots = 120;
inline constexpr uint32_t kMaxInlineSlots = 26;

/// The word `extra` of an object whose shape has slots.
inline Word &extraOf(ObjectHeader *object, const Shape *shape) {
  return *reinterpret_cast<Word *>(reinterpret_cast<char *>(object) +
                                   shape->slotsOffset - int(sizeof(Word)));
}
inline Word *inlineSlotsOf(ObjectHeader *object, const Shape *shape) {
  return reinterpret_cast<Word *>(reinterpret_cast<char *>(object) +
                                  shape->slotsOffset);
}
/// Where an object of a kShapeDict shape keeps its dict: 0 or undef if none has
/// been made.
inline Word &dictWordOf(ObjectHeader *object, const Shape *shape) {
  Word &extra = extraOf(object, shape);
  return shape->slotsOffset > 0 ? extra
                                : reinterpret_cast<SlotArray *>(extra)->dict;
}
/// The address of slot \p index, which exists.
inline Word *slotOf(ObjectHeader *object, const Shape *shape, uint32_t index) {
  if (index < shape->inlineSlots)
    return inlineSlotsOf(object, shape) + index;
  return reinterpret_cast<SlotArray *>(extraOf(object, shape))->items +
         (index - shape->inlineSlots);
}

/// A new shape without a name of its own: the root of \p type for objects with
/// \p inlineSlots. Null: out of memory or ids.
Shape *makeRootShape(TypeObject *type, uint32_t inlineSlots);
/// The root shape of \p type for objects with that many inline slots.
Shape *rootShapeWith(TypeObject *type, uint32_t inlineSlots);
/// The same, for new instances from now on.
Shape *promoteRootShape(TypeObject *type, uint32_t inlineSlots);
/// The slot of attribute \p name (interned), or -1.
int32_t shapeFind(const Shape *shape, Value name);
/// \p shape with one more attribute. Null: out of memory, or too many
/// attributes: the object must get a dict.
Shape *shapeAdd(Shape *shape, Value name);
/// The shape of objects like those of \p shape whose attributes are in a dict.
Shape *dictShapeOf(Shape *shape);

/// Makes slot \p index exist: grows the overflow array, new slots are undef.
/// False: MemoryError is pending.
bool ensureSlot(ThreadState &ts, ObjectHeader *object, const Shape *shape,
                uint32_t index);
/// Calls \p body(name, word) for each attribute in a slot, oldest first.
template <typename Body>
void forEachSlotAttribute(ObjectHeader *object, const Shape *shape, Body body) {
  const Shape *path[kMaxShapeSlots + 1];
  size_t count = 0;
  for (const Shape *at = shape; at->parent; at = at->parent)
    path[count++] = at;
  while (count--)
    body(Value(path[count]->lastName),
         *slotOf(object, shape, path[count]->slotCount - 1));
}

} // namespace dxpy
