// Single items of a struct: Python values to bytes and back.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/int_limbs.h"
#include "stdlib/struct/format.h"
#include "stdlib/struct/half.h"
#include <cmath>
#include <cstring>

namespace dxpy::structs {

namespace {

void storeWord(const Item &item, char *to, uint64_t word) {
  if (item.bigEndian)
    word = __builtin_bswap64(word) >> (64 - 8 * item.size);
  switch (item.size) { // each a single store
  case 1:
    *to = char(word);
    break;
  case 2:
    std::memcpy(to, &word, 2);
    break;
  case 4:
    std::memcpy(to, &word, 4);
    break;
  default:
    std::memcpy(to, &word, 8);
  }
}

uint64_t loadWord(const Item &item, const char *from) {
  uint64_t word = 0;
  switch (item.size) {
  case 1:
    return uint8_t(*from);
  case 2:
    std::memcpy(&word, from, 2);
    break;
  case 4:
    std::memcpy(&word, from, 4);
    break;
  default:
    std::memcpy(&word, from, 8);
  }
  return item.bigEndian ? __builtin_bswap64(word) >> (64 - 8 * item.size)
                        : word;
}

bool raiseOutOfRange(ThreadState &ts) {
  return raise(ts, *error, "argument out of range");
}
bool raiseTooLarge(ThreadState &ts) {
  return raise(ts, *error, "int too large to convert");
}

/// The int that an item of an integer type takes.
Owned integerOf_py(ThreadState &ts, Value v) {
  if (isInt(v))
    return copyOf(v);
  if (typeOf(v)->slots.index)
    return toIndex_py(ts, v);
  return raise(ts, *error, "required argument is not an integer");
}

bool raiseRange(ThreadState &ts, const Item &item, bool isSigned) {
  if (item.size == 1)
    return raise(ts, *error,
                 isSigned ? "byte format requires -128 <= number <= 127"
                          : "ubyte format requires 0 <= number <= 255");
  if (item.size == 2 && item.native)
    return raise(ts, *error,
                 isSigned ? "short format requires -32768 <= number <= 32767"
                          : "ushort format requires 0 <= number <= 65535");
  int64_t most = isSigned ? (int64_t(1) << (8 * item.size - 1)) - 1
                          : (int64_t(1) << (8 * item.size)) - 1;
  return raise(ts, *error, "'{}' format requires {} <= number <= {}",
               {item.code, isSigned ? -most - 1 : 0, most});
}

bool packSigned_py(ThreadState &ts, const Item &item, char *to, Value v) {
  Owned number = integerOf_py(ts, v);
  if (!number)
    return false;
  int64_t value;
  if (!intFitsInt64(number, value))
    return item.size == 8 && !item.native ? raiseTooLarge(ts)
                                          : raiseOutOfRange(ts);
  int64_t most = INT64_MAX >> (64 - 8 * item.size);
  if (value > most || value < -most - 1)
    return raiseRange(ts, item, true);
  storeWord(item, to, uint64_t(value));
  return true;
}

bool packUnsigned_py(ThreadState &ts, const Item &item, char *to, Value v) {
  Owned number = integerOf_py(ts, v);
  if (!number)
    return false;
  IntView view(number);
  // Small native types go through a signed long.
  int64_t value;
  if (item.native && item.size <= 2) {
    if (!intFitsInt64(number, value))
      return raiseOutOfRange(ts);
    if (value < 0 || value >> (8 * item.size))
      return raiseRange(ts, item, false);
    storeWord(item, to, uint64_t(value));
    return true;
  }
  if (view.negative() || view.size() > 1)
    return item.size == 8 && !item.native ? raiseTooLarge(ts)
                                          : raiseOutOfRange(ts);
  uint64_t word = view.isZero() ? 0 : view.limbs()[0];
  if (item.size < 8 && word >> (8 * item.size))
    return raiseRange(ts, item, false);
  storeWord(item, to, word);
  return true;
}

/// An address: any 64-bit number of either sign.
bool packPointer_py(ThreadState &ts, const Item &item, char *to, Value v) {
  Owned number = integerOf_py(ts, v);
  if (!number)
    return false;
  IntView view(number);
  int64_t value;
  if (view.size() > 1 || (view.negative() && !intFitsInt64(number, value)))
    return raiseTooLarge(ts);
  uint64_t word = view.isZero() ? 0 : view.limbs()[0];
  storeWord(item, to, view.negative() ? -word : word);
  return true;
}

bool raiseFloatTooLarge(ThreadState &ts, const Item &item, Value v) {
  if (isInt(v))
    return raiseTooLarge(ts);
  return raise(ts, types::OverflowError,
               "float too large to pack with {} format", {item.code});
}

bool packFloat_py(ThreadState &ts, const Item &item, char *to, Value v) {
  double value = toDouble_py(ts, v);
  if (value == -1.0 && pendingException(ts)) {
    clearException(ts);
    return raise(ts, *error, "required argument is not a float");
  }
  if (item.kind == ItemKind::Double) {
    storeWord(item, to, std::bit_cast<uint64_t>(value));
    return true;
  }
  if (item.kind == ItemKind::Half) {
    uint16_t bits;
    if (!halfFromDouble(value, bits))
      return raiseFloatTooLarge(ts, item, v);
    storeWord(item, to, bits);
    return true;
  }
  auto narrow = float(value);
  if (!item.native && std::isinf(narrow) && !std::isinf(value))
    return raiseFloatTooLarge(ts, item, v);
  storeWord(item, to, std::bit_cast<uint32_t>(narrow));
  return true;
}

bool isByteArray(Value v) {
  return v.isPointer() && isSubtype(typeOf(v), &types::ByteArray);
}

bool packText(ThreadState &ts, const Item &item, char *to, Value v) {
  if (!isBytes(v) && !isByteArray(v))
    return raise(ts, *error, "argument for '{}' must be a bytes object",
                 {item.code});
  std::string_view text =
      isBytes(v) ? bytesText(v)
                 : std::string_view(v.as<ByteArrayObject>()->data,
                                    v.as<ByteArrayObject>()->length);
  auto room = size_t(item.count);
  if (item.kind == ItemKind::Bytes) {
    text.copy(to, text.size() < room ? text.size() : room);
    return true;
  }
  if (room == 0)
    return true;
  size_t size = text.copy(to + 1, text.size() < room ? text.size() : room - 1);
  to[0] = char(size > 255 ? 255 : size);
  return true;
}

} // namespace

bool packItem_py(ThreadState &ts, const Item &item, char *to, Value v) {
  switch (item.kind) {
  case ItemKind::Pad:
    return true;
  case ItemKind::Char:
    if (!isBytes(v) || bytesText(v).size() != 1)
      return raise(ts, *error,
                   "char format requires a bytes object of length 1");
    *to = bytesText(v)[0];
    return true;
  case ItemKind::Bool: {
    int truth = isTrue_py(ts, v);
    *to = truth > 0;
    return truth >= 0;
  }
  case ItemKind::Signed:
    return packSigned_py(ts, item, to, v);
  case ItemKind::Unsigned:
    return packUnsigned_py(ts, item, to, v);
  case ItemKind::Half:
  case ItemKind::Float:
  case ItemKind::Double:
    return packFloat_py(ts, item, to, v);
  case ItemKind::Bytes:
  case ItemKind::Pascal:
    return packText(ts, item, to, v);
  case ItemKind::Pointer:
    return packPointer_py(ts, item, to, v);
  }
  return true;
}

Owned unpackItem(ThreadState &ts, const Item &item, const char *from) {
  switch (item.kind) {
  case ItemKind::Pad:
    break;
  case ItemKind::Char:
    return makeBytes(ts, {from, 1});
  case ItemKind::Bool:
    return ownedBool(*from != 0);
  case ItemKind::Signed: {
    unsigned shift = 64 - 8 * item.size;
    return makeInt(ts, int64_t(loadWord(item, from) << shift) >> shift);
  }
  case ItemKind::Unsigned:
  case ItemKind::Pointer:
    return makeUnsigned(ts, loadWord(item, from));
  case ItemKind::Half:
    return makeFloat(ts, doubleFromHalf(uint16_t(loadWord(item, from))));
  case ItemKind::Float:
    return makeFloat(ts, std::bit_cast<float>(uint32_t(loadWord(item, from))));
  case ItemKind::Double:
    return makeFloat(ts, std::bit_cast<double>(loadWord(item, from)));
  case ItemKind::Bytes:
    return makeBytes(ts, {from, size_t(item.count)});
  case ItemKind::Pascal: {
    if (item.count == 0)
      return raise(ts, types::SystemError,
                   "Negative size passed to PyBytes_FromStringAndSize");
    size_t size = uint8_t(*from), room = size_t(item.count) - 1;
    return makeBytes(ts, {from + 1, size < room ? size : room});
  }
  }
  return ownedNone();
}

} // namespace dxpy::structs
