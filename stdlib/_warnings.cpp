// Module _warnings: warn() and warn_explicit() with filters and registries.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/source_line.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

constinit Word filters = 0, onceRegistry = 0, defaultAction = 0;
constinit int64_t filtersVersion = 1;

/// An attribute of module warnings if it has been imported, else ours.
Owned current(ThreadState &ts, const char *name, Word ours) {
  Owned moduleName = internText(ts, "warnings");
  Value module = dictGet_py(ts, modulesTable(), moduleName);
  if (module && !module.isNone()) {
    Owned hold = copyOf(module), key = internText(ts, name);
    Owned value = getAttrOptional_py(ts, hold, key);
    if (value || pendingException(ts))
      return value;
  }
  return copyOf(Value(ours));
}

/// None matches all, a str exactly, else pattern.match(text). -1: raised.
int matches_py(ThreadState &ts, Value pattern, Value text) {
  if (pattern.isNone())
    return 1;
  if (isExactStr(pattern))
    return compareBool_py(ts, pattern, text, CompareOp::Eq);
  Owned match = internText(ts, "match");
  Owned result = callMethod_py(ts, pattern, match, {text});
  return result ? isTrue_py(ts, result) : -1;
}

/// One warning on its way.
struct Warning {
  Value category, text, module, registry, fileName, source;
  uint32_t line;
  Value message;
};

/// 1 matches, 0 not, -1 raised; the filter's action.
int matchFilter_py(ThreadState &ts, Value filter, const Warning &warning,
                   Owned &action) {
  if (!isTuple(filter) || tupleLength(filter) != 5) {
    raise(ts, types::ValueError, "warnings.filters item isn't a 5-tuple");
    return -1;
  }
  int good = matches_py(ts, tupleItem(filter, 1), warning.text);
  if (good > 0)
    good = matches_py(ts, tupleItem(filter, 3), warning.module);
  if (good > 0)
    good = isSubclass_py(ts, warning.category, tupleItem(filter, 2));
  if (good <= 0)
    return good;
  int64_t line = toIndexInt64_py(ts, tupleItem(filter, 4), nullptr);
  if (pendingException(ts))
    return -1;
  if (line && line != warning.line)
    return 0;
  action = copyOf(tupleItem(filter, 0));
  return 1;
}

Owned actionFor_py(ThreadState &ts, const Warning &warning) {
  Owned list = current(ts, "filters", filters);
  if (!list || !isList(list))
    return raise(ts, types::ValueError, "_warnings.filters must be a list");
  for (uint64_t i = 0; i < listLength(list); ++i) {
    Owned filter = listItem(ts, list, i), action;
    int matched = matchFilter_py(ts, filter, warning, action);
    if (matched)
      return matched < 0 ? Owned() : std::move(action);
  }
  return current(ts, "defaultaction", defaultAction);
}

/// Has this key been seen? Notes it. 0, 1; -1 raised.
int alreadyWarned_py(ThreadState &ts, Value registry, Value key, bool note) {
  if (!key)
    return -1;
  Owned versionName = internText(ts, "version");
  Value version = dictGet_py(ts, registry, versionName);
  if (!version || !version.isSmallInt() ||
      version.smallInt() != filtersVersion) {
    if (pendingException(ts))
      return -1;
    dictClear(ts, registry);
    if (!dictSet_py(ts, registry, versionName,
                    Value(smallIntWord(filtersVersion))))
      return -1;
  } else {
    Value seen = dictGet_py(ts, registry, key);
    if (seen) {
      int truth = isTrue_py(ts, seen);
      if (truth)
        return truth;
    }
    if (pendingException(ts))
      return -1;
  }
  if (note && !dictSet_py(ts, registry, key, boolean(true)))
    return -1;
  return 0;
}

/// The registry may be None: nothing is remembered.
int seenOnce_py(ThreadState &ts, Value registry, const Warning &warning,
                bool withLine) {
  if (registry.isNone())
    return 0;
  Owned key = withLine ? makeTuple(ts, {warning.text, warning.category,
                                        Value(smallIntWord(warning.line))})
                       : makeTuple(ts, {warning.text, warning.category});
  return alreadyWarned_py(ts, registry, key, true);
}

bool showDirectly_py(ThreadState &ts, const Warning &warning) {
  StrBuilder out(ts);
  out.append(warning.fileName);
  out.append(":");
  out.appendInt(warning.line);
  out.append(": ");
  out.append(typeName(warning.category.as<TypeObject>()));
  out.append(": ");
  out.append(warning.text);
  out.append("\n");
  std::string_view line;
  std::string storage;
  if (sourceLine(ts, warning.fileName, warning.line, storage, line)) {
    size_t start = line.find_first_not_of(" \t\f");
    if (start != std::string_view::npos) {
      out.append("  ");
      out.append(line.substr(start));
      out.append("\n");
    }
  }
  writeStderr_py(ts, out.view());
  return !pendingException(ts);
}

/// warnings._showwarnmsg(WarningMessage(...)), or straight to stderr.
bool show_py(ThreadState &ts, const Warning &warning) {
  Owned moduleName = internText(ts, "warnings");
  Value found = dictGet_py(ts, modulesTable(), moduleName);
  if (!found || found.isNone())
    return showDirectly_py(ts, warning);
  Owned module = copyOf(found);
  Owned showName = internText(ts, "_showwarnmsg"),
        className = internText(ts, "WarningMessage");
  Owned show = getAttrOptional_py(ts, module, showName);
  if (!show)
    return !pendingException(ts) && showDirectly_py(ts, warning);
  Owned cls = getAttr_py(ts, module, className);
  Owned message =
      cls ? call_py(ts, cls,
                    {warning.message, warning.category, warning.fileName,
                     Value(smallIntWord(warning.line)), none, none,
                     warning.source ? warning.source : none})
          : Owned();
  return message && call_py(ts, show, {message});
}

bool warnExplicit_py(ThreadState &ts, Warning warning) {
  Owned text, message;
  if (isInstance_py(ts, warning.message, Value(&types::Warning)) > 0) {
    text = str_py(ts, warning.message);
    warning.category = Value(typeOf(warning.message));
    message = copyOf(warning.message);
  } else {
    text = copyOf(warning.message);
    message = call_py(ts, warning.category, {warning.message});
  }
  if (!text || !message)
    return false;
  warning.text = text;
  warning.message = message;
  if (warning.registry && !warning.registry.isNone()) {
    Owned key = makeTuple(ts, {text.value(), warning.category,
                               Value(smallIntWord(warning.line))});
    int seen = alreadyWarned_py(ts, warning.registry, key, false);
    if (seen)
      return seen > 0;
  }
  Owned action = actionFor_py(ts, warning);
  if (!action || !isStr(action))
    return action ? bool(raise(ts, types::TypeError,
                               "action must be a string, not '{}'",
                               {typeOf(action)}))
                  : false;
  std::string_view what = strText(action);
  if (what == "error")
    return raiseObject(ts, message);
  if (what == "ignore")
    return true;
  Value registry = warning.registry ? warning.registry : none;
  int seen = 0;
  if (what == "once") {
    Owned once = registry.isNone() ? current(ts, "onceregistry", onceRegistry)
                                   : copyOf(registry);
    seen = seenOnce_py(ts, once, warning, false);
  } else if (what == "module") {
    seen = seenOnce_py(ts, registry, warning, false);
  } else if (what == "default") {
    seen = seenOnce_py(ts, registry, warning, true);
  } else if (what != "always") {
    return raise(ts, types::RuntimeError,
                 "Unrecognized action ({}) in warnings.filters:\n {}",
                 {MessageArg::repr(action), MessageArg::repr(action)});
  }
  return seen ? seen > 0 : show_py(ts, warning);
}

// The functions
// -----------------------------------------------------------------

Owned categoryOf_py(ThreadState &ts, Value message, Value category) {
  if (isInstance_py(ts, message, Value(&types::Warning)) > 0)
    return copyOf(Value(typeOf(message)));
  if (!category || category.isNone())
    return copyOf(Value(&types::UserWarning));
  int good = hasFlag(category, kSubclassType)
                 ? isSubclass_py(ts, category, Value(&types::Warning))
                 : 0;
  if (good > 0)
    return copyOf(category);
  if (good == 0)
    raise(ts, types::TypeError, "category must be a Warning subclass, not '{}'",
          {typeOf(category)});
  return {};
}

/// Frames of the import system do not count for stack levels.
bool isInternal(const CodeObject *code) {
  std::string_view file = strText(Value(code->fileName));
  return file.find("importlib") != std::string_view::npos &&
         file.find("_bootstrap") != std::string_view::npos;
}

Owned warn_(ThreadState &ts, Value, const Value *args) {
  Owned category = categoryOf_py(ts, args[0], args[1]);
  int64_t level =
      args[2] ? toIndexInt64_py(ts, args[2], &types::OverflowError) : 1;
  if (!category || pendingException(ts))
    return {};
  unsigned depth = 0;
  CodeObject *code = nullptr;
  Value globals;
  uint32_t line = 1;
  bool framed = frameSummary(ts, 0, code, globals, line);
  if (level <= 0 || (framed && isInternal(code))) {
    while (framed && --level > 0)
      framed = frameSummary(ts, ++depth, code, globals, line);
  } else {
    while (framed && --level > 0)
      do
        framed = frameSummary(ts, ++depth, code, globals, line);
      while (framed && isInternal(code));
  }
  Owned fileName, registry, module;
  if (framed) {
    fileName = copyOf(Value(code->fileName));
  } else {
    globals = moduleDict(sysModule());
    fileName = makeStr(ts, "sys");
    line = 1;
  }
  Owned registryName = internText(ts, "__warningregistry__");
  registry = copyOf(dictGetName(ts, globals, registryName));
  if (!registry) {
    registry = makeDict(ts);
    if (!registry || !dictSetName(ts, globals, registryName, registry))
      return {};
  }
  Value name = dictGetName(ts, globals, &names::__name__);
  module = name && (isStr(name) || name.isNone()) ? copyOf(name)
                                                  : makeStr(ts, "<string>");
  Warning warning = {category, {},      module, registry,
                     fileName, args[3], line,   args[0]};
  return warnExplicit_py(ts, warning) ? ownedNone() : Owned();
}

Owned warnExplicit_(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[2]))
    return raise(ts, types::TypeError,
                 "warn_explicit() argument 3 must be str, not {}",
                 {args[2].isNone() ? "None" : typeName(typeOf(args[2]))});
  int64_t line = toIndexInt64_py(ts, args[3], &types::OverflowError);
  if (pendingException(ts))
    return {};
  Owned category = categoryOf_py(ts, args[0], args[1]);
  if (!category)
    return {};
  Owned module;
  if (args[4] && args[4].isNone())
    return ownedNone(); // of a module that is unloaded
  if (args[4]) {
    module = copyOf(args[4]);
  } else {
    std::string_view file = strText(args[2]);
    if (file.ends_with(".py"))
      file.remove_suffix(3);
    module = makeStr(ts, file.empty() ? "<unknown>" : file);
  }
  if (args[5] && !args[5].isNone() && !isDict(args[5]))
    return raise(ts, types::TypeError, "'registry' must be a dict or None");
  Warning warning = {category, {},      module,         args[5],
                     args[2],  args[7], uint32_t(line), args[0]};
  return warnExplicit_py(ts, warning) ? ownedNone() : Owned();
}

Owned filtersMutated(ThreadState &, Value, const Value *) {
  ++filtersVersion;
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"warn", warn_, "(message, category=None, stacklevel=1, source=None)",
     "Issue a warning, or maybe ignore it or raise an exception."},
    {"warn_explicit", warnExplicit_,
     "(message, category, filename, lineno, module=None, registry=None, "
     "module_globals=None, source=None)",
     "Low-level interface to warnings functionality."},
    {"_filters_mutated", filtersMutated, "()"},
    {},
};

bool addFilter(ThreadState &ts, Value list, const char *action,
               TypeObject &category, const char *module) {
  Owned actionText = internText(ts, action);
  Owned moduleText = module ? internText(ts, module) : ownedNone();
  Owned filter =
      actionText && moduleText
          ? makeTuple(ts, {actionText.value(), none, Value(&category),
                           moduleText.value(), Value(smallIntWord(0))})
          : Owned();
  return filter && listAppend(ts, list, std::move(filter));
}

bool execute(ThreadState &ts, Value module) {
  Owned list = makeList(ts), once = makeDict(ts),
        action = internText(ts, "default");
  if (!list || !once || !action ||
      !addFilter(ts, list, "default", types::DeprecationWarning, "__main__") ||
      !addFilter(ts, list, "ignore", types::DeprecationWarning, nullptr) ||
      !addFilter(ts, list, "ignore", types::PendingDeprecationWarning,
                 nullptr) ||
      !addFilter(ts, list, "ignore", types::ImportWarning, nullptr) ||
      !addFilter(ts, list, "ignore", types::ResourceWarning, nullptr))
    return false;
  filters = copyOf(list).take();
  onceRegistry = copyOf(once).take();
  defaultAction = copyOf(action).take();
  return addToModule(ts, module, "filters", std::move(list)) &&
         addToModule(ts, module, "_onceregistry", std::move(once)) &&
         addToModule(ts, module, "_defaultaction", std::move(action));
}

} // namespace

DX_NATIVE_MODULE(_warnings,
                 "_warnings provides basic warning filtering support.\nIt is a "
                 "helper module to speed up interpreter start-up.",
                 functions, execute)

} // namespace dxpy
