#include "compiler/dxir/TextForm.h"
#include "compiler/dxir/Bytecode.h"

namespace dxpy::dxir {

static Detail detailOf(Opcode opcode) {
  const OpcodeInfo &info = infoOf(opcode);
  if (info.b == Operand::Name || info.c == Operand::Name)
    return Detail::Name;
  if (info.b == Operand::Const)
    return Detail::Constant;
  if (info.c == Operand::Count)
    return Detail::Index;
  switch (opcode) {
  case Opcode::LoadCell:
  case Opcode::CheckBound:
  case Opcode::DeleteLocal:
    return Detail::Register;
  default:
    return Detail::None;
  }
}

Detail detailOf(const Instruction &inst) {
  switch (inst.op) {
  case Op::Generic:
    return detailOf(inst.opcode);
  case Op::Constant:
  case Op::LocalFunction:
    return Detail::Constant;
  case Op::ConstInt:
  case Op::ConstBool:
  case Op::ConstWord:
  case Op::IsWord:
    return Detail::Integer;
  case Op::ConstFloat:
    return Detail::Float;
  case Op::Parameter:
  case Op::TakenRegister:
  case Op::FreeCell:
  case Op::Suspend:
  case Op::Consume:
    return Detail::Index;
  case Op::Test:
  case Op::IntCompare:
  case Op::FloatCompare:
    return Detail::Comparison;
  default:
    return Detail::None;
  }
}

} // namespace dxpy::dxir
