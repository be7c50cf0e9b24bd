// What the process was started with, and whether it is ending.
#pragma once
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

struct ProcessArguments {
  int count = 0;
  char **values = nullptr;
  const char *executable = ""; ///< absolute path of the running file
};
/// Set by runtime-support/start before anything runs.
ProcessArguments &processArguments();
bool &processIsEnding();
/// Text from the operating system: UTF-8, other bytes as surrogates
/// (surrogateescape).
Owned decodeOsText(ThreadState &ts, std::string_view bytes);

} // namespace dxpy
