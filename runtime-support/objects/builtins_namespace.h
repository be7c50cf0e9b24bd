// Where the runtime finds the functions of module builtins.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

/// The dict of module builtins; null before the module is made. Set once, by
/// whoever makes it.
extern Value builtinsNamespace;

} // namespace dxpy
