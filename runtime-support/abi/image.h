// What a program's image is besides its finished objects: the modules, the
// intern table and the source lines for tracebacks. Written by compiler/link,
// found by the runtime as the symbol dxProgram. Layout only.
#pragma once
#include "runtime-support/abi/dpb_format.h"

namespace dxpy {

/// The source lines that a module's instructions name, for tracebacks. Line
/// numbers[i] is text[offsets[i]] .. text[offsets[i + 1] - 1], without its
/// newline. Numbers rise.
struct SourceLines {
  const uint32_t *numbers;
  const uint32_t *offsets; ///< count + 1
  const char *text;
  uint64_t count;
};

enum ModuleImageFlags : uint32_t {
  kModulePackage = 1,   ///< has submodules; its file is an __init__.py
  kModuleNamespace = 2, ///< a package without a file: `code` is null
};

struct ModuleImage {
  Word name;        ///< interned str, dotted; of the main module "__main__"
  CodeObject *code; ///< body, run once by import
  Word fileName;    ///< str: __file__ and co_filename
  uint32_t flags;   ///< ModuleImageFlags
  uint32_t reserved;
  SourceLines lines;
};

/// Everything that the runtime needs to know of the program that it is linked
/// into. Objects that it points to are images: owner 0, hashes filled in.
struct ProgramImage {
  uint32_t abiFingerprint; ///< kAbiFingerprint of the compiler that wrote it
  uint32_t moduleCount;
  const ModuleImage *modules; ///< [0] is __main__, the rest is sorted by name
  /// Every str of the image and of Names.def. Open addressing: slot
  /// `hash0 & internMask`, then the next ones; 0 ends a probe.
  const Word *internTable;
  uint64_t internMask;
  uint64_t internCount;
};

extern "C" const ProgramImage dxProgram;

} // namespace dxpy
