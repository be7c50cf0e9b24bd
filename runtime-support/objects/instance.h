// The attributes that an instance has itself, wherever they lie: slots,
// overflow array, dict. No descriptors here.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// Null without an exception if absent. \p name is interned.
Owned instanceGet(ThreadState &ts, Value object, Value name);
/// The class has a __dict__ for its instances (kTypeHasDict).
bool instanceSet(ThreadState &ts, Value object, Value name, Value value);
/// 1 removed, 0 absent, -1 raised.
int instanceDelete(ThreadState &ts, Value object, Value name);
/// `object.__dict__ = dict`
bool setInstanceDict(ThreadState &ts, Value object, Value dict);
/// `object.__class__ = type`, between equal layouts (checked by the caller).
bool setInstanceClass(ThreadState &ts, Value object, TypeObject *type);
void visitInstanceAttributes(ObjectHeader *object, Visitor &visitor);

/// The value of slot \p index that `__slots__` has named; kUndef if unset.
Word namedSlot(Value object, uint32_t index);
bool setNamedSlot(ThreadState &ts, Value object, uint32_t index, Owned value);

} // namespace dxpy
