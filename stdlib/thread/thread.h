// What the files of module _thread share.
#pragma once
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

extern TypeObject lockType, recursiveLockType, localType;
inline constexpr double kTimeoutMax = 9223372036.0; ///< TIMEOUT_MAX

uint64_t threadIdentity();
Owned makeLock(ThreadState &ts);
/// Frees a lock that may be taken.
void releaseLock(Value lock);

// start.cpp
Owned startThread(ThreadState &ts, Value, const Arguments &args);
Owned threadCount(ThreadState &ts, Value, const Value *);
Owned stackSize(ThreadState &ts, Value, const Value *args);
Owned setSentinel(ThreadState &ts, Value, const Value *);

// local.cpp
/// A thread ends: its values of all thread-local objects go.
void dropLocals(ThreadState &ts);

// hook.cpp
/// What threading.excepthook is; \p hookArguments is its argument's class.
Owned exceptHook(ThreadState &ts, Value module, const Value *args);

} // namespace dxpy
