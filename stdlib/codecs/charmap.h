// Charmap codecs: one byte a character, by a mapping of the program.
#pragma once
#include "runtime-support/builtins/support.h"

namespace dxpy::codecs {

/// (bytes, characters consumed) and (str, bytes consumed).
Owned charmapEncode(ThreadState &ts, Value self, const Value *args);
Owned charmapDecode(ThreadState &ts, Value self, const Value *args);
Owned charmapBuild(ThreadState &ts, Value self, const Value *args);

/// The parameter errors: str or None. False: raised.
bool errorsArgument(ThreadState &ts, const char *function, Value value,
                    std::string_view &out);
/// The parameter data: bytes, or a copy of a buffer.
Owned dataArgument(ThreadState &ts, Value value);
Owned withCount(ThreadState &ts, Owned result, uint64_t count);

} // namespace dxpy::codecs
