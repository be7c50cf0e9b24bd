// Items of objects that hold a block of numbers (array.array), for native code:
// loads and stores without the object's type.
#pragma once
#include "runtime-support/inline/operations.h"
#include <cstring>

namespace dxpy {

/// Where item \p index lies, if \p object has raw items and that one; null:
/// not so.
inline char *rawItemAt(Word object, int64_t index, uint64_t &kind) {
  if (!isPointer(object) || !(objectOf(object)->flags & kHasRawItems))
    return nullptr;
  auto *items = reinterpret_cast<const RawItemsObject *>(object);
  int64_t at = index < 0 ? index + items->length : index;
  if (uint64_t(at) >= uint64_t(items->length)) [[unlikely]]
    return nullptr;
  kind = items->kind;
  return items->data + (uint64_t(at) << (kind & kRawSizeMask));
}

template <typename T> T loadRaw(const char *from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <typename T> void storeRaw(char *to, T value) {
  std::memcpy(to, &value, sizeof value);
}

inline constexpr uint64_t kRawDouble = kRawFloat | 3,
                          kRawSingle = kRawFloat | 2;

inline bool loadRawFloat(const char *from, uint64_t kind, double &out) {
  if (kind == kRawDouble) [[likely]]
    out = loadRaw<double>(from);
  else if (kind == kRawSingle)
    out = loadRaw<float>(from);
  else
    return false;
  return true;
}
/// Of all kinds but unsigned numbers of 64 bits.
inline bool loadRawInt(const char *from, uint64_t kind, int64_t &out) {
  switch (kind) {
  case kRawSigned | 0:
    out = loadRaw<int8_t>(from);
    return true;
  case kRawSigned | 1:
    out = loadRaw<int16_t>(from);
    return true;
  case kRawSigned | 2:
    out = loadRaw<int32_t>(from);
    return true;
  case kRawSigned | 3:
    out = loadRaw<int64_t>(from);
    return true;
  case 0:
    out = loadRaw<uint8_t>(from);
    return true;
  case 1:
    out = loadRaw<uint16_t>(from);
    return true;
  case 2:
    out = loadRaw<uint32_t>(from);
    return true;
  default:
    return false;
  }
}

inline bool storeRawFloat(char *to, uint64_t kind, double value) {
  if (kind == kRawDouble) [[likely]]
    storeRaw(to, value);
  else if (kind == kRawSingle)
    storeRaw(to, float(value));
  else
    return false;
  return true;
}
/// Stores \p value if it is in the range of \p kind.
inline bool storeRawInt(char *to, uint64_t kind, int64_t value) {
  if (kind & kRawFloat)
    return storeRawFloat(to, kind, double(value));
  unsigned unused = 64 - (8u << (kind & kRawSizeMask));
  bool fits = kind & kRawSigned
                  ? int64_t(uint64_t(value) << unused) >> unused == value
                  : uint64_t(value) << unused >> unused == uint64_t(value) &&
                        value >= 0;
  if (!fits || (kind & kRawOther))
    return false;
  std::memcpy(to, &value, size_t(1) << (kind & kRawSizeMask));
  return true;
}

/// object[key] of small ints as keys; kError: the general way.
inline Word rawSubscript(ThreadState *ts, Word object, Word key) {
  uint64_t kind;
  const char *item =
      isSmallInt(key) ? rawItemAt(object, smallIntValue(key), kind) : nullptr;
  if (!item)
    return kError;
  double real;
  if (loadRawFloat(item, kind, real))
    return dxBoxFloat(ts, real);
  int64_t number;
  return loadRawInt(item, kind, number) ? dxBoxInt(ts, number) : kError;
}
/// object[key] = value; false: the general way, nothing has happened.
inline bool storeRawSubscript(Word object, Word key, Word value) {
  uint64_t kind;
  char *item =
      isSmallInt(key) ? rawItemAt(object, smallIntValue(key), kind) : nullptr;
  if (!item)
    return false;
  if (isImmediateFloat(value))
    return storeRawFloat(item, kind, immediateFloatValue(value));
  return isSmallInt(value) && storeRawInt(item, kind, smallIntValue(value));
}

} // namespace dxpy
