// Fast paths of attributes and globals: the caches of native code
// (abi/native.h).
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/inline/operations.h"

namespace dxpy {

inline bool cacheHolds(const AttributeCacheEntry &way, Word object) {
  return objectOf(object)->shape == way.shape &&
         *way.classVersion == way.version;
}
inline const AttributeCacheEntry *wayOf(const AttributeCache *cache,
                                        uint32_t shape) {
  // The ids of the shapes of similar classes lie at equal distances.
  static_assert(AttributeCache::kWays == 8);
  return &cache->ways[shape * 0x9E3779B1u >> 29];
}
/// Its second place, where others have the first: by a hash of the site's own.
inline const AttributeCacheEntry *secondWayOf(const AttributeCache *cache,
                                              uint32_t shape) {
  return &cache->ways[shape * cache->multiplier >> 29];
}
/// The way that holds for \p object if it is at one of its two places, or null.
inline const AttributeCacheEntry *nearWay(const AttributeCache *cache,
                                          Word object) {
  uint32_t shape = objectOf(object)->shape;
  const AttributeCacheEntry *way = wayOf(cache, shape);
  if (way->shape != shape) [[unlikely]] {
    way = secondWayOf(cache, shape);
    if (way->shape != shape) [[unlikely]]
      return nullptr;
  }
  return *way->classVersion == way->version ? way : nullptr;
}
/// The way that holds for \p object, or null.
inline const AttributeCacheEntry *findWay(const AttributeCache *cache,
                                          Word object) {
  if (isPointer(object))
    for (const AttributeCacheEntry &way : cache->ways)
      if (cacheHolds(way, object))
        return &way;
  return nullptr;
}
inline Word *slotAt(uint64_t offset, Word object) {
  if (!(offset & kInOverflow)) [[likely]]
    return reinterpret_cast<Word *>(object + offset);
  Word array =
      *reinterpret_cast<Word *>(object + ((offset & ~kInOverflow) >> 32));
  return reinterpret_cast<Word *>(array + uint32_t(offset));
}

// What is found is borrowed from where it was found. kError, of attributes
// kUndef: the cold half must look.

DX_INLINE Word dxTryLoadAttr(Word object, const AttributeCache *cache) {
  if (isPointer(object)) [[likely]] {
    if (const AttributeCacheEntry *way = nearWay(cache, object)) [[likely]]
      return *reinterpret_cast<Word *>((object & way->value) + way->offset);
  }
  return kUndef;
}

/// The attribute of the class or module that the site knows; for the function
/// of a class method dxKnownSelf is the first argument.
DX_INLINE Word dxTryLoadKnown(Word object, const AttributeCache *cache) {
  auto &known = cache->known;
  if (known.object == object && known.version == *known.guard) [[likely]]
    if (Word value = *known.place; value != kUndef) [[likely]]
      return assumeValue(value);
  return kError;
}
DX_INLINE Word dxKnownSelf(const AttributeCache *cache) {
  return cache->known.self;
}

/// The method's function; the receiver is the first argument.
DX_INLINE Word dxTryLoadMethod(Word object, const AttributeCache *cache) {
  if (isPointer(object)) [[likely]] {
    if (const AttributeCacheEntry *way = nearWay(cache, object)) [[likely]]
      return assumeValue(way->value);
  }
  return kError;
}

/// The function of super(cls, self).method; the site's ways are of receivers of
/// the class that it knows. `known.value` is the type super.
DX_INLINE Word dxTryLoadSuper(Word super, Word cls, Word self,
                              const AttributeCache *cache) {
  if (cache->known.value == super && cache->known.object == cls) [[likely]]
    return dxTryLoadMethod(self, cache);
  return kError;
}

/// `value` of a store's way is the shape that the object gets, 0: it stays.
/// Gives what was in the slot, for the caller to drop.
inline Word storeCached(ThreadState *ts, const AttributeCacheEntry &way,
                        Word object, Word value) {
  Word *slot = slotAt(way.offset, object);
  retain(ts, value);
  if (way.value) { // the slot held nothing yet
    *slot = value;
    objectOf(object)->shape = uint32_t(way.value);
    return kUndef;
  }
  return assumeValue(slotTake(ts, objectOf(object), slot, value));
}
DX_INLINE Word dxTryStoreAttr(ThreadState *ts, Word object, Word value,
                              const AttributeCache *cache) {
  if (isPointer(object)) [[likely]] {
    if (const AttributeCacheEntry *way = nearWay(cache, object)) [[likely]]
      return storeCached(ts, *way, object, value);
  }
  return kError;
}

DX_INLINE Word dxTryLoadGlobal(const GlobalCache *cache) {
  if (!cache->global) [[unlikely]]
    return kError;
  Word value = *cache->global;
  if (value == kUndef)
    value = *cache->builtin;
  return value != kUndef ? assumeValue(value) : kError;
}

/// Stores a reference to \p value in a global that is bound. Gives what was
/// there, for the caller to drop.
DX_INLINE Word dxTryStoreGlobal(ThreadState *ts, Word value,
                                const GlobalCache *cache) {
  auto *cell = const_cast<Word *>(cache->global);
  if (!cell || *cell == kUndef || ts->heapMode) [[unlikely]]
    return kError;
  retain(ts, value);
  Word old = *cell;
  *cell = value;
  return assumeValue(old);
}

/// What a cell holds, borrowed from it. kError: it is empty.
DX_INLINE Word dxTryLoadCell(Word cell) {
  Word content = reinterpret_cast<CellObject *>(cell)->value;
  return content != kUndef ? assumeValue(content) : kError;
}
/// Stores a reference to \p value. Gives what was there, for the caller to
/// drop.
DX_INLINE Word dxExchangeCell(ThreadState *ts, Word cell, Word value) {
  auto *object = reinterpret_cast<CellObject *>(cell);
  retain(ts, value);
  return slotTake(ts, &object->header, &object->value, value);
}

} // namespace dxpy
