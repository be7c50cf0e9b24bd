// The match statement and its patterns.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

namespace {
constexpr int PatternDepth = 6;
constexpr int MatchDepth = 8;
} // namespace

// A match statement, or null with the position unchanged if `match` is just a
// name here.
StmtNode *Parser::matchStatement() {
  Position start = here();
  const Token *saved = cur;
  size_t mark = scratch.size();
  Depth deeper(*this, MatchDepth);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  ExprNode *subject = startsExpression() || at(Star) ? matchSubject() : nullptr;
  if (!subject || !at(Colon) || ahead(1) != Newline || ahead(2) != Indent ||
      ahead(3) != Ident || cur[3].name != identifierOf(KnownName::Case)) {
    cur = saved;
    scratch.truncate(mark);
    return nullptr;
  }
  if (!options.allows(10))
    return nullptr;
  cur += 3;
  while (atName(KnownName::Case)) {
    MatchCase *c = matchCase();
    if (!c) {
      cur = saved;
      scratch.truncate(mark);
      return nullptr;
    }
    collect(c);
  }
  if (!accept(Dedent))
    return nullptr;
  Seq<MatchCase *> cases = take<MatchCase *>(mark);
  auto *m = makeStmt<Match>(start);
  m->subject = subject;
  m->cases = cases;
  return m;
}

ExprNode *Parser::matchSubject() {
  Position start = here();
  bool starred = at(Star);
  ExprNode *first = starNamedExpression();
  if (starred && !at(Comma))
    return nullptr;
  return tupleAfter(first, start, [this] { return starNamedExpression(); });
}

MatchCase *Parser::matchCase() {
  ++cur;
  auto *c = arena.make<MatchCase>();
  c->nodeKind = NodeKind::MatchCase;
  c->pattern = openPattern();
  if (!c->pattern)
    return nullptr;
  if (accept(KwIf)) {
    c->guard = namedExpression();
    if (!c->guard)
      return nullptr;
  }
  return accept(Colon) && block(c->body) ? c : nullptr;
}

// The pattern of a case: a sequence needs no brackets there.
PatternNode *Parser::openPattern() {
  Position start = here();
  bool starred = at(Star);
  PatternNode *first = starOrPattern();
  if (!first || (!at(Comma) && !starred))
    return first;
  if (!at(Comma))
    return nullptr;
  return sequenceOf(EndMarker, start, first);
}

// The rest of a sequence pattern up to and with `close`; EndMarker: up to what
// ends a case.
PatternNode *Parser::sequenceOf(TokenKind close, Position start,
                                PatternNode *first) {
  auto ends = [&] {
    return close == EndMarker ? at(Colon) || at(KwIf) : at(close);
  };
  size_t mark = scratch.size();
  if (first) {
    collect(first);
    if (!accept(Comma) && !ends())
      return nullptr;
  }
  while (!ends()) {
    PatternNode *p = starOrPattern();
    if (!p)
      return nullptr;
    collect(p);
    if (!accept(Comma) && !ends())
      return nullptr;
  }
  if (close != EndMarker)
    ++cur;
  Seq<PatternNode *> patterns = take<PatternNode *>(mark);
  auto *s = make<MatchSequence>(start);
  s->patterns = patterns;
  return s;
}

PatternNode *Parser::starOrPattern() {
  if (!at(Star))
    return pattern();
  Position start = here();
  ++cur;
  Identifier target;
  if (atName(KnownName::Underscore)) {
    ++cur;
  } else {
    target = captureTarget();
    if (!target)
      return nullptr;
  }
  auto *s = make<MatchStar>(start);
  s->name = target;
  return s;
}

// A name that a pattern binds; not "_", nor the beginning of a value or class.
Identifier Parser::captureTarget() {
  if (!at(Ident) || atName(KnownName::Underscore))
    return {};
  if (ahead(1) == Dot || ahead(1) == LPar || ahead(1) == Equal)
    return {};
  Identifier id = cur->name;
  ++cur;
  return id;
}

PatternNode *Parser::pattern() {
  Position start = here();
  Depth deeper(*this, PatternDepth);
  if (deeper.exceeded())
    return nullptr;
  PatternNode *p = orPattern();
  if (!p || !accept(KwAs))
    return p;
  Identifier target = captureTarget();
  if (!target)
    return nullptr;
  auto *m = make<MatchAs>(start);
  m->pattern = p;
  m->name = target;
  return m;
}

PatternNode *Parser::orPattern() {
  Position start = here();
  PatternNode *first = closedPattern();
  if (!first || !at(VBar))
    return first;
  size_t mark = scratch.size();
  collect(first);
  while (accept(VBar)) {
    PatternNode *p = closedPattern();
    if (!p)
      return nullptr;
    collect(p);
  }
  Seq<PatternNode *> patterns = take<PatternNode *>(mark);
  auto *m = make<MatchOr>(start);
  m->patterns = patterns;
  return m;
}

PatternNode *Parser::valueOf(ExprNode *value, Position start) {
  if (!value)
    return nullptr;
  auto *m = make<MatchValue>(start);
  m->value = value;
  return m;
}

PatternNode *Parser::closedPattern() {
  Position start = here();
  auto singleton = [&](ConstantKind k) {
    ++cur;
    auto *m = make<MatchSingleton>(start);
    m->value.kind = k;
    return m;
  };
  switch (kind()) {
  case Number:
  case Minus:
  case String:
    return valueOf(literalPatternExpr(), start);
  case KwNone:
    return singleton(ConstantKind::None);
  case KwTrue:
    return singleton(ConstantKind::True);
  case KwFalse:
    return singleton(ConstantKind::False);
  case Ident:
    return namePattern();
  case LPar:
  case LSqb:
    return groupOrSequencePattern();
  case LBrace:
    return mappingPattern();
  default:
    return nullptr;
  }
}

// A wildcard, a capture, a value "a.b" or a class.
PatternNode *Parser::namePattern() {
  Position start = here();
  TokenKind next = ahead(1);
  if (next == Dot || next == LPar) {
    ExprNode *e = nameOrAttribute();
    if (!e)
      return nullptr;
    if (at(LPar))
      return classPattern(e, start);
    return isA<Attribute>(e) && !at(Equal) ? valueOf(e, start) : nullptr;
  }
  if (next == Equal)
    return nullptr;
  Identifier id = cur->name;
  ++cur;
  auto *m = make<MatchAs>(start);
  if (id != identifierOf(KnownName::Underscore))
    m->name = id;
  return m;
}

ExprNode *Parser::nameOrAttribute() {
  Position start = here();
  ExprNode *e = name();
  while (accept(Dot)) {
    if (!at(Ident))
      return nullptr;
    Identifier attr = cur->name;
    ++cur;
    auto *a = make<Attribute>(start);
    a->value = e;
    a->attr = attr;
    e = a;
  }
  return e;
}

// A number, a complex number "-1 + 2j", or strings.
ExprNode *Parser::literalPatternExpr() {
  if (at(String)) {
    const Token *first = cur;
    while (at(String))
      ++cur;
    return parseStrings(first, uint32_t(cur - first));
  }
  Position start = here();
  bool leftImaginary = false, rightImaginary = false;
  ExprNode *left = signedNumber(leftImaginary);
  if (!left || (!at(Plus) && !at(Minus)))
    return left;
  Operator op = at(Plus) ? Operator::Add : Operator::Sub;
  ++cur;
  if (!at(Number))
    return nullptr;
  ExprNode *right = signedNumber(rightImaginary);
  if (!right || leftImaginary || !rightImaginary)
    return nullptr;
  auto *b = make<BinOp>(start);
  b->left = left;
  b->op = op;
  b->right = right;
  return b;
}

ExprNode *Parser::signedNumber(bool &imaginary) {
  Position start = here();
  bool negative = accept(Minus);
  if (!at(Number))
    return nullptr;
  imaginary = isImaginary(
      module.source.text().substr(cur->start, cur->end - cur->start));
  ExprNode *n = number();
  if (!n || !negative)
    return n;
  auto *u = make<UnaryOp>(start);
  u->op = UnaryOperator::USub;
  u->operand = n;
  return u;
}

PatternNode *Parser::groupOrSequencePattern() {
  Position start = here();
  bool list = at(LSqb);
  ++cur;
  if (list)
    return sequenceOf(RSqb, start, nullptr);
  if (accept(RPar))
    return make<MatchSequence>(start);
  bool starred = at(Star);
  PatternNode *first = starOrPattern();
  if (!first)
    return nullptr;
  if (!starred && accept(RPar))
    return first;
  return at(Comma) ? sequenceOf(RPar, start, first) : nullptr;
}

PatternNode *Parser::mappingPattern() {
  Position start = here();
  ++cur;
  size_t mark = scratch.size();
  Identifier rest;
  while (!at(RBrace)) {
    if (accept(DoubleStar)) {
      rest = captureTarget();
      if (!rest)
        return nullptr;
      accept(Comma);
      break;
    }
    ExprNode *key = nullptr;
    switch (kind()) {
    case Number:
    case Minus:
    case String:
      key = literalPatternExpr();
      break;
    case KwNone:
      key = constant(ConstantKind::None);
      break;
    case KwTrue:
      key = constant(ConstantKind::True);
      break;
    case KwFalse:
      key = constant(ConstantKind::False);
      break;
    case Ident:
      key = ahead(1) == Dot ? nameOrAttribute() : nullptr;
      break;
    default:
      break;
    }
    if (!key || !accept(Colon))
      return nullptr;
    PatternNode *p = pattern();
    if (!p)
      return nullptr;
    collect(key);
    collect(p);
    if (!accept(Comma))
      break;
  }
  if (!accept(RBrace))
    return nullptr;
  auto count = uint32_t((scratch.size() - mark) / 2);
  auto *m = make<MatchMapping>(start);
  m->rest = rest;
  if (count) {
    m->keys = {arena.makeArray<ExprNode *>(count), count};
    m->patterns = {arena.makeArray<PatternNode *>(count), count};
    if (memoryFailed || arena.failed())
      return nullptr;
  }
  for (uint32_t i = 0; i < count; ++i) {
    m->keys[i] = reinterpret_cast<ExprNode *>(*scratch.at(mark + 2 * i));
    m->patterns[i] =
        reinterpret_cast<PatternNode *>(*scratch.at(mark + 2 * i + 1));
  }
  scratch.truncate(mark);
  return m;
}

// "(" positional patterns, then "name=pattern" ones, ")".
PatternNode *Parser::classPattern(ExprNode *cls, Position start) {
  ++cur;
  size_t mark = scratch.size();
  while (!at(RPar) && !(at(Ident) && ahead(1) == Equal)) {
    PatternNode *p = pattern();
    if (!p)
      return nullptr;
    collect(p);
    if (!accept(Comma) && !at(RPar))
      return nullptr;
  }
  Seq<PatternNode *> patterns = take<PatternNode *>(mark);
  while (!at(RPar)) {
    if (!at(Ident) || ahead(1) != Equal)
      return nullptr;
    uint32_t id = cur->name.index;
    cur += 2;
    PatternNode *p = pattern();
    if (!p)
      return nullptr;
    collect(reinterpret_cast<void *>(uintptr_t(id)));
    collect(p);
    if (!accept(Comma) && !at(RPar))
      return nullptr;
  }
  ++cur;
  auto count = uint32_t((scratch.size() - mark) / 2);
  auto *m = make<MatchClass>(start);
  m->cls = cls;
  m->patterns = patterns;
  if (count) {
    m->kwd_attrs = {arena.makeArray<Identifier>(count), count};
    m->kwd_patterns = {arena.makeArray<PatternNode *>(count), count};
    if (memoryFailed || arena.failed())
      return nullptr;
  }
  for (uint32_t i = 0; i < count; ++i) {
    m->kwd_attrs[i] = Identifier(uint32_t(*scratch.at(mark + 2 * i)));
    m->kwd_patterns[i] =
        reinterpret_cast<PatternNode *>(*scratch.at(mark + 2 * i + 1));
  }
  scratch.truncate(mark);
  return m;
}

} // namespace dxpy::syntax
