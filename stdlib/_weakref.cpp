// _weakref: what weakref.py builds on.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/weak_references.h"

namespace dxpy {

namespace {

Owned getWeakrefCount(ThreadState &ts, Value, const Value *args) {
  return makeInt(ts, int64_t(weakReferenceCount(args[0])));
}

Owned getWeakrefs(ThreadState &ts, Value, const Value *args) {
  return weakReferences(ts, args[0]);
}

Owned proxy(ThreadState &ts, Value, const Value *args) {
  return makeWeakProxy(ts, args[0], args[1]);
}

/// Removes the entry if its value is a weak reference that has died.
Owned removeDead(ThreadState &ts, Value, const Value *args) {
  if (!isDict(args[0]))
    return raise(ts, types::TypeError,
                 "_remove_dead_weakref() argument 1 must be dict, not {}",
                 {typeOf(args[0])});
  Value found = dictGet_py(ts, args[0], args[1]);
  if (!found)
    return pendingException(ts) ? Owned() : ownedNone();
  if (!isSubtype(typeOf(found), &types::WeakReference))
    return raise(ts, types::TypeError, "not a weakref");
  if (found.as<WeakReferenceObject>()->target)
    return ownedNone();
  return dictDelete_py(ts, args[0], args[1]) < 0 ? Owned() : ownedNone();
}

constexpr MethodDef functions[] = {
    {"getweakrefcount", getWeakrefCount, "(object, /)",
     "Return the number of weak references to 'object'."},
    {"getweakrefs", getWeakrefs, "(object, /)",
     "Return a list of all weak reference objects pointing to 'object'."},
    {"proxy", proxy, "(object, callback=None, /)",
     "Create a proxy object that weakly references 'object'.\n\n'callback', if "
     "given, is called with a reference to the\nproxy when 'object' is about "
     "to be finalized."},
    {"_remove_dead_weakref", removeDead, "(dct, key, /)",
     "Atomically remove key from dict if it points to a dead weakref."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return addToModule(ts, module, "ref", copyOf(Value(&types::WeakReference))) &&
         addToModule(ts, module, "ReferenceType",
                     copyOf(Value(&types::WeakReference))) &&
         addToModule(ts, module, "ProxyType",
                     copyOf(Value(&types::WeakProxy))) &&
         addToModule(ts, module, "CallableProxyType",
                     copyOf(Value(&types::WeakCallableProxy)));
}

} // namespace

DX_NATIVE_MODULE(_weakref, .doc = "Weak-reference support module.",
                 .functions = functions, .execute = execute)

} // namespace dxpy
