#include "compiler/passes/Arithmetic.h"

namespace dxpy::passes {

using dxir::Op;
using dxir::Type;
using dxir::TypeKind;

namespace {

/// In-place opcodes on numbers mean what the binary ones mean.
Opcode binaryOf(Opcode opcode) {
  if (opcode >= Opcode::InplaceAdd && opcode <= Opcode::InplaceMatMul)
    return Opcode(uint8_t(opcode) - uint8_t(Opcode::InplaceAdd) +
                  uint8_t(Opcode::BinaryAdd));
  return opcode;
}

std::optional<Op> intOp(Opcode opcode) {
  switch (opcode) {
  case Opcode::BinaryAdd:
    return Op::IntAdd;
  case Opcode::BinarySub:
    return Op::IntSub;
  case Opcode::BinaryMul:
    return Op::IntMul;
  case Opcode::BinaryFloorDiv:
    return Op::IntFloorDiv;
  case Opcode::BinaryMod:
    return Op::IntMod;
  case Opcode::BinaryAnd:
    return Op::IntAnd;
  case Opcode::BinaryOr:
    return Op::IntOr;
  case Opcode::BinaryXor:
    return Op::IntXor;
  case Opcode::BinaryLShift:
    return Op::IntShl;
  case Opcode::BinaryRShift:
    return Op::IntShr;
  case Opcode::Negative:
    return Op::IntNeg;
  case Opcode::Invert:
    return Op::IntNot;
  default:
    return std::nullopt;
  }
}

std::optional<Op> floatOp(Opcode opcode) {
  switch (opcode) {
  case Opcode::BinaryAdd:
    return Op::FloatAdd;
  case Opcode::BinarySub:
    return Op::FloatSub;
  case Opcode::BinaryMul:
    return Op::FloatMul;
  case Opcode::BinaryTrueDiv:
    return Op::FloatDiv;
  case Opcode::BinaryMod:
    return Op::FloatMod;
  case Opcode::BinaryPow:
    return Op::FloatPow;
  case Opcode::Negative:
    return Op::FloatNeg;
  default:
    return std::nullopt;
  }
}

} // namespace

bool isGeneric(const dxir::Instruction &inst) {
  return inst.op == Op::Generic || inst.op == Op::Test;
}
Opcode opcodeOf(const dxir::Instruction &inst) {
  return inst.op == Op::Test ? Opcode(uint32_t(Opcode::CompareLt) + inst.index)
                             : inst.opcode;
}
bool isBinary(Opcode opcode) {
  return opcode >= Opcode::BinaryAdd && opcode <= Opcode::InplaceMatMul;
}
bool isComparison(Opcode opcode) {
  return opcode >= Opcode::CompareLt && opcode <= Opcode::CompareGe;
}
bool isUnary(Opcode opcode) {
  return opcode == Opcode::Negative || opcode == Opcode::Positive ||
         opcode == Opcode::Invert;
}

bool unifies(Opcode opcode) {
  switch (binaryOf(opcode)) {
  case Opcode::BinaryAdd:
  case Opcode::BinarySub:
  case Opcode::BinaryMul:
  case Opcode::BinaryTrueDiv:
  case Opcode::BinaryMod:
  case Opcode::BinaryFloorDiv:
  case Opcode::Negative:
    return true;
  default:
    return isComparison(opcode);
  }
}

std::optional<TypedForm> typedForm(Opcode opcode, Type left, Type right) {
  bool ints = left == TypeKind::I64 && right == TypeKind::I64;
  bool numbers = (left == TypeKind::I64 || left == TypeKind::F64) &&
                 (right == TypeKind::I64 || right == TypeKind::F64);
  if (!numbers)
    return std::nullopt;
  opcode = binaryOf(opcode);
  if (isComparison(opcode)) { // an int and a float compare exactly: not here
    if (left != right)
      return std::nullopt;
    return TypedForm{ints ? Op::IntCompare : Op::FloatCompare, left,
                     TypeKind::Bool};
  }
  if (ints) {
    if (opcode == Opcode::BinaryTrueDiv)
      return TypedForm{Op::IntTrueDiv, TypeKind::I64, TypeKind::F64};
    if (auto op = intOp(opcode))
      return TypedForm{*op, TypeKind::I64, TypeKind::I64};
    return std::nullopt;
  }
  if (auto op = floatOp(opcode))
    return TypedForm{*op, TypeKind::F64, TypeKind::F64};
  return std::nullopt;
}

} // namespace dxpy::passes
