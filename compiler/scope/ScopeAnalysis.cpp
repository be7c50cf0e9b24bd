// The second pass: where each name lives. A name bound in a function and used
// in a block inside it becomes a cell there and free below; all others are
// locals or globals.
#include "compiler/scope/ScopeBuilder.h"

#include <algorithm>

namespace dxpy::scope {

namespace {

// A sorted set of names.
class NameSet {
public:
  bool contains(Identifier name) const {
    return std::binary_search(names.begin(), names.end(), name.index);
  }
  void insert(Identifier name) {
    auto at = std::lower_bound(names.begin(), names.end(), name.index);
    if (at == names.end() || *at != name.index)
      names.insert(at, name.index);
  }
  bool remove(Identifier name) {
    auto at = std::lower_bound(names.begin(), names.end(), name.index);
    if (at == names.end() || *at != name.index)
      return false;
    names.erase(at);
    return true;
  }
  void insertAll(const NameSet &other) {
    if (other.names.empty())
      return;
    std::vector<uint32_t> merged;
    merged.reserve(names.size() + other.names.size());
    std::set_union(names.begin(), names.end(), other.names.begin(),
                   other.names.end(), std::back_inserter(merged));
    names = std::move(merged);
  }
  auto begin() const { return names.begin(); }
  auto end() const { return names.end(); }

private:
  std::vector<uint32_t> names;
};

class Analyzer {
public:
  Analyzer(syntax::Module &module, base::Diagnostic &error)
      : module(module), error(error) {
    classCell = module.identifiers.intern("__class__");
    classNamespace = module.identifiers.intern("__classdict__");
  }

  // `bound`: names bound in enclosing functions, null for a module; `free`:
  // out; `global`: declared ones.
  bool analyze(Scope &scope, NameSet *bound, NameSet &free, NameSet &global) {
    NameSet local, newBound, newGlobal, newFree;
    bool isClass = scope.kind == BlockKind::Class;
    // names of a class are invisible in its methods
    if (isClass) {
      newGlobal = global;
      if (bound)
        newBound = *bound;
    }
    for (Symbol &symbol : scope.symbols)
      if (!analyzeName(scope, symbol, bound, local, free, global))
        return false;
    if (isClass) {
      newBound.insert(classCell);
      newBound.insert(classNamespace);
    } else {
      if (scope.isFunctionLike())
        newBound = local;
      if (bound)
        newBound.insertAll(*bound);
      newGlobal = global;
    }
    for (Scope *child : scope.children) {
      // bindings of a block do not go back to its parent: each child has copies
      NameSet childBound = newBound, childFree, childGlobal = newGlobal;
      if (!analyze(*child, &childBound, childFree, childGlobal))
        return false;
      newFree.insertAll(childFree);
      if (child->hasFree || child->childHasFree)
        scope.childHasFree = true;
    }
    if (scope.isFunctionLike())
      makeCells(scope, newFree);
    else if (isClass) {
      scope.needsClassClosure = newFree.remove(classCell);
      scope.needsClassNamespace = newFree.remove(classNamespace);
    }
    addFree(scope, bound, newFree, isClass);
    free.insertAll(newFree);
    return true;
  }

private:
  bool fail(const Scope &scope, DiagnosticId id, Identifier name) {
    for (const Directive &directive : scope.directives)
      if (directive.name == name) {
        error = diagnosticAt(module, id, {module.text(name)}, directive.range);
        return false;
      }
    error = diagnosticAt(module, id, {module.text(name)}, scope.range);
    return false;
  }

  bool analyzeName(Scope &scope, Symbol &symbol, NameSet *bound, NameSet &local,
                   NameSet &free, NameSet &global) {
    Identifier name = symbol.name;
    if (symbol.flags & DefGlobal) {
      if (symbol.flags & DefNonlocal)
        return fail(scope, DiagnosticId::NonlocalAndGlobal, name);
      symbol.scope = NameScope::GlobalExplicit;
      global.insert(name);
      if (bound)
        bound->remove(name);
      return true;
    }
    if (symbol.flags & DefNonlocal) {
      if (!bound)
        return fail(scope, DiagnosticId::NonlocalAtModule, name);
      if (!bound->contains(name))
        return fail(scope, DiagnosticId::NoBindingForNonlocal, name);
      symbol.scope = NameScope::Free;
      scope.hasFree = true;
      free.insert(name);
      return true;
    }
    if (symbol.flags & DefBound) {
      symbol.scope = NameScope::Local;
      local.insert(name);
      global.remove(name);
      return true;
    }
    if (bound && bound->contains(name)) {
      symbol.scope = NameScope::Free;
      scope.hasFree = true;
      free.insert(name);
      return true;
    }
    symbol.scope = NameScope::GlobalImplicit;
    if (scope.nested && !global.contains(name))
      scope.hasFree = true;
    return true;
  }

  void makeCells(Scope &scope, NameSet &free) {
    for (Symbol &symbol : scope.symbols)
      if (symbol.scope == NameScope::Local && free.contains(symbol.name)) {
        symbol.scope = NameScope::Cell;
        free.remove(symbol.name);
      }
  }

  // Free names of children become symbols here, unless they are globals.
  void addFree(Scope &scope, NameSet *bound, const NameSet &free,
               bool isClass) {
    for (uint32_t index : free) {
      Identifier name(index);
      if (Symbol *symbol = scope.find(name)) {
        if (isClass && (symbol->flags & (DefBound | DefGlobal)))
          symbol->flags |= DefFreeClass;
        continue;
      }
      if (bound && !bound->contains(name))
        continue;
      scope.findOrAdd(name).scope = NameScope::Free;
    }
  }

  syntax::Module &module;
  base::Diagnostic &error;
  Identifier classCell, classNamespace;
};

} // namespace

bool analyzeScopes(syntax::Module &module, ScopeTree &tree,
                   base::Diagnostic &error) {
  Analyzer analyzer(module, error);
  NameSet free, global;
  return analyzer.analyze(tree.top(), nullptr, free, global);
}

} // namespace dxpy::scope
