#include "compiler/link/Linker.h"
#include "lld/Common/Driver.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

using namespace llvm;

namespace dxpy::link {

namespace {

Error failure(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

/// \p name inside \p folder.
std::string pathIn(StringRef folder, StringRef name) {
  SmallString<128> path(folder);
  sys::path::append(path, name);
  return std::string(path);
}

// Where Debian, then others, keep the C library's start files and libc.
constexpr const char *kSystemFolders[] = {"/usr/lib/x86_64-linux-gnu",
                                          "/usr/lib64", "/usr/lib",
                                          "/lib/x86_64-linux-gnu", "/lib64"};

/// The folder with crt1.o and libc.
Expected<std::string> findSystemFolder(bool isStatic) {
  for (StringRef folder : kSystemFolders)
    if (sys::fs::exists(pathIn(folder, "crt1.o")) &&
        sys::fs::exists(pathIn(folder, isStatic ? "libc.a" : "libc.so")))
      return folder.str();
  return failure("linking needs the C library's development files (crt1.o, "
                 "libc), which are not on this machine: install libc6-dev");
}

/// The archives to link, in their order: one a line in lib/dxpy/libraries,
/// relative to that folder or absolute.
Expected<std::vector<std::string>> runtimeLibraries(StringRef folder,
                                                    bool pie) {
  std::string list = pathIn(folder, pie ? "libraries.pie" : "libraries");
  auto buffer = MemoryBuffer::getFile(list);
  if (!buffer && pie)
    return failure("this installation has no runtime for --pie");
  if (!buffer)
    return failure("cannot read " + list + ": " + buffer.getError().message());
  std::vector<std::string> libraries;
  SmallVector<StringRef, 16> lines;
  (*buffer)->getBuffer().split(lines, '\n', -1, false);
  for (StringRef line : lines) {
    bool isPath = !line.starts_with("-") && !sys::path::is_absolute(line);
    libraries.push_back(isPath ? pathIn(folder, line) : line.str());
  }
  return libraries;
}

/// lld's report as one message: its first error, without its own prefix.
std::string firstError(StringRef report) {
  SmallVector<StringRef, 8> lines;
  report.split(lines, '\n', -1, false);
  for (StringRef line : lines) {
    size_t at = line.find("error: ");
    if (at != StringRef::npos)
      return line.substr(at + 7).str();
  }
  return report.trim().str();
}

std::vector<std::string> arguments(const LinkJob &job, StringRef system,
                                   ArrayRef<std::string> libraries) {
  auto own = [&](StringRef name) { return pathIn(job.libraryFolder, name); };
  const char *begin = job.isStatic ? "crtbeginT.o"
                      : job.pie    ? "crtbeginS.o"
                                   : "crtbegin.o";
  std::vector<std::string> result = {
      "ld.lld",          "-o",
      job.output,        "-m",
      "elf_x86_64",      "--gc-sections",
      "--build-id=none", "--hash-style=gnu",
      "--eh-frame-hdr",  "-z",
      "relro",           "-z",
      "noexecstack",     "--no-undefined-version",
      "--error-limit=1"};
  auto add = [&](ArrayRef<StringRef> more) {
    for (StringRef argument : more)
      result.push_back(argument.str());
  };
  if (job.isStatic)
    add({"-static"});
  else
    add({"-dynamic-linker", "/lib64/ld-linux-x86-64.so.2"});
  if (job.pie)
    add({"-pie", "-z", "pack-relative-relocs"});
  if (!job.keepDebugInfo)
    add({"--strip-debug"});
  add({pathIn(system, job.pie ? "Scrt1.o" : "crt1.o"), pathIn(system, "crti.o"),
       own(begin)});
  for (const std::string &object : job.objects)
    add({object});
  for (const char *folder : kSystemFolders)
    add({"-L", folder});
  add({"--start-group"});
  for (const std::string &library : libraries)
    add({library});
  add({"-lm", "-lc", "--end-group"});
  add({own(job.pie ? "crtendS.o" : "crtend.o"), pathIn(system, "crtn.o")});
  return result;
}

/// lld maps the file that it writes: on a full disk a store into it is a bus
/// error. This makes it a message, and removes what is not complete.
class FullDisk {
public:
  explicit FullDisk(const std::string &output) {
    message = "dxpyc: error: cannot write '" + output +
              "': " + std::strerror(ENOSPC) + "\n";
    struct sigaction action = {};
    action.sa_handler = [](int) {
      static std::atomic_flag entered;
      while (entered.test_and_set()) // by another of lld's threads, which ends
        pause();                     // the process
      sys::RunInterruptHandlers();
      (void)!::write(STDERR_FILENO, message.data(), message.size());
      _exit(1);
    };
    sigaction(SIGBUS, &action, &previous);
  }
  ~FullDisk() { sigaction(SIGBUS, &previous, nullptr); }
  FullDisk(const FullDisk &) = delete;

private:
  static inline std::string message;
  struct sigaction previous;
};

} // namespace

Error linkExecutable(const LinkJob &job) {
  Expected<std::string> system = findSystemFolder(job.isStatic);
  if (!system)
    return system.takeError();
  Expected<std::vector<std::string>> libraries =
      runtimeLibraries(job.libraryFolder, job.pie);
  if (!libraries)
    return libraries.takeError();

  std::vector<std::string> texts = arguments(job, *system, *libraries);
  std::vector<const char *> pointers;
  for (const std::string &text : texts)
    pointers.push_back(text.c_str());
  std::string report;
  raw_string_ostream stream(report);
  FullDisk fullDisk(job.output);
  lld::Result result =
      lld::lldMain(pointers, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode != 0)
    return failure("linking " + job.output + " failed: " + firstError(report));
  return Error::success();
}

} // namespace dxpy::link
