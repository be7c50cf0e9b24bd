// Checks files. Every offset is compared with the file's size before it is
// used; each word that is an offset must be in the relocation table, and the
// table has nothing else.
#include "runtime-support/dpb/reader.h"
#include "generated/abi_fingerprint.h"
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include <algorithm>
#include <cstring>

namespace dxpy::dpb {

namespace {
constexpr unsigned maxObjectDepth = 200;
constexpr uint32_t maxCodes = 1 << 20;
} // namespace

class FileChecker {
public:
  FileChecker(FileView &file, HashFunction hash)
      : file(file), data(file.data), size(file.size), hash(hash) {}

  ReadError run() {
    if (size < sizeof(DpbHeader))
      return {"the file is too short", size};
    if (reinterpret_cast<uintptr_t>(data) % 64)
      return {"the file is not aligned in memory", 0};
    if (!memcmp(data, kDpmMagic, sizeof kDpmMagic))
      checkModule();
    else if (!memcmp(data, kDpbMagic, sizeof kDpbMagic))
      checkLone();
    else
      fail("not a DPB or DPM file", 0);
    return error;
  }

private:
  bool fail(const char *what, uint64_t offset) {
    if (!error)
      error = {what, offset};
    return false;
  }

  bool inside(uint64_t offset, uint64_t length, unsigned align) const {
    return offset <= end && length <= end - offset && offset % align == 0;
  }
  template <class T> const T *at(uint64_t offset) const {
    return reinterpret_cast<const T *>(data + offset);
  }

  template <class H> bool checkStart(const H &header) {
    if (header.formatVersion != kDpbFormatVersion)
      return fail("made for another version of the format", 4);
    if (header.pythonVersion != 0x030B)
      return fail("made for another version of Python", 6);
    if (header.abiFingerprint != kAbiFingerprint)
      return fail("made for another version of the runtime (ABI fingerprint)",
                  0);
    if (header.totalSize != size)
      return fail("the size in the header is not the file's", 12);
    if (size < sizeof(H) + kHashSize)
      return fail("the file is too short", size);
    end = size - kHashSize;
    if (hash) {
      uint8_t digest[kHashSize];
      hash(data, end, digest);
      if (memcmp(digest, data + end, kHashSize))
        return fail("the hash does not match: the file was changed or cut",
                    end);
    }
    return true;
  }

  bool takeRelocations(uint64_t offset, uint64_t count) {
    if (count > size / 4 || !inside(offset, count * 4, 4))
      return fail("relocation table out of the file", offset);
    relocations = at<uint32_t>(offset);
    relocationCount = uint32_t(count);
    for (uint32_t i = 0; i < relocationCount; ++i) {
      if (!inside(relocations[i], sizeof(Word), alignof(Word)))
        return fail("relocation out of the file", offset + i * 4);
      if (i && relocations[i] <= relocations[i - 1])
        return fail("relocations are out of order", offset + i * 4);
    }
    used.assign(relocationCount, false);
    return true;
  }

  bool allUsed() {
    for (uint32_t i = 0; i < relocationCount; ++i)
      if (!used[i])
        return fail("relocation of what is no word", relocations[i]);
    return true;
  }

  bool checkLone() {
    if (size < sizeof(DpbHeader) + 8 + kHashSize)
      return fail("the file is too short", size);
    if (!checkStart(*at<DpbHeader>(0)))
      return false;
    uint64_t tail = end - 8;
    if (tail % 4)
      return fail("relocation table out of the file", tail);
    if (!takeRelocations(*at<uint32_t>(tail), *at<uint32_t>(tail + 4)))
      return false;
    end = tail;
    return checkCode(0, uint32_t(tail), 0) && allUsed();
  }

  bool checkModule() {
    if (size < sizeof(DpmHeader) + kHashSize)
      return fail("the file is too short", size);
    const DpmHeader &header = *at<DpmHeader>(0);
    if (!checkStart(header) ||
        !takeRelocations(header.relocationOffset, header.relocationCount))
      return false;
    file.module = &header;
    if (!checkStr(header.name) || (header.doc && !checkStr(header.doc)) ||
        !checkStr(header.fileName))
      return false;
    if (header.functionCount == 0 || header.functionCount > maxCodes ||
        !inside(header.functionOffset, uint64_t(header.functionCount) * 4, 4))
      return fail("function table out of the file", header.functionOffset);
    const uint32_t *functions = at<uint32_t>(header.functionOffset);
    uint32_t rootOffset = functions[header.functionCount - 1];
    if (!inside(rootOffset, sizeof(DpbHeader), 64))
      return fail("code out of the file", header.functionOffset);
    if (!checkCode(rootOffset, uint32_t(end - rootOffset), 0))
      return false;
    if (file.codes.size() != header.functionCount)
      return fail("the function table does not list every code object",
                  header.functionOffset);
    for (uint32_t i = 0; i < header.functionCount; ++i)
      if (functions[i] != file.codes[i].offset)
        return fail("the function table does not list every code object",
                    header.functionOffset + i * 4);
    return checkTables(header) && allUsed();
  }

  // -- Tables of a module
  template <class T, class F>
  bool checkRows(uint32_t offset, uint32_t count, const char *what, F &&row) {
    if (!inside(offset, uint64_t(count) * sizeof(T), 4))
      return fail(what, offset);
    for (uint32_t i = 0; i < count; ++i)
      if (!row(at<T>(offset)[i]))
        return fail(what, offset + i * sizeof(T));
    return true;
  }

  bool isCodeOffset(uint32_t offset) const {
    return file.codeAt(offset) != nullptr;
  }

  bool checkTables(const DpmHeader &h) {
    auto optional = [&](uint32_t str) { return !str || checkStr(str); };
    auto digest = [&](const DpmDigest &row) { return checkStr(row.name); };
    if (!checkRows<DpmImport>(h.importOffset, h.importCount, "bad import table",
                              [&](const DpmImport &row) {
                                return checkStr(row.name) &&
                                       optional(row.symbol) &&
                                       optional(row.alias);
                              }) ||
        !checkRows<DpmMethod>(h.methodOffset, h.methodCount, "bad method table",
                              [&](const DpmMethod &row) {
                                return checkStr(row.name) &&
                                       isCodeOffset(row.code);
                              }) ||
        !checkRows<DpmClass>(h.classOffset, h.classCount, "bad class table",
                             [&](const DpmClass &row) {
                               return checkStr(row.qualname) &&
                                      isCodeOffset(row.code) &&
                                      row.firstMethod <= h.methodCount &&
                                      row.methodCount <=
                                          h.methodCount - row.firstMethod;
                             }) ||
        !checkRows<DpmDigest>(h.sourceOffset, h.sourceCount,
                              "bad table of sources", digest) ||
        !checkRows<DpmDigest>(h.dependencyOffset, h.dependencyCount,
                              "bad table of dependencies", digest))
      return false;
    return checkExports(h);
  }

  bool checkExports(const DpmHeader &h) {
    if (!inside(h.exportSeedOffset, uint64_t(h.exportSeedCount) * 4, 4) ||
        (h.exportCount && !h.exportSeedCount))
      return fail("bad export table", h.exportSeedOffset);
    if (!checkRows<DpmExport>(
            h.exportOffset, h.exportCount, "bad export table",
            [&](const DpmExport &row) { return checkStr(row.name); }))
      return false;
    for (uint32_t i = 0; i < h.exportCount; ++i) {
      std::string_view name = file.text(at<DpmExport>(h.exportOffset)[i].name);
      if (file.findExport(name) != int(i))
        return fail("an export is not where its hash says",
                    h.exportOffset + i * sizeof(DpmExport));
    }
    return true;
  }

  // -- Objects
  bool checkStr(uint32_t offset) {
    if (!checkObject(offset, 0))
      return false;
    if (at<ObjectHeader>(offset)->shape != shapeId(BuiltinShape::Str))
      return fail("not a str", offset);
    return true;
  }

  // A word at `place`; constants may be code.
  bool checkWord(uint64_t place, unsigned depth) {
    Word word = *at<Word>(place);
    const uint32_t *found =
        std::lower_bound(relocations, relocations + relocationCount, place);
    bool relocated = found != relocations + relocationCount && *found == place;
    if (!isPointer(word)) {
      if (relocated)
        return fail("relocation of an immediate", place);
      if (isSpecial(word) && word != kNone && word != kTrue && word != kFalse &&
          word != kEllipsis)
        return fail("a constant that is no value", place);
      return true;
    }
    if (!relocated)
      return fail("an offset without relocation", place);
    used[size_t(found - relocations)] = true;
    return checkObject(word, depth);
  }

  bool checkObject(uint64_t offset, unsigned depth) {
    if (depth > maxObjectDepth)
      return fail("constants are nested too deep", offset);
    if (!inside(offset, sizeof(ObjectHeader), 16) || offset == 0)
      return fail("object out of the file", offset);
    if (std::binary_search(checked.begin(), checked.end(), offset))
      return true;
    const ObjectHeader &header = *at<ObjectHeader>(offset);
    if (header.strong != 1 || header.owner != 0 || header.gc != kGcImage ||
        header.flags != 0 || header.shared != 0)
      return fail("not the header of a finished object", offset);
    if (!checkBody(offset, header.shape, depth))
      return false;
    checked.insert(std::lower_bound(checked.begin(), checked.end(), offset),
                   offset);
    return true;
  }

  bool checkBody(uint64_t offset, uint32_t shape, unsigned depth) {
    switch (BuiltinShape(shape)) {
    case BuiltinShape::Float:
      return inside(offset, sizeof(FloatObject), 16) ||
             fail("float out of the file", offset);
    case BuiltinShape::Complex:
      return inside(offset, sizeof(ComplexObject), 16) ||
             fail("complex out of the file", offset);
    case BuiltinShape::Int:
      return checkInt(offset);
    case BuiltinShape::Str:
      return checkStrBody(offset);
    case BuiltinShape::Bytes: {
      if (!inside(offset, sizeof(BytesObject), 16))
        return fail("bytes out of the file", offset);
      uint64_t length = at<BytesObject>(offset)->length;
      return (length < size &&
              inside(offset, offsetof(BytesObject, bytes) + length + 1, 16) &&
              at<BytesObject>(offset)->bytes[length] == 0) ||
             fail("bytes out of the file", offset);
    }
    case BuiltinShape::Tuple:
    case BuiltinShape::FrozenSet: {
      if (!inside(offset, sizeof(TupleObject), 16))
        return fail("tuple out of the file", offset);
      uint64_t length = at<TupleObject>(offset)->length;
      if (length > size / sizeof(Word) ||
          !inside(offset, offsetof(TupleObject, items) + length * sizeof(Word),
                  16))
        return fail("tuple out of the file", offset);
      for (uint64_t i = 0; i < length; ++i)
        if (!checkWord(offset + offsetof(TupleObject, items) + i * sizeof(Word),
                       depth + 1))
          return false;
      return true;
    }
    default:
      return fail("an object of a type that no constant has", offset);
    }
  }

  bool checkInt(uint64_t offset) {
    if (!inside(offset, sizeof(IntObject), 16))
      return fail("int out of the file", offset);
    int64_t signedSize = at<IntObject>(offset)->size;
    uint64_t limbs =
        signedSize < 0 ? 0 - uint64_t(signedSize) : uint64_t(signedSize);
    if (limbs == 0 || limbs > size / 8 ||
        !inside(offset, sizeof(IntObject) + limbs * 8, 16) ||
        at<IntObject>(offset)->limbs[limbs - 1] == 0)
      return fail("int of a bad size", offset);
    return true;
  }

  bool checkStrBody(uint64_t offset) {
    if (!inside(offset, offsetof(StrObject, bytes), 16))
      return fail("str out of the file", offset);
    const StrObject &str = *at<StrObject>(offset);
    if (str.byteLength >= size ||
        !inside(offset, offsetof(StrObject, bytes) + str.byteLength + 1, 16) ||
        str.bytes[str.byteLength] != 0)
      return fail("str out of the file", offset);
    uint64_t characters = 0;
    if (!countCharacters(str.bytes, str.byteLength, characters))
      return fail("str that is not UTF-8", offset);
    if (characters != str.charLength || str.offsets != 0 ||
        str.hash0 != strHash0(str.bytes, str.byteLength))
      return fail("str with a wrong length or hash", offset);
    return true;
  }

  // UTF-8 with surrogates allowed.
  static bool countCharacters(const char *bytes, uint64_t length,
                              uint64_t &count) {
    for (uint64_t i = 0; i < length; ++count) {
      uint8_t lead = uint8_t(bytes[i]);
      unsigned more = lead < 0x80                   ? 0
                      : lead >= 0xC2 && lead < 0xE0 ? 1
                      : lead >= 0xE0 && lead < 0xF0 ? 2
                      : lead >= 0xF0 && lead < 0xF5 ? 3
                                                    : 9;
      if (more == 9 || more >= length - i)
        return false;
      for (unsigned k = 1; k <= more; ++k)
        if ((uint8_t(bytes[i + k]) & 0xC0) != 0x80)
          return false;
      if ((lead == 0xE0 && uint8_t(bytes[i + 1]) < 0xA0) ||
          (lead == 0xF0 && uint8_t(bytes[i + 1]) < 0x90) ||
          (lead == 0xF4 && uint8_t(bytes[i + 1]) >= 0x90))
        return false;
      i += more + 1;
    }
    return true;
  }

  // -- Code
  // The DPB at `start`, which has at most `room` bytes.
  bool checkCode(uint64_t start, uint32_t room, unsigned depth) {
    if (depth > maxObjectDepth * 16 || file.codes.size() >= maxCodes)
      return fail("code is nested too deep", start);
    if (room < sizeof(DpbHeader) || !inside(start, sizeof(DpbHeader), 64))
      return fail("code out of the file", start);
    const DpbHeader &h = *at<DpbHeader>(start);
    if (memcmp(h.magic, kDpbMagic, sizeof kDpbMagic) ||
        h.formatVersion != kDpbFormatVersion ||
        h.abiFingerprint != kAbiFingerprint)
      return fail("not the header of a code object", start);
    // of a lone file the header's size includes the trailer
    uint32_t own = start == 0 ? room : h.totalSize;
    if (own > room || own < sizeof(DpbHeader))
      return fail("code of a bad size", start);
    CodeFile code;
    code.offset = uint32_t(start);
    code.header = &h;
    auto section = [&](uint32_t offset, uint64_t length, unsigned align) {
      return offset >= sizeof(DpbHeader) && offset <= own &&
             length <= own - offset && (start + offset) % align == 0;
    };
    if (h.codeSize % sizeof(Instruction) ||
        !section(h.codeOffset, sizeof(DpbFunction) + h.codeSize, 8))
      return fail("instructions out of the code object", start);
    code.function = at<DpbFunction>(start + h.codeOffset);
    const DpbFunction &f = *code.function;
    uint64_t rows = uint64_t(h.codeOffset) + sizeof(DpbFunction) + h.codeSize;
    if (!section(h.codeOffset,
                 sizeof(DpbFunction) + uint64_t(h.codeSize) +
                     uint64_t(f.exceptionCount) * sizeof(ExceptionRow),
                 8))
      return fail("exception table out of the code object", start);
    if (!section(h.debugOffset, uint64_t(f.lineCount) * sizeof(LineRow), 4))
      return fail("line table out of the code object", start);
    if (!section(h.constantsOffset, uint64_t(h.constantCount) * 8, 8) ||
        !section(h.namesOffset, uint64_t(h.nameCount) * 8, 8) ||
        !section(h.symbolsOffset, uint64_t(h.symbolCount) * 9, 8) ||
        h.typesSize != 0)
      return fail("constants or names out of the code object", start);
    if (h.symbolCount != f.layout.firstTemp)
      return fail("not every register has a name", start);
    code.view.code =
        at<Instruction>(start + h.codeOffset + sizeof(DpbFunction));
    code.view.codeLength = h.codeSize / sizeof(Instruction);
    code.view.exceptions = at<ExceptionRow>(start + rows);
    code.view.exceptionCount = f.exceptionCount;
    code.view.lines = at<LineRow>(start + h.debugOffset);
    code.view.lineCount = f.lineCount;
    code.view.constantCount = h.constantCount;
    code.view.nameCount = h.nameCount;
    code.view.layout = f.layout;
    code.view.flags = h.flags;
    code.constants = at<Word>(start + h.constantsOffset);
    code.names = at<Word>(start + h.namesOffset);
    code.symbols = at<Word>(start + h.symbolsOffset);
    code.view.localKinds =
        reinterpret_cast<const uint8_t *>(code.symbols + h.symbolCount);
    if (!checkWords(code, uint32_t(start), own, depth))
      return false;
    if (Problem problem = verify(code.view))
      return fail(problem.text(), start + h.codeOffset + sizeof(DpbFunction) +
                                      problem.pc * sizeof(Instruction));
    std::pair<uint32_t, uint32_t> entry{code.offset,
                                        uint32_t(file.codes.size())};
    file.byOffset.insert(
        std::lower_bound(file.byOffset.begin(), file.byOffset.end(), entry),
        entry);
    file.codes.push_back(code);
    return true;
  }

  bool checkWords(const CodeFile &code, uint32_t start, uint32_t own,
                  unsigned depth) {
    const DpbFunction &f = *code.function;
    if (!checkStr(f.name) || !checkStr(f.qualname) || !checkStr(f.fileName) ||
        (f.doc && !checkStr(f.doc)))
      return false;
    auto offsetOf = [&](const Word *word) {
      return uint64_t(reinterpret_cast<const uint8_t *>(word) - data);
    };
    for (uint32_t i = 0; i < code.view.nameCount; ++i)
      if (!checkStrWord(offsetOf(code.names + i)))
        return false;
    for (uint32_t i = 0; i < f.layout.firstTemp; ++i)
      if (!checkStrWord(offsetOf(code.symbols + i)))
        return false;
    for (uint32_t i = 0; i < code.view.constantCount; ++i) {
      uint64_t place = offsetOf(code.constants + i);
      Word word = code.constants[i];
      bool isCode = isPointer(word) && word > start &&
                    inside(word, sizeof(DpbHeader), 64) &&
                    !memcmp(data + word, kDpbMagic, sizeof kDpbMagic);
      if (!isCode) {
        if (!checkWord(place, 0))
          return false;
        continue;
      }
      if (file.codeAt(word))
        return fail("code that is a constant twice", place);
      if (!checkRelocated(place) ||
          !checkCode(word, uint32_t(start + uint64_t(own) - word), depth + 1))
        return fail("nested code out of its outer one", place);
    }
    return true;
  }

  bool checkRelocated(uint64_t place) {
    const uint32_t *found =
        std::lower_bound(relocations, relocations + relocationCount, place);
    if (found == relocations + relocationCount || *found != place)
      return fail("an offset without relocation", place);
    used[size_t(found - relocations)] = true;
    return true;
  }

  bool checkStrWord(uint64_t place) {
    if (!checkWord(place, 0))
      return false;
    Word word = *at<Word>(place);
    if (!isPointer(word) ||
        at<ObjectHeader>(word)->shape != shapeId(BuiltinShape::Str))
      return fail("a name that is no str", place);
    return true;
  }

  FileView &file;
  const uint8_t *data;
  uint64_t size, end = 0;
  HashFunction hash;
  ReadError error;
  const uint32_t *relocations = nullptr;
  uint32_t relocationCount = 0;
  std::vector<bool> used;
  std::vector<uint64_t> checked; // offsets of objects that are fine, ascending
};

ReadError FileView::open(const uint8_t *bytes, size_t byteCount,
                         HashFunction hash) {
  data = bytes;
  size = byteCount;
  module = nullptr;
  codes.clear();
  byOffset.clear();
  ReadError error = FileChecker(*this, hash).run();
  if (error)
    codes.clear();
  return error;
}

const CodeFile *FileView::codeAt(uint64_t offset) const {
  auto found =
      std::lower_bound(byOffset.begin(), byOffset.end(),
                       std::pair<uint32_t, uint32_t>(uint32_t(offset), 0));
  return found != byOffset.end() && found->first == offset
             ? &codes[found->second]
             : nullptr;
}

std::string_view FileView::text(uint32_t offset) const {
  auto *str = reinterpret_cast<const StrObject *>(data + offset);
  return {str->bytes, str->byteLength};
}

bool FileView::isCode(Word word) const {
  return !memcmp(data + word, kDpbMagic, sizeof kDpbMagic);
}

int FileView::findExport(std::string_view name) const {
  if (!module || !module->exportCount)
    return -1;
  uint32_t bucket =
      uint32_t(fnv1a64(name.data(), name.size(), 0) % module->exportSeedCount);
  uint32_t seed = table<uint32_t>(module->exportSeedOffset)[bucket];
  uint64_t hash = fnv1a64(name.data(), name.size(), seed);
  uint32_t slot = uint32_t(hash % module->exportCount);
  const DpmExport &row = table<DpmExport>(module->exportOffset)[slot];
  return row.hashLow == uint32_t(hash) && text(row.name) == name ? int(slot)
                                                                 : -1;
}

} // namespace dxpy::dpb
