#include "compiler/driver/Modules.h"
#include "compiler/driver/Encodings.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/Reachability.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

constexpr struct {
  const char *name, *symbol;
} kNativeModules[] = {
#define NATIVE_MODULE(name) {#name, #name},
#define NATIVE_MODULE_AS(symbol, name) {name, #symbol},
#include "runtime-support/abi/NativeModules.def"
    {"builtins", nullptr},
    {"sys", nullptr},
};

std::string pathIn(StringRef folder, const Twine &name) {
  SmallString<128> path(folder);
  sys::path::append(path, name);
  return std::string(path);
}

class Loader {
public:
  Loader(const Options &options, const Installation &installation)
      : options(options), installation(installation) {}

  Expected<Program> run() {
    if (Error error = loadMain())
      return error;
    for (const std::string &name : options.extraModules)
      if (Error error = loadExtra(name))
        return error;
    for (;;) {
      std::vector<std::string> names = reachability.takeImports();
      addEncodings(names);
      if (names.empty())
        break;
      for (const std::string &name : names)
        if (Error error = load(name, /*whole=*/false))
          return error;
    }
    return std::move(program);
  }

private:
  Error loadMain() {
    auto main = std::make_unique<SourceModule>();
    main->name = "__main__";
    main->path = main->fileName = options.main;
    StringRef folder = sys::path::parent_path(options.main);
    searchFolders.push_back({folder.str(), folder.str()});
    for (const std::string &path : options.searchFolders)
      searchFolders.push_back({path, path});
    searchFolders.push_back(
        {installation.stdlibFolder, installation.stdlibOrigin});
    return add(std::move(main), /*whole=*/true);
  }

  /// Codecs are imported by names that no import statement has.
  void addEncodings(std::vector<std::string> &names) {
    auto add = [&](const std::vector<std::string> &modules) {
      for (const std::string &module : modules)
        if (!known.contains(module) && !is_contained(names, module))
          names.push_back(module);
    };
    for (const auto &[name, use] : reachability.takeEncodings())
      add(encodings.modulesFor(name, use));
    if (is_contained(names, "codecs"))
      add(Encodings::modulesOfCodecs());
  }

  Error loadExtra(StringRef name) {
    size_t dot = 0;
    while ((dot = name.find('.', dot + 1)) != StringRef::npos)
      if (Error error = load(name.take_front(dot), /*whole=*/true))
        return error;
    if (Error error = load(name, /*whole=*/true))
      return error;
    if (!known.lookup(name))
      return createStringError(inconvertibleErrorCode(),
                               "--module=" + name + ": no such module");
    return Error::success();
  }

  /// Loads a module whose parent, if it has one, was loaded before.
  Error load(StringRef name, bool whole) {
    if (known.contains(name))
      return Error::success();
    known[name] = false;
    for (const auto &native : kNativeModules)
      if (name == native.name) {
        known[name] = true;
        if (native.symbol)
          program.natives.push_back({name.str(), native.symbol});
        return Error::success();
      }
    std::unique_ptr<SourceModule> module = find(name);
    if (!module)
      return Error::success();
    known[name] = true;
    return add(std::move(module), whole);
  }

  Error add(std::unique_ptr<SourceModule> module, bool whole) {
    if (!module->isNamespace()) {
      program.filesRead.push_back(module->path);
      if (Error error = parseSource(*module))
        return error;
      reachability.addModule(*module, whole || !module->isLibrary);
    }
    loaded[module->name] = module.get();
    program.modules.push_back(std::move(module));
    return Error::success();
  }

  /// A folder on disk and as what it appears in file names.
  struct Folder {
    std::string path, shown;
  };

  /// Looks for a module as import does; null if it is nowhere.
  std::unique_ptr<SourceModule> find(StringRef name) {
    auto module = std::make_unique<SourceModule>();
    module->name = name.str();
    StringRef last = name;
    std::vector<Folder> folders = searchFolders;
    if (name.contains('.')) {
      StringRef parent;
      std::tie(parent, last) = name.rsplit('.');
      SourceModule *package = loaded.lookup(parent);
      if (!package || !package->isPackage)
        return nullptr;
      folders.clear();
      for (const std::string &path : package->folders)
        folders.push_back({path, shown(path)});
    }
    for (const Folder &folder : folders) {
      std::string inner = pathIn(folder.path, last);
      std::string shownInner = pathIn(folder.shown, last);
      if (isFile(pathIn(inner, "__init__.py"))) {
        module->isPackage = true;
        module->path = pathIn(inner, "__init__.py");
        module->fileName = pathIn(shownInner, "__init__.py");
        module->folders = {inner};
        break;
      }
      if (isFile(inner + ".py")) {
        module->path = inner + ".py";
        module->fileName = shownInner + ".py";
        break;
      }
      if (sys::fs::is_directory(inner))
        module->folders.push_back(inner);
    }
    if (module->isNamespace()) {
      if (module->folders.empty())
        return nullptr;
      module->isPackage = true;
    } else if (!module->isPackage) {
      module->folders.clear();
    }
    module->isLibrary =
        StringRef(module->path).starts_with(installation.stdlibFolder + "/");
    return module;
  }

  static bool isFile(const Twine &path) {
    return sys::fs::is_regular_file(path);
  }

  std::string shown(StringRef path) const {
    if (path.consume_front(installation.stdlibFolder))
      return installation.stdlibOrigin + path.str();
    return path.str();
  }

  const Options &options;
  const Installation &installation;
  std::vector<Folder> searchFolders;
  Reachability reachability;
  Encodings encodings{pathIn(installation.stdlibFolder, "encodings")};
  Program program;
  StringMap<bool> known; ///< tried names, and whether there is such a module
  StringMap<SourceModule *> loaded;
};

} // namespace

Expected<std::string> readFile(StringRef path) {
  auto failure = [&](const Twine &why) {
    return createStringError(inconvertibleErrorCode(),
                             "cannot read '" + path + "': " + why);
  };
  if (sys::fs::is_directory(path))
    return failure("it is a directory");
  auto buffer = MemoryBuffer::getFile(path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/false);
  if (!buffer)
    return failure(buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

Error parseSource(SourceModule &module) {
  Expected<std::string> bytes = readFile(module.path);
  if (!bytes)
    return bytes.takeError();
  auto rendered = [&](const base::Diagnostic &diagnostic) {
    return make_error<SourceError>(
        base::renderDiagnostic(diagnostic, module.fileName));
  };
  auto buffer = base::SourceBuffer::fromFile(*bytes, module.fileName);
  if (!buffer)
    return rendered(buffer.error());
  auto parsed = syntax::parseModule(std::move(*buffer), syntax::ParseOptions());
  if (!parsed)
    return rendered(parsed.error());
  module.tree = std::move(*parsed);
  return Error::success();
}

Expected<Program> loadProgram(const Options &options,
                              const Installation &installation) {
  return Loader(options, installation).run();
}

} // namespace dxpy::driver
