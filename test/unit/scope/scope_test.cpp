#include "compiler/scope/Scope.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::scope;

namespace {
struct Built {
  std::unique_ptr<syntax::Module> module;
  std::unique_ptr<ScopeTree> tree;
  std::string error;

  NameScope scopeOf(const Scope &scope, std::string_view name) {
    return scope.scopeOf(module->identifiers.find(name));
  }
};

Built build(std::string_view text, ScopeOptions options = {}) {
  Built result;
  auto source = base::SourceBuffer::fromText(text, "test.py");
  REQUIRE(bool(source));
  auto module = syntax::parseModule(std::move(*source), {});
  REQUIRE(bool(module));
  result.module = std::make_unique<syntax::Module>(std::move(*module));
  auto tree = buildScopes(*result.module, options);
  if (tree)
    result.tree = std::move(*tree);
  else
    result.error = tree.error().message;
  return result;
}
} // namespace

TEST_CASE("where names live") {
  Built b = build("def f(a):\n  b = a\n  def g(): return b, c\n  return g\n");
  REQUIRE(b.tree);
  Scope &f = *b.tree->top().children[0], &g = *f.children[0];
  CHECK(b.scopeOf(f, "a") == NameScope::Local);
  CHECK(b.scopeOf(f, "b") == NameScope::Cell);
  CHECK(b.scopeOf(g, "b") == NameScope::Free);
  CHECK(b.scopeOf(g, "c") == NameScope::GlobalImplicit);
  CHECK(b.scopeOf(b.tree->top(), "f") == NameScope::Local);
  CHECK(g.nested);
  CHECK_FALSE(f.nested);
}

TEST_CASE("class names are invisible in methods, __class__ is not") {
  Built b =
      build("x = 1\nclass C:\n  x = 2\n  def m(self): return x, super()\n");
  REQUIRE(b.tree);
  Scope &c = *b.tree->top().children[0], &m = *c.children[0];
  CHECK(b.scopeOf(m, "x") == NameScope::GlobalImplicit);
  CHECK(b.scopeOf(m, "__class__") == NameScope::Free);
  CHECK(c.needsClassClosure);
}

TEST_CASE("many names") {
  std::string text = "def f():\n";
  for (int i = 0; i < 500; ++i)
    text += "  x" + std::to_string(i) + " = " + std::to_string(i) + "\n";
  Built b = build(text + "  return x499\n");
  REQUIRE(b.tree);
  CHECK(b.tree->top().children[0]->symbols.size() == 500);
  CHECK(b.scopeOf(*b.tree->top().children[0], "x499") == NameScope::Local);
}

TEST_CASE("private names") {
  Built b = build("class _C:\n  __x = 1\n  __y__ = 2\nclass ___:\n  __z = 3\n");
  REQUIRE(b.tree);
  Scope &c = *b.tree->top().children[0],
        &underscores = *b.tree->top().children[1];
  CHECK(b.scopeOf(c, "_C__x") == NameScope::Local);
  CHECK(b.scopeOf(c, "__y__") == NameScope::Local);
  CHECK(b.scopeOf(underscores, "__z") == NameScope::Local);
}

TEST_CASE("future features") {
  Built b = build(
      "'doc'\nfrom __future__ import annotations, division\nx: (y := 1)\n");
  CHECK(b.error == "'named expression' can not be used within an annotation");
  b = build("from __future__ import annotations\nx: int\n");
  REQUIRE(b.tree);
  CHECK(b.tree->future.annotations);
  CHECK(b.tree->future.lastLine == 1);
  ScopeOptions inherited;
  inherited.futureAnnotations = true;
  CHECK(build("x: (yield)\n", inherited).error ==
        "'yield expression' can not be used within an annotation");
}

TEST_CASE("errors of the analysis") {
  CHECK(build("def f():\n  nonlocal x\n").error ==
        "no binding for nonlocal 'x' found");
  CHECK(build("nonlocal x\n").error ==
        "nonlocal declaration not allowed at module level");
  CHECK(build("def f(a, a): pass\n").error ==
        "duplicate argument 'a' in function definition");
  CHECK(build("def f():\n  from m import *\n").error ==
        "import * only allowed at module level");
  CHECK(build("def f[T, T](): pass\n").error == "duplicate type parameter 'T'");
  ScopeOptions shallow;
  shallow.maxDepth = 10;
  CHECK(build("x = 1+1+1+1+1+1+1+1+1+1+1+1+1\n", shallow).error ==
        "maximum recursion depth exceeded during compilation");
}
