// deque objects: a ring of words. Only the files of this folder look inside.
#pragma once
#include "runtime-support/builtins/support.h"

namespace dxpy::collections {

extern TypeObject dequeType, dequeIteratorType, dequeReverseIteratorType,
    defaultDictType, tupleGetterType;

struct DequeObject {
  ObjectHeader header;
  Word *ring;        ///< null while nothing has been added
  uint64_t capacity; ///< 0 or a power of two
  uint64_t head;     ///< where item 0 lies
  uint64_t length;
  uint64_t changes;  ///< counts what iterators must notice
  int64_t maxLength; ///< -1: none
};

inline DequeObject *asDeque(Value v) { return v.as<DequeObject>(); }
inline bool isDeque(Value v) { return isSubtype(typeOf(v), &dequeType); }
inline Word *dequeSlot(DequeObject *deque, uint64_t i) {
  return &deque->ring[(deque->head + i) & (deque->capacity - 1)];
}
inline Owned dequeItem(DequeObject *deque, uint64_t i) {
  return copyOf(Value(*dequeSlot(deque, i)));
}

// The operations that methods and slots share (deque.cpp).
bool dequeAppend(ThreadState &ts, DequeObject *deque, Owned item);
bool dequeAppendLeft(ThreadState &ts, DequeObject *deque, Owned item);
/// Of a deque that is not empty.
Owned dequeTakeLast(ThreadState &ts, DequeObject *deque);
Owned dequeTakeFirst(ThreadState &ts, DequeObject *deque);
bool dequeExtend_py(ThreadState &ts, Value self, Value iterable);
void dequeRotate(DequeObject *deque, int64_t steps);
void dequeClear(ThreadState &ts, DequeObject *deque);
Owned dequeCopy_py(ThreadState &ts, Value self);
/// The items now, in a list.
Owned dequeToList(ThreadState &ts, DequeObject *deque);

// Methods (deque_methods.cpp) and iteration (deque_iterator.cpp).
extern const TypeSpec dequeSpec;
Owned dequeIter(ThreadState &ts, Value self);
Owned dequeReversed(ThreadState &ts, Value self, const Value *args);
Owned dequeCompare(ThreadState &ts, Value self, Value other, CompareOp op);
/// RuntimeError if the deque has changed since \p changes.
bool checkUnchanged(ThreadState &ts, DequeObject *deque, uint64_t changes);
bool dequeDelete(ThreadState &ts, DequeObject *deque, int64_t index);

Owned countElements(ThreadState &ts, Value module, const Value *args);

} // namespace dxpy::collections
