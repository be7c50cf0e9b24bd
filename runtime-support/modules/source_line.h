// Lines of source for tracebacks and warnings.
#pragma once
#include "runtime-support/inline/value.h"
#include <string>
#include <string_view>

namespace dxpy {

/// Line \p number of the file that code objects call \p fileName: embedded, or,
/// of code that came at run time, from the file, which is then in \p storage.
/// False: there is none.
bool sourceLine(ThreadState &ts, Value fileName, uint32_t number,
                std::string &storage, std::string_view &line);

} // namespace dxpy
