// The type dict: construction, methods, operators. Iterators are in
// dict_iterators.cpp, views in dict_views.cpp.
#include "runtime-support/builtins/dict_builtin.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/repr_guard.h"
#include "runtime-support/objects/set_internal.h"

namespace dxpy {

namespace {

using dict_internal::asDict;
using dict_internal::entryAt;
using dict_internal::entryValue;
using dict_internal::kRaised;

Owned newOf(ThreadState &ts, TypeObject *type, const Arguments &) {
  return dict_internal::newDict(ts, type);
}

/// dict(...) and update(...): a mapping or pairs, then keywords.
bool updateFrom_py(ThreadState &ts, Value self, const char *function,
                   const Arguments &args) {
  if (!checkPositional(ts, function, args, 0, 1))
    return false;
  if (args.positionalCount && !dictUpdate_py(ts, self, args[0]))
    return false;
  for (size_t k = 0, n = keywordCount(args); k < n; ++k)
    if (!dictSet_py(ts, self, tupleItem(args.names, k),
                    args.values[args.positionalCount + k]))
      return false;
  return true;
}

bool init(ThreadState &ts, Value self, const Arguments &args) {
  return updateFrom_py(ts, self, "dict", args);
}

Owned update(ThreadState &ts, Value self, const Arguments &args) {
  return updateFrom_py(ts, self, "update", args) ? ownedNone() : Owned();
}

Owned repr(ThreadState &ts, Value self) {
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "{...}");
  StrBuilder text(ts);
  text.append("{");
  uint64_t position = 0;
  Value key, value;
  for (bool first = true; dictNext(self, position, key, value); first = false) {
    Owned heldKey = copyOf(key), heldValue = copyOf(value);
    if (!first)
      text.append(", ");
    if (!text.appendRepr_py(heldKey))
      return {};
    text.append(": ");
    if (!text.appendRepr_py(heldValue))
      return {};
  }
  text.append("}");
  return text.finish();
}

/// Whether two dicts have equal items. 0, 1; -1 raised.
int equalDicts_py(ThreadState &ts, DictObject *a, DictObject *b) {
  if (a->length != b->length)
    return 0;
  for (uint32_t i = 0; i < a->table->entryCount; ++i) {
    const DictEntry *entry = entryAt(a, i);
    if (!dict_internal::isLive(a, entry))
      continue;
    Owned key = copyOf(Value(entry->key));
    Owned value = copyOf(entryValue(a, entry));
    uint64_t hash;
    if (!dict_internal::translateHash(ts, b, key, entry->hash,
                                      dict_internal::isGeneral(a), hash))
      return -1;
    int64_t found = dict_internal::find_py(ts, b, key, hash);
    if (found == kRaised)
      return -1;
    if (found < 0 || entryValue(b, entryAt(b, found)).isUndef())
      return 0;
    Owned other = copyOf(entryValue(b, entryAt(b, found)));
    int equal = equalItems_py(ts, value, other);
    if (equal <= 0)
      return equal;
  }
  return 1;
}

Owned compare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isDict(self) || !isDict(other) ||
      (op != CompareOp::Eq && op != CompareOp::Ne))
    return ownedNotImplemented();
  int equal = equalDicts_py(ts, asDict(self), asDict(other));
  return equal < 0 ? Owned() : ownedBool((op == CompareOp::Eq) == (equal != 0));
}

int64_t length(ThreadState &, Value self) { return int64_t(dictLength(self)); }

Owned missing_py(ThreadState &ts, Value self, Value key) {
  if (!isExactDict(self)) {
    Owned method = lookupSpecial_py(ts, self, Value(&names::__missing__));
    if (method)
      return call_py(ts, method, {key});
    if (pendingException(ts))
      return {};
  }
  return raiseKeyError(ts, key);
}

Owned subscript(ThreadState &ts, Value self, Value key) {
  Value found = dictGet_py(ts, self, key);
  if (found)
    return copyOf(found);
  return pendingException(ts) ? Owned() : missing_py(ts, self, key);
}

bool setSubscript(ThreadState &ts, Value self, Value key, Value value) {
  if (value)
    return dictSet_py(ts, self, key, value);
  int removed = dictDelete_py(ts, self, key);
  return removed ? removed > 0 : bool(raiseKeyError(ts, key));
}

int contains(ThreadState &ts, Value self, Value key) {
  return dictContains_py(ts, self, key);
}

Owned or_(ThreadState &ts, Value left, Value right) {
  if (!isDict(left) || !isDict(right))
    return ownedNotImplemented();
  Owned result = dictCopy(ts, left);
  return result && dictUpdate_py(ts, result, right) ? std::move(result)
                                                    : Owned();
}

Owned inplaceOr(ThreadState &ts, Value self, Value other) {
  return dictUpdate_py(ts, self, other) ? copyOf(self) : Owned();
}

Owned get(ThreadState &ts, Value self, const Value *args) {
  Value found = dictGet_py(ts, self, args[0]);
  if (found)
    return copyOf(found);
  if (pendingException(ts))
    return {};
  return copyOf(args[1] ? args[1] : none);
}

Owned setDefault(ThreadState &ts, Value self, const Value *args) {
  Value value = dictSetDefault_py(ts, self, args[0], args[1] ? args[1] : none);
  return value ? copyOf(value) : Owned();
}

Owned pop(ThreadState &ts, Value self, const Value *args) {
  if (dictLength(self) != 0) {
    Owned value = dictPop_py(ts, self, args[0]);
    if (value || pendingException(ts))
      return value;
  }
  return args[1] ? copyOf(args[1]) : Owned(raiseKeyError(ts, args[0]));
}

Owned popItem(ThreadState &ts, Value self, const Value *) {
  DictObject *dict = asDict(self);
  for (int64_t i = dict->table->entryCount; i-- > 0;) {
    if (!dict_internal::isLive(dict, entryAt(dict, i)))
      continue;
    Owned pair = Owned::steal(allocateTuple(ts, 2));
    if (!pair)
      return {};
    Owned key, value;
    dict_internal::takeEntry(ts, dict, i, key, value);
    if (!dict_internal::isNames(dict))
      dict->table->entryCount = uint32_t(i); // its place can be used again
    pair.as<TupleObject>()->items[0] = key.take();
    pair.as<TupleObject>()->items[1] = value.take();
    return pair;
  }
  return raise(ts, types::KeyError, "popitem(): dictionary is empty");
}

bool fillFromKeys_py(ThreadState &ts, Value target, Value iterable,
                     Value value) {
  if (isExactDict(target) && set_internal::isExactAnySet(iterable)) {
    DictObject *dict = asDict(target);
    auto *set = set_internal::asSet(iterable);
    return set_internal::forEachEntry(set, [&](Value key, uint64_t stored) {
      uint64_t hash;
      return dict_internal::translateHash(ts, dict, key, stored, set->general,
                                          hash) &&
             dict_internal::setKnownHash_py(ts, dict, key, hash, value);
    });
  }
  if (isExactDict(target))
    return forEach_py(ts, iterable, [&](Value key) {
      return dictSet_py(ts, target, key, value);
    });
  return forEach_py(ts, iterable, [&](Value key) {
    return setItem_py(ts, target, key, value);
  });
}

Owned fromKeys(ThreadState &ts, Value cls, const Value *args) {
  Owned dict = call_py(ts, cls);
  if (!dict || !fillFromKeys_py(ts, dict, args[0], args[1] ? args[1] : none))
    return {};
  return dict;
}

Owned clear(ThreadState &ts, Value self, const Value *) {
  dictClear(ts, self);
  return ownedNone();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return dictCopy(ts, self);
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, typeOf(self)->basicSize +
                              dict_internal::tableBytes(asDict(self)->table));
}

constexpr MethodDef methods[] = {
    {"__sizeof__", sizeOf, "()",
     "D.__sizeof__() -> size of D in memory, in bytes"},
    {"get", get, "(key, default=None, /)",
     "Return the value for key if key is in the dictionary, else default."},
    {"setdefault", setDefault, "(key, default=None, /)",
     "Insert key with a value of default if key is not in the "
     "dictionary.\n\nReturn the value for key if key is in the dictionary, "
     "else default."},
    {"pop", pop, "(key, default=<unrepresentable>, /)",
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding "
     "value.\n\nIf the key is not found, return the default if given; "
     "otherwise,\nraise a KeyError."},
    {"popitem", popItem, "()",
     "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are "
     "returned in LIFO (last-in, first-out) order.\nRaises KeyError if the "
     "dict is empty."},
    {"keys", dictView<DictPart::Key>, "()",
     "D.keys() -> a set-like object providing a view on D's keys"},
    {"items", dictView<DictPart::Item>, "()",
     "D.items() -> a set-like object providing a view on D's items"},
    {"values", dictView<DictPart::Value>, "()",
     "D.values() -> an object providing a view on D's values"},
    {"update", update,
     "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\nIf E "
     "is present and has a .keys() method, then does:  for k in E: D[k] = "
     "E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v "
     "in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = "
     "F[k]"},
    {"fromkeys", fromKeys, "(iterable, value=None, /)",
     "Create a new dictionary with keys from iterable and values set to value.",
     MethodKind::Class},
    {"clear", clear, "()", "D.clear() -> None.  Remove all items from D."},
    {"copy", copy, "()", "D.copy() -> a shallow copy of D"},
    {"__reversed__", dictReversed, "()",
     "Return a reverse iterator over the dict keys."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec spec = {
    "dict",
    "dict() -> new empty dictionary\ndict(mapping) -> new dictionary "
    "initialized from a mapping object's\n    (key, value) "
    "pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = "
    "{}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new "
    "dictionary initialized with the name=value pairs\n    in the keyword "
    "argument list.  For example:  dict(one=1, two=2)",
    methods};

} // namespace

constinit TypeObject types::Dict = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer | kTypeMappingPattern | kTypeMatchSelf |
             kSubclassDict,
    .basicSize = sizeof(DictObject),
    .slots = {.deallocate = dict_internal::deallocateDict,
              .visit = dict_internal::visitDict,
              .clear = dict_internal::clearDict,
              .repr = repr,
              .iter = dictKeyIterator,
              .compare = compare,
              .init = init,
              .new_ = newOf,
              .or_ = or_,
              .inplaceOr = inplaceOr,
              .length = length,
              .subscript = subscript,
              .setSubscript = setSubscript,
              .contains = contains}};

} // namespace dxpy
