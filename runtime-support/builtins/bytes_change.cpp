// Methods of bytes and bytearray that give a changed copy.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

using bytewise::View;

Owned replaceTooLong(ThreadState &ts) {
  return raise(ts, types::OverflowError, "replace bytes is too long");
}

/// "" in front of each of the first \p times bytes, and at the end.
Owned interleave(ThreadState &ts, Value self, View to, uint64_t times) {
  View data = dataOf(self);
  if (times > data.size() + 1)
    times = data.size() + 1;
  uint64_t added, size;
  if (__builtin_mul_overflow(times, to.size(), &added) ||
      __builtin_add_overflow(added, data.size(), &size))
    return replaceTooLong(ts);
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  if (!result)
    return {};
  size_t at = 0;
  for (; times; --times) {
    out = bytewise::put(out, to);
    if (at < data.size())
      *out++ = data[at++];
  }
  if (at < data.size())
    bytewise::put(out, data.substr(at));
  return result;
}

Owned replaceData(ThreadState &ts, Value self, View from, View to,
                  uint64_t most) {
  View data = dataOf(self);
  if (most == 0 || (from.empty() && to.empty()) ||
      (data.empty() && !from.empty()))
    return makeLike(ts, self, data);
  if (from.empty())
    return interleave(ts, self, to, most);
  size_t times = bytewise::countUpTo(data, from, most);
  if (!times || bytewise::equal(from, to))
    return makeLike(ts, self, data);
  uint64_t added, size = data.size() - times * from.size();
  if (__builtin_mul_overflow(times, to.size(), &added) ||
      __builtin_add_overflow(size, added, &size) || size > INT64_MAX)
    return replaceTooLong(ts);
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  if (result)
    bytewise::replace(out, data, from, to, times);
  return result;
}

/// A set of bytes.
struct ByteSet {
  bool has[256] = {};
  explicit ByteSet(View bytes) {
    for (char c : bytes)
      has[uint8_t(c)] = true;
  }
};

enum Sides : unsigned { kLeft = 1, kRight = 2 };

Owned stripSides(ThreadState &ts, Value self, Value chars, unsigned sides) {
  BufferArgument given(ts);
  View taken = " \t\n\r\f\v";
  if (chars && !chars.isNone()) {
    if (!given.get(chars))
      return {};
    taken = given.data();
  }
  ByteSet set(taken);
  View data = dataOf(self);
  if (sides & kLeft)
    while (!data.empty() && set.has[uint8_t(data.front())])
      data.remove_prefix(1);
  if (sides & kRight)
    while (!data.empty() && set.has[uint8_t(data.back())])
      data.remove_suffix(1);
  return makeLike(ts, self, data);
}

Owned padded(ThreadState &ts, Value self, uint64_t left, uint64_t right,
             char fill) {
  View data = dataOf(self);
  if (!left && !right)
    return makeLike(ts, self, data);
  uint64_t size;
  if (__builtin_add_overflow(data.size(), left + right, &size) ||
      size > INT64_MAX)
    return raiseMemoryError(ts);
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  if (!result)
    return {};
  std::memset(out, fill, left);
  out = bytewise::put(out + left, dataOf(self));
  std::memset(out, fill, right);
  return result;
}

/// width and fillchar of a method. False: raised.
bool padArguments_py(ThreadState &ts, const char *name, Value self,
                     const Value *args, uint64_t &missing, char &fill) {
  int64_t width;
  if (!sizeArgument_py(ts, args[0], width))
    return false;
  fill = ' ';
  if (args[1]) {
    bool good = (isBytes(args[1]) || isByteArray(args[1])) &&
                dataOf(args[1]).size() == 1;
    if (!good)
      return raise(ts, types::TypeError,
                   "{}() argument 2 must be a byte string of length 1, not {}",
                   {name, argumentType(args[1])});
    fill = dataOf(args[1])[0];
  }
  auto length = int64_t(dataOf(self).size());
  missing = width > length ? uint64_t(width - length) : 0;
  return true;
}

/// One pass of expandtabs: without \p out it only measures. False: too long.
bool expand(View data, uint64_t tabSize, uint64_t &size, char *out) {
  uint64_t column = 0;
  for (char c : data) {
    uint64_t count = 1;
    if (c == '\t') {
      count = tabSize ? tabSize - column % tabSize : 0;
      column += count;
      if (out)
        std::memset(out, ' ', count);
    } else {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      if (out)
        *out = c;
    }
    if (out)
      out += count;
    if (__builtin_add_overflow(size, count, &size) || size > INT64_MAX)
      return false;
  }
  return true;
}

} // namespace

namespace bytes_methods {

Owned replace(ThreadState &ts, Value self, const Value *args) {
  BufferArgument from(ts), to(ts);
  int64_t most = -1;
  if (!from.get(args[0]) || !to.get(args[1]) ||
      (args[2] && !sizeArgument_py(ts, args[2], most)))
    return {};
  return replaceData(ts, self, from.data(), to.data(),
                     most < 0 ? UINT64_MAX : uint64_t(most));
}

Owned strip(ThreadState &ts, Value self, const Value *args) {
  return stripSides(ts, self, args[0], kLeft | kRight);
}
Owned lstrip(ThreadState &ts, Value self, const Value *args) {
  return stripSides(ts, self, args[0], kLeft);
}
Owned rstrip(ThreadState &ts, Value self, const Value *args) {
  return stripSides(ts, self, args[0], kRight);
}

Owned removePrefix(ThreadState &ts, Value self, const Value *args) {
  BufferArgument prefix(ts);
  if (!prefix.get(args[0]))
    return {};
  View data = dataOf(self);
  if (bytewise::startsWith(data, prefix.data()))
    data.remove_prefix(prefix.data().size());
  return makeLike(ts, self, data);
}

Owned removeSuffix(ThreadState &ts, Value self, const Value *args) {
  BufferArgument suffix(ts);
  if (!suffix.get(args[0]))
    return {};
  View data = dataOf(self);
  if (bytewise::endsWith(data, suffix.data()))
    data.remove_suffix(suffix.data().size());
  return makeLike(ts, self, data);
}

Owned translate(ThreadState &ts, Value self, const Value *args) {
  BufferArgument table(ts), removed(ts);
  bool hasTable = !args[0].isNone();
  if (hasTable && !table.get(args[0]))
    return {};
  if (hasTable && table.data().size() != 256)
    return raise(ts, types::ValueError,
                 "translation table must be 256 characters long");
  if (args[1] && !removed.get(args[1]))
    return {};
  ByteSet drop(removed.data());
  View data = dataOf(self);
  StrBuilder out(ts);
  char *place = out.extend(data.size());
  if (!place)
    return raiseMemoryError(ts);
  size_t size = 0;
  for (char c : data)
    if (!drop.has[uint8_t(c)])
      place[size++] = hasTable ? table.data()[uint8_t(c)] : c;
  out.truncate(size);
  if (isExactBytes(self) && out.view() == data)
    return copyOf(self);
  return isBytes(self) ? makeBytes(ts, out.view())
                       : makeByteArray(ts, out.view());
}

Owned makeTrans(ThreadState &ts, Value, const Value *args) {
  BufferArgument from(ts), to(ts);
  if (!from.get(args[0]) || !to.get(args[1]))
    return {};
  if (from.data().size() != to.data().size())
    return raise(ts, types::ValueError,
                 "maketrans arguments must have same length");
  char table[256];
  for (unsigned i = 0; i < 256; ++i)
    table[i] = char(i);
  for (size_t i = 0; i < from.data().size(); ++i)
    table[uint8_t(from.data()[i])] = to.data()[i];
  return makeBytes(ts, {table, sizeof table});
}

Owned center(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char fill;
  if (!padArguments_py(ts, "center", self, args, missing, fill))
    return {};
  uint64_t width = dataOf(self).size() + missing;
  uint64_t left = missing / 2 + (missing & width & 1);
  return padded(ts, self, left, missing - left, fill);
}

Owned ljust(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char fill;
  if (!padArguments_py(ts, "ljust", self, args, missing, fill))
    return {};
  return padded(ts, self, 0, missing, fill);
}

Owned rjust(ThreadState &ts, Value self, const Value *args) {
  uint64_t missing;
  char fill;
  if (!padArguments_py(ts, "rjust", self, args, missing, fill))
    return {};
  return padded(ts, self, missing, 0, fill);
}

Owned zfill(ThreadState &ts, Value self, const Value *args) {
  int64_t width;
  if (!sizeArgument_py(ts, args[0], width))
    return {};
  View data = dataOf(self);
  auto length = int64_t(data.size());
  if (width <= length)
    return makeLike(ts, self, data);
  char *out;
  Owned result = allocateLike(ts, self, size_t(width), &out);
  if (!result)
    return {};
  data = dataOf(self);
  uint64_t zeros = uint64_t(width - length);
  std::memset(out, '0', zeros);
  bytewise::put(out + zeros, data);
  if (length && (data[0] == '+' || data[0] == '-')) {
    out[0] = data[0];
    out[zeros] = '0';
  }
  return result;
}

Owned expandTabs(ThreadState &ts, Value self, const Value *args) {
  int tabSize = 8;
  if (args[0] && !intArgument_py(ts, args[0], tabSize))
    return {};
  uint64_t stops = tabSize > 0 ? uint64_t(tabSize) : 0, size = 0;
  if (!expand(dataOf(self), stops, size, nullptr))
    return raise(ts, types::OverflowError, "result too long");
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  uint64_t written = 0;
  if (result)
    expand(dataOf(self), stops, written, out);
  return result;
}

} // namespace bytes_methods

} // namespace dxpy
