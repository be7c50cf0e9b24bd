// The type bool: a subclass of int with two instances, both immediates.
#include "runtime-support/builtins/numbers.h"

namespace dxpy {

namespace {

Owned boolNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "bool", args) ||
      !checkPositional(ts, "bool", args, 0, 1))
    return {};
  if (args.positionalCount == 0)
    return ownedBool(false);
  int truth = isTrue_py(ts, args[0]);
  return truth < 0 ? Owned() : ownedBool(truth != 0);
}

Owned repr(ThreadState &ts, Value self) {
  return makeStr(ts, self.isTrue() ? "True" : "False");
}

/// The logic of two bools is a bool, with an int it is int's.
template <bigint::Logic op> Owned logic(ThreadState &ts, Value a, Value b) {
  if (!isInt(a) || !isInt(b))
    return ownedNotImplemented();
  if (!a.isBool() || !b.isBool())
    return numbers::logic(ts, op, a, b);
  bool x = a.isTrue(), y = b.isTrue();
  return ownedBool(op == bigint::Logic::conjunction   ? x & y
                   : op == bigint::Logic::disjunction ? x | y
                                                      : x ^ y);
}

constexpr TypeSpec spec = {
    "bool",
    "bool(x) -> bool\n\nReturns True when the argument x is true, False "
    "otherwise.\nThe builtins True and False are the only two instances of "
    "the class bool.\nThe class bool is a subclass of the class int, and "
    "cannot be subclassed."};

} // namespace

constinit TypeObject types::Bool = {
    .header = typeHeader(),
    .spec = &spec,
    .slots = {.repr = repr,
              .new_ = boolNew,
              .and_ = logic<bigint::Logic::conjunction>,
              .xor_ = logic<bigint::Logic::exclusive>,
              .or_ = logic<bigint::Logic::disjunction>}};

} // namespace dxpy
