// Module _bisect: binary search in sequences, insertion into sorted ones.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

Owned itemOf_py(ThreadState &ts, Value sequence, int64_t index) {
  if (isExactList(sequence)) {
    if (uint64_t(index) < listLength(sequence))
      return listItem(ts, sequence, uint64_t(index));
    return raise(ts, types::IndexError, "list index out of range");
  }
  const TypeSlots &slots = typeOf(sequence)->slots;
  if (slots.item)
    return slots.item(ts, sequence, index);
  if (!slots.subscript)
    return raise(ts, types::TypeError, "'{}' object does not support indexing",
                 {typeOf(sequence)});
  Owned number = makeInt(ts, index);
  return number ? getItem_py(ts, sequence, number) : Owned();
}

/// a < b; -1 raised.
int less_py(ThreadState &ts, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt())
    return a.smallInt() < b.smallInt();
  return compareBool_py(ts, a, b, CompareOp::Lt);
}

/// What a search looks for and where.
struct Search {
  Value sequence, wanted, key;
  int64_t low = 0, high = -1;
  bool right; ///< behind equal items

  /// The arguments (a, x, lo, hi, key). False: raised.
  bool read_py(ThreadState &ts, const Value *args) {
    sequence = args[0];
    wanted = args[1];
    key = args[4] && !args[4].isNone() ? args[4] : Value();
    if (args[2] && !readIndex_py(ts, args[2], low))
      return false;
    if (args[3] && !args[3].isNone() && !readIndex_py(ts, args[3], high))
      return false;
    if (low < 0)
      return raise(ts, types::ValueError, "lo must be non-negative");
    if (high == -1) {
      high = length_py(ts, sequence);
      return high >= 0;
    }
    return true;
  }

  /// -1: raised.
  int64_t run_py(ThreadState &ts) {
    while (low < high) {
      int64_t middle = int64_t((uint64_t(low) + uint64_t(high)) / 2);
      Owned item = itemOf_py(ts, sequence, middle);
      if (item && key)
        item = call_py(ts, key, {item.value()});
      if (!item)
        return -1;
      int before =
          right ? less_py(ts, wanted, item) : less_py(ts, item, wanted);
      if (before < 0)
        return -1;
      if ((before != 0) == right)
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  }

private:
  static bool readIndex_py(ThreadState &ts, Value v, int64_t &out) {
    out = toIndexInt64_py(ts, v, &types::OverflowError);
    return out != -1 || !pendingException(ts);
  }
};

template <bool right> Owned bisect(ThreadState &ts, Value, const Value *args) {
  Search search = {.sequence = {}, .wanted = {}, .key = {}, .right = right};
  if (!search.read_py(ts, args))
    return {};
  int64_t index = search.run_py(ts);
  return index < 0 ? Owned() : makeInt(ts, index);
}

Owned insertAt_py(ThreadState &ts, Value sequence, int64_t index, Value item) {
  if (isExactList(sequence)) {
    uint64_t length = listLength(sequence);
    uint64_t at = uint64_t(index) < length ? uint64_t(index) : length;
    return listInsert(ts, sequence, at, copyOf(item)) ? ownedNone() : Owned();
  }
  Owned number = makeInt(ts, index);
  Owned result = number ? callMethod_py(ts, sequence, Value(&names::insert),
                                        {number.value(), item})
                        : Owned();
  return result ? ownedNone() : Owned();
}

template <bool right> Owned insort(ThreadState &ts, Value, const Value *args) {
  Search search = {.sequence = {}, .wanted = {}, .key = {}, .right = right};
  if (!search.read_py(ts, args))
    return {};
  Owned wanted =
      search.key ? call_py(ts, search.key, {args[1]}) : copyOf(args[1]);
  if (!wanted)
    return {};
  search.wanted = wanted;
  int64_t index = search.run_py(ts);
  return index < 0 ? Owned() : insertAt_py(ts, args[0], index, args[1]);
}

constexpr MethodDef functions[] = {
    {"bisect_left", bisect<false>, "(a, x, lo=0, hi=None, *, key=None)",
     "Return the index where to insert item x in list a, assuming a is "
     "sorted.\n\nThe return value i is such that all e in a[:i] have e < x, "
     "and all e in\na[i:] have e >= x.  So if x already appears in the list, "
     "a.insert(i, x) will\ninsert just before the leftmost x already "
     "there.\n\nOptional args lo (default 0) and hi (default len(a)) bound "
     "the\nslice of a to be searched."},
    {"bisect_right", bisect<true>, "(a, x, lo=0, hi=None, *, key=None)",
     "Return the index where to insert item x in list a, assuming a is "
     "sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, "
     "and all e in\na[i:] have e > x.  So if x already appears in the list, "
     "a.insert(i, x) will\ninsert just after the rightmost x already "
     "there.\n\nOptional args lo (default 0) and hi (default len(a)) bound "
     "the\nslice of a to be searched."},
    {"insort_left", insort<false>, "(a, x, lo=0, hi=None, *, key=None)",
     "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf "
     "x is already in a, insert it to the left of the leftmost x.\n\nOptional "
     "args lo (default 0) and hi (default len(a)) bound the\nslice of a to be "
     "searched."},
    {"insort_right", insort<true>, "(a, x, lo=0, hi=None, *, key=None)",
     "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf "
     "x is already in a, insert it to the right of the rightmost "
     "x.\n\nOptional args lo (default 0) and hi (default len(a)) bound "
     "the\nslice of a to be searched."},
    {}};

} // namespace

DX_NATIVE_MODULE(
    _bisect,
    .doc = "Bisection algorithms.\n\nThis module provides support for "
           "maintaining a list in sorted order without\nhaving to sort the "
           "list after each insertion. For long lists of items with\nexpensive "
           "comparison operations, this can be an improvement over the "
           "more\ncommon approach.\n",
    .functions = functions)

} // namespace dxpy
