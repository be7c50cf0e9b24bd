// The system at large: environment, random bytes, times, processors.
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/set.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <cstdlib>
#include <cstring>
#include <sched.h>
#include <sys/random.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

namespace dxpy::posix {

static constinit Word timesType = 0, unameType = 0;

static bool addEnvironment(ThreadState &ts, Value module) {
  Owned dict = makeDict(ts);
  for (char **at = environ; dict && at && *at; ++at) {
    std::string_view entry(*at);
    size_t sign = entry.find('=');
    if (sign == std::string_view::npos)
      continue;
    Owned key = makeBytes(ts, entry.substr(0, sign));
    Owned value = makeBytes(ts, entry.substr(sign + 1));
    if (!key || !value || !dictSetDefault_py(ts, dict, key, value))
      return false;
  }
  return addToModule(ts, module, "environ", std::move(dict));
}

/// Bytes of a str or bytes without null bytes.
static Owned environmentText_py(ThreadState &ts, Value object) {
  Owned text = pathOf_py(ts, object);
  if (text && isStr(text))
    text = encodeName(ts, text);
  if (text && bytesText(text).find('\0') != std::string_view::npos)
    return raise(ts, types::ValueError, "embedded null byte");
  return text;
}
static Owned putenv_(ThreadState &ts, Value, const Value *args) {
  Owned name = environmentText_py(ts, args[0]);
  Owned value = name ? environmentText_py(ts, args[1]) : Owned();
  if (!value)
    return {};
  if (bytesText(name).find('=') != std::string_view::npos)
    return raise(ts, types::ValueError, "illegal environment variable name");
  return noneOrError(
      ts, setenv(bytesText(name).data(), bytesText(value).data(), 1));
}
static Owned unsetenv_(ThreadState &ts, Value, const Value *args) {
  Owned name = environmentText_py(ts, args[0]);
  return name ? noneOrError(ts, unsetenv(bytesText(name).data())) : Owned();
}

static Owned randomBytes_py(ThreadState &ts, int64_t size, unsigned flags,
                            bool all) {
  BytesObject *buffer = allocateBytes(ts, size_t(size));
  if (!buffer)
    return {};
  Owned result = Owned::steal(buffer);
  int64_t done = 0;
  do {
    ssize_t got;
    if (!retry_py(
            ts,
            [&] {
              return getrandom(buffer->bytes + done, size_t(size - done),
                               flags);
            },
            got))
      return {};
    if (got < 0)
      return raiseOSError(ts, errno);
    done += got;
  } while (all && done < size);
  return done == size ? std::move(result)
                      : makeBytes(ts, {buffer->bytes, size_t(done)});
}
static Owned urandom(ThreadState &ts, Value, const Value *args) {
  int64_t size;
  if (!sizeArgument_py(ts, args[0], size))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "negative argument not allowed");
  return randomBytes_py(ts, size, 0, true);
}
static Owned getrandom_(ThreadState &ts, Value, const Value *args) {
  int64_t size;
  int flags = 0;
  if (!sizeArgument_py(ts, args[0], size) ||
      (args[1] && !intArgument_py(ts, args[1], flags)))
    return {};
  if (size < 0)
    return raiseOSError(ts, EINVAL);
  return randomBytes_py(ts, size, unsigned(flags), false);
}

static Owned cpuCount(ThreadState &ts, Value, const Value *) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? makeInt(ts, count) : ownedNone();
}
static Owned getAffinity(ThreadState &ts, Value, const Value *args) {
  int pid;
  cpu_set_t set;
  if (!intArgument_py(ts, args[0], pid))
    return {};
  if (sched_getaffinity(pid, sizeof set, &set) < 0)
    return raiseOSError(ts, errno);
  Owned result = makeSet(ts);
  for (int i = 0; result && i < CPU_SETSIZE; ++i)
    if (CPU_ISSET(i, &set) && !setAdd_py(ts, result, Value(smallIntWord(i))))
      return {};
  return result;
}
static Owned yield_(ThreadState &ts, Value, const Value *) {
  return noneOrError(ts, sched_yield());
}

static Owned uname_(ThreadState &ts, Value, const Value *) {
  utsname name;
  if (uname(&name) < 0)
    return raiseOSError(ts, errno);
  Owned values[] = {decodeName(ts, name.sysname), decodeName(ts, name.nodename),
                    decodeName(ts, name.release), decodeName(ts, name.version),
                    decodeName(ts, name.machine)};
  return makeStructSequence(ts, Value(unameType), values, 5);
}
static Owned times_(ThreadState &ts, Value, const Value *) {
  tms t;
  errno = 0;
  clock_t now = times(&t);
  if (now == clock_t(-1) && errno)
    return raiseOSError(ts, errno);
  double ticks = double(sysconf(_SC_CLK_TCK));
  Owned values[] = {makeFloat(ts, double(t.tms_utime) / ticks),
                    makeFloat(ts, double(t.tms_stime) / ticks),
                    makeFloat(ts, double(t.tms_cutime) / ticks),
                    makeFloat(ts, double(t.tms_cstime) / ticks),
                    makeFloat(ts, double(now) / ticks)};
  return makeStructSequence(ts, Value(timesType), values, 5);
}
static Owned getloadavg_(ThreadState &ts, Value, const Value *) {
  double loads[3];
  if (getloadavg(loads, 3) != 3)
    return raise(ts, types::OSError, "Load averages are unobtainable");
  Owned a = makeFloat(ts, loads[0]), b = makeFloat(ts, loads[1]),
        c = makeFloat(ts, loads[2]);
  return makeTuple(ts, {a.value(), b.value(), c.value()});
}
static Owned strerror_(ThreadState &ts, Value, const Value *args) {
  int code;
  return intArgument_py(ts, args[0], code) ? decodeName(ts, strerror(code))
                                           : Owned();
}

static constexpr struct {
  const char *name;
  int value;
} sysconfNames[] = {
    {"SC_ARG_MAX", _SC_ARG_MAX},
    {"SC_CHILD_MAX", _SC_CHILD_MAX},
    {"SC_CLK_TCK", _SC_CLK_TCK},
    {"SC_HOST_NAME_MAX", _SC_HOST_NAME_MAX},
    {"SC_IOV_MAX", _SC_IOV_MAX},
    {"SC_NGROUPS_MAX", _SC_NGROUPS_MAX},
    {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF},
    {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN},
    {"SC_OPEN_MAX", _SC_OPEN_MAX},
    {"SC_PAGESIZE", _SC_PAGESIZE},
    {"SC_PAGE_SIZE", _SC_PAGE_SIZE},
    {"SC_PHYS_PAGES", _SC_PHYS_PAGES},
    {"SC_AVPHYS_PAGES", _SC_AVPHYS_PAGES},
    {"SC_SEM_NSEMS_MAX", _SC_SEM_NSEMS_MAX},
};
static Owned sysconf_(ThreadState &ts, Value, const Value *args) {
  int name = -1;
  if (isInt(args[0])) {
    if (!intArgument_py(ts, args[0], name))
      return {};
  } else if (isStr(args[0])) {
    bool found = false;
    for (auto &row : sysconfNames)
      if (strText(args[0]) == row.name) {
        name = row.value;
        found = true;
      }
    if (!found)
      return raise(ts, types::ValueError, "unrecognized configuration name");
  } else {
    return raise(ts, types::TypeError,
                 "configuration names must be strings or integers");
  }
  errno = 0;
  long value = sysconf(name);
  return value == -1 && errno ? Owned(raiseOSError(ts, errno))
                              : makeInt(ts, value);
}
static bool addSysconfNames(ThreadState &ts, Value module) {
  Owned dict = makeDict(ts);
  for (auto &row : sysconfNames) {
    Owned key = dict ? internText(ts, row.name) : Owned();
    if (!key || !dictSetName(ts, dict, key, Value(smallIntWord(row.value))))
      return false;
  }
  return addToModule(ts, module, "sysconf_names", std::move(dict));
}

static constexpr MethodDef functions[] = {
    {"putenv", putenv_, "(name, value, /)",
     "Change or add an environment variable."},
    {"unsetenv", unsetenv_, "(name, /)", "Delete an environment variable."},
    {"urandom", urandom, "(size, /)",
     "Return a bytes object containing random bytes suitable for cryptographic "
     "use."},
    {"getrandom", getrandom_, "(size, flags=0)",
     "Obtain a series of random bytes."},
    {"cpu_count", cpuCount, "()",
     "Return the number of CPUs in the system; return None if indeterminable."},
    {"sched_getaffinity", getAffinity, "(pid, /)",
     "Return the affinity of the process identified by pid (or the current "
     "process if zero)."},
    {"sched_yield", yield_, "()", "Voluntarily relinquish the CPU."},
    {"uname", uname_, "()",
     "Return an object identifying the current operating system."},
    {"times", times_, "()",
     "Return a collection containing process timing information."},
    {"getloadavg", getloadavg_, "()",
     "Return average recent system load information."},
    {"strerror", strerror_, "(code, /)",
     "Translate an error code to a message string."},
    {"sysconf", sysconf_, "(name, /)",
     "Return an integer-valued system configuration variable."},
    {}};

bool addSystem(ThreadState &ts, Value module) {
  timesType =
      makeStructSequenceType(
          ts,
          {"posix.times_result",
           "times_result: Result from os.times().\n\nThis object may be "
           "accessed either as a tuple of\n  (user, system, children_user, "
           "children_system, elapsed),\nor via the attributes user, "
           "system, children_user, children_system,\nand elapsed.\n\nSee "
           "os.times for more information.",
           {"user", "system", "children_user", "children_system", "elapsed"},
           5,
           true})
          .take();
  unameType =
      makeStructSequenceType(
          ts, {"posix.uname_result",
               "uname_result: Result from os.uname().\n\nThis object may be "
               "accessed either as a tuple of\n  (sysname, nodename, release, "
               "version, machine),\nor via the attributes sysname, nodename, "
               "release, version, and machine.\n\nSee os.uname for more "
               "information.",
               {"sysname", "nodename", "release", "version", "machine"},
               5,
               true})
          .take();
  return timesType && unameType && addFunctions(ts, module, functions) &&
         addToModule(ts, module, "times_result", copyOf(Value(timesType))) &&
         addToModule(ts, module, "uname_result", copyOf(Value(unameType))) &&
         addSysconfNames(ts, module) && addEnvironment(ts, module);
}

} // namespace dxpy::posix
