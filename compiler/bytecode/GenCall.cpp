// Calls: plain, of methods, through super, with * and **; warnings about what
// cannot be called.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

namespace {
constexpr unsigned stackGuideline = 30;
}

void CodeGen::checkKeywords(const ast::Seq<ast::Keyword *> &keywords) {
  for (uint32_t i = 0; i < keywords.size(); ++i) {
    Identifier name = keywords[i]->arg;
    if (!name)
      continue;
    if (forbidden(name, NameUse::Store))
      return;
    for (uint32_t j = i + 1; j < keywords.size(); ++j)
      if (keywords[j]->arg == name)
        return failAt(keywords[j], DiagnosticId::RepeatedKeyword, {text(name)});
  }
}

std::string_view CodeGen::inferType(const ast::ExprNode *node) {
  if (const Constant *constant = constantOf(node)) {
    static constexpr std::string_view names[] = {
        "NoneType", "bool", "ellipsis", "int",   "int",       "float",
        "complex",  "str",  "bytes",    "tuple", "frozenset", "code"};
    return names[size_t(constant->kind())];
  }
  switch (node->nodeKind) {
  case ast::NodeKind::Tuple:
    return "tuple";
  case ast::NodeKind::List:
  case ast::NodeKind::ListComp:
    return "list";
  case ast::NodeKind::Dict:
  case ast::NodeKind::DictComp:
    return "dict";
  case ast::NodeKind::Set:
  case ast::NodeKind::SetComp:
    return "set";
  case ast::NodeKind::GeneratorExp:
    return "generator";
  case ast::NodeKind::Lambda:
    return "function";
  case ast::NodeKind::JoinedStr:
  case ast::NodeKind::FormattedValue:
    return "str";
  default:
    return {};
  }
}

void CodeGen::checkCaller(const ast::ExprNode *node) {
  std::string_view type = inferType(node);
  if (!type.empty() && type != "function")
    warn(DiagnosticId::NotCallableWarning, {type});
}

void CodeGen::checkSubscript(const ast::Subscript *node) {
  std::string_view type = inferType(node->value),
                   index = inferType(node->slice);
  const Constant *constant = constantOf(node->value);
  bool subscriptable = type.empty() || type == "str" || type == "bytes" ||
                       type == "tuple" || type == "list" || type == "dict";
  if (constant && constant->kind() == ConstantKind::Bool)
    subscriptable = false;
  if (!subscriptable)
    warn(DiagnosticId::NotSubscriptableWarning, {type});
  bool isSequence =
      type == "str" || type == "bytes" || type == "tuple" || type == "list";
  if (isSequence && !index.empty() && index != "int" && index != "bool" &&
      !failed())
    warn(DiagnosticId::IndicesWarning, {type, index});
}

bool CodeGen::isImported(const ast::ExprNode *node) {
  auto *name = ast::dynCast<ast::Name>(node);
  const scope::Symbol *symbol =
      name ? state.tree.top().find(name->id) : nullptr;
  return symbol && (symbol->flags & scope::DefImport);
}

// -- super

// Pushes the three operands of LoadSuperAttr if `node` is an attribute of a
// super(...) that we know.
bool CodeGen::genSuper(const ast::Attribute *node, bool method, Reg &base) {
  auto *call = ast::dynCast<ast::Call>(node->value);
  auto *name = call ? ast::dynCast<ast::Name>(call->func) : nullptr;
  if (!name || text(name->id) != "super" || !call->keywords.empty())
    return false;
  if (kind != UnitKind::Function && kind != UnitKind::AsyncFunction &&
      kind != UnitKind::Lambda)
    return false;
  NameScope atTop = state.tree.top().scopeOf(name->id);
  if (nameScope(name->id) != NameScope::GlobalImplicit ||
      (atTop != NameScope::GlobalImplicit && atTop != NameScope::Unknown))
    return false;
  Reg classCell = b.free("__class__");
  bool implicit = call->args.empty();
  if (implicit && (!classCell || unit->layout.argCount == 0))
    return false;
  if (!implicit && call->args.size() != 2)
    return false;
  for (const ast::ExprNode *arg : call->args)
    if (ast::isA<ast::Starred>(arg))
      return false;
  base = top();
  uint32_t traits = unit->traits;
  expr(name, top());
  unit->traits = traits; // the instruction gets all it needs from the frame
  if (implicit) {
    LocScope here(*this);
    setLoc(call);
    b.emit(Opcode::Move, b.push(), classCell);
    Reg first(Reg::Local, 0);
    Reg self = b.push();
    b.emit(b.isCell(b.localNames[0]) ? Opcode::LoadCell : Opcode::Move, self,
           first);
  } else {
    exprTemp(call->args[0]);
    exprTemp(call->args[1]);
  }
  return true;
}

// -- Calls

Reg CodeGen::emitCall(uint32_t base, uint32_t count, unsigned flags, Reg want,
                      Opcode op) {
  Reg first = b.temp(base);
  b.depth = base;
  if (flags & kCallDiscard) {
    b.emit(op, flags, first.bits, first.bits, count);
    return {};
  }
  Reg dst = target(want);
  b.emit(op, flags, dst.bits, first.bits, count);
  return dst;
}

bool CodeGen::genMethodCall(const ast::Call *node, Reg want, bool discard,
                            Reg &out) {
  auto *method = ast::dynCast<ast::Attribute>(node->func);
  if (!method || isImported(method->value))
    return false;
  if (node->args.size() + node->keywords.size() + !node->keywords.empty() >=
      stackGuideline)
    return false;
  for (const ast::ExprNode *arg : node->args)
    if (ast::isA<ast::Starred>(arg))
      return false;
  for (const ast::Keyword *keyword : node->keywords)
    if (!keyword->arg)
      return false;
  uint32_t base = b.depth;
  Reg callable = b.temp(base + kCallCallable);
  b.temp(base + kCallSelf);
  noteFrameUse(text(method->attr));
  uint32_t name = b.nameIndex(text(mangled(method->attr)));
  Reg superBase;
  if (genSuper(method, true, superBase)) {
    setLoc(method);
    moveToAttribute(method);
    unsigned implicit = ast::cast<ast::Call>(method->value)->args.empty();
    b.emit(Opcode::LoadSuperMethod, implicit, callable.bits, superBase.bits,
           name);
  } else {
    Reg receiver = expr(method->value);
    setLoc(method);
    moveToAttribute(method);
    b.emit(Opcode::LoadMethod, 0, callable.bits, receiver.bits, name);
  }
  b.depth = base + kCallArgs;
  setLoc(node);
  for (const ast::ExprNode *arg : node->args)
    exprTemp(arg);
  std::vector<Constant> names;
  for (const ast::Keyword *keyword : node->keywords) {
    exprTemp(keyword->value);
    names.push_back(Constant::str(std::string(text(keyword->arg))));
  }
  uint32_t count = node->args.size() + node->keywords.size();
  unsigned flags = kCallHasSelf | (discard ? kCallDiscard : 0);
  setLoc(node);
  moveToAttribute(method);
  if (!names.empty())
    loadConst(Constant::tuple(std::move(names)));
  out = emitCall(base, count, flags, want,
                 node->keywords.empty() ? Opcode::Call : Opcode::CallKw);
  return true;
}

Reg CodeGen::genCall(const ast::Call *node, Reg want, bool discard) {
  checkKeywords(node->keywords);
  Reg out;
  if (genMethodCall(node, want, discard, out))
    return out;
  checkCaller(node->func);
  uint32_t base = b.depth;
  b.depth = base + kCallCallable;
  exprTemp(node->func);
  b.depth = base + kCallArgs;
  return finishCall(node->args, node->keywords, base, 0,
                    discard ? kCallDiscard : 0, want);
}

// The callable and `pushed` arguments are in place; evaluates the rest and
// calls.
Reg CodeGen::finishCall(const ast::Seq<ast::ExprNode *> &args,
                        const ast::Seq<ast::Keyword *> &keywords, uint32_t base,
                        unsigned pushed, unsigned flags, Reg want) {
  checkKeywords(keywords);
  bool simple = args.size() + keywords.size() * 2 <= stackGuideline;
  for (const ast::ExprNode *arg : args)
    simple = simple && !ast::isA<ast::Starred>(arg);
  for (const ast::Keyword *keyword : keywords)
    simple = simple && keyword->arg;
  if (!simple)
    return callEx(args, keywords, base, pushed, flags, want);
  for (const ast::ExprNode *arg : args)
    exprTemp(arg);
  std::vector<Constant> names;
  for (const ast::Keyword *keyword : keywords) {
    exprTemp(keyword->value);
    names.push_back(Constant::str(std::string(text(keyword->arg))));
  }
  uint32_t count = pushed + args.size() + keywords.size();
  if (names.empty())
    return emitCall(base, count, flags, want);
  loadConst(Constant::tuple(std::move(names)));
  return emitCall(base, count, flags, want, Opcode::CallKw);
}

Reg CodeGen::callEx(const ast::Seq<ast::ExprNode *> &args,
                    const ast::Seq<ast::Keyword *> &keywords, uint32_t base,
                    unsigned pushed, unsigned flags, Reg want) {
  auto *only = pushed == 0 && args.size() == 1
                   ? ast::dynCast<ast::Starred>(args[0])
                   : nullptr;
  if (only)
    exprTemp(only->value);
  else
    genDisplay(args, pushed, Display::Tuple, pushed ? Reg() : top());
  if (!keywords.empty()) {
    keywordDict(keywords, b.temp(base + kCallCallable));
    flags |= kCallKeywordDict;
  }
  return emitCall(base, 0, flags, want, Opcode::CallEx);
}

// The keyword arguments of a call of `callable` as a dict on top.
void CodeGen::keywordDict(const ast::Seq<ast::Keyword *> &keywords,
                          Reg callable) {
  uint32_t depth = b.depth, pending = 0;
  Reg dict = b.temp(depth);
  bool started = false;
  auto merge = [&](Reg value) {
    b.emit(Opcode::DictMerge, value, dict, callable);
    b.depth = depth + 1;
  };
  auto flush = [&](uint32_t begin, uint32_t end) {
    subKeywords(keywords, begin, end);
    if (started)
      merge(b.temp(depth + 1));
    started = true;
    pending = 0;
  };
  for (uint32_t i = 0; i < keywords.size(); ++i) {
    if (keywords[i]->arg) {
      ++pending;
      continue;
    }
    if (pending)
      flush(i - pending, i);
    if (!started)
      result(Opcode::BuildDict, depth, {}, dict.bits, 0);
    started = true;
    merge(expr(keywords[i]->value));
  }
  if (pending)
    flush(keywords.size() - pending, keywords.size());
}

void CodeGen::subKeywords(const ast::Seq<ast::Keyword *> &keywords,
                          uint32_t begin, uint32_t end) {
  uint32_t depth = b.depth, count = end - begin;
  Reg dict = b.temp(depth);
  bool big = count * 2 > stackGuideline;
  if (big)
    result(Opcode::BuildDict, depth, {}, dict.bits, 0);
  for (uint32_t i = begin; i < end; ++i) {
    Reg key = loadConst(Constant::str(std::string(text(keywords[i]->arg))));
    if (!big) {
      exprTemp(keywords[i]->value);
      continue;
    }
    Reg value = expr(keywords[i]->value);
    b.emit(Opcode::DictSet, value, dict, key);
    b.depth = depth + 1;
  }
  if (!big)
    result(Opcode::BuildDict, depth, {}, dict.bits, count);
}

} // namespace dxpy::bytecode
