// The printed form of the tree, as Python's ast.dump(tree,
// include_attributes=True).
#pragma once

#include "compiler/syntax/Parser.h"

#include <string>

namespace dxpy::syntax {

// `level` is the minor version whose node shapes are printed (fields newer than
// it are left out).
std::string dumpAst(const Module &module, int level = 11,
                    bool includeAttributes = true);

// Python's repr() of a str in generalised UTF-8, and of bytes.
void appendStrRepr(std::string &out, std::string_view utf8);
void appendBytesRepr(std::string &out, std::string_view bytes);
// Python's repr() of a float.
void appendFloatRepr(std::string &out, double value);

} // namespace dxpy::syntax
