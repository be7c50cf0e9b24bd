// Module _heapq: heaps in lists. The order of comparisons is CPython's. Lists
// of raw ints or floats are sifted without objects.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/list_storage.h"

namespace dxpy {

namespace {

ListObject *asList(Value v) { return v.as<ListObject>(); }

/// a < b of two raw items; -1 raised. Only words may run Python code.
int less_py(ThreadState &ts, ListKind kind, Word a, Word b) {
  if (kind == kListInts)
    return int64_t(a) < int64_t(b);
  if (kind == kListFloats)
    return std::bit_cast<double>(a) < std::bit_cast<double>(b);
  if (bothSmallInts(a, b))
    return int64_t(a) < int64_t(b);
  Owned holdA = copyOf(Value(a)), holdB = copyOf(Value(b));
  return compareBool_py(ts, holdA, holdB, CompareOp::Lt);
}

/// A heap in the items of a list; `maximum`: the greatest first.
class Heap {
public:
  Heap(ThreadState &ts, Value list, bool maximum)
      : ts_(ts), list_(asList(list)), maximum_(maximum),
        length_(list_->length) {
    if (ts.heapMode)
      list_storage::noteMoved(ts, list_);
  }

  /// Moves an item towards \p start until its parent comes before it.
  bool siftDown_py(uint64_t start, uint64_t at) {
    while (at > start) {
      uint64_t parent = (at - 1) / 2;
      int before = before_py(at, parent);
      if (before < 0)
        return false;
      if (!before)
        return true;
      swap(at, parent);
      at = parent;
    }
    return true;
  }

  /// Moves an item to a leaf, always the first child up, then back towards
  /// where it was.
  bool siftUp_py(uint64_t at) {
    uint64_t start = at, firstLeaf = length_ / 2;
    while (at < firstLeaf) {
      uint64_t child = 2 * at + 1;
      if (child + 1 < length_) {
        int before = maximum_ ? compare_py(child + 1, child)
                              : compare_py(child, child + 1);
        if (before < 0)
          return false;
        child += before == 0;
      }
      swap(at, child);
      at = child;
    }
    return siftDown_py(start, at);
  }

private:
  Word *items() { return listBlock(list_)->items; }
  void swap(uint64_t a, uint64_t b) { std::swap(items()[a], items()[b]); }
  int before_py(uint64_t a, uint64_t b) {
    return maximum_ ? compare_py(b, a) : compare_py(a, b);
  }
  /// items[a] < items[b]; -1 raised, or the list has changed its size.
  int compare_py(uint64_t a, uint64_t b) {
    int less = less_py(ts_, listKind(list_), items()[a], items()[b]);
    if (less >= 0 && list_->length != length_)
      return raise(ts_, types::RuntimeError,
                   "list changed size during iteration");
    return less;
  }

  ThreadState &ts_;
  ListObject *list_;
  bool maximum_;
  uint64_t length_;
};

/// \p place: "" for functions of one argument, " 1" otherwise.
bool checkHeap(ThreadState &ts, Value heap, const char *function,
               const char *place) {
  std::string_view type = heap.isNone() ? "None" : typeNameOf(heap);
  return isList(heap) ||
         raise(ts, types::TypeError, "{}() argument{} must be list, not {}",
               {function, place, type});
}

bool checkNotEmpty(ThreadState &ts, Value heap) {
  return listLength(heap) != 0 ||
         raise(ts, types::IndexError, "index out of range");
}

/// The root, with \p item in its place.
Owned replaceRoot_py(ThreadState &ts, Value heap, Owned item, bool maximum) {
  Owned root = listItem(ts, heap, 0);
  if (!root || !listSetItem(ts, heap, 0, std::move(item)))
    return {};
  return Heap(ts, heap, maximum).siftUp_py(0) ? std::move(root) : Owned();
}

Owned heapPush(ThreadState &ts, Value, const Value *args) {
  if (!checkHeap(ts, args[0], "heappush", " 1") ||
      !listAppend(ts, args[0], copyOf(args[1])))
    return {};
  return Heap(ts, args[0], false).siftDown_py(0, listLength(args[0]) - 1)
             ? ownedNone()
             : Owned();
}

template <bool maximum>
Owned heapPop(ThreadState &ts, Value, const Value *args) {
  if (!checkHeap(ts, args[0], maximum ? "_heappop_max" : "heappop", "") ||
      !checkNotEmpty(ts, args[0]))
    return {};
  Owned last = listPop(ts, args[0], listLength(args[0]) - 1);
  if (!last || listLength(args[0]) == 0)
    return last;
  return replaceRoot_py(ts, args[0], std::move(last), maximum);
}

template <bool maximum>
Owned heapReplace(ThreadState &ts, Value, const Value *args) {
  if (!checkHeap(ts, args[0], maximum ? "_heapreplace_max" : "heapreplace",
                 " 1") ||
      !checkNotEmpty(ts, args[0]))
    return {};
  return replaceRoot_py(ts, args[0], copyOf(args[1]), maximum);
}

Owned heapPushPop(ThreadState &ts, Value, const Value *args) {
  if (!checkHeap(ts, args[0], "heappushpop", " 1"))
    return {};
  if (listLength(args[0]) == 0)
    return copyOf(args[1]);
  Owned root = listItem(ts, args[0], 0);
  int less = root ? compareBool_py(ts, root, args[1], CompareOp::Lt) : -1;
  if (less <= 0)
    return less < 0 ? Owned() : copyOf(args[1]);
  if (!checkNotEmpty(ts, args[0]))
    return {};
  return replaceRoot_py(ts, args[0], copyOf(args[1]), false);
}

template <bool maximum>
Owned heapify(ThreadState &ts, Value, const Value *args) {
  if (!checkHeap(ts, args[0], maximum ? "_heapify_max" : "heapify", ""))
    return {};
  Heap heap(ts, args[0], maximum);
  for (uint64_t i = listLength(args[0]) / 2; i-- > 0;)
    if (!heap.siftUp_py(i))
      return {};
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"_heapify_max", heapify<true>, "(heap, /)", "Maxheap variant of heapify."},
    {"_heappop_max", heapPop<true>, "(heap, /)", "Maxheap variant of heappop."},
    {"_heapreplace_max", heapReplace<true>, "(heap, item, /)",
     "Maxheap variant of heapreplace."},
    {"heapify", heapify<false>, "(heap, /)",
     "Transform list into a heap, in-place, in O(len(heap)) time."},
    {"heappop", heapPop<false>, "(heap, /)",
     "Pop the smallest item off the heap, maintaining the heap invariant."},
    {"heappush", heapPush, "(heap, item, /)",
     "Push item onto heap, maintaining the heap invariant."},
    {"heappushpop", heapPushPop, "(heap, item, /)",
     "Push item on the heap, then pop and return the smallest item from the "
     "heap.\n\nThe combined action runs more efficiently than heappush() "
     "followed by\na separate call to heappop()."},
    {"heapreplace", heapReplace<false>, "(heap, item, /)",
     "Pop and return the current smallest value, and add the new item.\n\nThis "
     "is more efficient than heappop() followed by heappush(), and can "
     "be\nmore appropriate when using a fixed-size heap.  Note that the "
     "value\nreturned may be larger than item!  That constrains reasonable "
     "uses of\nthis routine unless written as part of a conditional "
     "replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, "
     "item)"},
    {}};

constexpr char kAbout[] =
    "Heap queues\n\n[explanation by François Pinard]\n\nHeaps are arrays for "
    "which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting elements "
    "from 0.  For the sake of comparison,\nnon-existing elements are "
    "considered to be infinite.  The interesting\nproperty of a heap is that "
    "a[0] is always its smallest element.\n\nThe strange invariant above is "
    "meant to be an efficient memory\nrepresentation for a tournament.  The "
    "numbers below are `k', not a[k]:\n\n                                   "
    "0\n\n                  1                                 2\n\n          3 "
    "              4                5               6\n\n      7       8       "
    "9       10      11      12      13      14\n\n    15 16   17 18   19 20   "
    "21 22   23 24   25 26   27 28   29 30\n\n\nIn the tree above, each cell "
    "`k' is topping `2*k+1' and `2*k+2'.  In\na usual binary tournament we see "
    "in sports, each cell is the winner\nover the two cells it tops, and we "
    "can trace the winner down the tree\nto see all opponents s/he had.  "
    "However, in many computer applications\nof such tournaments, we do not "
    "need to trace the history of a winner.\nTo be more memory efficient, when "
    "a winner is promoted, we try to\nreplace it by something else at a lower "
    "level, and the rule becomes\nthat a cell and the two cells it tops "
    "contain three different items,\nbut the top cell \"wins\" over the two "
    "topped cells.\n\nIf this heap invariant is protected at all time, index 0 "
    "is clearly\nthe overall winner.  The simplest algorithmic way to remove "
    "it and\nfind the \"next\" winner is to move some loser (let's say cell 30 "
    "in the\ndiagram above) into the 0 position, and then percolate this new 0 "
    "down\nthe tree, exchanging values, until the invariant is "
    "re-established.\nThis is clearly logarithmic on the total number of items "
    "in the tree.\nBy iterating over all items, you get an O(n ln n) "
    "sort.\n\nA nice feature of this sort is that you can efficiently insert "
    "new\nitems while the sort is going on, provided that the inserted items "
    "are\nnot \"better\" than the last 0'th element you extracted.  This "
    "is\nespecially useful in simulation contexts, where the tree holds "
    "all\nincoming events, and the \"win\" condition means the smallest "
    "scheduled\ntime.  When an event schedule other events for execution, they "
    "are\nscheduled into the future, so they can easily go into the heap.  So, "
    "a\nheap is a good structure for implementing schedulers (this is what "
    "I\nused for my MIDI sequencer :-).\n\nVarious structures for implementing "
    "schedulers have been extensively\nstudied, and heaps are good for this, "
    "as they are reasonably speedy,\nthe speed is almost constant, and the "
    "worst case is not much different\nthan the average case.  However, there "
    "are other representations which\nare more efficient overall, yet the "
    "worst cases might be terrible.\n\nHeaps are also very useful in big disk "
    "sorts.  You most probably all\nknow that a big sort implies producing "
    "\"runs\" (which are pre-sorted\nsequences, which size is usually related "
    "to the amount of CPU memory),\nfollowed by a merging passes for these "
    "runs, which merging is often\nvery cleverly organised[1].  It is very "
    "important that the initial\nsort produces the longest runs possible.  "
    "Tournaments are a good way\nto that.  If, using all the memory available "
    "to hold a tournament, you\nreplace and percolate items that happen to fit "
    "the current run, you'll\nproduce runs which are twice the size of the "
    "memory for random input,\nand much better for input fuzzily "
    "ordered.\n\nMoreover, if you output the 0'th item on disk and get an "
    "input which\nmay not fit in the current tournament (because the value "
    "\"wins\" over\nthe last output value), it cannot fit in the heap, so the "
    "size of the\nheap decreases.  The freed memory could be cleverly reused "
    "immediately\nfor progressively building a second heap, which grows at "
    "exactly the\nsame rate the first heap is melting.  When the first heap "
    "completely\nvanishes, you switch heaps and start a new run.  Clever and "
    "quite\neffective!\n\nIn a word, heaps are useful memory structures to "
    "know.  I use them in\na few applications, and I think it is good to keep "
    "a `heap' module\naround. :-)\n\n--------------------\n[1] The disk "
    "balancing algorithms which are current, nowadays, are\nmore annoying than "
    "clever, and this is a consequence of the seeking\ncapabilities of the "
    "disks.  On devices which cannot seek, like big\ntape drives, the story "
    "was quite different, and one had to be very\nclever to ensure (far in "
    "advance) that each tape movement will be the\nmost effective possible "
    "(that is, will best participate at\n\"progressing\" the merge).  Some "
    "tapes were even able to read\nbackwards, and this was also used to avoid "
    "the rewinding time.\nBelieve me, real good tape sorts were quite "
    "spectacular to watch!\nFrom all times, sorting has always been a Great "
    "Art! :-)\n";

bool execute(ThreadState &ts, Value module) {
  return addToModule(ts, module, "__about__", makeStr(ts, kAbout));
}

} // namespace

DX_NATIVE_MODULE(
    _heapq,
    .doc =
        "Heap queue algorithm (a.k.a. priority queue).\n\nHeaps are arrays for "
        "which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting "
        "elements from 0.  For the sake of comparison,\nnon-existing elements "
        "are considered to be infinite.  The interesting\nproperty of a heap "
        "is that a[0] is always its smallest element.\n\nUsage:\n\nheap = []   "
        "         # creates an empty heap\nheappush(heap, item) # pushes a new "
        "item on the heap\nitem = heappop(heap) # pops the smallest item from "
        "the heap\nitem = heap[0]       # smallest item on the heap without "
        "popping it\nheapify(x)           # transforms list into a heap, "
        "in-place, in linear time\nitem = heapreplace(heap, item) # pops and "
        "returns smallest item, and adds\n                               # new "
        "item; the heap size is unchanged\n\nOur API differs from textbook "
        "heap algorithms as follows:\n\n- We use 0-based indexing.  This makes "
        "the relationship between the\n  index for a node and the indexes for "
        "its children slightly less\n  obvious, but is more suitable since "
        "Python uses 0-based indexing.\n\n- Our heappop() method returns the "
        "smallest item, not the largest.\n\nThese two make it possible to view "
        "the heap as a regular Python list\nwithout surprises: heap[0] is the "
        "smallest item, and heap.sort()\nmaintains the heap invariant!\n",
    .functions = functions, .execute = execute)

} // namespace dxpy
