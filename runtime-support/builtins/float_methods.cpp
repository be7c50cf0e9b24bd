// The methods of float that take more than a line.
#include "runtime-support/builtins/float_slots.h"
#include "runtime-support/text/float_text.h"
#include <cmath>

namespace dxpy {

Owned floatFormat(ThreadState &ts, Value self, const Value *args) {
  if (!numbers::checkStr(ts, args[0], "__format__"))
    return {};
  if (strLength(args[0]) == 0)
    return str_py(ts, self);
  text::FormatSpec spec;
  if (!numbers::readFormatSpec(ts, self, args[0], '\0', '>', spec))
    return {};
  return numbers::formatDouble(ts, self, args[0], floatValue(self), spec);
}

Owned floatRound(ThreadState &ts, Value self, const Value *args) {
  constexpr int64_t kMaxDigits = 323, kMinDigits = -308;
  double x = floatValue(self);
  if (!args[0] || args[0].isNone()) {
    double rounded = std::round(x);
    if (std::fabs(x - rounded) == 0.5)
      rounded = 2.0 * std::round(x / 2.0);
    return intFromDouble(ts, rounded);
  }
  int64_t digits = toIndexInt64_py(ts, args[0], nullptr);
  if (digits == -1 && pendingException(ts))
    return {};
  if (!std::isfinite(x) || digits > kMaxDigits)
    return makeFloat(ts, x);
  if (digits < kMinDigits)
    return makeFloat(ts, 0.0 * x);
  double result;
  if (!text::roundFloat(x, digits, result))
    return raise(ts, types::OverflowError,
                 "rounded value too large to represent");
  return makeFloat(ts, result);
}

Owned floatHex(ThreadState &ts, Value self, const Value *) {
  char buffer[text::hexFloatSize];
  return makeStr(ts, {buffer, text::hexFloat(buffer, floatValue(self))});
}

Owned floatFromHex(ThreadState &ts, Value cls, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "bad argument type for built-in operation");
  double value;
  switch (text::parseHexFloat(strText(args[0]), value)) {
  case text::HexStatus::ok:
    break;
  case text::HexStatus::invalid:
    return raise(ts, types::ValueError,
                 "invalid hexadecimal floating-point string");
  case text::HexStatus::tooLarge:
    return raise(ts, types::OverflowError,
                 "hexadecimal value too large to represent as a float");
  }
  Owned result = makeFloat(ts, value);
  if (!result || cls == Value(&types::Float))
    return result;
  return call_py(ts, cls, {result.value()});
}

Owned floatAsIntegerRatio(ThreadState &ts, Value self, const Value *) {
  double x = floatValue(self);
  if (std::isinf(x))
    return raise(ts, types::OverflowError,
                 "cannot convert Infinity to integer ratio");
  if (std::isnan(x))
    return raise(ts, types::ValueError, "cannot convert NaN to integer ratio");
  int exponent;
  double fraction = std::frexp(x, &exponent);
  for (int i = 0; i < 300 && fraction != std::floor(fraction); ++i) {
    fraction *= 2.0;
    --exponent;
  }
  Owned numerator = intFromDouble(ts, fraction), denominator = makeInt(ts, 1);
  if (numerator && exponent > 0)
    numerator = numbers::shiftLeft(ts, numerator, uint64_t(exponent));
  else if (numerator && exponent < 0)
    denominator = numbers::shiftLeft(ts, denominator, uint64_t(-exponent));
  return numerator && denominator
             ? makeTuple(ts, {numerator.value(), denominator.value()})
             : Owned();
}

Owned floatGetFormat(ThreadState &ts, Value, const Value *args) {
  if (!numbers::checkStr(ts, args[0], "__getformat__"))
    return {};
  if (strText(args[0]) != "double" && strText(args[0]) != "float")
    return raise(ts, types::ValueError,
                 "__getformat__() argument 1 must be 'double' or 'float'");
  return makeStr(ts, "IEEE, little-endian");
}

} // namespace dxpy
