// Roots, statement lists and simple statements.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

bool ScratchStack::grow() {
  size_t newCapacity = capacity ? capacity * 2 : 256;
  auto *p = static_cast<uintptr_t *>(
      std::realloc(items, newCapacity * sizeof(uintptr_t)));
  if (!p)
    return false;
  items = p;
  capacity = newCapacity;
  return true;
}

Parser::Parser(syntax::Module &m, const ParseOptions &o,
               const TokenBuffer &tokens)
    : module(m), options(o), arena(m.arena), cur(&tokens[0]), begin(cur) {}

ModNode *Parser::parseRoot() {
  switch (options.mode) {
  case ParseMode::Exec: {
    size_t mark = scratch.size();
    if (!statements(EndMarker))
      return nullptr;
    auto *m = arena.make<ast::Module>();
    m->nodeKind = NodeKind::Module;
    m->body = take<StmtNode *>(mark);
    return m;
  }
  case ParseMode::Single:
    return interactive();
  case ParseMode::Eval: {
    ExprNode *body = expressions();
    while (accept(Newline)) {
    }
    if (!body || !at(EndMarker))
      return nullptr;
    auto *m = arena.make<Expression>();
    m->nodeKind = NodeKind::Expression;
    m->body = body;
    return m;
  }
  case ParseMode::FuncType:
    return functionType();
  }
  return nullptr;
}

// Whether there are only blank lines and comments from `offset` on.
bool Parser::onlyBlanksFollow(uint32_t offset) const {
  std::string_view rest = module.source.text().substr(offset);
  for (size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '#')
      i = rest.find('\n', i);
    else if (rest[i] != ' ' && rest[i] != '\t' && rest[i] != '\n' &&
             rest[i] != '\f')
      return false;
    if (i == rest.npos)
      break;
  }
  return true;
}

// One statement as at the prompt.
ModNode *Parser::interactive() {
  size_t mark = scratch.size();
  if (at(Newline)) {
    Position start = here();
    ++cur;
    collect(make<Pass>(start));
  } else {
    bool compound = false;
    switch (kind()) {
    case KwDef:
    case KwIf:
    case KwClass:
    case KwWith:
    case KwFor:
    case KwTry:
    case KwWhile:
    case KwAsync:
    case At:
      compound = true;
      break;
    default:
      break;
    }
    size_t before = scratch.size();
    if (!statement())
      return nullptr;
    compound |= isA<Match>(reinterpret_cast<Node *>(*scratch.at(before)));
    // A block is followed by the empty line that ends it; the end of the text
    // serves as one.
    if (compound && !accept(Newline))
      return nullptr;
  }
  if (!onlyBlanksFollow(cur[-1].end))
    return nullptr;
  auto *m = arena.make<Interactive>();
  m->nodeKind = NodeKind::Interactive;
  m->body = take<StmtNode *>(mark);
  return m;
}

// "(a, *b, **c) -> d", the type comment of a function.
ModNode *Parser::functionType() {
  size_t mark = scratch.size();
  if (!accept(LPar))
    return nullptr;
  int stars = 0;
  while (!at(RPar)) {
    int star = accept(Star) ? 1 : accept(DoubleStar) ? 2 : 0;
    if (star ? star <= stars : stars > 0)
      return nullptr;
    stars = star > stars ? star : stars;
    ExprNode *e = expression();
    if (!e)
      return nullptr;
    collect(e);
    if (!at(RPar) && (!accept(Comma) || at(RPar)))
      return nullptr;
  }
  ++cur;
  if (!accept(Arrow))
    return nullptr;
  ExprNode *returns = expression();
  while (accept(Newline)) {
  }
  if (!returns || !at(EndMarker))
    return nullptr;
  auto *m = arena.make<FunctionType>();
  m->nodeKind = NodeKind::FunctionType;
  m->argtypes = take<ExprNode *>(mark);
  m->returns = returns;
  return m;
}

// Statements up to `end`, which is not consumed, onto the scratch stack.
bool Parser::statements(TokenKind end) {
  while (!at(end))
    if (!statement())
      return false;
  return !memoryFailed && !arena.failed();
}

// One compound statement, or the simple statements of a line.
bool Parser::statement() {
  if (depth == 0)
    topStatement = uint32_t(cur - begin);
  StmtNode *s = nullptr;
  switch (kind()) {
  case KwDef:
  case KwIf:
  case KwClass:
  case KwWith:
  case KwFor:
  case KwTry:
  case KwWhile:
  case KwAsync:
  case At:
    s = compoundStatement();
    break;
  case Ident:
    if (cur->name == identifierOf(KnownName::Match)) {
      s = matchStatement();
      if (s)
        break;
      if (depthExceeded)
        return false;
    }
    return simpleStatements();
  default:
    return simpleStatements();
  }
  if (!s)
    return false;
  collect(s);
  return true;
}

bool Parser::simpleStatements() {
  for (;;) {
    StmtNode *s = simpleStatement();
    if (!s)
      return false;
    collect(s);
    if (accept(Newline))
      return true;
    if (!accept(Semi))
      return false;
    if (accept(Newline))
      return true;
  }
}

StmtNode *Parser::simpleStatement() {
  Position start = here();
  switch (kind()) {
  case KwReturn:
    return returnStatement();
  case KwImport:
    return importStatement();
  case KwFrom:
    return importFromStatement();
  case KwRaise:
    return raiseStatement();
  case KwPass:
    ++cur;
    return make<Pass>(start);
  case KwBreak:
    ++cur;
    return make<Break>(start);
  case KwContinue:
    ++cur;
    return make<Continue>(start);
  case KwDel:
    return deleteStatement();
  case KwAssert:
    return assertStatement();
  case KwGlobal:
    return namesStatement<Global>();
  case KwNonlocal:
    return namesStatement<Nonlocal>();
  case KwYield: {
    ExprNode *y = yieldExpression();
    if (!y)
      return nullptr;
    if (at(Equal))
      return nullptr;
    auto *e = make<ast::Expr>(start);
    e->value = y;
    return e;
  }
  case Ident:
    if (options.grammar >= 12 && cur->name == identifierOf(KnownName::Type) &&
        ahead(1) == Ident && (ahead(2) == Equal || ahead(2) == LSqb))
      return typeAliasStatement();
    break;
  default:
    break;
  }
  return expressionStatement();
}

// An expression, or an assignment of one of the three kinds.
StmtNode *Parser::expressionStatement() {
  Position start = here();
  bool parenthesized = !at(Ident);
  ExprNode *e = starExpressions();
  if (!e)
    return nullptr;
  switch (kind()) {
  case Equal:
    return assignment(e, start);
  case Colon:
    return annotatedAssignment(e, start, parenthesized);
  default:
    if (kind() >= PlusEqual && kind() <= DoubleSlashEqual)
      return augmentedAssignment(e, start);
  }
  auto *s = make<ast::Expr>(start);
  s->value = e;
  return s;
}

StmtNode *Parser::assignment(ExprNode *first, Position start) {
  size_t mark = scratch.size();
  ExprNode *value = first;
  while (accept(Equal)) {
    if (!setContext(value, ExprContext::Store))
      return nullptr;
    collect(value);
    if (at(KwYield)) {
      value = yieldExpression();
      if (!value || at(Equal))
        return nullptr;
      break;
    }
    value = starExpressions();
    if (!value)
      return nullptr;
  }
  OptionalString comment = typeComment();
  Seq<ExprNode *> targets = take<ExprNode *>(mark);
  auto *a = make<Assign>(start);
  a->targets = targets;
  a->value = value;
  a->type_comment = comment;
  return a;
}

StmtNode *Parser::annotatedAssignment(ExprNode *target, Position start,
                                      bool parenthesized) {
  if (!options.allows(6))
    return nullptr;
  if (!isSingleTarget(target) || !setContext(target, ExprContext::Store))
    return nullptr;
  ++cur;
  ExprNode *annotation = expression();
  if (!annotation)
    return nullptr;
  ExprNode *value = nullptr;
  if (accept(Equal)) {
    value = yieldOrStarExpressions();
    if (!value)
      return nullptr;
  }
  auto *a = make<AnnAssign>(start);
  a->target = target;
  a->annotation = annotation;
  a->value = value;
  a->simple = isA<ast::Name>(target) && !parenthesized;
  return a;
}

StmtNode *Parser::augmentedAssignment(ExprNode *target, Position start) {
  static constexpr Operator Ops[] = {
      Operator::Add,     Operator::Sub,   Operator::Mult,   Operator::MatMult,
      Operator::Div,     Operator::Mod,   Operator::Pow,    Operator::LShift,
      Operator::RShift,  Operator::BitOr, Operator::BitXor, Operator::BitAnd,
      Operator::FloorDiv};
  Operator op = Ops[size_t(kind()) - size_t(PlusEqual)];
  if (op == Operator::MatMult && !options.allows(5))
    return nullptr;
  if (!isSingleTarget(target) || !setContext(target, ExprContext::Store))
    return nullptr;
  ++cur;
  ExprNode *value = yieldOrStarExpressions();
  if (!value)
    return nullptr;
  auto *a = make<AugAssign>(start);
  a->target = target;
  a->op = op;
  a->value = value;
  return a;
}

StmtNode *Parser::returnStatement() {
  Position start = here();
  ++cur;
  ExprNode *value = nullptr;
  if (startsExpression() || at(Star)) {
    value = starExpressions();
    if (!value)
      return nullptr;
  }
  auto *r = make<Return>(start);
  r->value = value;
  return r;
}

StmtNode *Parser::raiseStatement() {
  Position start = here();
  ++cur;
  ExprNode *exc = nullptr, *cause = nullptr;
  if (startsExpression()) {
    exc = expression();
    if (!exc)
      return nullptr;
    if (accept(KwFrom)) {
      cause = expression();
      if (!cause)
        return nullptr;
    }
  }
  auto *r = make<Raise>(start);
  r->exc = exc;
  r->cause = cause;
  return r;
}

StmtNode *Parser::deleteStatement() {
  Position start = here();
  ++cur;
  size_t mark = scratch.size();
  do {
    ExprNode *e = binary(0);
    if (!e || !setContext(e, ExprContext::Del))
      return nullptr;
    collect(e);
  } while (accept(Comma) && !at(Semi) && !at(Newline));
  Seq<ExprNode *> targets = take<ExprNode *>(mark);
  auto *d = make<Delete>(start);
  d->targets = targets;
  return d;
}

StmtNode *Parser::assertStatement() {
  Position start = here();
  ++cur;
  ExprNode *test = expression(), *msg = nullptr;
  if (!test)
    return nullptr;
  if (accept(Comma)) {
    msg = expression();
    if (!msg)
      return nullptr;
  }
  auto *a = make<Assert>(start);
  a->test = test;
  a->msg = msg;
  return a;
}

template <class T> StmtNode *Parser::namesStatement() {
  Position start = here();
  ++cur;
  size_t mark = scratch.size();
  do {
    if (!at(Ident))
      return nullptr;
    collect(reinterpret_cast<void *>(uintptr_t(cur->name.index)));
    ++cur;
  } while (accept(Comma));
  Seq<Identifier> names = take<Identifier>(mark);
  auto *g = make<T>(start);
  g->names = names;
  return g;
}

} // namespace dxpy::syntax
