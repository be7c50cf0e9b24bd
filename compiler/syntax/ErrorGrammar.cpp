// Reads the notation of the error grammar into tables.
#include "compiler/syntax/ErrorGrammar.h"

#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/Keywords.h"

#include <cassert>

namespace dxpy::syntax {

namespace {

constexpr std::string_view GrammarText =
#include "compiler/syntax/ErrorGrammarExpressions.def"
#include "compiler/syntax/ErrorGrammarInvalid.def"
#include "compiler/syntax/ErrorGrammarPatterns.def"
#include "compiler/syntax/ErrorGrammarStatements.def"
    ;

struct NamedDiagnostic {
  std::string_view name;
  base::DiagnosticId id;
};
constexpr NamedDiagnostic Diagnostics[] = {
#define DIAG(Name, Class, Text) {#Name, base::DiagnosticId::Name},
#include "compiler/base/Diagnostics.def"
};

constexpr std::string_view KindNames[] = {
    "Other",     "Token",    "Seq",       "Name",          "Constant",
    "None",      "True",     "False",     "Ellipsis",      "Strings",
    "JoinedStr", "Tuple",    "List",      "Starred",       "Compare",
    "In",        "Args",     "Keyword",   "KeywordUnpack", "BoolOp",
    "BinOp",     "UnaryOp",  "Lambda",    "IfExp",         "Dict",
    "Set",       "ListComp", "SetComp",   "DictComp",      "GeneratorExp",
    "Await",     "Yield",    "YieldFrom", "Call",          "Attribute",
    "Subscript", "Slice",    "NamedExpr"};
static_assert(sizeof(KindNames) / sizeof(KindNames[0]) ==
              size_t(ErrorKind::Count));

constexpr std::string_view SpecialNames[] = {
    "null",   "strings",      "barry",           "real",           "imaginary",
    "legacy", "forgot_comma", "nonparen_genexp", "argument_order", "dict_key"};

template <size_t N>
int indexOf(const std::string_view (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i)
    if (names[i] == name)
      return int(i);
  return -1;
}

class GrammarReader {
public:
  explicit GrammarReader(ErrorGrammar &grammar)
      : g(grammar), p(GrammarText.data()) {
    end = p + GrammarText.size();
  }

  void read() {
    while (skipBlank(true))
      readRule();
    for (const GrammarRule &r : g.rules)
      assert(r.alternativeCount && "a rule is used and not defined");
  }

private:
  // Skips blanks; a line that is not indented starts the next rule.
  bool skipBlank(bool acrossRules = false) {
    while (p < end && (*p == ' ' || *p == '\n')) {
      if (*p == '\n' && !acrossRules && (p + 1 == end || p[1] != ' '))
        return false;
      ++p;
    }
    return p < end;
  }
  bool accept(std::string_view s) {
    if (!skipBlank() ||
        std::string_view(p, size_t(end - p)).substr(0, s.size()) != s)
      return false;
    p += s.size();
    return true;
  }
  std::string_view word() {
    skipBlank();
    const char *start = p;
    while (p < end && isIdContinue(*p))
      ++p;
    return {start, size_t(p - start)};
  }

  uint16_t ruleNamed(std::string_view name) {
    for (size_t i = 0; i < g.rules.size(); ++i)
      if (g.rules[i].name == name)
        return uint16_t(i);
    g.rules.push_back({name});
    return uint16_t(g.rules.size() - 1);
  }

  void readRule() {
    std::string_view name = word();
    uint16_t rule = ruleNamed(name);
    g.rules[rule].withoutInvalid = name.ends_with("_without_invalid");
    while (accept("(")) {
      if (word() == "memo")
        g.rules[rule].memo = true;
      else
        for (char c : word())
          g.rules[rule].since = uint8_t(g.rules[rule].since * 10 + (c - '0'));
      accept(")");
    }
    accept(":");
    readAlternatives(rule, '\0');
    for (uint16_t i = 0; i < g.rules[rule].alternativeCount; ++i) {
      const GrammarAlternative &a =
          g.alternatives[g.rules[rule].firstAlternative + i];
      const GrammarItem &first = g.items[a.firstItem];
      if (first.kind == ItemKind::Rule && first.mode == ItemMode::One &&
          first.value == rule)
        g.rules[rule].leftRecursive = true;
    }
  }

  // Alternatives up to `close` or the end of the rule.
  void readAlternatives(uint16_t rule, char close) {
    std::vector<GrammarAlternative> found;
    std::vector<std::vector<GrammarItem>> itemsOf;
    accept("|");
    do {
      vars.clear();
      found.emplace_back();
      itemsOf.emplace_back();
      readItems(itemsOf.back(), found.back(), close);
    } while (accept("|"));
    if (close)
      accept(std::string_view(&close, 1));
    GrammarRule &r = g.rules[rule];
    r.firstAlternative = uint16_t(g.alternatives.size());
    r.alternativeCount = uint16_t(found.size());
    for (size_t i = 0; i < found.size(); ++i) {
      found[i].firstItem = uint16_t(g.items.size());
      found[i].itemCount = uint8_t(itemsOf[i].size());
      g.items.insert(g.items.end(), itemsOf[i].begin(), itemsOf[i].end());
      g.alternatives.push_back(found[i]);
    }
  }

  void readItems(std::vector<GrammarItem> &items,
                 GrammarAlternative &alternative, char close) {
    while (skipBlank() && *p != '|' && *p != close) {
      if (*p == '{') {
        if (p[1] == '>')
          readVersion(alternative.action);
        else
          readAction(alternative.action);
        continue;
      }
      items.push_back(readItem());
    }
    const GrammarItem &only = items[0];
    alternative.onlyInvalid = items.size() == 1 &&
                              only.kind == ItemKind::Rule &&
                              only.mode == ItemMode::One &&
                              g.rules[only.value].name.starts_with("invalid_");
  }

  int8_t variable(std::string_view name) {
    for (size_t i = 0; i < vars.size(); ++i)
      if (vars[i] == name)
        return int8_t(i);
    vars.push_back(name);
    assert(vars.size() <= ErrorGrammar::MaxVars);
    return int8_t(vars.size() - 1);
  }

  GrammarItem readItem() {
    GrammarItem item;
    if (accept("~")) {
      item.mode = ItemMode::Cut;
      return item;
    }
    const char *start = p;
    std::string_view name = word();
    if (!name.empty() && p < end && *p == '=' && (p[1] != '=')) {
      ++p;
      item.var = variable(name);
    } else {
      p = start;
    }
    ItemMode mode = accept("&&")  ? ItemMode::Forced
                    : accept("&") ? ItemMode::Ahead
                    : accept("!") ? ItemMode::NotAhead
                                  : ItemMode::One;
    int8_t var = item.var;
    if (accept("[")) {
      item = readGroup(']');
      mode = ItemMode::Optional;
    } else {
      item = readAtom();
      if (p < end && *p == '?') {
        ++p;
        mode = ItemMode::Optional;
      } else if (p < end && *p == '*') {
        ++p;
        mode = ItemMode::Star;
      } else if (p < end && *p == '+') {
        ++p;
        mode = ItemMode::Plus;
      } else if (p < end && *p == '.') {
        ++p;
        auto separator = TokenKind(item.value);
        item = readAtom();
        item.separator = separator;
        ++p; // "+"
        mode = ItemMode::Gather;
      }
    }
    item.mode = mode;
    item.var = var;
    return item;
  }

  // A group is a rule without a name, unless it is one plain item.
  GrammarItem readGroup(char close) {
    std::vector<std::string_view> outer;
    outer.swap(vars);
    g.rules.emplace_back();
    auto rule = uint16_t(g.rules.size() - 1);
    readAlternatives(rule, close);
    vars.swap(outer);
    const GrammarRule &r = g.rules[rule];
    const GrammarAlternative &first = g.alternatives[r.firstAlternative];
    if (r.alternativeCount == 1 && first.itemCount == 1 &&
        first.action.kind == ActionKind::Default &&
        g.items[first.firstItem].mode == ItemMode::One)
      return g.items[first.firstItem];
    GrammarItem item;
    item.kind = ItemKind::Rule;
    item.value = rule;
    return item;
  }

  GrammarItem readAtom() {
    GrammarItem item;
    skipBlank();
    if (accept("("))
      return readGroup(')');
    if (*p == '\'' || *p == '"') {
      char quote = *p++;
      const char *start = p;
      while (*p != quote)
        ++p;
      std::string_view text(start, size_t(p - start));
      ++p;
      bool soft = quote == '"' && isIdStart(text[0]);
      item.kind = soft ? ItemKind::SoftKeyword : ItemKind::Token;
      item.value = soft ? softKeyword(text) : tokenSpelled(text);
      return item;
    }
    std::string_view name = word();
    assert(!name.empty());
    if (name[0] >= 'A' && name[0] <= 'Z')
      return tokenClass(name);
    item.kind = ItemKind::Rule;
    item.value = ruleNamed(name);
    return item;
  }

  static uint16_t softKeyword(std::string_view text) {
    return uint16_t(text == "match"  ? KnownName::Match
                    : text == "case" ? KnownName::Case
                    : text == "type" ? KnownName::Type
                                     : KnownName::Underscore);
  }

  static uint16_t tokenSpelled(std::string_view text) {
    for (int k = 0; k <= int(TokenKind::KwYield); ++k)
      if (spelling(TokenKind(k)) == text)
        return uint16_t(k);
    assert(false && "no token has this spelling");
    return 0;
  }

  static GrammarItem tokenClass(std::string_view name) {
    struct Row {
      std::string_view name;
      ItemKind kind;
      TokenKind token;
    };
    static constexpr Row Rows[] = {
        {"NAME", ItemKind::Ident, TokenKind::Ident},
        {"NUMBER", ItemKind::Number, TokenKind::Number},
        {"STRING", ItemKind::String, TokenKind::String},
        {"SOFT_KEYWORD", ItemKind::AnySoftKeyword, TokenKind::Ident},
        {"NEWLINE", ItemKind::Token, TokenKind::Newline},
        {"INDENT", ItemKind::Token, TokenKind::Indent},
        {"DEDENT", ItemKind::Token, TokenKind::Dedent},
        {"ENDMARKER", ItemKind::Token, TokenKind::EndMarker},
        {"TYPE_COMMENT", ItemKind::Token, TokenKind::TypeComment},
        {"ASYNC", ItemKind::Token, TokenKind::KwAsync},
        {"AWAIT", ItemKind::Token, TokenKind::KwAwait},
    };
    GrammarItem item;
    for (const Row &r : Rows) {
      if (r.name != name)
        continue;
      item.kind = r.kind;
      item.value = uint16_t(r.token);
      return item;
    }
    assert(false && "unknown token class");
    return item;
  }

  // A variable of an action, as v, first(v) or last(v).
  int8_t actionVariable(bool *first, bool *last) {
    std::string_view name = word();
    if (first && name == "first" && accept("(")) {
      *first = true;
      name = word();
      accept(")");
    } else if (last && name == "last" && accept("(")) {
      *last = true;
      name = word();
      accept(")");
    }
    return variable(name);
  }

  void readMessage(GrammarAction &a) {
    std::string_view name = word();
    bool found = false;
    for (const NamedDiagnostic &d : Diagnostics) {
      if (d.name != name)
        continue;
      a.message = d.id;
      found = true;
    }
    assert(found && "no such diagnostic");
    (void)found;
    std::string_view argument = word();
    if (argument.empty())
      return;
    a.argument = argument == "name"   ? ArgumentKind::Name
                 : argument == "text" ? ArgumentKind::Text
                                      : ArgumentKind::Line;
    accept("(");
    a.argumentVar = variable(word());
    accept(")");
  }

  void readVersion(GrammarAction &a) {
    accept("{>");
    for (char c : word())
      a.needs = uint8_t(a.needs * 10 + (c - '0'));
    accept("\"");
    const char *start = p;
    while (*p != '"')
      ++p;
    a.what = {start, size_t(p - start)};
    accept("\"");
    accept("}");
  }

  void readAction(GrammarAction &a) {
    accept("{");
    if (accept("=")) {
      a.kind = ActionKind::Result;
      a.vars[0] = variable(word());
    } else if (accept("!")) {
      readError(a);
    } else if (accept("@")) {
      a.kind = ActionKind::Special;
      a.detail = uint8_t(indexOf(SpecialNames, word()));
    } else {
      a.kind = ActionKind::Node;
      int kind = indexOf(KindNames, word());
      assert(kind >= 0 && "no such kind of node");
      a.detail = uint8_t(kind);
    }
    for (int i = 0; a.kind == ActionKind::Special || a.kind == ActionKind::Node;
         ++i) {
      skipBlank();
      if (*p == '}')
        break;
      a.vars[i] = variable(word());
    }
    bool closed = accept("}");
    assert(closed && "an action is not closed");
    (void)closed;
  }

  void readError(GrammarAction &a) {
    std::string_view how = word();
    if (how == "target") {
      a.kind = ActionKind::Target;
      std::string_view kind = word();
      a.detail = uint8_t(kind == "star"  ? TargetKind::Star
                         : kind == "for" ? TargetKind::For
                                         : TargetKind::Del);
      a.vars[0] = variable(word());
      return;
    }
    a.kind = how == "at"      ? ActionKind::At
             : how == "range" ? ActionKind::Range
             : how == "from"  ? ActionKind::From
                              : ActionKind::Here;
    if (a.kind != ActionKind::Here)
      a.vars[0] = actionVariable(&a.firstOf, nullptr);
    if (a.kind == ActionKind::Range)
      a.vars[1] = actionVariable(nullptr, &a.lastOf);
    readMessage(a);
  }

  ErrorGrammar &g;
  const char *p;
  const char *end;
  std::vector<std::string_view> vars; // of the alternative being read
};

} // namespace

const ErrorGrammar &ErrorGrammar::get() {
  static const ErrorGrammar *const grammar = [] {
    auto *g = new ErrorGrammar;
    GrammarReader(*g).read();
    return g;
  }();
  return *grammar;
}

int ErrorGrammar::ruleOf(std::string_view name) const {
  for (size_t i = 0; i < rules.size(); ++i)
    if (rules[i].name == name)
      return int(i);
  return -1;
}

} // namespace dxpy::syntax
