// Turns generic operations into typed ones where the predictions say so: guards
// where a word comes in, machine arithmetic in between, boxes where a word is
// needed again.
//
//   %3 = generic.BinaryMul %1, %2      %4: f64 = guard.f64 %1 exit @5
//   drop %1                       =>   %5: f64 = guard.f64 %2 exit @5
//                                      %6: f64 = f64.mul %4, %5
//                                      drop %1
#pragma once
#include "compiler/passes/Predict.h"

namespace dxpy::passes {

/// True if anything changed: the function then has guards that may fail.
bool specialise(dxir::Function &function, const Predictions &predictions);

} // namespace dxpy::passes
