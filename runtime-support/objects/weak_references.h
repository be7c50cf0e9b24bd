// Weak references live in a side table, not in objects (flag kHasWeakReferences).
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy {

/// The weak reference to \p object, as weakref.ref(object, callback) does.
Owned makeWeakReference(ThreadState &ts, TypeObject *type, Value object, Value callback);
/// The referent with a new reference, or null when it is dead.
Owned weakReferent(ThreadState &ts, Value reference);

/// `object.__weakref__`: the first one, or None.
Owned firstWeakReference(ThreadState &ts, Value object);

} // namespace dxpy
