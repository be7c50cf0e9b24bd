// The descriptors in builtin types' dicts: method_descriptor,
// classmethod_descriptor, member_descriptor, getset_descriptor.
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/builtins/descriptor_attributes.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

/// May \p self, a descriptor, be used on \p instance?
bool checkInstance(ThreadState &ts, Value self, Value instance) {
  TypeObject *owner = descriptorOwner(self);
  if (isSubtype(typeOf(instance), owner))
    return true;
  return raise(ts, types::TypeError,
               "descriptor '{}' for '{}' objects doesn't apply to a '{}' "
               "object",
               {descriptorName(self), owner, typeOf(instance)});
}

Word callMethodDescriptor(ThreadState *ts, Word callee, Word *args,
                          uint64_t countAndFlags, Word kwnames) {
  Value self(callee);
  auto *descriptor = self.as<MethodDescriptorObject>();
  Arguments arguments = argumentsOf(args, countAndFlags, kwnames);
  if (arguments.positionalCount == 0) {
    raise(*ts, types::TypeError, "unbound method {}.{}() needs an argument",
          {descriptor->owner, descriptor->def->name});
    return kError;
  }
  if (!checkInstance(*ts, self, arguments[0]))
    return kError;
  Arguments rest{arguments.values + 1, arguments.positionalCount - 1,
                 arguments.names};
  return callNative_py(*ts, descriptor->def, arguments[0], rest).take();
}

Owned getMethod(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance)
    return copyOf(self);
  if (!checkInstance(ts, self, instance))
    return {};
  return makeBuiltinFunction(ts, self.as<MethodDescriptorObject>()->def,
                             instance, {});
}

Owned getClassMethod(ThreadState &ts, Value self, Value instance, Value type) {
  auto *descriptor = self.as<MethodDescriptorObject>();
  const char *name = descriptor->def->name;
  if (!type) {
    if (!instance)
      return raise(ts, types::TypeError,
                   "descriptor '{}' for type '{}' needs either an object or a "
                   "type",
                   {name, descriptor->owner});
    type = Value(typeOf(instance));
  }
  if (!hasFlag(type, kSubclassType))
    return raise(ts, types::TypeError,
                 "descriptor '{}' for type '{}' needs a type, not a '{}' as "
                 "arg 2",
                 {name, descriptor->owner, typeOf(type)});
  if (!isSubtype(type.as<TypeObject>(), descriptor->owner))
    return raise(ts, types::TypeError,
                 "descriptor '{}' requires a subtype of '{}' but received "
                 "'{}'",
                 {name, descriptor->owner, type.as<TypeObject>()});
  return makeBuiltinFunction(ts, descriptor->def, type, {});
}

Word callClassMethod(ThreadState *ts, Word callee, Word *args,
                     uint64_t countAndFlags, Word kwnames) {
  Value self(callee);
  auto *descriptor = self.as<MethodDescriptorObject>();
  Arguments arguments = argumentsOf(args, countAndFlags, kwnames);
  if (arguments.positionalCount == 0) {
    raise(*ts, types::TypeError,
          "descriptor '{}' of '{}' object needs an argument",
          {descriptor->def->name, descriptor->owner});
    return kError;
  }
  Owned bound = getClassMethod(*ts, self, {}, arguments[0]);
  if (!bound)
    return kError;
  return callArguments_py(*ts, bound, arguments.values + 1,
                          arguments.positionalCount - 1, arguments.names)
      .take();
}

Owned readField(ThreadState &ts, Value instance, const MemberDef *def) {
  char *address = instance.as<char>() + def->offset;
  switch (def->kind) {
  case MemberKind::Value:
  case MemberKind::ValueOrNone: {
    Value value(*reinterpret_cast<Word *>(address));
    if (value && !value.isUndef())
      return copyOf(value);
    if (def->kind == MemberKind::ValueOrNone)
      return ownedNone();
    return raise(ts, types::AttributeError, "'{}' object has no attribute '{}'",
                 {typeOf(instance), def->name});
  }
  case MemberKind::Int64:
    return makeInt(ts, *reinterpret_cast<int64_t *>(address));
  case MemberKind::Int32:
    return makeInt(ts, *reinterpret_cast<int32_t *>(address));
  case MemberKind::Bool:
    return ownedBool(*reinterpret_cast<bool *>(address));
  }
  __builtin_unreachable();
}

bool writeField(ThreadState &ts, Value instance, const MemberDef *def,
                Value value) {
  char *address = instance.as<char>() + def->offset;
  switch (def->kind) {
  case MemberKind::Value:
  case MemberKind::ValueOrNone: {
    auto *word = reinterpret_cast<Word *>(address);
    if (!value && def->kind == MemberKind::Value &&
        (*word == kUndef || *word == 0))
      return raise(ts, types::AttributeError, def->name);
    storeField(ts, instance.header(), word,
               value ? copyOf(value) : Owned::steal(kUndef));
    return true;
  }
  case MemberKind::Bool:
    if (!value || !value.isBool())
      return raise(ts, types::TypeError,
                   value ? "attribute value type must be bool"
                         : "can't delete numeric/char attribute");
    *reinterpret_cast<bool *>(address) = value.isTrue();
    return true;
  default: {
    if (!value)
      return raise(ts, types::TypeError, "can't delete numeric/char attribute");
    int64_t number = toIndexInt64_py(ts, value, &types::OverflowError);
    if (number == -1 && pendingException(ts))
      return false;
    if (def->kind == MemberKind::Int64)
      *reinterpret_cast<int64_t *>(address) = number;
    else
      *reinterpret_cast<int32_t *>(address) = int32_t(number);
    return true;
  }
  }
}

Owned getMember(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance)
    return copyOf(self);
  if (!checkInstance(ts, self, instance))
    return {};
  auto *member = self.as<MemberDescriptorObject>();
  if (member->def)
    return readField(ts, instance, member->def);
  Word word = namedSlot(instance, member->index);
  if (word == kUndef)
    return raise(ts, types::AttributeError, "'{}' object has no attribute '{}'",
                 {typeOf(instance), Value(member->name)});
  return copyOf(Value(word));
}

bool setMember(ThreadState &ts, Value self, Value instance, Value value) {
  if (!checkInstance(ts, self, instance))
    return false;
  auto *member = self.as<MemberDescriptorObject>();
  if (member->def) {
    if (member->def->readOnly)
      return raise(ts, types::AttributeError, "readonly attribute");
    return writeField(ts, instance, member->def, value);
  }
  if (!value && namedSlot(instance, member->index) == kUndef)
    return raiseValue(ts, types::AttributeError, Value(member->name));
  return setNamedSlot(ts, instance, member->index,
                      value ? copyOf(value) : Owned::steal(kUndef));
}

Owned getGetSet(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance)
    return copyOf(self);
  if (!checkInstance(ts, self, instance))
    return {};
  auto *descriptor = self.as<GetSetDescriptorObject>();
  if (descriptor->def->get)
    return descriptor->def->get(ts, instance);
  return raise(ts, types::AttributeError,
               "attribute '{}' of '{}' objects is not readable",
               {descriptor->def->name, descriptor->owner});
}

bool setGetSet(ThreadState &ts, Value self, Value instance, Value value) {
  if (!checkInstance(ts, self, instance))
    return false;
  auto *descriptor = self.as<GetSetDescriptorObject>();
  if (descriptor->def->set)
    return descriptor->def->set(ts, instance, value);
  return raise(ts, types::AttributeError,
               "attribute '{}' of '{}' objects is not writable",
               {descriptor->def->name, descriptor->owner});
}

/// Descriptors keep the class alive that they belong to.
template <typename T> struct Lifetime {
  static void visit(ObjectHeader *self, Visitor &visitor) {
    if (TypeObject *owner = reinterpret_cast<T *>(self)->owner)
      visitor(Value(owner).word());
  }
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    if (TypeObject *owner = reinterpret_cast<T *>(self)->owner)
      release(&ts, Value(owner).word());
    freeObject(ts, self, sizeof(T));
  }
};

void deallocateMember(ThreadState &ts, ObjectHeader *self) {
  if (Word name = reinterpret_cast<MemberDescriptorObject *>(self)->name)
    release(&ts, name);
  Lifetime<MemberDescriptorObject>::deallocate(ts, self);
}

template <typename T> void setOwner(T *descriptor, TypeObject *owner) {
  retain(&currentThread, Value(owner).word());
  descriptor->owner = owner;
}

constexpr TypeSpec methodSpec = {.name = "method_descriptor",
                                 .methods = descriptorMethods,
                                 .getSets = descriptorGetSets};
constexpr TypeSpec classMethodSpec = {.name = "classmethod_descriptor",
                                      .getSets = descriptorGetSets};
constexpr TypeSpec memberSpec = {.name = "member_descriptor",
                                 .methods = descriptorMethods,
                                 .getSets = dataDescriptorGetSets};
constexpr TypeSpec getSetSpec = {.name = "getset_descriptor",
                                 .getSets = dataDescriptorGetSets};

} // namespace

Owned makeMethodDescriptor(ThreadState &ts, const MethodDef *def,
                           TypeObject *owner) {
  TypeObject *type = def->kind == MethodKind::Class
                         ? &types::ClassMethodDescriptor
                         : &types::MethodDescriptor;
  Owned result = allocateInstance(ts, type);
  if (result) {
    result.as<MethodDescriptorObject>()->def = def;
    setOwner(result.as<MethodDescriptorObject>(), owner);
  }
  return result;
}

Owned makeGetSetDescriptor(ThreadState &ts, const GetSetDef *def,
                           TypeObject *owner) {
  Owned result = allocateInstance(ts, &types::GetSetDescriptor);
  if (result) {
    result.as<GetSetDescriptorObject>()->def = def;
    setOwner(result.as<GetSetDescriptorObject>(), owner);
  }
  return result;
}

Owned makeMemberDescriptor(ThreadState &ts, const MemberDef *def,
                           TypeObject *owner) {
  Owned result = allocateInstance(ts, &types::MemberDescriptor);
  if (result) {
    result.as<MemberDescriptorObject>()->def = def;
    setOwner(result.as<MemberDescriptorObject>(), owner);
  }
  return result;
}

Owned makeSlotDescriptor(ThreadState &ts, Value name, TypeObject *owner,
                         uint32_t index) {
  Owned result = allocateInstance(ts, &types::MemberDescriptor);
  if (result) {
    auto *member = result.as<MemberDescriptorObject>();
    setOwner(member, owner);
    member->name = copyOf(name).take();
    member->index = index;
  }
  return result;
}

constinit TypeObject types::MethodDescriptor = {
    .header = typeHeader(),
    .spec = &methodSpec,
    .flags = kTypeMethodDescriptor | kTypeContainer,
    .basicSize = sizeof(MethodDescriptorObject),
    .slots = {.deallocate = Lifetime<MethodDescriptorObject>::deallocate,
              .visit = Lifetime<MethodDescriptorObject>::visit,
              .repr = descriptorRepr,
              .call = callMethodDescriptor,
              .descriptorGet = getMethod}};
constinit TypeObject types::ClassMethodDescriptor = {
    .header = typeHeader(),
    .spec = &classMethodSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(MethodDescriptorObject),
    .slots = {.deallocate = Lifetime<MethodDescriptorObject>::deallocate,
              .visit = Lifetime<MethodDescriptorObject>::visit,
              .repr = descriptorRepr,
              .call = callClassMethod,
              .descriptorGet = getClassMethod}};
constinit TypeObject types::MemberDescriptor = {
    .header = typeHeader(),
    .spec = &memberSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(MemberDescriptorObject),
    .slots = {.deallocate = deallocateMember,
              .visit = Lifetime<MemberDescriptorObject>::visit,
              .repr = descriptorRepr,
              .descriptorGet = getMember,
              .descriptorSet = setMember}};
constinit TypeObject types::GetSetDescriptor = {
    .header = typeHeader(),
    .spec = &getSetSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(GetSetDescriptorObject),
    .slots = {.deallocate = Lifetime<GetSetDescriptorObject>::deallocate,
              .visit = Lifetime<GetSetDescriptorObject>::visit,
              .repr = descriptorRepr,
              .descriptorGet = getGetSet,
              .descriptorSet = setGetSet}};

} // namespace dxpy
