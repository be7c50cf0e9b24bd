// The item types of array: conversion and its errors.
#include "runtime-support/objects/int_limbs.h"
#include "stdlib/array/array.h"
#include <cstring>

namespace dxpy::arrays {

namespace {

template <typename T> void put(char *to, T value) {
  if (to)
    std::memcpy(to, &value, sizeof value);
}
template <typename T> T get(const char *from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

bool tooSmall(ThreadState &ts, const char *name) {
  return raise(ts, types::OverflowError, "{} is less than minimum", {name});
}
bool tooLarge(ThreadState &ts, const char *name) {
  return raise(ts, types::OverflowError, "{} is greater than maximum", {name});
}
bool checkBetween(ThreadState &ts, const char *name, int64_t value,
                  int64_t least, int64_t most) {
  if (value < least)
    return tooSmall(ts, name);
  return value <= most || tooLarge(ts, name);
}

/// As a C long.
bool readLong_py(ThreadState &ts, Value v, int64_t &out) {
  if (v.isSmallInt()) {
    out = v.smallInt();
    return true;
  }
  Owned index = toIndex_py(ts, v);
  return index && intToInt64(ts, index, out);
}
bool readShort_py(ThreadState &ts, Value v, int64_t &out) {
  return readLong_py(ts, v, out) &&
         checkBetween(ts, "signed short integer", out, INT16_MIN, INT16_MAX);
}
bool readInt_py(ThreadState &ts, Value v, int64_t &out) {
  return readLong_py(ts, v, out) &&
         checkBetween(ts, "signed integer", out, INT32_MIN, INT32_MAX);
}

/// As a C unsigned long, with the texts of the conversion that the code uses.
bool readUnsigned_py(ThreadState &ts, Value v, const char *negative,
                     const char *large, uint64_t &out) {
  Owned index = toIndex_py(ts, v);
  if (!index)
    return false;
  IntView view(index);
  if (view.negative())
    return raise(ts, types::OverflowError, negative);
  if (view.size() > 1)
    return raise(ts, types::OverflowError, large);
  out = view.isZero() ? 0 : view.limbs()[0];
  return true;
}
bool readUnsignedLong_py(ThreadState &ts, Value v, uint64_t &out) {
  return readUnsigned_py(ts, v, "can't convert negative value to unsigned int",
                         "Python int too large to convert to C unsigned long",
                         out);
}

bool storeSignedChar(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readShort_py(ts, v, value) ||
      !checkBetween(ts, "signed char", value, INT8_MIN, INT8_MAX))
    return false;
  put(to, int8_t(value));
  return true;
}
bool storeUnsignedChar(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readLong_py(ts, v, value) ||
      !checkBetween(ts, "unsigned byte integer", value, 0, UINT8_MAX))
    return false;
  put(to, uint8_t(value));
  return true;
}
bool storeCharacter(ThreadState &ts, char *to, Value v) {
  if (!isStr(v) || strLength(v) != 1)
    return raise(ts, types::TypeError, "array item must be unicode character");
  put(to, strCharAt(v, 0));
  return true;
}
bool storeShort(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readShort_py(ts, v, value))
    return false;
  put(to, int16_t(value));
  return true;
}
bool storeUnsignedShort(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readInt_py(ts, v, value) ||
      !checkBetween(ts, "unsigned short", value, 0, UINT16_MAX))
    return false;
  put(to, uint16_t(value));
  return true;
}
bool storeInt(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readInt_py(ts, v, value))
    return false;
  put(to, int32_t(value));
  return true;
}
bool storeUnsignedInt(ThreadState &ts, char *to, Value v) {
  uint64_t value;
  if (!readUnsignedLong_py(ts, v, value))
    return false;
  if (value > UINT32_MAX)
    return tooLarge(ts, "unsigned int");
  put(to, uint32_t(value));
  return true;
}
bool storeLong(ThreadState &ts, char *to, Value v) {
  int64_t value;
  if (!readLong_py(ts, v, value))
    return false;
  put(to, value);
  return true;
}
bool storeUnsignedLong(ThreadState &ts, char *to, Value v) {
  uint64_t value;
  if (!readUnsignedLong_py(ts, v, value))
    return false;
  put(to, value);
  return true;
}
bool storeLongLong(ThreadState &ts, char *to, Value v) {
  int64_t value;
  Owned index = toIndex_py(ts, v);
  if (!index)
    return false;
  if (!intFitsInt64(index, value))
    return raise(ts, types::OverflowError, "int too big to convert");
  put(to, value);
  return true;
}
bool storeUnsignedLongLong(ThreadState &ts, char *to, Value v) {
  uint64_t value;
  if (!readUnsigned_py(ts, v, "can't convert negative int to unsigned",
                       "int too big to convert", value))
    return false;
  put(to, value);
  return true;
}
template <typename T> bool storeFloat(ThreadState &ts, char *to, Value v) {
  double value = toDouble_py(ts, v);
  if (value == -1.0 && pendingException(ts))
    return false;
  put(to, T(value));
  return true;
}

template <typename T> Owned loadSigned(ThreadState &ts, const char *from) {
  return makeInt(ts, get<T>(from));
}
template <typename T> Owned loadUnsigned(ThreadState &ts, const char *from) {
  return makeUnsigned(ts, get<T>(from));
}
template <typename T> Owned loadFloat(ThreadState &ts, const char *from) {
  return makeFloat(ts, double(get<T>(from)));
}
Owned loadCharacter(ThreadState &ts, const char *from) {
  auto code = get<uint32_t>(from);
  if (code > 0x10FFFF)
    return raise(ts, types::ValueError,
                 "character U+{} is not in range [U+0000; U+10ffff]",
                 {int64_t(code)});
  return strFromChar(ts, code);
}

} // namespace

constexpr ItemType itemTypes[] = {
    {'b', 1, true, true, "b", storeSignedChar, loadSigned<int8_t>},
    {'B', 1, false, true, "B", storeUnsignedChar, loadUnsigned<uint8_t>},
    {'u', 4, false, false, "w", storeCharacter, loadCharacter},
    {'h', 2, true, true, "h", storeShort, loadSigned<int16_t>},
    {'H', 2, false, true, "H", storeUnsignedShort, loadUnsigned<uint16_t>},
    {'i', 4, true, true, "i", storeInt, loadSigned<int32_t>},
    {'I', 4, false, true, "I", storeUnsignedInt, loadUnsigned<uint32_t>},
    {'l', 8, true, true, "l", storeLong, loadSigned<int64_t>},
    {'L', 8, false, true, "L", storeUnsignedLong, loadUnsigned<uint64_t>},
    {'q', 8, true, true, "q", storeLongLong, loadSigned<int64_t>},
    {'Q', 8, false, true, "Q", storeUnsignedLongLong, loadUnsigned<uint64_t>},
    {'f', 4, false, false, "f", storeFloat<float>, loadFloat<float>},
    {'d', 8, false, false, "d", storeFloat<double>, loadFloat<double>},
    {}};

const ItemType *findItemType(uint32_t code) {
  for (const ItemType *type = itemTypes; type->code; ++type)
    if (uint32_t(type->code) == code)
      return type;
  return nullptr;
}

} // namespace dxpy::arrays
