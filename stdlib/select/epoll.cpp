// select.epoll.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include "stdlib/select/waiting.h"
#include <cerrno>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

namespace dxpy::selecting {

namespace {

struct EpollObject {
  ObjectHeader header;
  int fd; ///< -1: closed
};
EpollObject *epollOf(Value v) { return v.as<EpollObject>(); }
constexpr uint32_t kDefaultEvents = EPOLLIN | EPOLLPRI | EPOLLOUT;

bool checkOpen(ThreadState &ts, Value self) {
  return epollOf(self)->fd >= 0 ||
         raise(ts, types::ValueError, "I/O operation on closed epoll object");
}

Owned newEpoll(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature = "(sizehint=-1, flags=0)";
  Value bound[2];
  int hint = -1, flags = 0;
  if (!bindArguments(ts, "epoll", signature, args, bound) ||
      (bound[0] && !posix::intArgument_py(ts, bound[0], hint)) ||
      (bound[1] && !posix::intArgument_py(ts, bound[1], flags)))
    return {};
  if (hint != -1 && hint <= 0)
    return raise(ts, types::ValueError, "negative sizehint");
  if (flags && flags != EPOLL_CLOEXEC)
    return raise(ts, types::OSError, "invalid flags");
  int fd = epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0)
    return raiseOSError(ts, errno);
  Owned self = allocateInstance(ts, type);
  if (self)
    epollOf(self)->fd = fd;
  else
    ::close(fd);
  return self;
}

Owned fromFd(ThreadState &ts, Value cls, const Value *args) {
  int fd;
  if (!posix::intArgument_py(ts, args[0], fd))
    return {};
  Owned self = allocateInstance(ts, cls.as<TypeObject>());
  if (self)
    epollOf(self)->fd = fd;
  return self;
}

int closeNow(Value self) {
  int fd = std::exchange(epollOf(self)->fd, -1);
  return fd >= 0 ? ::close(fd) : 0;
}
Owned close_(ThreadState &ts, Value self, const Value *) {
  return posix::noneOrError(ts, closeNow(self));
}
Owned enter(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? copyOf(self) : Owned();
}
Owned exit_(ThreadState &ts, Value self, const Arguments &) {
  return close_(ts, self, nullptr);
}
Owned fileno_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? makeInt(ts, epollOf(self)->fd) : Owned();
}
Owned isClosed(ThreadState &, Value self) {
  return ownedBool(epollOf(self)->fd < 0);
}

Owned control_py(ThreadState &ts, Value self, int operation, Value target,
                 Value mask) {
  int fd;
  int64_t events = kDefaultEvents;
  if (!checkOpen(ts, self) || !posix::fileDescriptor_py(ts, target, fd))
    return {};
  if (mask) {
    events = toIndexInt64_py(ts, mask, &types::OverflowError);
    if (pendingException(ts))
      return {};
  }
  epoll_event event = {};
  event.events = uint32_t(events);
  event.data.fd = fd;
  return posix::noneOrError(
      ts, epoll_ctl(epollOf(self)->fd, operation, fd, &event));
}
Owned register_(ThreadState &ts, Value self, const Value *args) {
  return control_py(ts, self, EPOLL_CTL_ADD, args[0], args[1]);
}
Owned modify(ThreadState &ts, Value self, const Value *args) {
  return control_py(ts, self, EPOLL_CTL_MOD, args[0], args[1]);
}
Owned unregister(ThreadState &ts, Value self, const Value *args) {
  return control_py(ts, self, EPOLL_CTL_DEL, args[0], {});
}

/// -1: raised.
int wait_py(ThreadState &ts, int fd, epoll_event *events, int most,
            int64_t nanoseconds) {
  int64_t end = nanoseconds < 0 ? -1 : monotonicTime() + nanoseconds;
  for (;;) {
    int64_t milliseconds =
        nanoseconds < 0 ? -1 : (nanoseconds + 999'999) / 1'000'000;
    if (milliseconds > INT_MAX)
      milliseconds = INT_MAX;
    int ready = blocking(
        ts, [&] { return epoll_wait(fd, events, most, int(milliseconds)); });
    if (ready >= 0)
      return ready;
    if (errno != EINTR)
      return raiseOSError(ts, errno);
    if (pollHook && !pollHook(ts))
      return -1;
    if (end >= 0) {
      int64_t now = monotonicTime();
      nanoseconds = end > now ? end - now : 0;
    }
  }
}

Owned poll_(ThreadState &ts, Value self, const Value *args) {
  int64_t nanoseconds;
  int most = -1;
  if (!checkOpen(ts, self))
    return {};
  if (!timeout_py(ts, args[0], 1e9, "timeout must be an integer or None",
                  nanoseconds) ||
      (args[1] && !posix::intArgument_py(ts, args[1], most)))
    return {};
  if (most == -1)
    most = FD_SETSIZE - 1;
  if (most < 1)
    return raise(ts, types::ValueError,
                 "maxevents must be greater than 0, got {}", {most});
  auto *events = static_cast<epoll_event *>(
      rawAllocate(size_t(most) * sizeof(epoll_event)));
  if (!events)
    return raiseMemoryError(ts);
  int ready = wait_py(ts, epollOf(self)->fd, events, most, nanoseconds);
  Owned result = ready >= 0 ? makeList(ts) : Owned();
  for (int i = 0; result && i < ready; ++i) {
    Owned fd = makeInt(ts, events[i].data.fd),
          mask = makeUnsigned(ts, events[i].events);
    if (!listAppend(ts, result, makeTuple(ts, {fd.value(), mask.value()})))
      result.reset();
  }
  rawFree(events);
  return result;
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  (void)closeNow(Value(reinterpret_cast<Word>(self)));
  freeObject(ts, self, sizeof(EpollObject));
}

constexpr MethodDef methods[] = {
    {"fromfd", fromFd, "(fd, /)",
     "Create an epoll object from a given control fd.", MethodKind::Class},
    {"close", close_, "()", "Close the epoll control file descriptor."},
    {"fileno", fileno_, "()", "Return the epoll control file descriptor."},
    {"register", register_, "(fd, eventmask=EPOLLIN|EPOLLPRI|EPOLLOUT)",
     "Registers a new fd or raises an OSError if the fd is already "
     "registered."},
    {"modify", modify, "(fd, eventmask)",
     "Modify event mask for a registered file descriptor."},
    {"unregister", unregister, "(fd)",
     "Remove a registered file descriptor from the epoll object."},
    {"poll", poll_, "(timeout=None, maxevents=-1)",
     "Wait for events on the epoll file descriptor."},
    {"__enter__", enter, "()"},
    {"__exit__", exit_},
    {}};
constexpr GetSetDef getSets[] = {
    {"closed", isClosed, nullptr, "True if the epoll handler is closed"}, {}};
constexpr TypeSpec spec = {"select.epoll", "Returns an epolling object.",
                           methods, getSets};
constinit TypeObject epollType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(EpollObject),
    .slots = {.deallocate = deallocate, .new_ = newEpoll},
};

} // namespace

bool addEpoll(ThreadState &ts, Value module) {
  static constexpr struct {
    const char *name;
    int64_t value;
  } rows[] = {{"EPOLLIN", EPOLLIN},
              {"EPOLLOUT", EPOLLOUT},
              {"EPOLLPRI", EPOLLPRI},
              {"EPOLLERR", EPOLLERR},
              {"EPOLLHUP", EPOLLHUP},
              {"EPOLLRDHUP", EPOLLRDHUP},
              {"EPOLLET", EPOLLET},
              {"EPOLLONESHOT", EPOLLONESHOT},
              {"EPOLLEXCLUSIVE", EPOLLEXCLUSIVE},
              {"EPOLLRDNORM", EPOLLRDNORM},
              {"EPOLLRDBAND", EPOLLRDBAND},
              {"EPOLLWRNORM", EPOLLWRNORM},
              {"EPOLLWRBAND", EPOLLWRBAND},
              {"EPOLLMSG", EPOLLMSG},
              {"EPOLL_CLOEXEC", EPOLL_CLOEXEC}};
  for (auto &row : rows)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  return registerNativeType(ts, &epollType) &&
         addTypeToModule(ts, module, &epollType);
}

} // namespace dxpy::selecting
