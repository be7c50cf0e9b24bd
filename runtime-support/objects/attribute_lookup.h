// Where an attribute is, for inline caches and native code: the answer of one
// lookup in a form that holds as long as its guards do.
//
// Guards: the object's shape id is `shape`, and `version` is still the class's
// version (typeVersion). Instead of the version a cache may compare the global
// `attributeEpoch`, one load from a fixed address, which changes whenever any
// class that has been looked at changes.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

enum class AttributeKind : uint8_t {
  Slow,     ///< no cacheable answer: use getAttr_py or setAttr_py
  Absent,   ///< AttributeError, after the shape and version guards
  Slot,     ///< in the object, `index` words after slot 0; undef: absent
  Overflow, ///< in the overflow array at `extra`, item `index`; undef: absent
  Method,   ///< `value` is a function-like class attribute
          ///< (kTypeMethodDescriptor): called with the object in front it needs
          ///< no binding
  ClassValue, ///< `value`, as it is
  Descriptor, ///< `value` is a descriptor: its class's descriptorGet or Set
  Property,   ///< `value` is an exact property: call its get or set
  DictValue,  ///< the object is in dict mode and the class has nothing: look
              ///< into its dict
  DictMethod, ///< dict mode; unless its dict has the name, `value` as Method
  AddSlot, ///< stores: set slot `index` (inline), the shape becomes `newShape`
  AddOverflow, ///< stores: the same for item `index` of the overflow array,
               ///< which may have to grow (ensureSlot)
};

struct AttributeLocation {
  AttributeKind kind = AttributeKind::Slow;
  uint32_t shape = 0; ///< of the object
  uint32_t index = 0;
  uint32_t version = 0; ///< of the class
  int32_t offset = 0;   ///< Slot, AddSlot: bytes from the object to the word
  Shape *newShape = nullptr;
  Value value; ///< borrowed: lives as long as the guards hold
};

/// Changes when a class that has been looked at changes its attributes.
extern uint32_t attributeEpoch;

/// Where reading `object.name` finds it. Runs no Python code; \p name is
/// interned. Immediates have shape 0: compare their type instead.
AttributeLocation locateAttribute(ThreadState &ts, Value object, Value name);
/// Where `object.name = ...` puts it.
AttributeLocation locateStore(ThreadState &ts, Value object, Value name);
/// The same for attributes of a class object: `Class.name`. ClassValue if the
/// metaclass does not interfere and no binding is needed; the guards are the
/// identity of the class and its version.
AttributeLocation locateTypeAttribute(ThreadState &ts, TypeObject *type,
                                      Value name);

} // namespace dxpy
