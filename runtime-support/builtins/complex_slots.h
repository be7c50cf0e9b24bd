// The slots of complex by file.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

// complex_arithmetic.cpp
Owned complexAdd(ThreadState &ts, Value a, Value b);
Owned complexSubtract(ThreadState &ts, Value a, Value b);
Owned complexMultiply(ThreadState &ts, Value a, Value b);
Owned complexDivide(ThreadState &ts, Value a, Value b);
Owned complexPowerSlot(ThreadState &ts, Value a, Value b, Value modulus);
Owned complexAbsolute(ThreadState &ts, Value self);
Owned complexCompare(ThreadState &ts, Value self, Value other, CompareOp op);
int64_t complexHash(ThreadState &ts, Value self);

// complex_text.cpp
/// complex("1+2j") with its errors. False: raised.
bool complexFromText(ThreadState &ts, Value text, double &real, double &imag);
Owned complexRepr(ThreadState &ts, Value self);
Owned complexFormat(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy
