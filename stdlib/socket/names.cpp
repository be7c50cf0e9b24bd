// Functions of module _socket about names, services and number formats.
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include "stdlib/socket/socket.h"
#include <arpa/inet.h>
#include <cstring>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

namespace dxpy::sockets {

namespace {

Owned hostname(ThreadState &ts, Value, const Value *) {
  char name[1024];
  if (gethostname(name, sizeof name - 1) < 0)
    return raiseOSError(ts, errno);
  name[sizeof name - 1] = 0;
  return posix::decodeName(ts, name);
}

Owned setHostname(ThreadState &ts, Value, const Value *args) {
  BufferView view;
  Owned name =
      isStr(args[0]) ? posix::encodeName(ts, args[0]) : copyOf(args[0]);
  if (!name || !getBuffer(ts, name, view))
    return {};
  int result = sethostname(view.data, size_t(view.length));
  int error = errno;
  releaseBuffer(ts, view);
  return result < 0 ? Owned(raiseOSError(ts, error)) : ownedNone();
}

// Hosts -----------------------------------------------------------------------

Owned hostByName(ThreadState &ts, Value, const Value *args) {
  sockaddr_storage address;
  Owned name = hostName_py(ts, args[0], "gethostbyname");
  if (!name || !resolve_py(ts, bytesText(name).data(), AF_INET, address))
    return {};
  return hostText(ts, reinterpret_cast<sockaddr *>(&address));
}

/// (name, aliases, addresses) of what the resolver found.
Owned hostTriple(ThreadState &ts, const hostent *host, int error) {
  if (!host)
    return raiseHost(ts, error);
  Owned name = posix::decodeName(ts, host->h_name), aliases = makeList(ts),
        addresses = makeList(ts);
  for (char **each = host->h_aliases; aliases && each && *each; ++each)
    if (!listAppend(ts, aliases, posix::decodeName(ts, *each)))
      return {};
  for (char **each = host->h_addr_list; addresses && each && *each; ++each) {
    char text[INET6_ADDRSTRLEN];
    if (!inet_ntop(host->h_addrtype, *each, text, sizeof text))
      return raiseOSError(ts, errno);
    if (!listAppend(ts, addresses, makeStr(ts, text)))
      return {};
  }
  return name && addresses
             ? makeTuple(ts, {name.value(), aliases.value(), addresses.value()})
             : Owned();
}

Owned hostByNameExtended(ThreadState &ts, Value, const Value *args) {
  sockaddr_storage address;
  Owned name = hostName_py(ts, args[0], "gethostbyname_ex");
  if (!name || !resolve_py(ts, bytesText(name).data(), AF_INET, address))
    return {};
  char room[16384];
  hostent entry, *found = nullptr;
  int error = 0;
  blocking(ts, [&] {
    return gethostbyname_r(bytesText(name).data(), &entry, room, sizeof room,
                           &found, &error);
  });
  return hostTriple(ts, found, error);
}

Owned hostByAddress(ThreadState &ts, Value, const Value *args) {
  sockaddr_storage address;
  Owned name = hostName_py(ts, args[0], "gethostbyaddr");
  if (!name || !resolve_py(ts, bytesText(name).data(), AF_UNSPEC, address))
    return {};
  bool six = address.ss_family == AF_INET6;
  const void *bytes =
      six ? static_cast<void *>(
                &reinterpret_cast<sockaddr_in6 &>(address).sin6_addr)
          : &reinterpret_cast<sockaddr_in &>(address).sin_addr;
  char room[16384];
  hostent entry, *found = nullptr;
  int error = 0;
  blocking(ts, [&] {
    return gethostbyaddr_r(bytes, six ? 16 : 4, address.ss_family, &entry, room,
                           sizeof room, &found, &error);
  });
  return hostTriple(ts, found, error);
}

// Services and protocols ------------------------------------------------------

Owned serviceByName(ThreadState &ts, Value, const Value *args) {
  for (int i = 0; i < 2; ++i)
    if (args[i] && !isStr(args[i]))
      return raise(ts, types::TypeError,
                   "getservbyname() argument {} must be str, not {}",
                   {i + 1, argumentType(args[i])});
  servent *service = getservbyname(strText(args[0]).data(),
                                   args[1] ? strText(args[1]).data() : nullptr);
  if (!service)
    return raise(ts, types::OSError, "service/proto not found");
  return makeInt(ts, ntohs(uint16_t(service->s_port)));
}

Owned serviceByPort(ThreadState &ts, Value, const Value *args) {
  int port;
  if (!posix::intArgument_py(ts, args[0], port))
    return {};
  if (args[1] && !isStr(args[1]))
    return raise(ts, types::TypeError,
                 "getservbyport() argument 2 must be str, not {}",
                 {argumentType(args[1])});
  if (port < 0 || port > 0xFFFF)
    return raise(ts, types::OverflowError,
                 "getservbyport: port must be 0-65535.");
  servent *service = getservbyport(htons(uint16_t(port)),
                                   args[1] ? strText(args[1]).data() : nullptr);
  if (!service)
    return raise(ts, types::OSError, "port/proto not found");
  return makeStr(ts, service->s_name);
}

Owned protocolByName(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "getprotobyname() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  protoent *protocol = getprotobyname(strText(args[0]).data());
  if (!protocol)
    return raise(ts, types::OSError, "protocol not found");
  return makeInt(ts, protocol->p_proto);
}

// getaddrinfo() and getnameinfo() ---------------------------------------------

/// The port or service as text; null with None, an exception otherwise.
Owned serviceText_py(ThreadState &ts, Value port) {
  if (port.isNone())
    return {};
  if (isInt(port)) {
    Owned text = str_py(ts, port);
    return text ? makeBytes(ts, strText(text)) : Owned();
  }
  if (isStr(port))
    return encodeStr(ts, port);
  if (isBytes(port))
    return copyOf(port);
  return raise(ts, types::OSError, "Int or String expected");
}

Owned addressEntry(ThreadState &ts, const addrinfo *info) {
  Owned address = makeAddress(ts, info->ai_addr, info->ai_addrlen);
  Owned family = makeInt(ts, info->ai_family),
        type = makeInt(ts, info->ai_socktype),
        protocol = makeInt(ts, info->ai_protocol),
        name = makeStr(ts, info->ai_canonname ? info->ai_canonname : "");
  return address && name
             ? makeTuple(ts, {family.value(), type.value(), protocol.value(),
                              name.value(), address.value()})
             : Owned();
}

/// Labels of 1 to 63 ASCII characters: IDNA leaves such a name as it is.
bool isPlainName(Value name) {
  if (!isAscii(name))
    return false;
  std::string_view text = strText(name);
  for (size_t start = 0; start < text.size();) {
    size_t end = std::min(text.find('.', start), text.size());
    if (end == start || end - start > 63)
      return false;
    start = end + 1;
  }
  return true;
}

Owned addressInfo(ThreadState &ts, Value, const Value *args) {
  Owned host, service;
  if (!args[0].isNone()) {
    if (isStr(args[0]))
      host = isPlainName(args[0]) ? makeBytes(ts, strText(args[0]))
                                  : encodeStr(ts, args[0], "idna");
    else if (isBytes(args[0]))
      host = copyOf(args[0]);
    else
      raise(ts, types::TypeError,
            "getaddrinfo() argument 1 must be string or None");
    if (!host)
      return {};
  }
  addrinfo hints = {}, *found = nullptr;
  int *const fields[] = {&hints.ai_family, &hints.ai_socktype,
                         &hints.ai_protocol, &hints.ai_flags};
  service = serviceText_py(ts, args[1]);
  if (pendingException(ts))
    return {};
  for (int i = 0; i < 4; ++i)
    if (args[2 + i] && !posix::intArgument_py(ts, args[2 + i], *fields[i]))
      return {};
  int error = blocking(ts, [&] {
    return getaddrinfo(host ? bytesText(host).data() : nullptr,
                       service ? bytesText(service).data() : nullptr, &hints,
                       &found);
  });
  if (error)
    return raiseResolver(ts, error);
  Owned list = makeList(ts);
  bool good = bool(list);
  for (addrinfo *each = found; good && each; each = each->ai_next) {
    Owned entry = addressEntry(ts, each);
    good = entry && listAppend(ts, list, std::move(entry));
  }
  freeaddrinfo(found);
  return good ? std::move(list) : Owned();
}

Owned nameInfo(ThreadState &ts, Value, const Value *args) {
  int flags, port;
  int64_t flow = 0, scope = 0;
  if (!posix::intArgument_py(ts, args[1], flags))
    return {};
  if (!isTuple(args[0]))
    return raise(ts, types::TypeError,
                 "getnameinfo() argument 1 must be a tuple");
  uint64_t count = tupleLength(args[0]);
  if (count < 2 || count > 4 || !isStr(tupleItem(args[0], 0)))
    return raise(ts, types::TypeError,
                 "getnameinfo(): illegal sockaddr argument");
  if (!posix::intArgument_py(ts, tupleItem(args[0], 1), port) ||
      (count > 2 && !sizeArgument_py(ts, tupleItem(args[0], 2), flow)) ||
      (count > 3 && !sizeArgument_py(ts, tupleItem(args[0], 3), scope)))
    return {};
  if (flow < 0 || flow > 0xFFFFF)
    return raise(ts, types::OverflowError,
                 "getnameinfo(): flowinfo must be 0-1048575.");
  Owned number = makeInt(ts, port), portText = str_py(ts, number);
  addrinfo hints = {}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_flags = AI_NUMERICHOST;
  const char *host = strText(tupleItem(args[0], 0)).data();
  int error = blocking(ts, [&] {
    return getaddrinfo(host, strText(portText).data(), &hints, &found);
  });
  if (error)
    return raiseResolver(ts, error);
  Owned result;
  char name[NI_MAXHOST], service[NI_MAXSERV];
  if (found->ai_next) {
    raise(ts, types::OSError, "sockaddr resolved to multiple addresses");
  } else if (found->ai_family == AF_INET && count != 2) {
    raise(ts, types::OSError, "IPv4 sockaddr must be 2 tuple");
  } else {
    if (found->ai_family == AF_INET6) {
      auto *six = reinterpret_cast<sockaddr_in6 *>(found->ai_addr);
      six->sin6_flowinfo = htonl(uint32_t(flow));
      six->sin6_scope_id = uint32_t(scope);
    }
    error = blocking(ts, [&] {
      return getnameinfo(found->ai_addr, found->ai_addrlen, name, sizeof name,
                         service, sizeof service, flags);
    });
    if (error) {
      raiseResolver(ts, error);
    } else {
      Owned first = posix::decodeName(ts, name),
            second = posix::decodeName(ts, service);
      if (first && second)
        result = makeTuple(ts, {first.value(), second.value()});
    }
  }
  freeaddrinfo(found);
  return result;
}

// Formats of numbers and addresses --------------------------------------------

uint32_t swap32(uint32_t x) { return htonl(x); }
uint16_t swap16(uint16_t x) { return htons(x); }

template <auto swap, bool toNetwork>
Owned swap16Function(ThreadState &ts, Value, const Value *args) {
  const char *name = toNetwork ? "htons" : "ntohs";
  int number;
  if (!posix::intArgument_py(ts, args[0], number))
    return {};
  if (number < 0)
    return raise(ts, types::OverflowError,
                 "{}: can't convert negative Python int to C 16-bit unsigned "
                 "integer",
                 {name});
  if (number > 0xFFFF)
    return raise(ts, types::OverflowError,
                 "{}: Python int too large to convert to C 16-bit unsigned "
                 "integer",
                 {name});
  return makeInt(ts, swap(uint16_t(number)));
}

template <auto swap>
Owned swap32Function(ThreadState &ts, Value, const Value *args) {
  if (!isInt(args[0]))
    return raise(ts, types::TypeError, "expected int, {} found",
                 {typeOf(args[0])});
  int64_t number;
  if (!intFitsInt64(args[0], number))
    return raise(
        ts, types::OverflowError,
        compareBool_py(ts, args[0], Value(smallIntWord(0)), CompareOp::Lt) > 0
            ? "can't convert negative value to unsigned int"
            : "Python int too large to convert to C unsigned long");
  if (number < 0)
    return raise(ts, types::OverflowError,
                 "can't convert negative value to unsigned int");
  if (number > UINT32_MAX)
    return raise(ts, types::OverflowError, "int larger than 32 bits");
  return makeUnsigned(ts, swap(uint32_t(number)));
}

Owned inetAton(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "inet_aton() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  in_addr address;
  if (!inet_aton(strText(args[0]).data(), &address))
    return raise(ts, types::OSError,
                 "illegal IP address string passed to inet_aton");
  return makeBytes(ts, {reinterpret_cast<char *>(&address), 4});
}

Owned inetNtoa(ThreadState &ts, Value, const Value *args) {
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  bool fits = view.length == 4;
  if (fits)
    memcpy(&address.sin_addr, view.data, 4);
  releaseBuffer(ts, view);
  return fits ? hostText(ts, reinterpret_cast<sockaddr *>(&address))
              : Owned(raise(ts, types::OSError,
                            "packed IP wrong length for inet_ntoa"));
}

Owned inetPton(ThreadState &ts, Value, const Value *args) {
  int family;
  if (!posix::intArgument_py(ts, args[0], family))
    return {};
  if (!isStr(args[1]))
    return raise(ts, types::TypeError,
                 "inet_pton() argument 2 must be str, not {}",
                 {argumentType(args[1])});
  char packed[16];
  int result = inet_pton(family, strText(args[1]).data(), packed);
  if (result < 0)
    return raiseOSError(ts, errno);
  if (result == 0)
    return raise(ts, types::OSError,
                 "illegal IP address string passed to inet_pton");
  return makeBytes(ts, {packed, size_t(family == AF_INET ? 4 : 16)});
}

Owned inetNtop(ThreadState &ts, Value, const Value *args) {
  int family;
  BufferView view;
  if (!posix::intArgument_py(ts, args[0], family) ||
      !getBuffer(ts, args[1], view))
    return {};
  char packed[16] = {}, text[INET6_ADDRSTRLEN];
  int64_t length = view.length;
  if (length <= 16)
    memcpy(packed, view.data, size_t(length));
  releaseBuffer(ts, view);
  if (family != AF_INET && family != AF_INET6)
    return raise(ts, types::ValueError, "unknown address family {}", {family});
  if (length != (family == AF_INET ? 4 : 16))
    return raise(ts, types::ValueError,
                 "invalid length of packed IP address string");
  return inet_ntop(family, packed, text, sizeof text)
             ? makeStr(ts, text)
             : Owned(raiseOSError(ts, errno));
}

// Interfaces ------------------------------------------------------------------

Owned interfaces(ThreadState &ts, Value, const Value *) {
  struct if_nameindex *all = if_nameindex();
  if (!all)
    return raiseOSError(ts, errno);
  Owned list = makeList(ts);
  for (auto *each = all; list && each->if_index; ++each) {
    Owned index = makeUnsigned(ts, each->if_index),
          name = posix::decodeName(ts, each->if_name);
    Owned pair = makeTuple(ts, {index.value(), name.value()});
    if (!listAppend(ts, list, std::move(pair)))
      break;
  }
  if_freenameindex(all);
  return list;
}
Owned interfaceIndex(ThreadState &ts, Value, const Value *args) {
  Owned name =
      isStr(args[0]) ? posix::encodeName(ts, args[0]) : copyOf(args[0]);
  if (!name || !isBytes(name))
    return name ? Owned(raise(ts, types::TypeError,
                              "expected str, bytes or os.PathLike object, not "
                              "{}",
                              {typeOf(args[0])}))
                : Owned();
  unsigned index = if_nametoindex(bytesText(name).data());
  return index
             ? makeUnsigned(ts, index)
             : Owned(raise(ts, types::OSError, "no interface with this name"));
}
Owned interfaceName(ThreadState &ts, Value, const Value *args) {
  int64_t index = toIndexInt64_py(ts, args[0], &types::OverflowError);
  char name[IF_NAMESIZE];
  if (pendingException(ts))
    return {};
  return if_indextoname(unsigned(index), name) ? posix::decodeName(ts, name)
                                               : Owned(raiseOSError(ts, errno));
}

} // namespace

constexpr MethodDef nameFunctions[] = {
    {"gethostname", hostname, "()", "Return the current host name."},
    {"sethostname", setHostname, "(name, /)", "Sets the hostname to name."},
    {"gethostbyname", hostByName, "(host, /)",
     "Return the IP address (a string of the form '255.255.255.255') for a "
     "host."},
    {"gethostbyname_ex", hostByNameExtended, "(host, /)"},
    {"gethostbyaddr", hostByAddress, "(host, /)"},
    {"getservbyname", serviceByName, "(servicename, protocolname=None, /)"},
    {"getservbyport", serviceByPort, "(port, protocolname=None, /)"},
    {"getprotobyname", protocolByName, "(name, /)"},
    {"getaddrinfo", addressInfo,
     "(host, port, family=0, type=0, proto=0, flags=0)",
     "Resolve host and port into addrinfo struct."},
    {"getnameinfo", nameInfo, "(sockaddr, flags, /)",
     "Get host and port for a sockaddr."},
    {"ntohs", swap16Function<swap16, false>, "(integer, /)"},
    {"htons", swap16Function<swap16, true>, "(integer, /)"},
    {"ntohl", swap32Function<swap32>, "(integer, /)"},
    {"htonl", swap32Function<swap32>, "(integer, /)"},
    {"inet_aton", inetAton, "(string, /)"},
    {"inet_ntoa", inetNtoa, "(packed_ip, /)"},
    {"inet_pton", inetPton, "(af, ip, /)"},
    {"inet_ntop", inetNtop, "(af, packed_ip, /)"},
    {"if_nameindex", interfaces, "()"},
    {"if_nametoindex", interfaceIndex, "(if_name, /)"},
    {"if_indextoname", interfaceName, "(if_index, /)"},
    {}};

} // namespace dxpy::sockets
