// Ends of code objects: hooks of the layers above.
#pragma once
#include "runtime-support/abi/dpb_format.h"

namespace dxpy {

/// CodeObject::reserved of heap code objects: what replace() and compile()
/// made.
inline constexpr uint32_t kCopiedCode = 2, kRuntimeCode = 1;

/// CodeObject::id for code that is not in the program's image.
uint32_t takeCodeId();

/// The interpreter drops its private copy and caches that name the code.
extern void (*forgetCodeHook)(CodeObject *code);
/// Frees a code object that the front end made at run time.
extern void (*freeRuntimeCodeHook)(ThreadState &ts, CodeObject *code);

} // namespace dxpy
