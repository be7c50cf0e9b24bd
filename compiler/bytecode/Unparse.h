// Expressions back to source text, as CPython does for annotations that are
// strings.
#pragma once

#include "compiler/syntax/Parser.h"

#include <string>

namespace dxpy::bytecode {

std::string unparse(const syntax::Module &module,
                    const syntax::ast::ExprNode *node);

} // namespace dxpy::bytecode
