// Iterators over deques, and what iterates them: comparison.
#include "stdlib/collections/deque.h"

namespace dxpy::collections {

bool checkUnchanged(ThreadState &ts, DequeObject *deque, uint64_t changes) {
  return deque->changes == changes ||
         raise(ts, types::RuntimeError, "deque mutated during iteration");
}

namespace {

struct IteratorObject {
  ObjectHeader header;
  Word deque;
  uint64_t index; ///< of the next item, from the end that comes first
  uint64_t left;
  uint64_t changes; ///< of the deque when the iteration began
};

IteratorObject *asIterator(Value v) { return v.as<IteratorObject>(); }

Owned makeIterator(ThreadState &ts, TypeObject *type, Value deque) {
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  IteratorObject *iterator = asIterator(result);
  iterator->deque = copyOf(deque).take();
  iterator->left = asDeque(deque)->length;
  iterator->changes = asDeque(deque)->changes;
  return result;
}

template <bool backward> Owned next(ThreadState &ts, Value self) {
  IteratorObject *iterator = asIterator(self);
  DequeObject *deque = asDeque(Value(iterator->deque));
  if (deque->changes != iterator->changes) {
    iterator->left = 0;
    checkUnchanged(ts, deque, iterator->changes);
    return {};
  }
  if (!iterator->left)
    return {};
  --iterator->left;
  uint64_t i = iterator->index++;
  return dequeItem(deque, backward ? deque->length - 1 - i : i);
}

/// (deque, index=0)
Owned newIterator(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError,
                 "function takes at least 1 argument (0 given)");
  if (args.positionalCount > 2)
    return raise(ts, types::TypeError,
                 "function takes at most 2 arguments ({} given)",
                 {args.positionalCount});
  if (!isDeque(args[0]))
    return raise(ts, types::TypeError,
                 "argument 1 must be collections.deque, not {}",
                 {nativeQualifiedName(typeOf(args[0]))});
  int64_t skip = 0;
  if (args.positionalCount == 2 && !sizeArgument_py(ts, args[1], skip))
    return {};
  Owned result = makeIterator(ts, type, args[0]);
  if (!result)
    return {};
  IteratorObject *iterator = asIterator(result);
  uint64_t skipped = skip < 0                          ? 0
                     : uint64_t(skip) > iterator->left ? iterator->left
                                                       : uint64_t(skip);
  iterator->index = skipped;
  iterator->left -= skipped;
  return result;
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, int64_t(asIterator(self)->left));
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Value deque(asIterator(self)->deque);
  Owned index =
      makeInt(ts, int64_t(asDeque(deque)->length - asIterator(self)->left));
  Owned args = index ? makeTuple(ts, {deque, index.value()}) : Owned();
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {}};
constexpr TypeSpec forwardSpec = {"_collections._deque_iterator", nullptr,
                                  methods};
constexpr TypeSpec backwardSpec = {"_collections._deque_reverse_iterator",
                                   nullptr, methods};
using Fields = OwnedFields<IteratorObject, &IteratorObject::deque>;

} // namespace

Owned dequeIter(ThreadState &ts, Value self) {
  return makeIterator(ts, &dequeIteratorType, self);
}

Owned dequeReversed(ThreadState &ts, Value self, const Value *) {
  return makeIterator(ts, &dequeReverseIteratorType, self);
}

Owned dequeCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isDeque(other) || !isDeque(self))
    return ownedNotImplemented();
  int64_t length = int64_t(asDeque(self)->length),
          otherLength = int64_t(asDeque(other)->length);
  if (op == CompareOp::Eq || op == CompareOp::Ne) {
    if (self == other)
      return ownedBool(op == CompareOp::Eq);
    if (length != otherLength)
      return ownedBool(op == CompareOp::Ne);
  }
  Owned left = dequeIter(ts, self), right = dequeIter(ts, other);
  if (!left || !right)
    return {};
  for (;;) {
    Owned a = next_py(ts, left);
    if (!a && pendingException(ts))
      return {};
    Owned b = next_py(ts, right);
    if (!b && pendingException(ts))
      return {};
    if (!a || !b)
      return compareNumbers(a ? 1 : 0, b ? 1 : 0, op);
    int equal = equalItems_py(ts, a, b);
    if (equal < 0)
      return {};
    if (!equal) {
      int holds = compareBool_py(ts, a, b, op);
      return holds < 0 ? Owned() : ownedBool(holds);
    }
  }
}

constinit TypeObject dequeIteratorType = {
    .header = typeHeader(),
    .spec = &forwardSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(IteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .iter = iterateSelf,
              .next = next<false>,
              .new_ = newIterator}};
constinit TypeObject dequeReverseIteratorType = {
    .header = typeHeader(),
    .spec = &backwardSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(IteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .iter = iterateSelf,
              .next = next<true>,
              .new_ = newIterator}};

} // namespace dxpy::collections
