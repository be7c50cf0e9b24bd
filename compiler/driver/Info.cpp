#include "compiler/driver/Info.h"
#include "generated/abi_fingerprint.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

int addressInThisExecutable;

std::string pathIn(StringRef folder, const Twine &name) {
  SmallString<128> path(folder);
  sys::path::append(path, name);
  return std::string(path);
}

} // namespace

Expected<Installation> findInstallation() {
  std::string self =
      sys::fs::getMainExecutable("dxpyc", &addressInThisExecutable);
  StringRef bin = sys::path::parent_path(self);
  Installation result;
  result.libraryFolder = pathIn(sys::path::parent_path(bin), Twine("lib/dxpy"));
  result.stdlibFolder = pathIn(result.libraryFolder, "stdlib");
  auto origin =
      MemoryBuffer::getFile(pathIn(result.libraryFolder, "stdlib-origin"));
  if (!origin)
    return createStringError(origin.getError(),
                             "this installation is incomplete: " +
                                 result.libraryFolder + " is not readable");
  result.stdlibOrigin = (*origin)->getBuffer().trim().str();
  return result;
}

void printVersion(raw_ostream &os) { os << "dxpyc " DXPY_VERSION "\n"; }

Error printInfo(raw_ostream &os) {
  Expected<Installation> installation = findInstallation();
  if (!installation)
    return installation.takeError();
  os << "version: " DXPY_VERSION "\n"
     << "LLVM: " LLVM_VERSION_STRING "\n"
     << "ABI fingerprint: " << utohexstr(kAbiFingerprint, true, 8) << "\n"
     << "runtime: " << installation->libraryFolder << "\n"
     << "library: " << installation->stdlibFolder << " (from "
     << installation->stdlibOrigin << ")\n";
  return Error::success();
}

} // namespace dxpy::driver
