// Sending and receiving.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include "stdlib/socket/socket.h"
#include <new>
#include <sys/uio.h>

namespace dxpy::sockets {

static bool flags_py(ThreadState &ts, Value value, int &flags) {
  flags = 0;
  return !value || posix::intArgument_py(ts, value, flags);
}

/// bytes of the length that was received.
static Owned trimmed(ThreadState &ts, Owned bytes, int64_t got) {
  std::string_view all = bytesText(bytes);
  return size_t(got) == all.size() ? std::move(bytes)
                                   : makeBytes(ts, all.substr(0, size_t(got)));
}

static bool receive_py(ThreadState &ts, SocketObject *socket, char *to,
                       size_t size, int flags, Address *from, ssize_t &got) {
  return call_py(ts, socket, POLLIN, [&] {
    if (from)
      from->size = sizeof from->storage;
    return got = recvfrom(socket->fd, to, size, flags,
                          from ? from->get() : nullptr,
                          from ? &from->size : nullptr);
  });
}

static Owned receiveBytes_py(ThreadState &ts, Value self, const Value *args,
                             const char *name, Address *from) {
  int64_t size;
  int flags;
  if (!sizeArgument_py(ts, args[0], size) || !flags_py(ts, args[1], flags))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "negative buffersize in {}", {name});
  BytesObject *room = allocateBytes(ts, size_t(size));
  if (!room)
    return {};
  Owned bytes = Owned::steal(room);
  ssize_t got = 0;
  if (!receive_py(ts, socketOf(self), room->bytes, size_t(size), flags, from,
                  got))
    return {};
  return trimmed(ts, std::move(bytes), got);
}

Owned recvMethod(ThreadState &ts, Value self, const Value *args) {
  return receiveBytes_py(ts, self, args, "recv", nullptr);
}
Owned recvFromMethod(ThreadState &ts, Value self, const Value *args) {
  Address from;
  Owned bytes = receiveBytes_py(ts, self, args, "recvfrom", &from);
  Owned address = bytes ? makeAddress(ts, from.get(), from.size) : Owned();
  return address ? makeTuple(ts, {bytes.value(), address.value()}) : Owned();
}

static bool receiveInto_py(ThreadState &ts, Value self, const Value *args,
                           const char *name, Address *from, ssize_t &got) {
  int64_t size = 0;
  int flags;
  if ((args[1] && !sizeArgument_py(ts, args[1], size)) ||
      !flags_py(ts, args[2], flags))
    return false;
  BufferView view;
  if (!getBuffer(ts, args[0], view, kBufferWritable)) {
    clearException(ts);
    return raise(ts, types::TypeError,
                 "{}() argument 1 must be read-write bytes-like object, not {}",
                 {name, argumentType(args[0])});
  }
  bool good = false;
  if (size < 0)
    raise(ts, types::ValueError, "negative buffersize in {}", {name});
  else if (size > view.length)
    raise(ts, types::ValueError,
          from ? "nbytes is greater than the length of the buffer"
               : "buffer too small for requested bytes");
  else
    good = receive_py(ts, socketOf(self), view.data,
                      size_t(size ? size : view.length), flags, from, got);
  releaseBuffer(ts, view);
  return good;
}
Owned recvIntoMethod(ThreadState &ts, Value self, const Value *args) {
  ssize_t got;
  return receiveInto_py(ts, self, args, "recv_into", nullptr, got)
             ? makeInt(ts, got)
             : Owned();
}
Owned recvFromIntoMethod(ThreadState &ts, Value self, const Value *args) {
  ssize_t got;
  Address from;
  if (!receiveInto_py(ts, self, args, "recvfrom_into", &from, got))
    return {};
  Owned count = makeInt(ts, got),
        address = makeAddress(ts, from.get(), from.size);
  return address ? makeTuple(ts, {count.value(), address.value()}) : Owned();
}

Owned sendMethod(ThreadState &ts, Value self, const Value *args) {
  int flags;
  BufferView view;
  if (!flags_py(ts, args[1], flags) || !getBuffer(ts, args[0], view))
    return {};
  ssize_t done = 0;
  SocketObject *socket = socketOf(self);
  bool good = call_py(ts, socket, POLLOUT, [&] {
    return done = send(socket->fd, view.data, size_t(view.length), flags);
  });
  releaseBuffer(ts, view);
  return good ? makeInt(ts, done) : Owned();
}

/// The timeout holds for all pieces together.
static bool sendAll_py(ThreadState &ts, SocketObject *socket,
                       std::string_view data, int flags) {
  int64_t timeout = socket->timeout;
  int64_t deadline = timeout > 0 ? monotonicTime() + timeout : -1;
  do {
    SocketObject now = *socket;
    if (deadline >= 0) {
      now.timeout = deadline - monotonicTime();
      if (now.timeout <= 0)
        return raise(ts, types::TimeoutError, "timed out");
    }
    ssize_t done = 0;
    if (!call_py(ts, &now, POLLOUT, [&] {
          return done = send(socket->fd, data.data(), data.size(), flags);
        }))
      return false;
    data.remove_prefix(size_t(done));
    if (pollHook && !pollHook(ts))
      return false;
  } while (!data.empty());
  return true;
}
Owned sendAllMethod(ThreadState &ts, Value self, const Value *args) {
  int flags;
  BufferView view;
  if (!flags_py(ts, args[1], flags) || !getBuffer(ts, args[0], view))
    return {};
  bool good =
      sendAll_py(ts, socketOf(self), {view.data, size_t(view.length)}, flags);
  releaseBuffer(ts, view);
  return good ? ownedNone() : Owned();
}

Owned sendToMethod(ThreadState &ts, Value self, const Arguments &args) {
  size_t count = args.positionalCount;
  if (count < 2 || count > 3 || args.names)
    return raise(ts, types::TypeError,
                 "sendto() takes 2 or 3 arguments ({} given)", {long(count)});
  SocketObject *socket = socketOf(self);
  BufferView view;
  Address to;
  int flags = 0;
  if (!getBuffer(ts, args[0], view))
    return {};
  ssize_t done = 0;
  bool good = (count < 3 || flags_py(ts, args[1], flags)) &&
              addressArgument_py(ts, socket, args[count - 1], "sendto", to) &&
              call_py(ts, socket, POLLOUT, [&] {
                return done = sendto(socket->fd, view.data, size_t(view.length),
                                     flags, to.get(), to.size);
              });
  releaseBuffer(ts, view);
  return good ? makeInt(ts, done) : Owned();
}

// Messages with ancillary data ------------------------------------------------

namespace {

constexpr size_t kMostPieces = 1024;

/// Buffers of an iterable, as the system calls take them.
class Pieces {
public:
  ~Pieces() {
    for (size_t i = 0; i < count_; ++i)
      releaseBuffer(ts_, views_[i]);
    rawFree(views_);
    rawFree(vectors_);
  }
  Pieces(ThreadState &ts) : ts_(ts) {}
  bool fill_py(Value iterable, const char *name, unsigned flags) {
    Owned list = listFromIterable_py(ts_, iterable);
    if (!list) {
      if (pendingMatches(ts_, types::TypeError)) {
        clearException(ts_);
        raise(ts_, types::TypeError, "{}() argument 1 must be an iterable",
              {name});
      }
      return false;
    }
    uint64_t wanted = listLength(list);
    if (wanted > kMostPieces)
      return raise(ts_, types::OSError, "{}() argument 1 is too long", {name});
    views_ = static_cast<BufferView *>(rawAllocate(wanted * sizeof *views_));
    vectors_ = static_cast<iovec *>(rawAllocate(wanted * sizeof *vectors_));
    if (!views_ || !vectors_)
      return raiseMemoryError(ts_);
    for (; count_ < wanted; ++count_) {
      Owned item = listItem(ts_, list, count_);
      new (&views_[count_]) BufferView;
      if (!getBuffer(ts_, item, views_[count_], flags))
        return false;
      vectors_[count_] = {views_[count_].data, size_t(views_[count_].length)};
    }
    return true;
  }
  void describe(msghdr &message) const {
    message.msg_iov = vectors_;
    message.msg_iovlen = count_;
  }

private:
  ThreadState &ts_;
  BufferView *views_ = nullptr;
  iovec *vectors_ = nullptr;
  size_t count_ = 0;
};

/// [(level, type, data), ...] of a received message.
Owned controlList(ThreadState &ts, msghdr &message) {
  Owned list = makeList(ts);
  for (cmsghdr *header = CMSG_FIRSTHDR(&message); list && header;
       header = CMSG_NXTHDR(&message, header)) {
    auto *data = reinterpret_cast<const char *>(CMSG_DATA(header));
    auto *end =
        static_cast<const char *>(message.msg_control) + message.msg_controllen;
    size_t length = header->cmsg_len - CMSG_LEN(0);
    if (length > size_t(end - data))
      length = size_t(end - data);
    Owned bytes = makeBytes(ts, {data, length}),
          level = makeInt(ts, header->cmsg_level),
          type = makeInt(ts, header->cmsg_type);
    Owned entry =
        bytes ? makeTuple(ts, {level.value(), type.value(), bytes.value()})
              : Owned();
    if (!entry || !listAppend(ts, list, std::move(entry)))
      return {};
  }
  return list;
}

/// The last three items of what recvmsg gives, after \p first.
Owned receiveMessage_py(ThreadState &ts, SocketObject *socket, msghdr &message,
                        Value controlSize, int flags, ssize_t &got,
                        Owned (&rest)[3]) {
  int64_t room = 0;
  if (controlSize && !sizeArgument_py(ts, controlSize, room))
    return {};
  if (room < 0 || room > INT32_MAX)
    return raise(ts, types::ValueError, "invalid ancillary data buffer length");
  BytesObject *control = allocateBytes(ts, size_t(room));
  if (!control)
    return {};
  Owned hold = Owned::steal(control);
  Address from = {};
  bool good = call_py(ts, socket, POLLIN, [&] {
    message.msg_name = from.get();
    message.msg_namelen = sizeof from.storage;
    message.msg_control = room ? control->bytes : nullptr;
    message.msg_controllen = size_t(room);
    return got = recvmsg(socket->fd, &message, flags);
  });
  if (!good)
    return {};
  rest[0] = controlList(ts, message);
  rest[1] = makeInt(ts, message.msg_flags);
  rest[2] =
      rest[0] ? makeAddress(ts, from.get(), message.msg_namelen) : Owned();
  return rest[2] ? ownedNone() : Owned();
}

/// Ancillary data as sendmsg() takes it: Owned bytes.
Owned controlBytes_py(ThreadState &ts, Value iterable) {
  Owned list = listFromIterable_py(ts, iterable);
  StrBuilder all(ts);
  for (uint64_t i = 0; list && i < listLength(list); ++i) {
    Owned item = listItem(ts, list, i);
    if (!isTuple(item) || tupleLength(item) != 3)
      return raise(ts, types::TypeError,
                   "[sendmsg() ancillary data items] must be 3-item tuples");
    cmsghdr header = {};
    BufferView view;
    if (!posix::intArgument_py(ts, tupleItem(item, 0), header.cmsg_level) ||
        !posix::intArgument_py(ts, tupleItem(item, 1), header.cmsg_type) ||
        !getBuffer(ts, tupleItem(item, 2), view))
      return {};
    header.cmsg_len = CMSG_LEN(size_t(view.length));
    size_t space = CMSG_SPACE(size_t(view.length));
    char *to = all.extend(space);
    if (to) {
      memset(to, 0, space);
      memcpy(to, &header, sizeof header);
      memcpy(to + CMSG_LEN(0), view.data, size_t(view.length));
    }
    releaseBuffer(ts, view);
    if (!to)
      return raiseMemoryError(ts);
  }
  return list ? makeBytes(ts, all.view()) : Owned();
}

} // namespace

Owned recvMessageMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  int flags;
  if (!sizeArgument_py(ts, args[0], size) || !flags_py(ts, args[2], flags))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "negative buffer size in recvmsg()");
  BytesObject *room = allocateBytes(ts, size_t(size));
  if (!room)
    return {};
  Owned bytes = Owned::steal(room), rest[3];
  iovec vector = {room->bytes, size_t(size)};
  msghdr message = {};
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  ssize_t got = 0;
  if (!receiveMessage_py(ts, socketOf(self), message, args[1], flags, got,
                         rest))
    return {};
  Owned data = trimmed(ts, std::move(bytes), got);
  return data ? makeTuple(ts, {data.value(), rest[0].value(), rest[1].value(),
                               rest[2].value()})
              : Owned();
}

Owned recvMessageIntoMethod(ThreadState &ts, Value self, const Value *args) {
  int flags;
  Pieces pieces(ts);
  if (!flags_py(ts, args[2], flags) ||
      !pieces.fill_py(args[0], "recvmsg_into", kBufferWritable))
    return {};
  msghdr message = {};
  pieces.describe(message);
  ssize_t got = 0;
  Owned rest[3];
  if (!receiveMessage_py(ts, socketOf(self), message, args[1], flags, got,
                         rest))
    return {};
  Owned count = makeInt(ts, got);
  return makeTuple(
      ts, {count.value(), rest[0].value(), rest[1].value(), rest[2].value()});
}

Owned sendMessageMethod(ThreadState &ts, Value self, const Value *args) {
  SocketObject *socket = socketOf(self);
  Pieces pieces(ts);
  int flags;
  Address to;
  if (!pieces.fill_py(args[0], "sendmsg", kBufferSimple) ||
      !flags_py(ts, args[2], flags))
    return {};
  msghdr message = {};
  pieces.describe(message);
  if (args[3] && !args[3].isNone()) {
    if (!addressArgument_py(ts, socket, args[3], "sendmsg", to))
      return {};
    message.msg_name = to.get();
    message.msg_namelen = to.size;
  }
  Owned control;
  if (args[1]) {
    control = controlBytes_py(ts, args[1]);
    if (!control)
      return {};
    if (std::string_view bytes = bytesText(control); !bytes.empty()) {
      message.msg_control = const_cast<char *>(bytes.data());
      message.msg_controllen = bytes.size();
    }
  }
  ssize_t done = 0;
  bool good = call_py(ts, socket, POLLOUT, [&] {
    return done = sendmsg(socket->fd, &message, flags);
  });
  return good ? makeInt(ts, done) : Owned();
}

} // namespace dxpy::sockets
