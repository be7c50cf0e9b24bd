// The printed forms of the stages (--emit=): each of one file, without its
// imports.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/driver/Info.h"
#include "compiler/driver/Modules.h"
#include "compiler/driver/Options.h"
#include "llvm/Support/Error.h"

namespace llvm {
class raw_ostream;
}

namespace dxpy::driver {

/// Compiles one parsed module to bytecode; warnings of the program's own files
/// go to stderr, as CPython prints them.
llvm::Expected<std::shared_ptr<const bytecode::CodeUnit>>
compileToBytecode(SourceModule &module);

/// Prints options.main as options.emit asks.
llvm::Error emitStage(const Options &options, const Installation &installation,
                      llvm::raw_ostream &os);

} // namespace dxpy::driver
