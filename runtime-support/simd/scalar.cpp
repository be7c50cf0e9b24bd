#include "runtime-support/simd/kernels.h"

#include <cstring>

namespace dxpy::simd::scalar {
namespace {

unsigned char at(const char *bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

} // namespace

bool isAscii(const char *bytes, std::size_t size) {
  unsigned char any = 0;
  for (std::size_t i = 0; i < size; ++i)
    any |= at(bytes, i);
  return any < 0x80;
}

bool isValidUtf8(const char *bytes, std::size_t size) {
  std::size_t i = 0;
  while (i < size) {
    unsigned char lead = at(bytes, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (lead < 0xC2 || lead > 0xF4)
      return false;
    std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size - i < length)
      return false;
    unsigned char second = at(bytes, i + 1);
    unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most)
      return false;
    for (std::size_t k = 2; k < length; ++k)
      if ((at(bytes, i + k) & 0xC0) != 0x80)
        return false;
    i += length;
  }
  return true;
}

std::size_t countCharacters(const char *bytes, std::size_t size) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i)
    count += (at(bytes, i) & 0xC0) != 0x80;
  return count;
}

std::size_t findByte(const char *bytes, std::size_t size, char byte) {
  const void *found = size ? std::memchr(bytes, byte, size) : nullptr;
  return found ? std::size_t(static_cast<const char *>(found) - bytes)
               : notFound;
}

std::size_t findLastByte(const char *bytes, std::size_t size, char byte) {
  while (size-- > 0)
    if (bytes[size] == byte)
      return size;
  return notFound;
}

std::size_t countByte(const char *bytes, std::size_t size, char byte) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size; ++i)
    count += bytes[i] == byte;
  return count;
}

bool equal(const char *a, const char *b, std::size_t size) {
  return size == 0 || std::memcmp(a, b, size) == 0;
}

void asciiLower(char *out, const char *bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    out[i] = char(bytes[i] + (unsigned(bytes[i] - 'A') < 26u ? 32 : 0));
}

void asciiUpper(char *out, const char *bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    out[i] = char(bytes[i] - (unsigned(bytes[i] - 'a') < 26u ? 32 : 0));
}

namespace {

/// A string read from either end, so that the last place is found as the first
/// one backwards.
template <bool backwards> struct View {
  const char *bytes;
  std::size_t size;
  unsigned char operator[](std::size_t i) const {
    return at(bytes, backwards ? size - 1 - i : i);
  }
};

struct Factor {
  std::size_t start, period;
};

/// The maximal suffix of the needle, for one order of the bytes, and its
/// period.
template <typename Needle> Factor maximalSuffix(Needle x, bool reversed) {
  std::size_t start = 0, candidate = 1, k = 0, period = 1;
  while (candidate + k < x.size) {
    unsigned char a = x[start + k], b = x[candidate + k];
    if (a == b) {
      if (++k == period) {
        candidate += period;
        k = 0;
      }
    } else if ((b < a) != reversed) {
      candidate += k + 1;
      k = 0;
      period = candidate - start;
    } else {
      start = candidate++;
      k = 0;
      period = 1;
    }
  }
  return {start, period};
}

template <bool backwards>
std::size_t twoWay(View<backwards> text, View<backwards> x) {
  Factor f = maximalSuffix(x, false), g = maximalSuffix(x, true);
  if (g.start > f.start)
    f = g;
  bool periodic = f.start + f.period <= x.size;
  for (std::size_t i = 0; periodic && i < f.start; ++i)
    periodic = x[i] == x[i + f.period];
  std::size_t longSide =
      (f.start > x.size - f.start ? f.start : x.size - f.start) + 1;
  std::size_t shift = periodic ? f.period : longSide, memory = 0;
  for (std::size_t place = 0; place + x.size <= text.size;) {
    std::size_t i = f.start > memory ? f.start : memory;
    while (i < x.size && x[i] == text[place + i])
      ++i;
    if (i < x.size) {
      place += i - f.start + 1;
      memory = 0;
      continue;
    }
    std::size_t j = f.start;
    while (j > memory && x[j - 1] == text[place + j - 1])
      --j;
    if (j <= memory)
      return place;
    place += shift;
    memory = periodic ? x.size - shift : 0;
  }
  return notFound;
}

} // namespace

std::size_t find(const char *bytes, std::size_t size, const char *needle,
                 std::size_t needleSize) {
  if (needleSize > size)
    return notFound;
  return twoWay<false>({bytes, size}, {needle, needleSize});
}

std::size_t findLast(const char *bytes, std::size_t size, const char *needle,
                     std::size_t needleSize) {
  if (needleSize > size)
    return notFound;
  std::size_t place = twoWay<true>({bytes, size}, {needle, needleSize});
  return place == notFound ? notFound : size - needleSize - place;
}

} // namespace dxpy::simd::scalar
