// DPM files: one module compiled by itself (-c), and read back as a part of a
// program or as the program.
#pragma once
#include "compiler/bytecode/File.h"
#include "compiler/driver/Modules.h"

namespace dxpy::driver {

/// Is \p path a DPM, by its name?
bool isModuleFile(llvm::StringRef path);

/// The code, the name and the kind of \p module from the DPM module.path. An
/// error is one message that says what is wrong with the file first.
llvm::Error readModuleFile(SourceModule &module);

/// The bytes of the DPM of a compiled module.
llvm::Expected<std::string>
moduleFileOf(const SourceModule &module,
             std::shared_ptr<const bytecode::CodeUnit> code);

/// `a` of a/__init__.py, else the file's name without its ending.
std::string moduleNameOf(llvm::StringRef path);

} // namespace dxpy::driver
