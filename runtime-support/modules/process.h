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

/// The locale of characters as the environment names it; "" if it does not.
std::string_view characterLocale();
/// CPython's UTF-8 mode: that locale is C or POSIX.
bool inUtf8Mode();

/// Flushes a text stream of the runtime's own without attribute lookups,
/// nothing if it is closed: 1, or 0 and raised; -1: it is something else.
/// Module sys sets it.
extern int (*flushOwnStream)(ThreadState &ts, Value stream);
/// Text from the operating system: UTF-8, other bytes as surrogates
/// (surrogateescape).
Owned decodeOsText(ThreadState &ts, std::string_view bytes);

} // namespace dxpy
