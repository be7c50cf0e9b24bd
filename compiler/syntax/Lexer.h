// Text to tokens, all at once. The first lexical error ends the tokens with one
// of kind Error; whether it is reported depends on how far the parser gets.
#pragma once

#include "compiler/base/Diagnostics.h"
#include "compiler/syntax/Parser.h"
#include "compiler/syntax/Token.h"

#include <vector>

namespace dxpy::syntax {

// How the text ended.
enum class LexStop : uint8_t {
  End,         // with EndMarker
  Eof,         // inside brackets or after a backslash
  Problem,     // with `problem`, which has its place
  LineProblem, // with `problem`, whose place the error path works out from the
               // last token
  OutOfMemory,
};

class Lexer {
public:
  static constexpr int MaxIndent = 100;
  static constexpr int MaxLevel = 200;
  static constexpr uint32_t TabSize = 8;

  Lexer(std::string_view text, const ParseOptions &options,
        base::StringTable &identifiers, TokenBuffer &tokens,
        std::vector<base::Diagnostic> *warnings);

  // Tokens of the whole text, ending in EndMarker or Error.
  LexStop run();

  // The text as it was, if it was not UTF-8: names that are not end the tokens.
  void setUndecoded(std::string_view original) { undecoded = original; }

  // The text's first byte is on `line` at column `col`.
  void startAt(uint32_t firstLine, int32_t col) {
    line = firstLine;
    firstLineShift = col;
  }

  // Tokens of [begin, end) as if it stood in parentheses: neither newlines nor
  // indentation count. Its first byte is on `line` at column `col`. Ends in
  // RPar, Newline, EndMarker or in Error.
  LexStop runEmbedded(uint32_t begin, uint32_t end, uint32_t line, int32_t col);

  struct OpenBracket {
    char bracket;
    uint32_t line;
    int32_t col;
  };
  struct TypeIgnoreComment {
    uint32_t line;
    std::string_view tag;
  };

  // State at the end, for the error path.
  base::Diagnostic problem;
  OpenBracket brackets[MaxLevel];
  int level = 0;
  uint32_t line = 1;
  std::vector<TypeIgnoreComment> typeIgnores; // when type comments are on

private:
  enum class Step : uint8_t { Go, End, Fail };

  Step lexIndentation();
  Step applyIndentation(uint32_t col, uint32_t altCol);
  Step lexLogicalLine();
  bool lexComment();
  bool lexTypeComment(const char *start);
  bool lexName();
  bool lexUnicodeName();
  bool asyncIsName(TokenKind keyword);
  void leaveAsyncDef();
  bool checkUndecoded();
  bool lexNumber();
  bool lexPrefixedNumber(unsigned base);
  bool lexZero();
  bool lexFraction();
  bool lexExponent();
  bool digitsTail();
  bool endOfNumber(std::string_view what);
  bool endOfImaginary();
  bool lexString(uint8_t flags);
  bool pushString(const char *end, uint8_t flags, uint32_t endLine,
                  const char *endLineStart);
  bool lexOperator();
  bool lexContinuation();
  bool openBracket(char c);
  bool closeBracket(char c);
  bool unknownCharacter();
  bool finishFile();
  LexStop stop();

  bool push(TokenKind kind, const char *start, const char *end);
  bool pushPlaceless(TokenKind kind);
  void newLine() {
    ++line;
    lineStart = cur;
    firstLineShift = 0;
  }
  int32_t columnOf(const char *p) const {
    return int32_t(p - lineStart) + firstLineShift;
  }
  char peek(int ahead = 0) const {
    return cur + ahead < limit ? cur[ahead] : '\0';
  }

  // Record the error and return false. fail() blames the characters up to
  // `cur`.
  bool fail(base::DiagnosticId id,
            std::initializer_list<std::string_view> args = {});
  bool failOfLine(base::DiagnosticId id);
  void warn(base::DiagnosticId id, const char *at,
            std::initializer_list<std::string_view> args);
  void place(base::Diagnostic &d, const char *at) const;

  std::string_view undecoded;
  const char *text;  // the whole buffer, which ends in NUL
  const char *limit; // the end of what is to be lexed
  const char *cur;
  const char *tokenStart;
  const char *lineStart;
  int32_t firstLineShift =
      0; // added to columns in the first line of embedded text
  int baseLevel = 0;
  int indentTop = 0;
  // Before 3.7 async and await are keywords in an async function only.
  enum class AsyncDef : uint8_t {
    Outside,
    Signature,
    Body
  } asyncDef = AsyncDef::Outside;
  int asyncDefIndent = 0;
  LexStop stopped = LexStop::Problem;
  const ParseOptions &options;
  base::StringTable &identifiers;
  TokenBuffer &tokens;
  std::vector<base::Diagnostic> *warnings;
  uint32_t indents[MaxIndent] = {};
  uint32_t altIndents[MaxIndent] = {};
};

} // namespace dxpy::syntax
