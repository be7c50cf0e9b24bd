// Addresses of sockets: from Python's objects and back, names to addresses.
#include "runtime-support/objects/codecs.h"
#include "stdlib/posix/path.h"
#include "stdlib/socket/socket.h"
#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <linux/netlink.h>
#include <netdb.h>
#include <netinet/in.h>

namespace dxpy::sockets {

constinit Value gaiError, hostError;

Raised raiseResolver(ThreadState &ts, int error) {
  if (error == EAI_SYSTEM)
    return raiseOSError(ts, errno);
  Owned number = makeInt(ts, error), text = makeStr(ts, gai_strerror(error));
  Owned exception =
      text ? dxpy::call_py(ts, gaiError, {number.value(), text.value()})
           : Owned();
  return exception ? raiseObject(ts, exception) : Raised();
}

Raised raiseHost(ThreadState &ts, int error) {
  Owned number = makeInt(ts, error), text = makeStr(ts, hstrerror(error));
  Owned exception =
      text ? dxpy::call_py(ts, hostError, {number.value(), text.value()})
           : Owned();
  return exception ? raiseObject(ts, exception) : Raised();
}

Owned hostName_py(ThreadState &ts, Value object, const char *function) {
  Owned bytes;
  if (isStr(object)) {
    bytes = isAscii(object) ? makeBytes(ts, strText(object))
                            : encodeStr(ts, object, "idna");
  } else if (isBytes(object)) {
    bytes = copyOf(object);
  } else if (isSubtype(typeOf(object), &types::ByteArray)) {
    BufferView view;
    if (!getBuffer(ts, object, view))
      return {};
    bytes = makeBytes(ts, {view.data, size_t(view.length)});
    releaseBuffer(ts, view);
  } else if (function) {
    return raise(ts, types::TypeError,
                 "{}() argument 1 must be str, bytes or bytearray, not {}",
                 {function, argumentType(object)});
  } else {
    return raise(ts, types::TypeError,
                 "str, bytes or bytearray expected, not {}", {typeOf(object)});
  }
  if (bytes && bytesText(bytes).find('\0') != std::string_view::npos)
    return raise(ts, types::TypeError,
                 "host name must not contain null character");
  return bytes;
}

static void setAddress(sockaddr_storage &out, int family, const void *bytes) {
  out = {};
  out.ss_family = sa_family_t(family);
  if (family == AF_INET)
    memcpy(&reinterpret_cast<sockaddr_in &>(out).sin_addr, bytes, 4);
  else
    memcpy(&reinterpret_cast<sockaddr_in6 &>(out).sin6_addr, bytes, 16);
}

bool resolve_py(ThreadState &ts, const char *name, int family,
                sockaddr_storage &out) {
  unsigned char bytes[16] = {};
  if (!*name && family != AF_UNSPEC) {
    setAddress(out, family, bytes); // any
    return true;
  }
  if (strcmp(name, "<broadcast>") == 0 ||
      strcmp(name, "255.255.255.255") == 0) {
    if (family != AF_INET && family != AF_UNSPEC)
      return raise(ts, types::OSError, "address family mismatched");
    memset(bytes, 0xFF, 4);
    setAddress(out, AF_INET, bytes);
    return true;
  }
  for (int each : {AF_INET, AF_INET6})
    if ((family == AF_UNSPEC || family == each) &&
        inet_pton(each, name, bytes) == 1) {
      setAddress(out, each, bytes);
      return true;
    }
  addrinfo hints = {}, *found = nullptr;
  hints.ai_family = family;
  hints.ai_socktype = SOCK_DGRAM; // any: one answer an address
  hints.ai_flags = *name ? 0 : AI_PASSIVE;
  int error = blocking(ts, [&] {
    return getaddrinfo(*name ? name : nullptr, *name ? nullptr : "0", &hints,
                       &found);
  });
  if (error)
    return raiseResolver(ts, error);
  out = {};
  memcpy(&out, found->ai_addr, found->ai_addrlen);
  freeaddrinfo(found);
  return true;
}

// From objects ----------------------------------------------------------------

static bool isAddressTuple(ThreadState &ts, Value object, const char *family,
                           const char *caller) {
  return isTuple(object) ||
         raise(ts, types::TypeError, "{}(): {} address must be tuple, not {}",
               {caller, family, typeOf(object)});
}

static bool port_py(ThreadState &ts, Value value, const char *caller,
                    int &port) {
  bool fits = posix::intArgument_py(ts, value, port);
  if (!fits && !pendingMatches(ts, types::OverflowError))
    return false;
  clearException(ts);
  return (fits && port >= 0 && port <= 0xFFFF) ||
         raise(ts, types::OverflowError, "{}(): port must be 0-65535.",
               {caller});
}

static bool internetAddress_py(ThreadState &ts, Value tuple, const char *caller,
                               Address &out) {
  int port;
  if (!isAddressTuple(ts, tuple, "AF_INET", caller))
    return false;
  if (tupleLength(tuple) != 2)
    return raise(ts, types::TypeError,
                 "AF_INET address must be a pair (host, port)");
  Owned host = hostName_py(ts, tupleItem(tuple, 0));
  if (!host || !port_py(ts, tupleItem(tuple, 1), caller, port) ||
      !resolve_py(ts, bytesText(host).data(), AF_INET, out.storage))
    return false;
  reinterpret_cast<sockaddr_in &>(out.storage).sin_port = htons(uint16_t(port));
  out.size = sizeof(sockaddr_in);
  return true;
}

static bool internet6Address_py(ThreadState &ts, Value tuple,
                                const char *caller, Address &out) {
  int port;
  int64_t flow = 0, scope = 0;
  if (!isAddressTuple(ts, tuple, "AF_INET6", caller))
    return false;
  uint64_t count = tupleLength(tuple);
  if (count < 2 || count > 4)
    return raise(ts, types::TypeError,
                 "AF_INET6 address must be a tuple (host, port[, flowinfo[, "
                 "scopeid]])");
  Owned host = hostName_py(ts, tupleItem(tuple, 0));
  if (!host || !port_py(ts, tupleItem(tuple, 1), caller, port) ||
      (count > 2 && !sizeArgument_py(ts, tupleItem(tuple, 2), flow)) ||
      (count > 3 && !sizeArgument_py(ts, tupleItem(tuple, 3), scope)))
    return false;
  if (flow < 0 || flow > 0xFFFFF)
    return raise(ts, types::OverflowError, "{}(): flowinfo must be 0-1048575.",
                 {caller});
  if (!resolve_py(ts, bytesText(host).data(), AF_INET6, out.storage))
    return false;
  auto &address = reinterpret_cast<sockaddr_in6 &>(out.storage);
  address.sin6_port = htons(uint16_t(port));
  address.sin6_flowinfo = htonl(uint32_t(flow));
  address.sin6_scope_id = uint32_t(scope);
  out.size = sizeof(sockaddr_in6);
  return true;
}

static bool unixAddress_py(ThreadState &ts, Value object, Address &out) {
  BufferView view;
  Owned name = isStr(object) ? posix::encodeName(ts, object) : copyOf(object);
  if (!name || !getBuffer(ts, name, view))
    return false;
  auto &address = reinterpret_cast<sockaddr_un &>(out.storage);
  address = {};
  address.sun_family = AF_UNIX;
  auto length = size_t(view.length);
  // A name that starts with 0 is in the abstract namespace and may be longer.
  bool abstract = length == 0 || view.data[0] == 0;
  bool fits = length + !abstract <= sizeof address.sun_path;
  if (fits)
    memcpy(address.sun_path, view.data, length);
  releaseBuffer(ts, view);
  if (!fits)
    return raise(ts, types::OSError, "AF_UNIX path too long");
  out.size = socklen_t(offsetof(sockaddr_un, sun_path) + length + !abstract);
  return true;
}

static bool netlinkAddress_py(ThreadState &ts, Value tuple, const char *caller,
                              Address &out) {
  int64_t pid, groups;
  if (!isAddressTuple(ts, tuple, "AF_NETLINK", caller))
    return false;
  if (tupleLength(tuple) != 2)
    return raise(ts, types::TypeError,
                 "AF_NETLINK address must be a pair (pid, groups)");
  if (!sizeArgument_py(ts, tupleItem(tuple, 0), pid) ||
      !sizeArgument_py(ts, tupleItem(tuple, 1), groups))
    return false;
  auto &address = reinterpret_cast<sockaddr_nl &>(out.storage);
  address = {};
  address.nl_family = AF_NETLINK;
  address.nl_pid = uint32_t(pid);
  address.nl_groups = uint32_t(groups);
  out.size = sizeof address;
  return true;
}

bool addressArgument_py(ThreadState &ts, const SocketObject *socket,
                        Value object, const char *caller, Address &out) {
  switch (socket->family) {
  case AF_INET:
    return internetAddress_py(ts, object, caller, out);
  case AF_INET6:
    return internet6Address_py(ts, object, caller, out);
  case AF_UNIX:
    return unixAddress_py(ts, object, out);
  case AF_NETLINK:
    return netlinkAddress_py(ts, object, caller, out);
  default:
    return raise(ts, types::OSError, "{}(): bad family", {caller});
  }
}

// To objects ------------------------------------------------------------------

Owned hostText(ThreadState &ts, const sockaddr *address) {
  char text[INET6_ADDRSTRLEN] = "";
  const void *bytes =
      address->sa_family == AF_INET
          ? static_cast<const void *>(
                &reinterpret_cast<const sockaddr_in *>(address)->sin_addr)
          : &reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr;
  if (!inet_ntop(address->sa_family, bytes, text, sizeof text))
    return raiseOSError(ts, errno);
  return makeStr(ts, text);
}

static Owned makeUnixAddress(ThreadState &ts, const sockaddr_un *address,
                             socklen_t size) {
  size_t length = size > offsetof(sockaddr_un, sun_path)
                      ? size_t(size) - offsetof(sockaddr_un, sun_path)
                      : 0;
  if (length && address->sun_path[0] == 0)
    return makeBytes(ts, {address->sun_path, length});
  return posix::decodeName(
      ts, {address->sun_path, strnlen(address->sun_path, length)});
}

Owned makeAddress(ThreadState &ts, const sockaddr *address, socklen_t size) {
  if (size == 0)
    return ownedNone();
  switch (address->sa_family) {
  case AF_INET: {
    auto *in = reinterpret_cast<const sockaddr_in *>(address);
    Owned host = hostText(ts, address), port = makeInt(ts, ntohs(in->sin_port));
    return host ? makeTuple(ts, {host.value(), port.value()}) : Owned();
  }
  case AF_INET6: {
    auto *in = reinterpret_cast<const sockaddr_in6 *>(address);
    Owned host = hostText(ts, address),
          port = makeInt(ts, ntohs(in->sin6_port)),
          flow = makeUnsigned(ts, ntohl(in->sin6_flowinfo)),
          scope = makeUnsigned(ts, in->sin6_scope_id);
    return host ? makeTuple(ts, {host.value(), port.value(), flow.value(),
                                 scope.value()})
                : Owned();
  }
  case AF_UNIX:
    return makeUnixAddress(ts, reinterpret_cast<const sockaddr_un *>(address),
                           size);
  case AF_NETLINK: {
    auto *in = reinterpret_cast<const sockaddr_nl *>(address);
    Owned pid = makeUnsigned(ts, in->nl_pid),
          groups = makeUnsigned(ts, in->nl_groups);
    return makeTuple(ts, {pid.value(), groups.value()});
  }
  default: {
    Owned family = makeInt(ts, address->sa_family),
          data = makeBytes(ts, {address->sa_data, sizeof address->sa_data});
    return data ? makeTuple(ts, {family.value(), data.value()}) : Owned();
  }
  }
}

} // namespace dxpy::sockets
