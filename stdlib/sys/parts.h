// What the files of module sys share.
#pragma once
#include "runtime-support/modules/native_module.h"

namespace dxpy {

extern const MethodDef sysFunctions[];
/// version_info, flags, float_info and the like.
bool addStructures(ThreadState &ts, Value module);
/// The dunder twins of hooks.
bool addHooks(ThreadState &ts, Value module);

} // namespace dxpy
