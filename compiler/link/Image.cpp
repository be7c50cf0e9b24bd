#include "compiler/link/Image.h"
#include "generated/abi_fingerprint.h"
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

using namespace llvm;

namespace dxpy::link {

namespace {

struct RuntimeName {
  const char *identifier, *text;
};
constexpr RuntimeName kRuntimeNames[] = {
#define NAME(id) {#id, #id},
#define NAME_AS(id, text) {#id, text},
#include "runtime-support/abi/Names.def"
};

ObjectHeader headerOf(BuiltinShape shape) {
  return imageHeader(shapeId(shape));
}

uint64_t countCharacters(StringRef utf8) {
  return count_if(utf8, [](char c) { return (uint8_t(c) & 0xC0) != 0x80; });
}

StringRef bytesOf(const void *data, size_t size) {
  return StringRef(static_cast<const char *>(data), size);
}

} // namespace

void ImageBuilder::put(Section section, uint64_t offset, Ref ref) {
  switch (ref.kind) {
  case Ref::Kind::Word:
    object.patch(section, offset, &ref.value, sizeof(Word));
    break;
  case Ref::Kind::Place:
    putPlace(section, offset, ref.section, ref.value);
    break;
  case Ref::Kind::Symbol:
    object.relocate(section, offset, ref.index, 0);
    break;
  }
}

void ImageBuilder::putPlace(Section section, uint64_t offset, Section target,
                            uint64_t targetOffset) {
  object.relocate(section, offset, ElfObject::sectionSymbol(target),
                  int64_t(targetOffset));
}

uint64_t ImageBuilder::putRefs(ArrayRef<Ref> refs, Section section) {
  uint64_t at = object.align(section, alignof(Word));
  std::vector<Word> zeroes(refs.size());
  object.append(section, zeroes.data(), refs.size() * sizeof(Word));
  for (size_t i = 0; i < refs.size(); ++i)
    put(section, at + i * sizeof(Word), refs[i]);
  return at;
}

template <class T>
uint64_t ImageBuilder::putArray(ArrayRef<T> items, Section section) {
  // The interpreter reads whole instructions.
  constexpr size_t alignment =
      std::is_same_v<T, Instruction> ? sizeof(T) : alignof(T);
  uint64_t at = object.align(section, alignment);
  object.append(section, items.data(), items.size() * sizeof(T));
  return at;
}

uint64_t ImageBuilder::putObject(Section section, const void *fixed,
                                 size_t fixedSize, StringRef tail) {
  uint64_t at = object.align(section, 16);
  object.append(section, fixed, fixedSize);
  object.append(section, tail.data(), tail.size());
  ++objects;
  return at;
}

Ref ImageBuilder::constant(char kind, StringRef content,
                           function_ref<Ref()> make) {
  SmallString<64> key;
  key.push_back(kind);
  key += content;
  auto found = constants.find(key);
  if (found != constants.end())
    return found->second;
  Ref ref = make();
  constants.try_emplace(key, ref);
  return ref;
}

void ImageBuilder::addRuntimeNames() {
  for (const RuntimeName &name : kRuntimeNames) {
    StringRef text = name.text;
    constant('s', text, [&] {
      Ref ref = Ref::symbol(
          object.undefined((Twine("dxname_") + name.identifier).str()));
      interned.push_back({strHash0(text.data(), text.size()), ref});
      return ref;
    });
  }
}

Ref ImageBuilder::makeStr(StringRef utf8, uint64_t hash) {
  StrObject fixed = {};
  fixed.header = headerOf(BuiltinShape::Str);
  fixed.byteLength = utf8.size();
  fixed.charLength = countCharacters(utf8);
  fixed.hash0 = hash;
  fixed.offsets = kStrInterned;
  // The runtime adds the offset table of a long text that is not ASCII when it
  // is first indexed; no other str is ever written.
  bool indexable = fixed.charLength == fixed.byteLength;
  constexpr size_t kLongName = 40;
  Section section = !indexable                 ? Section::Data
                    : utf8.size() <= kLongName ? Section::Names
                                               : Section::ReadOnly;
  std::string tail = utf8.str();
  tail.push_back('\0');
  return Ref::place(
      section, putObject(section, &fixed, offsetof(StrObject, bytes), tail));
}

Ref ImageBuilder::str(StringRef utf8) {
  return constant('s', utf8, [&] {
    uint64_t hash = strHash0(utf8.data(), utf8.size());
    Ref ref = makeStr(utf8, hash);
    interned.push_back({hash, ref});
    return ref;
  });
}

Ref ImageBuilder::bytes(StringRef content) {
  return constant('b', content, [&] {
    BytesObject fixed = {headerOf(BuiltinShape::Bytes), content.size()};
    std::string tail = content.str();
    tail.push_back('\0');
    return Ref::place(Section::ReadOnly,
                      putObject(Section::ReadOnly, &fixed,
                                offsetof(BytesObject, bytes), tail));
  });
}

Ref ImageBuilder::integer(int64_t value) {
  if (fitsSmallInt(value))
    return Ref::word(smallIntWord(value));
  uint64_t magnitude = value < 0 ? -uint64_t(value) : uint64_t(value);
  return integer(value < 0, magnitude);
}

Ref ImageBuilder::integer(bool negative, ArrayRef<uint64_t> limbs) {
  if (limbs.empty())
    return Ref::word(smallIntWord(0));
  if (limbs.size() == 1) {
    int64_t value = int64_t(negative ? -limbs[0] : limbs[0]);
    bool fits = limbs[0] >> 63 == 0 && fitsSmallInt(value);
    if (fits)
      return Ref::word(smallIntWord(value));
  }
  StringRef content = bytesOf(limbs.data(), limbs.size() * sizeof(uint64_t));
  return constant(negative ? '-' : '+', content, [&] {
    int64_t size = int64_t(limbs.size());
    IntObject fixed = {headerOf(BuiltinShape::Int), negative ? -size : size};
    return Ref::place(Section::ReadOnly,
                      putObject(Section::ReadOnly, &fixed,
                                offsetof(IntObject, limbs), content));
  });
}

Ref ImageBuilder::floating(double value) {
  Word word = floatWordOrUnfit(value);
  if (isImmediateFloat(word))
    return Ref::word(word);
  return constant('f', bytesOf(&value, sizeof value), [&] {
    FloatObject fixed = {headerOf(BuiltinShape::Float), value};
    return Ref::place(Section::ReadOnly,
                      putObject(Section::ReadOnly, &fixed, sizeof fixed));
  });
}

Ref ImageBuilder::complex(double real, double imag) {
  double parts[] = {real, imag};
  return constant('c', bytesOf(parts, sizeof parts), [&] {
    ComplexObject fixed = {headerOf(BuiltinShape::Complex), real, imag};
    return Ref::place(Section::ReadOnly,
                      putObject(Section::ReadOnly, &fixed, sizeof fixed));
  });
}

Ref ImageBuilder::tuple(ArrayRef<Ref> items) {
  SmallString<128> content;
  for (const Ref &item : items) {
    content.push_back(char(item.kind));
    content.push_back(char(item.section));
    content += bytesOf(&item.index, sizeof item.index);
    content += bytesOf(&item.value, sizeof item.value);
  }
  return constant('t', content, [&] {
    TupleObject fixed = {headerOf(BuiltinShape::Tuple), items.size()};
    uint64_t at =
        putObject(Section::RelRo, &fixed, offsetof(TupleObject, items));
    putRefs(items);
    return Ref::place(Section::RelRo, at);
  });
}

Ref ImageBuilder::code(const CodeParts &parts) {
  uint64_t code = putArray(parts.code);
  uint64_t exceptions = putArray(parts.exceptions);
  uint64_t lines = putArray(parts.lines, Section::Cold);
  uint64_t kinds = putArray(parts.localKinds);
  // A table is written to only where a set is made when the module starts.
  Section constantSection =
      parts.frozenSets.empty() ? Section::RelRo : Section::Data;
  uint64_t constantTable = putRefs(parts.constants, constantSection);
  for (const FrozenSetConstant &set : parts.frozenSets)
    pendingSets.push_back(
        {constantTable + set.index * sizeof(Word), set.items});
  uint64_t nameTable = putRefs(parts.names);
  uint64_t localNames = putRefs(parts.localNames);

  CodeObject fixed = {};
  fixed.header = headerOf(BuiltinShape::Code);
  fixed.layout = parts.layout;
  fixed.codeLength = parts.code.size();
  fixed.constantCount = parts.constants.size();
  fixed.nameCount = parts.names.size();
  fixed.exceptionCount = parts.exceptions.size();
  fixed.lineCount = parts.lines.size();
  fixed.flags = parts.flags;
  fixed.traits = parts.traits;
  fixed.firstLine = parts.firstLine;
  fixed.id = parts.id;

  // The interpreter counts in code objects and hangs its private copy on them.
  const Section own = Section::Data;
  uint64_t at = putObject(own, &fixed, sizeof fixed);
  auto field = [at](size_t offset) { return at + offset; };
  putPlace(own, field(offsetof(CodeObject, code)), Section::ReadOnly, code);
  putPlace(own, field(offsetof(CodeObject, constants)), constantSection,
           constantTable);
  putPlace(own, field(offsetof(CodeObject, names)), Section::RelRo, nameTable);
  putPlace(own, field(offsetof(CodeObject, exceptions)), Section::ReadOnly,
           exceptions);
  putPlace(own, field(offsetof(CodeObject, lines)), Section::Cold, lines);
  putPlace(own, field(offsetof(CodeObject, localNames)), Section::RelRo,
           localNames);
  putPlace(own, field(offsetof(CodeObject, localKinds)), Section::ReadOnly,
           kinds);
  if (!parts.native.empty())
    object.relocate(own, field(offsetof(CodeObject, native)),
                    object.undefined(parts.native), 0);
  if (!parts.osrEntries.empty())
    object.relocate(own, field(offsetof(CodeObject, osrEntries)),
                    object.undefined(parts.osrEntries), 0);
  put(own, field(offsetof(CodeObject, name)), parts.name);
  put(own, field(offsetof(CodeObject, qualname)), parts.qualname);
  put(own, field(offsetof(CodeObject, fileName)), parts.fileName);
  put(own, field(offsetof(CodeObject, doc)), parts.doc);

  std::string id = utostr(parts.id);
  object.define("dx.code." + id, own, at, sizeof fixed);
  object.define("dx.constants." + id, constantSection, constantTable,
                parts.constants.size() * sizeof(Word));
  object.define("dx.bytecode." + id, Section::ReadOnly, code,
                parts.code.size() * sizeof(Instruction));
  object.define("dx.names." + id, Section::RelRo, nameTable,
                parts.names.size() * sizeof(Word));
  return Ref::place(own, at);
}

void ImageBuilder::addModule(const ModuleParts &parts) {
  SmallVector<StringRef, 0> lines;
  parts.source.split(lines, '\n');
  std::string text;
  std::vector<uint32_t> numbers, offsets;
  for (uint32_t number : parts.raising) {
    if (number == 0 || number > lines.size())
      continue;
    numbers.push_back(number);
    offsets.push_back(text.size());
    text += lines[number - 1];
  }
  offsets.push_back(text.size());

  Module module = {};
  module.name = parts.name.str();
  module.row.flags = parts.flags;
  module.row.lines.count = numbers.size();
  module.nameRef = str(parts.name);
  module.code = parts.code;
  module.fileName = str(parts.fileName);
  module.numbers = putArray(ArrayRef<uint32_t>(numbers), Section::Cold);
  module.offsets = putArray(ArrayRef<uint32_t>(offsets), Section::Cold);
  module.text =
      putArray(ArrayRef<char>(text.data(), text.size()), Section::Cold);
  module.sets = std::move(pendingSets);
  pendingSets.clear();
  module.row.frozenSetCount = module.sets.size();
  modules.push_back(std::move(module));
}

uint64_t ImageBuilder::putFrozenSets(const Module &module) {
  std::vector<Ref> words;
  for (const PendingSet &set : module.sets)
    words.insert(words.end(), {Ref::place(Section::Data, set.slot), set.items});
  static_assert(sizeof(FrozenSetImage) == 2 * sizeof(Word));
  return putRefs(words);
}

uint64_t ImageBuilder::putModuleTable() {
  if (!modules.empty())
    std::sort(modules.begin() + 1, modules.end(),
              [](const Module &a, const Module &b) { return a.name < b.name; });
  const Section own = Section::RelRo;
  std::vector<uint64_t> sets;
  for (const Module &module : modules)
    sets.push_back(putFrozenSets(module));
  uint64_t table = object.align(own, alignof(ModuleImage));
  for (const Module &module : modules)
    object.append(own, &module.row, sizeof module.row);
  uint64_t at = table;
  for (auto [module, moduleSets] : zip_equal(modules, sets)) {
    put(own, at + offsetof(ModuleImage, name), module.nameRef);
    put(own, at + offsetof(ModuleImage, code), module.code);
    put(own, at + offsetof(ModuleImage, fileName), module.fileName);
    uint64_t lines = at + offsetof(ModuleImage, lines);
    putPlace(own, lines + offsetof(SourceLines, numbers), Section::Cold,
             module.numbers);
    putPlace(own, lines + offsetof(SourceLines, offsets), Section::Cold,
             module.offsets);
    putPlace(own, lines + offsetof(SourceLines, text), Section::Cold,
             module.text);
    putPlace(own, at + offsetof(ModuleImage, frozenSets), own, moduleSets);
    at += sizeof(ModuleImage);
  }
  return table;
}

void ImageBuilder::addNativeModule(StringRef name, StringRef symbol) {
  ElfObject::SymbolIndex index = object.undefined(("dxmodule_" + symbol).str());
  natives.emplace_back(name.str(), Ref::symbol(index));
  str(name);
}

void ImageBuilder::addData(StringRef name, StringRef content) {
  uint64_t at = object.align(Section::Cold, 16);
  object.append(Section::Cold, content.data(), content.size());
  data.push_back({str(name), at, content.size()});
}

uint64_t ImageBuilder::putNativeTable() {
  llvm::sort(natives, [](auto &a, auto &b) { return a.first < b.first; });
  std::vector<Ref> words;
  for (auto &[name, symbol] : natives)
    words.insert(words.end(), {str(name), symbol});
  static_assert(sizeof(NativeModuleEntry) == 2 * sizeof(Word));
  return putRefs(words);
}

uint64_t ImageBuilder::putDataTable() {
  std::vector<Ref> words;
  for (const Data &file : data)
    words.insert(words.end(), {file.name, Ref::place(Section::Cold, file.bytes),
                               Ref::word(file.size)});
  static_assert(sizeof(DataImage) == 3 * sizeof(Word));
  return putRefs(words);
}

void ImageBuilder::putInternTable() {
  uint64_t slots = std::bit_ceil(interned.size() * 2);
  std::vector<Ref> table(slots, Ref::word(0));
  std::vector<uint8_t> tags(slots);
  std::vector<bool> taken(slots);
  for (const Interned &entry : interned) {
    uint64_t slot = entry.hash & (slots - 1);
    while (taken[slot])
      slot = (slot + 1) & (slots - 1);
    taken[slot] = true;
    tags[slot] = internTag(entry.hash);
    table[slot] = entry.ref;
  }
  uint64_t tagArray = putArray(ArrayRef<uint8_t>(tags), Section::Names);
  uint64_t at =
      putRefs({Ref::place(Section::RelRo, putRefs(table)), Ref::word(slots - 1),
               Ref::place(Section::Names, tagArray)});
  static_assert(sizeof(InternImage) == 3 * sizeof(Word));
  object.define("dxInternImage", Section::RelRo, at, sizeof(InternImage));
}

void ImageBuilder::finish() {
  uint64_t moduleTable = putModuleTable();
  uint64_t nativeTable = putNativeTable();
  uint64_t dataTable = putDataTable();
  putInternTable();

  ProgramImage program = {};
  program.abiFingerprint = kAbiFingerprint;
  program.flags = testing ? kProgramTesting : 0;
  program.moduleCount = modules.size();
  program.nativeCount = natives.size();
  program.dataCount = data.size();
  const Section own = Section::RelRo;
  uint64_t at = object.align(own, alignof(ProgramImage));
  object.append(own, &program, sizeof program);
  putPlace(own, at + offsetof(ProgramImage, modules), own, moduleTable);
  putPlace(own, at + offsetof(ProgramImage, natives), own, nativeTable);
  putPlace(own, at + offsetof(ProgramImage, data), own, dataTable);
  if (frontEnd)
    put(own, at + offsetof(ProgramImage, frontEnd),
        Ref::symbol(object.undefined("dxFrontEnd")));
  object.define("dxProgram", own, at, sizeof program);
}

} // namespace dxpy::link
