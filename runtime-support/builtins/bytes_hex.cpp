// hex, fromhex and decode of bytes and bytearray.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/objects/codecs.h"

namespace dxpy {

namespace {

constexpr char kDigits[] = "0123456789abcdef";

/// The separator of hex(): one ASCII character. False: raised.
bool readSeparator(ThreadState &ts, Value separator, char &out) {
  int64_t length = length_py(ts, separator);
  if (length < 0)
    return false;
  if (length != 1)
    return raise(ts, types::ValueError, "sep must be length 1.");
  if (!isStr(separator) && !isBytes(separator))
    return raise(ts, types::TypeError, "sep must be str or bytes.");
  std::string_view text =
      isStr(separator) ? strText(separator) : dataOf(separator);
  if (uint8_t(text[0]) >= 0x80)
    return raise(ts, types::ValueError, "sep must be ASCII.");
  out = text[0];
  return true;
}

int hexDigit(uint8_t c) {
  if (ascii::isDigit(c))
    return c - '0';
  uint8_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

Owned hexText_py(ThreadState &ts, std::string_view data, Value separator,
                 Value perSeparator) {
  int group = 1;
  if (perSeparator && !intArgument_py(ts, perSeparator, group))
    return {};
  char between = 0;
  if (separator && !readSeparator(ts, separator, between))
    return {};
  uint64_t size = group < 0 ? -uint64_t(group) : uint64_t(group);
  if (!separator || size == 0 || size >= data.size())
    size = data.size();
  uint64_t separators = data.empty() ? 0 : (data.size() - 1) / size;
  if (data.empty())
    return emptyStr();
  uint64_t length = data.size() * 2 + separators;
  StrObject *result = allocateStr(ts, length, length);
  if (!result)
    return {};
  // Groups are counted from the right, or from the left if negative.
  uint64_t untilSeparator = group < 0 ? size : (data.size() - 1) % size + 1;
  char *out = result->bytes;
  for (char c : data) {
    if (untilSeparator == 0) {
      *out++ = between;
      untilSeparator = size;
    }
    --untilSeparator;
    *out++ = kDigits[uint8_t(c) >> 4];
    *out++ = kDigits[uint8_t(c) & 15];
  }
  return Owned::steal(result);
}

namespace bytes_methods {

Owned hex(ThreadState &ts, Value self, const Value *args) {
  return hexText_py(ts, dataOf(self), args[0], args[1]);
}

Owned parseHex(ThreadState &ts, Value text) {
  if (!isStr(text))
    return raise(ts, types::TypeError, "fromhex() argument must be str, not {}",
                 {argumentType(text)});
  std::string_view digits = strText(text);
  StrBuilder out(ts);
  auto wrong = [&](size_t at) {
    return raise(ts, types::ValueError,
                 "non-hexadecimal number found in fromhex() arg at position {}",
                 {strCharIndex(text, at)});
  };
  for (size_t at = 0; at < digits.size();) {
    if (ascii::isSpace(uint8_t(digits[at]))) {
      ++at;
      continue;
    }
    int high = hexDigit(uint8_t(digits[at]));
    if (high < 0)
      return wrong(at);
    // The text ends with a NUL, which is no digit.
    int low = hexDigit(uint8_t(digits.data()[at + 1]));
    if (low < 0)
      return wrong(at + 1);
    char byte = char(high << 4 | low);
    out.append({&byte, 1});
    at += 2;
  }
  return makeBytes(ts, out.view());
}

Owned decode(ThreadState &ts, Value self, const Value *args) {
  std::string_view encoding = "utf-8", errors = "strict";
  for (int i = 0; i < 2; ++i) {
    if (!args[i])
      continue;
    if (!isStr(args[i]))
      return raise(ts, types::TypeError,
                   "decode() argument '{}' must be str, not {}",
                   {i ? "errors" : "encoding", argumentType(args[i])});
    (i ? errors : encoding) = strText(args[i]);
    if (strText(args[i]).find('\0') != std::string_view::npos)
      return raise(ts, types::ValueError, "embedded null character");
  }
  Owned data = isBytes(self) ? copyOf(self) : makeBytes(ts, dataOf(self));
  return data ? decodeBytes(ts, data, encoding, errors) : Owned();
}

} // namespace bytes_methods

} // namespace dxpy
