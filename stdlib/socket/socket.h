// What the files of module _socket share: the object, waiting with a timeout,
// and addresses.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace dxpy::sockets {

struct SocketObject {
  ObjectHeader header;
  int fd; ///< -1: closed or detached
  int family, type, protocol;
  int64_t timeout; ///< nanoseconds; -1: blocks, 0: never waits
};
inline SocketObject *socketOf(Value v) { return v.as<SocketObject>(); }
extern TypeObject socketType;
extern constinit int64_t defaultTimeout;
extern constinit Value gaiError, hostError; ///< the module's exceptions

/// None, or seconds. False: raised.
bool timeoutArgument_py(ThreadState &ts, Value value, int64_t &nanoseconds);
Owned timeoutValue(ThreadState &ts, int64_t nanoseconds);
bool setBlocking(ThreadState &ts, int fd, bool on);
/// A socket object of an open descriptor with these properties.
void initSocket(SocketObject *socket, int fd, int family, int type,
                int protocol);

/// Waits until the socket is ready; 1: it is, 0: the time is over, -1: raised.
int waitReady_py(ThreadState &ts, int fd, short events, int64_t deadline);

/// Repeats \p call, which gives -1 and errno, as the socket's timeout wants.
/// False: raised.
template <typename Call>
bool call_py(ThreadState &ts, SocketObject *socket, short events, Call call) {
  int64_t deadline =
      socket->timeout > 0 ? monotonicTime() + socket->timeout : -1;
  for (;;) {
    if (socket->timeout > 0) {
      int ready = waitReady_py(ts, socket->fd, events, deadline);
      if (ready < 0)
        return false;
      if (ready == 0)
        return raise(ts, types::TimeoutError, "timed out");
    }
    if (blocking(ts, call) >= 0)
      return true;
    if (errno == EINTR) {
      if (pollHook && !pollHook(ts))
        return false;
    } else if (socket->timeout <= 0 ||
               (errno != EAGAIN && errno != EWOULDBLOCK)) {
      return raiseOSError(ts, errno);
    }
  }
}

// address.cpp -----------------------------------------------------------------

struct Address {
  sockaddr_storage storage;
  socklen_t size;
  sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
};
/// What an address object means to \p socket; \p caller is named in errors.
bool addressArgument_py(ThreadState &ts, const SocketObject *socket,
                        Value object, const char *caller, Address &out);
/// The object of an address: a tuple, a path, ...
Owned makeAddress(ThreadState &ts, const sockaddr *address, socklen_t size);
/// A host name as the resolver wants it: ASCII, else by IDNA. Owned bytes.
/// \p function: whose argument it is.
Owned hostName_py(ThreadState &ts, Value object,
                  const char *function = nullptr);
/// The first address of a name: "" means any, "<broadcast>" all.
bool resolve_py(ThreadState &ts, const char *name, int family,
                sockaddr_storage &out);
Raised raiseResolver(ThreadState &ts, int error);
Raised raiseHost(ThreadState &ts, int error);
/// "1.2.3.4", "::1"
Owned hostText(ThreadState &ts, const sockaddr *address);

// Functions and methods, by file ----------------------------------------------
extern const MethodDef nameFunctions[];
Owned acceptMethod(ThreadState &ts, Value self, const Value *);
Owned recvMethod(ThreadState &ts, Value self, const Value *args);
Owned recvIntoMethod(ThreadState &ts, Value self, const Value *args);
Owned recvFromMethod(ThreadState &ts, Value self, const Value *args);
Owned recvFromIntoMethod(ThreadState &ts, Value self, const Value *args);
Owned sendMethod(ThreadState &ts, Value self, const Value *args);
Owned sendAllMethod(ThreadState &ts, Value self, const Value *args);
Owned sendToMethod(ThreadState &ts, Value self, const Arguments &args);
Owned recvMessageMethod(ThreadState &ts, Value self, const Value *args);
Owned recvMessageIntoMethod(ThreadState &ts, Value self, const Value *args);
Owned sendMessageMethod(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy::sockets
