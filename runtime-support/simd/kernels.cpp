// The vector kernels, compiled once for each instruction set (Highway's
// foreach_target), and the public functions that choose among them.
#include "runtime-support/simd/kernels.h"

#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "runtime-support/simd/kernels.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dxpy::simd::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Bytes = hn::ScalableTag<std::uint8_t>;
using Vector = hn::Vec<Bytes>;

inline const std::uint8_t *asBytes(const char *p) {
  return reinterpret_cast<const std::uint8_t *>(p);
}
inline std::uint8_t *asBytes(char *p) {
  return reinterpret_cast<std::uint8_t *>(p);
}

template <typename Mask> inline std::uint64_t maskBits(Bytes d, Mask mask) {
  std::uint8_t raw[8] = {};
  hn::StoreMaskBits(d, mask, raw);
  std::uint64_t bits;
  std::memcpy(&bits, raw, sizeof bits);
  return bits;
}

inline bool hasHighBits(Bytes d, Vector v) {
  return !hn::AllFalse(d, hn::Ne(hn::And(v, hn::Set(d, 0x80)), hn::Zero(d)));
}

bool isAscii(const char *bytes, std::size_t size) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + 4 * n <= size; i += 4 * n) {
    Vector a = hn::Or(hn::LoadU(d, asBytes(bytes + i)),
                      hn::LoadU(d, asBytes(bytes + i + n)));
    Vector b = hn::Or(hn::LoadU(d, asBytes(bytes + i + 2 * n)),
                      hn::LoadU(d, asBytes(bytes + i + 3 * n)));
    if (hasHighBits(d, hn::Or(a, b)))
      return false;
  }
  for (; i + n <= size; i += n)
    if (hasHighBits(d, hn::LoadU(d, asBytes(bytes + i))))
      return false;
  return scalar::isAscii(bytes + i, size - i);
}

// Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte"
// (2021): three table lookups classify each pair of bytes; the pair before the
// last two bytes says where continuations must be. Each bit of a table entry is
// one kind of error.
namespace utf8 {
constexpr std::uint8_t tooShort = 1, tooLong = 2, overlong3 = 4, tooLarge = 8,
                       surrogate = 16, overlong2 = 32, tooLarge1000 = 64,
                       overlong4 = 64, twoContinuations = 128;
constexpr std::uint8_t carry = tooShort | tooLong | twoContinuations;
constexpr std::uint8_t large = carry | tooLarge | tooLarge1000;
alignas(16) constexpr std::uint8_t firstHigh[16] = {
    tooLong,
    tooLong,
    tooLong,
    tooLong,
    tooLong,
    tooLong,
    tooLong,
    tooLong,
    twoContinuations,
    twoContinuations,
    twoContinuations,
    twoContinuations,
    tooShort | overlong2,
    tooShort,
    tooShort | overlong3 | surrogate,
    tooShort | tooLarge | tooLarge1000 | overlong4};
alignas(16) constexpr std::uint8_t firstLow[16] = {carry | overlong3 |
                                                       overlong2 | overlong4,
                                                   carry | overlong2,
                                                   carry,
                                                   carry,
                                                   carry | tooLarge,
                                                   large,
                                                   large,
                                                   large,
                                                   large,
                                                   large,
                                                   large,
                                                   large,
                                                   large,
                                                   large | surrogate,
                                                   large,
                                                   large};
constexpr std::uint8_t eight = tooLong | overlong2 | twoContinuations |
                               overlong3 | tooLarge1000 | overlong4,
                       nine = tooLong | overlong2 | twoContinuations |
                              overlong3 | tooLarge,
                       ten = tooLong | overlong2 | twoContinuations |
                             surrogate | tooLarge;
alignas(16) constexpr std::uint8_t secondHigh[16] = {
    tooShort, tooShort, tooShort, tooShort, tooShort, tooShort,
    tooShort, tooShort, eight,    nine,     ten,      ten,
    tooShort, tooShort, tooShort, tooShort};
} // namespace utf8

/// Errors in the bytes at p, of which p[-3] is the first that may be read.
inline Vector utf8Errors(Bytes d, const std::uint8_t *p) {
  const Vector low = hn::Set(d, 0x0F);
  Vector input = hn::LoadU(d, p), before1 = hn::LoadU(d, p - 1),
         before2 = hn::LoadU(d, p - 2), before3 = hn::LoadU(d, p - 3);
  Vector pair =
      hn::And(hn::And(hn::TableLookupBytes(hn::LoadDup128(d, utf8::firstHigh),
                                           hn::ShiftRight<4>(before1)),
                      hn::TableLookupBytes(hn::LoadDup128(d, utf8::firstLow),
                                           hn::And(before1, low))),
              hn::TableLookupBytes(hn::LoadDup128(d, utf8::secondHigh),
                                   hn::ShiftRight<4>(input)));
  Vector third = hn::SaturatedSub(before2, hn::Set(d, 0xE0 - 0x80));
  Vector fourth = hn::SaturatedSub(before3, hn::Set(d, 0xF0 - 0x80));
  return hn::Xor(hn::And(hn::Or(third, fourth), hn::Set(d, 0x80)), pair);
}

bool isValidUtf8(const char *bytes, std::size_t size) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  // The first block and the last bytes are checked in a buffer, between zeros.
  constexpr std::size_t margin = 16;
  std::uint8_t buffer[margin + 2 * HWY_MAX_BYTES] = {};
  std::size_t head = size < n ? size : n;
  std::memcpy(buffer + margin, bytes, head);
  Vector errors = utf8Errors(d, buffer + margin);
  std::size_t i = n;
  for (; i + n <= size; i += n) {
    const std::uint8_t *p = asBytes(bytes + i);
    if (hasHighBits(d, hn::Or(hn::LoadU(d, p), hn::LoadU(d, p - 3))))
      errors = hn::Or(errors, utf8Errors(d, p));
  }
  // The bytes behind the last whole block, with the three before them, and at
  // least one zero that shows an unfinished character.
  std::memset(buffer, 0, sizeof buffer);
  std::size_t from = size < n ? 0 : i - 3;
  std::memcpy(buffer + margin, bytes + from, size - from);
  std::size_t skip =
      size < n ? 0 : 3; // these three were checked with their own past
  errors = hn::Or(errors, utf8Errors(d, buffer + margin + skip));
  return hn::AllFalse(d, hn::Ne(errors, hn::Zero(d)));
}

/// Counts the lanes for which test(v) holds, less what scalar(tail) counts.
template <typename Test>
inline std::size_t countLanes(const char *bytes, std::size_t size,
                              std::size_t &done, Test test) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  std::size_t count = 0, i = 0;
  for (; i + n <= size; i += n)
    count += hn::CountTrue(d, test(d, hn::LoadU(d, asBytes(bytes + i))));
  done = i;
  return count;
}

std::size_t countCharacters(const char *bytes, std::size_t size) {
  std::size_t done = 0;
  std::size_t count = countLanes(bytes, size, done, [](Bytes d, Vector v) {
    return hn::Ne(hn::And(v, hn::Set(d, 0xC0)), hn::Set(d, 0x80));
  });
  return count + scalar::countCharacters(bytes + done, size - done);
}

std::size_t countByte(const char *bytes, std::size_t size, char byte) {
  std::size_t done = 0;
  std::size_t count = countLanes(bytes, size, done, [byte](Bytes d, Vector v) {
    return hn::Eq(v, hn::Set(d, std::uint8_t(byte)));
  });
  return count + scalar::countByte(bytes + done, size - done, byte);
}

std::size_t findByte(const char *bytes, std::size_t size, char byte) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  const Vector wanted = hn::Set(d, std::uint8_t(byte));
  std::size_t i = 0;
  for (; i + n <= size; i += n)
    if (std::uint64_t bits =
            maskBits(d, hn::Eq(hn::LoadU(d, asBytes(bytes + i)), wanted)))
      return i + std::size_t(std::countr_zero(bits));
  std::size_t rest = scalar::findByte(bytes + i, size - i, byte);
  return rest == notFound ? notFound : i + rest;
}

std::size_t findLastByte(const char *bytes, std::size_t size, char byte) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  const Vector wanted = hn::Set(d, std::uint8_t(byte));
  std::size_t end = size;
  for (; end >= n; end -= n)
    if (std::uint64_t bits =
            maskBits(d, hn::Eq(hn::LoadU(d, asBytes(bytes + end - n)), wanted)))
      return end - n + 63 - std::size_t(std::countl_zero(bits));
  return scalar::findLastByte(bytes, end, byte);
}

/// Looks for places where the needle's first and last bytes are, and compares
/// there. When the comparisons cost more than the search gains, it leaves the
/// rest, from `resume` on, to two-way.
std::size_t find(const char *bytes, std::size_t size, const char *needle,
                 std::size_t needleSize, std::size_t &resume) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d), gap = needleSize - 1;
  const Vector first = hn::Set(d, std::uint8_t(needle[0])),
               last = hn::Set(d, std::uint8_t(needle[gap]));
  resume = 0;
  if (size < gap + n)
    return notFound;
  const std::size_t final =
      size - gap - n; // the last block, which may overlap the one before
  std::size_t work = 0;
  for (std::size_t i = 0;; i = i + n < final ? i + n : final) {
    Vector a = hn::LoadU(d, asBytes(bytes + i)),
           b = hn::LoadU(d, asBytes(bytes + i + gap));
    std::uint64_t bits =
        maskBits(d, hn::And(hn::Eq(a, first), hn::Eq(b, last)));
    for (; bits; bits &= bits - 1) {
      std::size_t place = i + std::size_t(std::countr_zero(bits));
      if (gap < 2 || std::memcmp(bytes + place + 1, needle + 1, gap - 1) == 0)
        return place;
      work += needleSize;
    }
    if (i == final) {
      resume = size;
      return notFound;
    }
    if (work > 4 * i + 4096) {
      resume = i + n < final ? i + n : final;
      return notFound;
    }
  }
}

bool equal(const char *a, const char *b, std::size_t size) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + n <= size; i += n)
    if (!hn::AllTrue(d, hn::Eq(hn::LoadU(d, asBytes(a + i)),
                               hn::LoadU(d, asBytes(b + i)))))
      return false;
  return scalar::equal(a + i, b + i, size - i);
}

/// Flips the case bit of the 26 letters from `from` on.
inline std::size_t flipLetters(char *out, const char *bytes, std::size_t size,
                               char from) {
  const Bytes d;
  const std::size_t n = hn::Lanes(d);
  const Vector start = hn::Set(d, std::uint8_t(from)), letters = hn::Set(d, 26),
               bit = hn::Set(d, 32);
  std::size_t i = 0;
  for (; i + n <= size; i += n) {
    Vector v = hn::LoadU(d, asBytes(bytes + i));
    hn::StoreU(
        hn::Xor(v, hn::IfThenElseZero(hn::Lt(hn::Sub(v, start), letters), bit)),
        d, asBytes(out + i));
  }
  return i;
}

void asciiLower(char *out, const char *bytes, std::size_t size) {
  std::size_t i = flipLetters(out, bytes, size, 'A');
  scalar::asciiLower(out + i, bytes + i, size - i);
}

void asciiUpper(char *out, const char *bytes, std::size_t size) {
  std::size_t i = flipLetters(out, bytes, size, 'a');
  scalar::asciiUpper(out + i, bytes + i, size - i);
}

} // namespace dxpy::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dxpy::simd {
namespace {

HWY_EXPORT(isAscii);
HWY_EXPORT(isValidUtf8);
HWY_EXPORT(countCharacters);
HWY_EXPORT(countByte);
HWY_EXPORT(findByte);
HWY_EXPORT(findLastByte);
HWY_EXPORT(find);
HWY_EXPORT(equal);
HWY_EXPORT(asciiLower);
HWY_EXPORT(asciiUpper);

/// Below this size the choice of a kernel costs more than it gains.
constexpr std::size_t vectorFrom = 32;

/// Tries every place; for sizes whose product is small.
std::size_t findShort(const char *bytes, std::size_t size, const char *needle,
                      std::size_t needleSize) {
  for (std::size_t i = 0; i + needleSize <= size; ++i)
    if (bytes[i] == needle[0] &&
        std::memcmp(bytes + i + 1, needle + 1, needleSize - 1) == 0)
      return i;
  return notFound;
}

} // namespace

bool isAscii(const char *bytes, std::size_t size) {
  return size < vectorFrom ? scalar::isAscii(bytes, size)
                           : HWY_DYNAMIC_DISPATCH(isAscii)(bytes, size);
}
bool isValidUtf8(const char *bytes, std::size_t size) {
  return size < vectorFrom ? scalar::isValidUtf8(bytes, size)
                           : HWY_DYNAMIC_DISPATCH(isValidUtf8)(bytes, size);
}
std::size_t countCharacters(const char *bytes, std::size_t size) {
  return size < vectorFrom ? scalar::countCharacters(bytes, size)
                           : HWY_DYNAMIC_DISPATCH(countCharacters)(bytes, size);
}
std::size_t countByte(const char *bytes, std::size_t size, char byte) {
  return size < vectorFrom ? scalar::countByte(bytes, size, byte)
                           : HWY_DYNAMIC_DISPATCH(countByte)(bytes, size, byte);
}
std::size_t findByte(const char *bytes, std::size_t size, char byte) {
  return size < vectorFrom ? scalar::findByte(bytes, size, byte)
                           : HWY_DYNAMIC_DISPATCH(findByte)(bytes, size, byte);
}
std::size_t findLastByte(const char *bytes, std::size_t size, char byte) {
  return size < vectorFrom
             ? scalar::findLastByte(bytes, size, byte)
             : HWY_DYNAMIC_DISPATCH(findLastByte)(bytes, size, byte);
}

std::size_t find(const char *bytes, std::size_t size, const char *needle,
                 std::size_t needleSize) {
  if (needleSize > size)
    return notFound;
  if (needleSize == 1)
    return findByte(bytes, size, needle[0]);
  if (size < vectorFrom)
    return findShort(bytes, size, needle, needleSize);
  std::size_t resume = 0;
  std::size_t place =
      HWY_DYNAMIC_DISPATCH(find)(bytes, size, needle, needleSize, resume);
  if (place != notFound || resume == size)
    return place;
  size -= resume;
  place = size * needleSize <= 4096
              ? findShort(bytes + resume, size, needle, needleSize)
              : scalar::find(bytes + resume, size, needle, needleSize);
  return place == notFound ? notFound : resume + place;
}

std::size_t findLast(const char *bytes, std::size_t size, const char *needle,
                     std::size_t needleSize) {
  return needleSize == 1 ? findLastByte(bytes, size, needle[0])
                         : scalar::findLast(bytes, size, needle, needleSize);
}

std::size_t count(const char *bytes, std::size_t size, const char *needle,
                  std::size_t needleSize) {
  if (needleSize == 1)
    return countByte(bytes, size, needle[0]);
  std::size_t found = 0;
  for (std::size_t at = 0;; ++found) {
    std::size_t place = find(bytes + at, size - at, needle, needleSize);
    if (place == notFound)
      return found;
    at += place + needleSize;
  }
}

bool equal(const char *a, const char *b, std::size_t size) {
  return size < vectorFrom ? scalar::equal(a, b, size)
                           : HWY_DYNAMIC_DISPATCH(equal)(a, b, size);
}
void asciiLower(char *out, const char *bytes, std::size_t size) {
  if (size < vectorFrom)
    scalar::asciiLower(out, bytes, size);
  else
    HWY_DYNAMIC_DISPATCH(asciiLower)(out, bytes, size);
}
void asciiUpper(char *out, const char *bytes, std::size_t size) {
  if (size < vectorFrom)
    scalar::asciiUpper(out, bytes, size);
  else
    HWY_DYNAMIC_DISPATCH(asciiUpper)(out, bytes, size);
}

} // namespace dxpy::simd
#endif
