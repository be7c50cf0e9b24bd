// What the files of set and frozenset share: the operations in set_algebra.cpp.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/set_internal.h"

namespace dxpy {

/// The builtin type whose instance the result of an operation on \p set is.
inline TypeObject *setBaseType(Value set) {
  return set_internal::isFrozen(set) ? &types::FrozenSet : &types::Set;
}
/// set.copy() as operators mean it: of the builtin type.
Owned setCopy(ThreadState &ts, Value set);
Owned setIntersection_py(ThreadState &ts, Value set, Value other);
Owned setDifference_py(ThreadState &ts, Value set, Value other);
bool setDifferenceUpdate_py(ThreadState &ts, Value set, Value other);
bool setSymmetricUpdate_py(ThreadState &ts, Value set, Value other);
Owned setSymmetricDifference_py(ThreadState &ts, Value set, Value other);
/// 0, 1; -1 raised.
int setIsSubset_py(ThreadState &ts, Value set, Value other);
int setIsSuperset_py(ThreadState &ts, Value set, Value other);
int setIsDisjoint_py(ThreadState &ts, Value set, Value other);
/// The contents of \p from, which is given up, become those of \p set.
void setReplaceContents(ThreadState &ts, Value set, Owned from);

/// Is \p item of a set or frozenset in the set? A set is looked up as the
/// frozenset of its items. 0, 1; -1 raised.
int setContainsSlot(ThreadState &ts, Value self, Value item);
Owned setIter(ThreadState &ts, Value self);
Owned setReduce(ThreadState &ts, Value self, const Value *args);
Owned setSizeOf(ThreadState &ts, Value self, const Value *args);

// Slots and methods of both types.
Owned setRepr(ThreadState &ts, Value self);
Owned setCompare(ThreadState &ts, Value self, Value other, CompareOp op);
int64_t setLengthSlot(ThreadState &ts, Value self);
Owned setAnd(ThreadState &ts, Value left, Value right);
Owned setOr(ThreadState &ts, Value left, Value right);
Owned setXor(ThreadState &ts, Value left, Value right);
Owned setSubtract(ThreadState &ts, Value left, Value right);

} // namespace dxpy
