// Blocks and their names: the finished result of scope analysis. A block is a
// module, class, function, lambda, comprehension or annotation scope; a symbol
// says what a name is in it. CPython 3.11's rules.
#pragma once

#include "compiler/base/Result.h"
#include "compiler/syntax/Parser.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace dxpy::scope {

using syntax::Identifier;
using syntax::SourceRange;

// What a name does in a block.
enum SymbolFlags : uint16_t {
  DefGlobal = 1,
  DefLocal = 2,
  DefParameter = 4,
  DefNonlocal = 8,
  Used = 16,
  DefFreeClass = 64, // free in a method, and also bound or global in this class
  DefImport = 128,
  DefAnnotated = 256,
  DefCompIter = 512,   // iteration variable of a comprehension
  DefTypeParam = 1024, // type parameter
  DefBound = DefLocal | DefParameter | DefImport | DefTypeParam,
};

// Where a name lives, as seen from a block.
enum class NameScope : uint8_t {
  Unknown,
  Local,
  GlobalExplicit,
  GlobalImplicit,
  Free,
  Cell
};

enum class BlockKind : uint8_t {
  Module,
  Class,
  Function,       // functions, lambdas, comprehensions
  Annotation,     // annotations that become strings (from __future__ import
                  // annotations): no code
  TypeParameters, // of a generic function, class or type alias; a function
  TypeVariable, // bound, constraints or default of a type parameter; a function
  TypeAlias,    // value of a `type` statement; a function
};

enum class ComprehensionKind : uint8_t { None, List, Set, Dict, Generator };

struct Symbol {
  Identifier name; // mangled
  uint16_t flags = 0;
  NameScope scope = NameScope::Unknown;
};

// A name in a `global` or `nonlocal` statement, for errors found in the
// analysis.
struct Directive {
  Identifier name;
  SourceRange range;
};

class Scope {
public:
  BlockKind kind = BlockKind::Module;
  ComprehensionKind comprehension = ComprehensionKind::None;
  Identifier name;
  const syntax::ast::Node *node = nullptr;
  SourceRange range;
  Scope *parent = nullptr;
  std::vector<Scope *> children;
  std::vector<Symbol> symbols;
  std::vector<Identifier> parameters; // mangled, in the order of registers
  std::vector<Directive> directives;
  bool nested = false; // inside a function
  bool hasFree = false, childHasFree = false;
  bool isGenerator = false;
  bool isCoroutine = false;
  bool hasVarArgs = false, hasVarKeywords = false;
  bool returnsValue = false;
  bool needsClassClosure = false; // class: a method uses __class__ or super
  bool needsClassNamespace =
      false; // class: an annotation scope inside it reads its namespace
  bool seesClassNamespace = false; // annotation scope directly in a class
  bool bindsWithWalrus =
      false; // an assignment expression binds a name of this block
  bool comprehensionTarget =
      false; // while building: in the target of a comprehension
  int comprehensionIterable =
      0; // while building: depth of comprehension iterables around here

  bool isFunctionLike() const {
    return kind == BlockKind::Function || kind == BlockKind::TypeParameters ||
           kind == BlockKind::TypeVariable || kind == BlockKind::TypeAlias;
  }
  // The symbol of a mangled name, or null.
  Symbol *find(Identifier name);
  const Symbol *find(Identifier name) const {
    return const_cast<Scope *>(this)->find(name);
  }
  Symbol &findOrAdd(Identifier name);
  NameScope scopeOf(Identifier name) const {
    const Symbol *symbol = find(name);
    return symbol ? symbol->scope : NameScope::Unknown;
  }

private:
  std::unordered_map<uint32_t, uint32_t>
      index; // only when there are many symbols
};

// `from __future__` features of a module.
struct FutureFeatures {
  bool annotations = false;
  bool barryAsFlufl = false;
  uint32_t lastLine = 0; // of the last future statement; 0: none
};

class ScopeTree {
public:
  Scope &top() { return *scopes.front(); }
  const Scope &top() const { return *scopes.front(); }
  // The block that `node` opens. A function with type parameters opens two: see
  // typeParametersOf.
  Scope *of(const syntax::ast::Node *node) const {
    return lookUp(byNode, node);
  }
  Scope *typeParametersOf(const syntax::ast::Node *node) const {
    return lookUp(typeParameters, node);
  }
  // The evaluator of the default of a type parameter (`of` gives its bound).
  Scope *defaultOf(const syntax::ast::Node *node) const {
    return lookUp(defaults, node);
  }

  std::vector<std::unique_ptr<Scope>> scopes;
  FutureFeatures future;

private:
  friend class ScopeBuilder;
  using NodeMap = std::unordered_map<const syntax::ast::Node *, Scope *>;
  static Scope *lookUp(const NodeMap &map, const syntax::ast::Node *node) {
    auto found = map.find(node);
    return found == map.end() ? nullptr : found->second;
  }
  NodeMap byNode, typeParameters, defaults;
};

struct ScopeOptions {
  bool topLevelAwait = false;
  // compile() flags that are inherited: features that hold without an import.
  bool futureAnnotations = false;
  bool futureBarryAsFlufl = false;
  unsigned maxDepth = 3000; // nesting of nodes; beyond: RecursionError
};

// Interns mangled names into module.identifiers; changes nothing else.
base::Result<std::unique_ptr<ScopeTree>>
buildScopes(syntax::Module &module, const ScopeOptions &options = {});

// `__x` in class `C` is `_C__x`; `privateName` is the class's name or invalid.
Identifier mangle(syntax::Module &module, Identifier privateName,
                  Identifier name);

// The printed form, for --emit=scopes.
std::string dumpScopes(const syntax::Module &module, const ScopeTree &tree);

// A diagnostic at a byte range, as CPython's later stages give it: columns are
// bytes.
base::Diagnostic diagnosticAt(const syntax::Module &module,
                              base::DiagnosticId id,
                              std::initializer_list<std::string_view> arguments,
                              const SourceRange &range, bool withEnd = true);

} // namespace dxpy::scope
