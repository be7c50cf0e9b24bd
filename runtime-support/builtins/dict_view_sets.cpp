// Set operations of dict_keys and dict_items.
#include "runtime-support/builtins/dict_builtin.h"
#include "runtime-support/objects/set.h"

namespace dxpy {

namespace {

bool isSetView(Value v) {
  return hasShape(v, BuiltinShape::DictKeys) ||
         hasShape(v, BuiltinShape::DictItems);
}
bool isSetLike(Value v) { return isAnySet(v) || isSetView(v); }

/// Are all items of \p a in \p b? 0, 1; -1 raised.
int allIn_py(ThreadState &ts, Value a, Value b) {
  int result = 1;
  bool ok = forEach_py(ts, a, [&](Value item) {
    result = contains_py(ts, b, item);
    return result > 0;
  });
  return ok || result == 0 ? result : -1;
}

Owned setOf_py(ThreadState &ts, Value iterable) {
  Owned set = makeSet(ts);
  return set && setUpdate_py(ts, set, iterable) ? std::move(set) : Owned();
}

/// set.\p method on \p set with \p other.
Owned changed_py(ThreadState &ts, Owned set, std::string_view method,
                 Value other) {
  Owned name = set ? internText(ts, method) : Owned();
  Owned done = name ? callMethod_py(ts, set, name, {other}) : Owned();
  return done ? std::move(set) : Owned();
}

} // namespace

Owned viewCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isSetLike(other))
    return ownedNotImplemented();
  int64_t mine = length_py(ts, self);
  int64_t others = mine < 0 ? -1 : length_py(ts, other);
  if (others < 0)
    return {};
  int result = 0;
  switch (op) {
  case CompareOp::Eq:
  case CompareOp::Ne:
    result = mine == others ? allIn_py(ts, self, other) : 0;
    if (result >= 0 && op == CompareOp::Ne)
      result = !result;
    break;
  case CompareOp::Lt:
    result = mine < others ? allIn_py(ts, self, other) : 0;
    break;
  case CompareOp::Le:
    result = mine <= others ? allIn_py(ts, self, other) : 0;
    break;
  case CompareOp::Gt:
    result = mine > others ? allIn_py(ts, other, self) : 0;
    break;
  case CompareOp::Ge:
    result = mine >= others ? allIn_py(ts, other, self) : 0;
    break;
  }
  return result < 0 ? Owned() : ownedBool(result != 0);
}

Owned viewAnd(ThreadState &ts, Value left, Value right) {
  Value view = left, other = right;
  if (!isSetView(left)) {
    view = right;
    other = left;
  }
  int64_t mine = length_py(ts, view);
  if (mine < 0)
    return {};
  // The shorter one of two views is searched through.
  if (isSetView(other)) {
    int64_t others = length_py(ts, other);
    if (others < 0)
      return {};
    if (others > mine)
      std::swap(view, other);
  }
  Owned result = makeSet(ts);
  if (!result)
    return {};
  bool ok = forEach_py(ts, other, [&](Value item) {
    int present = contains_py(ts, view, item);
    return present < 0 ? false : present ? setAdd_py(ts, result, item) : true;
  });
  return ok ? std::move(result) : Owned();
}

Owned viewOr(ThreadState &ts, Value left, Value right) {
  Owned result = setOf_py(ts, left);
  return result && setUpdate_py(ts, result, right) ? std::move(result)
                                                   : Owned();
}

Owned viewXor(ThreadState &ts, Value left, Value right) {
  return changed_py(ts, setOf_py(ts, left), "symmetric_difference_update",
                    right);
}

Owned viewSubtract(ThreadState &ts, Value left, Value right) {
  return changed_py(ts, setOf_py(ts, left), "difference_update", right);
}

Owned viewIsDisjoint(ThreadState &ts, Value self, const Value *args) {
  Value view = self, other = args[0];
  if (view == other)
    return ownedBool(dictLength(viewedDict(view)) == 0);
  if (isSetLike(other)) {
    int64_t mine = length_py(ts, view);
    int64_t others = mine < 0 ? -1 : length_py(ts, other);
    if (others < 0)
      return {};
    if (others > mine)
      std::swap(view, other);
  }
  int present = 0;
  bool ok = forEach_py(ts, other, [&](Value item) {
    present = contains_py(ts, view, item);
    return present == 0;
  });
  if (!ok && present <= 0)
    return {};
  return ownedBool(present == 0);
}

} // namespace dxpy
