// sys.modules and import of what the program embeds.
#pragma once
#include "runtime-support/abi/image.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy {

/// Makes sys.modules, `builtins` and `sys` from their definitions, and sets the
/// hooks of the layers below. False: raised.
bool initModules(ThreadState &ts, const NativeModuleDefinition &builtins,
                 const NativeModuleDefinition &sys);
Value modulesTable(); ///< sys.modules, as it was made
Value builtinsModule();
Value sysModule();

/// import of an absolute name: the module itself, for dotted names too.
Owned importAbsolute_py(ThreadState &ts, Value name);
/// builtins.__import__
Owned import_py(ThreadState &ts, Value name, Value globals, Value fromList,
                int64_t level);
/// Runs the main module of the program.
Owned runMainModule_py(ThreadState &ts);

/// The row of an embedded module, a native one's definition; null: not there.
const ModuleImage *findEmbedded(Value name);
const NativeModuleDefinition *findNative(Value name);
/// Is \p name the program's own or a native module, so that import finds it?
bool isImportable(Value name);
/// The native module \p name as a loader makes it: no finder is asked.
Owned nativeModule_py(ThreadState &ts, Value name);
/// A module object of an embedded module with its attributes, not yet run.
Owned makeEmbeddedModule(ThreadState &ts, const ModuleImage &image, Value name);
/// Makes what a body needs before it runs. False: raised.
bool prepareEmbedded(ThreadState &ts, const ModuleImage &image);
/// Runs the body of an embedded module in \p module.
bool runEmbedded_py(ThreadState &ts, const ModuleImage &image, Value module);

/// Line \p line of a file whose name the program's code objects have. False:
/// not embedded.
bool embeddedLine(Value fileName, uint32_t line, std::string_view &text);

/// `__loader__` of the program's modules and the entry of sys.meta_path;
/// borrowed, null: raised.
Value embeddedImporter(ThreadState &ts);
/// ModuleSpec(name, loader, origin, is_package): `__spec__` of a module.
Owned makeSpec(ThreadState &ts, Value name, Value loader, Value origin,
               bool package);
bool setSpecInitialising(ThreadState &ts, Value spec, bool on);

} // namespace dxpy
