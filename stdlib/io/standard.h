// sys.stdin, sys.stdout and sys.stderr, and what builtins do with them without
// asking for attributes.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy::io {

/// Adds the streams to module sys; None where the descriptor is closed.
bool addStandardStreams(ThreadState &ts, Value sys);
/// Exactly a TextIOWrapper.
bool isTextWriter(Value object);
bool writeText_py(ThreadState &ts, Value file, Value text);

} // namespace dxpy::io
