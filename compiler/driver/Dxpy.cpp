#include "compiler/driver/Dxpy.h"
#include "compiler/driver/Driver.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/Info.h"
#include "compiler/driver/Output.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

using namespace llvm;

namespace dxpy::driver {

namespace {

using Arguments = ArrayRef<const char *>;

/// Runs a program and gives its exit code as a shell does.
int execute(StringRef path, ArrayRef<StringRef> arguments) {
  // An interrupt from the terminal is for the program, not for us.
  std::signal(SIGINT, SIG_IGN);
  std::string message;
  int code =
      sys::ExecuteAndWait(path, arguments, std::nullopt, {}, 0, 0, &message);
  if (code >= 0)
    return code;
  // The reason is a signal's name or that the program could not be started.
  errs() << "dxpy: error: " << message << "\n";
  return code == -2 ? 128 + SIGSEGV : 127;
}

int run(Arguments arguments) {
  size_t at = programIndex(arguments);
  if (at == arguments.size())
    return report("dxpy", make_error<UsageError>("no program given"));
  Expected<std::optional<Options>> options =
      parseOptions(arguments.take_front(at + 1));
  if (!options)
    return report("dxpy", options.takeError());
  if (!*options)
    return 0;
  Expected<TemporaryFile> executable = TemporaryFile::create("run");
  if (!executable)
    return report("dxpy", executable.takeError());
  (*options)->output = executable->path();
  // As python3 does: sys.argv[0] is the path that was given, __file__ is
  // absolute.
  std::string given = (*options)->main;
  SmallString<128> absolute(given);
  if (!sys::fs::make_absolute(absolute))
    (*options)->main = std::string(absolute);
  if (Error error = compile(**options))
    return report("dxpy", std::move(error));
  if ((*options)->emit != Emit::Executable)
    return 0;
  SmallVector<StringRef, 8> command = {given};
  command.append(arguments.begin() + at + 1, arguments.end());
  return execute(executable->path(), command);
}

int disassemble(Arguments arguments) {
  Options options;
  if (arguments.size() != 1)
    return report("dxpy", make_error<UsageError>("dis takes one file"));
  options.main = arguments[0];
  options.emit = Emit::Dpb;
  if (Error error = compile(options))
    return report("dxpy", std::move(error));
  return 0;
}

int info(Arguments) {
  if (Error error = printInfo(outs()))
    return report("dxpy", std::move(error));
  return 0;
}

void printHelp(raw_ostream &os) {
  os << "usage: dxpy <subcommand> ...\n\n";
#define SUBCOMMAND(name, function, usage, help)                                \
  os << "  dxpy " #name " " usage "\n      " help "\n";
#include "compiler/driver/Subcommands.def"
}

} // namespace

int dxpyMain(Arguments arguments) {
  StringRef name = arguments.empty() ? "" : arguments[0];
  if (name == "--help" || name == "-h") {
    printHelp(outs());
    return 0;
  }
  if (name == "--version") {
    printVersion(outs());
    return 0;
  }
#define SUBCOMMAND(command, function, usage, help)                             \
  if (name == #command)                                                        \
    return function(arguments.drop_front());
#include "compiler/driver/Subcommands.def"
  if (name.empty())
    return report("dxpy", make_error<UsageError>("no subcommand given"));
  return report("dxpy",
                make_error<UsageError>("unknown subcommand '" + name + "'"));
}

} // namespace dxpy::driver
