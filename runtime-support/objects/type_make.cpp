// type.__new__: makes a class from a name, bases and a namespace, in the order
// in which CPython does it, since each step may run Python code.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/objects/attribute_census.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/super.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"
#include "runtime-support/objects/weak_references.h"
#include "runtime-support/text/utf8.h"
#include <algorithm>

namespace dxpy {

namespace {

/// Attributes that a class is expected to give its instances before anybody has
/// seen one.
constexpr uint32_t kExpectedAttributes = 3;

Owned getDictAttribute(ThreadState &ts, Value self) {
  Owned dict = instanceDict(ts, self);
  if (!dict && !pendingException(ts))
    return raise(ts, types::AttributeError, "This object has no __dict__");
  return dict;
}

bool setDictAttribute(ThreadState &ts, Value self, Value value) {
  if (!value)
    value = {};
  if (value && !isDict(value))
    return raise(ts, types::TypeError,
                 "__dict__ must be set to a dictionary, not a '{}'",
                 {typeOf(value)});
  if (value)
    return setInstanceDict(ts, self, value);
  Owned fresh = makeDict(ts);
  return fresh && setInstanceDict(ts, self, fresh);
}

/// The `__dict__` of the base in C++, if it has one: of classes and modules it
/// cannot be replaced, also where another base brings a `__dict__` along.
Value nativeDictAttribute(ThreadState &ts, Value self) {
  return lookupInType(ts, nativeBase(typeOf(self)), Value(&names::__dict__));
}

Owned getClassDictAttribute(ThreadState &ts, Value self) {
  if (Value native = nativeDictAttribute(ts, self))
    return typeOf(native)->slots.descriptorGet(ts, native, self, {});
  return getDictAttribute(ts, self);
}

bool setClassDictAttribute(ThreadState &ts, Value self, Value value) {
  if (Value native = nativeDictAttribute(ts, self))
    return typeOf(native)->slots.descriptorSet(ts, native, self, value);
  return setDictAttribute(ts, self, value);
}

/// What a class statement puts into the class.
constinit const GetSetDef classDictAttributeDef = {
    "__dict__", getClassDictAttribute, setClassDictAttribute,
    "dictionary for instance variables (if defined)"};

Owned getWeakrefAttribute(ThreadState &ts, Value self) {
  return firstWeakReference(ts, self);
}

} // namespace

constinit const GetSetDef dictAttributeDef = {
    "__dict__", getDictAttribute, setDictAttribute,
    "dictionary for instance variables (if defined)"};
constinit const GetSetDef weakrefAttributeDef = {
    "__weakref__", getWeakrefAttribute, nullptr,
    "list of weak references to the object (if defined)"};

namespace {

/// Names and docs of classes have to be UTF-8.
bool checkEncodable(ThreadState &ts, Value text) {
  if (text::findSurrogate(strText(text)) == std::string_view::npos)
    return true;
  Owned name = internText(ts, "encode");
  return name && callMethod_py(ts, text, name); // says what it cannot encode
}

bool checkBasesAreTypes(ThreadState &ts, Value bases) {
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i) {
    Value base = tupleItem(bases, i);
    if (hasFlag(base, kSubclassType))
      continue;
    Owned entries =
        getAttrOptional_py(ts, base, Value(&names::__mro_entries__));
    if (entries)
      return raise(ts, types::TypeError,
                   "type() doesn't support MRO entry resolution; use "
                   "types.new_class()");
    if (pendingException(ts))
      return false;
  }
  return true;
}

/// The class's own dict: a copy of the namespace with interned names.
Owned copyNamespace(ThreadState &ts, Value source) {
  Owned dict = makeNamesDict(ts);
  // Of a dict whose class iterates in its own way, in that order.
  Owned plain = isExactDict(source) ? copyOf(source) : makeDict(ts);
  if (!dict || !plain ||
      (!isExactDict(source) && !dictUpdate_py(ts, plain, source)))
    return {};
  uint64_t position = 0;
  Value key, value;
  while (dictNext(plain, position, key, value)) {
    if (!isExactStr(key)) {
      if (!dictSet_py(ts, dict, key, value))
        return {};
      continue;
    }
    Owned name = intern(ts, copyOf(key));
    if (!name || !dictSetName(ts, dict, name, value))
      return {};
  }
  return dict;
}

bool removeEntry(ThreadState &ts, Value dict, StrObject *name) {
  return dictDelete_py(ts, dict, Value(name)) >= 0;
}

/// Replaces a plain function under \p name by wrap(function).
bool wrapFunction(ThreadState &ts, Value dict, StrObject *name,
                  Owned (*wrap)(ThreadState &, Value)) {
  Value function = dictGetName(ts, dict, Value(name));
  if (!function || !isFunction(function))
    return true;
  Owned wrapped = wrap(ts, function);
  return wrapped && dictSetName(ts, dict, Value(name), wrapped);
}

bool setModule(ThreadState &ts, Value dict) {
  Value key(&names::__module__);
  if (dictGetName(ts, dict, key) || !currentGlobalsHook)
    return true;
  Value globals = currentGlobalsHook(ts);
  Value module =
      globals ? dictGetName(ts, globals, Value(&names::__name__)) : Value();
  return !module || dictSetName(ts, dict, key, module);
}

bool setQualname(ThreadState &ts, TypeObject *type, Value dict) {
  Value qualname = dictGetName(ts, dict, Value(&names::__qualname__));
  if (!qualname) {
    type->qualname = copyOf(Value(type->name)).take();
    return true;
  }
  if (!isStr(qualname))
    return raise(ts, types::TypeError,
                 "type __qualname__ must be a str, not {}", {typeOf(qualname)});
  type->qualname = copyOf(qualname).take();
  return removeEntry(ts, dict, &names::__qualname__);
}

/// Special methods that get no instance need no decorator.
bool wrapFunctions(ThreadState &ts, Value dict) {
  return wrapFunction(ts, dict, &names::__new__, makeStaticMethod) &&
         wrapFunction(ts, dict, &names::__init_subclass__, makeClassMethod) &&
         wrapFunction(ts, dict, &names::__class_getitem__, makeClassMethod);
}

bool setDefaults(ThreadState &ts, Value dict) {
  Value name(&names::__doc__), doc = dictGetName(ts, dict, name);
  if (doc ? isStr(doc) && !checkEncodable(ts, doc)
          : !dictSetName(ts, dict, name, none))
    return false;
  if (dictGetName(ts, dict, Value(&names::__eq__)) &&
      !dictGetName(ts, dict, Value(&names::__hash__)))
    return dictSetName(ts, dict, Value(&names::__hash__), none);
  return true;
}

bool addAttributeDescriptor(ThreadState &ts, TypeObject *type,
                            const GetSetDef *def, StrObject *name) {
  Owned descriptor = makeGetSetDescriptor(ts, def, type);
  return descriptor &&
         (dictGetName(ts, Value(type->dict), Value(name)) ||
          dictSetName(ts, Value(type->dict), Value(name), descriptor));
}

bool addSlotDescriptors(ThreadState &ts, TypeObject *type,
                        const SlotsDeclaration &slots) {
  uint32_t index = type->base->slotCount;
  for (uint64_t i = 0, n = tupleLength(slots.names); i < n; ++i) {
    Value name = tupleItem(slots.names, i);
    Owned descriptor = makeSlotDescriptor(ts, name, type, index++);
    if (!descriptor || !dictSetName(ts, Value(type->dict), name, descriptor))
      return false;
  }
  if (slots.addDict && !addAttributeDescriptor(ts, type, &classDictAttributeDef,
                                               &names::__dict__))
    return false;
  return !slots.addWeakref ||
         addAttributeDescriptor(ts, type, &weakrefAttributeDef,
                                &names::__weakref__);
}

/// Sizes, offsets and flags from the base and what __slots__ adds.
bool setLayout(ThreadState &ts, TypeObject *type, TypeObject *base,
               const SlotsDeclaration &slots) {
  constexpr uint64_t inherited = kSubclassMask | kTypeHasDict |
                                 kTypeHasWeakrefs | kTypeMatchSelf |
                                 kTypeVariableSize | kTypeDictMode;
  type->base = base;
  type->flags = kTypeHeap | kTypeBase | kTypeContainer | kTypeReady |
                (base->flags & inherited) |
                (slots.addDict ? kTypeHasDict : 0u) |
                (slots.addWeakref ? kTypeHasWeakrefs : 0u);
  type->basicSize = base->basicSize;
  type->itemSize = base->itemSize;
  type->slotCount = base->slotCount + uint32_t(tupleLength(slots.names));
  if (type->flags & kSubclassType) // a class keeps its attributes in its dict
    return (type->rootShape = makeRootShape(type, 0)) || raiseMemoryError(ts);
  type->slotsOffset = base->slotsOffset;
  if (type->slotsOffset == 0)
    type->slotsOffset = (type->flags & kTypeVariableSize)
                            ? -int(sizeof(Word))
                            : int((type->basicSize + 7) & ~7u) + 8;
  if (type->slotsOffset > 0) {
    bool dict = (type->flags & kTypeHasDict) && !(type->flags & kTypeDictMode);
    uint32_t attributes = 0;
    if (dict) {
      if (base->inlineSlots > base->slotCount)
        attributes = base->inlineSlots - base->slotCount;
      attributes += countAssignedAttributes(Value(type->dict));
      attributes = attributes ? attributes : kExpectedAttributes;
    }
    type->inlineSlots = type->slotCount + attributes;
    type->inlineSlots +=
        (uint32_t(type->slotsOffset) / sizeof(Word) + type->inlineSlots) & 1;
  }
  type->rootShape = makeRootShape(type, type->inlineSlots);
  return type->rootShape || raiseMemoryError(ts);
}

/// [..] and {..} patterns: the first class of the mro that says so.
void inheritPatternFlags(TypeObject *type) {
  constexpr uint64_t patterns = kTypeSequencePattern | kTypeMappingPattern;
  Value mro(type->mro);
  for (uint64_t i = 1, n = tupleLength(mro); i < n && !(type->flags & patterns);
       ++i)
    type->flags |= tupleItem(mro, i).as<TypeObject>()->flags & patterns;
}

/// Takes `__classcell__` out of the namespace and puts the class into it.
bool setClassCell(ThreadState &ts, TypeObject *type) {
  Value key(&names::__classcell__), dict(type->dict);
  Value cell = dictGetName(ts, dict, key);
  if (!cell)
    return true;
  if (!hasShape(cell, BuiltinShape::Cell))
    return raise(ts, types::TypeError,
                 "__classcell__ must be a nonlocal cell, not {}",
                 {MessageArg::repr(Value(typeOf(cell)))});
  storeField(ts, cell.header(), &cell.as<CellObject>()->value,
             copyOf(Value(type)));
  return removeEntry(ts, dict, &names::__classcell__);
}

bool registerWithBases(ThreadState &ts, TypeObject *type) {
  Value bases(type->bases);
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    if (!addSubclass(ts, tupleItem(bases, i).as<TypeObject>(), type))
      return false;
  return true;
}

bool raiseSetNameFailed(ThreadState &ts, Value key, Value value,
                        TypeObject *type) {
  Owned cause = takeException(ts);
  raise(ts, types::RuntimeError,
        "Error calling __set_name__ on '{}' instance {} in '{}'",
        {typeOf(value), MessageArg::repr(key), type});
  if (ts.exception && cause) {
    auto *exception = Value(ts.exception).as<ExceptionObject>();
    storeField(ts, &exception->header, &exception->context, copyOf(cause));
    setCause(ts, cause);
  }
  return false;
}

bool callSetNames(ThreadState &ts, TypeObject *type) {
  Owned items = dictItems(ts, Value(type->dict));
  if (!items)
    return false;
  for (uint64_t i = 0, n = listLength(items); i < n; ++i) {
    Owned pair = listItem(ts, items, i);
    Value key = tupleItem(pair, 0), value = tupleItem(pair, 1);
    FoundMethod method = findSpecial_py(ts, value, Value(&names::__set_name__));
    if (!method) {
      if (pendingException(ts))
        return false;
      continue;
    }
    if (!callFound_py(ts, method, value, {Value(type), key}))
      return raiseSetNameFailed(ts, key, value, type);
  }
  return true;
}

bool callInitSubclass(ThreadState &ts, TypeObject *type,
                      const Arguments &keywords) {
  Owned method = loadSuperAttr_py(ts, Value(type), Value(type),
                                  Value(&names::__init_subclass__));
  if (!method)
    return false;
  Arguments named{keywords.values + keywords.positionalCount, 0,
                  keywords.names};
  return bool(call_py(ts, method, named));
}

Owned allocateType(ThreadState &ts, TypeObject *metaclass, Value name) {
  Owned result = allocateInstance(ts, metaclass);
  if (!result)
    return {};
  Owned interned = isExactStr(name) ? intern(ts, copyOf(name))
                                    : internText(ts, strText(name));
  result.as<TypeObject>()->name = interned.take();
  return result;
}

/// Everything up to the point where Python code may see the class.
bool fillType(ThreadState &ts, TypeObject *type, TypeObject *base, Value bases,
              const SlotsDeclaration &slots, Owned dict) {
  type->bases = copyOf(bases).take();
  type->slotNames = copyOf(slots.names).take();
  type->dict = dict.take();
  Value dictValue(type->dict);
  if (!setLayout(ts, type, base, slots) || !setModule(ts, dictValue) ||
      !setQualname(ts, type, dictValue) || !wrapFunctions(ts, dictValue) ||
      !setClassCell(ts, type) || !addSlotDescriptors(ts, type, slots) ||
      !setDefaults(ts, dictValue))
    return false;
  Owned noMro;
  MroUpdate update = updateMro_py(ts, type, noMro);
  if (update == MroUpdate::Error)
    return false;
  inheritPatternFlags(type);
  return (update == MroUpdate::Overtaken || registerWithBases(ts, type)) &&
         fillSlots(ts, type);
}

} // namespace

bool checkTypeName(ThreadState &ts, Value name) {
  if (!checkEncodable(ts, name))
    return false;
  return strText(name).find('\0') == std::string_view::npos ||
         raise(ts, types::ValueError,
               "type name must not contain null characters");
}

Owned makeClass(ThreadState &ts, TypeObject *metaclass, Value name, Value bases,
                Value namespaceDict, const Arguments &keywords) {
  Owned allBases = tupleLength(bases) ? copyOf(bases)
                                      : makeTuple(ts, {Value(&types::Object)});
  if (!allBases || !checkBasesAreTypes(ts, allBases))
    return {};
  TypeObject *winner = resolveMetaclass(ts, metaclass, allBases);
  if (!winner)
    return {};
  if (winner != metaclass && winner->slots.new_ != types::Type.slots.new_) {
    size_t named = keywordCount(keywords);
    ArgumentBuffer buffer(3 + named);
    if (!buffer.ok(ts))
      return {};
    buffer[0] = name;
    buffer[1] = bases;
    buffer[2] = namespaceDict;
    std::copy_n(keywords.values + keywords.positionalCount, named,
                buffer.data() + 3);
    return winner->slots.new_(ts, winner, {buffer.data(), 3, keywords.names});
  }
  TypeObject *base = findBestBase(ts, allBases);
  SlotsDeclaration slots;
  if (!base)
    return {};
  if (!checkTypeName(ts, name))
    return {};
  Owned dict = copyNamespace(ts, namespaceDict);
  if (!dict || !readSlots(ts, base, allBases, name, dict, slots))
    return {};
  Owned type = allocateType(ts, winner, name);
  if (!type ||
      !fillType(ts, type.as<TypeObject>(), base, allBases, slots,
                std::move(dict)) ||
      !callSetNames(ts, type.as<TypeObject>()) ||
      !callInitSubclass(ts, type.as<TypeObject>(), keywords))
    return {};
  return type;
}

} // namespace dxpy
