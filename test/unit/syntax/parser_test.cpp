#include "parse.h"

#include "compiler/syntax/AstVisitor.h"

#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::syntax;
using namespace dxpy::syntax::test;

TEST_CASE(
    "powers bind tighter than the sign before and looser than the one behind") {
  CHECK(expression("-a ** -b") ==
        "UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), "
        "op=Pow(), "
        "right=UnaryOp(op=USub(), operand=Name(id='b', ctx=Load()))))");
}

TEST_CASE("binary operators associate to the left") {
  CHECK(expression("1 - 2 - 3 * 4") ==
        "BinOp(left=BinOp(left=Constant(value=1), op=Sub(), "
        "right=Constant(value=2)), op=Sub(), "
        "right=BinOp(left=Constant(value=3), op=Mult(), "
        "right=Constant(value=4)))");
}

TEST_CASE("a chain of comparisons is one node") {
  CHECK(expression("a < b is not c not in d") ==
        "Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), IsNot(), NotIn()], "
        "comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load()), "
        "Name(id='d', ctx=Load())])");
}

TEST_CASE("a generator expression that is a call's only argument has the "
          "call's brackets") {
  CHECK(expression("f(x for x in y)", {}, true)
            .find("col_offset=1, end_lineno=1, end_col_offset=15") !=
        std::string::npos);
}

TEST_CASE("large ints are limbs") {
  auto m = parse("x = 0x1_0000_0000_0000_0000_0000_0000_0000_0001");
  REQUIRE(m);
  auto *assign =
      ast::cast<ast::Assign>(ast::cast<ast::Module>(m->root)->body[0]);
  auto &v = ast::cast<ast::Constant>(assign->value)->value;
  CHECK(v.kind == ast::ConstantKind::BigInt);
  REQUIRE(v.size == 3);
  CHECK(v.limbs[0] == 1);
  CHECK(v.limbs[1] == 0);
  CHECK(v.limbs[2] == 1);
  CHECK(expression("18446744073709551616") ==
        "Constant(value=18446744073709551616)");
  CHECK(expression("18446744073709551615") ==
        "Constant(value=18446744073709551615)");
  CHECK(expression("340282366920938463463374607431768211456") ==
        "Constant(value=340282366920938463463374607431768211456)");
}

TEST_CASE("floats are rounded correctly and printed as repr() does") {
  CHECK(expression("1e400") == "Constant(value=inf)");
  CHECK(expression("1e-400") == "Constant(value=0.0)");
  CHECK(expression("1_0.5") == "Constant(value=10.5)");
  CHECK(expression("1e16") == "Constant(value=1e+16)");
  CHECK(expression("123456789012345.6") == "Constant(value=123456789012345.6)");
  CHECK(expression("0.00001") == "Constant(value=1e-05)");
  CHECK(expression("5e-324") == "Constant(value=5e-324)");
  CHECK(expression("2.0j") == "Constant(value=2j)");
}

TEST_CASE("surrogates stay apart") {
  CHECK(expression("'\\ud800\\udc00\\U0001F600'") ==
        "Constant(value='\\ud800\\udc00\xF0\x9F\x98\x80')");
}

TEST_CASE("a module owns everything its tree needs") {
  auto make = [] {
    std::string text = "x = 'abc'  # a text that goes away\n";
    return parse(text);
  };
  auto m = make();
  REQUIRE(m);
  syntax::Module moved = std::move(*m);
  CHECK(dumpAst(moved, 11, false) ==
        "Module(body=[Assign(targets=[Name(id='x', ctx=Store())], "
        "value=Constant(value='abc'))], "
        "type_ignores=[])");
}

TEST_CASE("the visitor reaches every node once, in order") {
  struct Names : ast::Visitor<Names> {
    explicit Names(const syntax::Module &module) : m(module) {}
    void visitName(ast::Name *n) { found.append(m.text(n->id)).append(" "); }
    const syntax::Module &m;
    std::string found;
  };
  auto m =
      parse("def f(a: b = c, *d, e=g) -> h:\n  {i: j, **k}\n  lambda l=n: o\n");
  REQUIRE(m);
  Names names(*m);
  names.visit(m->root);
  CHECK(names.found == "b g c i j k n o h ");
}

TEST_CASE("newer syntax is accepted by the newer grammar only") {
  ParseOptions old;
  old.grammar = 11;
  for (std::string_view text :
       {"type X = int", "def f[T](): pass", "class A[T: int]: pass",
        "f'{a['b']}'", "t'{a}'", "try: pass\nexcept A, B: pass"}) {
    CAPTURE(text);
    CHECK(parse(text));
    CHECK_FALSE(parse(text, old));
  }
  // Soft keywords are names elsewhere.
  for (std::string_view text :
       {"type = 1", "match = type(case)", "match[1] = 2", "type (x)",
        "match (x)", "match * a", "print(match, case, _)"})
    CHECK(parse(text));
}

TEST_CASE("places inside f-strings follow the level") {
  ParseOptions o;
  CHECK(expression("'a' f'{x}b'", o, true)
            .find("FormattedValue(value=Name(id='x', ctx=Load(), lineno=1, "
                  "col_offset=7, end_lineno=1, "
                  "end_col_offset=8), conversion=-1, lineno=1, col_offset=0") !=
        std::string::npos);
  o.level = 12;
  CHECK(expression("'a' f'{x}b'", o, true)
            .find("conversion=-1, lineno=1, col_offset=6, end_lineno=1, "
                  "end_col_offset=9)") != std::string::npos);
}

TEST_CASE("invalid escapes are warnings, in order") {
  auto m = parse("a = '\\d'\nb = b'\\q'\nc = 1if a else 2\n");
  REQUIRE(m);
  REQUIRE(m->warnings.size() == 3);
  CHECK(m->warnings[0].message == "invalid escape sequence '\\d'");
  CHECK(m->warnings[1].line == 2);
  CHECK(m->warnings[2].id == base::DiagnosticId::KeywordAfterNumber);
}

TEST_CASE("the future import of annotations is seen") {
  auto m = parse("from __future__ import division, annotations\n");
  REQUIRE(m);
  CHECK(m->features.annotations);
}

TEST_CASE("deep sources end in an error, never in a crash") {
  std::string minus(100000, '-'), brackets(150, '['), calls = "x";
  CHECK_FALSE(parse(minus + "1"));
  CHECK(parse(minus.substr(0, 5000) + "1"));
  CHECK(parse(brackets + std::string(150, ']')));
  for (int i = 0; i < 100000; ++i)
    calls += "()";
  CHECK(parse(calls));
}
