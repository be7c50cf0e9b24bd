// list.sort: picks the comparison that the keys allow, and keeps the list empty
// while comparisons may run Python code.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list_storage.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/radix_sort.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/timsort.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

using namespace list_storage;
using timsort::Run;
using timsort::SortResult;

namespace {

struct RawIntLess {
  int operator()(Word a, Word b) const { return int64_t(a) < int64_t(b); }
};
struct RawFloatLess {
  int operator()(Word a, Word b) const {
    return std::bit_cast<double>(a) < std::bit_cast<double>(b);
  }
};
struct FloatLess {
  int operator()(Word a, Word b) const {
    return floatValue(Value(a)) < floatValue(Value(b));
  }
};
struct StrLess {
  int operator()(Word a, Word b) const {
    return strCompare(Value(a), Value(b)) < 0;
  }
};
/// a < b, the common types inline. -1: raised.
int less_py(ThreadState &ts, Value a, Value b) {
  if (bothSmallInts(a.word(), b.word()))
    return a.smallInt() < b.smallInt();
  if (isExactFloat(a) && isExactFloat(b))
    return floatValue(a) < floatValue(b);
  if (isExactStr(a) && isExactStr(b))
    return strCompare(a, b) < 0;
  return compareBool_py(ts, a, b, CompareOp::Lt);
}
/// Identity or a == b likewise.
int same_py(ThreadState &ts, Value a, Value b) {
  if (a == b)
    return 1;
  if (bothSmallInts(a.word(), b.word()))
    return 0;
  if (isExactStr(a) && isExactStr(b))
    return strEqual(a, b);
  return equal_py(ts, a, b);
}

struct GeneralLess {
  ThreadState &ts;
  int operator()(Word a, Word b) const {
    return less_py(ts, Value(a), Value(b));
  }
};
struct TupleLess {
  ThreadState &ts;
  int operator()(Word a, Word b) const {
    Value x(a), y(b);
    uint64_t lengthX = tupleLength(x), lengthY = tupleLength(y), i = 0;
    for (; i < lengthX && i < lengthY; ++i) {
      int equal = same_py(ts, tupleItem(x, i), tupleItem(y, i));
      if (equal < 0)
        return -1;
      if (!equal)
        break;
    }
    if (i >= lengthX || i >= lengthY)
      return lengthX < lengthY;
    return less_py(ts, tupleItem(x, i), tupleItem(y, i));
  }
};

template <typename Less> SortResult run(Run items, uint64_t n, Less less) {
  return timsort::Sorter<Less>(items, int64_t(n), less).sort();
}

template <typename Test> bool all(const Word *keys, uint64_t n, Test test) {
  for (uint64_t i = 0; i < n; ++i)
    if (!test(Value(keys[i])))
      return false;
  return true;
}

SortResult sortWords_py(ThreadState &ts, Run items, uint64_t n) {
  Value first(items.keys[0]);
  if (first.isSmallInt() &&
      all(items.keys, n, [](Value v) { return v.isSmallInt(); }))
    return run(items, n, RawIntLess());
  if (isExactFloat(first) && all(items.keys, n, isExactFloat))
    return run(items, n, FloatLess());
  if (isExactStr(first) && all(items.keys, n, isExactStr))
    return run(items, n, StrLess());
  if (isExactTuple(first) && all(items.keys, n, isExactTuple))
    return run(items, n, TupleLess{ts});
  return run(items, n, GeneralLess{ts});
}

/// The items of a list while they are sorted: the list itself is empty.
class TakenItems {
public:
  TakenItems(ThreadState &ts, ListObject *list)
      : ts_(ts), list_(list), storage(list->storage), length(list->length) {
    noteMoved(ts, list);
    list->storage = kListEmpty;
    list->length = 0;
  }
  ListKind kind() const { return ListKind(storage & kListKindMask); }
  Word *items() const {
    return reinterpret_cast<ListBlock *>(storage & ~kListKindMask)->items;
  }
  /// Puts the items back. False: the list was changed meanwhile.
  bool putBack() {
    uint64_t newStorage = list_->storage, newLength = list_->length;
    list_->storage = storage;
    list_->length = length;
    if (newStorage == kListEmpty)
      return true;
    auto *block = reinterpret_cast<ListBlock *>(newStorage & ~kListKindMask);
    if ((newStorage & kListKindMask) == kListWords)
      releaseAll(ts_, block->items, newLength);
    rawFree(block);
    return false;
  }

private:
  ThreadState &ts_;
  ListObject *list_;

public:
  uint64_t storage, length;
};

/// Calls \p key for each item. False: raised, and nothing is left behind.
bool computeKeys_py(ThreadState &ts, const TakenItems &taken, Value key,
                    Word *keys) {
  for (uint64_t i = 0; i < taken.length; ++i) {
    Owned item = decode(ts, taken.kind(), taken.items()[i]);
    Owned result = item ? call_py(ts, key, {item}) : Owned();
    if (!result) {
      Owned exception = takeException(ts);
      for (uint64_t k = 0; k < i; ++k)
        release(&ts, keys[k]);
      restoreException(ts, std::move(exception));
      return false;
    }
    keys[i] = result.take();
  }
  return true;
}

SortResult sortByKey_py(ThreadState &ts, TakenItems &taken, Value key,
                        bool reverse) {
  uint64_t n = taken.length;
  auto *keys = static_cast<Word *>(rawAllocate(n * sizeof(Word)));
  if (!keys)
    return SortResult::OutOfMemory;
  SortResult result = SortResult::Raised;
  if (computeKeys_py(ts, taken, key, keys)) {
    Run items{keys, taken.items()};
    // Reversing before and after keeps equal items in order.
    if (reverse)
      timsort::reverse(items, int64_t(n));
    result = sortWords_py(ts, items, n);
    if (reverse)
      timsort::reverse({items.values, nullptr}, int64_t(n));
    Owned exception = takeException(ts);
    for (uint64_t i = 0; i < n; ++i)
      release(&ts, keys[i]);
    if (exception)
      restoreException(ts, std::move(exception));
  }
  rawFree(keys);
  return result;
}

constexpr Word kNegativeZero = Word(1) << 63;

/// Neither nan, whose place depends on the comparisons made, nor a negative
/// zero, which equals the other one.
bool allOrdered(const Word *items, int64_t n) {
  bool ordered = true;
  for (int64_t i = 0; i < n; ++i) {
    double d = std::bit_cast<double>(items[i]);
    ordered &= d == d && items[i] != kNegativeZero;
  }
  return ordered;
}

/// Ints, or floats, as the storage of a list holds them.
SortResult sortRaw(Word *items, int64_t n, ListKind kind) {
  bool large = n >= radix::kWorthwhile && n <= INT32_MAX;
  if (kind == kListInts) {
    if (large && !radix::hasLongRuns(items, n, RawIntLess()) &&
        radix::sort<radix::IntKeys>(items, n))
      return SortResult::Done;
    return run({items, nullptr}, uint64_t(n), RawIntLess());
  }
  if (large && allOrdered(items, n) &&
      !radix::hasLongRuns(items, n, RawFloatLess()) &&
      radix::sort<radix::FloatKeys>(items, n))
    return SortResult::Done;
  return run({items, nullptr}, uint64_t(n), RawFloatLess());
}

SortResult sortItems_py(ThreadState &ts, TakenItems &taken, bool reverse) {
  Run items{taken.items(), nullptr};
  auto n = int64_t(taken.length);
  if (reverse)
    timsort::reverse(items, n);
  SortResult result = taken.kind() == kListWords
                          ? sortWords_py(ts, items, taken.length)
                          : sortRaw(items.keys, n, taken.kind());
  if (reverse)
    timsort::reverse(items, n);
  return result;
}

} // namespace

bool listSort_py(ThreadState &ts, Value target, Value key, bool reverse) {
  auto *list = target.as<ListObject>();
  bool hasKey = key && !key.isNone();
  if (list->length == 0 || (!hasKey && list->length < 2))
    return true;
  TakenItems taken(ts, list);
  SortResult result = hasKey ? sortByKey_py(ts, taken, key, reverse)
                             : sortItems_py(ts, taken, reverse);
  Owned exception = takeException(ts);
  bool unchanged = taken.putBack();
  if (exception)
    restoreException(ts, std::move(exception));
  if (result == SortResult::OutOfMemory)
    return raiseMemoryError(ts);
  if (result == SortResult::Raised)
    return false;
  if (!unchanged)
    return raise(ts, types::ValueError, "list modified during sort");
  return true;
}

} // namespace dxpy
