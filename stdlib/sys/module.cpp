// Module sys.
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/io/standard.h"
#include "stdlib/sys/parts.h"

namespace dxpy {

static bool addText(ThreadState &ts, Value module, const char *name,
                    std::string_view text) {
  return addToModule(ts, module, name, makeStr(ts, text));
}
static bool addInt(ThreadState &ts, Value module, const char *name,
                   int64_t number) {
  return addToModule(ts, module, name, makeInt(ts, number));
}

static Owned argumentList(ThreadState &ts, int count, char **values) {
  Owned list = makeList(ts);
  for (int i = 0; list && i < count; ++i) {
    Owned text = decodeOsText(ts, values[i]);
    if (!text || !listAppend(ts, list, std::move(text)))
      return {};
  }
  return list;
}

static bool addBuiltinNames(ThreadState &ts, Value module) {
  Owned list = makeList(ts);
  if (!list || !listAppend(ts, list, copyOf(Value(&names::builtins))) ||
      !listAppend(ts, list, copyOf(Value(&names::sys))))
    return false;
  for (uint64_t i = 0; i < dxProgram.nativeCount; ++i)
    if (!listAppend(ts, list, copyOf(Value(dxProgram.natives[i].name))))
      return false;
  return listSort_py(ts, list, {}, false) &&
         addToModule(ts, module, "builtin_module_names", listToTuple(ts, list));
}

static bool addTexts(ThreadState &ts, Value module) {
  const ProcessArguments &process = processArguments();
  return addText(ts, module, "version",
                 "3.11.2 (DX-Py, main) [Clang 22.1.8]") &&
         addText(ts, module, "platform", "linux") &&
         addText(ts, module, "byteorder", "little") &&
         addText(ts, module, "copyright",
                 "Copyright (c) 2001-2023 Python Software Foundation.\nAll "
                 "Rights Reserved.") &&
         addText(ts, module, "float_repr_style", "short") &&
         addText(ts, module, "platlibdir", "lib") &&
         addText(ts, module, "abiflags", "") &&
         addText(ts, module, "prefix", "/usr") &&
         addText(ts, module, "exec_prefix", "/usr") &&
         addText(ts, module, "base_prefix", "/usr") &&
         addText(ts, module, "base_exec_prefix", "/usr") &&
         addText(ts, module, "_framework", "") &&
         addText(ts, module, "executable", process.executable) &&
         addText(ts, module, "_base_executable", process.executable) &&
         addInt(ts, module, "hexversion", 0x030B02F0) &&
         addInt(ts, module, "api_version", 1013) &&
         addInt(ts, module, "maxsize", INT64_MAX) &&
         addInt(ts, module, "maxunicode", 0x10FFFF) &&
         addToModule(ts, module, "dont_write_bytecode", ownedBool(true)) &&
         addToModule(ts, module, "pycache_prefix", ownedNone());
}

static Owned metaPath(ThreadState &ts) {
  Value importer = embeddedImporter(ts);
  return importer ? makeListFrom(ts, &importer, 1) : Owned();
}

static bool addLists(ThreadState &ts, Value module) {
  const ProcessArguments &process = processArguments();
  // The executable stands where the program's file would.
  std::string_view folder(process.executable);
  folder = folder.substr(0, folder.rfind('/') + 1);
  if (folder.size() > 1)
    folder.remove_suffix(1);
  Owned path = makeList(ts), first = makeStr(ts, folder);
  if (!path || !first || !listAppend(ts, path, std::move(first)))
    return false;
  Owned implementationCache = makeDict(ts);
  return path &&
         addToModule(ts, module, "argv",
                     argumentList(ts, process.count, process.values)) &&
         addToModule(ts, module, "orig_argv",
                     argumentList(ts, process.count, process.values)) &&
         addToModule(ts, module, "path", std::move(path)) &&
         addToModule(ts, module, "meta_path", metaPath(ts)) &&
         addToModule(ts, module, "path_hooks", makeList(ts)) &&
         addToModule(ts, module, "path_importer_cache",
                     std::move(implementationCache)) &&
         addToModule(ts, module, "warnoptions", makeList(ts)) &&
         addToModule(ts, module, "_xoptions", makeDict(ts)) &&
         addToModule(ts, module, "modules", copyOf(modulesTable())) &&
         addBuiltinNames(ts, module);
}

static bool execute(ThreadState &ts, Value module) {
  return addTexts(ts, module) && addLists(ts, module) &&
         addStructures(ts, module) && io::addStandardStreams(ts, module) &&
         addHooks(ts, module);
}

DX_NATIVE_MODULE(
    sys,
    "This module provides access to some objects used or "
    "maintained by the\ninterpreter and to functions that interact "
    "strongly with the interpreter.",
    sysFunctions, execute)

} // namespace dxpy
