// The end of a process, in CPython's order.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

inline constexpr int kKilledByInterrupt = -2; ///< exit as SIGINT's default does

/// Reports the pending exception of the main module, if any, and gives the exit
/// code that it means.
int exitCodeOf_py(ThreadState &ts);
/// atexit functions, flushing, the end of modules. Gives the exit code.
int endProcess_py(ThreadState &ts, int code);
[[noreturn]] void leaveProcess(int code);

} // namespace dxpy
