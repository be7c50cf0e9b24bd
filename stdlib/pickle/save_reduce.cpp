// What __reduce__ and its kin have given, in pickles.
#include "runtime-support/objects/dict.h"
#include "stdlib/pickle/saver.h"

namespace dxpy::pickle {

bool Saver::saveCall_py(Value callable, Value argument, Value object) {
  Owned arguments = argument ? makeTuple(ts, {argument}) : copyOf(emptyTuple());
  Owned reduced = arguments ? makeTuple(ts, {callable, arguments}) : Owned();
  return reduced && saveReduced_py(reduced, object);
}

bool Saver::saveNewObj_py(Value arguments, Value object) {
  if (tupleLength(arguments) < 1)
    return raise(ts, picklingError(), "__newobj__ arglist is empty");
  Value cls = tupleItem(arguments, 0);
  if (!hasFlag(cls, kSubclassType))
    return raise(ts, picklingError(),
                 "args[0] from __newobj__ args is not a type");
  if (object) {
    Owned own = getAttr_py(ts, object, &names::__class__);
    if (!own)
      return false;
    if (!(own.value() == cls))
      return raise(ts, picklingError(),
                   "args[0] from __newobj__ args has the wrong class");
  }
  Owned rest = tupleSlice(ts, arguments, 1, tupleLength(arguments));
  return rest && save_py(cls) && save_py(rest) && out.put(Op::NewObj);
}

bool Saver::saveNewObjEx_py(Value arguments) {
  if (tupleLength(arguments) != 3)
    return raise(ts, picklingError(),
                 "length of the NEWOBJ_EX argument tuple must be exactly 3, "
                 "not {}",
                 {tupleLength(arguments)});
  Value cls = tupleItem(arguments, 0), positional = tupleItem(arguments, 1),
        keywords = tupleItem(arguments, 2);
  if (!hasFlag(cls, kSubclassType))
    return raise(ts, picklingError(),
                 "first item from NEWOBJ_EX argument tuple must be a class, "
                 "not {}",
                 {typeOf(cls)});
  if (!isTuple(positional))
    return raise(ts, picklingError(),
                 "second item from NEWOBJ_EX argument tuple must be a tuple, "
                 "not {}",
                 {typeOf(positional)});
  if (!isDict(keywords))
    return raise(ts, picklingError(),
                 "third item from NEWOBJ_EX argument tuple must be a dict, "
                 "not {}",
                 {typeOf(keywords)});
  if (p->protocol >= 4)
    return save_py(cls) && save_py(positional) && save_py(keywords) &&
           out.put(Op::NewObjEx);
  // Without an opcode of its own: partial(cls.__new__, cls, ...)().
  Owned make = getAttr_py(ts, cls, &names::__new__);
  Owned front = make ? makeTuple(ts, {make, cls}) : Owned();
  Owned all = front ? binary_py(ts, BinaryOp::Add, front, positional) : Owned();
  Owned partial = all ? importName_py(ts, "functools", "partial") : Owned();
  Owned callable = partial ? callTuple_py(ts, partial, all, keywords) : Owned();
  return callable && save_py(callable) && save_py(emptyTuple()) &&
         out.put(Op::Reduce);
}

/// callable(*arguments), or the shorter forms for __newobj__ and
/// __newobj_ex__.
bool Saver::saveConstruction_py(Value callable, Value arguments, Value object) {
  Owned name;
  if (p->protocol >= 2) {
    name = getAttrOptional_py(ts, callable, &names::__name__);
    if (pendingException(ts))
      return false;
  }
  std::string_view text =
      name && isStr(name) ? strText(name) : std::string_view();
  if (text == "__newobj_ex__")
    return saveNewObjEx_py(arguments);
  if (text == "__newobj__")
    return saveNewObj_py(arguments, object);
  return save_py(callable) && save_py(arguments) && out.put(Op::Reduce);
}

bool Saver::saveReduced_py(Value tuple, Value object) {
  uint64_t size = tupleLength(tuple);
  if (size < 2 || size > 6)
    return raise(ts, picklingError(),
                 "tuple returned by __reduce__ must contain 2 through 6 "
                 "elements");
  auto item = [&](uint64_t i) {
    Value value = i < size ? tupleItem(tuple, i) : none;
    return value.isNone() ? Value() : value;
  };
  Value callable = tupleItem(tuple, 0), arguments = tupleItem(tuple, 1),
        state = item(2), items = item(3), pairs = item(4), setter = item(5);
  if (!isCallable(callable))
    return raise(ts, picklingError(),
                 "first item of the tuple returned by __reduce__ must be "
                 "callable");
  if (!isTuple(arguments))
    return raise(ts, picklingError(),
                 "second item of the tuple returned by __reduce__ must be a "
                 "tuple");
  auto isIterator = [](Value v) { return !v || typeOf(v)->slots.next; };
  if (!isIterator(items) || !isIterator(pairs))
    return raise(ts, picklingError(),
                 "{} element of the tuple returned by __reduce__ must be an "
                 "iterator, not {}",
                 {isIterator(items) ? "fifth" : "fourth",
                  typeOf(isIterator(items) ? pairs : items)});
  if (setter && !isCallable(setter))
    return raise(ts, picklingError(),
                 "sixth element of the tuple returned by __reduce__ must be a "
                 "function, not {}",
                 {typeOf(setter)});
  if (!saveConstruction_py(callable, arguments, object))
    return false;
  if (object) {
    // An argument has written the object: it is taken from the memo.
    uint64_t number;
    if (isRecursive(object, number))
      return out.put(Op::Pop) && get(number);
    if (!memoize(object))
      return false;
  }
  if ((items && !saveItems_py(items)) || (pairs && !savePairs_py(pairs)))
    return false;
  if (!state)
    return true;
  if (!setter)
    return save_py(state) && out.put(Op::Build);
  return save_py(setter) && save_py(object) && save_py(state) &&
         out.put(Op::Tuple2) && out.put(Op::Reduce) && out.put(Op::Pop);
}

} // namespace dxpy::pickle
