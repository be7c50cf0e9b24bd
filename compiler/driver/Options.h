// What the user asked of dxpyc, as plain values. The command line's home is
// DxpycOptions.td.
#pragma once
#include "compiler/passes/PassControl.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace dxpy::driver {

/// What is made: an executable, or the printed form of a stage.
enum class Emit : uint8_t {
  Executable,
  Tokens,
  Ast,
  Scopes,
  Dpb,
  Dxir,
  Llvm,
  Asm,
  Object
};

/// Whether the frames of functions that run show their variables.
enum class Frames : uint8_t { Automatic, Lean, Full };

struct DataFile {
  std::string path, name;
};

/// A module that no import statement names; file: a DPM that it is in, or
/// empty.
struct ExtraModule {
  std::string name, file;
};

struct Options {
  std::string main;        ///< the program's file
  bool moduleOnly = false; ///< -c: that file alone is compiled, to a DPM
  std::string moduleName;  ///< its name in the DPM; empty: by the file's name
  std::string output;      ///< empty: next to nothing, by the program's name
  std::string depfile;
  Emit emit = Emit::Executable;
  unsigned level = 2; ///< 0, 2 or 3
  bool interpret = false;
  Frames frames = Frames::Automatic;
  bool debugInfo = false;
  bool isStatic = false;
  bool pie = false;
  bool embedSource = false;
  bool testing = false;
  bool verbose = false;
  std::string march = "x86-64-v2";
  passes::PassControl passes;
  std::vector<std::string> searchFolders;
  std::vector<ExtraModule> extraModules;
  std::vector<DataFile> data;
};

/// Is \p path a text file of DXIR, by its name?
bool isDxir(llvm::StringRef path);

/// Options from the command line without the program's name. Without a value:
/// --help or --version was asked and answered. An error is one message.
llvm::Expected<std::optional<Options>>
parseOptions(llvm::ArrayRef<const char *> arguments);

/// Where the program stands on a command line whose options come first: behind
/// it are the program's own arguments. arguments.size() if there is none.
size_t programIndex(llvm::ArrayRef<const char *> arguments);

} // namespace dxpy::driver
