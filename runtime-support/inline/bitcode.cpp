// Compiled to bitcode for dxpyc: the definitions of operations.h, and
// declarations of the cold entry points.
#include "runtime-support/abi/opcodes.h"
#include "runtime-support/inline/operations.h"

namespace dxpy {

// Names every function, so that the bitcode holds it. Not linked into programs.
extern "C" {
extern const void *const dxEntryPoints[];
[[gnu::used]] const void *const dxEntryPoints[] = {
#define ENTRY(name) (const void *)&name,
#include "runtime-support/inline/EntryPoints.def"
};
}

} // namespace dxpy
