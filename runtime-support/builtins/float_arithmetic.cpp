// Arithmetic, comparison and hash of floats.
#include "runtime-support/builtins/float_slots.h"
#include <cerrno>
#include <cmath>
#include <cstring>

namespace dxpy {

namespace numbers {

int floatOperand(ThreadState &ts, Value v, double &out) {
  if (isFloat(v)) {
    out = floatValue(v);
    return 1;
  }
  if (!isInt(v))
    return 0;
  out = intToDouble(ts, v);
  return out == -1.0 && pendingException(ts) ? -1 : 1;
}

int64_t hashDouble(double d) {
  if (!std::isfinite(d)) {
    if (std::isinf(d))
      return d > 0 ? 314159 : -314159;
    uint64_t bits; // NaNs of equal bits are one object
    std::memcpy(&bits, &d, sizeof bits);
    bits = bits >> 4 | bits << 60;
    return bits == ~uint64_t(0) ? -2 : int64_t(bits);
  }
  // The value modulo 2**61 - 1: multiplying by 2**e rotates 61 bits.
  constexpr uint64_t kModulus = (uint64_t(1) << 61) - 1;
  int exponent = 0;
  double fraction = std::frexp(std::fabs(d), &exponent);
  uint64_t value = uint64_t(std::ldexp(fraction, 53));
  int rotate = (exponent - 53) % 61;
  rotate = rotate < 0 ? rotate + 61 : rotate;
  value = (value << rotate & kModulus) | value >> (61 - rotate);
  int64_t result = d < 0 ? -int64_t(value) : int64_t(value);
  return result == -1 ? -2 : result;
}

Raised raiseErrno(ThreadState &ts, TypeObject &type, int number) {
  Owned code = makeInt(ts, number);
  Owned message = makeStr(ts, number == ERANGE ? "Numerical result out of range"
                                               : "Numerical argument out of "
                                                 "domain");
  Owned exception = code && message ? call_py(ts, Value(&type),
                                              {code.value(), message.value()})
                                    : Owned();
  if (exception)
    raiseObject(ts, exception);
  return {};
}

namespace {

bool isOddInteger(double d) { return std::fmod(std::fabs(d), 2.0) == 1.0; }

/// A zero or not finite operand: the result, as C99 has it. False: none is.
bool specialPower(double x, double y, double &result) {
  if (y == 0)
    result = 1.0;
  else if (std::isnan(x))
    result = x;
  else if (std::isnan(y))
    result = x == 1.0 ? 1.0 : y;
  else if (std::isinf(y)) {
    double size = std::fabs(x);
    result = size == 1.0 ? 1.0 : (y > 0.0) == (size > 1.0) ? std::fabs(y) : 0.0;
  } else if (std::isinf(x)) {
    bool odd = isOddInteger(y);
    result = y > 0.0 ? (odd ? x : std::fabs(x))
                     : (odd ? std::copysign(0.0, x) : 0.0);
  } else {
    return false;
  }
  return true;
}

} // namespace

bool finitePower(double x, double y, double &result) {
  if (!std::isfinite(x) || !std::isfinite(y) || x == 0.0 ||
      (x < 0.0 && y != std::floor(y)))
    return false;
  double size = std::fabs(x), power = size == 1.0 ? 1.0 : std::pow(size, y);
  result = x < 0.0 && isOddInteger(y) ? -power : power;
  return std::isfinite(result);
}

Owned floatPower(ThreadState &ts, double x, double y) {
  double result;
  if (finitePower(x, y, result) || specialPower(x, y, result))
    return makeFloat(ts, result);
  if (x == 0.0 && y < 0.0)
    return raise(ts, types::ZeroDivisionError,
                 "0.0 cannot be raised to a negative power");
  if (x == 0.0)
    return makeFloat(ts, isOddInteger(y) ? x : 0.0);
  if (x < 0.0 && y != std::floor(y))
    return complexPower(ts, x, 0.0, y, 0.0);
  return raiseErrno(ts, types::OverflowError, ERANGE);
}

double floatRemainder(double x, double y) {
  double rest = std::fmod(x, y);
  if (rest == 0)
    return std::copysign(0.0, y);
  return (y < 0) != (rest < 0) ? rest + y : rest;
}

void floatDivMod(double x, double y, double &quotient, double &rest) {
  rest = std::fmod(x, y);
  double division = (x - rest) / y;
  if (rest != 0) {
    if ((y < 0) != (rest < 0)) {
      rest += y;
      division -= 1.0;
    }
  } else {
    rest = std::copysign(0.0, y);
  }
  if (division != 0) {
    quotient = std::floor(division);
    if (division - quotient > 0.5)
      quotient += 1.0;
  } else {
    quotient = std::copysign(0.0, x / y);
  }
}

} // namespace numbers

namespace {

/// Both operands as doubles; else the slot's result: not implemented or raised.
struct Operands {
  double x = 0, y = 0;
  int state;
  Operands(ThreadState &ts, Value a, Value b) {
    state = numbers::floatOperand(ts, a, x);
    if (state > 0)
      state = numbers::floatOperand(ts, b, y);
  }
  explicit operator bool() const { return state > 0; }
  Owned failure() const { return state < 0 ? Owned() : ownedNotImplemented(); }
};

Owned raiseZero(ThreadState &ts, const char *text) {
  return raise(ts, types::ZeroDivisionError, text);
}

/// The order of an int and a double that is not NaN.
bool orderHolds(int order, CompareOp op) {
  switch (op) {
  case CompareOp::Lt:
    return order < 0;
  case CompareOp::Le:
    return order <= 0;
  case CompareOp::Eq:
    return order == 0;
  case CompareOp::Ne:
    return order != 0;
  case CompareOp::Gt:
    return order > 0;
  case CompareOp::Ge:
    return order >= 0;
  }
  return false;
}

} // namespace

Owned floatAdd(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? makeFloat(ts, o.x + o.y) : o.failure();
}
Owned floatSubtract(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? makeFloat(ts, o.x - o.y) : o.failure();
}
Owned floatMultiply(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? makeFloat(ts, o.x * o.y) : o.failure();
}
Owned floatDivide(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  if (o.y == 0)
    return raiseZero(ts, "float division by zero");
  return makeFloat(ts, o.x / o.y);
}
Owned floatFloorDivide(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  if (o.y == 0)
    return raiseZero(ts, "float floor division by zero");
  double quotient, rest;
  numbers::floatDivMod(o.x, o.y, quotient, rest);
  return makeFloat(ts, quotient);
}
Owned floatModulo(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  if (o.y == 0)
    return raiseZero(ts, "float modulo");
  return makeFloat(ts, numbers::floatRemainder(o.x, o.y));
}
Owned floatDivmod(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  if (o.y == 0)
    return raiseZero(ts, "float divmod()");
  double quotient, rest;
  numbers::floatDivMod(o.x, o.y, quotient, rest);
  Owned first = makeFloat(ts, quotient), second = makeFloat(ts, rest);
  return first && second ? makeTuple(ts, {first.value(), second.value()})
                         : Owned();
}
Owned floatPowerSlot(ThreadState &ts, Value a, Value b, Value modulus) {
  if (!modulus.isNone())
    return raise(ts, types::TypeError,
                 "pow() 3rd argument not allowed unless all arguments are "
                 "integers");
  Operands o(ts, a, b);
  return o ? numbers::floatPower(ts, o.x, o.y) : o.failure();
}

Owned floatCompare(ThreadState &, Value self, Value other, CompareOp op) {
  if (!isFloat(self))
    return ownedNotImplemented();
  double x = floatValue(self);
  if (isFloat(other)) {
    double y = floatValue(other);
    if (std::isnan(x) || std::isnan(y))
      return ownedBool(op == CompareOp::Ne);
    return ownedBool(orderHolds((x > y) - (x < y), op));
  }
  if (!isInt(other))
    return ownedNotImplemented();
  if (std::isnan(x))
    return ownedBool(op == CompareOp::Ne);
  return ownedBool(orderHolds(-bigint::compare(IntView(other), x), op));
}

int64_t floatHash(ThreadState &ts, Value self) {
  if (std::isnan(floatValue(self)) && !isExactFloat(self))
    return types::Object.slots.hash(ts, self);
  return numbers::hashDouble(floatValue(self));
}

} // namespace dxpy
