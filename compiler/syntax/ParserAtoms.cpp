// Atoms, displays, comprehensions, calls, subscripts, and the conversion of
// expressions to targets.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

namespace {
// Levels of grammar rules between an atom and the expression inside its
// brackets.
constexpr int BracketDepth = 22;
} // namespace

ExprNode *Parser::primary() {
  Position start = here();
  if (at(KwAwait)) {
    if (!options.allows(5))
      return nullptr;
    ++cur;
    Position inner = here();
    ExprNode *e = atom();
    if (e)
      e = trailers(e, inner);
    if (!e)
      return nullptr;
    auto *a = make<Await>(start);
    a->value = e;
    return a;
  }
  ExprNode *e = atom();
  if (!e || !(at(Dot) || at(LPar) || at(LSqb)))
    return e;
  return trailers(e, start);
}

// Attributes, calls and subscripts behind `e`.
ExprNode *Parser::trailers(ExprNode *e, Position start) {
  while (e) {
    if (at(Dot)) {
      ++cur;
      if (!at(Ident))
        return nullptr;
      Identifier attr = cur->name;
      ++cur;
      auto *a = make<Attribute>(start);
      a->value = e;
      a->attr = attr;
      e = a;
    } else if (at(LPar)) {
      e = call(e, start);
    } else if (at(LSqb)) {
      Depth deeper(*this, BracketDepth);
      if (deeper.exceeded())
        return nullptr;
      ++cur;
      ExprNode *index = slices();
      if (!index || !accept(RSqb))
        return nullptr;
      auto *s = make<Subscript>(start);
      s->value = e;
      s->slice = index;
      e = s;
    } else {
      break;
    }
  }
  return e;
}

ExprNode *Parser::atom() {
  switch (kind()) {
  case Ident:
    return name();
  case Number:
    return number();
  case String: {
    const Token *first = cur;
    do
      ++cur;
    while (at(String));
    return parseStrings(first, uint32_t(cur - first));
  }
  case LPar:
    return parenthesized();
  case LSqb:
    return listDisplay();
  case LBrace:
    return braceDisplay();
  case KwTrue:
    return constant(ConstantKind::True);
  case KwFalse:
    return constant(ConstantKind::False);
  case KwNone:
    return constant(ConstantKind::None);
  case TokenKind::Ellipsis:
    return constant(ConstantKind::Ellipsis);
  default:
    return nullptr;
  }
}

ExprNode *Parser::name() {
  Position start = here();
  Identifier id = cur->name;
  ++cur;
  auto *n = make<ast::Name>(start);
  n->id = id;
  return n;
}

ExprNode *Parser::number() {
  Position start = here();
  std::string_view text =
      module.source.text().substr(cur->start, cur->end - cur->start);
  if (!options.allows(6) && text.find('_') != text.npos)
    return nullptr;
  ++cur;
  auto *c = make<Constant>(start);
  return numberValue(text, arena, options.maxIntDigits, c->value) ? c : nullptr;
}

ExprNode *Parser::constant(ConstantKind k) {
  Position start = here();
  ++cur;
  auto *c = make<Constant>(start);
  c->value.kind = k;
  return c;
}

// A tuple, a generator expression or an expression in parentheses; the last has
// no node.
ExprNode *Parser::parenthesized() {
  Position start = here();
  Depth deeper(*this, BracketDepth);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  if (accept(RPar))
    return make<Tuple>(start);
  if (at(KwYield)) {
    ExprNode *y = yieldExpression();
    return y && accept(RPar) ? y : nullptr;
  }
  bool starred = at(Star);
  ExprNode *first = starNamedExpression();
  if (!first)
    return nullptr;
  if (at(Comma)) {
    size_t mark = scratch.size();
    collect(first);
    ++cur;
    if (!collectStarNamed(RPar))
      return nullptr;
    Seq<ExprNode *> elts = take<ExprNode *>(mark);
    auto *t = make<Tuple>(start);
    t->elts = elts;
    return t;
  }
  if (starred)
    return nullptr;
  if (accept(RPar))
    return first;
  Seq<Comprehension *> clauses;
  if (!comprehensionClauses(clauses) || !accept(RPar))
    return nullptr;
  auto *g = make<GeneratorExp>(start);
  g->elt = first;
  g->generators = clauses;
  return g;
}

// Items with optional stars up to and with `close`, onto the scratch stack.
bool Parser::collectStarNamed(TokenKind close) {
  while (!accept(close)) {
    ExprNode *e = starNamedExpression();
    if (!e)
      return false;
    collect(e);
    if (!accept(Comma))
      return accept(close);
  }
  return true;
}

ExprNode *Parser::listDisplay() {
  Position start = here();
  Depth deeper(*this, BracketDepth);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  if (accept(RSqb))
    return make<ast::List>(start);
  bool starred = at(Star);
  ExprNode *first = starNamedExpression();
  if (!first)
    return nullptr;
  if (!starred && (at(KwFor) || at(KwAsync))) {
    Seq<Comprehension *> clauses;
    if (!comprehensionClauses(clauses) || !accept(RSqb))
      return nullptr;
    auto *l = make<ListComp>(start);
    l->elt = first;
    l->generators = clauses;
    return l;
  }
  size_t mark = scratch.size();
  collect(first);
  if (accept(Comma) ? !collectStarNamed(RSqb) : !accept(RSqb))
    return nullptr;
  Seq<ExprNode *> elts = take<ExprNode *>(mark);
  auto *l = make<ast::List>(start);
  l->elts = elts;
  return l;
}

// A set or dict, or a comprehension of one.
ExprNode *Parser::braceDisplay() {
  Position start = here();
  Depth deeper(*this, BracketDepth);
  if (deeper.exceeded())
    return nullptr;
  ++cur;
  if (accept(RBrace))
    return make<Dict>(start);
  if (accept(DoubleStar)) {
    ExprNode *value = binary(0);
    return value ? dictRest(nullptr, value, start) : nullptr;
  }
  bool starred = at(Star);
  bool named = at(Ident) && ahead(1) == ColonEqual;
  ExprNode *first = starNamedExpression();
  if (!first)
    return nullptr;
  if (!starred && !named && accept(Colon)) {
    ExprNode *value = expression();
    if (!value)
      return nullptr;
    if (!at(KwFor) && !at(KwAsync))
      return dictRest(first, value, start);
    Seq<Comprehension *> clauses;
    if (!comprehensionClauses(clauses) || !accept(RBrace))
      return nullptr;
    auto *d = make<DictComp>(start);
    d->key = first;
    d->value = value;
    d->generators = clauses;
    return d;
  }
  if (!starred && (at(KwFor) || at(KwAsync))) {
    Seq<Comprehension *> clauses;
    if (!comprehensionClauses(clauses) || !accept(RBrace))
      return nullptr;
    auto *s = make<SetComp>(start);
    s->elt = first;
    s->generators = clauses;
    return s;
  }
  size_t mark = scratch.size();
  collect(first);
  if (accept(Comma) ? !collectStarNamed(RBrace) : !accept(RBrace))
    return nullptr;
  Seq<ExprNode *> elts = take<ExprNode *>(mark);
  auto *s = make<ast::Set>(start);
  s->elts = elts;
  return s;
}

// The rest of a dict behind its first pair. Keys and values alternate on the
// scratch stack.
ExprNode *Parser::dictRest(ExprNode *key, ExprNode *value, Position start) {
  size_t mark = scratch.size();
  collect(key);
  collect(value);
  while (accept(Comma) && !at(RBrace)) {
    key = nullptr;
    if (accept(DoubleStar)) {
      value = binary(0);
    } else {
      key = expression();
      if (!key || !accept(Colon))
        return nullptr;
      value = expression();
    }
    if (!value)
      return nullptr;
    collect(key);
    collect(value);
  }
  if (!accept(RBrace))
    return nullptr;
  auto count = uint32_t((scratch.size() - mark) / 2);
  auto *d = make<Dict>(start);
  d->keys = {arena.makeArray<ExprNode *>(count), count};
  d->values = {arena.makeArray<ExprNode *>(count), count};
  if (memoryFailed || arena.failed())
    return nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    d->keys[i] = reinterpret_cast<ExprNode *>(*scratch.at(mark + 2 * i));
    d->values[i] = reinterpret_cast<ExprNode *>(*scratch.at(mark + 2 * i + 1));
  }
  scratch.truncate(mark);
  return d;
}

// One or more `for` clauses.
bool Parser::comprehensionClauses(Seq<Comprehension *> &clauses) {
  size_t mark = scratch.size();
  do {
    auto *c = arena.make<Comprehension>();
    c->nodeKind = NodeKind::Comprehension;
    c->is_async = accept(KwAsync);
    if (!accept(KwFor) || (c->is_async && !options.allows(6)))
      return false;
    c->target = targetList(ExprContext::Store);
    if (!c->target || !accept(KwIn))
      return false;
    c->iter = disjunction();
    if (!c->iter)
      return false;
    size_t ifMark = scratch.size();
    while (accept(KwIf)) {
      ExprNode *e = disjunction();
      if (!e)
        return false;
      collect(e);
    }
    c->ifs = take<ExprNode *>(ifMark);
    collect(c);
  } while (at(KwFor) || at(KwAsync));
  clauses = take<Comprehension *>(mark);
  return true;
}

// ---- calls and subscripts

ExprNode *Parser::call(ExprNode *func, Position start) {
  Depth deeper(*this, BracketDepth);
  if (deeper.exceeded())
    return nullptr;
  Position open = here();
  ++cur;
  Seq<ExprNode *> args;
  Seq<Keyword *> keywords;
  ExprNode *generator = nullptr;
  if (!callArguments(args, keywords, &generator, open))
    return nullptr;
  auto *c = make<Call>(start);
  c->func = func;
  c->args = args;
  c->keywords = keywords;
  return c;
}

// Arguments up to and with ")". A generator expression without parentheses of
// its own is accepted as the only argument, when `soleGenerator` is not null;
// it spans the call's parentheses.
bool Parser::callArguments(Seq<ExprNode *> &args, Seq<Keyword *> &keywords,
                           ExprNode **soleGenerator, Position open) {
  // Keywords are tagged in their lowest bit while they share the stack with the
  // arguments.
  size_t mark = scratch.size();
  uint32_t keywordCount = 0;
  bool sawKeyword = false, sawDoubleStar = false;
  auto collectKeyword = [&](Identifier arg, ExprNode *value, Position start) {
    auto *k = make<Keyword>(start);
    k->arg = arg;
    k->value = value;
    collect(reinterpret_cast<void *>(reinterpret_cast<uintptr_t>(k) | 1));
    ++keywordCount;
  };
  while (!accept(RPar)) {
    Position start = here();
    if (at(Ident) && ahead(1) == Equal) {
      Identifier arg = cur->name;
      cur += 2;
      ExprNode *value = expression();
      if (!value)
        return false;
      collectKeyword(arg, value, start);
      sawKeyword = true;
    } else if (accept(DoubleStar)) {
      ExprNode *value = expression();
      if (!value)
        return false;
      collectKeyword({}, value, start);
      sawDoubleStar = true;
    } else if (accept(Star)) {
      ExprNode *value = expression();
      if (!value || sawDoubleStar)
        return false;
      auto *s = make<Starred>(start);
      s->value = value;
      collect(s);
    } else {
      ExprNode *e = namedExpression();
      if (!e || sawKeyword || sawDoubleStar)
        return false;
      if (at(KwFor) || at(KwAsync)) {
        Seq<Comprehension *> clauses;
        if (!soleGenerator || scratch.size() != mark ||
            !comprehensionClauses(clauses) || !accept(RPar))
          return false;
        auto *g = make<GeneratorExp>(open);
        g->elt = e;
        g->generators = clauses;
        args = single<ExprNode *>(g);
        return true;
      }
      collect(e);
    }
    if (!accept(Comma)) {
      if (!accept(RPar))
        return false;
      break;
    }
    if (scratch.size() == mark)
      return false;
  }
  auto total = uint32_t(scratch.size() - mark);
  uint32_t argCount = total - keywordCount;
  if (argCount)
    args = {arena.makeArray<ExprNode *>(argCount), argCount};
  if (keywordCount)
    keywords = {arena.makeArray<Keyword *>(keywordCount), keywordCount};
  if (memoryFailed || arena.failed())
    return false;
  uint32_t a = 0, k = 0;
  for (uint32_t i = 0; i < total; ++i) {
    uintptr_t word = *scratch.at(mark + i);
    if (word & 1)
      keywords[k++] = reinterpret_cast<Keyword *>(word & ~uintptr_t(1));
    else
      args[a++] = reinterpret_cast<ExprNode *>(word);
  }
  scratch.truncate(mark);
  return true;
}

// What stands in a subscript's brackets; a Tuple if there is a comma or a star.
ExprNode *Parser::slices() {
  Position start = here();
  bool starred = at(Star);
  auto item = [this]() -> ExprNode * {
    if (!at(Star))
      return slice();
    Position itemStart = here();
    ++cur;
    ExprNode *value = expression();
    if (!value)
      return nullptr;
    auto *s = make<Starred>(itemStart);
    s->value = value;
    return s;
  };
  ExprNode *first = item();
  if (!first || (!at(Comma) && !starred))
    return first;
  size_t mark = scratch.size();
  collect(first);
  while (accept(Comma) && !at(RSqb)) {
    ExprNode *e = item();
    if (!e)
      return nullptr;
    collect(e);
  }
  Seq<ExprNode *> elts = take<ExprNode *>(mark);
  auto *t = make<Tuple>(start);
  t->elts = elts;
  return t;
}

ExprNode *Parser::slice() {
  Position start = here();
  ExprNode *parts[3] = {};
  if (!at(Colon)) {
    bool named = at(Ident) && ahead(1) == ColonEqual;
    parts[0] = namedExpression();
    if (!parts[0] || named || !at(Colon))
      return parts[0];
  }
  for (int i = 1; i < 3 && accept(Colon); ++i) {
    if (at(Colon) || at(RSqb) || at(Comma))
      continue;
    parts[i] = expression();
    if (!parts[i])
      return nullptr;
  }
  auto *s = make<ast::Slice>(start);
  s->lower = parts[0];
  s->upper = parts[1];
  s->step = parts[2];
  return s;
}

// ---- targets

// The targets of `for` and `del`, up to `in` or the end: one, or a Tuple of
// them.
ExprNode *Parser::targetList(ExprContext ctx) {
  Position start = here();
  auto item = [this, ctx]() -> ExprNode * {
    if (at(Star) && ctx == ExprContext::Store)
      return starExpression();
    return binary(0);
  };
  ExprNode *e = tupleAfter(item(), start, item);
  return e && setContext(e, ctx) ? e : nullptr;
}

bool Parser::isSingleTarget(const ExprNode *e) {
  return isA<ast::Name>(e) || isA<Attribute>(e) || isA<Subscript>(e);
}

// Makes `e` a target; false if it cannot be one.
bool Parser::setContext(ExprNode *e, ExprContext ctx) {
  auto all = [&](Seq<ExprNode *> elts) {
    for (ExprNode *elt : elts)
      if (!setContext(elt, ctx))
        return false;
    return true;
  };
  if (arena.failed())
    return false;
  switch (e->nodeKind) {
  case NodeKind::Name:
    cast<ast::Name>(e)->ctx = ctx;
    return true;
  case NodeKind::Attribute:
    cast<Attribute>(e)->ctx = ctx;
    return true;
  case NodeKind::Subscript:
    cast<Subscript>(e)->ctx = ctx;
    return true;
  case NodeKind::Starred: {
    auto *s = cast<Starred>(e);
    s->ctx = ctx;
    return ctx == ExprContext::Store && !isA<Starred>(s->value) &&
           setContext(s->value, ctx);
  }
  case NodeKind::List:
    cast<ast::List>(e)->ctx = ctx;
    return all(cast<ast::List>(e)->elts);
  case NodeKind::Tuple:
    cast<Tuple>(e)->ctx = ctx;
    return all(cast<Tuple>(e)->elts);
  default:
    return false;
  }
}

} // namespace dxpy::syntax
