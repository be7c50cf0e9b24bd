// Warnings of the runtime's own code, with CPython's default filters when the
// program has not imported module warnings.
#include "runtime-support/start/warnings.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/source_line.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// The default filters: DeprecationWarning only from __main__, others of its
/// kind never.
static bool isShown(ThreadState &ts, TypeObject &category, Value globals) {
  if (isSubtype(&category, &types::DeprecationWarning)) {
    Value name = globals ? dictGetName(ts, globals, &names::__name__) : Value();
    return name && isStr(name) && strText(name) == "__main__";
  }
  return !isSubtype(&category, &types::PendingDeprecationWarning) &&
         !isSubtype(&category, &types::ImportWarning) &&
         !isSubtype(&category, &types::ResourceWarning);
}

/// Notes in the module's registry that it was warned there. 1: already before;
/// -1: raised.
static int alreadyWarned(ThreadState &ts, Value globals, Value message,
                         TypeObject &category, uint32_t line) {
  Owned name = internText(ts, "__warningregistry__");
  Owned registry = copyOf(name ? dictGetName(ts, globals, name) : Value());
  if (registry && !isDict(registry))
    return 0;
  if (!registry) {
    registry = makeDict(ts);
    Owned version = internText(ts, "version"), zero = makeInt(ts, 0);
    if (!registry || !version || !dictSet_py(ts, registry, version, zero) ||
        !dictSetName(ts, globals, name, registry))
      return -1;
  }
  Owned number = makeInt(ts, line);
  Owned key = makeTuple(ts, {message, Value(&category), number});
  if (!key)
    return -1;
  int found = dictContains_py(ts, registry, key);
  if (found)
    return found;
  return dictSet_py(ts, registry, key, boolean(true)) ? 0 : -1;
}

bool warnUnawaited(ThreadState &ts, Value coroutine) {
  Owned name = internText(ts, "warnings"),
        function = internText(ts, "_warn_unawaited_coroutine");
  Value module = name ? dictGet_py(ts, modulesTable(), name) : Value();
  if (module && !module.isNone() && function) {
    Owned hold = copyOf(module);
    function = getAttrOptional_py(ts, hold, function);
    if (function && call_py(ts, function, {coroutine}))
      return true;
  }
  bool warned = pendingMatches(ts, types::RuntimeWarning);
  if (pendingException(ts))
    writeUnraisable(ts, coroutine);
  return warned;
}

bool warn(ThreadState &ts, TypeObject &category, std::string_view text,
          int stackLevel) {
  Owned name = internText(ts, "warnings"), warnName = internText(ts, "warn");
  Value module = name ? dictGet_py(ts, modulesTable(), name) : Value();
  Owned message = makeStr(ts, text);
  if (module && !module.isNone() && message) {
    Owned hold = copyOf(module);
    Owned function = getAttrOptional_py(ts, hold, warnName);
    if (function)
      return bool(call_py(
          ts, function,
          {message, Value(&category), Value(smallIntWord(stackLevel))}));
  }
  CodeObject *code = nullptr;
  Value globals;
  uint32_t line = 1;
  bool framed = frameSummary(ts, stackLevel > 0 ? unsigned(stackLevel - 1) : 0,
                             code, globals, line);
  if (!isShown(ts, category, globals))
    return true;
  int already = framed && globals && message
                    ? alreadyWarned(ts, globals, message, category, line)
                    : 0;
  if (already)
    return already > 0;
  StrBuilder out(ts);
  if (framed)
    out.append(Value(code->fileName));
  else
    out.append("sys");
  out.append(":");
  out.appendInt(line);
  out.append(": ");
  out.append(typeName(&category));
  out.append(": ");
  out.append(text);
  out.append("\n");
  if (framed) {
    std::string_view source;
    std::string storage;
    if (sourceLine(ts, Value(code->fileName), line, storage, source)) {
      size_t start = source.find_first_not_of(" \t\f");
      if (start != std::string_view::npos) {
        out.append("  ");
        out.append(source.substr(start));
        out.append("\n");
      }
    }
  }
  writeStderr_py(ts, out.view());
  return !pendingException(ts);
}

} // namespace dxpy
