// The functions of module builtins, one file a group.
#pragma once
#include "runtime-support/objects/type.h"

namespace dxpy::builtins {

// attributes.cpp
Owned delattr_(ThreadState &ts, Value, const Value *args);
Owned dir_(ThreadState &ts, Value, const Arguments &args);
Owned getattr_(ThreadState &ts, Value, const Arguments &args);
Owned globals_(ThreadState &ts, Value, const Value *args);
Owned hasattr_(ThreadState &ts, Value, const Value *args);
Owned locals_(ThreadState &ts, Value, const Value *args);
Owned setattr_(ThreadState &ts, Value, const Value *args);
Owned vars_(ThreadState &ts, Value, const Value *args);
// numbers.cpp
Owned abs_(ThreadState &ts, Value, const Value *args);
Owned bin_(ThreadState &ts, Value, const Value *args);
Owned chr_(ThreadState &ts, Value, const Value *args);
Owned divmod_(ThreadState &ts, Value, const Value *args);
Owned hash_(ThreadState &ts, Value, const Value *args);
Owned hex_(ThreadState &ts, Value, const Value *args);
Owned id_(ThreadState &ts, Value, const Value *args);
Owned oct_(ThreadState &ts, Value, const Value *args);
Owned ord_(ThreadState &ts, Value, const Value *args);
Owned pow_(ThreadState &ts, Value, const Value *args);
Owned round_(ThreadState &ts, Value, const Value *args);
// iteration.cpp
Owned aiter_(ThreadState &ts, Value, const Value *args);
Owned all_(ThreadState &ts, Value, const Value *args);
Owned anext_(ThreadState &ts, Value, const Value *args);
Owned any_(ThreadState &ts, Value, const Value *args);
Owned iter_(ThreadState &ts, Value, const Value *args);
Owned len_(ThreadState &ts, Value, const Value *args);
Owned max_(ThreadState &ts, Value, const Arguments &args);
Owned min_(ThreadState &ts, Value, const Arguments &args);
Owned next_(ThreadState &ts, Value, const Value *args);
Owned sorted_(ThreadState &ts, Value, const Arguments &args);
Owned sum_(ThreadState &ts, Value, const Value *args);
// objects.cpp
Owned ascii_(ThreadState &ts, Value, const Value *args);
Owned callable_(ThreadState &ts, Value, const Value *args);
Owned format_(ThreadState &ts, Value, const Value *args);
Owned isinstance_(ThreadState &ts, Value, const Value *args);
Owned issubclass_(ThreadState &ts, Value, const Value *args);
Owned repr_(ThreadState &ts, Value, const Value *args);
// io.cpp
Owned input_(ThreadState &ts, Value, const Value *args);
Owned print_(ThreadState &ts, Value, const Arguments &args);
// code.cpp
Owned breakpoint_(ThreadState &ts, Value, const Arguments &args);
Owned compile_(ThreadState &ts, Value, const Value *args);
Owned eval_(ThreadState &ts, Value, const Value *args);
Owned exec_(ThreadState &ts, Value, const Value *args);
Owned import_(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::builtins
