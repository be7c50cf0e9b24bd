#include "compile.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::bytecode;
using test::compile;

TEST_CASE("modes: exec, eval, single") {
  auto exec = compile("1 + x\n");
  REQUIRE(exec);
  CHECK(exec->name == "<module>");
  CHECK(exec->traits == (kTraitUsesNamespace | kTraitModule));
  auto eval = compile("x + 1", syntax::ParseMode::Eval);
  REQUIRE(eval);
  CHECK(eval->code.back().op == Opcode::Return);
  auto single = compile("x\n", syntax::ParseMode::Single);
  REQUIRE(single);
  CHECK(single->code[1].op == Opcode::DisplayHook);
  auto nested = compile("def f():\n  x\n", syntax::ParseMode::Single);
  REQUIRE(nested);
  for (const Instruction &insn : test::find(*nested, "f")->code)
    CHECK(insn.op != Opcode::DisplayHook);
}

TEST_CASE("flags and layout of functions") {
  auto unit = compile("def f(a, /, b, *c, d, **e):\n  yield a\nasync def g(): "
                      "yield 1\nasync def h(): pass\n");
  REQUIRE(unit);
  const CodeUnit *f = test::find(*unit, "f");
  CHECK(f->flags == (kCodeOptimized | kCodeNewLocals | kCodeVarArgs |
                     kCodeVarKeywords | kCodeGenerator));
  CHECK(f->layout.argCount == 2);
  CHECK(f->layout.positionalOnlyCount == 1);
  CHECK(f->layout.keywordOnlyCount == 1);
  CHECK(f->localNames == std::vector<std::string>{"a", "b", "d", "c", "e"});
  for (uint8_t kind : f->localKinds)
    CHECK((kind & kLocalOwned) != 0); // a generator owns its parameters
  CHECK((test::find(*unit, "g")->flags & kCodeAsyncGenerator) != 0);
  CHECK((test::find(*unit, "h")->flags & kCodeCoroutine) != 0);
}

TEST_CASE("qualified names") {
  auto unit = compile(
      "class C:\n  def m(self):\n    def inner(): return [1 for _ in x]\n"
      "    global made\n    def made(): pass\n");
  REQUIRE(unit);
  CHECK(test::find(*unit, "m")->qualname == "C.m");
  CHECK(test::find(*unit, "inner")->qualname == "C.m.<locals>.inner");
  CHECK(test::find(*unit, "<listcomp>")->qualname ==
        "C.m.<locals>.inner.<locals>.<listcomp>");
  CHECK(test::find(*unit, "made")->qualname == "made");
}

TEST_CASE("optimisation levels drop asserts and __debug__") {
  CompileOptions optimized;
  optimized.optimize = 1;
  auto with = compile("assert x\nif __debug__: y\n");
  auto without = compile("assert x\nif __debug__: y\n", syntax::ParseMode::Exec,
                         optimized);
  REQUIRE(with);
  REQUIRE(without);
  CHECK(with->code.size() > 4);
  CHECK(without->code.size() == 2); // return None
}

TEST_CASE("top-level await only where it is allowed") {
  auto refused = test::tryCompile("await x\n");
  REQUIRE_FALSE(bool(refused));
  CHECK(refused.error().message == "'await' outside function");
  CompileOptions allowed;
  allowed.topLevelAwait = true;
  auto unit = compile("await x\nasync for a in b: pass\n",
                      syntax::ParseMode::Exec, allowed);
  REQUIRE(unit);
  CHECK((unit->flags & kCodeCoroutine) != 0);
}

TEST_CASE("deep trees are an error, not a crash") {
  std::string sum = "x = a";
  for (int i = 0; i < 20000; ++i)
    sum += "+a";
  auto result = test::tryCompile(sum + "\n");
  REQUIRE_FALSE(bool(result));
  CHECK(result.error().exceptionClass() ==
        base::DiagnosticClass::RecursionError);
}

TEST_CASE("jumps longer than 16 bits take Extended") {
  std::string text = "def f(x):\n  while x:\n";
  for (int i = 0; i < 20000; ++i)
    text += "    x = x + 1\n";
  auto unit = compile(text);
  REQUIRE(unit);
  const CodeUnit *f = test::find(*unit, "f");
  bool wide = false;
  for (const Instruction &insn : f->code)
    wide |= insn.op == Opcode::Extended;
  CHECK(wide);
  CHECK_FALSE(bool(dpb::verify(viewOf(*f))));
  std::string printed = disassemble(*f);
  AssemblyResult again = assemble(printed);
  REQUIRE_MESSAGE(again.code, again.error);
  CHECK(disassemble(*again.code) == printed);
}

TEST_CASE("warnings carry CPython's words") {
  auto result = test::tryCompile("x is 1\n");
  REQUIRE(bool(result));
  REQUIRE(result->warnings.size() == 1);
  CHECK(result->warnings[0].message ==
        "\"is\" with a literal. Did you mean \"==\"?");
  CHECK(result->warnings[0].line == 1);
}
