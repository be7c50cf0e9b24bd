// Weak references live in a side table, not in objects (flag
// kHasWeakReferences).
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// A weak reference or proxy. All references to one object form a list, newest
/// first; the side table maps the object to its head.
struct WeakReferenceObject {
  ObjectHeader header;
  Word target;   ///< not counted; 0: dead
  Word callback; ///< or None
  int64_t hash;  ///< of the referent, once asked for; -1: not yet
  WeakReferenceObject *newer, *older;
};

/// The weak reference to \p object, as weakref.ref(object, callback) does.
Owned makeWeakReference(ThreadState &ts, TypeObject *type, Value object,
                        Value callback);
/// weakref.proxy(object, callback)
Owned makeWeakProxy(ThreadState &ts, Value object, Value callback);
/// The referent with a new reference, or null when it is dead.
Owned weakReferent(ThreadState &ts, Value reference);
/// `object.__weakref__`: the first one, or None.
Owned firstWeakReference(ThreadState &ts, Value object);
uint64_t weakReferenceCount(Value object);
/// All references to an object: a list.
Owned weakReferences(ThreadState &ts, Value object);
// Slots of the types of references.
void visitWeakReference(ObjectHeader *self, Visitor &visitor);
void clearWeakReference(ThreadState &ts, ObjectHeader *self);
void deallocateWeakReference(ThreadState &ts, ObjectHeader *self);
/// Takes a dying reference out of its list.
void unlinkWeakReference(WeakReferenceObject *reference);

} // namespace dxpy
