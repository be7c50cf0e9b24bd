// Links a program's objects with the runtime into an executable, with lld in
// this process. Finds what a C library's headers package brings (crt1.o, libc)
// without asking another compiler.
#pragma once
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace dxpy::link {

struct LinkJob {
  std::vector<std::string> objects; ///< paths of the program's own objects
  std::string output;
  std::string libraryFolder; ///< lib/dxpy of the installation
  bool isStatic = false;
  bool pie = false;
  bool keepDebugInfo = false;
};

/// Writes job.output whole or not at all. An error is one message for the user.
llvm::Error linkExecutable(const LinkJob &job);

} // namespace dxpy::link
