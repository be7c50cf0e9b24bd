#include "compiler/syntax/Keywords.h"
#include "compiler/syntax/Lexer.h"

#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::syntax;
using enum TokenKind;

namespace {

struct Lexed {
  explicit Lexed(std::string_view text, int grammar = 14) : content(text) {
    options.grammar = grammar;
    internKeywords(names);
    Lexer lexer(content, options, names, tokens, nullptr);
    stop = lexer.run();
    problem = lexer.problem;
  }
  std::vector<TokenKind> kinds() const {
    std::vector<TokenKind> found;
    for (size_t i = 0; i < tokens.size(); ++i)
      found.push_back(tokens[i].kind);
    return found;
  }

  std::string content;
  ParseOptions options;
  base::StringTable names;
  TokenBuffer tokens;
  LexStop stop;
  base::Diagnostic problem;
};

} // namespace

TEST_CASE("blank lines and comments give no tokens") {
  CHECK(Lexed("\n  # a\n\t\n\f\n").kinds() == std::vector{EndMarker});
}

TEST_CASE("blocks give Indent and one Dedent each") {
  CHECK(Lexed("if a:\n  if b:\n    c\nd\n").kinds() ==
        std::vector{KwIf, Ident, Colon, Newline, Indent, KwIf, Ident, Colon,
                    Newline, Indent, Ident, Newline, Dedent, Dedent, Ident,
                    Newline, EndMarker});
}

TEST_CASE("brackets and backslashes join lines") {
  CHECK(Lexed("(a,\n  b)\n").kinds() ==
        std::vector{LPar, Ident, Comma, Ident, RPar, Newline, EndMarker});
  CHECK(Lexed("a + \\\n  b\n").kinds() ==
        std::vector{Ident, Plus, Ident, Newline, EndMarker});
}

TEST_CASE("the longest operator wins") {
  CHECK(Lexed("**= ** * //= // -> := ... . <<= <= <>\n").kinds() ==
        std::vector{DoubleStarEqual, DoubleStar, Star, DoubleSlashEqual,
                    DoubleSlash, Arrow, ColonEqual, TokenKind::Ellipsis, Dot,
                    LeftShiftEqual, LessEqual, NotEqual, Newline, EndMarker});
}

TEST_CASE("places count bytes; a token over several lines ends on its last") {
  Lexed l("\xC3\xA9 = '''a\nb''' + 1\n");
  CHECK(l.tokens[1].col == 3);
  CHECK(l.tokens[2].line == 1);
  CHECK(l.tokens[2].endLine == 2);
  CHECK(l.tokens[2].endCol == 4);
  CHECK(l.tokens[3].line == 2);
  CHECK(l.tokens[3].col == 5);
}

TEST_CASE(
    "identifiers are interned in NFKC; keywords in other letters are names") {
  Lexed l(
      "\xEF\xAC\x81x fix \xF0\x9D\x90\xA2\xF0\x9D\x90\x9F\n"); // U+FB01 x, and
                                                               // bold "if"
  CHECK(l.tokens[0].name == l.tokens[1].name);
  CHECK(l.tokens[2].kind == Ident);
  CHECK(l.names.text(l.tokens[2].name) == "if");
}

TEST_CASE("string prefixes") {
  CHECK(Lexed("rb'' Rb'' bR'' f'' rf'' u'' t'' tr''\n").kinds() ==
        std::vector{String, String, String, String, String, String, String,
                    String, Newline, EndMarker});
  CHECK(Lexed("bu''\n").kinds() ==
        std::vector{Ident, String, Newline, EndMarker});
  CHECK(Lexed("t''\n", 11).kinds() ==
        std::vector{Ident, String, Newline, EndMarker});
}

TEST_CASE("an f-string may hold its own quotes, in the new grammar only") {
  CHECK(Lexed("f'{a['x']}'\n").kinds() ==
        std::vector{String, Newline, EndMarker});
  CHECK(Lexed("f'{a['x']}'\n", 11).kinds() ==
        std::vector{String, Ident, String, Newline, EndMarker});
  CHECK(Lexed("f'{f'{f'{1}'}'}' 'x'\n").kinds() ==
        std::vector{String, String, Newline, EndMarker});
}

TEST_CASE("the first error ends the tokens") {
  Lexed l("a\n1a\nb\n");
  CHECK(l.kinds() == std::vector{Ident, Newline, Error});
  CHECK(l.stop == LexStop::Problem);
  CHECK(l.problem.id == base::DiagnosticId::InvalidLiteral);
  CHECK(l.problem.line == 2);
}
