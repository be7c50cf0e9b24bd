// Explaining a rejected text: by the error grammar, over the tokens that the
// parser had.
#include "compiler/syntax/SyntaxErrors.h"

#include "compiler/syntax/ErrorParser.h"

namespace dxpy::syntax {

base::Diagnostic explainSyntaxError(syntax::Module &module,
                                    const ParseOptions &options,
                                    const TokenBuffer &tokens,
                                    const Lexer &lexer, LexStop stop) {
  base::Diagnostic d;
  ErrorInput input{module.source.text(), tokens, lexer, stop,
                   module.source.offsetsInBytes()};
  if (ErrorParser(module, options, input).explain(d))
    return d;
  // The grammar accepts what the parser does not: newer syntax used wrongly.
  d.id = base::DiagnosticId::InvalidSyntax;
  d.message = base::formatDiagnostic(d.id, {});
  d.line = d.endLine = tokens.size() ? tokens[0].line : 1;
  d.offset = d.endOffset = 1;
  d.lineText = module.source.line(d.line);
  d.hasLineText = true;
  return d;
}

} // namespace dxpy::syntax
