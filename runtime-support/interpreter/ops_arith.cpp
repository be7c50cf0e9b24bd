// Operators and comparisons. Operands are dropped left first: the last one
// declared.
#include "runtime-support/interpreter/op.h"

namespace dxpy {

template <BinaryOp kind> static Flow binary(Op &op) {
  Owned result;
  {
    Use right(op, op.c);
    Use left(op, op.b);
    result = binary_py(op.ts, kind, left, right);
  }
  return op.finish(std::move(result));
}

template <BinaryOp kind> static Flow inplace(Op &op) {
  Owned result;
  {
    Use right(op, op.c);
    Use left(op, op.b);
    result = inplace_py(op.ts, kind, left, right);
  }
  return op.finish(std::move(result));
}

#define BINARY(name)                                                           \
  Flow opBinary##name(Op &op) { return binary<BinaryOp::name>(op); }           \
  Flow opInplace##name(Op &op) { return inplace<BinaryOp::name>(op); }
BINARY(Add)
BINARY(Sub)
BINARY(Mul)
BINARY(TrueDiv)
BINARY(FloorDiv)
BINARY(Mod)
BINARY(Pow)
BINARY(LShift)
BINARY(RShift)
BINARY(And)
BINARY(Or)
BINARY(Xor)
BINARY(MatMul)
#undef BINARY

template <UnaryOp kind> static Flow unary(Op &op) {
  Owned result;
  {
    Use operand(op, op.b);
    result = unary_py(op.ts, kind, operand);
  }
  return op.finish(std::move(result));
}
Flow opNegative(Op &op) { return unary<UnaryOp::Negative>(op); }
Flow opPositive(Op &op) { return unary<UnaryOp::Positive>(op); }
Flow opInvert(Op &op) { return unary<UnaryOp::Invert>(op); }

static int truthOf(Op &op, uint32_t reg) {
  Use operand(op, reg);
  return isTrueFast(op.ts, operand);
}
Flow opNot(Op &op) {
  int truth = truthOf(op, op.b);
  return op.finish(truth < 0 ? truth : !truth);
}
Flow opToBool(Op &op) { return op.finish(truthOf(op, op.b)); }

template <CompareOp kind> static Flow compare(Op &op) {
  Owned result;
  {
    Use right(op, op.c);
    Use left(op, op.b);
    result = compare_py(op.ts, left, right, kind);
  }
  return op.finish(std::move(result));
}
Flow opCompareLt(Op &op) { return compare<CompareOp::Lt>(op); }
Flow opCompareLe(Op &op) { return compare<CompareOp::Le>(op); }
Flow opCompareEq(Op &op) { return compare<CompareOp::Eq>(op); }
Flow opCompareNe(Op &op) { return compare<CompareOp::Ne>(op); }
Flow opCompareGt(Op &op) { return compare<CompareOp::Gt>(op); }
Flow opCompareGe(Op &op) { return compare<CompareOp::Ge>(op); }

static int identity(Op &op) {
  Use right(op, op.c);
  Use left(op, op.b);
  return isIdentical(left, right);
}
Flow opIs(Op &op) { return op.finish(identity(op)); }
Flow opIsNot(Op &op) { return op.finish(!identity(op)); }

static int membership(Op &op) {
  Use container(op, op.c);
  Use item(op, op.b);
  return contains_py(op.ts, container, item);
}
Flow opIn(Op &op) { return op.finish(membership(op)); }
Flow opNotIn(Op &op) {
  int found = membership(op);
  return op.finish(found < 0 ? found : !found);
}

} // namespace dxpy
