// The functions of module cmath on plain complex numbers (Kahan 1987, with the
// special values of C99's annex G).
#pragma once
#include "runtime-support/builtins/complex_numbers.h"

namespace dxpy::complex_math {

enum class Fault : uint8_t { None, Domain, Range };

Complex acos(Complex z, Fault &fault);
Complex acosh(Complex z, Fault &fault);
Complex asin(Complex z, Fault &fault);
Complex asinh(Complex z, Fault &fault);
Complex atan(Complex z, Fault &fault);
Complex atanh(Complex z, Fault &fault);
Complex cos(Complex z, Fault &fault);
Complex cosh(Complex z, Fault &fault);
Complex exp(Complex z, Fault &fault);
Complex log(Complex z, Fault &fault);
Complex log10(Complex z, Fault &fault);
Complex sin(Complex z, Fault &fault);
Complex sinh(Complex z, Fault &fault);
Complex sqrt(Complex z, Fault &fault);
Complex tan(Complex z, Fault &fault);
Complex tanh(Complex z, Fault &fault);
Complex rect(double r, double phi, Fault &fault);

} // namespace dxpy::complex_math
