// The table of dict objects: dense entries in insertion order and a Swiss-table
// index over them (Kulukundis, CppCon 2017), one block behind one pointer.
// Here are the layout and the lookup of an exact str, which compiled code and
// the interpreter inline; everything that changes a table is in
// objects/dict*.cpp.
//
//   DictTable | control byte a slot | entry number a slot | entries
//
// A control byte is 7 bits of the hash, or kSlotEmpty, or kSlotRemoved. Slots
// come in groups of 16 that one comparison searches; a probe goes from group to
// group until one has an empty slot.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/inline/refcount.h"
#include <bit>
#include <cstring>
#include <emmintrin.h>

namespace dxpy {

/// The value of a name in a names-mode dict. Its address is stable while the
/// dict lives; undef: not bound. Inline caches hold pointers to cells.
struct NameCell {
  Word value;
  Word name; ///< interned str
};

struct DictEntry {
  Word key;      ///< 0: removed; written last
  uint64_t hash; ///< strHash0 in str mode, else the visible hash
  Word value;    ///< in names mode a NameCell*
};

struct alignas(16) DictTable {
  uint32_t slotCount; ///< a power of two, at least 16
  uint32_t entryCapacity;
  uint32_t entryCount;  ///< entries in use, removed ones among them
  uint16_t numberShift; ///< an entry number has 1 << numberShift bytes
  uint16_t groupBits;   ///< log2 of the number of groups
  uint64_t entriesOffset;
  uint64_t usable; ///< entries that may be appended before the table grows
};

enum DictFlags : uint32_t {
  kDictGeneral = 1, ///< not all keys are exact str: the visible hash counts
  kDictNames = 2,   ///< values lie in NameCells
};

struct DictObject {
  ObjectHeader header;
  DictTable *table;
  uint64_t length;
  uint32_t generation;  ///< changes with every new table, and when entries move
  uint32_t flags;       ///< DictFlags
  uint64_t keysVersion; ///< of names mode, see dictKeysVersion
};

inline constexpr unsigned kDictGroup = 16;
inline constexpr uint8_t kSlotEmpty = 0x80, kSlotRemoved = 0xFE;

inline uint8_t *dictControl(const DictTable *table) {
  return reinterpret_cast<uint8_t *>(const_cast<DictTable *>(table)) +
         sizeof(DictTable);
}
inline DictEntry *dictEntries(const DictTable *table) {
  return reinterpret_cast<DictEntry *>(
      reinterpret_cast<char *>(const_cast<DictTable *>(table)) +
      table->entriesOffset);
}
inline uint32_t dictEntryNumber(const DictTable *table, uint32_t slot) {
  const uint8_t *numbers = dictControl(table) + table->slotCount;
  if (table->numberShift == 0) [[likely]]
    return numbers[slot];
  if (table->numberShift == 1)
    return reinterpret_cast<const uint16_t *>(numbers)[slot];
  return reinterpret_cast<const uint32_t *>(numbers)[slot];
}

/// Where the search for a key starts, and the seven bits that its control byte
/// has. A strHash0 is mixed well. Visible hashes of ints are the ints: four in
/// a row share a group, so that dense keys lie densely; what the low bits leave
/// out is mixed in, so that no stride of keys piles up.
struct DictPlace {
  uint32_t group; ///< to be masked
  uint8_t tag;
};
inline DictPlace dictPlace(const DictTable *table, uint64_t hash,
                           bool general) {
  if (!general)
    return {uint32_t(hash >> 32), uint8_t(hash & 0x7F)};
  unsigned __int128 product =
      (unsigned __int128)(hash >> (table->groupBits + 2)) *
      0xE7037ED1A0B428DBull;
  uint64_t rest = uint64_t(product) ^ uint64_t(product >> 64);
  return {uint32_t((hash >> 2) + rest), uint8_t((hash + (rest >> 40)) & 0x7F)};
}

/// Walks the groups that may hold a key.
struct DictProbe {
  const uint8_t *control;
  uint32_t mask, group, length = 0;
  uint8_t place; ///< the key's control byte
  __m128i tag;

  DictProbe(const DictTable *table, uint64_t hash, bool general)
      : control(dictControl(table)), mask(table->slotCount / kDictGroup - 1) {
    DictPlace start = dictPlace(table, hash, general);
    group = start.group & mask;
    place = start.tag;
    tag = _mm_set1_epi8(char(place));
  }
  __m128i bytes() const {
    return _mm_load_si128(
        reinterpret_cast<const __m128i *>(control + group * kDictGroup));
  }
  uint32_t matches() const {
    return uint32_t(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes(), tag)));
  }
  uint32_t empties() const {
    return uint32_t(_mm_movemask_epi8(
        _mm_cmpeq_epi8(bytes(), _mm_set1_epi8(char(kSlotEmpty)))));
  }
  uint32_t emptiesOrRemoved() const {
    return uint32_t(_mm_movemask_epi8(bytes()));
  }
  uint32_t slot(uint32_t match) const {
    return group * kDictGroup + uint32_t(std::countr_zero(match));
  }
  /// Strides far, out of runs of full groups. Odd: it visits all.
  void next() {
    ++length;
    group = (group + (place * 2u + 1) * 0x9E3779B1u) & mask;
  }
};

/// Do two exact str objects hold the same text? Both hashes are known equal.
inline bool sameText(Word a, Word b) {
  auto *x = reinterpret_cast<const StrObject *>(a);
  auto *y = reinterpret_cast<const StrObject *>(b);
  if (x == y)
    return true;
  if (x->offsets & y->offsets & kStrInterned)
    return false;
  return x->byteLength == y->byteLength &&
         std::memcmp(x->bytes, y->bytes, x->byteLength) == 0;
}

/// The entry of the exact str \p key in a table of str mode; null if absent.
inline DictEntry *dictFindStr(const DictTable *table, Word key,
                              uint64_t hash0) {
  DictProbe probe(table, hash0, false);
  for (;; probe.next()) {
    for (uint32_t match = probe.matches(); match; match &= match - 1) {
      DictEntry *entry =
          dictEntries(table) + dictEntryNumber(table, probe.slot(match));
      if (entry->key == key)
        return entry;
      if (entry->hash == hash0 && sameText(entry->key, key))
        return entry;
    }
    if (probe.empties()) [[likely]]
      return nullptr;
  }
}

/// dict[key] for an exact str whose hash is known, in a dict of str mode that
/// is not in names mode: the value, borrowed; 0 if absent.
inline Word dictGetStrFast(const DictObject *dict, Word key, uint64_t hash0) {
  const DictEntry *entry = dictFindStr(dict->table, key, hash0);
  return entry ? entry->value : 0;
}
/// dictGetStrFast may be used.
inline bool isPlainStrDict(const DictObject *dict) { return dict->flags == 0; }

/// hash() of an int of 62 bits: the int, but for the ends and -1.
inline uint64_t smallIntHash(Word key) {
  constexpr int64_t kModulus = (int64_t(1) << 61) - 1;
  int64_t i = smallIntValue(key);
  if (i >= kModulus || i <= -kModulus) [[unlikely]]
    i %= kModulus;
  return i == -1 ? uint64_t(-2) : uint64_t(i);
}

/// The entry of a key that equals nothing of its own type but itself, in a
/// general table; null if absent. \p unsure is set when an equal hash belongs
/// to something else than \p others says: then only a comparison can tell.
template <typename Others>
inline DictEntry *dictFindSame(const DictTable *table, Word key, uint64_t hash,
                               bool &unsure, Others others) {
  DictProbe probe(table, hash, true);
  for (;; probe.next()) {
    for (uint32_t match = probe.matches(); match; match &= match - 1) {
      DictEntry *entry =
          dictEntries(table) + dictEntryNumber(table, probe.slot(match));
      if (entry->key == key)
        return entry;
      if (entry->hash == hash && !others(entry->key)) [[unlikely]] {
        unsure = true;
        return nullptr;
      }
    }
    if (probe.empties()) [[likely]]
      return nullptr;
  }
}
/// The same for an int of 62 bits.
inline DictEntry *dictFindInt(const DictTable *table, Word key, bool &unsure) {
  return dictFindSame(table, key, smallIntHash(key), unsure, isSmallInt);
}

/// dict[key] as far as no Python code, no hashing of text and no change of the
/// dict is needed: the value, borrowed; 0: absent; undef: the slow path knows.
inline Word dictGetFast(const DictObject *dict, Word key) {
  if (dict->flags == 0 && isPointer(key) &&
      objectOf(key)->shape == shapeId(BuiltinShape::Str)) {
    uint64_t hash0 = reinterpret_cast<const StrObject *>(key)->hash0;
    return hash0 ? dictGetStrFast(dict, key, hash0) : kUndef;
  }
  if (dict->flags == kDictGeneral && isSmallInt(key)) {
    bool unsure = false;
    const DictEntry *entry = dictFindInt(dict->table, key, unsure);
    return entry ? entry->value : unsure ? kUndef : 0;
  }
  return kUndef;
}

} // namespace dxpy
