// The printed form of DXIR, which Parser.h reads back.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/Support/raw_ostream.h"

namespace dxpy::dxir {

void print(const Function &function, llvm::raw_ostream &os);

} // namespace dxpy::dxir
