// str objects: creation, indexing, comparison, hashing.
#include "runtime-support/objects/str.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/siphash.h"
#include "runtime-support/text/utf8.h"
#include <atomic>
#include <cstring>

namespace dxpy {

namespace {

constexpr CharacterTable makeCharacterTable() {
  CharacterTable table = {};
  for (unsigned c = 0; c < 256; ++c) {
    CharacterObject &object = table.characters[c];
    object.header = imageHeader(shapeId(BuiltinShape::Str));
    if (c < 0x80) {
      object.bytes[0] = char(c);
      object.byteLength = 1;
    } else {
      object.bytes[0] = char(0xC0 | c >> 6);
      object.bytes[1] = char(0x80 | (c & 0x3F));
      object.byteLength = 2;
    }
    object.charLength = 1;
    object.hash0 = strHash0(object.bytes, object.byteLength);
  }
  return table;
}

constexpr uint64_t kCharactersPerOffset = 64;

size_t sizeOfStr(uint64_t byteLength) {
  return offsetof(StrObject, bytes) + byteLength + 1;
}

/// The table of the byte offset of every 64th character, made on first use;
/// null when there is no memory for it.
const uint64_t *offsetTable(StrObject *str) {
  std::atomic_ref<uint64_t> field(str->offsets);
  uint64_t known = field.load(std::memory_order_acquire);
  if (known & ~kStrInterned)
    return reinterpret_cast<const uint64_t *>(known & ~kStrInterned);
  uint64_t count = str->charLength / kCharactersPerOffset + 1;
  auto *table = static_cast<uint64_t *>(rawAllocate(count * sizeof(uint64_t)));
  if (!table)
    return nullptr;
  std::string_view text(str->bytes, str->byteLength);
  size_t at = 0;
  for (uint64_t i = 0; i < count; ++i) {
    table[i] = at;
    for (uint64_t c = 0; c < kCharactersPerOffset && at < text.size(); ++c)
      at += text::sequenceLength(text[at]);
  }
  if (field.compare_exchange_strong(known, uint64_t(table) | known,
                                    std::memory_order_acq_rel))
    return table;
  rawFree(table); // another thread was faster, or the str was just interned
  return (known & ~kStrInterned)
             ? reinterpret_cast<const uint64_t *>(known & ~kStrInterned)
             : nullptr;
}

} // namespace

extern "C" constinit CharacterTable dxCharacters = makeCharacterTable();

Owned emptyStr() { return Owned::steal(reinterpret_cast<Word>(&names::empty)); }

StrObject *allocateStr(ThreadState &ts, uint64_t byteLength,
                       uint64_t charLength) {
  if (byteLength > SIZE_MAX / 4) {
    raiseMemoryError(ts);
    return nullptr;
  }
  size_t size = sizeOfStr(byteLength);
  auto *str = static_cast<StrObject *>(allocateCell(&ts, size, CellKind::Leaf));
  if (!str) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &str->header, shapeId(BuiltinShape::Str), CellKind::Leaf,
             size);
  str->byteLength = byteLength;
  str->charLength = charLength;
  str->hash0 = 0;
  str->offsets = 0;
  str->bytes[byteLength] = 0;
  return str;
}

Owned makeStr(ThreadState &ts, std::string_view utf8, uint64_t charLength) {
  if (utf8.size() <= 2 && charLength <= 1) {
    if (utf8.empty())
      return emptyStr();
    size_t at = 0;
    char32_t c = text::decodeOne(utf8, at);
    if (c < 256)
      return latin1Str(c);
  }
  StrObject *str = allocateStr(ts, utf8.size(), charLength);
  if (!str)
    return {};
  std::memcpy(str->bytes, utf8.data(), utf8.size());
  return Owned::steal(str);
}

Owned makeStr(ThreadState &ts, std::string_view utf8) {
  return makeStr(ts, utf8, text::countCharacters(utf8));
}

Owned strFromChar(ThreadState &ts, uint32_t codePoint) {
  if (codePoint < 256)
    return latin1Str(codePoint);
  char bytes[4];
  unsigned length = text::encodeOne(codePoint, bytes);
  return makeStr(ts, {bytes, length}, 1);
}

// Indexing --------------------------------------------------------------------

uint64_t strByteOffset(Value value, uint64_t index) {
  auto *str = value.as<StrObject>();
  if (isAscii(value))
    return index;
  if (index >= str->charLength)
    return str->byteLength;
  std::string_view text(str->bytes, str->byteLength);
  uint64_t at = 0, character = 0;
  if (index >= kCharactersPerOffset)
    if (const uint64_t *table = offsetTable(str)) {
      at = table[index / kCharactersPerOffset];
      character = index / kCharactersPerOffset * kCharactersPerOffset;
    }
  for (; character < index; ++character)
    at += text::sequenceLength(text[at]);
  return at;
}

uint32_t strCharAt(Value str, uint64_t index) {
  size_t at = strByteOffset(str, index);
  return text::decodeOne(strText(str), at);
}

Owned strItem(ThreadState &ts, Value str, uint64_t index) {
  return strFromChar(ts, strCharAt(str, index));
}

Owned strSubstring(ThreadState &ts, Value str, uint64_t start, uint64_t end) {
  if (start == 0 && end == strLength(str) && isExactStr(str))
    return copyOf(str);
  uint64_t from = strByteOffset(str, start), to = strByteOffset(str, end);
  return makeStr(ts, strText(str).substr(from, to - from), end - start);
}

uint64_t strCharIndex(Value value, uint64_t offset) {
  if (isAscii(value))
    return offset;
  return text::countCharacters(strText(value).substr(0, offset));
}

Owned strPiece(ThreadState &ts, Value str, std::string_view piece) {
  if (piece.size() == strText(str).size() && isExactStr(str))
    return copyOf(str);
  return isAscii(str) ? makeStr(ts, piece, piece.size()) : makeStr(ts, piece);
}

Owned strForSubclass(ThreadState &ts, TypeObject *type, Value str) {
  std::string_view text = strText(str);
  Owned result = allocateInstance(ts, type, text.size());
  if (!result)
    return {};
  auto *object = result.as<StrObject>();
  object->byteLength = text.size();
  object->charLength = strLength(str);
  std::memcpy(object->bytes, text.data(), text.size() + 1);
  return result;
}

void strDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *str = reinterpret_cast<StrObject *>(self);
  if (str->offsets) [[unlikely]]
    rawFree(reinterpret_cast<void *>(str->offsets & ~kStrInterned));
  size_t size = sizeOfStr(str->byteLength);
  if (self->shape == shapeId(BuiltinShape::Str))
    return freeCell(&ts, self, size, CellKind::Leaf);
  freeObject(ts, self, size);
}

// Concatenation ---------------------------------------------------------------

Owned strConcat(ThreadState &ts, Value a, Value b) {
  std::string_view left = strText(a), right = strText(b);
  if (right.empty() && isExactStr(a))
    return copyOf(a);
  if (left.empty() && isExactStr(b))
    return copyOf(b);
  StrObject *str =
      allocateStr(ts, left.size() + right.size(), strLength(a) + strLength(b));
  if (!str)
    return {};
  std::memcpy(str->bytes, left.data(), left.size());
  std::memcpy(str->bytes + left.size(), right.data(), right.size());
  return Owned::steal(str);
}

/// Room behind the text of a str in its own cell, for \p extra more bytes.
/// Null: none without a new object.
static StrObject *growInPlace(ThreadState &ts, StrObject *str, size_t extra) {
  size_t old = sizeOfStr(str->byteLength), size = old + extra;
  if (kCellsAreAllocations)
    return nullptr;
  if (old <= kLargestCell) {
    size_t cell = (old + kSizeClassBytes - 1) / kSizeClassBytes;
    return size <= cell * kSizeClassBytes ? str : nullptr;
  }
  return static_cast<StrObject *>(growLargeLeaf(&ts, str, size));
}

Owned strAppend(ThreadState &ts, Owned a, Value b) {
  auto *str = a.as<StrObject>();
  size_t extra = strText(b).size();
  bool fresh = isExactStr(a) && isExactStr(b) && isUnique(&ts, &str->header) &&
               !str->offsets && extra <= SIZE_MAX / 8 &&
               str->byteLength <= SIZE_MAX / 8 && str->byteLength;
  if (!fresh || a.word() == b.word())
    return strConcat(ts, a, b);
  StrObject *grown = growInPlace(ts, str, extra);
  if (!grown)
    return strConcat(ts, a, b);
  (void)a.take();
  std::memcpy(grown->bytes + grown->byteLength, strText(b).data(), extra);
  grown->byteLength += extra;
  grown->charLength += strLength(b);
  grown->bytes[grown->byteLength] = 0;
  grown->hash0 = 0;
  return Owned::steal(grown);
}

// Comparison, hashes
// -------------------------------------------------------------

bool strEqual(Value a, Value b) {
  std::string_view left = strText(a), right = strText(b);
  return left.size() == right.size() &&
         std::memcmp(left.data(), right.data(), left.size()) == 0;
}

/// UTF-8 sorts as code points do, lone surrogates included.
int strCompare(Value a, Value b) {
  std::string_view left = strText(a), right = strText(b);
  int order = left.compare(right);
  return order < 0 ? -1 : order > 0;
}

uint64_t strHash0Of(Value value) {
  auto *str = value.as<StrObject>();
  std::atomic_ref<uint64_t> field(str->hash0);
  uint64_t hash = field.load(std::memory_order_relaxed);
  if (hash)
    return hash;
  hash = strHash0(str->bytes, str->byteLength);
  field.store(hash, std::memory_order_relaxed);
  return hash;
}

int64_t strHash(Value str) { return sipHash(strText(str)); }

} // namespace dxpy
