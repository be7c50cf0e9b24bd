// The first pass of scope analysis: walks the tree and collects what each block
// does with each name. Internal to this folder.
#pragma once

#include "compiler/scope/Scope.h"

namespace dxpy::scope {

namespace ast = syntax::ast;
using base::DiagnosticId;

class ScopeBuilder {
public:
  ScopeBuilder(syntax::Module &module, ScopeTree &tree,
               const ScopeOptions &options)
      : module(module), tree(tree), options(options) {}

  bool run();
  base::Diagnostic takeError() { return std::move(error); }

private:
  // Statements and expressions; all return false after an error.
  bool visitStatement(const ast::StmtNode *node);
  bool visitStatements(const ast::Seq<ast::StmtNode *> &nodes);
  bool visitExpr(const ast::ExprNode *node);
  bool visitExprs(const ast::Seq<ast::ExprNode *> &nodes);
  bool visitOptional(const ast::ExprNode *node) {
    return !node || visitExpr(node);
  }
  bool dispatchStatement(const ast::StmtNode *node);
  bool dispatchExpr(const ast::ExprNode *node);
  template <class T> bool visitFunction(const T *node, bool isAsync);
  bool visitClass(const ast::ClassDef *node);
  bool visitLambda(const ast::Lambda *node);
  bool visitAnnAssign(const ast::AnnAssign *node);
  bool visitTypeAlias(const ast::TypeAlias *node);
  bool visitGlobal(const ast::Global *node);
  bool visitNonlocal(const ast::Nonlocal *node);
  bool declare(const ast::Node *node, Identifier name, SymbolFlags flag);
  template <class T> bool visitTry(const T *node);
  bool visitWithItems(const ast::Seq<ast::WithItem *> &items);
  bool visitAliases(const ast::Seq<ast::Alias *> &names);
  bool visitKeywords(const ast::Seq<ast::Keyword *> &keywords);
  bool visitPattern(const ast::PatternNode *node);
  bool visitPatterns(const ast::Seq<ast::PatternNode *> &nodes);
  bool dispatchPattern(const ast::PatternNode *node);
  bool visitName(const ast::Name *node);
  bool visitNamedExpr(const ast::NamedExpr *node);
  bool extendWalrusScope(const ast::Name *target);
  bool visitComprehension(const ast::ExprNode *node, std::string_view name,
                          ComprehensionKind kind,
                          const ast::Seq<ast::Comprehension *> &generators,
                          const ast::ExprNode *element,
                          const ast::ExprNode *value);
  bool visitGenerator(const ast::Comprehension *node);
  bool visitYield(const ast::ExprNode *node, const ast::ExprNode *value);
  bool visitParameters(const ast::Arguments *node);
  bool visitDefaults(const ast::Arguments *node);
  bool visitAnnotation(const ast::ExprNode *node);
  bool visitAnnotations(const ast::Node *function,
                        const ast::Arguments *arguments,
                        const ast::ExprNode *returns);
  bool visitArgAnnotations(const ast::Seq<ast::Arg *> &args);
  bool enterTypeParameters(const ast::Node *node, Identifier name,
                           const ast::Seq<ast::TypeParamNode *> &params);
  bool visitTypeParam(const ast::TypeParamNode *node);
  bool visitTypeVariableScope(const ast::Node *key, Identifier name,
                              const ast::ExprNode *value, bool isDefault);
  bool collectFuture();
  bool checkFuture(const ast::ImportFrom *node);
  bool forbidInAnnotation(const ast::Node *node, std::string_view what);

  Scope *enter(Identifier name, BlockKind kind, const ast::Node *node);
  void leave();
  bool define(Identifier name, unsigned flags, const SourceRange &range) {
    return defineIn(*current, name, flags, range);
  }
  bool defineIn(Scope &scope, Identifier name, unsigned flags,
                const SourceRange &range);
  unsigned flagsOf(Identifier name);
  void recordDirective(Identifier name, const SourceRange &range);
  bool fail(DiagnosticId id, std::initializer_list<std::string_view> arguments,
            const SourceRange &range, bool withEnd = true);
  bool failDepth();

  Identifier intern(std::string_view text) {
    return module.identifiers.intern(text);
  }
  std::string_view text(Identifier id) const { return module.text(id); }

  syntax::Module &module;
  ScopeTree &tree;
  const ScopeOptions &options;
  base::Diagnostic error;
  Scope *current = nullptr;
  Identifier privateName;
  unsigned depth = 0;
};

// The second pass: decides where each name lives.
bool analyzeScopes(syntax::Module &module, ScopeTree &tree,
                   base::Diagnostic &error);

} // namespace dxpy::scope
