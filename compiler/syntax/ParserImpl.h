// The parser: recursive descent with precedence climbing over a token array,
// building the tree. It only says whether a text is valid. Why it is not is
// found out by ErrorGrammar, which reads the same tokens again, so nothing here
// is spent on messages.
#pragma once

#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/Keywords.h"
#include "compiler/syntax/Lexer.h"
#include "compiler/syntax/Literals.h"
#include "compiler/syntax/Parser.h"
#include "compiler/syntax/Token.h"

namespace dxpy::syntax {

using namespace ast;

// A stack of words that lists are collected on before their size is known.
class ScratchStack {
public:
  ScratchStack() = default;
  ScratchStack(const ScratchStack &) = delete;
  ScratchStack &operator=(const ScratchStack &) = delete;
  ~ScratchStack() { std::free(items); }
  bool push(uintptr_t v) {
    if (count == capacity && !grow())
      return false;
    items[count++] = v;
    return true;
  }
  uintptr_t *at(size_t i) { return items + i; }
  size_t size() const { return count; }
  void truncate(size_t n) { count = n; }

private:
  bool grow();
  uintptr_t *items = nullptr;
  size_t count = 0;
  size_t capacity = 0;
};

struct Position {
  uint32_t line;
  uint32_t col;
};

class Parser {
public:
  // What the parser counts when it descends, so that the native stack is
  // bounded: the same figure as CPython's parser (levels of grammar rules).
  static constexpr int MaxDepth = 6000;

  Parser(syntax::Module &module, const ParseOptions &options,
         const TokenBuffer &tokens);

  ModNode *parseRoot();

  bool outOfMemory() const { return memoryFailed || arena.failed(); }
  bool tooDeep() const { return depthExceeded; }
  // Whether CPython's parser may have run out of levels: its count is finer
  // than ours.
  bool nearlyTooDeep() const { return deepestDepth > MaxDepth / 2; }
  // The first token of the last statement at top level that was begun.
  uint32_t topToken() const { return topStatement; }

  // The value of a string, bytes or f-string made of `count` adjacent tokens;
  // null on error.
  ExprNode *parseStrings(const Token *first, uint32_t count);

private:
  friend class StringGroup;

  // -- tokens
  TokenKind kind() const { return cur->kind; }
  TokenKind ahead(int n) const { return cur[n].kind; }
  bool at(TokenKind k) const { return cur->kind == k; }
  bool accept(TokenKind k) {
    if (cur->kind != k)
      return false;
    ++cur;
    return true;
  }
  bool atName(KnownName n) const {
    return at(TokenKind::Ident) && cur->name == identifierOf(n);
  }
  Position here() const { return {cur->line, uint32_t(cur->col)}; }

  // -- nodes
  template <class T> T *make(Position start) {
    T *n = arena.make<T>();
    n->nodeKind = T::Kind;
    const Token &last = cur[-1];
    n->loc = {start.line, start.col, last.endLine, uint32_t(last.endCol)};
    return n;
  }
  // The same for statements, whose last token may be before Newline and
  // Dedents.
  template <class T> T *makeStmt(Position start) {
    T *n = make<T>(start);
    const Token *last = cur - 1;
    while (last->kind == TokenKind::Newline ||
           last->kind == TokenKind::Indent || last->kind == TokenKind::Dedent)
      --last;
    n->loc.end_lineno = last->endLine;
    n->loc.end_col_offset = uint32_t(last->endCol);
    return n;
  }
  void collect(void *node) {
    if (!scratch.push(reinterpret_cast<uintptr_t>(node)))
      memoryFailed = true;
  }
  // The items collected since `mark`, as a sequence in the arena.
  template <class T> Seq<T> take(size_t mark) {
    size_t n = scratch.size() - mark;
    Seq<T> s;
    if (n) {
      T *items = arena.makeArray<T>(n);
      if (!items || arena.failed()) {
        memoryFailed = true;
      } else {
        uintptr_t *from = scratch.at(mark);
        for (size_t i = 0; i < n; ++i)
          if constexpr (std::is_pointer_v<T>)
            items[i] = reinterpret_cast<T>(from[i]);
          else
            items[i] = T(uint32_t(from[i]));
        s.items = items;
        s.count = uint32_t(n);
      }
    }
    scratch.truncate(mark);
    return s;
  }
  template <class T> Seq<T> single(T item) {
    size_t mark = scratch.size();
    collect(item);
    return take<T>(mark);
  }

  // -- depth
  struct Depth {
    Parser &p;
    int cost;
    Depth(Parser &parser, int c) : p(parser), cost(c) {
      p.depth += c;
      if (p.depth > p.deepestDepth)
        p.deepestDepth = p.depth;
    }
    ~Depth() { p.depth -= cost; }
    bool exceeded() const {
      if (p.depth <= MaxDepth)
        return false;
      p.depthExceeded = true;
      return true;
    }
  };

  // -- statements (ParserStatements.cpp, ParserCompound.cpp)
  bool statements(TokenKind end);
  bool statement();
  bool simpleStatements();
  StmtNode *simpleStatement();
  StmtNode *expressionStatement();
  StmtNode *annotatedAssignment(ExprNode *target, Position start,
                                bool parenthesized);
  StmtNode *assignment(ExprNode *first, Position start);
  StmtNode *augmentedAssignment(ExprNode *target, Position start);
  StmtNode *returnStatement();
  StmtNode *raiseStatement();
  StmtNode *deleteStatement();
  StmtNode *assertStatement();
  StmtNode *importStatement();
  StmtNode *importFromStatement();
  template <class T> StmtNode *namesStatement();
  StmtNode *typeAliasStatement();
  Alias *importAlias(bool dotted);
  Identifier dottedName();

  StmtNode *compoundStatement();
  bool block(Seq<StmtNode *> &body);
  bool optionalElse(Seq<StmtNode *> &orelse);
  StmtNode *ifStatement();
  StmtNode *whileStatement();
  StmtNode *forStatement(Position start, bool isAsync);
  StmtNode *tryStatement();
  ExceptHandler *exceptHandler(bool star);
  StmtNode *withStatement(Position start, bool isAsync);
  bool withItems(Seq<WithItem *> &items, bool parenthesized);
  WithItem *withItem();
  bool startsParenthesizedItems() const;
  StmtNode *functionDefinition(Position start, Seq<ExprNode *> decorators,
                               bool isAsync);
  StmtNode *classDefinition(Seq<ExprNode *> decorators);
  StmtNode *decorated();
  StmtNode *asyncStatement();
  bool typeParams(Seq<TypeParamNode *> &params);
  TypeParamNode *typeParam();
  OptionalString typeComment();
  OptionalString functionTypeComment();

  // -- parameters (ParserParameters.cpp)
  Arguments *parameters(bool isLambda);
  Arg *parameter(bool isLambda, bool starAnnotation);
  bool parameterSeparator(bool isLambda, Arg *arg);
  bool starParameters(Arguments *a, bool isLambda);

  // -- match (ParserPatterns.cpp)
  StmtNode *matchStatement();
  ExprNode *matchSubject();
  MatchCase *matchCase();
  PatternNode *openPattern();
  PatternNode *pattern();
  PatternNode *orPattern();
  PatternNode *closedPattern();
  PatternNode *starOrPattern();
  PatternNode *groupOrSequencePattern();
  PatternNode *sequenceOf(TokenKind close, Position start, PatternNode *first);
  PatternNode *mappingPattern();
  PatternNode *namePattern();
  PatternNode *classPattern(ExprNode *cls, Position start);
  PatternNode *valueOf(ExprNode *value, Position start);
  ExprNode *literalPatternExpr();
  ExprNode *signedNumber(bool &isImaginary);
  ExprNode *nameOrAttribute();
  Identifier captureTarget();

  // -- expressions (ParserExpressions.cpp)
  ExprNode *starExpressions();
  ExprNode *starExpression();
  ExprNode *expressions();
  ExprNode *expression();
  ExprNode *yieldExpression();
  ExprNode *yieldOrStarExpressions();
  ExprNode *namedExpression();
  ExprNode *starNamedExpression();
  ExprNode *disjunction();
  ExprNode *conjunction();
  ExprNode *inversion();
  ExprNode *comparison();
  bool comparisonOperator(CmpOperator &op);
  ExprNode *binary(int minPrecedence);
  ExprNode *unary();
  ExprNode *lambda();
  template <class ParseItem>
  ExprNode *tupleAfter(ExprNode *first, Position start, ParseItem item);
  bool startsExpression() const;

  // -- primaries and displays (ParserAtoms.cpp)
  ExprNode *primary();
  ExprNode *trailers(ExprNode *e, Position start);
  ExprNode *atom();
  ExprNode *name();
  ExprNode *number();
  ExprNode *constant(ConstantKind k);
  ExprNode *parenthesized();
  ExprNode *listDisplay();
  ExprNode *braceDisplay();
  ExprNode *dictRest(ExprNode *key, ExprNode *value, Position start);
  bool collectStarNamed(TokenKind close);
  bool comprehensionClauses(Seq<Comprehension *> &clauses);
  ExprNode *call(ExprNode *func, Position start);
  bool callArguments(Seq<ExprNode *> &args, Seq<Keyword *> &keywords,
                     ExprNode **soleGenerator, Position open);
  ExprNode *slices();
  ExprNode *slice();

  // -- targets
  ExprNode *targetList(ExprContext ctx);
  bool setContext(ExprNode *e, ExprContext ctx);
  static bool isSingleTarget(const ExprNode *e);

  ModNode *functionType();
  ModNode *interactive();
  bool onlyBlanksFollow(uint32_t offset) const;

  syntax::Module &module;
  const ParseOptions &options;
  base::Arena &arena;
  const Token *cur;
  const Token *begin;
  ScratchStack scratch;
  int depth = 0;
  int deepestDepth = 0;
  uint32_t topStatement = 0;
  bool memoryFailed = false;
  bool depthExceeded = false;
};

// `first` and the items after its comma as a Tuple, or `first` itself if there
// is no comma.
template <class ParseItem>
ExprNode *Parser::tupleAfter(ExprNode *first, Position start, ParseItem item) {
  if (!first || !at(TokenKind::Comma))
    return first;
  size_t mark = scratch.size();
  collect(first);
  while (accept(TokenKind::Comma)) {
    if (!startsExpression() && !at(TokenKind::Star))
      break;
    ExprNode *e = item();
    if (!e)
      return nullptr;
    collect(e);
  }
  Seq<ExprNode *> elts = take<ExprNode *>(mark);
  auto *t = make<Tuple>(start);
  t->elts = elts;
  return t;
}

} // namespace dxpy::syntax
