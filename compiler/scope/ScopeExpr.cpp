// Expressions and patterns of the first pass.
#include "compiler/scope/ScopeBuilder.h"

namespace dxpy::scope {

bool ScopeBuilder::visitExprs(const ast::Seq<ast::ExprNode *> &nodes) {
  for (const ast::ExprNode *node : nodes)
    if (node && !visitExpr(node))
      return false;
  return true;
}

bool ScopeBuilder::visitExpr(const ast::ExprNode *node) {
  if (depth >= options.maxDepth)
    return failDepth();
  ++depth;
  bool fine = dispatchExpr(node);
  --depth;
  return fine;
}

bool ScopeBuilder::dispatchExpr(const ast::ExprNode *node) {
  using namespace ast;
  switch (node->nodeKind) {
  case NodeKind::NamedExpr:
    return visitNamedExpr(cast<NamedExpr>(node));
  case NodeKind::BoolOp:
    return visitExprs(cast<BoolOp>(node)->values);
  case NodeKind::BinOp: {
    auto *e = cast<BinOp>(node);
    return visitExpr(e->left) && visitExpr(e->right);
  }
  case NodeKind::UnaryOp:
    return visitExpr(cast<UnaryOp>(node)->operand);
  case NodeKind::Lambda:
    return visitLambda(cast<Lambda>(node));
  case NodeKind::IfExp: {
    auto *e = cast<IfExp>(node);
    return visitExpr(e->test) && visitExpr(e->body) && visitExpr(e->orelse);
  }
  case NodeKind::Dict: {
    auto *e = cast<Dict>(node);
    return visitExprs(e->keys) && visitExprs(e->values);
  }
  case NodeKind::Set:
    return visitExprs(cast<Set>(node)->elts);
  case NodeKind::ListComp: {
    auto *e = cast<ListComp>(node);
    return visitComprehension(e, "listcomp", ComprehensionKind::List,
                              e->generators, e->elt, nullptr);
  }
  case NodeKind::SetComp: {
    auto *e = cast<SetComp>(node);
    return visitComprehension(e, "setcomp", ComprehensionKind::Set,
                              e->generators, e->elt, nullptr);
  }
  case NodeKind::DictComp: {
    auto *e = cast<DictComp>(node);
    return visitComprehension(e, "dictcomp", ComprehensionKind::Dict,
                              e->generators, e->key, e->value);
  }
  case NodeKind::GeneratorExp: {
    auto *e = cast<GeneratorExp>(node);
    return visitComprehension(e, "genexpr", ComprehensionKind::Generator,
                              e->generators, e->elt, nullptr);
  }
  case NodeKind::Await:
    if (!forbidInAnnotation(node, "await expression") ||
        !visitExpr(cast<Await>(node)->value))
      return false;
    current->isCoroutine = true;
    return true;
  case NodeKind::Yield:
    return visitYield(node, cast<Yield>(node)->value);
  case NodeKind::YieldFrom:
    return visitYield(node, cast<YieldFrom>(node)->value);
  case NodeKind::Compare: {
    auto *e = cast<Compare>(node);
    return visitExpr(e->left) && visitExprs(e->comparators);
  }
  case NodeKind::Call: {
    auto *e = cast<Call>(node);
    return visitExpr(e->func) && visitExprs(e->args) &&
           visitKeywords(e->keywords);
  }
  case NodeKind::FormattedValue: {
    auto *e = cast<FormattedValue>(node);
    return visitExpr(e->value) && visitOptional(e->format_spec);
  }
  case NodeKind::Interpolation: {
    auto *e = cast<Interpolation>(node);
    return visitExpr(e->value) && visitOptional(e->format_spec);
  }
  case NodeKind::JoinedStr:
    return visitExprs(cast<JoinedStr>(node)->values);
  case NodeKind::TemplateStr:
    return visitExprs(cast<TemplateStr>(node)->values);
  case NodeKind::Attribute:
    return visitExpr(cast<Attribute>(node)->value);
  case NodeKind::Subscript: {
    auto *e = cast<Subscript>(node);
    return visitExpr(e->value) && visitExpr(e->slice);
  }
  case NodeKind::Starred:
    return visitExpr(cast<Starred>(node)->value);
  case NodeKind::Slice: {
    auto *e = cast<Slice>(node);
    return visitOptional(e->lower) && visitOptional(e->upper) &&
           visitOptional(e->step);
  }
  case NodeKind::Name:
    return visitName(cast<Name>(node));
  case NodeKind::List:
    return visitExprs(cast<List>(node)->elts);
  case NodeKind::Tuple:
    return visitExprs(cast<Tuple>(node)->elts);
  default: // constants
    return true;
  }
}

bool ScopeBuilder::visitLambda(const ast::Lambda *node) {
  if (!visitDefaults(node->args))
    return false;
  enter(intern("lambda"), BlockKind::Function, node);
  bool fine = visitParameters(node->args) && visitExpr(node->body);
  leave();
  return fine;
}

bool ScopeBuilder::visitName(const ast::Name *node) {
  bool load = node->ctx == ast::ExprContext::Load;
  if (load && text(node->id) == "__debug__") // a constant
    return true;
  if (!define(node->id, load ? Used : DefLocal, node->loc))
    return false;
  // super() without arguments needs the cell of the class
  if (load && current->kind == BlockKind::Function && text(node->id) == "super")
    return define(intern("__class__"), Used, node->loc);
  return true;
}

// In a comprehension the target of := belongs to the block around all
// comprehensions.
bool ScopeBuilder::extendWalrusScope(const ast::Name *target) {
  for (Scope *scope = current; scope; scope = scope->parent) {
    if (scope->comprehension != ComprehensionKind::None) {
      const Symbol *symbol = scope->find(target->id);
      if (symbol && (symbol->flags & DefCompIter))
        return fail(DiagnosticId::WalrusRebindsIteration, {text(target->id)},
                    target->loc);
      continue;
    }
    if (scope->kind == BlockKind::Function) {
      const Symbol *symbol = scope->find(target->id);
      bool global = symbol && (symbol->flags & DefGlobal);
      if (!define(target->id, global ? DefGlobal : DefNonlocal, target->loc))
        return false;
      recordDirective(target->id, target->loc);
      scope->bindsWithWalrus = true;
      return defineIn(*scope, target->id, DefLocal, target->loc);
    }
    if (scope->kind == BlockKind::Module) {
      if (!define(target->id, DefGlobal, target->loc))
        return false;
      recordDirective(target->id, target->loc);
      return defineIn(*scope, target->id, DefGlobal, target->loc);
    }
    if (scope->kind == BlockKind::Class)
      return fail(DiagnosticId::WalrusInClassComprehension, {}, target->loc);
    if (scope->kind != BlockKind::Annotation)
      return forbidInAnnotation(target, "named expression");
  }
  return true;
}

bool ScopeBuilder::visitNamedExpr(const ast::NamedExpr *node) {
  if (!forbidInAnnotation(node, "named expression"))
    return false;
  if (current->comprehensionIterable > 0)
    return fail(DiagnosticId::WalrusInIterable, {}, node->loc);
  if (current->comprehension != ComprehensionKind::None) {
    if (auto *target = ast::dynCast<ast::Name>(node->target))
      if (!extendWalrusScope(target))
        return false;
  }
  current->bindsWithWalrus = true;
  return visitExpr(node->value) && visitExpr(node->target);
}

bool ScopeBuilder::visitYield(const ast::ExprNode *node,
                              const ast::ExprNode *value) {
  if (!forbidInAnnotation(node, "yield expression") || !visitOptional(value))
    return false;
  current->isGenerator = true;
  switch (current->comprehension) {
  case ComprehensionKind::None:
    return true;
  case ComprehensionKind::List:
    return fail(DiagnosticId::YieldInListComp, {}, node->loc);
  case ComprehensionKind::Set:
    return fail(DiagnosticId::YieldInSetComp, {}, node->loc);
  case ComprehensionKind::Dict:
    return fail(DiagnosticId::YieldInDictComp, {}, node->loc);
  case ComprehensionKind::Generator:
    return fail(DiagnosticId::YieldInGenerator, {}, node->loc);
  }
  return true;
}

bool ScopeBuilder::visitGenerator(const ast::Comprehension *node) {
  current->comprehensionTarget = true;
  if (!visitExpr(node->target))
    return false;
  current->comprehensionTarget = false;
  ++current->comprehensionIterable;
  if (!visitExpr(node->iter))
    return false;
  --current->comprehensionIterable;
  if (!visitExprs(node->ifs))
    return false;
  if (node->is_async)
    current->isCoroutine = true;
  return true;
}

bool ScopeBuilder::visitComprehension(
    const ast::ExprNode *node, std::string_view name, ComprehensionKind kind,
    const ast::Seq<ast::Comprehension *> &generators,
    const ast::ExprNode *element, const ast::ExprNode *value) {
  const ast::Comprehension *outermost = generators[0];
  ++current->comprehensionIterable;
  if (!visitExpr(outermost->iter))
    return false;
  --current->comprehensionIterable;
  Scope *scope = enter(intern(name), BlockKind::Function, node);
  scope->comprehension = kind;
  scope->isCoroutine = outermost->is_async;
  if (!define(intern(".0"), DefParameter, node->loc))
    return false;
  scope->comprehensionTarget = true;
  if (!visitExpr(outermost->target))
    return false;
  scope->comprehensionTarget = false;
  if (!visitExprs(outermost->ifs))
    return false;
  for (uint32_t i = 1; i < generators.size(); ++i)
    if (!visitGenerator(generators[i]))
      return false;
  if (!visitOptional(value) || !visitExpr(element))
    return false;
  bool isGenerator = kind == ComprehensionKind::Generator;
  scope->isGenerator = isGenerator;
  leave();
  if (scope->isCoroutine && !isGenerator)
    current->isCoroutine = true;
  return true;
}

// -- Patterns

bool ScopeBuilder::visitPatterns(const ast::Seq<ast::PatternNode *> &nodes) {
  for (const ast::PatternNode *node : nodes)
    if (!visitPattern(node))
      return false;
  return true;
}

bool ScopeBuilder::visitPattern(const ast::PatternNode *node) {
  if (depth >= options.maxDepth)
    return failDepth();
  ++depth;
  bool fine = dispatchPattern(node);
  --depth;
  return fine;
}

bool ScopeBuilder::dispatchPattern(const ast::PatternNode *node) {
  using namespace ast;
  auto bind = [&](Identifier name) {
    return !name || define(name, DefLocal, node->loc);
  };
  switch (node->nodeKind) {
  case NodeKind::MatchValue:
    return visitExpr(cast<MatchValue>(node)->value);
  case NodeKind::MatchSequence:
    return visitPatterns(cast<MatchSequence>(node)->patterns);
  case NodeKind::MatchStar:
    return bind(cast<MatchStar>(node)->name);
  case NodeKind::MatchMapping: {
    auto *p = cast<MatchMapping>(node);
    return visitExprs(p->keys) && visitPatterns(p->patterns) && bind(p->rest);
  }
  case NodeKind::MatchClass: {
    auto *p = cast<MatchClass>(node);
    return visitExpr(p->cls) && visitPatterns(p->patterns) &&
           visitPatterns(p->kwd_patterns);
  }
  case NodeKind::MatchAs: {
    auto *p = cast<MatchAs>(node);
    return (!p->pattern || visitPattern(p->pattern)) && bind(p->name);
  }
  case NodeKind::MatchOr:
    return visitPatterns(cast<MatchOr>(node)->patterns);
  default: // singletons
    return true;
  }
}

} // namespace dxpy::scope
