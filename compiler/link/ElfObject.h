// A relocatable ELF file for x86-64, put together in memory and written in one
// go. Knows bytes, symbols and relocations; what they mean is Image's affair.
// The bytes depend on nothing but the calls, so equal inputs give equal files.
#pragma once
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace dxpy::link {

/// Where data lies: constant without addresses in it, constant with addresses
/// (written once by the dynamic linker if the executable is position
/// independent), and data that the program changes. Two kinds of constant data
/// lie apart so that fewer pages are loaded: Names, which lookups by text go
/// through, and Cold, which an ordinary run does not look at.
enum class Section : uint8_t { ReadOnly, RelRo, Data, Names, Cold };
inline constexpr unsigned kSectionCount = 5;

class ElfObject {
public:
  using SymbolIndex = uint32_t;

  ElfObject();

  /// Appends zeroes up to a multiple of \p alignment; gives the offset there.
  uint64_t align(Section section, uint64_t alignment);
  uint64_t size(Section section) const {
    return contents(section).bytes.size();
  }
  /// Appends bytes; gives the offset of the first.
  uint64_t append(Section section, const void *bytes, size_t size);
  /// Overwrites bytes that were appended before.
  void patch(Section section, uint64_t offset, const void *bytes, size_t size);

  /// A symbol that other objects of the link define; once for each name.
  SymbolIndex undefined(llvm::StringRef name);
  /// Gives a place in this object a name that the other objects see.
  SymbolIndex define(llvm::StringRef name, Section section, uint64_t offset,
                     uint64_t size);
  /// The symbol that stands for the start of a section.
  static SymbolIndex sectionSymbol(Section section) {
    return SymbolIndex(section) + 1;
  }

  /// The 8 bytes at \p offset become the address of \p symbol plus \p addend.
  void relocate(Section section, uint64_t offset, SymbolIndex symbol,
                int64_t addend);

  void write(llvm::raw_ostream &os) const;

private:
  struct Relocation {
    uint64_t offset;
    SymbolIndex symbol;
    int64_t addend;
  };
  struct Contents {
    std::string bytes;
    uint64_t alignment = 1;
    std::vector<Relocation> relocations;
  };
  struct Symbol {
    uint32_t name;
    uint16_t section; ///< header index; 0: undefined
    uint64_t value, size;
  };

  Contents &contents(Section section) { return sections[size_t(section)]; }
  const Contents &contents(Section section) const {
    return sections[size_t(section)];
  }

  Contents sections[kSectionCount];
  std::vector<Symbol> symbols; ///< the global ones
  llvm::StringMap<SymbolIndex> symbolOf;
  std::string names;
};

} // namespace dxpy::link
