// parseModule: the stages in order, and the way to the error path.
#include "compiler/syntax/Parser.h"

#include "compiler/syntax/ParserImpl.h"
#include "compiler/syntax/SyntaxErrors.h"

#include <algorithm>

namespace dxpy::syntax {

using base::Diagnostic;
using base::DiagnosticId;

static Diagnostic memoryError(DiagnosticId id) {
  Diagnostic d;
  d.id = id;
  d.message = base::formatDiagnostic(id, {});
  d.hasPlace = false;
  return d;
}

static Seq<TypeIgnore *> typeIgnoreNodes(syntax::Module &m,
                                         const Lexer &lexer) {
  Seq<TypeIgnore *> nodes;
  auto count = uint32_t(lexer.typeIgnores.size());
  if (!count)
    return nodes;
  nodes = {m.arena.makeArray<TypeIgnore *>(count), count};
  if (m.arena.failed())
    return {};
  for (uint32_t i = 0; i < count; ++i) {
    auto *t = m.arena.make<TypeIgnore>();
    t->nodeKind = NodeKind::TypeIgnore;
    t->lineno = int32_t(lexer.typeIgnores[i].line);
    t->tag = lexer.typeIgnores[i].tag;
    nodes[i] = t;
  }
  return nodes;
}

base::Result<syntax::Module> parseModule(base::SourceBuffer source,
                                         const ParseOptions &options) {
  syntax::Module m;
  m.source = std::move(source);
  m.features = options.features;
  if (options.mode == ParseMode::Exec)
    m.source.terminateLastLine();
  TokenBuffer tokens;
  if (!internKeywords(m.identifiers) ||
      !tokens.reserve(m.source.text().size() / 4 + 16))
    return memoryError(DiagnosticId::OutOfMemory);
  Lexer lexer(m.source.text(), options, m.identifiers, tokens, &m.warnings);
  lexer.setUndecoded(m.source.undecoded());
  LexStop stop = lexer.run();
  if (stop == LexStop::OutOfMemory)
    return memoryError(DiagnosticId::OutOfMemory);
  {
    Parser parser(m, options, tokens);
    m.root = parser.parseRoot();
    if (parser.outOfMemory())
      return memoryError(DiagnosticId::OutOfMemory);
    if (!m.root)
      return explainSyntaxError(m, options,
                                {tokens, lexer, stop, parser.topToken()});
    if (parser.nearlyTooDeep() &&
        isTooDeep(m, options, {tokens, lexer, stop, 0}))
      return memoryError(DiagnosticId::ParserStackOverflow);
  }
  if (auto *root = dynCast<ast::Module>(m.root); root && options.typeComments)
    root->type_ignores = typeIgnoreNodes(m, lexer);
  std::sort(
      m.warnings.begin(), m.warnings.end(),
      [](const Diagnostic &a, const Diagnostic &b) { return a.line < b.line; });
  return m;
}

} // namespace dxpy::syntax
