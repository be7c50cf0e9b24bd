// Type objects: the tables of builtin types and shapes, their preparation at
// start-up, inheritance of slots, subtype tests.
#include "runtime-support/objects/type.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

constinit TypeObject *const builtinTypes[kBuiltinShapeCount + 1] = {
    nullptr,
#define BUILTIN_TYPE(id, name, module, base) &types::id,
#define BUILTIN_EXCEPTION(id, base, layout) &types::id,
#include "runtime-support/abi/BuiltinTypes.def"
};

constinit Shape *shapeTable[kMaxShapes] = {};

namespace {

constinit Shape builtinShapes[kBuiltinShapeCount + 1] = {};

struct BuiltinRow {
  std::string_view name, module;
  TypeObject *base;
};
constexpr BuiltinRow builtinRows[] = {
    {"", "", nullptr},
#define BUILTIN_TYPE(id, name, module, base)                                   \
  {name, module, #base[0] == 'N' ? nullptr : &types::base},
#define None Object
#define BUILTIN_EXCEPTION(id, base, layout) {#id, "builtins", &types::base},
#include "runtime-support/abi/BuiltinTypes.def"
#undef None
};

constexpr size_t kSlotWords = sizeof(TypeSlots) / sizeof(AnySlot);
static_assert(kSlotWords <= 128);

AnySlot *slotWords(const TypeObject *type) {
  return reinterpret_cast<AnySlot *>(const_cast<TypeSlots *>(&type->slots));
}

constexpr uint64_t kInheritedFlags =
    kSubclassMask | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs |
    kTypeMatchSelf | kTypeSequencePattern | kTypeMappingPattern |
    kTypeVariableSize | kTypeDictMode;

void noteOwnSlots(TypeObject *type) {
  AnySlot *words = slotWords(type);
  for (size_t i = 0; i < kSlotWords; ++i)
    if (words[i])
      type->ownSlots[i / 64] |= uint64_t(1) << (i % 64);
}

/// What a builtin or native type gets from its base.
void inheritFromBase(TypeObject *type) {
  noteOwnSlots(type);
  TypeObject *base = type->base;
  if (!base)
    return;
  bool ownNew = type->slots.new_;
  if (type->slots.compare && !type->slots.hash)
    type->slots.hash = hashNotImplemented;
  inheritSlots(type, base);
  type->flags |= base->flags & kInheritedFlags;
  if (!ownNew && (base == &types::Object || (base->flags & kTypeDisallowNew))) {
    type->slots.new_ = nullptr;
    type->flags |= kTypeDisallowNew;
  }
  if (!type->basicSize)
    type->basicSize = base->basicSize;
  if (!type->itemSize)
    type->itemSize = base->itemSize;
  if (!type->slotsOffset)
    type->slotsOffset = base->slotsOffset;
}

void fillRootShape(Shape *shape, TypeObject *type, uint32_t id) {
  shape->type = type;
  shape->id = id;
  shape->flags =
      kShapeExact | ((type->flags & kTypeDictMode) ? kShapeDict : 0u);
  shape->slotsOffset = type->slotsOffset;
  type->rootShape = shape;
  shapeTable[id] = shape;
}

} // namespace

void inheritSlots(TypeObject *type, const TypeObject *base) {
  bool hashAndCompare = !type->slots.hash && !type->slots.compare;
  slot::Hash hash = type->slots.hash;
  slot::Compare compare = type->slots.compare;
  AnySlot *to = slotWords(type);
  const AnySlot *from = slotWords(base);
  for (size_t i = 0; i < kSlotWords; ++i)
    if (!to[i])
      to[i] = from[i];
  if (!hashAndCompare) { // they go together or not at all
    type->slots.hash = hash;
    type->slots.compare = compare;
  }
}

void initTypes() {
  for (uint32_t id = 1; id <= kBuiltinShapeCount; ++id) {
    TypeObject *type = builtinTypes[id];
    type->base = builtinRows[id].base;
    inheritFromBase(type);
    fillRootShape(&builtinShapes[id], type, id);
  }
  constexpr BuiltinShape inert[] = {BuiltinShape::Int,   BuiltinShape::Bool,
                                    BuiltinShape::Float, BuiltinShape::Complex,
                                    BuiltinShape::Str,   BuiltinShape::Bytes,
                                    BuiltinShape::Range};
  for (BuiltinShape shape : inert)
    builtinShapes[shapeId(shape)].flags |= kShapeInert;
}

bool registerNativeType(ThreadState &ts, TypeObject *type) {
  if (type->rootShape)
    return true;
  if (!type->base)
    type->base = &types::Object;
  inheritFromBase(type);
  Shape *shape = makeRootShape(type, 0);
  if (!shape)
    return raiseMemoryError(ts);
  fillRootShape(shape, type, shape->id);
  return true;
}
bool initNativeType(ThreadState &ts, TypeObject *type) {
  return registerNativeType(ts, type) && readyType(ts, type);
}

TypeObject *typeOfImmediate(Word word) {
  if (isImmediateFloat(word))
    return &types::Float;
  if (isSmallInt(word))
    return &types::Int;
  switch (word) {
  case kNone:
    return &types::NoneType;
  case kEllipsis:
    return &types::Ellipsis;
  case kNotImplemented:
    return &types::NotImplementedType;
  default:
    return &types::Bool;
  }
}

std::string_view typeName(const TypeObject *type) {
  if (type->name)
    return strText(Value(type->name));
  std::string_view name = type->spec->name;
  size_t dot = name.rfind('.');
  return dot == name.npos ? name : name.substr(dot + 1);
}

std::string_view typeQualname(const TypeObject *type) {
  return type->qualname ? strText(Value(type->qualname)) : typeName(type);
}

std::string_view nativeQualifiedName(const TypeObject *type) {
  return type->spec ? std::string_view(type->spec->name) : typeName(type);
}

std::string_view nativeModule(const TypeObject *type) {
  uint32_t id = type->rootShape ? type->rootShape->id : 0;
  if (id <= kBuiltinShapeCount)
    return builtinRows[id].module;
  if (type->module)
    return strText(Value(type->module));
  std::string_view name = type->spec->name;
  size_t dot = name.rfind('.');
  return dot == name.npos ? "builtins" : name.substr(0, dot);
}

TypeObject *nativeBase(TypeObject *type) {
  while (type->flags & kTypeHeap)
    type = type->base;
  return type;
}

bool isSubtype(const TypeObject *type, const TypeObject *base) {
  bool custom = type->flags & kTypeHasCustomMro; // may leave out even itself
  if ((type == base || base == &types::Object) && !(custom && type->mro))
    return true;
  if (type->mro) {
    Value mro(type->mro);
    for (uint64_t i = custom ? 0 : 1, n = tupleLength(mro); i < n; ++i)
      if (tupleItem(mro, i) == Value(base))
        return true;
    return false;
  }
  for (; type; type = type->base)
    if (type == base)
      return true;
  return false;
}

int64_t hashNotImplemented(ThreadState &ts, Value self) {
  return raise(ts, types::TypeError, "unhashable type: '{}'", {typeOf(self)});
}

} // namespace dxpy
