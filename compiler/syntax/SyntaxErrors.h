// Why a text that the parser rejected is wrong, in CPython's words and at its
// place.
#pragma once

#include "compiler/syntax/Lexer.h"
#include "compiler/syntax/Parser.h"
#include "compiler/syntax/Token.h"

namespace dxpy::syntax {

base::Diagnostic explainSyntaxError(syntax::Module &module,
                                    const ParseOptions &options,
                                    const TokenBuffer &tokens,
                                    const Lexer &lexer, LexStop stop);

} // namespace dxpy::syntax
