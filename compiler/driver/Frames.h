// Can a program look at the variables of its callers?
#pragma once
#include "compiler/bytecode/CodeUnit.h"

namespace dxpy::driver {

/// Does \p unit, or code in it, name what shows the variables of frames that
/// run (f_locals)? A name put together at run time is missed: such
/// programs ask for --frames=full.
bool showsFrames(const bytecode::CodeUnit &unit);

} // namespace dxpy::driver
