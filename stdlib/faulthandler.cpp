// Module faulthandler: writes the Python frames of threads when a signal comes,
// after a time, or at once. Handlers allocate nothing and look only at frames
// as they lie on the stack: the process may be broken.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

namespace dxpy {

namespace {

constexpr unsigned kMostFrames = 100, kMostThreads = 100;

struct FatalSignal {
  int number;
  const char *name;
};
constexpr FatalSignal fatalSignals[] = {{SIGBUS, "Bus error"},
                                        {SIGILL, "Illegal instruction"},
                                        {SIGFPE, "Floating point exception"},
                                        {SIGABRT, "Aborted"},
                                        {SIGSEGV, "Segmentation fault"}};
constexpr size_t kFatalCount = std::size(fatalSignals);

/// What enable() has set; the file object is kept alive.
struct Fatal {
  bool enabled = false, allThreads = true;
  int file = -1;
  Word object = 0;
  struct sigaction previous[kFatalCount] = {};
};
constinit Fatal fatal;

/// What register() has set for a signal.
struct UserSignal {
  bool enabled = false, allThreads = true, chain = false;
  int file = -1;
  Word object = 0;
  struct sigaction previous = {};
};
constinit UserSignal userSignals[NSIG];

/// The thread of dump_traceback_later.
struct Watchdog {
  bool running = false;
  pthread_t thread = {};
  sem_t cancelled = {};
  timespec interval = {};
  bool repeat = false, exits = false;
  int file = -1;
  Word object = 0;
  char header[64] = {};
};
constinit Watchdog watchdog;

// Writing
// ---------------------------------------------------------------------

void put(int file, std::string_view text) {
  while (!text.empty()) {
    ssize_t count = write(file, text.data(), text.size());
    if (count <= 0)
      return;
    text.remove_prefix(size_t(count));
  }
}

void putNumber(int file, uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do
    digits[--at] = char('0' + number % 10);
  while (number /= 10);
  put(file, {digits + at, sizeof digits - at});
}

void putHex(int file, uint64_t number) {
  char digits[16];
  for (size_t i = 16; i-- > 0; number >>= 4)
    digits[i] = "0123456789abcdef"[number & 15];
  put(file, {digits, sizeof digits});
}

void putFrames(int file, const ThreadState &ts) {
  unsigned count = 0;
  for (FrameWalker walker(ts); walker; walker.next()) {
    if (walker.hidden())
      continue;
    if (count++ == kMostFrames) {
      put(file, "  ...\n");
      return;
    }
    const CodeObject *code = walker.code();
    put(file, "  File \"");
    put(file, strText(Value(code->fileName)));
    put(file, "\", line ");
    putNumber(file, lineAt(code, walker.instruction()));
    put(file, " in ");
    put(file, strText(Value(code->name)));
    put(file, "\n");
  }
  if (count == 0)
    put(file, "  <no Python frame>\n");
}

/// The frames of all threads, or of the one that runs.
void dump(int file, bool allThreads) {
  if (!allThreads) {
    put(file, "Stack (most recent call first):\n");
    for (ThreadState *ts = firstThread(); ts; ts = nextThread(ts))
      if (ts->nativeThread == pthread_self())
        putFrames(file, *ts);
    return;
  }
  unsigned count = 0;
  for (ThreadState *ts = firstThread(); ts; ts = nextThread(ts)) {
    if (count)
      put(file, "\n");
    if (count++ == kMostThreads) {
      put(file, "...\n");
      return;
    }
    put(file,
        ts->nativeThread == pthread_self() ? "Current thread 0x" : "Thread 0x");
    putHex(file, ts->nativeThread);
    put(file, " (most recent call first):\n");
    putFrames(file, *ts);
  }
}

// Signals
// ---------------------------------------------------------------------

void restoreFatal() {
  if (!fatal.enabled)
    return;
  fatal.enabled = false;
  for (size_t i = 0; i < kFatalCount; ++i)
    sigaction(fatalSignals[i].number, &fatal.previous[i], nullptr);
}

void onFatal(int number) {
  int error = errno;
  if (!fatal.enabled)
    return;
  int file = fatal.file;
  bool allThreads = fatal.allThreads;
  restoreFatal();
  for (const FatalSignal &row : fatalSignals)
    if (row.number == number) {
      put(file, "Fatal Python error: ");
      put(file, row.name);
      put(file, "\n\n");
    }
  dump(file, allThreads);
  errno = error;
  std::raise(number);
}

void onUser(int number) {
  UserSignal &user = userSignals[number];
  int error = errno;
  if (!user.enabled)
    return;
  dump(user.file, user.allThreads);
  if (user.chain) {
    sigaction(number, &user.previous, nullptr);
    errno = error;
    std::raise(number);
    struct sigaction own = {};
    own.sa_handler = onUser;
    own.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigaction(number, &own, nullptr);
  }
  errno = error;
}

// Functions
// -------------------------------------------------------------------

/// The descriptor of \p file, sys.stderr if there is none; \p object is kept as
/// long as it is used. -1: raised.
int fileNumber_py(ThreadState &ts, Value file, Owned &object) {
  if (!file || file.isNone()) {
    Value standard = dictGetName(ts, moduleDict(sysModule()), &names::stderr_);
    if (!standard)
      return raise(ts, types::RuntimeError, "unable to get sys.stderr"), -1;
    if (standard.isNone())
      return raise(ts, types::RuntimeError, "sys.stderr is None"), -1;
    file = standard;
  }
  object = copyOf(file);
  if (isInt(file)) {
    int64_t number;
    if (!intFitsInt64(file, number) || number < 0 || number > INT32_MAX)
      return raise(ts, types::ValueError,
                   "file is not a valid file descripter"),
             -1;
    return int(number);
  }
  Owned filenoName = internText(ts, "fileno"),
        flushName = internText(ts, "flush");
  Owned result = callMethod_py(ts, file, filenoName);
  int64_t number;
  if (!result)
    return -1;
  if (!isInt(result) || !intFitsInt64(result, number) || number < 0)
    return raise(ts, types::RuntimeError,
                 "file.fileno() is not a valid file descriptor"),
           -1;
  if (!callMethod_py(ts, file, flushName))
    clearException(ts);
  return int(number);
}

void keep(ThreadState &ts, Word &field, Owned object) {
  if (Word old = std::exchange(field, object.take()))
    release(&ts, old);
}

Owned dumpTraceback(ThreadState &ts, Value, const Value *args) {
  int all = args[1] ? isTrue_py(ts, args[1]) : 1;
  Owned object;
  int file = all < 0 ? -1 : fileNumber_py(ts, args[0], object);
  if (file < 0)
    return {};
  dump(file, all);
  return ownedNone();
}

Owned enable(ThreadState &ts, Value, const Value *args) {
  int all = args[1] ? isTrue_py(ts, args[1]) : 1;
  Owned object;
  int file = all < 0 ? -1 : fileNumber_py(ts, args[0], object);
  if (file < 0)
    return {};
  fatal.file = file;
  fatal.allThreads = all;
  keep(ts, fatal.object, std::move(object));
  if (fatal.enabled)
    return ownedNone();
  struct sigaction action = {};
  action.sa_handler = onFatal;
  action.sa_flags = SA_NODEFER | SA_ONSTACK;
  for (size_t i = 0; i < kFatalCount; ++i)
    if (sigaction(fatalSignals[i].number, &action, &fatal.previous[i]) < 0)
      return raiseOSError(ts, errno);
  fatal.enabled = true;
  return ownedNone();
}

Owned disable(ThreadState &ts, Value, const Value *) {
  bool was = fatal.enabled;
  restoreFatal();
  keep(ts, fatal.object, {});
  return ownedBool(was);
}

Owned isEnabled(ThreadState &, Value, const Value *) {
  return ownedBool(fatal.enabled);
}

/// A signal that register() takes. -1: raised.
int signalNumber_py(ThreadState &ts, Value value) {
  int64_t number = toIndexInt64_py(ts, value, &types::OverflowError);
  if (number == -1 && pendingException(ts))
    return -1;
  for (const FatalSignal &row : fatalSignals)
    if (row.number == number)
      return raise(ts, types::RuntimeError,
                   "signal {} cannot be registered, use enable() instead",
                   {number}),
             -1;
  if (number < 1 || number >= NSIG)
    return raise(ts, types::ValueError, "signal number out of range"), -1;
  return int(number);
}

Owned register_(ThreadState &ts, Value, const Value *args) {
  int number = signalNumber_py(ts, args[0]);
  int all = number < 0 ? -1 : args[2] ? isTrue_py(ts, args[2]) : 1;
  int chain = all < 0 ? -1 : args[3] ? isTrue_py(ts, args[3]) : 0;
  Owned object;
  int file = chain < 0 ? -1 : fileNumber_py(ts, args[1], object);
  if (file < 0)
    return {};
  UserSignal &user = userSignals[number];
  if (!user.enabled) {
    struct sigaction action = {};
    action.sa_handler = onUser;
    action.sa_flags = SA_ONSTACK | (chain ? SA_NODEFER : SA_RESTART);
    if (sigaction(number, &action, &user.previous) < 0)
      return raiseOSError(ts, errno);
  }
  user.file = file;
  user.allThreads = all;
  user.chain = chain;
  keep(ts, user.object, std::move(object));
  user.enabled = true;
  return ownedNone();
}

Owned unregister(ThreadState &ts, Value, const Value *args) {
  int number = signalNumber_py(ts, args[0]);
  if (number < 0)
    return {};
  UserSignal &user = userSignals[number];
  bool was = std::exchange(user.enabled, false);
  if (was)
    sigaction(number, &user.previous, nullptr);
  keep(ts, user.object, {});
  return ownedBool(was);
}

// The watchdog
// ----------------------------------------------------------------

void *watch(void *) {
  timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  do {
    end.tv_sec += watchdog.interval.tv_sec;
    end.tv_nsec += watchdog.interval.tv_nsec;
    end.tv_sec += end.tv_nsec / 1000000000;
    end.tv_nsec %= 1000000000;
    int result;
    do
      result = sem_timedwait(&watchdog.cancelled, &end);
    while (result < 0 && errno == EINTR);
    if (result == 0)
      return nullptr;
    put(watchdog.file, watchdog.header);
    dump(watchdog.file, /*allThreads=*/true);
    if (watchdog.exits)
      _exit(1);
  } while (watchdog.repeat);
  return nullptr;
}

void cancelWatch(ThreadState &ts) {
  if (!std::exchange(watchdog.running, false))
    return;
  sem_post(&watchdog.cancelled);
  pthread_join(watchdog.thread, nullptr);
  sem_destroy(&watchdog.cancelled);
  keep(ts, watchdog.object, {});
}

Owned dumpLater(ThreadState &ts, Value, const Value *args) {
  double timeout = toDouble_py(ts, args[0]);
  if (timeout == -1 && pendingException(ts))
    return {};
  int repeat = args[1] ? isTrue_py(ts, args[1]) : 0;
  int exits = repeat < 0 ? -1 : args[3] ? isTrue_py(ts, args[3]) : 0;
  if (exits < 0)
    return {};
  if (!(timeout > 0))
    return raise(ts, types::ValueError, "timeout must be greater than 0");
  if (timeout > 1e9)
    return raise(ts, types::OverflowError, "timeout value is too large");
  Owned object;
  int file = fileNumber_py(ts, args[2], object);
  if (file < 0)
    return {};
  cancelWatch(ts);
  double whole = std::floor(timeout);
  watchdog.interval = {time_t(whole), long((timeout - whole) * 1e9)};
  watchdog.repeat = repeat;
  watchdog.exits = exits;
  watchdog.file = file;
  auto total = uint64_t(timeout);
  double fraction = timeout - double(total);
  int length =
      snprintf(watchdog.header, sizeof watchdog.header, "Timeout (%d:%02d:%02d",
               int(total / 3600), int(total / 60 % 60), int(total % 60));
  auto micros = unsigned(fraction * 1e6);
  snprintf(watchdog.header + length, sizeof watchdog.header - size_t(length),
           micros ? ".%06u)!\n" : ")!\n", micros);
  sem_init(&watchdog.cancelled, 0, 0);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int failed = pthread_create(&watchdog.thread, nullptr, watch, nullptr);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (failed)
    return raise(ts, types::RuntimeError, "unable to start watchdog thread");
  watchdog.running = true;
  keep(ts, watchdog.object, std::move(object));
  return ownedNone();
}

Owned cancelLater(ThreadState &ts, Value, const Value *) {
  cancelWatch(ts);
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"enable", enable, "(file=None, all_threads=True)",
     "enable(file=sys.stderr, all_threads=True): enable the fault handler"},
    {"disable", disable, "()", "disable(): disable the fault handler"},
    {"is_enabled", isEnabled, "()",
     "is_enabled()->bool: check if the handler is enabled"},
    {"dump_traceback", dumpTraceback, "(file=None, all_threads=True)",
     "dump_traceback(file=sys.stderr, all_threads=True): dump the traceback of "
     "the current thread, or of all threads if all_threads is True, into file"},
    {"dump_traceback_later", dumpLater,
     "(timeout, repeat=False, file=None, exit=False)",
     "dump_traceback_later(timeout, repeat=False, file=sys.stderr, "
     "exit=False):\ndump the traceback of all threads in timeout seconds,\nor "
     "each timeout seconds if repeat is True. If exit is True, call _exit(1) "
     "which is not safe."},
    {"cancel_dump_traceback_later", cancelLater, "()",
     "cancel_dump_traceback_later():\ncancel the previous call to "
     "dump_traceback_later()."},
    {"register", register_,
     "(signum, file=None, all_threads=True, chain=False)",
     "register(signum, file=sys.stderr, all_threads=True, chain=False): "
     "register a handler for the signal 'signum': dump the traceback of the "
     "current thread, or of all threads if all_threads is True, into file"},
    {"unregister", unregister, "(signum, /)",
     "unregister(signum): unregister the handler of the signal 'signum' "
     "registered by register()"},
    {}};

} // namespace

DX_NATIVE_MODULE(faulthandler, "faulthandler module.", functions)

} // namespace dxpy
