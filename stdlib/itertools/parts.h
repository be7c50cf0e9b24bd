// The types of module itertools, and what their files share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy::itertools {

extern TypeObject accumulateType, chainType, combinationsType,
    combinationsWithReplacementType, compressType, countType, cycleType,
    dropWhileType, filterFalseType, groupByType, grouperType, isliceType,
    pairwiseType, permutationsType, productType, repeatType, starmapType,
    takeWhileType, teeType, teeDataType, zipLongestType;

Owned tee(ThreadState &ts, Value module, const Value *args);

inline constexpr char kReduceDoc[] = "Return state information for pickling.";
inline constexpr char kSetStateDoc[] = "Set state information for unpickling.";

/// An iterator type whose instances own the words of \p Fields.
template <typename Fields>
constexpr TypeObject iteratorType(const TypeSpec &spec, size_t size,
                                  slot::Unary next, slot::New new_,
                                  slot::Unary repr = nullptr) {
  return {.header = typeHeader(),
          .spec = &spec,
          .flags = kTypeBase | kTypeContainer,
          .basicSize = uint32_t(size),
          .slots = {.deallocate = Fields::deallocate,
                    .visit = Fields::visit,
                    .repr = repr,
                    .iter = iterateSelf,
                    .next = next,
                    .new_ = new_}};
}

/// Keyword arguments of a subclass with its own __init__ are its own affair.
inline bool checkNoKeywordsFor(ThreadState &ts, TypeObject *type,
                               const TypeObject &base, const char *name,
                               const Arguments &args) {
  return (type != &base && type->slots.init != base.slots.init) ||
         checkNoKeywords(ts, name, args);
}

/// The items of a pickled state. False: no tuple of \p count items.
inline bool checkState(ThreadState &ts, Value state, size_t count) {
  if (!isTuple(state))
    return raise(ts, types::TypeError, "state is not a tuple");
  if (tupleLength(state) != count)
    return raise(ts, types::TypeError,
                 "function takes exactly {} arguments ({} given)",
                 {count, tupleLength(state)});
  return true;
}

/// An argument that must be an instance of a type.
inline bool checkStateItem(ThreadState &ts, Value state, size_t i,
                           const TypeObject &type) {
  Value item = tupleItem(state, i);
  if (isSubtype(typeOf(item), &type))
    return true;
  return raise(
      ts, types::TypeError, "argument {} must be {}, not {}",
      {i + 1, nativeQualifiedName(&type), nativeQualifiedName(typeOf(item))});
}

/// An int as PyLong_AsSsize_t takes it.
inline bool plainIndex(ThreadState &ts, Value value, int64_t &out) {
  if (!isInt(value))
    return raise(ts, types::TypeError, "an integer is required");
  if (!intFitsInt64(value, out))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  return true;
}

/// (type, args) and (type, args, state); a null operand means raised.
inline Owned reduced(ThreadState &ts, Value self, const Owned &args) {
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}
inline Owned reduced(ThreadState &ts, Value self, const Owned &args,
                     Value state) {
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value(), state})
              : Owned();
}

template <typename Set>
Owned setFlag_py(ThreadState &ts, Value state, Set set) {
  int truth = isTrue_py(ts, state);
  if (truth < 0)
    return {};
  set(truth != 0);
  return ownedNone();
}

} // namespace dxpy::itertools
