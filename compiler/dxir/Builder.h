// Builds DXIR from DPB: abstract interpretation over the registers. Only
// generic operations come out; lowering them is always possible.
#pragma once
#include "compiler/dxir/Ir.h"
#include <optional>

namespace dxpy::dxir {

/// The DXIR of \p unit, or nothing for code that only the interpreter runs
/// (class bodies and code with a namespace of its own).
/// Code that only exceptions reach is not in it: an exception leaves native
/// code, and the interpreter finds the handler. Of a module's body only the
/// loops are of use: what is built for it is entered at them.
std::optional<Function> build(const bytecode::CodeUnit &unit, uint32_t codeId);

/// The same code entered at \p loop with the interpreter's registers, which it
/// takes over; behind the loop the interpreter goes on.
Function buildFromLoop(const bytecode::CodeUnit &unit, uint32_t codeId,
                       const LoopEntry &loop);

/// Can a consumer be fed by \p unit's code? By generator expressions: nothing
/// in them sees that they are closed before their end.
bool canFeed(const bytecode::CodeUnit &unit);
/// The form that feeds of code that can.
Function buildFeeding(const bytecode::CodeUnit &unit, uint32_t codeId);

} // namespace dxpy::dxir
