// The extent of string literals. By the rules of 3.12 quotes of any kind may
// occur inside the replacement fields of an f-string; one that has no end by
// these rules is given to the rules of 3.11, where the first closing quote ends
// it, so that its error is found inside it.
#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/FormatScanner.h"
#include "compiler/syntax/Lexer.h"

namespace dxpy::syntax {

using base::DiagnosticId;

bool Lexer::pushString(const char *end, uint8_t flags, uint32_t endLine,
                       const char *endLineStart) {
  if (!push(TokenKind::String, tokenStart, end))
    return false;
  Token &t = tokens.back();
  t.flags = flags;
  cur = end;
  if (endLine == line)
    return true;
  // Before 3.12 a string of several lines in a replacement field kept the
  // column that it had in the field's own text.
  if (firstLineShift && options.level < 12)
    t.col += baseLevel - firstLineShift;
  line = t.endLine = endLine;
  lineStart = endLineStart;
  firstLineShift = 0;
  t.endCol = int32_t(end - lineStart);
  return true;
}

// `cur` is at the opening quote, `tokenStart` at the prefix.
bool Lexer::lexString(uint8_t flags) {
  char quote = *cur;
  int quoteSize = peek(1) == quote && peek(2) == quote ? 3 : 1;
  if (quoteSize == 3)
    flags |= StringFlags::Triple;
  const char *p = cur + quoteSize;
  const char *end = nullptr;
  if ((flags & (StringFlags::Format | StringFlags::Template)) &&
      options.grammar >= 12)
    end = FormatScanner{limit}.stringEnd(p, quote, quoteSize,
                                         flags & StringFlags::Raw, 0);
  uint32_t endLine = line;
  const char *endLineStart = lineStart;
  for (;; ++p) {
    if (end && p == end)
      return pushString(end, flags, endLine, endLineStart);
    if (p >= limit || (*p == '\n' && quoteSize == 1 && !end)) {
      bool nothingRead = p >= limit && endLineStart == limit && endLine > line;
      std::string detected =
          std::to_string(nothingRead ? endLine - 1 : endLine);
      cur = tokenStart + 1;
      return fail(quoteSize == 3 ? DiagnosticId::UnterminatedTriple
                                 : DiagnosticId::UnterminatedString,
                  {detected});
    }
    if (*p == '\\' && p + 1 < limit && p + 1 != end)
      ++p;
    else if (*p == quote && !end &&
             (quoteSize == 1 || (p[1] == quote && p[2] == quote)))
      return pushString(p + quoteSize, flags, endLine, endLineStart);
    if (*p == '\n') {
      ++endLine;
      endLineStart = p + 1;
    }
  }
}

} // namespace dxpy::syntax
