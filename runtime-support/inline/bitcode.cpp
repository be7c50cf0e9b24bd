// Compiled to bitcode for dxpyc: the fast paths, and
// declarations of the cold entry points.
#include "runtime-support/abi/opcodes.h"
#include "runtime-support/inline/arithmetic.h"
#include "runtime-support/inline/attributes.h"
#include "runtime-support/inline/calls.h"
#include "runtime-support/inline/feed.h"
#include "runtime-support/inline/generators.h"
#include "runtime-support/inline/items.h"
#include "runtime-support/inline/pairs.h"

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
