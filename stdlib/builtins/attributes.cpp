// Builtin functions on attributes and namespaces.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "stdlib/builtins/functions.h"

namespace dxpy::builtins {

static bool checkName(ThreadState &ts, Value name) {
  return isStr(name) ||
         raise(ts, types::TypeError, "attribute name must be string, not '{}'",
               {typeOf(name)});
}

Owned getattr_(ThreadState &ts, Value, const Arguments &args) {
  if (!checkNoKeywords(ts, "getattr", args) ||
      !checkPositional(ts, "getattr", args, 2, 3) || !checkName(ts, args[1]))
    return {};
  if (args.positionalCount == 2)
    return getAttr_py(ts, args[0], args[1]);
  Owned found = getAttrOptional_py(ts, args[0], args[1]);
  return found || pendingException(ts) ? std::move(found) : copyOf(args[2]);
}

Owned hasattr_(ThreadState &ts, Value, const Value *args) {
  if (!checkName(ts, args[1]))
    return {};
  Owned found = getAttrOptional_py(ts, args[0], args[1]);
  return pendingException(ts) ? Owned() : ownedBool(bool(found));
}

Owned setattr_(ThreadState &ts, Value, const Value *args) {
  if (!checkName(ts, args[1]))
    return {};
  return setAttr_py(ts, args[0], args[1], args[2]) ? ownedNone() : Owned();
}

Owned delattr_(ThreadState &ts, Value, const Value *args) {
  if (!checkName(ts, args[1]))
    return {};
  return setAttr_py(ts, args[0], args[1], {}) ? ownedNone() : Owned();
}

// Namespaces
// --------------------------------------------------------------------

Owned globals_(ThreadState &ts, Value, const Value *) {
  Value globals = currentGlobals(ts);
  return globals ? copyOf(globals) : ownedNone();
}

Owned locals_(ThreadState &ts, Value, const Value *) {
  Owned frame = currentFrame(ts);
  if (!frame)
    return pendingException(ts)
               ? Owned()
               : Owned(raise(ts, types::SystemError, "frame does not exist"));
  return frameLocals_py(ts, frame.as<FrameObject>());
}

Owned vars_(ThreadState &ts, Value self, const Value *args) {
  if (!args[0])
    return locals_(ts, self, nullptr);
  Owned dict = getAttrOptional_py(ts, args[0], &names::__dict__);
  if (!dict && !pendingException(ts))
    raise(ts, types::TypeError, "vars() argument must have __dict__ attribute");
  return dict;
}

static Owned sortedNames_py(ThreadState &ts, Value names_) {
  Owned list = listFromIterable_py(ts, names_);
  if (!list || !listSort_py(ts, list, {}, false))
    return {};
  return list;
}

Owned dir_(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "dir", args) ||
      !checkPositional(ts, "dir", args, 0, 1))
    return {};
  if (!args.positionalCount) {
    Owned space = locals_(ts, self, nullptr);
    Owned keys = space ? callMethod_py(ts, space, &names::keys) : Owned();
    return keys ? sortedNames_py(ts, keys) : Owned();
  }
  Owned method = lookupSpecial_py(ts, args[0], &names::__dir__);
  if (!method) {
    if (!pendingException(ts))
      raise(ts, types::TypeError, "object does not provide __dir__");
    return {};
  }
  Owned names_ = call_py(ts, method);
  return names_ ? sortedNames_py(ts, names_) : Owned();
}

} // namespace dxpy::builtins
