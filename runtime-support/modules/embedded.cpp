// The modules in the program's image.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

/// Binary search in rows sorted by name.
template <typename Row>
static const Row *findRow(const Row *rows, uint64_t count, Value name) {
  uint64_t low = 0, high = count;
  while (low < high) {
    uint64_t middle = (low + high) / 2;
    int order = strText(Value(rows[middle].name)).compare(strText(name));
    if (order == 0)
      return &rows[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return nullptr;
}

const ModuleImage *findEmbedded(Value name) {
  if (dxProgram.moduleCount < 2)
    return nullptr;
  return findRow(dxProgram.modules + 1, dxProgram.moduleCount - 1, name);
}

const NativeModuleDefinition *findNative(Value name) {
  const NativeModuleEntry *entry =
      findRow(dxProgram.natives, dxProgram.nativeCount, name);
  return entry ? entry->definition : nullptr;
}

bool isImportable(Value name) { return findEmbedded(name) || findNative(name); }

/// `dir/pkg` of `dir/pkg/__init__.py`.
static std::string_view folderOf(std::string_view file) {
  size_t slash = file.rfind('/');
  return slash == std::string_view::npos ? "" : file.substr(0, slash);
}

/// `a.b` of `a.b.c`; the name itself of a package.
static Owned packageOf(ThreadState &ts, Value name, bool package) {
  if (package)
    return copyOf(name);
  std::string_view text = strText(name);
  size_t dot = text.rfind('.');
  return dot == std::string_view::npos ? copyOf(Value(&names::empty))
                                       : makeStr(ts, text.substr(0, dot));
}

static bool setName(ThreadState &ts, Value dict, StrObject &name, Owned value) {
  return value && dictSetName(ts, dict, Value(&name), value);
}

static bool setPath(ThreadState &ts, Value dict, const ModuleImage &image) {
  Owned path = makeList(ts);
  if (!path)
    return false;
  if (image.fileName && image.fileName != kNone && image.fileName != kUndef) {
    Owned folder = makeStr(ts, folderOf(strText(Value(image.fileName))));
    if (!folder || !listAppend(ts, path, std::move(folder)))
      return false;
  }
  Value spec = dictGetName(ts, dict, &names::__spec__);
  if (spec && !spec.isNone()) {
    Owned locations = internText(ts, "submodule_search_locations");
    if (!locations || !setAttr_py(ts, spec, locations, path))
      return false;
  }
  return setName(ts, dict, names::__path__, std::move(path));
}

Owned makeEmbeddedModule(ThreadState &ts, const ModuleImage &image,
                         Value name) {
  Owned module = makeModule(ts, name);
  if (!module)
    return {};
  Value dict = moduleDict(module);
  bool package = image.flags & kModulePackage;
  bool hasFile = !(image.flags & kModuleNamespace);
  bool main = &image == dxProgram.modules;
  Value file = hasFile ? Value(image.fileName) : none;
  Value loader = embeddedImporter(ts);
  if (!loader)
    return {};
  Owned spec = main ? ownedNone() : makeSpec(ts, name, loader, file, package);
  bool good =
      spec && setName(ts, dict, names::__loader__, copyOf(loader)) &&
      setName(ts, dict, names::__spec__, copyOf(spec)) &&
      setName(ts, dict, names::__package__,
              main ? ownedNone() : packageOf(ts, name, package)) &&
      (!main || setName(ts, dict, names::__annotations__, makeDict(ts))) &&
      setName(ts, dict, names::__builtins__,
              copyOf(main ? builtinsModule() : moduleDict(builtinsModule())));
  if (good && hasFile)
    good = setName(ts, dict, names::__file__, copyOf(file));
  if (good && main)
    good = addToModule(ts, module, "__cached__", ownedNone());
  if (good && package)
    good = setPath(ts, dict, image);
  if (!good)
    return {};
  return module;
}

/// Frozenset constants are made before the body runs.
bool prepareEmbedded(ThreadState &ts, const ModuleImage &image) {
  for (uint64_t i = 0; i < image.frozenSetCount; ++i) {
    const FrozenSetImage &row = image.frozenSets[i];
    if (*row.slot != kUndef)
      continue;
    Owned set = makeConstantFrozenSet_py(ts, Value(row.items));
    if (!set)
      return false;
    *row.slot = set.take();
  }
  return true;
}

bool runEmbedded_py(ThreadState &ts, const ModuleImage &image, Value module) {
  if (!image.code)
    return true;
  Owned dict = copyOf(moduleDict(module));
  if (prepareEmbedded(ts, image) && execCode_py(ts, image.code, dict, dict))
    return true;
  if (image.flags & kModuleBroken) {
    // CPython finds the error before there is a frame of the module.
    Owned error = takeException(ts);
    storeField(ts, error.value().header(),
               &error.as<ExceptionObject>()->traceback, ownedNone());
    restoreException(ts, std::move(error));
  }
  return false;
}

static bool lineIn(const SourceLines &lines, uint32_t line,
                   std::string_view &text) {
  uint64_t low = 0, high = lines.count;
  while (low < high) {
    uint64_t middle = (low + high) / 2;
    if (lines.numbers[middle] < line)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == lines.count || lines.numbers[low] != line)
    return false;
  text = {lines.text + lines.offsets[low],
          lines.offsets[low + 1] - lines.offsets[low]};
  return true;
}

bool embeddedLine(Value fileName, uint32_t line, std::string_view &text) {
  if (!isStr(fileName))
    return false;
  for (uint64_t i = 0; i < dxProgram.moduleCount; ++i) {
    const ModuleImage &image = dxProgram.modules[i];
    if (image.fileName && isStr(Value(image.fileName)) &&
        strEqual(Value(image.fileName), fileName))
      return lineIn(image.lines, line, text);
  }
  return false;
}

} // namespace dxpy
