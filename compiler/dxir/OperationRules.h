// What Ops.def and Opcodes.def say of single operations, checked: how many
// operands, of which representation, which results, targets and state.
#pragma once
#include "compiler/dxir/Ir.h"
#include <string>

namespace dxpy::dxir {

/// Which rule \p inst breaks; empty: none. Its operands are values of \p f.
std::string brokenRule(const Function &f, const Instruction &inst);

} // namespace dxpy::dxir
