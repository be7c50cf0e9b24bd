// Blocks, definitions, statements.
#include "compiler/scope/ScopeBuilder.h"

namespace dxpy::scope {

bool ScopeBuilder::fail(DiagnosticId id,
                        std::initializer_list<std::string_view> arguments,
                        const SourceRange &range, bool withEnd) {
  error = diagnosticAt(module, id, arguments, range, withEnd);
  return false;
}

bool ScopeBuilder::failDepth() {
  return fail(DiagnosticId::CompileTooDeep, {}, SourceRange{});
}

bool ScopeBuilder::run() {
  tree.future.annotations = options.futureAnnotations;
  tree.future.barryAsFlufl = options.futureBarryAsFlufl;
  if (!collectFuture())
    return false;
  enter(intern("top"), BlockKind::Module, module.root);
  if (auto *m = ast::dynCast<ast::Module>(module.root))
    return visitStatements(m->body);
  if (auto *m = ast::dynCast<ast::Interactive>(module.root))
    return visitStatements(m->body);
  if (auto *m = ast::dynCast<ast::Expression>(module.root))
    return visitExpr(m->body);
  return true;
}

// -- Blocks and definitions

Scope *ScopeBuilder::enter(Identifier name, BlockKind kind,
                           const ast::Node *node) {
  auto owned = std::make_unique<Scope>();
  Scope *scope = owned.get();
  tree.scopes.push_back(std::move(owned));
  scope->name = name;
  scope->kind = kind;
  scope->node = node;
  scope->range = node->loc;
  scope->parent = current;
  if (current) {
    scope->nested = current->nested || current->isFunctionLike();
    scope->comprehensionIterable = current->comprehensionIterable;
    if (kind != BlockKind::Annotation)
      current->children.push_back(scope);
  }
  if (kind == BlockKind::Module || kind == BlockKind::Class ||
      kind == BlockKind::Function)
    tree.byNode.emplace(node, scope);
  current = scope;
  return scope;
}

void ScopeBuilder::leave() { current = current->parent; }

unsigned ScopeBuilder::flagsOf(Identifier name) {
  const Symbol *symbol = current->find(mangle(module, privateName, name));
  return symbol ? symbol->flags : 0;
}

bool ScopeBuilder::defineIn(Scope &scope, Identifier name, unsigned flags,
                            const SourceRange &range) {
  Identifier mangled = mangle(module, privateName, name);
  Symbol *existing = scope.find(mangled);
  unsigned value = existing ? existing->flags : 0;
  if ((flags & DefParameter) && (value & DefParameter))
    return fail(DiagnosticId::DuplicateArgument, {text(name)}, range);
  if ((flags & DefTypeParam) && (value & DefTypeParam))
    return fail(DiagnosticId::DuplicateTypeParameter, {text(name)}, range);
  value |= flags;
  if (scope.comprehensionTarget) {
    if (value & (DefGlobal | DefNonlocal))
      return fail(DiagnosticId::ComprehensionRebindsWalrus, {text(name)},
                  range);
    value |= DefCompIter;
  }
  scope.findOrAdd(mangled).flags = uint16_t(value);
  if (flags & DefParameter)
    scope.parameters.push_back(mangled);
  else if (flags & DefGlobal)
    tree.top().findOrAdd(mangled).flags |= uint16_t(flags);
  return true;
}

void ScopeBuilder::recordDirective(Identifier name, const SourceRange &range) {
  current->directives.push_back({mangle(module, privateName, name), range});
}

bool ScopeBuilder::forbidInAnnotation(const ast::Node *node,
                                      std::string_view what) {
  switch (current->kind) {
  case BlockKind::Annotation:
    return fail(DiagnosticId::NotInAnnotation, {what}, node->loc);
  case BlockKind::TypeVariable:
    return fail(DiagnosticId::NotInTypeVariable, {what}, node->loc);
  case BlockKind::TypeAlias:
    return fail(DiagnosticId::NotInTypeAlias, {what}, node->loc);
  case BlockKind::TypeParameters:
    return fail(DiagnosticId::NotInTypeParameters, {what}, node->loc);
  default:
    return true;
  }
}

// -- Future statements

bool ScopeBuilder::checkFuture(const ast::ImportFrom *node) {
  for (const ast::Alias *alias : node->names) {
    std::string_view feature = text(alias->name);
    if (feature == "annotations") {
      tree.future.annotations = true;
    } else if (feature == "barry_as_FLUFL") {
      tree.future.barryAsFlufl = true;
    } else if (feature == "braces") {
      return fail(DiagnosticId::NotAChance, {}, node->loc, false);
    } else if (feature != "nested_scopes" && feature != "generators" &&
               feature != "division" && feature != "absolute_import" &&
               feature != "with_statement" && feature != "print_function" &&
               feature != "unicode_literals" && feature != "generator_stop") {
      return fail(DiagnosticId::UndefinedFuture, {feature}, node->loc, false);
    }
  }
  return true;
}

bool ScopeBuilder::collectFuture() {
  ast::Seq<ast::StmtNode *> body;
  if (auto *m = ast::dynCast<ast::Module>(module.root))
    body = m->body;
  else if (auto *m = ast::dynCast<ast::Interactive>(module.root))
    body = m->body;
  bool done = false;
  uint32_t previousLine = 0;
  for (uint32_t i = 0; i < body.size(); ++i) {
    const ast::StmtNode *statement = body[i];
    if (i == 0)
      if (auto *expr = ast::dynCast<ast::Expr>(statement))
        if (auto *constant = ast::dynCast<ast::Constant>(expr->value))
          if (constant->value.kind == ast::ConstantKind::Str)
            continue;
    if (done && statement->loc.lineno > previousLine)
      return true;
    previousLine = statement->loc.lineno;
    auto *import = ast::dynCast<ast::ImportFrom>(statement);
    if (!import || !import->module || text(import->module) != "__future__") {
      done = true;
      continue;
    }
    if (done) {
      SourceRange range = statement->loc;
      range.col_offset -= 1; // CPython's column here counts from 0
      return fail(DiagnosticId::LateFuture, {}, range, false);
    }
    if (!checkFuture(import))
      return false;
    tree.future.lastLine = statement->loc.lineno;
  }
  return true;
}

// -- Statements

bool ScopeBuilder::visitStatements(const ast::Seq<ast::StmtNode *> &nodes) {
  for (const ast::StmtNode *node : nodes)
    if (!visitStatement(node))
      return false;
  return true;
}

bool ScopeBuilder::visitStatement(const ast::StmtNode *node) {
  if (depth >= options.maxDepth)
    return failDepth();
  ++depth;
  bool fine = dispatchStatement(node);
  --depth;
  return fine;
}

bool ScopeBuilder::dispatchStatement(const ast::StmtNode *node) {
  using namespace ast;
  switch (node->nodeKind) {
  case NodeKind::FunctionDef:
    return visitFunction(cast<FunctionDef>(node), false);
  case NodeKind::AsyncFunctionDef:
    return visitFunction(cast<AsyncFunctionDef>(node), true);
  case NodeKind::ClassDef:
    return visitClass(cast<ClassDef>(node));
  case NodeKind::Return: {
    auto *s = cast<Return>(node);
    if (s->value)
      current->returnsValue = true;
    return visitOptional(s->value);
  }
  case NodeKind::Delete:
    return visitExprs(cast<Delete>(node)->targets);
  case NodeKind::Assign: {
    auto *s = cast<Assign>(node);
    return visitExprs(s->targets) && visitExpr(s->value);
  }
  case NodeKind::TypeAlias:
    return visitTypeAlias(cast<TypeAlias>(node));
  case NodeKind::AnnAssign:
    return visitAnnAssign(cast<AnnAssign>(node));
  case NodeKind::AugAssign: {
    auto *s = cast<AugAssign>(node);
    return visitExpr(s->target) && visitExpr(s->value);
  }
  case NodeKind::For: {
    auto *s = cast<For>(node);
    return visitExpr(s->target) && visitExpr(s->iter) &&
           visitStatements(s->body) && visitStatements(s->orelse);
  }
  case NodeKind::AsyncFor: {
    auto *s = cast<AsyncFor>(node);
    return visitExpr(s->target) && visitExpr(s->iter) &&
           visitStatements(s->body) && visitStatements(s->orelse);
  }
  case NodeKind::While: {
    auto *s = cast<While>(node);
    return visitExpr(s->test) && visitStatements(s->body) &&
           visitStatements(s->orelse);
  }
  case NodeKind::If: {
    auto *s = cast<If>(node);
    return visitExpr(s->test) && visitStatements(s->body) &&
           visitStatements(s->orelse);
  }
  case NodeKind::Match: {
    auto *s = cast<Match>(node);
    if (!visitExpr(s->subject))
      return false;
    for (const MatchCase *c : s->cases)
      if (!visitPattern(c->pattern) || !visitOptional(c->guard) ||
          !visitStatements(c->body))
        return false;
    return true;
  }
  case NodeKind::Raise: {
    auto *s = cast<Raise>(node);
    return visitOptional(s->exc) && visitOptional(s->cause);
  }
  case NodeKind::Try:
    return visitTry(cast<Try>(node));
  case NodeKind::TryStar:
    return visitTry(cast<TryStar>(node));
  case NodeKind::Assert: {
    auto *s = cast<Assert>(node);
    return visitExpr(s->test) && visitOptional(s->msg);
  }
  case NodeKind::Import:
    return visitAliases(cast<Import>(node)->names);
  case NodeKind::ImportFrom:
    return visitAliases(cast<ImportFrom>(node)->names);
  case NodeKind::Global:
    return visitGlobal(cast<Global>(node));
  case NodeKind::Nonlocal:
    return visitNonlocal(cast<Nonlocal>(node));
  case NodeKind::Expr:
    return visitExpr(cast<Expr>(node)->value);
  case NodeKind::With: {
    auto *s = cast<With>(node);
    return visitWithItems(s->items) && visitStatements(s->body);
  }
  case NodeKind::AsyncWith: {
    auto *s = cast<AsyncWith>(node);
    return visitWithItems(s->items) && visitStatements(s->body);
  }
  default: // pass, break, continue
    return true;
  }
}

bool ScopeBuilder::visitDefaults(const ast::Arguments *node) {
  if (!visitExprs(node->defaults))
    return false;
  for (const ast::ExprNode *value : node->kw_defaults)
    if (value && !visitExpr(value))
      return false;
  return true;
}

template <class T>
bool ScopeBuilder::visitFunction(const T *node, bool isAsync) {
  if (!define(node->name, DefLocal, node->loc) || !visitDefaults(node->args))
    return false;
  bool generic = !node->type_params.empty();
  if (generic) {
    if (!visitExprs(node->decorator_list) ||
        !enterTypeParameters(node, node->name, node->type_params))
      return false;
    if (!node->args->defaults.empty() &&
        !define(intern(".defaults"), DefParameter, node->loc))
      return false;
    for (const ast::ExprNode *value : node->args->kw_defaults)
      if (value) {
        if (!define(intern(".kwdefaults"), DefParameter, node->loc))
          return false;
        break;
      }
  }
  if (!visitAnnotations(node, node->args, node->returns))
    return false;
  if (!generic && !visitExprs(node->decorator_list))
    return false;
  enter(node->name, BlockKind::Function, node)->isCoroutine = isAsync;
  if (!visitParameters(node->args) || !visitStatements(node->body))
    return false;
  leave();
  if (generic)
    leave();
  return true;
}

bool ScopeBuilder::visitClass(const ast::ClassDef *node) {
  if (!define(node->name, DefLocal, node->loc))
    return false;
  bool generic = !node->type_params.empty();
  Identifier outerPrivate = privateName;
  if (generic) {
    if (!visitExprs(node->decorator_list))
      return false;
    privateName = node->name;
    if (!enterTypeParameters(node, node->name, node->type_params))
      return false;
    define(intern(".type_params"), DefLocal | Used, node->loc);
    define(intern(".generic_base"), DefLocal | Used, node->loc);
  }
  if (!visitExprs(node->bases) || !visitKeywords(node->keywords))
    return false;
  if (!generic && !visitExprs(node->decorator_list))
    return false;
  enter(node->name, BlockKind::Class, node);
  privateName = node->name;
  if (generic) {
    define(intern("__type_params__"), DefLocal, node->loc);
    define(intern(".type_params"), Used, node->loc);
  }
  bool fine = visitStatements(node->body);
  privateName = outerPrivate;
  leave();
  if (generic)
    leave();
  return fine;
}

bool ScopeBuilder::visitAnnAssign(const ast::AnnAssign *node) {
  if (auto *target = ast::dynCast<ast::Name>(node->target)) {
    unsigned flags = flagsOf(target->id);
    if ((flags & (DefGlobal | DefNonlocal)) && current != &tree.top() &&
        node->simple)
      return fail(flags & DefGlobal ? DiagnosticId::GlobalAnnotated
                                    : DiagnosticId::NonlocalAnnotated,
                  {text(target->id)}, node->loc);
    if (node->simple) {
      if (!define(target->id, DefAnnotated | DefLocal, target->loc))
        return false;
    } else if (node->value && !define(target->id, DefLocal, target->loc)) {
      return false;
    }
  } else if (!visitExpr(node->target)) {
    return false;
  }
  return visitAnnotation(node->annotation) && visitOptional(node->value);
}

bool ScopeBuilder::declare(const ast::Node *node, Identifier name,
                           SymbolFlags flag) {
  bool global = flag == DefGlobal;
  unsigned flags = flagsOf(name);
  if (flags & (DefParameter | DefLocal | Used | DefAnnotated | DefTypeParam)) {
    DiagnosticId id = global ? DiagnosticId::GlobalAfterAssign
                             : DiagnosticId::NonlocalAfterAssign;
    if (flags & DefParameter)
      id = global ? DiagnosticId::GlobalParameter
                  : DiagnosticId::NonlocalParameter;
    else if (flags & Used)
      id = global ? DiagnosticId::GlobalAfterUse
                  : DiagnosticId::NonlocalAfterUse;
    else if (flags & DefAnnotated)
      id = global ? DiagnosticId::GlobalAnnotated
                  : DiagnosticId::NonlocalAnnotated;
    return fail(id, {text(name)}, node->loc);
  }
  if (!define(name, flag, node->loc))
    return false;
  recordDirective(name, node->loc);
  return true;
}

bool ScopeBuilder::visitGlobal(const ast::Global *node) {
  for (Identifier name : node->names)
    if (!declare(node, name, DefGlobal))
      return false;
  return true;
}

bool ScopeBuilder::visitNonlocal(const ast::Nonlocal *node) {
  for (Identifier name : node->names)
    if (!declare(node, name, DefNonlocal))
      return false;
  return true;
}

template <class T> bool ScopeBuilder::visitTry(const T *node) {
  if (!visitStatements(node->body) || !visitStatements(node->orelse))
    return false;
  for (const ast::ExceptHandler *handler : node->handlers) {
    if (!visitOptional(handler->type))
      return false;
    if (handler->name && !define(handler->name, DefLocal, handler->loc))
      return false;
    if (!visitStatements(handler->body))
      return false;
  }
  return visitStatements(node->finalbody);
}

bool ScopeBuilder::visitWithItems(const ast::Seq<ast::WithItem *> &items) {
  for (const ast::WithItem *item : items)
    if (!visitExpr(item->context_expr) || !visitOptional(item->optional_vars))
      return false;
  return true;
}

bool ScopeBuilder::visitAliases(const ast::Seq<ast::Alias *> &names) {
  for (const ast::Alias *alias : names) {
    std::string_view name = text(alias->asname ? alias->asname : alias->name);
    if (name == "*") {
      if (current->kind != BlockKind::Module)
        return fail(DiagnosticId::ImportStarNotInModule, {}, alias->loc);
      continue;
    }
    std::string stored(name.substr(0, name.find('.')));
    if (!define(intern(stored), DefImport, alias->loc))
      return false;
  }
  return true;
}

bool ScopeBuilder::visitKeywords(const ast::Seq<ast::Keyword *> &keywords) {
  for (const ast::Keyword *keyword : keywords)
    if (!visitExpr(keyword->value))
      return false;
  return true;
}

// -- Type parameters

bool ScopeBuilder::enterTypeParameters(
    const ast::Node *node, Identifier name,
    const ast::Seq<ast::TypeParamNode *> &params) {
  bool inClass = current->kind == BlockKind::Class;
  Scope *scope = enter(name, BlockKind::TypeParameters, node);
  tree.typeParameters.emplace(node, scope);
  if (inClass) {
    scope->seesClassNamespace = true;
    define(intern("__classdict__"), Used, node->loc);
  }
  for (const ast::TypeParamNode *param : params)
    if (!visitTypeParam(param))
      return false;
  return true;
}

bool ScopeBuilder::visitTypeVariableScope(const ast::Node *key, Identifier name,
                                          const ast::ExprNode *value,
                                          bool isDefault) {
  bool seesClass = current->seesClassNamespace;
  Scope *scope = enter(name, BlockKind::TypeVariable, key);
  (isDefault ? tree.defaults : tree.byNode).emplace(key, scope);
  scope->seesClassNamespace = seesClass;
  if (seesClass)
    define(intern("__classdict__"), Used, key->loc);
  bool fine = visitExpr(value);
  leave();
  return fine;
}

bool ScopeBuilder::visitTypeParam(const ast::TypeParamNode *node) {
  Identifier name;
  const ast::ExprNode *bound = nullptr, *value = nullptr;
  if (auto *p = ast::dynCast<ast::TypeVar>(node)) {
    name = p->name;
    bound = p->bound;
    value = p->default_value;
  } else if (auto *p = ast::dynCast<ast::ParamSpec>(node)) {
    name = p->name;
    value = p->default_value;
  } else {
    auto *q = ast::cast<ast::TypeVarTuple>(node);
    name = q->name;
    value = q->default_value;
  }
  if (!define(name, DefTypeParam | DefLocal, node->loc))
    return false;
  if (bound && !visitTypeVariableScope(node, name, bound, false))
    return false;
  return !value || visitTypeVariableScope(node, name, value, true);
}

bool ScopeBuilder::visitTypeAlias(const ast::TypeAlias *node) {
  if (!visitExpr(node->name))
    return false;
  Identifier name = ast::cast<ast::Name>(node->name)->id;
  bool inClass = current->kind == BlockKind::Class;
  bool generic = !node->type_params.empty();
  if (generic && !enterTypeParameters(node, name, node->type_params))
    return false;
  Scope *scope = enter(name, BlockKind::TypeAlias, node);
  tree.byNode.emplace(node, scope);
  scope->seesClassNamespace = inClass;
  if (inClass)
    define(intern("__classdict__"), Used, node->loc);
  if (!visitExpr(node->value))
    return false;
  leave();
  if (generic)
    leave();
  return true;
}

// -- Parameters and annotations

bool ScopeBuilder::visitParameters(const ast::Arguments *node) {
  for (const auto *sequence :
       {&node->posonlyargs, &node->args, &node->kwonlyargs})
    for (const ast::Arg *arg : *sequence)
      if (!define(arg->arg, DefParameter, arg->loc))
        return false;
  if (node->vararg) {
    if (!define(node->vararg->arg, DefParameter, node->vararg->loc))
      return false;
    current->hasVarArgs = true;
  }
  if (node->kwarg) {
    if (!define(node->kwarg->arg, DefParameter, node->kwarg->loc))
      return false;
    current->hasVarKeywords = true;
  }
  return true;
}

bool ScopeBuilder::visitAnnotation(const ast::ExprNode *node) {
  if (!tree.future.annotations)
    return visitExpr(node);
  enter(intern("_annotation"), BlockKind::Annotation, node);
  bool fine = visitExpr(node);
  leave();
  return fine;
}

bool ScopeBuilder::visitArgAnnotations(const ast::Seq<ast::Arg *> &args) {
  for (const ast::Arg *arg : args)
    if (!visitOptional(arg->annotation))
      return false;
  return true;
}

bool ScopeBuilder::visitAnnotations(const ast::Node *function,
                                    const ast::Arguments *arguments,
                                    const ast::ExprNode *returns) {
  if (tree.future.annotations)
    enter(intern("_annotation"), BlockKind::Annotation, function);
  if (!visitArgAnnotations(arguments->posonlyargs) ||
      !visitArgAnnotations(arguments->args))
    return false;
  if (arguments->vararg && !visitOptional(arguments->vararg->annotation))
    return false;
  if (arguments->kwarg && !visitOptional(arguments->kwarg->annotation))
    return false;
  if (!visitArgAnnotations(arguments->kwonlyargs))
    return false;
  if (tree.future.annotations)
    leave();
  return !returns || visitAnnotation(returns);
}

base::Result<std::unique_ptr<ScopeTree>>
buildScopes(syntax::Module &module, const ScopeOptions &options) {
  auto tree = std::make_unique<ScopeTree>();
  ScopeBuilder builder(module, *tree, options);
  if (!builder.run())
    return builder.takeError();
  base::Diagnostic error;
  if (!analyzeScopes(module, *tree, error))
    return error;
  return tree;
}

} // namespace dxpy::scope
