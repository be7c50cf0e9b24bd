// Modules that instructions import: a program whose code has these has them.
#pragma once

namespace dxpy {

/// Of Intrinsic.
inline constexpr const char *kTypeParametersModule = "_type_parameters";
/// Of BuildTemplate and BuildInterpolation.
inline constexpr const char *kTemplatesModule = "string.templatelib";

} // namespace dxpy
