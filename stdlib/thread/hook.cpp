// threading.excepthook: an exception that has left Thread.run().
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/thread/thread.h"

namespace dxpy {

static Owned attribute_py(ThreadState &ts, Value object, const char *name) {
  Owned key = internText(ts, name);
  Owned found = key ? getAttrOptional_py(ts, object, key) : Owned();
  clearException(ts);
  return found;
}

/// Where to print: sys.stderr, or what it was when the thread was made; null:
/// nowhere.
static Owned outputFor_py(ThreadState &ts, Value thread) {
  Value file = dictGetName(ts, moduleDict(sysModule()), &names::stderr_);
  if (file && !file.isNone())
    return copyOf(file);
  Owned own = thread.isNone() ? Owned() : attribute_py(ts, thread, "_stderr");
  return own && !own.value().isNone() ? std::move(own) : Owned();
}

Owned exceptHook(ThreadState &ts, Value module, const Value *args) {
  Owned name = internText(ts, "_ExceptHookArgs");
  Value expected = name ? dictGetName(ts, moduleDict(module), name) : Value();
  if (!expected || Value(typeOf(args[0])) != expected)
    return raise(ts, types::TypeError,
                 "_thread.excepthook argument type must be ExceptHookArgs");
  Value type = tupleItem(args[0], 0), exception = tupleItem(args[0], 1),
        traceback = tupleItem(args[0], 2), thread = tupleItem(args[0], 3);
  if (type == Value(&types::SystemExit))
    return ownedNone();
  Owned file = outputFor_py(ts, thread);
  if (!file)
    return ownedNone();
  StrBuilder text(ts);
  text.append("Exception in thread ");
  Owned threadName =
      thread.isNone() ? Owned() : attribute_py(ts, thread, "name");
  if (!threadName || !text.appendStr_py(threadName)) {
    clearException(ts);
    text.appendInt(int64_t(threadIdentity()));
  }
  text.append(":\n");
  Owned head = text.finish();
  if (!head || !callMethod_py(ts, file, &names::write, {head}))
    return {};
  printExceptionTo_py(ts, file, exception, traceback);
  return ownedNone();
}

} // namespace dxpy
