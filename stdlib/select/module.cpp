// Module select: select() and poll objects.
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include "stdlib/select/waiting.h"
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <poll.h>

namespace dxpy::selecting {

bool timeout_py(ThreadState &ts, Value value, double unit, const char *error,
                int64_t &nanoseconds) {
  nanoseconds = -1;
  if (!value || value.isNone())
    return true;
  if (!isInt(value) && !isFloat(value) && !typeOf(value)->slots.index)
    return raise(ts, types::TypeError, error);
  double number = toDouble_py(ts, value);
  if (pendingException(ts))
    return false;
  if (std::isnan(number))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  if (number * unit > 9.2e18)
    return raise(ts, types::OverflowError, "timeout is too large");
  nanoseconds = number < 0 ? -1 : int64_t(std::ceil(number * unit));
  return true;
}

namespace {

/// Polls until something is ready, the time is over (negative: never) or a
/// signal handler raises. -1: raised.
int wait_py(ThreadState &ts, pollfd *descriptors, size_t count,
            int64_t nanoseconds) {
  int64_t end = nanoseconds < 0 ? -1 : monotonicTime() + nanoseconds;
  for (;;) {
    timespec left = {time_t(nanoseconds / 1'000'000'000),
                     long(nanoseconds % 1'000'000'000)};
    int ready = blocking(ts, [&] {
      return ppoll(descriptors, nfds_t(count),
                   nanoseconds < 0 ? nullptr : &left, nullptr);
    });
    if (ready >= 0)
      return ready;
    if (errno != EINTR) {
      raiseOSError(ts, errno);
      return -1;
    }
    if (pollHook && !pollHook(ts))
      return -1;
    if (end >= 0)
      nanoseconds = std::max(end - monotonicTime(), int64_t(0));
  }
}

// select()
// ------------------------------------------------------------------------

/// The objects of one list, and those of them that are ready.
struct Wanted {
  Owned objects;
  short events, answers;
};

Owned select_(ThreadState &ts, Value, const Value *args) {
  Wanted wanted[] = {{{}, POLLIN, POLLIN | POLLHUP | POLLERR},
                     {{}, POLLOUT, POLLOUT | POLLERR},
                     {{}, POLLPRI, POLLPRI}};
  int64_t nanoseconds;
  if (!timeout_py(ts, args[3], 1e9, "timeout must be a float or None",
                  nanoseconds))
    return {};
  if (args[3] && !args[3].isNone() && nanoseconds < 0)
    return raise(ts, types::ValueError, "timeout must be non-negative");
  size_t count = 0;
  for (size_t i = 0; i < 3; ++i) {
    wanted[i].objects = listFromIterable_py(ts, args[i]);
    if (!wanted[i].objects) {
      if (pendingMatches(ts, types::TypeError)) {
        clearException(ts);
        raise(ts, types::TypeError, "arguments 1-3 must be sequences");
      }
      return {};
    }
    count += listLength(wanted[i].objects);
  }
  auto *polled =
      static_cast<pollfd *>(rawAllocate((count ? count : 1) * sizeof(pollfd)));
  if (!polled)
    return raiseMemoryError(ts);
  size_t at = 0;
  bool good = true;
  for (Wanted &each : wanted)
    for (uint64_t i = 0; good && i < listLength(each.objects); ++i) {
      Owned object = listItem(ts, each.objects, i);
      polled[at].events = each.events;
      polled[at].revents = 0;
      good = posix::fileDescriptor_py(ts, object, polled[at++].fd);
    }
  good = good && wait_py(ts, polled, count, nanoseconds) >= 0;
  Owned results[3];
  at = 0;
  for (size_t k = 0; good && k < 3; ++k) {
    results[k] = makeList(ts);
    good = bool(results[k]);
    for (uint64_t i = 0; good && i < listLength(wanted[k].objects); ++i) {
      short got = polled[at++].revents;
      if (got & POLLNVAL)
        good = raiseOSError(ts, EBADF);
      else if (got & wanted[k].answers)
        good = listAppend(ts, results[k], listItem(ts, wanted[k].objects, i));
    }
  }
  rawFree(polled);
  return good ? makeTuple(ts, {results[0], results[1], results[2]}) : Owned();
}

// poll()
// --------------------------------------------------------------------------

struct PollObject {
  ObjectHeader header;
  Word registered; ///< dict: descriptor to events
  bool busy;
};
PollObject *pollOf(Value v) { return v.as<PollObject>(); }
using PollFields = OwnedFields<PollObject, &PollObject::registered>;
extern TypeObject pollType;

Owned makePoll(ThreadState &ts, Value, const Value *) {
  Owned result = allocateInstance(ts, &pollType), dict = makeDict(ts);
  if (!result || !dict)
    return {};
  pollOf(result)->registered = dict.take();
  pollOf(result)->busy = false;
  return result;
}
bool eventsOf_py(ThreadState &ts, Value value, int64_t &events) {
  events = POLLIN | POLLPRI | POLLOUT;
  if (!value)
    return true;
  if (!sizeArgument_py(ts, value, events))
    return false;
  if (events < 0)
    return raise(ts, types::ValueError, "value must be positive");
  return events <= 0xFFFF || raise(ts, types::OverflowError,
                                   "Python int too large for C unsigned short");
}
Owned store_py(ThreadState &ts, Value self, int fd, int64_t events) {
  Owned key = makeInt(ts, fd), value = makeInt(ts, events);
  return dictSet_py(ts, Value(pollOf(self)->registered), key, value)
             ? ownedNone()
             : Owned();
}
Owned register_(ThreadState &ts, Value self, const Value *args) {
  int fd;
  int64_t events;
  return posix::fileDescriptor_py(ts, args[0], fd) &&
                 eventsOf_py(ts, args[1], events)
             ? store_py(ts, self, fd, events)
             : Owned();
}
Owned modify(ThreadState &ts, Value self, const Value *args) {
  int fd;
  int64_t events;
  if (!posix::fileDescriptor_py(ts, args[0], fd) ||
      !eventsOf_py(ts, args[1], events))
    return {};
  Owned key = makeInt(ts, fd);
  int there = dictContains_py(ts, Value(pollOf(self)->registered), key);
  if (there <= 0)
    return there < 0 ? Owned() : Owned(raiseOSError(ts, ENOENT));
  return store_py(ts, self, fd, events);
}
Owned unregister(ThreadState &ts, Value self, const Value *args) {
  int fd;
  if (!posix::fileDescriptor_py(ts, args[0], fd))
    return {};
  Owned key = makeInt(ts, fd);
  int there = dictDelete_py(ts, Value(pollOf(self)->registered), key);
  if (there == 0)
    return raiseKeyError(ts, key);
  return there < 0 ? Owned() : ownedNone();
}
Owned poll_(ThreadState &ts, Value self, const Value *args) {
  PollObject *poll = pollOf(self);
  int64_t nanoseconds;
  if (!timeout_py(ts, args[0], 1e6, "timeout must be an integer or None",
                  nanoseconds))
    return {};
  if (poll->busy)
    return raise(ts, types::RuntimeError, "concurrent poll() invocation");
  Value dict(poll->registered);
  size_t count = dictLength(dict), at = 0;
  auto *polled =
      static_cast<pollfd *>(rawAllocate((count ? count : 1) * sizeof(pollfd)));
  if (!polled)
    return raiseMemoryError(ts);
  uint64_t position = 0;
  for (Value key, value; dictNext(dict, position, key, value); ++at)
    polled[at] = {int(key.smallInt()), short(value.smallInt()), 0};
  poll->busy = true;
  int ready = wait_py(ts, polled, count, nanoseconds);
  poll->busy = false;
  Owned result = ready >= 0 ? makeList(ts) : Owned();
  for (size_t i = 0; result && i < count; ++i) {
    if (!polled[i].revents)
      continue;
    Owned fd = makeInt(ts, polled[i].fd),
          events = makeInt(ts, uint16_t(polled[i].revents));
    if (!listAppend(ts, result, makeTuple(ts, {fd, events})))
      result.reset();
  }
  rawFree(polled);
  return result;
}

constexpr MethodDef pollMethods[] = {
    {"register", register_, "(fd, eventmask=POLLIN|POLLPRI|POLLOUT, /)",
     "Register a file descriptor with the polling object."},
    {"modify", modify, "(fd, eventmask, /)",
     "Modify an already registered file descriptor."},
    {"unregister", unregister, "(fd, /)",
     "Remove a file descriptor being tracked by the polling object."},
    {"poll", poll_, "(timeout=None, /)",
     "Polls the set of registered file descriptors."},
    {}};
constexpr TypeSpec pollSpec = {"select.poll", nullptr, pollMethods};
constinit TypeObject pollType = {.header = typeHeader(),
                                 .spec = &pollSpec,
                                 .base = &types::Object,
                                 .flags = kTypeContainer | kTypeDisallowNew,
                                 .basicSize = sizeof(PollObject),
                                 .slots = {.deallocate = PollFields::deallocate,
                                           .visit = PollFields::visit,
                                           .clear = PollFields::clear}};

// The module
// ------------------------------------------------------------------------

constexpr MethodDef functions[] = {
    {"select", select_, "(rlist, wlist, xlist, timeout=None, /)",
     "Wait until one or more file descriptors are ready for some kind of I/O."},
    {"poll", makePoll, "()", "Returns a polling object."},
    {}};

bool execute(ThreadState &ts, Value module) {
  static constexpr struct {
    const char *name;
    int64_t value;
  } rows[] = {{"POLLIN", POLLIN},         {"POLLPRI", POLLPRI},
              {"POLLOUT", POLLOUT},       {"POLLERR", POLLERR},
              {"POLLHUP", POLLHUP},       {"POLLNVAL", POLLNVAL},
              {"POLLRDNORM", POLLRDNORM}, {"POLLRDBAND", POLLRDBAND},
              {"POLLWRNORM", POLLWRNORM}, {"POLLWRBAND", POLLWRBAND},
              {"POLLMSG", 0x400},         {"POLLRDHUP", 0x2000},
              {"PIPE_BUF", 4096}};
  for (auto &row : rows)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  return registerNativeType(ts, &pollType) && addEpoll(ts, module) &&
         addToModule(ts, module, "error", copyOf(Value(&types::OSError)));
}

} // namespace

} // namespace dxpy::selecting

namespace dxpy {
DX_NATIVE_MODULE(select,
                 "This module supports asynchronous I/O on multiple file "
                 "descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only "
                 "sockets are supported; on Unix, all file descriptors.",
                 selecting::functions, selecting::execute)
} // namespace dxpy
