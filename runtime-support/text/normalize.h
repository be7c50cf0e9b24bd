// Unicode normal forms and decompositions. A program that never normalizes does
// not link their tables.
#ifndef DXPY_RUNTIME_TEXT_NORMALIZE_H
#define DXPY_RUNTIME_TEXT_NORMALIZE_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dxpy::text {

enum class Form : std::uint8_t { nfd, nfkd, nfc, nfkc };

/// What a quick look says: `maybe` needs the real work to be sure.
enum class Normalized : std::uint8_t { yes, no, maybe };
Normalized isNormalizedQuick(Form form, std::string_view utf8);

/// The decomposed form in code points; the caller gives room for
/// `decomposedSize` of them.
std::size_t decomposedSize(Form form, std::string_view utf8);
/// Decomposes, orders and, for the C forms, composes. Returns the number of
/// code points.
std::size_t normalize(Form form, std::string_view utf8, char32_t *out);

std::uint8_t combiningClass(char32_t c);
/// unicodedata.decomposition: a tag and code points in hexadecimal. out: 20 * 6
/// + 12 characters.
inline constexpr std::size_t decompositionTextSize = 160;
std::size_t decompositionText(char *out, char32_t c);

} // namespace dxpy::text

#endif
