// Inside of dict objects, for objects/dict*.cpp, objects/set*.cpp, tuples and
// builtins/dict*.cpp alone.
//
// A table has a mode. In str mode all keys are exact str and are placed by
// strHash0; no operation with an exact str runs Python code. The first other
// key that is stored, or looked up and could equal a str, and a probe so long
// that somebody must have chosen the keys, turn it general: keys are placed by
// the visible hash. A table never turns back. Apart from that a dict may be in
// names mode: then an entry's value is a NameCell, an unbound name keeps its
// entry and its cell, and binding it again moves the entry to the end.
//
// Comparing keys in a general table may run Python code, which may change the
// table: `generation` and the key itself are looked at again afterwards, and
// the search starts over if they changed.
#pragma once
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy::dict_internal {

inline constexpr int64_t kAbsent = -1, kRaised = -2;

inline DictObject *asDict(Value dict) { return dict.as<DictObject>(); }
inline bool isGeneral(const DictObject *dict) {
  return dict->flags & kDictGeneral;
}
inline bool isNames(const DictObject *dict) { return dict->flags & kDictNames; }
inline DictEntry *entryAt(const DictObject *dict, int64_t index) {
  return dictEntries(dict->table) + index;
}
inline Word *valueSlot(const DictObject *dict, DictEntry *entry) {
  return isNames(dict) ? &reinterpret_cast<NameCell *>(entry->value)->value
                       : &entry->value;
}
/// The value of an entry that is not removed; undef for an unbound name.
inline Value entryValue(const DictObject *dict, const DictEntry *entry) {
  return Value(isNames(dict)
                   ? reinterpret_cast<const NameCell *>(entry->value)->value
                   : entry->value);
}
/// False for removed entries and unbound names.
inline bool isLive(const DictObject *dict, const DictEntry *entry) {
  return entry->key && entryValue(dict, entry).word() != kUndef;
}
inline uint64_t hash0Of(Value str) {
  uint64_t hash = str.as<StrObject>()->hash0;
  return hash ? hash : strHash0Of(str);
}

/// Exact tuples of the same items: equal without asking the items.
inline bool sameItems(Value a, Value b) {
  if (!hasShape(a, BuiltinShape::Tuple) || !hasShape(b, BuiltinShape::Tuple))
    return false;
  auto *x = a.as<TupleObject>(), *y = b.as<TupleObject>();
  return x->length == y->length &&
         std::memcmp(x->items, y->items, x->length * sizeof(Word)) == 0;
}

/// hash(key), the common cases inline.
inline int64_t visibleHash_py(ThreadState &ts, Value key) {
  if (key.isSmallInt())
    return int64_t(smallIntHash(key.word()));
  return hash_py(ts, key);
}

/// Fields of a new dict of any dict class.
void initDict(DictObject *dict);
Owned newDict(ThreadState &ts, TypeObject *type);
/// The hash by which \p dict places \p key; makes the table general if the key
/// asks for it. False: raised.
bool hashKey_py(ThreadState &ts, DictObject *dict, Value key, uint64_t &hash);
/// The same for a key that is about to be stored: the table is compacted when
/// it becomes general.
bool hashForStore_py(ThreadState &ts, DictObject *dict, Value key,
                     uint64_t &hash);
/// The same from the hash that another table (general or not) has stored.
bool translateHash(ThreadState &ts, DictObject *dict, Value key,
                   uint64_t stored, bool storedGeneral, uint64_t &hash);
/// The same for a lookup, which leaves the table as it is when \p key equals no
/// str: then \p absent is set.
bool hashForLookup_py(ThreadState &ts, DictObject *dict, Value key,
                      uint64_t &hash, bool &absent);
/// Index of the entry of \p key, an unbound name's too; kAbsent; kRaised.
int64_t find_py(ThreadState &ts, DictObject *dict, Value key, uint64_t hash);
/// Index of the live entry of \p key, kAbsent, kRaised.
int64_t lookup_py(ThreadState &ts, DictObject *dict, Value key);
bool setKnownHash_py(ThreadState &ts, DictObject *dict, Value key,
                     uint64_t hash, Value value);
/// Appends a key that the dict does not hold.
bool insertNew(ThreadState &ts, DictObject *dict, Value key, uint64_t hash,
               Owned value);
/// Takes a live entry out; key and value move to the caller.
void takeEntry(ThreadState &ts, DictObject *dict, int64_t index, Owned &key,
               Owned &value);
bool makeGeneral(ThreadState &ts, DictObject *dict);
/// Room for \p count entries; makes no promise about those that are there.
bool reserveEntries(ThreadState &ts, DictObject *dict, uint64_t count);
bool mergeDict_py(ThreadState &ts, DictObject *dict, Value other,
                  bool override);
/// dict.update(pairs)
bool mergePairs_py(ThreadState &ts, DictObject *dict, Value pairs,
                   bool override);

void deallocateDict(ThreadState &ts, ObjectHeader *self);
void visitDict(ObjectHeader *self, Visitor &visitor);
void clearDict(ThreadState &ts, ObjectHeader *self);
uint64_t tableBytes(const DictTable *table);
uint64_t nextKeysVersion();

} // namespace dxpy::dict_internal
