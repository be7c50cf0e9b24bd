// super(): attribute lookup that starts after a class in the receiver's mro.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

struct SuperObject {
  ObjectHeader header;
  Word type;       ///< class
  Word object;     ///< receiver or undef
  Word objectType; ///< class of the receiver or undef
};

/// The class whose mro super(type, object) walks; null: TypeError.
TypeObject *superCheck(ThreadState &ts, TypeObject *type, Value object);
/// super(type, object).name for the instruction LoadSuperAttr.
Owned loadSuperAttr_py(ThreadState &ts, Value type, Value object, Value name);
/// The method that super(type, object).name binds to \p object, borrowed; null:
/// it is found in another way, or binding is more than putting it in front.
Value superMethod(ThreadState &ts, Value type, Value object, Value name);
} // namespace dxpy
