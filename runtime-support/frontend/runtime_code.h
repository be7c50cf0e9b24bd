// Code objects made at run time from what the bytecode compiler gives.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "runtime-support/inline/value.h"

namespace dxpy {

/// A code object for \p unit and all code in it. Null: raised.
Owned makeRuntimeCode(ThreadState &ts,
                      std::shared_ptr<const bytecode::CodeUnit> unit);
/// CodeObject::liveTemps and the rest go with the object.
void freeRuntimeCode(ThreadState &ts, CodeObject *code);

} // namespace dxpy
