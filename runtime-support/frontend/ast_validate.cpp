// What holds for every tree that the parser makes, checked in those that a
// program made: the compiler relies on it.
#include "compiler/syntax/AstVisitor.h"
#include "runtime-support/frontend/ast_classes.h"
#include "runtime-support/objects/errors.h"

namespace dxpy {

namespace ast = syntax::ast;
using namespace syntax::ast;
using syntax::SourceRange;

namespace {

class Validator {
public:
  Validator(ThreadState &ts, const syntax::Module &module)
      : ts(ts), module(module) {}

  bool root(ModNode *node);

private:
  template <class... Args> bool fail(std::string_view message, Args... args) {
    return raise(ts, types::ValueError, message, {MessageArg(args)...});
  }
  std::string_view text(syntax::Identifier id) const { return module.text(id); }

  bool place(const Node *node);
  bool name(syntax::Identifier id);
  bool expr(ExprNode *node, ExprContext context = ExprContext::Load);
  bool exprParts(ExprNode *node, ExprContext context);
  bool contextOf(ExprNode *node, ExprContext context);
  bool optional(ExprNode *node) { return !node || expr(node); }
  bool exprs(Seq<ExprNode *> nodes, ExprContext context = ExprContext::Load,
             bool nullAllowed = false);
  bool notEmpty(size_t count, const char *what, const Node *owner) {
    return count || fail("empty {} on {}", what, nodeName(owner->nodeKind));
  }
  bool body(Seq<StmtNode *> nodes, const Node *owner) {
    return notEmpty(nodes.size(), "body", owner) && stmts(nodes);
  }
  bool stmts(Seq<StmtNode *> nodes);
  bool stmt(StmtNode *node);
  bool targets(Seq<ExprNode *> nodes, const Node *owner, ExprContext context) {
    return notEmpty(nodes.size(), "targets", owner) && exprs(nodes, context);
  }
  bool keywords(Seq<Keyword *> nodes);
  bool arguments(const ast::Arguments &arguments);
  bool comprehension(Seq<Comprehension *> nodes);
  bool withItems(Seq<WithItem *> items, const Node *owner);
  template <class Def> bool function(const Def *def);
  template <class Loop> bool loop(const Loop *loop);
  template <class TryNode> bool tryStatement(const TryNode *node);
  bool pattern(PatternNode *node, bool starAllowed);
  bool patterns(Seq<PatternNode *> nodes, bool starAllowed);
  bool patternValue(ExprNode *node);
  bool capture(syntax::Identifier id);

  ThreadState &ts;
  const syntax::Module &module;
};

bool Validator::place(const Node *node) {
  const SourceRange &at = node->loc;
  int line = int(at.lineno), endLine = int(at.end_lineno);
  int column = int(at.col_offset), endColumn = int(at.end_col_offset);
  if (line > endLine)
    return fail("AST node line range ({}, {}) is not valid", line, endLine);
  if ((line < 0 && endLine != line) || (column < 0 && column != endColumn))
    return fail("AST node column range ({}, {}) for line range ({}, {}) is not "
                "valid",
                column, endColumn, line, endLine);
  if (line == endLine && column > endColumn)
    return fail("line {}, column {}-{} is not a valid range", line, column,
                endColumn);
  return true;
}

bool Validator::name(syntax::Identifier id) {
  for (std::string_view constant : {"None", "True", "False"})
    if (text(id) == constant)
      return fail("identifier field can't represent '{}' constant", constant);
  return true;
}

bool Validator::exprs(Seq<ExprNode *> nodes, ExprContext context,
                      bool nullAllowed) {
  for (ExprNode *node : nodes) {
    if (!node && nullAllowed)
      continue;
    if (!node)
      return fail("None disallowed in expression list");
    if (!expr(node, context))
      return false;
  }
  return true;
}

bool Validator::keywords(Seq<Keyword *> nodes) {
  for (Keyword *node : nodes)
    if (!expr(node->value))
      return false;
  return true;
}

bool Validator::arguments(const ast::Arguments &a) {
  auto annotations = [&](Seq<Arg *> args) {
    for (Arg *arg : args)
      if (!place(arg) || !optional(arg->annotation))
        return false;
    return true;
  };
  if (!annotations(a.posonlyargs) || !annotations(a.args) ||
      (a.vararg && !optional(a.vararg->annotation)) ||
      !annotations(a.kwonlyargs) || (a.kwarg && !optional(a.kwarg->annotation)))
    return false;
  if (a.defaults.size() > a.posonlyargs.size() + a.args.size())
    return fail("more positional defaults than args on arguments");
  if (a.kw_defaults.size() != a.kwonlyargs.size())
    return fail(
        "length of kwonlyargs is not the same as kw_defaults on arguments");
  return exprs(a.defaults) && exprs(a.kw_defaults, ExprContext::Load, true);
}

bool Validator::comprehension(Seq<Comprehension *> nodes) {
  if (nodes.empty())
    return fail("comprehension with no generators");
  for (Comprehension *node : nodes)
    if (!expr(node->target, ExprContext::Store) || !expr(node->iter) ||
        !exprs(node->ifs))
      return false;
  return true;
}

std::string_view contextName(ExprContext context) { return enumName(context); }

/// The context of an expression that can be assigned to must be the wanted one.
bool Validator::contextOf(ExprNode *node, ExprContext context) {
  ExprContext actual = ExprContext::Load;
  bool assignable = true;
  switch (node->nodeKind) {
#define CONTEXT(Kind)                                                          \
  case NodeKind::Kind:                                                         \
    actual = cast<ast::Kind>(node)->ctx;                                       \
    break;
    CONTEXT(Attribute)
    CONTEXT(Subscript)
    CONTEXT(Starred)
    CONTEXT(Name)
    CONTEXT(List)
    CONTEXT(Tuple)
#undef CONTEXT
  default:
    assignable = false;
    if (context != ExprContext::Load)
      return fail("expression which can't be assigned to in {} context",
                  contextName(context));
  }
  if (assignable && actual != context)
    return fail("expression must have {} context but has {} instead",
                contextName(context), contextName(actual));
  return true;
}

bool Validator::expr(ExprNode *node, ExprContext context) {
  if (!checkNativeStack(ts, " during compilation") || !place(node))
    return false;
  if (auto *named = dynCast<ast::Name>(node); named && !name(named->id))
    return false;
  return contextOf(node, context) && exprParts(node, context);
}

bool Validator::exprParts(ExprNode *node, ExprContext context) {
  switch (node->nodeKind) {
  case NodeKind::BoolOp: {
    auto *n = cast<ast::BoolOp>(node);
    if (n->values.size() < 2)
      return fail("BoolOp with less than 2 values");
    return exprs(n->values);
  }
  case NodeKind::NamedExpr: {
    auto *n = cast<ast::NamedExpr>(node);
    if (!isA<ast::Name>(n->target))
      return raise(ts, types::TypeError, "NamedExpr target must be a Name");
    return expr(n->target, ExprContext::Store) && expr(n->value);
  }
  case NodeKind::Lambda:
    return arguments(*cast<ast::Lambda>(node)->args) &&
           expr(cast<ast::Lambda>(node)->body);
  case NodeKind::Dict: {
    auto *n = cast<ast::Dict>(node);
    if (n->keys.size() != n->values.size())
      return fail("Dict doesn't have the same number of keys as values");
    return exprs(n->keys, ExprContext::Load, true) && exprs(n->values);
  }
  case NodeKind::ListComp:
    return comprehension(cast<ast::ListComp>(node)->generators) &&
           expr(cast<ast::ListComp>(node)->elt);
  case NodeKind::SetComp:
    return comprehension(cast<ast::SetComp>(node)->generators) &&
           expr(cast<ast::SetComp>(node)->elt);
  case NodeKind::GeneratorExp:
    return comprehension(cast<ast::GeneratorExp>(node)->generators) &&
           expr(cast<ast::GeneratorExp>(node)->elt);
  case NodeKind::DictComp: {
    auto *n = cast<ast::DictComp>(node);
    return comprehension(n->generators) && expr(n->key) && expr(n->value);
  }
  case NodeKind::Compare: {
    auto *n = cast<ast::Compare>(node);
    if (n->comparators.empty())
      return fail("Compare with no comparators");
    if (n->comparators.size() != n->ops.size())
      return fail("Compare has a different number of comparators and operands");
    return exprs(n->comparators) && expr(n->left);
  }
  case NodeKind::Call: {
    auto *n = cast<ast::Call>(node);
    return expr(n->func) && exprs(n->args) && keywords(n->keywords);
  }
  case NodeKind::Starred:
    return expr(cast<ast::Starred>(node)->value, context);
  case NodeKind::List:
    return exprs(cast<ast::List>(node)->elts, context);
  case NodeKind::Tuple:
    return exprs(cast<ast::Tuple>(node)->elts, context);
  default: {
    bool good = true;
    forEachChild(node, [&](Node *child) {
      good = good && expr(static_cast<ExprNode *>(child));
    });
    // Elements of sequences that are None are not seen above.
    if (auto *set = dynCast<ast::Set>(node))
      return good && exprs(set->elts);
    if (auto *joined = dynCast<ast::JoinedStr>(node))
      return good && exprs(joined->values);
    return good;
  }
  }
}

// Patterns
// -------------------------------------------------------------------

bool Validator::capture(syntax::Identifier id) {
  if (text(id) == "_")
    return fail("can't capture name '_' in patterns");
  return name(id);
}

/// A literal, -number, number + imaginary, or a dotted name.
bool Validator::patternValue(ExprNode *node) {
  if (!expr(node))
    return false;
  auto number = [](ExprNode *n) {
    if (auto *unary = dynCast<ast::UnaryOp>(n);
        unary && unary->op == UnaryOperator::USub)
      n = unary->operand;
    auto *constant = dynCast<ast::Constant>(n);
    return constant && constant->value.kind >= ConstantKind::Int &&
           constant->value.kind <= ConstantKind::Complex;
  };
  bool good = number(node) || isA<ast::JoinedStr>(node);
  if (auto *constant = dynCast<ast::Constant>(node))
    good = good || constant->value.kind == ConstantKind::Str ||
           constant->value.kind == ConstantKind::Bytes;
  if (auto *sum = dynCast<ast::BinOp>(node))
    good = (sum->op == Operator::Add || sum->op == Operator::Sub) &&
           number(sum->left) && number(sum->right);
  if (auto *attribute = dynCast<ast::Attribute>(node)) {
    ExprNode *base = attribute->value;
    while (auto *inner = dynCast<ast::Attribute>(base))
      base = inner->value;
    good = isA<ast::Name>(base);
  }
  return good || fail("patterns may only match literals and attribute lookups");
}

bool Validator::patterns(Seq<PatternNode *> nodes, bool starAllowed) {
  for (PatternNode *node : nodes)
    if (node ? !pattern(node, starAllowed)
             : !fail("None disallowed in pattern list"))
      return false;
  return true;
}

bool Validator::pattern(PatternNode *node, bool starAllowed) {
  if (!checkNativeStack(ts, " during compilation") || !place(node))
    return false;
  if (auto *n = dynCast<ast::MatchValue>(node))
    return patternValue(n->value);
  if (auto *n = dynCast<ast::MatchSingleton>(node))
    return n->value.kind <= ConstantKind::False ||
           fail("MatchSingleton can only contain True, False and None");
  if (auto *n = dynCast<ast::MatchSequence>(node))
    return patterns(n->patterns, true);
  if (auto *n = dynCast<ast::MatchMapping>(node)) {
    if (n->keys.size() != n->patterns.size())
      return fail(
          "MatchMapping doesn't have the same number of keys as patterns");
    if (n->rest && !capture(n->rest))
      return false;
    for (ExprNode *key : n->keys) {
      auto *constant = dynCast<ast::Constant>(key);
      if (constant && constant->value.kind <= ConstantKind::False)
        continue;
      if (!patternValue(key))
        return false;
    }
    return patterns(n->patterns, false);
  }
  if (auto *n = dynCast<ast::MatchClass>(node)) {
    if (n->kwd_attrs.size() != n->kwd_patterns.size())
      return fail("MatchClass doesn't have the same number of keyword "
                  "attributes as patterns");
    if (!expr(n->cls))
      return false;
    ExprNode *base = n->cls;
    while (auto *inner = dynCast<ast::Attribute>(base))
      base = inner->value;
    if (!isA<ast::Name>(base))
      return fail(
          "MatchClass cls field can only contain Name or Attribute nodes.");
    for (syntax::Identifier id : n->kwd_attrs)
      if (!name(id))
        return false;
    return patterns(n->patterns, false) && patterns(n->kwd_patterns, false);
  }
  if (auto *n = dynCast<ast::MatchStar>(node)) {
    if (!starAllowed)
      return fail("can't use MatchStar here");
    return !n->name || capture(n->name);
  }
  if (auto *n = dynCast<ast::MatchAs>(node)) {
    if (n->name && !capture(n->name))
      return false;
    if (!n->pattern)
      return true;
    if (!n->name)
      return fail("MatchAs must specify a target name if a pattern is given");
    return pattern(n->pattern, false);
  }
  auto *n = cast<ast::MatchOr>(node);
  if (n->patterns.size() < 2)
    return fail("MatchOr requires at least 2 patterns");
  return patterns(n->patterns, false);
}

// Statements
// -----------------------------------------------------------------

bool Validator::stmts(Seq<StmtNode *> nodes) {
  for (StmtNode *node : nodes)
    if (node ? !stmt(node) : !fail("None disallowed in statement list"))
      return false;
  return true;
}

bool Validator::withItems(Seq<WithItem *> items, const Node *owner) {
  if (!notEmpty(items.size(), "items", owner))
    return false;
  for (WithItem *item : items)
    if (!expr(item->context_expr) ||
        (item->optional_vars && !expr(item->optional_vars, ExprContext::Store)))
      return false;
  return true;
}

template <class Def> bool Validator::function(const Def *def) {
  return body(def->body, def) && arguments(*def->args) &&
         exprs(def->decorator_list) && optional(def->returns);
}

template <class Loop> bool Validator::loop(const Loop *node) {
  return expr(node->target, ExprContext::Store) && expr(node->iter) &&
         body(node->body, node) && stmts(node->orelse);
}

template <class TryNode> bool Validator::tryStatement(const TryNode *node) {
  if (!body(node->body, node))
    return false;
  std::string_view kind = nodeName(node->nodeKind);
  if (node->handlers.empty() && node->finalbody.empty())
    return fail("{} has neither except handlers nor finalbody", kind);
  if (node->handlers.empty() && !node->orelse.empty())
    return fail("{} has orelse but no except handlers", kind);
  for (ExceptHandler *handler : node->handlers)
    if (!place(handler) || !optional(handler->type) ||
        !body(handler->body, handler))
      return false;
  return stmts(node->finalbody) && stmts(node->orelse);
}

bool Validator::stmt(StmtNode *node) {
  if (!checkNativeStack(ts, " during compilation") || !place(node))
    return false;
  switch (node->nodeKind) {
  case NodeKind::FunctionDef:
    return function(cast<ast::FunctionDef>(node));
  case NodeKind::AsyncFunctionDef:
    return function(cast<ast::AsyncFunctionDef>(node));
  case NodeKind::ClassDef: {
    auto *n = cast<ast::ClassDef>(node);
    return body(n->body, n) && exprs(n->bases) && keywords(n->keywords) &&
           exprs(n->decorator_list);
  }
  case NodeKind::Return:
    return optional(cast<ast::Return>(node)->value);
  case NodeKind::Delete:
    return targets(cast<ast::Delete>(node)->targets, node, ExprContext::Del);
  case NodeKind::Assign: {
    auto *n = cast<ast::Assign>(node);
    return targets(n->targets, n, ExprContext::Store) && expr(n->value);
  }
  case NodeKind::AugAssign: {
    auto *n = cast<ast::AugAssign>(node);
    return expr(n->target, ExprContext::Store) && expr(n->value);
  }
  case NodeKind::AnnAssign: {
    auto *n = cast<ast::AnnAssign>(node);
    if (n->simple && !isA<ast::Name>(n->target))
      return raise(ts, types::TypeError,
                   "AnnAssign with simple non-Name target");
    return expr(n->target, ExprContext::Store) && optional(n->value) &&
           expr(n->annotation);
  }
  case NodeKind::For:
    return loop(cast<ast::For>(node));
  case NodeKind::AsyncFor:
    return loop(cast<ast::AsyncFor>(node));
  case NodeKind::While: {
    auto *n = cast<ast::While>(node);
    return expr(n->test) && body(n->body, n) && stmts(n->orelse);
  }
  case NodeKind::If: {
    auto *n = cast<ast::If>(node);
    return expr(n->test) && body(n->body, n) && stmts(n->orelse);
  }
  case NodeKind::With:
    return withItems(cast<ast::With>(node)->items, node) &&
           body(cast<ast::With>(node)->body, node);
  case NodeKind::AsyncWith:
    return withItems(cast<ast::AsyncWith>(node)->items, node) &&
           body(cast<ast::AsyncWith>(node)->body, node);
  case NodeKind::Match: {
    auto *n = cast<ast::Match>(node);
    if (!expr(n->subject) || !notEmpty(n->cases.size(), "cases", n))
      return false;
    for (MatchCase *each : n->cases)
      if (!pattern(each->pattern, false) || !optional(each->guard) ||
          !(each->body.size() || fail("empty body on match_case")) ||
          !stmts(each->body))
        return false;
    return true;
  }
  case NodeKind::Raise: {
    auto *n = cast<ast::Raise>(node);
    if (n->cause && !n->exc)
      return fail("Raise with cause but no exception");
    return optional(n->exc) && optional(n->cause);
  }
  case NodeKind::Try:
    return tryStatement(cast<ast::Try>(node));
  case NodeKind::TryStar:
    return tryStatement(cast<ast::TryStar>(node));
  case NodeKind::Assert:
    return expr(cast<ast::Assert>(node)->test) &&
           optional(cast<ast::Assert>(node)->msg);
  case NodeKind::Import:
    return notEmpty(cast<ast::Import>(node)->names.size(), "names", node);
  case NodeKind::ImportFrom:
    if (cast<ast::ImportFrom>(node)->level < 0)
      return fail("Negative ImportFrom level");
    return notEmpty(cast<ast::ImportFrom>(node)->names.size(), "names", node);
  case NodeKind::Global:
    return notEmpty(cast<ast::Global>(node)->names.size(), "names", node);
  case NodeKind::Nonlocal:
    return notEmpty(cast<ast::Nonlocal>(node)->names.size(), "names", node);
  case NodeKind::Expr:
    return expr(cast<ast::Expr>(node)->value);
  default:
    return true;
  }
}

bool Validator::root(ModNode *node) {
  if (auto *module = dynCast<ast::Module>(node))
    return stmts(module->body);
  if (auto *interactive = dynCast<ast::Interactive>(node))
    return stmts(interactive->body);
  if (auto *expression = dynCast<ast::Expression>(node))
    return expr(expression->body);
  return true;
}

} // namespace

bool validateTree(ThreadState &ts, const syntax::Module &module) {
  return Validator(ts, module).root(module.root);
}

} // namespace dxpy
