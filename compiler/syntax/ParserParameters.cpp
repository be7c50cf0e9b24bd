// Parameters of functions and lambdas.
#include "compiler/syntax/ParserImpl.h"

namespace dxpy::syntax {

using enum TokenKind;

// One parameter's name and annotation. `*args: *Ts` may have a starred one.
Arg *Parser::parameter(bool isLambda, bool starAnnotation) {
  Position start = here();
  if (!at(Ident))
    return nullptr;
  Identifier id = cur->name;
  ++cur;
  ExprNode *annotation = nullptr;
  if (!isLambda && accept(Colon)) {
    annotation = starAnnotation ? starExpression() : expression();
    if (!annotation)
      return nullptr;
  }
  auto *a = make<Arg>(start);
  a->arg = id;
  a->annotation = annotation;
  return a;
}

// The comma behind a parameter, and its type comment; true also in front of the
// closing token.
bool Parser::parameterSeparator(bool isLambda, Arg *arg) {
  TokenKind close = isLambda ? Colon : RPar;
  bool comma = accept(Comma);
  if (!isLambda)
    arg->type_comment = typeComment();
  return comma || at(close);
}

// From `*` or `**` to the end of the parameters.
bool Parser::starParameters(Arguments *a, bool isLambda) {
  TokenKind close = isLambda ? Colon : RPar;
  if (accept(Star)) {
    if (accept(Comma)) {
      if (!at(Ident))
        return false;
    } else {
      a->vararg = parameter(isLambda, true);
      if (!a->vararg || !parameterSeparator(isLambda, a->vararg))
        return false;
    }
    size_t mark = scratch.size();
    while (at(Ident)) {
      Arg *arg = parameter(isLambda, false);
      ExprNode *value = nullptr;
      if (!arg || (accept(Equal) && !(value = expression())) ||
          !parameterSeparator(isLambda, arg))
        return false;
      collect(arg);
      collect(value);
    }
    auto count = uint32_t((scratch.size() - mark) / 2);
    if (count) {
      a->kwonlyargs = {arena.makeArray<Arg *>(count), count};
      a->kw_defaults = {arena.makeArray<ExprNode *>(count), count};
      if (memoryFailed || arena.failed())
        return false;
    }
    for (uint32_t i = 0; i < count; ++i) {
      a->kwonlyargs[i] = reinterpret_cast<Arg *>(*scratch.at(mark + 2 * i));
      a->kw_defaults[i] =
          reinterpret_cast<ExprNode *>(*scratch.at(mark + 2 * i + 1));
    }
    scratch.truncate(mark);
  }
  if (accept(DoubleStar)) {
    a->kwarg = parameter(isLambda, false);
    return a->kwarg && parameterSeparator(isLambda, a->kwarg) && at(close);
  }
  return at(close);
}

// Everything up to the closing token, which is not consumed.
Arguments *Parser::parameters(bool isLambda) {
  TokenKind close = isLambda ? Colon : RPar;
  auto *a = arena.make<Arguments>();
  a->nodeKind = NodeKind::Arguments;
  if (at(close))
    return a;
  // Parameters and their defaults alternate on the scratch stack.
  size_t mark = scratch.size();
  uint32_t defaults = 0;
  while (at(Ident)) {
    Arg *arg = parameter(isLambda, false);
    ExprNode *value = nullptr;
    if (!arg || (accept(Equal) && !(value = expression())))
      return nullptr;
    if (!value && defaults)
      return nullptr;
    defaults += value != nullptr;
    if (!parameterSeparator(isLambda, arg))
      return nullptr;
    collect(arg);
    collect(value);
    if (at(Slash)) {
      if (!a->posonlyargs.empty() || !options.allows(8))
        return nullptr;
      ++cur;
      if (!accept(Comma) && !at(close))
        return nullptr;
      a->posonlyargs.count = uint32_t((scratch.size() - mark) / 2);
    }
  }
  auto total = uint32_t((scratch.size() - mark) / 2);
  uint32_t positional = a->posonlyargs.count;
  if (total) {
    Arg **args = arena.makeArray<Arg *>(total);
    ExprNode **values = arena.makeArray<ExprNode *>(defaults);
    if (memoryFailed || arena.failed())
      return nullptr;
    a->posonlyargs = {args, positional};
    a->args = {args + positional, total - positional};
    a->defaults = {values, defaults};
    uint32_t d = 0;
    for (uint32_t i = 0; i < total; ++i) {
      args[i] = reinterpret_cast<Arg *>(*scratch.at(mark + 2 * i));
      if (uintptr_t value = *scratch.at(mark + 2 * i + 1))
        values[d++] = reinterpret_cast<ExprNode *>(value);
    }
    scratch.truncate(mark);
  }
  if (at(close))
    return a;
  return starParameters(a, isLambda) ? a : nullptr;
}

} // namespace dxpy::syntax
