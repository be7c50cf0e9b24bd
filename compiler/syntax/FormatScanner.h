// The extent of f-strings by the rules of 3.12, where any quotes may occur
// inside replacement fields. Works on text, before tokens, and gives null where
// a text has no end by these rules.
#pragma once

namespace dxpy::syntax {

struct FormatScanner {
  static constexpr int MaxNesting = 150;
  // How deep fields may nest in each other's format specs.
  static int maxFieldDepth(int grammar) { return grammar < 12 ? 2 : 3; }

  const char *limit; // the end of the text

  // The end (behind the closing quotes) of an f-string whose text starts at
  // `p`.
  const char *stringEnd(const char *p, char quote, int quoteSize, bool raw,
                        int depth) const;
  // The "!", ":", "=" or "}" that ends the expression that starts at `p`.
  const char *expressionEnd(const char *p, int depth) const;
  const char *skipBlanks(const char *p) const;

private:
  const char *fieldEnd(const char *p, char quote, int quoteSize, bool raw,
                       int depth) const;
  const char *specEnd(const char *p, char quote, int quoteSize, bool raw,
                      int depth) const;
  const char *nestedStringEnd(const char *p, const char *fieldStart,
                              int depth) const;
};

} // namespace dxpy::syntax
