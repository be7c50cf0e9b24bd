// Which typed operation a generic one becomes, by operand types. The one home
// of that fact: prediction asks for the result type, specialisation for the
// operation.
#pragma once
#include "compiler/dxir/Ir.h"
#include <optional>

namespace dxpy::passes {

/// `op` on operands of `operand` type gives `result`.
struct TypedForm {
  dxir::Op op;
  dxir::Type operand, result;
};

/// The typed form of binary, in-place or unary \p opcode for operands of
/// machine types \p left and \p right (unary: both the same); nothing if there
/// is none.
std::optional<TypedForm> typedForm(Opcode opcode, dxir::Type left,
                                   dxir::Type right);

/// Does \p inst do to value words what an opcode says?
bool isGeneric(const dxir::Instruction &inst);
/// That opcode.
Opcode opcodeOf(const dxir::Instruction &inst);
bool isBinary(Opcode opcode);     ///< Binary and Inplace opcodes
bool isComparison(Opcode opcode); ///< the six Compare opcodes
bool isUnary(Opcode opcode);      ///< Negative, Positive, Invert
/// + - * / ** and %: operands and result tend to be of one kind.
bool unifies(Opcode opcode);

} // namespace dxpy::passes
