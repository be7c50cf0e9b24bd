// Names, documentation and repr of the descriptors of builtin types.
#include "runtime-support/builtins/descriptor_attributes.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

const MethodDef *methodDef(Value descriptor) {
  return descriptor.as<MethodDescriptorObject>()->def;
}

BuiltinShape shapeKind(Value descriptor) {
  return BuiltinShape(descriptor.header()->shape);
}

Owned getName(ThreadState &ts, Value self) {
  return internText(ts, descriptorName(self));
}

Owned getQualname(ThreadState &ts, Value self) {
  Owned owner =
      getAttr_py(ts, Value(descriptorOwner(self)), Value(&names::__qualname__));
  if (!owner)
    return {};
  if (!isStr(owner))
    return raise(ts, types::TypeError,
                 "<descriptor>.__objclass__.__qualname__ is not a unicode "
                 "object");
  StrBuilder text(ts);
  text.append(owner);
  text.append(".");
  text.append(descriptorName(self));
  return text.finish();
}

Owned getOwner(ThreadState &, Value self) {
  return copyOf(Value(descriptorOwner(self)));
}

Owned getDoc(ThreadState &ts, Value self) {
  const char *doc = nullptr;
  switch (shapeKind(self)) {
  case BuiltinShape::WrapperDescriptor:
    doc = self.as<WrapperDescriptorObject>()->row->doc;
    break;
  case BuiltinShape::GetSetDescriptor:
    doc = self.as<GetSetDescriptorObject>()->def->doc;
    break;
  case BuiltinShape::MemberDescriptor:
    if (const MemberDef *def = self.as<MemberDescriptorObject>()->def)
      doc = def->doc;
    break;
  default:
    doc = methodDef(self)->doc;
  }
  return doc ? makeStr(ts, doc) : ownedNone();
}

Owned getTextSignature(ThreadState &ts, Value self) {
  if (shapeKind(self) == BuiltinShape::WrapperDescriptor)
    return makeStr(ts, self.as<WrapperDescriptorObject>()->row->signature);
  return textSignature(ts, methodDef(self), false);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned getAttr = builtinNamed_py(ts, "getattr");
  Owned name = getName(ts, self);
  if (!getAttr || !name)
    return {};
  Owned args = makeTuple(ts, {Value(descriptorOwner(self)), name});
  return args ? makeTuple(ts, {getAttr, args}) : Owned();
}

} // namespace

std::string_view descriptorName(Value descriptor) {
  switch (shapeKind(descriptor)) {
  case BuiltinShape::WrapperDescriptor:
    return strText(Value(descriptor.as<WrapperDescriptorObject>()->row->name));
  case BuiltinShape::GetSetDescriptor:
    return descriptor.as<GetSetDescriptorObject>()->def->name;
  case BuiltinShape::MemberDescriptor: {
    auto *member = descriptor.as<MemberDescriptorObject>();
    return member->def ? member->def->name : strText(Value(member->name));
  }
  default:
    return methodDef(descriptor)->name;
  }
}

TypeObject *descriptorOwner(Value descriptor) {
  switch (shapeKind(descriptor)) {
  case BuiltinShape::WrapperDescriptor:
    return descriptor.as<WrapperDescriptorObject>()->owner;
  case BuiltinShape::GetSetDescriptor:
    return descriptor.as<GetSetDescriptorObject>()->owner;
  case BuiltinShape::MemberDescriptor:
    return descriptor.as<MemberDescriptorObject>()->owner;
  default:
    return descriptor.as<MethodDescriptorObject>()->owner;
  }
}

Owned descriptorRepr(ThreadState &ts, Value self) {
  const char *kind = "method";
  switch (shapeKind(self)) {
  case BuiltinShape::WrapperDescriptor:
    kind = "slot wrapper";
    break;
  case BuiltinShape::GetSetDescriptor:
    kind = "attribute";
    break;
  case BuiltinShape::MemberDescriptor:
    kind = "member";
    break;
  default:
    break;
  }
  StrBuilder text(ts);
  text.append("<");
  text.append(kind);
  text.append(" '");
  text.append(descriptorName(self));
  text.append("' of '");
  text.append(nativeQualifiedName(descriptorOwner(self)));
  text.append("' objects>");
  return text.finish();
}

/// Where the signature at the start of \p def's doc ends; 0: it has none.
static size_t signatureInDoc(const MethodDef *def) {
  size_t end = std::string_view(def->doc ? def->doc : "").find(kSignatureEnd);
  return end == std::string_view::npos ? 0 : end;
}

Owned docOf(ThreadState &ts, const MethodDef *def) {
  if (!def->doc)
    return ownedNone();
  size_t end = signatureInDoc(def);
  return makeStr(ts, def->doc + (end ? end + kSignatureEnd.size() : 0));
}

Owned textSignature(ThreadState &ts, const MethodDef *def, bool ofModule) {
  if (def->signature.raw) {
    size_t end = signatureInDoc(def);
    std::string_view doc(def->doc ? def->doc : "");
    size_t open = doc.find('(');
    return end ? makeStr(ts, doc.substr(open, end - open)) : ownedNone();
  }
  std::string_view rest = def->signature.text;
  rest.remove_prefix(1); // "("
  StrBuilder text(ts);
  text.append(ofModule                         ? "($module"
              : def->kind == MethodKind::Class ? "($type"
                                               : "($self");
  if (rest.find('/') == rest.npos)
    text.append(", /");
  if (rest != ")")
    text.append(", ");
  text.append(rest);
  return text.finish();
}

constinit const MethodDef descriptorMethods[] = {{"__reduce__", reduce, "()"},
                                                 {}};
constinit const GetSetDef descriptorGetSets[] = {
    {"__name__", getName},
    {"__objclass__", getOwner},
    {"__doc__", getDoc},
    {"__qualname__", getQualname},
    {"__text_signature__", getTextSignature},
    {}};
constinit const GetSetDef dataDescriptorGetSets[] = {
    {"__name__", getName},
    {"__objclass__", getOwner},
    {"__doc__", getDoc},
    {"__qualname__", getQualname},
    {}};

} // namespace dxpy
