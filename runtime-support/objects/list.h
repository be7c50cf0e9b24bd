// list objects: storage kinds and the operations that the runtime itself needs.
// Lists hold raw ints or floats until an element does not fit; only these
// functions look at the storage.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

inline bool isList(Value v) { return v && hasFlag(v, kSubclassList); }
inline bool isExactList(Value v) { return hasShape(v, BuiltinShape::List); }
inline uint64_t listLength(Value list) { return list.as<ListObject>()->length; }
Owned makeList(ThreadState &ts,
               size_t capacity = 0); ///< empty, with room for \p capacity items
Owned makeListFrom(ThreadState &ts, const Value *items, size_t count);
Owned makeListStealing(ThreadState &ts, Word *items, size_t count);
Owned listItem(ThreadState &ts, Value list, uint64_t i); ///< i < length
bool listSetItem(ThreadState &ts, Value list, uint64_t i,
                 Owned value); ///< i < length
bool listAppend(ThreadState &ts, Value list, Owned value);
bool listInsert(ThreadState &ts, Value list, uint64_t at, Owned value);
/// Turns the storage to words and gives them: valid until the list changes.
/// Null: MemoryError.
Word *listWords(ThreadState &ts, Value list);
Owned listPop(ThreadState &ts, Value list, uint64_t at);
bool listExtend_py(ThreadState &ts, Value list, Value iterable);
Owned listFromIterable_py(ThreadState &ts, Value iterable);
Owned listToTuple(ThreadState &ts, Value list);
bool listSort_py(ThreadState &ts, Value list, Value key, bool reverse);
void listClear(ThreadState &ts, Value list);
/// The first greatest or least item of a list that holds its numbers raw; null
/// without an exception: it does not, or is empty.
Owned listExtremeNumber(ThreadState &ts, Value list, bool greatest);
Owned listSlice(ThreadState &ts, Value list, uint64_t start, uint64_t end);
/// A new exact list of \p count items from \p start on, \p step apart.
Owned listStrided(ThreadState &ts, Value list, int64_t start, int64_t step,
                  uint64_t count);

} // namespace dxpy
