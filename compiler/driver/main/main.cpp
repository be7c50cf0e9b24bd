// dxpyc compiles a program; called as dxpy it is the tool with subcommands.
#include "compiler/driver/Driver.h"
#include "compiler/driver/Dxpy.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::ArrayRef<const char *> arguments(argv + 1, argv + argc);
  if (llvm::sys::path::stem(argv[0]) == "dxpy")
    return dxpy::driver::dxpyMain(arguments);
  return dxpy::driver::dxpycMain(arguments);
}
