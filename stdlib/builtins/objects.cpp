// Builtin functions on any object: text forms and class tests.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "stdlib/builtins/functions.h"

namespace dxpy::builtins {

Owned ascii_(ThreadState &ts, Value, const Value *args) {
  return ascii_py(ts, args[0]);
}
Owned repr_(ThreadState &ts, Value, const Value *args) {
  return repr_py(ts, args[0]);
}
Owned callable_(ThreadState &, Value, const Value *args) {
  return ownedBool(isCallable(args[0]));
}
Owned format_(ThreadState &ts, Value, const Value *args) {
  if (args[1] && !isStr(args[1]))
    return raise(ts, types::TypeError,
                 "format() argument 2 must be str, not {}", {typeOf(args[1])});
  return format_py(ts, args[0], args[1]);
}
Owned isinstance_(ThreadState &ts, Value, const Value *args) {
  int is = isInstance_py(ts, args[0], args[1]);
  return is < 0 ? Owned() : ownedBool(is);
}
Owned issubclass_(ThreadState &ts, Value, const Value *args) {
  int is = isSubclass_py(ts, args[0], args[1]);
  return is < 0 ? Owned() : ownedBool(is);
}

} // namespace dxpy::builtins
