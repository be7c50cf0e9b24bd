// Tables of dict objects: making, growing, and changing entries. Nothing here
// runs Python code but find_py and what drops values.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict_internal.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include <atomic>

namespace dxpy::dict_internal {

namespace {

constexpr uint64_t kMaxEntries = uint64_t(1) << 31;
constexpr uint32_t kFloodedProbe = 16;

/// The table of all dicts without entries: nothing is ever written to it.
struct {
  DictTable table;
  uint8_t control[kDictGroup];
} constexpr emptyTable = {
    {kDictGroup, 0, 0, 0, 0, sizeof(DictTable) + kDictGroup, 0},
    {kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty,
     kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty,
     kSlotEmpty, kSlotEmpty, kSlotEmpty, kSlotEmpty}};

DictTable *sharedEmptyTable() {
  return const_cast<DictTable *>(&emptyTable.table);
}
bool isShared(const DictTable *table) { return table == &emptyTable.table; }

void freeTable(DictTable *table) {
  if (!isShared(table))
    rawFree(table);
}

void setNumber(DictTable *table, uint32_t slot, uint32_t number) {
  uint8_t *numbers = dictControl(table) + table->slotCount;
  if (table->numberShift == 0)
    numbers[slot] = uint8_t(number);
  else if (table->numberShift == 1)
    reinterpret_cast<uint16_t *>(numbers)[slot] = uint16_t(number);
  else
    reinterpret_cast<uint32_t *>(numbers)[slot] = number;
}

/// A table for at least \p capacity entries, its slots empty.
DictTable *allocateTable(ThreadState &ts, uint64_t capacity) {
  if (capacity > kMaxEntries) {
    raiseMemoryError(ts);
    return nullptr;
  }
  uint64_t slots = kDictGroup;
  while (slots / 8 * 7 < capacity)
    slots *= 2;
  uint16_t shift = slots <= 256 ? 0 : slots <= 65536 ? 1 : 2;
  uint64_t entriesOffset =
      (sizeof(DictTable) + slots + (slots << shift) + 7) & ~uint64_t(7);
  auto *table = static_cast<DictTable *>(
      rawAllocate(entriesOffset + capacity * sizeof(DictEntry)));
  if (!table) {
    raiseMemoryError(ts);
    return nullptr;
  }
  *table = {.slotCount = uint32_t(slots),
            .entryCapacity = uint32_t(capacity),
            .entryCount = 0,
            .numberShift = shift,
            .groupBits = uint16_t(std::countr_zero(slots / kDictGroup)),
            .entriesOffset = entriesOffset,
            .usable = capacity};
  std::memset(dictControl(table), kSlotEmpty, slots);
  return table;
}

/// Gives a key that is not in the table a slot. Returns the length of the
/// probe.
uint32_t placeNumber(DictTable *table, uint64_t hash, bool general,
                     uint32_t number) {
  DictProbe probe(table, hash, general);
  uint32_t free;
  while (!(free = probe.emptiesOrRemoved()))
    probe.next();
  uint32_t slot = probe.slot(free);
  setNumber(table, slot, number);
  dictControl(table)[slot] = probe.place;
  return probe.length;
}

/// The slot that holds \p number.
uint32_t slotOfEntry(const DictTable *table, uint64_t hash, bool general,
                     uint32_t number) {
  DictProbe probe(table, hash, general);
  for (;; probe.next())
    for (uint32_t match = probe.matches(); match; match &= match - 1)
      if (dictEntryNumber(table, probe.slot(match)) == number)
        return probe.slot(match);
}

/// A group that has an empty slot has never been full, so no probe has gone
/// past it.
void eraseSlot(DictTable *table, uint32_t slot) {
  uint8_t *group = dictControl(table) + (slot & ~(kDictGroup - 1));
  auto bytes = _mm_load_si128(reinterpret_cast<const __m128i *>(group));
  bool hasEmpty =
      _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(char(kSlotEmpty))));
  dictControl(table)[slot] = hasEmpty ? kSlotEmpty : kSlotRemoved;
}

void replaceTable(DictObject *dict, DictTable *table) {
  DictTable *old = dict->table;
  dict->table = table;
  ++dict->generation;
  freeTable(old);
}

enum class Rebuild {
  Compact,        ///< drops removed entries
  CompactGeneral, ///< that too, and hashes become the visible ones
  General,        ///< every entry keeps its number: somebody may be iterating
};

/// Moves the entries to a table of \p capacity.
bool rebuild(ThreadState &ts, DictObject *dict, uint64_t capacity,
             Rebuild how = Rebuild::Compact) {
  DictTable *old = dict->table, *table = allocateTable(ts, capacity);
  if (!table)
    return false;
  bool rehash = how != Rebuild::Compact;
  bool general = isGeneral(dict) || rehash;
  const DictEntry *entries = dictEntries(old);
  DictEntry *to = dictEntries(table);
  for (uint32_t i = 0; i < old->entryCount; ++i) {
    if (!entries[i].key && how != Rebuild::General)
      continue;
    *to = entries[i];
    if (to->key) {
      if (rehash)
        to->hash = uint64_t(strHash(Value(to->key)));
      placeNumber(table, to->hash, general, table->entryCount);
    }
    ++table->entryCount;
    ++to;
  }
  table->usable =
      how == Rebuild::General ? old->usable : capacity - table->entryCount;
  replaceTable(dict, table);
  return true;
}

/// The same table with room for more entries: slots and numbers stay.
bool extendEntries(ThreadState &ts, DictObject *dict, uint64_t capacity) {
  DictTable *old = dict->table, *table = allocateTable(ts, capacity);
  if (!table)
    return false;
  if (table->slotCount != old->slotCount) {
    rawFree(table);
    return rebuild(ts, dict, capacity);
  }
  std::memcpy(table, old,
              old->entriesOffset + old->entryCount * sizeof(DictEntry));
  table->entryCapacity = uint32_t(capacity);
  table->usable = capacity - table->entryCount;
  replaceTable(dict, table);
  return true;
}

/// Entries that a table must keep: names that are not bound, too.
uint64_t keptEntries(const DictObject *dict) {
  if (!isNames(dict))
    return dict->length;
  uint64_t count = 0;
  for (uint32_t i = 0; i < dict->table->entryCount; ++i)
    count += dictEntries(dict->table)[i].key != 0;
  return count;
}

// Entries are dropped and moved exactly when CPython does so, because a program
// that changes a dict while it iterates sees it: its tables have a power of two
// slots and use two thirds of them.
uint64_t capacityOfSize(uint64_t minimum) {
  uint64_t size = 8;
  while (size < minimum)
    size *= 2;
  return size * 2 / 3;
}
uint64_t capacityAfterGrowth(uint64_t kept) { return capacityOfSize(kept * 3); }
uint64_t capacityForEntries(uint64_t count) {
  return capacityOfSize((count * 3 + 1) / 2);
}

bool grow(ThreadState &ts, DictObject *dict) {
  uint64_t kept = keptEntries(dict), capacity = capacityAfterGrowth(kept);
  bool dense = kept == dict->table->entryCount &&
               kept == dict->table->entryCapacity && !isShared(dict->table);
  return dense ? extendEntries(ts, dict, capacity)
               : rebuild(ts, dict, capacity);
}

NameCell *makeNameCell(ThreadState &ts, Value key, Word value) {
  auto *cell = static_cast<NameCell *>(rawAllocate(sizeof(NameCell)));
  if (!cell) {
    raiseMemoryError(ts);
    return nullptr;
  }
  *cell = {value, key.word()};
  return cell;
}

constinit std::atomic<uint64_t> lastKeysVersion{0};

} // namespace

uint64_t nextKeysVersion() {
  return lastKeysVersion.fetch_add(1, std::memory_order_relaxed) + 1;
}

uint64_t tableBytes(const DictTable *table) {
  return isShared(table)
             ? 0
             : table->entriesOffset + table->entryCapacity * sizeof(DictEntry);
}

void initDict(DictObject *dict) {
  dict->table = sharedEmptyTable();
  dict->length = 0;
  dict->generation = 0;
  dict->flags = 0;
  dict->keysVersion = 0;
}

bool reserveEntries(ThreadState &ts, DictObject *dict, uint64_t count) {
  uint64_t capacity = isShared(dict->table) ? 0 : dict->table->entryCapacity;
  if (count == 0 || (capacity ? capacity : capacityOfSize(0)) >= count)
    return true;
  return rebuild(ts, dict, capacityForEntries(keptEntries(dict) + count));
}

bool makeGeneral(ThreadState &ts, DictObject *dict) {
  if (isGeneral(dict))
    return true;
  if (!isShared(dict->table) &&
      !rebuild(ts, dict, dict->table->entryCapacity, Rebuild::General))
    return false;
  dict->flags |= kDictGeneral;
  return true;
}

bool insertNew(ThreadState &ts, DictObject *dict, Value key, uint64_t hash,
               Owned value) {
  if (dict->table->usable == 0 && !grow(ts, dict))
    return false;
  Word stored = value.word();
  if (isNames(dict)) {
    NameCell *cell = makeNameCell(ts, key, stored);
    if (!cell)
      return false;
    stored = reinterpret_cast<Word>(cell);
    dict->keysVersion = nextKeysVersion();
  }
  (void)value.take();
  DictTable *table = dict->table;
  uint32_t probed =
      placeNumber(table, hash, isGeneral(dict), table->entryCount);
  DictEntry *entry = dictEntries(table) + table->entryCount;
  entry->hash = hash;
  entry->value = stored;
  retain(&ts, key.word());
  entry->key = key.word();
  ++table->entryCount;
  --table->usable;
  ++dict->length;
  if (probed > kFloodedProbe && !isGeneral(dict)) [[unlikely]]
    if (!makeGeneral(ts, dict))
      clearException(ts); // slow, but right
  return true;
}

/// Binds an unbound name again: its entry moves to the end.
static bool bindAgain(ThreadState &ts, DictObject *dict, Value key,
                      uint64_t index, Owned value) {
  if (index + 1 != dict->table->entryCount) {
    Word keyWord = entryAt(dict, int64_t(index))->key;
    if (dict->table->usable == 0 && !grow(ts, dict))
      return false;
    DictTable *table = dict->table;
    --table->usable;
    DictEntry *entries = dictEntries(table);
    for (index = 0; entries[index].key != keyWord;) // it may have moved
      ++index;
    DictEntry *to = entries + table->entryCount;
    uint32_t slot = slotOfEntry(table, entries[index].hash, isGeneral(dict),
                                uint32_t(index));
    *to = entries[index];
    setNumber(table, slot, table->entryCount++);
    entries[index].key = 0;
    index = uint64_t(to - entries);
    ++dict->generation;
  }
  *valueSlot(dict, entryAt(dict, int64_t(index))) = value.take();
  ++dict->length;
  dict->keysVersion = nextKeysVersion();
  return true;
}

bool setKnownHash_py(ThreadState &ts, DictObject *dict, Value key,
                     uint64_t hash, Value value) {
  Owned kept = copyOf(value); // the comparisons may drop it elsewhere
  int64_t index = find_py(ts, dict, key, hash);
  if (index == kRaised)
    return false;
  if (index == kAbsent)
    return insertNew(ts, dict, key, hash, std::move(kept));
  Word *slot = valueSlot(dict, entryAt(dict, index));
  if (*slot == kUndef && isNames(dict))
    return bindAgain(ts, dict, key, uint64_t(index), std::move(kept));
  release(&ts, slotTake(&ts, &dict->header, slot, kept.take()));
  return true;
}

void takeEntry(ThreadState &ts, DictObject *dict, int64_t index, Owned &key,
               Owned &value) {
  DictTable *table = dict->table;
  DictEntry *entry = dictEntries(table) + index;
  --dict->length;
  if (isNames(dict)) {
    value = Owned::steal(
        slotTake(&ts, &dict->header, valueSlot(dict, entry), kUndef));
    key = copyOf(Value(entry->key));
    dict->keysVersion = nextKeysVersion();
    return;
  }
  uint32_t slot =
      slotOfEntry(table, entry->hash, isGeneral(dict), uint32_t(index));
  eraseSlot(table, slot);
  Word keyWord = slotTake(&ts, &dict->header, &entry->key, 0);
  value = Owned::steal(entry->value);
  key = Owned::steal(keyWord);
}

static int64_t findGeneral_py(ThreadState &ts, DictObject *dict, Value key,
                              uint64_t hash) {
restart:
  const DictTable *table = dict->table;
  uint32_t generation = dict->generation;
  DictProbe probe(table, hash, true);
  for (;; probe.next()) {
    for (uint32_t match = probe.matches(); match; match &= match - 1) {
      uint32_t number = dictEntryNumber(table, probe.slot(match));
      const DictEntry *entry = dictEntries(table) + number;
      if (entry->key == key.word())
        return number;
      if (entry->hash != hash || bothSmallInts(entry->key, key.word()))
        continue;
      if (isExactStr(Value(entry->key)) && isExactStr(key)) {
        if (sameText(entry->key, key.word()))
          return number;
        continue;
      }
      if (sameItems(Value(entry->key), key))
        return number;
      Owned held = copyOf(Value(entry->key));
      int equal = equal_py(ts, held, key);
      if (equal < 0)
        return kRaised;
      if (dict->generation != generation || dict->table != table ||
          entry->key != held.word())
        goto restart;
      if (equal)
        return number;
    }
    if (probe.empties())
      return kAbsent;
  }
}

int64_t find_py(ThreadState &ts, DictObject *dict, Value key, uint64_t hash) {
  if (isGeneral(dict)) {
    bool unsure = !key.isSmallInt();
    DictEntry *entry =
        unsure ? nullptr : dictFindInt(dict->table, key.word(), unsure);
    if (unsure)
      return findGeneral_py(ts, dict, key, hash);
    return entry ? entry - dictEntries(dict->table) : kAbsent;
  }
  DictEntry *entry = dictFindStr(dict->table, key.word(), hash);
  return entry ? entry - dictEntries(dict->table) : kAbsent;
}

bool hashKey_py(ThreadState &ts, DictObject *dict, Value key, uint64_t &hash) {
  if (!isGeneral(dict) && isExactStr(key)) {
    hash = hash0Of(key);
    return true;
  }
  int64_t visible = visibleHash_py(ts, key);
  if (visible == -1)
    return false;
  hash = uint64_t(visible);
  return makeGeneral(ts, dict);
}

bool hashForStore_py(ThreadState &ts, DictObject *dict, Value key,
                     uint64_t &hash) {
  if (isGeneral(dict) || isExactStr(key))
    return hashKey_py(ts, dict, key, hash);
  int64_t visible = visibleHash_py(ts, key);
  if (visible == -1)
    return false;
  hash = uint64_t(visible);
  if (!isGeneral(dict) && !isShared(dict->table) &&
      !rebuild(ts, dict, capacityAfterGrowth(keptEntries(dict)),
               Rebuild::CompactGeneral))
    return false;
  dict->flags |= kDictGeneral;
  return true;
}

bool hashForLookup_py(ThreadState &ts, DictObject *dict, Value key,
                      uint64_t &hash, bool &absent) {
  absent = dict->length == 0 && !isNames(dict);
  if (isExactStr(key) || isGeneral(dict))
    return hashKey_py(ts, dict, key, hash);
  if (!key.isPointer())
    return absent = true;
  if (absent)
    return visibleHash_py(ts, key) !=
           -1; // a key without a hash raises all the same
  return hashKey_py(ts, dict, key, hash);
}

bool translateHash(ThreadState &ts, DictObject *dict, Value key,
                   uint64_t stored, bool storedGeneral, uint64_t &hash) {
  hash = stored;
  if (storedGeneral == isGeneral(dict))
    return true;
  if (!storedGeneral) {
    hash = uint64_t(strHash(key));
    return true;
  }
  if (!isExactStr(key))
    return makeGeneral(ts, dict);
  hash = hash0Of(key);
  return true;
}

int64_t lookup_py(ThreadState &ts, DictObject *dict, Value key) {
  uint64_t hash;
  bool absent;
  if (!hashForLookup_py(ts, dict, key, hash, absent))
    return kRaised;
  if (absent)
    return kAbsent;
  int64_t index = find_py(ts, dict, key, hash);
  if (index >= 0 && entryValue(dict, entryAt(dict, index)).isUndef())
    return kAbsent;
  return index;
}

/// Gives up the table; keys and values are dropped in order.
static void dropTable(ThreadState &ts, DictTable *table, bool names) {
  for (uint32_t i = 0; i < table->entryCount; ++i) {
    DictEntry entry = dictEntries(table)[i];
    if (!entry.key)
      continue;
    Word value = entry.value;
    if (names) {
      auto *cell = reinterpret_cast<NameCell *>(entry.value);
      value = cell->value;
      rawFree(cell);
    }
    release(&ts, entry.key);
    release(&ts, value);
  }
  freeTable(table);
}

/// Names keep their cells, so they are unbound one by one.
static void unbindNames(ThreadState &ts, DictObject *dict) {
  for (uint32_t i = 0; i < dict->table->entryCount; ++i) {
    if (!isLive(dict, entryAt(dict, i)))
      continue;
    Owned key, value;
    takeEntry(ts, dict, i, key, value);
  }
}

void clearDict(ThreadState &ts, ObjectHeader *self) {
  auto *dict = reinterpret_cast<DictObject *>(self);
  if (isNames(dict))
    return unbindNames(ts, dict);
  if (ts.heapMode) [[unlikely]]
    noteMovedOut(self);
  DictTable *table = dict->table;
  dict->table = sharedEmptyTable();
  dict->length = 0;
  ++dict->generation;
  dropTable(ts, table, false);
}

void deallocateDict(ThreadState &ts, ObjectHeader *self) {
  auto *dict = reinterpret_cast<DictObject *>(self);
  DictTable *table = dict->table;
  dict->table = sharedEmptyTable();
  bool exact = self->shape == shapeId(BuiltinShape::Dict);
  dropTable(ts, table, isNames(dict));
  if (exact)
    return freeCell(&ts, self, sizeof(DictObject), CellKind::Container);
  freeObject(ts, self, shapeOf(self)->type->basicSize);
}

void visitDict(ObjectHeader *self, Visitor &visitor) {
  auto *dict = reinterpret_cast<DictObject *>(self);
  for (uint32_t i = 0; i < dict->table->entryCount; ++i) {
    DictEntry *entry = entryAt(dict, i);
    if (!entry->key)
      continue;
    visitor(entry->key);
    visitor(*valueSlot(dict, entry));
  }
}

} // namespace dxpy::dict_internal

namespace dxpy {
using namespace dict_internal;

bool dictEnterNames(ThreadState &ts, Value target) {
  DictObject *dict = asDict(target);
  if (isNames(dict))
    return true;
  DictTable *table = dict->table;
  for (uint32_t i = 0; i < table->entryCount; ++i) {
    DictEntry *entry = dictEntries(table) + i;
    if (!entry->key)
      continue;
    NameCell *cell = makeNameCell(ts, Value(entry->key), entry->value);
    if (!cell) {
      while (i-- > 0)
        if (entry = dictEntries(table) + i; entry->key) {
          cell = reinterpret_cast<NameCell *>(entry->value);
          entry->value = cell->value;
          rawFree(cell);
        }
      return false;
    }
    entry->value = reinterpret_cast<Word>(cell);
  }
  dict->flags |= kDictNames;
  dict->keysVersion = nextKeysVersion();
  return true;
}

uint64_t dictKeysVersion(Value dict) {
  return isNames(asDict(dict)) ? asDict(dict)->keysVersion : nextKeysVersion();
}

} // namespace dxpy
