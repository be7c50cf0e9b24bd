// The standard streams before module _io replaces them: text over a file
// descriptor with a buffer of its own.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy {

bool isTextWriter(Value object);
/// file.write(text) for a str \p text.
bool writeText(ThreadState &ts, Value file, Value text);
bool flushText(ThreadState &ts, Value file);
/// sys.stdin, stdout, stderr and their dunder twins.
bool addStandardStreams(ThreadState &ts, Value module);

} // namespace dxpy
