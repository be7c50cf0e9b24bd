// str methods that give a changed copy: replace, strip, padding, affixes, tabs.
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

using bytewise::View;

// Replacement -----------------------------------------------------------------

Owned tooLong(ThreadState &ts) {
  return raise(ts, types::OverflowError, "replace string is too long");
}

/// "" in front of each of the first \p times characters, and at the end.
Owned interleave(ThreadState &ts, Value self, Value to, uint64_t times) {
  uint64_t places = strLength(self) + 1, added, bytes;
  if (times > places)
    times = places;
  if (__builtin_mul_overflow(times, strText(to).size(), &added) ||
      __builtin_add_overflow(added, strText(self).size(), &bytes))
    return tooLong(ts);
  StrObject *result =
      allocateStr(ts, bytes, strLength(self) + times * strLength(to));
  if (!result)
    return {};
  View text = strText(self);
  char *out = result->bytes;
  size_t at = 0;
  for (; times; --times) {
    out = bytewise::put(out, strText(to));
    if (at == text.size())
      break;
    unsigned length = text::sequenceLength(text[at]);
    out = bytewise::put(out, text.substr(at, length));
    at += length;
  }
  bytewise::put(out, text.substr(at));
  return Owned::steal(result);
}

Owned replaceText(ThreadState &ts, Value self, Value from, Value to,
                  uint64_t most) {
  View text = strText(self), old = strText(from), fresh = strText(to);
  bool same = bytewise::equal(old, fresh);
  if (most == 0 || same || (text.empty() && !old.empty()))
    return strPiece(ts, self, text);
  if (old.empty())
    return interleave(ts, self, to, most);
  size_t times = bytewise::countUpTo(text, old, most);
  if (!times)
    return strPiece(ts, self, text);
  uint64_t added, bytes = text.size() - times * old.size();
  if (__builtin_mul_overflow(times, fresh.size(), &added) ||
      __builtin_add_overflow(bytes, added, &bytes) || bytes > INT64_MAX)
    return tooLong(ts);
  uint64_t characters =
      strLength(self) - times * strLength(from) + times * strLength(to);
  if (characters <= 1) { // characters are unique
    char small[8];
    char *end = bytewise::replace(small, text, old, fresh, times);
    return makeStr(ts, {small, size_t(end - small)}, characters);
  }
  StrObject *result = allocateStr(ts, bytes, characters);
  if (!result)
    return {};
  bytewise::replace(result->bytes, text, old, fresh, times);
  return Owned::steal(result);
}

// Stripping -------------------------------------------------------------------

enum Sides : unsigned { kLeft = 1, kRight = 2, kBoth = 3 };

/// The characters that strip takes away.
class StripSet {
public:
  StripSet() = default; ///< white space
  explicit StripSet(View chars) : chars_(chars), given_(true) {
    for (char c : chars)
      if (uint8_t(c) < 0x80)
        ascii_[uint8_t(c) >> 6] |= uint64_t(1) << (c & 63);
  }
  bool has(View character, char32_t c) const {
    if (!given_)
      return text::isSpace(c);
    if (c < 0x80)
      return ascii_[c >> 6] >> (c & 63) & 1;
    return bytewise::find(chars_, character) != bytewise::kNotFound;
  }

private:
  View chars_;
  bool given_ = false;
  uint64_t ascii_[2] = {};
};

View stripped(View text, const StripSet &set, unsigned sides) {
  size_t from = 0, to = text.size();
  while ((sides & kLeft) && from < to) {
    size_t next = from;
    char32_t c = text::decodeOne(text, next);
    if (!set.has(text.substr(from, next - from), c))
      break;
    from = next;
  }
  while ((sides & kRight) && to > from) {
    size_t before = to;
    char32_t c = text::decodeBefore(text, before);
    if (!set.has(text.substr(before, to - before), c))
      break;
    to = before;
  }
  return text.substr(from, to - from);
}

Owned stripNamed(ThreadState &ts, const char *name, Value self, Value chars,
                 unsigned sides) {
  if (!chars || chars.isNone())
    return strPiece(ts, self, stripped(strText(self), StripSet(), sides));
  if (!isStr(chars))
    return raise(ts, types::TypeError, "{} arg must be None or str", {name});
  return strPiece(ts, self,
                  stripped(strText(self), StripSet(strText(chars)), sides));
}

// Padding ---------------------------------------------------------------------

/// \p self between \p left and \p right fill characters.
Owned padded(ThreadState &ts, Value self, uint64_t left, uint64_t right,
             char32_t fill) {
  if (!left && !right)
    return strPiece(ts, self, strText(self));
  char unit[4];
  unsigned length = text::encodeOne(fill, unit);
  uint64_t count = left + right, extra, bytes;
  if (__builtin_mul_overflow(count, length, &extra) ||
      __builtin_add_overflow(extra, strText(self).size(), &bytes) ||
      bytes > INT64_MAX)
    return raise(ts, types::OverflowError, "padded string is too long");
  StrObject *result = allocateStr(ts, bytes, strLength(self) + count);
  if (!result)
    return {};
  auto put = [&](char *out, uint64_t times) {
    if (length == 1) {
      std::memset(out, unit[0], times);
      return out + times;
    }
    for (; times; --times)
      out = bytewise::put(out, {unit, length});
    return out;
  };
  char *out = put(result->bytes, left);
  out = bytewise::put(out, strText(self));
  put(out, right);
  if (strLength(self) + count == 1) {
    Owned hold = Owned::steal(result);
    return makeStr(ts, {result->bytes, bytes}, 1);
  }
  return Owned::steal(result);
}

/// width and fillchar. False: raised.
bool padArguments_py(ThreadState &ts, Value self, const Value *args,
                     uint64_t &missing, char32_t &fill) {
  int64_t width;
  if (!sizeArgument_py(ts, args[0], width))
    return false;
  fill = ' ';
  if (args[1]) {
    if (!isStr(args[1]))
      return raise(ts, types::TypeError,
                   "The fill character must be a unicode character, not {}",
                   {typeOf(args[1])});
    if (strLength(args[1]) != 1)
      return raise(ts, types::TypeError,
                   "The fill character must be exactly one character long");
    fill = strCharAt(args[1], 0);
  }
  auto length = int64_t(strLength(self));
  missing = width > length ? uint64_t(width - length) : 0;
  return true;
}

/// One pass of expandtabs: without \p out it only measures.
struct TabExpansion {
  View text;
  uint64_t tabSize;
  uint64_t bytes = 0;

  /// False: too long.
  bool run(char *out) {
    uint64_t column = 0;
    for (char c : text) {
      if (c == '\t') {
        uint64_t spaces = tabSize ? tabSize - column % tabSize : 0;
        column += spaces;
        if (out)
          out = static_cast<char *>(std::memset(out, ' ', spaces)) + spaces;
        if (__builtin_add_overflow(bytes, spaces, &bytes) || bytes > INT64_MAX)
          return false;
        continue;
      }
      if (!text::isContinuation(c))
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      if (out)
        *out++ = c;
      ++bytes;
    }
    return true;
  }
};

} // namespace

namespace str_methods {

Owned replace(ThreadState &ts, Value self, const Value *args) {
  for (int i = 0; i < 2; ++i)
    if (!isStr(args[i]))
      return raise(ts, types::TypeError,
                   "replace() argument {} must be str, not {}",
                   {i + 1, argumentType(args[i])});
  int64_t most = -1;
  if (args[2] && !sizeArgument_py(ts, args[2], most))
    return {};
  return replaceText(ts, self, args[0], args[1],
                     most < 0 ? UINT64_MAX : uint64_t(most));
}

Owned strip(ThreadState &ts, Value self, const Value *args) {
  return stripNamed(ts, "strip", self, args[0], kBoth);
}
Owned lstrip(ThreadState &ts, Value self, const Value *args) {
  return stripNamed(ts, "lstrip", self, args[0], kLeft);
}
Owned rstrip(ThreadState &ts, Value self, const Value *args) {
  return stripNamed(ts, "rstrip", self, args[0], kRight);
}

Owned removePrefix(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "removeprefix() argument must be str, not {}",
                 {argumentType(args[0])});
  View text = strText(self), prefix = strText(args[0]);
  return strPiece(
      ts, self,
      bytewise::startsWith(text, prefix) ? text.substr(prefix.size()) : text);
}

Owned removeSuffix(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "removesuffix() argument must be str, not {}",
                 {argumentType(args[0])});
  View text = strText(self), suffix = strText(args[0]);
  return strPiece(ts, self,
                  bytewise::endsWith(text, suffix)
                      ? text.substr(0, text.size() - suffix.size())
                      : text);
}

Owned center(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char32_t fill;
  if (!padArguments_py(ts, self, args, missing, fill))
    return {};
  uint64_t width = strLength(self) + missing;
  uint64_t left = missing / 2 + (missing & width & 1);
  return padded(ts, self, left, missing - left, fill);
}

Owned ljust(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char32_t fill;
  if (!padArguments_py(ts, self, args, missing, fill))
    return {};
  return padded(ts, self, 0, missing, fill);
}

Owned rjust(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char32_t fill;
  if (!padArguments_py(ts, self, args, missing, fill))
    return {};
  return padded(ts, self, missing, 0, fill);
}

Owned zfill(ThreadState &ts, Value self, const Value *args) {
  int64_t width;
  if (!sizeArgument_py(ts, args[0], width))
    return {};
  auto length = int64_t(strLength(self));
  if (width <= length)
    return strPiece(ts, self, strText(self));
  uint64_t zeros = uint64_t(width - length);
  Owned result = padded(ts, self, zeros, 0, '0');
  if (!result || length == 0)
    return result;
  char *bytes = result.as<StrObject>()->bytes;
  if (bytes[zeros] == '+' || bytes[zeros] == '-')
    std::swap(bytes[0], bytes[zeros]);
  return result;
}

Owned expandTabs(ThreadState &ts, Value self, const Value *args) {
  int tabSize = 8;
  if (args[0] && !intArgument_py(ts, args[0], tabSize))
    return {};
  View text = strText(self);
  if (bytewise::find(text, "\t") == bytewise::kNotFound)
    return strPiece(ts, self, text);
  TabExpansion measure{text, tabSize > 0 ? uint64_t(tabSize) : 0};
  if (!measure.run(nullptr))
    return raise(ts, types::OverflowError, "new string is too long");
  uint64_t continuations = text.size() - strLength(self);
  uint64_t characters = measure.bytes - continuations;
  if (characters <= 1) {
    char small[8];
    TabExpansion{text, measure.tabSize}.run(small);
    return makeStr(ts, {small, measure.bytes}, characters);
  }
  StrObject *result = allocateStr(ts, measure.bytes, characters);
  if (!result)
    return {};
  TabExpansion{text, measure.tabSize}.run(result->bytes);
  return Owned::steal(result);
}

} // namespace str_methods

} // namespace dxpy
