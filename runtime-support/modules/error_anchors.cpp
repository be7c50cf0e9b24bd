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
  for (std::string_view keyword :
       {"and", "or", "not", "in", "is", "if", "else", "lambda", "for", "await",
        "yield", "from", "raise", "assert", "del", "return", "import"})
    if (word == keyword)
      return true;
  return false;
}

/// Do parentheses around \p inside only group? Those of a tuple and of a
/// generator expression belong to it.
bool isGroup(std::string_view inside) {
  Scanner scanner(inside);
  Scanner::Token token = scanner.next();
  if (token.kind == Scanner::Kind::End)
    return false;
  for (; token.kind != Scanner::Kind::End; token = scanner.next()) {
    std::string_view word = inside.substr(token.start, token.end - token.start);
    if (word == "lambda")
      return true;
    if (word == "," || word == "for")
      return false;
  }
  return true;
}

/// The part of \p text that is its node: without spaces around it and
/// parentheses that group.
void unwrap(std::string_view text, size_t &start, size_t &end) {
  for (;;) {
    while (start < end && isSpace(text[start]))
      ++start;
    while (start < end && isSpace(text[end - 1]))
      --end;
    Scanner::Token token = Scanner(text.substr(start, end - start)).next();
    if (token.kind != Scanner::Kind::Bracket || text[start] != '(' ||
        token.end != end - start ||
        !isGroup(text.substr(start + 1, token.end - 2)))
      return;
    ++start, --end;
  }
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
    // CPython marks what follows the left operand, up to two characters that
    // are not the right one's. Brackets that group are not an operand's.
    size_t left = 0, right = best.end;
    size_t leftEnd = best.start, rightEnd = text.size();
    unwrap(text, left, leftEnd);
    unwrap(text, right, rightEnd);
    for (start = leftEnd; isSpace(text[start]);)
      ++start;
    end = start + 1;
    end += end < right && !isSpace(text[end]);
    return true;
  }
  if (unary || last.kind != Kind::Bracket || text[last.start] != '[' ||
      beforeLast.kind == Kind::End)
    return false;
  size_t value = 0, index = last.start + 1;
  start = last.start;
  end = last.end - 1;
  unwrap(text, value, start);
  unwrap(text, index, end);
  ++end; // as CPython has it, whatever stands there
  return true;
}

} // namespace dxpy
