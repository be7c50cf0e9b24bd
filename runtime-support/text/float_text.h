// Floats to text and back, exactly as CPython prints and reads them: shortest
// digits, digits to a precision, and correctly rounded parsing. Callers pass
// the buffers; nothing here allocates.
#ifndef DXPY_RUNTIME_TEXT_FLOAT_TEXT_H
#define DXPY_RUNTIME_TEXT_FLOAT_TEXT_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dxpy::text {

/// Decimal digits of a positive finite double: 0.DDDD * 10**point, no zeros at
/// either end except a lone zero for the value 0.
struct ShortDecimal {
  char digits[20];
  int count;
  int point;
};

/// The shortest digits that read back as |d|, the nearest of them.
ShortDecimal shortestDigits(double d);

/// A form of float text: the types e, f, g and % of the format language, r for
/// repr (shortest), each in lower case. `precision` is not used by r.
struct FloatForm {
  char type = 'r';
  bool upper = false;
  bool alternate =
      false; ///< keep the point, and for g the zeros, even when nothing follows
  bool dotZero = false; ///< write 1.0 for 1 where no exponent follows
  int precision = 6;
};

/// What formatFloat needs at most.
std::size_t floatTextSize(double d, const FloatForm &form);
/// Text of |d| without a sign; `allZero` tells whether every digit written is 0
/// (for z and -0).
std::size_t formatFloat(char *out, double d, const FloatForm &form,
                        bool *allZero = nullptr);

inline constexpr std::size_t reprFloatSize = 32;
/// repr(d), sign included.
std::size_t reprFloat(char *out, double d);
/// str(complex): both parts, parentheses where there is a real part. out: 2 *
/// reprFloatSize + 4.
std::size_t reprComplex(char *out, double real, double imaginary);

/// Reads a float at the start of `text` as float() does, without white space
/// and underscores: an optional sign, digits with point and exponent, inf,
/// infinity or nan in any case. Returns the characters used, 0 if there is no
/// float.
std::size_t scanFloat(std::string_view text, double &out);
/// float(text) for text in ASCII: white space around it, underscores between
/// digits. False: invalid.
bool parseFloat(std::string_view text, double &out);

inline constexpr std::size_t hexFloatSize = 32;
/// float.hex(d).
std::size_t hexFloat(char *out, double d);
enum class HexStatus : std::uint8_t { ok, invalid, tooLarge };
/// float.fromhex(text).
HexStatus parseHexFloat(std::string_view text, double &out);

/// round(d, digits): correctly rounded half to even through the decimal digits;
/// false on overflow. d is finite.
bool roundFloat(double d, std::int64_t digits, double &out);

} // namespace dxpy::text

#endif
