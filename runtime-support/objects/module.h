// Modules as the runtime's own code uses them.
#pragma once
#include "runtime-support/objects/function.h"
#include <string_view>

namespace dxpy {

/// `import name`, giving the module itself for dotted names too.
using ImportHook = Owned (*)(ThreadState &ts, Value name);
/// Set by the layer above at start-up.
extern ImportHook importHook;
Owned importModule_py(ThreadState &ts, std::string_view name);
inline bool isModule(Value value) {
  return isSubtype(typeOf(value), &types::Module);
}

} // namespace dxpy
