// Parsing of format specifications and their errors.
#include "runtime-support/text/format_spec.h"

#include "runtime-support/text/unicode.h"

#include <cstring>

namespace dxpy::text {
namespace {

class Parser {
public:
  Parser(FormatSpec &out, std::string_view text) : out(out), text(text) {}

  SpecError parse() {
    bool fillGiven = false, alignGiven = fillAndAlign(fillGiven);
    if (char32_t c = peek(); c == ' ' || c == '+' || c == '-') {
      out.sign = char(c);
      take();
    }
    out.coerceZero = eat('z');
    out.alternate = eat('#');
    if (!fillGiven && eat('0')) {
      out.fill = '0';
      if (!alignGiven && out.align == '>')
        out.align = '=';
    }
    if (!integer(out.width))
      return SpecError::tooManyDigits;
    if (!separators())
      return SpecError::twoSeparators;
    if (eat('.')) {
      if (!integer(out.precision))
        return SpecError::tooManyDigits;
      if (out.precision < 0)
        return SpecError::noPrecision;
    }
    if (at < text.size())
      out.type = take();
    if (at < text.size())
      return SpecError::invalid;
    return checkGrouping();
  }

private:
  static bool isAlign(char32_t c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
  }
  char32_t peek() const {
    std::size_t next = at;
    return at < text.size() ? decodeOne(text, next) : 0;
  }
  char32_t take() { return decodeOne(text, at); }
  bool eat(char c) {
    if (at >= text.size() || text[at] != c)
      return false;
    ++at;
    return true;
  }
  bool fillAndAlign(bool &fillGiven) {
    if (text.empty())
      return false;
    std::size_t second = 0;
    char32_t first = decodeOne(text, second);
    if (second < text.size() &&
        isAlign(char32_t(static_cast<unsigned char>(text[second])))) {
      out.fill = first;
      out.align = text[second];
      at = second + 1;
      fillGiven = true;
      return true;
    }
    if (!isAlign(first))
      return false;
    out.align = char(first);
    at = 1;
    return true;
  }
  /// Decimal digits of any script; leaves the value alone if there are none.
  /// False: too large.
  bool integer(std::int64_t &value) {
    for (bool first = true; at < text.size(); first = false) {
      int digit = decimalValue(peek());
      if (digit < 0)
        break;
      if (first)
        value = 0;
      if (value > (INT64_MAX - digit) / 10)
        return false;
      value = value * 10 + digit;
      take();
    }
    return true;
  }
  bool separators() {
    if (eat(','))
      out.grouping = ',';
    if (eat('_')) {
      if (out.grouping)
        return false;
      out.grouping = '_';
    }
    return !(out.grouping == '_' && peek() == ',');
  }
  SpecError checkGrouping() {
    char32_t t = out.type;
    if (!out.grouping || t == 0 || t == 'd' || isFloatType(t))
      return SpecError::none;
    if (out.grouping == '_' && (t == 'b' || t == 'o' || t == 'x' || t == 'X')) {
      out.groupSize = 4;
      return SpecError::none;
    }
    return SpecError::separatorType;
  }

  FormatSpec &out;
  std::string_view text;
  std::size_t at = 0;
};

const char *plainMessage(SpecError error) {
  switch (error) {
  case SpecError::tooManyDigits:
    return "Too many decimal digits in format string";
  case SpecError::noPrecision:
    return "Format specifier missing precision";
  case SpecError::twoSeparators:
    return "Cannot specify both ',' and '_'.";
  case SpecError::precisionTooBig:
    return "precision too big";
  case SpecError::stringSign:
    return "Sign not allowed in string format specifier";
  case SpecError::stringSpace:
    return "Space not allowed in string format specifier";
  case SpecError::stringZero:
    return "Negative zero coercion (z) not allowed in string format specifier";
  case SpecError::stringAlternate:
    return "Alternate form (#) not allowed in string format specifier";
  case SpecError::stringAlign:
    return "'=' alignment not allowed in string format specifier";
  case SpecError::intPrecision:
    return "Precision not allowed in integer format specifier";
  case SpecError::intZero:
    return "Negative zero coercion (z) not allowed in integer format specifier";
  case SpecError::charSign:
    return "Sign not allowed with integer format specifier 'c'";
  case SpecError::charAlternate:
    return "Alternate form (#) not allowed with integer format specifier 'c'";
  case SpecError::charRange:
    return "%c arg not in range(0x110000)";
  case SpecError::complexZeros:
    return "Zero padding is not allowed in complex format specifier";
  case SpecError::complexAlign:
    return "'=' alignment flag is not allowed in complex format specifier";
  case SpecError::none:
  case SpecError::invalid:
  case SpecError::separatorType:
  case SpecError::unknownType:
    break;
  }
  return "";
}

/// Appends to a message.
struct Message {
  char *begin, *at;
  Message &operator<<(std::string_view s) {
    std::memcpy(at, s.data(), s.size());
    at += s.size();
    return *this;
  }
  /// A type character, as \x and its number if it is not printable ASCII.
  Message &operator<<(char32_t type) {
    if (type > 32 && type < 128) {
      *at++ = char(type);
      return *this;
    }
    *this << "\\x";
    int shift = 28;
    while (shift && type >> shift == 0)
      shift -= 4;
    for (; shift >= 0; shift -= 4)
      *at++ = "0123456789abcdef"[type >> shift & 15];
    return *this;
  }
};

} // namespace

SpecError parseFormatSpec(FormatSpec &out, std::string_view text,
                          char defaultType, char defaultAlign) {
  out = FormatSpec();
  out.type = char32_t(defaultType);
  out.align = defaultAlign;
  return Parser(out, text).parse();
}

std::size_t specErrorSize(std::string_view text, std::string_view typeName) {
  return text.size() + typeName.size() + 96;
}

std::size_t specErrorText(char *out, SpecError error, const FormatSpec &spec,
                          std::string_view text, std::string_view typeName) {
  Message m{out, out};
  typeName = typeName.substr(0, 200);
  if (error == SpecError::invalid) {
    m << "Invalid format specifier '" << text << "' for object of type '"
      << typeName << "'";
  } else if (error == SpecError::unknownType) {
    m << "Unknown format code '" << spec.type << "' for object of type '"
      << typeName << "'";
  } else if (error == SpecError::separatorType) {
    m << "Cannot specify '" << char32_t(spec.grouping) << "' with '"
      << spec.type << "'.";
  } else {
    m << plainMessage(error);
  }
  return std::size_t(m.at - m.begin);
}

SpecError checkStringSpec(const FormatSpec &spec) {
  if (spec.type != 's')
    return SpecError::unknownType;
  if (spec.sign)
    return spec.sign == ' ' ? SpecError::stringSpace : SpecError::stringSign;
  if (spec.coerceZero)
    return SpecError::stringZero;
  if (spec.alternate)
    return SpecError::stringAlternate;
  return spec.align == '=' ? SpecError::stringAlign : SpecError::none;
}

SpecError checkIntSpec(const FormatSpec &spec) {
  if (!isIntType(spec.type))
    return SpecError::unknownType;
  if (spec.precision >= 0)
    return SpecError::intPrecision;
  if (spec.coerceZero)
    return SpecError::intZero;
  if (spec.type != 'c')
    return SpecError::none;
  if (spec.sign)
    return SpecError::charSign;
  return spec.alternate ? SpecError::charAlternate : SpecError::none;
}

} // namespace dxpy::text
