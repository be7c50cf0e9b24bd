// What Unicode says about a code point, for str's methods, identifiers and
// unicodedata. The tables come from utils/gen_unicode.py; each group of
// functions lives in an object of its own, so that a program links only the
// tables it uses.
#ifndef DXPY_RUNTIME_TEXT_UNICODE_H
#define DXPY_RUNTIME_TEXT_UNICODE_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dxpy::text {

inline constexpr char32_t maxCodePoint = 0x10FFFF;

// Predicates of single characters, as the str methods of the same names define
// them.
bool isAlpha(char32_t c);
bool isDecimal(char32_t c);
bool isDigit(char32_t c);
bool isNumeric(char32_t c);
bool isAlnum(char32_t c);
bool isLower(char32_t c);
bool isUpper(char32_t c);
bool isTitle(char32_t c); ///< a title case letter such as U+01C5
bool isSpace(char32_t c);
bool isPrintable(char32_t c);
bool isLineBreak(char32_t c); ///< where splitlines splits (CR LF is one break)
bool isIdentifierStart(char32_t c);
bool isIdentifierContinue(char32_t c);
bool isCased(char32_t c);
bool isCaseIgnorable(char32_t c);

/// Decimal and digit values, -1 if there is none.
int decimalValue(char32_t c);
int digitValue(char32_t c);
/// "Lu", "Nd", ...
const char *generalCategory(char32_t c);
/// The version of the tables, "14.0.0".
const char *unicodeDataVersion();

enum class Case : std::uint8_t { lower, upper, title, fold };
/// The full mapping of one character: 1 to 3 code points. Sigma's final form is
/// not looked at.
unsigned mapCase(Case which, char32_t c, char32_t out[3]);
/// The mapping to a single code point, as re's IGNORECASE uses it.
char32_t simpleLower(char32_t c);

// For unicodedata.
/// False if the character has no numeric value.
bool numericValue(char32_t c, double &out);
const char *bidirectionalClass(char32_t c);
const char *eastAsianWidth(char32_t c);
bool isMirrored(char32_t c);

} // namespace dxpy::text

#endif
