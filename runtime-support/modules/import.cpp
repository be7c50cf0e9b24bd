// The import system for embedded and native modules, with CPython's names,
// order and error texts. sys.modules may be changed by the program at any time.
#include "runtime-support/modules/import.h"
#include "runtime-support/interpreter/import.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/modules/bootstrap.h"
#include "runtime-support/modules/import_lock.h"
#include "runtime-support/objects/builtins_namespace.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

static constinit Value modulesDict_, builtinsModule_, sysModule_;

Value modulesTable() { return modulesDict_; }
Value builtinsModule() { return builtinsModule_; }
Value sysModule() { return sysModule_; }

// Native modules
// ----------------------------------------------------------------

bool addToModule(ThreadState &ts, Value module, const char *name, Owned value) {
  if (!value)
    return false;
  Owned key = internText(ts, name);
  return key && dictSetName(ts, moduleDict(module), key, value);
}

bool addTypeToModule(ThreadState &ts, Value module, TypeObject *type) {
  Owned name = internText(ts, typeName(type));
  return name && dictSetName(ts, moduleDict(module), name, Value(type));
}

/// Functions and constants of a native module, before its execute.
static Owned makeNative(ThreadState &ts,
                        const NativeModuleDefinition &definition, Value name) {
  Owned module = makeModule(ts, name);
  if (!module)
    return {};
  for (const MethodDef *def = definition.functions; def && def->name; ++def) {
    Owned function = makeBuiltinFunction(ts, def, module, name);
    if (!addToModule(ts, module, def->name, std::move(function)))
      return {};
  }
  if (definition.doc &&
      !addToModule(ts, module, "__doc__", makeStr(ts, definition.doc)))
    return {};
  Owned origin = internText(ts, "built-in");
  Value loader = embeddedImporter(ts);
  Owned spec = loader ? makeSpec(ts, name, loader, origin, false) : Owned();
  if (!loader || !addToModule(ts, module, "__loader__", copyOf(loader)) ||
      !addToModule(ts, module, "__spec__", std::move(spec)) ||
      !addToModule(ts, module, "__package__", copyOf(Value(&names::empty))))
    return {};
  return module;
}

// Loading
// -----------------------------------------------------------------------

static Raised raiseNotFound(ThreadState &ts, Value name, std::string_view why) {
  raise(ts, types::ModuleNotFoundError, "No module named {}{}",
        {MessageArg::repr(name), why});
  fillImportError(ts, name, none);
  return {};
}

static Owned loadNative_py(ThreadState &ts,
                           const NativeModuleDefinition &definition,
                           Value name) {
  Owned module = makeNative(ts, definition, name);
  if (!module || !dictSet_py(ts, modulesDict_, name, module))
    return {};
  if (!definition.execute || definition.execute(ts, module))
    return module;
  Owned error = takeException(ts);
  dictDelete_py(ts, modulesDict_, name);
  restoreException(ts, std::move(error));
  return {};
}

Owned nativeModule_py(ThreadState &ts, Value name) {
  Value known = dictGet_py(ts, modulesDict_, name);
  if (known || pendingException(ts))
    return copyOf(known);
  const NativeModuleDefinition *definition = findNative(name);
  return definition ? loadNative_py(ts, *definition, name)
                    : importAbsolute_py(ts, name);
}

static Owned loadEmbedded_py(ThreadState &ts, const ModuleImage &image,
                             Value name) {
  Owned module = makeEmbeddedModule(ts, image, name);
  if (!module)
    return {};
  Owned spec = copyOf(dictGetName(ts, moduleDict(module), &names::__spec__));
  if (!setSpecInitialising(ts, spec, true) ||
      !dictSet_py(ts, modulesDict_, name, module))
    return {};
  bool good = runEmbedded_py(ts, image, module) &&
              (strText(name) != kBootstrap || installBootstrap_py(ts, module));
  Owned error = takeException(ts);
  setSpecInitialising(ts, spec, false);
  if (good) {
    // The body may have put something else there.
    Value now = dictGet_py(ts, modulesDict_, name);
    if (now)
      return copyOf(now);
    return pendingException(ts) ? Owned() : std::move(module);
  }
  dictDelete_py(ts, modulesDict_, name);
  restoreException(ts, std::move(error));
  return {};
}

/// Is the importer of what the program embeds the first on sys.meta_path?
static bool ownFinderIsFirst(ThreadState &ts) {
  Owned name = internText(ts, "meta_path");
  Value path = name ? dictGetName(ts, moduleDict(sysModule_), name) : Value();
  if (!path || !isList(path) || listLength(path) == 0)
    return false;
  return listItem(ts, path, 0).value() == embeddedImporter(ts);
}

static Owned loadByName_py(ThreadState &ts, Value name) {
  ImportUnderWay underWay(ts, name);
  // The import system in Python is itself no affair of finders.
  if (ownFinderIsFirst(ts) || strText(name).starts_with(kBootstrap)) {
    if (const NativeModuleDefinition *definition = findNative(name))
      return loadNative_py(ts, *definition, name);
    if (const ModuleImage *image = findEmbedded(name))
      return loadEmbedded_py(ts, *image, name);
  }
  if (pendingException(ts))
    return {};
  Owned bootstrap = bootstrap_py(ts);
  if (bootstrap)
    return findAndLoad_py(ts, bootstrap, name);
  return pendingException(ts) ? Owned() : Owned(raiseNotFound(ts, name, ""));
}

/// The parent of a dotted name is imported first and must be a package, but for
/// what the program embeds: string.templatelib hangs from a plain module.
static bool importParent_py(ThreadState &ts, Value name, Owned &parent) {
  std::string_view text = strText(name);
  size_t dot = text.rfind('.');
  if (dot == std::string_view::npos)
    return true;
  Owned parentName = internText(ts, text.substr(0, dot));
  parent = parentName ? importAbsolute_py(ts, parentName) : Owned();
  if (!parent)
    return false;
  // Importing the parent may have imported the child.
  if (dictGet_py(ts, modulesDict_, name) || pendingException(ts))
    return !pendingException(ts);
  Owned path = getAttrOptional_py(ts, parent, &names::__path__);
  if (path || pendingException(ts))
    return bool(path);
  if (findEmbedded(name))
    return true;
  StrBuilder why(ts);
  why.append("; ");
  why.appendRepr_py(parentName);
  why.append(" is not a package");
  return raiseNotFound(ts, name, why.view());
}

/// Binds a loaded submodule in its parent.
static bool bindInParent_py(ThreadState &ts, Value parent, Value name,
                            Value module) {
  std::string_view text = strText(name);
  Owned last = internText(ts, text.substr(text.rfind('.') + 1));
  if (last && setAttr_py(ts, parent, last, module))
    return true;
  if (!pendingMatches(ts, types::AttributeError))
    return false;
  clearException(ts);
  StrBuilder message(ts);
  message.append("Cannot set an attribute on ");
  message.appendRepr_py(parent);
  message.append(" for child module ");
  message.appendRepr_py(last);
  return warn_py(ts, types::ImportWarning, message.view());
}

Owned importAbsolute_py(ThreadState &ts, Value name) {
  if (!waitForImport_py(ts, name))
    return {};
  Value present = dictGet_py(ts, modulesDict_, name);
  if (present && !present.isNone())
    return copyOf(present);
  if (pendingException(ts))
    return {};
  if (present) {
    raise(ts, types::ModuleNotFoundError,
          "import of {} halted; None in sys.modules", {name});
    fillImportError(ts, name, none);
    return {};
  }
  Owned parent;
  if (!importParent_py(ts, name, parent))
    return {};
  if (Value now = dictGet_py(ts, modulesDict_, name))
    return copyOf(now);
  Owned module = loadByName_py(ts, name);
  if (module && parent && !bindInParent_py(ts, parent, name, module))
    return {};
  return module;
}

// __import__
// ----------------------------------------------------------------------

/// `__package__` of a module that imports relatively, or what stands for it.
static Owned callingPackage_py(ThreadState &ts, Value globals) {
  Value package = dictGet_py(ts, globals, &names::__package__);
  if (package && !package.isNone()) {
    if (!isStr(package))
      return raise(ts, types::TypeError, "__package__ must be a string");
    return copyOf(package);
  }
  if (pendingException(ts))
    return {};
  Value spec = dictGet_py(ts, globals, &names::__spec__);
  if (spec && !spec.isNone()) {
    Owned parent = internText(ts, "parent");
    return getAttr_py(ts, spec, parent);
  }
  Value name = dictGet_py(ts, globals, &names::__name__);
  if (!name)
    return pendingException(ts)
               ? Owned()
               : Owned(raise(ts, types::KeyError, "'__name__' not in globals"));
  if (!isStr(name))
    return raise(ts, types::TypeError, "__name__ must be a string");
  if (!warn_py(ts, types::ImportWarning,
               "can't resolve package from __spec__ or __package__, falling "
               "back on __name__ and __path__"))
    return {};
  if (dictContains_py(ts, globals, &names::__path__) > 0)
    return copyOf(name);
  std::string_view text = strText(name);
  size_t dot = text.rfind('.');
  return makeStr(ts, dot == std::string_view::npos ? "" : text.substr(0, dot));
}

static Owned absoluteName_py(ThreadState &ts, Value name, Value globals,
                             int64_t level) {
  if (!globals || !isDict(globals))
    return raise(ts, types::KeyError, "'__name__' not in globals");
  Owned package = callingPackage_py(ts, globals);
  if (!package)
    return {};
  std::string_view base = strText(package);
  if (base.empty())
    return raise(ts, types::ImportError,
                 "attempted relative import with no known parent package");
  for (int64_t i = 1; i < level; ++i) {
    size_t dot = base.rfind('.');
    if (dot == std::string_view::npos)
      return raise(ts, types::ImportError,
                   "attempted relative import beyond top-level package");
    base = base.substr(0, dot);
  }
  StrBuilder full(ts);
  full.append(base);
  if (strLength(name)) {
    full.append(".");
    full.append(name);
  }
  Owned result = full.finish();
  return result ? intern(ts, std::move(result)) : Owned();
}

/// Submodules that `from package import a, b` names.
static bool importFromList_py(ThreadState &ts, Value module, Value fromList,
                              bool all) {
  return forEach_py(ts, fromList, [&](Value name) {
    if (!isStr(name)) {
      Owned moduleName = getAttr_py(ts, module, &names::__name__);
      if (!moduleName)
        return false;
      if (all)
        return bool(raise(ts, types::TypeError,
                          "Item in {}.__all__ must be str, not {}",
                          {moduleName.value(), typeOf(name)}));
      return bool(raise(ts, types::TypeError,
                        "Item in ``from list'' must be str, not {}",
                        {typeOf(name)}));
    }
    if (strText(name) == "*") {
      if (all)
        return true;
      Owned names_ = getAttrOptional_py(ts, module, &names::__all__);
      if (!names_)
        return !pendingException(ts);
      return importFromList_py(ts, module, names_, true);
    }
    Owned present = getAttrOptional_py(ts, module, name);
    if (present || pendingException(ts))
      return bool(present);
    Owned package = getAttr_py(ts, module, &names::__name__);
    if (!package)
      return false;
    StrBuilder full(ts);
    if (!full.appendStr_py(package))
      return false;
    full.append(".");
    full.append(name);
    Owned text = full.finish();
    Owned fullName = text ? intern(ts, std::move(text)) : Owned();
    if (!fullName || importAbsolute_py(ts, fullName))
      return bool(fullName);
    // A name that is no submodule is for ImportFrom to report.
    if (!pendingMatches(ts, types::ModuleNotFoundError))
      return false;
    Owned error = takeException(ts);
    Word missing = error.as<ImportErrorObject>()->name;
    if (missing != kUndef && missing && isStr(Value(missing)) &&
        strEqual(Value(missing), fullName))
      return true;
    restoreException(ts, std::move(error));
    return false;
  });
}

static Owned importUntrimmed_py(ThreadState &ts, Value name, Value globals,
                                Value fromList, int64_t level) {
  if (!isStr(name))
    return raise(ts, types::TypeError, "module name must be a string");
  if (level < 0)
    return raise(ts, types::ValueError, "level must be >= 0");
  if (level == 0 && !strLength(name))
    return raise(ts, types::ValueError, "Empty module name");
  Owned absolute = level ? absoluteName_py(ts, name, globals, level)
                         : intern(ts, copyOf(name));
  Owned module = absolute ? importAbsolute_py(ts, absolute) : Owned();
  if (!module)
    return {};
  int wanted = fromList && !fromList.isNone() ? isTrue_py(ts, fromList) : 0;
  if (wanted < 0)
    return {};
  if (wanted) {
    Owned path = getAttrOptional_py(ts, module, &names::__path__);
    if (path && !importFromList_py(ts, module, fromList, false))
      return {};
    return pendingException(ts) ? Owned() : std::move(module);
  }
  std::string_view text = strText(name);
  size_t dot = text.find('.');
  if (dot == std::string_view::npos && (level == 0 || text.size()))
    return module;
  if (text.empty())
    return module;
  // `import a.b` gives a: cut as many characters off the absolute name.
  std::string_view full = strText(absolute);
  Owned front =
      internText(ts, full.substr(0, full.size() - (text.size() - dot)));
  return front ? importAbsolute_py(ts, front) : Owned();
}

Owned import_py(ThreadState &ts, Value name, Value globals, Value fromList,
                int64_t level) {
  Owned module = importUntrimmed_py(ts, name, globals, fromList, level);
  if (!module)
    trimImportFrames(ts);
  return module;
}

// Set-up
// ------------------------------------------------------------------------

static Value currentModules(ThreadState &) { return modulesDict_; }

bool initModules(ThreadState &ts, const NativeModuleDefinition &builtins,
                 const NativeModuleDefinition &sys) {
  Owned modules = makeDict(ts);
  if (!modules)
    return false;
  modulesDict_ = Value(modules.take());
  modulesDict = currentModules;
  defaultImport = import_py;
  importHook = importAbsolute_py;
  Owned builtinsModule = makeNative(ts, builtins, Value(&names::builtins));
  if (!builtinsModule)
    return false;
  builtinsModule_ = Value(builtinsModule.take());
  builtinsNamespace = moduleDict(builtinsModule_);
  if (!dictSet_py(ts, modulesDict_, &names::builtins, builtinsModule_) ||
      !builtins.execute(ts, builtinsModule_))
    return false;
  Owned sysModule = makeNative(ts, sys, Value(&names::sys));
  if (!sysModule)
    return false;
  sysModule_ = Value(sysModule.take());
  return dictSet_py(ts, modulesDict_, &names::sys, sysModule_) &&
         sys.execute(ts, sysModule_);
}

Owned runMainModule_py(ThreadState &ts) {
  const ModuleImage &image = dxProgram.modules[0];
  Owned module = makeEmbeddedModule(ts, image, Value(&names::__main__));
  if (!module || !dictSet_py(ts, modulesDict_, &names::__main__, module) ||
      !runEmbedded_py(ts, image, module))
    return {};
  return ownedNone();
}

} // namespace dxpy
