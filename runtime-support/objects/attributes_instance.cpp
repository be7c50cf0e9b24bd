// Instances: allocation with room for slots, the attributes they hold, and the
// move from slots to a dict.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include <algorithm>
#include <cstring>

namespace dxpy {

namespace {

constexpr size_t kPrefixSize = 16;

/// What lies in front of the header of a variable-size subclass's instance.
struct CellPrefix {
  Word extra;
  uint32_t marker, reserved;
};
static_assert(sizeof(CellPrefix) == kPrefixSize &&
              offsetof(CellPrefix, marker) == offsetof(FreeCell, shape));

bool isPrefixed(const Shape *shape) { return shape->slotsOffset < 0; }

/// As many slots as the instances seen so far wanted, and what rounding the
/// cell up gives for nothing.
Shape *shapeForNew(TypeObject *type) {
  Shape *root = type->rootShape;
  if (type->inlineSlots <= root->inlineSlots || type->slotsOffset <= 0 ||
      !(type->flags & kTypeHeap))
    return root;
  uint32_t count = type->inlineSlots;
  count +=
      (uint32_t(type->slotsOffset) + count * sizeof(Word)) / sizeof(Word) & 1;
  Shape *better = promoteRootShape(type, count);
  return better ? better : root;
}

bool isDictWord(Word word) { return word != 0 && word != kUndef; }

/// The dict of a dict-mode object, made if there is none yet; borrowed.
Value realDict(ThreadState &ts, ObjectHeader *object, const Shape *shape) {
  Word &word = dictWordOf(object, shape);
  if (!isDictWord(word)) {
    Owned dict = makeDict(ts);
    if (!dict)
      return {};
    word = dict.take();
  }
  return Value(word);
}

/// Drops the attributes after the slots that `__slots__` names.
void dropNamedAttributes(ThreadState &ts, ObjectHeader *object,
                         const Shape *shape) {
  for (uint32_t i = shape->type->slotCount; i < shape->slotCount; ++i)
    clearField(ts, object, slotOf(object, shape, i));
}

/// Gives the object the dict shape with \p dict; its slots are moved or dropped
/// by now. The overflow array goes, unless `extra` must stay one.
bool enterDictMode(ThreadState &ts, ObjectHeader *object, const Shape *shape,
                   Shape *target, Owned dict) {
  if (isPrefixed(shape)) {
    auto *array = reinterpret_cast<SlotArray *>(extraOf(object, shape));
    if (!array && !ensureSlot(ts, object, shape, 0))
      return false;
    setShape(object, target);
    dictWordOf(object, target) = dict.take();
    return true;
  }
  Word &extra = extraOf(object, shape);
  rawFree(reinterpret_cast<void *>(extra));
  extra = dict.take();
  setShape(object, target);
  return true;
}

/// Moves the attributes of a slot-mode object into a new dict.
bool moveToDict(ThreadState &ts, ObjectHeader *object, Shape *shape) {
  Shape *target = dictShapeOf(shape);
  Owned dict = makeDict(ts, shape->slotCount);
  if (!target)
    return raiseMemoryError(ts);
  if (!dict)
    return false;
  bool ok = true;
  forEachSlotAttribute(object, shape, [&](Value name, Word word) {
    ok = ok && dictSetName(ts, dict, name, Value(word));
  });
  if (!ok)
    return false;
  dropNamedAttributes(ts, object, shape);
  return enterDictMode(ts, object, shape, target, std::move(dict));
}

bool addAttribute(ThreadState &ts, ObjectHeader *object, Shape *shape,
                  Value name, Value value) {
  Shape *target = shapeAdd(shape, name);
  if (!target) {
    if (!moveToDict(ts, object, shape))
      return false;
    return instanceSet(ts, Value(reinterpret_cast<Word>(object)), name, value);
  }
  uint32_t index = target->slotCount - 1;
  if (!ensureSlot(ts, object, shape, index))
    return false;
  *slotOf(object, shape, index) = copyOf(value).take();
  setShape(object, target);
  return true;
}

const Shape *rootOf(const Shape *shape) {
  while (shape->parent)
    shape = shape->parent;
  return shape;
}

} // namespace

Owned allocateInstance(ThreadState &ts, TypeObject *type, size_t itemCount) {
  Shape *shape = shapeForNew(type);
  bool prefixed = isPrefixed(shape);
  size_t base = type->basicSize;
  if (itemCount &&
      (__builtin_mul_overflow(itemCount, type->itemSize, &itemCount) ||
       __builtin_add_overflow(base, itemCount, &base) || base > INT64_MAX / 2))
    return raiseMemoryError(ts);
  size_t size = base;
  if (shape->slotsOffset > 0)
    size = size_t(shape->slotsOffset) + shape->inlineSlots * sizeof(Word);
  else if (prefixed)
    size += kPrefixSize;
  CellKind kind =
      (type->flags & kTypeContainer) ? CellKind::Container : CellKind::Leaf;
  void *cell = allocateCell(&ts, size, kind);
  if (!cell)
    return raiseMemoryError(ts);
  auto *object = static_cast<ObjectHeader *>(cell);
  if (prefixed) {
    *static_cast<CellPrefix *>(cell) = {0, kPrefixedCell, 0};
    object = reinterpret_cast<ObjectHeader *>(static_cast<char *>(cell) +
                                              kPrefixSize);
  }
  if (base > sizeof(ObjectHeader))
    std::memset(static_cast<void *>(object + 1), 0,
                base - sizeof(ObjectHeader));
  if (shape->slotsOffset > 0) {
    extraOf(object, shape) = 0;
    std::fill_n(inlineSlotsOf(object, shape), shape->inlineSlots, kUndef);
  }
  initHeader(&ts, object, shape->id, kind, size);
  return Owned::steal(reinterpret_cast<Word>(object));
}

void freeObject(ThreadState &ts, ObjectHeader *object, size_t size) {
  const Shape *shape = shapeOf(object);
  void *cell = object;
  if (shape->slotsOffset > 0) {
    size = size_t(shape->slotsOffset) + shape->inlineSlots * sizeof(Word);
  } else if (isPrefixed(shape)) {
    cell = reinterpret_cast<char *>(object) - kPrefixSize;
    size += kPrefixSize;
  }
  freeCell(&ts, cell, size,
           (object->flags & kContainer) ? CellKind::Container : CellKind::Leaf);
}

void dropInstanceAttributes(ThreadState &ts, ObjectHeader *object, bool dying) {
  const Shape *shape = shapeOf(object);
  if (!shape->slotsOffset)
    return;
  Word &extra = extraOf(object, shape);
  bool dictMode = shape->flags & kShapeDict, outside = extra != 0;
  uint32_t slots = outside ? shape->slotCount
                           : std::min(shape->slotCount, shape->inlineSlots);
  for (uint32_t i = 0; i < slots; ++i)
    clearField(ts, object, slotOf(object, shape, i));
  if (!dying)
    setShape(object, rootOf(shape));
  if (!outside)
    return;
  if (dictMode)
    clearField(ts, object, &dictWordOf(object, shape), 0);
  if (isPrefixed(shape) || !dictMode) {
    rawFree(reinterpret_cast<void *>(extra));
    extra = 0;
  }
}

void visitInstanceAttributes(ObjectHeader *object, Visitor &visitor) {
  const Shape *shape = shapeOf(object);
  if (!shape->slotsOffset)
    return;
  for (uint32_t i = 0; i < shape->slotCount; ++i)
    if (i < shape->inlineSlots || extraOf(object, shape))
      visitor(*slotOf(object, shape, i));
  if ((shape->flags & kShapeDict) &&
      (shape->slotsOffset > 0 || extraOf(object, shape)))
    visitor(dictWordOf(object, shape));
}

Owned instanceGet(ThreadState &ts, Value object, Value name) {
  if (!object.isPointer())
    return {};
  ObjectHeader *header = object.header();
  const Shape *shape = shapeOf(header);
  if (!shape->slotsOffset)
    return {};
  if (shape->flags & kShapeDict) {
    if (isPrefixed(shape) && !extraOf(header, shape))
      return {};
    Word word = dictWordOf(header, shape);
    if (!isDictWord(word))
      return {};
    Value found = dictGetName(ts, Value(word), name);
    return found ? copyOf(found) : Owned();
  }
  int32_t slot = shapeFind(shape, name);
  if (slot < 0)
    return {};
  Value value(*slotOf(header, shape, slot));
  return value.isUndef() ? Owned() : copyOf(value); // undef: on its way out
}

bool instanceSet(ThreadState &ts, Value object, Value name, Value value) {
  ObjectHeader *header = object.header();
  Shape *shape = shapeOf(header);
  if (shape->flags & kShapeDict) {
    Value dict = realDict(ts, header, shape);
    if (!dict)
      return false;
    Owned hold = copyOf(dict);
    return dictSetName(ts, dict, name, value);
  }
  int32_t slot = shapeFind(shape, name);
  if (slot < 0)
    return addAttribute(ts, header, shape, name, value);
  storeField(ts, header, slotOf(header, shape, slot), copyOf(value));
  return true;
}

int instanceDelete(ThreadState &ts, Value object, Value name) {
  if (!object.isPointer())
    return 0;
  ObjectHeader *header = object.header();
  Shape *shape = shapeOf(header);
  if (!shape->slotsOffset)
    return 0;
  if (!(shape->flags & kShapeDict)) {
    int32_t slot = shapeFind(shape, name);
    if (slot < 0)
      return 0;
    if (uint32_t(slot) + 1 == shape->slotCount) { // the youngest
      Word *word = slotOf(header, shape, slot);
      setShape(header, shape->parent);
      clearField(ts, header, word);
      return 1;
    }
    if (!moveToDict(ts, header, shape))
      return -1;
    shape = shapeOf(header);
  }
  Word word = dictWordOf(header, shape);
  if (!isDictWord(word))
    return 0;
  Owned hold = copyOf(Value(word));
  return dictDelete_py(ts, hold, name);
}

Owned instanceDict(ThreadState &ts, Value object) {
  if (!object.isPointer() || !(typeOf(object)->flags & kTypeHasDict))
    return {};
  ObjectHeader *header = object.header();
  Shape *shape = shapeOf(header);
  if (!shape->slotsOffset)
    return {};
  if (!(shape->flags & kShapeDict) && !moveToDict(ts, header, shape))
    return {};
  return copyOf(realDict(ts, header, shapeOf(header)));
}

bool setInstanceDict(ThreadState &ts, Value object, Value dict) {
  ObjectHeader *header = object.header();
  Shape *shape = shapeOf(header);
  if (shape->flags & kShapeDict) {
    storeField(ts, header, &dictWordOf(header, shape), copyOf(dict));
    return true;
  }
  Shape *target = dictShapeOf(shape);
  if (!target)
    return raiseMemoryError(ts);
  Owned hold = copyOf(object);
  dropNamedAttributes(ts, header, shape);
  return enterDictMode(ts, header, shape, target, copyOf(dict));
}

bool setInstanceClass(ThreadState &ts, Value object, TypeObject *type) {
  ObjectHeader *header = object.header();
  Shape *shape = shapeOf(header);
  Shape *target = rootShapeWith(type, shape->inlineSlots);
  if (!target)
    return raiseMemoryError(ts);
  if (shape->flags & kShapeDict) {
    target = dictShapeOf(target);
  } else {
    const Shape *path[kMaxShapeSlots + 1];
    size_t count = 0;
    for (const Shape *at = shape; at->parent; at = at->parent)
      path[count++] = at;
    while (target && count--)
      target = shapeAdd(target, Value(path[count]->lastName));
  }
  if (!target)
    return raiseMemoryError(ts);
  setShape(header, target);
  return true;
}

Word namedSlot(Value object, uint32_t index) {
  ObjectHeader *header = object.header();
  const Shape *shape = shapeOf(header);
  if (index >= shape->inlineSlots && !extraOf(header, shape))
    return kUndef;
  return *slotOf(header, shape, index);
}

bool setNamedSlot(ThreadState &ts, Value object, uint32_t index, Owned value) {
  ObjectHeader *header = object.header();
  const Shape *shape = shapeOf(header);
  if (!ensureSlot(ts, header, shape, index))
    return false;
  storeField(ts, header, slotOf(header, shape, index), std::move(value));
  return true;
}

} // namespace dxpy
