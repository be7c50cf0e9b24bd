// The grammar by which syntax errors are explained, as tables. It is
// CPython 3.11's PEG, with its rules for wrong input, because the order in
// which alternatives are tried decides which message is given; the parser
// proper knows nothing of it.
//
// Notation of the .def files: alternatives of items; 'x' a token, "x" a soft
// keyword, UPPER a token class, lower a rule; ( ) [ ] ? * + sep.item+ as usual;
// & and ! look ahead, && must follow, ~ commits. `v=` names an item for the
// action {...} at the end of an alternative:
//   {=v}            the result is v's            {Kind v...}       a node;
//   sequences are spread
//   {!at v Id arg}  error Id at v                {!range v w Id}   from v to w;
//   last(v), first(v)
//   {!from v Id}    from v to the last token     {!here Id arg}    at the last
//   token
//   {!target kind v}  error about the target in v that is none
//   {@special v...} an action of its own         arg: name(v), text(v), line(v)
// In front of the action, {>N "What is"} says that the alternative needs minor
// version N. A rule may be followed by (memo) and (since N), N being the minor
// version of the grammar.
#pragma once

#include "compiler/base/Diagnostics.h"
#include "compiler/syntax/Token.h"

#include <vector>

namespace dxpy::syntax {

// What a node stands for, as far as messages need it.
enum class ErrorKind : uint8_t {
  Other,
  TokenNode,
  Seq,
  Name,
  Constant,
  None,
  True,
  False,
  Ellipsis,
  Strings,
  JoinedStr,
  Tuple,
  List,
  Starred,
  Compare,
  In,
  Args,
  Keyword,
  KeywordUnpack,
  BoolOp,
  BinOp,
  UnaryOp,
  Lambda,
  IfExp,
  Dict,
  Set,
  ListComp,
  SetComp,
  DictComp,
  GeneratorExp,
  Await,
  Yield,
  YieldFrom,
  Call,
  Attribute,
  Subscript,
  Slice,
  NamedExpr,
  Count,
};

enum class ActionKind : uint8_t {
  Default, // the only item's result, or a node of kind Other
  Result,
  Node,
  At,
  Range,
  From,
  Here,
  Target,
  Special,
};

enum class TargetKind : uint8_t { Star, For, Del };

enum class SpecialAction : uint8_t {
  Null,
  Strings,
  Barry,
  Real,
  Imaginary,
  Legacy,
  ForgotComma,
  NonparenGenexp,
  ArgumentOrder,
  DictKey,
};

enum class ArgumentKind : uint8_t { None, Name, Text, Line };

struct GrammarAction {
  // The library's minor version that the alternative needs, and what to call
  // it.
  uint8_t needs = 0;
  std::string_view what;
  ActionKind kind = ActionKind::Default;
  uint8_t detail = 0; // ErrorKind, TargetKind or SpecialAction
  ArgumentKind argument = ArgumentKind::None;
  int8_t argumentVar = -1;
  int8_t vars[2] = {-1, -1};
  // Take the first or last item of the sequence instead of the whole.
  bool firstOf = false, lastOf = false;
  base::DiagnosticId message = base::DiagnosticId::InvalidSyntax;
};

enum class ItemKind : uint8_t {
  Token,
  Ident,
  Number,
  String,
  SoftKeyword,
  AnySoftKeyword,
  Rule
};
enum class ItemMode : uint8_t {
  One,
  Optional,
  Star,
  Plus,
  Gather,
  Ahead,
  NotAhead,
  Forced,
  Cut
};

struct GrammarItem {
  ItemKind kind = ItemKind::Token;
  ItemMode mode = ItemMode::One;
  int8_t var = -1;
  uint16_t value = 0;                     // token kind, KnownName or rule
  TokenKind separator = TokenKind::Comma; // of Gather
};

struct GrammarAlternative {
  uint16_t firstItem = 0;
  uint8_t itemCount = 0;
  bool onlyInvalid =
      false; // a rule for wrong input alone: skipped in the first pass
  GrammarAction action;
};

struct GrammarRule {
  std::string_view name;
  uint16_t firstAlternative = 0;
  uint16_t alternativeCount = 0;
  uint8_t since = 0;
  bool memo = false;
  bool leftRecursive = false;
  bool withoutInvalid = false; // rules for wrong input are off below it
};

class ErrorGrammar {
public:
  static constexpr int MaxVars = 4;

  // Read on first use and kept.
  static const ErrorGrammar &get();

  int ruleOf(std::string_view name) const;

  std::vector<GrammarRule> rules;
  std::vector<GrammarAlternative> alternatives;
  std::vector<GrammarItem> items;
};

} // namespace dxpy::syntax
