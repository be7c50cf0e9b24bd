// Iterators that the object model makes for objects without their own.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

/// iter() of an object that has __getitem__ only.
Owned makeSequenceIterator(ThreadState &ts, Value sequence);
/// iter(callable, sentinel)
Owned makeCallableIterator(ThreadState &ts, Value callable, Value sentinel);

} // namespace dxpy
