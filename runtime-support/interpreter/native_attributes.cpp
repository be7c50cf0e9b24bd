// Inline caches of native code: cold halves that look up and fill.
#include "runtime-support/inline/attributes.h"
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/super.h"

namespace dxpy {

namespace {

bool isSlot(AttributeKind kind) {
  return kind == AttributeKind::Slot || kind == AttributeKind::Overflow;
}

uint64_t slotPlace(const AttributeLocation &location) {
  if (location.kind != AttributeKind::Overflow)
    return uint64_t(int64_t(location.offset));
  const Shape *shape = shapeTable[location.shape];
  return kInOverflow | uint64_t(shape->slotsOffset - int(sizeof(Word))) << 32 |
         (offsetof(SlotArray, items) + location.index * sizeof(Word));
}

/// Where \p shape and those that are not at their first place do not meet, by a
/// new multiplier; they come back when they are asked for again. Null: there is
/// no such place, or the site has changed too often.
AttributeCacheEntry *rearrange(AttributeCache *cache, uint32_t shape) {
  constexpr unsigned kTries = 128, kMaxChanges = 12;
  auto isFirst = [&](const AttributeCacheEntry &way) {
    return way.shape && wayOf(cache, way.shape) == &way;
  };
  auto meet = [&](uint32_t multiplier) {
    auto bitOf = [&](uint32_t id) { return 1u << (id * multiplier >> 29); };
    uint32_t taken = 0;
    for (unsigned i = 0; i < cache->kWays; ++i)
      taken |= unsigned(isFirst(cache->ways[i])) << i;
    bool meet = taken & bitOf(shape);
    taken |= bitOf(shape);
    for (const AttributeCacheEntry &way : cache->ways) {
      if (!way.shape || isFirst(way))
        continue;
      meet |= taken & bitOf(way.shape);
      taken |= bitOf(way.shape);
    }
    return meet;
  };
  if (cache->changes == kMaxChanges)
    return nullptr;
  ++cache->changes;
  uint32_t multiplier = 0x85EBCA6Bu;
  for (unsigned i = 0; meet(multiplier); multiplier = multiplier * 5 + 2)
    if (++i == kTries)
      return nullptr;
  cache->multiplier = multiplier;
  for (AttributeCacheEntry &way : cache->ways)
    if (!isFirst(way))
      way = {};
  return const_cast<AttributeCacheEntry *>(secondWayOf(cache, shape));
}

/// The way for \p location; null: it cannot be cached.
AttributeCacheEntry *newWay(AttributeCache *cache,
                            const AttributeLocation &location, Value object) {
  if (!object.isPointer() || location.version == 0 ||
      shapeTable[location.shape]->slotsOffset < 0)
    return nullptr;
  auto *way = const_cast<AttributeCacheEntry *>(wayOf(cache, location.shape));
  auto isFree = [&] { return !way->shape || way->shape == location.shape; };
  if (!isFree())
    way = const_cast<AttributeCacheEntry *>(secondWayOf(cache, location.shape));
  if (!isFree())
    way = rearrange(cache, location.shape);
  if (!way)
    way = &cache->ways[cache->next++ % cache->kWays];
  *way = {location.shape, location.version, &typeOf(object)->version, 0, 0};
  return way;
}

void fillLoad(AttributeCache *cache, const AttributeLocation &location,
              Value object) {
  bool ofClass = location.kind == AttributeKind::ClassValue;
  if (!ofClass && !isSlot(location.kind))
    return;
  AttributeCacheEntry *way = newWay(cache, location, object);
  if (!way)
    return;
  auto index = size_t(way - cache->ways);
  uint64_t place = ofClass ? 0 : slotPlace(location);
  cache->classValues[index] = ofClass ? location.value.word() : kUndef;
  cache->overflow[index] = place & kInOverflow ? place : 0;
  if (!ofClass && !(place & kInOverflow)) {
    way->offset = place;
    way->value = ~Word(0);
  } else {
    way->offset = reinterpret_cast<uint64_t>(&cache->classValues[index]);
  }
}

void fillMethod(AttributeCache *cache, const AttributeLocation &location,
                Value object) {
  if (AttributeCacheEntry *way = newWay(cache, location, object))
    way->value = location.value.word();
}

void fillStore(AttributeCache *cache, const AttributeLocation &location,
               Value object) {
  bool adds = location.kind == AttributeKind::AddSlot;
  if (!adds && !isSlot(location.kind))
    return;
  if (AttributeCacheEntry *way = newWay(cache, location, object)) {
    way->offset = slotPlace(location);
    way->value = adds ? location.newShape->id : 0;
  }
}

/// What a way that holds gives, borrowed; undef: the attribute is not bound.
Word cachedLoad(const AttributeCache *cache, const AttributeCacheEntry *way,
                Word object) {
  auto index = size_t(way - cache->ways);
  if (uint64_t place = cache->overflow[index])
    return *slotAt(place, object);
  return *reinterpret_cast<Word *>((object & way->value) + way->offset);
}

/// The function of the class method that `type.name` finds; null: it finds
/// something else, or binding may do more than that.
Value classMethodOf(ThreadState &ts, TypeObject *type, Value name) {
  TypeObject *metaclass = typeOf(Value(type));
  if (metaclass != &types::Type || lookupInType(ts, metaclass, name))
    return {};
  Value found = lookupInType(ts, type, name);
  if (!found || !hasShape(found, BuiltinShape::ClassMethod))
    return {};
  Value function(found.as<StaticMethodObject>()->callable);
  return isFunction(function) ? function : Value();
}

bool knowClass(ThreadState &ts, AttributeCache *cache, Value object, Value name,
               bool called) {
  auto &known = cache->known;
  auto *type = object.as<TypeObject>();
  AttributeLocation location = locateTypeAttribute(ts, type, name);
  known.value = location.value.word();
  known.self = kUndef;
  if (location.kind != AttributeKind::ClassValue) {
    Value function = called ? classMethodOf(ts, type, name) : Value();
    if (!function)
      return false;
    known.value = function.word();
    known.self = object.word();
  }
  known.place = &known.value;
  known.guard = &type->version;
  known.version = type->version;
  return known.version != 0;
}

/// Holds until a module dies or gets another class.
bool knowModule(ThreadState &ts, AttributeCache *cache, Value object,
                Value name) {
  if (lookupInType(ts, &types::Module, name))
    return false;
  NameCell *cell = dictCell(moduleDict(object), name);
  if (!cell || cell->value == kUndef)
    return false;
  cache->known = {0, &moduleEpoch, moduleEpoch, &cell->value, kUndef, kUndef};
  return true;
}

/// An attribute of a class or module that needs no binding, borrowed; 0: the
/// general way. \p called: a class method gives its function.
Word loadKnown(ThreadState *ts, Word object, Word name, AttributeCache *cache,
               bool called) {
  if (Word value = dxTryLoadKnown(object, cache))
    return value;
  Value receiver(object);
  bool fills = hasFlag(receiver, kSubclassType)
                   ? knowClass(*ts, cache, receiver, Value(name), called)
                   : hasShape(receiver, BuiltinShape::Module) &&
                         knowModule(*ts, cache, receiver, Value(name));
  cache->known.object = fills ? object : 0;
  return fills ? *cache->known.place : 0;
}

} // namespace

Word dxLoadAttrSlow(ThreadState *ts, Word object, Word name,
                    AttributeCache *cache) {
  if (!isPointer(object))
    return getAttr_py(*ts, Value(object), Value(name)).take();
  if (const AttributeCacheEntry *way = findWay(cache, object)) {
    Word value = cachedLoad(cache, way, object);
    if (value != kUndef)
      return copyOf(Value(value)).take();
  } else if (Word value = loadKnown(ts, object, name, cache, false)) {
    return copyOf(Value(value)).take();
  }
  AttributeLocation location = locateAttribute(*ts, Value(object), Value(name));
  fillLoad(cache, location, Value(object));
  return getAttr_py(*ts, Value(object), Value(name)).take();
}

int32_t dxStoreAttrSlow(ThreadState *ts, Word object, Word value, Word name,
                        AttributeCache *cache) {
  if (const AttributeCacheEntry *way = findWay(cache, object)) {
    release(ts, storeCached(ts, *way, object, value));
    return 1;
  }
  AttributeLocation location = locateStore(*ts, Value(object), Value(name));
  fillStore(cache, location, Value(object));
  return setAttr_py(*ts, Value(object), Value(name), Value(value));
}

Word dxLoadMethodSlow(ThreadState *ts, Word object, Word name,
                      AttributeCache *cache, Word *self) {
  if (const AttributeCacheEntry *way = findWay(cache, object)) {
    *self = copyOf(Value(object)).take();
    return copyOf(Value(way->value)).take();
  }
  if (isPointer(object))
    if (Word value = loadKnown(ts, object, name, cache, true)) {
      *self = copyOf(Value(cache->known.self)).take();
      return copyOf(Value(value)).take();
    }
  AttributeLocation location = locateAttribute(*ts, Value(object), Value(name));
  if (location.kind == AttributeKind::Method) {
    fillMethod(cache, location, Value(object));
    *self = copyOf(Value(object)).take();
    return copyOf(location.value).take();
  }
  *self = kUndef;
  return getAttr_py(*ts, Value(object), Value(name)).take();
}

Word dxLoadSuperSlow(ThreadState *ts, Word super, Word cls, Word self,
                     Word name, AttributeCache *cache) {
  Value receiver(self);
  if (super != Value(&types::Super).word() || !isPointer(cls) ||
      !receiver.isPointer() || hasShape(receiver, BuiltinShape::Cell))
    return kError;
  if (cache->known.object != cls)
    *cache = {};
  else if (const AttributeCacheEntry *way = findWay(cache, self))
    return way->value;
  Value method = superMethod(*ts, Value(cls), receiver, Value(name));
  if (!method)
    return kError;
  cache->known.object = cls;
  cache->known.value = super;
  AttributeLocation location;
  location.shape = receiver.header()->shape;
  location.version = typeVersion(typeOf(receiver));
  location.value = method;
  fillMethod(cache, location, receiver);
  return method.word();
}

Word dxLoadGlobalSlow(ThreadState *ts, Word function, Word name,
                      GlobalCache *cache) {
  auto *callee = reinterpret_cast<FunctionObject *>(function);
  Value globals(callee->globals), builtins(callee->builtins);
  Value found = dictGetName(*ts, globals, Value(name));
  if (!found && isExactDict(builtins))
    found = dictGetName(*ts, builtins, Value(name));
  if (!found) {
    if (!pendingException(*ts))
      raiseNameError(*ts, "name '{}' is not defined", Value(name));
    return kError;
  }
  NameCell *global = dictReserveCell(*ts, globals, Value(name));
  NameCell *builtin =
      global ? dictReserveCell(*ts, builtins, Value(name)) : nullptr;
  clearException(*ts);
  if (global && builtin)
    *cache = {&global->value, &builtin->value};
  return copyOf(found).take();
}

int32_t dxStoreGlobalSlow(ThreadState *ts, Word function, Word name, Word value,
                          GlobalCache *cache) {
  Value globals(reinterpret_cast<FunctionObject *>(function)->globals);
  if (!dictSetName(*ts, globals, Value(name), Value(value)))
    return 0;
  if (NameCell *cell = dictCell(globals, Value(name)))
    cache->global = &cell->value;
  return 1;
}

} // namespace dxpy
