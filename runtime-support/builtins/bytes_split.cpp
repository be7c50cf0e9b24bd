// Taking bytes and bytearray apart and putting them together.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/split.h"
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

using bytewise::View;

Owned makeNew(ThreadState &ts, bool array, View data) {
  return array ? makeByteArray(ts, data) : makeBytes(ts, data);
}

/// The data of bytes or bytearray for Splitter.
struct BytePieces {
  View bytes;
  bool array;
  size_t spaceAt(size_t at) const { return ascii::isSpace(uint8_t(bytes[at])); }
  size_t spaceBefore(size_t end) const {
    return ascii::isSpace(uint8_t(bytes[end - 1]));
  }
  size_t lineBreakAt(size_t at) const {
    if (bytes[at] == '\r')
      return at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1;
    return bytes[at] == '\n';
  }
  Owned make(ThreadState &ts, View piece) const {
    return makeNew(ts, array, piece);
  }
};

Owned splitNamed(ThreadState &ts, Value self, const Value *args, bool right) {
  int64_t limit = -1;
  if (args[1] && !sizeArgument_py(ts, args[1], limit))
    return {};
  uint64_t most = limit < 0 ? UINT64_MAX : uint64_t(limit);
  BufferArgument separator(ts);
  bool given = args[0] && !args[0].isNone();
  if (given && !separator.get(args[0]))
    return {};
  if (given && separator.data().empty())
    return raise(ts, types::ValueError, "empty separator");
  BytePieces pieces{dataOf(self), !isBytes(self)};
  Splitter<BytePieces> splitter(ts, pieces);
  if (!given)
    return right ? splitter.whiteSpaceFromRight(most)
                 : splitter.whiteSpace(most);
  return right ? splitter.separatorFromRight(separator.data(), most)
               : splitter.separator(separator.data(), most);
}

Owned partitionNamed(ThreadState &ts, Value self, Value sep, bool right) {
  BufferArgument separator(ts);
  if (!separator.get(sep))
    return {};
  View by = separator.data(), data = dataOf(self);
  if (by.empty())
    return raise(ts, types::ValueError, "empty separator");
  bool array = !isBytes(self);
  size_t at = right ? bytewise::findLast(data, by) : bytewise::find(data, by);
  Owned first, middle, last;
  if (at == bytewise::kNotFound) {
    first = right ? makeNew(ts, array, "") : makeLike(ts, self, data);
    middle = makeNew(ts, array, "");
    last = right ? makeLike(ts, self, data) : makeNew(ts, array, "");
  } else {
    first = makeNew(ts, array, data.substr(0, at));
    middle = array ? makeNew(ts, array, by) : copyOf(sep);
    last = makeNew(ts, array, data.substr(at + by.size()));
  }
  return first && middle && last
             ? makeTuple(ts, {first.value(), middle.value(), last.value()})
             : Owned();
}

/// The data of an item of join. False: raised.
bool itemData(ThreadState &ts, Value item, uint64_t i, BufferView &view) {
  if (getBuffer(ts, item, view))
    return true;
  if (!pendingMatches(ts, types::TypeError))
    return false;
  clearException(ts);
  return raise(ts, types::TypeError,
               "sequence item {}: expected a bytes-like object, {} found",
               {i, typeOf(item)});
}

Owned joinItems(ThreadState &ts, Value self, Value list) {
  uint64_t count = listLength(list), size = 0;
  if (count == 1) {
    Owned only = listItem(ts, list, 0);
    if (!only || (isExactBytes(only) && isBytes(self)))
      return only;
  }
  View separator = dataOf(self);
  StrBuilder joined(ts);
  for (uint64_t i = 0; i < count; ++i) {
    Owned item = listItem(ts, list, i);
    BufferView view;
    if (!item || !itemData(ts, item, i, view))
      return {};
    if (i)
      joined.append(separator);
    joined.append({view.data, size_t(view.length)});
    releaseBuffer(ts, view);
  }
  (void)size;
  if (joined.failed())
    return raiseMemoryError(ts);
  return makeNew(ts, !isBytes(self), joined.view());
}

} // namespace

namespace bytes_methods {

Owned split(ThreadState &ts, Value self, const Value *args) {
  return splitNamed(ts, self, args, false);
}
Owned rsplit(ThreadState &ts, Value self, const Value *args) {
  return splitNamed(ts, self, args, true);
}

Owned splitLines(ThreadState &ts, Value self, const Value *args) {
  int keepEnds = 0;
  if (args[0] && !intArgument_py(ts, args[0], keepEnds))
    return {};
  BytePieces pieces{dataOf(self), !isBytes(self)};
  return Splitter<BytePieces>(ts, pieces).lines(keepEnds != 0);
}

Owned partition(ThreadState &ts, Value self, const Value *args) {
  return partitionNamed(ts, self, args[0], false);
}
Owned rpartition(ThreadState &ts, Value self, const Value *args) {
  return partitionNamed(ts, self, args[0], true);
}

Owned join(ThreadState &ts, Value self, const Value *args) {
  Owned list;
  if (isExactList(args[0])) {
    list = copyOf(args[0]);
  } else {
    Owned iterator = getIter_py(ts, args[0]);
    if (!iterator) {
      if (!pendingMatches(ts, types::TypeError))
        return {};
      clearException(ts);
      return raise(ts, types::TypeError, "can only join an iterable");
    }
    list = listFromIterable_py(ts, iterator);
  }
  return list ? joinItems(ts, self, list) : Owned();
}

} // namespace bytes_methods

} // namespace dxpy
