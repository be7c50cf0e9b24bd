// Runs the error grammar over tokens: a packrat parser that behaves as
// CPython's generated one does, down to how far it reads ahead and how deep it
// nests, because messages depend on both. Two passes: the first finds how far
// valid input goes, the second tries the rules for wrong input.
#pragma once

#include "compiler/syntax/ErrorGrammar.h"
#include "compiler/syntax/Lexer.h"
#include "compiler/syntax/Parser.h"

#include <memory>

namespace dxpy::syntax {

struct ErrorNode {
  ErrorKind kind;
  uint32_t line;
  int32_t col;
  uint32_t endLine;
  int32_t endCol;
  ErrorNode **items;
  uint32_t count;
  const Token *token;
};

// What is parsed: a text with its tokens, or the expression of an f-string's
// field.
struct ErrorInput {
  std::string_view text;
  const TokenBuffer &tokens;
  const Lexer &lexer;
  LexStop stop;
  // Offsets count bytes instead of characters: what CPython does for sources
  // without a cookie.
  bool byteOffsets = false;
  // Set for the expression of a replacement field.
  bool isField = false;
  uint32_t startingLine = 0;
  int32_t startingCol = 0;
};

class ErrorParser {
public:
  ErrorParser(Module &module, const ParseOptions &options,
              const ErrorInput &input);

  // The error in the input; false if there is none.
  bool explain(base::Diagnostic &error);
  // How far, in bytes, valid input goes: where the last token that is looked at
  // begins, or the strings that are wrong. After explain(), or by parsing the
  // statements from a token on.
  uint32_t reached() const { return reachedOffset; }
  uint32_t reachFrom(uint32_t token);

private:
  static constexpr int MaxLevel = 6000;

  struct Memo {
    uint16_t rule;
    uint32_t endMark;
    ErrorNode *node;
    Memo *next;
  };

  // -- engine
  ErrorNode *parseRule(uint16_t rule);
  ErrorNode *parseLeftRecursive(uint16_t rule);
  ErrorNode *parseAlternatives(uint16_t rule);
  bool parseItem(const GrammarItem &item, ErrorNode *&result);
  ErrorNode *parseElement(const GrammarItem &item);
  ErrorNode *parseLoop(const GrammarItem &item, bool gather);
  uint16_t rootRule() const;
  void noteReached();
  bool enter();
  bool fetch();
  const Token *current() { return fetch() ? &in.tokens[mark] : nullptr; }
  bool memoized(uint16_t rule, uint32_t at, ErrorNode *&node);
  void memoize(uint16_t rule, uint32_t at, ErrorNode *node);
  void updateMemo(uint16_t rule, uint32_t at, ErrorNode *node);

  // -- actions
  ErrorNode *runAction(const GrammarAlternative &a, uint32_t start,
                       ErrorNode **vars, ErrorNode *only, uint32_t results);
  ErrorNode *special(SpecialAction action, ErrorNode *a, ErrorNode *b);
  ErrorNode *makeNode(ErrorKind kind, uint32_t start);
  ErrorNode *makeNode(ErrorKind kind, uint32_t start, ErrorNode *a,
                      ErrorNode *b);
  ErrorNode *nodeOf(const Token &t, ErrorKind kind);
  ErrorNode *numberNode(const Token &t);
  void failTarget(TargetKind kind, ErrorNode *node);
  static ErrorNode *invalidTarget(ErrorNode *node, TargetKind kind);
  static std::string_view expressionName(const ErrorNode *node);
  std::string_view textOf(const Token &t) const {
    return in.text.substr(t.start, t.end - t.start);
  }
  bool isSoftKeyword(const Token &t) const;

  // -- strings (ErrorStrings.cpp)
  friend class StringErrors;
  ErrorNode *checkStrings(ErrorNode *tokens, uint32_t start);

  // -- errors (ErrorPlaces.cpp)
  using Args = std::initializer_list<std::string_view>;
  void raise(base::DiagnosticId id, uint32_t line, int32_t offset,
             uint32_t endLine, int32_t endOffset, Args args = {});
  void raiseHere(base::DiagnosticId id, Args args = {});
  void raiseAt(base::DiagnosticId id, const ErrorNode *from,
               const ErrorNode *to, Args args = {});
  void raiseAtToken(base::DiagnosticId id, const Token &t, Args args = {});
  void raiseLexical();
  void takeLexerProblem();
  void raiseNeverClosed(const Lexer::OpenBracket &b);
  void raiseMemory(base::DiagnosticId id);
  void setSyntaxError(uint32_t lastToken);
  void checkRest();
  bool isFile() const { return !in.isField && module.source.isProgramFile(); }
  std::string shownLine(uint32_t line) const;
  std::string errorText(uint32_t line) const;
  uint32_t lexedLine() const;
  bool continuesInto(uint32_t line) const;
  uint32_t bufferLine(uint32_t line) const;
  std::string_view lineText(uint32_t line) const;
  bool endsWithNewline(uint32_t line) const;
  bool isEndOfText() const;
  uint32_t lineStart(uint32_t line) const;
  bool hasMultipleStatements() const;

  Module &module;
  const ParseOptions &options;
  const ErrorInput &in;
  const ErrorGrammar &grammar;
  base::Arena arena;
  std::vector<Memo *> memos;
  std::vector<uint32_t> lineStarts;
  uint32_t mark = 0;
  uint32_t fill = 0;
  int level = 0;
  bool callInvalid = false;
  bool failed = false; // an error stops the parser
  bool raised = false; // and is in `error`
  bool lexicalError = false;
  const Token *wrongStrings = nullptr;
  uint32_t reachedOffset = 0;
  base::Diagnostic error;
};

} // namespace dxpy::syntax
