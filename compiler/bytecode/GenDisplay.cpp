// Displays, f-strings, t-strings, and what iteration makes of displays.
#include "compiler/bytecode/CodeGen.h"

#include <algorithm>

namespace dxpy::bytecode {

namespace {
// More elements than this are added one by one instead of all being temporaries
// at once.
constexpr unsigned stackGuideline = 30;
constexpr uint32_t maxStringParts = 200;

Constant makeFrozenSet(ModuleState &state, const std::vector<Constant> &items) {
  std::vector<Constant> distinct;
  std::vector<std::string> keys;
  for (const Constant &item : items) {
    std::string key = equalityKey(item);
    bool seen = false;
    for (const std::string &other : keys)
      seen |= other == key;
    if (seen)
      continue;
    keys.push_back(std::move(key));
    distinct.push_back(item);
  }
  std::vector<std::string> parts;
  for (const Constant &item : distinct)
    parts.push_back(constantKey(item));
  std::sort(parts.begin(), parts.end());
  std::string key;
  for (const std::string &part : parts)
    key += part;
  return state.frozenSets
      .try_emplace(std::move(key), Constant::frozenSet(std::move(distinct)))
      .first->second;
}

bool hasStarred(const ast::Seq<ast::ExprNode *> &elements) {
  for (const ast::ExprNode *element : elements)
    if (ast::isA<ast::Starred>(element))
      return true;
  return false;
}
} // namespace

bool CodeGen::allConstant(const ast::Seq<ast::ExprNode *> &nodes,
                          uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i)
    if (!nodes[i] || !constantOf(nodes[i]))
      return false;
  return true;
}

// The operand of `for` and the right one of `in`: a list display is a tuple, a
// constant set a frozenset.
Reg CodeGen::iterable(const ast::ExprNode *node, Reg want) {
  const ast::Seq<ast::ExprNode *> *elements = nullptr;
  bool isList = false;
  if (auto *list = ast::dynCast<ast::List>(node)) {
    isList = true;
    if (!hasStarred(list->elts))
      elements = &list->elts;
  } else if (auto *set = ast::dynCast<ast::Set>(node)) {
    if (allConstant(set->elts, 0, set->elts.size()))
      elements = &set->elts;
  }
  if (!elements)
    return expr(node, want);
  LocScope here(*this);
  setLoc(node);
  if (!allConstant(*elements, 0, elements->size()))
    return genDisplay(*elements, 0, Display::Tuple, want);
  std::vector<Constant> items;
  for (const ast::ExprNode *element : *elements)
    items.push_back(*constantOf(element));
  return loadConst(isList ? Constant::tuple(std::move(items))
                          : makeFrozenSet(state, items),
                   want);
}

// A list, set or tuple of `pushed` temporaries that are on the stack and of
// `elements`.
Reg CodeGen::genDisplay(const ast::Seq<ast::ExprNode *> &elements,
                        unsigned pushed, Display kind, Reg want) {
  uint32_t depth = b.depth - pushed;
  uint32_t count = elements.size();
  bool isTuple = kind == Display::Tuple;
  Opcode build = kind == Display::Set ? Opcode::BuildSet : Opcode::BuildList;
  Opcode add = kind == Display::Set ? Opcode::SetAdd : Opcode::ListAppend;
  Opcode extend = kind == Display::Set ? Opcode::SetUpdate : Opcode::ListExtend;
  Reg base = b.temp(depth);
  auto begin = [&](uint32_t n) { result(build, depth, {}, base.bits, n); };
  auto finish = [&] {
    b.depth = depth + 1;
    if (isTuple)
      b.emit(Opcode::ListToTuple, base, base);
    return settle(base, depth, want);
  };
  if (count > 2 && allConstant(elements, 0, count)) {
    std::vector<Constant> items;
    for (const ast::ExprNode *element : elements)
      items.push_back(*constantOf(element));
    if (isTuple && !pushed)
      return loadConst(Constant::tuple(std::move(items)), want);
    begin(pushed);
    Reg values =
        loadConst(kind == Display::Set ? makeFrozenSet(state, items)
                                       : Constant::tuple(std::move(items)));
    b.emit(extend, values, base);
    return finish();
  }
  bool big = count + pushed > stackGuideline;
  if (!big && !hasStarred(elements)) {
    for (const ast::ExprNode *element : elements)
      exprTemp(element);
    return result(isTuple ? Opcode::BuildTuple : build, depth, want, base.bits,
                  count + pushed);
  }
  bool built = big;
  if (big)
    begin(pushed);
  for (uint32_t i = 0; i < count && !failed(); ++i) {
    auto *starred = ast::dynCast<ast::Starred>(elements[i]);
    if (starred && !built) {
      begin(i + pushed);
      built = true;
    }
    if (!built) {
      exprTemp(elements[i]);
      continue;
    }
    Reg value = expr(starred ? starred->value : elements[i]);
    b.emit(starred ? extend : add, value, base);
    b.depth = depth + 1;
  }
  return finish();
}

// Pairs [begin, end) of a dict display as one new dict on top.
void CodeGen::genSubDict(const ast::Dict *node, uint32_t begin, uint32_t end) {
  uint32_t depth = b.depth, count = end - begin;
  Reg dict = b.temp(depth);
  bool big = count * 2 > stackGuideline;
  if (big)
    result(Opcode::BuildDict, depth, {}, dict.bits, 0);
  for (uint32_t i = begin; i < end; ++i) {
    if (!big) {
      exprTemp(node->keys[i]);
      exprTemp(node->values[i]);
      continue;
    }
    Reg key = operand(node->keys[i], {node->values[i]});
    Reg value = expr(node->values[i]);
    b.emit(Opcode::DictSet, value, dict, key);
    b.depth = depth + 1;
  }
  if (!big)
    result(Opcode::BuildDict, depth, {}, dict.bits, count);
}

Reg CodeGen::genDict(const ast::Dict *node, Reg want) {
  uint32_t depth = b.depth, count = node->values.size(), pending = 0;
  Reg dict = b.temp(depth);
  bool started = false;
  auto flush = [&](uint32_t begin, uint32_t end) {
    genSubDict(node, begin, end);
    if (started) {
      b.emit(Opcode::DictUpdate, b.temp(depth + 1), dict);
      b.depth = depth + 1;
    }
    started = true;
    pending = 0;
  };
  for (uint32_t i = 0; i < count; ++i) {
    if (!node->keys[i]) { // ** unpacking
      if (pending)
        flush(i - pending, i);
      if (!started)
        result(Opcode::BuildDict, depth, {}, dict.bits, 0);
      started = true;
      Reg value = expr(node->values[i]);
      b.emit(Opcode::DictUpdate, value, dict);
      b.depth = depth + 1;
    } else if (pending * 2 > stackGuideline) {
      flush(i - pending, i + 1);
    } else {
      ++pending;
    }
  }
  if (pending)
    flush(count - pending, count);
  if (!started)
    result(Opcode::BuildDict, depth, {}, dict.bits, 0);
  return settle(dict, depth, want);
}

// -- f-strings

Reg CodeGen::joinParts(const ast::Seq<ast::ExprNode *> &parts, Reg want) {
  uint32_t depth = b.depth;
  Reg base = b.temp(depth);
  if (parts.empty())
    return loadConst(Constant::str(""), want);
  if (parts.size() == 1)
    return expr(parts[0], want);
  uint32_t count = 0;
  for (const ast::ExprNode *part : parts) {
    if (count == maxStringParts) {
      result(Opcode::BuildString, depth, {}, base.bits, count);
      count = 1;
    }
    exprTemp(part);
    ++count;
  }
  return result(Opcode::BuildString, depth, want, base.bits, count);
}

Reg CodeGen::genJoinedStr(const ast::JoinedStr *node, Reg want) {
  return joinParts(node->values, want);
}

namespace {
unsigned conversionFlag(int conversion) {
  return conversion == 's'   ? kConvertStr
         : conversion == 'r' ? kConvertRepr
         : conversion == 'a' ? kConvertAscii
                             : kConvertNone;
}
} // namespace

Reg CodeGen::genFormatted(const ast::FormattedValue *node, Reg want) {
  uint32_t depth = b.depth;
  unsigned flags = conversionFlag(node->conversion);
  Reg value = operand(node->value, {node->format_spec});
  Reg spec;
  if (node->format_spec) {
    spec = expr(node->format_spec);
    flags |= kHasFormatSpec;
  }
  return result(Opcode::FormatValue, depth, want, value.bits, spec.bits, flags);
}

// -- t-strings

Reg CodeGen::genInterpolation(const ast::Interpolation *node, Reg want) {
  uint32_t depth = b.depth;
  unsigned flags = conversionFlag(node->conversion);
  exprTemp(node->value);
  loadConst(constantFromTree(node->str));
  if (node->format_spec) {
    exprTemp(node->format_spec);
    flags |= kHasFormatSpec;
  }
  return result(Opcode::BuildInterpolation, depth, want, b.temp(depth).bits, 0,
                flags);
}

Reg CodeGen::genTemplate(const ast::TemplateStr *node, Reg want) {
  uint32_t depth = b.depth;
  for (const ast::ExprNode *part : node->values)
    exprTemp(part);
  return result(Opcode::BuildTemplate, depth, want, b.temp(depth).bits,
                node->values.size());
}

// -- "..." % (...) with only %s, %r, %a becomes an f-string

namespace {

struct FormatUnit {
  std::string literal; // text before the unit
  bool hasValue = false;
  int conversion = 0;
  std::string spec;
};

// Digits of a width or precision; false when there are too many.
bool readDigits(std::string_view format, size_t &at, int &value) {
  int digits = 0;
  value = 0;
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
    value = value * 10 + (format[at++] - '0');
    if (++digits >= 3)
      return false;
  }
  return at < format.size();
}

bool readUnit(std::string_view format, size_t &at, FormatUnit &unit) {
  bool leftAligned = false;
  int width = -1, precision = -1;
  for (; at < format.size() &&
         std::string_view("-+ #0z").find(format[at]) != std::string_view::npos;
       ++at)
    leftAligned |= format[at] == '-';
  if (at >= format.size())
    return false;
  if (format[at] >= '0' && format[at] <= '9' && !readDigits(format, at, width))
    return false;
  if (at < format.size() && format[at] == '.') {
    if (++at >= format.size())
      return false;
    precision = 0;
    if (format[at] >= '0' && format[at] <= '9' &&
        !readDigits(format, at, precision))
      return false;
  }
  if (at >= format.size())
    return false;
  unit.conversion = format[at++];
  if (unit.conversion != 's' && unit.conversion != 'r' &&
      unit.conversion != 'a')
    return false;
  if (!leftAligned && width > 0)
    unit.spec += '>';
  if (width >= 0)
    unit.spec += std::to_string(width);
  if (precision >= 0)
    unit.spec += '.' + std::to_string(precision);
  unit.hasValue = true;
  return true;
}

bool parseFormat(std::string_view format, std::vector<FormatUnit> &units) {
  for (size_t at = 0;;) {
    FormatUnit unit;
    while (at < format.size()) {
      if (format[at] == '%') {
        if (at + 1 >= format.size() || format[at + 1] != '%')
          break;
        ++at;
      }
      unit.literal += format[at++];
    }
    if (at < format.size()) {
      ++at;
      if (!readUnit(format, at, unit))
        return false;
      units.push_back(std::move(unit));
      continue;
    }
    if (!unit.literal.empty())
      units.push_back(std::move(unit));
    return true;
  }
}

} // namespace

bool CodeGen::genFormat(const ast::BinOp *node, Reg want, Reg &out) {
  auto *values = ast::dynCast<ast::Tuple>(node->right);
  if (node->op != ast::Operator::Mod || !values || hasStarred(values->elts) ||
      constantOf(values))
    return false;
  const Constant *format = constantOf(node->left);
  std::vector<FormatUnit> units;
  if (!format || format->kind() != ConstantKind::Str ||
      !parseFormat(format->asStr(), units))
    return false;
  uint32_t valueCount = 0;
  for (const FormatUnit &unit : units)
    valueCount += unit.hasValue;
  if (valueCount != values->elts.size() || units.size() > maxStringParts / 2)
    return false;
  uint32_t depth = b.depth, parts = 0, next = 0;
  for (const FormatUnit &unit : units) {
    if (!unit.literal.empty()) {
      loadConst(Constant::str(unit.literal));
      ++parts;
    }
    if (!unit.hasValue)
      continue;
    LocScope here(*this);
    const ast::ExprNode *element = values->elts[next++];
    setLoc(element);
    uint32_t at = b.depth;
    Reg value = expr(element), spec;
    if (!unit.spec.empty())
      spec = loadConst(Constant::str(unit.spec));
    result(Opcode::FormatValue, at, {}, value.bits, spec.bits,
           conversionFlag(unit.conversion) |
               (unit.spec.empty() ? 0 : kHasFormatSpec));
    ++parts;
  }
  Reg base = b.temp(depth);
  if (parts == 0) {
    b.depth = depth;
    out = loadConst(Constant::str(""), want);
  } else if (parts == 1) {
    out = settle(base, depth, want);
  } else {
    out = result(Opcode::BuildString, depth, want, base.bits, parts);
  }
  return true;
}

} // namespace dxpy::bytecode
