// set_iterator, and the pickling of sets.
#include "runtime-support/builtins/set_builtin.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

using set_internal::asSet;

SetIteratorObject *asIterator(Value v) { return v.as<SetIteratorObject>(); }

Owned next(ThreadState &ts, Value self) {
  SetIteratorObject *iterator = asIterator(self);
  if (iterator->set == kUndef)
    return {};
  Value set(iterator->set);
  if (iterator->used != asSet(set)->length) {
    iterator->used = ~uint64_t(0);
    return raise(ts, types::RuntimeError, "Set changed size during iteration");
  }
  if (const SetEntry *entry =
          set_internal::nextEntry(asSet(set), iterator->position)) {
    --iterator->left;
    return copyOf(Value(entry->key));
  }
  clearField(ts, &iterator->header, &iterator->set);
  return {};
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  SetIteratorObject *iterator = asIterator(self);
  bool valid = iterator->set != kUndef &&
               iterator->used == setLength(Value(iterator->set));
  return makeUnsigned(ts, valid ? iterator->left : 0);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  SetIteratorObject *iterator = asIterator(self);
  Owned rest = makeList(ts);
  if (!rest)
    return {};
  if (iterator->set != kUndef) {
    Owned copy = setIter(ts, Value(iterator->set));
    if (!copy)
      return {};
    asIterator(copy)->used = iterator->used;
    asIterator(copy)->position = iterator->position;
    asIterator(copy)->left = iterator->left;
    if (!listExtend_py(ts, rest, copy))
      return {};
  }
  Owned args = makeTuple(ts, {rest.value()});
  Owned iter = args ? builtinNamed_py(ts, "iter") : Owned();
  return iter ? makeTuple(ts, {iter.value(), args.value()}) : Owned();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {}};
constexpr TypeSpec spec = {"set_iterator", nullptr, methods};
using Fields = OwnedFields<SetIteratorObject, &SetIteratorObject::set>;

} // namespace

Owned setIter(ThreadState &ts, Value self) {
  auto *iterator =
      allocateContainer<SetIteratorObject>(ts, BuiltinShape::SetIterator);
  if (!iterator)
    return {};
  iterator->set = copyOf(self).take();
  iterator->used = iterator->left = setLength(self);
  iterator->position = 0;
  return Owned::steal(iterator);
}

/// (type, ([items],), state)
Owned setReduce(ThreadState &ts, Value self, const Value *) {
  Owned items = listFromIterable_py(ts, self);
  Owned args = items ? makeTuple(ts, {items.value()}) : Owned();
  if (!args)
    return {};
  Owned state = callMethod_py(ts, self, Value(&names::__getstate__));
  return state
             ? makeTuple(ts, {Value(typeOf(self)), args.value(), state.value()})
             : Owned();
}

Owned setSizeOf(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, typeOf(self)->basicSize +
                              set_internal::tableBytes(asSet(self)));
}

constinit TypeObject types::SetIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(SetIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

} // namespace dxpy
