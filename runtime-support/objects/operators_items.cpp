// Containers and iteration: len, subscripts, in, iter, next.
#include "runtime-support/inline/containers.h"
#include "runtime-support/inline/generators.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/objects/iterators.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

/// Subscripts of objects that only have the sequence slot.
Owned getSequenceItem(ThreadState &ts, slot::Index item, Value object,
                      Value key) {
  if (!typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "sequence index must be integer, not '{}'", {typeOf(key)});
  int64_t index = toIndexInt64_py(ts, key, &types::IndexError);
  if (index == -1 && pendingException(ts))
    return {};
  if (index < 0 && typeOf(object)->slots.length) {
    int64_t length = typeOf(object)->slots.length(ts, object);
    if (length < 0)
      return {};
    index += length;
  }
  return item(ts, object, index);
}

/// `Class[key]`
Owned getClassItem(ThreadState &ts, Value type, Value key) {
  if (type == Value(&types::Type))
    return makeGenericAlias(ts, type, key);
  Owned method = getAttrOptional_py(ts, type, Value(&names::__class_getitem__));
  if (method && !method.value().isNone())
    return call_py(ts, method, {key});
  if (pendingException(ts))
    return {};
  return raise(ts, types::TypeError, "type '{}' is not subscriptable",
               {type.as<TypeObject>()});
}

/// What CPython's messages tell by: all classes, and builtin types with some
/// operation of sequences.
bool hasSequenceSlots(const TypeObject *type) {
  const TypeSlots &slots = type->slots;
  return (type->flags & kTypeHeap) || slots.item || slots.contains ||
         slots.concatenate || slots.repeat;
}

bool isSequence(const TypeObject *type) {
  return type->slots.item && !(type->flags & kSubclassDict);
}

} // namespace

int64_t length_py(ThreadState &ts, Value object) {
  if (slot::Length length = typeOf(object)->slots.length)
    return length(ts, object);
  return raise(ts, types::TypeError, "object of type '{}' has no len()",
               {typeOf(object)});
}

int64_t lengthHint_py(ThreadState &ts, Value object, int64_t fallback) {
  if (slot::Length slot = typeOf(object)->slots.length) {
    int64_t length = slot(ts, object);
    if (length >= 0)
      return length;
    if (!pendingMatches(ts, types::TypeError))
      return -1;
    clearException(ts);
  }
  FoundMethod method =
      findSpecial_py(ts, object, Value(&names::__length_hint__));
  if (!method)
    return pendingException(ts) ? -1 : fallback;
  Owned result = callFound_py(ts, method, object, {});
  if (!result) {
    if (!pendingMatches(ts, types::TypeError))
      return -1;
    clearException(ts);
    return fallback;
  }
  if (result.value().isNotImplemented())
    return fallback;
  if (!isInt(result))
    return raise(ts, types::TypeError,
                 "__length_hint__ must be an integer, not {}",
                 {typeOf(result)});
  int64_t hint;
  if (!intFitsInt64(result, hint))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  if (hint < 0)
    return raise(ts, types::ValueError, "__length_hint__() should return >= 0");
  return hint;
}

Owned getItem_py(ThreadState &ts, Value object, Value key) {
  const TypeSlots &slots = typeOf(object)->slots;
  if (slots.subscript)
    return slots.subscript(ts, object, key);
  if (slots.item)
    return getSequenceItem(ts, slots.item, object, key);
  if (hasFlag(object, kSubclassType))
    return getClassItem(ts, object, key);
  return raise(ts, types::TypeError, "'{}' object is not subscriptable",
               {typeOf(object)});
}

bool setItem_py(ThreadState &ts, Value object, Value key, Value value) {
  if (slot::SetSubscript set = typeOf(object)->slots.setSubscript)
    return set(ts, object, key, value);
  bool negated = !value && hasSequenceSlots(typeOf(object)) &&
                 (isInt(key) || typeOf(key)->slots.index);
  return raise(ts, types::TypeError,
               value     ? "'{}' object does not support item assignment"
               : negated ? "'{}' object doesn't support item deletion"
                         : "'{}' object does not support item deletion",
               {typeOf(object)});
}

int searchIterable_py(ThreadState &ts, Value container, Value item) {
  Owned iterator = getIter_py(ts, container);
  if (!iterator) {
    if (!pendingMatches(ts, types::TypeError))
      return -1;
    clearException(ts);
    return raise(ts, types::TypeError, "argument of type '{}' is not iterable",
                 {typeOf(container)});
  }
  while (Owned candidate = next_py(ts, iterator)) {
    int equal = equal_py(ts, candidate, item);
    if (equal != 0)
      return equal;
  }
  return pendingException(ts) ? -1 : 0;
}

int contains_py(ThreadState &ts, Value container, Value item) {
  if (slot::Contains contains = typeOf(container)->slots.contains)
    return contains(ts, container, item);
  return searchIterable_py(ts, container, item);
}

Owned getIter_py(ThreadState &ts, Value object) {
  TypeObject *type = typeOf(object);
  if (!type->slots.iter) {
    if (isSequence(type))
      return makeSequenceIterator(ts, object);
    return raise(ts, types::TypeError, "'{}' object is not iterable", {type});
  }
  Owned iterator = type->slots.iter(ts, object);
  if (iterator && !typeOf(iterator)->slots.next)
    return raise(ts, types::TypeError,
                 "iter() returned non-iterator of type '{}'",
                 {typeOf(iterator)});
  return iterator;
}

/// The next item of the iterators whose steps are inlined; 0: ask the slot.
static inline Word quickNext(ThreadState *ts, Word iterator) {
  if (!isPointer(iterator))
    return 0;
  uint32_t shape = objectOf(iterator)->shape;
  if (shape == shapeId(BuiltinShape::RangeIterator))
    return rangeIteratorNext(ts,
                             reinterpret_cast<RangeIteratorObject *>(iterator));
  if (shape == shapeId(BuiltinShape::ListIterator))
    return listIteratorNext(ts,
                            reinterpret_cast<ListIteratorObject *>(iterator));
  if (shape == shapeId(BuiltinShape::TupleIterator))
    return tupleIteratorNext(ts,
                             reinterpret_cast<TupleIteratorObject *>(iterator));
  return 0;
}

Owned next_py(ThreadState &ts, Value iterator) {
  if (Word w = quickNext(&ts, iterator.word()))
    return Owned::steal(w);
  if (GeneratorObject *generator = nativeGenerator(iterator.word())) {
    Word item = nextNatively(&ts, generator);
    return Owned::steal(item == kUndef ? kError : item);
  }
  return nextBySlot_py(ts, iterator);
}

Owned nextBySlot_py(ThreadState &ts, Value iterator) {
  slot::Unary next = typeOf(iterator)->slots.next;
  if (!next)
    return raise(ts, types::TypeError, "'{}' object is not an iterator",
                 {typeOf(iterator)});
  Owned item = next(ts, iterator);
  if (!item && pendingException(ts) && pendingMatches(ts, types::StopIteration))
    clearException(ts);
  return item;
}

} // namespace dxpy
