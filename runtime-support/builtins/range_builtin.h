// Making ranges and their iterators.
#pragma once
#include "runtime-support/builtins/integers.h"
#include "runtime-support/inline/containers.h"

namespace dxpy {

inline bool isRange(Value v) { return hasShape(v, BuiltinShape::Range); }
/// range(start, stop, step) of exact ints, step not 0.
Owned makeRange(ThreadState &ts, Value start, Value stop, Value step);
/// An iterator over \p length items; a range_iterator if all fits int64.
/// reversed(range)
Owned reverseRange(ThreadState &ts, Value range);
Owned makeRangeIterator(ThreadState &ts, Value start, Value step, Value length);

} // namespace dxpy
