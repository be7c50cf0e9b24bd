// The end of a process: exit codes, atexit, flushing, the teardown of modules
// (CPython's Py_FinalizeEx and finalize_modules, in their order).
#include "runtime-support/start/process_exit.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/weak_references.h"
#include <csignal>
#include <unistd.h>
#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#endif

namespace dxpy {

// Exit codes
// --------------------------------------------------------------------

static int systemExitCode_py(ThreadState &ts, Value exception) {
  Owned name = internText(ts, "code");
  Owned code = getAttrOptional_py(ts, exception, name);
  clearException(ts);
  if (!code || code.value().isNone())
    return 0;
  if (isInt(code)) {
    int64_t number = -1;
    return intFitsInt64(code, number) ? int(number & 0xFF) : 255;
  }
  StrBuilder text(ts);
  if (!text.appendStr_py(code))
    clearException(ts);
  text.append("\n");
  writeStderr_py(ts, text.view());
  return 1;
}

int exitCodeOf_py(ThreadState &ts) {
  for (int again = 0; again < 2; ++again) {
    Owned exception = takeException(ts);
    if (!exception)
      return 0;
    if (isSubtype(typeOf(exception), &types::SystemExit))
      return systemExitCode_py(ts, exception);
    bool interrupted = isSubtype(typeOf(exception), &types::KeyboardInterrupt);
    Value out = dictGetName(ts, moduleDict(sysModule()), &names::stdout_);
    if (out && !out.isNone()) {
      Owned hold = copyOf(out);
      if (!callMethod_py(ts, hold, &names::flush))
        clearException(ts);
    }
    reportUncaught_py(ts, std::move(exception));
    if (!pendingException(ts)) // else SystemExit from the hook
      return interrupted ? kKilledByInterrupt : 1;
  }
  return 1;
}

// Flushing
// ----------------------------------------------------------------------

/// False: something could not be written.
static bool flushStream_py(ThreadState &ts, StrObject &name, bool report) {
  Value file = dictGetName(ts, moduleDict(sysModule()), &name);
  if (!file || file.isNone())
    return true;
  Owned hold = copyOf(file);
  int own = flushOwnStream ? flushOwnStream(ts, hold) : -1;
  if (own == 1)
    return true;
  if (own == -1) {
    Owned closedName = internText(ts, "closed");
    Owned closed = getAttrOptional_py(ts, hold, closedName);
    clearException(ts);
    if ((closed && isTrue_py(ts, closed) > 0) ||
        callMethod_py(ts, hold, &names::flush))
      return true;
  }
  if (report)
    writeUnraisable(ts, hold);
  else
    clearException(ts);
  return false;
}

static bool flushStandardStreams_py(ThreadState &ts, bool report) {
  bool out = flushStream_py(ts, names::stdout_, report);
  flushStream_py(ts, names::stderr_, false);
  return out;
}

// Functions to run
// ----------------------------------------------------------------

/// module.function() if the module has been imported.
static void callIfImported_py(ThreadState &ts, const char *module,
                              const char *function) {
  Owned name = internText(ts, module);
  Value found = name ? dictGet_py(ts, modulesTable(), name) : Value();
  clearException(ts);
  if (!found || found.isNone())
    return;
  Owned hold = copyOf(found), method = internText(ts, function);
  Owned callable = getAttrOptional_py(ts, hold, method);
  if (callable && !call_py(ts, callable))
    writeUnraisable(ts, callable);
  clearException(ts);
}

// Modules
// -------------------------------------------------------------------------

static void setToNone(ThreadState &ts, Value dict, const char *name) {
  Owned key = internText(ts, name);
  if (!key || !dictSetName(ts, dict, key, none))
    clearException(ts);
}

static void dropSpecialNames(ThreadState &ts) {
  Value sys = moduleDict(sysModule());
  setToNone(ts, moduleDict(builtinsModule()), "_");
  for (const char *name :
       {"path", "argv", "ps1", "ps2", "last_type", "last_value",
        "last_traceback", "path_hooks", "path_importer_cache", "meta_path"})
    setToNone(ts, sys, name);
  static constexpr struct {
    StrObject *name;
    const char *twin;
  } streams[] = {{&names::stdin_, "__stdin__"},
                 {&names::stdout_, "__stdout__"},
                 {&names::stderr_, "__stderr__"}};
  for (auto &stream : streams) {
    Owned twin = internText(ts, stream.twin);
    Value original = twin ? dictGetName(ts, sys, twin) : Value();
    dictSetName(ts, sys, stream.name, original ? original : none);
  }
}

/// Names to None: first those with one underscore in front, then the others.
static void clearNamespace(ThreadState &ts, Value dict) {
  Owned keys = dictKeys(ts, dict);
  for (int round = 0; keys && round < 2; ++round)
    for (uint64_t i = 0; i < listLength(keys); ++i) {
      Owned key = listItem(ts, keys, i);
      if (!isStr(key))
        continue;
      std::string_view text = strText(key);
      bool one = text.size() > 1 && text[0] == '_' && text[1] != '_';
      bool chosen = round == 0 ? one : !one && text != "__builtins__";
      Value value = dictGet_py(ts, dict, key);
      if (chosen && value && !value.isNone() &&
          !dictSet_py(ts, dict, key, none))
        clearException(ts);
    }
}

static void endModules_py(ThreadState &ts) {
  dropSpecialNames(ts);
  forgetAllCode();
  Owned modules = copyOf(modulesTable());
  Owned names_ = dictKeys(ts, modules), references = makeList(ts);
  // Every entry becomes None; what only sys.modules held dies now, in order.
  for (uint64_t i = 0; names_ && references && i < listLength(names_); ++i) {
    Owned name = listItem(ts, names_, i);
    Owned module = copyOf(dictGet_py(ts, modules, name));
    if (!module || !isSubtype(typeOf(module), &types::Module))
      continue;
    if (module.value() != sysModule() && module.value() != builtinsModule()) {
      Owned reference =
          makeWeakReference(ts, &types::WeakReference, module, none);
      if (reference)
        listAppend(ts, references, std::move(reference));
    }
    clearException(ts);
    dictSet_py(ts, modules, name, none);
  }
  dictClear(ts, modules);
  collectCycles(ts);
  // Modules that still live are cleared, the last imported first.
  for (uint64_t i = references ? listLength(references) : 0; i-- > 0;) {
    Owned reference = listItem(ts, references, i);
    Owned module = weakReferent(ts, reference);
    if (module && !module.value().isNone())
      clearNamespace(ts, moduleDict(module));
  }
  references.reset();
  forgetAllCode();
  collectCycles(ts);
}

int endProcess_py(ThreadState &ts, int code) {
  callIfImported_py(ts, "threading", "_shutdown");
  callIfImported_py(ts, "atexit", "_run_exitfuncs");
  processIsEnding() = true;
  closeRunLock();
  bool flushed = flushStandardStreams_py(ts, true);
  endModules_py(ts);
  // What was printed since is lost silently if it cannot be written.
  flushStandardStreams_py(ts, false);
  return flushed || code == kKilledByInterrupt ? code : 120;
}

void leaveProcess(int code) {
  if (code == kKilledByInterrupt) {
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    code = 130;
  }
#if __has_feature(address_sanitizer)
  __lsan_do_leak_check(); // _exit runs nothing
#endif
  _exit(code);
}

} // namespace dxpy
