// Bytes of DPB and DPM. Objects are written once, when they are first needed,
// with their final layout.
#include "compiler/bytecode/File.h"
#include "compiler/bytecode/Imports.h"

#include "generated/abi_fingerprint.h"
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/dpb/opcode_table.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

namespace dxpy::bytecode {

namespace {

constexpr uint16_t pythonVersion = 0x030B;

class FileWriter {
public:
  std::string finishLone(const CodeUnit &unit, dpb::HashFunction hash) {
    writeCode(unit);
    align(4);
    uint32_t relocationOffset = at();
    std::sort(relocations.begin(), relocations.end());
    for (uint32_t place : relocations)
      put(place);
    put(relocationOffset);
    put(uint32_t(relocations.size()));
    return seal(offsetof(DpbHeader, totalSize), hash);
  }

  std::string finishModule(const ModuleFile &module, dpb::HashFunction hash) {
    DpmHeader header{};
    memcpy(header.magic, kDpmMagic, sizeof header.magic);
    header.formatVersion = kDpbFormatVersion;
    header.pythonVersion = pythonVersion;
    header.flags = module.isPackage ? kDpmPackage : 0;
    header.abiFingerprint = kAbiFingerprint;
    out.assign(sizeof header, '\0');
    const CodeUnit &code = *module.code;
    header.name = str(module.name);
    header.fileName = str(code.fileName);
    if (code.hasDoc)
      header.doc = str(code.doc);
    writeCode(code);
    writeImports(code, header);
    writeExports(code, header);
    writeClasses(header);
    writeDigests(module.sources, header.sourceOffset, header.sourceCount);
    writeDigests(module.dependencies, header.dependencyOffset,
                 header.dependencyCount);
    align(4);
    header.functionOffset = at();
    header.functionCount = uint32_t(codes.size());
    for (auto &[unit, offset] : codes)
      put(offset);
    std::sort(relocations.begin(), relocations.end());
    header.relocationOffset = at();
    header.relocationCount = uint32_t(relocations.size());
    for (uint32_t place : relocations)
      put(place);
    memcpy(out.data(), &header, sizeof header);
    return seal(offsetof(DpmHeader, totalSize), hash);
  }

private:
  uint32_t at() const { return uint32_t(out.size()); }
  void align(size_t to) { out.resize((out.size() + to - 1) / to * to, '\0'); }
  template <class T> void put(const T &value) {
    out.append(reinterpret_cast<const char *>(&value), sizeof value);
  }
  template <class T> void patch(size_t offset, const T &value) {
    memcpy(out.data() + offset, &value, sizeof value);
  }

  std::string seal(size_t sizeField, dpb::HashFunction hash) {
    if (out.size() + kHashSize > UINT32_MAX)
      return {};
    patch(sizeField, uint32_t(out.size() + kHashSize));
    uint8_t digest[kHashSize];
    hash(out.data(), out.size(), digest);
    out.append(reinterpret_cast<char *>(digest), sizeof digest);
    return std::move(out);
  }

  // -- Objects
  uint32_t begin(BuiltinShape shape) {
    align(16);
    uint32_t offset = at();
    put(imageHeader(shapeId(shape)));
    return offset;
  }

  uint32_t str(const std::string &text) {
    return uint32_t(constantWord(Constant::str(text)));
  }

  uint32_t writeStr(const std::string &text) {
    uint64_t characters = 0;
    for (char c : text)
      characters += (uint8_t(c) & 0xC0) != 0x80;
    uint32_t offset = begin(BuiltinShape::Str);
    put(uint64_t(text.size()));
    put(characters);
    put(strHash0(text.data(), text.size()));
    put(uint64_t(0));
    out.append(text).push_back('\0');
    return offset;
  }

  uint32_t writeBytes(const std::string &data) {
    uint32_t offset = begin(BuiltinShape::Bytes);
    put(uint64_t(data.size()));
    out.append(data).push_back('\0');
    return offset;
  }

  uint32_t writeInt(bool negative, const std::vector<uint64_t> &limbs) {
    uint32_t offset = begin(BuiltinShape::Int);
    int64_t size = int64_t(limbs.size());
    put(negative ? -size : size);
    for (uint64_t limb : limbs)
      put(limb);
    return offset;
  }

  uint32_t writeItems(const Constant &c, BuiltinShape shape) {
    std::vector<Word> words;
    for (const Constant &item : c.items())
      words.push_back(constantWord(item));
    uint32_t offset = begin(shape);
    put(uint64_t(words.size()));
    for (size_t i = 0; i < words.size(); ++i)
      putWord(words[i]);
    return offset;
  }

  void putWord(Word word) {
    if (isPointer(word))
      relocations.push_back(at());
    put(word);
  }

  uint32_t writeObject(const Constant &c) {
    switch (c.kind()) {
    case ConstantKind::Int: {
      int64_t value = c.asInt();
      return writeInt(value < 0,
                      {value < 0 ? 0 - uint64_t(value) : uint64_t(value)});
    }
    case ConstantKind::BigInt:
      return writeInt(c.asBigInt().negative, c.asBigInt().limbs);
    case ConstantKind::Float: {
      uint32_t offset = begin(BuiltinShape::Float);
      put(c.asFloat());
      return offset;
    }
    case ConstantKind::Complex: {
      uint32_t offset = begin(BuiltinShape::Complex);
      put(c.asComplex().real);
      put(c.asComplex().imag);
      return offset;
    }
    case ConstantKind::Bytes:
      return writeBytes(c.asBytes());
    case ConstantKind::Tuple:
      return writeItems(c, BuiltinShape::Tuple);
    case ConstantKind::FrozenSet:
      return writeItems(c, BuiltinShape::FrozenSet);
    default:
      return writeStr(c.asStr());
    }
  }

  // The word of a constant; objects and code are written on the way.
  Word constantWord(const Constant &c) {
    switch (c.kind()) {
    case ConstantKind::None:
      return kNone;
    case ConstantKind::Bool:
      return boolWord(c.asBool());
    case ConstantKind::Ellipsis:
      return kEllipsis;
    case ConstantKind::Int:
      if (fitsSmallInt(c.asInt()))
        return smallIntWord(c.asInt());
      break;
    case ConstantKind::Float:
      if (Word word = floatWordOrUnfit(c.asFloat()); isImmediateFloat(word))
        return word;
      break;
    case ConstantKind::Code:
      return writeCode(*c.asCode());
    default:
      break;
    }
    std::string key = constantKey(c);
    if (auto found = objects.find(key); found != objects.end())
      return found->second;
    uint32_t offset = writeObject(c);
    objects.emplace(std::move(key), offset);
    return offset;
  }

  // -- Code
  uint32_t writeCode(const CodeUnit &unit) {
    align(64);
    uint32_t start = at();
    out.append(sizeof(DpbHeader), '\0');
    DpbHeader header{};
    memcpy(header.magic, kDpbMagic, sizeof header.magic);
    header.formatVersion = kDpbFormatVersion;
    header.pythonVersion = pythonVersion;
    header.flags = unit.flags;
    header.abiFingerprint = kAbiFingerprint;
    DpbFunction function{};
    function.layout = unit.layout;
    function.traits = unit.traits;
    function.firstLine = unit.firstLine;
    function.exceptionCount = uint32_t(unit.exceptions.size());
    function.lineCount = uint32_t(unit.lines.size());
    function.name = str(unit.name);
    function.qualname = str(unit.qualname);
    function.fileName = str(unit.fileName);
    function.doc = unit.hasDoc ? str(unit.doc) : 0;
    std::vector<Word> constants, names, symbols;
    for (const Constant &constant : unit.constants)
      constants.push_back(constantWord(constant));
    for (const std::string &name : unit.names)
      names.push_back(str(name));
    for (const std::string &name : unit.localNames)
      symbols.push_back(str(name));
    align(16);
    header.codeOffset = at() - start;
    header.codeSize = uint32_t(unit.code.size() * sizeof(Instruction));
    put(function);
    append(unit.code);
    append(unit.exceptions);
    header.constantsOffset = words(constants) - start;
    header.constantCount = uint32_t(constants.size());
    header.namesOffset = words(names) - start;
    header.nameCount = uint32_t(names.size());
    header.symbolsOffset = words(symbols) - start;
    header.symbolCount = uint32_t(symbols.size());
    append(unit.localKinds);
    align(8);
    header.typesOffset = header.debugOffset = at() - start;
    append(unit.lines);
    header.totalSize = at() - start;
    patch(start, header);
    codes.push_back({&unit, start});
    return start;
  }

  template <class T> void append(const std::vector<T> &rows) {
    out.append(reinterpret_cast<const char *>(rows.data()),
               rows.size() * sizeof(T));
  }

  uint32_t words(const std::vector<Word> &values) {
    align(8);
    uint32_t offset = at();
    for (Word word : values)
      putWord(word);
    return offset;
  }

  // -- Tables of a module
  // Imports in its own code: ImportName with the two constants before it, and
  // what is taken from it.
  void writeImports(const CodeUnit &unit, DpmHeader &header) {
    std::vector<DpmImport> rows;
    auto name = [&](uint32_t index) {
      return index == ImportUse::None ? 0 : str(unit.names[index]);
    };
    for (const ImportUse &use : importsOf(unit)) {
      uint32_t module = name(use.module), symbol = name(use.symbol);
      rows.push_back({module, symbol, name(use.alias), use.level});
    }
    align(4);
    header.importOffset = at();
    header.importCount = uint32_t(rows.size());
    append(rows);
  }

  // What the module's own code stores, in the order of a perfect hash.
  void writeExports(const CodeUnit &unit, DpmHeader &header) {
    std::vector<std::string> names;
    for (uint32_t pc = 0; pc < unit.code.size();) {
      dpb::Decoded insn = dpb::decode(unit.code.data(), pc);
      pc += insn.length;
      if (insn.op == Opcode::StoreName || insn.op == Opcode::StoreGlobal)
        names.push_back(unit.names[insn.b]);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    uint32_t count = uint32_t(names.size()), buckets = (count + 2) / 3;
    std::vector<std::vector<const std::string *>> byBucket(buckets);
    for (const std::string &name : names)
      byBucket[fnv1a64(name.data(), name.size(), 0) % buckets].push_back(&name);
    std::vector<uint32_t> order(buckets), seeds(buckets, 1);
    for (uint32_t i = 0; i < buckets; ++i)
      order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return byBucket[a].size() > byBucket[b].size();
    });
    std::vector<const std::string *> slots(count);
    for (uint32_t bucket : order)
      seeds[bucket] = placeBucket(byBucket[bucket], slots);
    std::vector<DpmExport> rows;
    for (const std::string *name : slots) {
      uint32_t seed = seeds[fnv1a64(name->data(), name->size(), 0) % buckets];
      rows.push_back(
          {str(*name), uint32_t(fnv1a64(name->data(), name->size(), seed))});
    }
    align(4);
    header.exportSeedOffset = at();
    header.exportSeedCount = buckets;
    append(seeds);
    header.exportOffset = at();
    header.exportCount = count;
    append(rows);
  }

  // The first seed that sends a bucket's names to free places; takes them.
  static uint32_t placeBucket(const std::vector<const std::string *> &names,
                              std::vector<const std::string *> &slots) {
    for (uint32_t seed = 1;; ++seed) {
      std::vector<size_t> places;
      for (const std::string *name : names) {
        size_t place = fnv1a64(name->data(), name->size(), seed) % slots.size();
        if (slots[place] ||
            std::find(places.begin(), places.end(), place) != places.end())
          break;
        places.push_back(place);
      }
      if (places.size() != names.size())
        continue;
      for (size_t i = 0; i < names.size(); ++i)
        slots[places[i]] = names[i];
      return seed;
    }
  }

  // Class bodies and the functions defined directly in them.
  void writeClasses(DpmHeader &header) {
    std::vector<DpmClass> classes;
    std::vector<DpmMethod> methods;
    std::unordered_map<const CodeUnit *, uint32_t> offsets(codes.begin(),
                                                           codes.end());
    std::vector<std::pair<const CodeUnit *, uint32_t>> all = codes;
    for (auto &[unit, offset] : all) {
      if (!(unit->traits & kTraitClassBody))
        continue;
      DpmClass row{str(unit->qualname), offset, uint32_t(methods.size()), 0};
      for (const Constant &constant : unit->constants)
        if (constant.kind() == ConstantKind::Code &&
            (constant.asCode()->flags & kCodeOptimized) &&
            constant.asCode()->name[0] != '<') {
          methods.push_back(
              {str(constant.asCode()->name), offsets[constant.asCode().get()]});
          ++row.methodCount;
        }
      classes.push_back(row);
    }
    align(4);
    header.classOffset = at();
    header.classCount = uint32_t(classes.size());
    append(classes);
    header.methodOffset = at();
    header.methodCount = uint32_t(methods.size());
    append(methods);
  }

  void writeDigests(const std::vector<Digest> &digests, uint32_t &offset,
                    uint32_t &count) {
    std::vector<DpmDigest> rows;
    for (const Digest &digest : digests) {
      DpmDigest row{};
      row.name = str(digest.name);
      memcpy(row.hash, digest.hash.data(), kHashSize);
      rows.push_back(row);
    }
    align(4);
    offset = at();
    count = uint32_t(rows.size());
    append(rows);
  }

  std::string out;
  std::vector<uint32_t> relocations;
  std::unordered_map<std::string, uint32_t> objects;
  std::vector<std::pair<const CodeUnit *, uint32_t>> codes; // nested ones first
};

} // namespace

std::string writeDpb(const CodeUnit &unit, dpb::HashFunction hash) {
  return FileWriter().finishLone(unit, hash);
}
std::string writeDpm(const ModuleFile &module, dpb::HashFunction hash) {
  return FileWriter().finishModule(module, hash);
}

} // namespace dxpy::bytecode
