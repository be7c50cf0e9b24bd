// Explaining a rejected text: by the error grammar, over the tokens that the
// parser had.
#include "compiler/syntax/SyntaxErrors.h"

#include "compiler/syntax/ErrorParser.h"

namespace dxpy::syntax {

using base::Diagnostic;

// The error by the grammar that the options accept.
static Diagnostic explainByGrammar(syntax::Module &module,
                                   const ParseOptions &options,
                                   const RejectedText &rejected) {
  Diagnostic d;
  ErrorInput input{module.source.text(), rejected.tokens, rejected.lexer,
                   rejected.stop, module.source.offsetsInBytes()};
  if (ErrorParser(module, options, input).explain(d))
    return d;
  // The error grammar accepts what the parser does not: newer syntax used
  // wrongly.
  d.id = base::DiagnosticId::InvalidSyntax;
  d.message = base::formatDiagnostic(d.id, {});
  d.line = d.endLine = rejected.failedLine;
  d.offset = d.endOffset = 1;
  d.lineText = module.source.line(d.line);
  d.hasLineText = true;
  return d;
}

// The error is one that the older grammar finds too, unless it complains about
// newer syntax that is right: in a statement that was accepted, or about a
// token that was read.
static bool isSameError(const Diagnostic &newer, const Diagnostic &older,
                        bool olderLexical, const RejectedText &rejected) {
  if (older.line < rejected.failedLine)
    return false;
  bool newerLexical = rejected.stop != LexStop::End;
  return newerLexical || !olderLexical || older.line <= newer.line;
}

Diagnostic explainSyntaxError(syntax::Module &module,
                              const ParseOptions &options,
                              const RejectedText &rejected) {
  Diagnostic newer = explainByGrammar(module, options, rejected);
  if (options.grammar <= options.level)
    return newer;
  // Messages of the library's level come from its own grammar, which words some
  // errors differently (those of f-strings above all).
  ParseOptions own = options;
  own.grammar = options.level;
  TokenBuffer tokens;
  Lexer lexer(module.source.text(), own, module.identifiers, tokens, nullptr);
  LexStop stop = lexer.run();
  if (stop == LexStop::OutOfMemory)
    return newer;
  Diagnostic older =
      explainByGrammar(module, own, {tokens, lexer, stop, rejected.failedLine});
  bool olderLexical =
      stop == LexStop::Problem && older.message == lexer.problem.message;
  return isSameError(newer, older, olderLexical, rejected) ? older : newer;
}

} // namespace dxpy::syntax
