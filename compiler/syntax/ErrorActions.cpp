// What the error grammar's actions do: small nodes, and the errors of its
// rules.
#include "compiler/syntax/ErrorParser.h"
#include "compiler/syntax/Keywords.h"
#include "compiler/syntax/Literals.h"

namespace dxpy::syntax {

using base::DiagnosticId;

// ---- nodes

ErrorNode *ErrorParser::nodeOf(const Token &t, ErrorKind kind) {
  return arena.make<ErrorNode>(kind, t.line, t.col, t.endLine, t.endCol,
                               nullptr, uint32_t(0), &t);
}

// From the token at `start` to the last one read that is not white space.
ErrorNode *ErrorParser::makeNode(ErrorKind kind, uint32_t start) {
  const Token &first = in.tokens[start];
  ErrorNode *n = nodeOf(first, kind);
  for (uint32_t i = mark; i-- > 0;) {
    const Token &t = in.tokens[i];
    if (t.kind == TokenKind::Newline || t.kind == TokenKind::Indent ||
        t.kind == TokenKind::Dedent || t.kind == TokenKind::EndMarker)
      continue;
    n->endLine = t.endLine;
    n->endCol = t.endCol;
    break;
  }
  return n;
}

// The same with children; sequences among them are spread.
ErrorNode *ErrorParser::makeNode(ErrorKind kind, uint32_t start, ErrorNode *a,
                                 ErrorNode *b) {
  ErrorNode *n = makeNode(kind, start);
  uint32_t count = 0;
  for (ErrorNode *child : {a, b})
    if (child)
      count += child->kind == ErrorKind::Seq ? child->count : 1;
  n->items = arena.makeArray<ErrorNode *>(count);
  if (arena.failed())
    return n;
  for (ErrorNode *child : {a, b}) {
    if (!child)
      continue;
    if (child->kind != ErrorKind::Seq)
      n->items[n->count++] = child;
    else
      for (uint32_t i = 0; i < child->count; ++i)
        n->items[n->count++] = child->items[i];
  }
  return n;
}

ErrorNode *ErrorParser::numberNode(const Token &t) {
  ast::ConstantValue value;
  std::string_view text = textOf(t);
  if (!options.allows(6) && text.find('_') != text.npos) {
    raiseHere(DiagnosticId::OnlySupportedIn,
              {"Underscores in numeric literals are", "6"});
    return nullptr;
  }
  if (!numberValue(text, arena, options.maxIntDigits, value) &&
      !arena.failed()) {
    size_t digits = 0;
    for (char c : text)
      digits += c != '_';
    raise(DiagnosticId::TooManyDigits, t.line, 0, t.endLine, 0,
          {std::to_string(options.maxIntDigits), std::to_string(digits)});
    return nullptr;
  }
  return nodeOf(t, ErrorKind::Constant);
}

// How messages call an expression.
std::string_view ErrorParser::expressionName(const ErrorNode *node) {
  switch (node->kind) {
  case ErrorKind::Attribute:
    return "attribute";
  case ErrorKind::Subscript:
    return "subscript";
  case ErrorKind::Starred:
    return "starred";
  case ErrorKind::Name:
    return "name";
  case ErrorKind::List:
    return "list";
  case ErrorKind::Tuple:
    return "tuple";
  case ErrorKind::Lambda:
    return "lambda";
  case ErrorKind::Call:
    return "function call";
  case ErrorKind::BoolOp:
  case ErrorKind::BinOp:
  case ErrorKind::UnaryOp:
    return "expression";
  case ErrorKind::GeneratorExp:
    return "generator expression";
  case ErrorKind::Yield:
  case ErrorKind::YieldFrom:
    return "yield expression";
  case ErrorKind::Await:
    return "await expression";
  case ErrorKind::ListComp:
    return "list comprehension";
  case ErrorKind::SetComp:
    return "set comprehension";
  case ErrorKind::DictComp:
    return "dict comprehension";
  case ErrorKind::Dict:
    return "dict literal";
  case ErrorKind::Set:
    return "set display";
  case ErrorKind::JoinedStr:
    return "f-string expression";
  case ErrorKind::None:
    return "None";
  case ErrorKind::True:
    return "True";
  case ErrorKind::False:
    return "False";
  case ErrorKind::Ellipsis:
    return "ellipsis";
  case ErrorKind::Compare:
    return "comparison";
  case ErrorKind::IfExp:
    return "conditional expression";
  case ErrorKind::NamedExpr:
    return "named expression";
  default:
    return "literal";
  }
}

// The part of `node` that cannot be a target, or null.
ErrorNode *ErrorParser::invalidTarget(ErrorNode *node, TargetKind kind) {
  if (!node)
    return nullptr;
  switch (node->kind) {
  case ErrorKind::List:
  case ErrorKind::Tuple:
    for (uint32_t i = 0; i < node->count; ++i)
      if (ErrorNode *bad = invalidTarget(node->items[i], kind))
        return bad;
    return nullptr;
  case ErrorKind::Starred:
    return kind == TargetKind::Del ? node : invalidTarget(node->items[0], kind);
  case ErrorKind::Compare:
    // `for a in b` was read as a comparison: its left side is the target.
    if (kind != TargetKind::For)
      return node;
    return node->items[1]->kind == ErrorKind::In
               ? invalidTarget(node->items[0], kind)
               : nullptr;
  case ErrorKind::Name:
  case ErrorKind::Subscript:
  case ErrorKind::Attribute:
    return nullptr;
  default:
    return node;
  }
}

void ErrorParser::failTarget(TargetKind kind, ErrorNode *node) {
  ErrorNode *bad = invalidTarget(node, kind);
  if (bad)
    raiseAt(kind == TargetKind::Del ? DiagnosticId::CannotDelete
                                    : DiagnosticId::CannotAssign,
            bad, bad, {expressionName(bad)});
}

// ---- actions

ErrorNode *ErrorParser::runAction(const GrammarAlternative &alternative,
                                  uint32_t start, ErrorNode **vars,
                                  ErrorNode *only, uint32_t results) {
  const GrammarAction &action = alternative.action;
  ErrorNode *a = action.vars[0] >= 0 ? vars[action.vars[0]] : nullptr;
  ErrorNode *b = action.vars[1] >= 0 ? vars[action.vars[1]] : nullptr;
  if (action.needs && !options.allows(action.needs)) {
    raiseHere(DiagnosticId::OnlySupportedIn,
              {action.what, std::to_string(action.needs)});
    return nullptr;
  }
  std::string buffer;
  std::string_view argument;
  if (action.argument != ArgumentKind::None) {
    const ErrorNode *about = vars[action.argumentVar];
    if (action.argument == ArgumentKind::Name)
      argument = expressionName(about);
    else if (action.argument == ArgumentKind::Text)
      argument = textOf(*about->token);
    else
      argument = buffer = std::to_string(about->line);
  }
  switch (action.kind) {
  case ActionKind::Default:
    return results == 1 && only ? only : makeNode(ErrorKind::Other, start);
  case ActionKind::Result:
    return a;
  case ActionKind::Node:
    return makeNode(ErrorKind(action.detail), start, a, b);
  case ActionKind::At:
    raiseAt(action.message, a, a, {argument});
    return nullptr;
  case ActionKind::Range: {
    if (action.firstOf)
      a = a->items[0];
    if (action.lastOf)
      b = b->items[b->count - 1];
    raiseAt(action.message, a, b, {argument});
    return nullptr;
  }
  case ActionKind::From: {
    uint32_t line = lexedLine();
    const Token &last = in.tokens[fill - 1];
    raise(action.message, a->line, a->col + 1, line,
          int32_t(last.end - lineStart(line - in.startingLine +
                                       (in.startingLine ? 1 : 0))),
          {argument});
    return nullptr;
  }
  case ActionKind::Here:
    raiseHere(action.message, {argument});
    return nullptr;
  case ActionKind::Target:
    failTarget(TargetKind(action.detail), a);
    return nullptr;
  case ActionKind::Special:
    if (SpecialAction(action.detail) == SpecialAction::Strings)
      return checkStrings(a, start);
    return special(SpecialAction(action.detail), a, b);
  }
  return nullptr;
}

ErrorNode *ErrorParser::special(SpecialAction action, ErrorNode *a,
                                ErrorNode *b) {
  auto isLegacyName = [](const ErrorNode *n) {
    return n->kind == ErrorKind::Name &&
           (n->token->name == identifierOf(KnownName::Print) ||
            n->token->name == identifierOf(KnownName::Exec));
  };
  switch (action) {
  case SpecialAction::Barry:
    if (textOf(*a->token) == "<>")
      return options.features.barryAsFlufl ? a : nullptr;
    if (!options.features.barryAsFlufl)
      return a;
    raiseHere(DiagnosticId::BarryNotEqual);
    return nullptr;
  case SpecialAction::Real:
  case SpecialAction::Imaginary: {
    bool wantImaginary = action == SpecialAction::Imaginary;
    if (isImaginary(textOf(*a->token)) == wantImaginary)
      return a;
    raiseAt(wantImaginary ? DiagnosticId::ImaginaryNumberRequired
                          : DiagnosticId::RealNumberRequired,
            a, a);
    return nullptr;
  }
  case SpecialAction::Legacy:
    if (isLegacyName(a))
      raiseAt(DiagnosticId::MissingCallParentheses, a, b, {textOf(*a->token)});
    return nullptr;
  case SpecialAction::ForgotComma:
    if (!isLegacyName(a) && in.tokens[mark - 1].level != 0)
      raiseAt(DiagnosticId::ForgotComma, a, b);
    return nullptr;
  case SpecialAction::NonparenGenexp: {
    uint32_t positional = 0;
    ErrorNode *last = nullptr;
    for (uint32_t i = 0; i < a->count; ++i) {
      ErrorKind k = a->items[i]->kind;
      if (k == ErrorKind::Keyword || k == ErrorKind::KeywordUnpack)
        continue;
      ++positional;
      last = a->items[i];
    }
    if (positional > 1)
      raiseAt(DiagnosticId::BareGenerator, last, b);
    return nullptr;
  }
  case SpecialAction::ArgumentOrder: {
    bool unpacking = false;
    for (uint32_t i = 0; i < a->count; ++i)
      unpacking |= a->items[i]->kind == ErrorKind::KeywordUnpack;
    raiseHere(unpacking ? DiagnosticId::ArgumentAfterUnpacking
                        : DiagnosticId::ArgumentAfterKeyword);
    return nullptr;
  }
  case SpecialAction::DictKey:
    raise(DiagnosticId::ExpectedDictColon, a->line, a->endCol, a->endLine, 0);
    return nullptr;
  default:
    return nullptr;
  }
}

} // namespace dxpy::syntax
