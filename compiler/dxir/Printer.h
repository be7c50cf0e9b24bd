// The printed form of DXIR. It says all that is in a function, so that Parser.h
// reads the same function back:
//
//   func @C.scale code 3 {
//     file "a.py" line 7 flags 0x3 traits 0x0
//     arguments 2 keyword-only 0 locals 3 cells 0 free 0 registers 9
//     loop @4 [r0, r1, r2]                  where the interpreter may enter
//   ^0:
//     %0: any = param 0
//     %1: smallint = const int 1
//     br ^1(%0, %1)
//   ^1(%2: owned any, %3: i64) @4 loop:     block arguments; pc; a loop header
//     poll state @4 [r0 <- %2, r1 = %3]     <-: the reference moves to r0
//     @5 %4: owned any = generic.LoadAttr "x" %2 state @5 [release %2]
//     @6 %5: owned any = generic.Call x=2 1 @8 @9 %4, %2, %4 state ...
//
// x=: the flags; @8 @9: the functions that a call expects. A pc, of the DPB
// instruction, stands where it is not the one before, `func` lines where they
// are not zero. A ';' begins a comment.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/Support/raw_ostream.h"

namespace dxpy::dxir {

void print(const Function &function, llvm::raw_ostream &os);

} // namespace dxpy::dxir
