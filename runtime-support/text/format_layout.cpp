// Padding, grouping, and the format of floats and complex numbers.
#include "runtime-support/text/float_text.h"
#include "runtime-support/text/format_spec.h"

#include <climits>
#include <cmath>
#include <cstring>

namespace dxpy::text {
namespace {

char *fill(char *out, char32_t c, std::size_t count) {
  if (c < 0x80) {
    std::memset(out, int(c), count);
    return out + count;
  }
  while (count--)
    out += encodeOne(c, out);
  return out;
}

char *put(char *out, std::string_view s, bool upper) {
  for (char c : s)
    *out++ = upper && c >= 'a' && c <= 'z' ? char(c - 32) : c;
  return out;
}

struct Padding {
  std::size_t left = 0, right = 0;
};

Padding paddingOf(const FormatSpec &spec, std::size_t characters) {
  if (spec.width < 0 || std::size_t(spec.width) <= characters)
    return {};
  std::size_t n = std::size_t(spec.width) - characters;
  if (spec.align == '>')
    return {n, 0};
  if (spec.align == '^')
    return {n / 2, n - n / 2};
  return {0, n};
}

/// Walks the groups of the integer part from the right, as CPython does: zeros
/// are put in front until the width is reached, and no separator comes first.
/// piece(zeros, digits, separator) for each.
template <typename Piece>
void forGroups(std::size_t digits, std::int64_t width, std::size_t group,
               bool grouped, Piece piece) {
  auto remaining = std::int64_t(digits);
  bool separator = false;
  for (;;) {
    std::int64_t most = remaining > width ? remaining : width;
    most = most > 1 ? most : 1;
    std::int64_t length =
        grouped && std::int64_t(group) < most ? std::int64_t(group) : most;
    std::int64_t own = remaining < length ? remaining : length;
    piece(std::size_t(length - own), std::size_t(own), separator);
    separator = true;
    remaining -= own;
    width -= length;
    if (remaining <= 0 && width <= 0)
      return;
    width -= 1;
  }
}

} // namespace

TextSize paddedSize(const FormatSpec &spec, TextSize content) {
  Padding p = paddingOf(spec, content.characters);
  std::size_t n = p.left + p.right;
  return {content.bytes + n * encodedLength(spec.fill), content.characters + n};
}

char *writePadding(char *out, const FormatSpec &spec, TextSize content) {
  Padding p = paddingOf(spec, content.characters);
  char *place = fill(out, spec.fill, p.left);
  fill(place + content.bytes, spec.fill, p.right);
  return place;
}

NumberLayout::NumberLayout(const NumberText &number, const FormatSpec &spec)
    : number(number), spec(spec) {
  if (number.negative)
    sign = '-';
  else if (spec.sign == '+' || spec.sign == ' ')
    sign = spec.sign;
  std::size_t fixed =
      (sign != 0) + number.prefix.size() + number.restCharacters;
  if (spec.fill == '0' && spec.align == '=' && spec.width > std::int64_t(fixed))
    minDigitsWidth = std::size_t(spec.width) - fixed;
  if (!number.digits.empty())
    forGroups(number.digits.size(), std::int64_t(minDigitsWidth),
              spec.groupSize, spec.grouping != 0,
              [&](std::size_t zeros, std::size_t digits, bool separator) {
                digitsWidth += zeros + digits + separator;
              });
  std::size_t used = fixed + digitsWidth;
  Padding p = paddingOf(spec, used);
  left = p.left;
  (spec.align == '=' ? inner : right) = p.right;
  std::size_t padding = left + inner + right;
  total.characters = used + padding;
  total.bytes = used - number.restCharacters + number.rest.size() +
                padding * encodedLength(spec.fill);
}

char *NumberLayout::writeDigits(char *out) const {
  char *at = out + digitsWidth;
  std::size_t taken = number.digits.size();
  if (taken)
    forGroups(taken, std::int64_t(minDigitsWidth), spec.groupSize,
              spec.grouping != 0,
              [&](std::size_t zeros, std::size_t digits, bool separator) {
                if (separator)
                  *--at = spec.grouping;
                taken -= digits;
                at -= digits;
                put(at, number.digits.substr(taken, digits), number.upper);
                at -= zeros;
                std::memset(at, '0', zeros);
              });
  return out + digitsWidth;
}

char *NumberLayout::write(char *out) const {
  out = fill(out, spec.fill, left);
  if (sign)
    *out++ = sign;
  out = put(out, number.prefix, number.upper);
  out = fill(out, spec.fill, inner);
  out = writeDigits(out);
  if (!number.rest.empty())
    std::memcpy(out, number.rest.data(), number.rest.size());
  return fill(out + number.rest.size(), spec.fill, right);
}

namespace {

/// The form of a float type; false if it is none. No type means the shortest
/// text, or g with a precision.
bool floatForm(FloatForm &form, const FormatSpec &spec) {
  char32_t t = spec.type;
  if (t && t != 'n' && !isFloatType(t))
    return false;
  form.alternate = spec.alternate;
  form.upper = t == 'E' || t == 'F' || t == 'G';
  if (t == 0)
    form.type = spec.precision < 0 ? 'r' : 'g';
  else
    form.type = t == 'n' ? 'g' : form.upper ? char(t + 32) : char(t);
  form.precision = spec.precision < 0 ? 6 : int(spec.precision);
  return true;
}

/// Makes the text of a float in `body` and cuts it at the end of its integer
/// part.
NumberText floatNumber(char *body, double d, const FloatForm &form,
                       const FormatSpec &spec) {
  bool allZero = false;
  std::size_t size = formatFloat(body, d, form, &allZero);
  NumberText number;
  number.negative =
      std::signbit(d) && !std::isnan(d) && !(spec.coerceZero && allZero);
  std::size_t digits = 0;
  while (digits < size && body[digits] >= '0' && body[digits] <= '9')
    ++digits;
  number.digits = {body, digits};
  number.rest = {body + digits, size - digits};
  number.restCharacters = number.rest.size();
  return number;
}

std::size_t bodySize(double d, const FormatSpec &spec) {
  FloatForm form;
  if (spec.precision > INT_MAX || !floatForm(form, spec))
    return 0;
  return floatTextSize(d, form);
}

} // namespace

std::size_t formatFloatSpecSize(double d, const FormatSpec &spec) {
  // The body twice (once as its text is made, once laid out and grouped) and
  // the padding.
  std::size_t width = spec.width > 0 ? std::size_t(spec.width) : 0;
  return bodySize(d, spec) * 3 + width * 4 + 16;
}

SpecError formatFloatSpec(char *out, TextSize &size, double d,
                          const FormatSpec &spec) {
  FloatForm form;
  if (spec.precision > INT_MAX)
    return SpecError::precisionTooBig;
  if (!floatForm(form, spec))
    return SpecError::unknownType;
  form.dotZero = spec.type == 0;
  char *body = out + formatFloatSpecSize(d, spec) - bodySize(d, spec);
  NumberLayout layout(floatNumber(body, d, form, spec), spec);
  size = layout.size();
  layout.write(out);
  return SpecError::none;
}

std::size_t formatComplexSpecSize(double real, double imaginary,
                                  const FormatSpec &spec) {
  std::size_t width = spec.width > 0 ? std::size_t(spec.width) : 0;
  return bodySize(real, spec) * 3 + bodySize(imaginary, spec) * 4 + width * 4 +
         32;
}

SpecError formatComplexSpec(char *out, TextSize &size, double real,
                            double imaginary, const FormatSpec &spec) {
  FloatForm form;
  if (spec.precision > INT_MAX)
    return SpecError::precisionTooBig;
  if (spec.type && spec.type != 'n' &&
      (!isFloatType(spec.type) || spec.type == '%'))
    return SpecError::unknownType;
  if (spec.fill == '0')
    return SpecError::complexZeros;
  if (spec.align == '=')
    return SpecError::complexAlign;
  floatForm(form, spec);
  bool plain = spec.type == 0, bare = plain && real == 0 && !std::signbit(real);
  bool parentheses = plain && !bare;
  FormatSpec part = spec;
  part.width = -1;
  char *end = out + formatComplexSpecSize(real, imaginary, spec);
  char *realBody = end - bodySize(real, spec),
       *imaginaryBody = realBody - bodySize(imaginary, spec);
  NumberLayout first(floatNumber(realBody, real, form, part), part);
  FormatSpec second = part;
  if (!bare)
    second.sign = '+';
  NumberLayout last(floatNumber(imaginaryBody, imaginary, form, second),
                    second);
  std::size_t bytes =
      (bare ? 0 : first.size().bytes) + last.size().bytes + 1 + 2 * parentheses;
  TextSize content{bytes, bytes};
  size = paddedSize(spec, content);
  char *at = writePadding(out, spec, content);
  if (parentheses)
    *at++ = '(';
  if (!bare)
    at = first.write(at);
  at = last.write(at);
  *at++ = 'j';
  if (parentheses)
    *at++ = ')';
  return SpecError::none;
}

} // namespace dxpy::text
