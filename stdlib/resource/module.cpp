// Module resource: limits of the process and what it has used.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/struct_sequence.h"
#include "stdlib/posix/path.h"
#include <sys/resource.h>
#include <unistd.h>

namespace dxpy::resources {

namespace {

constinit Value usageType;

double secondsOf(const timeval &time) {
  return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
}

Owned usage_(ThreadState &ts, Value, const Value *args) {
  int who;
  if (!posix::intArgument_py(ts, args[0], who))
    return {};
  rusage usage;
  if (getrusage(__rusage_who(who), &usage) < 0)
    return errno == EINVAL
               ? Owned(raise(ts, types::ValueError, "invalid who parameter"))
               : Owned(raiseOSError(ts, errno));
  Owned fields[] = {makeFloat(ts, secondsOf(usage.ru_utime)),
                    makeFloat(ts, secondsOf(usage.ru_stime)),
                    makeInt(ts, usage.ru_maxrss),
                    makeInt(ts, usage.ru_ixrss),
                    makeInt(ts, usage.ru_idrss),
                    makeInt(ts, usage.ru_isrss),
                    makeInt(ts, usage.ru_minflt),
                    makeInt(ts, usage.ru_majflt),
                    makeInt(ts, usage.ru_nswap),
                    makeInt(ts, usage.ru_inblock),
                    makeInt(ts, usage.ru_oublock),
                    makeInt(ts, usage.ru_msgsnd),
                    makeInt(ts, usage.ru_msgrcv),
                    makeInt(ts, usage.ru_nsignals),
                    makeInt(ts, usage.ru_nvcsw),
                    makeInt(ts, usage.ru_nivcsw)};
  return makeStructSequence(ts, usageType, fields, 16);
}

bool resourceArgument_py(ThreadState &ts, Value value, int &out) {
  if (!posix::intArgument_py(ts, value, out))
    return false;
  return (out >= 0 && out < int(RLIM_NLIMITS)) ||
         raise(ts, types::ValueError, "invalid resource specified");
}

/// -1 is RLIM_INFINITY.
Owned limitPair(ThreadState &ts, const rlimit &limit) {
  Owned soft = makeInt(ts, int64_t(limit.rlim_cur)),
        hard = makeInt(ts, int64_t(limit.rlim_max));
  return makeTuple(ts, {soft.value(), hard.value()});
}

bool limitArgument_py(ThreadState &ts, Value value, rlimit &out) {
  Owned pair = tupleFromIterable_py(ts, value);
  if (!pair)
    return false;
  if (tupleLength(pair) != 2)
    return raise(ts, types::ValueError, "expected a tuple of 2 integers");
  rlim_t *const fields[] = {&out.rlim_cur, &out.rlim_max};
  for (int i = 0; i < 2; ++i) {
    int64_t number;
    if (!sizeArgument_py(ts, tupleItem(pair, uint64_t(i)), number))
      return false;
    *fields[i] = rlim_t(number);
  }
  return true;
}

Raised raiseLimit(ThreadState &ts) {
  if (errno == EINVAL)
    return raise(ts, types::ValueError, "current limit exceeds maximum limit");
  if (errno == EPERM)
    return raise(ts, types::ValueError, "not allowed to raise maximum limit");
  return raiseOSError(ts, errno);
}

Owned getLimit(ThreadState &ts, Value, const Value *args) {
  int resource;
  rlimit limit;
  if (!resourceArgument_py(ts, args[0], resource))
    return {};
  if (getrlimit(__rlimit_resource_t(resource), &limit) < 0)
    return raiseOSError(ts, errno);
  return limitPair(ts, limit);
}
Owned setLimit(ThreadState &ts, Value, const Value *args) {
  int resource;
  rlimit limit;
  if (!resourceArgument_py(ts, args[0], resource) ||
      !limitArgument_py(ts, args[1], limit))
    return {};
  return setrlimit(__rlimit_resource_t(resource), &limit) < 0
             ? Owned(raiseLimit(ts))
             : ownedNone();
}
Owned processLimit(ThreadState &ts, Value, const Value *args) {
  int pid, resource;
  rlimit wanted, old;
  bool sets = args[2] && !args[2].isNone();
  if (!posix::intArgument_py(ts, args[0], pid) ||
      !resourceArgument_py(ts, args[1], resource) ||
      (sets && !limitArgument_py(ts, args[2], wanted)))
    return {};
  if (prlimit(pid, static_cast<enum __rlimit_resource>(resource),
              sets ? &wanted : nullptr, &old) < 0)
    return errno == EINVAL ? Owned(raiseLimit(ts))
                           : Owned(raiseOSError(ts, errno));
  return limitPair(ts, old);
}
Owned pageSize(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, sysconf(_SC_PAGESIZE));
}

constexpr MethodDef functions[] = {
    {"getrusage", usage_, "(who, /)"},
    {"getrlimit", getLimit, "(resource, /)"},
    {"prlimit", processLimit, "(pid, resource, limits=None, /)"},
    {"setrlimit", setLimit, "(resource, limits, /)"},
    {"getpagesize", pageSize, "()"},
    {}};

constexpr struct {
  const char *name;
  int64_t value;
} constants[] = {
    {"RLIMIT_AS", RLIMIT_AS},
    {"RLIMIT_CORE", RLIMIT_CORE},
    {"RLIMIT_CPU", RLIMIT_CPU},
    {"RLIMIT_DATA", RLIMIT_DATA},
    {"RLIMIT_FSIZE", RLIMIT_FSIZE},
    {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK},
    {"RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE},
    {"RLIMIT_NICE", RLIMIT_NICE},
    {"RLIMIT_NOFILE", RLIMIT_NOFILE},
    {"RLIMIT_NPROC", RLIMIT_NPROC},
    {"RLIMIT_OFILE", RLIMIT_OFILE},
    {"RLIMIT_RSS", RLIMIT_RSS},
    {"RLIMIT_RTPRIO", RLIMIT_RTPRIO},
    {"RLIMIT_RTTIME", RLIMIT_RTTIME},
    {"RLIMIT_SIGPENDING", RLIMIT_SIGPENDING},
    {"RLIMIT_STACK", RLIMIT_STACK},
    {"RLIM_INFINITY", -1},
    {"RUSAGE_CHILDREN", RUSAGE_CHILDREN},
    {"RUSAGE_SELF", RUSAGE_SELF},
    {"RUSAGE_THREAD", RUSAGE_THREAD},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  Owned type = makeStructSequenceType(
      ts,
      {"resource.struct_rusage",
       "struct_rusage: Result from getrusage.\n\nThis object may be accessed "
       "either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,"
       "majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)"
       "\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.",
       {"ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss",
        "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock",
        "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"},
       16});
  if (!type)
    return false;
  usageType = Value(copyOf(type).take()); // for the life of the process
  return addToModule(ts, module, "struct_rusage", std::move(type)) &&
         addToModule(ts, module, "error", copyOf(Value(&types::OSError)));
}

} // namespace

} // namespace dxpy::resources

namespace dxpy {
DX_NATIVE_MODULE(resource, nullptr, resources::functions, resources::execute)
} // namespace dxpy
