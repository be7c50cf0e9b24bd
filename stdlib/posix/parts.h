// The pieces of module posix: each adds the functions, types and constants of
// its file.
#pragma once
#include "runtime-support/modules/native_module.h"

namespace dxpy::posix {

bool addFunctions(ThreadState &ts, Value module, const MethodDef *functions);

bool addStat(ThreadState &ts, Value module);
bool addFolders(ThreadState &ts, Value module);
bool addScan(ThreadState &ts, Value module);
bool addDescriptors(ThreadState &ts, Value module);
bool addProcesses(ThreadState &ts, Value module);
bool addSystem(ThreadState &ts, Value module);
bool addConstants(ThreadState &ts, Value module);

/// os.stat() for the parts that are not stat.cpp. Null: raised with errno.
Owned statOf_py(ThreadState &ts, Value path, const char *text, int folder,
                bool follow);

} // namespace dxpy::posix
