// set and frozenset objects.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

inline bool isAnySet(Value v) { return v && hasFlag(v, kSubclassSet); }
Owned makeSet(ThreadState &ts);
Owned makeFrozenSet_py(ThreadState &ts, Value iterable);
bool setAdd_py(ThreadState &ts, Value set, Value item);
int setContains_py(ThreadState &ts, Value set, Value item);
int setDiscard_py(ThreadState &ts, Value set,
                  Value item); ///< 1 removed, 0 absent, -1 raised
bool setUpdate_py(ThreadState &ts, Value set, Value iterable);
uint64_t setLength(Value set);
bool setNext(Value set, uint64_t &position, Value &item);

} // namespace dxpy
