// What the files of datetime share: its operators.
#pragma once
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

/// Of fields that have been checked.
Owned allocateDateTime(ThreadState &ts, TypeObject *type, Date date,
                       const TimeOfDay &time, Value zone);
int64_t hashDateTime_py(ThreadState &ts, Value self);
Owned compareDateTime_py(ThreadState &ts, Value self, Value other,
                         CompareOp op);
Owned addDateTime_py(ThreadState &ts, Value a, Value b);
Owned subtractDateTime_py(ThreadState &ts, Value a, Value b);

} // namespace dxpy::datetime
