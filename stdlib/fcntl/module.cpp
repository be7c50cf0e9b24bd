// Module fcntl: control of descriptors, locks of files.
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "stdlib/posix/path.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>

namespace dxpy::descriptors {

namespace {

/// Calls until no signal interrupts. False: raised.
template <typename Call>
bool called_py(ThreadState &ts, Call call, int &result) {
  return posix::retry_py(ts, call, result) &&
         (result >= 0 || raiseOSError(ts, errno));
}

/// A text or bytes argument as the system fills it: up to 1024 bytes.
struct Room {
  char bytes[1025];
  size_t size = 0;
  bool fill(std::string_view data) {
    size = data.size();
    if (size > 1024)
      return false;
    memcpy(bytes, data.data(), size);
    bytes[size] = 0;
    return true;
  }
};

Owned fcntl_(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  int64_t command, number = 0;
  if (!posix::fileDescriptor_py(ts, args[0], fd) ||
      !sizeArgument_py(ts, args[1], command))
    return {};
  if (args[2] && (isStr(args[2]) || isBytes(args[2]))) {
    Room room;
    if (!room.fill(isStr(args[2]) ? strText(args[2]) : bytesText(args[2])))
      return raise(ts, types::ValueError, "fcntl string arg too long");
    if (!called_py(
            ts, [&] { return fcntl(fd, int(command), room.bytes); }, result))
      return {};
    return makeBytes(ts, {room.bytes, room.size});
  }
  if (args[2] && !sizeArgument_py(ts, args[2], number))
    return {};
  if (!called_py(
          ts, [&] { return fcntl(fd, int(command), int(number)); }, result))
    return {};
  return makeInt(ts, result);
}

Owned ioctl_(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  int64_t request, number = 0;
  int mutate = args[3] ? isTrue_py(ts, args[3]) : 1;
  if (mutate < 0 || !posix::fileDescriptor_py(ts, args[0], fd) ||
      !sizeArgument_py(ts, args[1], request))
    return {};
  auto code = static_cast<unsigned long>(request);
  if (!args[2] || isInt(args[2])) {
    if (args[2] && !sizeArgument_py(ts, args[2], number))
      return {};
    result = ioctl(fd, code, int(number));
    return result < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, result);
  }
  BufferView view;
  bool writable = !isStr(args[2]) && !isBytes(args[2]) && mutate &&
                  getBuffer(ts, args[2], view, kBufferWritable);
  if (writable) {
    result = ioctl(fd, code, view.data);
    int error = errno;
    releaseBuffer(ts, view);
    return result < 0 ? Owned(raiseOSError(ts, error)) : makeInt(ts, result);
  }
  clearException(ts);
  Room room;
  bool fits = true;
  if (isStr(args[2])) {
    fits = room.fill(strText(args[2]));
  } else {
    if (!getBuffer(ts, args[2], view))
      return {};
    fits = room.fill({view.data, size_t(view.length)});
    releaseBuffer(ts, view);
  }
  if (!fits)
    return raise(ts, types::ValueError, "ioctl string arg too long");
  result = ioctl(fd, code, room.bytes);
  return result < 0 ? Owned(raiseOSError(ts, errno))
                    : makeBytes(ts, {room.bytes, room.size});
}

Owned flock_(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  int64_t operation;
  return posix::fileDescriptor_py(ts, args[0], fd) &&
                 sizeArgument_py(ts, args[1], operation) &&
                 called_py(
                     ts, [&] { return flock(fd, int(operation)); }, result)
             ? ownedNone()
             : Owned();
}

Owned lockf_(ThreadState &ts, Value, const Value *args) {
  int fd, result;
  int64_t operation, length = 0, start = 0, whence = 0;
  if (!posix::fileDescriptor_py(ts, args[0], fd) ||
      !sizeArgument_py(ts, args[1], operation) ||
      (args[2] && !sizeArgument_py(ts, args[2], length)) ||
      (args[3] && !sizeArgument_py(ts, args[3], start)) ||
      (args[4] && !sizeArgument_py(ts, args[4], whence)))
    return {};
  struct flock lock = {};
  if (operation == LOCK_UN)
    lock.l_type = F_UNLCK;
  else if (operation & LOCK_SH)
    lock.l_type = F_RDLCK;
  else if (operation & LOCK_EX)
    lock.l_type = F_WRLCK;
  else
    return raise(ts, types::ValueError, "unrecognized lockf argument");
  lock.l_start = start;
  lock.l_len = length;
  lock.l_whence = short(whence);
  int command = operation & LOCK_NB ? F_SETLK : F_SETLKW;
  return called_py(
             ts, [&] { return fcntl(fd, command, &lock); }, result)
             ? ownedNone()
             : Owned();
}

constexpr MethodDef functions[] = {
    {"fcntl", fcntl_, "(fd, cmd, arg=0, /)",
     "Perform the operation `cmd` on file descriptor fd."},
    {"ioctl", ioctl_, "(fd, request, arg=0, mutate_flag=True, /)",
     "Perform the operation request on file descriptor fd."},
    {"flock", flock_, "(fd, operation, /)",
     "Perform the lock operation `operation` on file descriptor `fd`."},
    {"lockf", lockf_, "(fd, cmd, len=0, start=0, whence=0, /)",
     "A wrapper around the fcntl() locking calls."},
    {}};

constexpr struct {
  const char *name;
  int64_t value;
} constants[] = {
#define CONSTANT(name) {#name, name},
#include "stdlib/fcntl/Constants.def"
    {"F_GETLK64", F_GETLK},
    {"F_SETLK64", F_SETLK},
    {"F_SETLKW64", F_SETLKW},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  return true;
}

} // namespace

} // namespace dxpy::descriptors

namespace dxpy {
DX_NATIVE_MODULE(
    fcntl,
    "This module performs file control and I/O control on file\ndescriptors.  "
    "It is an interface to the fcntl() and ioctl() Unix\nroutines.  File "
    "descriptors can be obtained with the fileno() method of\na file or socket "
    "object.",
    descriptors::functions, descriptors::execute)
} // namespace dxpy
