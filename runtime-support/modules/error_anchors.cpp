// Which part of an expression failed: the operator of a binary operation, the
// brackets of a subscript. CPython parses the text of the expression; here a
// scan over its top level finds the outermost operation.
#include "runtime-support/modules/print_exception.h"

namespace dxpy {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool isWord(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || uint8_t(c) >= 0x80;
}

/// The top level of an expression, token by token.
class Scanner {
public:
  explicit Scanner(std::string_view text) : text(text) {}

  enum class Kind { End, Operand, Bracket, Operator, Other };
  struct Token {
    Kind kind;
    size_t start, end;
  };

  Token next() {
    while (at < text.size() && isSpace(text[at]))
      ++at;
    size_t start = at;
    if (at == text.size())
      return {Kind::End, start, start};
    char c = text[at];
    if (c == '"' || c == '\'') {
      skipString();
      return {Kind::Operand, start, at};
    }
    if (c == '(' || c == '[' || c == '{') {
      skipBrackets();
      return {Kind::Bracket, start, at};
    }
    if (isWord(c) || c == '.') {
      while (at < text.size() && (isWord(text[at]) || text[at] == '.'))
        if ((text[at] == 'e' || text[at] == 'E') && c >= '0' && c <= '9' &&
            at + 1 < text.size() &&
            (text[at + 1] == '+' || text[at + 1] == '-'))
          at += 2;
        else
          ++at;
      if (at < text.size() && (text[at] == '"' || text[at] == '\''))
        skipString(); // a prefix
      return {Kind::Operand, start, at};
    }
    ++at;
    if (std::string_view("+-*/%@&|^~<>").find(c) == std::string_view::npos)
      return {Kind::Other, start, at};
    bool doubled = at < text.size() && text[at] == c;
    if (doubled && (c == '*' || c == '/' || c == '<' || c == '>'))
      ++at;
    else if (c == '<' || c == '>')
      return {Kind::Other, start, at};
    if (at < text.size() && text[at] == '=')
      return {Kind::Other, start, at};
    return {Kind::Operator, start, at};
  }

private:
  void skipString() {
    char quote = text[at];
    bool triple = isTriple(quote);
    at += triple ? 3 : 1;
    while (at < text.size()) {
      if (text[at] == '\\') {
        at += 2;
      } else if (text[at] == quote && (!triple || isTriple(quote))) {
        at += triple ? 3 : 1;
        return;
      } else {
        ++at;
      }
    }
    at = text.size();
  }
  void skipBrackets() {
    unsigned depth = 0;
    while (at < text.size()) {
      char c = text[at];
      if (c == '"' || c == '\'') {
        skipString();
        continue;
      }
      ++at;
      if (c == '(' || c == '[' || c == '{')
        ++depth;
      else if ((c == ')' || c == ']' || c == '}') && --depth == 0)
        return;
    }
  }
  bool isTriple(char quote) const {
    return at + 2 < text.size() && text[at] == quote && text[at + 1] == quote &&
           text[at + 2] == quote;
  }

  std::string_view text;
  size_t at = 0;
};

/// How tightly an operator binds; higher is tighter.
int precedence(std::string_view op) {
  if (op == "|")
    return 1;
  if (op == "^")
    return 2;
  if (op == "&")
    return 3;
  if (op == "<<" || op == ">>")
    return 4;
  if (op == "+" || op == "-")
    return 5;
  if (op == "**")
    return 8;
  return 6;
}

bool isKeyword(std::string_view word) {
  for (std::string_view keyword : {"and", "or", "not", "in", "is", "if", "else",
                                   "lambda", "for", "await", "yield", "from"})
    if (word == keyword)
      return true;
  return false;
}

struct Found {
  int level = 100;
  size_t start = 0, end = 0;
};

} // namespace

bool findAnchors(std::string_view text, size_t &start, size_t &end) {
  using Kind = Scanner::Kind;
  Scanner scanner(text);
  Found best;
  bool operand = false, unary = false;
  Scanner::Token last = {Kind::End, 0, 0}, beforeLast = last;
  for (Scanner::Token token = scanner.next(); token.kind != Kind::End;
       token = scanner.next()) {
    std::string_view word = text.substr(token.start, token.end - token.start);
    if (token.kind == Kind::Other)
      return false;
    if (token.kind == Kind::Operand && isKeyword(word))
      return false;
    if (token.kind == Kind::Operator) {
      if (operand) {
        int level = precedence(word);
        // The last of the loosest ones is outermost; the first for **.
        if (level < best.level || (level == best.level && level != 8))
          best = {level, token.start, token.end};
        operand = false;
      } else if (best.level == 100) {
        unary = true; // in front of everything
      }
      beforeLast = last = {Kind::End, 0, 0};
      continue;
    }
    operand = true;
    beforeLast = last;
    last = token;
  }
  if (best.level < 100) {
    if (unary && best.level == 8)
      return false; // -a ** b
    start = best.start;
    end = best.end;
    // CPython looks from the end of the left operand, whose brackets are not
    // part of it.
    return true;
  }
  if (unary || last.kind != Kind::Bracket || text[last.start] != '[' ||
      beforeLast.kind == Kind::End)
    return false;
  start = beforeLast.end;
  if (beforeLast.kind == Kind::Bracket && text[beforeLast.start] == '(' &&
      beforeLast.start == text.find_first_not_of(" \t"))
    for (start = beforeLast.end - 1; start && isSpace(text[start - 1]);)
      --start;
  end = last.end;
  return true;
}

} // namespace dxpy
