// What the printed form of an operation says besides operands, results, targets
// and state: the one home of it for Printer and Parser.
#pragma once
#include "compiler/dxir/Ir.h"

namespace dxpy::dxir {

enum class Detail : uint8_t {
  None,
  Integer,    ///< `integer`
  Float,      ///< the float whose bits `integer` is
  Index,      ///< `index`
  Comparison, ///< `index`, as one of comparisonNames
  Constant,   ///< the constant `index`
  Name,       ///< the name `index`, quoted
  Register    ///< r and `index`
};
Detail detailOf(const Instruction &inst);

inline constexpr llvm::StringLiteral comparisonNames[] = {"lt", "le", "eq",
                                                          "ne", "gt", "ge"};

/// Characters of a function's name that needs no quotes, besides letters and
/// digits.
inline constexpr llvm::StringLiteral symbolCharacters = "_.<>";

} // namespace dxpy::dxir
