// Checks that a function is well formed: operands, results, targets and states
// are those of the operation (OperationRules.h), SSA (each value
// defined once, before its uses on every path), edges that match their blocks,
// and ownership: every owned value is consumed exactly once on every path,
// leaving included.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/Support/Error.h"

namespace dxpy::dxir {

/// Success, or the first fault, naming function, block and value.
llvm::Error verify(const Function &function);

} // namespace dxpy::dxir
