// The operators of datetime.
#pragma once
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

int64_t hashDateTime_py(ThreadState &ts, Value self);
Owned compareDateTime_py(ThreadState &ts, Value self, Value other,
                         CompareOp op);
Owned addDateTime_py(ThreadState &ts, Value a, Value b);
Owned subtractDateTime_py(ThreadState &ts, Value a, Value b);

} // namespace dxpy::datetime
