// Imports, type aliases and parameters, type comments.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

// "a" or "a.b.c" as one identifier.
Identifier Parser::dottedName() {
  if (!at(Ident))
    return {};
  Identifier first = cur->name;
  ++cur;
  if (!at(Dot))
    return first;
  std::string joined(module.text(first));
  while (accept(Dot)) {
    if (!at(Ident))
      return {};
    joined.append(".").append(module.text(cur->name));
    ++cur;
  }
  Identifier id = module.identifiers.intern(joined);
  memoryFailed |= !id;
  return id;
}

Alias *Parser::importAlias(bool dotted) {
  Position start = here();
  if (!at(Ident))
    return nullptr;
  Identifier name = cur->name, asName;
  if (dotted)
    name = dottedName();
  else
    ++cur;
  if (!name)
    return nullptr;
  if (accept(KwAs)) {
    if (!at(Ident))
      return nullptr;
    asName = cur->name;
    ++cur;
  }
  auto *a = make<Alias>(start);
  a->name = name;
  a->asname = asName;
  return a;
}

StmtNode *Parser::importStatement() {
  Position start = here();
  ++cur;
  size_t mark = scratch.size();
  do {
    Alias *a = importAlias(true);
    if (!a)
      return nullptr;
    collect(a);
  } while (accept(Comma));
  Seq<Alias *> names = take<Alias *>(mark);
  auto *i = make<Import>(start);
  i->names = names;
  return i;
}

StmtNode *Parser::importFromStatement() {
  Position start = here();
  ++cur;
  int level = 0;
  for (;; ++cur) {
    if (at(Dot))
      level += 1;
    else if (at(TokenKind::Ellipsis))
      level += 3;
    else
      break;
  }
  Identifier from;
  if (at(Ident)) {
    from = dottedName();
    if (!from)
      return nullptr;
  } else if (!level) {
    return nullptr;
  }
  if (!accept(KwImport))
    return nullptr;
  size_t mark = scratch.size();
  if (at(Star)) {
    Position star = here();
    ++cur;
    auto *a = make<Alias>(star);
    a->name = module.identifiers.intern("*");
    collect(a);
  } else {
    bool parenthesized = accept(LPar);
    do {
      Alias *a = importAlias(false);
      if (!a)
        return nullptr;
      collect(a);
    } while (accept(Comma) && !(parenthesized && at(RPar)));
    if (parenthesized && !accept(RPar))
      return nullptr;
  }
  Seq<Alias *> names = take<Alias *>(mark);
  auto *i = make<ImportFrom>(start);
  i->module = from;
  i->names = names;
  i->level = level;
  if (level == 0 && from == identifierOf(KnownName::Future))
    for (Alias *a : names)
      module.features.annotations |= module.text(a->name) == "annotations";
  return i;
}

// ---- type aliases and type comments

StmtNode *Parser::typeAliasStatement() {
  Position start = here();
  ++cur;
  ExprNode *target = name();
  cast<ast::Name>(target)->ctx = ExprContext::Store;
  Seq<TypeParamNode *> params;
  if (!typeParams(params) || !accept(Equal))
    return nullptr;
  ExprNode *value = expression();
  if (!value)
    return nullptr;
  auto *t = make<TypeAlias>(start);
  t->name = target;
  t->type_params = params;
  t->value = value;
  return t;
}

// "[T: int = str, *Ts, **P]", or nothing.
bool Parser::typeParams(Seq<TypeParamNode *> &params) {
  if (options.grammar < 12 || !at(LSqb))
    return true;
  ++cur;
  size_t mark = scratch.size();
  do {
    TypeParamNode *p = typeParam();
    if (!p)
      return false;
    collect(p);
  } while (accept(Comma) && !at(RSqb));
  params = take<TypeParamNode *>(mark);
  return accept(RSqb);
}

TypeParamNode *Parser::typeParam() {
  Position start = here();
  TokenKind star = kind();
  if (star == Star || star == DoubleStar)
    ++cur;
  if (!at(Ident))
    return nullptr;
  Identifier id = cur->name;
  ++cur;
  ExprNode *bound = nullptr, *defaultValue = nullptr;
  if (star == Ident && accept(Colon)) {
    bound = expression();
    if (!bound)
      return nullptr;
  }
  if (accept(Equal)) {
    defaultValue = star == Star ? starExpression() : expression();
    if (!defaultValue)
      return nullptr;
  }
  auto fill = [&](auto *p) -> TypeParamNode * {
    p->name = id;
    p->default_value = defaultValue;
    return p;
  };
  if (star == Star)
    return fill(make<TypeVarTuple>(start));
  if (star == DoubleStar)
    return fill(make<ParamSpec>(start));
  auto *t = make<TypeVar>(start);
  t->bound = bound;
  return fill(t);
}

OptionalString Parser::typeComment() {
  if (!at(TypeComment))
    return {};
  std::string_view text =
      module.source.text().substr(cur->start, cur->end - cur->start);
  ++cur;
  return text;
}

// A function's type comment may stand on the line after its header.
OptionalString Parser::functionTypeComment() {
  if (at(Newline) && ahead(1) == TypeComment && ahead(2) == Newline &&
      ahead(3) == Indent) {
    OptionalString text =
        module.source.text().substr(cur[1].start, cur[1].end - cur[1].start);
    cur += 2;
    return text;
  }
  return typeComment();
}

} // namespace dxpy::syntax
