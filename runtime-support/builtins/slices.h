// Slices of the builtin sequences by bounds, without a slice object. The bounds
// are as SliceBounds::unpack_py leaves them: not adjusted to a length.
#pragma once
#include "runtime-support/objects/slice.h"

namespace dxpy {

// Of exact objects and instances of subclasses alike.
Owned listSliced(ThreadState &ts, Value list, SliceBounds bounds);
Owned tupleSliced(ThreadState &ts, Value tuple, SliceBounds bounds);
Owned strSliced(ThreadState &ts, Value str, SliceBounds bounds);
/// list[bounds] = value; null: delete.
bool listAssignSlice_py(ThreadState &ts, Value list, SliceBounds bounds,
                        Value value);

} // namespace dxpy
