// Finding the ends of f-strings and of the parts of their replacement fields.
#include "compiler/syntax/FormatScanner.h"

#include "compiler/syntax/CharClass.h"

namespace dxpy::syntax {

// Whether the quotes that end the string around a field are at `p`.
static bool closes(const char *p, const char *limit, char quote,
                   int quoteSize) {
  return *p == quote &&
         (quoteSize == 1 || (p + 2 < limit && p[1] == quote && p[2] == quote));
}

// The end (behind the closing quotes) of an f-string whose text starts at `p`.
const char *FormatScanner::stringEnd(const char *p, char quote, int quoteSize,
                                     bool raw, int depth) const {
  if (depth >= MaxNesting)
    return nullptr;
  while (p < limit) {
    if (closes(p, limit, quote, quoteSize))
      return p + quoteSize;
    if (*p == '\n' && quoteSize == 1)
      return nullptr;
    if (*p == '\\' && p + 1 < limit) {
      if (!raw && p[1] == 'N' && p + 2 < limit && p[2] == '{') {
        while (p < limit && *p != '}' && *p != quote && *p != '\n')
          ++p;
        continue;
      }
      // A brace after a backslash is still a brace.
      p += p[1] == '{' || p[1] == '}' ? 1 : 2;
    } else if (*p == '{') {
      if (p + 1 < limit && p[1] == '{') {
        p += 2;
      } else {
        p = fieldEnd(p + 1, quote, quoteSize, raw, depth);
        if (!p)
          return nullptr;
      }
    } else {
      ++p;
    }
  }
  return nullptr;
}

// The "!", ":", "=" or "}" that ends the expression of a replacement field;
// null if none does.
const char *FormatScanner::expressionEnd(const char *p, int depth) const {
  const char *fieldStart = p;
  int nested = 0;
  while (p < limit) {
    char next = p + 1 < limit ? p[1] : '\0';
    switch (*p) {
    case '(':
    case '[':
    case '{':
      ++nested;
      break;
    case ')':
    case ']':
      if (nested-- == 0)
        return nullptr;
      break;
    case '}':
      if (nested-- == 0)
        return p;
      break;
    case '#':
      while (p + 1 < limit && p[1] != '\n')
        ++p;
      break;
    case '\'':
    case '"':
      p = nestedStringEnd(p, fieldStart, depth);
      if (!p)
        return nullptr;
      continue;
    case '!':
    case '=':
    case '<':
    case '>':
      if (next == '=')
        ++p;
      else if (nested == 0 && (*p == '!' || *p == '='))
        return p;
      break;
    case ':':
      if (nested == 0)
        return p;
      break;
    }
    ++p;
  }
  return nullptr;
}

// Blanks, newlines and comments.
const char *FormatScanner::skipBlanks(const char *p) const {
  for (; p < limit; ++p) {
    if (*p == '#')
      while (p + 1 < limit && p[1] != '\n')
        ++p;
    else if (*p != ' ' && !(*p >= '\t' && *p <= '\r'))
      break;
  }
  return p;
}

// The end (behind "}") of a replacement field whose expression starts at `p`.
const char *FormatScanner::fieldEnd(const char *p, char quote, int quoteSize,
                                    bool raw, int depth) const {
  p = expressionEnd(p, depth);
  if (p && *p == '=')
    p = skipBlanks(p + 1);
  if (p && p < limit && *p == '!') {
    ++p;
    while (p < limit && isIdContinue(*p))
      ++p;
    p = skipBlanks(p);
  }
  if (!p || p == limit)
    return nullptr;
  if (*p == ':')
    return specEnd(p + 1, quote, quoteSize, raw, depth);
  return *p == '}' ? p + 1 : nullptr;
}

// The end (behind the field's "}") of a format spec that starts at `p`.
const char *FormatScanner::specEnd(const char *p, char quote, int quoteSize,
                                   bool raw, int depth) const {
  while (p < limit) {
    if (*p == '}')
      return p + 1;
    if (closes(p, limit, quote, quoteSize))
      return nullptr;
    if (*p == '\n' && quoteSize == 1)
      return nullptr;
    if (*p == '{') {
      if (depth + 1 >= MaxNesting)
        return nullptr;
      p = fieldEnd(p + 1, quote, quoteSize, raw, depth + 1);
      if (!p)
        return nullptr;
    } else if (*p == '\\' && p + 1 < limit && p[1] != '{' && p[1] != '}') {
      p += 2;
    } else {
      ++p;
    }
  }
  return nullptr;
}

// The end of a string literal inside a replacement field; `p` is at its first
// quote.
const char *FormatScanner::nestedStringEnd(const char *p,
                                           const char *fieldStart,
                                           int depth) const {
  const char *prefix = p;
  bool format = false, raw = false;
  while (prefix > fieldStart && p - prefix < 2 && isIdContinue(prefix[-1])) {
    --prefix;
    char c = char(*prefix | 32);
    format |= c == 'f' || c == 't';
    raw |= c == 'r';
  }
  if (prefix > fieldStart && isIdContinue(prefix[-1]))
    format = raw = false;
  char quote = *p;
  int quoteSize = p + 2 < limit && p[1] == quote && p[2] == quote ? 3 : 1;
  p += quoteSize;
  if (format)
    return stringEnd(p, quote, quoteSize, raw, depth + 1);
  for (; p < limit; ++p) {
    if (*p == '\\')
      ++p;
    else if (*p == '\n' && quoteSize == 1)
      return nullptr;
    else if (closes(p, limit, quote, quoteSize))
      return p + quoteSize;
  }
  return nullptr;
}

} // namespace dxpy::syntax
