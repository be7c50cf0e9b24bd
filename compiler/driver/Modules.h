// The modules of a program: where they are found and what each imports. Reads
// and parses source files; compiles nothing.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/driver/Info.h"
#include "compiler/driver/Options.h"
#include "compiler/syntax/Parser.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <string>
#include <vector>

namespace dxpy::driver {

struct SourceModule {
  std::string name;     ///< dotted; of the program itself "__main__"
  std::string path;     ///< on disk; empty for namespace packages
  std::string fileName; ///< __file__ and co_filename
  bool isPackage = false;
  bool isLibrary = false; ///< of the standard library
  /// Cannot be compiled: `tree` is a body that raises the error.
  bool isBroken = false;
  std::vector<std::string> folders; ///< of a package: where submodules are
  syntax::Module tree;
  /// Of a module that comes from a DPM: it has no tree.
  std::shared_ptr<const bytecode::CodeUnit> code;

  bool isNamespace() const { return path.empty(); }
};

/// A module in C++ that the program reaches: a row of NativeModules.def.
struct NativeModule {
  std::string name, symbol;
};

struct Program {
  std::vector<std::unique_ptr<SourceModule>> modules; ///< [0] is __main__
  std::vector<NativeModule> natives;
  std::vector<std::string> filesRead; ///< for the depfile
  /// sys.settrace or sys.setprofile is reached: code that is not interpreted
  /// would not be seen.
  bool usesTraceHooks = false;
};

/// The text of a source file as one message if it cannot be had: a directory,
/// a missing file, ...
llvm::Expected<std::string> readFile(llvm::StringRef path);

/// Parses one file. Errors are messages as CPython prints them.
llvm::Error parseSource(SourceModule &module);

/// A module that cannot be compiled gets a body that raises the error when it
/// is imported; dxpyc says so as a warning.
void makeBroken(SourceModule &module, const base::Diagnostic &diagnostic);

/// The program's file and every module that its imports reach and that can be
/// found. A module that is not found is the program's affair when it runs.
llvm::Expected<Program> loadProgram(const Options &options,
                                    const Installation &installation);

} // namespace dxpy::driver
