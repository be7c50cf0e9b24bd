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
  /// Both for steps of 1 and -1. False: other bounds than unpackPlain takes, or
  /// another step.
  bool unpackAdjacent(Value first, Value last, Value by,
                      uint64_t sequenceLength);
};

inline bool plainBound(Value value, int64_t fallback, int64_t &out) {
  out = value.isSmallInt() ? value.smallInt() : fallback;
  return value.isSmallInt() || value.isNone();
}

inline bool SliceBounds::unpackPlain(Value first, Value last, Value by) {
  return plainBound(by, 1, step) && step != 0 &&
         plainBound(first, step < 0 ? INT64_MAX : 0, start) &&
         plainBound(last, step < 0 ? INT64_MIN : INT64_MAX, stop);
}

inline int64_t adjustedBound(int64_t bound, int64_t step, int64_t length) {
  if (bound < 0) {
    bound += length;
    return bound >= 0 ? bound : step < 0 ? -1 : 0;
  }
  if (bound >= length)
    return step < 0 ? length - 1 : length;
  return bound;
}

inline void SliceBounds::adjust(uint64_t sequenceLength) {
  start = adjustedBound(start, step, int64_t(sequenceLength));
  stop = adjustedBound(stop, step, int64_t(sequenceLength));
  length = 0;
  if (step == 1) {
    length = start < stop ? uint64_t(stop - start) : 0;
    return;
  }
  if (step == -1)
    length = stop < start ? uint64_t(start - stop) : 0;
  else if (step < 0 && stop < start)
    length = uint64_t(start - stop - 1) / uint64_t(-step) + 1;
  else if (step > 0 && start < stop)
    length = uint64_t(stop - start - 1) / uint64_t(step) + 1;
}

inline bool SliceBounds::unpackAdjacent(Value first, Value last, Value by,
                                        uint64_t sequenceLength) {
  bool back = by == Value(smallIntWord(-1));
  if (!back && !by.isNone() && by != Value(smallIntWord(1)))
    return false;
  step = back ? -1 : 1;
  auto size = int64_t(sequenceLength);
  if (first.isNone())
    start = back ? size - 1 : 0;
  else if (!first.isSmallInt())
    return false;
  else if (start = first.smallInt(); uint64_t(start) >= sequenceLength)
    start = adjustedBound(start, step, size);
  if (last.isNone())
    stop = back ? -1 : size;
  else if (!last.isSmallInt())
    return false;
  else if (stop = last.smallInt(); uint64_t(stop) >= sequenceLength)
    stop = adjustedBound(stop, step, size);
  int64_t count = back ? start - stop : stop - start;
  length = count > 0 ? uint64_t(count) : 0;
  return true;
}

/// An argument like `start` of list.index: an index, clipped to int64.
bool sliceArgument_py(ThreadState &ts, Value value, int64_t &out);

} // namespace dxpy
