// Signals that every program handles: SIGINT is KeyboardInterrupt, SIGPIPE is
// ignored. Module _signal builds on the same flags.
#pragma once
namespace dxpy {

void installSignalHandlers();

} // namespace dxpy
