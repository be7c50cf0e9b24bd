// The list of objects whose repr is being made, a chain through the C++ stack.
#include "runtime-support/objects/repr_guard.h"

namespace dxpy {

static thread_local constinit ReprGuard *innermost = nullptr;

ReprGuard::ReprGuard(Value object) : object_(object), outer_(innermost) {
  for (ReprGuard *guard = innermost; guard; guard = guard->outer_)
    recursive_ |= guard->object_ == object;
  innermost = this;
}

ReprGuard::~ReprGuard() { innermost = outer_; }

} // namespace dxpy
