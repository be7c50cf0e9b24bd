// The slots and methods of float by file.
#pragma once
#include "runtime-support/builtins/numbers.h"

namespace dxpy {

// float_arithmetic.cpp
Owned floatAdd(ThreadState &ts, Value a, Value b);
Owned floatSubtract(ThreadState &ts, Value a, Value b);
Owned floatMultiply(ThreadState &ts, Value a, Value b);
Owned floatDivide(ThreadState &ts, Value a, Value b);
Owned floatFloorDivide(ThreadState &ts, Value a, Value b);
Owned floatModulo(ThreadState &ts, Value a, Value b);
Owned floatDivmod(ThreadState &ts, Value a, Value b);
Owned floatPowerSlot(ThreadState &ts, Value a, Value b, Value modulus);
Owned floatCompare(ThreadState &ts, Value self, Value other, CompareOp op);
int64_t floatHash(ThreadState &ts, Value self);

// float_methods.cpp
Owned floatFormat(ThreadState &ts, Value self, const Value *args);
Owned floatRound(ThreadState &ts, Value self, const Value *args);
Owned floatHex(ThreadState &ts, Value self, const Value *args);
Owned floatFromHex(ThreadState &ts, Value cls, const Value *args);
Owned floatAsIntegerRatio(ThreadState &ts, Value self, const Value *args);
Owned floatGetFormat(ThreadState &ts, Value cls, const Value *args);

namespace numbers {
/// float % and divmod; y is not zero.
double floatRemainder(double x, double y);
void floatDivMod(double x, double y, double &quotient, double &rest);
/// type(errno, its text)
Raised raiseErrno(ThreadState &ts, TypeObject &type, int number);
} // namespace numbers

} // namespace dxpy
