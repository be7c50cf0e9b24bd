// Format strings: what each character means in the native and in the standard
// tables, sizes and alignment.
#include "stdlib/struct/format.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy::structs {

TypeObject *error;

namespace {

struct CodeRow {
  char code;
  ItemKind kind;
  uint8_t nativeSize, standardSize; ///< 0: not in the standard table
};

/// Native sizes are their alignments too.
constexpr CodeRow codeRows[] = {
    {'x', ItemKind::Pad, 1, 1},      {'c', ItemKind::Char, 1, 1},
    {'b', ItemKind::Signed, 1, 1},   {'B', ItemKind::Unsigned, 1, 1},
    {'?', ItemKind::Bool, 1, 1},     {'h', ItemKind::Signed, 2, 2},
    {'H', ItemKind::Unsigned, 2, 2}, {'i', ItemKind::Signed, 4, 4},
    {'I', ItemKind::Unsigned, 4, 4}, {'l', ItemKind::Signed, 8, 4},
    {'L', ItemKind::Unsigned, 8, 4}, {'q', ItemKind::Signed, 8, 8},
    {'Q', ItemKind::Unsigned, 8, 8}, {'n', ItemKind::Signed, 8, 0},
    {'N', ItemKind::Unsigned, 8, 0}, {'e', ItemKind::Half, 2, 2},
    {'f', ItemKind::Float, 4, 4},    {'d', ItemKind::Double, 8, 8},
    {'s', ItemKind::Bytes, 1, 1},    {'p', ItemKind::Pascal, 1, 1},
    {'P', ItemKind::Pointer, 8, 0},
};

const CodeRow *rowOf(char code, bool native) {
  for (const CodeRow &row : codeRows)
    if (row.code == code)
      return native || row.standardSize ? &row : nullptr;
  return nullptr;
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Reads a format and tells of each item. Twice: to count, then to store.
class Parser {
public:
  Parser(ThreadState &ts, std::string_view text) : ts_(ts), text_(text) {
    switch (text.empty() ? '\0' : text[0]) {
    case '<':
      native_ = false;
      break;
    case '>':
    case '!':
      native_ = false;
      bigEndian_ = true;
      break;
    case '=':
      native_ = false;
      break;
    case '@':
      break;
    default:
      return;
    }
    start_ = 1;
  }

  /// \p items is null in the first pass.
  bool run(Item *items) {
    items_ = items;
    itemCount = values = size = 0;
    for (at_ = start_; at_ < text_.size(); ++at_)
      if (!isSpace(text_[at_]) && !readItem())
        return false;
    return true;
  }

  int64_t itemCount = 0, values = 0, size = 0;

private:
  bool tooLong() { return raise(ts_, *error, "total struct size too long"); }

  bool readCount(int64_t &count) {
    count = 1;
    if (!isDigit(text_[at_]))
      return true;
    for (count = 0; at_ < text_.size() && isDigit(text_[at_]); ++at_)
      if (__builtin_mul_overflow(count, 10, &count) ||
          __builtin_add_overflow(count, text_[at_] - '0', &count))
        return tooLong();
    return at_ < text_.size() ||
           raise(ts_, *error, "repeat count given without format specifier");
  }

  bool readItem() {
    int64_t count;
    if (!readCount(count))
      return false;
    char code = text_[at_];
    const CodeRow *row = rowOf(code, native_);
    if (!row)
      return raise(ts_, *error, "bad char in struct format");
    int64_t itemSize = native_ ? row->nativeSize : row->standardSize;
    if (native_ && itemSize > 1) {
      if (size > INT64_MAX - itemSize)
        return tooLong();
      size = (size + itemSize - 1) / itemSize * itemSize;
    }
    if (count > (INT64_MAX - size) / itemSize)
      return tooLong();
    bool whole = row->kind == ItemKind::Bytes || row->kind == ItemKind::Pascal;
    if (row->kind != ItemKind::Pad && (whole || count))
      note({.code = code,
            .kind = row->kind,
            .native = native_ || usesNative(*row),
            .bigEndian = bigEndian_,
            .size = uint8_t(itemSize),
            .offset = size,
            .count = count});
    if (row->kind != ItemKind::Pad)
      values += whole ? 1 : count;
    size += count * itemSize;
    return true;
  }

  /// Little endian items of C's size are packed as C's, but for floats.
  bool usesNative(const CodeRow &row) const {
    return row.standardSize == 1 ||
           (!bigEndian_ && row.standardSize == row.nativeSize &&
            row.kind != ItemKind::Float && row.kind != ItemKind::Double);
  }

  void note(Item item) {
    if (items_)
      items_[itemCount] = item;
    ++itemCount;
  }

  ThreadState &ts_;
  std::string_view text_;
  size_t start_ = 0, at_ = 0;
  bool native_ = true, bigEndian_ = false;
  Item *items_ = nullptr;
};

/// The format as bytes.
Owned formatBytes(ThreadState &ts, Value format) {
  if (isBytes(format))
    return copyOf(format);
  if (!isStr(format))
    return raise(ts, types::TypeError,
                 "Struct() argument 1 must be a str or bytes object, not {}",
                 {typeOf(format)});
  if (isAscii(format))
    return makeBytes(ts, strText(format));
  Owned encode = internText(ts, "encode"), ascii = internText(ts, "ascii");
  return encode && ascii ? callMethod_py(ts, format, encode, {ascii.value()})
                         : Owned();
}

} // namespace

bool compileFormat(ThreadState &ts, StructObject *self, Value format) {
  Owned bytes = formatBytes(ts, format);
  if (!bytes)
    return false;
  std::string_view text = bytesText(bytes);
  if (text.find('\0') != text.npos)
    return raise(ts, *error, "embedded null character");
  Parser parser(ts, text);
  if (!parser.run(nullptr))
    return false;
  auto *items = static_cast<Item *>(
      rawAllocate(size_t(parser.itemCount + 1) * sizeof(Item)));
  if (!items)
    return raiseMemoryError(ts);
  parser.run(items);
  rawFree(self->items);
  self->items = items;
  self->itemCount = parser.itemCount;
  self->size = parser.size;
  self->values = parser.values;
  storeField(ts, &self->header, &self->format, std::move(bytes));
  return true;
}

bool pack_py(ThreadState &ts, const StructObject *self, char *to,
             const Value *values) {
  for (size_t i = 0; i < size_t(self->size); ++i)
    to[i] = 0;
  for (int64_t i = 0; i < self->itemCount; ++i) {
    const Item &item = self->items[i];
    bool whole = item.kind == ItemKind::Bytes || item.kind == ItemKind::Pascal;
    char *at = to + item.offset;
    for (int64_t n = whole ? 1 : item.count; n > 0; --n, at += item.size)
      if (!packItem_py(ts, item, at, *values++))
        return false;
  }
  return true;
}

Owned unpack(ThreadState &ts, const StructObject *self, const char *from) {
  TupleObject *result = allocateTuple(ts, size_t(self->values));
  if (!result)
    return {};
  Owned tuple = Owned::steal(result);
  Word *slot = result->items;
  for (int64_t i = 0; i < self->itemCount; ++i) {
    const Item &item = self->items[i];
    bool whole = item.kind == ItemKind::Bytes || item.kind == ItemKind::Pascal;
    const char *at = from + item.offset;
    for (int64_t n = whole ? 1 : item.count; n > 0; --n, at += item.size) {
      Owned value = unpackItem(ts, item, at);
      if (!value)
        return {};
      *slot++ = value.take();
    }
  }
  return tuple;
}

} // namespace dxpy::structs
