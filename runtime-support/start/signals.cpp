// Pending work of polls: other threads' turns, counts handed over, the
// collector, signals.
#include "runtime-support/start/signals.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/memory/threads.h"
#include "runtime-support/objects/errors.h"
#include <atomic>
#include <csignal>

namespace dxpy {

/// Set in whichever thread the signal comes to.
static constinit std::atomic<bool> interrupted = false;

static void onInterrupt(int) {
  interrupted = true;
  requestPoll(mainThread);
}

static bool runPending(ThreadState &ts) {
  yieldRunLock(ts);
  mergeQueued(&ts);
  collectIfDue(ts);
  if (&ts == mainThread && interrupted.exchange(false))
    return raiseObject(ts, Value(&types::KeyboardInterrupt));
  return true;
}

void installSignalHandlers() {
  pollHook = runPending;
  signal(SIGPIPE, SIG_IGN);
  struct sigaction action = {}, old = {};
  if (sigaction(SIGINT, nullptr, &old) == 0 && old.sa_handler == SIG_IGN)
    return;
  action.sa_handler = onInterrupt;
  sigaction(SIGINT, &action, nullptr);
}

} // namespace dxpy
