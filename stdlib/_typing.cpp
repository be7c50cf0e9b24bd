// Module _typing: what typing wants as a function in C++.
#include "runtime-support/modules/native_module.h"

namespace dxpy {

namespace {

Owned identity(ThreadState &, Value, const Value *args) {
  return copyOf(args[0]);
}

constexpr MethodDef functions[] = {{"_idfunc", identity, "(x, /)"}, {}};

} // namespace

DX_NATIVE_MODULE(_typing, "Accelerators for the typing module.\n", functions)

} // namespace dxpy
