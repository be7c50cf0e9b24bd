// dxpy: what people use at a terminal besides dxpyc. Subcommands.def lists what
// it can do.
#pragma once
#include "llvm/ADT/ArrayRef.h"

namespace dxpy::driver {

/// Arguments without the program's name; gives the exit code.
int dxpyMain(llvm::ArrayRef<const char *> arguments);

} // namespace dxpy::driver
