// Expressions from `yield` down to the operators; what binds tighter is in
// ParserAtoms.cpp.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

bool Parser::startsExpression() const {
  switch (kind()) {
  case Ident:
  case Number:
  case String:
  case LPar:
  case LSqb:
  case LBrace:
  case TokenKind::Ellipsis:
  case Plus:
  case Minus:
  case Tilde:
  case KwFalse:
  case KwNone:
  case KwTrue:
  case KwAwait:
  case KwLambda:
  case KwNot:
    return true;
  default:
    return false;
  }
}

ExprNode *Parser::starExpressions() {
  Position start = here();
  return tupleAfter(starExpression(), start,
                    [this] { return starExpression(); });
}

ExprNode *Parser::starExpression() {
  if (!at(Star))
    return expression();
  Position start = here();
  ++cur;
  ExprNode *value = binary(0);
  if (!value)
    return nullptr;
  auto *s = make<Starred>(start);
  s->value = value;
  return s;
}

ExprNode *Parser::expressions() {
  Position start = here();
  return tupleAfter(expression(), start,
                    [this] { return at(Star) ? nullptr : expression(); });
}

ExprNode *Parser::yieldOrStarExpressions() {
  return at(KwYield) ? yieldExpression() : starExpressions();
}

ExprNode *Parser::yieldExpression() {
  Position start = here();
  ++cur;
  if (accept(KwFrom)) {
    ExprNode *value = expression();
    if (!value)
      return nullptr;
    auto *y = make<YieldFrom>(start);
    y->value = value;
    return y;
  }
  ExprNode *value = nullptr;
  if (startsExpression() || at(Star)) {
    value = starExpressions();
    if (!value)
      return nullptr;
  }
  auto *y = make<Yield>(start);
  y->value = value;
  return y;
}

ExprNode *Parser::namedExpression() {
  if (!at(Ident) || ahead(1) != ColonEqual)
    return expression();
  if (!options.allows(8))
    return nullptr;
  Position start = here();
  ExprNode *target = name();
  cast<ast::Name>(target)->ctx = ExprContext::Store;
  ++cur;
  ExprNode *value = expression();
  if (!value)
    return nullptr;
  auto *n = make<NamedExpr>(start);
  n->target = target;
  n->value = value;
  return n;
}

ExprNode *Parser::starNamedExpression() {
  return at(Star) ? starExpression() : namedExpression();
}

ExprNode *Parser::expression() {
  Position start = here();
  if (at(KwLambda))
    return lambda();
  ExprNode *body = disjunction();
  if (!body || !at(KwIf))
    return body;
  // The caller may be a comprehension's or match case's `if`; only `else` makes
  // it ours.
  ++cur;
  ExprNode *test = disjunction();
  if (!test || !accept(KwElse))
    return nullptr;
  Depth deeper(*this, 1);
  if (deeper.exceeded())
    return nullptr;
  ExprNode *orelse = expression();
  if (!orelse)
    return nullptr;
  auto *e = make<IfExp>(start);
  e->test = test;
  e->body = body;
  e->orelse = orelse;
  return e;
}

ExprNode *Parser::lambda() {
  Position start = here();
  Depth deeper(*this, 2);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  Arguments *args = parameters(true);
  if (!args || !accept(Colon))
    return nullptr;
  ExprNode *body = expression();
  if (!body)
    return nullptr;
  auto *l = make<Lambda>(start);
  l->args = args;
  l->body = body;
  return l;
}

ExprNode *Parser::disjunction() {
  Position start = here();
  ExprNode *first = conjunction();
  if (!first || !at(KwOr))
    return first;
  size_t mark = scratch.size();
  collect(first);
  while (accept(KwOr)) {
    ExprNode *e = conjunction();
    if (!e)
      return nullptr;
    collect(e);
  }
  Seq<ExprNode *> values = take<ExprNode *>(mark);
  auto *b = make<BoolOp>(start);
  b->op = BoolOperator::Or;
  b->values = values;
  return b;
}

ExprNode *Parser::conjunction() {
  Position start = here();
  ExprNode *first = inversion();
  if (!first || !at(KwAnd))
    return first;
  size_t mark = scratch.size();
  collect(first);
  while (accept(KwAnd)) {
    ExprNode *e = inversion();
    if (!e)
      return nullptr;
    collect(e);
  }
  Seq<ExprNode *> values = take<ExprNode *>(mark);
  auto *b = make<BoolOp>(start);
  b->op = BoolOperator::And;
  b->values = values;
  return b;
}

ExprNode *Parser::inversion() {
  if (!at(KwNot))
    return comparison();
  Position start = here();
  Depth deeper(*this, 1);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  ExprNode *operand = inversion();
  if (!operand)
    return nullptr;
  auto *u = make<UnaryOp>(start);
  u->op = UnaryOperator::Not;
  u->operand = operand;
  return u;
}

// Consumes a comparison operator if there is one.
bool Parser::comparisonOperator(CmpOperator &op) {
  auto one = [&](CmpOperator o) {
    op = o;
    ++cur;
    return true;
  };
  switch (kind()) {
  case EqEqual:
    return one(CmpOperator::Eq);
  case Less:
    return one(CmpOperator::Lt);
  case LessEqual:
    return one(CmpOperator::LtE);
  case Greater:
    return one(CmpOperator::Gt);
  case GreaterEqual:
    return one(CmpOperator::GtE);
  case KwIn:
    return one(CmpOperator::In);
  case NotEqual: {
    bool angles = module.source.text()[cur->start] == '<';
    return angles == options.features.barryAsFlufl && one(CmpOperator::NotEq);
  }
  case KwNot:
    if (ahead(1) != KwIn)
      return false;
    ++cur;
    return one(CmpOperator::NotIn);
  case KwIs:
    if (ahead(1) != KwNot)
      return one(CmpOperator::Is);
    ++cur;
    return one(CmpOperator::IsNot);
  default:
    return false;
  }
}

ExprNode *Parser::comparison() {
  Position start = here();
  ExprNode *left = binary(0);
  CmpOperator op;
  if (!left || !comparisonOperator(op))
    return left;
  // Operators and operands alternate on the scratch stack.
  size_t mark = scratch.size();
  do {
    ExprNode *right = binary(0);
    if (!right)
      return nullptr;
    collect(reinterpret_cast<void *>(uintptr_t(op)));
    collect(right);
  } while (comparisonOperator(op));
  auto count = uint32_t((scratch.size() - mark) / 2);
  Seq<CmpOperator> ops{arena.makeArray<CmpOperator>(count), count};
  Seq<ExprNode *> comparators{arena.makeArray<ExprNode *>(count), count};
  if (memoryFailed || arena.failed())
    return nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    ops[i] = CmpOperator(*scratch.at(mark + 2 * i));
    comparators[i] =
        reinterpret_cast<ExprNode *>(*scratch.at(mark + 2 * i + 1));
  }
  scratch.truncate(mark);
  auto *c = make<Compare>(start);
  c->left = left;
  c->ops = ops;
  c->comparators = comparators;
  return c;
}

namespace {
struct BinaryRow {
  int8_t precedence; // 0 to 5, or -1
  Operator op;
};
// Indexed by kind - VBar.
constexpr BinaryRow BinaryRows[] = {
    {0, Operator::BitOr},    {1, Operator::BitXor}, {2, Operator::BitAnd},
    {3, Operator::LShift},   {3, Operator::RShift}, {4, Operator::Add},
    {4, Operator::Sub},      {5, Operator::Mult},   {5, Operator::Div},
    {5, Operator::FloorDiv}, {5, Operator::Mod},    {5, Operator::MatMult},
};
constexpr size_t BinaryKinds = sizeof(BinaryRows) / sizeof(BinaryRows[0]);
static_assert(size_t(At) - size_t(VBar) + 1 == BinaryKinds);
} // namespace

// Operators from `|` to `@` by precedence climbing; all of them associate to
// the left.
ExprNode *Parser::binary(int minPrecedence) {
  Position start = here();
  ExprNode *left = unary();
  while (left) {
    size_t row = size_t(kind()) - size_t(VBar);
    if (row >= BinaryKinds || BinaryRows[row].precedence < minPrecedence)
      break;
    if (kind() == At && !options.allows(5))
      return nullptr;
    ++cur;
    ExprNode *right = binary(BinaryRows[row].precedence + 1);
    if (!right)
      return nullptr;
    auto *b = make<BinOp>(start);
    b->left = left;
    b->op = BinaryRows[row].op;
    b->right = right;
    left = b;
  }
  return left;
}

// Unary operators and `**`, which binds tighter on its left and looser on its
// right.
ExprNode *Parser::unary() {
  Position start = here();
  UnaryOperator op;
  switch (kind()) {
  case Plus:
    op = UnaryOperator::UAdd;
    break;
  case Minus:
    op = UnaryOperator::USub;
    break;
  case Tilde:
    op = UnaryOperator::Invert;
    break;
  default: {
    ExprNode *base = primary();
    if (!base || !at(DoubleStar))
      return base;
    ++cur;
    Depth deeper(*this, 2);
    if (deeper.exceeded())
      return nullptr;
    ExprNode *exponent = unary();
    if (!exponent)
      return nullptr;
    auto *b = make<BinOp>(start);
    b->left = base;
    b->op = Operator::Pow;
    b->right = exponent;
    return b;
  }
  }
  Depth deeper(*this, 1);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  ExprNode *operand = unary();
  if (!operand)
    return nullptr;
  auto *u = make<UnaryOp>(start);
  u->op = op;
  u->operand = operand;
  return u;
}

} // namespace dxpy::syntax
