// Module _signal: handlers in Python run between two instructions, at polls.
// The C handlers only note what has come.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <atomic>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace dxpy {

namespace {

inline constexpr int kSignals = NSIG;

/// Notes of the C handlers, which run in any thread, and what runs for them:
/// SIG_DFL, SIG_IGN, None for handlers of others, or a function.
constinit std::atomic<bool> arrived[kSignals] = {};
constinit std::atomic<bool> anyArrived = false;
static_assert(std::atomic<bool>::is_always_lock_free);
constinit Word handlerOf[kSignals] = {};
constinit bool hooked = false;
constinit PollHook otherPolls = nullptr;
constinit std::atomic<int> wakeupDescriptor = -1;
constinit Value itimerError;

void onSignal(int number) {
  int saved = errno;
  arrived[number] = true;
  anyArrived = true;
  if (int descriptor = wakeupDescriptor; descriptor >= 0) {
    auto byte = (unsigned char)(number);
    (void)!write(descriptor, &byte, 1);
  }
  requestPoll(mainThread);
  errno = saved;
}

bool runHandlers_py(ThreadState &ts) {
  if (otherPolls && !otherPolls(ts))
    return false;
  if (&ts != mainThread || !anyArrived.exchange(false))
    return true;
  for (int number = 1; number < kSignals; ++number) {
    if (!arrived[number].exchange(false))
      continue;
    Value handler(handlerOf[number]);
    if (!handler || !isCallable(handler))
      continue;
    Owned hold = copyOf(handler), frame = currentFrame(ts);
    if (call_py(ts, hold,
                {Value(smallIntWord(number)), frame ? frame.value() : none}))
      continue;
    anyArrived = true; // the others come at the next poll
    requestPoll(&ts);
    return false;
  }
  return true;
}

/// As pollHook, with the other work of polls.
bool runPending(ThreadState &ts) { return !pollHook || pollHook(ts); }

Owned failure(ThreadState &ts) { return raiseOSError(ts, errno); }

/// Runs what has come because of a call.
Owned afterSignals(ThreadState &ts) {
  return runPending(ts) ? ownedNone() : Owned();
}

bool signalNumber_py(ThreadState &ts, Value value, int &number) {
  int64_t wide = toIndexInt64_py(ts, value, &types::OverflowError);
  if (pendingException(ts))
    return false;
  if (wide < 1 || wide >= kSignals)
    return raise(ts, types::ValueError, "signal number out of range");
  number = int(wide);
  return true;
}

Owned makeNumber(int64_t number) { return Owned::steal(smallIntWord(number)); }

// Handlers
// -------------------------------------------------------------------

Owned defaultIntHandler(ThreadState &ts, Value, const Value *) {
  return raiseObject(ts, Value(&types::KeyboardInterrupt));
}

/// SIG_DFL and SIG_IGN are the ints 0 and 1.
bool isDisposition(Value handler, int64_t which) {
  int64_t number = -1;
  return isInt(handler) && intFitsInt64(handler, number) && number == which;
}

bool install(ThreadState &ts, int number, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, nullptr) == 0 || raiseOSError(ts, errno);
}

Owned signal_(ThreadState &ts, Value, const Value *args) {
  int number = 0;
  Value handler = args[1];
  bool isDefault = isDisposition(handler, 0),
       ignore = isDisposition(handler, 1);
  if (&ts != mainThread)
    return raise(ts, types::ValueError,
                 "signal only works in main thread of the main interpreter");
  if (!signalNumber_py(ts, args[0], number))
    return {};
  if (!isDefault && !ignore && !isCallable(handler))
    return raise(ts, types::TypeError,
                 "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a "
                 "callable object");
  if (!runPending(ts) || !install(ts, number,
                                  isDefault ? SIG_DFL
                                  : ignore  ? SIG_IGN
                                            : onSignal))
    return {};
  Word old = std::exchange(handlerOf[number], copyOf(handler).take());
  return old ? Owned::steal(old) : ownedNone();
}

Owned getSignal(ThreadState &ts, Value, const Value *args) {
  int number = 0;
  if (!signalNumber_py(ts, args[0], number))
    return {};
  Word handler = handlerOf[number];
  return handler ? copyOf(Value(handler)) : ownedNone();
}

Owned raiseSignal(ThreadState &ts, Value, const Value *args) {
  int64_t number = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (::raise(int(number)) != 0)
    return failure(ts);
  return afterSignals(ts);
}

Owned strSignal(ThreadState &ts, Value, const Value *args) {
  int number = 0;
  if (!signalNumber_py(ts, args[0], number))
    return {};
  const char *text = strsignal(number);
  if (!text || std::string_view(text).starts_with("Unknown signal"))
    return ownedNone();
  return makeStr(ts, text);
}

Owned sigInterrupt(ThreadState &ts, Value, const Value *args) {
  int number = 0;
  if (!signalNumber_py(ts, args[0], number))
    return {};
  int64_t flag = toIndexInt64_py(ts, args[1], &types::OverflowError);
  if (pendingException(ts))
    return {};
  struct sigaction action;
  if (sigaction(number, nullptr, &action) != 0)
    return failure(ts);
  action.sa_flags =
      flag ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
  return sigaction(number, &action, nullptr) == 0 ? ownedNone() : failure(ts);
}

Owned setWakeup(ThreadState &ts, Value, const Arguments &args) {
  static constexpr Signature signature = "(fd, *, warn_on_full_buffer=True)";
  Value bound[2];
  if (!bindArguments(ts, "set_wakeup_fd", signature, args, bound))
    return {};
  int64_t fd = toIndexInt64_py(ts, bound[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (&ts != mainThread)
    return raise(ts, types::ValueError,
                 "set_wakeup_fd only works in main thread of the main "
                 "interpreter");
  struct stat status;
  if (fd != -1) {
    if (fstat(int(fd), &status) != 0)
      return failure(ts);
    int flags = fcntl(int(fd), F_GETFL);
    if (flags < 0)
      return failure(ts);
    if (!(flags & O_NONBLOCK))
      return raise(ts, types::ValueError,
                   "the fd {} must be in non-blocking mode", {fd});
  }
  return makeNumber(wakeupDescriptor.exchange(int(fd)));
}

// Waiting and sending
// --------------------------------------------------------

Owned alarm_(ThreadState &ts, Value, const Value *args) {
  int64_t seconds = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  return makeNumber(alarm(unsigned(seconds)));
}

Owned pause_(ThreadState &ts, Value, const Value *) {
  blocking(ts, pause);
  return afterSignals(ts);
}

Owned pthreadKill(ThreadState &ts, Value, const Value *args) {
  int64_t thread = toIndexInt64_py(ts, args[0], &types::OverflowError);
  int64_t number = pendingException(ts)
                       ? 0
                       : toIndexInt64_py(ts, args[1], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (int error = pthread_kill(pthread_t(thread), int(number)))
    return raiseOSError(ts, error);
  return afterSignals(ts);
}

Owned pidfdSendSignal(ThreadState &ts, Value, const Value *args) {
  int64_t numbers[2], flags = 0;
  for (int i = 0; i < 2; ++i) {
    numbers[i] = toIndexInt64_py(ts, args[i], &types::OverflowError);
    if (pendingException(ts))
      return {};
  }
  if (args[2] && !args[2].isNone())
    return raise(ts, types::TypeError, "siginfo must be None");
  if (args[3])
    flags = toIndexInt64_py(ts, args[3], &types::OverflowError);
  if (pendingException(ts))
    return {};
  if (syscall(SYS_pidfd_send_signal, int(numbers[0]), int(numbers[1]), nullptr,
              unsigned(flags)) != 0)
    return failure(ts);
  return ownedNone();
}

// Timers
// ---------------------------------------------------------------------

double secondsOf(const timeval &time) {
  return double(time.tv_sec) + double(time.tv_usec) * 1e-6;
}

bool timeOf_py(ThreadState &ts, Value value, timeval &time) {
  double seconds = value ? toDouble_py(ts, value) : 0;
  if (pendingException(ts))
    return false;
  double whole = std::floor(seconds);
  time.tv_sec = time_t(whole);
  time.tv_usec = suseconds_t((seconds - whole) * 1e6);
  if (seconds > 0 && !time.tv_sec && !time.tv_usec)
    time.tv_usec = 1;
  return true;
}

Owned timerPair(ThreadState &ts, const itimerval &timer) {
  Owned value = makeFloat(ts, secondsOf(timer.it_value));
  Owned interval = makeFloat(ts, secondsOf(timer.it_interval));
  return value && interval ? makeTuple(ts, {value.value(), interval.value()})
                           : Owned();
}

Owned timerFailure(ThreadState &ts) {
  int number = errno;
  Owned code = makeNumber(number), text = makeStr(ts, strerror(number));
  Owned error =
      text ? call_py(ts, itimerError, {code.value(), text.value()}) : Owned();
  if (error)
    raiseObject(ts, error);
  return {};
}

Owned setTimer(ThreadState &ts, Value, const Value *args) {
  int64_t which = toIndexInt64_py(ts, args[0], &types::OverflowError);
  itimerval timer = {}, old = {};
  if (pendingException(ts) || !timeOf_py(ts, args[1], timer.it_value) ||
      !timeOf_py(ts, args[2], timer.it_interval))
    return {};
  if (setitimer(__itimer_which_t(which), &timer, &old) != 0)
    return timerFailure(ts);
  return timerPair(ts, old);
}

Owned getTimer(ThreadState &ts, Value, const Value *args) {
  int64_t which = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (pendingException(ts))
    return {};
  itimerval timer = {};
  if (getitimer(__itimer_which_t(which), &timer) != 0)
    return timerFailure(ts);
  return timerPair(ts, timer);
}

// Sets
// -----------------------------------------------------------------------

Owned makeSignalSet(ThreadState &ts, const sigset_t &signals) {
  Owned set = call_py(ts, Value(&types::Set));
  Owned add = set ? internText(ts, "add") : Owned();
  for (int number = 1; add && number < kSignals; ++number)
    if (sigismember(&signals, number) == 1 &&
        !callMethod_py(ts, set, add, {Value(smallIntWord(number))}))
      return {};
  return add ? std::move(set) : Owned();
}

bool signalSet_py(ThreadState &ts, Value iterable, sigset_t &signals) {
  sigemptyset(&signals);
  return forEach_py(ts, iterable, [&](Value item) {
    int64_t number = toIndexInt64_py(ts, item, &types::OverflowError);
    if (pendingException(ts))
      return false;
    if (number < 1 || number >= kSignals)
      return bool(raise(ts, types::ValueError,
                        "signal number {} out of range [1; {}]",
                        {number, kSignals - 1}));
    sigaddset(&signals, int(number));
    return true;
  });
}

Owned sigMask(ThreadState &ts, Value, const Value *args) {
  int64_t how = toIndexInt64_py(ts, args[0], &types::OverflowError);
  sigset_t signals, old;
  if (pendingException(ts) || !signalSet_py(ts, args[1], signals))
    return {};
  if (int error = pthread_sigmask(int(how), &signals, &old))
    return raiseOSError(ts, error);
  if (!runPending(ts))
    return {};
  return makeSignalSet(ts, old);
}

Owned sigPending(ThreadState &ts, Value, const Value *) {
  sigset_t signals;
  return sigpending(&signals) == 0 ? makeSignalSet(ts, signals) : failure(ts);
}

Owned sigWait(ThreadState &ts, Value, const Value *args) {
  sigset_t signals;
  int number = 0;
  if (!signalSet_py(ts, args[0], signals))
    return {};
  if (int error = blocking(ts, [&] { return sigwait(&signals, &number); }))
    return raiseOSError(ts, error);
  return makeNumber(number);
}

Owned validSignals(ThreadState &ts, Value, const Value *) {
  sigset_t signals;
  sigfillset(&signals);
  return makeSignalSet(ts, signals);
}

// The module
// -----------------------------------------------------------------

constexpr struct {
  const char *name;
  int value;
} constants[] = {
#define SIGNAL(name) {#name, name},
    SIGNAL(SIGHUP) SIGNAL(SIGINT) SIGNAL(SIGQUIT) SIGNAL(SIGILL) SIGNAL(SIGTRAP)
        SIGNAL(SIGIOT) SIGNAL(SIGABRT) SIGNAL(SIGFPE) SIGNAL(SIGKILL)
            SIGNAL(SIGBUS) SIGNAL(SIGSEGV) SIGNAL(SIGSYS) SIGNAL(SIGPIPE)
                SIGNAL(SIGALRM) SIGNAL(SIGTERM) SIGNAL(SIGUSR1) SIGNAL(SIGUSR2)
                    SIGNAL(SIGCHLD){"SIGCLD", SIGCHLD},
    SIGNAL(SIGPWR) SIGNAL(SIGIO) SIGNAL(SIGURG) SIGNAL(SIGWINCH) SIGNAL(SIGPOLL)
        SIGNAL(SIGSTOP) SIGNAL(SIGTSTP) SIGNAL(SIGCONT) SIGNAL(SIGTTIN)
            SIGNAL(SIGTTOU) SIGNAL(SIGVTALRM) SIGNAL(SIGPROF) SIGNAL(SIGXCPU)
                SIGNAL(SIGXFSZ) SIGNAL(SIGSTKFLT) SIGNAL(SIG_BLOCK)
                    SIGNAL(SIG_UNBLOCK) SIGNAL(SIG_SETMASK) SIGNAL(NSIG)
#undef SIGNAL
                        {"ITIMER_REAL", int(ITIMER_REAL)},
    {"ITIMER_VIRTUAL", int(ITIMER_VIRTUAL)},
    {"ITIMER_PROF", int(ITIMER_PROF)},
    {"SIG_DFL", 0},
    {"SIG_IGN", 1},
};

constexpr MethodDef functions[] = {
    {"alarm", alarm_, "(seconds, /)",
     "Arrange for SIGALRM to arrive after the given number of seconds."},
    {"default_int_handler", defaultIntHandler, "(signalnum, frame, /)",
     "The default handler for SIGINT installed by Python.\n\nIt raises "
     "KeyboardInterrupt."},
    {"getitimer", getTimer, "(which, /)",
     "Returns current value of given itimer."},
    {"getsignal", getSignal, "(signalnum, /)",
     "Return the current action for the given signal."},
    {"pause", pause_, "()", "Wait until a signal arrives."},
    {"pidfd_send_signal", pidfdSendSignal,
     "(pidfd, signalnum, siginfo=None, flags=0, /)",
     "Send a signal to a process referred to by a pid file descriptor."},
    {"pthread_kill", pthreadKill, "(thread_id, signalnum, /)",
     "Send a signal to a thread."},
    {"pthread_sigmask", sigMask, "(how, mask, /)",
     "Fetch and/or change the signal mask of the calling thread."},
    {"raise_signal", raiseSignal, "(signalnum, /)",
     "Send a signal to the executing process."},
    {"set_wakeup_fd", setWakeup,
     "set_wakeup_fd(fd, *, warn_on_full_buffer=True) -> fd"},
    {"setitimer", setTimer, "(which, seconds, interval=0.0, /)",
     "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF)."},
    {"siginterrupt", sigInterrupt, "(signalnum, flag, /)",
     "Change system call restart behaviour."},
    {"signal", signal_, "(signalnum, handler, /)",
     "Set the action for the given signal."},
    {"sigpending", sigPending, "()", "Examine pending signals."},
    {"sigwait", sigWait, "(sigset, /)", "Wait for a signal."},
    {"strsignal", strSignal, "(signalnum, /)",
     "Return the system description of the given signal."},
    {"valid_signals", validSignals, "()",
     "Return a set of valid signal numbers on this platform."},
    {},
};

/// What the process was started with; SIGINT is KeyboardInterrupt already.
bool noteHandlers(ThreadState &ts, Value module) {
  Owned name = internText(ts, "default_int_handler");
  Value interrupt = name ? dictGetName(ts, moduleDict(module), name) : Value();
  if (!interrupt)
    return false;
  for (int number = 1; number < kSignals; ++number) {
    struct sigaction action;
    if (handlerOf[number] || sigaction(number, nullptr, &action) != 0)
      continue;
    if (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN)
      handlerOf[number] = smallIntWord(action.sa_handler == SIG_IGN);
    else if (number == SIGINT)
      handlerOf[number] = copyOf(interrupt).take();
  }
  return true;
}

bool execute(ThreadState &ts, Value module) {
  for (const auto &row : constants)
    if (!addToModule(ts, module, row.name, makeNumber(row.value)))
      return false;
  if (!addToModule(ts, module, "SIGRTMIN", makeNumber(SIGRTMIN)) ||
      !addToModule(ts, module, "SIGRTMAX", makeNumber(SIGRTMAX)))
    return false;
  TypeObject *error = addExceptionToModule(ts, module, "signal.itimer_error",
                                           Value(&types::OSError));
  if (!error || !noteHandlers(ts, module) ||
      !addToModule(ts, module, "ItimerError", copyOf(Value(error))))
    return false;
  itimerError = Value(error);
  Owned own = internText(ts, "itimer_error"); // known as ItimerError only
  if (!own || dictDelete_py(ts, moduleDict(module), own) < 0)
    return false;
  if (!hooked) {
    hooked = true;
    otherPolls = pollHook;
    pollHook = runHandlers_py;
  }
  return true;
}

} // namespace

DX_NATIVE_MODULE(_signal,
                 "This module provides mechanisms to use signal handlers in "
                 "Python.",
                 functions, execute)

} // namespace dxpy
