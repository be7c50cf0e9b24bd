// Predicts the types of values inside a function: what follows from constants
// and operations, and, for values that come from outside, what the arithmetic
// around them suggests. Changes nothing. A prediction is a hint: whoever uses
// it guards it.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/Support/raw_ostream.h"

namespace dxpy::passes {

/// What is believed of each value, by value id.
struct Predictions {
  /// Follows from the operations if the guards of their operands hold: machine
  /// types are computed unboxed.
  std::vector<dxir::Type> inferred;
  /// A machine type that the value, itself a word, is expected to hold; Any:
  /// none.
  std::vector<dxir::Type> expected;

  /// The machine type that \p value is computed in or guarded to; Any: neither.
  dxir::Type machine(dxir::ValueId value) const {
    dxir::Type type = inferred[value.index];
    return type.isWord() ? expected[value.index] : type;
  }
};

Predictions predict(const dxir::Function &function);
void print(const dxir::Function &function, const Predictions &predictions,
           llvm::raw_ostream &os);

} // namespace dxpy::passes
