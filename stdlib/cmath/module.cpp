// Module cmath.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/cmath/functions.h"
#include <cmath>

namespace dxpy {

namespace complex_math {

namespace {

/// Raises for a fault. False: one was.
bool checkFault(ThreadState &ts, Fault fault) {
  switch (fault) {
  case Fault::None:
    return true;
  case Fault::Domain:
    return raise(ts, types::ValueError, "math domain error");
  case Fault::Range:
    return raise(ts, types::OverflowError, "math range error");
  }
  return true;
}

Owned result(ThreadState &ts, Complex z, Fault fault) {
  return checkFault(ts, fault) ? makeComplex(ts, z.real, z.imag) : Owned();
}

template <Complex (*function)(Complex, Fault &)>
Owned apply(ThreadState &ts, Value, const Value *args) {
  Complex z;
  if (!toComplex_py(ts, args[0], z))
    return {};
  Fault fault = Fault::None;
  z = function(z, fault);
  return result(ts, z, fault);
}

Owned logOf(ThreadState &ts, Value, const Value *args) {
  Complex z, base;
  if (!toComplex_py(ts, args[0], z) ||
      (args[1] && !toComplex_py(ts, args[1], base)))
    return {};
  Fault fault = Fault::None;
  z = log(z, fault);
  if (args[1]) { // as in CPython, the last fault counts
    fault = Fault::None;
    base = log(base, fault);
    if (!divide(z, base, z))
      fault = Fault::Domain;
  }
  return result(ts, z, fault);
}

bool readDouble_py(ThreadState &ts, Value v, double &out) {
  out = toDouble_py(ts, v);
  return out != -1.0 || !pendingException(ts);
}

/// An angle that underflows is a range error, as where errno tells it.
Owned phase(ThreadState &ts, Value, const Value *args) {
  Complex z;
  if (!toComplex_py(ts, args[0], z))
    return {};
  double angle = std::atan2(z.imag, z.real);
  bool underflow = angle == 0.0 && z.imag != 0.0 && std::isfinite(z.real);
  if (!checkFault(ts, underflow ? Fault::Range : Fault::None))
    return {};
  return makeFloat(ts, angle);
}

bool overflows(Complex z, double size) {
  return std::isinf(size) && std::isfinite(z.real) && std::isfinite(z.imag);
}

Owned polar(ThreadState &ts, Value, const Value *args) {
  Complex z;
  if (!toComplex_py(ts, args[0], z))
    return {};
  double size = magnitude(z);
  if (!checkFault(ts, overflows(z, size) ? Fault::Range : Fault::None))
    return {};
  Owned r = makeFloat(ts, size),
        phi = makeFloat(ts, std::atan2(z.imag, z.real));
  return r && phi ? makeTuple(ts, {r.value(), phi.value()}) : Owned();
}

Owned rectOf(ThreadState &ts, Value, const Value *args) {
  double r, phi;
  if (!readDouble_py(ts, args[0], r) || !readDouble_py(ts, args[1], phi))
    return {};
  Fault fault = Fault::None;
  Complex z = rect(r, phi, fault);
  return result(ts, z, fault);
}

template <typename Test> Owned test(ThreadState &ts, Value v, Test test) {
  Complex z;
  return toComplex_py(ts, v, z) ? ownedBool(test(z)) : Owned();
}
Owned isFiniteOf(ThreadState &ts, Value, const Value *args) {
  return test(ts, args[0], [](Complex z) {
    return std::isfinite(z.real) && std::isfinite(z.imag);
  });
}
bool isInfinite(Complex z) { return std::isinf(z.real) || std::isinf(z.imag); }
Owned isInf(ThreadState &ts, Value, const Value *args) {
  return test(ts, args[0], isInfinite);
}
Owned isNan(ThreadState &ts, Value, const Value *args) {
  return test(ts, args[0], [](Complex z) {
    return std::isnan(z.real) || std::isnan(z.imag);
  });
}

Owned isClose(ThreadState &ts, Value, const Value *args) {
  Complex a, b;
  double relative = 1e-09, absolute = 0.0;
  if (!toComplex_py(ts, args[0], a) || !toComplex_py(ts, args[1], b) ||
      (args[2] && !readDouble_py(ts, args[2], relative)) ||
      (args[3] && !readDouble_py(ts, args[3], absolute)))
    return {};
  if (relative < 0.0 || absolute < 0.0)
    return raise(ts, types::ValueError, "tolerances must be non-negative");
  if (a.real == b.real && a.imag == b.imag)
    return ownedBool(true);
  if (isInfinite(a) || isInfinite(b))
    return ownedBool(false);
  double difference = magnitude(a - b);
  return ownedBool(difference <= relative * magnitude(b) ||
                   difference <= relative * magnitude(a) ||
                   difference <= absolute);
}

constexpr MethodDef functions[] = {
    {"acos", apply<acos>, "(z, /)", "Return the arc cosine of z."},
    {"acosh", apply<acosh>, "(z, /)",
     "Return the inverse hyperbolic cosine of z."},
    {"asin", apply<asin>, "(z, /)", "Return the arc sine of z."},
    {"asinh", apply<asinh>, "(z, /)",
     "Return the inverse hyperbolic sine of z."},
    {"atan", apply<atan>, "(z, /)", "Return the arc tangent of z."},
    {"atanh", apply<atanh>, "(z, /)",
     "Return the inverse hyperbolic tangent of z."},
    {"cos", apply<cos>, "(z, /)", "Return the cosine of z."},
    {"cosh", apply<cosh>, "(z, /)", "Return the hyperbolic cosine of z."},
    {"exp", apply<exp>, "(z, /)", "Return the exponential value e**z."},
    {"isclose", isClose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Determine whether two complex numbers are close in value.\n\n  rel_tol\n "
     "   maximum difference for being considered \"close\", relative to the\n  "
     "  magnitude of the input values\n  abs_tol\n    maximum difference for "
     "being considered \"close\", regardless of the\n    magnitude of the "
     "input values\n\nReturn True if a is close in value to b, and False "
     "otherwise.\n\nFor the values to be considered close, the difference "
     "between them must be\nsmaller than at least one of the "
     "tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 "
     "Standard. That is, NaN is\nnot close to anything, even itself. inf and "
     "-inf are only close to themselves."},
    {"isfinite", isFiniteOf, "(z, /)",
     "Return True if both the real and imaginary parts of z are finite, else "
     "False."},
    {"isinf", isInf, "(z, /)",
     "Checks if the real or imaginary part of z is infinite."},
    {"isnan", isNan, "(z, /)",
     "Checks if the real or imaginary part of z not a number (NaN)."},
    {"log", logOf, "(z, base=<unrepresentable>, /)",
     "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base "
     "not specified, returns the natural logarithm (base e) of z."},
    {"log10", apply<log10>, "(z, /)", "Return the base-10 logarithm of z."},
    {"phase", phase, "(z, /)",
     "Return argument, also known as the phase angle, of a complex."},
    {"polar", polar, "(z, /)",
     "Convert a complex from rectangular coordinates to polar "
     "coordinates.\n\nr is the distance from 0 and phi the phase angle."},
    {"rect", rectOf, "(r, phi, /)",
     "Convert from polar coordinates to rectangular coordinates."},
    {"sin", apply<sin>, "(z, /)", "Return the sine of z."},
    {"sinh", apply<sinh>, "(z, /)", "Return the hyperbolic sine of z."},
    {"sqrt", apply<sqrt>, "(z, /)", "Return the square root of z."},
    {"tan", apply<tan>, "(z, /)", "Return the tangent of z."},
    {"tanh", apply<tanh>, "(z, /)", "Return the hyperbolic tangent of z."},
    {}};

bool execute(ThreadState &ts, Value module) {
  constexpr double kPi = 3.141592653589793238462643383279502884;
  constexpr double kInfinity = __builtin_inf(), kNan = __builtin_nan("");
  return addToModule(ts, module, "pi", makeFloat(ts, kPi)) &&
         addToModule(ts, module, "e",
                     makeFloat(ts, 2.718281828459045235360287471352662498)) &&
         addToModule(ts, module, "tau", makeFloat(ts, 2.0 * kPi)) &&
         addToModule(ts, module, "inf", makeFloat(ts, kInfinity)) &&
         addToModule(ts, module, "infj", makeComplex(ts, 0.0, kInfinity)) &&
         addToModule(ts, module, "nan", makeFloat(ts, kNan)) &&
         addToModule(ts, module, "nanj", makeComplex(ts, 0.0, kNan));
}

} // namespace

} // namespace complex_math

DX_NATIVE_MODULE(cmath,
                 .doc = "This module provides access to mathematical functions "
                        "for complex\nnumbers.",
                 .functions = complex_math::functions,
                 .execute = complex_math::execute)

} // namespace dxpy
