// Module atexit: functions to run at the end of the process, last first.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// Entries are (function, args tuple, keywords dict), in order of registration.
static constinit Word callbacks = 0;

static Value callbackList(ThreadState &ts) {
  if (!callbacks)
    callbacks = makeList(ts).take();
  return Value(callbacks);
}

static Owned register_(ThreadState &ts, Value, const Arguments &args) {
  if (!args.positionalCount)
    return raise(ts, types::TypeError,
                 "register() takes at least 1 argument (0 given)");
  if (!isCallable(args[0]))
    return raise(ts, types::TypeError, "the first argument must be callable");
  Owned rest = makeTuple(ts, args.values + 1, args.positionalCount - 1);
  Owned keywords = makeDict(ts);
  for (uint64_t i = 0; keywords && args.names && i < tupleLength(args.names);
       ++i)
    if (!dictSet_py(ts, keywords, tupleItem(args.names, i),
                    args[args.positionalCount + i]))
      return {};
  Owned entry = rest && keywords
                    ? makeTuple(ts, {args[0], rest.value(), keywords.value()})
                    : Owned();
  Value list = callbackList(ts);
  if (!entry || !list || !listAppend(ts, list, std::move(entry)))
    return {};
  return copyOf(args[0]);
}

static Owned clear(ThreadState &ts, Value, const Value *) {
  if (callbacks)
    listClear(ts, Value(callbacks));
  return ownedNone();
}

static Owned unregister(ThreadState &ts, Value, const Value *args) {
  Value list = callbackList(ts);
  for (uint64_t i = list ? listLength(list) : 0; i-- > 0;) {
    if (i >= listLength(list))
      continue;
    Owned entry = listItem(ts, list, i);
    int same = equal_py(ts, tupleItem(entry, 0), args[0]);
    if (same < 0)
      return {};
    if (same && i < listLength(list))
      (void)listPop(ts, list, i);
  }
  return ownedNone();
}

static Owned runExitFunctions(ThreadState &ts, Value, const Value *) {
  Value list = callbackList(ts);
  while (list && listLength(list)) {
    Owned entry = listPop(ts, list, listLength(list) - 1);
    Value function = tupleItem(entry, 0);
    if (callTuple_py(ts, function, tupleItem(entry, 1), tupleItem(entry, 2)))
      continue;
    Owned error = takeException(ts);
    reportUnraisable_py(ts, error, function,
                        "Exception ignored in atexit callback");
  }
  return ownedNone();
}

static Owned count(ThreadState &ts, Value, const Value *) {
  return makeUnsigned(ts, listLength(callbackList(ts)));
}

static constexpr MethodDef functions[] = {
    {"register", register_,
     "register(func, *args, **kwargs) -> func\n\nRegister a function to be "
     "executed upon normal program termination"},
    {"_clear", clear, "()",
     "_clear() -> None\n\nClear the list of previously registered exit "
     "functions."},
    {"unregister", unregister, "(func, /)",
     "unregister(func) -> None\n\nUnregister an exit function which was "
     "previously registered using\natexit.register"},
    {"_run_exitfuncs", runExitFunctions, "()",
     "_run_exitfuncs() -> None\n\nRun all registered exit functions."},
    {"_ncallbacks", count, "()",
     "_ncallbacks() -> int\n\nReturn the number of registered exit "
     "functions."},
    {},
};

DX_NATIVE_MODULE(atexit,
                 "allow programmer to define multiple exit functions to be "
                 "executed\nupon normal program termination.\n\nTwo public "
                 "functions, register and unregister, are defined.\n",
                 functions)

} // namespace dxpy
