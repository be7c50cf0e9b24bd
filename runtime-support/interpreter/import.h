// What the interpreter asks of runtime-support/modules, which lies above it.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy {

/// builtins.__import__ as the Import instruction calls it.
using ImportFunction = Owned (*)(ThreadState &ts, Value name, Value globals,
                                 Value fromList, int64_t level);
extern ImportFunction defaultImport;
/// Is \p function the builtin `__import__`, so that it need not be called by
/// the general way?
bool isDefaultImport(Value function);
/// The def of that builtin, set by the module `builtins`.
extern const struct MethodDef *importMethod;
/// sys.modules.
extern Value (*modulesDict)(ThreadState &ts);
/// Sets name and path of the pending ImportError.
void fillImportError(ThreadState &ts, Value name, Value path);

} // namespace dxpy
