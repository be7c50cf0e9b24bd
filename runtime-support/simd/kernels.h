// Loops over bytes that gain from wide vectors, for str, bytes and the codecs.
// They know bytes and UTF-8, not Python. Short inputs never reach the dispatch.
// `dxpy::simd::scalar` has the same functions one byte at a time: the reference
// in tests, and what short inputs use.
#ifndef DXPY_RUNTIME_SIMD_KERNELS_H
#define DXPY_RUNTIME_SIMD_KERNELS_H

#include <cstddef>
#include <cstdint>

namespace dxpy::simd {

inline constexpr std::size_t notFound = ~std::size_t(0);

bool isAscii(const char *bytes, std::size_t size);
/// Strict UTF-8: no surrogates, no overlong forms.
bool isValidUtf8(const char *bytes, std::size_t size);
/// Characters of valid UTF-8.
std::size_t countCharacters(const char *bytes, std::size_t size);

std::size_t findByte(const char *bytes, std::size_t size, char byte);
std::size_t findLastByte(const char *bytes, std::size_t size, char byte);
std::size_t countByte(const char *bytes, std::size_t size, char byte);
/// The first place of a needle of at least one byte; linear time whatever the
/// bytes.
std::size_t find(const char *bytes, std::size_t size, const char *needle,
                 std::size_t needleSize);
/// The last place.
std::size_t findLast(const char *bytes, std::size_t size, const char *needle,
                     std::size_t needleSize);
/// Places that do not overlap, from the left.
std::size_t count(const char *bytes, std::size_t size, const char *needle,
                  std::size_t needleSize);

bool equal(const char *a, const char *b, std::size_t size);
/// ASCII letters only, other bytes stay. out may be bytes.
void asciiLower(char *out, const char *bytes, std::size_t size);
void asciiUpper(char *out, const char *bytes, std::size_t size);

namespace scalar {
bool isAscii(const char *bytes, std::size_t size);
bool isValidUtf8(const char *bytes, std::size_t size);
std::size_t countCharacters(const char *bytes, std::size_t size);
std::size_t findByte(const char *bytes, std::size_t size, char byte);
std::size_t findLastByte(const char *bytes, std::size_t size, char byte);
std::size_t countByte(const char *bytes, std::size_t size, char byte);
/// The two-way algorithm of Crochemore and Perrin: linear time, no memory.
std::size_t find(const char *bytes, std::size_t size, const char *needle,
                 std::size_t needleSize);
std::size_t findLast(const char *bytes, std::size_t size, const char *needle,
                     std::size_t needleSize);
bool equal(const char *a, const char *b, std::size_t size);
void asciiLower(char *out, const char *bytes, std::size_t size);
void asciiUpper(char *out, const char *bytes, std::size_t size);
} // namespace scalar

} // namespace dxpy::simd

#endif
