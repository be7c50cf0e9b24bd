// What the files of module select share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy::selecting {

/// None and negative mean for ever. False: raised.
bool timeout_py(ThreadState &ts, Value value, double unit, const char *error,
                int64_t &nanoseconds);
/// select.epoll and its constants. False: raised.
bool addEpoll(ThreadState &ts, Value module);

} // namespace dxpy::selecting
