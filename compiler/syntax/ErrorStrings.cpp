// Errors in string literals, found as CPython 3.11 finds them when it joins
// adjacent literals: by scanning f-strings character by character, and parsing
// each field's expression as a text of its own in parentheses.
#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/ErrorParser.h"
#include "compiler/syntax/FormatScanner.h"
#include "compiler/syntax/Literals.h"
#include "compiler/syntax/Unicode.h"

namespace dxpy::syntax {

using base::DiagnosticId;

class StringErrors {
public:
  explicit StringErrors(ErrorParser &parser)
      : p(parser), source(p.in.text.data()), legacy(p.options.grammar < 12) {}

  // Checks the tokens in order; false when an error was raised.
  bool check(const ErrorNode *tokens);

private:
  bool checkPlain(const Token &t, const char *body, const char *end);
  bool checkUtf8(const Token &t, const char *from, const char *to);
  bool checkText(const Token &t, const char *from, const char *to);
  bool checkParts(const Token &t, const char *&s, const char *end, int depth);
  bool checkLiteral(const Token &t, const char *&s, const char *end, int depth,
                    bool &doubled);
  bool checkField(const Token &t, const char *&s, const char *end, int depth);
  bool checkExpression(const Token &t, const char *from, const char *to);
  bool scanExpression(const char *&s, const char *end);
  bool fail(DiagnosticId id, ErrorParser::Args args = {}) {
    p.raiseHere(id, args);
    return false;
  }
  bool failChar(DiagnosticId id, char c) {
    return fail(id, {std::string_view(&c, 1)});
  }

  ErrorParser &p;
  const char *source;
  bool legacy;
};

ErrorNode *ErrorParser::checkStrings(ErrorNode *tokens, uint32_t start) {
  if (!StringErrors(*this).check(tokens)) {
    wrongStrings = tokens->items[0]->token;
    return nullptr;
  }
  bool formatted = false;
  for (uint32_t i = 0; i < tokens->count; ++i)
    formatted |= tokens->items[i]->token->flags &
                 (StringFlags::Format | StringFlags::Template);
  return makeNode(formatted ? ErrorKind::JoinedStr : ErrorKind::Strings, start);
}

bool StringErrors::check(const ErrorNode *tokens) {
  bool bytes = false;
  for (uint32_t i = 0; i < tokens->count; ++i) {
    const Token &t = *tokens->items[i]->token;
    const char *s = source + t.start, *end = source + t.end;
    while (!isQuote(*s))
      ++s;
    int quotes = t.flags & StringFlags::Triple ? 3 : 1;
    s += quotes;
    end -= quotes;
    bool formatted = t.flags & (StringFlags::Format | StringFlags::Template);
    if (formatted && !p.options.allows(6))
      return fail(DiagnosticId::OnlySupportedIn, {"Format strings are", "6"});
    if (!formatted && !checkPlain(t, s, end))
      return false;
    bool isBytes = t.flags & StringFlags::Bytes;
    bool isTemplate = t.flags & StringFlags::Template;
    if (i != 0 && isTemplate != bool(tokens->items[0]->token->flags &
                                     StringFlags::Template))
      return fail(DiagnosticId::MixedTemplates);
    if (i != 0 && bytes != isBytes)
      return fail(DiagnosticId::MixedBytes);
    bytes = isBytes;
    if (formatted && !checkParts(t, s, end, 0))
      return false;
  }
  return true;
}

bool StringErrors::checkPlain(const Token &t, const char *body,
                              const char *end) {
  if (!(t.flags & StringFlags::Bytes))
    return checkText(t, body, end);
  std::string_view written(body, size_t(end - body)),
      raw = p.module.source.undecoded();
  if (!raw.empty() && !p.in.isField)
    written = raw.substr(size_t(body - source), written.size());
  for (char c : written)
    if (uint8_t(c) >= 128)
      return fail(DiagnosticId::NonAsciiBytes);
  if (t.flags & StringFlags::Raw)
    return true;
  std::string out(size_t(end - body), '\0');
  EscapeOutcome o = decodeBytesEscapes({body, size_t(end - body)}, out.data());
  if (o.end)
    return true;
  std::string why =
      std::string(o.reason) + " at position " + std::to_string(o.errorStart);
  return fail(DiagnosticId::ValueProblem, {why});
}

// Where there are escapes, each run of characters beyond ASCII is decoded on
// its own.
bool StringErrors::checkUtf8(const Token &t, const char *from, const char *to) {
  std::string_view raw = p.module.source.undecoded();
  if (raw.empty() || p.in.isField)
    return true;
  std::string_view text = raw.substr(size_t(from - source), size_t(to - from));
  bool formatted = t.flags & (StringFlags::Format | StringFlags::Template);
  bool inRuns = !(t.flags & StringFlags::Raw) &&
                (formatted || text.find('\\') != text.npos);
  for (size_t start = 0, end = text.size(); start < text.size(); start = end) {
    if (inRuns) {
      while (start < text.size() && !(text[start] & 0x80))
        ++start;
      for (end = start; end < text.size() && (text[end] & 0x80);)
        ++end;
    }
    std::string_view run = text.substr(start, end - start);
    base::Utf8Problem bad = base::findInvalidUtf8(run);
    if (bad.found())
      return fail(DiagnosticId::UnicodeProblem,
                  {base::describeInvalidUtf8(run, bad)});
  }
  return true;
}

// Text that becomes part of a str: valid UTF-8, and in literals that are not
// raw, valid escapes.
bool StringErrors::checkText(const Token &t, const char *from, const char *to) {
  if (!checkUtf8(t, from, to))
    return false;
  if (t.flags & StringFlags::Raw)
    return true;
  std::string out(size_t(to - from) + 4, '\0');
  EscapeOutcome o = decodeStrEscapes(
      {from, size_t(to - from)}, out.data(),
      p.options.characterName ? p.options.characterName : characterByName);
  if (o.end)
    return true;
  std::string why = "'unicodeescape' codec can't decode ";
  if (o.errorEnd - o.errorStart == 1)
    why += "byte 0x5c in position " + std::to_string(o.errorStart);
  else
    why += "bytes in position " + std::to_string(o.errorStart) + "-" +
           std::to_string(o.errorEnd - 1);
  why.append(": ").append(o.reason);
  return fail(DiagnosticId::UnicodeProblem, {why});
}

// Literals and fields up to `end`, or in a format spec up to its "}".
bool StringErrors::checkParts(const Token &t, const char *&s, const char *end,
                              int depth) {
  for (;;) {
    bool doubled = false;
    if (!checkLiteral(t, s, end, depth, doubled))
      return false;
    if (doubled)
      continue;
    if (s >= end || *s == '}')
      break;
    if (!checkField(t, s, end, depth))
      return false;
  }
  if (depth != 0 && (s >= end || *s != '}'))
    return fail(DiagnosticId::FStringExpectingBrace);
  return true;
}

bool StringErrors::checkLiteral(const Token &t, const char *&s, const char *end,
                                int depth, bool &doubled) {
  const char *start = s;
  bool raw = t.flags & StringFlags::Raw;
  while (s < end) {
    char c = *s++;
    if (!raw && c == '\\' && s < end) {
      c = *s++;
      if (c == 'N') {
        if (s < end && *s++ == '{')
          while (s < end && *s++ != '}') {
          }
        continue;
      }
    }
    if (c != '{' && c != '}')
      continue;
    if (depth == 0) {
      if (s < end && *s == c) {
        doubled = true;
        ++s;
        return checkText(t, start, s - 1);
      }
      if (c == '}')
        return fail(DiagnosticId::FStringSingleBrace);
    }
    --s;
    break;
  }
  return s == start || checkText(t, start, s);
}

// Moves `s` to the character that ends an expression, by the rules before 3.12.
bool StringErrors::scanExpression(const char *&s, const char *end) {
  if (!legacy) {
    if (const char *found = FormatScanner{end}.expressionEnd(s, 0)) {
      s = found;
      return true;
    }
  }
  char brackets[Lexer::MaxLevel];
  int nested = 0, quoteSize = 0;
  char quote = '\0';
  auto next = [&](int n) { return s + n < end ? s[n] : '\0'; };
  for (; s < end; ++s) {
    char c = *s;
    if (c == '\\' && legacy)
      return fail(DiagnosticId::FStringBackslash);
    if (quote) {
      if (c != quote || (quoteSize == 3 && !(next(1) == c && next(2) == c)))
        continue;
      s += quoteSize - 1;
      quote = '\0';
      continue;
    }
    if (c == '\'' || c == '"') {
      quoteSize = next(1) == c && next(2) == c ? 3 : 1;
      s += quoteSize - 1;
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      if (nested >= Lexer::MaxLevel)
        return fail(DiagnosticId::FStringTooManyBrackets);
      brackets[nested++] = c;
    } else if (c == '#' && legacy) {
      return fail(DiagnosticId::FStringComment);
    } else if (nested == 0 && (c == '!' || c == ':' || c == '}' || c == '=' ||
                               c == '<' || c == '>')) {
      if (next(1) == '=' && c != ':' && c != '}') {
        ++s;
        continue;
      }
      if (c != '<' && c != '>')
        break;
    } else if (c == ')' || c == ']' || c == '}') {
      if (nested == 0)
        return failChar(DiagnosticId::FStringUnmatched, c);
      char open = brackets[--nested];
      char wanted = open == '(' ? ')' : open == '[' ? ']' : '}';
      if (c != wanted)
        return fail(DiagnosticId::FStringMismatched,
                    {std::string_view(&c, 1), std::string_view(&open, 1)});
    }
  }
  if (quote)
    return fail(DiagnosticId::FStringUnterminated);
  if (nested)
    return failChar(DiagnosticId::FStringUnmatched, brackets[nested - 1]);
  return s < end || fail(DiagnosticId::FStringExpectingBrace);
}

bool StringErrors::checkField(const Token &t, const char *&s, const char *end,
                              int depth) {
  if (depth >= FormatScanner::maxFieldDepth(p.options.grammar))
    return fail(DiagnosticId::FStringNesting);
  const char *from = ++s;
  if (!scanExpression(s, end) || !checkExpression(t, from, s))
    return false;
  auto ended = [&] {
    if (s < end)
      return false;
    fail(DiagnosticId::FStringExpectingBrace);
    return true;
  };
  if (*s == '=') {
    if (!p.options.allows(8))
      return fail(DiagnosticId::OnlySupportedIn,
                  {"f-string: self documenting expressions are", "8"});
    ++s;
    while (s < end && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
      ++s;
    if (ended())
      return false;
  }
  if (*s == '!') {
    ++s;
    if (ended())
      return false;
    char conversion = *s++;
    if (conversion != 's' && conversion != 'r' && conversion != 'a')
      return fail(DiagnosticId::FStringConversion);
    while (!legacy && s < end && *s == ' ')
      ++s;
  }
  if (ended())
    return false;
  if (*s == ':') {
    ++s;
    if (ended() || !checkParts(t, s, end, depth + 1))
      return false;
  }
  if (s >= end || *s != '}')
    return fail(DiagnosticId::FStringExpectingBrace);
  ++s;
  return true;
}

bool StringErrors::checkExpression(const Token &t, const char *from,
                                   const char *to) {
  const char *blank = from;
  while (blank < to &&
         (*blank == ' ' || *blank == '\t' || *blank == '\n' || *blank == '\f'))
    ++blank;
  if (blank == to) {
    if (*to == '!' || *to == ':' || *to == '=')
      return failChar(DiagnosticId::FStringRequiredBefore, *to);
    return fail(DiagnosticId::FStringEmpty);
  }
  // The place of the expression's "(", which stands for the field's "{".
  const char *brace = from - 1, *tokenStart = source + t.start,
             *lineStart = tokenStart;
  uint32_t lines = 0;
  for (const char *c = tokenStart; c < brace; ++c) {
    if (*c != '\n')
      continue;
    ++lines;
    lineStart = c + 1;
  }
  const char *next = from;
  while (*next == ' ' || *next == '\t' || *next == '\f')
    ++next;
  bool newlineFirst = *next == '\n' || *next == '}';
  int32_t col =
      (newlineFirst ? 0 : int32_t(brace - lineStart)) + (lines ? 0 : t.col);
  std::string text = "(";
  text.append(from, to).append(")\n");
  ParseOptions options = p.options;
  options.mode = ParseMode::Exec;
  TokenBuffer tokens;
  Lexer lexer(text, options, p.module.identifiers, tokens, nullptr);
  lexer.startAt(t.line + lines, col);
  LexStop stop = lexer.run();
  if (stop == LexStop::OutOfMemory) {
    p.raiseMemory(DiagnosticId::OutOfMemory);
    return false;
  }
  ErrorInput input{text, tokens, lexer, stop, true, true, t.line + lines, col};
  if (!ErrorParser(p.module, options, input).explain(p.error))
    return true;
  p.raised = p.failed = true;
  return false;
}

} // namespace dxpy::syntax
