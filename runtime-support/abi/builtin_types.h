// Ids of the builtin types' root shapes, from BuiltinTypes.def.
#pragma once
#include <cstdint>

namespace dxpy {

/// Shape ids 1 .. kBuiltinShapeCount are the root shapes of the builtin types;
/// 0 marks a free cell.
enum class BuiltinShape : uint32_t {
  Free = 0,
#define BUILTIN_TYPE(id, name, module, base) id,
#define BUILTIN_EXCEPTION(id, base, layout) id,
#include "runtime-support/abi/BuiltinTypes.def"
  End,
};
inline constexpr uint32_t kBuiltinShapeCount = uint32_t(BuiltinShape::End) - 1;
constexpr uint32_t shapeId(BuiltinShape shape) { return uint32_t(shape); }

} // namespace dxpy
