// Expressions: operands, operators, attributes, subscripts.
#include "compiler/bytecode/CodeGen.h"

#include "compiler/syntax/AstVisitor.h"

namespace dxpy::bytecode {

Reg CodeGen::settle(Reg value, uint32_t depth, Reg want) {
  if (!want || value == want)
    return value;
  if (want.isTemp()) {
    b.depth = depth;
    target(want);
  } else {
    b.depth = depth;
  }
  b.emit(Opcode::Move, want, value);
  return want;
}

Reg CodeGen::loadConst(const Constant &value, Reg want) {
  Reg dst = target(want);
  b.emitConst(dst, value);
  return dst;
}

Reg CodeGen::expr(const ast::ExprNode *node, Reg want) {
  LocScope here(*this);
  setLoc(node);
  if (failed())
    return target(want);
  if (const Constant *constant = constantOf(node))
    return loadConst(*constant, want);
  return dispatchExpr(node, want);
}

Reg CodeGen::dispatchExpr(const ast::ExprNode *node, Reg want) {
  using namespace ast;
  switch (node->nodeKind) {
  case NodeKind::BoolOp:
    return genBoolOp(cast<BoolOp>(node), want);
  case NodeKind::NamedExpr:
    return genNamed(cast<NamedExpr>(node), want);
  case NodeKind::BinOp:
    return genBinOp(cast<BinOp>(node), want);
  case NodeKind::UnaryOp:
    return genUnary(cast<UnaryOp>(node), want);
  case NodeKind::Lambda:
    return genLambda(cast<Lambda>(node), want);
  case NodeKind::IfExp:
    return genIfExp(cast<IfExp>(node), want);
  case NodeKind::Dict:
    return genDict(cast<Dict>(node), want);
  case NodeKind::Set:
    return genDisplay(cast<ast::Set>(node)->elts, 0, Display::Set, want);
  case NodeKind::List:
    return genDisplay(cast<List>(node)->elts, 0, Display::List, want);
  case NodeKind::Tuple:
    return genDisplay(cast<ast::Tuple>(node)->elts, 0, Display::Tuple, want);
  case NodeKind::ListComp: {
    auto *e = cast<ListComp>(node);
    return genComprehension(e, Comp::List, "<listcomp>", e->generators, e->elt,
                            nullptr, want);
  }
  case NodeKind::SetComp: {
    auto *e = cast<SetComp>(node);
    return genComprehension(e, Comp::Set, "<setcomp>", e->generators, e->elt,
                            nullptr, want);
  }
  case NodeKind::DictComp: {
    auto *e = cast<DictComp>(node);
    return genComprehension(e, Comp::Dict, "<dictcomp>", e->generators, e->key,
                            e->value, want);
  }
  case NodeKind::GeneratorExp: {
    auto *e = cast<GeneratorExp>(node);
    return genComprehension(e, Comp::Generator, "<genexpr>", e->generators,
                            e->elt, nullptr, want);
  }
  case NodeKind::Await:
    return genAwait(cast<Await>(node), want);
  case NodeKind::Yield:
    return genYield(cast<Yield>(node), want);
  case NodeKind::YieldFrom:
    return genYieldFrom(cast<YieldFrom>(node), want);
  case NodeKind::Compare:
    return genCompare(cast<Compare>(node), want);
  case NodeKind::Call:
    return genCall(cast<Call>(node), want, false);
  case NodeKind::FormattedValue:
    return genFormatted(cast<FormattedValue>(node), want);
  case NodeKind::JoinedStr:
    return genJoinedStr(cast<JoinedStr>(node), want);
  case NodeKind::Interpolation:
    return genInterpolation(cast<Interpolation>(node), want);
  case NodeKind::TemplateStr:
    return genTemplate(cast<TemplateStr>(node), want);
  case NodeKind::Attribute:
    return genAttribute(cast<Attribute>(node), want);
  case NodeKind::Subscript:
    return genSubscript(cast<Subscript>(node), want);
  case NodeKind::Slice:
    return genSlice(cast<Slice>(node), want);
  case NodeKind::Name:
    return loadName(cast<Name>(node)->id, want);
  case NodeKind::Starred:
    fail(cast<Starred>(node)->ctx == ExprContext::Store
             ? DiagnosticId::StarredNotInList
             : DiagnosticId::StarredNotHere);
    return target(want);
  default:
    return target(want);
  }
}

// -- Operands

bool CodeGen::mayRebind(Reg local, const ast::Node *tree) {
  if (!scope.bindsWithWalrus || !local.isLocal())
    return false;
  if (auto *named = ast::dynCast<ast::NamedExpr>(tree))
    if (auto *name = ast::dynCast<ast::Name>(named->target))
      if (text(mangled(name->id)) == b.localNames[local.index()])
        return true;
  bool found = false;
  ast::forEachChild(const_cast<ast::Node *>(tree), [&](ast::Node *child) {
    found = found || mayRebind(local, child);
  });
  return found;
}

Reg CodeGen::operand(const ast::ExprNode *node,
                     std::initializer_list<const ast::Node *> later) {
  Reg value = expr(node);
  if (!value.isLocal() || !scope.bindsWithWalrus)
    return value;
  for (const ast::Node *tree : later)
    if (tree && mayRebind(value, tree)) {
      Reg copy = b.push();
      b.emit(Opcode::Move, copy, value);
      return copy;
    }
  return value;
}

void CodeGen::exprDiscard(const ast::ExprNode *node) {
  uint32_t depth = b.depth;
  if (auto *call = ast::dynCast<ast::Call>(node)) {
    LocScope here(*this);
    setLoc(node);
    if (!failed())
      genCall(call, {}, true);
    b.depth = depth;
    return;
  }
  Reg value = expr(node);
  if (value.isTemp()) {
    unsetLoc();
    drop(value);
  }
  b.depth = depth;
}

// -- Operators

namespace {

Opcode binaryOpcode(ast::Operator op) {
  switch (op) {
  case ast::Operator::Add:
    return Opcode::BinaryAdd;
  case ast::Operator::Sub:
    return Opcode::BinarySub;
  case ast::Operator::Mult:
    return Opcode::BinaryMul;
  case ast::Operator::MatMult:
    return Opcode::BinaryMatMul;
  case ast::Operator::Div:
    return Opcode::BinaryTrueDiv;
  case ast::Operator::Mod:
    return Opcode::BinaryMod;
  case ast::Operator::Pow:
    return Opcode::BinaryPow;
  case ast::Operator::LShift:
    return Opcode::BinaryLShift;
  case ast::Operator::RShift:
    return Opcode::BinaryRShift;
  case ast::Operator::BitOr:
    return Opcode::BinaryOr;
  case ast::Operator::BitXor:
    return Opcode::BinaryXor;
  case ast::Operator::BitAnd:
    return Opcode::BinaryAnd;
  case ast::Operator::FloorDiv:
    return Opcode::BinaryFloorDiv;
  }
  return Opcode::BinaryAdd;
}

} // namespace

Reg CodeGen::genBinOp(const ast::BinOp *node, Reg want) {
  Reg formatted;
  if (genFormat(node, want, formatted))
    return formatted;
  uint32_t depth = b.depth;
  Reg left = operand(node->left, {node->right});
  Reg right = expr(node->right);
  return result(binaryOpcode(node->op), depth, want, left.bits, right.bits);
}

Reg CodeGen::genUnary(const ast::UnaryOp *node, Reg want) {
  uint32_t depth = b.depth;
  // `not a in b` and `not a is b` are the negated comparisons
  if (node->op == ast::UnaryOperator::Not)
    if (auto *compare = ast::dynCast<ast::Compare>(node->operand);
        compare && compare->ops.size() == 1) {
      Opcode op = compareOpcode(compare->ops[0]);
      Opcode negated = op == Opcode::Is      ? Opcode::IsNot
                       : op == Opcode::IsNot ? Opcode::Is
                       : op == Opcode::In    ? Opcode::NotIn
                       : op == Opcode::NotIn ? Opcode::In
                                             : op;
      if (negated != op) {
        setLoc(compare);
        checkCompare(compare);
        Reg left = operand(compare->left, {compare->comparators[0]});
        Reg right = compareOperand(compare, 0);
        return result(negated, depth, want, left.bits, right.bits);
      }
    }
  Reg value = expr(node->operand);
  Opcode op = node->op == ast::UnaryOperator::Not      ? Opcode::Not
              : node->op == ast::UnaryOperator::USub   ? Opcode::Negative
              : node->op == ast::UnaryOperator::Invert ? Opcode::Invert
                                                       : Opcode::Positive;
  return result(op, depth, want, value.bits);
}

Reg CodeGen::genBoolOp(const ast::BoolOp *node, Reg want) {
  uint32_t depth = b.depth;
  Reg value = b.temp(depth);
  Label end = b.newLabel();
  Opcode op = node->op == ast::BoolOperator::And ? Opcode::JumpIfFalseKeep
                                                 : Opcode::JumpIfTrueKeep;
  for (uint32_t i = 0; i + 1 < node->values.size(); ++i) {
    const Constant *constant = constantOf(node->values[i]);
    bool decides =
        constant && constant->truth() == (node->op == ast::BoolOperator::Or);
    if (constant && !decides)
      continue;
    expr(node->values[i], value);
    if (decides) {
      b.emitJump(end);
    } else {
      b.emitJumpIf(op, value, end);
      drop(value);
    }
    b.depth = depth;
  }
  expr(node->values.back(), value);
  b.bind(end);
  return settle(value, depth, want);
}

Reg CodeGen::genNamed(const ast::NamedExpr *node, Reg want) {
  uint32_t depth = b.depth;
  if (Reg local = directTarget(node->target)) {
    expr(node->value, local);
    b.noteUse(local);
    return settle(local, depth, want);
  }
  Reg value = exprTemp(node->value);
  Reg copy = b.push();
  b.emit(Opcode::Copy, copy, value);
  store(node->target, copy);
  b.depth = depth + 1;
  return settle(value, depth, want);
}

Reg CodeGen::genIfExp(const ast::IfExp *node, Reg want) {
  uint32_t depth = b.depth;
  Reg value = want ? want : b.temp(depth);
  Label otherwise = b.newLabel(), end = b.newLabel();
  jumpIf(node->test, otherwise, false);
  expr(node->body, value);
  b.depth = depth;
  b.emitJump(end);
  b.bind(otherwise);
  expr(node->orelse, value);
  b.bind(end);
  return value;
}

// -- Attributes and subscripts

// Moves the location to the attribute's name when the expression spans lines.
void CodeGen::moveToAttribute(const ast::Attribute *node) {
  if (b.loc.lineno == node->loc.end_lineno)
    return;
  b.loc.lineno = node->loc.end_lineno;
  uint32_t length = 0;
  for (char c : text(node->attr))
    length += (uint8_t(c) & 0xC0) != 0x80;
  if (length <= node->loc.end_col_offset) {
    b.loc.col_offset = node->loc.end_col_offset - length;
  } else {
    b.loc.col_offset = b.loc.end_col_offset = ~uint32_t(0);
  }
  b.loc.end_lineno = std::max(b.loc.lineno, b.loc.end_lineno);
  if (b.loc.lineno == b.loc.end_lineno)
    b.loc.end_col_offset = std::max(b.loc.col_offset, b.loc.end_col_offset);
}

Reg CodeGen::genAttribute(const ast::Attribute *node, Reg want) {
  uint32_t depth = b.depth;
  Reg base;
  if (genSuper(node, false, base)) {
    moveToAttribute(node);
    unsigned zeroArguments = ast::cast<ast::Call>(node->value)->args.empty();
    return result(Opcode::LoadSuperAttr, depth, want, base.bits,
                  b.nameIndex(text(mangled(node->attr))), zeroArguments);
  }
  noteFrameUse(text(node->attr));
  Reg value = expr(node->value);
  moveToAttribute(node);
  return result(Opcode::LoadAttr, depth, want, value.bits,
                b.nameIndex(text(mangled(node->attr))));
}

Reg CodeGen::genSubscript(const ast::Subscript *node, Reg want) {
  checkSubscript(node);
  uint32_t depth = b.depth;
  Reg value = operand(node->value, {node->slice});
  Reg index = expr(node->slice);
  return result(Opcode::LoadSubscr, depth, want, value.bits, index.bits);
}

Reg CodeGen::genSlice(const ast::Slice *node, Reg want) {
  uint32_t depth = b.depth;
  unsigned count = 2;
  for (const ast::ExprNode *part : {node->lower, node->upper}) {
    if (part)
      exprTemp(part);
    else
      loadConst(Constant::none());
  }
  if (node->step) {
    exprTemp(node->step);
    ++count;
  }
  return result(Opcode::BuildSlice, depth, want, b.temp(depth).bits, count);
}

} // namespace dxpy::bytecode
