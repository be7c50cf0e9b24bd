// The type _socket.socket: its life, its properties, and what connects it.
#include "runtime-support/objects/instance.h"
#include "stdlib/posix/path.h"
#include "stdlib/socket/socket.h"
#include <cmath>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dxpy::sockets {

constinit int64_t defaultTimeout = -1;

// Timeouts --------------------------------------------------------------------

bool timeoutArgument_py(ThreadState &ts, Value value, int64_t &nanoseconds) {
  nanoseconds = -1;
  if (value.isNone())
    return true;
  Owned whole = isFloat(value) ? copyOf(value) : toIndex_py(ts, value);
  double seconds = whole ? toDouble_py(ts, whole) : 0;
  if (pendingException(ts))
    return false;
  if (std::isnan(seconds))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  if (std::fabs(seconds) * 1e9 >= 9223372036854775807.0)
    return raise(ts, types::OverflowError,
                 "timestamp too large to convert to C _PyTime_t");
  if (seconds < 0)
    return raise(ts, types::ValueError, "Timeout value out of range");
  nanoseconds = int64_t(std::ceil(seconds * 1e9));
  return nanoseconds <= int64_t(INT_MAX) * 1'000'000 ||
         raise(ts, types::OverflowError, "timeout doesn't fit into C timeval");
}

Owned timeoutValue(ThreadState &ts, int64_t nanoseconds) {
  return nanoseconds < 0 ? ownedNone()
                         : makeFloat(ts, double(nanoseconds) / 1e9);
}

int waitReady_py(ThreadState &ts, int fd, short events, int64_t deadline) {
  pollfd wanted = {fd, events, 0};
  for (;;) {
    int64_t left = deadline - monotonicTime();
    if (left < 0)
      return 0;
    timespec time = {time_t(left / 1'000'000'000), long(left % 1'000'000'000)};
    int ready = blocking(ts, [&] { return ppoll(&wanted, 1, &time, nullptr); });
    if (ready >= 0)
      return ready;
    if (errno != EINTR)
      return raiseOSError(ts, errno);
    if (pollHook && !pollHook(ts))
      return -1;
  }
}

bool setBlocking(ThreadState &ts, int fd, bool on) {
  int flag = !on;
  return ioctl(fd, FIONBIO, &flag) == 0 || raiseOSError(ts, errno);
}

namespace {

bool setTimeout(ThreadState &ts, SocketObject *socket, int64_t nanoseconds) {
  socket->timeout = nanoseconds;
  return setBlocking(ts, socket->fd, nanoseconds < 0);
}

// Life ------------------------------------------------------------------------

Owned newSocket(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned self = allocateInstance(ts, type);
  if (self) {
    socketOf(self)->fd = -1;
    socketOf(self)->timeout = -1;
  }
  return self;
}

/// What the system knows of a descriptor that is given; -1: to be asked.
bool inspect(ThreadState &ts, int fd, int &family, int &type, int &protocol) {
  sockaddr_storage address = {};
  socklen_t size = sizeof address;
  if (getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0) {
    if (family == -1)
      family = address.ss_family;
  } else if (family == -1 || errno == EBADF || errno == ENOTSOCK) {
    return raiseOSError(ts, errno);
  }
  size = sizeof(int);
  if (type == -1 && getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
    return raiseOSError(ts, errno);
  if (protocol == -1 &&
      getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) < 0)
    return raiseOSError(ts, errno);
  return true;
}

bool given_py(ThreadState &ts, Value value, int &fd) {
  if (!posix::intArgument_py(ts, value, fd))
    return false;
  return fd >= 0 || raise(ts, types::ValueError, "negative file descriptor");
}

bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(family=-1, type=-1, proto=-1, fileno=None)";
  Value bound[4];
  if (!bindArguments(ts, "socket", signature, args, bound))
    return false;
  int numbers[3] = {-1, -1, -1}, fd;
  for (int i = 0; i < 3; ++i)
    if (bound[i] && !posix::intArgument_py(ts, bound[i], numbers[i]))
      return false;
  auto &[family, type, protocol] = numbers;
  if (bound[3] && !bound[3].isNone()) {
    if (!given_py(ts, bound[3], fd) || !inspect(ts, fd, family, type, protocol))
      return false;
  } else {
    family = family == -1 ? AF_INET : family;
    type = type == -1 ? SOCK_STREAM : type;
    protocol = protocol == -1 ? 0 : protocol;
    fd = socket(family, type | SOCK_CLOEXEC, protocol);
    if (fd < 0)
      return raiseOSError(ts, errno);
  }
  initSocket(socketOf(self), fd, family, type, protocol);
  if (socketOf(self)->timeout < 0 || (type & SOCK_NONBLOCK) ||
      setBlocking(ts, fd, false))
    return true;
  ::close(fd);
  socketOf(self)->fd = -1;
  return false;
}

Owned repr(ThreadState &ts, Value self) {
  SocketObject *socket = socketOf(self);
  StrBuilder text(ts);
  text.append("<socket object, fd=");
  text.appendInt(socket->fd);
  text.append(", family=");
  text.appendInt(socket->family);
  text.append(", type=");
  text.appendInt(socket->type);
  text.append(", proto=");
  text.appendInt(socket->protocol);
  text.append(">");
  return text.finish();
}

void finalise(ThreadState &ts, Value self) {
  SocketObject *socket = socketOf(self);
  if (socket->fd < 0)
    return;
  Owned pending = takeException(ts);
  StrBuilder text(ts);
  text.append("unclosed ");
  if (!text.appendRepr_py(self) ||
      !warn_py(ts, types::ResourceWarning, text.view())) {
    if (pendingMatches(ts, types::Warning))
      writeUnraisable(ts, self);
    clearException(ts);
  }
  int fd = std::exchange(socket->fd, -1);
  blocking(ts, [&] { return ::close(fd); });
  if (pending)
    restoreException(ts, std::move(pending));
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(SocketObject));
}

Owned close_(ThreadState &ts, Value self, const Value *) {
  int fd = std::exchange(socketOf(self)->fd, -1);
  if (fd >= 0 && blocking(ts, [&] { return ::close(fd); }) < 0 &&
      errno != ECONNRESET)
    return raiseOSError(ts, errno);
  return ownedNone();
}
Owned detach(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, std::exchange(socketOf(self)->fd, -1));
}
Owned fileno_(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, socketOf(self)->fd);
}

// Connecting ------------------------------------------------------------------

Owned bind_(ThreadState &ts, Value self, const Value *args) {
  Address address;
  SocketObject *socket = socketOf(self);
  if (!addressArgument_py(ts, socket, args[0], "bind", address))
    return {};
  return posix::noneOrError(ts, blocking(ts, [&] {
                              return bind(socket->fd, address.get(),
                                          address.size);
                            }));
}

Owned listen_(ThreadState &ts, Value self, const Value *args) {
  int backlog = SOMAXCONN < 128 ? SOMAXCONN : 128;
  if (args[0] && !posix::intArgument_py(ts, args[0], backlog))
    return {};
  backlog = backlog < 0 ? 0 : backlog;
  return posix::noneOrError(ts, listen(socketOf(self)->fd, backlog));
}

constexpr int kRaised = -1, kTimedOut = -2;

/// 0 or an errno, kRaised, kTimedOut. An attempt that a signal or the timeout
/// has interrupted goes on by itself: wait for it.
int connectTo_py(ThreadState &ts, SocketObject *socket, Address &address) {
  int result = blocking(
      ts, [&] { return connect(socket->fd, address.get(), address.size); });
  if (result == 0)
    return 0;
  bool waits = errno == EINTR ? socket->timeout != 0
                              : errno == EINPROGRESS && socket->timeout > 0;
  if (errno == EINTR && pollHook && !pollHook(ts))
    return kRaised;
  if (!waits)
    return errno;
  int64_t wait = socket->timeout > 0 ? socket->timeout : INT64_MAX / 4;
  int ready =
      waitReady_py(ts, socket->fd, POLLOUT | POLLERR, monotonicTime() + wait);
  if (ready < 0)
    return kRaised;
  if (ready == 0)
    return kTimedOut;
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(socket->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
    return errno;
  return error == EISCONN ? 0 : error;
}

Owned connect_(ThreadState &ts, Value self, const Value *args) {
  Address address;
  SocketObject *socket = socketOf(self);
  if (!addressArgument_py(ts, socket, args[0], "connect", address))
    return {};
  int error = connectTo_py(ts, socket, address);
  if (error == kTimedOut)
    return raise(ts, types::TimeoutError, "timed out");
  return error == kRaised ? Owned()
         : error == 0     ? ownedNone()
                          : Owned(raiseOSError(ts, error));
}
Owned connectCode(ThreadState &ts, Value self, const Value *args) {
  Address address;
  SocketObject *socket = socketOf(self);
  if (!addressArgument_py(ts, socket, args[0], "connect_ex", address))
    return {};
  int error = connectTo_py(ts, socket, address);
  return error == kRaised
             ? Owned()
             : makeInt(ts, error == kTimedOut ? EWOULDBLOCK : error);
}

Owned accept_(ThreadState &ts, Value self, const Value *) {
  SocketObject *socket = socketOf(self);
  Address address = {};
  int fd = -1;
  if (!sockets::call_py(ts, socket, POLLIN, [&] {
        address.size = sizeof address.storage;
        return fd = accept4(socket->fd, address.get(), &address.size,
                            SOCK_CLOEXEC);
      }))
    return {};
  Owned number = makeInt(ts, fd),
        from = makeAddress(ts, address.get(), address.size);
  if (!from) {
    ::close(fd);
    return {};
  }
  return makeTuple(ts, {number.value(), from.value()});
}

template <auto ask>
Owned addressOf(ThreadState &ts, Value self, const Value *) {
  Address address = {};
  address.size = sizeof address.storage;
  if (ask(socketOf(self)->fd, address.get(), &address.size) < 0)
    return raiseOSError(ts, errno);
  return makeAddress(ts, address.get(), address.size);
}

Owned shutdown_(ThreadState &ts, Value self, const Value *args) {
  int how;
  if (!posix::intArgument_py(ts, args[0], how))
    return {};
  return posix::noneOrError(ts, shutdown(socketOf(self)->fd, how));
}

// Properties ------------------------------------------------------------------

Owned setBlockingMethod(ThreadState &ts, Value self, const Value *args) {
  int on = isTrue_py(ts, args[0]);
  return on >= 0 && setTimeout(ts, socketOf(self), on ? -1 : 0) ? ownedNone()
                                                                : Owned();
}
Owned getBlocking(ThreadState &, Value self, const Value *) {
  return ownedBool(socketOf(self)->timeout != 0);
}
Owned setTimeoutMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t timeout;
  return timeoutArgument_py(ts, args[0], timeout) &&
                 setTimeout(ts, socketOf(self), timeout)
             ? ownedNone()
             : Owned();
}
Owned getTimeout(ThreadState &ts, Value self, const Value *) {
  return timeoutValue(ts, socketOf(self)->timeout);
}
Owned timeoutField(ThreadState &ts, Value self) {
  return timeoutValue(ts, socketOf(self)->timeout);
}

Owned getOption(ThreadState &ts, Value self, const Value *args) {
  int level, option, length = 0;
  if (!posix::intArgument_py(ts, args[0], level) ||
      !posix::intArgument_py(ts, args[1], option) ||
      (args[2] && !posix::intArgument_py(ts, args[2], length)))
    return {};
  int fd = socketOf(self)->fd;
  if (length == 0) {
    int flag = 0;
    socklen_t size = sizeof flag;
    return getsockopt(fd, level, option, &flag, &size) < 0
               ? Owned(raiseOSError(ts, errno))
               : makeInt(ts, flag);
  }
  if (length < 0 || length > 1024)
    return raise(ts, types::OSError, "getsockopt buflen out of range");
  char room[1024];
  auto size = socklen_t(length);
  return getsockopt(fd, level, option, room, &size) < 0
             ? Owned(raiseOSError(ts, errno))
             : makeBytes(ts, {room, size});
}

Owned setOption(ThreadState &ts, Value self, const Value *args) {
  int level, option, number;
  if (!posix::intArgument_py(ts, args[0], level) ||
      !posix::intArgument_py(ts, args[1], option))
    return {};
  int fd = socketOf(self)->fd;
  if (args[3]) { // value None: a length alone
    int64_t length;
    if (!args[2].isNone())
      return raise(ts, types::TypeError,
                   "setsockopt() argument 3 must be None, not {}",
                   {typeOf(args[2])});
    if (!sizeArgument_py(ts, args[3], length))
      return {};
    return posix::noneOrError(
        ts, setsockopt(fd, level, option, nullptr, socklen_t(length)));
  }
  if (isInt(args[2]) || typeOf(args[2])->slots.index) {
    if (!posix::intArgument_py(ts, args[2], number))
      return {};
    return posix::noneOrError(
        ts, setsockopt(fd, level, option, &number, sizeof number));
  }
  BufferView view;
  if (!getBuffer(ts, args[2], view))
    return {};
  int result = setsockopt(fd, level, option, view.data, socklen_t(view.length));
  int error = errno;
  releaseBuffer(ts, view);
  return result < 0 ? Owned(raiseOSError(ts, error)) : ownedNone();
}

constexpr MethodDef methods[] = {
    {"_accept", accept_, "()"},
    {"bind", bind_, "(address, /)"},
    {"close", close_, "()"},
    {"connect", connect_, "(address, /)"},
    {"connect_ex", connectCode, "(address, /)"},
    {"detach", detach, "()"},
    {"fileno", fileno_, "()"},
    {"getblocking", getBlocking, "()"},
    {"getpeername", addressOf<getpeername>, "()"},
    {"getsockname", addressOf<getsockname>, "()"},
    {"getsockopt", getOption, "(level, option, buffersize=0, /)"},
    {"gettimeout", getTimeout, "()"},
    {"listen", listen_, "(backlog=128, /)"},
    {"recv", recvMethod, "(buffersize, flags=0, /)"},
    {"recv_into", recvIntoMethod, "(buffer, nbytes=0, flags=0)"},
    {"recvfrom", recvFromMethod, "(buffersize, flags=0, /)"},
    {"recvfrom_into", recvFromIntoMethod, "(buffer, nbytes=0, flags=0)"},
    {"recvmsg", recvMessageMethod, "(bufsize, ancbufsize=0, flags=0, /)"},
    {"recvmsg_into", recvMessageIntoMethod,
     "(buffers, ancbufsize=0, flags=0, /)"},
    {"send", sendMethod, "(data, flags=0, /)"},
    {"sendall", sendAllMethod, "(data, flags=0, /)"},
    {"sendmsg", sendMessageMethod,
     "(buffers, ancdata=(), flags=0, address=None, /)"},
    {"sendto", sendToMethod},
    {"setblocking", setBlockingMethod, "(flag, /)"},
    {"setsockopt", setOption, "(level, option, value, optlen=0, /)"},
    {"settimeout", setTimeoutMethod, "(timeout, /)"},
    {"shutdown", shutdown_, "(flag, /)"},
    {}};
constexpr MemberDef members[] = {
    {"family", MemberKind::Int32, offsetof(SocketObject, family), true,
     "the socket family"},
    {"type", MemberKind::Int32, offsetof(SocketObject, type), true,
     "the socket type"},
    {"proto", MemberKind::Int32, offsetof(SocketObject, protocol), true,
     "the socket protocol"},
    {}};
constexpr GetSetDef getSets[] = {
    {"timeout", timeoutField, nullptr, "the socket timeout"}, {}};
constexpr TypeSpec spec = {"_socket.socket", nullptr, methods, getSets,
                           members};

} // namespace

void initSocket(SocketObject *socket, int fd, int family, int type,
                int protocol) {
  socket->fd = fd;
  socket->family = family;
  socket->type = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  socket->protocol = protocol;
  socket->timeout = type & SOCK_NONBLOCK ? 0 : defaultTimeout;
}

constinit TypeObject socketType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(SocketObject),
    .slots = {.deallocate = deallocate,
              .repr = repr,
              .init = init,
              .new_ = newSocket,
              .finalise = finalise},
};

} // namespace dxpy::sockets
