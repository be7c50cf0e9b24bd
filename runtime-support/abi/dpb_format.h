// The files DPB (one code object) and DPM (one module), and the code object
// they become in memory. Layout only; runtime-support/dpb reads and verifies.
#pragma once
#include "runtime-support/abi/object.h"
#include "runtime-support/abi/opcodes.h"

namespace dxpy {

inline constexpr uint16_t kDpbFormatVersion = 1;
inline constexpr char kDpbMagic[4] = {'D', 'P', 'B', 1};
inline constexpr char kDpmMagic[4] = {'D', 'P', 'M', 1};

/// Flags of a code object: CPython's co_flags where it has one, ours above
/// bit 16.
enum CodeFlags : uint32_t {
  kCodeOptimized = 0x1,
  kCodeNewLocals = 0x2,
  kCodeVarArgs = 0x4,
  kCodeVarKeywords = 0x8,
  kCodeNested = 0x10,
  kCodeGenerator = 0x20,
  kCodeCoroutine = 0x80,
  kCodeIterableCoroutine = 0x100,
  kCodeAsyncGenerator = 0x200,
  kCodeFutureBarryAsBdfl = 0x400000,
  kCodeFutureGeneratorStop = 0x800000,
  kCodeFutureAnnotations = 0x1000000,
  kCodeSuspends = kCodeGenerator | kCodeCoroutine | kCodeAsyncGenerator,
  // In the separate word `traits` of the code object:
};
enum CodeTraits : uint32_t {
  kTraitHasCells = 1,
  kTraitNeedsFrame = 2, ///< calls locals(), super() or sees its frame by name
  kTraitUsesNamespace = 4, ///< LoadName and its like: class body, module, exec
  kTraitHidden = 8,        ///< a DPB-bodied builtin: not in tracebacks
  kTraitHasLoops = 16,
  kTraitModule = 32,
  kTraitClassBody = 64,
  kTraitUncounted =
      128, ///< its frames do not count towards the recursion limit
};

/// Counts that the interpreter needs at a call. Registers are, in order:
/// parameters (positional only, positional or keyword, keyword only, *args,
/// **kwargs), other locals, cells that are not parameters, free variables;
/// temporaries from firstTemp on. A parameter that is a cell is in its
/// parameter register and wrapped by MakeCell at entry.
struct CodeLayout {
  uint32_t registerCount; ///< with temporaries
  uint32_t firstTemp;
  uint32_t localCount; ///< parameters and other locals
  uint32_t argCount;   ///< positional parameters, positional-only included
  uint32_t positionalOnlyCount;
  uint32_t keywordOnlyCount;
  uint32_t cellCount; ///< cells that are not parameters
  uint32_t freeCount;
  uint32_t parameterCount() const {
    return argCount + keywordOnlyCount;
  } ///< without * and **
};

/// The fixed first 64 bytes of a DPB. Section offsets count from the header;
/// words and object offsets count from the start of the file, which is the DPB
/// itself or a DPM.
///   code:      DpbFunction, the instructions, the exception rows
///   constants: one word each, names: one word each (str)
///   symbols:   one word (str) a register below firstTemp, then its LocalKind
///   bytes types:     empty so far debug:     the line rows
/// A word is an immediate, or the file offset of an object or (in constants) of
/// a nested DPB, which lies inside its outer one; the relocation table lists
/// the words that are offsets. Objects are as in memory (owner 0), but a
/// frozenset is a TupleObject with its own shape, which the loader makes a set
/// of. A lone DPB ends with the relocations (u32 file offsets of words), their
/// offset and count, the hash.
struct DpbHeader {
  char magic[4];
  uint16_t formatVersion;
  uint16_t pythonVersion; ///< 0x030B
  uint32_t flags;         ///< CodeFlags
  uint32_t totalSize;     ///< with the trailer where there is one
  uint32_t codeOffset, constantsOffset, namesOffset, symbolsOffset, typesOffset,
      debugOffset;
  uint32_t codeSize; ///< bytes
  uint32_t constantCount, nameCount, symbolCount, typesSize;
  uint32_t abiFingerprint;
};
static_assert(sizeof(DpbHeader) == 64);
inline constexpr size_t kHashSize = 32; ///< BLAKE3 trailer

/// Stands before a DPB's instructions: what the header has no room for.
struct DpbFunction {
  CodeLayout layout;
  uint32_t traits; ///< CodeTraits
  uint32_t firstLine;
  uint32_t exceptionCount, lineCount;
  uint32_t name, qualname, fileName; ///< file offsets of str
  uint32_t doc;                      ///< likewise; 0: none
};
static_assert(sizeof(DpbFunction) == 64);

enum DpmFlags : uint32_t { kDpmPackage = 1 };

/// The fixed first bytes of a DPM. All offsets are file offsets; str are
/// offsets of StrObjects, 0: none.
struct DpmHeader {
  char magic[4];
  uint16_t formatVersion, pythonVersion;
  uint32_t flags; ///< DpmFlags
  uint32_t totalSize;
  uint32_t abiFingerprint;
  uint32_t name, doc, fileName;       ///< str
  uint32_t importOffset, importCount; ///< DpmImport
  uint32_t exportOffset,
      exportCount; ///< DpmExport, in the order of the perfect hash
  uint32_t exportSeedOffset, exportSeedCount; ///< u32 a bucket
  uint32_t functionOffset,
      functionCount; ///< u32 file offsets of DPBs; the module's own is the last
  uint32_t classOffset, classCount;   ///< DpmClass
  uint32_t methodOffset, methodCount; ///< DpmMethod, those of a class together
  uint32_t sourceOffset,
      sourceCount; ///< DpmDigest: files that this was made of
  uint32_t dependencyOffset,
      dependencyCount; ///< DpmDigest: modules whose meaning it relies on
  uint32_t relocationOffset, relocationCount; ///< u32
  uint32_t reserved[6];
};
static_assert(sizeof(DpmHeader) == 128);

struct DpmImport {
  uint32_t name, symbol,
      alias; ///< import name, or from name import symbol, as alias
  uint32_t level;
};
struct DpmExport {
  uint32_t name;
  uint32_t hashLow; ///< of the name, to reject most others without reading it
};
struct DpmClass {
  uint32_t qualname, code; ///< str, the class body's DPB
  uint32_t firstMethod, methodCount;
};
struct DpmMethod {
  uint32_t name, code;
};
struct DpmDigest {
  uint32_t name; ///< str
  uint8_t hash[kHashSize];
};

/// FNV-1a 64; a seed changes the start. The bucket of a name is fnv1a64(name,
/// 0) % buckets, its place among the exports fnv1a64(name, seed of the bucket)
/// % exports.
constexpr uint64_t fnv1a64(const char *bytes, size_t size, uint32_t seed) {
  uint64_t hash =
      0xCBF29CE484222325ull ^ (uint64_t(seed) * 0x9E3779B97F4A7C15ull);
  for (size_t i = 0; i < size; ++i)
    hash = (hash ^ uint8_t(bytes[i])) * 0x100000001B3ull;
  return hash ^ (hash >> 32);
}

/// An exception table row: [start, end) -> handler. Everything above `depth` is
/// dropped, top first, and the exception goes into register `exception`; with
/// `lasti`, the raising pc (a small int) into the register after it. Rows are
/// sorted innermost first where they nest.
struct ExceptionRow {
  uint32_t start, end, handler; ///< in instructions
  uint16_t exceptionRegister;
  uint16_t depthAndLasti; ///< (absolute register count kept) << 1 | lasti
  constexpr uint32_t depth() const { return depthAndLasti >> 1; }
  constexpr bool lasti() const { return depthAndLasti & 1; }
};
static_assert(sizeof(ExceptionRow) == 16);

/// Position of the instructions from `pc` on. Columns are UTF-8 bytes; 0xFFFF:
/// unknown. line 0: no line.
struct LineRow {
  uint32_t pc;
  uint32_t line, endLine;
  uint16_t column, endColumn;
};
static_assert(sizeof(LineRow) == 16);

/// What a local's register is, for dis, locals() and debuggers: one byte a
/// register below firstTemp.
enum LocalKind : uint8_t {
  kLocalPlain = 1,
  kLocalCell = 2,
  kLocalFree = 4,
  kLocalOwned = 8,
  kLocalHidden = 16
};

/// A code object. In an executable it is finished linker data; code made at run
/// time has its own.
struct CodeObject {
  ObjectHeader header;
  const Instruction *code; ///< mapped, never written
  void *quick;             ///< the interpreter's private copy, or null
  const Word *constants;
  const Word *names; ///< interned str
  const ExceptionRow *exceptions;
  const LineRow *lines;
  const Word *localNames; ///< interned str, one a register below firstTemp
  const uint8_t *localKinds;
  GenericEntry native; ///< generic entry of native code, or null
  const struct NativeLoop
      *osrEntries; ///< native code entered at loops, or null
  CodeLayout layout;
  uint32_t codeLength; ///< in instructions
  uint32_t constantCount, nameCount, exceptionCount, lineCount;
  uint32_t flags, traits;
  uint32_t firstLine;
  uint32_t entryCount;           ///< warm-up counter of the interpreter
  Word name, qualname, fileName; ///< str
  Word doc;                      ///< of functions: str or None
  uint32_t id;                   ///< code id, unique in the program
  uint32_t reserved;
  void *liveTemps; ///< the interpreter's table of live temporaries, or null
};

} // namespace dxpy
