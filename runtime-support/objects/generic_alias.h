// list[int] and int | str: types.GenericAlias and types.UnionType.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

struct GenericAliasObject {
  ObjectHeader header;
  Word origin, args; ///< args: tuple
  Word parameters;   ///< tuple, or undef until asked for
  Word starred;      ///< kTrue for *tuple[int]
};
struct UnionTypeObject {
  ObjectHeader header;
  Word args;       ///< tuple, flat and without duplicates
  Word parameters; ///< tuple, or undef until asked for
};

class StrBuilder;
/// A type as it looks inside an alias or a union: without quotes and, for
/// builtins, without module.
bool appendTypeRepr_py(ThreadState &ts, StrBuilder &text, Value item);
Owned makeGenericAlias(ThreadState &ts, Value origin, Value args);
/// `a | b` for types, None, generic aliases and unions; NotImplemented for
/// anything else. The slot of type, GenericAlias and UnionType.
Owned unionOr(ThreadState &ts, Value a, Value b);
/// The type variables among \p args, in order of appearance: a tuple.
Owned collectParameters_py(ThreadState &ts, Value args);
/// Replaces \p parameters in \p args by what \p key gives for them: a tuple.
Owned substituteParameters_py(ThreadState &ts, Value alias, Value args,
                              Value parameters, Value key);

} // namespace dxpy
