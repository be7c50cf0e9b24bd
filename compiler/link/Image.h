// The image of a program: code objects, constants, modules and the intern table
// as finished objects in linker data, laid out as runtime-support/abi says.
// Equal constants become one object; strings are interned across the program.
// Knows objects, not how the bytecode compiler made them.
#pragma once
#include "compiler/link/ElfObject.h"
#include "runtime-support/abi/image.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include <string>
#include <vector>

namespace dxpy::link {

/// A value in an image: an immediate word, or the address of an object that
/// lies in this image or in the runtime.
class Ref {
public:
  static Ref word(Word w) { return Ref(Kind::Word, {}, 0, w); }
  static Ref place(Section section, uint64_t offset) {
    return Ref(Kind::Place, section, 0, offset);
  }
  static Ref symbol(ElfObject::SymbolIndex index) {
    return Ref(Kind::Symbol, {}, index, 0);
  }
  Ref() : Ref(Kind::Word, {}, 0, 0) {}

private:
  friend class ImageBuilder;
  enum class Kind : uint8_t { Word, Place, Symbol };
  Ref(Kind kind, Section section, ElfObject::SymbolIndex index, uint64_t value)
      : kind(kind), section(section), index(index), value(value) {}

  Kind kind;
  Section section;
  ElfObject::SymbolIndex index;
  uint64_t value;
};

/// A constant that the runtime makes out of a tuple.
struct FrozenSetConstant {
  uint32_t index; ///< in the constant table, where it is kUndef
  Ref items;
};

/// What a code object is made of.
struct CodeParts {
  llvm::ArrayRef<Instruction> code;
  llvm::ArrayRef<Ref> constants;
  llvm::ArrayRef<FrozenSetConstant> frozenSets;
  llvm::ArrayRef<Ref> names;
  llvm::ArrayRef<ExceptionRow> exceptions;
  llvm::ArrayRef<LineRow> lines;
  llvm::ArrayRef<Ref> localNames;
  llvm::ArrayRef<uint8_t> localKinds;
  CodeLayout layout = {};
  uint32_t flags = 0, traits = 0, firstLine = 0;
  Ref name, qualname, fileName, doc;
  uint32_t id = 0; ///< unique in the program
  /// Symbols of native entries; empty: the interpreter runs it.
  llvm::StringRef native;
  llvm::StringRef osrEntries; ///< its table of loop entries
};

/// One module of the program. Its code was added just before.
struct ModuleParts {
  llvm::StringRef name;
  Ref code; ///< kUndef for namespace packages
  llvm::StringRef fileName;
  uint32_t flags = 0;
  llvm::StringRef source;           ///< UTF-8, "\n" line ends
  llvm::ArrayRef<uint32_t> raising; ///< lines to keep for tracebacks, rising
};

class ImageBuilder {
public:
  ImageBuilder() { addRuntimeNames(); }

  Ref str(llvm::StringRef utf8);
  Ref bytes(llvm::StringRef content);
  /// Limbs little end first, without leading zeroes.
  Ref integer(bool negative, llvm::ArrayRef<uint64_t> limbs);
  Ref integer(int64_t value);
  Ref floating(double value);
  Ref complex(double real, double imag);
  Ref tuple(llvm::ArrayRef<Ref> items);
  /// Defines dx.code.<id>, dx.constants.<id> and dx.names.<id> for native code.
  Ref code(const CodeParts &parts);

  /// The main module is added first.
  void addModule(const ModuleParts &parts);
  /// A module in C++ (a row of NativeModules.def), by its symbol's suffix.
  void addNativeModule(llvm::StringRef name, llvm::StringRef symbol);
  void addData(llvm::StringRef name, llvm::StringRef content);
  void setFrontEnd() { frontEnd = true; }
  void setTesting() { testing = true; }
  /// Writes the module table, the intern table and dxProgram and
  /// dxInternImage. Once, at the end.
  void finish();
  void write(llvm::raw_ostream &os) const { object.write(os); }
  size_t objectCount() const { return objects; }

private:
  struct Interned {
    uint64_t hash;
    Ref ref;
  };
  struct PendingSet {
    uint64_t slot; ///< in Data
    Ref items;
  };
  struct Module {
    std::string name;
    ModuleImage row; ///< counts and flags; addresses are relocated
    Ref nameRef, code, fileName;
    uint64_t numbers, offsets, text; ///< places in ReadOnly
    std::vector<PendingSet> sets;
  };

  struct Data {
    Ref name;
    uint64_t bytes, size; ///< in ReadOnly
  };

  Ref constant(char kind, llvm::StringRef content,
               llvm::function_ref<Ref()> make);
  Ref makeStr(llvm::StringRef utf8, uint64_t hash);
  void addRuntimeNames();
  void put(Section section, uint64_t offset, Ref ref);
  void putPlace(Section section, uint64_t offset, Section target,
                uint64_t targetOffset);
  uint64_t putRefs(llvm::ArrayRef<Ref> refs, Section section = Section::RelRo);
  template <class T>
  uint64_t putArray(llvm::ArrayRef<T> items,
                    Section section = Section::ReadOnly);
  uint64_t putObject(Section section, const void *fixed, size_t fixedSize,
                     llvm::StringRef tail = {});
  uint64_t putFrozenSets(const Module &module);
  uint64_t putModuleTable();
  uint64_t putNativeTable();
  uint64_t putDataTable();
  void putInternTable();

  ElfObject object;
  llvm::StringMap<Ref> constants; ///< by kind and content
  std::vector<Interned> interned;
  std::vector<Module> modules;
  std::vector<PendingSet> pendingSets; ///< of the module being added
  std::vector<std::pair<std::string, Ref>> natives; ///< name and symbol
  std::vector<Data> data;
  bool frontEnd = false, testing = false;
  size_t objects = 0;
};

} // namespace dxpy::link
