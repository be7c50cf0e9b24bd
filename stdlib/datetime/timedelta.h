// What the two halves of timedelta share.
#pragma once
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

inline constexpr int kMaxDeltaDays = 999'999'999;

/// The value of an int if it is far enough inside 128 bits.
bool spanOfInt(Value number, Span &out);
Owned intOfSpan(ThreadState &ts, Span span);
/// OverflowError if it is out of range.
Owned deltaOfInt(ThreadState &ts, Value microseconds,
                 TypeObject *type = &deltaType);

// The slots; a or b is a timedelta.
Owned addDeltas(ThreadState &ts, Value a, Value b);
Owned subtractDeltas(ThreadState &ts, Value a, Value b);
Owned multiplyDelta_py(ThreadState &ts, Value a, Value b);
Owned divideDelta_py(ThreadState &ts, Value a, Value b);
Owned floorDivideDelta_py(ThreadState &ts, Value a, Value b);
Owned remainderOfDeltas_py(ThreadState &ts, Value a, Value b);
Owned divmodOfDeltas_py(ThreadState &ts, Value a, Value b);
Owned negateDelta(ThreadState &ts, Value self);
Owned plusDelta(ThreadState &ts, Value self);
Owned absoluteDelta(ThreadState &ts, Value self);

} // namespace dxpy::datetime
