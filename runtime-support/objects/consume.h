// Builtins that take all items of a generator: the interpreter runs their loops
// (interpreter/handlers_consume.cpp), so that the generator is resumed without
// C++ in between.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/generator_object.h"
#include "runtime-support/abi/native.h"
#include "runtime-support/inline/value.h"

namespace dxpy {

/// Native generators are resumed through the type's slot.
inline bool isInterpretedGenerator(Value v) {
  return v.isPointer() &&
         v.header()->shape == shapeId(BuiltinShape::Generator) &&
         !v.as<GeneratorObject>()->resume;
}

/// Gives the result of a list, any or all; \p result: what it is before the
/// first item. Null: raised. Set by the interpreter.
using ConsumeFunction = Owned (*)(ThreadState &ts, Consumer what, Owned result,
                                  Value generator);
extern ConsumeFunction consumeGenerator_py;

} // namespace dxpy
