// Spans, and what a collection round leaves in them.
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/objects/tuple.h"
#include "test/unit/objects/objects_test.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

/// \p count lists that nothing refers to but themselves.
void makeCycles(int count) {
  ThreadState &ts = thread();
  for (int i = 0; i < count; ++i) {
    Owned list = makeList(ts);
    listAppend(ts, list, copyOf(list));
  }
}

/// \p count tuples of \p size items in lists of which nothing else knows.
void makeTupleCycles(int count, uint64_t size) {
  ThreadState &ts = thread();
  for (int i = 0; i < count; ++i) {
    Owned list = makeList(ts);
    TupleObject *tuple = allocateTuple(ts, size);
    for (uint64_t k = 0; k < size; ++k)
      tuple->items[k] = copyOf(list).take();
    listAppend(ts, list, Owned::steal(tuple));
  }
}

} // namespace

TEST_CASE("the index of a cell is its offset by the size") {
  for (uint32_t size = 16; size <= kLargestCell; size += 16) {
    Span span = {};
    span.cellSize = size;
    span.reciprocal = reciprocalOf(size);
    bool exact = true;
    for (uint32_t offset = 0; offset < kSpanSize - kFirstCell; ++offset)
      exact &= cellIndex(&span, reinterpret_cast<void *>(uintptr_t(
                                    kFirstCell + offset))) == offset / size;
    CHECK(exact);
  }
}

TEST_CASE("the heap of cyclic garbage stays as large as one round leaves it") {
  if (kCellsAreAllocations)
    return;
  ThreadState &ts = thread();
  makeCycles(20000);
  CHECK(collectCycles(ts) >= 20000);
  uint64_t live = heap.containerBytes, spans = heap.allocatedBytes;
  for (int round = 0; round < 20; ++round) {
    makeCycles(20000);
    CHECK(heap.containerBytes > live);
    CHECK(collectCycles(ts) == 20000);
    CHECK(heap.containerBytes == live);
  }
  CHECK(heap.allocatedBytes <= spans + kSpanSize);
}

TEST_CASE("spans without objects serve other sizes") {
  if (kCellsAreAllocations)
    return;
  ThreadState &ts = thread();
  makeTupleCycles(4000, 20);
  collectCycles(ts);
  uint64_t spans = heap.allocatedBytes;
  for (uint64_t size = 21; size < 40; ++size) {
    makeTupleCycles(2000, size);
    collectCycles(ts);
  }
  CHECK(heap.allocatedBytes <= spans + 4 * kSpanSize);
}

TEST_CASE("objects that live keep their cells and contents") {
  ThreadState &ts = thread();
  Owned keep = makeList(ts);
  for (int i = 0; i < 5000; ++i) {
    makeCycles(1);
    listAppend(ts, keep, makeTuple(ts, {integer(i), keep}));
  }
  collectCycles(ts);
  makeCycles(10000);
  bool same = true;
  for (int i = 0; i < 5000; ++i) {
    Owned item = listItem(ts, keep, uint64_t(i));
    same &= tupleItem(item, 0) == integer(i) && tupleItem(item, 1) == keep;
  }
  CHECK(same);
  listClear(ts, keep);
  CHECK(collectCycles(ts) == 10000);
}

TEST_CASE("frozen containers and what they hold survive a round") {
  if (kCellsAreAllocations)
    return; // sanitized builds freeze nothing
  ThreadState &ts = thread();
  Owned frozen = makeList(ts);
  listAppend(ts, frozen, copyOf(frozen));
  freezeContainers();
  listAppend(ts, frozen, makeTuple(ts, {integer(7), frozen}));
  Value borrowed = frozen;
  frozen.reset();
  CHECK(collectCycles(ts) == 0);
  Owned item = listItem(ts, borrowed, 1);
  CHECK(tupleItem(item, 0) == integer(7));
}
