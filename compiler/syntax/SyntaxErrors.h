// Why a text that the parser rejected is wrong, in CPython's words and at its
// place.
#pragma once

#include "compiler/syntax/Lexer.h"
#include "compiler/syntax/Parser.h"
#include "compiler/syntax/Token.h"

namespace dxpy::syntax {

// What the parser had when it gave up.
struct RejectedText {
  const TokenBuffer &tokens;
  const Lexer &lexer;
  LexStop stop;
  // The first token of the statement at top level that it did not get through.
  uint32_t failedToken;
};

base::Diagnostic explainSyntaxError(syntax::Module &module,
                                    const ParseOptions &options,
                                    const RejectedText &rejected);

// Whether CPython's parser gives up on the text, which is valid, because of its
// depth.
bool isTooDeep(syntax::Module &module, const ParseOptions &options,
               const RejectedText &text);

} // namespace dxpy::syntax
