// Arithmetic of complex numbers as CPython does it, for complex and cmath.
// Errors are told as in C: a division by zero is `EDOM`.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

struct Complex {
  double real = 0, imag = 0;
};

inline bool isComplex(Value v) {
  return v.isPointer() && isSubtype(typeOf(v), &types::Complex);
}
inline Complex complexValue(Value v) {
  auto *object = v.as<ComplexObject>();
  return {object->real, object->imag};
}
constexpr Complex operator+(Complex a, Complex b) {
  return {a.real + b.real, a.imag + b.imag};
}
constexpr Complex operator-(Complex a, Complex b) {
  return {a.real - b.real, a.imag - b.imag};
}
constexpr Complex operator*(Complex a, Complex b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}
/// False: b is zero.
bool divide(Complex a, Complex b, Complex &quotient);
/// |c|; infinite for finite parts: it is out of range.
double magnitude(Complex c);

/// complex(object) for functions that take complex numbers: __complex__,
/// __float__, __index__, no text. False: raised.
bool toComplex_py(ThreadState &ts, Value object, Complex &out);

} // namespace dxpy
