// The wrapper that lru_cache makes: a dict from keys to results or, with a
// bound, to links of a ring in order of use.
#include "runtime-support/objects/dict_internal.h"
#include "runtime-support/objects/function.h"
#include "stdlib/functools/parts.h"

namespace dxpy::functools {

namespace {

/// A key's hash as a dict has stored it.
struct StoredHash {
  uint64_t hash = 0;
  bool known = false, general = false;
};

/// Owned by the dict; ring and neighbours are not counted. A link that dies
/// before the cache, because the dict is cleared, leaves the ring by itself.
struct LinkObject {
  ObjectHeader header;
  struct LruCacheObject *ring; ///< null: in none
  LinkObject *before, *after;
  Word key, result;
  StoredHash hash;
};

struct LruCacheObject {
  ObjectHeader header;
  Word function;
  Word cache; ///< dict
  Word infoType;
  LinkObject *oldest, *newest;
  int64_t most; ///< -1: no bound
  int64_t hits, misses;
  bool typed;
};

using LinkFields =
    OwnedFields<LinkObject, &LinkObject::key, &LinkObject::result>;

LruCacheObject *asCache(Value v) { return v.as<LruCacheObject>(); }

void unlink(LruCacheObject *cache, LinkObject *link) {
  (link->before ? link->before->after : cache->oldest) = link->after;
  (link->after ? link->after->before : cache->newest) = link->before;
  link->ring = nullptr;
  link->before = link->after = nullptr;
}

void linkDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *link = reinterpret_cast<LinkObject *>(self);
  if (link->ring)
    unlink(link->ring, link);
  LinkFields::deallocate(ts, self);
}

void linkNewest(LruCacheObject *cache, LinkObject *link) {
  link->ring = cache;
  link->before = cache->newest;
  link->after = nullptr;
  (cache->newest ? cache->newest->after : cache->oldest) = link;
  cache->newest = link;
}

/// A type that nothing else gives as part of a key: separates positional
/// arguments from keywords.
Value keywordMark() { return Value(&lruLinkType); }

/// The key of a call: one str or int argument itself, else a tuple.
Owned makeKey(ThreadState &ts, bool typed, const Arguments &args) {
  size_t positional = args.positionalCount, keywords = keywordCount(args);
  if (!typed && !keywords) {
    if (positional == 1 && (isExactStr(args[0]) || isExactInt(args[0])))
      return copyOf(args[0]);
    return makeTuple(ts, args.values, positional);
  }
  size_t values = positional + keywords;
  size_t count =
      positional + (keywords ? 1 + 2 * keywords : 0) + (typed ? values : 0);
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *key = allocateTuple(ts, count);
  if (!key)
    return {};
  Word *out = key->items;
  for (size_t i = 0; i < positional; ++i)
    *out++ = copyOf(args[i]).take();
  if (keywords)
    *out++ = copyOf(keywordMark()).take();
  for (size_t i = 0; i < keywords; ++i) {
    *out++ = copyOf(tupleItem(args.names, i)).take();
    *out++ = copyOf(args.values[positional + i]).take();
  }
  for (size_t i = 0; typed && i < values; ++i)
    *out++ = copyOf(Value(typeOf(args.values[i]))).take();
  return Owned::steal(key);
}

Owned callWrapped_py(ThreadState &ts, LruCacheObject *cache,
                     const Arguments &args) {
  ++cache->misses;
  Owned function = copyOf(Value(cache->function));
  return callArguments_py(ts, function, args.values, args.positionalCount,
                          args.names);
}

/// A key and its hash, which a call computes once.
class HashedKey {
public:
  explicit HashedKey(Value key) : key(key) {}
  HashedKey(Value key, StoredHash known) : key(key), stored(known) {}

  const StoredHash &hash() const { return stored; }

  Value find_py(ThreadState &ts, Value dict) {
    auto *table = dict_internal::asDict(dict);
    uint64_t hash;
    if (!hashIn_py(ts, table, hash))
      return {};
    int64_t index = dict_internal::find_py(ts, table, key, hash);
    return index < 0 ? Value()
                     : dict_internal::entryValue(
                           table, dict_internal::entryAt(table, index));
  }
  bool store_py(ThreadState &ts, Value dict, Value value) {
    auto *table = dict_internal::asDict(dict);
    uint64_t hash;
    return hashIn_py(ts, table, hash) &&
           dict_internal::setKnownHash_py(ts, table, key, hash, value);
  }

  /// Takes the entry out. False: raised.
  bool drop_py(ThreadState &ts, Value dict) {
    auto *table = dict_internal::asDict(dict);
    uint64_t hash;
    if (!hashIn_py(ts, table, hash))
      return false;
    int64_t index = dict_internal::find_py(ts, table, key, hash);
    if (index < 0)
      return index != dict_internal::kRaised;
    Owned heldKey, value;
    dict_internal::takeEntry(ts, table, index, heldKey, value);
    return true;
  }

private:
  bool hashIn_py(ThreadState &ts, DictObject *table, uint64_t &hash) {
    if (stored.known)
      return dict_internal::translateHash(ts, table, key, stored.hash,
                                          stored.general, hash);
    if (!dict_internal::hashKey_py(ts, table, key, hash))
      return false;
    stored = {hash, true, dict_internal::isGeneral(table)};
    return true;
  }

  Value key;
  StoredHash stored;
};

Owned callUnbounded_py(ThreadState &ts, LruCacheObject *cache, Value key,
                       const Arguments &args) {
  Owned dict = copyOf(Value(cache->cache));
  HashedKey hashed(key);
  if (Value found = hashed.find_py(ts, dict)) {
    ++cache->hits;
    return copyOf(found);
  }
  if (pendingException(ts))
    return {};
  Owned result = callWrapped_py(ts, cache, args);
  return result && hashed.store_py(ts, dict, result) ? std::move(result)
                                                     : Owned();
}

/// Drops what was used longest ago. False: raised.
bool evict_py(ThreadState &ts, LruCacheObject *cache, Value dict) {
  LinkObject *oldest = cache->oldest;
  Owned held = copyOf(Value(oldest)), key = copyOf(Value(oldest->key));
  unlink(cache, oldest);
  return HashedKey(key, oldest->hash).drop_py(ts, dict);
}

bool remember_py(ThreadState &ts, LruCacheObject *cache, Value dict, Value key,
                 HashedKey &hashed, Value result) {
  if (int64_t(dictLength(dict)) >= cache->most && cache->oldest &&
      !evict_py(ts, cache, dict))
    return false;
  Owned link = allocateInstance(ts, &lruLinkType);
  if (!link)
    return false;
  link.as<LinkObject>()->ring = nullptr;
  link.as<LinkObject>()->key = copyOf(key).take();
  link.as<LinkObject>()->result = copyOf(result).take();
  if (!hashed.store_py(ts, dict, link))
    return false;
  link.as<LinkObject>()->hash = hashed.hash();
  linkNewest(cache, link.as<LinkObject>());
  return true;
}

Owned callBounded_py(ThreadState &ts, LruCacheObject *cache, Value key,
                     const Arguments &args) {
  Owned dict = copyOf(Value(cache->cache));
  HashedKey hashed(key);
  if (Value found = hashed.find_py(ts, dict)) {
    auto *link = found.as<LinkObject>();
    unlink(cache, link);
    linkNewest(cache, link);
    ++cache->hits;
    return copyOf(Value(link->result));
  }
  if (pendingException(ts))
    return {};
  Owned result = callWrapped_py(ts, cache, args);
  // The call itself may have stored the same key.
  if (!result || hashed.find_py(ts, dict))
    return result;
  if (pendingException(ts) ||
      !remember_py(ts, cache, dict, key, hashed, result))
    return {};
  return result;
}

Word cacheCall(ThreadState *ts, Word callee, Word *words,
               uint64_t countAndFlags, Word kwnames) {
  Arguments args = argumentsOf(words, countAndFlags, kwnames);
  Owned self = copyOf(Value(callee));
  LruCacheObject *cache = asCache(self);
  RecursionLevel level(*ts, " while calling a Python object");
  if (!level)
    return kError;
  if (cache->most == 0)
    return callWrapped_py(*ts, cache, args).take();
  Owned key = makeKey(*ts, cache->typed, args);
  if (!key)
    return kError;
  return (cache->most < 0 ? callUnbounded_py(*ts, cache, key, args)
                          : callBounded_py(*ts, cache, key, args))
      .take();
}

Owned cacheNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(user_function, maxsize, typed, cache_info_type)");
  Value bound[4];
  if (!bindArguments(ts, "lru_cache", signature, args, bound))
    return {};
  int typed = isTrue_py(ts, bound[2]);
  if (typed < 0)
    return {};
  if (!isCallable(bound[0]))
    return raise(ts, types::TypeError, "the first argument must be callable");
  int64_t most = -1;
  if (typeOf(bound[1])->slots.index) {
    if (!sizeArgument_py(ts, bound[1], most))
      return {};
    most = most < 0 ? 0 : most;
  } else if (!bound[1].isNone()) {
    return raise(ts, types::TypeError, "maxsize should be integer or None");
  }
  Owned dict = makeDict(ts);
  Owned result = dict ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  LruCacheObject *cache = asCache(result);
  cache->function = copyOf(bound[0]).take();
  cache->cache = dict.take();
  cache->infoType = copyOf(bound[3]).take();
  cache->most = most;
  cache->typed = typed;
  return result;
}

Owned cacheGet(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance || instance.isNone())
    return copyOf(self);
  return makeBoundMethod(ts, self, instance);
}

Owned cacheInfo(ThreadState &ts, Value self, const Value *) {
  LruCacheObject *cache = asCache(self);
  Owned hits = makeInt(ts, cache->hits), misses = makeInt(ts, cache->misses);
  Owned most = cache->most < 0 ? ownedNone() : makeInt(ts, cache->most);
  Owned size = makeInt(ts, int64_t(dictLength(Value(cache->cache))));
  Owned info = copyOf(Value(cache->infoType));
  return call_py(ts, info,
                 {hits.value(), misses.value(), most.value(), size.value()});
}

Owned cacheClear(ThreadState &ts, Value self, const Value *) {
  LruCacheObject *cache = asCache(self);
  while (cache->oldest)
    unlink(cache, cache->oldest);
  cache->hits = cache->misses = 0;
  Owned dict = copyOf(Value(cache->cache));
  dictClear(ts, dict);
  return ownedNone();
}

Owned cacheReduce(ThreadState &ts, Value self, const Value *) {
  return getAttr_py(ts, self, Value(&names::__qualname__));
}

Owned cacheCopy(ThreadState &, Value self, const Value *) {
  return copyOf(self);
}

void cacheVisit(ObjectHeader *self, Visitor &visitor) {
  auto *cache = reinterpret_cast<LruCacheObject *>(self);
  visitor(cache->function);
  visitor(cache->cache);
  visitor(cache->infoType);
}

void cacheDrop(ThreadState &ts, ObjectHeader *self) {
  auto *cache = reinterpret_cast<LruCacheObject *>(self);
  while (cache->oldest)
    unlink(cache, cache->oldest);
  clearField(ts, self, &cache->function);
  clearField(ts, self, &cache->cache);
  clearField(ts, self, &cache->infoType);
}

void cacheDeallocate(ThreadState &ts, ObjectHeader *self) {
  cacheDrop(ts, self);
  freeObject(ts, self, sizeof(LruCacheObject));
}

constexpr MethodDef methods[] = {
    {"cache_info", cacheInfo, "()"},          {"cache_clear", cacheClear, "()"},
    {"__reduce__", cacheReduce, "()"},        {"__copy__", cacheCopy, "()"},
    {"__deepcopy__", cacheCopy, "(memo, /)"}, {}};
constexpr GetSetDef getSets[] = {{"__dict__", getAttributes, setAttributes},
                                 {}};
constexpr TypeSpec spec = {
    "functools._lru_cache_wrapper",
    "Create a cached callable that wraps another function.\n\nuser_function:   "
    "   the function being cached\n\nmaxsize:  0         for no caching\n      "
    "    None      for unlimited cache size\n          n         for a bounded "
    "cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n   "
    "       True      cache f(3) and f(3.0) as distinct "
    "calls\n\ncache_info_type:    namedtuple class with the fields:\n          "
    "              hits misses currsize maxsize\n",
    methods, getSets};
constexpr TypeSpec linkSpec = {"functools._lru_list_elem"};

} // namespace

constinit TypeObject lruCacheType = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs |
             kTypeMethodDescriptor,
    .basicSize = sizeof(LruCacheObject),
    .slotsOffset = sizeof(LruCacheObject) + sizeof(Word),
    .slots = {.deallocate = cacheDeallocate,
              .visit = cacheVisit,
              .call = cacheCall,
              .descriptorGet = cacheGet,
              .new_ = cacheNew}};

constinit TypeObject lruLinkType = {
    .header = typeHeader(),
    .spec = &linkSpec,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(LinkObject),
    .slots = {.deallocate = linkDeallocate, .visit = LinkFields::visit}};

} // namespace dxpy::functools
