// Module _imp: what importlib's Python code asks of the import system.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/module_file.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

static Owned nothing(ThreadState &, Value, const Value *) {
  return ownedNone();
}
// The import lock, which a thread may take again
// ---------------------------------------

static constinit WaitLock importLock;
static constinit const ThreadState *importThread = nullptr;
static constinit uint32_t importDepth = 0;

static Owned lockHeld(ThreadState &, Value, const Value *) {
  return ownedBool(importThread);
}
static Owned acquireLock(ThreadState &ts, Value, const Value *) {
  while (importThread != &ts) {
    WaitLock::Result result = importLock.take(ts, -1);
    if (result == WaitLock::Result::Taken)
      importThread = &ts;
    else if (pollHook && !pollHook(ts))
      return {};
  }
  ++importDepth;
  return ownedNone();
}
static Owned releaseLock(ThreadState &ts, Value, const Value *) {
  if (importThread != &ts)
    return raise(ts, types::RuntimeError, "not holding the import lock");
  if (--importDepth == 0) {
    importThread = nullptr;
    importLock.release();
  }
  return ownedNone();
}

static Owned no(ThreadState &, Value, const Value *) {
  return ownedBool(false);
}

static bool isBuiltinName(Value name) {
  std::string_view text = strText(name);
  return text == "builtins" || text == "sys" || findNative(name);
}

static Owned isBuiltin(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "is_builtin() argument must be str, not {}",
                 {typeOf(args[0])});
  return Owned::steal(smallIntWord(isBuiltinName(args[0]) ? -1 : 0));
}

static Owned createBuiltin(ThreadState &ts, Value, const Value *args) {
  Owned name = getAttr_py(ts, args[0], &names::name);
  return name ? nativeModule_py(ts, name) : Owned();
}

static Owned execBuiltin(ThreadState &, Value, const Value *) {
  return Owned::steal(smallIntWord(0));
}

/// create_dynamic(spec): an ordinary module, whose body exec_dynamic runs.
static Owned createDynamic(ThreadState &, Value, const Value *) {
  return ownedNone();
}

static Owned execDynamic(ThreadState &ts, Value, const Value *args) {
  Owned spec = getAttr_py(ts, args[0], &names::__spec__);
  Owned origin = internText(ts, "origin");
  Owned path = spec && origin ? getAttr_py(ts, spec, origin) : Owned();
  Owned name = path ? getAttr_py(ts, spec, &names::name) : Owned();
  if (!name)
    return {};
  if (!isStr(path) || !isModule(args[0]))
    return raise(ts, types::TypeError, "a module from a file is needed");
  CodeObject *code = loadModuleFile(ts, name, path);
  if (!code)
    return {};
  Owned dict = copyOf(moduleDict(args[0]));
  return execCode_py(ts, code, dict, dict) ? Owned::steal(smallIntWord(0))
                                           : Owned();
}

static Owned suffixes(ThreadState &ts, Value, const Value *) {
  Owned list = makeList(ts), suffix = makeStr(ts, kModuleFileSuffix);
  if (!list || !suffix || !listAppend(ts, list, std::move(suffix)))
    return {};
  return list;
}

static Owned emptyList(ThreadState &ts, Value, const Value *) {
  return makeList(ts);
}

static Owned noFrozen(ThreadState &ts, Value, const Value *args) {
  return raise(ts, types::ImportError, "No such frozen object named {}",
               {args[0]});
}

static constexpr MethodDef functions[] = {
    {"lock_held", lockHeld, "()"},
    {"acquire_lock", acquireLock, "()"},
    {"release_lock", releaseLock, "()"},
    {"is_builtin", isBuiltin, "(name, /)"},
    {"is_frozen", no, "(name, /)"},
    {"is_frozen_package", no, "(name, /)"},
    {"find_frozen", nothing, "(name, /, *, withdata=False)"},
    {"get_frozen_object", noFrozen, "(name, data=None, /)"},
    {"init_frozen", nothing, "(name, /)"},
    {"create_builtin", createBuiltin, "(spec, /)"},
    {"exec_builtin", execBuiltin, "(mod, /)"},
    {"create_dynamic", createDynamic, "(spec, file=None, /)"},
    {"exec_dynamic", execDynamic, "(mod, /)"},
    {"extension_suffixes", suffixes, "()"},
    {"_fix_co_filename", nothing, "(code, path, /)"},
    {"_frozen_module_names", emptyList, "()"},
    {"_override_frozen_modules_for_tests", nothing, "(override, /)"},
    {},
};

static bool execute(ThreadState &ts, Value module) {
  return addToModule(ts, module, "check_hash_based_pycs",
                     makeStr(ts, "default"));
}

DX_NATIVE_MODULE(_imp,
                 "(Extremely) low-level import machinery bits as used by "
                 "importlib.",
                 functions, execute)

} // namespace dxpy
