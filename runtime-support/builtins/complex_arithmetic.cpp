// Arithmetic of complex numbers: CPython's formulas, so that results agree to
// the last bit.
#include "runtime-support/builtins/complex_numbers.h"
#include "runtime-support/builtins/complex_slots.h"
#include "runtime-support/builtins/numbers.h"
#include <cmath>

namespace dxpy {

bool divide(Complex a, Complex b, Complex &quotient) {
  double real = std::fabs(b.real), imag = std::fabs(b.imag);
  if (real >= imag) {
    if (real == 0.0)
      return false;
    double ratio = b.imag / b.real, below = b.real + b.imag * ratio;
    quotient = {(a.real + a.imag * ratio) / below,
                (a.imag - a.real * ratio) / below};
  } else if (imag >= real) {
    double ratio = b.real / b.imag, below = b.real * ratio + b.imag;
    quotient = {(a.real * ratio + a.imag) / below,
                (a.imag * ratio - a.real) / below};
  } else {
    quotient = {std::nan(""), std::nan("")};
  }
  return true;
}

double magnitude(Complex c) {
  if (std::isinf(c.real))
    return std::fabs(c.real);
  if (std::isinf(c.imag))
    return std::fabs(c.imag);
  return std::hypot(c.real, c.imag);
}

namespace {

/// 1, 0 no number, -1 raised.
int operand(ThreadState &ts, Value v, Complex &out) {
  if (isComplex(v)) {
    out = complexValue(v);
    return 1;
  }
  out.imag = 0;
  return numbers::floatOperand(ts, v, out.real);
}

struct Operands {
  Complex a, b;
  int state;
  Operands(ThreadState &ts, Value x, Value y) {
    state = operand(ts, x, a);
    if (state > 0)
      state = operand(ts, y, b);
  }
  explicit operator bool() const { return state > 0; }
  Owned failure() const { return state < 0 ? Owned() : ownedNotImplemented(); }
};

Owned make(ThreadState &ts, Complex c) {
  return makeComplex(ts, c.real, c.imag);
}

Complex wholePower(Complex base, long n) {
  Complex result{1, 0};
  for (long mask = 1; n >= mask; mask <<= 1) {
    if (n & mask)
      result = result * base;
    base = base * base;
  }
  return result;
}

/// False: zero to a negative or complex power.
bool power(Complex a, Complex b, Complex &result) {
  if (b.imag == 0.0 && b.real == std::floor(b.real) &&
      std::fabs(b.real) <= 100.0) {
    long n = long(b.real);
    if (n > 0) {
      result = wholePower(a, n);
      return true;
    }
    return divide({1, 0}, wholePower(a, -n), result);
  }
  if (a.real == 0.0 && a.imag == 0.0) {
    result = {};
    return b.imag == 0.0 && !(b.real < 0.0);
  }
  double size = std::hypot(a.real, a.imag), length = std::pow(size, b.real);
  double angle = std::atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0.0) {
    length /= std::exp(angle * b.imag);
    phase += b.imag * std::log(size);
  }
  if (std::isinf(phase)) // where cos() and sin() have a domain error
    return false;
  result = {length * std::cos(phase), length * std::sin(phase)};
  return true;
}

Owned powerObject(ThreadState &ts, Complex a, Complex b) {
  Complex result;
  if (!power(a, b, result))
    return raise(ts, types::ZeroDivisionError,
                 "0.0 to a negative or complex power");
  if (std::isinf(result.real) || std::isinf(result.imag))
    return raise(ts, types::OverflowError, "complex exponentiation");
  return make(ts, result);
}

} // namespace

Owned numbers::complexPower(ThreadState &ts, double real, double imag,
                            double exponentR, double exponentI) {
  return powerObject(ts, {real, imag}, {exponentR, exponentI});
}

Owned complexAdd(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? make(ts, o.a + o.b) : o.failure();
}
Owned complexSubtract(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? make(ts, o.a - o.b) : o.failure();
}
Owned complexMultiply(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  return o ? make(ts, o.a * o.b) : o.failure();
}
Owned complexDivide(ThreadState &ts, Value a, Value b) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  Complex quotient;
  if (!divide(o.a, o.b, quotient))
    return raise(ts, types::ZeroDivisionError, "complex division by zero");
  return make(ts, quotient);
}
Owned complexPowerSlot(ThreadState &ts, Value a, Value b, Value modulus) {
  Operands o(ts, a, b);
  if (!o)
    return o.failure();
  if (!modulus.isNone())
    return raise(ts, types::ValueError, "complex modulo");
  return powerObject(ts, o.a, o.b);
}

Owned complexAbsolute(ThreadState &ts, Value self) {
  Complex c = complexValue(self);
  double result = magnitude(c);
  if (std::isinf(result) && std::isfinite(c.real) && std::isfinite(c.imag))
    return raise(ts, types::OverflowError, "absolute value too large");
  return makeFloat(ts, result);
}

Owned complexCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (op != CompareOp::Eq && op != CompareOp::Ne)
    return ownedNotImplemented();
  Complex a, b;
  int state = operand(ts, self, a);
  if (state <= 0)
    return state < 0 ? Owned() : ownedNotImplemented();
  if (isInt(other)) {
    if (a.imag != 0.0)
      return ownedBool(op == CompareOp::Ne);
    Owned real = makeFloat(ts, a.real);
    return real ? compare_py(ts, real, other, op) : Owned();
  }
  if (isFloat(other))
    b.real = floatValue(other);
  else if (isComplex(other))
    b = complexValue(other);
  else
    return ownedNotImplemented();
  bool equal = a.real == b.real && a.imag == b.imag;
  return ownedBool(equal == (op == CompareOp::Eq));
}

int64_t complexHash(ThreadState &, Value self) {
  Complex c = complexValue(self);
  uint64_t hash = uint64_t(numbers::hashDouble(c.real)) +
                  1000003 * uint64_t(numbers::hashDouble(c.imag));
  return hash == ~uint64_t(0) ? -2 : int64_t(hash);
}

} // namespace dxpy
