// The format mini-language:
// [[fill]align][sign][z][#][0][width][grouping][.precision][type]. Parsing with
// CPython's errors as codes, and the layout of padded text and of numbers.
// Results are UTF-8; widths count characters. There is no locale: type n groups
// nothing.
#ifndef DXPY_RUNTIME_TEXT_FORMAT_SPEC_H
#define DXPY_RUNTIME_TEXT_FORMAT_SPEC_H

#include "runtime-support/text/utf8.h"

namespace dxpy::text {

struct FormatSpec {
  char32_t fill = ' ';
  char align = '>'; ///< one of < > ^ =
  char sign = 0;    ///< one of + - and space, or 0
  bool coerceZero = false;
  bool alternate = false;
  char grouping = 0; ///< , or _ or 0
  std::uint8_t groupSize = 3;
  std::int64_t width = -1;
  std::int64_t precision = -1;
  char32_t type = 0;
};

/// Every one is a ValueError, except charRange, an OverflowError.
enum class SpecError : std::uint8_t {
  none,
  tooManyDigits,
  noPrecision,
  invalid,
  twoSeparators,
  separatorType,
  unknownType,
  precisionTooBig,
  stringSign,
  stringSpace,
  stringZero,
  stringAlternate,
  stringAlign,
  intPrecision,
  intZero,
  charSign,
  charAlternate,
  charRange,
  complexZeros,
  complexAlign,
};

/// Defaults: type s and align < for str, type d and align > for int, type 0 and
/// align > for float and complex.
SpecError parseFormatSpec(FormatSpec &out, std::string_view text,
                          char defaultType, char defaultAlign);

/// The message of an error; `text` is the whole format, `typeName` the object's
/// type.
std::size_t specErrorSize(std::string_view text, std::string_view typeName);
std::size_t specErrorText(char *out, SpecError error, const FormatSpec &spec,
                          std::string_view text, std::string_view typeName);

/// What of a specification a str, an int does not allow; unknown types too.
SpecError checkStringSpec(const FormatSpec &spec);
/// For types b c d o x X n; the float types are not asked here.
SpecError checkIntSpec(const FormatSpec &spec);
constexpr bool isFloatType(char32_t type) {
  return type == 'e' || type == 'E' || type == 'f' || type == 'F' ||
         type == 'g' || type == 'G' || type == '%';
}
constexpr bool isIntType(char32_t type) {
  return type == 'b' || type == 'c' || type == 'd' || type == 'o' ||
         type == 'x' || type == 'X' || type == 'n';
}

/// Content in the middle of padding; '=' pads on the right.
TextSize paddedSize(const FormatSpec &spec, TextSize content);
/// Writes the padding around a place for the content, and returns that place.
char *writePadding(char *out, const FormatSpec &spec, TextSize content);

/// A number to lay out: what stands before padding, digits that may be grouped,
/// and the rest.
struct NumberText {
  bool negative = false;
  bool upper = false;      ///< write prefix and digits in capital letters
  std::string_view prefix; ///< "0x"
  std::string_view
      digits; ///< of the integer part; may be empty (inf, characters)
  std::string_view rest; ///< point, fraction, exponent, or a character
  std::size_t restCharacters = 0;
};

class NumberLayout {
public:
  NumberLayout(const NumberText &number, const FormatSpec &spec);
  TextSize size() const { return total; }
  /// Returns the end of what it wrote.
  char *write(char *out) const;

private:
  char *writeDigits(char *out) const;
  NumberText number;
  const FormatSpec &spec;
  char sign = 0;
  std::size_t digitsWidth = 0, minDigitsWidth = 0;
  std::size_t left = 0, inner = 0, right = 0;
  TextSize total;
};

/// format(d, spec). The buffer must have room for formatFloatSpecSize bytes.
std::size_t formatFloatSpecSize(double d, const FormatSpec &spec);
SpecError formatFloatSpec(char *out, TextSize &size, double d,
                          const FormatSpec &spec);
/// format(complex(real, imaginary), spec).
std::size_t formatComplexSpecSize(double real, double imaginary,
                                  const FormatSpec &spec);
SpecError formatComplexSpec(char *out, TextSize &size, double real,
                            double imaginary, const FormatSpec &spec);

} // namespace dxpy::text

#endif
