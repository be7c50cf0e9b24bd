// Signals that every program handles: SIGINT is KeyboardInterrupt, SIGPIPE is
// ignored. Module _signal builds on the same flags.
#pragma once
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

void installSignalHandlers(ThreadState &ts);

} // namespace dxpy
