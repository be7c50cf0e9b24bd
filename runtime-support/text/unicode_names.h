// The names of characters. A program that never asks for one does not link
// them.
#pragma once
#include <cstddef>
#include <string_view>

namespace dxpy::text {

/// No name is longer; of a word neither.
inline constexpr std::size_t maxNameSize = 128;

/// The name of \p c, in upper case; 0: it has none.
std::size_t characterName(char32_t c, char out[maxNameSize]);
/// The character of a name or an alias in upper case. False: there is none.
bool characterByName(std::string_view name, char32_t &out);

} // namespace dxpy::text
