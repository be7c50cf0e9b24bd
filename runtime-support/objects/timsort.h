// Timsort with Powersort's merge order (Peters; Munro and Wild, ESA 2018): the
// same comparisons in the same order as CPython's list.sort, because programs
// can count them. Knows words and a comparison, no lists.
#pragma once
#include "runtime-support/abi/word.h"
#include "runtime-support/memory/raw.h"
#include <cstring>

namespace dxpy::timsort {

/// Keys, and the values that move with them (null: none).
struct Run {
  Word *keys = nullptr, *values = nullptr;
  void advance(int64_t n) {
    keys += n;
    if (values)
      values += n;
  }
  Run at(int64_t n) const {
    Run result = *this;
    result.advance(n);
    return result;
  }
};

inline void copyForward(Run to, Run from, int64_t n) {
  std::memcpy(to.keys, from.keys, size_t(n) * sizeof(Word));
  if (to.values)
    std::memcpy(to.values, from.values, size_t(n) * sizeof(Word));
}
inline void moveItems(Run to, Run from, int64_t n) {
  std::memmove(to.keys, from.keys, size_t(n) * sizeof(Word));
  if (to.values)
    std::memmove(to.values, from.values, size_t(n) * sizeof(Word));
}
inline void copyOne(Run to, Run from) {
  *to.keys = *from.keys;
  if (to.values)
    *to.values = *from.values;
}
inline void reverseWords(Word *first, int64_t n) {
  for (Word *last = first + n - 1; first < last; ++first, --last) {
    Word word = *first;
    *first = *last;
    *last = word;
  }
}
inline void reverse(Run run, int64_t n) {
  reverseWords(run.keys, n);
  if (run.values)
    reverseWords(run.values, n);
}

enum class SortResult { Done, Raised, OutOfMemory };

/// Sorts with \p Less: int(Word, Word), 1 if less, 0 if not, -1 raised.
/// Whatever happens, the array holds a permutation of what it held.
template <typename Less> class Sorter {
public:
  Sorter(Run items, int64_t length, Less less)
      : base_(items), length_(length), less_(less) {}
  ~Sorter() { rawFree(memory_); }

  SortResult sort() {
    Run low = base_;
    int64_t remaining = length_;
    if (remaining < 2)
      return SortResult::Done;
    int64_t minRun = minimalRun(remaining);
    while (remaining) {
      bool descending = false;
      int64_t n = countRun(low.keys, low.keys + remaining, descending);
      if (n < 0)
        return failure();
      if (descending)
        reverse(low, n);
      if (n < minRun) {
        int64_t forced = remaining <= minRun ? remaining : minRun;
        if (!binarySort(low, forced, n))
          return failure();
        n = forced;
      }
      if (!foundRun(n))
        return failure();
      pending_[pendingCount_++] = {low, n, 0};
      low.advance(n);
      remaining -= n;
    }
    return collapse() ? SortResult::Done : failure();
  }

private:
  static constexpr int kMinGallop = 7;
  static constexpr int kMaxPending = 85;
  struct Pending {
    Run base;
    int64_t length;
    int power;
  };

  SortResult failure() const {
    return outOfMemory_ ? SortResult::OutOfMemory : SortResult::Raised;
  }

  static int64_t minimalRun(int64_t n) {
    int64_t r = 0;
    while (n >= 64) {
      r |= n & 1;
      n >>= 1;
    }
    return n + r;
  }

  int64_t countRun(Word *low, Word *high, bool &descending) {
    descending = false;
    if (++low == high)
      return 1;
    int64_t n = 2;
    int less = less_(*low, low[-1]);
    if (less < 0)
      return -1;
    descending = less;
    for (++low; low < high; ++low, ++n) {
      less = less_(*low, low[-1]);
      if (less < 0)
        return -1;
      if (bool(less) != descending)
        break;
    }
    return n;
  }

  /// Insertion sort by binary search; the first \p sorted items are in order.
  bool binarySort(Run run, int64_t length, int64_t sorted) {
    for (int64_t start = sorted ? sorted : 1; start < length; ++start) {
      Word pivot = run.keys[start];
      int64_t left = 0, right = start;
      do {
        int64_t middle = left + ((right - left) >> 1);
        int less = less_(pivot, run.keys[middle]);
        if (less < 0)
          return false;
        if (less)
          right = middle;
        else
          left = middle + 1;
      } while (left < right);
      insertAt(run.keys, start, left);
      if (run.values)
        insertAt(run.values, start, left);
    }
    return true;
  }
  static void insertAt(Word *items, int64_t from, int64_t to) {
    Word word = items[from];
    std::memmove(items + to + 1, items + to, size_t(from - to) * sizeof(Word));
    items[to] = word;
  }

  static int powerOf(int64_t start, int64_t n1, int64_t n2, int64_t n) {
    int power = 0;
    int64_t a = 2 * start + n1, b = a + n1 + n2;
    for (;;) {
      ++power;
      if (a >= n) {
        a -= n;
        b -= n;
      } else if (b >= n) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  bool foundRun(int64_t length) {
    if (pendingCount_ == 0)
      return true;
    Pending &top = pending_[pendingCount_ - 1];
    int power =
        powerOf(top.base.keys - base_.keys, top.length, length, length_);
    while (pendingCount_ > 1 && pending_[pendingCount_ - 2].power > power)
      if (!mergeAt(pendingCount_ - 2))
        return false;
    pending_[pendingCount_ - 1].power = power;
    return true;
  }

  bool collapse() {
    while (pendingCount_ > 1) {
      int n = pendingCount_ - 2;
      if (n > 0 && pending_[n - 1].length < pending_[n + 1].length)
        --n;
      if (!mergeAt(n))
        return false;
    }
    return true;
  }

  bool mergeAt(int i) {
    Run a = pending_[i].base, b = pending_[i + 1].base;
    int64_t na = pending_[i].length, nb = pending_[i + 1].length;
    pending_[i].length = na + nb;
    if (i == pendingCount_ - 3)
      pending_[i + 1] = pending_[i + 2];
    --pendingCount_;
    int64_t k = gallopRight(*b.keys, a.keys, na, 0);
    if (k < 0)
      return false;
    a.advance(k);
    na -= k;
    if (na == 0)
      return true;
    nb = gallopLeft(a.keys[na - 1], b.keys, nb, nb - 1);
    if (nb <= 0)
      return nb == 0;
    return na <= nb ? mergeLow(a, na, b, nb) : mergeHigh(a, na, b, nb);
  }

  // The gallops find where `key` belongs in sorted a[0 .. n), starting at
  // `hint`; to the left or right of equal items. -1: raised.
  int64_t gallopLeft(Word key, Word *a, int64_t n, int64_t hint) {
    int64_t last = 0, offset = 1;
    a += hint;
    int less = less_(*a, key);
    if (less < 0)
      return -1;
    if (less) {
      int64_t maximum = n - hint;
      while (offset < maximum) {
        less = less_(a[offset], key);
        if (less < 0)
          return -1;
        if (!less)
          break;
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > maximum)
        offset = maximum;
      last += hint;
      offset += hint;
    } else {
      int64_t maximum = hint + 1;
      while (offset < maximum) {
        less = less_(*(a - offset), key);
        if (less < 0)
          return -1;
        if (less)
          break;
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > maximum)
        offset = maximum;
      int64_t k = last;
      last = hint - offset;
      offset = hint - k;
    }
    a -= hint;
    ++last;
    while (last < offset) {
      int64_t middle = last + ((offset - last) >> 1);
      less = less_(a[middle], key);
      if (less < 0)
        return -1;
      if (less)
        last = middle + 1;
      else
        offset = middle;
    }
    return offset;
  }

  int64_t gallopRight(Word key, Word *a, int64_t n, int64_t hint) {
    int64_t last = 0, offset = 1;
    a += hint;
    int less = less_(key, *a);
    if (less < 0)
      return -1;
    if (less) {
      int64_t maximum = hint + 1;
      while (offset < maximum) {
        less = less_(key, *(a - offset));
        if (less < 0)
          return -1;
        if (!less)
          break;
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > maximum)
        offset = maximum;
      int64_t k = last;
      last = hint - offset;
      offset = hint - k;
    } else {
      int64_t maximum = n - hint;
      while (offset < maximum) {
        less = less_(key, a[offset]);
        if (less < 0)
          return -1;
        if (less)
          break;
        last = offset;
        offset = (offset << 1) + 1;
      }
      if (offset > maximum)
        offset = maximum;
      last += hint;
      offset += hint;
    }
    a -= hint;
    ++last;
    while (last < offset) {
      int64_t middle = last + ((offset - last) >> 1);
      less = less_(key, a[middle]);
      if (less < 0)
        return -1;
      if (less)
        offset = middle;
      else
        last = middle + 1;
    }
    return offset;
  }

  /// Room for \p n items beside the array.
  bool makeRoom(int64_t n) {
    if (n <= room_)
      return true;
    rawFree(memory_);
    int64_t words = base_.values ? 2 * n : n;
    memory_ = static_cast<Word *>(rawAllocate(size_t(words) * sizeof(Word)));
    room_ = memory_ ? n : 0;
    outOfMemory_ = !memory_;
    return memory_ != nullptr;
  }
  Run scratch() const {
    return {memory_, base_.values ? memory_ + room_ : nullptr};
  }

  /// Merges adjacent a and b, a the shorter, through a copy of a.
  bool mergeLow(Run a, int64_t na, Run b, int64_t nb) {
    if (!makeRoom(na))
      return false;
    Run to = a;
    copyForward(scratch(), a, na);
    a = scratch();
    copyOne(to, b);
    to.advance(1);
    b.advance(1);
    --nb;
    bool ok = nb == 0 || na == 1 || mergeLowLoop(to, a, na, b, nb);
    if (ok && nb && na == 1) {
      // The last item of a belongs at the end.
      moveItems(to, b, nb);
      copyOne(to.at(nb), a);
      return true;
    }
    if (na)
      copyForward(to, a, na);
    return ok;
  }

  bool mergeLowLoop(Run &to, Run &a, int64_t &na, Run &b, int64_t &nb) {
    int64_t minGallop = minGallop_;
    for (;;) {
      int64_t wonA = 0, wonB = 0;
      for (;;) {
        int less = less_(*b.keys, *a.keys);
        if (less < 0)
          return false;
        if (less) {
          copyOne(to, b), to.advance(1), b.advance(1);
          ++wonB, wonA = 0;
          if (--nb == 0)
            return true;
          if (wonB >= minGallop)
            break;
        } else {
          copyOne(to, a), to.advance(1), a.advance(1);
          ++wonA, wonB = 0;
          if (--na == 1)
            return true;
          if (wonA >= minGallop)
            break;
        }
      }
      ++minGallop;
      do {
        minGallop -= minGallop > 1;
        minGallop_ = minGallop;
        int64_t k = gallopRight(*b.keys, a.keys, na, 0);
        wonA = k;
        if (k < 0)
          return false;
        if (k) {
          copyForward(to, a, k), to.advance(k), a.advance(k);
          na -= k;
          // na == 0 only if the comparison is inconsistent.
          if (na <= 1)
            return true;
        }
        copyOne(to, b), to.advance(1), b.advance(1);
        if (--nb == 0)
          return true;
        k = gallopLeft(*a.keys, b.keys, nb, 0);
        wonB = k;
        if (k < 0)
          return false;
        if (k) {
          moveItems(to, b, k), to.advance(k), b.advance(k);
          nb -= k;
          if (nb == 0)
            return true;
        }
        copyOne(to, a), to.advance(1), a.advance(1);
        if (--na == 1)
          return true;
      } while (wonA >= kMinGallop || wonB >= kMinGallop);
      ++minGallop;
      minGallop_ = minGallop;
    }
  }

  /// As mergeLow, b the shorter, from the right through a copy of b.
  bool mergeHigh(Run a, int64_t na, Run b, int64_t nb) {
    if (!makeRoom(nb))
      return false;
    Run to = b.at(nb - 1), baseA = a, baseB = scratch();
    copyForward(baseB, b, nb);
    b = baseB.at(nb - 1);
    a.advance(na - 1);
    copyOne(to, a);
    to.advance(-1);
    a.advance(-1);
    --na;
    bool ok =
        na == 0 || nb == 1 || mergeHighLoop(to, a, na, b, nb, baseA, baseB);
    if (ok && na && nb == 1) {
      // The first item of b belongs at the front.
      to.advance(-na), a.advance(-na);
      moveItems(to.at(1), a.at(1), na);
      copyOne(to, b);
      return true;
    }
    if (nb)
      copyForward(to.at(-(nb - 1)), baseB, nb);
    return ok;
  }

  bool mergeHighLoop(Run &to, Run &a, int64_t &na, Run &b, int64_t &nb,
                     Run baseA, Run baseB) {
    int64_t minGallop = minGallop_;
    for (;;) {
      int64_t wonA = 0, wonB = 0;
      for (;;) {
        int less = less_(*b.keys, *a.keys);
        if (less < 0)
          return false;
        if (less) {
          copyOne(to, a), to.advance(-1), a.advance(-1);
          ++wonA, wonB = 0;
          if (--na == 0)
            return true;
          if (wonA >= minGallop)
            break;
        } else {
          copyOne(to, b), to.advance(-1), b.advance(-1);
          ++wonB, wonA = 0;
          if (--nb == 1)
            return true;
          if (wonB >= minGallop)
            break;
        }
      }
      ++minGallop;
      do {
        minGallop -= minGallop > 1;
        minGallop_ = minGallop;
        int64_t k = gallopRight(*b.keys, baseA.keys, na, na - 1);
        if (k < 0)
          return false;
        k = na - k;
        wonA = k;
        if (k) {
          to.advance(-k), a.advance(-k);
          moveItems(to.at(1), a.at(1), k);
          na -= k;
          if (na == 0)
            return true;
        }
        copyOne(to, b), to.advance(-1), b.advance(-1);
        if (--nb == 1)
          return true;
        k = gallopLeft(*a.keys, baseB.keys, nb, nb - 1);
        if (k < 0)
          return false;
        k = nb - k;
        wonB = k;
        if (k) {
          to.advance(-k), b.advance(-k);
          copyForward(to.at(1), b.at(1), k);
          nb -= k;
          // nb == 0 only if the comparison is inconsistent.
          if (nb <= 1)
            return true;
        }
        copyOne(to, a), to.advance(-1), a.advance(-1);
        if (--na == 0)
          return true;
      } while (wonA >= kMinGallop || wonB >= kMinGallop);
      ++minGallop;
      minGallop_ = minGallop;
    }
  }

  Run base_;
  int64_t length_;
  Less less_;
  int64_t minGallop_ = kMinGallop;
  Word *memory_ = nullptr;
  int64_t room_ = 0;
  bool outOfMemory_ = false;
  int pendingCount_ = 0;
  Pending pending_[kMaxPending];
};

} // namespace dxpy::timsort
