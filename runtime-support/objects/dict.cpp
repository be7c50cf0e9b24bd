// dict objects: the operations that the runtime itself needs.
#include "runtime-support/objects/dict.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/objects/dict_internal.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

using namespace dict_internal;

Owned dict_internal::newDict(ThreadState &ts, TypeObject *type) {
  if (type != &types::Dict) {
    Owned result = allocateInstance(ts, type);
    if (result)
      initDict(result.as<DictObject>());
    return result;
  }
  auto *dict = static_cast<DictObject *>(
      allocateCell(&ts, sizeof(DictObject), CellKind::Container));
  if (!dict)
    return raiseMemoryError(ts);
  initHeader(&ts, &dict->header, shapeId(BuiltinShape::Dict),
             CellKind::Container, sizeof(DictObject));
  initDict(dict);
  return Owned::steal(dict);
}

Owned makeDict(ThreadState &ts, size_t capacity) {
  Owned result = newDict(ts, &types::Dict);
  if (result && capacity &&
      !reserveEntries(ts, result.as<DictObject>(), capacity))
    return {};
  return result;
}

Owned makeNamesDict(ThreadState &ts) {
  Owned result = newDict(ts, &types::Dict);
  if (result && !dictEnterNames(ts, result))
    return {};
  return result;
}

uint64_t dictLength(Value dict) { return asDict(dict)->length; }

NameCell *dictCell(Value target, Value name) {
  DictObject *dict = asDict(target);
  if (!isNames(dict) || isGeneral(dict))
    return nullptr;
  DictEntry *entry = dictFindStr(dict->table, name.word(), hash0Of(name));
  return entry ? reinterpret_cast<NameCell *>(entry->value) : nullptr;
}

NameCell *dictReserveCell(ThreadState &ts, Value target, Value name) {
  if (NameCell *cell = dictCell(target, name))
    return cell;
  if (!isNames(asDict(target)) || isGeneral(asDict(target)))
    return nullptr;
  // An unbound name keeps its cell.
  if (!dictSetName(ts, target, name, none) ||
      dictDelete_py(ts, target, name) < 0)
    return nullptr;
  return dictCell(target, name);
}

/// Has the class of \p key object's own hash, which is its address?
static bool hashesByIdentity(Value key) {
  return key.isPointer() && typeOf(key)->slots.hash == types::Object.slots.hash;
}

Value dictGet_py(ThreadState &ts, Value target, Value key) {
  DictObject *dict = asDict(target);
  Word found = dictGetFast(dict, key.word());
  if (found != kUndef)
    return Value(found);
  if (dict->flags == kDictGeneral && hashesByIdentity(key)) {
    bool unsure = false;
    const DictEntry *entry =
        dictFindSame(dict->table, key.word(), uint64_t(addressHash(key)),
                     unsure, [](Word) { return false; });
    if (!unsure)
      return entry ? Value(entry->value) : Value();
  }
  int64_t index = lookup_py(ts, dict, key);
  return index >= 0 ? entryValue(dict, entryAt(dict, index)) : Value();
}

Value dictGetName(ThreadState &ts, Value dict, Value name) {
  return dictGet_py(ts, dict, name);
}

bool dictSet_py(ThreadState &ts, Value target, Value key, Value value) {
  DictObject *dict = asDict(target);
  uint64_t hash;
  if (key.isSmallInt() && dict->flags == kDictGeneral) {
    bool unsure = false;
    DictEntry *entry = dictFindInt(dict->table, key.word(), unsure);
    if (entry)
      storeField(ts, &dict->header, &entry->value, copyOf(value));
    else if (!unsure)
      return insertNew(ts, dict, key, smallIntHash(key.word()), copyOf(value));
    if (entry)
      return true;
  } else if (dict->flags == 0 && isExactStr(key)) {
    hash = hash0Of(key);
    DictEntry *entry = dictFindStr(dict->table, key.word(), hash);
    if (!entry)
      return insertNew(ts, dict, key, hash, copyOf(value));
    storeField(ts, &dict->header, &entry->value, copyOf(value));
    return true;
  }
  return hashForStore_py(ts, dict, key, hash) &&
         setKnownHash_py(ts, dict, key, hash, value);
}

bool dictSetName(ThreadState &ts, Value dict, Value name, Value value) {
  return dictSet_py(ts, dict, name, value);
}

Value dictSetDefault_py(ThreadState &ts, Value target, Value key,
                        Value fallback) {
  DictObject *dict = asDict(target);
  uint64_t hash;
  if (!hashForStore_py(ts, dict, key, hash))
    return {};
  int64_t index = find_py(ts, dict, key, hash);
  if (index == kRaised)
    return {};
  if (index >= 0) {
    Value value = entryValue(dict, entryAt(dict, index));
    if (!value.isUndef())
      return value;
    return setKnownHash_py(ts, dict, key, hash, fallback) ? fallback : Value();
  }
  return insertNew(ts, dict, key, hash, copyOf(fallback)) ? fallback : Value();
}

int dictDelete_py(ThreadState &ts, Value target, Value key) {
  DictObject *dict = asDict(target);
  int64_t index = lookup_py(ts, dict, key);
  if (index < 0)
    return index == kAbsent ? 0 : -1;
  Owned oldKey, oldValue;
  takeEntry(ts, dict, index, oldKey, oldValue);
  return 1;
}

Owned dictPop_py(ThreadState &ts, Value target, Value key) {
  DictObject *dict = asDict(target);
  int64_t index = lookup_py(ts, dict, key);
  if (index < 0)
    return {};
  Owned oldKey, value;
  takeEntry(ts, dict, index, oldKey, value);
  return value;
}

int dictContains_py(ThreadState &ts, Value dict, Value key) {
  int64_t index = lookup_py(ts, asDict(dict), key);
  return index == kRaised ? -1 : index >= 0;
}

void dictClear(ThreadState &ts, Value dict) {
  clearDict(ts, &asDict(dict)->header);
}

bool dictNext(Value target, uint64_t &position, Value &key, Value &value) {
  const DictObject *dict = asDict(target);
  const DictEntry *entries = dictEntries(dict->table);
  while (position < dict->table->entryCount) {
    const DictEntry *entry = &entries[position++];
    if (!isLive(dict, entry))
      continue;
    key = Value(entry->key);
    value = entryValue(dict, entry);
    return true;
  }
  return false;
}

Owned dictCopy(ThreadState &ts, Value source) {
  Owned copy = makeDict(ts);
  if (!copy || !mergeDict_py(ts, copy.as<DictObject>(), source, true))
    return {};
  return copy;
}

/// A list of what \p make (Owned(key, value)) gives for each entry.
template <typename Make>
static Owned listOfEntries(ThreadState &ts, Value dict, Make make) {
  Owned list = makeList(ts);
  uint64_t position = 0;
  Value key, value;
  while (list && dictNext(dict, position, key, value)) {
    Owned item = make(key, value);
    if (!item || !listAppend(ts, list, std::move(item)))
      return {};
  }
  return list;
}

Owned dictKeys(ThreadState &ts, Value dict) {
  return listOfEntries(ts, dict, [](Value key, Value) { return copyOf(key); });
}
Owned dictValues(ThreadState &ts, Value dict) {
  return listOfEntries(ts, dict,
                       [](Value, Value value) { return copyOf(value); });
}
Owned dictItems(ThreadState &ts, Value dict) {
  return listOfEntries(ts, dict, [&ts](Value key, Value value) {
    return makeTuple(ts, {key, value});
  });
}

/// Entries of an unchanging dict into one without entries: no comparisons.
static bool copyEntries(ThreadState &ts, DictObject *dict,
                        const DictObject *other) {
  if (isGeneral(other) && !makeGeneral(ts, dict))
    return false;
  if (!reserveEntries(ts, dict, other->length))
    return false;
  for (uint32_t i = 0; i < other->table->entryCount; ++i) {
    const DictEntry *entry = entryAt(other, i);
    if (!isLive(other, entry))
      continue;
    uint64_t hash;
    Value key(entry->key);
    if (!translateHash(ts, dict, key, entry->hash, isGeneral(other), hash) ||
        !insertNew(ts, dict, key, hash, copyOf(entryValue(other, entry))))
      return false;
  }
  return true;
}

bool dict_internal::mergeDict_py(ThreadState &ts, DictObject *dict, Value from,
                                 bool override) {
  DictObject *other = asDict(from);
  if (dict == other || other->length == 0)
    return true;
  if (dict->table->entryCount == 0)
    return copyEntries(ts, dict, other);
  if (!reserveEntries(ts, dict, other->length))
    return false;
  Owned held = copyOf(from);
  uint32_t count = other->table->entryCount;
  for (uint32_t i = 0; i < count; ++i) {
    const DictEntry *entry = entryAt(other, i);
    if (!isLive(other, entry))
      continue;
    Owned key = copyOf(Value(entry->key)),
          value = copyOf(entryValue(other, entry));
    uint64_t hash;
    if (!translateHash(ts, dict, key, entry->hash, isGeneral(other), hash))
      return false;
    int64_t index = override ? kAbsent : find_py(ts, dict, key, hash);
    if (index == kRaised)
      return false;
    bool taken =
        index >= 0 && !entryValue(dict, entryAt(dict, index)).isUndef();
    if (!taken && !setKnownHash_py(ts, dict, key, hash, value))
      return false;
    if (other->table->entryCount != count)
      return raise(ts, types::RuntimeError, "dict mutated during update");
  }
  return true;
}

/// One element of an update sequence as a pair.
static bool mergePair_py(ThreadState &ts, DictObject *dict, Value element,
                         int64_t number, bool override) {
  Owned pair = isExactTuple(element) ? copyOf(element)
                                     : tupleFromIterable_py(ts, element);
  if (!pair) {
    if (pendingMatches(ts, types::TypeError))
      return raise(ts, types::TypeError,
                   "cannot convert dictionary update sequence element #{} to a "
                   "sequence",
                   {number});
    return false;
  }
  if (tupleLength(pair) != 2)
    return raise(ts, types::ValueError,
                 "dictionary update sequence element #{} has length {}; 2 is "
                 "required",
                 {number, int64_t(tupleLength(pair))});
  if (override)
    return dictSet_py(ts, Value(dict), tupleItem(pair, 0), tupleItem(pair, 1));
  return bool(dictSetDefault_py(ts, Value(dict), tupleItem(pair, 0),
                                tupleItem(pair, 1)));
}

bool dict_internal::mergePairs_py(ThreadState &ts, DictObject *dict,
                                  Value pairs, bool override) {
  int64_t number = 0;
  return forEach_py(ts, pairs, [&](Value element) {
    return mergePair_py(ts, dict, element, number++, override);
  });
}

static bool mergeMapping_py(ThreadState &ts, DictObject *dict, Value mapping,
                            bool override) {
  Owned keys = callMethod_py(ts, mapping, Value(&names::keys));
  if (!keys)
    return false;
  return forEach_py(ts, keys, [&](Value key) {
    if (!override) {
      int present = dictContains_py(ts, Value(dict), key);
      if (present)
        return present > 0;
    }
    Owned value = getItem_py(ts, mapping, key);
    return value && dictSet_py(ts, Value(dict), key, value);
  });
}

bool dictUpdate_py(ThreadState &ts, Value target, Value other, bool override) {
  DictObject *dict = asDict(target);
  // A dict whose class iterates as dict does is read directly.
  if (isDict(other) && typeOf(other)->slots.iter == types::Dict.slots.iter)
    return mergeDict_py(ts, dict, other, override);
  Owned keys = getAttrOptional_py(ts, other, Value(&names::keys));
  if (keys)
    return mergeMapping_py(ts, dict, other, override);
  if (pendingException(ts))
    return false;
  return mergePairs_py(ts, dict, other, override);
}

} // namespace dxpy
