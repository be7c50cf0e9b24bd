// The start of every executable: a thread state, types, modules, __main__, and
// the exit code.
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/memory/threads.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/start/process_exit.h"
#include "runtime-support/start/signals.h"
#include "runtime-support/start/testing.h"
#include "runtime-support/start/warnings.h"
#include <cstring>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dxpy {

extern "C" const NativeModuleDefinition dxmodule_builtins, dxmodule_sys;

static int fail(const char *message) {
  (void)!write(2, message, strlen(message));
  return 1;
}

/// The lowest address that C++ frames may reach, with room for a handler below.
static uintptr_t nativeStackLimit() {
  constexpr uintptr_t kReserve = 256 * 1024;
  rlimit limit = {};
  uintptr_t size = 8 << 20;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    size = limit.rlim_cur;
  if (size > (uintptr_t(256) << 20))
    size = uintptr_t(256) << 20;
  if (size < 2 * kReserve)
    size = 2 * kReserve;
  return uintptr_t(__builtin_frame_address(0)) - size + kReserve;
}

static char executablePath[4096];

static void noteArguments(int count, char **values) {
  ProcessArguments &process = processArguments();
  process.count = count;
  process.values = values;
  ssize_t size =
      readlink("/proc/self/exe", executablePath, sizeof executablePath - 1);
  executablePath[size > 0 ? size : 0] = 0;
  process.executable = executablePath;
}

static bool initThread(ThreadState &ts) {
  mainThread = &ts;
  ts.nativeThread = uint64_t(pthread_self());
  ts.nativeLimit = nativeStackLimit();
  return registerThread(&ts) && initInterpreter(ts);
}

static int runProgram(int count, char **values) {
  ThreadState &ts = currentThread;
  noteArguments(count, values);
  if (!initThread(ts))
    return fail("out of memory at start\n");
  initTypes();
  unraisableHook = [](ThreadState &ts, Value exception, Value where) {
    reportUnraisable_py(ts, exception, where);
  };
  warnHook = warn;
  unawaitedHook = warnUnawaited;
  if (!initModules(ts, dxmodule_builtins, dxmodule_sys)) {
    Owned error = takeException(ts);
    if (error)
      printException_py(ts, error, none);
    return fail("the modules builtins and sys could not be made\n");
  }
  freezeContainers();
  installSignalHandlers();
  if (dxProgram.flags & kProgramTesting)
    startTestingModes(ts);
  (void)runMainModule_py(ts);
  int code = exitCodeOf_py(ts);
  return endProcess_py(ts, code);
}

} // namespace dxpy

int main(int count, char **values) {
  int code = dxpy::runProgram(count, values);
  dxpy::leaveProcess(code);
}
