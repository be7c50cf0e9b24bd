// The six iterators of dicts: keys, values and items, forward and backward.
#include "runtime-support/builtins/dict_builtin.h"
#include "runtime-support/inline/pairs.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

using dict_internal::asDict;
using dict_internal::entryAt;
using dict_internal::entryValue;
using dict_internal::isLive;

DictIteratorObject *asIterator(Value v) { return v.as<DictIteratorObject>(); }

constexpr BuiltinShape kShapes[2][3] = {
    {BuiltinShape::DictKeyIterator, BuiltinShape::DictValueIterator,
     BuiltinShape::DictItemIterator},
    {BuiltinShape::DictReverseKeyIterator,
     BuiltinShape::DictReverseValueIterator,
     BuiltinShape::DictReverseItemIterator}};

Owned exhausted(ThreadState &ts, DictIteratorObject *iterator) {
  clearField(ts, &iterator->header, &iterator->dict);
  return {};
}

/// The next live entry, or null.
const DictEntry *advance(const DictObject *dict, DictIteratorObject *iterator,
                         bool backward) {
  while (backward ? iterator->position >= 0
                  : iterator->position < dict->table->entryCount) {
    const DictEntry *entry = entryAt(dict, iterator->position);
    iterator->position += backward ? -1 : 1;
    if (isLive(dict, entry))
      return entry;
  }
  return nullptr;
}

template <DictPart part, bool backward>
Owned next(ThreadState &ts, Value self) {
  DictIteratorObject *iterator = asIterator(self);
  if (iterator->dict == kUndef)
    return {};
  DictObject *dict = asDict(Value(iterator->dict));
  if (iterator->used != dict->length) {
    iterator->used = ~uint64_t(0);
    return raise(ts, types::RuntimeError,
                 "dictionary changed size during iteration");
  }
  if (backward && iterator->position >= int64_t(dict->table->entryCount))
    iterator->position = int64_t(dict->table->entryCount) - 1;
  const DictEntry *entry = advance(dict, iterator, backward);
  if (!entry)
    return exhausted(ts, iterator);
  if (iterator->left == 0 && !backward) {
    Owned dropped =
        Owned::steal(slotTake(&ts, &iterator->header, &iterator->dict, kUndef));
    return raise(ts, types::RuntimeError,
                 "dictionary keys changed during iteration");
  }
  --iterator->left;
  if (part == DictPart::Key)
    return copyOf(Value(entry->key));
  if (part == DictPart::Value)
    return copyOf(entryValue(dict, entry));
  return reusedPair(ts, &iterator->header, &iterator->pair,
                    copyOf(Value(entry->key)), copyOf(entryValue(dict, entry)));
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  DictIteratorObject *iterator = asIterator(self);
  bool valid = iterator->dict != kUndef &&
               iterator->used == dictLength(Value(iterator->dict));
  return makeInt(ts, valid ? iterator->left : 0);
}

/// (iter, ([what is left],))
Owned reduce(ThreadState &ts, Value self, const Value *) {
  DictIteratorObject *from = asIterator(self);
  Owned rest = allocateInstance(ts, typeOf(self));
  if (!rest)
    return {};
  DictIteratorObject *copy = asIterator(rest);
  copy->dict = copyOf(Value(from->dict)).take();
  copy->pair = kUndef;
  copy->used = from->used;
  copy->position = from->position;
  copy->left = from->left;
  Owned list = listFromIterable_py(ts, rest);
  Owned args = list ? makeTuple(ts, {list.value()}) : Owned();
  Owned iter = args ? builtinNamed_py(ts, "iter") : Owned();
  return iter ? makeTuple(ts, {iter.value(), args.value()}) : Owned();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {}};
using Fields = OwnedFields<DictIteratorObject, &DictIteratorObject::dict,
                           &DictIteratorObject::pair>;

template <DictPart part, bool backward>
constexpr TypeObject iteratorType(const TypeSpec *spec) {
  TypeObject type;
  type.header = typeHeader();
  type.spec = spec;
  type.flags = kTypeContainer;
  type.basicSize = sizeof(DictIteratorObject);
  type.slots.deallocate = Fields::deallocate;
  type.slots.visit = Fields::visit;
  type.slots.clear = Fields::clear;
  type.slots.iter = iterateSelf;
  type.slots.next = next<part, backward>;
  return type;
}

constexpr TypeSpec specs[] = {{"dict_keyiterator", nullptr, methods},
                              {"dict_valueiterator", nullptr, methods},
                              {"dict_itemiterator", nullptr, methods},
                              {"dict_reversekeyiterator", nullptr, methods},
                              {"dict_reversevalueiterator", nullptr, methods},
                              {"dict_reverseitemiterator", nullptr, methods}};

} // namespace

Owned makeDictIterator(ThreadState &ts, Value dict, DictPart part,
                       bool backward) {
  auto *iterator = allocateContainer<DictIteratorObject>(
      ts, kShapes[backward][unsigned(part)]);
  if (!iterator)
    return {};
  iterator->dict = copyOf(dict).take();
  iterator->pair = kUndef;
  iterator->used = asDict(dict)->length;
  iterator->left = int64_t(asDict(dict)->length);
  iterator->position =
      backward ? int64_t(asDict(dict)->table->entryCount) - 1 : 0;
  return Owned::steal(iterator);
}

Owned dictKeyIterator(ThreadState &ts, Value dict) {
  return makeDictIterator(ts, dict, DictPart::Key, false);
}

Owned dictReversed(ThreadState &ts, Value dict, const Value *) {
  return makeDictIterator(ts, dict, DictPart::Key, true);
}

constinit TypeObject types::DictKeyIterator =
    iteratorType<DictPart::Key, false>(&specs[0]);
constinit TypeObject types::DictValueIterator =
    iteratorType<DictPart::Value, false>(&specs[1]);
constinit TypeObject types::DictItemIterator =
    iteratorType<DictPart::Item, false>(&specs[2]);
constinit TypeObject types::DictReverseKeyIterator =
    iteratorType<DictPart::Key, true>(&specs[3]);
constinit TypeObject types::DictReverseValueIterator =
    iteratorType<DictPart::Value, true>(&specs[4]);
constinit TypeObject types::DictReverseItemIterator =
    iteratorType<DictPart::Item, true>(&specs[5]);

} // namespace dxpy
