#include "compiler/driver/Driver.h"
#include "compiler/driver/Emit.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/Frames.h"
#include "compiler/driver/ModuleFiles.h"
#include "compiler/driver/Modules.h"
#include "compiler/driver/Native.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/StageTimes.h"
#include "compiler/link/CodeImage.h"
#include "compiler/link/Linker.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

using CodePointer = std::shared_ptr<const bytecode::CodeUnit>;

/// One run of the compiler: the stages in their order.
class Compilation {
public:
  Compilation(const Options &options, const Installation &installation)
      : options(options), installation(installation), times(options.verbose) {}

  Error run() {
    if (options.emit != Emit::Executable)
      return print([this](raw_ostream &os) {
        return emitStage(options, installation, os);
      });
    if (Error error = checkOutput())
      return error;
    if (options.moduleOnly)
      return compileToModuleFile();
    if (Error error = load())
      return error;
    if (Error error = compileModules())
      return error;
    if (Error error = compileToNative())
      return error;
    Expected<TemporaryFile> image = writeImage();
    if (!image)
      return image.takeError();
    if (Error error = writeDepfile())
      return error;
    if (Error error = link(*image))
      return error;
    times.total();
    return Error::success();
  }

private:
  /// What would spoil the output only after all the work.
  Error checkOutput() {
    std::string path = outputPath();
    StringRef folder = sys::path::parent_path(path);
    if (!folder.empty() && !sys::fs::is_directory(folder))
      return createStringError(
          std::make_error_code(std::errc::no_such_file_or_directory),
          "cannot write '" + path + "': there is no such folder");
    if (sys::fs::is_directory(path))
      return createStringError(std::make_error_code(std::errc::is_a_directory),
                               "cannot write '" + path +
                                   "': it is a directory");
    if (sys::fs::equivalent(path, options.main))
      return createStringError(
          std::make_error_code(std::errc::invalid_argument),
          "'" + path + "' would overwrite the program");
    return Error::success();
  }

  /// -c: the whole way of one module.
  Error compileToModuleFile() {
    SourceModule module;
    module.path = module.fileName = options.main;
    module.name = options.moduleName.empty() ? moduleNameOf(options.main)
                                             : options.moduleName;
    module.isPackage = sys::path::stem(options.main) == "__init__";
    if (Error error = parseSource(module))
      return error;
    Expected<CodePointer> code = compileToBytecode(module);
    if (!code)
      return code.takeError();
    Expected<std::string> bytes = moduleFileOf(module, std::move(*code));
    if (!bytes)
      return bytes.takeError();
    program.filesRead.push_back(options.main);
    if (Error error = writeDepfile())
      return error;
    if (Error error = writeOutput(outputPath(), [&](raw_ostream &os) {
          os << *bytes;
          return Error::success();
        }))
      return error;
    times.finish("module", outputPath());
    return Error::success();
  }

  Error load() {
    Expected<Program> loaded = loadProgram(options, installation);
    if (!loaded)
      return loaded.takeError();
    program = std::move(*loaded);
    times.finish("parse", Twine(program.modules.size()) + " modules");
    return Error::success();
  }

  Error compileModules() {
    for (auto &module : program.modules) {
      CodePointer unit;
      if (!module->isNamespace()) {
        Expected<CodePointer> result = compileToBytecode(*module);
        if (!result)
          return result.takeError();
        unit = std::move(*result);
        numbers.add(*unit);
      }
      code.push_back(std::move(unit));
    }
    times.finish("bytecode", Twine(numbers.units().size()) + " code objects");
    return Error::success();
  }

  /// Native code of the program's own modules; library modules are bytecode.
  Error compileToNative() {
    if (options.interpret || options.frames == Frames::Full)
      return Error::success();
    std::vector<const bytecode::CodeUnit *> own;
    for (size_t i = 0; i < code.size(); ++i)
      if (code[i] && !program.modules[i]->isLibrary)
        own.push_back(code[i].get());
    if (options.frames == Frames::Automatic &&
        (program.usesTraceHooks ||
         any_of(own, [](auto *unit) { return showsFrames(*unit); })))
      return Error::success();
    Expected<NativeCode> result =
        compileNative(own, numbers, options, installation);
    if (!result)
      return result.takeError();
    native.emplace(std::move(*result));
    times.finish("native", Twine(native->functionCount) + " functions in " +
                               Twine(native->objects.size()) + " units");
    return Error::success();
  }

  /// The image's object file on its way to the linker.
  Expected<TemporaryFile> writeImage() {
    link::ImageBuilder image;
    bool frontEnd = false;
    for (size_t i = 0; i < code.size(); ++i) {
      const SourceModule &module = *program.modules[i];
      link::ModuleParts parts;
      std::vector<uint32_t> lines;
      parts.name = module.name;
      parts.fileName = module.fileName;
      parts.code = link::Ref::word(0);
      if (module.isPackage)
        parts.flags |= kModulePackage;
      if (module.isNamespace()) {
        parts.flags |= kModuleNamespace;
      } else {
        if (module.isBroken)
          parts.flags |= kModuleBroken;
        parts.code =
            link::addCode(image, *code[i], numbers,
                          native ? native->entries : link::NativeEntryMap());
        lines = link::raisingLines(*code[i]);
        // No file has the lines of frozen modules, and DPMs have no source.
        if (!StringRef(module.fileName).starts_with("<") && !module.isBroken &&
            !module.code) {
          parts.raising = lines;
          parts.source = module.tree.source.text();
        }
        frontEnd = frontEnd || link::reachesFrontEnd(*code[i]);
      }
      image.addModule(parts);
    }
    for (const NativeModule &module : program.natives)
      image.addNativeModule(module.name, module.symbol);
    for (const DataFile &file : options.data) {
      Expected<std::string> content = readFile(file.path);
      if (!content)
        return content.takeError();
      image.addData(file.name, *content);
      program.filesRead.push_back(file.path);
    }
    if (frontEnd)
      image.setFrontEnd();
    if (options.testing)
      image.setTesting();
    image.finish();

    Expected<TemporaryFile> file = TemporaryFile::create("o");
    if (!file)
      return file.takeError();
    if (Error error = writeOutput(file->path(), [&](raw_ostream &os) {
          image.write(os);
          return Error::success();
        }))
      return error;
    times.finish("image", Twine(image.objectCount()) + " objects");
    return file;
  }

  Error link(const TemporaryFile &image) {
    link::LinkJob job;
    job.objects.push_back(image.path());
    if (native)
      for (const TemporaryFile &object : native->objects)
        job.objects.push_back(object.path());
    job.output = outputPath();
    job.libraryFolder = installation.libraryFolder;
    job.isStatic = options.isStatic;
    job.pie = options.pie;
    job.keepDebugInfo = options.debugInfo;
    if (Error error = link::linkExecutable(job))
      return error;
    times.finish("link", job.output);
    return Error::success();
  }

  /// Before the output, which is there only if all went well.
  Error writeDepfile() {
    if (options.depfile.empty())
      return Error::success();
    return writeOutput(options.depfile, [&](raw_ostream &os) {
      os << escaped(outputPath()) << ":";
      for (const std::string &path : program.filesRead)
        os << " \\\n  " << escaped(path);
      os << "\n";
      return Error::success();
    });
  }

  /// A path as make and Ninja read it in a rule.
  static std::string escaped(StringRef path) {
    std::string result;
    for (char c : path) {
      if (c == ' ' || c == '#')
        result += '\\';
      else if (c == '$')
        result += '$';
      result += c;
    }
    return result;
  }

  std::string outputPath() const {
    if (!options.output.empty())
      return options.output;
    StringRef stem = sys::path::stem(options.main);
    if (options.moduleOnly)
      return (stem + ".dpm").str();
    return stem == sys::path::filename(options.main) ? (stem + ".out").str()
                                                     : stem.str();
  }

  Error print(function_ref<Error(raw_ostream &)> fn) {
    return writeOutput(options.output.empty() ? "-" : options.output, fn);
  }

  const Options &options;
  const Installation &installation;
  StageTimes times;
  Program program;
  std::vector<CodePointer> code; ///< one a module; null: namespace packages
  link::CodeNumbers numbers;
  std::optional<NativeCode> native; ///< none with --interpret
};

} // namespace

Error compile(const Options &options) {
  Expected<Installation> installation = findInstallation();
  if (!installation)
    return installation.takeError();
  return Compilation(options, *installation).run();
}

int dxpycMain(ArrayRef<const char *> arguments) {
  Expected<std::optional<Options>> options = parseOptions(arguments);
  if (!options)
    return report("dxpyc", options.takeError());
  if (!*options)
    return 0;
  if (Error error = compile(**options))
    return report("dxpyc", std::move(error));
  return 0;
}

} // namespace dxpy::driver
