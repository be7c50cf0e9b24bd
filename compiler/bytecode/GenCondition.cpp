// Comparisons and conditional jumps.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

Opcode CodeGen::compareOpcode(ast::CmpOperator op) {
  switch (op) {
  case ast::CmpOperator::Eq:
    return Opcode::CompareEq;
  case ast::CmpOperator::NotEq:
    return Opcode::CompareNe;
  case ast::CmpOperator::Lt:
    return Opcode::CompareLt;
  case ast::CmpOperator::LtE:
    return Opcode::CompareLe;
  case ast::CmpOperator::Gt:
    return Opcode::CompareGt;
  case ast::CmpOperator::GtE:
    return Opcode::CompareGe;
  case ast::CmpOperator::Is:
    return Opcode::Is;
  case ast::CmpOperator::IsNot:
    return Opcode::IsNot;
  case ast::CmpOperator::In:
    return Opcode::In;
  case ast::CmpOperator::NotIn:
    return Opcode::NotIn;
  }
  return Opcode::CompareEq;
}

// -- Comparisons

void CodeGen::checkCompare(const ast::Compare *node) {
  auto isArgument = [&](const ast::ExprNode *e) {
    const Constant *c = constantOf(e);
    return !c || c->isNone() || c->kind() == ConstantKind::Bool ||
           c->kind() == ConstantKind::Ellipsis;
  };
  bool left = isArgument(node->left);
  for (uint32_t i = 0; i < node->ops.size(); ++i) {
    bool right = isArgument(node->comparators[i]);
    bool isNot = node->ops[i] == ast::CmpOperator::IsNot;
    if ((isNot || node->ops[i] == ast::CmpOperator::Is) && (!left || !right)) {
      warn(isNot ? DiagnosticId::IsNotLiteralWarning
                 : DiagnosticId::IsLiteralWarning);
      return;
    }
    left = right;
  }
}

// The right operand of comparison `index`; a display behind the last `in`
// becomes a constant.
Reg CodeGen::compareOperand(const ast::Compare *node, uint32_t index) {
  const ast::ExprNode *operand = node->comparators[index];
  ast::CmpOperator op = node->ops[index];
  bool contains = op == ast::CmpOperator::In || op == ast::CmpOperator::NotIn;
  return contains && index + 1 == node->ops.size() ? iterable(operand, {})
                                                   : expr(operand);
}

Reg CodeGen::genCompare(const ast::Compare *node, Reg want) {
  checkCompare(node);
  if (node->ops.size() > 1)
    return genChain(node, want, nullptr, false);
  uint32_t depth = b.depth;
  Reg left = operand(node->left, {node->comparators[0]});
  Reg right = compareOperand(node, 0);
  return result(compareOpcode(node->ops[0]), depth, want, left.bits,
                right.bits);
}

// a < b < c. The result stands in the temporary below the operands; with
// `jumpTo` it is tested instead.
Reg CodeGen::genChain(const ast::Compare *node, Reg want, Label *jumpTo,
                      bool jumpIf) {
  uint32_t depth = b.depth;
  Reg value = b.push();
  Label end = b.newLabel();
  std::vector<std::pair<Label, Reg>> cleanups;
  Reg left = operand(node->left, {node->comparators[0]});
  uint32_t last = node->ops.size() - 1;
  for (uint32_t i = 0; i < last; ++i) {
    Reg right = operand(node->comparators[i], {node->comparators[i + 1]});
    Reg compared = right;
    if (right.isTemp()) {
      compared = b.push();
      b.emit(Opcode::Copy, compared, right);
    }
    b.emit(compareOpcode(node->ops[i]), value, left, compared);
    Label cleanup = b.newLabel();
    cleanups.push_back({cleanup, right});
    if (jumpTo) {
      b.emitJumpIf(Opcode::JumpIfFalse, value, cleanup);
    } else {
      b.emitJumpIf(Opcode::JumpIfFalseKeep, value, cleanup);
      drop(value);
    }
    left = right;
    b.depth = right.isTemp() ? right.index() + 1 : depth + 1;
  }
  Reg right = compareOperand(node, last);
  b.emit(compareOpcode(node->ops[last]), value, left, right);
  if (jumpTo)
    b.emitJumpIf(jumpIf ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, value,
                 *jumpTo);
  b.emitJump(end);
  for (auto [cleanup, operand] : cleanups) {
    b.bind(cleanup);
    if (operand.isTemp())
      drop(operand);
    b.emitJump(jumpTo && !jumpIf ? *jumpTo : end);
  }
  b.bind(end);
  b.depth = depth + (jumpTo ? 0 : 1);
  return jumpTo ? Reg() : settle(value, depth, want);
}

// -- Conditions

void CodeGen::jumpIfBool(const ast::BoolOp *node, Label target,
                         bool condition) {
  bool shortCut =
      node->op == ast::BoolOperator::Or; // the value that decides early
  Label early = shortCut == condition ? target : b.newLabel();
  for (uint32_t i = 0; i + 1 < node->values.size(); ++i)
    jumpIf(node->values[i], early, shortCut);
  jumpIf(node->values.back(), target, condition);
  if (early != target)
    b.bind(early);
}

void CodeGen::jumpIf(const ast::ExprNode *node, Label target, bool condition) {
  if (failed())
    return;
  uint32_t depth = b.depth;
  if (const Constant *constant = constantOf(node)) {
    if (constant->truth() == condition)
      b.emitJump(target);
    return;
  }
  if (auto *unary = ast::dynCast<ast::UnaryOp>(node);
      unary && unary->op == ast::UnaryOperator::Not) {
    auto *compare = ast::dynCast<ast::Compare>(unary->operand);
    bool folded = compare && compare->ops.size() == 1 &&
                  compare->ops[0] >= ast::CmpOperator::Is;
    if (!folded)
      return jumpIf(unary->operand, target, !condition);
  }
  if (auto *boolean = ast::dynCast<ast::BoolOp>(node))
    return jumpIfBool(boolean, target, condition);
  if (auto *choice = ast::dynCast<ast::IfExp>(node)) {
    Label otherwise = b.newLabel(), end = b.newLabel();
    jumpIf(choice->test, otherwise, false);
    jumpIf(choice->body, target, condition);
    b.emitJump(end);
    b.bind(otherwise);
    jumpIf(choice->orelse, target, condition);
    b.bind(end);
    return;
  }
  auto *compare = ast::dynCast<ast::Compare>(node);
  // the location of a comparison stays for what follows, as in CPython
  if (compare)
    setLoc(node);
  if (compare && compare->ops.size() > 1) {
    checkCompare(compare);
    genChain(compare, {}, &target, condition);
    return;
  }
  // `x is None` tests and jumps in one
  if (compare && compare->ops[0] >= ast::CmpOperator::Is &&
      compare->ops[0] <= ast::CmpOperator::IsNot)
    if (const Constant *right = constantOf(compare->comparators[0]);
        right && right->isNone()) {
      checkCompare(compare);
      Reg value = expr(compare->left);
      bool jumpIfNone = (compare->ops[0] == ast::CmpOperator::Is) == condition;
      b.emitJumpIf(jumpIfNone ? Opcode::JumpIfNone : Opcode::JumpIfNotNone,
                   value, target);
      b.depth = depth;
      return;
    }
  Reg value = expr(node);
  b.emitJumpIf(condition ? Opcode::JumpIfTrue : Opcode::JumpIfFalse, value,
               target);
  b.depth = depth;
}

} // namespace dxpy::bytecode
