// Module _imp: what importlib's Python code asks of the import system.
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

static Owned nothing(ThreadState &, Value, const Value *) {
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
  return name ? importAbsolute_py(ts, name) : Owned();
}

static Owned execBuiltin(ThreadState &, Value, const Value *) {
  return Owned::steal(smallIntWord(0));
}

static Owned noDynamic(ThreadState &ts, Value, const Value *) {
  return raise(ts, types::ImportError,
               "extension modules cannot be loaded into this program");
}

static Owned suffixes(ThreadState &ts, Value, const Value *) {
  return makeList(ts);
}

static Owned noFrozen(ThreadState &ts, Value, const Value *args) {
  return raise(ts, types::ImportError, "No such frozen object named {}",
               {args[0]});
}

static constexpr MethodDef functions[] = {
    {"lock_held", no, "()"},
    {"acquire_lock", nothing, "()"},
    {"release_lock", nothing, "()"},
    {"is_builtin", isBuiltin, "(name, /)"},
    {"is_frozen", no, "(name, /)"},
    {"is_frozen_package", no, "(name, /)"},
    {"find_frozen", nothing, "(name, /, *, withdata=False)"},
    {"get_frozen_object", noFrozen, "(name, data=None, /)"},
    {"init_frozen", nothing, "(name, /)"},
    {"create_builtin", createBuiltin, "(spec, /)"},
    {"exec_builtin", execBuiltin, "(mod, /)"},
    {"create_dynamic", noDynamic, "(spec, file=None, /)"},
    {"exec_dynamic", noDynamic, "(mod, /)"},
    {"extension_suffixes", suffixes, "()"},
    {"_fix_co_filename", nothing, "(code, path, /)"},
    {"_frozen_module_names", suffixes, "()"},
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
