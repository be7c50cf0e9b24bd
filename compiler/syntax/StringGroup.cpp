// Adjacent string literals: their values joined, f-strings and t-strings with
// their replacement fields parsed. Fields are found in the text and lexed from
// there. Positions inside f-strings are those of the level: before 3.12 every
// part but the expressions takes the whole group's.
#include "compiler/syntax/FormatScanner.h"
#include "compiler/syntax/ParserImpl.h"
#include "compiler/syntax/Unicode.h"

namespace dxpy::syntax {

using enum TokenKind;
using base::DiagnosticId;

class StringGroup {
public:
  StringGroup(Parser &parser, const Token *firstToken, uint32_t n)
      : p(parser), tokens(firstToken), count(n),
        source(p.module.source.text().data()),
        modernPlaces(p.options.level >= 12) {
    whole = {tokens->line, uint32_t(tokens->col), tokens[n - 1].endLine,
             uint32_t(tokens[n - 1].endCol)};
  }

  ExprNode *parse();

private:
  struct Place {
    uint32_t line;
    uint32_t col;
  };

  ExprNode *parsePlain(bool bytes);
  ExprNode *parseFormatted(bool isTemplate);
  bool appendText(std::string_view text, const Token &t, bool raw);
  void appendDebugText(std::string_view text);
  bool parseParts(const char *&s, const char *end, const Token &t, int depth);
  bool parseLiteral(const char *&s, const char *end, const Token &t, int depth);
  bool parseField(const char *&s, const char *end, const Token &t, int depth);
  ExprNode *parseSpec(const char *&s, const char *end, const Token &t,
                      int depth);
  ExprNode *parseExpression(const char *from, const char *to, const Token &t);
  void expressionStart(const char *from, const Token &t, uint32_t &line,
                       int32_t &col) const;
  std::string_view strippedExpression(const char *from, const char *to) const;
  void flushText(const SourceRange &place, bool unicode);
  // Constants tell a "u" prefix of the first literal, though not "U".
  bool hasKind() const { return source[tokens->start] == 'u'; }
  void flushText() { flushText(whole, hasKind()); }
  void warnInvalidEscape(const char *at, const Token &t);
  Place placeOf(const char *at, const Token &t) const;
  std::string_view bodyOf(const Token &t) const;
  CharacterNameFn characterName() const {
    return p.options.characterName ? p.options.characterName : characterByName;
  }
  template <class T> T *makePart(SourceRange place) {
    T *n = p.arena.make<T>();
    n->nodeKind = T::Kind;
    n->loc = place;
    return n;
  }
  SourceRange rangeOf(const char *from, const char *to, const Token &t) const {
    Place a = placeOf(from, t), b = placeOf(to, t);
    return {a.line, a.col, b.line, b.col};
  }

  Parser &p;
  const Token *tokens;
  uint32_t count;
  const char *source;
  bool modernPlaces;
  bool isTemplate = false;
  SourceRange whole;
  // Decoded text goes into one buffer; [pieceStart, out) is the Constant being
  // built.
  char *out = nullptr;
  char *pieceStart = nullptr;
  bool pieceOpen = false;
  SourceRange pieceRange;
};

ExprNode *Parser::parseStrings(const Token *first, uint32_t count) {
  return StringGroup(*this, first, count).parse();
}

std::string_view StringGroup::bodyOf(const Token &t) const {
  const char *s = source + t.start, *e = source + t.end;
  while (!isQuote(*s))
    ++s;
  int quotes = t.flags & StringFlags::Triple ? 3 : 1;
  return {s + quotes, size_t(e - s) - 2 * size_t(quotes)};
}

ExprNode *StringGroup::parse() {
  uint8_t any = 0, all = 0xFF;
  for (uint32_t i = 0; i < count; ++i) {
    any |= tokens[i].flags;
    all &= tokens[i].flags;
  }
  if ((any & StringFlags::Bytes) && !(all & StringFlags::Bytes))
    return nullptr;
  std::string_view raw = p.module.source.undecoded();
  if (!raw.empty() &&
      base::findInvalidUtf8(
          raw.substr(tokens->start, tokens[count - 1].end - tokens->start))
          .found())
    return nullptr;
  if (any & StringFlags::Template)
    return all & StringFlags::Template ? parseFormatted(true) : nullptr;
  if (any & StringFlags::Format)
    return p.options.allows(6) ? parseFormatted(false) : nullptr;
  return parsePlain(any & StringFlags::Bytes);
}

ExprNode *StringGroup::parsePlain(bool bytes) {
  auto *c = p.arena.make<Constant>();
  c->nodeKind = NodeKind::Constant;
  c->loc = whole;
  c->value.kind = bytes ? ConstantKind::Bytes : ConstantKind::Str;
  if (hasKind())
    c->kind = "u";
  size_t total = 0;
  for (uint32_t i = 0; i < count; ++i)
    total += bodyOf(tokens[i]).size();
  std::string_view body = bodyOf(*tokens);
  if (bytes)
    for (uint32_t i = 0; i < count; ++i)
      for (char ch : bodyOf(tokens[i]))
        if (uint8_t(ch) >= 128)
          return nullptr;
  // A single literal without escapes is used where it stands in the source.
  if (count == 1 &&
      ((tokens->flags & StringFlags::Raw) || body.find('\\') == body.npos)) {
    c->value.bytes = body.data();
    c->value.size = uint32_t(body.size());
    return c;
  }
  out = pieceStart = p.arena.makeArray<char>(total);
  if (p.arena.failed())
    return nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    const Token &t = tokens[i];
    body = bodyOf(t);
    if (bytes && !(t.flags & StringFlags::Raw)) {
      EscapeOutcome o = decodeBytesEscapes(body, out);
      if (!o.end)
        return nullptr;
      out = o.end;
      if (o.invalidEscape)
        warnInvalidEscape(o.invalidEscape, t);
    } else if (!appendText(body, t, t.flags & StringFlags::Raw)) {
      return nullptr;
    }
  }
  c->value.bytes = pieceStart;
  c->value.size = uint32_t(out - pieceStart);
  return c;
}

// Decodes `text` onto the current piece.
bool StringGroup::appendText(std::string_view text, const Token &t, bool raw) {
  if (raw || text.find('\\') == text.npos) {
    std::memcpy(out, text.data(), text.size());
    out += text.size();
    return true;
  }
  EscapeOutcome o = decodeStrEscapes(text, out, characterName());
  if (!o.end)
    return false;
  out = o.end;
  if (o.invalidEscape)
    warnInvalidEscape(o.invalidEscape, t);
  return true;
}

void StringGroup::warnInvalidEscape(const char *at, const Token &t) {
  base::Diagnostic d;
  // "\\400" and above are escapes, but of no character that a byte could be.
  bool octal = at[1] >= '4' && at[1] <= '7';
  bool modern = p.options.level >= 12;
  d.id = octal ? (modern ? DiagnosticId::InvalidOctalEscapeSyntax
                         : DiagnosticId::InvalidOctalEscape)
               : (modern ? DiagnosticId::InvalidEscapeSyntax
                         : DiagnosticId::InvalidEscape);
  const char *end = at + 1;
  if (octal)
    end += 3;
  else
    decodeUtf8(end);
  d.message =
      base::formatDiagnostic(d.id, {std::string_view(at, size_t(end - at))});
  // As an error it points at the literal.
  std::string_view text = p.module.source.line(t.line);
  d.line = t.line;
  d.endLine = t.endLine;
  d.offset = 1 + int32_t(countCodePoints(text.data(), text.data() + t.col));
  d.endOffset = t.endCol + 1;
  if (t.endLine == t.line)
    d.endOffset =
        1 + int32_t(countCodePoints(text.data(), text.data() + t.endCol));
  d.lineText = text;
  d.hasLineText = true;
  d.endsLine = p.options.mode == ParseMode::Exec;
  p.module.warnings.push_back(std::move(d));
}

StringGroup::Place StringGroup::placeOf(const char *at, const Token &t) const {
  const char *start = source + t.start;
  Place place{t.line, uint32_t(t.col + (at - start))};
  if (t.line == t.endLine)
    return place;
  const char *lineStart = nullptr;
  for (const char *s = start; s < at; ++s) {
    if (*s == '\n') {
      ++place.line;
      lineStart = s + 1;
    }
  }
  if (lineStart)
    place.col = uint32_t(at - lineStart);
  return place;
}

ExprNode *StringGroup::parseFormatted(bool asTemplate) {
  isTemplate = asTemplate;
  size_t total = 0;
  for (uint32_t i = 0; i < count; ++i)
    total += tokens[i].end - tokens[i].start;
  out = pieceStart = p.arena.makeArray<char>(total);
  if (p.arena.failed())
    return nullptr;
  size_t mark = p.scratch.size();
  for (uint32_t i = 0; i < count; ++i) {
    const Token &t = tokens[i];
    std::string_view body = bodyOf(t);
    const char *s = body.data(), *end = s + body.size();
    if (t.flags & (StringFlags::Format | StringFlags::Template)) {
      if (!parseParts(s, end, t, 0) || s != end)
        return nullptr;
      continue;
    }
    SourceRange r{t.line, uint32_t(t.col), t.endLine, uint32_t(t.endCol)};
    if (!pieceOpen)
      pieceRange = r;
    pieceRange.end_lineno = r.end_lineno;
    pieceRange.end_col_offset = r.end_col_offset;
    pieceOpen = true;
    if (!appendText(body, t, t.flags & StringFlags::Raw))
      return nullptr;
  }
  flushText();
  Seq<ExprNode *> values = p.take<ExprNode *>(mark);
  if (p.memoryFailed || p.arena.failed())
    return nullptr;
  auto fill = [&](auto *s) -> ExprNode * {
    s->loc = whole;
    s->values = values;
    return s;
  };
  return isTemplate ? fill(makePart<TemplateStr>(whole))
                    : fill(makePart<JoinedStr>(whole));
}

// Turns the text collected so far into a Constant among the values.
void StringGroup::flushText(const SourceRange &place, bool unicode) {
  if (out > pieceStart) {
    auto *c = makePart<Constant>(modernPlaces ? pieceRange : place);
    c->value.kind = ConstantKind::Str;
    c->value.bytes = pieceStart;
    c->value.size = uint32_t(out - pieceStart);
    if (unicode)
      c->kind = "u";
    p.collect(c);
  }
  pieceStart = out;
  pieceOpen = false;
}

// Literal text and fields up to `end`, or in a format spec (depth > 0) up to
// its "}".
bool StringGroup::parseParts(const char *&s, const char *end, const Token &t,
                             int depth) {
  for (;;) {
    if (!parseLiteral(s, end, t, depth))
      return false;
    if (s == end || *s == '}')
      return true;
    if (!parseField(s, end, t, depth))
      return false;
  }
}

// Text up to a field, the end of a format spec or `end`. Doubled braces stand
// for one.
bool StringGroup::parseLiteral(const char *&s, const char *end, const Token &t,
                               int depth) {
  bool raw = t.flags & StringFlags::Raw;
  const char *from = s;
  auto append = [&](const char *to) {
    if (to == from)
      return true;
    SourceRange r = modernPlaces ? rangeOf(from, to, t) : whole;
    if (!pieceOpen)
      pieceRange = r;
    pieceRange.end_lineno = r.end_lineno;
    pieceRange.end_col_offset = r.end_col_offset;
    pieceOpen = true;
    return appendText({from, size_t(to - from)}, t, raw);
  };
  while (s < end) {
    if (!raw && *s == '\\' && s + 1 < end) {
      ++s;
      if (*s == 'N' && s + 1 < end && s[1] == '{') {
        while (s < end && *s != '}')
          ++s;
        if (s < end)
          ++s;
        continue;
      }
      // A brace after a backslash is still a brace.
      if (*s == '{')
        warnInvalidEscape(s - 1, t);
      else if (*s != '}') {
        ++s;
        continue;
      }
    }
    if (*s != '{' && *s != '}') {
      ++s;
      continue;
    }
    if (depth == 0) {
      if (s + 1 < end && s[1] == *s) {
        ++s;
        if (!append(s))
          return false;
        ++pieceRange.end_col_offset;
        from = ++s;
        continue;
      }
      if (*s == '}')
        return false;
    }
    break;
  }
  return append(s);
}

// What expressions in f-strings have since 3.12. A "#" in a string is no
// comment.
static bool hasBackslashOrComment(std::string_view expression) {
  char quote = '\0';
  for (char c : expression) {
    if (c == '\\' || (c == '#' && !quote))
      return true;
    if (quote ? c == quote : isQuote(c))
      quote = quote ? '\0' : c;
  }
  return false;
}

// The field at `s`, which is its "{"; `s` moves behind its "}".
bool StringGroup::parseField(const char *&s, const char *end, const Token &t,
                             int depth) {
  const char *open = s++;
  bool legacy = p.options.grammar < 12;
  if (depth >= FormatScanner::maxFieldDepth(p.options.grammar))
    return false;
  const char *from = s;
  const char *to = FormatScanner{end}.expressionEnd(s, 0);
  if (!to)
    return false;
  if (legacy && hasBackslashOrComment({from, size_t(to - from)}))
    return false;
  ExprNode *value = parseExpression(from, to, t);
  if (!value)
    return false;
  s = to;
  std::string_view debugText;
  if (*s == '=') {
    if (!p.options.allows(8))
      return false;
    ++s;
    if (legacy)
      while (s < end && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
        ++s;
    else
      s = FormatScanner{end}.skipBlanks(s);
    debugText = {from, size_t(s - from)};
  }
  int conversion = -1;
  if (s < end && *s == '!') {
    ++s;
    if (s == end || (*s != 's' && *s != 'r' && *s != 'a'))
      return false;
    conversion = *s++;
    if (!legacy)
      s = FormatScanner{end}.skipBlanks(s);
  }
  if (s == end)
    return false;
  if (!debugText.empty()) {
    SourceRange r =
        modernPlaces ? rangeOf(from, from + debugText.size(), t) : whole;
    if (!pieceOpen)
      pieceRange = r;
    pieceRange.end_lineno = r.end_lineno;
    pieceRange.end_col_offset = r.end_col_offset;
    pieceOpen = true;
    appendDebugText(debugText);
  }
  flushText();
  ExprNode *spec = nullptr;
  if (*s == ':') {
    ++s;
    spec = parseSpec(s, end, t, depth + 1);
    if (!spec)
      return false;
  }
  if (s == end || *s != '}')
    return false;
  ++s;
  if (!debugText.empty() && !spec && conversion == -1)
    conversion = 'r';
  SourceRange r = modernPlaces ? rangeOf(open, s, t) : whole;
  if (isTemplate && depth == 0) {
    auto *i = makePart<Interpolation>(r);
    std::string_view text = strippedExpression(from, to);
    i->value = value;
    i->str.kind = ConstantKind::Str;
    i->str.bytes = text.data();
    i->str.size = uint32_t(text.size());
    i->conversion = conversion;
    i->format_spec = spec;
    p.collect(i);
    return true;
  }
  auto *f = makePart<FormattedValue>(r);
  f->value = value;
  f->conversion = conversion;
  f->format_spec = spec;
  p.collect(f);
  return true;
}

// The text of "x = " without comments.
void StringGroup::appendDebugText(std::string_view text) {
  char quote = '\0';
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quote ? c == quote : isQuote(c))
      quote = quote ? '\0' : c;
    else if (c == '#' && !quote)
      while (i + 1 < text.size() && text[i] != '\n')
        ++i;
    *out++ = text[i];
  }
}

std::string_view StringGroup::strippedExpression(const char *from,
                                                 const char *to) const {
  while (to > from &&
         (to[-1] == ' ' || (to[-1] >= '\t' && to[-1] <= '\r') || to[-1] == '='))
    --to;
  return {from, size_t(to - from)};
}

ExprNode *StringGroup::parseSpec(const char *&s, const char *end,
                                 const Token &t, int depth) {
  const char *from = s;
  size_t mark = p.scratch.size();
  if (!parseParts(s, end, t, depth))
    return nullptr;
  // Before 3.12 the end of a spec, unlike the rest, took the place of its own
  // token.
  SourceRange place = {t.line, uint32_t(t.col), t.endLine, uint32_t(t.endCol)};
  flushText(place, false);
  auto *j = makePart<JoinedStr>(modernPlaces ? rangeOf(from - 1, s, t) : place);
  j->values = p.take<ExprNode *>(mark);
  return j;
}

// Where the lexer starts. Before 3.12 an expression was lexed as a text of its
// own, in parentheses, and moved to the column of its brace in the token; lines
// after its first keep their columns.
void StringGroup::expressionStart(const char *from, const Token &t,
                                  uint32_t &line, int32_t &col) const {
  Place real = placeOf(from, t);
  line = real.line;
  col = int32_t(real.col);
  if (modernPlaces)
    return;
  const char *next = from;
  while (*next == ' ' || *next == '\t' || *next == '\f')
    ++next;
  bool newlineFirst = *next == '\n' || *next == '}';
  if (newlineFirst)
    col = real.line == t.line ? t.col + 1 : 1;
}

ExprNode *StringGroup::parseExpression(const char *from, const char *to,
                                       const Token &t) {
  const char *blank = from;
  while (blank < to &&
         (*blank == ' ' || *blank == '\t' || *blank == '\n' || *blank == '\f'))
    ++blank;
  if (blank == to)
    return nullptr;
  Parser::Depth deeper(p, 30);
  if (deeper.exceeded())
    return nullptr;
  uint32_t line;
  int32_t col;
  expressionStart(from, t, line, col);
  TokenBuffer inner;
  Lexer lexer(p.module.source.text(), p.options, p.module.identifiers, inner,
              &p.module.warnings);
  Token open{};
  open.kind = LPar;
  open.level = 1;
  open.line = open.endLine = line;
  open.col = col - 1;
  open.endCol = col;
  open.start = uint32_t(from - source) - 1;
  open.end = open.start + 1;
  if (!inner.push(open)) {
    p.memoryFailed = true;
    return nullptr;
  }
  LexStop stop = lexer.runEmbedded(uint32_t(from - source),
                                   uint32_t(to - source), line, col);
  if (stop != LexStop::End) {
    p.memoryFailed |= stop == LexStop::OutOfMemory;
    return nullptr;
  }
  const Token *savedCur = p.cur, *savedBegin = p.begin;
  p.begin = p.cur = &inner[0];
  ExprNode *e;
  if (modernPlaces) {
    ++p.cur;
    e = p.yieldOrStarExpressions();
    if (e && !p.accept(RPar))
      e = nullptr;
  } else {
    e = p.parenthesized();
  }
  if (e && !p.at(Newline))
    e = nullptr;
  p.cur = savedCur;
  p.begin = savedBegin;
  return e;
}

} // namespace dxpy::syntax
