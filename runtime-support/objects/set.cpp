// set and frozenset objects: the table and what the runtime itself needs. The
// set operations that Python sees are in builtins/set*.cpp.
#include "runtime-support/objects/set.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/dict_table.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict_internal.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set_internal.h"
#include <cstring>

namespace dxpy {
namespace set_internal {

namespace {

constexpr uint64_t kMaxSlots = uint64_t(1) << 40;

/// The table of all sets without entries: nothing is ever written to it.
struct {
  uint64_t mask, summary;
  SetEntry entries[kSmallestTable];
} constexpr emptyTable = {kSmallestTable - 1, 0, {}};
static_assert(offsetof(SetTable, entries) == 16);

SetTable *sharedEmptyTable() {
  return reinterpret_cast<SetTable *>(const_cast<uint64_t *>(&emptyTable.mask));
}
bool isShared(const SetTable *table) { return table == sharedEmptyTable(); }

SetTable *allocateTable(ThreadState &ts, uint64_t slots) {
  auto *table = slots > kMaxSlots
                    ? nullptr
                    : static_cast<SetTable *>(rawAllocateZeroed(
                          sizeof(SetTable) + slots * sizeof(SetEntry)));
  if (!table) {
    raiseMemoryError(ts);
    return nullptr;
  }
  table->mask = slots - 1;
  return table;
}

SetTable *smallTable(SetObject *set) {
  return reinterpret_cast<SetTable *>(&set->small);
}
bool isSmall(const SetObject *set, const SetTable *table) {
  return table == reinterpret_cast<const SetTable *>(&set->small);
}
SetTable *freshSmallTable(SetObject *set) {
  std::memset(&set->small, 0, sizeof set->small);
  set->small.mask = kSmallestTable - 1;
  return smallTable(set);
}
void freeTable(SetObject *set, SetTable *table) {
  if (!isShared(table) && !isSmall(set, table))
    rawFree(table);
}

/// Puts a key into a table that holds neither it nor removed entries.
void insertClean(SetTable *table, Word key, uint64_t hash) {
  *alongProbe(table, hash,
              [](SetEntry *entry) { return entry->key == 0; }) = {key, hash};
  table->summary |= summaryOf(key, hash);
}

bool rebuild(ThreadState &ts, SetObject *set, uint64_t slots, bool rehash) {
  SmallSetTable copy;
  SetTable *old = set->table, *table;
  if (slots == kSmallestTable) {
    if (isSmall(set, old)) {
      copy = set->small;
      old = reinterpret_cast<SetTable *>(&copy);
    }
    table = freshSmallTable(set);
  } else {
    table = allocateTable(ts, slots);
    if (!table)
      return false;
  }
  for (uint64_t i = 0; set->length && i <= old->mask; ++i) {
    SetEntry entry = old->entries[i];
    if (isUsed(entry))
      insertClean(table, entry.key,
                  rehash ? uint64_t(strHash(Value(entry.key))) : entry.hash);
  }
  set->table = table;
  set->fill = set->length;
  ++set->generation;
  if (old != reinterpret_cast<SetTable *>(&copy))
    freeTable(set, old);
  return true;
}

/// Compares a candidate. 1, 0; -1 raised, -2 the table changed.
int matches_py(ThreadState &ts, SetObject *set, const SetEntry *entry,
               Value key) {
  if (entry->key == key.word())
    return 1;
  if (bothSmallInts(entry->key, key.word()))
    return 0;
  if (isExactStr(Value(entry->key)) && isExactStr(key))
    return sameText(entry->key, key.word());
  if (dict_internal::sameItems(Value(entry->key), key))
    return 1;
  uint32_t generation = set->generation;
  Owned held = copyOf(Value(entry->key));
  int equal = equal_py(ts, held, key);
  if (equal < 0)
    return -1;
  if (set->generation != generation || entry->key != held.word())
    return -2;
  return equal;
}

/// Where a search ended: at the entry of the key, or `found` is null and `free`
/// is the slot where it goes: the last removed one on the way, or the empty one
/// at its end.
struct SetSearch {
  SetEntry *found = nullptr, *free = nullptr;
  bool raised = false;
};

/// Of an int of 62 bits in a general table. False: an equal hash belongs to
/// something else than such an int.
bool searchInt(SetTable *table, Word key, uint64_t hash, SetSearch &search) {
  SetEntry *removed = nullptr;
  bool unsure = false;
  SetEntry *end = alongProbe(table, hash, [&](SetEntry *entry) {
    if (entry->key == key || entry->key == 0)
      return true;
    if (entry->key == kUndef)
      removed = entry;
    else if (entry->hash == hash && !isSmallInt(entry->key))
      return unsure = true;
    return false;
  });
  if (end->key == key)
    search.found = end;
  else
    search.free = removed ? removed : end;
  return !unsure;
}

SetSearch search_py(ThreadState &ts, SetObject *set, Value key, uint64_t hash) {
  SetSearch search;
  if (key.isSmallInt() && searchInt(set->table, key.word(), hash, search))
    return search;
  for (int match = -2; match == -2;) {
    search = {};
    match = 0;
    SetEntry *end = alongProbe(set->table, hash, [&](SetEntry *entry) {
      if (entry->key == 0)
        return true;
      if (entry->key == kUndef)
        search.free = entry;
      else if (entry->hash == hash)
        match = matches_py(ts, set, entry, key);
      return match != 0;
    });
    search.raised = match == -1;
    if (match == 1)
      search = {.found = end};
    else if (match == 0 && !search.free)
      search.free = end;
  }
  return search;
}

uint64_t grownSize(const SetObject *set) {
  return set->length > 50000 ? set->length * 2 : set->length * 4;
}

} // namespace

void initSet(SetObject *set) {
  set->table = sharedEmptyTable();
  set->fill = set->length = set->finger = 0;
  set->hash = -1;
  set->generation = 0;
  set->general = false;
}

Owned newSet(ThreadState &ts, TypeObject *type) {
  bool exact = type == &types::Set || type == &types::FrozenSet;
  if (!exact) {
    Owned result = allocateInstance(ts, type);
    if (result)
      initSet(result.as<SetObject>());
    return result;
  }
  auto *set = static_cast<SetObject *>(
      allocateCell(&ts, sizeof(SetObject), CellKind::Container));
  if (!set)
    return raiseMemoryError(ts);
  initHeader(&ts, &set->header,
             shapeId(type == &types::Set ? BuiltinShape::Set
                                         : BuiltinShape::FrozenSet),
             CellKind::Container, sizeof(SetObject));
  initSet(set);
  return Owned::steal(set);
}

Owned newSetFrom_py(ThreadState &ts, TypeObject *type, Value iterable) {
  Owned set = newSet(ts, type);
  if (set && iterable && !setUpdate_py(ts, set, iterable))
    return {};
  return set;
}

bool resize(ThreadState &ts, SetObject *set, uint64_t minimum) {
  uint64_t slots = kSmallestTable;
  while (slots <= minimum)
    slots *= 2;
  if (slots == kSmallestTable && set->table->mask + 1 == slots &&
      set->fill == set->length && !isShared(set->table))
    return true;
  return rebuild(ts, set, slots, false);
}

bool makeGeneral(ThreadState &ts, SetObject *set) {
  if (set->general)
    return true;
  if (set->length && !rebuild(ts, set, set->table->mask + 1, true))
    return false;
  set->general = true;
  return true;
}

bool hashKey_py(ThreadState &ts, SetObject *set, Value key, uint64_t &hash) {
  if (!set->general && isExactStr(key)) {
    hash = dict_internal::hash0Of(key);
    return true;
  }
  int64_t visible = dict_internal::visibleHash_py(ts, key);
  if (visible == -1)
    return false;
  hash = uint64_t(visible);
  return makeGeneral(ts, set);
}

bool translateHashSlow(ThreadState &ts, SetObject *set, Value key,
                       bool storedGeneral, uint64_t &hash) {
  if (!storedGeneral)
    hash = uint64_t(strHash(key));
  else if (isExactStr(key))
    hash = dict_internal::hash0Of(key);
  else
    return makeGeneral(ts, set);
  return true;
}

/// Puts an owned key into the slot where its search has ended.
static inline bool insertAt(ThreadState &ts, SetObject *set, SetEntry *entry,
                            Word key, uint64_t hash) {
  bool again = entry->key == kUndef;
  entry->hash = hash;
  entry->key = key;
  set->table->summary |= summaryOf(key, hash);
  ++set->length;
  if (again)
    return true;
  ++set->fill;
  if (set->fill * 5 < set->table->mask * 3)
    return true;
  return resize(ts, set, grownSize(set));
}

bool addKnownHash_py(ThreadState &ts, SetObject *set, Value key,
                     uint64_t hash) {
  if (isShared(set->table) && !rebuild(ts, set, kSmallestTable, false))
    return false;
  if (key.isSmallInt()) {
    SetSearch search;
    if (searchInt(set->table, key.word(), hash, search))
      return search.found || insertAt(ts, set, search.free, key.word(), hash);
  }
  Owned held = copyOf(key); // the comparisons may drop it elsewhere
  SetSearch search = search_py(ts, set, key, hash);
  if (search.found || search.raised)
    return !search.raised;
  if (isShared(set->table)) // a comparison has cleared the set
    return addKnownHash_py(ts, set, key, hash);
  return insertAt(ts, set, search.free, held.take(), hash);
}

int searchContains_py(ThreadState &ts, SetObject *set, Value key,
                      uint64_t hash) {
  SetSearch search = search_py(ts, set, key, hash);
  return search.raised ? -1 : search.found != nullptr;
}

int discardKnownHash_py(ThreadState &ts, SetObject *set, Value key,
                        uint64_t hash) {
  SetSearch search = search_py(ts, set, key, hash);
  if (!search.found)
    return search.raised ? -1 : 0;
  SetEntry *entry = search.found;
  entry->hash = ~uint64_t(0);
  --set->length;
  removeFromSummary(set->table, hash);
  release(&ts, slotTake(&ts, &set->header, &entry->key, kUndef));
  return 1;
}

/// The same slots with the same keys: what merging into an empty set of equal
/// size gives.
static void copySlots(ThreadState &ts, SetObject *set, const SetObject *other) {
  uint64_t slots = other->table->mask + 1;
  std::memcpy(set->table->entries, other->table->entries,
              slots * sizeof(SetEntry));
  for (uint64_t i = 0; i < slots && !isBitmap(other); ++i)
    if (other->table->entries[i].key)
      retain(&ts, other->table->entries[i].key);
  set->table->summary = other->table->summary;
  set->fill = other->fill;
  set->length = other->length;
}

bool mergeSet_py(ThreadState &ts, SetObject *set, Value from) {
  SetObject *other = asSet(from);
  if (other == set || other->length == 0)
    return true;
  if ((set->fill + other->length) * 5 >= set->table->mask * 3 &&
      !resize(ts, set, (set->length + other->length) * 2))
    return false;
  if (isShared(set->table) && !rebuild(ts, set, kSmallestTable, false))
    return false;
  if (set->fill == 0 && other->general)
    set->general = true;
  bool sameMode = set->general == other->general;
  if (set->fill == 0 && sameMode && set->table->mask == other->table->mask &&
      other->fill == other->length) {
    copySlots(ts, set, other);
    return true;
  }
  if (set->fill == 0 && isBitmap(other))
    if (int filled =
            fillFromBits(ts, set, other->table->summary, set->table->mask + 1))
      return filled > 0;
  if (set->fill == 0 && sameMode) {
    for (uint64_t i = 0; i <= other->table->mask; ++i) {
      SetEntry entry = other->table->entries[i];
      if (!isUsed(entry))
        continue;
      retain(&ts, entry.key);
      insertClean(set->table, entry.key, entry.hash);
    }
    set->fill = set->length = other->length;
    return true;
  }
  bool general = other->general;
  return forEachEntry(other, [&](Value key, uint64_t stored) {
    uint64_t hash = stored;
    return (sameMode || translateHash(ts, set, key, stored, general, hash)) &&
           addKnownHash_py(ts, set, key, hash);
  });
}

static uint64_t shuffled(uint64_t hash) {
  return ((hash ^ 89869747) ^ (hash << 16)) * 3644798167;
}

int64_t frozenHash(SetObject *set) {
  if (set->hash != -1)
    return set->hash;
  uint64_t hash = 0;
  for (uint64_t i = 0; i <= set->table->mask; ++i) {
    const SetEntry &entry = set->table->entries[i];
    if (isUsed(entry))
      hash ^= shuffled(set->general ? entry.hash
                                    : uint64_t(strHash(Value(entry.key))));
  }
  hash ^= (set->length + 1) * 1927868237;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069 + 907133923;
  set->hash = hash == ~uint64_t(0) ? 590923713 : int64_t(hash);
  return set->hash;
}

uint64_t tableBytes(const SetObject *set) {
  return isShared(set->table) || isSmall(set, set->table)
             ? 0
             : sizeof(SetTable) + (set->table->mask + 1) * sizeof(SetEntry);
}

static void dropKeys(ThreadState &ts, const SetTable *table) {
  for (uint64_t i = 0; i <= table->mask; ++i)
    if (isUsed(table->entries[i]))
      release(&ts, table->entries[i].key);
}

void clearSet(ThreadState &ts, ObjectHeader *self) {
  auto *set = reinterpret_cast<SetObject *>(self);
  if (ts.heapMode) [[unlikely]]
    noteMovedOut(self);
  // Keys are dropped when the set is empty: Python code may use it again.
  SmallSetTable copy;
  SetTable *table = set->table;
  bool small = isSmall(set, table);
  if (small)
    copy = set->small;
  set->table = sharedEmptyTable();
  set->fill = set->length = 0;
  ++set->generation;
  dropKeys(ts, small ? reinterpret_cast<SetTable *>(&copy) : table);
  freeTable(set, table);
}

void swapContents(SetObject *a, SetObject *b) {
  bool aSmall = isSmall(a, a->table), bSmall = isSmall(b, b->table);
  std::swap(a->table, b->table);
  std::swap(a->fill, b->fill);
  std::swap(a->length, b->length);
  std::swap(a->general, b->general);
  if (aSmall || bSmall)
    std::swap(a->small, b->small);
  if (aSmall)
    b->table = smallTable(b);
  if (bSmall)
    a->table = smallTable(a);
  ++a->generation;
  ++b->generation;
}

void deallocateSet(ThreadState &ts, ObjectHeader *self) {
  auto *set = reinterpret_cast<SetObject *>(self);
  bool exact = self->shape == shapeId(BuiltinShape::Set) ||
               self->shape == shapeId(BuiltinShape::FrozenSet);
  SetTable *table = set->table;
  set->table = sharedEmptyTable();
  if (set->length && (table->summary & kOtherKeys))
    dropKeys(ts, table);
  freeTable(set, table);
  if (exact)
    return freeCell(&ts, self, sizeof(SetObject), CellKind::Container);
  freeObject(ts, self, shapeOf(self)->type->basicSize);
}

void visitSet(ObjectHeader *self, Visitor &visitor) {
  auto *set = reinterpret_cast<SetObject *>(self);
  if (isBitmap(set))
    return;
  for (uint64_t i = 0; i <= set->table->mask; ++i)
    if (isUsed(set->table->entries[i]))
      visitor(set->table->entries[i].key);
}

} // namespace set_internal

using namespace set_internal;

Owned makeSet(ThreadState &ts) { return newSet(ts, &types::Set); }

Owned makeFrozenSet_py(ThreadState &ts, Value iterable) {
  return newSetFrom_py(ts, &types::FrozenSet, iterable);
}

Owned makeConstantFrozenSet_py(ThreadState &ts, Value items) {
  Owned first = makeFrozenSet_py(ts, items);
  Owned ordered = first ? listFromIterable_py(ts, first) : Owned();
  return ordered ? makeFrozenSet_py(ts, ordered) : Owned();
}

bool setAdd_py(ThreadState &ts, Value set, Value item) {
  if (isSmallInt(item.word()) && addIntInPlace(asSet(set), item.word()))
    return true;
  uint64_t hash;
  return hashKey_py(ts, asSet(set), item, hash) &&
         addKnownHash_py(ts, asSet(set), item, hash);
}

int setContains_py(ThreadState &ts, Value target, Value item) {
  SetObject *set = asSet(target);
  uint64_t hash;
  if (!set->general && !item.isPointer())
    return 0; // equals no str
  if (!hashKey_py(ts, set, item, hash))
    return -1;
  return containsKnownHash_py(ts, set, item, hash);
}

int setDiscard_py(ThreadState &ts, Value set, Value item) {
  uint64_t hash;
  if (!hashKey_py(ts, asSet(set), item, hash))
    return -1;
  return discardKnownHash_py(ts, asSet(set), item, hash);
}

/// The keys of an exact dict, with the hashes that it has stored.
static bool updateFromDict_py(ThreadState &ts, SetObject *set, Value from) {
  auto *dict = from.as<DictObject>();
  if ((set->fill + dict->length) * 5 >= set->table->mask * 3 &&
      !resize(ts, set, (set->length + dict->length) * 2))
    return false;
  bool general = dict_internal::isGeneral(dict);
  for (uint32_t i = 0; i < dict->table->entryCount; ++i) {
    const DictEntry *entry = dict_internal::entryAt(dict, i);
    if (!dict_internal::isLive(dict, entry))
      continue;
    Owned key = copyOf(Value(entry->key));
    uint64_t hash;
    if (!translateHash(ts, set, key, entry->hash, general, hash) ||
        !addKnownHash_py(ts, set, key, hash))
      return false;
  }
  return true;
}

bool setUpdate_py(ThreadState &ts, Value set, Value iterable) {
  if (isAnySet(iterable))
    return mergeSet_py(ts, asSet(set), iterable);
  if (isExactDict(iterable))
    return updateFromDict_py(ts, asSet(set), iterable);
  return forEach_py(ts, iterable,
                    [&](Value item) { return setAdd_py(ts, set, item); });
}

uint64_t setLength(Value set) { return asSet(set)->length; }

int setIsSubsetOfInts(Value a, Value b) {
  const SetObject *set = asSet(a), *other = asSet(b);
  if (set->length > other->length)
    return 0;
  if (int subset = subsetBySummary(set, other); subset >= 0)
    return subset;
  if (!set->general || !other->general)
    return -1;
  const SetEntry *entry = set->table->entries, *last = entry + set->table->mask;
  for (; entry <= last; ++entry) {
    if (isSmallInt(entry->key)) {
      int present = containsInt(other, entry->key, entry->hash);
      if (present <= 0)
        return present;
    } else if (isUsed(*entry)) {
      return -1;
    }
  }
  return 1;
}

Value setExtremeInt(Value target, bool greatest) {
  const SetObject *set = asSet(target);
  if (isBitmap(set) && set->length) {
    uint64_t bits = set->table->summary;
    return Value(smallIntWord(greatest ? std::bit_width(bits) - 1
                                       : std::countr_zero(bits)));
  }
  Word best = 0;
  for (uint64_t i = 0; set->general && i <= set->table->mask; ++i) {
    Word key = set->table->entries[i].key;
    if (isSmallInt(key)) {
      if (!best || (greatest ? int64_t(key) > int64_t(best)
                             : int64_t(key) < int64_t(best)))
        best = key;
    } else if (isUsed(set->table->entries[i])) {
      return {};
    }
  }
  return Value(best);
}

bool setNext(Value set, uint64_t &position, Value &item) {
  const SetEntry *entry = nextEntry(asSet(set), position);
  if (entry)
    item = Value(entry->key);
  return entry != nullptr;
}

} // namespace dxpy
