// The codecs utf_7 and escape, which need more than a table.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy::codecs {

// utf7.cpp
Owned utf7Encode(ThreadState &ts, Value self, const Value *args);
Owned utf7Decode(ThreadState &ts, Value self, const Value *args);
// escape.cpp
Owned escapeDecode(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy::codecs
