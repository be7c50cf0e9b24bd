// Processes: fork, exec, wait, signals, identities.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <csignal>
#include <cstring>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace dxpy::posix {

template <auto call>
static Owned identity(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, int64_t(call()));
}

static Owned exit_(ThreadState &ts, Value, const Value *args) {
  int status;
  if (!intArgument_py(ts, args[0], status))
    return {};
  _exit(status);
}
static Owned abort_(ThreadState &, Value, const Value *) { abort(); }

// Functions to call around a fork: lists, made on first use.
enum class ForkPoint { Before, Child, Parent };
static constinit Value forkFunctions[3];

static void runForkFunctions_py(ThreadState &ts, ForkPoint point) {
  Value list = forkFunctions[size_t(point)];
  uint64_t count = list ? listLength(list) : 0;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t at = point == ForkPoint::Before ? count - 1 - i : i;
    Owned function = listItem(ts, list, at);
    if (!call_py(ts, function))
      writeUnraisable(ts, function);
  }
}
static Owned registerAtFork(ThreadState &ts, Value, const Value *args) {
  static constexpr const char *rows[] = {"before", "after_in_child",
                                         "after_in_parent"};
  if (!args[0] && !args[1] && !args[2])
    return raise(ts, types::TypeError, "At least one argument is required.");
  for (size_t i = 0; i < 3; ++i)
    if (args[i] && !isCallable(args[i]))
      return raise(ts, types::TypeError, "'{}' must be callable, not {}",
                   {rows[i], typeOf(args[i])});
  for (size_t i = 0; i < 3; ++i) {
    if (!args[i])
      continue;
    if (!forkFunctions[i])
      forkFunctions[i] = Value(makeList(ts).take());
    if (!forkFunctions[i] || !listAppend(ts, forkFunctions[i], copyOf(args[i])))
      return {};
  }
  return ownedNone();
}

static Owned fork_(ThreadState &ts, Value, const Value *) {
  runForkFunctions_py(ts, ForkPoint::Before);
  pid_t child = fork();
  int error = errno;
  if (child == 0)
    resetRunLock(ts);
  runForkFunctions_py(ts, child == 0 ? ForkPoint::Child : ForkPoint::Parent);
  return child < 0 ? Owned(raiseOSError(ts, error)) : makeInt(ts, child);
}

static Owned kill_(ThreadState &ts, Value, const Value *args) {
  int pid, signal;
  if (!intArgument_py(ts, args[0], pid) || !intArgument_py(ts, args[1], signal))
    return {};
  if (kill(pid, signal) < 0)
    return raiseOSError(ts, errno);
  return !pollHook || pollHook(ts) ? ownedNone() : Owned();
}
static Owned killpg_(ThreadState &ts, Value, const Value *args) {
  int pid, signal;
  if (!intArgument_py(ts, args[0], pid) || !intArgument_py(ts, args[1], signal))
    return {};
  return noneOrError(ts, killpg(pid, signal));
}

static Owned waitFor_py(ThreadState &ts, int pid, int options) {
  int status = 0;
  pid_t found;
  if (!retry_py(ts, [&] { return waitpid(pid, &status, options); }, found))
    return {};
  if (found < 0)
    return raiseOSError(ts, errno);
  return makeTuple(ts,
                   {Value(smallIntWord(found)), Value(smallIntWord(status))});
}
static Owned waitpid_(ThreadState &ts, Value, const Value *args) {
  int pid, options;
  if (!intArgument_py(ts, args[0], pid) ||
      !intArgument_py(ts, args[1], options))
    return {};
  return waitFor_py(ts, pid, options);
}
static Owned wait_(ThreadState &ts, Value, const Value *) {
  return waitFor_py(ts, -1, 0);
}

static bool wifexited(int s) { return WIFEXITED(s); }
static bool wifsignaled(int s) { return WIFSIGNALED(s); }
static bool wifstopped(int s) { return WIFSTOPPED(s); }
static bool wifcontinued(int s) { return WIFCONTINUED(s); }
static bool wcoredump(int s) { return WCOREDUMP(s); }
static int wexitstatus(int s) { return WEXITSTATUS(s); }
static int wtermsig(int s) { return WTERMSIG(s); }
static int wstopsig(int s) { return WSTOPSIG(s); }

template <auto test>
static Owned ofStatus(ThreadState &ts, Value, const Value *args) {
  int status;
  if (!intArgument_py(ts, args[0], status))
    return {};
  if constexpr (__is_same(decltype(test(0)), bool))
    return ownedBool(test(status));
  else
    return makeInt(ts, test(status));
}
static Owned exitCodeOf(ThreadState &ts, Value, const Value *args) {
  int status;
  if (!intArgument_py(ts, args[0], status))
    return {};
  if (WIFEXITED(status))
    return makeInt(ts, WEXITSTATUS(status));
  if (WIFSIGNALED(status))
    return makeInt(ts, -WTERMSIG(status));
  if (WIFSTOPPED(status))
    return raise(ts, types::ValueError,
                 "process stopped by delivery of signal {}",
                 {WSTOPSIG(status)});
  return raise(ts, types::ValueError, "invalid wait status: {}", {status});
}

// exec
// ------------------------------------------------------------------------------

/// A vector of C strings for exec, kept alive by a list of bytes.
class Strings {
public:
  ~Strings() { rawFree(data_); }
  bool init(ThreadState &ts, size_t count) {
    data_ = static_cast<char **>(rawAllocate((count + 1) * sizeof(char *)));
    kept_ = makeList(ts);
    return (data_ && kept_) || raiseMemoryError(ts);
  }
  bool add(ThreadState &ts, Owned bytes) {
    data_[count_++] = bytes.as<BytesObject>()->bytes;
    data_[count_] = nullptr;
    return listAppend(ts, kept_, std::move(bytes));
  }
  char **data() { return data_; }

private:
  char **data_ = nullptr;
  size_t count_ = 0;
  Owned kept_;
};

static Owned nameBytes_py(ThreadState &ts, Value object) {
  Owned path = pathOf_py(ts, object);
  if (path && isStr(path))
    path = encodeName(ts, path);
  if (path && bytesText(path).find('\0') != std::string_view::npos)
    return raise(ts, types::ValueError, "embedded null byte");
  return path;
}

static bool argumentsOf_py(ThreadState &ts, const char *function, Value argv,
                           Strings &out) {
  if (!isList(argv) && !isTuple(argv))
    return raise(ts, types::TypeError, "{}: argv must be a tuple or list",
                 {function});
  Owned items = tupleFromIterable_py(ts, argv);
  if (!items || !out.init(ts, tupleLength(items)))
    return false;
  if (!tupleLength(items))
    return raise(ts, types::ValueError, "{}: argv must not be empty",
                 {function});
  for (uint64_t i = 0; i < tupleLength(items); ++i) {
    Owned item = nameBytes_py(ts, tupleItem(items, i));
    if (!item)
      return false;
    if (i == 0 && bytesText(item).empty())
      return raise(ts, types::ValueError,
                   "{}: argv first element cannot be empty", {function});
    if (!out.add(ts, std::move(item)))
      return false;
  }
  return true;
}

static bool environmentOf_py(ThreadState &ts, Value mapping, Strings &out) {
  Owned itemsName = internText(ts, "items");
  Owned items = callMethod_py(ts, mapping, itemsName);
  Owned pairs = items ? tupleFromIterable_py(ts, items) : Owned();
  if (!pairs || !out.init(ts, tupleLength(pairs)))
    return false;
  for (uint64_t i = 0; i < tupleLength(pairs); ++i) {
    Value pair = tupleItem(pairs, i);
    Owned key = nameBytes_py(ts, tupleItem(pair, 0));
    Owned value = key ? nameBytes_py(ts, tupleItem(pair, 1)) : Owned();
    if (!value)
      return false;
    std::string_view name = bytesText(key);
    if (name.empty() || name.find('=', 1) != std::string_view::npos)
      return raise(ts, types::ValueError, "illegal environment variable name");
    StrBuilder text(ts);
    text.append(name);
    text.append("=");
    text.append(bytesText(value));
    Owned entry = makeBytes(ts, text.view());
    if (!entry || !out.add(ts, std::move(entry)))
      return false;
  }
  return true;
}

static Owned execv_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("execv");
  Strings argv;
  if (!path.convert_py(ts, args[0]) ||
      !argumentsOf_py(ts, "execv()", args[1], argv))
    return {};
  execv(path.text(), argv.data());
  return raiseOSError(ts, errno);
}
static Owned execve_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("execve", "path", PathArgument::kDescriptor);
  Strings argv, environment;
  if (!path.convert_py(ts, args[0]) ||
      !argumentsOf_py(ts, "execve", args[1], argv) ||
      !environmentOf_py(ts, args[2], environment))
    return {};
  if (path.text())
    execve(path.text(), argv.data(), environment.data());
  else
    fexecve(path.descriptor(), argv.data(), environment.data());
  return path.raiseError(ts);
}

static Owned system_(ThreadState &ts, Value, const Value *args) {
  Owned command = nameBytes_py(ts, args[0]);
  return command
             ? makeInt(ts, blocking(ts,
                                    [&] {
                                      return system(bytesText(command).data());
                                    }))
             : Owned();
}

// Identities
// ------------------------------------------------------------------------

template <auto call>
static Owned ofProcess(ThreadState &ts, Value, const Value *args) {
  int pid;
  if (!intArgument_py(ts, args[0], pid))
    return {};
  int64_t result = call(pid);
  return result < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, result);
}
static Owned setpgid_(ThreadState &ts, Value, const Value *args) {
  int pid, group;
  if (!intArgument_py(ts, args[0], pid) || !intArgument_py(ts, args[1], group))
    return {};
  return noneOrError(ts, setpgid(pid, group));
}
static Owned setsid_(ThreadState &ts, Value, const Value *) {
  return noneOrError(ts, setsid());
}
template <auto call, bool group>
static Owned setIdentity(ThreadState &ts, Value, const Value *args) {
  uint32_t id;
  if (!idArgument_py(ts, args[0], group ? "gid" : "uid", id))
    return {};
  return noneOrError(ts, call(id));
}
static Owned getgroups_(ThreadState &ts, Value, const Value *) {
  gid_t groups[1024];
  int count = getgroups(1024, groups);
  if (count < 0)
    return raiseOSError(ts, errno);
  Owned list = makeList(ts);
  for (int i = 0; list && i < count; ++i)
    listAppend(ts, list, makeInt(ts, groups[i]));
  return list;
}
static Owned nice_(ThreadState &ts, Value, const Value *args) {
  int increment;
  if (!intArgument_py(ts, args[0], increment))
    return {};
  errno = 0;
  int value = nice(increment);
  return value == -1 && errno ? Owned(raiseOSError(ts, errno))
                              : makeInt(ts, value);
}
static Owned getlogin_(ThreadState &ts, Value, const Value *) {
  char name[256];
  int error = getlogin_r(name, sizeof name);
  return error ? Owned(raiseOSError(ts, error)) : decodeName(ts, name);
}

static constexpr MethodDef functions[] = {
    {"_exit", exit_, "(status)",
     "Exit to the system with specified status, without normal exit "
     "processing."},
    {"abort", abort_, "()", "Abort the interpreter immediately."},
    {"fork", fork_, "()", "Fork a child process."},
    {"register_at_fork", registerAtFork,
     "(*, before=None, after_in_child=None, after_in_parent=None)",
     "Register callables to be called when forking a new process."},
    {"kill", kill_, "(pid, signal, /)", "Kill a process with a signal."},
    {"killpg", killpg_, "(pgid, signal, /)",
     "Kill a process group with a signal."},
    {"waitpid", waitpid_, "(pid, options, /)",
     "Wait for completion of a given child process."},
    {"wait", wait_, "()", "Wait for completion of a child process."},
    {"WIFEXITED", ofStatus<wifexited>, "(status)"},
    {"WIFSIGNALED", ofStatus<wifsignaled>, "(status)"},
    {"WIFSTOPPED", ofStatus<wifstopped>, "(status)"},
    {"WIFCONTINUED", ofStatus<wifcontinued>, "(status)"},
    {"WCOREDUMP", ofStatus<wcoredump>, "(status, /)"},
    {"WEXITSTATUS", ofStatus<wexitstatus>, "(status)"},
    {"WTERMSIG", ofStatus<wtermsig>, "(status)"},
    {"WSTOPSIG", ofStatus<wstopsig>, "(status)"},
    {"waitstatus_to_exitcode", exitCodeOf, "(status)",
     "Convert a wait status to an exit code."},
    {"execv", execv_, "(path, argv, /)",
     "Execute an executable path with arguments, replacing current process."},
    {"execve", execve_, "(path, argv, env)",
     "Execute an executable path with arguments, replacing current process."},
    {"system", system_, "(command)", "Execute the command in a subshell."},
    {"getpid", identity<getpid>, "()", "Return the current process id."},
    {"getppid", identity<getppid>, "()", "Return the parent's process id."},
    {"getuid", identity<getuid>, "()", "Return the current process's user id."},
    {"geteuid", identity<geteuid>, "()"},
    {"getgid", identity<getgid>, "()"},
    {"getegid", identity<getegid>, "()"},
    {"getpgrp", identity<getpgrp>, "()"},
    {"getpgid", ofProcess<getpgid>, "(pid)"},
    {"getsid", ofProcess<getsid>, "(pid, /)"},
    {"setpgid", setpgid_, "(pid, pgrp, /)"},
    {"setsid", setsid_, "()"},
    {"setuid", setIdentity<setuid, false>, "(uid, /)"},
    {"seteuid", setIdentity<seteuid, false>, "(euid, /)"},
    {"setgid", setIdentity<setgid, true>, "(gid, /)"},
    {"setegid", setIdentity<setegid, true>, "(egid, /)"},
    {"getgroups", getgroups_, "()"},
    {"nice", nice_, "(increment, /)",
     "Add increment to the priority of process and return the new priority."},
    {"getlogin", getlogin_, "()", "Return the actual login name."},
    {}};

bool addProcesses(ThreadState &ts, Value module) {
  return addFunctions(ts, module, functions);
}

} // namespace dxpy::posix
