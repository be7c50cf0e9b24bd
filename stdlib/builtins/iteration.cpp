// Builtin functions on iterables.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/consume.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/iterators.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/builtins/functions.h"

namespace dxpy::builtins {

/// Looks for an item whose truth is \p wanted: 1 found, 0 not, -1 raised.
static int findTruth_py(ThreadState &ts, Value iterable, int wanted) {
  Owned iterator = getIter_py(ts, iterable);
  if (!iterator)
    return -1;
  while (Owned item = next_py(ts, iterator)) {
    int truth = isTrueFast(ts, item);
    if (truth < 0)
      return -1;
    if (truth == wanted)
      return 1;
  }
  return pendingException(ts) ? -1 : 0;
}
Owned all_(ThreadState &ts, Value, const Value *args) {
  if (isInterpretedGenerator(args[0]))
    return consumeGenerator_py(ts, Consumer::All, ownedNone(), args[0]);
  int found = findTruth_py(ts, args[0], 0);
  return found < 0 ? Owned() : ownedBool(!found);
}
Owned any_(ThreadState &ts, Value, const Value *args) {
  if (isInterpretedGenerator(args[0]))
    return consumeGenerator_py(ts, Consumer::Any, ownedNone(), args[0]);
  int found = findTruth_py(ts, args[0], 1);
  return found < 0 ? Owned() : ownedBool(found);
}

Owned len_(ThreadState &ts, Value, const Value *args) {
  int64_t length = length_py(ts, args[0]);
  return length < 0 ? Owned() : makeInt(ts, length);
}

Owned iter_(ThreadState &ts, Value, const Value *args) {
  if (!args[1])
    return getIter_py(ts, args[0]);
  if (!isCallable(args[0]))
    return raise(ts, types::TypeError, "iter(v, w): v must be callable");
  return makeCallableIterator(ts, args[0], args[1]);
}

Owned next_(ThreadState &ts, Value, const Value *args) {
  slot::Unary next = typeOf(args[0])->slots.next;
  if (!next)
    return raise(ts, types::TypeError, "'{}' object is not an iterator",
                 {typeOf(args[0])});
  Owned item = next(ts, args[0]);
  if (item)
    return item;
  if (!args[1]) {
    if (!pendingException(ts))
      raiseObject(ts, Value(&types::StopIteration));
    return {};
  }
  if (pendingException(ts)) {
    if (!pendingMatches(ts, types::StopIteration))
      return {};
    clearException(ts);
  }
  return copyOf(args[1]);
}

// min and max
// -------------------------------------------------------------------

static Owned extreme_py(ThreadState &ts, const Arguments &args, CompareOp op,
                        const char *name) {
  Value key, fallback;
  if (args.names)
    for (uint64_t i = 0; i < tupleLength(args.names); ++i) {
      std::string_view keyword = strText(tupleItem(args.names, i));
      Value value = args[args.positionalCount + i];
      if (keyword == "key")
        key = value.isNone() ? Value() : value;
      else if (keyword == "default")
        fallback = value;
      else
        return raise(ts, types::TypeError,
                     "'{}' is an invalid keyword argument for {}()",
                     {keyword, name});
    }
  size_t count = args.positionalCount;
  if (!count)
    return raise(ts, types::TypeError, "{} expected at least 1 argument, got 0",
                 {name});
  if (count > 1 && fallback)
    return raise(ts, types::TypeError,
                 "Cannot specify a default for {}() with multiple positional "
                 "arguments",
                 {name});
  Owned best, bestKey;
  auto consider = [&](Value item) {
    Owned itemKey = key ? call_py(ts, key, {item}) : copyOf(item);
    if (!itemKey)
      return false;
    if (best && bothSmallInts(itemKey.word(), bestKey.word())) {
      int64_t a = int64_t(itemKey.word()), b = int64_t(bestKey.word());
      if (op == CompareOp::Lt ? a >= b : a <= b)
        return true;
    } else if (best) {
      int better = compareBool_py(ts, itemKey, bestKey, op);
      if (better <= 0)
        return better == 0;
    }
    best = copyOf(item);
    bestKey = std::move(itemKey);
    return true;
  };
  if (count > 1) {
    for (size_t i = 0; i < count; ++i)
      if (!consider(args[i]))
        return {};
    return best;
  }
  if (!key && (hasShape(args[0], BuiltinShape::Set) ||
               hasShape(args[0], BuiltinShape::FrozenSet)))
    if (Value found = setExtremeInt(args[0], op == CompareOp::Gt))
      return copyOf(found);
  if (!key && isExactList(args[0]))
    if (Owned found = listExtremeNumber(ts, args[0], op == CompareOp::Gt);
        found || pendingException(ts))
      return found;
  if (!forEach_py(ts, args[0], consider))
    return {};
  if (best)
    return best;
  if (fallback)
    return copyOf(fallback);
  return raise(ts, types::ValueError, "{}() arg is an empty sequence", {name});
}
Owned max_(ThreadState &ts, Value, const Arguments &args) {
  return extreme_py(ts, args, CompareOp::Gt, "max");
}
Owned min_(ThreadState &ts, Value, const Arguments &args) {
  return extreme_py(ts, args, CompareOp::Lt, "min");
}

// sorted and sum
// ------------------------------------------------------------------

Owned sorted_(ThreadState &ts, Value, const Arguments &args) {
  if (!checkPositional(ts, "sorted", args, 1, 1))
    return {};
  Owned list = listFromIterable_py(ts, args[0]);
  if (!list)
    return {};
  // list.sort checks the keywords and names itself in its errors.
  static constexpr Signature signature = "(*, key=None, reverse=False)";
  Arguments keywords{args.values + 1, 0, args.names};
  Value bound[2];
  if (!bindArguments(ts, "sort", signature, keywords, bound))
    return {};
  bool reverse = false;
  if (bound[1]) {
    Owned flag = toIndex_py(ts, bound[1]);
    if (!flag)
      return {};
    reverse = intSign(flag) != 0;
  }
  Value key = bound[0] && !bound[0].isNone() ? bound[0] : Value();
  if (!listSort_py(ts, list, key, reverse))
    return {};
  return list;
}

Owned sum_(ThreadState &ts, Value, const Value *args) {
  Value start = args[1];
  if (start && isStr(start))
    return raise(ts, types::TypeError,
                 "sum() can't sum strings [use ''.join(seq) instead]");
  if (start && isBytes(start))
    return raise(ts, types::TypeError,
                 "sum() can't sum bytes [use b''.join(seq) instead]");
  if (start && isSubtype(typeOf(start), &types::ByteArray))
    return raise(ts, types::TypeError,
                 "sum() can't sum bytearray [use b''.join(seq) instead]");
  Owned iterator = getIter_py(ts, args[0]);
  if (!iterator)
    return {};
  Owned total = start ? copyOf(start) : Owned::steal(smallIntWord(0));
  while (Owned item = next_py(ts, iterator)) {
    Word a = total.word(), b = item.word(), both;
    if (bothSmallInts(a, b) &&
        !__builtin_add_overflow(int64_t(a - 1), int64_t(b),
                                reinterpret_cast<int64_t *>(&both))) {
      total = Owned::steal(both);
      continue;
    }
    if (bothImmediateFloats(a, b)) {
      Word sum =
          floatWordOrUnfit(immediateFloatValue(a) + immediateFloatValue(b));
      if (isImmediateFloat(sum)) {
        total = Owned::steal(sum);
        continue;
      }
    }
    total = binary_py(ts, BinaryOp::Add, total, item);
    if (!total)
      return {};
  }
  return pendingException(ts) ? Owned() : std::move(total);
}

// Asynchronous iteration
// ----------------------------------------------------------

Owned aiter_(ThreadState &ts, Value, const Value *args) {
  slot::Unary aiter = typeOf(args[0])->slots.aiter;
  if (!aiter)
    return raise(ts, types::TypeError, "'{}' object is not an async iterable",
                 {typeOf(args[0])});
  Owned iterator = aiter(ts, args[0]);
  if (iterator && !typeOf(iterator)->slots.anext)
    return raise(ts, types::TypeError,
                 "aiter() returned not an async iterator of type '{}'",
                 {typeOf(iterator)});
  return iterator;
}

Owned anext_(ThreadState &ts, Value, const Value *args) {
  slot::Unary anext = typeOf(args[0])->slots.anext;
  if (!anext)
    return raise(ts, types::TypeError, "'{}' object is not an async iterator",
                 {typeOf(args[0])});
  Owned awaitable = anext(ts, args[0]);
  if (!awaitable || !args[1])
    return awaitable;
  return makeAnextAwaitable(ts, awaitable, args[1]);
}

} // namespace dxpy::builtins
