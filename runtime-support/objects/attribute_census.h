// How many attributes the instances of a class will have, read from its code,
// so that they fit into the instance from the first one on: a class has one
// shape for each set of attributes, not one for early and one for late
// instances.
#pragma once
#include "runtime-support/objects/object.h"

namespace dxpy {

/// The number of different names that the functions of \p classDict store on
/// their first parameter. A hint: setattr and code outside are not seen.
uint32_t countAssignedAttributes(Value classDict);

} // namespace dxpy
