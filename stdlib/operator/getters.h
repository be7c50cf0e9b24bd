// The callable types of module operator.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy::operators {

extern TypeObject itemGetterType, attrGetterType, methodCallerType;

} // namespace dxpy::operators
