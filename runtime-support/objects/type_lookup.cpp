// Attributes along the mro: lookup with a cache, versions, lists of subclasses.
//
// A version names one state of a type's attributes. A type with a version has
// bases with versions, so a change needs to visit only subclasses that have
// one. Cached values are borrowed: they live as long as the version is current.
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

constinit uint32_t attributeEpoch = 1;

namespace {

struct CacheEntry {
  Word name, value;
  uint32_t version;
};
constexpr size_t kCacheSize = 4096;
constinit CacheEntry cache[kCacheSize] = {};
constinit uint32_t lastVersion = 0;

CacheEntry &entryOf(uint32_t version, Value name) {
  return cache[(version * 0x9E3779B1u ^ uint32_t(name.word() >> 4)) %
               kCacheSize];
}

Value findInMro(ThreadState &ts, const TypeObject *type, Value name) {
  if (!type->mro) // a class that the collector has taken apart
    return {};
  Value mro(type->mro);
  for (uint64_t i = 0, n = tupleLength(mro); i < n; ++i) {
    auto *base = tupleItem(mro, i).as<TypeObject>();
    if (!(base->flags & kTypeReady) && !readyType(ts, base))
      return {};
    if (Value value = dictGetName(ts, Value(base->dict), name))
      return value;
  }
  return {};
}

} // namespace

uint32_t typeVersion(TypeObject *type) {
  if (type->version)
    return type->version;
  // Its mro may name classes that do not know it as a subclass, or change
  // without __bases__: each look is of a state of its own.
  if (type->flags & kTypeHasCustomMro)
    return ++lastVersion;
  Value mro(type->mro ? type->mro : emptyTuple().word());
  for (uint64_t i = 1, n = tupleLength(mro); i < n; ++i)
    typeVersion(tupleItem(mro, i).as<TypeObject>());
  return type->version = ++lastVersion;
}

Value lookupInType(ThreadState &ts, TypeObject *type, Value name) {
  if (!(type->flags & kTypeReady) && !readyType(ts, type))
    return {};
  uint32_t version = type->version ? type->version : typeVersion(type);
  CacheEntry &entry = entryOf(version, name);
  if (entry.version == version && entry.name == name.word())
    return Value(entry.value);
  Value value = findInMro(ts, type, name);
  if (type->version == version && isInterned(name))
    entry = {name.word(), value.word(), version};
  return value;
}

/// Attributes of a class depend on its metaclass, too.
static void classesModified(const TypeObject *from,
                            const TypeObject *metaclass) {
  const TypeList *list = from->subclasses;
  for (uint32_t i = 0; list && i < list->count; ++i) {
    TypeObject *type = list->items[i];
    if (isSubtype(typeOf(Value(type)), metaclass))
      typeModified(type);
    classesModified(type, metaclass);
  }
}

void typeModified(TypeObject *type) {
  if (!type->version)
    return;
  type->version = 0;
  type->intact = 0;
  ++attributeEpoch;
  if (const TypeList *list = type->subclasses)
    for (uint32_t i = 0; i < list->count; ++i)
      typeModified(list->items[i]);
  if (type->flags & kSubclassType)
    classesModified(&types::Object, type);
}

} // namespace dxpy
