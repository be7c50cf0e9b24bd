// Operations on sets. Results are filled in the order in which CPython fills
// them, because that decides how they print.
#include "runtime-support/builtins/set_builtin.h"
#include "runtime-support/objects/dict_internal.h"

namespace dxpy {

using namespace set_internal;

Owned setCopy(ThreadState &ts, Value set) {
  return newSetFrom_py(ts, setBaseType(set), set);
}

namespace {

/// Membership of an entry of another set or dict: hash \p stored by its mode.
int containsEntry_py(ThreadState &ts, SetObject *set, Value key,
                     uint64_t stored, bool storedGeneral) {
  uint64_t hash;
  if (!translateHash(ts, set, key, stored, storedGeneral, hash))
    return -1;
  return containsKnownHash_py(ts, set, key, hash);
}

bool addEntry_py(ThreadState &ts, SetObject *set, Value key, uint64_t stored,
                 bool storedGeneral) {
  uint64_t hash;
  return translateHash(ts, set, key, stored, storedGeneral, hash) &&
         addKnownHash_py(ts, set, key, hash);
}

int discardEntry_py(ThreadState &ts, SetObject *set, Value key, uint64_t stored,
                    bool storedGeneral) {
  uint64_t hash;
  if (!translateHash(ts, set, key, stored, storedGeneral, hash))
    return -1;
  return discardKnownHash_py(ts, set, key, hash);
}

/// Are the keys of both placed by the same hashes, and \p key an int?
inline bool isPlainInt(const SetObject *from, const SetObject *set, Word key) {
  return from->general && set->general && isSmallInt(key);
}

/// Adds to \p result the entries of \p from whose membership in \p other is
/// \p wanted.
bool addIf_py(ThreadState &ts, Value result, SetObject *from, SetObject *other,
              bool wanted) {
  if (wanted && areDisjoint(from, other))
    return true;
  if (isBitmap(from) && isBitmap(other)) {
    uint64_t bits = other->table->summary;
    bits = from->table->summary & (wanted ? bits : ~bits);
    if (int added = addBits(ts, asSet(result), bits))
      return added > 0;
  }
  return forEachEntry(from, [&](Value key, uint64_t stored) {
    bool general = from->general;
    int present = isPlainInt(from, other, key.word())
                      ? containsInt(other, key.word(), stored)
                      : -1;
    if (present < 0)
      present = containsEntry_py(ts, other, key, stored, general);
    if (present < 0)
      return false;
    return bool(present) != wanted ||
           addEntry_py(ts, asSet(result), key, stored, general);
  });
}

} // namespace

Owned setIntersection_py(ThreadState &ts, Value set, Value other) {
  if (set == other)
    return setCopy(ts, set);
  Owned result = newSet(ts, setBaseType(set));
  if (!result)
    return {};
  if (isAnySet(other)) {
    if (setLength(other) > setLength(set))
      std::swap(set, other);
    return addIf_py(ts, result, asSet(other), asSet(set), true)
               ? std::move(result)
               : Owned();
  }
  bool ok = forEach_py(ts, other, [&](Value key) {
    uint64_t hash;
    if (!hashKey_py(ts, asSet(set), key, hash))
      return false;
    int present = containsKnownHash_py(ts, asSet(set), key, hash);
    if (present <= 0)
      return present == 0;
    return addEntry_py(ts, asSet(result), key, hash, asSet(set)->general);
  });
  return ok ? std::move(result) : Owned();
}

static Owned copyAndDifference_py(ThreadState &ts, Value set, Value other) {
  Owned result = setCopy(ts, set);
  return result && setDifferenceUpdate_py(ts, result, other) ? std::move(result)
                                                             : Owned();
}

/// Does \p dict have a key whose hash a set has stored? 0, 1; -1 raised.
static int dictHasEntry_py(ThreadState &ts, Value dict, Value key,
                           uint64_t stored, bool general) {
  auto *other = dict_internal::asDict(dict);
  if (general && !dict_internal::isGeneral(other))
    return dictContains_py(ts, dict, key);
  uint64_t hash;
  if (!dict_internal::translateHash(ts, other, key, stored, general, hash))
    return -1;
  int64_t index = dict_internal::find_py(ts, other, key, hash);
  if (index == dict_internal::kRaised)
    return -1;
  return index >= 0 &&
         dict_internal::isLive(other, dict_internal::entryAt(other, index));
}

Owned setDifference_py(ThreadState &ts, Value set, Value other) {
  bool dict = isExactDict(other);
  if (!dict && !isAnySet(other))
    return copyAndDifference_py(ts, set, other);
  uint64_t otherLength = dict ? dictLength(other) : setLength(other);
  if (setLength(set) >> 2 > otherLength)
    return copyAndDifference_py(ts, set, other);
  Owned result = newSet(ts, setBaseType(set));
  if (!result)
    return {};
  if (!dict)
    return addIf_py(ts, result, asSet(set), asSet(other), false)
               ? std::move(result)
               : Owned();
  bool ok = forEachEntry(asSet(set), [&](Value key, uint64_t stored) {
    int present = dictHasEntry_py(ts, other, key, stored, asSet(set)->general);
    if (present)
      return present > 0;
    return addEntry_py(ts, asSet(result), key, stored, asSet(set)->general);
  });
  return ok ? std::move(result) : Owned();
}

bool setDifferenceUpdate_py(ThreadState &ts, Value self, Value other) {
  SetObject *set = asSet(self);
  if (self == other) {
    clearSet(ts, &set->header);
    return true;
  }
  bool ok;
  if (isAnySet(other)) {
    // Of a much larger set only what both have matters.
    Owned smaller = (setLength(other) >> 3) > set->length
                        ? setIntersection_py(ts, self, other)
                        : copyOf(other);
    if (!smaller)
      return false;
    SetObject *from = asSet(smaller);
    bool bitmaps = isBitmap(set) && isBitmap(from);
    if (bitmaps)
      removeBits(set, set->table->summary & from->table->summary);
    ok = bitmaps || forEachEntry(from, [&](Value key, uint64_t stored) {
           return discardEntry_py(ts, set, key, stored, from->general) >= 0;
         });
  } else {
    ok = forEach_py(ts, other, [&](Value key) {
      return setDiscard_py(ts, self, key) >= 0;
    });
  }
  if (!ok)
    return false;
  if (set->fill - set->length <= set->table->mask / 4)
    return true;
  return resize(ts, set,
                set->length > 50000 ? set->length * 2 : set->length * 4);
}

bool setSymmetricUpdate_py(ThreadState &ts, Value self, Value other) {
  SetObject *set = asSet(self);
  if (self == other) {
    clearSet(ts, &set->header);
    return true;
  }
  auto toggle = [&](Value key, uint64_t stored, bool general) {
    int removed = discardEntry_py(ts, set, key, stored, general);
    if (removed)
      return removed > 0;
    return addEntry_py(ts, set, key, stored, general);
  };
  if (isExactDict(other)) {
    auto *dict = other.as<DictObject>();
    for (uint32_t i = 0; i < dict->table->entryCount; ++i) {
      const DictEntry *entry = dict_internal::entryAt(dict, i);
      if (!dict_internal::isLive(dict, entry))
        continue;
      Owned key = copyOf(Value(entry->key));
      if (!toggle(key, entry->hash, dict_internal::isGeneral(dict)))
        return false;
    }
    return true;
  }
  Owned from = isAnySet(other) ? copyOf(other)
                               : newSetFrom_py(ts, setBaseType(self), other);
  if (!from)
    return false;
  return forEachEntry(asSet(from), [&](Value key, uint64_t stored) {
    return toggle(key, stored, asSet(from)->general);
  });
}

Owned setSymmetricDifference_py(ThreadState &ts, Value set, Value other) {
  Owned result = newSetFrom_py(ts, setBaseType(set), other);
  return result && setSymmetricUpdate_py(ts, result, set) ? std::move(result)
                                                          : Owned();
}

int setIsSubset_py(ThreadState &ts, Value set, Value other) {
  if (!isAnySet(other)) {
    Owned common = setIntersection_py(ts, set, other);
    return common ? setLength(common) == setLength(set) : -1;
  }
  if (setLength(set) > setLength(other))
    return 0;
  int present = subsetBySummary(asSet(set), asSet(other));
  if (present >= 0)
    return present;
  present = 1;
  bool ok = forEachEntry(asSet(set), [&](Value key, uint64_t stored) {
    if (isPlainInt(asSet(set), asSet(other), key.word()))
      if (present = containsInt(asSet(other), key.word(), stored); present >= 0)
        return present > 0;
    present =
        containsEntry_py(ts, asSet(other), key, stored, asSet(set)->general);
    return present > 0;
  });
  return ok ? 1 : present;
}

int setIsSuperset_py(ThreadState &ts, Value set, Value other) {
  if (isAnySet(other))
    return setIsSubset_py(ts, other, set);
  int present = 1;
  bool ok = forEach_py(ts, other, [&](Value key) {
    present = setContains_py(ts, set, key);
    return present > 0;
  });
  return ok ? 1 : present == 0 && !pendingException(ts) ? 0 : -1;
}

int setIsDisjoint_py(ThreadState &ts, Value set, Value other) {
  if (set == other)
    return setLength(set) == 0;
  int present = 0;
  bool ok;
  if (isExactAnySet(other)) {
    if (areDisjoint(asSet(set), asSet(other)))
      return 1;
    if (setLength(other) > setLength(set))
      std::swap(set, other);
    ok = forEachEntry(asSet(other), [&](Value key, uint64_t stored) {
      present =
          containsEntry_py(ts, asSet(set), key, stored, asSet(other)->general);
      return present == 0;
    });
  } else {
    ok = forEach_py(ts, other, [&](Value key) {
      present = setContains_py(ts, set, key);
      return present == 0;
    });
  }
  if (ok)
    return 1;
  return present > 0 ? 0 : -1;
}

void setReplaceContents(ThreadState &ts, Value self, Owned from) {
  SetObject *set = asSet(self);
  swapContents(set, asSet(from));
  if (ts.heapMode) [[unlikely]]
    noteMovedOut(&set->header);
} // drops the old contents

} // namespace dxpy
