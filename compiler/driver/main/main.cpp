// dxpyc compiles a program; called as dxpy it is the tool with subcommands.
#include "compiler/driver/Driver.h"
#include "compiler/driver/Dxpy.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/thread.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::setBugReportMsg("dxpyc failed inside. Please report this with the "
                        "program that shows it.\n");
  llvm::ArrayRef<const char *> arguments(argv + 1, argv + argc);
  bool isDxpy = llvm::sys::path::stem(argv[0]) == "dxpy";
  int code = 0;
  // The stages walk trees as deep as the program is nested; what is too deep is
  // an error of the front end long before this stack ends.
  constexpr unsigned stackBytes = 256u << 20;
  llvm::thread(std::optional<unsigned>(stackBytes), [&] {
    code = isDxpy ? dxpy::driver::dxpyMain(arguments)
                  : dxpy::driver::dxpycMain(arguments);
  }).join();
  return code;
}
