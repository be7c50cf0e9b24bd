// tuple objects: creation and access.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"
#include <initializer_list>

namespace dxpy {

inline bool isTuple(Value v) { return v && hasFlag(v, kSubclassTuple); }
inline bool isExactTuple(Value v) { return hasShape(v, BuiltinShape::Tuple); }
inline uint64_t tupleLength(Value tuple) {
  return tuple.as<TupleObject>()->length;
}
inline Value tupleItem(Value tuple, uint64_t i) {
  return Value(tuple.as<TupleObject>()->items[i]);
}
/// The singleton ().
Value emptyTuple();
/// Copies \p items (adds references).
Owned makeTuple(ThreadState &ts, const Value *items, size_t count);
inline Owned makeTuple(ThreadState &ts, std::initializer_list<Value> items) {
  return makeTuple(ts, items.begin(), items.size());
}
/// Takes over \p items: on failure too they are released.
Owned makeTupleStealing(ThreadState &ts, Word *items, size_t count);
/// A tuple whose items are undef, to be set before anyone sees it.
TupleObject *allocateTuple(ThreadState &ts, size_t count);
Owned tupleSlice(ThreadState &ts, Value tuple, uint64_t start, uint64_t end);
/// tuple(iterable)
Owned tupleFromIterable_py(ThreadState &ts, Value iterable);

} // namespace dxpy
