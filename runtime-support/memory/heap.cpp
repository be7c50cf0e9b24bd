// Spans, refills of the free lists, large blocks.
#include "runtime-support/memory/heap.h"
#include "runtime-support/memory/raw.h"
#include <sys/mman.h>

namespace dxpy {

constinit Heap heap = {.spans = {},
                       .withFree = {},
                       .empty = nullptr,
                       .large = {},
                       .lastLarge = {},
                       .containerBytes = 0,
                       .collectAt = 1 << 20,
                       .allocatedBytes = 0};
thread_local constinit ThreadState currentThread = {};

namespace {

constexpr size_t kArenaSize = 4 << 20;
char *arenaNext, *arenaEnd;

/// A span's worth of zeroed address space, from an arena that is reserved in
/// one piece.
void *takeSpanMemory() {
  if (Span *span = heap.empty) {
    heap.empty = span->next;
    return span;
  }
  if (arenaNext == arenaEnd) {
    size_t reserve = kArenaSize + kSpanSize;
    void *memory = mmap(nullptr, reserve, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
      return nullptr;
    madvise(memory, reserve, MADV_NOHUGEPAGE);
    arenaNext = reinterpret_cast<char *>((uintptr_t(memory) + kSpanSize - 1) &
                                         ~uintptr_t(kSpanSize - 1));
    arenaEnd = arenaNext + kArenaSize;
  }
  void *span = arenaNext;
  arenaNext += kSpanSize;
  heap.allocatedBytes += kSpanSize;
  return span;
}

Span *spanWithRoom(ThreadState *ts, unsigned sizeClass, CellKind kind) {
  uint32_t cellSize = sizeClass * kSizeClassBytes;
  Span *&head = heap.spans[unsigned(kind)][sizeClass];
  if (head && head->bump + cellSize <= kSpanSize)
    return head;
  auto *span = static_cast<Span *>(takeSpanMemory());
  if (!span)
    return nullptr;
  *span = {.next = head,
           .cellSize = cellSize,
           .bump = kFirstCell,
           .counts = nullptr,
           .kind = kind,
           .reciprocal = reciprocalOf(cellSize),
           .owner = ts->id,
           .freeCells = 0,
           .free = nullptr,
           .nextWithFree = nullptr};
  head = span;
  return span;
}

void noteContainerGrowth(ThreadState *ts, size_t bytes) {
  heap.containerBytes += bytes;
  if (heap.containerBytes >= heap.collectAt)
    requestPoll(ts);
}

/// The free cells of a span whose objects died, all but the first of them in
/// the thread's free list.
void *refillFromSweptSpan(ThreadState *ts, unsigned sizeClass) {
  Span *span = heap.withFree[sizeClass];
  heap.withFree[sizeClass] = span->nextWithFree;
  FreeCell *first = span->free;
  ts->free[unsigned(CellKind::Container)][sizeClass] = first->next;
  noteContainerGrowth(ts, size_t(span->freeCells) * span->cellSize);
  span->free = nullptr;
  span->freeCells = 0;
  return first;
}

/// Links the free cells of \p span in the order of their addresses; gives the
/// number of live ones.
uint32_t collectFreeCells(Span *span) {
  FreeCell **end = &span->free;
  span->freeCells = 0;
  uint32_t live = 0;
  for (uint32_t at = kFirstCell; at < span->bump; at += span->cellSize) {
    auto *cell =
        reinterpret_cast<FreeCell *>(reinterpret_cast<char *>(span) + at);
    if (objectInCell(cell)) {
      ++live;
      continue;
    }
    *end = cell;
    end = &cell->next;
    ++span->freeCells;
  }
  *end = nullptr;
  return live;
}

/// Recycles the spans of one size class; gives the bytes that live.
uint64_t recycleSpans(ThreadState *ts, unsigned sizeClass) {
  constexpr unsigned kKind = unsigned(CellKind::Container);
  ts->free[kKind][sizeClass] = nullptr;
  heap.withFree[sizeClass] = nullptr;
  uint64_t liveBytes = 0;
  for (Span **link = &heap.spans[kKind][sizeClass]; *link;) {
    Span *span = *link;
    uint32_t live = collectFreeCells(span);
    if (live == 0) {
      *link = span->next;
      span->next = heap.empty;
      heap.empty = span;
      continue;
    }
    liveBytes += uint64_t(live) * span->cellSize;
    if (span->freeCells) {
      span->nextWithFree = heap.withFree[sizeClass];
      heap.withFree[sizeClass] = span;
    }
    link = &span->next;
  }
  return liveBytes;
}

} // namespace

void recycleContainerCells(ThreadState *ts) {
  uint64_t bytes = 0;
  for (unsigned i = 1; i < kSizeClasses; ++i)
    bytes += recycleSpans(ts, i);
  for (LargeHeader *large = heap.large; large; large = large->next)
    bytes += large->size;
  heap.containerBytes = bytes;
}

void *refillCells(ThreadState *ts, unsigned sizeClass, CellKind kind) {
  if (kind == CellKind::Container && heap.withFree[sizeClass])
    return refillFromSweptSpan(ts, sizeClass);
  Span *span = spanWithRoom(ts, sizeClass, kind);
  if (!span)
    return nullptr;
  uint32_t cellSize = span->cellSize;
  uint32_t count = (kSpanSize - span->bump) / cellSize;
  uint32_t wanted = kRefillSize / cellSize ? kRefillSize / cellSize : 1;
  if (count > wanted)
    count = wanted;
  char *first = reinterpret_cast<char *>(span) + span->bump;
  FreeCell *rest = nullptr;
  for (uint32_t i = count; i-- > 1;) { // in address order; cell 0 is the result
    auto *cell = reinterpret_cast<FreeCell *>(first + i * cellSize);
    cell->next = rest;
    cell->shape = shapeId(BuiltinShape::Free);
    rest = cell;
  }
  span->bump += count * cellSize;
  ts->free[unsigned(kind)][sizeClass] = rest;
  if (kind == CellKind::Container)
    noteContainerGrowth(ts, size_t(count) * cellSize);
  return first;
}

void *allocateLarge(ThreadState *ts, size_t size, CellKind kind) {
  if (kind == CellKind::Leaf)
    return rawAllocate(size);
  if (size > SIZE_MAX / 2)
    return nullptr;
  size = (size + 15) & ~size_t(15);
  auto *large =
      static_cast<LargeHeader *>(rawAllocate(size + sizeof(LargeHeader)));
  if (!large)
    return nullptr;
  *large = {heap.lastLarge, nullptr, 0, 0, size};
  LargeLink &before = heap.lastLarge ? heap.lastLarge->next : heap.large;
  before = large;
  heap.lastLarge = large;
  static_cast<FreeCell *>(static_cast<void *>(large + 1))->shape =
      shapeId(BuiltinShape::Free);
  noteContainerGrowth(ts, size);
  return large + 1;
}

void *growLargeLeaf(ThreadState *, void *cell, size_t size) {
  if (rawUsableSize(cell) >= size)
    return cell;
  return rawReallocate(cell, size + size / 4);
}

void freeLarge(ThreadState *, void *cell, CellKind kind) {
  if (kind == CellKind::Leaf)
    return rawFree(cell);
  LargeHeader *large = largeHeaderOf(cell);
  LargeLink &before = large->previous ? large->previous->next : heap.large;
  before = large->next;
  LargeLink &behind = large->next ? large->next->previous : heap.lastLarge;
  behind = large->previous;
  heap.containerBytes -= large->size;
  rawFree(large);
}

} // namespace dxpy
