// The importer of embedded modules as an object: `__loader__` of modules and
// the one entry of sys.meta_path, for importlib and pkgutil.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/modules/bootstrap.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace dxpy {

extern TypeObject embeddedImporterType;

static Owned specName(ThreadState &ts, Value spec) {
  return getAttr_py(ts, spec, &names::name);
}

/// find_spec(name, path=None, target=None)
static Owned findSpec(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "module name must be str, not {}",
                 {typeOf(args[0])});
  const ModuleImage *image = findEmbedded(args[0]);
  if (!image) {
    if (!findNative(args[0]))
      return ownedNone();
    Owned origin = internText(ts, "built-in");
    return makeSpec(ts, args[0], self, origin, false);
  }
  return makeSpec(ts, args[0], self,
                  image->flags & kModuleNamespace ? none
                                                  : Value(image->fileName),
                  image->flags & kModulePackage);
}

static Owned createModule(ThreadState &ts, Value, const Value *args) {
  Owned name = specName(ts, args[0]);
  if (!name)
    return {};
  const ModuleImage *image = findEmbedded(name);
  return image ? makeEmbeddedModule(ts, *image, name)
               : nativeModule_py(ts, name);
}

/// The method of loaders in Python, whose frames tracebacks show: it gets the
/// code and runs it.
static Owned execInPython_py(ThreadState &ts, Value self, Value module) {
  Owned bootstrap = bootstrap_py(ts);
  Owned name = internText(ts, "_bootstrap_external");
  Owned external =
      bootstrap && name ? getAttr_py(ts, bootstrap, name) : Owned();
  Owned loaders = internText(ts, "_LoaderBasics");
  Owned method = internText(ts, "exec_module");
  Owned cls = external && loaders ? getAttr_py(ts, external, loaders) : Owned();
  Owned function = cls && method ? getAttr_py(ts, cls, method) : Owned();
  return function ? call_py(ts, function, {self, module}) : Owned();
}

static Owned execModule(ThreadState &ts, Value self, const Value *args) {
  Owned name = getAttr_py(ts, args[0], &names::__name__);
  if (!name)
    return {};
  const ModuleImage *image = findEmbedded(name);
  if (!image || !image->code)
    return ownedNone();
  if (isBootstrapInstalled() && !(image->flags & kModuleBroken))
    return prepareEmbedded(ts, *image) ? execInPython_py(ts, self, args[0])
                                       : Owned();
  return runEmbedded_py(ts, *image, args[0]) ? ownedNone() : Owned();
}

static Owned loadModule(ThreadState &ts, Value, const Value *args) {
  return importAbsolute_py(ts, args[0]);
}

static const ModuleImage *requireImage(ThreadState &ts, Value name) {
  const ModuleImage *image = isStr(name) ? findEmbedded(name) : nullptr;
  if (!image)
    raise(ts, types::ImportError, "No module named {}",
          {MessageArg::repr(name)});
  return image;
}

static Owned isPackage(ThreadState &ts, Value, const Value *args) {
  if (isStr(args[0]) && findNative(args[0]))
    return ownedBool(false);
  const ModuleImage *image = requireImage(ts, args[0]);
  return image ? ownedBool(image->flags & kModulePackage) : Owned();
}

static Owned getCode(ThreadState &ts, Value, const Value *args) {
  if (isStr(args[0]) && findNative(args[0]))
    return ownedNone();
  const ModuleImage *image = requireImage(ts, args[0]);
  if (!image)
    return {};
  return image->code ? copyOf(Value(image->code)) : ownedNone();
}

/// Sources are embedded only line by line.
static Owned getSource(ThreadState &ts, Value, const Value *args) {
  if (isStr(args[0]) && findNative(args[0]))
    return ownedNone();
  return requireImage(ts, args[0]) ? ownedNone() : Owned();
}

static Owned getFileName(ThreadState &ts, Value, const Value *args) {
  const ModuleImage *image = requireImage(ts, args[0]);
  return image ? copyOf(Value(image->fileName)) : Owned();
}

static Owned readFile(ThreadState &ts, Value path) {
  std::string name(strText(path));
  int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  std::string content;
  char buffer[1 << 14];
  ssize_t count = file;
  while (count >= 0 && (count = read(file, buffer, sizeof buffer)) > 0)
    content.append(buffer, size_t(count));
  int error = errno;
  if (file >= 0)
    close(file);
  if (count < 0)
    return raiseOSError(ts, error, path);
  return makeBytes(ts, content);
}

/// get_data(path): a file embedded with --data, or one on disk.
static Owned getData(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "path should be str, not {}",
                 {typeOf(args[0])});
  for (uint64_t i = 0; i < dxProgram.dataCount; ++i) {
    const DataImage &data = dxProgram.data[i];
    if (strText(Value(data.name)) == strText(args[0]))
      return makeBytes(ts, {data.bytes, data.size});
  }
  return readFile(ts, args[0]);
}

static Owned nothing(ThreadState &, Value, const Value *) {
  return ownedNone();
}

static Owned repr(ThreadState &ts, Value) {
  return makeStr(ts, "<EmbeddedImporter>");
}
static void deallocate(ThreadState &ts, ObjectHeader *object) {
  freeObject(ts, object, sizeof(ObjectHeader));
}

static constexpr MethodDef methods[] = {
    {"find_spec", findSpec, "(fullname, path=None, target=None)"},
    {"create_module", createModule, "(spec)"},
    {"exec_module", execModule, "(module)"},
    {"load_module", loadModule, "(fullname)"},
    {"is_package", isPackage, "(fullname)"},
    {"get_code", getCode, "(fullname)"},
    {"get_source", getSource, "(fullname)"},
    {"get_filename", getFileName, "(fullname)"},
    {"get_data", getData, "(path)"},
    {"invalidate_caches", nothing, "()"},
    {},
};
static constexpr TypeSpec spec = {
    "importlib.EmbeddedImporter",
    "Finds and loads the modules that are part of this program.", methods};

constinit TypeObject embeddedImporterType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeDisallowNew,
    .basicSize = sizeof(ObjectHeader),
    .slots = {.deallocate = deallocate, .repr = repr},
};

Value embeddedImporter(ThreadState &ts) {
  static constinit Word importer = 0;
  if (!importer) {
    if (!initNativeType(ts, &embeddedImporterType))
      return {};
    importer = allocateInstance(ts, &embeddedImporterType).take();
  }
  return Value(importer);
}

} // namespace dxpy
