// Descriptors in the dicts of builtin types and of classes with __slots__.
#pragma once
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// getset_descriptor
struct GetSetDescriptorObject {
  ObjectHeader header;
  const GetSetDef *def;
  TypeObject *owner;
};
/// member_descriptor: of a struct's field (`def`), or of slot `index` that
/// `__slots__` has named (`def` null).
struct MemberDescriptorObject {
  ObjectHeader header;
  const MemberDef *def;
  TypeObject *owner;
  Word name; ///< interned str
  uint32_t index;
};

Owned makeMethodDescriptor(ThreadState &ts, const MethodDef *def,
                           TypeObject *owner);
Owned makeGetSetDescriptor(ThreadState &ts, const GetSetDef *def,
                           TypeObject *owner);
Owned makeMemberDescriptor(ThreadState &ts, const MemberDef *def,
                           TypeObject *owner);
Owned makeSlotDescriptor(ThreadState &ts, Value name, TypeObject *owner,
                         uint32_t index);

/// `__dict__` and `__weakref__` of classes whose instances have them.
extern const GetSetDef dictAttributeDef, weakrefAttributeDef;

struct PropertyObject {
  ObjectHeader header;
  Word get, set, del; ///< callable or None
  Word doc;
  Word name; ///< str that __set_name__ gave, or undef
  bool docFromGetter;
};
struct StaticMethodObject { ///< and classmethod
  ObjectHeader header;
  Word callable;
  Word dict; ///< `extra` of a kTypeDictMode type
};
/// `__isabstractmethod__` of a function: 0, 1; -1 raised.
int isAbstractMethod_py(ThreadState &ts, Value function);
Owned makeStaticMethod(ThreadState &ts, Value callable);
Owned makeClassMethod(ThreadState &ts, Value callable);

struct MethodWrapperObject { ///< a wrapper_descriptor bound to its receiver
  ObjectHeader header;
  Word descriptor, self;
};
struct MappingProxyObject {
  ObjectHeader header;
  Word mapping;
};
Owned makeMappingProxy(ThreadState &ts, Value mapping);

} // namespace dxpy
