// What the files of builtins share: allocation of small container objects,
// their visit, clear and deallocate slots, item comparison.
#pragma once
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// An exact instance of a builtin type; the caller sets the fields. Null:
/// MemoryError is pending.
template <typename T, CellKind Kind = CellKind::Container>
T *allocateContainer(ThreadState &ts, BuiltinShape shape) {
  auto *object = static_cast<T *>(allocateCell(&ts, sizeof(T), Kind));
  if (!object) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &object->header, shapeId(shape), Kind, sizeof(T));
  return object;
}
/// The same for objects that hold numbers only.
template <typename T> T *allocateLeaf(ThreadState &ts, BuiltinShape shape) {
  return allocateContainer<T, CellKind::Leaf>(ts, shape);
}

/// The slots visit, clear and deallocate of a struct whose owned fields are
/// \p Fields, in layout order.
template <typename T, Word T::*...Fields> struct OwnedFields {
  static void visit(ObjectHeader *self, Visitor &visitor) {
    (visitor(reinterpret_cast<T *>(self)->*Fields), ...);
  }
  static void clear(ThreadState &ts, ObjectHeader *self) {
    (clearField(ts, self, &(reinterpret_cast<T *>(self)->*Fields)), ...);
  }
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    clear(ts, self);
    freeObject(ts, self, shapeOf(self)->type->basicSize);
  }
};

/// (first, second), both taken over, in the tuple at \p field if nobody else
/// holds it, as CPython does; the first one is kept there.
inline Owned reusedPair(ThreadState &ts, ObjectHeader *iterator, Word *field,
                        Owned first, Owned second) {
  if (*field != kUndef && isUnique(&ts, objectOf(*field))) [[likely]] {
    Owned result = copyOf(Value(*field));
    auto *tuple = result.as<TupleObject>();
    storeField(ts, &tuple->header, &tuple->items[0], std::move(first));
    storeField(ts, &tuple->header, &tuple->items[1], std::move(second));
    return result;
  }
  Word words[] = {first.take(), second.take()};
  Owned result = makeTupleStealing(ts, words, 2);
  if (result && *field == kUndef)
    storeField(ts, iterator, field, copyOf(result));
  return result;
}

/// `iter` slot of iterators.
inline Owned iterateSelf(ThreadState &, Value self) { return copyOf(self); }

/// How the errors of converted arguments name the type of \p value.
inline MessageArg argumentType(Value value) {
  return value.isNone() ? MessageArg("None") : MessageArg(typeOf(value));
}

/// Equality of items as containers mean it: identity first. 0, 1; -1 raised.
inline int equalItems_py(ThreadState &ts, Value a, Value b) {
  if (a == b)
    return 1;
  if (bothSmallInts(a.word(), b.word()))
    return 0;
  if (isExactStr(a) && isExactStr(b))
    return strEqual(a, b);
  return equal_py(ts, a, b);
}

/// `a op b` of two lengths or other numbers.
inline Owned compareNumbers(int64_t a, int64_t b, CompareOp op) {
  switch (op) {
  case CompareOp::Lt:
    return ownedBool(a < b);
  case CompareOp::Le:
    return ownedBool(a <= b);
  case CompareOp::Eq:
    return ownedBool(a == b);
  case CompareOp::Ne:
    return ownedBool(a != b);
  case CompareOp::Gt:
    return ownedBool(a > b);
  case CompareOp::Ge:
    return ownedBool(a >= b);
  }
  return {};
}

/// __class_getitem__ of generic builtin types.
Owned classGetItem(ThreadState &ts, Value cls, const Value *args);

/// `builtins.name`, for __reduce__.
Owned builtinNamed_py(ThreadState &ts, std::string_view name);

/// The state of __setstate__ as int64, with the errors of an int that a
/// pickle has spoiled.
bool stateIndex(ThreadState &ts, Value state, int64_t &index);

/// An argument of a native function that counts or indexes: __index__, then
/// OverflowError if it does not fit int64.
bool sizeArgument_py(ThreadState &ts, Value value, int64_t &out);

/// The index that `sequence[key]` means, not yet adjusted to the length; too
/// large: IndexError. False: raised.
bool subscriptIndex_py(ThreadState &ts, Value key, int64_t &index);

} // namespace dxpy
