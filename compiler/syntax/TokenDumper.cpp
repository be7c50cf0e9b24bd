#include "compiler/syntax/TokenDumper.h"
#include "compiler/syntax/AstDumper.h"
#include "compiler/syntax/Keywords.h"
#include "compiler/syntax/Lexer.h"

namespace dxpy::syntax {

namespace {

constexpr const char *kKindNames[] = {
#define TOKEN(Name) #Name,
#include "compiler/syntax/Tokens.def"
};

void appendPlace(std::string &out, uint32_t line, int32_t col) {
  out += std::to_string(line);
  out += ',';
  // Indent and Dedent have no column.
  out += col < 0 ? "-" : std::to_string(col);
}

void pad(std::string &out, size_t start, size_t width) {
  size_t used = out.size() - start;
  out.append(used < width ? width - used : 1, ' ');
}

} // namespace

std::string dumpTokens(const base::SourceBuffer &source) {
  base::StringTable identifiers;
  TokenBuffer tokens;
  std::string out;
  if (!internKeywords(identifiers))
    return out;
  Lexer lexer(source.text(), ParseOptions(), identifiers, tokens, nullptr);
  LexStop stop = lexer.run();
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token &token = tokens[i];
    size_t start = out.size();
    appendPlace(out, token.line, token.col);
    out += '-';
    appendPlace(out, token.endLine, token.endCol);
    pad(out, start, 16);
    size_t kind = out.size();
    out += kKindNames[size_t(token.kind)];
    if (token.end > token.start) {
      pad(out, kind, 16);
      appendStrRepr(out,
                    source.text().substr(token.start, token.end - token.start));
    }
    out += '\n';
  }
  if (stop == LexStop::Problem || stop == LexStop::LineProblem) {
    out += lexer.problem.message;
    out += '\n';
  }
  return out;
}

} // namespace dxpy::syntax
