// Builtins that take all items of a generator: the interpreter runs their loops
// (interpreter/handlers_consume.cpp), so that the generator is resumed without
// C++ in between.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

enum class Consumer : uint8_t {
  List, ///< appends to the list \p result
  Any,
  All,
};
/// Gives the result; \p result: what it is before the first item. Null: raised.
/// Set by the interpreter.
using ConsumeFunction = Owned (*)(ThreadState &ts, Consumer what, Owned result,
                                  Value generator);
extern ConsumeFunction consumeGenerator_py;

} // namespace dxpy
