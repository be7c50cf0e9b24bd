// Reads the printed form of DXIR (Printer.h), for tests of single passes and
// for people. What it gives is well formed: the verifier has seen it.
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace dxpy::dxir {

/// Functions that were read, and code objects that stand in for theirs: they
/// have the layout, the names and the constants that the functions use, and no
/// code.
struct ParsedModule {
  std::vector<std::unique_ptr<const bytecode::CodeUnit>> units;
  std::vector<Function> functions;
};

/// An error is one line: "file:line:column: what".
llvm::Expected<ParsedModule> parse(llvm::StringRef text,
                                   llvm::StringRef fileName);

} // namespace dxpy::dxir
