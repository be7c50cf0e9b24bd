// --emit=scopes: one line a block, its names under it in the order of their
// first use.
#include "compiler/scope/Scope.h"

namespace dxpy::scope {

namespace {

std::string_view kindName(const Scope &scope) {
  switch (scope.comprehension) {
  case ComprehensionKind::List:
    return "listcomp";
  case ComprehensionKind::Set:
    return "setcomp";
  case ComprehensionKind::Dict:
    return "dictcomp";
  case ComprehensionKind::Generator:
    return "genexpr";
  case ComprehensionKind::None:
    break;
  }
  switch (scope.kind) {
  case BlockKind::Module:
    return "module";
  case BlockKind::Class:
    return "class";
  case BlockKind::Function:
    return "function";
  case BlockKind::Annotation:
    return "annotation";
  case BlockKind::TypeParameters:
    return "type parameters of";
  case BlockKind::TypeVariable:
    return "type variable";
  case BlockKind::TypeAlias:
    return "type alias";
  }
  return "";
}

std::string_view scopeName(NameScope scope) {
  switch (scope) {
  case NameScope::Unknown:
    return "unknown";
  case NameScope::Local:
    return "local";
  case NameScope::GlobalExplicit:
    return "global explicit";
  case NameScope::GlobalImplicit:
    return "global implicit";
  case NameScope::Free:
    return "free";
  case NameScope::Cell:
    return "cell";
  }
  return "";
}

class Dumper {
public:
  Dumper(const syntax::Module &module) : module(module) {}

  void dump(const Scope &scope, unsigned indent) {
    line(indent, kindName(scope));
    if (scope.kind != BlockKind::Module &&
        scope.comprehension == ComprehensionKind::None)
      out.append(" ").append(module.text(scope.name));
    if (scope.kind != BlockKind::Module)
      out.append(" @").append(std::to_string(scope.range.lineno));
    flag(scope.nested, "nested");
    flag(scope.isGenerator, "generator");
    flag(scope.isCoroutine, "coroutine");
    flag(scope.needsClassClosure, "class-cell");
    flag(scope.needsClassNamespace, "class-namespace");
    out += '\n';
    for (const Symbol &symbol : scope.symbols) {
      line(indent + 1, module.text(symbol.name));
      out.append(": ").append(scopeName(symbol.scope));
      flag(symbol.flags & DefParameter, "parameter");
      flag(symbol.flags & DefTypeParam, "type-parameter");
      flag(symbol.flags & DefImport, "imported");
      flag(symbol.flags & DefAnnotated, "annotated");
      flag(symbol.flags & DefNonlocal, "nonlocal");
      flag(symbol.flags & DefCompIter, "iterates");
      flag(symbol.flags & DefFreeClass, "free-in-method");
      flag(symbol.flags & Used, "used");
      out += '\n';
    }
    for (const Scope *child : scope.children)
      dump(*child, indent + 1);
  }
  std::string out;

private:
  void line(unsigned indent, std::string_view text) {
    out.append(indent * 2, ' ').append(text);
  }
  void flag(bool on, std::string_view text) {
    if (on)
      out.append(" [").append(text).append("]");
  }
  const syntax::Module &module;
};

} // namespace

std::string dumpScopes(const syntax::Module &module, const ScopeTree &tree) {
  Dumper dumper(module);
  dumper.dump(tree.top(), 0);
  return std::move(dumper.out);
}

} // namespace dxpy::scope
