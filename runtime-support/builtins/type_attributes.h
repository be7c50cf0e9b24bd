// The getset attributes of type, in a file of their own.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy {

extern const GetSetDef typeGetSets[];

} // namespace dxpy
