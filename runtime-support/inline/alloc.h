// Allocation of objects: size-class free lists of the thread, popped inline.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/thread_state.h"
#include <cstddef>

namespace dxpy {

enum class CellKind : unsigned { Leaf = 0, Container = 1 };

/// Refills the free list of \p sizeClass and pops a cell; null when memory is
/// exhausted.
[[gnu::cold, clang::preserve_most]] void *
refillCells(ThreadState *ts, unsigned sizeClass, CellKind kind);
/// Objects over the size classes, \p size bytes; null when memory is exhausted.
void *allocateLarge(ThreadState *ts, size_t size, CellKind kind);

/// Sanitizers see each object as an allocation of its own.
#ifdef DXPY_SANITIZED
inline constexpr bool kCellsAreAllocations = true;
#else
inline constexpr bool kCellsAreAllocations = false;
#endif
inline constexpr size_t kLargestCell = (kSizeClasses - 1) * kSizeClassBytes;

/// Raw memory for an object of \p size bytes, at least 16; the header is not
/// set. Null: out of memory, no exception is pending yet.
inline void *allocateCell(ThreadState *ts, size_t size, CellKind kind) {
  if (kCellsAreAllocations || size > kLargestCell) [[unlikely]]
    return allocateLarge(ts, size, kind);
  unsigned sizeClass = unsigned((size + kSizeClassBytes - 1) / kSizeClassBytes);
  FreeCell *cell = ts->free[unsigned(kind)][sizeClass];
  if (!cell) [[unlikely]]
    return refillCells(ts, sizeClass, kind);
  ts->free[unsigned(kind)][sizeClass] = cell->next;
  return cell;
}

inline void initHeader(const ThreadState *ts, ObjectHeader *object,
                       uint32_t shape, CellKind kind, size_t size) {
  object->strong = 1;
  object->owner = ts->id;
  object->gc = 0;
  object->flags = uint8_t((kind == CellKind::Container ? kContainer : 0) |
                          (size > kLargestCell ? kLargeBlock : 0));
  object->shape = shape;
  object->shared = 0;
}

/// Attributes come and go: the object's layout stays what it was.
inline void setShape(ObjectHeader *object, const Shape *shape) {
  object->shape = shape->id;
}

/// Gives the memory of an object back. \p size is what it was allocated with.
void freeLarge(ThreadState *ts, void *cell, CellKind kind);
inline void freeCell(ThreadState *ts, void *memory, size_t size,
                     CellKind kind) {
  if (kCellsAreAllocations || size > kLargestCell) [[unlikely]]
    return freeLarge(ts, memory, kind);
  unsigned sizeClass = unsigned((size + kSizeClassBytes - 1) / kSizeClassBytes);
  auto *cell = static_cast<FreeCell *>(memory);
  cell->next = ts->free[unsigned(kind)][sizeClass];
  cell->shape = shapeId(BuiltinShape::Free);
  ts->free[unsigned(kind)][sizeClass] = cell;
}

} // namespace dxpy
