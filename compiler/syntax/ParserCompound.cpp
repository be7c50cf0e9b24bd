// Compound statements other than match.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

namespace {
// Levels of grammar rules between a block's header and a statement in it.
constexpr int BlockDepth = 8;
} // namespace

StmtNode *Parser::compoundStatement() {
  Depth deeper(*this, BlockDepth);
  if (deeper.exceeded())
    return nullptr;
  Position start = here();
  switch (kind()) {
  case KwIf:
    return ifStatement();
  case KwWhile:
    return whileStatement();
  case KwFor:
    return forStatement(start, false);
  case KwTry:
    return tryStatement();
  case KwWith:
    return withStatement(start, false);
  case KwDef:
    return functionDefinition(start, {}, false);
  case KwClass:
    return classDefinition({});
  case At:
    return decorated();
  default:
    return asyncStatement();
  }
}

// The statements behind a colon: on the same line, or indented below.
bool Parser::block(Seq<StmtNode *> &body) {
  size_t mark = scratch.size();
  if (!accept(Newline)) {
    if (!simpleStatements())
      return false;
  } else {
    if (!accept(Indent) || !statement() || !statements(Dedent))
      return false;
    ++cur;
  }
  body = take<StmtNode *>(mark);
  return true;
}

bool Parser::optionalElse(Seq<StmtNode *> &orelse) {
  return !accept(KwElse) || (accept(Colon) && block(orelse));
}

StmtNode *Parser::ifStatement() {
  Position start = here();
  Depth deeper(*this, 1);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  ExprNode *test = namedExpression();
  Seq<StmtNode *> body, orelse;
  if (!test || !accept(Colon) || !block(body))
    return nullptr;
  if (at(KwElif)) {
    StmtNode *next = ifStatement();
    if (!next)
      return nullptr;
    orelse = single<StmtNode *>(next);
  } else if (!optionalElse(orelse)) {
    return nullptr;
  }
  auto *s = makeStmt<If>(start);
  s->test = test;
  s->body = body;
  s->orelse = orelse;
  return s;
}

StmtNode *Parser::whileStatement() {
  Position start = here();
  ++cur;
  ExprNode *test = namedExpression();
  Seq<StmtNode *> body, orelse;
  if (!test || !accept(Colon) || !block(body) || !optionalElse(orelse))
    return nullptr;
  auto *s = makeStmt<While>(start);
  s->test = test;
  s->body = body;
  s->orelse = orelse;
  return s;
}

StmtNode *Parser::forStatement(Position start, bool isAsync) {
  ++cur;
  ExprNode *target = targetList(ExprContext::Store);
  if (!target || !accept(KwIn))
    return nullptr;
  ExprNode *iter = starExpressions();
  if (!iter || !accept(Colon))
    return nullptr;
  OptionalString comment = typeComment();
  Seq<StmtNode *> body, orelse;
  if (!block(body) || !optionalElse(orelse))
    return nullptr;
  auto fill = [&](auto *s) -> StmtNode * {
    s->target = target;
    s->iter = iter;
    s->body = body;
    s->orelse = orelse;
    s->type_comment = comment;
    return s;
  };
  return isAsync ? fill(makeStmt<AsyncFor>(start)) : fill(makeStmt<For>(start));
}

// ---- try

StmtNode *Parser::tryStatement() {
  Position start = here();
  ++cur;
  Seq<StmtNode *> body, orelse, finalbody;
  if (!accept(Colon) || !block(body))
    return nullptr;
  size_t mark = scratch.size();
  bool star = at(KwExcept) && ahead(1) == Star;
  if (star && !options.allows(11))
    return nullptr;
  while (at(KwExcept)) {
    ExceptHandler *h = exceptHandler(star);
    if (!h)
      return nullptr;
    collect(h);
  }
  Seq<ExceptHandler *> handlers = take<ExceptHandler *>(mark);
  if (!handlers.empty() && !optionalElse(orelse))
    return nullptr;
  if (at(KwFinally)) {
    ++cur;
    if (!accept(Colon) || !block(finalbody))
      return nullptr;
  } else if (handlers.empty()) {
    return nullptr;
  }
  auto fill = [&](auto *s) -> StmtNode * {
    s->body = body;
    s->handlers = handlers;
    s->orelse = orelse;
    s->finalbody = finalbody;
    return s;
  };
  return star ? fill(makeStmt<TryStar>(start)) : fill(makeStmt<Try>(start));
}

ExceptHandler *Parser::exceptHandler(bool star) {
  Position start = here();
  ++cur;
  if (accept(Star) != star)
    return nullptr;
  ExprNode *type = nullptr;
  Identifier name;
  if (star || !at(Colon)) {
    Position typeStart = here();
    type = expression();
    bool several = type && at(Comma) && options.grammar >= 14;
    // Several types need no parentheses in 3.14, unless they get a name.
    if (several)
      type = tupleAfter(type, typeStart,
                        [this] { return at(Star) ? nullptr : expression(); });
    if (!type)
      return nullptr;
    if (!several && accept(KwAs)) {
      if (!at(Ident))
        return nullptr;
      name = cur->name;
      ++cur;
    }
  }
  Seq<StmtNode *> body;
  if (!accept(Colon) || !block(body))
    return nullptr;
  auto *h = makeStmt<ExceptHandler>(start);
  h->type = type;
  h->name = name;
  h->body = body;
  return h;
}

// ---- with

// Whether "(" after `with` opens a list of items: its bracket is closed right
// before the colon.
bool Parser::startsParenthesizedItems() const {
  uint16_t inner = cur->level;
  const Token *t = cur + 1;
  while (t->kind != Error && t->kind != EndMarker &&
         !(t->kind == RPar && t->level < inner))
    ++t;
  return t->kind == RPar && t[1].kind == Colon;
}

StmtNode *Parser::withStatement(Position start, bool isAsync) {
  ++cur;
  Seq<WithItem *> items;
  bool parsed = false;
  if (at(LPar) && startsParenthesizedItems()) {
    const Token *saved = cur;
    size_t mark = scratch.size();
    parsed = withItems(items, true);
    if (parsed && !options.allows(9))
      return nullptr;
    if (!parsed) {
      cur = saved;
      scratch.truncate(mark);
    }
  }
  if (!parsed && !withItems(items, false))
    return nullptr;
  if (!accept(Colon))
    return nullptr;
  OptionalString comment = parsed ? OptionalString() : typeComment();
  Seq<StmtNode *> body;
  if (!block(body))
    return nullptr;
  auto fill = [&](auto *s) -> StmtNode * {
    s->items = items;
    s->body = body;
    s->type_comment = comment;
    return s;
  };
  return isAsync ? fill(makeStmt<AsyncWith>(start))
                 : fill(makeStmt<With>(start));
}

bool Parser::withItems(Seq<WithItem *> &items, bool parenthesized) {
  if (parenthesized)
    ++cur;
  size_t mark = scratch.size();
  do {
    WithItem *item = withItem();
    if (!item)
      return false;
    collect(item);
  } while (accept(Comma) && !(parenthesized && at(RPar)));
  if (parenthesized && !accept(RPar))
    return false;
  items = take<WithItem *>(mark);
  return true;
}

WithItem *Parser::withItem() {
  auto *w = arena.make<WithItem>();
  w->nodeKind = NodeKind::WithItem;
  w->context_expr = expression();
  if (!w->context_expr)
    return nullptr;
  if (accept(KwAs)) {
    ExprNode *target = at(Star) ? starExpression() : binary(0);
    if (!target || !setContext(target, ExprContext::Store))
      return nullptr;
    w->optional_vars = target;
  }
  return w;
}

// ---- definitions

StmtNode *Parser::decorated() {
  size_t mark = scratch.size();
  while (accept(At)) {
    ExprNode *e = namedExpression();
    if (!e || !accept(Newline))
      return nullptr;
    collect(e);
  }
  Seq<ExprNode *> decorators = take<ExprNode *>(mark);
  Position start = here();
  if (at(KwClass))
    return classDefinition(decorators);
  bool isAsync = accept(KwAsync);
  if (isAsync && !options.allows(5))
    return nullptr;
  return at(KwDef) ? functionDefinition(start, decorators, isAsync) : nullptr;
}

StmtNode *Parser::asyncStatement() {
  if (!options.allows(5))
    return nullptr;
  Position start = here();
  ++cur;
  switch (kind()) {
  case KwDef:
    return functionDefinition(start, {}, true);
  case KwFor:
    return forStatement(start, true);
  case KwWith:
    return withStatement(start, true);
  default:
    return nullptr;
  }
}

StmtNode *Parser::functionDefinition(Position start, Seq<ExprNode *> decorators,
                                     bool isAsync) {
  ++cur;
  if (!at(Ident))
    return nullptr;
  Identifier name = cur->name;
  ++cur;
  Seq<TypeParamNode *> params;
  if (!typeParams(params) || !accept(LPar))
    return nullptr;
  Arguments *args = parameters(false);
  if (!args || !accept(RPar))
    return nullptr;
  ExprNode *returns = nullptr;
  if (accept(Arrow)) {
    returns = expression();
    if (!returns)
      return nullptr;
  }
  if (!accept(Colon))
    return nullptr;
  OptionalString comment = functionTypeComment();
  Seq<StmtNode *> body;
  if (!block(body))
    return nullptr;
  auto fill = [&](auto *f) -> StmtNode * {
    f->name = name;
    f->args = args;
    f->body = body;
    f->decorator_list = decorators;
    f->returns = returns;
    f->type_comment = comment;
    f->type_params = params;
    return f;
  };
  return isAsync ? fill(makeStmt<AsyncFunctionDef>(start))
                 : fill(makeStmt<FunctionDef>(start));
}

StmtNode *Parser::classDefinition(Seq<ExprNode *> decorators) {
  Position start = here();
  ++cur;
  if (!at(Ident))
    return nullptr;
  Identifier name = cur->name;
  ++cur;
  Seq<TypeParamNode *> params;
  if (!typeParams(params))
    return nullptr;
  Seq<ExprNode *> bases;
  Seq<Keyword *> keywords;
  Position open = here();
  if (accept(LPar) && !callArguments(bases, keywords, nullptr, open))
    return nullptr;
  Seq<StmtNode *> body;
  if (!accept(Colon) || !block(body))
    return nullptr;
  auto *c = makeStmt<ClassDef>(start);
  c->name = name;
  c->bases = bases;
  c->keywords = keywords;
  c->body = body;
  c->decorator_list = decorators;
  c->type_params = params;
  return c;
}

} // namespace dxpy::syntax
