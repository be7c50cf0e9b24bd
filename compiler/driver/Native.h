// The native half of a compilation: DXIR of a program's functions, passes,
// LLVM, object file.
#pragma once
#include "compiler/driver/Info.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/Output.h"
#include "compiler/link/CodeImage.h"
#include "llvm/Support/raw_ostream.h"
#include <vector>

namespace dxpy::driver {

struct NativeCode {
  std::vector<TemporaryFile> objects; ///< in the order of the functions
  link::NativeEntryMap entries;
  size_t functionCount = 0;
};

/// Compiles the functions of \p modules (bodies of the program's own modules)
/// as the options say.
llvm::Expected<NativeCode>
compileNative(llvm::ArrayRef<const bytecode::CodeUnit *> modules,
              const link::CodeNumbers &numbers, const Options &options,
              const Installation &installation);

/// Prints the DXIR, LLVM IR, assembly or object code of the same functions.
llvm::Error emitNative(llvm::ArrayRef<const bytecode::CodeUnit *> modules,
                       const link::CodeNumbers &numbers, const Options &options,
                       const Installation &installation, llvm::raw_ostream &os);

/// The same of the functions in the DXIR text options.main, after the passes
/// over it.
llvm::Error emitDxirFile(const Options &options,
                         const Installation &installation,
                         llvm::raw_ostream &os);

} // namespace dxpy::driver
