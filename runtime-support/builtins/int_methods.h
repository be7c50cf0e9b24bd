// The methods of int that have files of their own.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

Owned intToBytes(ThreadState &ts, Value self, const Value *args);
Owned intFromBytes(ThreadState &ts, Value cls, const Value *args);
Owned intFormat(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy
