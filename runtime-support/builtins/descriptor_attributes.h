// What all descriptors of builtin types show of themselves.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"
#include <string_view>

namespace dxpy {

std::string_view descriptorName(Value descriptor);
TypeObject *descriptorOwner(Value descriptor);
Owned descriptorRepr(ThreadState &ts, Value self);
/// "(a, b=1)" as `__text_signature__`: with `$self`, `$type` or `$module` in
/// front.
Owned textSignature(ThreadState &ts, const MethodDef *def, bool ofModule);
/// `__doc__`. Functions that take arguments as they come may have their
/// signature in front of it, up to this.
inline constexpr std::string_view kSignatureEnd = "\n--\n\n";
Owned docOf(ThreadState &ts, const MethodDef *def);

extern const MethodDef descriptorMethods[];     ///< __reduce__
extern const GetSetDef descriptorGetSets[];     ///< with __text_signature__
extern const GetSetDef dataDescriptorGetSets[]; ///< without

} // namespace dxpy
