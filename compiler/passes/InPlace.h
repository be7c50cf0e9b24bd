// Objects that are made for one use and that nothing else sees need not be:
//
//   a range that a loop runs over is an iterator at once,
//   a generator expression that a builtin takes at once feeds it,
//     %4 = generic.Call 1 @8 %2, %3; %5 = generic.Call 1 %1, %4
//       =>   %5 = consume 0 @8 %1, %2, %3
//   a function that is only called is its code and the cells of its closure.
//     %2 = generic.BuildTuple 1 %1; %3 = generic.MakeFunction x=8 code "f" %2
//       =>   %3 = local_function code "f" @8 %1
//
// Behind Callees, which says what calls reach.
#pragma once
#include "compiler/dxir/Ir.h"

namespace dxpy::passes {

void makeInPlace(dxir::Function &function);

} // namespace dxpy::passes
