// Iterators that the object model makes for objects without their own.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

struct ListReverseIteratorObject {
  ObjectHeader header;
  Word list; ///< undef when exhausted
  int64_t index;
};

/// iter() of an object that has __getitem__ only.
Owned makeSequenceIterator(ThreadState &ts, Value sequence);
/// iter(callable, sentinel)
Owned makeCallableIterator(ThreadState &ts, Value callable, Value sentinel);

} // namespace dxpy
