// Why a text that the parser rejected is wrong.
#include "compiler/syntax/SyntaxErrors.h"

namespace dxpy::syntax {

base::Diagnostic explainSyntaxError(syntax::Module &module,
                                    const ParseOptions &options,
                                    const TokenBuffer &tokens,
                                    const Lexer &lexer, LexStop stop) {
  if (stop == LexStop::Problem || stop == LexStop::LineProblem)
    return lexer.problem;
  base::Diagnostic d;
  d.id = base::DiagnosticId::InvalidSyntax;
  d.message = base::formatDiagnostic(d.id, {});
  d.line = 1;
  return d;
}

} // namespace dxpy::syntax
