#include "parse.h"

#include "compiler/syntax/ErrorParser.h"
#include "compiler/syntax/Keywords.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

using namespace dxpy;
using namespace dxpy::syntax;
using namespace dxpy::syntax::test;
using base::DiagnosticId;

namespace {

struct IdName {
  std::string_view name;
  DiagnosticId id;
};
constexpr IdName Ids[] = {
#define DIAG(Name, Class, Text) {#Name, DiagnosticId::Name},
#include "compiler/base/Diagnostics.def"
};

std::string_view nameOf(DiagnosticId id) { return Ids[size_t(id)].name; }

void appendUtf8(std::string &out, unsigned c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | c >> 6);
    out += char(0x80 | (c & 0x3F));
  } else {
    out += char(0xE0 | c >> 12);
    out += char(0x80 | (c >> 6 & 0x3F));
    out += char(0x80 | (c & 0x3F));
  }
}

std::string unescaped(std::string_view line) {
  std::string out;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      out += line[i];
      continue;
    }
    char c = line[++i];
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    if (digits) {
      appendUtf8(out,
                 unsigned(std::stoul(std::string(line.substr(i + 1, digits)),
                                     nullptr, 16)));
      i += size_t(digits);
    } else {
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
    }
  }
  return out;
}

std::optional<base::Diagnostic> errorOf(std::string_view text,
                                        ParseOptions options = {}) {
  options.grammar = 11;
  auto m = parse(text, options);
  if (m)
    return std::nullopt;
  return m.takeError();
}

} // namespace

// The texts and places are compared with CPython's by test/lit/syntax; here it
// is that the rows of the table are the ones meant, and that each of them is
// reached.
TEST_CASE("every diagnostic of the syntax is reached") {
  std::set<std::string_view> reached;
  std::ifstream programs(ERROR_PROGRAMS);
  REQUIRE(programs);
  for (std::string line; std::getline(programs, line);) {
    size_t bar = line.find(" | ");
    REQUIRE(bar != line.npos);
    auto error = errorOf(unescaped(std::string_view(line).substr(bar + 3)));
    CAPTURE(line);
    REQUIRE(error);
    CHECK(nameOf(error->id) == line.substr(0, bar));
    reached.insert(nameOf(error->id));
  }
  ParseOptions single, comments, barry, python37;
  python37.featureVersion = 7;
  single.mode = ParseMode::Single;
  comments.typeComments = true;
  barry.features.barryAsFlufl = true;
  ParseOptions incomplete = single;
  incomplete.features.allowIncompleteInput = true;
  std::string deep;
  for (int i = 0; i < 101; ++i)
    deep.append(size_t(i), ' ').append("if 1:\n");
  struct Case {
    const char *text;
    ParseOptions options;
    DiagnosticId id;
  } cases[] = {
      {"a = 1\nb = 2\n", single, DiagnosticId::MultipleStatements},
      {"(a,", incomplete, DiagnosticId::IncompleteInput},
      {"a != b", barry, DiagnosticId::BarryNotEqual},
      {"def f(*, # type: int\n a): pass", comments,
       DiagnosticId::BareStarTypeComment},
      {"def f():  # type: () -> int\n  # type: () -> str\n  pass", comments,
       DiagnosticId::TwoTypeComments},
      {deep.c_str(), {}, DiagnosticId::TooDeepIndentation},
      {"(a := b)", python37, DiagnosticId::OnlySupportedIn},
  };
  for (const Case &c : cases) {
    auto error = errorOf(c.text, c.options);
    CAPTURE(c.text);
    REQUIRE(error);
    CHECK(nameOf(error->id) == nameOf(c.id));
    reached.insert(nameOf(error->id));
  }
  // Those of other stages, of source text, and warnings are tested elsewhere;
  // two rows of CPython's are shadowed by others, and brackets end in the lexer
  // before an f-string has too many.
  std::set<std::string_view> elsewhere = {
      "KeywordAfterNumber",    "InvalidEscape",
      "InvalidOctalEscape",    "InvalidOctalEscapeSyntax",
      "InvalidEscapeSyntax",   "UnexpectedUnindent",
      "MixedTemplates",        "ExpectedBlock",
      "FStringTooManyBrackets"};
  for (auto id = size_t(DiagnosticId::InvalidCharacter);
       id <= size_t(DiagnosticId::FStringEmpty); ++id)
    if (!elsewhere.count(Ids[id].name)) {
      CAPTURE(Ids[id].name);
      CHECK(reached.count(Ids[id].name) == 1);
    }
}

TEST_CASE("the error grammar accepts what the parser accepts") {
  for (std::string_view text :
       {"def f(a, /, b=1, *c, d, **e): return (yield)\n",
        "x: int = 3; y, *z = 1, 2\n",
        "match a:\n  case {'b': [1, *_], **c} | D(e, f=-1+2j) as g if h: "
        "pass\n",
        "with (a as b, c as d,): pass\n",
        "async def f():\n  async for a in b: await c\n",
        "try: pass\nexcept* A as b: pass\n",
        "f(*a, b=c, **d)[1:2, ...] = {**e, 'f': 1}\n", "f'{a!r:{b}}' 'c'\n",
        "lambda a, *b, c=1: [d async for e in f if g]\n",
        "type X[T: int, *U, **V] = list[T]\n", "try: pass\nexcept A, B: pass\n",
        "class A[T](B, metaclass=C): pass\n", "f'{a['b']}'\n"}) {
    CAPTURE(text);
    syntax::Module m;
    ParseOptions options;
    m.source = std::move(*base::SourceBuffer::fromText(text, "<test>"));
    internKeywords(m.identifiers);
    TokenBuffer tokens;
    Lexer lexer(m.source.text(), options, m.identifiers, tokens, nullptr);
    LexStop stop = lexer.run();
    ErrorInput input{m.source.text(), tokens, lexer, stop};
    base::Diagnostic d;
    CHECK_FALSE(ErrorParser(m, options, input).explain(d));
  }
}

TEST_CASE("newer syntax that is wrong is explained") {
  struct Case {
    const char *text;
    DiagnosticId id;
    uint32_t line;
    int32_t offset;
  } cases[] = {
      {"x = 1\ny = t'a' 'b'\n", DiagnosticId::MixedTemplates, 2, 13},
      {"def f[](): pass\n", DiagnosticId::ExpectedToken, 1, 6},
      {"a = 1\nclass A[T: ]: pass\n", DiagnosticId::InvalidSyntax, 2, 12},
      {"try: pass\nexcept A, B as e: pass\n",
       DiagnosticId::ParenthesizeExceptionTypes, 2, 8},
      {"f'{x['a'}'\n", DiagnosticId::FStringUnmatched, 1, 7},
      {"class A[T]:\n  def f[U](self):\n    return (1 2)\n",
       DiagnosticId::ForgotComma, 3, 13},
  };
  for (const Case &c : cases) {
    CAPTURE(c.text);
    auto m = parse(c.text);
    REQUIRE_FALSE(m);
    CHECK(nameOf(m.error().id) == nameOf(c.id));
    CHECK(m.error().line == c.line);
    CHECK(m.error().offset == c.offset);
  }
}

TEST_CASE("newer syntax before an error is no error") {
  auto m = parse("type X = int\nclass A[T]: pass\nf'{a['b']}'\nx = (1 2)\n");
  REQUIRE_FALSE(m);
  CHECK(m.error().line == 4);
  CHECK(m.error().id == DiagnosticId::ForgotComma);
}

TEST_CASE("errors are printed with their line and carets") {
  auto m = parse("if a:\n    f(b, x d)\n");
  REQUIRE_FALSE(m);
  CHECK(base::renderDiagnostic(m.error(), "x.py") ==
        "  File \"x.py\", line 2\n    f(b, x d)\n         ^^^\n"
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
}

TEST_CASE("offsets count characters in text and bytes in undeclared bytes") {
  std::string_view program = "\xC3\xA9 = '\xE2\x82\xAC' 1\n";
  auto text = parse(program);
  REQUIRE_FALSE(text);
  CHECK(text.error().offset == 9);
  auto bytes =
      parseModule(std::move(*base::SourceBuffer::fromBytes(program, "x")), {});
  REQUIRE_FALSE(bytes);
  CHECK(bytes.error().offset == 12);
}
