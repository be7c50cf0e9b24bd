// Search, replacement and splitting of byte texts, for str (UTF-8, where bytes
// find what characters would) and for bytes. Knows views only.
#pragma once
#include "runtime-support/simd/kernels.h"
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dxpy::bytewise {

using View = std::string_view;
inline constexpr size_t kNotFound = simd::notFound;

inline bool equal(View a, View b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}
inline bool startsWith(View text, View prefix) {
  return prefix.size() <= text.size() &&
         std::memcmp(text.data(), prefix.data(), prefix.size()) == 0;
}
inline bool endsWith(View text, View suffix) {
  return suffix.size() <= text.size() &&
         std::memcmp(text.data() + text.size() - suffix.size(), suffix.data(),
                     suffix.size()) == 0;
}

/// The first place of \p needle at or after \p from; kNotFound.
inline size_t find(View text, View needle, size_t from = 0) {
  const char *start = text.data() + from;
  size_t left = text.size() - from;
  if (needle.empty())
    return from;
  if (needle.size() > left)
    return kNotFound;
  size_t found = needle.size() == 1
                     ? simd::findByte(start, left, needle[0])
                     : simd::find(start, left, needle.data(), needle.size());
  return found == simd::notFound ? kNotFound : found + from;
}
inline size_t findLast(View text, View needle) {
  if (needle.empty())
    return text.size();
  if (needle.size() > text.size())
    return kNotFound;
  return needle.size() == 1
             ? simd::findLastByte(text.data(), text.size(), needle[0])
             : simd::findLast(text.data(), text.size(), needle.data(),
                              needle.size());
}
/// Places of a needle of at least one byte that do not overlap.
inline size_t count(View text, View needle) {
  if (needle.size() > text.size())
    return 0;
  return needle.size() == 1
             ? simd::countByte(text.data(), text.size(), needle[0])
             : simd::count(text.data(), text.size(), needle.data(),
                           needle.size());
}
/// The same, at most \p most.
inline size_t countUpTo(View text, View needle, size_t most) {
  if (most >= text.size())
    return count(text, needle);
  size_t found = 0;
  for (size_t at = 0; found < most; ++found) {
    at = find(text, needle, at);
    if (at == kNotFound)
      break;
    at += needle.size();
  }
  return found;
}

inline char *put(char *out, View text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

/// Writes \p text with the first \p times places of \p from (not empty)
/// replaced.
inline char *replace(char *out, View text, View from, View to, size_t times) {
  size_t at = 0;
  for (; times; --times) {
    size_t found = find(text, from, at);
    if (found == kNotFound)
      break;
    out = put(out, text.substr(at, found - at));
    out = put(out, to);
    at = found + from.size();
  }
  return put(out, text.substr(at));
}

/// A start and end as Python's search methods take them, made to fit.
struct Range {
  int64_t start = 0, end = INT64_MAX;
  void adjust(int64_t length) {
    if (end > length)
      end = length;
    else if (end < 0 && (end += length) < 0)
      end = 0;
    if (start < 0 && (start += length) < 0)
      start = 0;
  }
};

} // namespace dxpy::bytewise
