// defaultdict, the field descriptor of named tuples, and Counter's loop.
#include "runtime-support/builtins/dict_builtin.h"
#include "runtime-support/builtins/integers.h"
#include "runtime-support/objects/repr_guard.h"
#include "stdlib/collections/deque.h"
#include <cstddef>

namespace dxpy::collections {

namespace {

struct DefaultDictObject {
  DictObject dict;
  Word factory; ///< 0 or None: keys are not made
};

Word &factoryOf(Value v) {
  return reinterpret_cast<DefaultDictObject *>(v.word())->factory;
}
Value factoryOrNone(Value v) {
  return factoryOf(v) ? Value(factoryOf(v)) : none;
}

Owned missing(ThreadState &ts, Value self, const Value *args) {
  Owned factory = copyOf(factoryOrNone(self));
  if (factory.value().isNone())
    return raiseKeyError(ts, args[0]);
  Owned value = call_py(ts, factory);
  return value && setItem_py(ts, self, args[0], value) ? std::move(value)
                                                       : Owned();
}

Owned subscript(ThreadState &ts, Value self, Value key) {
  if (typeOf(self) != &defaultDictType)
    return types::Dict.slots.subscript(ts, self, key);
  if (Value found = dictGet_py(ts, self, key))
    return copyOf(found);
  return pendingException(ts) ? Owned() : missing(ts, self, &key);
}

bool init(ThreadState &ts, Value self, const Arguments &args) {
  Arguments rest = args;
  Owned factory = ownedNone();
  if (args.positionalCount) {
    if (!args[0].isNone() && !isCallable(args[0]))
      return raise(ts, types::TypeError,
                   "first argument must be callable or None");
    factory = copyOf(args[0]);
    ++rest.values;
    --rest.positionalCount;
  }
  storeField(ts, self.header(), &factoryOf(self), std::move(factory));
  return types::Dict.slots.init(ts, self, rest);
}

Owned repr(ThreadState &ts, Value self) {
  Owned items = types::Dict.slots.repr(ts, self);
  if (!items)
    return {};
  Owned factory = copyOf(factoryOrNone(self));
  StrBuilder text(ts);
  text.append(typeName(typeOf(self)));
  text.append("(");
  if (factory.value().isNone()) {
    text.append("None");
  } else {
    ReprGuard guard(factory);
    if (guard.recursive())
      text.append("...");
    else if (!text.appendRepr_py(factory))
      return {};
  }
  text.append(", ");
  text.append(items.value());
  text.append(")");
  return text.finish();
}

/// A dict of the same class and factory, filled from \p items.
Owned alike_py(ThreadState &ts, Value self, Value items) {
  return call_py(ts, Value(typeOf(self)), {factoryOrNone(self), items});
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return alike_py(ts, self, self);
}

Owned or_(ThreadState &ts, Value left, Value right) {
  bool own = isSubtype(typeOf(left), &defaultDictType);
  Value self = own ? left : right, other = own ? right : left;
  if (!isDict(other))
    return ownedNotImplemented();
  Owned result = alike_py(ts, self, left);
  return result && dictUpdate_py(ts, result, right) ? std::move(result)
                                                    : Owned();
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Value factory = factoryOrNone(self);
  Owned args =
      factory.isNone() ? copyOf(emptyTuple()) : makeTuple(ts, {factory});
  Owned items = callMethod_py(ts, self, Value(&names::items));
  Owned iterator = items ? getIter_py(ts, items) : Owned();
  return args && iterator ? makeTuple(ts, {Value(typeOf(self)), args.value(),
                                           none, none, iterator.value()})
                          : Owned();
}

void visit(ObjectHeader *self, Visitor &visitor) {
  visitor(reinterpret_cast<DefaultDictObject *>(self)->factory);
  dict_internal::visitDict(self, visitor);
}
void clear(ThreadState &ts, ObjectHeader *self) {
  clearField(ts, self, &reinterpret_cast<DefaultDictObject *>(self)->factory,
             0);
  dict_internal::clearDict(ts, self);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  clearField(ts, self, &reinterpret_cast<DefaultDictObject *>(self)->factory,
             0);
  dict_internal::deallocateDict(ts, self);
}

constexpr char kCopyDoc[] = "D.copy() -> a shallow copy of D.";

constexpr MethodDef methods[] = {
    {"__missing__", missing, "(key, /)",
     "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n "
     " if self.default_factory is None: raise KeyError((key,))\n  self[key] = "
     "value = self.default_factory()\n  return value\n"},
    {"copy", copy, "()", kCopyDoc},
    {"__copy__", copy, "()", kCopyDoc},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MemberDef members[] = {
    {"default_factory", MemberKind::ValueOrNone,
     offsetof(DefaultDictObject, factory), false,
     "Factory for default value called by __missing__()."},
    {}};
constexpr TypeSpec defaultDictSpec = {
    "collections.defaultdict",
    "defaultdict(default_factory=None, /, [...]) --> dict with default "
    "factory\n\nThe default factory is called without arguments to produce\na "
    "new value when a key is not present, in __getitem__ only.\nA defaultdict "
    "compares equal to a dict with the same items.\nAll remaining arguments "
    "are treated the same as if they were\npassed to the dict constructor, "
    "including keyword arguments.\n",
    methods, nullptr, members};

// _tuplegetter ----------------------------------------------------------------

struct TupleGetterObject {
  ObjectHeader header;
  int64_t index;
  Word doc;
};

TupleGetterObject *asGetter(Value v) { return v.as<TupleGetterObject>(); }

Owned getterNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  int64_t index;
  if (!checkNoKeywords(ts, "_tuplegetter", args) ||
      !checkPositional(ts, "_tuplegetter", args, 2, 2) ||
      !sizeArgument_py(ts, args[0], index))
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asGetter(result)->index = index;
  asGetter(result)->doc = copyOf(args[1]).take();
  return result;
}

Owned getterGet(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance)
    return copyOf(self);
  int64_t index = asGetter(self)->index;
  if (!isTuple(instance)) {
    if (instance.isNone())
      return copyOf(self);
    return raise(ts, types::TypeError,
                 "descriptor for index '{}' for tuple subclasses doesn't apply "
                 "to '{}' object",
                 {index, nativeQualifiedName(typeOf(instance))});
  }
  if (uint64_t(index) >= tupleLength(instance))
    return raise(ts, types::IndexError, "tuple index out of range");
  return copyOf(tupleItem(instance, uint64_t(index)));
}

bool getterSet(ThreadState &ts, Value, Value, Value value) {
  return raise(ts, types::AttributeError,
               value ? "can't set attribute" : "can't delete attribute");
}

Owned getterRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(typeName(typeOf(self)));
  text.append("(");
  text.appendInt(asGetter(self)->index);
  text.append(", ");
  if (!text.appendRepr_py(Value(asGetter(self)->doc)))
    return {};
  text.append(")");
  return text.finish();
}

Owned getterReduce(ThreadState &ts, Value self, const Value *) {
  Owned index = makeInt(ts, asGetter(self)->index);
  Owned args = index
                   ? makeTuple(ts, {index.value(), Value(asGetter(self)->doc)})
                   : Owned();
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}

constexpr MethodDef getterMethods[] = {{"__reduce__", getterReduce, "()"}, {}};
constexpr MemberDef getterMembers[] = {
    {"__doc__", MemberKind::Value, offsetof(TupleGetterObject, doc), false},
    {}};
constexpr TypeSpec getterSpec = {"_collections._tuplegetter", nullptr,
                                 getterMethods, nullptr, getterMembers};
using GetterFields = OwnedFields<TupleGetterObject, &TupleGetterObject::doc>;

/// The counting loop on a plain dict, or one that changes neither get nor
/// __setitem__.
bool countInDict_py(ThreadState &ts, Value dict, Value iterable) {
  Value one(smallIntWord(1));
  return forEach_py(ts, iterable, [&](Value key) {
    Value found = dictGet_py(ts, dict, key);
    if (!found)
      return !pendingException(ts) && dictSet_py(ts, dict, key, one);
    Owned before = copyOf(found);
    Owned after = integers::add(ts, before, one);
    return after && dictSet_py(ts, dict, key, after);
  });
}

bool countInMapping_py(ThreadState &ts, Value mapping, Value iterable) {
  Owned get = getAttr_py(ts, mapping, Value(&names::get));
  Value zero(smallIntWord(0)), one(smallIntWord(1));
  return get && forEach_py(ts, iterable, [&](Value key) {
           Owned before = call_py(ts, get, {key, zero});
           Owned after =
               before ? binary_py(ts, BinaryOp::Add, before, one) : Owned();
           return after && setItem_py(ts, mapping, key, after);
         });
}

bool inheritsFromDict(ThreadState &ts, Value mapping, Value name) {
  return lookupInType(ts, typeOf(mapping), name) ==
         lookupInType(ts, &types::Dict, name);
}

} // namespace

Owned countElements(ThreadState &ts, Value, const Value *args) {
  bool plain = isDict(args[0]) &&
               inheritsFromDict(ts, args[0], Value(&names::get)) &&
               inheritsFromDict(ts, args[0], Value(&names::__setitem__));
  bool done = plain ? countInDict_py(ts, args[0], args[1])
                    : countInMapping_py(ts, args[0], args[1]);
  return done ? ownedNone() : Owned();
}

constinit TypeObject defaultDictType = {.header = typeHeader(),
                                        .spec = &defaultDictSpec,
                                        .base = &types::Dict,
                                        .flags = kTypeBase | kTypeContainer |
                                                 kTypeMappingPattern |
                                                 kTypeMatchSelf | kSubclassDict,
                                        .basicSize = sizeof(DefaultDictObject),
                                        .slots = {.deallocate = deallocate,
                                                  .visit = visit,
                                                  .clear = clear,
                                                  .repr = repr,
                                                  .init = init,
                                                  .or_ = or_,
                                                  .subscript = subscript}};

constinit TypeObject tupleGetterType = {
    .header = typeHeader(),
    .spec = &getterSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(TupleGetterObject),
    .slots = {.deallocate = GetterFields::deallocate,
              .visit = GetterFields::visit,
              .repr = getterRepr,
              .descriptorGet = getterGet,
              .descriptorSet = getterSet,
              .new_ = getterNew}};

} // namespace dxpy::collections
