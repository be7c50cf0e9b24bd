// iterator (over whatever has __getitem__) and callable_iterator.
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/objects/iterators.h"

namespace dxpy {

namespace {

struct SequenceIteratorObject {
  ObjectHeader header;
  Word sequence; ///< undef when exhausted
  int64_t index;
};
struct CallableIteratorObject {
  ObjectHeader header;
  Word callable, sentinel; ///< undef when exhausted
};

// iterator

/// sequence[index], through the sequence slot if there is one.
Owned itemOf_py(ThreadState &ts, Value sequence, int64_t index) {
  TypeObject *type = typeOf(sequence);
  // What a native type says of items by number, unless a class overrides it.
  if (type->slots.item &&
      type->slots.subscript == nativeBase(type)->slots.subscript)
    return type->slots.item(ts, sequence, index);
  Owned number = makeInt(ts, index);
  return number ? getItem_py(ts, sequence, number) : Owned();
}

Owned next(ThreadState &ts, Value self) {
  auto *iterator = self.as<SequenceIteratorObject>();
  if (iterator->sequence == kUndef)
    return {};
  if (iterator->index == INT64_MAX)
    return raise(ts, types::OverflowError, "iter index too large");
  Owned sequence = copyOf(Value(iterator->sequence));
  Owned item = itemOf_py(ts, sequence, iterator->index);
  if (item) {
    ++iterator->index;
    return item;
  }
  if (pendingMatches(ts, types::IndexError) ||
      pendingMatches(ts, types::StopIteration)) {
    clearException(ts);
    clearField(ts, &iterator->header, &iterator->sequence);
  }
  return {};
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<SequenceIteratorObject>();
  if (iterator->sequence == kUndef)
    return makeInt(ts, 0);
  if (!typeOf(Value(iterator->sequence))->slots.length)
    return ownedNotImplemented();
  int64_t length = length_py(ts, Value(iterator->sequence));
  if (length < 0)
    return {};
  return makeInt(ts, length > iterator->index ? length - iterator->index : 0);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<SequenceIteratorObject>();
  return reduceIterator_py(ts, "iter", iterator->sequence, iterator->index,
                           copyOf(emptyTuple()));
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = self.as<SequenceIteratorObject>();
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->sequence != kUndef)
    iterator->index = index < 0 ? 0 : index;
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__setstate__", setState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec spec = {"iterator", nullptr, methods};
using Fields =
    OwnedFields<SequenceIteratorObject, &SequenceIteratorObject::sequence>;

// callable_iterator

void exhaust(ThreadState &ts, CallableIteratorObject *iterator) {
  clearField(ts, &iterator->header, &iterator->callable);
  clearField(ts, &iterator->header, &iterator->sentinel);
}

Owned callNext(ThreadState &ts, Value self) {
  auto *iterator = self.as<CallableIteratorObject>();
  if (iterator->callable == kUndef)
    return {};
  Owned callable = copyOf(Value(iterator->callable));
  Owned result = call_py(ts, callable);
  if (iterator->sentinel == kUndef && result)
    return {}; // the call has exhausted this iterator
  if (!result) {
    if (pendingMatches(ts, types::StopIteration)) {
      clearException(ts);
      exhaust(ts, iterator);
    }
    return {};
  }
  Owned sentinel = copyOf(Value(iterator->sentinel));
  int equal = equal_py(ts, sentinel, result);
  if (equal == 0)
    return result;
  if (equal > 0)
    exhaust(ts, iterator);
  return {};
}

Owned callReduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = self.as<CallableIteratorObject>();
  if (iterator->callable == kUndef)
    return reduceIterator_py(ts, "iter", kUndef, 0, copyOf(emptyTuple()));
  Owned callable = copyOf(Value(iterator->callable));
  Owned sentinel = copyOf(Value(iterator->sentinel));
  Owned iter = builtinNamed_py(ts, "iter");
  if (!iter)
    return {};
  Owned args = makeTuple(ts, {callable.value(), sentinel.value()});
  return args ? makeTuple(ts, {iter.value(), args.value()}) : Owned();
}

constexpr MethodDef callMethods[] = {
    {"__reduce__", callReduce, "()", "Return state information for pickling."},
    {}};
constexpr TypeSpec callSpec = {"callable_iterator", nullptr, callMethods};
using CallFields =
    OwnedFields<CallableIteratorObject, &CallableIteratorObject::callable,
                &CallableIteratorObject::sentinel>;

} // namespace

Owned makeSequenceIterator(ThreadState &ts, Value sequence) {
  auto *iterator = allocateContainer<SequenceIteratorObject>(
      ts, BuiltinShape::SequenceIterator);
  if (!iterator)
    return {};
  iterator->sequence = copyOf(sequence).take();
  iterator->index = 0;
  return Owned::steal(iterator);
}

Owned makeCallableIterator(ThreadState &ts, Value callable, Value sentinel) {
  auto *iterator = allocateContainer<CallableIteratorObject>(
      ts, BuiltinShape::CallableIterator);
  if (!iterator)
    return {};
  iterator->callable = copyOf(callable).take();
  iterator->sentinel = copyOf(sentinel).take();
  return Owned::steal(iterator);
}

constinit TypeObject types::SequenceIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(SequenceIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

constinit TypeObject types::CallableIterator = {
    .header = typeHeader(),
    .spec = &callSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(CallableIteratorObject),
    .slots = {.deallocate = CallFields::deallocate,
              .visit = CallFields::visit,
              .clear = CallFields::clear,
              .iter = iterateSelf,
              .next = callNext}};

} // namespace dxpy
