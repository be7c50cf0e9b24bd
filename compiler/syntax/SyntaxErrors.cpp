// Explaining a rejected text: by the error grammar, over the tokens that the
// parser had.
#include "compiler/syntax/SyntaxErrors.h"

#include "compiler/syntax/ErrorParser.h"

namespace dxpy::syntax {

using base::Diagnostic;

static ErrorInput inputOf(const syntax::Module &module,
                          const RejectedText &text) {
  return {module.source.text(), text.tokens, text.lexer, text.stop,
          module.source.offsetsInBytes()};
}

// The error by the grammar that the options accept.
static Diagnostic explainByGrammar(syntax::Module &module,
                                   const ParseOptions &options,
                                   const RejectedText &rejected,
                                   uint32_t *reached = nullptr) {
  Diagnostic d;
  ErrorInput input = inputOf(module, rejected);
  ErrorParser parser(module, options, input);
  bool found = parser.explain(d);
  if (reached)
    *reached = parser.reached();
  if (found)
    return d;
  // The error grammar accepts what the parser does not: newer syntax used
  // wrongly.
  d.id = base::DiagnosticId::InvalidSyntax;
  d.message = base::formatDiagnostic(d.id, {});
  d.line = d.endLine = rejected.tokens[rejected.failedToken].line;
  d.offset = d.endOffset = 1;
  d.lineText = module.source.line(d.line);
  d.hasLineText = true;
  return d;
}

bool isTooDeep(syntax::Module &module, const ParseOptions &options,
               const RejectedText &text) {
  Diagnostic d;
  ErrorInput input = inputOf(module, text);
  return ErrorParser(module, options, input).explain(d) &&
         d.exceptionClass() == base::DiagnosticClass::MemoryError;
}

Diagnostic explainSyntaxError(syntax::Module &module,
                              const ParseOptions &options,
                              const RejectedText &rejected) {
  if (options.grammar <= options.level)
    return explainByGrammar(module, options, rejected);
  // Messages of the library's level come from its own grammar, which words some
  // errors differently (those of f-strings above all), as long as that comes as
  // far as the newer one: else it complains about newer syntax that is right.
  ParseOptions own = options;
  own.grammar = options.level;
  TokenBuffer tokens;
  Lexer lexer(module.source.text(), own, module.identifiers, tokens, nullptr);
  lexer.setUndecoded(module.source.undecoded());
  LexStop stop = lexer.run();
  if (stop == LexStop::OutOfMemory)
    return explainByGrammar(module, options, rejected);
  uint32_t reached = 0;
  Diagnostic older =
      explainByGrammar(module, own, {tokens, lexer, stop, 0}, &reached);
  ErrorInput input = inputOf(module, rejected);
  if (reached <
      ErrorParser(module, options, input).reachFrom(rejected.failedToken))
    return explainByGrammar(module, options, rejected);
  bool lexical =
      stop == LexStop::Problem && older.message == lexer.problem.message;
  if (!lexical || rejected.stop != LexStop::End)
    return older;
  Diagnostic newer = explainByGrammar(module, options, rejected);
  return older.line <= newer.line ? older : newer;
}

} // namespace dxpy::syntax
