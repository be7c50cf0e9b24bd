// partial: a callable with some arguments already given.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/repr_guard.h"
#include "stdlib/functools/parts.h"
#include <cstddef>

namespace dxpy::functools {

namespace {

struct PartialObject {
  ObjectHeader header;
  Word function;
  Word args;     ///< tuple
  Word keywords; ///< dict
};

PartialObject *asPartial(Value v) { return v.as<PartialObject>(); }

const Value *itemsOf(Value tuple) {
  return reinterpret_cast<const Value *>(tuple.as<TupleObject>()->items);
}

Owned concatenated(ThreadState &ts, Value first, const Value *more,
                   size_t count) {
  size_t given = tupleLength(first);
  if (count == 0)
    return copyOf(first);
  TupleObject *result = allocateTuple(ts, given + count);
  if (!result)
    return {};
  for (size_t i = 0; i < given; ++i)
    result->items[i] = copyOf(tupleItem(first, i)).take();
  for (size_t i = 0; i < count; ++i)
    result->items[given + i] = copyOf(more[i]).take();
  return Owned::steal(result);
}

/// A copy of \p keywords (or an empty dict) with those of a call on top.
Owned mergedKeywords(ThreadState &ts, Value keywords, const Arguments &args) {
  Owned result = keywords ? dictCopy(ts, keywords) : makeDict(ts);
  for (size_t i = 0; result && i < keywordCount(args); ++i)
    if (!dictSet_py(ts, result, tupleItem(args.names, i),
                    args.values[args.positionalCount + i]))
      return {};
  return result;
}

/// A partial without attributes of its own, which another one can absorb.
bool isPlainPartial(Value function) {
  if (typeOf(function)->slots.call != partialType.slots.call)
    return false;
  const Shape *shape = shapeOf(function.header());
  return !(shape->flags & kShapeDict) && shape->slotCount == 0;
}

Owned partialNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError,
                 "type 'partial' takes at least one argument");
  Value function = args[0], given = emptyTuple(), keywords;
  if (!isCallable(function))
    return raise(ts, types::TypeError, "the first argument must be callable");
  if (isPlainPartial(function)) {
    PartialObject *inner = asPartial(function);
    function = Value(inner->function);
    given = Value(inner->args);
    keywords = Value(inner->keywords);
  }
  Owned allArgs =
      concatenated(ts, given, args.values + 1, args.positionalCount - 1);
  Owned allKeywords = allArgs ? mergedKeywords(ts, keywords, args) : Owned();
  Owned result = allKeywords ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asPartial(result)->function = copyOf(function).take();
  asPartial(result)->args = allArgs.take();
  asPartial(result)->keywords = allKeywords.take();
  return result;
}

Word partialCall(ThreadState *ts, Word callee, Word *words,
                 uint64_t countAndFlags, Word kwnames) {
  Arguments args = argumentsOf(words, countAndFlags, kwnames);
  PartialObject *partial = asPartial(Value(callee));
  Owned function = copyOf(Value(partial->function));
  Owned given = copyOf(Value(partial->args));
  Owned keywords = copyOf(Value(partial->keywords));
  RecursionLevel level(*ts, " while calling a Python object");
  if (!level)
    return kError;
  if (dictLength(keywords)) {
    Owned allArgs = concatenated(*ts, given, args.values, args.positionalCount);
    Owned allKeywords = allArgs ? mergedKeywords(*ts, keywords, args) : Owned();
    return allKeywords
               ? callTuple_py(*ts, function, allArgs, allKeywords).take()
               : kError;
  }
  size_t first = tupleLength(given);
  size_t passed = args.positionalCount + keywordCount(args);
  ArgumentBuffer buffer(first + passed);
  if (!buffer.ok(*ts))
    return kError;
  for (size_t i = 0; i < first; ++i)
    buffer[i] = itemsOf(given)[i];
  for (size_t i = 0; i < passed; ++i)
    buffer[first + i] = args.values[i];
  return callArguments_py(*ts, function, buffer.data(),
                          first + args.positionalCount, args.names)
      .take();
}

Owned partialRepr(ThreadState &ts, Value self) {
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "...");
  Owned function = copyOf(Value(asPartial(self)->function));
  Owned args = copyOf(Value(asPartial(self)->args));
  Owned keywords = copyOf(Value(asPartial(self)->keywords));
  StrBuilder text(ts);
  text.append(nativeQualifiedName(typeOf(self)));
  text.append("(");
  if (!text.appendRepr_py(function))
    return {};
  for (size_t i = 0; i < tupleLength(args); ++i) {
    text.append(", ");
    if (!text.appendRepr_py(tupleItem(args, i)))
      return {};
  }
  Value key, value;
  for (uint64_t position = 0; dictNext(keywords, position, key, value);) {
    Owned heldKey = copyOf(key), heldValue = copyOf(value);
    text.append(", ");
    if (!text.appendStr_py(heldKey))
      return {};
    text.append("=");
    if (!text.appendRepr_py(heldValue))
      return {};
  }
  text.append(")");
  return text.finish();
}

/// The instance's attributes, or None if it never had any.
Owned attributesOrNone(ThreadState &ts, Value self) {
  const Shape *shape = shapeOf(self.header());
  if (!(shape->flags & kShapeDict) && shape->slotCount == 0)
    return ownedNone();
  return instanceDict(ts, self);
}

Owned partialReduce(ThreadState &ts, Value self, const Value *) {
  PartialObject *partial = asPartial(self);
  Owned attributes = attributesOrNone(ts, self);
  Owned args = makeTuple(ts, {Value(partial->function)});
  if (!attributes || !args)
    return {};
  Owned state = makeTuple(ts, {Value(partial->function), Value(partial->args),
                               Value(partial->keywords), attributes.value()});
  return state
             ? makeTuple(ts, {Value(typeOf(self)), args.value(), state.value()})
             : Owned();
}

Owned partialSetState(ThreadState &ts, Value self, const Value *values) {
  Value state = values[0];
  bool valid = isTuple(state) && tupleLength(state) == 4 &&
               isCallable(tupleItem(state, 0)) &&
               isTuple(tupleItem(state, 1)) &&
               (tupleItem(state, 2).isNone() || isDict(tupleItem(state, 2)));
  if (!valid)
    return raise(ts, types::TypeError, "invalid partial state");
  Value items = tupleItem(state, 1), given = tupleItem(state, 2);
  Owned args =
      isExactTuple(items) ? copyOf(items) : tupleFromIterable_py(ts, items);
  Owned keywords = given.isNone()       ? makeDict(ts)
                   : isExactDict(given) ? copyOf(given)
                                        : dictCopy(ts, given);
  if (!args || !keywords)
    return {};
  Value attributes = tupleItem(state, 3);
  if (!setAttributes(ts, self, attributes.isNone() ? Value() : attributes))
    return {};
  PartialObject *partial = asPartial(self);
  storeField(ts, &partial->header, &partial->function,
             copyOf(tupleItem(state, 0)));
  storeField(ts, &partial->header, &partial->args, std::move(args));
  storeField(ts, &partial->header, &partial->keywords, std::move(keywords));
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"__reduce__", partialReduce, "()"},
    {"__setstate__", partialSetState, "(state, /)"},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MemberDef members[] = {
    {"func", MemberKind::Value, offsetof(PartialObject, function), true,
     "function object to use in future partial calls"},
    {"args", MemberKind::Value, offsetof(PartialObject, args), true,
     "tuple of arguments to future partial calls"},
    {"keywords", MemberKind::Value, offsetof(PartialObject, keywords), true,
     "dictionary of keyword arguments to future partial calls"},
    {}};
bool setPartialDict(ThreadState &ts, Value self, Value dict) {
  if (!dict)
    return raise(ts, types::TypeError, "cannot delete __dict__");
  return setAttributes(ts, self, dict);
}

constexpr GetSetDef getSets[] = {{"__dict__", getAttributes, setPartialDict},
                                 {}};
constexpr TypeSpec spec = {
    "functools.partial",
    "partial(func, *args, **keywords) - new function with partial "
    "application\n    of the given arguments and keywords.\n",
    methods, getSets, members};
using PartialFields =
    OwnedFields<PartialObject, &PartialObject::function, &PartialObject::args,
                &PartialObject::keywords>;

} // namespace

constinit TypeObject partialType = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,
    .basicSize = sizeof(PartialObject),
    .slotsOffset = sizeof(PartialObject) + sizeof(Word),
    .slots = {.deallocate = PartialFields::deallocate,
              .visit = PartialFields::visit,
              .repr = partialRepr,
              .call = partialCall,
              .new_ = partialNew}};

} // namespace dxpy::functools
