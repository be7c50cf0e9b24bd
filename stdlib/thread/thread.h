// What the files of module _thread share.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy {

extern TypeObject lockType, recursiveLockType, localType;
inline constexpr double kTimeoutMax = 9223372036.0; ///< TIMEOUT_MAX

uint64_t threadIdentity();
Owned makeLock(ThreadState &ts);

} // namespace dxpy
