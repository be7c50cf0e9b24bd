// Values of literals.
#pragma once

#include "compiler/syntax/Ast.h"

#include <string>

namespace dxpy::syntax {

// The value of a number as written. False when it has more than `maxIntDigits`
// decimal digits (0: no limit) or memory ran out.
bool numberValue(std::string_view text, base::Arena &arena, int maxIntDigits,
                 ast::ConstantValue &value);
// Imaginary literals end in j.
inline bool isImaginary(std::string_view number) {
  return (number.back() | 32) == 'j';
}
// Decimal digits of an int constant.
std::string intToDecimal(const ast::ConstantValue &value);

// What decoding escapes found. Positions are those of CPython's unicodeescape
// codec, for which a character beyond ASCII is an escape of ten characters.
struct EscapeOutcome {
  char *end = nullptr; // behind the decoded text; null on error
  const char *invalidEscape =
      nullptr;                  // the first backslash that starts no escape
  const char *reason = nullptr; // of the error
  uint32_t errorStart = 0;
  uint32_t errorEnd = 0;
};

using CharacterNameFn = bool (*)(std::string_view name, uint32_t &codePoint);

// Decode the text between quotes into `out`, which needs no more bytes than the
// text has.
EscapeOutcome decodeStrEscapes(std::string_view text, char *out,
                               CharacterNameFn characterName);
EscapeOutcome decodeBytesEscapes(std::string_view text, char *out);

} // namespace dxpy::syntax
