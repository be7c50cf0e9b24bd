// From a command line to an executable: each stage is one call, in order, with
// one finished value in and one out.
#pragma once
#include "compiler/driver/Options.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace dxpy::driver {

/// Compiles as asked. What it writes is complete or not there.
llvm::Error compile(const Options &options);

/// The whole of dxpyc: arguments without the program's name; gives the exit
/// code (2: the command line makes no sense).
int dxpycMain(llvm::ArrayRef<const char *> arguments);

} // namespace dxpy::driver
