// The pickle protocol of object: __reduce_ex__, __reduce__, __getstate__.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

Owned objectReduceEx(ThreadState &ts, Value self, const Value *args);
Owned objectReduce(ThreadState &ts, Value self, const Value *args);
/// What self.__getstate__() gives; \p required: TypeError if CPython's default
/// cannot copy what the object holds.
Owned stateOf(ThreadState &ts, Value self, bool required);
Owned objectGetState(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy
