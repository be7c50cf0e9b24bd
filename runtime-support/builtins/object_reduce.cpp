// Pickling of any object: what copyreg's protocol 2 asks of object.
#include "runtime-support/builtins/object_reduce.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

Owned fromCopyreg(ThreadState &ts, std::string_view name) {
  Owned module = importModule_py(ts, "copyreg");
  Owned key = internText(ts, name);
  return module && key ? getAttr_py(ts, module, key) : Owned();
}

/// Adds the names that `__slots__` of one class gives.
bool addDeclaredSlots(ThreadState &ts, Value names, TypeObject *type) {
  Value declared = dictGetName(ts, Value(type->dict), Value(&names::__slots__));
  if (!declared)
    return true;
  Owned items = isStr(declared) ? makeTuple(ts, {declared})
                                : tupleFromIterable_py(ts, declared);
  for (uint64_t i = 0; items && i < tupleLength(items); ++i) {
    Value name = tupleItem(items, i);
    if (!isStr(name) || strText(name) == "__dict__" ||
        strText(name) == "__weakref__")
      continue;
    Owned mangled = mangleName(ts, Value(type->name), name);
    if (!mangled || !listAppend(ts, names, std::move(mangled)))
      return false;
  }
  return bool(items);
}

/// The names of all slots of a class, as copyreg._slotnames finds and keeps
/// them: a list or None.
Owned slotNames(ThreadState &ts, TypeObject *type) {
  if (!readyType(ts, type))
    return {};
  Value key(&names::__slotnames__);
  Value cached = dictGetName(ts, Value(type->dict), key);
  if (cached && (cached.isNone() || isList(cached)))
    return copyOf(cached);
  Owned names = makeList(ts);
  Value mro(type->mro);
  for (uint64_t i = 0; names && i < tupleLength(mro); ++i)
    if (!addDeclaredSlots(ts, names, tupleItem(mro, i).as<TypeObject>()))
      return {};
  if (names && (type->flags & kTypeHeap) &&
      !setAttr_py(ts, Value(type), key, names))
    clearException(ts);
  return names;
}

/// The instance's own dict if it has attributes; None if not.
Owned attributesState(ThreadState &ts, Value self) {
  if (!self.isPointer())
    return ownedNone();
  const Shape *shape = shapeOf(self.header());
  if (!shape->slotsOffset || !(typeOf(self)->flags & kTypeHasDict))
    return ownedNone();
  if (!(shape->flags & kShapeDict) &&
      shape->slotCount == typeOf(self)->slotCount)
    return ownedNone();
  Owned dict = instanceDict(ts, self);
  if (dict && isDict(dict) && dictLength(dict) == 0)
    return ownedNone();
  return dict;
}

Owned addSlotValues(ThreadState &ts, Value self, Owned state, Value slots) {
  Owned values = makeDict(ts);
  if (!values)
    return {};
  for (uint64_t i = 0; i < listLength(slots); ++i) {
    Owned name = listItem(ts, slots, i);
    Owned value = getAttrOptional_py(ts, self, name);
    if (value ? !dictSet_py(ts, values, name, value) : pendingException(ts))
      return {};
  }
  if (dictLength(values) == 0)
    return state;
  return makeTuple(ts, {state, values});
}

Owned defaultState(ThreadState &ts, Value self, bool required) {
  TypeObject *type = typeOf(self);
  TypeObject *native = nativeBase(type);
  if (required && (native->basicSize > sizeof(ObjectHeader) ||
                   native->itemSize || !self.isPointer()))
    return raise(ts, types::TypeError, "cannot pickle '{}' object", {type});
  Owned state = attributesState(ts, self);
  Owned slots = state ? slotNames(ts, type) : Owned();
  if (!slots)
    return {};
  if (slots.value().isNone() || listLength(slots) == 0)
    return state;
  return addSlotValues(ts, self, std::move(state), slots);
}

} // namespace

Owned stateOf(ThreadState &ts, Value self, bool required) {
  Owned method = getAttr_py(ts, self, Value(&names::__getstate__));
  if (!method)
    return {};
  if (hasShape(method, BuiltinShape::BuiltinFunction)) {
    auto *function = method.as<BuiltinFunctionObject>();
    if (function->def->function == objectGetState &&
        Value(function->self) == self)
      return defaultState(ts, self, required);
  }
  return call_py(ts, method);
}

namespace {

/// What __getnewargs_ex__ or __getnewargs__ give; `args` stays null if neither
/// is there.
bool newArguments(ThreadState &ts, Value self, Owned &args, Owned &keywords) {
  if (FoundMethod method =
          findSpecial_py(ts, self, Value(&names::__getnewargs_ex__))) {
    Owned pair = callFound_py(ts, method, self, {});
    if (!pair)
      return false;
    if (!isTuple(pair))
      return raise(ts, types::TypeError,
                   "__getnewargs_ex__ should return a tuple, not '{}'",
                   {typeOf(pair)});
    if (tupleLength(pair) != 2)
      return raise(ts, types::ValueError,
                   "__getnewargs_ex__ should return a tuple of length 2, "
                   "not {}",
                   {tupleLength(pair)});
    args = copyOf(tupleItem(pair, 0));
    keywords = copyOf(tupleItem(pair, 1));
    if (!isTuple(args))
      return raise(ts, types::TypeError,
                   "first item of the tuple returned by __getnewargs_ex__ "
                   "must be a tuple, not '{}'",
                   {typeOf(args)});
    if (!isDict(keywords))
      return raise(ts, types::TypeError,
                   "second item of the tuple returned by __getnewargs_ex__ "
                   "must be a dict, not '{}'",
                   {typeOf(keywords)});
    return true;
  }
  if (pendingException(ts))
    return false;
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__getnewargs__));
  if (!method)
    return !pendingException(ts);
  args = callFound_py(ts, method, self, {});
  if (args && !isTuple(args))
    return raise(ts, types::TypeError,
                 "__getnewargs__ should return a tuple, not '{}'",
                 {typeOf(args)});
  return bool(args);
}

Owned itemsIterator(ThreadState &ts, Value self) {
  if (!isDict(self))
    return ownedNone();
  Owned items = callMethod_py(ts, self, Value(&names::items));
  return items ? getIter_py(ts, items) : Owned();
}

/// (cls, *args)
Owned withClass(ThreadState &ts, TypeObject *cls, Value args) {
  uint64_t count = args ? tupleLength(args) : 0;
  TupleObject *result = allocateTuple(ts, count + 1);
  if (!result)
    return {};
  result->items[0] = copyOf(Value(cls)).take();
  for (uint64_t i = 0; i < count; ++i)
    result->items[i + 1] = copyOf(tupleItem(args, i)).take();
  return Owned::steal(result);
}

Owned reduceNewObject(ThreadState &ts, Value self) {
  TypeObject *type = typeOf(self);
  if (!type->slots.new_)
    return raise(ts, types::TypeError, "cannot pickle '{}' object", {type});
  Owned args, keywords;
  if (!newArguments(ts, self, args, keywords))
    return {};
  bool hasArgs = bool(args);
  bool named = keywords && dictLength(keywords);
  Owned function = fromCopyreg(ts, named ? "__newobj_ex__" : "__newobj__");
  if (!function)
    return {};
  Owned callArgs = named ? makeTuple(ts, {Value(type), args, keywords})
                         : withClass(ts, type, args);
  Owned state =
      callArgs ? stateOf(ts, self, !(hasArgs || isList(self) || isDict(self)))
               : Owned();
  Owned listItems = !state         ? Owned()
                    : isList(self) ? getIter_py(ts, self)
                                   : ownedNone();
  Owned dictItems = listItems ? itemsIterator(ts, self) : Owned();
  if (!dictItems)
    return {};
  return makeTuple(ts, {function, callArgs, state, listItems, dictItems});
}

Owned commonReduce(ThreadState &ts, Value self, Value protocol) {
  int64_t number = toIndexInt64_py(ts, protocol, &types::OverflowError);
  if (number == -1 && pendingException(ts))
    return {};
  if (number >= 2)
    return reduceNewObject(ts, self);
  Owned function = fromCopyreg(ts, "_reduce_ex");
  return function ? call_py(ts, function, {self, protocol}) : Owned();
}

} // namespace

Owned objectReduceEx(ThreadState &ts, Value self, const Value *args) {
  Value name(&names::__reduce__);
  Owned reduce = getAttrOptional_py(ts, self, name);
  if (!reduce)
    return pendingException(ts) ? Owned() : commonReduce(ts, self, args[0]);
  Owned ofClass = getAttr_py(ts, Value(typeOf(self)), name);
  if (!ofClass)
    return {};
  if (ofClass.value() != lookupInType(ts, &types::Object, name))
    return call_py(ts, reduce);
  return commonReduce(ts, self, args[0]);
}

Owned objectReduce(ThreadState &ts, Value self, const Value *) {
  return commonReduce(ts, self, Value(smallIntWord(0)));
}

Owned objectGetState(ThreadState &ts, Value self, const Value *) {
  return defaultState(ts, self, false);
}

} // namespace dxpy
