// wrapper_descriptor (a slot of a builtin type as a method) and method-wrapper
// (one bound to its receiver).
#include "runtime-support/builtins/descriptor_attributes.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

MethodWrapperObject *wrapperOf(Value self) {
  return self.as<MethodWrapperObject>();
}
const WrapperDescriptorObject *descriptorOf(Value self) {
  return Value(wrapperOf(self)->descriptor).as<WrapperDescriptorObject>();
}

Word callDescriptor(ThreadState *ts, Word callee, Word *args,
                    uint64_t countAndFlags, Word kwnames) {
  auto *descriptor = Value(callee).as<WrapperDescriptorObject>();
  Arguments arguments = argumentsOf(args, countAndFlags, kwnames);
  Value name(descriptor->row->name);
  if (arguments.positionalCount == 0) {
    raise(*ts, types::TypeError,
          "descriptor '{}' of '{}' object needs an argument",
          {name, descriptor->owner});
    return kError;
  }
  if (!isSubtype(typeOf(arguments[0]), descriptor->owner)) {
    raise(*ts, types::TypeError,
          "descriptor '{}' requires a '{}' object but received a '{}'",
          {name, descriptor->owner, typeOf(arguments[0])});
    return kError;
  }
  Arguments rest{arguments.values + 1, arguments.positionalCount - 1,
                 arguments.names};
  return callWrapper_py(*ts, descriptor, arguments[0], rest).take();
}

Owned bindDescriptor(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance)
    return copyOf(self);
  TypeObject *owner = descriptorOwner(self);
  if (!isSubtype(typeOf(instance), owner))
    return raise(ts, types::TypeError,
                 "descriptor '{}' for '{}' objects doesn't apply to a '{}' "
                 "object",
                 {descriptorName(self), owner, typeOf(instance)});
  Owned result = allocateInstance(ts, &types::MethodWrapper);
  if (result) {
    wrapperOf(result)->descriptor = copyOf(self).take();
    wrapperOf(result)->self = copyOf(instance).take();
  }
  return result;
}

void deallocateDescriptor(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(WrapperDescriptorObject));
}

Word callWrapper(ThreadState *ts, Word callee, Word *args,
                 uint64_t countAndFlags, Word kwnames) {
  Value self(callee);
  return callWrapper_py(*ts, descriptorOf(self), Value(wrapperOf(self)->self),
                        argumentsOf(args, countAndFlags, kwnames))
      .take();
}

Owned reprWrapper(ThreadState &ts, Value self) {
  Value receiver(wrapperOf(self)->self);
  StrBuilder text(ts);
  text.append("<method-wrapper '");
  text.append(Value(descriptorOf(self)->row->name));
  text.append("' of ");
  text.append(typeNameOf(receiver));
  text.append(" object at ");
  appendAddress(text, receiver);
  text.append(">");
  return text.finish();
}

Owned compareWrappers(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !hasShape(other, BuiltinShape::MethodWrapper))
    return ownedNotImplemented();
  bool equal = wrapperOf(self)->descriptor == wrapperOf(other)->descriptor &&
               wrapperOf(self)->self == wrapperOf(other)->self;
  return ownedBool(equal == (op == CompareOp::Eq));
}

int64_t hashWrapper(ThreadState &, Value self) {
  Word mix = (wrapperOf(self)->self >> 4) ^ (wrapperOf(self)->descriptor >> 3);
  return int64_t(mix) == -1 ? -2 : int64_t(mix);
}

Owned forward(ThreadState &ts, Value self, StrObject *name) {
  return getAttr_py(ts, Value(wrapperOf(self)->descriptor), Value(name));
}
Owned getName(ThreadState &ts, Value self) {
  return forward(ts, self, &names::__name__);
}
Owned getQualname(ThreadState &ts, Value self) {
  return forward(ts, self, &names::__qualname__);
}
Owned getDoc(ThreadState &ts, Value self) {
  return forward(ts, self, &names::__doc__);
}
Owned getTextSignature(ThreadState &ts, Value self) {
  return forward(ts, self, &names::__text_signature__);
}
Owned getObjclass(ThreadState &, Value self) {
  return copyOf(Value(descriptorOf(self)->owner));
}

constexpr MemberDef wrapperMembers[] = {
    {"__self__", MemberKind::Value, offsetof(MethodWrapperObject, self)}, {}};
constexpr GetSetDef wrapperGetSets[] = {
    {"__name__", getName},
    {"__objclass__", getObjclass},
    {"__doc__", getDoc},
    {"__qualname__", getQualname},
    {"__text_signature__", getTextSignature},
    {}};
constexpr TypeSpec descriptorSpec = {.name = "wrapper_descriptor",
                                     .methods = descriptorMethods,
                                     .getSets = descriptorGetSets};
/// getattr(self, name)
Owned reduceWrapper(ThreadState &ts, Value self, const Value *) {
  Owned getAttr = builtinNamed_py(ts, "getattr");
  Owned args = getAttr ? makeTuple(ts, {Value(wrapperOf(self)->self),
                                        Value(descriptorOf(self)->row->name)})
                       : Owned();
  return args ? makeTuple(ts, {getAttr, args}) : Owned();
}
constexpr MethodDef wrapperMethods[] = {{"__reduce__", reduceWrapper, "()"},
                                        {}};
constexpr TypeSpec wrapperSpec = {.name = "method-wrapper",
                                  .methods = wrapperMethods,
                                  .getSets = wrapperGetSets,
                                  .members = wrapperMembers};
using WrapperFields =
    Fields<MethodWrapperObject, &MethodWrapperObject::descriptor,
           &MethodWrapperObject::self>;

} // namespace

constinit TypeObject types::WrapperDescriptor = {
    .header = typeHeader(),
    .spec = &descriptorSpec,
    .flags = kTypeMethodDescriptor,
    .basicSize = sizeof(WrapperDescriptorObject),
    .slots = {.deallocate = deallocateDescriptor,
              .repr = descriptorRepr,
              .call = callDescriptor,
              .descriptorGet = bindDescriptor}};
constinit TypeObject types::MethodWrapper = {
    .header = typeHeader(),
    .spec = &wrapperSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(MethodWrapperObject),
    .slots = {.deallocate = WrapperFields::deallocate,
              .visit = WrapperFields::visit,
              .repr = reprWrapper,
              .hash = hashWrapper,
              .call = callWrapper,
              .compare = compareWrappers}};

} // namespace dxpy
