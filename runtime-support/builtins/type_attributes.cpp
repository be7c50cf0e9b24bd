// The attributes that every class has: __name__, __bases__, __dict__, ...
#include "runtime-support/builtins/type_attributes.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/doc.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

TypeObject *typeOfSelf(Value self) { return self.as<TypeObject>(); }

/// Only heap types can be changed, and none of these can be deleted.
bool checkSettable(ThreadState &ts, Value self, Value value, const char *name) {
  TypeObject *type = typeOfSelf(self);
  if (!(type->flags & kTypeHeap) || (type->flags & kTypeImmutable))
    return raise(ts, types::TypeError,
                 "cannot set '{}' attribute of immutable type '{}'",
                 {name, nativeQualifiedName(type)});
  return value || raise(ts, types::TypeError,
                        "cannot delete '{}' attribute of immutable type '{}'",
                        {name, type});
}

Owned readyValue(ThreadState &ts, Value self, Word TypeObject::*field) {
  TypeObject *type = typeOfSelf(self);
  return readyType(ts, type) ? copyOf(Value(type->*field)) : Owned();
}

Owned getName(ThreadState &ts, Value self) {
  return readyValue(ts, self, &TypeObject::name);
}

bool setName(ThreadState &ts, Value self, Value value) {
  if (!checkSettable(ts, self, value, "__name__"))
    return false;
  TypeObject *type = typeOfSelf(self);
  if (!isStr(value))
    return raise(ts, types::TypeError,
                 "can only assign string to {}.__name__, not '{}'",
                 {type, typeOf(value)});
  if (!checkTypeName(ts, value))
    return false;
  storeField(ts, self.header(), &type->name, copyOf(value));
  return true;
}

Owned getQualname(ThreadState &ts, Value self) {
  return readyValue(ts, self, &TypeObject::qualname);
}

bool setQualname(ThreadState &ts, Value self, Value value) {
  if (!checkSettable(ts, self, value, "__qualname__"))
    return false;
  if (!isStr(value))
    return raise(ts, types::TypeError,
                 "can only assign string to {}.__qualname__, not '{}'",
                 {typeOfSelf(self), typeOf(value)});
  storeField(ts, self.header(), &typeOfSelf(self)->qualname, copyOf(value));
  return true;
}

Value inDict(ThreadState &ts, Value self, StrObject *name) {
  return dictGetName(ts, Value(typeOfSelf(self)->dict), Value(name));
}

Owned getModule(ThreadState &ts, Value self) {
  TypeObject *type = typeOfSelf(self);
  if (!readyType(ts, type))
    return {};
  if (!(type->flags & kTypeHeap))
    return internText(ts, nativeModule(type));
  if (Value module = inDict(ts, self, &names::__module__))
    return copyOf(module);
  return raiseValue(ts, types::AttributeError, Value(&names::__module__));
}

bool setModule(ThreadState &ts, Value self, Value value) {
  if (!checkSettable(ts, self, value, "__module__"))
    return false;
  TypeObject *type = typeOfSelf(self);
  typeModified(type);
  return dictSetName(ts, Value(type->dict), Value(&names::__module__), value);
}

Owned getAbstractMethods(ThreadState &ts, Value self) {
  Value found = self == Value(&types::Type)
                    ? Value()
                    : (readyType(ts, typeOfSelf(self))
                           ? inDict(ts, self, &names::__abstractmethods__)
                           : Value());
  if (found)
    return copyOf(found);
  return raiseValue(ts, types::AttributeError,
                    Value(&names::__abstractmethods__));
}

bool setAbstractMethods(ThreadState &ts, Value self, Value value) {
  TypeObject *type = typeOfSelf(self);
  Value name(&names::__abstractmethods__), dict(type->dict);
  int abstract = 0;
  if (value) {
    abstract = isTrue_py(ts, value);
    if (abstract < 0 || !dictSetName(ts, dict, name, value))
      return false;
  } else {
    int removed = dictDelete_py(ts, dict, name);
    if (removed == 0)
      raiseValue(ts, types::AttributeError, name);
    if (removed <= 0)
      return false;
  }
  typeModified(type);
  type->flags &= ~uint64_t(kTypeAbstract);
  if (abstract)
    type->flags |= kTypeAbstract;
  return true;
}

Owned getBases(ThreadState &ts, Value self) {
  return readyValue(ts, self, &TypeObject::bases);
}

bool setBases(ThreadState &ts, Value self, Value value) {
  return checkSettable(ts, self, value, "__bases__") &&
         setBases_py(ts, typeOfSelf(self), value);
}

Owned getBase(ThreadState &, Value self) {
  TypeObject *base = typeOfSelf(self)->base;
  return base ? copyOf(Value(base)) : ownedNone();
}

Owned getMro(ThreadState &ts, Value self) {
  if (readyType(ts, typeOfSelf(self)) && !typeOfSelf(self)->mro)
    return ownedNone(); // a metaclass's mro() runs
  return readyValue(ts, self, &TypeObject::mro);
}

bool setReadOnly(ThreadState &ts, Value, Value) {
  return raise(ts, types::AttributeError, "readonly attribute");
}

Owned getDict(ThreadState &ts, Value self) {
  TypeObject *type = typeOfSelf(self);
  return readyType(ts, type) ? makeMappingProxy(ts, Value(type->dict))
                             : Owned();
}

Owned getDoc(ThreadState &ts, Value self) {
  if (!(typeOfSelf(self)->flags & kTypeHeap)) {
    const char *text = typeOfSelf(self)->spec->doc;
    return text ? makeStr(ts, splitDoc(text).text) : ownedNone();
  }
  Owned doc = copyOf(inDict(ts, self, &names::__doc__));
  if (!doc)
    return ownedNone();
  slot::DescriptorGet get = typeOf(doc)->slots.descriptorGet;
  return get ? get(ts, doc, {}, self) : std::move(doc);
}

bool setDoc(ThreadState &ts, Value self, Value value) {
  if (!checkSettable(ts, self, value, "__doc__"))
    return false;
  typeModified(typeOfSelf(self));
  return dictSetName(ts, Value(typeOfSelf(self)->dict), Value(&names::__doc__),
                     value);
}

Owned getTextSignature(ThreadState &ts, Value self) {
  TypeObject *type = typeOfSelf(self);
  const char *doc = type->flags & kTypeHeap ? nullptr : type->spec->doc;
  std::string_view signature = doc ? splitDoc(doc).signature : "";
  return signature.empty() ? ownedNone() : makeStr(ts, signature);
}

Owned getAnnotations(ThreadState &ts, Value self) {
  TypeObject *type = typeOfSelf(self);
  if (!(type->flags & kTypeHeap))
    return raise(ts, types::AttributeError,
                 "type object '{}' has no attribute '__annotations__'", {type});
  if (Value own = inDict(ts, self, &names::__annotations__)) {
    Owned found = copyOf(own);
    slot::DescriptorGet get = typeOf(found)->slots.descriptorGet;
    return get ? get(ts, found, {}, self) : std::move(found);
  }
  Owned fresh = makeDict(ts);
  if (!fresh || !dictSetName(ts, Value(type->dict),
                             Value(&names::__annotations__), fresh))
    return {};
  typeModified(type);
  return fresh;
}

bool setAnnotations(ThreadState &ts, Value self, Value value) {
  TypeObject *type = typeOfSelf(self);
  if (!(type->flags & kTypeHeap))
    return raise(ts, types::TypeError,
                 "cannot set '__annotations__' attribute of immutable type "
                 "'{}'",
                 {nativeQualifiedName(type)});
  Value name(&names::__annotations__), dict(type->dict);
  if (value) {
    if (!dictSetName(ts, dict, name, value))
      return false;
  } else {
    int removed = dictDelete_py(ts, dict, name);
    if (removed == 0)
      raiseValue(ts, types::AttributeError, name);
    if (removed <= 0)
      return false;
  }
  typeModified(type);
  return true;
}

/// CPython's tp_flags, as far as ours mean the same.
Owned getFlags(ThreadState &ts, Value self) {
  constexpr struct {
    uint64_t ours;
    unsigned theirs;
  } rows[] = {{kTypeSequencePattern, 5},
              {kTypeMappingPattern, 6},
              {kTypeHeap, 9},
              {kTypeBase, 10},
              {kTypeReady, 12},
              {kTypeContainer, 14},
              {kTypeMethodDescriptor, 17},
              {kTypeAbstract, 20},
              {kTypeMatchSelf, 22},
              {kSubclassInt, 24},
              {kSubclassList, 25},
              {kSubclassTuple, 26},
              {kSubclassBytes, 27},
              {kSubclassStr, 28},
              {kSubclassDict, 29},
              {kSubclassException, 30},
              {kSubclassType, 31}};
  TypeObject *type = typeOfSelf(self);
  uint64_t flags = uint64_t(1) << 18; // Py_TPFLAGS_HAVE_VERSION_TAG
  if (!(type->flags & kTypeHeap))
    flags |= 1 << 8; // immutable
  for (auto &row : rows)
    if (type->flags & row.ours)
      flags |= uint64_t(1) << row.theirs;
  return makeInt(ts, int64_t(flags));
}

Owned getBasicSize(ThreadState &ts, Value self) {
  const TypeObject *type = typeOfSelf(self);
  return makeInt(ts, type->slotsOffset > 0
                         ? type->slotsOffset +
                               int64_t(type->slotCount * sizeof(Word))
                         : type->basicSize);
}

Owned getItemSize(ThreadState &ts, Value self) {
  return makeInt(ts, typeOfSelf(self)->itemSize);
}

Owned getDictOffset(ThreadState &ts, Value self) {
  const TypeObject *type = typeOfSelf(self);
  return makeInt(ts, (type->flags & kTypeHasDict)
                         ? type->slotsOffset - int64_t(sizeof(Word))
                         : 0);
}

/// Weak references are in a side table: any number but 0 says that there may
/// be some.
Owned getWeakrefOffset(ThreadState &ts, Value self) {
  return makeInt(ts, typeOfSelf(self)->flags & kTypeHasWeakrefs ? 8 : 0);
}

} // namespace

constinit const GetSetDef typeGetSets[] = {
    {"__name__", getName, setName},
    {"__qualname__", getQualname, setQualname},
    {"__bases__", getBases, setBases},
    {"__base__", getBase, setReadOnly},
    {"__mro__", getMro, setReadOnly},
    {"__module__", getModule, setModule},
    {"__abstractmethods__", getAbstractMethods, setAbstractMethods},
    {"__dict__", getDict, nullptr},
    {"__doc__", getDoc, setDoc},
    {"__text_signature__", getTextSignature, nullptr},
    {"__annotations__", getAnnotations, setAnnotations},
    {"__flags__", getFlags, setReadOnly},
    {"__basicsize__", getBasicSize, setReadOnly},
    {"__itemsize__", getItemSize, setReadOnly},
    {"__dictoffset__", getDictOffset, setReadOnly},
    {"__weakrefoffset__", getWeakrefOffset, setReadOnly},
    {}};

} // namespace dxpy
