// Building containers, strings and slices; unpacking.
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

Flow opBuildTuple(Op &op) {
  if (!op.c) {
    op.set(op.a, copyOf(emptyTuple()).take());
    return Flow::Next;
  }
  return op.finish(makeTupleStealing(op.ts, op.r + op.b, op.c));
}

Flow opBuildList(Op &op) {
  return op.finish(makeListStealing(op.ts, op.r + op.b, op.c));
}

Flow opBuildSet(Op &op) {
  Owned result = makeSet(op.ts);
  {
    UseRange items(op, op.b, op.c);
    for (uint32_t i = 0; result && i < op.c; ++i)
      if (!setAdd_py(op.ts, result, items[i]))
        result.reset();
  }
  return op.finish(std::move(result));
}

Flow opBuildDict(Op &op) {
  Owned result = makeDict(op.ts, op.c);
  {
    UseRange items(op, op.b, op.c * 2);
    for (uint32_t i = 0; result && i < op.c; ++i)
      if (!dictSet_py(op.ts, result, items[2 * i], items[2 * i + 1]))
        result.reset();
  }
  return op.finish(std::move(result));
}

Flow opBuildString(Op &op) {
  Owned result;
  {
    UseRange parts(op, op.b, op.c);
    StrBuilder builder(op.ts);
    for (uint32_t i = 0; i < op.c; ++i)
      builder.append(parts[i]);
    result = builder.finish();
  }
  return op.finish(std::move(result));
}

Flow opBuildSlice(Op &op) {
  Owned result;
  {
    UseRange parts(op, op.b, op.c);
    result = makeSlice(op.ts, parts[0], parts[1], op.c == 3 ? parts[2] : none);
  }
  return op.finish(std::move(result));
}

Flow opListAppend(Op &op) {
  return listAppend(op.ts, op.peek(op.b), op.take(op.a)) ? Flow::Next
                                                         : Flow::Error;
}

Flow opSetAdd(Op &op) {
  Use item(op, op.a);
  return setAdd_py(op.ts, op.peek(op.b), item) ? Flow::Next : Flow::Error;
}

Flow opDictSet(Op &op) {
  Use value(op, op.a);
  Use key(op, op.c);
  return dictSet_py(op.ts, op.peek(op.b), key, value) ? Flow::Next
                                                      : Flow::Error;
}

Flow opListExtend(Op &op) {
  Use iterable(op, op.a);
  if (listExtend_py(op.ts, op.peek(op.b), iterable))
    return Flow::Next;
  const TypeSlots &slots = typeOf(iterable)->slots;
  if (pendingMatches(op.ts, types::TypeError) && !slots.iter && !slots.item &&
      !slots.subscript) {
    clearException(op.ts);
    raise(op.ts, types::TypeError, "Value after * must be an iterable, not {}",
          {typeOf(iterable)});
  }
  return Flow::Error;
}

Flow opSetUpdate(Op &op) {
  Use iterable(op, op.a);
  return setUpdate_py(op.ts, op.peek(op.b), iterable) ? Flow::Next
                                                      : Flow::Error;
}

Flow opDictUpdate(Op &op) {
  Use mapping(op, op.a);
  if (!isDict(mapping)) {
    Owned keys = getAttrOptional_py(op.ts, mapping, &names::keys);
    if (!keys) {
      if (!pendingException(op.ts))
        raise(op.ts, types::TypeError, "'{}' object is not a mapping",
              {typeOf(mapping)});
      return Flow::Error;
    }
  }
  return dictUpdate_py(op.ts, op.peek(op.b), mapping) ? Flow::Next
                                                      : Flow::Error;
}

Owned functionText_py(ThreadState &ts, Value callable) {
  Owned qualname = getAttrOptional_py(ts, callable, &names::__qualname__);
  if (!qualname)
    return pendingException(ts) ? Owned() : str_py(ts, callable);
  Owned module = getAttrOptional_py(ts, callable, &names::__module__);
  if (!module && pendingException(ts))
    return {};
  StrBuilder text(ts);
  if (module && !module.value().isNone() &&
      !(isStr(module) && strText(module) == "builtins")) {
    if (!text.appendStr_py(module))
      return {};
    text.append(".");
  }
  if (!text.appendStr_py(qualname))
    return {};
  text.append("()");
  return text.finish();
}

static Flow duplicateKeyword(Op &op, Value callable, Value key) {
  Owned text = functionText_py(op.ts, callable);
  if (!text)
    return Flow::Error;
  Owned name = str_py(op.ts, key);
  if (name)
    raise(op.ts, types::TypeError,
          "{} got multiple values for keyword argument '{}'",
          {text.value(), name.value()});
  return Flow::Error;
}

/// One `key: value` of `**mapping`; a null value is looked up there.
static Flow mergeKeyword_py(Op &op, Value mapping, Owned key, Owned value) {
  Value target = op.peek(op.b);
  int present = dictContains_py(op.ts, target, key);
  if (present)
    return present < 0 ? Flow::Error : duplicateKeyword(op, op.peek(op.c), key);
  if (!value)
    value = getItem_py(op.ts, mapping, key);
  return value && dictSet_py(op.ts, target, key, value) ? Flow::Next
                                                        : Flow::Error;
}

/// The keys of what is no dict, as a list; null: raised.
static Owned keysOfMapping_py(Op &op, Value mapping) {
  ThreadState &ts = op.ts;
  Owned keys = callMethod_py(ts, mapping, &names::keys);
  Owned list = keys ? listFromIterable_py(ts, keys) : Owned();
  if (list || !pendingMatches(ts, types::AttributeError))
    return list;
  clearException(ts);
  if (Owned text = functionText_py(ts, op.peek(op.c)))
    raise(ts, types::TypeError,
          "{} argument after ** must be a mapping, not {}",
          {text.value(), typeOf(mapping)});
  return {};
}

Flow opDictMerge(Op &op) {
  Use mapping(op, op.a);
  if (!isDict(mapping)) {
    Owned keys = keysOfMapping_py(op, mapping);
    for (uint64_t i = 0; keys && i < listLength(keys); ++i)
      if (mergeKeyword_py(op, mapping, listItem(op.ts, keys, i), {}) ==
          Flow::Error)
        return Flow::Error;
    return keys ? Flow::Next : Flow::Error;
  }
  uint64_t position = 0;
  Value key, value;
  while (dictNext(mapping, position, key, value))
    if (mergeKeyword_py(op, mapping, copyOf(key), copyOf(value)) == Flow::Error)
      return Flow::Error;
  return Flow::Next;
}

Flow opListToTuple(Op &op) {
  Owned result;
  {
    Use list(op, op.b);
    result = listToTuple(op.ts, list);
  }
  return op.finish(std::move(result));
}

// Unpacking -----------------------------------------------------------------

/// Drops the first \p count results of an unpacking that failed.
static Flow failUnpack(Op &op, uint32_t first, uint32_t count) {
  Owned exception = takeException(op.ts);
  for (uint32_t i = 0; i < count; ++i)
    release(&op.ts, op.r[first + i]);
  restoreException(op.ts, std::move(exception));
  return Flow::Error;
}

static Flow wrongCount(Op &op, uint64_t got, uint64_t wanted) {
  if (got > wanted)
    raise(op.ts, types::ValueError, "too many values to unpack (expected {})",
          {int64_t(wanted)});
  else
    raise(op.ts, types::ValueError,
          "not enough values to unpack (expected {}, got {})",
          {int64_t(wanted), int64_t(got)});
  return Flow::Error;
}

static Owned unpackIter_py(Op &op, Value source) {
  Owned iterator = getIter_py(op.ts, source);
  const TypeSlots &slots = typeOf(source)->slots;
  if (!iterator && pendingMatches(op.ts, types::TypeError) && !slots.iter &&
      !slots.item && !slots.subscript) {
    clearException(op.ts);
    raise(op.ts, types::TypeError, "cannot unpack non-iterable {} object",
          {typeOf(source)});
  }
  return iterator;
}

Flow opUnpack(Op &op) {
  ThreadState &ts = op.ts;
  Use source(op, op.b);
  Word *out = op.r + op.a;
  if (isExactTuple(source)) {
    if (tupleLength(source) != op.c)
      return wrongCount(op, tupleLength(source), op.c);
    // The source may lie in one of the registers written: read it first.
    const Word *items = source.value().as<TupleObject>()->items;
    for (uint32_t i = 0; i < op.c; ++i) {
      retain(&ts, items[i]);
      out[i] = items[i];
    }
    return Flow::Next;
  }
  if (isExactList(source)) {
    if (listLength(source) != op.c)
      return wrongCount(op, listLength(source), op.c);
    for (uint32_t i = 0; i < op.c; ++i)
      out[i] = listItem(ts, source, i).take();
    return Flow::Next;
  }
  Owned iterator = unpackIter_py(op, source);
  if (!iterator)
    return Flow::Error;
  for (uint32_t i = 0; i < op.c; ++i) {
    Owned item = next_py(ts, iterator);
    if (!item) {
      if (!pendingException(ts))
        wrongCount(op, i, op.c);
      return failUnpack(op, op.a, i);
    }
    out[i] = item.take();
  }
  if (Owned extra = next_py(ts, iterator))
    wrongCount(op, op.c + 1, op.c);
  else if (!pendingException(ts))
    return Flow::Next;
  return failUnpack(op, op.a, op.c);
}

Flow opUnpackEx(Op &op) {
  ThreadState &ts = op.ts;
  Use source(op, op.b);
  uint32_t before = op.c, after = op.x;
  Word *out = op.r + op.a;
  Owned iterator = unpackIter_py(op, source);
  if (!iterator)
    return Flow::Error;
  for (uint32_t i = 0; i < before; ++i) {
    Owned item = next_py(ts, iterator);
    if (!item) {
      if (!pendingException(ts))
        raise(ts, types::ValueError,
              "not enough values to unpack (expected {}{}, got {})",
              {"at least ", int64_t(before + after), int64_t(i)});
      return failUnpack(op, op.a, i);
    }
    out[i] = item.take();
  }
  Owned rest = listFromIterable_py(ts, iterator);
  if (!rest)
    return failUnpack(op, op.a, before);
  uint64_t length = listLength(rest);
  if (length < after) {
    raise(ts, types::ValueError,
          "not enough values to unpack (expected at least {}, got {})",
          {int64_t(before + after), int64_t(before + length)});
    return failUnpack(op, op.a, before);
  }
  for (uint32_t i = after; i-- > 0;)
    out[before + 1 + i] = listPop(ts, rest, listLength(rest) - 1).take();
  out[before] = rest.take();
  return Flow::Next;
}

// Formatting ----------------------------------------------------------------

static Owned convert_py(ThreadState &ts, Value value, unsigned conversion) {
  switch (conversion) {
  case kConvertStr:
    return str_py(ts, value);
  case kConvertRepr:
    return repr_py(ts, value);
  case kConvertAscii:
    return ascii_py(ts, value);
  default:
    return copyOf(value);
  }
}

Flow opFormatValue(Op &op) {
  Owned result;
  {
    Owned spec = op.x & kHasFormatSpec ? op.take(op.c) : Owned();
    Use value(op, op.b);
    Owned converted = convert_py(op.ts, value, op.x & 3);
    if (!converted)
      return Flow::Error;
    if (!spec && isExactStr(converted))
      result = std::move(converted);
    else
      result = format_py(op.ts, converted, spec);
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
