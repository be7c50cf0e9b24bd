// What the files of the type dict share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/dict_internal.h"

namespace dxpy {

/// What an iterator or view gives of an entry.
enum class DictPart : uint8_t { Key, Value, Item };

Owned dictKeyIterator(ThreadState &ts, Value dict);
Owned dictReversed(ThreadState &ts, Value dict, const Value *args);
Owned makeDictIterator(ThreadState &ts, Value dict, DictPart part,
                       bool backward);
template <DictPart part>
Owned dictView(ThreadState &ts, Value dict, const Value *args);

struct DictViewObject {
  ObjectHeader header;
  Word dict;
};
inline Value viewedDict(Value view) {
  return Value(view.as<DictViewObject>()->dict);
}

// Operations of keys and items views (dict_view_sets.cpp).
Owned viewCompare(ThreadState &ts, Value self, Value other, CompareOp op);
Owned viewAnd(ThreadState &ts, Value left, Value right);
Owned viewOr(ThreadState &ts, Value left, Value right);
Owned viewXor(ThreadState &ts, Value left, Value right);
Owned viewSubtract(ThreadState &ts, Value left, Value right);
Owned viewIsDisjoint(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy
