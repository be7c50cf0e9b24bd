// Searching in str: find and its kin, count, startswith and endswith, in.
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

using bytewise::View;

/// The part of a text that start and end name, as bytes.
struct Window {
  size_t from = 0, to = 0;
  bool empty = true; ///< start lies behind end: not even "" is found there
};

/// What find(sub, start, end) and the like were given.
struct Search {
  Value sub;
  Window window;
};

Window windowOf(Value self, bytewise::Range range) {
  range.adjust(int64_t(strLength(self)));
  if (range.start > range.end)
    return {};
  return {strByteOffset(self, uint64_t(range.start)),
          strByteOffset(self, uint64_t(range.end)), false};
}

bool parse_py(ThreadState &ts, const char *name, Value self,
              const Arguments &args, Search &search) {
  Value bound[3];
  bytewise::Range range;
  if (!bindTuple(ts, "str", name, args, 1, 3, bound) ||
      !searchBound_py(ts, bound[1], range.start) ||
      !searchBound_py(ts, bound[2], range.end) || !requireStr(ts, bound[0]))
    return false;
  search = {bound[0], windowOf(self, range)};
  return true;
}

/// The character index of the first or last place, or -1.
int64_t locate(Value self, const Search &search, bool last) {
  if (search.window.empty)
    return -1;
  auto [from, to, empty] = search.window;
  View text = strText(self).substr(from, to - from);
  View sub = strText(search.sub);
  size_t found =
      last ? bytewise::findLast(text, sub) : bytewise::find(text, sub);
  if (found == bytewise::kNotFound)
    return -1;
  return int64_t(strCharIndex(self, from + found));
}

Owned findNamed(ThreadState &ts, const char *name, Value self,
                const Arguments &args, bool last, bool mustFind) {
  Search search;
  if (!parse_py(ts, name, self, args, search))
    return {};
  int64_t at = locate(self, search, last);
  if (at < 0 && mustFind)
    return raise(ts, types::ValueError, "substring not found");
  return makeInt(ts, at);
}

bool hasAffix(Value self, Window window, Value affix, bool atEnd) {
  if (window.empty)
    return false;
  View text = strText(self).substr(window.from, window.to - window.from);
  return atEnd ? bytewise::endsWith(text, strText(affix))
               : bytewise::startsWith(text, strText(affix));
}

Owned affixNamed(ThreadState &ts, const char *name, Value self,
                 const Arguments &args, bool atEnd) {
  Value bound[3];
  bytewise::Range range;
  if (!bindTuple(ts, "str", name, args, 1, 3, bound) ||
      !searchBound_py(ts, bound[1], range.start) ||
      !searchBound_py(ts, bound[2], range.end))
    return {};
  Window window = windowOf(self, range);
  if (isStr(bound[0]))
    return ownedBool(hasAffix(self, window, bound[0], atEnd));
  if (!isTuple(bound[0]))
    return raise(ts, types::TypeError,
                 "{} first arg must be str or a tuple of str, not {}",
                 {name, typeOf(bound[0])});
  for (uint64_t i = 0; i < tupleLength(bound[0]); ++i) {
    Value affix = tupleItem(bound[0], i);
    if (!isStr(affix))
      return raise(ts, types::TypeError,
                   "tuple for {} must only contain str, not {}",
                   {name, typeOf(affix)});
    if (hasAffix(self, window, affix, atEnd))
      return ownedBool(true);
  }
  return ownedBool(false);
}

} // namespace

namespace str_methods {

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
  Search search;
  if (!parse_py(ts, "count", self, args, search))
    return {};
  if (search.window.empty)
    return makeInt(ts, 0);
  auto [from, to, empty] = search.window;
  View text = strText(self).substr(from, to - from);
  if (strLength(search.sub) == 0)
    return makeInt(
        ts,
        int64_t(isAscii(self) ? text.size() : text::countCharacters(text)) + 1);
  return makeInt(ts, int64_t(bytewise::count(text, strText(search.sub))));
}

Owned startsWith(ThreadState &ts, Value self, const Arguments &args) {
  return affixNamed(ts, "startswith", self, args, false);
}
Owned endsWith(ThreadState &ts, Value self, const Arguments &args) {
  return affixNamed(ts, "endswith", self, args, true);
}

} // namespace str_methods

int strContains(ThreadState &ts, Value self, Value item) {
  if (!isStr(item))
    return raise(ts, types::TypeError,
                 "'in <string>' requires string as left operand, not {}",
                 {typeOf(item)});
  return bytewise::find(strText(self), strText(item)) != bytewise::kNotFound;
}

} // namespace dxpy
