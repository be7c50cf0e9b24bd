// The import system in Python (importlib._bootstrap and _bootstrap_external):
// set up when it is first imported, asked for what the program does not embed.
#pragma once
#include "runtime-support/modules/import.h"
#include <string_view>

namespace dxpy {

/// What the names of its two modules begin with, and the name of the first.
inline constexpr std::string_view kBootstrap = "_frozen_importlib";

/// Gives the module, whose body has run, what it needs and puts its finder of
/// files at the end of sys.meta_path. False: raised.
bool installBootstrap_py(ThreadState &ts, Value module);
bool isBootstrapInstalled();
/// The module, imported now if need be; null without an exception if the
/// program does not have it.
Owned bootstrap_py(ThreadState &ts);
/// Imports \p name by the finders of sys.meta_path.
Owned findAndLoad_py(ThreadState &ts, Value bootstrap, Value name);
/// Takes the frames of the import system out of the pending exception's
/// traceback, as CPython does.
void trimImportFrames(ThreadState &ts);

/// ModuleSpec
Value specClass(ThreadState &ts);

} // namespace dxpy
