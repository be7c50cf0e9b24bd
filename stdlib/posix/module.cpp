// Module posix: the system calls that os.py presents.
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/str.h"
#include "stdlib/posix/parts.h"
#include <climits>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <sched.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <sysexits.h>
#include <unistd.h>

namespace dxpy {

/// Of <stdio.h>, which programs do without.
static constexpr int TMP_MAX = 238328;

namespace posix {

bool addFunctions(ThreadState &ts, Value module, const MethodDef *functions) {
  Owned name = internText(ts, "posix");
  for (const MethodDef *def = functions; def->name; ++def)
    if (!addToModule(ts, module, def->name,
                     makeBuiltinFunction(ts, def, module, name)))
      return false;
  return true;
}

bool addConstants(ThreadState &ts, Value module) {
  static constexpr struct {
    const char *name;
    int64_t value;
  } rows[] = {
#define CONSTANT(name) {#name, int64_t(name)},
#include "stdlib/posix/Constants.def"
  };
  for (auto &row : rows)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  return true;
}

/// What os.py makes os.supports_dir_fd and the like of.
static bool addHaveFunctions(ThreadState &ts, Value module) {
  Owned list = makeList(ts);
  for (const char *name :
       {"HAVE_FACCESSAT", "HAVE_FCHDIR",     "HAVE_FCHMOD",
        "HAVE_FCHMODAT",  "HAVE_FCHOWN",     "HAVE_FCHOWNAT",
        "HAVE_FDOPENDIR", "HAVE_FEXECVE",    "HAVE_FPATHCONF",
        "HAVE_FSTATAT",   "HAVE_FSTATVFS",   "HAVE_FTRUNCATE",
        "HAVE_FUTIMENS",  "HAVE_LINKAT",     "HAVE_LCHOWN",
        "HAVE_LSTAT",     "HAVE_LUTIMES",    "HAVE_MEMFD_CREATE",
        "HAVE_MKDIRAT",   "HAVE_MKFIFOAT",   "HAVE_MKNODAT",
        "HAVE_OPENAT",    "HAVE_READLINKAT", "HAVE_RENAMEAT",
        "HAVE_SYMLINKAT", "HAVE_UNLINKAT",   "HAVE_UTIMENSAT"})
    if (!list || !listAppend(ts, list, makeStr(ts, name)))
      return false;
  return addToModule(ts, module, "_have_functions", std::move(list));
}

static bool execute(ThreadState &ts, Value module) {
  return addStat(ts, module) && addFolders(ts, module) && addScan(ts, module) &&
         addDescriptors(ts, module) && addProcesses(ts, module) &&
         addSystem(ts, module) && addConstants(ts, module) &&
         addHaveFunctions(ts, module) &&
         addToModule(ts, module, "error", copyOf(Value(&types::OSError)));
}

} // namespace posix

DX_NATIVE_MODULE(
    posix,
    .doc = "This module provides access to operating system functionality "
           "that is\nstandardized by the C Standard and the POSIX standard (a "
           "thinly\ndisguised Unix interface).  Refer to the library manual "
           "and\ncorresponding Unix manual entries for more information on "
           "calls.",
    .execute = posix::execute)

} // namespace dxpy
