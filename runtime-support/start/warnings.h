// Warnings of the runtime's own code.
#pragma once
#include "runtime-support/objects/type.h"
#include <string_view>

namespace dxpy {

/// warnings._warn_unawaited_coroutine(coroutine); false: it did not warn.
bool warnUnawaited(ThreadState &ts, Value coroutine);
/// Through module warnings if the program has it, else straight to stderr.
bool warn(ThreadState &ts, TypeObject &category, std::string_view text,
          int stackLevel);

} // namespace dxpy
