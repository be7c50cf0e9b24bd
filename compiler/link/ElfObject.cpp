#include "compiler/link/ElfObject.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/raw_ostream.h"
#include <cassert>
#include <cstring>

using namespace llvm;

namespace dxpy::link {

namespace {

// Header indices: null, then a section and its relocations in turn.
constexpr unsigned kSections = kSectionCount;
constexpr unsigned headerOf(unsigned section) { return 1 + 2 * section; }
constexpr unsigned kSymtabHeader = 1 + 2 * kSections;
constexpr unsigned kStrtabHeader = kSymtabHeader + 1;
constexpr unsigned kNoteHeader = kSymtabHeader + 2;
constexpr unsigned kHeaders = kSymtabHeader + 3;
constexpr unsigned kLocalSymbols = 1 + kSections; // null and the sections'

struct SectionKind {
  const char *name, *relocationName;
  uint64_t flags;
};
// One prefix keeps all images of an executable next to each other.
constexpr SectionKind kKinds[kSections] = {
    {".rodata.dxpy", ".rela.rodata.dxpy", ELF::SHF_ALLOC},
    {".data.rel.ro.dxpy", ".rela.data.rel.ro.dxpy",
     ELF::SHF_ALLOC | ELF::SHF_WRITE},
    {".data.dxpy", ".rela.data.dxpy", ELF::SHF_ALLOC | ELF::SHF_WRITE},
    {".rodata.dxpy.names", ".rela.rodata.dxpy.names", ELF::SHF_ALLOC},
    {".rodata.dxpy.cold", ".rela.rodata.dxpy.cold", ELF::SHF_ALLOC},
};

/// Bytes of a file being laid out.
class Layout {
public:
  uint64_t align(uint64_t alignment) {
    bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
    return bytes.size();
  }
  template <class T> void append(const T &value) {
    bytes.append(reinterpret_cast<const char *>(&value), sizeof(T));
  }
  void append(const std::string &text) { bytes += text; }
  uint64_t size() const { return bytes.size(); }
  template <class T> void patch(uint64_t offset, const T &value) {
    std::memcpy(bytes.data() + offset, &value, sizeof(T));
  }
  const std::string &result() const { return bytes; }

private:
  std::string bytes;
};

uint32_t appendName(std::string &names, StringRef name) {
  uint32_t at = names.size();
  names.append(name.begin(), name.end());
  names.push_back('\0');
  return at;
}

} // namespace

ElfObject::ElfObject() : names(1, '\0') {}

uint64_t ElfObject::align(Section section, uint64_t alignment) {
  Contents &data = contents(section);
  data.alignment = std::max(data.alignment, alignment);
  data.bytes.resize((data.bytes.size() + alignment - 1) / alignment *
                    alignment);
  return data.bytes.size();
}

uint64_t ElfObject::append(Section section, const void *bytes, size_t size) {
  Contents &data = contents(section);
  uint64_t at = data.bytes.size();
  data.bytes.append(static_cast<const char *>(bytes), size);
  return at;
}

void ElfObject::patch(Section section, uint64_t offset, const void *bytes,
                      size_t size) {
  assert(offset + size <= contents(section).bytes.size());
  std::memcpy(contents(section).bytes.data() + offset, bytes, size);
}

ElfObject::SymbolIndex ElfObject::undefined(StringRef name) {
  auto [entry, isNew] =
      symbolOf.try_emplace(name, kLocalSymbols + symbols.size());
  if (isNew)
    symbols.push_back({appendName(names, name), 0, 0, 0});
  return entry->second;
}

ElfObject::SymbolIndex ElfObject::define(StringRef name, Section section,
                                         uint64_t offset, uint64_t size) {
  SymbolIndex index = undefined(name);
  Symbol &symbol = symbols[index - kLocalSymbols];
  assert(symbol.section == 0 && "defined twice");
  symbol.section = headerOf(unsigned(section));
  symbol.value = offset;
  symbol.size = size;
  return index;
}

void ElfObject::relocate(Section section, uint64_t offset, SymbolIndex symbol,
                         int64_t addend) {
  assert(offset + 8 <= contents(section).bytes.size());
  assert((section == Section::RelRo || section == Section::Data) &&
         "read-only data has no addresses");
  contents(section).relocations.push_back({offset, symbol, addend});
}

void ElfObject::write(raw_ostream &os) const {
  Layout file;
  ELF::Elf64_Ehdr header = {};
  file.append(header);
  ELF::Elf64_Shdr headers[kHeaders] = {};
  std::string headerNames(1, '\0');

  for (unsigned i = 0; i < kSections; ++i) {
    const Contents &data = sections[i];
    ELF::Elf64_Shdr &section = headers[headerOf(i)];
    section.sh_name = appendName(headerNames, kKinds[i].name);
    section.sh_type = ELF::SHT_PROGBITS;
    section.sh_flags = kKinds[i].flags;
    section.sh_addralign = data.alignment;
    section.sh_offset = file.align(data.alignment);
    section.sh_size = data.bytes.size();
    file.append(data.bytes);

    ELF::Elf64_Shdr &relocations = headers[headerOf(i) + 1];
    relocations.sh_name = appendName(headerNames, kKinds[i].relocationName);
    relocations.sh_type = ELF::SHT_RELA;
    relocations.sh_flags = ELF::SHF_INFO_LINK;
    relocations.sh_link = kSymtabHeader;
    relocations.sh_info = headerOf(i);
    relocations.sh_entsize = sizeof(ELF::Elf64_Rela);
    relocations.sh_addralign = 8;
    relocations.sh_offset = file.align(8);
    relocations.sh_size = data.relocations.size() * sizeof(ELF::Elf64_Rela);
    for (const Relocation &relocation : data.relocations) {
      ELF::Elf64_Rela row = {};
      row.r_offset = relocation.offset;
      row.setSymbolAndType(relocation.symbol, ELF::R_X86_64_64);
      row.r_addend = relocation.addend;
      file.append(row);
    }
  }

  ELF::Elf64_Shdr &symtab = headers[kSymtabHeader];
  symtab.sh_name = appendName(headerNames, ".symtab");
  symtab.sh_type = ELF::SHT_SYMTAB;
  symtab.sh_link = kStrtabHeader;
  symtab.sh_info = kLocalSymbols;
  symtab.sh_entsize = sizeof(ELF::Elf64_Sym);
  symtab.sh_addralign = 8;
  symtab.sh_offset = file.align(8);
  symtab.sh_size = (kLocalSymbols + symbols.size()) * sizeof(ELF::Elf64_Sym);
  file.append(ELF::Elf64_Sym{});
  for (unsigned i = 0; i < kSections; ++i) {
    ELF::Elf64_Sym row = {};
    row.setBindingAndType(ELF::STB_LOCAL, ELF::STT_SECTION);
    row.st_shndx = headerOf(i);
    file.append(row);
  }
  for (const Symbol &symbol : symbols) {
    ELF::Elf64_Sym row = {};
    row.st_name = symbol.name;
    row.setBindingAndType(ELF::STB_GLOBAL,
                          symbol.section ? ELF::STT_OBJECT : ELF::STT_NOTYPE);
    row.st_other = symbol.section ? ELF::STV_HIDDEN : ELF::STV_DEFAULT;
    row.st_shndx = symbol.section;
    row.st_value = symbol.value;
    row.st_size = symbol.size;
    file.append(row);
  }

  // An executable stack is what a file without this section would ask for.
  ELF::Elf64_Shdr &note = headers[kNoteHeader];
  note.sh_name = appendName(headerNames, ".note.GNU-stack");
  note.sh_type = ELF::SHT_PROGBITS;
  note.sh_addralign = 1;
  note.sh_offset = file.size();

  // Section names and symbol names share one string table.
  ELF::Elf64_Shdr &strtab = headers[kStrtabHeader];
  strtab.sh_name = appendName(headerNames, ".strtab");
  strtab.sh_type = ELF::SHT_STRTAB;
  strtab.sh_addralign = 1;
  strtab.sh_offset = file.size();
  strtab.sh_size = names.size() + headerNames.size();
  file.append(names);
  file.append(headerNames);
  for (unsigned i = 1; i < kHeaders; ++i)
    headers[i].sh_name += names.size();

  std::memcpy(header.e_ident, ELF::ElfMagic, 4);
  header.e_ident[ELF::EI_CLASS] = ELF::ELFCLASS64;
  header.e_ident[ELF::EI_DATA] = ELF::ELFDATA2LSB;
  header.e_ident[ELF::EI_VERSION] = ELF::EV_CURRENT;
  header.e_type = ELF::ET_REL;
  header.e_machine = ELF::EM_X86_64;
  header.e_version = ELF::EV_CURRENT;
  header.e_ehsize = sizeof(ELF::Elf64_Ehdr);
  header.e_shentsize = sizeof(ELF::Elf64_Shdr);
  header.e_shnum = kHeaders;
  header.e_shstrndx = kStrtabHeader;
  header.e_shoff = file.align(8);
  for (const ELF::Elf64_Shdr &section : headers)
    file.append(section);
  file.patch(0, header);
  os << file.result();
}

} // namespace dxpy::link
