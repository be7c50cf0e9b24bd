// Finds values whose reference the place that they were loaded from can lend:
// nothing that runs until their drop takes it away there. Native code then
// counts only where a cold half may run Python code in between. The method and
// the receiver of a call are lent too: the receiver by whoever holds it, the
// method because its callee does not need the function object.
//
//   %1: owned any = generic.LoadAttr "a" %0      %1: lent any =
//   generic.LoadAttr %2: owned any = generic.LoadAttr "b" %1  =>  %2: owned any
//   = generic.LoadAttr drop %1                                      drop %1
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace dxpy::passes {

/// \p plain: does a code object run without its function object (no closure)?
void lend(dxir::Function &function,
          llvm::function_ref<bool(uint32_t codeId)> plain);

} // namespace dxpy::passes
