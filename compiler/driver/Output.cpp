#include "compiler/driver/Output.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

Error cannotWrite(StringRef path, std::error_code why) {
  return createStringError(why,
                           "cannot write '" + path + "': " + why.message());
}

bool writtenInPlace(StringRef path) {
  sys::fs::file_status status;
  return path == "-" || (!sys::fs::status(path, status) &&
                         status.type() != sys::fs::file_type::regular_file &&
                         status.type() != sys::fs::file_type::directory_file);
}

Error printTo(StringRef path, raw_fd_ostream &os,
              function_ref<Error(raw_ostream &)> print) {
  Error error = print(os);
  os.flush();
  if (std::error_code why = os.error()) {
    os.clear_error();
    return joinErrors(std::move(error), cannotWrite(path, why));
  }
  return error;
}

} // namespace

Error writeOutput(StringRef path, function_ref<Error(raw_ostream &)> print) {
  if (path == "-")
    return printTo("standard output", outs(), print);
  if (writtenInPlace(path)) {
    std::error_code why;
    raw_fd_ostream os(path, why);
    return why ? cannotWrite(path, why) : printTo(path, os, print);
  }
  if (sys::fs::is_directory(path))
    return cannotWrite(path, std::make_error_code(std::errc::is_a_directory));
  auto file = sys::fs::TempFile::create(path + ".%%%%%%.tmp",
                                        sys::fs::all_read | sys::fs::all_write);
  if (!file)
    return cannotWrite(path, errorToErrorCode(file.takeError()));
  Error error = Error::success();
  {
    raw_fd_ostream os(file->FD, /*shouldClose=*/false);
    error = printTo(path, os, print);
  }
  if (error)
    return joinErrors(std::move(error), file->discard());
  if (Error kept = file->keep(path))
    return cannotWrite(path, errorToErrorCode(std::move(kept)));
  return Error::success();
}

Expected<TemporaryFile> TemporaryFile::create(StringRef suffix) {
  SmallString<128> path;
  if (std::error_code why = sys::fs::createTemporaryFile("dxpyc", suffix, path))
    return cannotWrite("a temporary file", why);
  sys::RemoveFileOnSignal(path);
  return TemporaryFile(std::string(path));
}

TemporaryFile::~TemporaryFile() {
  if (name.empty())
    return;
  sys::fs::remove(name);
  sys::DontRemoveFileOnSignal(name);
}

} // namespace dxpy::driver
