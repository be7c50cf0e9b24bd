#include "compiler/driver/Modules.h"
#include "compiler/driver/Encodings.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/ModuleFiles.h"
#include "compiler/driver/Reachability.h"
#include "compiler/syntax/AstDumper.h"
#include "runtime-support/abi/helper_modules.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace dxpy::driver {

static Error parseImported(SourceModule &module);

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

/// The import system in Python is two files of package importlib under names of
/// their own.
constexpr struct {
  const char *name, *file, *fileName;
} kFrozenModules[] = {
    {"_frozen_importlib", "_bootstrap.py", "<frozen importlib._bootstrap>"},
    {"_frozen_importlib_external", "_bootstrap_external.py",
     "<frozen importlib._bootstrap_external>"},
};

bool isNativeModule(StringRef name) {
  return any_of(kNativeModules,
                [&](const auto &native) { return name == native.name; });
}

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
    for (const ExtraModule &extra : options.extraModules)
      if (!extra.file.empty())
        moduleFiles[extra.name] = extra.file;
    for (const ExtraModule &extra : options.extraModules)
      if (Error error = loadExtra(extra.name))
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
    program.usesTraceHooks = reachability.usesTraceHooks() ||
                             known.lookup("bdb") || known.lookup("trace") ||
                             known.lookup("profile");
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
    if (is_contained(names, "_socket")) // host names
      add(encodings.modulesFor("idna", EncodingUse::Lookup));
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
    // importlib gives the frozen modules these names.
    if (known.contains(name) || name == "importlib._bootstrap" ||
        name == "importlib._bootstrap_external")
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
    if (Error error = add(std::move(module), whole))
      return error;
    if (name == "sysconfig") // it puts the name together
      return load("_sysconfigdata__x86_64-linux-gnu", /*whole=*/false);
    return name.starts_with("_frozen_importlib") ? loadImportSystem()
                                                 : Error::success();
  }

  /// What the import system in Python is given without importing it.
  Error loadImportSystem() {
    for (const char *name : {"_frozen_importlib", "_frozen_importlib_external",
                             "_imp", "_thread", "_warnings", "_weakref"})
      if (Error error = load(name, /*whole=*/false))
        return error;
    return Error::success();
  }

  Error add(std::unique_ptr<SourceModule> module, bool whole) {
    if (!module->isNamespace()) {
      program.filesRead.push_back(module->path);
      bool main = program.modules.empty();
      if (Error error = isModuleFile(module->path) ? readModuleFile(*module)
                        : main                     ? parseSource(*module)
                                                   : parseImported(*module))
        return error;
      if (module->code)
        reachability.addCode(*module);
      else
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

  /// CPython has imported these before the program starts: no file of the
  /// program hides them.
  static bool isImportedAtStart(StringRef name) {
    return StringSwitch<bool>(name)
        .Cases({"_collections_abc", "_sitebuiltins", "abc", "codecs"}, true)
        .Cases({"encodings", "genericpath", "io", "os", "posixpath"}, true)
        .Cases({"site", "stat"}, true)
        .Default(false);
  }

  /// Looks for a module as import does; null if it is nowhere.
  std::unique_ptr<SourceModule> find(StringRef name) {
    auto module = std::make_unique<SourceModule>();
    module->name = name.str();
    for (const auto &frozen : kFrozenModules) {
      if (name != frozen.name)
        continue;
      module->path =
          pathIn(pathIn(installation.stdlibFolder, "importlib"), frozen.file);
      module->fileName = frozen.fileName;
      module->isLibrary = true;
      return isFile(module->path) ? std::move(module) : nullptr;
    }
    if (auto given = moduleFiles.find(name); given != moduleFiles.end()) {
      module->path = given->second;
      module->folders = {sys::path::parent_path(given->second).str()};
      return module;
    }
    StringRef last = name;
    std::vector<Folder> folders = searchFolders;
    if (name.contains('.')) {
      StringRef parent;
      std::tie(parent, last) = name.rsplit('.');
      SourceModule *package = loaded.lookup(parent);
      if (!package)
        return nullptr;
      folders.clear();
      for (const std::string &path : package->folders)
        folders.push_back({path, shown(path)});
      if (name == kTemplatesModule) { // its parent is a package since 3.14
        std::string path = pathIn(installation.stdlibFolder, parent);
        folders.push_back({path, shown(path)});
      }
    } else if (isImportedAtStart(name)) {
      folders = {searchFolders.back()};
    }
    for (const Folder &folder : folders) {
      std::string inner = pathIn(folder.path, last);
      std::string shownInner = pathIn(folder.shown, last);
      std::string file = firstFile(pathIn(inner, "__init__"));
      module->isPackage = !file.empty();
      if (file.empty())
        file = firstFile(inner);
      if (!file.empty()) {
        module->path = file;
        module->fileName =
            shownInner + StringRef(file).substr(inner.size()).str();
        module->folders = {inner};
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

  /// A DPM goes before the source, as at run time.
  static std::string firstFile(const std::string &stem) {
    for (const char *ending : {".dpm", ".py"})
      if (isFile(stem + ending))
        return stem + ending;
    return {};
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
  Reachability reachability{isNativeModule};
  Encodings encodings{pathIn(installation.stdlibFolder, "encodings")};
  Program program;
  StringMap<std::string> moduleFiles; ///< DPMs by the name they were given
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

namespace {

using SourceReader = base::Result<base::SourceBuffer> (*)(std::string_view,
                                                          std::string);

base::Result<syntax::Module> parse(StringRef bytes, const std::string &name,
                                   SourceReader reader) {
  auto buffer = reader(bytes, name);
  if (!buffer)
    return buffer.takeError();
  return syntax::parseModule(std::move(*buffer), syntax::ParseOptions());
}

void appendPlace(std::string &text, bool present, int64_t number) {
  text += present ? std::to_string(number) : "None";
  text += ", ";
}

/// A module's text that raises \p diagnostic as compile() does.
std::string raisingText(const base::Diagnostic &diagnostic,
                        const std::string &fileName) {
  std::string text = "e = ";
  text += base::className(diagnostic.exceptionClass());
  text += "(";
  syntax::appendStrRepr(text, diagnostic.message);
  if (!base::isSyntaxError(diagnostic.exceptionClass()))
    return text + ")\nraise e\n";
  bool place = diagnostic.hasPlace;
  std::string line = "None";
  if (diagnostic.hasLineText) {
    line.clear();
    std::string text = diagnostic.lineText;
    bool fromParser = diagnostic.origin == base::DiagnosticOrigin::Parser;
    if (!StringRef(text).ends_with("\n") &&
        (diagnostic.endsLine || !fromParser))
      text += '\n';
    syntax::appendStrRepr(line, text);
  }
  bool hasEnd = place && (diagnostic.endOffset >= 0 ||
                          diagnostic.origin == base::DiagnosticOrigin::Parser);
  if (diagnostic.origin == base::DiagnosticOrigin::Scopes && place) {
    text += ")\ne.lineno, e.offset, e.end_lineno, e.end_offset, e.text, "
            "e.filename = (";
    appendPlace(text, true, diagnostic.line);
    appendPlace(text, true, diagnostic.offset);
    appendPlace(text, true, diagnostic.endLine);
    appendPlace(text, hasEnd, diagnostic.endOffset);
    text += line + ", ";
    syntax::appendStrRepr(text, fileName);
    text += ")";
  } else {
    text += ", (";
    syntax::appendStrRepr(text, fileName);
    text += ", ";
    appendPlace(text, place, diagnostic.line);
    appendPlace(text, place, diagnostic.offset);
    text += line + ", ";
    appendPlace(text, place, diagnostic.endLine);
    appendPlace(text, hasEnd, diagnostic.endOffset);
    text += "))";
  }
  return text + "\nraise e\n";
}

} // namespace

void makeBroken(SourceModule &module, const base::Diagnostic &diagnostic) {
  if (!module.isLibrary) {
    errs() << "dxpyc: warning: importing module " << module.name
           << " will raise " << base::className(diagnostic.exceptionClass())
           << ": " << diagnostic.message << " (" << module.path;
    if (diagnostic.hasPlace && diagnostic.line)
      errs() << ", line " << diagnostic.line;
    errs() << ")\n";
  }
  auto parsed = parse(raisingText(diagnostic, module.fileName), module.fileName,
                      base::SourceBuffer::fromText);
  module.isBroken = true;
  if (parsed)
    module.tree = std::move(*parsed);
}

Error parseSource(SourceModule &module) {
  Expected<std::string> bytes = readFile(module.path);
  if (!bytes)
    return bytes.takeError();
  auto parsed = parse(*bytes, module.fileName, [](auto bytes, auto name) {
    return base::SourceBuffer::fromFile(bytes, std::move(name));
  });
  if (!parsed && parsed.error().id == base::DiagnosticId::NullBytes)
    return createStringError("'" + module.path +
                             "' is not a program: it contains null bytes");
  if (!parsed)
    return sourceError(parsed.error(), module.fileName);
  module.tree = std::move(*parsed);
  return Error::success();
}

static Error parseImported(SourceModule &module) {
  Expected<std::string> bytes = readFile(module.path);
  if (!bytes)
    return bytes.takeError();
  auto parsed = parse(*bytes, module.fileName, [](auto bytes, auto name) {
    return base::SourceBuffer::fromBytes(bytes, std::move(name));
  });
  if (parsed)
    module.tree = std::move(*parsed);
  else
    makeBroken(module, parsed.error());
  return Error::success();
}

Expected<Program> loadProgram(const Options &options,
                              const Installation &installation) {
  return Loader(options, installation).run();
}

} // namespace dxpy::driver
