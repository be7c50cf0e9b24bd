// Numbers, text and bytes of pickles.
#include "runtime-support/bigint/limbs.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"
#include "runtime-support/text/utf8.h"
#include "stdlib/pickle/loader.h"
#include <bit>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <string>

namespace dxpy::pickle {

/// The int of a line, which ends at a NUL as C's text does. Its error names the
/// whole line.
static Owned intOfLine(ThreadState &ts, std::string_view line, int base) {
  line = line.substr(0, line.find('\0'));
  Owned bytes = makeBytes(ts, line);
  Owned source = bytes ? decodeBytes(ts, bytes) : Owned();
  return source ? intFromAscii(ts, line, base, source) : Owned();
}

Owned Loader::lineNumber_py(bool ofTop) {
  std::string_view line;
  if (!in.line_py(line))
    return {};
  if (line.size() < 2)
    return raise(ts, unpicklingError(), "pickle data was truncated");
  return ofTop && !stack.top() ? Owned() : intOfLine(ts, line, 10);
}

bool Loader::int_py() {
  std::string_view line;
  if (!in.line_py(line))
    return false;
  if (line.size() < 2)
    return raise(ts, unpicklingError(), "pickle data was truncated");
  // As C reads numbers: with the prefixes of C.
  std::string text(line);
  char *end;
  errno = 0;
  long number = std::strtol(text.c_str(), &end, 0);
  if (!errno && (*end == '\n' || *end == '\0')) {
    if (line.size() == 3 && (number == 0 || number == 1))
      return push(ownedBool(number));
    return push(makeInt(ts, number));
  }
  Owned value = intOfLine(ts, line, 0);
  if (value)
    return push(std::move(value));
  clearException(ts);
  return raise(ts, types::ValueError, "could not convert string to int");
}

bool Loader::binInt_py(unsigned size) {
  uint64_t number;
  if (!in.number_py(size, number))
    return false;
  return push(
      makeInt(ts, size == 4 ? int64_t(int32_t(number)) : int64_t(number)));
}

/// The base that errors name for an int's literal.
static int baseOf(std::string_view line) {
  size_t at = line.find_first_not_of(" +-");
  if (at == line.npos || line.substr(at, 1) != "0" || at + 1 == line.size())
    return 10;
  char prefix = char(line[at + 1] | 0x20);
  return prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 0;
}

bool Loader::long_py() {
  std::string_view line;
  if (!in.line_py(line))
    return false;
  if (line.size() < 2)
    return raise(ts, unpicklingError(), "pickle data was truncated");
  if (line[line.size() - 2] == 'L')
    line.remove_suffix(2);
  Owned value = intOfLine(ts, line, 0);
  // The error names the base that the text has, unless it is too long.
  constexpr size_t kShort = 640;
  if (!value && line.size() < kShort && pendingMatches(ts, types::ValueError)) {
    clearException(ts);
    value = intOfLine(ts, line, baseOf(line));
  }
  return push(std::move(value));
}

bool Loader::countedLong_py(unsigned size) {
  uint64_t count;
  std::string_view bytes;
  if (!in.number_py(size, count))
    return false;
  if (count > INT_MAX)
    return raise(ts, unpicklingError(), "LONG pickle has negative byte count");
  if (!in.read_py(count, bytes))
    return false;
  if (count <= 8) {
    uint64_t number = 0;
    for (size_t i = 0; i < count; ++i)
      number |= uint64_t(uint8_t(bytes[i])) << (8 * i);
    unsigned spare = unsigned(64 - 8 * count);
    return push(makeInt(ts, count ? int64_t(number << spare) >> spare : 0));
  }
  IntResult result(ts, bigint::bytesSize(count));
  if (!result)
    return false;
  bool negative = false;
  size_t limbs = bigint::fromBytes(
      result.limbs(), reinterpret_cast<const uint8_t *>(bytes.data()), count,
      bigint::Endian::little, true, negative);
  return push(result.finish(limbs, negative));
}

bool Loader::float_py() {
  std::string_view line;
  if (!in.line_py(line))
    return false;
  if (line.size() < 2)
    return raise(ts, unpicklingError(), "pickle data was truncated");
  double number = 0;
  size_t used = text::scanFloat(line, number);
  Owned bytes = makeBytes(ts, line.substr(0, line.find('\0')));
  Owned shown = bytes ? decodeBytes(ts, bytes, "utf-8", "replace") : Owned();
  if (!shown)
    return false;
  if (!used)
    return raise(ts, types::ValueError,
                 "could not convert string to float: '{}'", {shown.value()});
  bool named = line.substr(0, used).find_first_of("iInN") != line.npos;
  if (!named && number - number != 0)
    return raise(ts, types::OverflowError,
                 "value too large to convert to float: '{}'", {shown.value()});
  if (line[used] != '\n' && line[used] != '\0')
    return raise(ts, types::ValueError, "could not convert string to float");
  return push(makeFloat(ts, number));
}

bool Loader::binFloat_py() {
  uint64_t bits;
  return in.number_py(8, bits) &&
         push(makeFloat(ts, std::bit_cast<double>(__builtin_bswap64(bits))));
}

/// Text of Python 2: as the unpickler's encoding says.
bool Loader::pushString_py(Owned bytes) {
  if (!bytes || strText(Value(u->encoding)) == "bytes")
    return push(std::move(bytes));
  return push(decodeBytes(ts, bytes, strText(Value(u->encoding)),
                          strText(Value(u->errors))));
}

bool Loader::string_py() {
  std::string_view line;
  if (!in.line_py(line))
    return false;
  line.remove_suffix(1);
  if (line.size() < 2 || line.front() != line.back() ||
      (line.front() != '\'' && line.front() != '"'))
    return raise(ts, unpicklingError(),
                 "the STRING opcode argument must be quoted");
  Owned escaped = makeBytes(ts, line.substr(1, line.size() - 2));
  Owned decode =
      escaped ? importName_py(ts, "_codecs", "escape_decode") : Owned();
  Owned pair = decode ? call_py(ts, decode, {escaped.value()}) : Owned();
  return pair && pushString_py(copyOf(tupleItem(pair, 0)));
}

bool Loader::countedString_py(unsigned size) {
  uint64_t count;
  std::string_view bytes;
  return in.number_py(size, count) && in.read_py(count, bytes) &&
         pushString_py(makeBytes(ts, bytes));
}

bool Loader::unicode_py() {
  std::string_view line;
  if (!in.line_py(line))
    return false;
  line.remove_suffix(1);
  Owned bytes = makeBytes(ts, line);
  return bytes && push(decodeBytes(ts, bytes, "raw-unicode-escape"));
}

bool Loader::counted_py(unsigned size, const char *name,
                        std::string_view &bytes) {
  uint64_t count;
  if (!in.number_py(size, count))
    return false;
  if (count > uint64_t(INT64_MAX))
    return raise(ts, types::OverflowError,
                 "{} exceeds system's maximum size of {} bytes",
                 {name, INT64_MAX});
  return in.read_py(count, bytes);
}

bool Loader::countedUnicode_py(unsigned size) {
  std::string_view bytes;
  if (!counted_py(size, "BINUNICODE", bytes))
    return false;
  if (text::isAscii(bytes))
    return push(makeStr(ts, bytes, bytes.size()));
  Owned copy = makeBytes(ts, bytes);
  return copy && push(decodeBytes(ts, copy, "utf-8", "surrogatepass"));
}

bool Loader::countedBytes_py(unsigned size) {
  std::string_view bytes;
  return counted_py(size, "BINBYTES", bytes) && push(makeBytes(ts, bytes));
}
bool Loader::byteArray_py() {
  std::string_view bytes;
  return counted_py(8, "BYTEARRAY8", bytes) && push(makeByteArray(ts, bytes));
}

bool Loader::nextBuffer_py() {
  if (u->buffers == kUndef)
    return raise(ts, unpicklingError(),
                 "pickle stream refers to out-of-band data but no *buffers* "
                 "argument was given");
  Owned iterator = copyOf(Value(u->buffers));
  Owned buffer = next_py(ts, iterator);
  if (!buffer && !pendingException(ts))
    return raise(ts, unpicklingError(), "not enough out-of-band buffers");
  return push(std::move(buffer));
}

bool Loader::readOnlyBuffer_py() {
  Value buffer = stack.top();
  Owned view = buffer ? makeMemoryView(ts, buffer) : Owned();
  Owned name = view ? internText(ts, "readonly") : Owned();
  Owned readOnly = name ? getAttr_py(ts, view, name) : Owned();
  if (!readOnly || readOnly.value().isTrue())
    return bool(readOnly);
  name = internText(ts, "toreadonly");
  Owned made = name ? callMethod_py(ts, view, name) : Owned();
  if (!made)
    return false;
  stack.replaceTop(std::move(made));
  return true;
}

} // namespace dxpy::pickle
