// The types of module _functools.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"

namespace dxpy::functools {

extern TypeObject partialType, keyWrapperType, lruCacheType, lruLinkType;

Owned reduce(ThreadState &ts, Value module, const Value *args);
Owned cmpToKey(ThreadState &ts, Value module, const Value *args);

// `__dict__` of instances, as that of classes made by a class statement.
inline Owned getAttributes(ThreadState &ts, Value self) {
  return dictAttributeDef.get(ts, self);
}
inline bool setAttributes(ThreadState &ts, Value self, Value dict) {
  return dictAttributeDef.set(ts, self, dict);
}

} // namespace dxpy::functools
