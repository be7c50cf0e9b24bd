// Interned str that the runtime knows by name (abi/Names.def), and interning.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/abi/image.h"
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

namespace names {
// Each is `StrObject` data of linker symbol dxname_<id>; programs refer to the
// same symbols.
#define NAME(id)                                                               \
  extern "C" StrObject dxname_##id;                                            \
  inline StrObject &id = dxname_##id;
#define NAME_AS(id, text)                                                      \
  extern "C" StrObject dxname_##id;                                            \
  inline StrObject &id = dxname_##id;
#include "runtime-support/abi/Names.def"
} // namespace names

/// (The program's own names are in dxProgram.internTable, abi/image.h.)
/// The interned str equal to \p text (exact str); consumes and returns a
/// reference. Never null for valid input but on memory exhaustion.
Owned intern(ThreadState &ts, Owned text);
Owned internText(ThreadState &ts, std::string_view utf8);
/// The interned str of \p utf8 if there is one; borrowed, null if not.
Value findInterned(std::string_view utf8);
/// Constants that look like names are interned, as CPython does.
bool looksLikeName(std::string_view text);
inline bool isInterned(Value str) {
  return str.as<StrObject>()->offsets & kStrInterned;
}

} // namespace dxpy
