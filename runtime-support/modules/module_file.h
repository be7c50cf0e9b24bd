// DPM files: modules compiled by `dxpyc -c`, which the import system finds on
// sys.path as CPython finds extension modules.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/inline/value.h"

namespace dxpy {

inline constexpr const char *kModuleFileSuffix = ".dpm";

/// The code of the module in the file \p path, checked; it stays for good.
/// Null: raised, an ImportError that names module and file if the file is no
/// such one.
CodeObject *loadModuleFile(ThreadState &ts, Value name, Value path);

} // namespace dxpy
