// The failing modes of programs built with --testing: guards fail, native code
// leaves and the collector runs without need. What a program prints stays the
// same. Shipped programs read none of the variables.
#pragma once
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

/// Reads DXPY_DEOPT, DXPY_EXIT and DXPY_GC; after the signal handlers, whose
/// poll hook it extends.
void startTestingModes(ThreadState &ts);

} // namespace dxpy
