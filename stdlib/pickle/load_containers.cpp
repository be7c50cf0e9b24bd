// Tuples, lists, dicts and sets of pickles.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/set.h"
#include "stdlib/pickle/loader.h"

namespace dxpy::pickle {

bool Loader::tuple(size_t count) {
  if (stack.size() < count)
    return stack.underflow();
  return push(stack.takeTuple(stack.size() - count));
}
bool Loader::markedTuple() {
  size_t start;
  return stack.popMark(start) && push(stack.takeTuple(start));
}
bool Loader::list() {
  size_t start;
  return stack.popMark(start) && push(stack.takeList(start));
}

bool Loader::dict_py() {
  size_t start;
  if (!stack.popMark(start))
    return false;
  if ((stack.size() - start) % 2)
    return raise(ts, unpicklingError(), "odd number of items for DICT");
  Owned dict = makeDict(ts);
  for (size_t i = start; dict && i < stack.size(); i += 2)
    if (!dictSet_py(ts, dict, stack[i], stack[i + 1]))
      return false;
  stack.truncate(start);
  return push(std::move(dict));
}

bool Loader::frozenSet_py() {
  size_t start;
  Owned items = stack.popMark(start) ? stack.takeTuple(start) : Owned();
  return items && push(makeFrozenSet_py(ts, items));
}

/// Appends what lies from \p start on to what lies below it.
bool Loader::append_py(size_t start) {
  // A stack of too few values makes start wrap around.
  if (start > stack.size() || start <= stack.fence())
    return stack.underflow();
  if (start == stack.size())
    return true;
  Owned target = copyOf(stack[start - 1]);
  if (isExactList(target)) {
    for (size_t i = start; i < stack.size(); ++i)
      if (!listAppend(ts, target, copyOf(stack[i])))
        return false;
    stack.truncate(start);
    return true;
  }
  // Lists have extend() as PEP 307 wants it; what has append() only, is taken
  // too.
  Owned extend = getAttrOptional_py(ts, target, &names::extend);
  if (pendingException(ts))
    return false;
  if (extend) {
    Owned items = stack.takeList(start);
    return items && call_py(ts, extend, {items.value()});
  }
  Owned append = getAttr_py(ts, target, &names::append);
  if (!append)
    return false;
  Owned items = stack.takeTuple(start);
  for (uint64_t i = 0; items && i < tupleLength(items); ++i)
    if (!call_py(ts, append, {tupleItem(items, i)}))
      return false;
  return bool(items);
}

bool Loader::setItems_py(size_t start) {
  if (start > stack.size() || start <= stack.fence())
    return stack.underflow();
  if (start == stack.size())
    return true;
  if ((stack.size() - start) % 2)
    return raise(ts, unpicklingError(), "odd number of items for SETITEMS");
  Owned target = copyOf(stack[start - 1]);
  bool exact = isExactDict(target);
  for (size_t i = start; i < stack.size(); i += 2)
    if (!(exact ? dictSet_py(ts, target, stack[i], stack[i + 1])
                : setItem_py(ts, target, stack[i], stack[i + 1])))
      return false;
  stack.truncate(start);
  return true;
}

bool Loader::addItems_py() {
  size_t start;
  if (!stack.popMark(start))
    return false;
  if (start > stack.size() || start <= stack.fence())
    return stack.underflow();
  if (start == stack.size())
    return true;
  Owned target = copyOf(stack[start - 1]);
  if (isSubtype(typeOf(target), &types::Set)) {
    Owned items = stack.takeTuple(start);
    return items && setUpdate_py(ts, target, items);
  }
  Owned name = internText(ts, "add");
  Owned add = name ? getAttr_py(ts, target, name) : Owned();
  Owned items = add ? stack.takeTuple(start) : Owned();
  for (uint64_t i = 0; items && i < tupleLength(items); ++i)
    if (!call_py(ts, add, {tupleItem(items, i)}))
      return false;
  return bool(items);
}

} // namespace dxpy::pickle
