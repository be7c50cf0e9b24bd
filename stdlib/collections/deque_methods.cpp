// The methods of deque.
#include "runtime-support/objects/slice.h"
#include "stdlib/collections/deque.h"

namespace dxpy::collections {

namespace {

Owned append(ThreadState &ts, Value self, const Value *args) {
  return dequeAppend(ts, asDeque(self), copyOf(args[0])) ? ownedNone()
                                                         : Owned();
}

Owned appendLeft(ThreadState &ts, Value self, const Value *args) {
  return dequeAppendLeft(ts, asDeque(self), copyOf(args[0])) ? ownedNone()
                                                             : Owned();
}

Owned pop(ThreadState &ts, Value self, const Value *) {
  if (!asDeque(self)->length)
    return raise(ts, types::IndexError, "pop from an empty deque");
  return dequeTakeLast(ts, asDeque(self));
}

Owned popLeft(ThreadState &ts, Value self, const Value *) {
  if (!asDeque(self)->length)
    return raise(ts, types::IndexError, "pop from an empty deque");
  return dequeTakeFirst(ts, asDeque(self));
}

Owned clear(ThreadState &ts, Value self, const Value *) {
  dequeClear(ts, asDeque(self));
  return ownedNone();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return dequeCopy_py(ts, self);
}

Owned extend(ThreadState &ts, Value self, const Value *args) {
  return dequeExtend_py(ts, self, args[0]) ? ownedNone() : Owned();
}

Owned extendLeft(ThreadState &ts, Value self, const Value *args) {
  DequeObject *deque = asDeque(self);
  Owned items = self == args[0] ? dequeToList(ts, deque) : copyOf(args[0]);
  bool done = items && forEach_py(ts, items, [&](Value item) {
                return dequeAppendLeft(ts, deque, copyOf(item));
              });
  return done ? ownedNone() : Owned();
}

Owned count(ThreadState &ts, Value self, const Value *args) {
  DequeObject *deque = asDeque(self);
  uint64_t changes = deque->changes;
  int64_t found = 0;
  for (uint64_t i = 0; i < deque->length; ++i) {
    Owned item = dequeItem(deque, i);
    int equal = equalItems_py(ts, item, args[0]);
    if (equal < 0 || !checkUnchanged(ts, deque, changes))
      return {};
    found += equal;
  }
  return makeInt(ts, found);
}

Owned notInDeque(ThreadState &ts, Value value) {
  return raise(ts, types::ValueError, "{} is not in deque",
               {MessageArg::repr(value)});
}

Owned index(ThreadState &ts, Value self, const Value *args) {
  DequeObject *deque = asDeque(self);
  int64_t start = 0, stop = INT64_MAX;
  if ((args[1] && !sliceArgument_py(ts, args[1], start)) ||
      (args[2] && !sliceArgument_py(ts, args[2], stop)))
    return {};
  int64_t length = int64_t(deque->length);
  if (start < 0 && (start += length) < 0)
    start = 0;
  if (stop < 0 && (stop += length) < 0)
    stop = 0;
  if (stop > length)
    stop = length;
  uint64_t changes = deque->changes;
  for (int64_t i = start; i < stop; ++i) {
    Owned item = dequeItem(deque, uint64_t(i));
    int equal = equalItems_py(ts, item, args[0]);
    if (equal > 0)
      return makeInt(ts, i);
    if (equal < 0 || !checkUnchanged(ts, deque, changes))
      return {};
  }
  return notInDeque(ts, args[0]);
}

Owned insert(ThreadState &ts, Value self, const Value *args) {
  int64_t at;
  if (!sizeArgument_py(ts, args[0], at))
    return {};
  DequeObject *deque = asDeque(self);
  int64_t length = int64_t(deque->length);
  if (deque->maxLength == length)
    return raise(ts, types::IndexError, "deque already at its maximum size");
  if (at >= length)
    return append(ts, self, args + 1);
  if (at <= -length || at == 0)
    return appendLeft(ts, self, args + 1);
  dequeRotate(deque, -at);
  bool done = at < 0 ? dequeAppend(ts, deque, copyOf(args[1]))
                     : dequeAppendLeft(ts, deque, copyOf(args[1]));
  if (!done)
    return {};
  dequeRotate(deque, at);
  return ownedNone();
}

Owned remove(ThreadState &ts, Value self, const Value *args) {
  DequeObject *deque = asDeque(self);
  uint64_t changes = deque->changes;
  for (uint64_t i = 0; i < deque->length; ++i) {
    Owned item = dequeItem(deque, i);
    int equal = equalItems_py(ts, item, args[0]);
    if (equal < 0)
      return {};
    if (deque->changes != changes)
      return raise(ts, types::IndexError, "deque mutated during iteration");
    if (equal)
      return dequeDelete(ts, deque, int64_t(i)) ? ownedNone() : Owned();
  }
  return notInDeque(ts, args[0]);
}

Owned reverse(ThreadState &, Value self, const Value *) {
  DequeObject *deque = asDeque(self);
  for (uint64_t i = 0; i < deque->length / 2; ++i)
    std::swap(*dequeSlot(deque, i), *dequeSlot(deque, deque->length - 1 - i));
  return ownedNone();
}

Owned rotate(ThreadState &ts, Value self, const Value *args) {
  int64_t steps = 1;
  if (args[0] && !sizeArgument_py(ts, args[0], steps))
    return {};
  dequeRotate(asDeque(self), steps);
  return ownedNone();
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned state = callMethod_py(ts, self, Value(&names::__getstate__));
  Owned iterator = state ? getIter_py(ts, self) : Owned();
  if (!iterator)
    return {};
  Owned args = copyOf(emptyTuple());
  if (asDeque(self)->maxLength >= 0) {
    Owned most = makeInt(ts, asDeque(self)->maxLength);
    args = most ? makeTuple(ts, {emptyTuple(), most.value()}) : Owned();
  }
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value(), state.value(),
                               iterator.value()})
              : Owned();
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, int64_t(typeOf(self)->basicSize +
                             asDeque(self)->capacity * sizeof(Word)));
}

Owned maxLengthOf(ThreadState &ts, Value self) {
  int64_t most = asDeque(self)->maxLength;
  return most < 0 ? ownedNone() : makeInt(ts, most);
}

constexpr GetSetDef getSets[] = {
    {"maxlen", maxLengthOf, nullptr,
     "maximum size of a deque or None if unbounded"},
    {}};

constexpr char kCopyDoc[] = "Return a shallow copy of a deque.";

constexpr MethodDef methods[] = {
    {"append", append, "(item, /)",
     "Add an element to the right side of the deque."},
    {"appendleft", appendLeft, "(item, /)",
     "Add an element to the left side of the deque."},
    {"clear", clear, "()", "Remove all elements from the deque."},
    {"__copy__", copy, "()", kCopyDoc},
    {"copy", copy, "()", kCopyDoc},
    {"count", count, "(value, /)",
     "D.count(value) -> integer -- return number of occurrences of value"},
    {"extend", extend, "(iterable, /)",
     "Extend the right side of the deque with elements from the iterable"},
    {"extendleft", extendLeft, "(iterable, /)",
     "Extend the left side of the deque with elements from the iterable"},
    {"index", index, "(value, start=0, stop=None, /)",
     "D.index(value, [start, [stop]]) -> integer -- return first index of "
     "value.\nRaises ValueError if the value is not present."},
    {"insert", insert, "(index, object, /)",
     "D.insert(index, object) -- insert object before index"},
    {"pop", pop, "()", "Remove and return the rightmost element."},
    {"popleft", popLeft, "()", "Remove and return the leftmost element."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"remove", remove, "(value, /)",
     "D.remove(value) -- remove first occurrence of value."},
    {"__reversed__", dequeReversed, "()",
     "D.__reversed__() -- return a reverse iterator over the deque"},
    {"reverse", reverse, "()", "D.reverse() -- reverse *IN PLACE*"},
    {"rotate", rotate, "(n=1, /)",
     "Rotate the deque n steps to the right (default n=1).  If n is negative, "
     "rotates left."},
    {"__sizeof__", sizeOf, "()",
     "D.__sizeof__() -- size of D in memory, in bytes"},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};

} // namespace

constinit const TypeSpec dequeSpec = {
    "collections.deque",
    "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence "
    "optimized for data accesses near its endpoints.",
    methods, getSets};

} // namespace dxpy::collections
