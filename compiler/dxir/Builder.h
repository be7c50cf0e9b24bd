// Builds DXIR from DPB: abstract interpretation over the registers. Only
// generic operations come out; lowering them is always possible.
#pragma once
#include "compiler/dxir/Ir.h"
#include <optional>

namespace dxpy::dxir {

/// The DXIR of \p unit, or nothing for code that only the interpreter runs
/// (functions that suspend, class bodies and code with a namespace of its own).
/// Code that only exceptions reach is not in it: an exception leaves native
/// code, and the interpreter finds the handler.
std::optional<Function> build(const bytecode::CodeUnit &unit, uint32_t codeId);

} // namespace dxpy::dxir
