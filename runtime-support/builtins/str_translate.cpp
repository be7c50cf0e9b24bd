// str.translate and str.maketrans.
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/objects/dict.h"

namespace dxpy {

namespace {

/// Appends what \p table has for \p c. False: raised.
bool translateCharacter_py(ThreadState &ts, StrBuilder &out, Value table,
                           char32_t c) {
  Owned key = makeInt(ts, int64_t(c));
  Owned mapped = key ? getItem_py(ts, table, key) : Owned();
  if (!mapped) {
    if (!pendingMatches(ts, types::LookupError))
      return false;
    clearException(ts);
    out.appendChar(c);
    return true;
  }
  if (mapped.value().isNone())
    return true;
  if (isStr(mapped)) {
    out.append(mapped.value());
    return true;
  }
  if (!isInt(mapped))
    return raise(ts, types::TypeError,
                 "character mapping must return integer, None or str");
  int64_t number;
  if (!intFitsInt64(mapped, number) || number < 0 || number > 0x10FFFF)
    return raise(ts, types::ValueError,
                 "character mapping must be in range(0x110000)");
  out.appendChar(uint32_t(number));
  return true;
}

/// Characters of ASCII text that the table has been asked for already: what a
/// single one became, or that it stays to be asked.
struct AsciiCache {
  static constexpr uint8_t kUnknown = 0x80, kComplex = 0x81, kDeleted = 0x82;
  uint8_t entries[128];
  AsciiCache() { std::memset(entries, kUnknown, sizeof entries); }
};

bool translateAscii_py(ThreadState &ts, StrBuilder &out, Value table,
                       AsciiCache &cache, unsigned char c) {
  uint8_t known = cache.entries[c];
  if (known < 0x80) {
    out.append({reinterpret_cast<const char *>(&known), 1});
    return true;
  }
  if (known == AsciiCache::kDeleted)
    return true;
  size_t before = out.size();
  if (!translateCharacter_py(ts, out, table, c))
    return false;
  size_t added = out.size() - before;
  uint8_t first = added ? uint8_t(out.view().back()) : 0;
  cache.entries[c] = added == 0                   ? AsciiCache::kDeleted
                     : added == 1 && first < 0x80 ? first
                                                  : AsciiCache::kComplex;
  return true;
}

/// The character that a key of maketrans's dict stands for.
Owned keyOrdinal(ThreadState &ts, Value key) {
  if (isStr(key)) {
    if (strLength(key) != 1)
      return raise(ts, types::ValueError,
                   "string keys in translate table must be of length 1");
    return makeInt(ts, strCharAt(key, 0));
  }
  if (isInt(key))
    return copyOf(key);
  return raise(ts, types::TypeError,
               "keys in translate table must be strings or integers");
}

bool addPairs(ThreadState &ts, Value dict, Value from, Value to) {
  if (strLength(from) != strLength(to))
    return raise(ts, types::ValueError,
                 "the first two maketrans arguments must have equal length");
  std::string_view a = strText(from), b = strText(to);
  for (size_t i = 0, j = 0; i < a.size();) {
    Owned key = makeInt(ts, text::decodeOne(a, i));
    Owned value = makeInt(ts, text::decodeOne(b, j));
    if (!key || !value || !dictSet_py(ts, dict, key, value))
      return false;
  }
  return true;
}

bool addDeleted(ThreadState &ts, Value dict, Value chars) {
  std::string_view text = strText(chars);
  for (size_t i = 0; i < text.size();) {
    Owned key = makeInt(ts, text::decodeOne(text, i));
    if (!key || !dictSet_py(ts, dict, key, none))
      return false;
  }
  return true;
}

bool addFromDict(ThreadState &ts, Value dict, Value source) {
  if (!isExactDict(source))
    return raise(ts, types::TypeError,
                 "if you give only one argument to maketrans it must be a "
                 "dict");
  uint64_t position = 0;
  Value key, value;
  while (dictNext(source, position, key, value)) {
    Owned ordinal = keyOrdinal(ts, key);
    if (!ordinal || !dictSet_py(ts, dict, ordinal, value))
      return false;
  }
  return true;
}

} // namespace

namespace str_methods {

Owned translate(ThreadState &ts, Value self, const Value *args) {
  std::string_view text = strText(self);
  StrBuilder out(ts);
  AsciiCache cache;
  for (size_t at = 0; at < text.size();) {
    auto byte = uint8_t(text[at]);
    bool ok = byte < 0x80
                  ? (++at, translateAscii_py(ts, out, args[0], cache, byte))
                  : translateCharacter_py(ts, out, args[0],
                                          text::decodeOne(text, at));
    if (!ok)
      return {};
  }
  return out.finish();
}

Owned makeTrans(ThreadState &ts, Value, const Value *args) {
  for (int i = 1; i < 3; ++i)
    if (args[i] && !isStr(args[i]))
      return raise(ts, types::TypeError,
                   "maketrans() argument {} must be str, not {}",
                   {i + 1, argumentType(args[i])});
  Owned dict = makeDict(ts);
  if (!dict)
    return {};
  if (!args[1])
    return addFromDict(ts, dict, args[0]) ? std::move(dict) : Owned();
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "first maketrans argument must be a string if there is a "
                 "second argument");
  if (!addPairs(ts, dict, args[0], args[1]) ||
      (args[2] && !addDeleted(ts, dict, args[2])))
    return {};
  return dict;
}

} // namespace str_methods

} // namespace dxpy
