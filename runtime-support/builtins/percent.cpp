// What % formatting of str and of bytes share.
#include "runtime-support/builtins/percent.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"
#include "runtime-support/text/utf8.h"
#include <climits>
#include <cmath>
#include <cstring>

namespace dxpy {

// Arguments -------------------------------------------------------------------

Owned PercentArguments::take(ThreadState &ts) {
  if (next_ >= length_)
    return raise(ts, types::TypeError,
                 "not enough arguments for format string");
  ++next_;
  if (length_ < 0)
    return selected_ ? copyOf(selected_) : copyOf(args_);
  return copyOf(tupleItem(args_, uint64_t(next_ - 1)));
}

bool PercentArguments::select_py(ThreadState &ts, Value key) {
  selected_ = getItem_py(ts, mapping_, key);
  length_ = -1;
  next_ = -2;
  return bool(selected_);
}

// Specifications --------------------------------------------------------------

bool PercentReader::literal(std::string_view &text) {
  if (atEnd())
    return false;
  size_t percent = format_.find('%', at_);
  if (percent == format_.npos) {
    text = format_.substr(at_);
    at_ = format_.size();
    return true;
  }
  text = format_.substr(at_, percent - at_);
  at_ = percent;
  return true;
}

bool PercentReader::spec_py(ThreadState &ts, PercentArguments &args,
                            PercentSpec &spec) {
  spec = {};
  ++at_; // the %
  if (!atEnd() && format_[at_] == '%') {
    ++at_;
    spec.literal = true;
    return true;
  }
  if (!atEnd() && format_[at_] == '(' && !key_py(ts, args))
    return false;
  for (; !atEnd(); ++at_) {
    char c = format_[at_];
    bool *flag = c == '-'             ? &spec.left
                 : c == '+'           ? &spec.plus
                 : c == ' '           ? &spec.blank
                 : c == '#'           ? &spec.alternate
                 : c == '0'           ? &spec.zero
                 : c == 'z' && bytes_ ? &spec.positiveZero
                                      : nullptr;
    if (!flag)
      break;
    *flag = true;
  }
  if (!width_py(ts, args, spec) || !precision_py(ts, args, spec))
    return false;
  if (!atEnd() &&
      (format_[at_] == 'h' || format_[at_] == 'l' || format_[at_] == 'L'))
    ++at_;
  if (atEnd())
    return raise(ts, types::ValueError, "incomplete format");
  spec.index = bytes_ ? at_ : text::countCharacters(format_.substr(0, at_));
  spec.type = bytes_ ? char32_t(uint8_t(format_[at_++]))
                     : text::decodeOne(format_, at_);
  return true;
}

bool PercentReader::key_py(ThreadState &ts, PercentArguments &args) {
  if (!args.hasMapping())
    return raise(ts, types::TypeError, "format requires a mapping");
  size_t start = ++at_;
  for (int depth = 1; !atEnd(); ++at_) {
    if (format_[at_] == ')' && --depth == 0)
      break;
    depth += format_[at_] == '(';
  }
  if (atEnd())
    return raise(ts, types::ValueError, "incomplete format key");
  std::string_view text = format_.substr(start, at_++ - start);
  Owned key = bytes_ ? makeBytes(ts, text) : makeStr(ts, text);
  return key && args.select_py(ts, key);
}

/// Digits of a number up to \p most.
bool PercentReader::digits(ThreadState &ts, int64_t &out, int64_t most,
                           const char *message) {
  out = 0;
  for (; !atEnd() && format_[at_] >= '0' && format_[at_] <= '9'; ++at_) {
    int digit = format_[at_] - '0';
    if (out > (most - digit) / 10)
      return raise(ts, types::ValueError, message);
    out = out * 10 + digit;
  }
  return true;
}

bool PercentReader::width_py(ThreadState &ts, PercentArguments &args,
                             PercentSpec &spec) {
  if (atEnd())
    return true;
  if (format_[at_] != '*') {
    if (format_[at_] >= '0' && format_[at_] <= '9')
      return digits(ts, spec.width, INT64_MAX, "width too big");
    return true;
  }
  ++at_;
  Owned value = args.take(ts);
  if (!value)
    return false;
  if (!isInt(value))
    return raise(ts, types::TypeError, "* wants int");
  if (!intFitsInt64(value, spec.width))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  if (spec.width < 0) {
    spec.left = true;
    spec.width = spec.width == INT64_MIN ? INT64_MAX : -spec.width;
  }
  return true;
}

bool PercentReader::precision_py(ThreadState &ts, PercentArguments &args,
                                 PercentSpec &spec) {
  if (atEnd() || format_[at_] != '.')
    return true;
  ++at_;
  spec.precision = 0;
  if (atEnd() || format_[at_] != '*')
    return digits(ts, spec.precision, INT_MAX,
                  bytes_ ? "prec too big" : "precision too big");
  ++at_;
  Owned value = args.take(ts);
  if (!value)
    return false;
  if (!isInt(value))
    return raise(ts, types::TypeError, "* wants int");
  if (!intFitsInt64(value, spec.precision) ||
      spec.precision != int(spec.precision))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  if (spec.precision < 0)
    spec.precision = 0;
  return true;
}

Raised raiseUnsupported(ThreadState &ts, const PercentSpec &spec) {
  char32_t c = spec.type;
  char digits[8];
  size_t count = 0;
  for (int shift = 28; shift >= 0; shift -= 4)
    if (count || c >> shift & 15 || !shift)
      digits[count++] = "0123456789abcdef"[c >> shift & 15];
  return raise(ts, types::ValueError,
               "unsupported format character '{}' (0x{}) at index {}",
               {char(c >= 31 && c <= 126 ? c : '?'),
                std::string_view(digits, count), spec.index});
}

// Fields ----------------------------------------------------------------------

static void appendRepeated(StrBuilder &out, char c, size_t count) {
  if (char *place = out.extend(count))
    std::memset(place, c, count);
}

void appendField(StrBuilder &out, const PercentSpec &spec,
                 const PercentField &field) {
  size_t length = field.prefix.size() + field.zeros + field.characters;
  size_t taken = length + (field.sign != 0);
  size_t padding = spec.width > 0 && size_t(spec.width) > taken
                       ? size_t(spec.width) - taken
                       : 0;
  bool inside = field.zeroFill && !spec.left;
  if (padding && !spec.left && !inside)
    appendRepeated(out, ' ', padding);
  if (field.sign)
    out.append({&field.sign, 1});
  out.append(field.prefix);
  appendRepeated(out, '0', field.zeros + (inside ? padding : 0));
  out.append(field.content);
  if (padding && spec.left)
    appendRepeated(out, ' ', padding);
}

// Numbers ---------------------------------------------------------------------

namespace {

char signOf(const PercentSpec &spec, bool negative) {
  return negative ? '-' : spec.plus ? '+' : spec.blank ? ' ' : 0;
}

Raised wrongType(ThreadState &ts, char32_t type, Value value) {
  bool integer = type == 'o' || type == 'x' || type == 'X';
  return raise(
      ts, types::TypeError, "%{} format: {} is required, not {}",
      {char(type), integer ? "an integer" : "a real number", typeOf(value)});
}

/// The int that a conversion formats: int() for d, __index__ for o and x.
Owned intOperand_py(ThreadState &ts, char32_t type, Value value) {
  if (isInt(value))
    return copyOf(value);
  const TypeSlots &slots = typeOf(value)->slots;
  bool number = slots.index || slots.int_ || slots.float_ ||
                hasShape(value, BuiltinShape::Complex);
  if (!number)
    return wrongType(ts, type, value);
  bool integer = type == 'o' || type == 'x' || type == 'X';
  Owned result = integer ? toIndex_py(ts, value)
                         : call_py(ts, Value(&types::Int), {value});
  if (!result && pendingMatches(ts, types::TypeError)) {
    clearException(ts);
    return wrongType(ts, type, value);
  }
  return result;
}

bool appendInt_py(ThreadState &ts, StrBuilder &out, const PercentSpec &spec,
                  Value value) {
  Owned number = intOperand_py(ts, spec.type, value);
  if (!number)
    return false;
  if (spec.precision > INT_MAX - 3)
    return raise(ts, types::OverflowError, "precision too large");
  unsigned base = spec.type == 'o'                       ? 8
                  : spec.type == 'x' || spec.type == 'X' ? 16
                                                         : 10;
  IntDigits digits;
  if (!digits.convert(ts, number, base))
    return false;
  PercentField field;
  field.sign = signOf(spec, digits.negative());
  if (spec.alternate && base != 10)
    field.prefix = spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
  field.content = digits.view();
  field.characters = digits.view().size();
  if (spec.precision > int64_t(field.characters))
    field.zeros = size_t(spec.precision) - field.characters;
  field.zeroFill = spec.zero;
  if (spec.type != 'X') {
    appendField(out, spec, field);
    return true;
  }
  StrBuilder upper(ts);
  char *text = upper.extend(field.characters);
  if (!text)
    return raiseMemoryError(ts);
  for (size_t i = 0; i < field.characters; ++i)
    text[i] = field.content[i] >= 'a' ? char(field.content[i] - 32)
                                      : field.content[i];
  field.content = upper.view();
  appendField(out, spec, field);
  return true;
}

bool appendFloat_py(ThreadState &ts, StrBuilder &out, const PercentSpec &spec,
                    Value value, bool forBytes) {
  double number = toDouble_py(ts, value);
  if (number == -1.0 && pendingException(ts)) {
    if (forBytes && pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      return raise(ts, types::TypeError, "float argument required, not {}",
                   {typeOf(value)});
    }
    return false;
  }
  text::FloatForm form;
  form.upper = spec.type < 'a';
  form.type = char(spec.type | 0x20);
  form.alternate = spec.alternate;
  form.precision = spec.precision < 0 ? 6 : int(spec.precision);
  StrBuilder buffer(ts);
  char *text = buffer.extend(text::floatTextSize(number, form));
  if (!text)
    return raiseMemoryError(ts);
  PercentField field;
  bool allZero = false;
  field.content = {text, text::formatFloat(text, number, form, &allZero)};
  field.characters = field.content.size();
  field.sign = signOf(spec, std::signbit(number) && !std::isnan(number) &&
                                !(spec.positiveZero && allZero));
  field.zeroFill = spec.zero;
  appendField(out, spec, field);
  return true;
}

} // namespace

bool appendNumber_py(ThreadState &ts, StrBuilder &out, const PercentSpec &spec,
                     Value value, bool forBytes, bool &handled) {
  handled = true;
  switch (spec.type) {
  case 'd':
  case 'i':
  case 'u':
  case 'o':
  case 'x':
  case 'X':
    return appendInt_py(ts, out, spec, value);
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G':
    return appendFloat_py(ts, out, spec, value, forBytes);
  default:
    handled = false;
    return true;
  }
}

} // namespace dxpy
