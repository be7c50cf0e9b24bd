// Comparison, search and pickling that tuple and list share. A sequence is seen
// through `length(sequence)` and `item(ts, sequence, i)`, and is looked at
// again after each comparison, which may have changed it.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/objects/repr_guard.h"
#include "runtime-support/objects/slice.h"

namespace dxpy {

template <typename Access> struct SequenceMethods {
  static Owned compare(ThreadState &ts, Value a, Value b, CompareOp op) {
    uint64_t i = 0;
    Owned x, y;
    for (; i < Access::length(a) && i < Access::length(b); ++i) {
      x = Access::item(ts, a, i);
      y = Access::item(ts, b, i);
      if (!x || !y)
        return {};
      int equal = equalItems_py(ts, x, y);
      if (equal < 0)
        return {};
      if (!equal)
        break;
    }
    // Also where comparing has made one shorter.
    if (i >= Access::length(a) || i >= Access::length(b))
      return compareNumbers(int64_t(Access::length(a)),
                            int64_t(Access::length(b)), op);
    if (op == CompareOp::Eq || op == CompareOp::Ne)
      return ownedBool(op == CompareOp::Ne);
    return compare_py(ts, x, y, op);
  }

  /// Index of the first item of [start, stop) equal to \p value, or -1; check
  /// pendingException().
  static int64_t find_py(ThreadState &ts, Value self, Value value,
                         int64_t start = 0, int64_t stop = INT64_MAX) {
    for (int64_t i = start; i < stop && i < int64_t(Access::length(self));
         ++i) {
      Owned item = Access::item(ts, self, uint64_t(i));
      int equal = item ? equalItems_py(ts, item, value) : -1;
      if (equal < 0)
        return -1;
      if (equal)
        return i;
    }
    return -1;
  }

  static Owned count(ThreadState &ts, Value self, const Value *args) {
    int64_t found = 0;
    for (uint64_t i = 0; i < Access::length(self); ++i) {
      Owned item = Access::item(ts, self, i);
      int equal = item ? equalItems_py(ts, item, args[0]) : -1;
      if (equal < 0)
        return {};
      found += equal;
    }
    return makeInt(ts, found);
  }

  /// The arguments `start` and `stop` of index().
  static bool bounds_py(ThreadState &ts, Value self, const Value *args,
                        int64_t &start, int64_t &stop) {
    start = 0;
    stop = INT64_MAX;
    if (args[1] && !sliceArgument_py(ts, args[1], start))
      return false;
    if (args[2] && !sliceArgument_py(ts, args[2], stop))
      return false;
    auto length = int64_t(Access::length(self));
    if (start < 0 && (start += length) < 0)
      start = 0;
    if (stop < 0 && (stop += length) < 0)
      stop = 0;
    return true;
  }

  static int contains(ThreadState &ts, Value self, Value item) {
    if (find_py(ts, self, item) >= 0)
      return 1;
    return pendingException(ts) ? -1 : 0;
  }

  /// "[a, b]": the items between \p open and \p close.
  static bool appendItems_py(ThreadState &ts, StrBuilder &text, Value self) {
    for (uint64_t i = 0; i < Access::length(self); ++i) {
      if (i)
        text.append(", ");
      Owned item = Access::item(ts, self, i);
      if (!item || !text.appendRepr_py(item))
        return false;
    }
    return true;
  }
};

struct TupleAccess {
  static uint64_t length(Value self) { return tupleLength(self); }
  static Owned item(ThreadState &, Value self, uint64_t i) {
    return copyOf(tupleItem(self, i));
  }
};

/// What an iterator over the sequence \p field does when it is pickled.
/// `iter(sequence)` with its index, or `iter(empty)` when exhausted.
Owned reduceIterator_py(ThreadState &ts, const char *function, Word sequence,
                        int64_t index, Owned empty);

} // namespace dxpy
