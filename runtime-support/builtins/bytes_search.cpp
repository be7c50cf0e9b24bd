// Searching in bytes and bytearray.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

bool byteValue_py(ThreadState &ts, Value value, const char *message,
                  uint8_t &out) {
  int64_t number = value.isSmallInt() ? value.smallInt()
                                      : toIndexInt64_py(ts, value, nullptr);
  if (number == -1 && pendingException(ts))
    return false;
  if (number < 0 || number > 255)
    return raise(ts, types::ValueError, "{}", {message});
  out = uint8_t(number);
  return true;
}

namespace {

using bytewise::View;

/// What to look for: one byte, or the memory of an object.
class Needle {
public:
  explicit Needle(ThreadState &ts) : ts_(ts), buffer_(ts) {}
  bool get_py(Value value) {
    if (hasBuffer(value))
      return buffer_.get(value) && (view_ = buffer_.data(), true);
    if (!isInt(value) && !typeOf(value)->slots.index)
      return raise(ts_, types::TypeError,
                   "argument should be integer or bytes-like object, not '{}'",
                   {typeOf(value)});
    uint8_t byte;
    if (!byteValue_py(ts_, value, "byte must be in range(0, 256)", byte))
      return false;
    byte_ = char(byte);
    view_ = {&byte_, 1};
    return true;
  }
  View view() const { return view_; }

private:
  ThreadState &ts_;
  BufferArgument buffer_;
  View view_;
  char byte_ = 0;
};

struct Search {
  Needle needle;
  View window;
  int64_t start = 0;
  bool empty = false; ///< start lies behind end

  explicit Search(ThreadState &ts) : needle(ts) {}
  bool parse_py(ThreadState &ts, const char *name, Value self,
                const Arguments &args) {
    Value bound[3];
    bytewise::Range range;
    const char *type = isBytes(self) ? "bytes" : "bytearray";
    if (!bindTuple(ts, type, name, args, 1, 3, bound) ||
        !searchBound_py(ts, bound[1], range.start) ||
        !searchBound_py(ts, bound[2], range.end) || !needle.get_py(bound[0]))
      return false;
    View data = dataOf(self);
    range.adjust(int64_t(data.size()));
    empty = range.start > range.end;
    start = range.start;
    if (!empty)
      window = data.substr(size_t(start), size_t(range.end - start));
    return true;
  }
};

Owned findNamed(ThreadState &ts, const char *name, Value self,
                const Arguments &args, bool last, bool mustFind) {
  Search search(ts);
  if (!search.parse_py(ts, name, self, args))
    return {};
  size_t found = bytewise::kNotFound;
  if (!search.empty)
    found = last ? bytewise::findLast(search.window, search.needle.view())
                 : bytewise::find(search.window, search.needle.view());
  if (found != bytewise::kNotFound)
    return makeInt(ts, int64_t(found) + search.start);
  if (mustFind)
    return raise(ts, types::ValueError, "subsection not found");
  return makeInt(ts, -1);
}

/// 1 it has, 0 it has not, -1 raised.
int hasAffix(ThreadState &ts, View window, bool empty, Value affix,
             bool atEnd) {
  BufferArgument buffer(ts);
  if (!buffer.get(affix))
    return -1;
  if (empty)
    return 0;
  return atEnd ? bytewise::endsWith(window, buffer.data())
               : bytewise::startsWith(window, buffer.data());
}

Owned affixNamed(ThreadState &ts, const char *name, Value self,
                 const Arguments &args, bool atEnd) {
  Value bound[3];
  bytewise::Range range;
  const char *type = isBytes(self) ? "bytes" : "bytearray";
  if (!bindTuple(ts, type, name, args, 1, 3, bound) ||
      !searchBound_py(ts, bound[1], range.start) ||
      !searchBound_py(ts, bound[2], range.end))
    return {};
  View data = dataOf(self);
  range.adjust(int64_t(data.size()));
  bool empty = range.start > range.end;
  View window =
      empty ? View()
            : data.substr(size_t(range.start), size_t(range.end - range.start));
  if (!isTuple(bound[0])) {
    int result = hasAffix(ts, window, empty, bound[0], atEnd);
    if (result >= 0)
      return ownedBool(result);
    if (!pendingMatches(ts, types::TypeError))
      return {};
    clearException(ts);
    return raise(ts, types::TypeError,
                 "{} first arg must be bytes or a tuple of bytes, not {}",
                 {name, typeOf(bound[0])});
  }
  for (uint64_t i = 0; i < tupleLength(bound[0]); ++i) {
    int result = hasAffix(ts, window, empty, tupleItem(bound[0], i), atEnd);
    if (result)
      return result < 0 ? Owned() : ownedBool(true);
  }
  return ownedBool(false);
}

} // namespace

namespace bytes_methods {

Owned find(ThreadState &ts, Value self, const Arguments &args) {
  return findNamed(ts, "find", self, args, false, false);
}
Owned rfind(ThreadState &ts, Value self, const Arguments &args) {
  return findNamed(ts, "rfind", self, args, true, false);
}
Owned index(ThreadState &ts, Value self, const Arguments &args) {
  return findNamed(ts, "index", self, args, false, true);
}
Owned rindex(ThreadState &ts, Value self, const Arguments &args) {
  return findNamed(ts, "rindex", self, args, true, true);
}

Owned count(ThreadState &ts, Value self, const Arguments &args) {
  Search search(ts);
  if (!search.parse_py(ts, "count", self, args))
    return {};
  if (search.empty)
    return makeInt(ts, 0);
  View needle = search.needle.view();
  return makeInt(ts, int64_t(needle.empty()
                                 ? search.window.size() + 1
                                 : bytewise::count(search.window, needle)));
}

Owned startsWith(ThreadState &ts, Value self, const Arguments &args) {
  return affixNamed(ts, "startswith", self, args, false);
}
Owned endsWith(ThreadState &ts, Value self, const Arguments &args) {
  return affixNamed(ts, "endswith", self, args, true);
}

int contains(ThreadState &ts, Value self, Value item) {
  if (isInt(item) || typeOf(item)->slots.index) {
    uint8_t byte;
    if (!byteValue_py(ts, item, "byte must be in range(0, 256)", byte))
      return -1;
    View one(reinterpret_cast<const char *>(&byte), 1);
    return bytewise::find(dataOf(self), one) != bytewise::kNotFound;
  }
  BufferArgument buffer(ts);
  if (!buffer.get(item))
    return -1;
  return bytewise::find(dataOf(self), buffer.data()) != bytewise::kNotFound;
}

} // namespace bytes_methods

} // namespace dxpy
