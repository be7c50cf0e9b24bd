// The lexer's loops, indentation, names, comments and operators. Numbers are in
// LexerNumbers.cpp, strings in LexerStrings.cpp.
#include "compiler/syntax/Lexer.h"

#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/Keywords.h"
#include "compiler/syntax/Unicode.h"

namespace dxpy::syntax {

using base::DiagnosticId;

Lexer::Lexer(std::string_view source, const ParseOptions &o,
             base::StringTable &ids, TokenBuffer &t,
             std::vector<base::Diagnostic> *w)
    : text(source.data()), limit(source.data() + source.size()), cur(text),
      tokenStart(text), lineStart(text), options(o), identifiers(ids),
      tokens(t), warnings(w) {}

// ---- tokens and errors

bool Lexer::push(TokenKind kind, const char *start, const char *end) {
  Token t;
  t.kind = kind;
  t.flags = 0;
  t.level = uint16_t(level);
  t.start = uint32_t(start - text);
  t.end = uint32_t(end - text);
  t.line = t.endLine = line;
  t.col = columnOf(start);
  t.endCol = t.col + int32_t(end - start);
  if (tokens.push(t)) [[likely]]
    return true;
  stopped = LexStop::OutOfMemory;
  return false;
}

// Indent, Dedent and EndMarker have a line only.
bool Lexer::pushPlaceless(TokenKind kind) {
  if (!push(kind, cur, cur))
    return false;
  Token &t = tokens.back();
  t.col = t.endCol = -1;
  if (cur == limit && cur == lineStart)
    t.line = t.endLine = line - 1;
  return true;
}

void Lexer::place(base::Diagnostic &d, const char *at) const {
  const char *lineEnd = lineStart;
  while (*lineEnd != '\n' && *lineEnd)
    ++lineEnd;
  d.line = d.endLine = line;
  d.lineText.assign(lineStart, lineEnd);
  d.hasLineText = true;
  d.offset = d.endOffset = int32_t(countCodePoints(lineStart, at));
}

bool Lexer::fail(DiagnosticId id,
                 std::initializer_list<std::string_view> args) {
  problem.id = id;
  problem.message = base::formatDiagnostic(id, args);
  place(problem, cur);
  stopped = LexStop::Problem;
  return false;
}

bool Lexer::failOfLine(DiagnosticId id) {
  while (cur < limit && *cur != '\n')
    ++cur;
  fail(id);
  stopped = LexStop::LineProblem;
  return false;
}

void Lexer::warn(DiagnosticId id, const char *at,
                 std::initializer_list<std::string_view> args) {
  if (!warnings)
    return;
  base::Diagnostic d;
  d.id = id;
  d.message = base::formatDiagnostic(id, args);
  place(d, at);
  warnings->push_back(std::move(d));
}

LexStop Lexer::stop() {
  bool ok =
      stopped == LexStop::OutOfMemory ||
      (stopped == LexStop::Problem ? push(TokenKind::Error, tokenStart, cur)
                                   : pushPlaceless(TokenKind::Error));
  return ok ? stopped : LexStop::OutOfMemory;
}

// ---- loops

LexStop Lexer::run() {
  for (;;) {
    Step step = lexIndentation();
    // A type comment above a function's first line stands outside of its
    // indentation.
    if (tokens.size() > 0 && tokens.back().kind != TokenKind::TypeComment)
      leaveAsyncDef();
    if (step == Step::Go)
      step = lexLogicalLine();
    if (asyncDef == AsyncDef::Signature)
      asyncDef = AsyncDef::Body;
    if (step == Step::Fail)
      return stop();
    if (step == Step::End)
      return finishFile() ? LexStop::End : stop();
  }
}

LexStop Lexer::runEmbedded(uint32_t begin, uint32_t end, uint32_t firstLine,
                           int32_t col) {
  cur = tokenStart = lineStart = text + begin;
  limit = text + end;
  line = firstLine;
  firstLineShift = col;
  brackets[0] = {'(', firstLine, col - 1};
  level = baseLevel = 1;
  if (lexLogicalLine() != Step::End)
    return stop();
  level = 0;
  tokenStart = cur;
  if (!push(TokenKind::RPar, cur, cur))
    return stop();
  ++tokens.back().endCol;
  bool ok =
      push(TokenKind::Newline, cur, cur) && pushPlaceless(TokenKind::EndMarker);
  return ok ? LexStop::End : stop();
}

// Tokens up to and with the next Newline; End at the end of the text.
Lexer::Step Lexer::lexLogicalLine() {
  for (;;) {
    while (*cur == ' ' || *cur == '\t' || *cur == '\f')
      ++cur;
    tokenStart = cur;
    if (cur >= limit) [[unlikely]] {
      if (level == baseLevel)
        return Step::End;
      stopped = LexStop::Eof;
      return Step::Fail;
    }
    char c = *cur;
    uint8_t cls = Chars.classes[uint8_t(c)];
    bool ok;
    if (cls & CharClass::IdStart) {
      ok = lexName();
    } else if ((cls & CharClass::Digit) || (c == '.' && isDigit(peek(1)))) {
      ok = lexNumber();
    } else if (cls & CharClass::Quote) {
      ok = lexString(0);
    } else if (c == '\n') {
      bool ends = level == 0;
      if (ends && !push(TokenKind::Newline, tokenStart, cur))
        return Step::Fail;
      ++cur;
      newLine();
      if (ends)
        return Step::Go;
      continue;
    } else if (c == '#') {
      ok = lexComment();
      if (ok && level == 0 && cur < limit &&
          tokens.back().kind != TokenKind::TypeComment) {
        // The Newline token spans the comment before it.
        if (!push(TokenKind::Newline, tokenStart, cur))
          return Step::Fail;
        ++cur;
        newLine();
        return Step::Go;
      }
    } else if (c == '\\') {
      ok = lexContinuation();
    } else {
      ok = lexOperator();
    }
    if (!ok) [[unlikely]]
      return Step::Fail;
  }
}

// The end of the file: the open blocks' Dedents and EndMarker. At the prompt
// the end stands for an empty line wherever one may be needed.
bool Lexer::finishFile() {
  bool single = options.mode == ParseMode::Single;
  bool newlineMissing = single && tokens.size() > 0;
  bool implied = !single || !options.features.dontImplyDedent;
  int dedents = single ? 0 : indentTop;
  for (;;) {
    if (dedents > 0) {
      --dedents;
      if (!pushPlaceless(TokenKind::Dedent))
        return false;
      newlineMissing = single;
      continue;
    }
    if (!newlineMissing)
      return pushPlaceless(TokenKind::EndMarker);
    newlineMissing = false;
    if (!pushPlaceless(TokenKind::Newline))
      return false;
    dedents = implied ? indentTop : 0;
    indentTop = implied ? 0 : indentTop;
  }
}

// ---- indentation

// Skips blank lines and gives the Indent or Dedents before the next line with
// tokens.
Lexer::Step Lexer::lexIndentation() {
  for (;;) {
    uint32_t col = 0, altCol = 0, continuedCol = 0;
    for (;; ++cur) {
      if (*cur == ' ') {
        ++col;
        ++altCol;
      } else if (*cur == '\t') {
        col = (col / TabSize + 1) * TabSize;
        ++altCol;
      } else if (*cur == '\f') {
        col = altCol = 0;
      } else if (*cur == '\\') {
        // A backslash splits the line, not its indentation: what stands before
        // the first counts.
        continuedCol = continuedCol ? continuedCol : col;
        tokenStart = cur;
        if (!lexContinuation())
          return Step::Fail;
        --cur;
      } else {
        break;
      }
    }
    tokenStart = cur;
    if (*cur == '#') {
      size_t before = tokens.size();
      if (!lexComment())
        return Step::Fail;
      if (tokens.size() != before)
        return Step::Go; // a type comment; its Newline follows
      if (cur >= limit)
        return Step::End;
    }
    if (*cur == '\n') {
      ++cur;
      newLine();
      continue;
    }
    if (cur >= limit)
      return applyIndentation(col, altCol) == Step::Go ? Step::End : Step::Fail;
    return continuedCol ? applyIndentation(continuedCol, continuedCol)
                        : applyIndentation(col, altCol);
  }
}

Lexer::Step Lexer::applyIndentation(uint32_t col, uint32_t altCol) {
  auto failed = [&](DiagnosticId id) {
    failOfLine(id);
    return Step::Fail;
  };
  if (col == indents[indentTop])
    return altCol == altIndents[indentTop]
               ? Step::Go
               : failed(DiagnosticId::InconsistentTabs);
  if (col > indents[indentTop]) {
    if (indentTop + 1 >= MaxIndent)
      return failed(DiagnosticId::TooDeepIndentation);
    if (altCol <= altIndents[indentTop])
      return failed(DiagnosticId::InconsistentTabs);
    ++indentTop;
    indents[indentTop] = col;
    altIndents[indentTop] = altCol;
    return pushPlaceless(TokenKind::Indent) ? Step::Go : Step::Fail;
  }
  int closed = 0;
  while (indentTop > 0 && col < indents[indentTop]) {
    --indentTop;
    ++closed;
  }
  if (col != indents[indentTop])
    return failed(DiagnosticId::UnindentMismatch);
  if (altCol != altIndents[indentTop])
    return failed(DiagnosticId::InconsistentTabs);
  for (; closed; --closed)
    if (!pushPlaceless(TokenKind::Dedent))
      return Step::Fail;
  return Step::Go;
}

// `cur` is at a backslash, which must end its line.
bool Lexer::lexContinuation() {
  ++cur;
  if (peek() != '\n') {
    if (cur < limit)
      ++cur;
    fail(DiagnosticId::AfterContinuation);
    stopped = LexStop::LineProblem;
    return false;
  }
  ++cur;
  if (cur >= limit) {
    stopped = LexStop::Eof;
    return false;
  }
  newLine();
  return true;
}

// ---- comments

bool Lexer::lexComment() {
  const char *start = cur;
  while (cur < limit && *cur != '\n')
    ++cur;
  return options.typeComments ? lexTypeComment(start) : true;
}

// "# type: ..." gives a TypeComment token, "# type: ignore" an entry of
// typeIgnores.
bool Lexer::lexTypeComment(const char *start) {
  const char *p = start;
  for (char expected : std::string_view("# type: ")) {
    if (expected == ' ') {
      while (p < cur && (*p == ' ' || *p == '\t'))
        ++p;
    } else if (p < cur && *p == expected) {
      ++p;
    } else {
      return true;
    }
  }
  std::string_view rest(p, size_t(cur - p));
  bool ignores =
      rest.substr(0, 6) == "ignore" &&
      (rest.size() == 6 ||
       (uint8_t(rest[6]) < 128 && (!isIdContinue(rest[6]) || rest[6] == '_')));
  if (ignores) {
    typeIgnores.push_back({line, rest.substr(6)});
    return true;
  }
  return push(TokenKind::TypeComment, p, cur);
}

// ---- names and operators

static uint8_t prefixFlag(char c) {
  switch (c | 32) {
  case 'r':
    return StringFlags::Raw;
  case 'b':
    return StringFlags::Bytes;
  case 'u':
    return StringFlags::Unicode;
  case 'f':
    return StringFlags::Format;
  case 't':
    return StringFlags::Template;
  }
  return 0;
}

// The flags of a string prefix, or -1. `r` goes with b, f and t; u stands
// alone.
static int prefixFlags(const char *p, size_t size, bool templates) {
  uint8_t first = prefixFlag(p[0]), all = first;
  if (size == 2) {
    uint8_t second = prefixFlag(p[1]);
    all |= second;
    if (!second || first == second || !(all & StringFlags::Raw) ||
        (all & StringFlags::Unicode))
      return -1;
  }
  if (!first || ((all & StringFlags::Template) && !templates))
    return -1;
  return all;
}

bool Lexer::lexName() {
  const char *p = cur;
  bool ascii = true;
  while (isIdContinue(*p)) {
    ascii &= uint8_t(*p) < 128;
    ++p;
  }
  size_t size = size_t(p - cur);
  if (isQuote(*p) && size <= 2) {
    int flags = prefixFlags(cur, size, options.grammar >= 14);
    if (flags >= 0) {
      cur = p;
      return lexString(uint8_t(flags));
    }
  }
  cur = p;
  if (!undecoded.empty() && !checkUndecoded()) [[unlikely]]
    return false;
  if (!ascii) [[unlikely]]
    return lexUnicodeName();
  Identifier id = identifiers.intern({tokenStart, size});
  if (!id) {
    stopped = LexStop::OutOfMemory;
    return false;
  }
  if (id.index < KeywordCount) {
    auto keyword = TokenKind(uint32_t(TokenKind::KwFalse) + id.index);
    if (options.allows(7) || !asyncIsName(keyword)) [[likely]]
      return push(keyword, tokenStart, cur);
  }
  if (!push(TokenKind::Ident, tokenStart, cur))
    return false;
  tokens.back().name = id;
  return true;
}

// The name must have been UTF-8. What is wrong with it is kept where a line
// would be.
bool Lexer::checkUndecoded() {
  std::string_view name =
      undecoded.substr(size_t(tokenStart - text), size_t(cur - tokenStart));
  base::Utf8Problem bad = base::findInvalidUtf8(name);
  if (!bad.found())
    return true;
  fail(DiagnosticId::UnicodeProblem);
  problem.lineText = base::describeInvalidUtf8(name, bad);
  stopped = LexStop::LineProblem;
  return false;
}

// Before 3.7: "async" in front of "def" begins a function in which both words
// are keywords.
bool Lexer::asyncIsName(TokenKind keyword) {
  bool isAsync = keyword == TokenKind::KwAsync;
  if ((!isAsync && keyword != TokenKind::KwAwait) ||
      asyncDef != AsyncDef::Outside)
    return false;
  const char *p = cur;
  while (p < limit && (*p == ' ' || *p == '\t' || *p == '\f'))
    ++p;
  std::string_view rest(p, size_t(limit - p));
  if (!isAsync || !rest.starts_with("def") ||
      (rest.size() > 3 && isIdContinue(rest[3])))
    return true;
  asyncDef = AsyncDef::Signature;
  asyncDefIndent = indentTop;
  return false;
}

// The async function ends where the indentation is back at its own.
void Lexer::leaveAsyncDef() {
  if (asyncDef == AsyncDef::Body && asyncDefIndent >= indentTop)
    asyncDef = AsyncDef::Outside;
}

static std::string hexOf(uint32_t c) {
  std::string digits;
  do
    digits.insert(digits.begin(), "0123456789ABCDEF"[c & 15]);
  while (c >>= 4);
  while (digits.size() < 4)
    digits.insert(digits.begin(), '0');
  return digits;
}

bool Lexer::lexUnicodeName() {
  const char *end = cur;
  for (const char *p = tokenStart; p < end;) {
    const char *at = p;
    uint32_t c = decodeUtf8(p);
    if (at == tokenStart ? isIdentifierStart(c) : isIdentifierContinue(c))
      continue;
    cur = p;
    if (isPrintable(c))
      return fail(DiagnosticId::InvalidCharacter,
                  {std::string_view(at, size_t(p - at)), hexOf(c)});
    return fail(DiagnosticId::InvalidNonPrintable, {hexOf(c)});
  }
  std::string normal;
  appendNfkc(normal, {tokenStart, size_t(end - tokenStart)});
  Identifier id = identifiers.intern(normal);
  if (!id) {
    stopped = LexStop::OutOfMemory;
    return false;
  }
  // A keyword in other characters is a name.
  if (!push(TokenKind::Ident, tokenStart, cur))
    return false;
  tokens.back().name = id;
  return true;
}

bool Lexer::openBracket(char c) {
  if (level >= MaxLevel) {
    ++cur;
    return fail(DiagnosticId::TooManyBrackets);
  }
  brackets[level++] = {c, line, columnOf(cur)};
  ++cur;
  return true;
}

bool Lexer::closeBracket(char c) {
  ++cur;
  if (level == baseLevel)
    return fail(DiagnosticId::UnmatchedBracket, {std::string_view(&c, 1)});
  const OpenBracket &open = brackets[--level];
  char expected = open.bracket == '(' ? ')' : open.bracket == '[' ? ']' : '}';
  if (c == expected)
    return true;
  std::string_view have(&c, 1), opening(&open.bracket, 1);
  if (open.line != line)
    return fail(DiagnosticId::MismatchedBracketOnLine,
                {have, opening, std::to_string(open.line)});
  return fail(DiagnosticId::MismatchedBracket, {have, opening});
}

// A control character, or one of "$?!`", which become tokens that no rule
// accepts.
bool Lexer::unknownCharacter() {
  char c = *cur++;
  if (uint8_t(c) < 0x20 || c == 0x7F)
    return fail(DiagnosticId::InvalidNonPrintable, {hexOf(uint8_t(c))});
  return push(TokenKind::Unknown, tokenStart, cur);
}

bool Lexer::lexOperator() {
  using enum TokenKind;
  auto one = [&](TokenKind k) {
    ++cur;
    return push(k, tokenStart, cur);
  };
  auto orEqual = [&](TokenKind plain, TokenKind equal) {
    bool isEqual = peek(1) == '=';
    cur += isEqual ? 2 : 1;
    return push(isEqual ? equal : plain, tokenStart, cur);
  };
  auto twice = [&](TokenKind doubled, TokenKind doubledEqual) {
    bool isEqual = peek(2) == '=';
    cur += isEqual ? 3 : 2;
    return push(isEqual ? doubledEqual : doubled, tokenStart, cur);
  };
  char c = *cur;
  switch (c) {
  case '(':
    return openBracket(c) && push(LPar, tokenStart, cur);
  case '[':
    return openBracket(c) && push(LSqb, tokenStart, cur);
  case '{':
    return openBracket(c) && push(LBrace, tokenStart, cur);
  case ')':
    return closeBracket(c) && push(RPar, tokenStart, cur);
  case ']':
    return closeBracket(c) && push(RSqb, tokenStart, cur);
  case '}':
    return closeBracket(c) && push(RBrace, tokenStart, cur);
  case ',':
    return one(Comma);
  case ';':
    return one(Semi);
  case '~':
    return one(Tilde);
  case ':':
    return orEqual(Colon, ColonEqual);
  case '=':
    return orEqual(Equal, EqEqual);
  case '+':
    return orEqual(Plus, PlusEqual);
  case '%':
    return orEqual(Percent, PercentEqual);
  case '&':
    return orEqual(Amper, AmperEqual);
  case '|':
    return orEqual(VBar, VBarEqual);
  case '^':
    return orEqual(Circumflex, CircumflexEqual);
  case '@':
    return orEqual(At, AtEqual);
  case '*':
    return peek(1) == '*' ? twice(DoubleStar, DoubleStarEqual)
                          : orEqual(Star, StarEqual);
  case '/':
    return peek(1) == '/' ? twice(DoubleSlash, DoubleSlashEqual)
                          : orEqual(Slash, SlashEqual);
  case '>':
    return peek(1) == '>' ? twice(RightShift, RightShiftEqual)
                          : orEqual(Greater, GreaterEqual);
  case '<':
    if (peek(1) == '>') {
      cur += 2;
      return push(NotEqual, tokenStart, cur);
    }
    return peek(1) == '<' ? twice(LeftShift, LeftShiftEqual)
                          : orEqual(Less, LessEqual);
  case '!':
    if (peek(1) != '=')
      return unknownCharacter();
    cur += 2;
    return push(NotEqual, tokenStart, cur);
  case '-':
    if (peek(1) != '>')
      return orEqual(Minus, MinEqual);
    cur += 2;
    return push(Arrow, tokenStart, cur);
  case '.':
    if (peek(1) == '.' && peek(2) == '.') {
      cur += 3;
      return push(Ellipsis, tokenStart, cur);
    }
    return one(Dot);
  }
  return unknownCharacter();
}

} // namespace dxpy::syntax
