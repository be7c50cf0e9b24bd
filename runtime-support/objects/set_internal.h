// Inside of set and frozenset objects, for objects/set.cpp, builtins/set*.cpp
// and the interpreter's handlers.
//
// Programs print sets, so iteration order is CPython's: open addressing with
// nine linear probes before each jump, the same growth, removed entries used
// again by the next key whose probe passes them last. Like dict tables, a set
// of exact str is placed by strHash0; other keys turn it general (visible
// hashes) for good.
#pragma once
#include "runtime-support/inline/dict_table.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include <algorithm>

namespace dxpy {

struct SetEntry {
  Word key;      ///< 0: never used; undef: removed
  uint64_t hash; ///< strHash0 in str mode, else the visible hash
};

struct SetTable {
  uint64_t mask;    ///< slots - 1
  uint64_t summary; ///< of all keys that were ever in it; of tiny ints only:
                    ///< of those that are
  SetEntry entries[];
};

inline constexpr uint64_t kSmallestTable = 8, kLinearProbes = 9,
                          kPerturbShift = 5;

/// The first table of a set lies in the set.
struct SmallSetTable {
  uint64_t mask, summary;
  SetEntry entries[kSmallestTable];
};
static_assert(offsetof(SmallSetTable, entries) == offsetof(SetTable, entries));

struct SetObject {
  ObjectHeader header;
  SetTable *table;     ///< shared and empty, `small`, or a raw block
  uint64_t fill;       ///< entries used, removed ones among them
  uint64_t length;     ///< entries in use
  uint64_t finger;     ///< where pop() goes on
  int64_t hash;        ///< of a frozenset; -1: not computed
  uint32_t generation; ///< changes with every new table
  bool general;
  SmallSetTable small; ///< uninitialised before the first key
};

struct SetIteratorObject {
  ObjectHeader header;
  Word set;      ///< undef when exhausted
  uint64_t used; ///< length of the set at the start; ~0: it has changed
  uint64_t position;
  uint64_t left; ///< items to come
};

namespace set_internal {

inline SetObject *asSet(Value set) { return set.as<SetObject>(); }
inline bool isUsed(const SetEntry &entry) {
  return entry.key != 0 && entry.key != kUndef;
}
inline bool isFrozen(Value set) {
  return isSubtype(typeOf(set), &types::FrozenSet);
}
inline bool isExactAnySet(Value v) {
  return hasShape(v, BuiltinShape::Set) || hasShape(v, BuiltinShape::FrozenSet);
}

/// What tells most keys from those in a table without a search. Ints up to
/// kMostTiny have a bit each; the last two bits belong to other keys, and to
/// those among them whose comparison may run Python code.
inline constexpr uint64_t kMostTiny = 60, kOtherKeys = uint64_t(1) << 62,
                          kComparedKeys = uint64_t(1) << 63;
inline uint64_t summaryBit(uint64_t hash) {
  return uint64_t(1) << std::min(hash & 63, kMostTiny + 1);
}
inline bool isTiny(Word key) {
  return isSmallInt(key) && uint64_t(smallIntValue(key)) <= kMostTiny;
}
inline uint64_t summaryOf(Word key, uint64_t hash) {
  if (isSmallInt(key)) // other ints may hash as a tiny one does
    return summaryBit(hash) | (isTiny(key) ? 0 : kOtherKeys);
  return summaryBit(hash) | kOtherKeys |
         (isExactStr(Value(key)) ? 0 : kComparedKeys);
}

/// Calls \p stop for the slots where a hash may be, in order: up to ten in a
/// row, then a jump. Gives the one where it says true.
template <typename Stop>
inline SetEntry *alongProbe(SetTable *table, uint64_t hash, Stop stop) {
  uint64_t mask = table->mask, perturb = hash, at = hash & mask;
  for (;;) {
    SetEntry *entry = &table->entries[at];
    SetEntry *last = at + kLinearProbes <= mask ? entry + kLinearProbes : entry;
    for (; entry <= last; ++entry)
      if (stop(entry))
        return entry;
    perturb >>= kPerturbShift;
    at = (at * 5 + 1 + perturb) & mask;
  }
}

void initSet(SetObject *set);
Owned newSet(ThreadState &ts, TypeObject *type);
/// type(iterable); null: empty.
Owned newSetFrom_py(ThreadState &ts, TypeObject *type, Value iterable);
/// The hash by which \p set places \p key; makes it general if need be.
bool hashKey_py(ThreadState &ts, SetObject *set, Value key, uint64_t &hash);
/// The same from the hash that another set or dict has stored.
bool translateHashSlow(ThreadState &ts, SetObject *set, Value key,
                       bool storedGeneral, uint64_t &hash);
inline bool translateHash(ThreadState &ts, SetObject *set, Value key,
                          uint64_t stored, bool storedGeneral, uint64_t &hash) {
  hash = stored;
  return storedGeneral == set->general ||
         translateHashSlow(ts, set, key, storedGeneral, hash);
}
bool makeGeneral(ThreadState &ts, SetObject *set);
bool addKnownHash_py(ThreadState &ts, SetObject *set, Value key, uint64_t hash);
/// Is the summary of \p set the set itself, one of tiny ints?
inline bool isBitmap(const SetObject *set) {
  return set->general && !(set->table->summary & kOtherKeys);
}
/// After a key of \p hash has left the table.
inline void removeFromSummary(SetTable *table, uint64_t hash) {
  if (!(table->summary & kOtherKeys))
    table->summary &= ~summaryBit(hash);
}
/// Is an int of 62 bits in a general set? -1: an equal hash belongs to
/// something else than such an int.
inline int containsInt(const SetObject *set, Word key, uint64_t hash) {
  if (!(set->table->summary & summaryBit(hash)))
    return 0;
  if (isTiny(key) && isBitmap(set))
    return 1;
  bool unsure = false;
  SetEntry *end = alongProbe(set->table, hash, [&](SetEntry *entry) {
    if (entry->key == key || entry->key == 0)
      return true;
    return unsure = entry->hash == hash && !isSmallInt(entry->key) &&
                    entry->key != kUndef;
  });
  return unsure ? -1 : end->key == key;
}
/// Adds an int of 62 bits to a general set where that needs neither a
/// comparison nor another table.
inline bool addIntInPlace(SetObject *set, Word key) {
  if (!set->general || set->fill == 0) // without entries the table is shared
    return false;
  uint64_t hash = smallIntHash(key);
  SetTable *table = set->table;
  bool plain = true;
  SetEntry *end = alongProbe(table, hash, [&](SetEntry *entry) {
    if (entry->key == key || entry->key == 0)
      return true;
    return !(plain = entry->key != kUndef &&
                     (entry->hash != hash || isSmallInt(entry->key)));
  });
  if (end->key == key)
    return true;
  if (!plain || (set->fill + 1) * 5 >= table->mask * 3)
    return false;
  *end = {key, hash};
  table->summary |= summaryOf(key, hash);
  ++set->fill;
  ++set->length;
  return true;
}
/// May summaries answer for both sets, without a comparison that is missed?
inline bool haveSummaries(const SetObject *set, const SetObject *other) {
  return set->general == other->general &&
         !((set->table->summary | other->table->summary) & kComparedKeys);
}
/// Do the summaries say that no item of \p set equals one of \p other?
inline bool areDisjoint(const SetObject *set, const SetObject *other) {
  return haveSummaries(set, other) &&
         !(set->table->summary & other->table->summary & ~kOtherKeys);
}
/// Is \p set a subset of \p other, as far as the summaries say? 0, 1; -1: they
/// do not.
inline int subsetBySummary(const SetObject *set, const SetObject *other) {
  bool within = !(set->table->summary & ~(other->table->summary | kOtherKeys));
  bool exact = set->fill == set->length || isBitmap(set);
  if (!within && exact && haveSummaries(set, other))
    return 0;
  return within && isBitmap(set) && isBitmap(other) ? 1 : -1;
}
/// The next used entry from \p position on; null at the end.
inline const SetEntry *nextEntry(const SetObject *set, uint64_t &position) {
  const SetTable *table = set->table;
  while (position <= table->mask) {
    const SetEntry &entry = table->entries[position++];
    if (isUsed(entry))
      return &entry;
  }
  return nullptr;
}
/// 1, 0; -1 raised.
int searchContains_py(ThreadState &ts, SetObject *set, Value key,
                      uint64_t hash);
inline int containsKnownHash_py(ThreadState &ts, SetObject *set, Value key,
                                uint64_t hash) {
  if (!key.isSmallInt())
    return searchContains_py(ts, set, key, hash);
  int present = containsInt(set, key.word(), hash);
  return present < 0 ? searchContains_py(ts, set, key, hash) : present;
}
int discardKnownHash_py(ThreadState &ts, SetObject *set, Value key,
                        uint64_t hash);
bool resize(ThreadState &ts, SetObject *set, uint64_t minimum);
bool mergeSet_py(ThreadState &ts, SetObject *set, Value other);

// Bitmaps, in set_bitmap.cpp: what adding or removing the keys one by one would
// leave, where that does not depend on their order.

/// Makes the tiny ints of \p bits the items of an empty set with a table of
/// \p slots. 0: their order matters; -1 raised.
int fillFromBits(ThreadState &ts, SetObject *set, uint64_t bits,
                 uint64_t slots);
/// The same with the table to which a set grows when they are added.
int addBits(ThreadState &ts, SetObject *set, uint64_t bits);
/// Removes the tiny ints of \p bits from a bitmap that has them.
void removeBits(SetObject *set, uint64_t bits);

/// Calls \p body(key, hash) for each item while the set may change; keys are
/// held. False: body did.
template <typename Body> bool forEachEntry(SetObject *set, Body body) {
  Owned held = copyOf(Value(set));
  for (uint64_t i = 0; i <= set->table->mask; ++i) {
    SetEntry entry = set->table->entries[i];
    if (!isUsed(entry))
      continue;
    Owned key = copyOf(Value(entry.key));
    if (!body(key.value(), entry.hash))
      return false;
  }
  return true;
}
void swapContents(SetObject *a, SetObject *b);
int64_t frozenHash(SetObject *set);
uint64_t tableBytes(const SetObject *set);

void deallocateSet(ThreadState &ts, ObjectHeader *self);
void visitSet(ObjectHeader *self, Visitor &visitor);
void clearSet(ThreadState &ts, ObjectHeader *self);

} // namespace set_internal
} // namespace dxpy
