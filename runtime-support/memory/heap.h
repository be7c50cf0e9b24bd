// Where objects lie: 64 KiB spans of equal cells, and a list of large
// containers. The collector walks both.
#pragma once
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/refcount.h"

namespace dxpy {

inline constexpr size_t kSpanSize = 64 * 1024;
inline constexpr size_t kRefillSize =
    4 * 1024; ///< untouched pages of a span cost nothing

/// Head of a span. Cells follow from `firstCell` on; those at or after `bump`
/// were never handed out.
struct Span {
  Span *next; ///< spans of the same kind and size class
  uint32_t cellSize;
  uint32_t bump;    ///< offset of the first cell never handed out
  uint32_t *counts; ///< side table of a collection round: one entry a cell
  CellKind kind;
  uint32_t reciprocal; ///< of the cell size, for cellIndex()
  uint16_t owner;      ///< thread id
  uint32_t freeCells;  ///< length of `free`
  FreeCell *free;     ///< cells that the last collection round left free and no
                      ///< thread has taken since
  Span *nextWithFree; ///< spans with such cells
};
inline constexpr uint32_t kFirstCell = 64;
static_assert(sizeof(Span) <= kFirstCell);

inline Span *spanOf(const void *cell) {
  return reinterpret_cast<Span *>(uintptr_t(cell) & ~uintptr_t(kSpanSize - 1));
}

/// Which cell of its span an address lies in: a division by the cell size,
/// exact for offsets below 2^16 and cells of up to 512 bytes.
constexpr uint32_t reciprocalOf(uint32_t cellSize) {
  return uint32_t((uint64_t(1) << 32) / cellSize + 1);
}
inline uint32_t cellIndex(const Span *span, const void *address) {
  uint64_t offset = (uintptr_t(address) & (kSpanSize - 1)) - kFirstCell;
  return uint32_t(offset * span->reciprocal >> 32);
}
inline uint32_t cellCount(const Span *span) {
  return (span->bump - kFirstCell) / span->cellSize;
}

struct LargeHeader;

/// A link of the list of large containers. Sanitized builds keep its
/// complement, so that the list does not make LeakSanitizer believe that a
/// container which nothing refers to is in use.
class LargeLink {
public:
  constexpr LargeLink() = default;
  LargeLink(LargeHeader *to) : bits(uintptr_t(to) ^ kMask) {}
  operator LargeHeader *() const {
    return reinterpret_cast<LargeHeader *>(bits ^ kMask);
  }
  LargeHeader *operator->() const { return *this; }

private:
  static constexpr uintptr_t kMask = kCellsAreAllocations ? ~uintptr_t(0) : 0;
  uintptr_t bits = kMask;
};

/// In front of a large container: a doubly linked list of them.
struct LargeHeader {
  LargeLink previous, next;
  uint32_t count; ///< of a collection round
  uint32_t reserved;
  uint64_t size; ///< a multiple of 16, so it never looks like kPrefixedCell
};
static_assert(sizeof(LargeHeader) == 32);
inline LargeHeader *largeHeaderOf(const void *cell) {
  return reinterpret_cast<LargeHeader *>(uintptr_t(cell) - sizeof(LargeHeader));
}

/// A cell whose shape word is this holds a slot array pointer first; the object
/// starts 16 bytes later (subclasses of variable-size types).
inline constexpr uint32_t kPrefixedCell = 0xFFFFFFFF;

/// The object in a cell, or null if the cell is free.
inline ObjectHeader *objectInCell(void *cell) {
  uint32_t shape = static_cast<FreeCell *>(cell)->shape;
  if (shape == shapeId(BuiltinShape::Free))
    return nullptr;
  auto *address = static_cast<char *>(cell);
  return reinterpret_cast<ObjectHeader *>(shape == kPrefixedCell ? address + 16
                                                                 : address);
}

struct Heap {
  Span *spans[2][kSizeClasses];
  Span *withFree[kSizeClasses]; ///< container spans with free cells
  Span *empty;                  ///< spans without any object, of no size class
  LargeLink large, lastLarge;   ///< oldest first: what dies together is
                                ///< finalised in the order of its making
  uint64_t containerBytes; ///< live after the last round, and handed out to
                           ///< free lists or as large containers since
  uint64_t collectAt;      ///< containerBytes that asks for a round
  uint64_t allocatedBytes; ///< of all spans
};
extern constinit Heap heap;

/// After a round: takes the thread's free container cells back into their
/// spans, so that refills see how far the heap grows, and counts what lives.
void recycleContainerCells(ThreadState *ts);

/// A leaf of allocateLarge made \p size bytes long, with room for more growth;
/// it may move. Null: no memory, \p cell stays.
void *growLargeLeaf(ThreadState *ts, void *cell, size_t size);

/// Calls \p body(ObjectHeader *) for every live container object.
template <typename Body> void forEachContainer(Body body) {
  for (unsigned i = 1; i < kSizeClasses; ++i)
    for (Span *span = heap.spans[unsigned(CellKind::Container)][i]; span;
         span = span->next)
      for (uint32_t at = kFirstCell; at < span->bump; at += span->cellSize)
        if (ObjectHeader *object =
                objectInCell(reinterpret_cast<char *>(span) + at))
          body(object);
  for (LargeHeader *large = heap.large; large;) {
    LargeHeader *next = large->next; // the body may free it
    if (ObjectHeader *object = objectInCell(large + 1))
      body(object);
    large = next;
  }
}

} // namespace dxpy
