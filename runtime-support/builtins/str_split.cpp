// Taking str apart and putting it together: split, partition, splitlines, join.
#include "runtime-support/builtins/split.h"
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

using bytewise::View;

/// The text of a str for Splitter.
template <bool Ascii> struct StrPieces {
  View bytes;

  static bool isContinuationOf(unsigned char byte) {
    return byte >= 0x80 && byte < 0xC0;
  }
  static bool isAsciiSpace(unsigned char byte) {
    return byte == ' ' || (byte >= 9 && byte <= 13) ||
           (byte >= 0x1C && byte <= 0x1F);
  }
  size_t spaceAt(size_t at) const {
    auto byte = uint8_t(bytes[at]);
    if (Ascii || byte < 0x80)
      return isAsciiSpace(byte);
    if (isContinuationOf(byte))
      return 0;
    size_t end = at;
    return text::isSpace(text::decodeOne(bytes, end)) ? end - at : 0;
  }
  size_t spaceBefore(size_t end) const {
    auto byte = uint8_t(bytes[end - 1]);
    if (Ascii || byte < 0x80)
      return isAsciiSpace(byte);
    size_t at = end;
    return text::isSpace(text::decodeBefore(bytes, at)) ? end - at : 0;
  }
  size_t lineBreakAt(size_t at) const {
    auto byte = uint8_t(bytes[at]);
    if (byte == '\r')
      return at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1;
    if (Ascii || byte < 0x80)
      return (byte >= 10 && byte <= 12) || (byte >= 0x1C && byte <= 0x1E);
    if (isContinuationOf(byte))
      return 0;
    size_t end = at;
    return text::isLineBreak(text::decodeOne(bytes, end)) ? end - at : 0;
  }
  Owned make(ThreadState &ts, View piece) const {
    return Ascii ? makeStr(ts, piece, piece.size()) : makeStr(ts, piece);
  }
};

/// Calls \p body with a Splitter of the text.
template <typename Body>
Owned withSplitter(ThreadState &ts, Value self, Body body) {
  if (isAscii(self)) {
    StrPieces<true> pieces{strText(self)};
    return body(Splitter<StrPieces<true>>(ts, pieces));
  }
  StrPieces<false> pieces{strText(self)};
  return body(Splitter<StrPieces<false>>(ts, pieces));
}

/// sep and maxsplit. False: raised.
bool splitArguments_py(ThreadState &ts, const Value *args, uint64_t &most) {
  int64_t limit = -1;
  if (args[1] && !sizeArgument_py(ts, args[1], limit))
    return false;
  most = limit < 0 ? UINT64_MAX : uint64_t(limit);
  if (!args[0] || args[0].isNone())
    return true;
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "must be str or None, not {}",
                 {typeOf(args[0])});
  if (strLength(args[0]) == 0)
    return raise(ts, types::ValueError, "empty separator");
  return true;
}

Owned parts(ThreadState &ts, Value self, Value sep, size_t at) {
  View text = strText(self);
  Owned before = strPiece(ts, self, text.substr(0, at));
  Owned after = strPiece(ts, self, text.substr(at + strText(sep).size()));
  if (!before || !after)
    return {};
  return makeTuple(ts, {before.value(), sep, after.value()});
}

bool checkSeparator(ThreadState &ts, Value sep) {
  if (!requireStr(ts, sep))
    return false;
  return strLength(sep) || raise(ts, types::ValueError, "empty separator");
}

// join ------------------------------------------------------------------------

/// The items of a list or tuple, without references of their own.
struct Items {
  const Word *words;
  uint64_t count;
};

bool measure(ThreadState &ts, Items items, Value separator,
             text::TextSize &size) {
  for (uint64_t i = 0; i < items.count; ++i) {
    Value item(items.words[i]);
    if (!isStr(item))
      return raise(ts, types::TypeError,
                   "sequence item {}: expected str instance, {} found",
                   {i, typeOf(item)});
    if (__builtin_add_overflow(size.bytes, strText(item).size(), &size.bytes))
      return raiseMemoryError(ts);
    size.characters += strLength(item);
  }
  uint64_t gaps = items.count - 1, between;
  if (__builtin_mul_overflow(gaps, strText(separator).size(), &between) ||
      __builtin_add_overflow(size.bytes, between, &size.bytes) ||
      size.bytes > INT64_MAX)
    return raise(ts, types::OverflowError,
                 "join() result is too long for a Python string");
  size.characters += gaps * strLength(separator);
  return true;
}

/// Copies of a few bytes without a call.
char *putShort(char *out, View text) {
  if (text.size() == 1) {
    *out = text[0];
    return out + 1;
  }
  return bytewise::put(out, text);
}

Owned joinItems(ThreadState &ts, Value separator, Items items) {
  if (items.count == 0)
    return emptyStr();
  if (items.count == 1 && isExactStr(Value(items.words[0])))
    return copyOf(Value(items.words[0]));
  text::TextSize size;
  if (!measure(ts, items, separator, size))
    return {};
  StrObject *result = allocateStr(ts, size.bytes, size.characters);
  if (!result)
    return {};
  View between = strText(separator);
  char *out = bytewise::put(result->bytes, strText(Value(items.words[0])));
  for (uint64_t i = 1; i < items.count; ++i) {
    if (!between.empty())
      out = putShort(out, between);
    out = putShort(out, strText(Value(items.words[i])));
  }
  if (size.characters == 1 || size.bytes == 0) { // keep characters unique
    Owned hold = Owned::steal(result);
    return makeStr(ts, {result->bytes, size.bytes}, size.characters);
  }
  return Owned::steal(result);
}

} // namespace

namespace str_methods {

Owned split(ThreadState &ts, Value self, const Value *args) {
  uint64_t most;
  if (!splitArguments_py(ts, args, most))
    return {};
  return withSplitter(ts, self, [&](auto splitter) {
    return !args[0] || args[0].isNone()
               ? splitter.whiteSpace(most)
               : splitter.separator(strText(args[0]), most);
  });
}

Owned rsplit(ThreadState &ts, Value self, const Value *args) {
  uint64_t most;
  if (!splitArguments_py(ts, args, most))
    return {};
  return withSplitter(ts, self, [&](auto splitter) {
    return !args[0] || args[0].isNone()
               ? splitter.whiteSpaceFromRight(most)
               : splitter.separatorFromRight(strText(args[0]), most);
  });
}

Owned splitLines(ThreadState &ts, Value self, const Value *args) {
  int keepEnds = 0;
  if (args[0] && !intArgument_py(ts, args[0], keepEnds))
    return {};
  return withSplitter(
      ts, self, [&](auto splitter) { return splitter.lines(keepEnds != 0); });
}

Owned partition(ThreadState &ts, Value self, const Value *args) {
  if (!checkSeparator(ts, args[0]))
    return {};
  size_t at = bytewise::find(strText(self), strText(args[0]));
  if (at != bytewise::kNotFound)
    return parts(ts, self, args[0], at);
  Owned whole = strPiece(ts, self, strText(self)), empty = emptyStr();
  return whole ? makeTuple(ts, {whole.value(), empty.value(), empty.value()})
               : Owned();
}

Owned rpartition(ThreadState &ts, Value self, const Value *args) {
  if (!checkSeparator(ts, args[0]))
    return {};
  size_t at = bytewise::findLast(strText(self), strText(args[0]));
  if (at != bytewise::kNotFound)
    return parts(ts, self, args[0], at);
  Owned whole = strPiece(ts, self, strText(self)), empty = emptyStr();
  return whole ? makeTuple(ts, {empty.value(), empty.value(), whole.value()})
               : Owned();
}

Owned join(ThreadState &ts, Value self, const Value *args) {
  Owned list;
  if (isExactTuple(args[0])) {
    auto *tuple = args[0].as<TupleObject>();
    return joinItems(ts, self, {tuple->items, tuple->length});
  }
  if (isExactList(args[0])) {
    list = copyOf(args[0]);
  } else {
    Owned iterator = getIter_py(ts, args[0]);
    if (!iterator) {
      if (pendingMatches(ts, types::TypeError)) {
        clearException(ts);
        return raise(ts, types::TypeError, "can only join an iterable");
      }
      return {};
    }
    list = listFromIterable_py(ts, iterator);
    if (!list)
      return {};
  }
  if (listLength(list) == 0)
    return emptyStr();
  const Word *words = listWords(ts, list);
  return words ? joinItems(ts, self, {words, listLength(list)}) : Owned();
}

} // namespace str_methods

} // namespace dxpy
