// set and frozenset objects.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

inline bool isAnySet(Value v) { return v && hasFlag(v, kSubclassSet); }
Owned makeSet(ThreadState &ts);
Owned makeFrozenSet_py(ThreadState &ts, Value iterable);
/// A constant of code: as CPython's compiler makes it, from the items of
/// another one in its order, which is the order that programs print.
Owned makeConstantFrozenSet_py(ThreadState &ts, Value items);
bool setAdd_py(ThreadState &ts, Value set, Value item);
int setContains_py(ThreadState &ts, Value set, Value item);
int setDiscard_py(ThreadState &ts, Value set,
                  Value item); ///< 1 removed, 0 absent, -1 raised
bool setUpdate_py(ThreadState &ts, Value set, Value iterable);
uint64_t setLength(Value set);
/// Is set \p a of ints of 62 bits a subset of set \p b? -1: other keys are in
/// it, setIsSubset_py knows.
int setIsSubsetOfInts(Value a, Value b);
/// The greatest or least key of a set of ints of 62 bits; null: something else
/// is in it, or nothing.
Value setExtremeInt(Value set, bool greatest);
bool setNext(Value set, uint64_t &position, Value &item);

} // namespace dxpy
