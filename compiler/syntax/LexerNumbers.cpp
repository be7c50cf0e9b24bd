// Numeric literals: where they end, and what may not follow them. Values are
// read by Literals.cpp.
#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/Lexer.h"

namespace dxpy::syntax {

using base::DiagnosticId;

// Digits with single underscores between them; `cur` is behind a digit.
bool Lexer::digitsTail() {
  for (;;) {
    while (isDigit(peek()))
      ++cur;
    if (peek() != '_')
      return true;
    ++cur;
    if (!isDigit(peek()))
      return fail(DiagnosticId::InvalidLiteral, {"decimal"});
  }
}

// A literal may run into a keyword ("1if"), with a warning, and into no other
// name.
bool Lexer::endOfNumber(std::string_view what) {
  char c = peek();
  if (!isIdContinue(c)) [[likely]]
    return true;
  auto followedBy = [&](std::string_view word, bool wholeWord) {
    if (std::string_view(cur, size_t(limit - cur)).substr(0, word.size()) !=
        word)
      return false;
    return !wholeWord || !isIdContinue(peek(int(word.size())));
  };
  bool keyword = followedBy("and", true) || followedBy("else", true) ||
                 followedBy("for", true) || followedBy("if", false) ||
                 followedBy("in", false) || followedBy("is", false) ||
                 followedBy("or", true) || followedBy("not", true);
  if (!keyword)
    return fail(DiagnosticId::InvalidLiteral, {what});
  warn(DiagnosticId::KeywordAfterNumber, cur, {what});
  return true;
}

bool Lexer::endOfImaginary() {
  ++cur;
  return endOfNumber("imaginary") && push(TokenKind::Number, tokenStart, cur);
}

// "0x", "0o" and "0b"; `cur` is at the letter.
bool Lexer::lexPrefixedNumber(unsigned base) {
  std::string_view what = base == 16  ? "hexadecimal"
                          : base == 8 ? "octal"
                                      : "binary";
  auto isValid = [&](char c) {
    return base == 16 ? isHexDigit(c) : isDigit(c) && c < char('0' + base);
  };
  auto badDigit = [&] {
    std::string_view digit(cur, 1);
    ++cur;
    return fail(DiagnosticId::InvalidDigit, {digit, what});
  };
  ++cur;
  do {
    if (peek() == '_')
      ++cur;
    if (!isValid(peek()))
      return base != 16 && isDigit(peek())
                 ? badDigit()
                 : fail(DiagnosticId::InvalidLiteral, {what});
    while (isValid(peek()))
      ++cur;
  } while (peek() == '_');
  if (base != 16 && isDigit(peek()))
    return badDigit();
  return endOfNumber(what) && push(TokenKind::Number, tokenStart, cur);
}

// A decimal literal that begins with 0: zeros, or a float or imaginary with
// leading zeros.
bool Lexer::lexZero() {
  for (;;) {
    if (peek() == '_') {
      ++cur;
      if (!isDigit(peek()))
        return fail(DiagnosticId::InvalidLiteral, {"decimal"});
    }
    if (peek() != '0')
      break;
    ++cur;
  }
  const char *zerosEnd = cur + (cur < limit);
  bool nonzero = isDigit(peek());
  if (nonzero && !digitsTail())
    return false;
  if (peek() == '.') {
    ++cur;
    return lexFraction();
  }
  if ((peek() | 32) == 'e')
    return lexExponent();
  if ((peek() | 32) == 'j')
    return endOfImaginary();
  if (nonzero) {
    fail(DiagnosticId::LeadingZeros);
    problem.offset = int32_t(tokenStart - lineStart) + 1;
    problem.endOffset = int32_t(zerosEnd - lineStart);
    return false;
  }
  return endOfNumber("decimal") && push(TokenKind::Number, tokenStart, cur);
}

// Behind the point.
bool Lexer::lexFraction() {
  if (isDigit(peek()) && !digitsTail())
    return false;
  return lexExponent();
}

// From the exponent, if there is one, to the end of the literal.
bool Lexer::lexExponent() {
  if ((peek() | 32) == 'e') {
    char sign = peek(1);
    if (sign == '+' || sign == '-') {
      cur += 2;
      if (!isDigit(peek()))
        return fail(DiagnosticId::InvalidLiteral, {"decimal"});
    } else if (!isDigit(sign)) {
      return endOfNumber("decimal") && push(TokenKind::Number, tokenStart, cur);
    } else {
      ++cur;
    }
    if (!digitsTail())
      return false;
  }
  if ((peek() | 32) == 'j')
    return endOfImaginary();
  return endOfNumber("decimal") && push(TokenKind::Number, tokenStart, cur);
}

bool Lexer::lexNumber() {
  char c = *cur++;
  if (c == '.')
    return lexFraction();
  if (c == '0') {
    switch (peek() | 32) {
    case 'x':
      return lexPrefixedNumber(16);
    case 'o':
      return lexPrefixedNumber(8);
    case 'b':
      return lexPrefixedNumber(2);
    }
    return lexZero();
  }
  if (!digitsTail())
    return false;
  if (peek() == '.') {
    ++cur;
    return lexFraction();
  }
  return lexExponent();
}

} // namespace dxpy::syntax
