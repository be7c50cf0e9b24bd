// Functions of module sys.
#include "runtime-support/builtins/coroutine.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/interpreter/trace.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/sys/parts.h"
#include <cstdlib>
#include <string>

namespace dxpy {

// Exceptions
// --------------------------------------------------------------------

static Owned excInfo(ThreadState &ts, Value, const Value *) {
  Value handled(ts.handled);
  if (handled.isNone())
    return makeTuple(ts, {none, none, none});
  return makeTuple(ts, {Value(typeOf(handled)), handled,
                        Value(handled.as<ExceptionObject>()->traceback)});
}
static Owned exception(ThreadState &ts, Value, const Value *) {
  return copyOf(Value(ts.handled));
}
static Owned exit_(ThreadState &ts, Value, const Value *args) {
  Value cls(&types::SystemExit);
  Owned error = !args[0] || args[0].isNone() ? call_py(ts, cls)
                : isTuple(args[0]) ? callTuple_py(ts, cls, args[0], {})
                                   : call_py(ts, cls, {args[0]});
  return error ? Owned(raiseObject(ts, error)) : Owned();
}

static Owned excepthook(ThreadState &ts, Value, const Value *args) {
  printException_py(ts, args[1], args[2]);
  return ownedNone();
}

static Owned unraisablehook(ThreadState &ts, Value, const Value *args) {
  printUnraisable_py(ts, args[0]);
  return ownedNone();
}

static Owned displayhook(ThreadState &ts, Value, const Value *args) {
  if (args[0].isNone())
    return ownedNone();
  Owned underscore = internText(ts, "_");
  Value builtins = moduleDict(builtinsModule());
  if (!dictSetName(ts, builtins, underscore, none))
    return {};
  Owned text = repr_py(ts, args[0]);
  Value out = dictGetName(ts, moduleDict(sysModule()), &names::stdout_);
  if (!text)
    return {};
  if (!out || out.isNone())
    return raise(ts, types::RuntimeError, "lost sys.stdout");
  Owned hold = copyOf(out), newline = strFromChar(ts, '\n');
  if (!callMethod_py(ts, hold, &names::write, {text}) ||
      !callMethod_py(ts, hold, &names::write, {newline}) ||
      !dictSetName(ts, builtins, underscore, args[0]))
    return {};
  return ownedNone();
}

/// The function that `$PYTHONBREAKPOINT` names; null without an exception if
/// there is none.
static Owned importHook_py(ThreadState &ts, std::string_view path) {
  size_t dot = path.rfind('.');
  bool dotted = dot != path.npos;
  if (dot == 0 || path.empty())
    return {};
  Owned moduleName = internText(ts, dotted ? path.substr(0, dot) : "builtins");
  Owned name = internText(ts, dotted ? path.substr(dot + 1) : path);
  Owned module =
      name && moduleName ? importAbsolute_py(ts, moduleName) : Owned();
  if (!module) {
    if (pendingMatches(ts, types::ImportError))
      clearException(ts);
    return {};
  }
  return getAttrOptional_py(ts, module, name);
}

static Owned breakpointhook(ThreadState &ts, Value, const Arguments &args) {
  const char *given = std::getenv("PYTHONBREAKPOINT");
  std::string path = given && *given ? given : "pdb.set_trace";
  if (path == "0")
    return ownedNone();
  Owned function = importHook_py(ts, path);
  if (function)
    return call_py(ts, function, args);
  if (pendingException(ts) ||
      !warn_py(ts, types::RuntimeWarning,
               "Ignoring unimportable $PYTHONBREAKPOINT: \"" + path + "\""))
    return {};
  return ownedNone();
}

// Frames and limits
// ---------------------------------------------------------------

static Owned getframe(ThreadState &ts, Value, const Value *args) {
  int64_t depth =
      args[0] ? toIndexInt64_py(ts, args[0], &types::OverflowError) : 0;
  if (pendingException(ts))
    return {};
  Owned frame = currentFrame(ts, depth < 0 ? 0 : unsigned(depth));
  if (!frame && !pendingException(ts))
    raise(ts, types::ValueError, "call stack is not deep enough");
  return frame;
}

/// The innermost frames of all threads by their identifiers.
static Owned currentFrames(ThreadState &ts, Value, const Value *) {
  Owned dict = makeDict(ts);
  if (!dict)
    return {};
  for (ThreadState *each = firstThread(); each; each = nextThread(each)) {
    Owned frame = currentFrameOf(ts, *each);
    Owned id = makeUnsigned(ts, each->nativeThread);
    if (pendingException(ts) || (frame && !dictSet_py(ts, dict, id, frame)))
      return {};
  }
  return dict;
}

static Owned getRecursionLimit(ThreadState &ts, Value, const Value *) {
  return Owned::steal(smallIntWord(ts.recursionLimit));
}
static Owned setRecursionLimit_(ThreadState &ts, Value, const Value *args) {
  int64_t limit = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (limit < 1)
    return raise(ts, types::ValueError,
                 "recursion limit must be greater or equal than 1");
  int32_t depth = ts.recursionLimit - ts.depth;
  if (depth >= limit)
    return raise(ts, types::RecursionError,
                 "cannot set the recursion limit to {} at the recursion depth "
                 "{}: the limit is too low",
                 {limit, int(depth)});
  setRecursionLimit(ts, int(limit > INT32_MAX / 2 ? INT32_MAX / 2 : limit));
  return ownedNone();
}

// Objects
// ---------------------------------------------------------------------------

static Owned intern_(ThreadState &ts, Value, const Value *args) {
  if (!isExactStr(args[0]))
    return raise(ts, types::TypeError,
                 isStr(args[0]) ? "can't intern {}"
                                : "intern() argument must be str, not {}",
                 {typeOf(args[0])});
  return intern(ts, copyOf(args[0]));
}
/// Counts of immediates and immortals mean nothing; a large number says so.
static Owned getRefcount(ThreadState &, Value, const Value *args) {
  if (!args[0].isPointer() || (args[0].header()->gc & kGcImage))
    return Owned::steal(smallIntWord(1000000000));
  return Owned::steal(smallIntWord(ownersCount(args[0].header()) + 1));
}
static Owned getSizeof(ThreadState &ts, Value, const Value *args) {
  Owned method = lookupSpecial_py(ts, args[0], &names::__sizeof__);
  if (!method) {
    if (pendingException(ts) || !args[1])
      return pendingException(ts)
                 ? Owned()
                 : Owned(raise(ts, types::TypeError,
                               "Type {} doesn't define __sizeof__",
                               {typeOf(args[0])}));
    return copyOf(args[1]);
  }
  return call_py(ts, method);
}
static Owned isFinalizing(ThreadState &, Value, const Value *) {
  return ownedBool(processIsEnding());
}

// Texts
// -----------------------------------------------------------------------------

static Owned defaultEncoding(ThreadState &ts, Value, const Value *) {
  return makeStr(ts, "utf-8");
}
static Owned fileSystemErrors(ThreadState &ts, Value, const Value *) {
  return makeStr(ts, "surrogateescape");
}
static Owned getMaxDigits(ThreadState &, Value, const Value *) {
  return Owned::steal(smallIntWord(int64_t(intMaxStrDigits)));
}
static Owned setMaxDigits(ThreadState &ts, Value, const Value *args) {
  int64_t limit = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (limit != 0 && limit < 640)
    return raise(ts, types::ValueError,
                 "maxdigits must be 0 or larger than 640");
  intMaxStrDigits = int(limit > INT32_MAX ? INT32_MAX : limit);
  return ownedNone();
}

// Tracing and hooks
// -----------------------------------------------------------------

static Owned nothing(ThreadState &, Value, const Value *) {
  return ownedNone();
}
static Owned ignoreArguments(ThreadState &, Value, const Arguments &) {
  return ownedNone();
}

static Owned getAsyncHooks(ThreadState &ts, Value, const Value *) {
  static constinit Word type = 0;
  if (!type) {
    Owned made = makeStructSequenceType(ts, {"sys.asyncgen_hooks",
                                             "Built-in asyncgen_hooks",
                                             {"firstiter", "finalizer"},
                                             2});
    if (!made)
      return {};
    type = made.take();
  }
  Owned values[] = {copyOf(Value(ts.asyncgenFirstiter)),
                    copyOf(Value(ts.asyncgenFinalizer))};
  return makeStructSequence(ts, Value(type), values, 2);
}
static Owned setAsyncHooks(ThreadState &ts, Value, const Value *args) {
  for (int i = 0; i < 2; ++i)
    if (args[i] && !args[i].isNone() && !isCallable(args[i]))
      return raise(ts, types::TypeError, "callable {} expected, got {}",
                   {i ? "finalizer" : "firstiter", typeOf(args[i])});
  Word *fields[] = {&ts.asyncgenFirstiter, &ts.asyncgenFinalizer};
  for (int i = 0; i < 2; ++i)
    if (args[i])
      release(&ts, std::exchange(*fields[i], copyOf(args[i]).take()));
  return ownedNone();
}
static Owned getOriginDepth(ThreadState &, Value, const Value *) {
  return Owned::steal(smallIntWord(coroutineOriginDepth));
}
static Owned setOriginDepth(ThreadState &ts, Value, const Value *args) {
  int64_t depth = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (depth < 0)
    return raise(ts, types::ValueError, "depth must be >= 0");
  coroutineOriginDepth = int32_t(depth);
  return ownedNone();
}
static Owned getSwitchInterval(ThreadState &ts, Value, const Value *) {
  return makeFloat(ts, double(switchInterval) * 1e-9);
}
static Owned setSwitchInterval(ThreadState &ts, Value, const Value *args) {
  double seconds = toDouble_py(ts, args[0]);
  if (pendingException(ts))
    return {};
  if (!(seconds > 0))
    return raise(ts, types::ValueError,
                 "switch interval must be strictly positive");
  switchInterval =
      seconds > 1e6 ? 1'000'000'000'000'000 : int64_t(seconds * 1e9);
  return ownedNone();
}

static Owned setTrace(ThreadState &ts, Value, const Value *args) {
  setTraceFunction(ts, args[0]);
  return ownedNone();
}
static Owned setProfile(ThreadState &ts, Value, const Value *args) {
  setProfileFunction(ts, args[0]);
  return ownedNone();
}
static Owned getTrace(ThreadState &ts, Value, const Value *) {
  return traceFunction(ts);
}
static Owned getProfile(ThreadState &ts, Value, const Value *) {
  return profileFunction(ts);
}

constexpr MethodDef sysFunctions[] = {
    {"_current_frames", currentFrames, "()"},
    {"_getframe", getframe, "(depth=0, /)",
     "Return a frame object from the call stack."},
    {"addaudithook", nothing, "(hook)"},
    {"audit", ignoreArguments, "audit(event, *args)"},
    {"breakpointhook", breakpointhook, "breakpointhook(*args, **kws)"},
    {"displayhook", displayhook, "(object, /)",
     "Print an object to sys.stdout and also save it in builtins._"},
    {"exc_info", excInfo, "()",
     "Return current exception information: (type, value, traceback)."},
    {"excepthook", excepthook, "(exctype, value, traceback, /)",
     "Handle an exception by displaying it with a traceback on sys.stderr."},
    {"exception", exception, "()", "Return the current exception."},
    {"exit", exit_, "(status=None, /)",
     "Exit the interpreter by raising SystemExit(status)."},
    {"get_asyncgen_hooks", getAsyncHooks, "()"},
    {"get_coroutine_origin_tracking_depth", getOriginDepth, "()"},
    {"get_int_max_str_digits", getMaxDigits, "()"},
    {"getdefaultencoding", defaultEncoding, "()"},
    {"getfilesystemencodeerrors", fileSystemErrors, "()"},
    {"getfilesystemencoding", defaultEncoding, "()"},
    {"getprofile", getProfile, "()"},
    {"getrecursionlimit", getRecursionLimit, "()"},
    {"getrefcount", getRefcount, "(object, /)"},
    {"getsizeof", getSizeof, "(object, default=None)"},
    {"getswitchinterval", getSwitchInterval, "()"},
    {"gettrace", getTrace, "()"},
    {"intern", intern_, "(string, /)"},
    {"is_finalizing", isFinalizing, "()"},
    {"set_asyncgen_hooks", setAsyncHooks, "(firstiter=None, finalizer=None)"},
    {"set_coroutine_origin_tracking_depth", setOriginDepth, "(depth)"},
    {"set_int_max_str_digits", setMaxDigits, "(maxdigits)"},
    {"setprofile", setProfile, "(function, /)"},
    {"setrecursionlimit", setRecursionLimit_, "(limit, /)"},
    {"setswitchinterval", setSwitchInterval, "(interval, /)"},
    {"settrace", setTrace, "(function, /)"},
    {"unraisablehook", unraisablehook, "(unraisable, /)"},
    {},
};

bool addHooks(ThreadState &ts, Value module) {
  struct {
    const char *name, *twin;
  } rows[] = {{"displayhook", "__displayhook__"},
              {"excepthook", "__excepthook__"},
              {"breakpointhook", "__breakpointhook__"},
              {"unraisablehook", "__unraisablehook__"}};
  for (auto &row : rows) {
    Owned key = internText(ts, row.name);
    if (!key || !addToModule(ts, module, row.twin,
                             copyOf(dictGetName(ts, moduleDict(module), key))))
      return false;
  }
  return true;
}

} // namespace dxpy
