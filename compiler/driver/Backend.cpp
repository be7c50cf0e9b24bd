#include "compiler/driver/Backend.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/thread.h"
#include <atomic>
#include <thread>

using namespace llvm;

namespace dxpy::driver {

Backend::Backend(const Options &options, const Installation &installation)
    : libraryFolder(installation.libraryFolder) {
  // The failing modes test guards and states: LLVM's passes would only cost
  // time.
  codegen.level = options.testing ? 0 : int(options.level);
  codegen.march = options.march;
  codegen.pie = options.pie;
  codegen.debugInfo = options.debugInfo;
  codegen.testing = options.testing;
}

Error Backend::checkTarget() {
  return codegen::createTarget(codegen).takeError();
}

Error Backend::run(const codegen::Unit &unit) {
  auto loaded = codegen::Runtime::load(context, libraryFolder + "/inline.bc");
  if (!loaded)
    return loaded.takeError();
  auto machine = codegen::createTarget(codegen);
  if (!machine)
    return machine.takeError();
  target = std::move(*machine);
  auto lowered = codegen::lower(unit, *loaded, *target, context, codegen);
  if (!lowered)
    return lowered.takeError();
  module = std::move(*lowered);
  return codegen::optimise(*module, *loaded, *target, codegen);
}

Error Backend::write(raw_pwrite_stream &os, bool assembly) {
  return codegen::emit(*module, *target, os, assembly);
}

static Error compileUnit(const codegen::Unit &unit, const std::string &path,
                         const Options &options,
                         const Installation &installation) {
  Backend backend(options, installation);
  if (Error error = backend.run(unit))
    return error;
  std::error_code failure;
  raw_fd_ostream os(path, failure);
  if (failure)
    return createStringError(failure, "cannot write '" + path + "'");
  if (Error error = backend.write(os, false))
    return error;
  os.close();
  if (!os.has_error())
    return Error::success();
  failure = os.error();
  os.clear_error();
  return createStringError(failure, "cannot write '" + path + "'");
}

Expected<std::vector<TemporaryFile>>
compileUnits(ArrayRef<codegen::NativeFunction> functions,
             const Options &options, const Installation &installation) {
  std::vector<codegen::Unit> units = codegen::cutIntoUnits(functions);
  std::vector<TemporaryFile> files;
  for (size_t i = 0; i < units.size(); ++i) {
    Expected<TemporaryFile> file = TemporaryFile::create("o");
    if (!file)
      return file.takeError();
    files.push_back(std::move(*file));
  }
  std::vector<Error> errors;
  for (size_t i = 0; i < units.size(); ++i)
    errors.push_back(Error::success());
  std::atomic<size_t> next{0};
  auto work = [&] {
    for (size_t i; (i = next.fetch_add(1)) < units.size();) {
      consumeError(std::move(errors[i]));
      errors[i] = compileUnit(units[i], files[i].path(), options, installation);
    }
  };
  // LLVM's passes recurse as deep as functions are nested.
  constexpr unsigned stackBytes = 256u << 20;
  size_t helpers = std::min<size_t>(
      units.size(), std::max(1u, std::thread::hardware_concurrency()));
  std::vector<llvm::thread> threads;
  for (size_t i = 1; i < helpers; ++i)
    threads.emplace_back(std::optional<unsigned>(stackBytes), work);
  work();
  for (llvm::thread &thread : threads)
    thread.join();
  Error first = Error::success();
  for (Error &error : errors)
    if (first)
      consumeError(std::move(error));
    else
      first = std::move(error);
  if (first)
    return std::move(first);
  return std::move(files);
}

} // namespace dxpy::driver
