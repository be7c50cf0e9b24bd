// The packrat engine.
#include "compiler/syntax/ErrorParser.h"

#include "compiler/syntax/Keywords.h"

namespace dxpy::syntax {

ErrorParser::ErrorParser(Module &m, const ParseOptions &o,
                         const ErrorInput &input)
    : module(m), options(o), in(input), grammar(ErrorGrammar::get()),
      memos(input.tokens.size() + 1) {
  lineStarts.push_back(0);
  for (size_t at = in.text.find('\n'); at != in.text.npos;
       at = in.text.find('\n', at + 1))
    lineStarts.push_back(uint32_t(at + 1));
}

// ---- tokens, memo, depth

// Makes sure that the token at `mark` was read; false when reading it fails.
bool ErrorParser::fetch() {
  if (mark < fill)
    return true;
  if (fill == in.tokens.size()) {
    failed = true;
    return false;
  }
  ++fill;
  if (in.tokens[fill - 1].kind != TokenKind::Error)
    return true;
  raiseLexical();
  failed = true;
  return false;
}

bool ErrorParser::memoized(uint16_t rule, uint32_t at, ErrorNode *&node) {
  for (Memo *m = memos[at]; m; m = m->next) {
    if (m->rule != rule)
      continue;
    mark = m->endMark;
    node = m->node;
    return true;
  }
  return false;
}

void ErrorParser::memoize(uint16_t rule, uint32_t at, ErrorNode *node) {
  memos[at] = arena.make<Memo>(rule, mark, node, memos[at]);
}

void ErrorParser::updateMemo(uint16_t rule, uint32_t at, ErrorNode *node) {
  for (Memo *m = memos[at]; m; m = m->next) {
    if (m->rule != rule)
      continue;
    m->node = node;
    m->endMark = mark;
    return;
  }
  memoize(rule, at, node);
}

// Goes down one rule. The limit is CPython's, and stands for memory.
bool ErrorParser::enter() {
  if (level++ == MaxLevel || arena.failed()) {
    failed = true;
    raiseMemory(base::DiagnosticId::ParserStackOverflow);
  }
  if (!failed)
    return true;
  --level;
  return false;
}

// ---- rules

ErrorNode *ErrorParser::parseRule(uint16_t index) {
  const GrammarRule &rule = grammar.rules[index];
  if (rule.since > options.grammar)
    return nullptr;
  if (!enter())
    return nullptr;
  ErrorNode *result = nullptr;
  uint32_t start = mark;
  if (rule.leftRecursive) {
    result = parseLeftRecursive(index);
  } else if (rule.memo && memoized(index, start, result)) {
    --level;
    return result;
  } else if (rule.withoutInvalid) {
    bool saved = callInvalid;
    callInvalid = false;
    result = parseAlternatives(index);
    callInvalid = saved;
  } else {
    result = parseAlternatives(index);
    if (rule.memo && !failed)
      memoize(index, start, result);
  }
  --level;
  return result;
}

// Grows the match of a left recursive rule from its shortest one.
ErrorNode *ErrorParser::parseLeftRecursive(uint16_t index) {
  ErrorNode *result = nullptr;
  uint32_t start = mark, resultMark = mark;
  if (memoized(index, start, result))
    return result;
  for (;;) {
    mark = resultMark;
    updateMemo(index, start, result);
    mark = start;
    if (!enter())
      return nullptr;
    ErrorNode *longer = parseAlternatives(index);
    --level;
    if (failed)
      return nullptr;
    if (!longer || mark <= resultMark)
      break;
    resultMark = mark;
    result = longer;
  }
  mark = resultMark;
  return result;
}

ErrorNode *ErrorParser::parseAlternatives(uint16_t index) {
  const GrammarRule &rule = grammar.rules[index];
  uint32_t start = mark;
  for (uint16_t i = 0; i < rule.alternativeCount; ++i) {
    const GrammarAlternative &a =
        grammar.alternatives[rule.firstAlternative + i];
    if (a.onlyInvalid && !callInvalid)
      continue;
    if (failed)
      return nullptr;
    ErrorNode *vars[ErrorGrammar::MaxVars] = {};
    ErrorNode *only = nullptr;
    uint32_t results = 0;
    bool matched = true, cut = false;
    for (uint8_t k = 0; k < a.itemCount; ++k) {
      const GrammarItem &item = grammar.items[a.firstItem + k];
      if (item.mode == ItemMode::Cut) {
        cut = true;
        continue;
      }
      ErrorNode *result = nullptr;
      matched = parseItem(item, result);
      if (!matched)
        break;
      if (item.mode != ItemMode::Ahead && item.mode != ItemMode::NotAhead) {
        only = result;
        ++results;
      }
      if (item.var >= 0)
        vars[item.var] = result;
    }
    // An action may give nothing without an error; then no other alternative is
    // tried.
    if (matched)
      return runAction(a, start, vars, only, results);
    mark = start;
    if (failed || cut)
      return nullptr;
  }
  return nullptr;
}

bool ErrorParser::parseItem(const GrammarItem &item, ErrorNode *&result) {
  switch (item.mode) {
  case ItemMode::One:
    result = parseElement(item);
    return result != nullptr;
  case ItemMode::Optional:
    result = parseElement(item);
    return !failed;
  case ItemMode::Star:
    result = parseLoop(item, false);
    return result != nullptr;
  case ItemMode::Plus:
    result = parseLoop(item, false);
    return result && result->count > 0;
  case ItemMode::Gather:
    result = parseLoop(item, true);
    return result && result->count > 0;
  case ItemMode::Ahead:
  case ItemMode::NotAhead: {
    uint32_t saved = mark;
    bool found = parseElement(item) != nullptr;
    mark = saved;
    return found == (item.mode == ItemMode::Ahead) && !failed;
  }
  case ItemMode::Forced: {
    const Token *t = failed ? nullptr : current();
    if (!t)
      return false;
    result = parseElement(item);
    if (!result)
      raiseAtToken(base::DiagnosticId::ExpectedToken, *t,
                   {spelling(TokenKind(item.value))});
    return result != nullptr;
  }
  case ItemMode::Cut:
    break;
  }
  return true;
}

ErrorNode *ErrorParser::parseElement(const GrammarItem &item) {
  if (item.kind == ItemKind::Rule)
    return parseRule(item.value);
  const Token *t = current();
  if (!t)
    return nullptr;
  auto token = [&](bool matches, ErrorKind kind) {
    if (!matches)
      return static_cast<ErrorNode *>(nullptr);
    ++mark;
    return nodeOf(*t, kind);
  };
  switch (item.kind) {
  case ItemKind::Ident:
    return token(t->kind == TokenKind::Ident, ErrorKind::Name);
  case ItemKind::SoftKeyword:
    return token(t->kind == TokenKind::Ident && t->name.index == item.value,
                 ErrorKind::Name);
  case ItemKind::AnySoftKeyword:
    return token(isSoftKeyword(*t), ErrorKind::Name);
  case ItemKind::Number:
    if (t->kind != TokenKind::Number)
      return nullptr;
    ++mark;
    return numberNode(*t);
  default:
    return token(uint16_t(t->kind) == item.value, ErrorKind::TokenNode);
  }
}

// Items as often as they come, for `gather` with separators between them, as a
// sequence.
ErrorNode *ErrorParser::parseLoop(const GrammarItem &item, bool gather) {
  if (!enter())
    return nullptr;
  uint32_t start = mark, matchedTo = mark;
  std::vector<ErrorNode *> found;
  for (;;) {
    if (gather && !found.empty()) {
      const Token *t = current();
      if (!t || t->kind != item.separator)
        break;
      ++mark;
    }
    ErrorNode *n = parseElement(item);
    if (!n)
      break;
    found.push_back(n);
    matchedTo = mark;
  }
  mark = matchedTo;
  --level;
  if (failed)
    return nullptr;
  ErrorNode *seq = makeNode(ErrorKind::Seq, start);
  seq->count = uint32_t(found.size());
  seq->items = arena.makeArray<ErrorNode *>(found.size());
  if (arena.failed())
    return nullptr;
  for (size_t i = 0; i < found.size(); ++i)
    seq->items[i] = found[i];
  return seq;
}

// The beginning of a soft keyword passes for one here, as it does in CPython.
bool ErrorParser::isSoftKeyword(const Token &t) const {
  if (t.kind != TokenKind::Ident)
    return false;
  std::string_view text = textOf(t);
  for (std::string_view keyword : {"_", "case", "match"})
    if (keyword.starts_with(text))
      return true;
  return false;
}

// ---- the two passes

uint16_t ErrorParser::rootRule() const {
  static constexpr std::string_view Roots[] = {"file", "eval", "interactive",
                                               "func_type"};
  return uint16_t(
      grammar.ruleOf(in.isField ? "fstring" : Roots[size_t(options.mode)]));
}

void ErrorParser::noteReached() {
  const Token &last = in.tokens[fill ? fill - 1 : 0];
  bool older = wrongStrings && !(wrongStrings->flags & StringFlags::Template);
  reachedOffset = older ? wrongStrings->start : last.start;
}

uint32_t ErrorParser::reachFrom(uint32_t token) {
  mark = fill = token;
  parseRule(options.mode == ParseMode::Exec
                ? uint16_t(grammar.ruleOf("statements"))
                : rootRule());
  noteReached();
  return reachedOffset;
}

/// Had CPython's tokenizer come to the end of the text, or is a string open
/// there?
bool ErrorParser::isEndOfText() const {
  const Token &last = in.tokens[fill - 1];
  if (last.kind == TokenKind::EndMarker)
    return true;
  // All but strings look at the character behind.
  if (last.kind != TokenKind::Error)
    return last.end == in.text.size() && last.kind != TokenKind::String;
  using base::DiagnosticId;
  DiagnosticId id = in.lexer.problem.id;
  return in.stop == LexStop::Eof || (in.stop == LexStop::Problem &&
                                     (id == DiagnosticId::UnterminatedTriple ||
                                      id == DiagnosticId::UnterminatedString));
}

bool ErrorParser::explain(base::Diagnostic &result) {
  uint16_t root = rootRule();
  ErrorNode *tree = parseRule(root);
  noteReached();
  if (tree && !failed) {
    if (in.isField || options.mode != ParseMode::Single ||
        !hasMultipleStatements())
      return false;
    raiseHere(base::DiagnosticId::MultipleStatements);
    result = std::move(error);
    return true;
  }
  if (raised && error.exceptionClass() == base::DiagnosticClass::MemoryError) {
    result = std::move(error);
    return true;
  }
  uint32_t lastToken = fill - 1;
  for (Memo *&m : memos)
    m = nullptr;
  mark = 0;
  callInvalid = true;
  if (options.features.allowIncompleteInput && fill > 0 && isEndOfText()) {
    raised = failed = false;
    raiseHere(base::DiagnosticId::IncompleteInput);
    result = std::move(error);
    return true;
  }
  if (!failed)
    parseRule(root);
  setSyntaxError(lastToken);
  result = std::move(error);
  return true;
}

} // namespace dxpy::syntax
