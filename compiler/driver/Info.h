// What dxpyc knows about itself: version, where its installation is.
#pragma once
#include "llvm/Support/Error.h"
#include <string>

namespace llvm {
class raw_ostream;
}

namespace dxpy::driver {

/// Where the files that dxpyc needs are.
struct Installation {
  std::string libraryFolder; ///< lib/dxpy
  std::string stdlibFolder;  ///< lib/dxpy/stdlib
  /// The folder that library modules name as theirs, as CPython's do: not where
  /// this installation is, so that outputs do not depend on it.
  std::string stdlibOrigin;
};

/// The installation around the running executable (bin/dxpyc, lib/dxpy).
llvm::Expected<Installation> findInstallation();

void printVersion(llvm::raw_ostream &os);
/// What `dxpy info` prints.
llvm::Error printInfo(llvm::raw_ostream &os);

} // namespace dxpy::driver
