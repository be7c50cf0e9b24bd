// Shapes: transitions, roots, lookup of names.
//
// A shape's transitions are a small open-addressing table from what is added to
// the shape that results: an interned name; kNone for "attributes move to a
// dict". Lookups by (shape, name) go through one direct-mapped cache; a miss
// walks the chain of parents.
#include "runtime-support/objects/shape.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include <algorithm>

namespace dxpy {

namespace {

struct TransitionTable {
  uint32_t count, mask;
  struct {
    Word key;
    Shape *shape;
  } entries[];
};

constinit uint32_t lastShapeId = kBuiltinShapeCount;

struct LookupEntry {
  Word name;
  uint32_t shape;
  int32_t slot;
};
constexpr size_t kLookupCacheSize = 4096;
constinit LookupEntry lookupCache[kLookupCacheSize] = {};

size_t hashOf(Word key) { return size_t(key >> 4) * 0x9E3779B1u >> 7; }

TransitionTable *tableOf(const Shape *shape) {
  return static_cast<TransitionTable *>(shape->transitions);
}

Shape *findTransition(const Shape *shape, Word key) {
  TransitionTable *table = tableOf(shape);
  if (!table)
    return nullptr;
  for (size_t i = hashOf(key);; ++i) {
    auto &entry = table->entries[i & table->mask];
    if (entry.key == key || !entry.shape)
      return entry.shape;
  }
}

void insertTransition(TransitionTable *table, Word key, Shape *target) {
  size_t i = hashOf(key);
  while (table->entries[i & table->mask].shape)
    ++i;
  table->entries[i & table->mask] = {key, target};
  ++table->count;
}

bool addTransition(Shape *shape, Word key, Shape *target) {
  TransitionTable *table = tableOf(shape);
  if (!table || table->count * 4 >= (table->mask + 1) * 3) {
    uint32_t size = table ? (table->mask + 1) * 2 : 4;
    auto *grown = static_cast<TransitionTable *>(rawAllocateZeroed(
        sizeof(TransitionTable) + size * sizeof(TransitionTable::entries[0])));
    if (!grown)
      return false;
    grown->mask = size - 1;
    for (uint32_t i = 0; table && i <= table->mask; ++i)
      if (table->entries[i].shape)
        insertTransition(grown, table->entries[i].key, table->entries[i].shape);
    rawFree(table);
    shape->transitions = table = grown;
  }
  insertTransition(table, key, target);
  return true;
}

Shape *allocateShape() {
  if (lastShapeId + 1 >= kMaxShapes)
    return nullptr;
  auto *shape = static_cast<Shape *>(rawAllocateZeroed(sizeof(Shape)));
  if (!shape)
    return nullptr;
  shape->id = ++lastShapeId;
  shapeTable[shape->id] = shape;
  return shape;
}

/// A copy of \p shape with an id of its own, entered under \p key.
Shape *derive(Shape *shape, Word key) {
  Shape *result = allocateShape();
  if (!result)
    return nullptr;
  uint32_t id = result->id;
  *result = *shape;
  result->id = id;
  result->flags &= ~uint32_t(kShapeExact | kShapeInert);
  result->transitions = nullptr;
  result->nextRoot = nullptr;
  return addTransition(shape, key, result) ? result : nullptr;
}

const Shape *rootOf(const Shape *shape) {
  while (shape->parent)
    shape = shape->parent;
  return shape;
}

} // namespace

Shape *makeRootShape(TypeObject *type, uint32_t inlineSlots) {
  Shape *shape = allocateShape();
  if (!shape)
    return nullptr;
  shape->type = type;
  shape->slotCount = type->slotCount;
  shape->inlineSlots = inlineSlots;
  shape->slotsOffset = type->slotsOffset;
  if (type->flags & kTypeDictMode)
    shape->flags = kShapeDict;
  return shape;
}

Shape *rootShapeWith(TypeObject *type, uint32_t inlineSlots) {
  for (Shape *root = type->rootShape; root; root = root->nextRoot)
    if (root->inlineSlots == inlineSlots)
      return root;
  Shape *root = makeRootShape(type, inlineSlots);
  if (root && type->rootShape) {
    root->nextRoot = type->rootShape->nextRoot;
    type->rootShape->nextRoot = root;
  }
  return root;
}

Shape *promoteRootShape(TypeObject *type, uint32_t inlineSlots) {
  Shape *root = rootShapeWith(type, inlineSlots);
  if (!root || root == type->rootShape)
    return root;
  Shape *before = type->rootShape;
  while (before->nextRoot != root)
    before = before->nextRoot;
  before->nextRoot = root->nextRoot;
  root->nextRoot = type->rootShape;
  return type->rootShape = root;
}

int32_t shapeFind(const Shape *shape, Value name) {
  LookupEntry &entry =
      lookupCache[(hashOf(name.word()) ^ shape->id * 0x9E3779B1u >> 5) %
                  kLookupCacheSize];
  if (entry.shape == shape->id && entry.name == name.word())
    return entry.slot;
  int32_t slot = -1;
  for (const Shape *at = shape; at->parent; at = at->parent)
    if (at->lastName == name.word()) {
      slot = int32_t(at->slotCount) - 1;
      break;
    }
  entry = {name.word(), shape->id, slot};
  return slot;
}

Shape *shapeAdd(Shape *shape, Value name) {
  if (Shape *known = findTransition(shape, name.word()))
    return known;
  if (shape->slotCount >= kMaxShapeSlots)
    return nullptr;
  Shape *result = derive(shape, name.word());
  if (!result)
    return nullptr;
  result->parent = shape;
  result->lastName = name.word(); // interned: immortal
  ++result->slotCount;
  // Later instances get the room that this one wanted.
  TypeObject *type = shape->type;
  if (result->slotCount > type->inlineSlots &&
      type->inlineSlots < kMaxInlineSlots) {
    type->inlineSlots = std::min(result->slotCount, kMaxInlineSlots);
    type->version = 0; // caches of how to allocate one
  }
  return result;
}

Shape *dictShapeOf(Shape *shape) {
  auto *root = const_cast<Shape *>(rootOf(shape));
  if (root->flags & kShapeDict)
    return root;
  if (Shape *known = findTransition(root, kNone))
    return known;
  Shape *result = derive(root, kNone);
  if (result)
    result->flags |= kShapeDict;
  return result;
}

bool ensureSlot(ThreadState &ts, ObjectHeader *object, const Shape *shape,
                uint32_t index) {
  if (index < shape->inlineSlots)
    return true;
  uint64_t needed = index - shape->inlineSlots + 1;
  Word &extra = extraOf(object, shape);
  auto *array = reinterpret_cast<SlotArray *>(extra);
  if (array && array->capacity >= needed)
    return true;
  uint64_t capacity = std::max<uint64_t>(needed + needed / 2, 4);
  auto *grown = static_cast<SlotArray *>(rawReallocate(
      array, sizeof(SlotArray) + size_t(capacity) * sizeof(Word)));
  if (!grown)
    return raiseMemoryError(ts);
  uint64_t old = array ? grown->capacity : 0;
  if (!array)
    grown->dict = 0;
  grown->capacity = capacity;
  std::fill(grown->items + old, grown->items + capacity, kUndef);
  extra = reinterpret_cast<Word>(grown);
  return true;
}

} // namespace dxpy
