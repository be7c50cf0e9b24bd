// Module _socket.
#include "runtime-support/objects/dict.h"
#include "stdlib/posix/path.h"
#include "stdlib/socket/socket.h"
#include <arpa/inet.h>
#include <linux/can.h>
#include <linux/can/bcm.h>
#include <linux/can/error.h>
#include <linux/can/j1939.h>
#include <linux/can/raw.h>
#include <linux/if_alg.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/qrtr.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dxpy::sockets {

namespace {

Owned makeSocket(ThreadState &ts, int fd, int family, int type, int protocol) {
  Owned self = allocateInstance(ts, &socketType);
  if (self)
    initSocket(socketOf(self), fd, family, type, protocol);
  else
    ::close(fd);
  return self;
}

Owned pair(ThreadState &ts, Value, const Value *args) {
  int numbers[] = {AF_UNIX, SOCK_STREAM, 0}, fds[2];
  for (int i = 0; i < 3; ++i)
    if (args[i] && !posix::intArgument_py(ts, args[i], numbers[i]))
      return {};
  auto [family, type, protocol] = numbers;
  if (socketpair(family, type | SOCK_CLOEXEC, protocol, fds) < 0)
    return raiseOSError(ts, errno);
  Owned first = makeSocket(ts, fds[0], family, type, protocol),
        second = makeSocket(ts, fds[1], family, type, protocol);
  return first && second ? makeTuple(ts, {first.value(), second.value()})
                         : Owned();
}

Owned closeFunction(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!posix::intArgument_py(ts, args[0], fd))
    return {};
  int result = blocking(ts, [&] { return ::close(fd); });
  return result < 0 && errno != ECONNRESET ? Owned(raiseOSError(ts, errno))
                                           : ownedNone();
}

Owned dupFunction(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!posix::intArgument_py(ts, args[0], fd))
    return {};
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, copy);
}

Owned getDefaultTimeout(ThreadState &ts, Value, const Value *) {
  return timeoutValue(ts, defaultTimeout);
}
Owned setDefaultTimeout(ThreadState &ts, Value, const Value *args) {
  int64_t timeout;
  if (!timeoutArgument_py(ts, args[0], timeout))
    return {};
  defaultTimeout = timeout;
  return ownedNone();
}

/// CMSG_LEN() and CMSG_SPACE().
template <bool space>
Owned controlSize(ThreadState &ts, Value, const Value *args) {
  int64_t length = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (length < 0 || length > INT32_MAX - 64)
    return raise(ts, types::OverflowError, "{}() argument out of range",
                 {space ? "CMSG_SPACE" : "CMSG_LEN"});
  auto size = size_t(length);
  return makeUnsigned(ts, space ? CMSG_SPACE(size) : CMSG_LEN(size));
}

constexpr MethodDef functions[] = {
    {"socketpair", pair, "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)",
     "Create a pair of socket objects from the sockets returned by the "
     "platform "
     "socketpair() function."},
    {"close", closeFunction, "(fd, /)",
     "Close an integer socket file descriptor."},
    {"dup", dupFunction, "(fd, /)"},
    {"getdefaulttimeout", getDefaultTimeout, "()"},
    {"setdefaulttimeout", setDefaultTimeout, "(timeout, /)"},
    {"CMSG_LEN", controlSize<false>, "(length, /)"},
    {"CMSG_SPACE", controlSize<true>, "(length, /)"},
    {}};

constexpr struct {
  const char *name;
  int64_t value;
} constants[] = {
#define CONSTANT(name) {#name, int64_t(name)},
#include "stdlib/socket/Constants.def"
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  for (const MethodDef *def = nameFunctions; def->name; ++def) {
    Owned name = makeStr(ts, "_socket");
    if (!addToModule(ts, module, def->name,
                     makeBuiltinFunction(ts, def, module, name)))
      return false;
  }
  TypeObject *host =
      addExceptionToModule(ts, module, "socket.herror", Value(&types::OSError));
  TypeObject *resolver = addExceptionToModule(ts, module, "socket.gaierror",
                                              Value(&types::OSError));
  if (!host || !resolver)
    return false;
  hostError = Value(host);
  gaiError = Value(resolver);
  return registerNativeType(ts, &socketType) &&
         addTypeToModule(ts, module, &socketType) &&
         addToModule(ts, module, "SocketType", copyOf(Value(&socketType))) &&
         addToModule(ts, module, "error", copyOf(Value(&types::OSError))) &&
         addToModule(ts, module, "timeout",
                     copyOf(Value(&types::TimeoutError))) &&
         addToModule(ts, module, "has_ipv6", ownedBool(true));
}

} // namespace

} // namespace dxpy::sockets

namespace dxpy {
DX_NATIVE_MODULE(_socket,
                 "Implementation module for socket operations.\n\nSee the "
                 "socket module for documentation.",
                 sockets::functions, sockets::execute)
} // namespace dxpy
