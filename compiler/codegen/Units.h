// Cuts a program's functions into units, each an LLVM module of its own, so
// that they are compiled at the same time and LLVM's time grows with the
// program's length only. What is called across a cut is a hidden symbol; small
// functions are there as copies as well, to be inlined.
#pragma once
#include "compiler/codegen/Codegen.h"

namespace dxpy::codegen {

struct Unit {
  std::vector<const NativeFunction *> functions;
  std::vector<const NativeFunction *> copies; ///< defined in other units
  std::shared_ptr<const CodeUnits> codes;     ///< of all units
  std::vector<uint32_t> exported; ///< code ids that other units call, rising
  /// Speed of compilation counts more than what runs only where predictions
  /// fail.
  bool ofLargeProgram = false;
};

/// The same functions give the same units, and a change of one function moves
/// few cuts.
std::vector<Unit> cutIntoUnits(llvm::ArrayRef<NativeFunction> functions);
/// All in one.
Unit oneUnit(llvm::ArrayRef<NativeFunction> functions);

} // namespace dxpy::codegen
