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

/// A frozenset constant: its items as an image, made into the set before the
/// module's body first runs.
struct FrozenSetImage {
  Word *slot; ///< in a constant table; kUndef until then
  Word items; ///< tuple of distinct items
};

enum ModuleImageFlags : uint32_t {
  kModulePackage = 1,   ///< has submodules; its file is an __init__.py
  kModuleNamespace = 2, ///< a package without a file: `code` is null
  kModuleBroken = 4,    ///< its source is an error, which its body raises
};

struct ModuleImage {
  Word name;        ///< interned str, dotted; of the main module "__main__"
  CodeObject *code; ///< body, run once by import
  Word fileName;    ///< str: __file__ and co_filename
  uint32_t flags;   ///< ModuleImageFlags
  uint32_t reserved;
  SourceLines lines;
  const FrozenSetImage *frozenSets;
  uint64_t frozenSetCount;
};

/// A module written in C++ that the program can reach. `definition` is the
/// symbol dxmodule_<name>, with _ for dots; modules/ knows its type.
struct NativeModuleDefinition;
struct NativeModuleEntry {
  Word name; ///< interned str
  const NativeModuleDefinition *definition;
};

/// Data files embedded with --data.
struct DataImage {
  Word name; ///< str, as given
  const char *bytes;
  uint64_t size;
};

/// Every str of the image and of Names.def. Open addressing: slot
/// `hash0 & mask`, then the next ones; null ends a probe. A probe looks at no
/// str of another tag, or it would load the pages of all.
struct InternImage {
  const StrObject *const *slots;
  uint64_t mask;       ///< slot count - 1
  const uint8_t *tags; ///< internTag() of each slot's str
};
constexpr uint8_t internTag(uint64_t hash0) { return uint8_t(hash0 >> 56); }

struct FrontEndHooks; ///< runtime-support/frontend

/// Everything that the runtime needs to know of the program that it is linked
/// into. Objects that it points to are images: owner 0, hashes filled in.
struct ProgramImage {
  uint32_t abiFingerprint;    ///< kAbiFingerprint of the compiler that wrote it
  uint32_t flags;             ///< ProgramFlags
  const ModuleImage *modules; ///< [0] is __main__, the rest is sorted by name
  const NativeModuleEntry *natives; ///< sorted by name
  const DataImage *data;
  uint64_t moduleCount, nativeCount, dataCount;
  /// Null if nothing in the program can reach exec, eval or compile.
  const FrontEndHooks *frontEnd;
};

enum ProgramFlags : uint32_t {
  kProgramTesting =
      1, ///< built with --testing: reads the failing modes' variables
};

extern "C" const ProgramImage dxProgram;
extern "C" const InternImage dxInternImage;

} // namespace dxpy
