// slice objects and their bounds.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

struct SliceObject {
  ObjectHeader header;
  Word start, stop, step; ///< any value, None where left out
};

inline bool isSlice(Value v) { return hasShape(v, BuiltinShape::Slice); }
Owned makeSlice(ThreadState &ts, Value start, Value stop, Value step);

/// What a slice means for a sequence. First unpack_py, then adjust with the
/// length that the sequence has by then.
struct SliceBounds {
  int64_t start, stop, step;
  uint64_t length; ///< items that it names

  /// Bounds that are None or ints of 62 bits. False: anything else, or step 0.
  bool unpackPlain(Value first, Value last, Value by);
  /// Raises ValueError for step 0 and TypeError for what is no index.
  bool unpack_py(ThreadState &ts, Value slice);
  void adjust(uint64_t sequenceLength);
};

/// An argument like `start` of list.index: an index, clipped to int64.
bool sliceArgument_py(ThreadState &ts, Value value, int64_t &out);

} // namespace dxpy
