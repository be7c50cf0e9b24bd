// Module _posixsubprocess: fork and exec with the descriptors, the folder and
// the identity that a child is to have.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include <csignal>
#include <cstring>
#include <grp.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

namespace dxpy::subprocess {

namespace {

/// A null-terminated array of texts, kept by a list of bytes.
class TextArray {
public:
  ~TextArray() { rawFree(items_); }
  /// From a sequence of str, bytes and os.PathLike. False: raised.
  bool convert_py(ThreadState &ts, Value sequence) {
    Owned list = listFromIterable_py(ts, sequence);
    kept_ = makeList(ts);
    if (!list || !kept_)
      return false;
    uint64_t count = listLength(list);
    items_ = static_cast<char **>(rawAllocate((count + 1) * sizeof(char *)));
    if (!items_)
      return raiseMemoryError(ts);
    for (uint64_t i = 0; i < count; ++i) {
      Owned item = listItem(ts, list, i), path = posix::pathOf_py(ts, item);
      if (path && isStr(path))
        path = posix::encodeName(ts, path);
      if (!path)
        return false;
      if (bytesText(path).find('\0') != std::string_view::npos)
        return raise(ts, types::ValueError, "embedded null byte");
      items_[i] = path.as<BytesObject>()->bytes;
      if (!listAppend(ts, kept_, std::move(path)))
        return false;
    }
    items_[count] = nullptr;
    return true;
  }
  char **items() const { return items_; }

private:
  char **items_ = nullptr;
  Owned kept_;
};

struct Child {
  char **args, **executables, **environment;
  const char *folder;
  const int *kept; ///< descriptors that stay open, sorted
  size_t keptCount;
  int inRead, inWrite, outRead, outWrite, errorRead, errorWrite, pipeRead,
      pipeWrite;
  bool closeDescriptors, restoreSignals, newSession;
  int64_t processGroup, group, user, mask; ///< -1: as the parent's
  const gid_t *groups;
  int64_t groupCount; ///< -1: as the parent's
  Value beforeExec;   ///< None: nothing
};

bool setInheritable(int fd) {
  int flags = fcntl(fd, F_GETFD);
  return flags >= 0 && fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) >= 0;
}

bool isKept(const Child &child, int fd) {
  for (size_t i = 0; i < child.keptCount; ++i)
    if (child.kept[i] == fd)
      return true;
  return false;
}

/// Closes all from 3 on but those that are kept.
void closeOthers(const Child &child) {
  int next = 3;
  for (size_t i = 0; i < child.keptCount; ++i) {
    int fd = child.kept[i];
    if (fd < next)
      continue;
    if (fd > next)
      syscall(SYS_close_range, unsigned(next), unsigned(fd - 1), 0u);
    next = fd + 1;
  }
  if (syscall(SYS_close_range, unsigned(next), ~0u, 0u) == 0)
    return;
  long last = sysconf(_SC_OPEN_MAX); // an old kernel
  for (int fd = 3; fd < last; ++fd)
    if (!isKept(child, fd))
      close(fd);
}

/// The pipes' ends in the places 0, 1 and 2.
bool placeDescriptors(const Child &child) {
  for (int fd : {child.inWrite, child.outRead, child.errorRead, child.pipeRead})
    if (fd != -1)
      close(fd);
  int in = child.inRead, out = child.outWrite, error = child.errorWrite;
  // What lies where another end is going is moved away first.
  if (out == 0 && (out = dup(out)) < 0)
    return false;
  while (error == 0 || error == 1)
    if ((error = dup(error)) < 0)
      return false;
  const int places[] = {in, out, error};
  for (int place = 0; place < 3; ++place) {
    int fd = places[place];
    if (fd == place ? !setInheritable(fd) : fd != -1 && dup2(fd, place) < 0)
      return false;
  }
  return true;
}

bool takeIdentity(const Child &child) {
  if (child.folder && chdir(child.folder) < 0)
    return false;
  if (child.mask >= 0)
    umask(mode_t(child.mask));
  if (child.restoreSignals) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
  }
  if (child.newSession)
    setsid();
  if (child.processGroup >= 0 && setpgid(0, pid_t(child.processGroup)) < 0)
    return false;
  if (child.groupCount >= 0 &&
      setgroups(size_t(child.groupCount), child.groups) < 0)
    return false;
  if (child.group >= 0 && setregid(gid_t(child.group), gid_t(child.group)) < 0)
    return false;
  return child.user < 0 || setreuid(uid_t(child.user), uid_t(child.user)) >= 0;
}

/// Tells the parent what failed: the class, errno in hexadecimal, a text.
void report(int pipe, const char *type, int error, const char *text) {
  char digits[16], line[96];
  size_t count = 0, size = 0;
  for (unsigned left = unsigned(error); left || !count; left /= 16)
    digits[count++] = "0123456789ABCDEF"[left % 16];
  auto add = [&](const char *piece) {
    size_t length = strlen(piece);
    memcpy(line + size, piece, length);
    size += length;
  };
  add(type);
  add(":");
  while (count)
    line[size++] = digits[--count];
  add(":");
  add(text);
  (void)!write(pipe, line, size);
}

[[noreturn]] void runChild_py(ThreadState &ts, const Child &child) {
  const char *failed = "noexec";
  bool good = true;
  for (size_t i = 0; good && i < child.keptCount; ++i)
    good = child.kept[i] == child.pipeWrite || setInheritable(child.kept[i]);
  if (good && placeDescriptors(child) && takeIdentity(child)) {
    failed = "";
    if (!child.beforeExec.isNone() && !call_py(ts, child.beforeExec)) {
      clearException(ts);
      report(child.pipeWrite, "SubprocessError", 0,
             "Exception occurred in preexec_fn.");
      _exit(255);
    }
    if (child.closeDescriptors)
      closeOthers(child);
    int error = 0;
    for (char **program = child.executables; *program; ++program) {
      execve(*program, child.args,
             child.environment ? child.environment : environ);
      if (errno != ENOENT && errno != ENOTDIR && !error)
        error = errno;
    }
    if (error)
      errno = error;
  }
  report(child.pipeWrite, "OSError", errno, failed);
  _exit(255);
}

// Arguments
// -------------------------------------------------------------------------

constexpr Signature signature =
    "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, "
    "c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, "
    "restore_signals, start_new_session, process_group, gid, extra_groups, "
    "uid, umask, preexec_fn, allow_vfork, /)";

bool numberOr_py(ThreadState &ts, Value value, int64_t &out) {
  out = -1;
  return value.isNone() || sizeArgument_py(ts, value, out);
}

bool numbers_py(ThreadState &ts, const Value *args, Child &child) {
  int *const fields[] = {&child.inRead,   &child.inWrite,   &child.outRead,
                         &child.outWrite, &child.errorRead, &child.errorWrite,
                         &child.pipeRead, &child.pipeWrite};
  int64_t number;
  for (size_t i = 0; i < 8; ++i) {
    if (!sizeArgument_py(ts, args[6 + i], number))
      return false;
    *fields[i] = int(number);
  }
  bool *const flags[] = {&child.closeDescriptors, &child.restoreSignals,
                         &child.newSession};
  const int places[] = {2, 14, 15};
  for (size_t i = 0; i < 3; ++i) {
    int truth = isTrue_py(ts, args[places[i]]);
    if (truth < 0)
      return false;
    *flags[i] = truth;
  }
  return numberOr_py(ts, args[16], child.processGroup) &&
         numberOr_py(ts, args[17], child.group) &&
         numberOr_py(ts, args[19], child.user) &&
         numberOr_py(ts, args[20], child.mask);
}

/// A sequence of ints as an array that \p bytes keeps. False: raised.
template <typename T>
bool array_py(ThreadState &ts, Value sequence, Owned &bytes, const T *&items,
              size_t &count) {
  Owned list = listFromIterable_py(ts, sequence);
  if (!list)
    return false;
  count = listLength(list);
  BytesObject *room = allocateBytes(ts, count * sizeof(T));
  if (!room)
    return false;
  bytes = Owned::steal(room);
  items = reinterpret_cast<const T *>(room->bytes);
  for (size_t i = 0; i < count; ++i) {
    int64_t number;
    Owned item = listItem(ts, list, i);
    if (!sizeArgument_py(ts, item, number))
      return false;
    T value = T(number);
    memcpy(room->bytes + i * sizeof(T), &value, sizeof value);
  }
  return true;
}

Owned forkExec(ThreadState &ts, Value, const Value *args) {
  Child child = {};
  TextArray texts, executables, environment;
  Owned keptBytes, groupBytes, folder;
  if (!numbers_py(ts, args, child) || !texts.convert_py(ts, args[0]) ||
      !executables.convert_py(ts, args[1]) ||
      !array_py(ts, args[3], keptBytes, child.kept, child.keptCount))
    return {};
  if (!args[5].isNone() && !environment.convert_py(ts, args[5]))
    return {};
  if (!args[4].isNone()) {
    folder = posix::pathOf_py(ts, args[4]);
    if (folder && isStr(folder))
      folder = posix::encodeName(ts, folder);
    if (!folder)
      return {};
    child.folder = folder.as<BytesObject>()->bytes;
  }
  child.groupCount = -1;
  if (!args[18].isNone()) {
    size_t count;
    if (!array_py(ts, args[18], groupBytes, child.groups, count))
      return {};
    child.groupCount = int64_t(count);
  }
  child.args = texts.items();
  child.executables = executables.items();
  child.environment = environment.items();
  child.beforeExec = args[21];
  pid_t pid = fork();
  if (pid == 0) {
    resetRunLock(ts);
    runChild_py(ts, child);
  }
  return pid < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, pid);
}

constexpr MethodDef functions[] = {
    {"fork_exec", forkExec, signature,
     "Spawn a fresh new child process.\n\nFork a child process, close parent "
     "file descriptors as appropriate in the\nchild and duplicate the few that "
     "are needed before calling exec() in the\nchild process."},
    {}};

} // namespace

} // namespace dxpy::subprocess

namespace dxpy {
DX_NATIVE_MODULE(_posixsubprocess, "A POSIX helper for the subprocess module.",
                 subprocess::functions)
} // namespace dxpy
