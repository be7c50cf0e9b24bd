// persistent_id and persistent_load: attributes that are given or inherited.
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/module.h"
#include "stdlib/pickle/pickle.h"

namespace dxpy::pickle {

Owned importName_py(ThreadState &ts, const char *module, const char *name) {
  Owned object = importModule_py(ts, module);
  Owned key = object ? internText(ts, name) : Owned();
  return key ? getAttr_py(ts, object, key) : Owned();
}

Owned Hook::call_py(ThreadState &ts, Value self, Value argument) const {
  Owned callable = copyOf(Value(function));
  return takesSelf ? dxpy::call_py(ts, callable, {self, argument})
                   : dxpy::call_py(ts, callable, {argument});
}

static void store(ThreadState &ts, Value self, Hook &hook, Value callable) {
  bool bound = hasShape(callable, BuiltinShape::Method) &&
               Value(callable.as<MethodObject>()->self) == self;
  hook.takesSelf = bound;
  storeField(
      ts, self.header(), &hook.function,
      copyOf(bound ? Value(callable.as<MethodObject>()->function) : callable));
}

bool findHook_py(ThreadState &ts, Value self, const char *name, Hook &hook) {
  Owned key = internText(ts, name);
  Owned found = key ? getAttrOptional_py(ts, self, key) : Owned();
  if (pendingException(ts))
    return false;
  if (found)
    store(ts, self, hook, found);
  else
    clearField(ts, self.header(), &hook.function);
  return true;
}

Owned hookValue(ThreadState &ts, Value self, const Hook &hook,
                const char *name) {
  if (!hook.isSet())
    return raise(ts, types::AttributeError, name);
  return hook.takesSelf ? makeBoundMethod(ts, Value(hook.function), self)
                        : copyOf(Value(hook.function));
}

bool setHook(ThreadState &ts, Value self, Hook &hook, const char *name,
             Value value) {
  if (!value)
    return raise(ts, types::TypeError, "attribute deletion is not supported");
  if (!isCallable(value))
    return raise(ts, types::TypeError,
                 "{} must be a callable taking one argument", {name});
  store(ts, self, hook, value);
  return true;
}

} // namespace dxpy::pickle
