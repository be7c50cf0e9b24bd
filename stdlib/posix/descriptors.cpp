// File descriptors: open, read, write and the rest.
#include "runtime-support/modules/struct_sequence.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <climits>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <unistd.h>

namespace dxpy::posix {

static constinit Word terminalSizeType = 0;

static Owned intOrError(ThreadState &ts, int64_t result) {
  return result < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, result);
}

static Owned open_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("open");
  int flags, mode = 0777, folder, fd;
  if (!path.convert_py(ts, args[0]) || !intArgument_py(ts, args[1], flags) ||
      (args[2] && !intArgument_py(ts, args[2], mode)) ||
      !folderDescriptor_py(ts, args[3], folder) ||
      !retry_py(
          ts,
          [&] { return openat(folder, path.text(), flags | O_CLOEXEC, mode); },
          fd))
    return {};
  return fd < 0 ? Owned(path.raiseError(ts)) : makeInt(ts, fd);
}

static Owned close_(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  // After EINTR the descriptor is closed all the same.
  return close(fd) < 0 && errno != EINTR ? Owned(raiseOSError(ts, errno))
                                         : ownedNone();
}
static Owned closerange(ThreadState &ts, Value, const Value *args) {
  int low, high;
  if (!intArgument_py(ts, args[0], low) || !intArgument_py(ts, args[1], high))
    return {};
  for (int fd = low < 0 ? 0 : low; fd < high; ++fd)
    close(fd);
  return ownedNone();
}

static Owned read_(ThreadState &ts, Value, const Value *args) {
  int fd;
  int64_t length;
  if (!intArgument_py(ts, args[0], fd) || !sizeArgument_py(ts, args[1], length))
    return {};
  if (length < 0)
    return raiseOSError(ts, EINVAL);
  BytesObject *buffer = allocateBytes(ts, size_t(length));
  if (!buffer)
    return {};
  Owned result = Owned::steal(buffer);
  ssize_t got;
  if (!retry_py(
          ts, [&] { return read(fd, buffer->bytes, size_t(length)); }, got))
    return {};
  if (got < 0)
    return raiseOSError(ts, errno);
  return got == length ? std::move(result)
                       : makeBytes(ts, {buffer->bytes, size_t(got)});
}

static Owned write_(ThreadState &ts, Value, const Value *args) {
  int fd;
  BufferView view;
  if (!intArgument_py(ts, args[0], fd) || !getBuffer(ts, args[1], view))
    return {};
  ssize_t done;
  bool good = retry_py(
      ts, [&] { return write(fd, view.data, size_t(view.length)); }, done);
  int saved = errno;
  releaseBuffer(ts, view);
  errno = saved;
  return good ? intOrError(ts, done) : Owned();
}

static Owned lseek_(ThreadState &ts, Value, const Value *args) {
  int fd, how;
  int64_t position;
  if (!intArgument_py(ts, args[0], fd) ||
      !int64Argument_py(ts, args[1], position) ||
      !intArgument_py(ts, args[2], how))
    return {};
  return intOrError(ts, lseek(fd, position, how));
}

static Owned pread_(ThreadState &ts, Value, const Value *args) {
  int fd;
  int64_t length, offset;
  if (!intArgument_py(ts, args[0], fd) ||
      !sizeArgument_py(ts, args[1], length) ||
      !int64Argument_py(ts, args[2], offset))
    return {};
  if (length < 0)
    return raiseOSError(ts, EINVAL);
  BytesObject *buffer = allocateBytes(ts, size_t(length));
  if (!buffer)
    return {};
  Owned result = Owned::steal(buffer);
  ssize_t got;
  if (!retry_py(
          ts, [&] { return pread(fd, buffer->bytes, size_t(length), offset); },
          got))
    return {};
  return got < 0 ? Owned(raiseOSError(ts, errno))
                 : makeBytes(ts, {buffer->bytes, size_t(got)});
}
static Owned pwrite_(ThreadState &ts, Value, const Value *args) {
  int fd;
  int64_t offset;
  BufferView view;
  if (!intArgument_py(ts, args[0], fd) ||
      !int64Argument_py(ts, args[2], offset) || !getBuffer(ts, args[1], view))
    return {};
  ssize_t done;
  bool good = retry_py(
      ts, [&] { return pwrite(fd, view.data, size_t(view.length), offset); },
      done);
  int saved = errno;
  releaseBuffer(ts, view);
  errno = saved;
  return good ? intOrError(ts, done) : Owned();
}

static Owned pipeWith(ThreadState &ts, int flags) {
  int fds[2];
  if (pipe2(fds, flags) < 0)
    return raiseOSError(ts, errno);
  return makeTuple(ts,
                   {Value(smallIntWord(fds[0])), Value(smallIntWord(fds[1]))});
}
static Owned pipe_(ThreadState &ts, Value, const Value *) {
  return pipeWith(ts, O_CLOEXEC);
}
static Owned pipe2_(ThreadState &ts, Value, const Value *args) {
  int flags;
  return intArgument_py(ts, args[0], flags) ? pipeWith(ts, flags) : Owned();
}

static Owned dup_(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  return intOrError(ts, fcntl(fd, F_DUPFD_CLOEXEC, 0));
}
static Owned dup2_(ThreadState &ts, Value, const Value *args) {
  int from, to, inherit;
  if (!intArgument_py(ts, args[0], from) || !intArgument_py(ts, args[1], to) ||
      (inherit = flagArgument_py(ts, args[2], true)) < 0)
    return {};
  if (from < 0 || to < 0)
    return raiseOSError(ts, EBADF);
  return intOrError(ts, inherit ? dup2(from, to) : dup3(from, to, O_CLOEXEC));
}

static Owned isatty_(ThreadState &ts, Value, const Value *args) {
  int fd;
  return intArgument_py(ts, args[0], fd) ? ownedBool(isatty(fd)) : Owned();
}
static Owned ttyname_(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  char name[PATH_MAX];
  int error = ttyname_r(fd, name, sizeof name);
  return error ? Owned(raiseOSError(ts, error)) : decodeName(ts, name);
}

template <int (*call)(int)>
static Owned callOn_py(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  if (!fileDescriptor_py(ts, args[0], fd) ||
      !retry_py(ts, [&] { return call(fd); }, result))
    return {};
  return noneOrError(ts, result);
}
static Owned ftruncate_(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  int64_t length;
  if (!intArgument_py(ts, args[0], fd) ||
      !int64Argument_py(ts, args[1], length) ||
      !retry_py(ts, [&] { return ftruncate(fd, length); }, result))
    return {};
  return noneOrError(ts, result);
}

static Owned getInheritable(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  int flags = fcntl(fd, F_GETFD);
  return flags < 0 ? Owned(raiseOSError(ts, errno))
                   : ownedBool(!(flags & FD_CLOEXEC));
}
static Owned setInheritable(ThreadState &ts, Value, const Value *args) {
  int fd, inherit;
  if (!intArgument_py(ts, args[0], fd) || !intArgument_py(ts, args[1], inherit))
    return {};
  int flags = fcntl(fd, F_GETFD);
  if (flags >= 0)
    flags =
        fcntl(fd, F_SETFD, inherit ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
  return noneOrError(ts, flags);
}
static Owned getBlocking(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 ? Owned(raiseOSError(ts, errno))
                   : ownedBool(!(flags & O_NONBLOCK));
}
static Owned setBlocking(ThreadState &ts, Value, const Value *args) {
  int fd, blocking;
  if (!intArgument_py(ts, args[0], fd) ||
      (blocking = isTrue_py(ts, args[1])) < 0)
    return {};
  int flags = fcntl(fd, F_GETFL);
  if (flags >= 0)
    flags =
        fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
  return noneOrError(ts, flags);
}

static Owned sendfile_(ThreadState &ts, Value, const Value *args) {
  int out, in;
  int64_t count, offset = 0;
  if (!intArgument_py(ts, args[0], out) || !intArgument_py(ts, args[1], in) ||
      (!args[2].isNone() && !int64Argument_py(ts, args[2], offset)) ||
      !sizeArgument_py(ts, args[3], count))
    return {};
  off_t at = offset;
  ssize_t done;
  if (!retry_py(
          ts,
          [&] {
            return sendfile(out, in, args[2].isNone() ? nullptr : &at,
                            size_t(count));
          },
          done))
    return {};
  return intOrError(ts, done);
}

static Owned terminalSize(ThreadState &ts, Value, const Value *args) {
  int fd = STDOUT_FILENO;
  if (args[0] && !intArgument_py(ts, args[0], fd))
    return {};
  winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0)
    return raiseOSError(ts, errno);
  Owned values[] = {makeInt(ts, size.ws_col), makeInt(ts, size.ws_row)};
  return makeStructSequence(ts, Value(terminalSizeType), values, 2);
}

static constexpr MethodDef functions[] = {
    {"open", open_, "(path, flags, mode=511, *, dir_fd=None)",
     "Open a file for low level IO.  Returns a file descriptor (integer)."},
    {"close", close_, "(fd)", "Close a file descriptor."},
    {"closerange", closerange, "(fd_low, fd_high, /)",
     "Closes all file descriptors in [fd_low, fd_high), ignoring errors."},
    {"read", read_, "(fd, length, /)",
     "Read from a file descriptor.  Returns a bytes object."},
    {"write", write_, "(fd, data, /)",
     "Write a bytes object to a file descriptor."},
    {"lseek", lseek_, "(fd, position, how, /)",
     "Set the position of a file descriptor.  Return the new position."},
    {"pread", pread_, "(fd, length, offset, /)"},
    {"pwrite", pwrite_, "(fd, buffer, offset, /)"},
    {"pipe", pipe_, "()", "Create a pipe."},
    {"pipe2", pipe2_, "(flags, /)", "Create a pipe with flags set atomically."},
    {"dup", dup_, "(fd, /)", "Return a duplicate of a file descriptor."},
    {"dup2", dup2_, "(fd, fd2, inheritable=True)",
     "Duplicate file descriptor."},
    {"isatty", isatty_, "(fd, /)",
     "Return True if the fd is connected to a terminal."},
    {"ttyname", ttyname_, "(fd, /)",
     "Return the name of the terminal device connected to 'fd'."},
    {"fsync", callOn_py<fsync>, "(fd)", "Force write of fd to disk."},
    {"fdatasync", callOn_py<fdatasync>, "(fd)",
     "Force write of fd to disk without forcing update of metadata."},
    {"ftruncate", ftruncate_, "(fd, length, /)",
     "Truncate a file, specified by file descriptor, to a specific length."},
    {"get_inheritable", getInheritable, "(fd, /)",
     "Get the close-on-exe flag of the specified file descriptor."},
    {"set_inheritable", setInheritable, "(fd, inheritable, /)",
     "Set the inheritable flag of the specified file descriptor."},
    {"get_blocking", getBlocking, "(fd, /)",
     "Get the blocking mode of the file descriptor."},
    {"set_blocking", setBlocking, "(fd, blocking, /)",
     "Set the blocking mode of the specified file descriptor."},
    {"sendfile", sendfile_, "(out_fd, in_fd, offset, count)",
     "Copy count bytes from file descriptor in_fd to file descriptor out_fd."},
    {"get_terminal_size", terminalSize, "(fd=1, /)",
     "Return the size of the terminal window as (columns, lines)."},
    {}};

bool addDescriptors(ThreadState &ts, Value module) {
  terminalSizeType =
      makeStructSequenceType(ts, {"os.terminal_size",
                                  "A tuple of (columns, lines) for holding "
                                  "terminal window size",
                                  {"columns", "lines"},
                                  2,
                                  true})
          .take();
  return terminalSizeType && addFunctions(ts, module, functions) &&
         addToModule(ts, module, "terminal_size",
                     copyOf(Value(terminalSizeType)));
}

} // namespace dxpy::posix
