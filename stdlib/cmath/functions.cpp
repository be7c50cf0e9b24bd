// Complex functions: formulas for finite arguments that neither overflow nor
// cancel before they must, tables for the others. The order of operations is
// CPython's, so that results agree to the last bit.
#include "stdlib/cmath/functions.h"
#include <cfloat>
#include <cmath>

namespace dxpy::complex_math {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kE = 2.718281828459045235360287471352662498;
constexpr double kLn2 = 0.6931471805599453094, kLn10 = 2.302585092994045684;
constexpr double kInfinity = __builtin_inf();
constexpr double kLarge = DBL_MAX / 4.;

double sqrtLarge() { return std::sqrt(kLarge); }
double logLarge() { return std::log(kLarge); }

// Results by the kinds of the two parts (in the order of Kind), two letters
// each: i infinity, n nan, p pi, h half of it, q a quarter, t three quarters, 1
// and 0; capital letters, o and z: negative. Entries of two finite parts are
// not used.
constexpr char kAcos[] = "ti pi pi pI pI tI ni "
                         "hi nn nn nn nn hI nn "
                         "hi nn nn nn nn hI hn "
                         "hi nn nn nn nn hI hn "
                         "hi nn nn nn nn hI nn "
                         "qi 0i 0i 0I 0I qI ni "
                         "ni nn nn nn nn nI nn ";
constexpr char kAcosh[] = "iT iP iP ip ip it in "
                          "iH nn nn nn nn ih nn "
                          "iH nn nn nn nn ih nn "
                          "iH nn nn nn nn ih nn "
                          "iH nn nn nn nn ih nn "
                          "iQ iz iz i0 i0 iq in "
                          "in nn nn nn nn in nn ";
constexpr char kAsinh[] = "IQ Iz Iz I0 I0 Iq In "
                          "IH nn nn nn nn Ih nn "
                          "IH nn nn nn nn Ih nn "
                          "iH nn nn nn nn ih nn "
                          "iH nn nn nn nn ih nn "
                          "iQ iz iz i0 i0 iq in "
                          "in nn nz n0 nn in nn ";
constexpr char kAtanh[] = "zH zH zH zh zh zh zn "
                          "zH nn nn nn nn zh nn "
                          "zH nn nn nn nn zh zn "
                          "0H nn nn nn nn 0h 0n "
                          "0H nn nn nn nn 0h nn "
                          "0H 0H 0H 0h 0h 0h 0n "
                          "0H nn nn nn nn 0h nn ";
constexpr char kCosh[] = "nn Ii i0 iz II nn in "
                         "nn nn nn nn nn nn nn "
                         "nn nn nn nn nn nn n0 "
                         "nn nn nn nn nn nn n0 "
                         "nn nn nn nn nn nn nn "
                         "nn II iz i0 Ii nn in "
                         "nn nn n0 n0 nn nn nn ";
constexpr char kExp[] = "00 zz 0z 00 z0 00 00 "
                        "nn nn nn nn nn nn nn "
                        "nn nn nn nn nn nn nn "
                        "nn nn nn nn nn nn nn "
                        "nn nn nn nn nn nn nn "
                        "nn II iz i0 Ii nn in "
                        "nn nn nz n0 nn nn nn ";
constexpr char kLog[] = "iT iP iP ip ip it in "
                        "iH nn nn nn nn ih nn "
                        "iH nn nn nn nn ih nn "
                        "iH nn nn nn nn ih nn "
                        "iH nn nn nn nn ih nn "
                        "iQ iz iz i0 i0 iq in "
                        "in nn nn nn nn in nn ";
constexpr char kSinh[] = "nn iI Iz I0 ii nn in "
                         "nn nn nn nn nn nn nn "
                         "nn nn nn nn nn nn 0n "
                         "nn nn nn nn nn nn 0n "
                         "nn nn nn nn nn nn nn "
                         "nn II iz i0 Ii nn in "
                         "nn nn nz n0 nn nn nn ";
constexpr char kSqrt[] = "iI 0I 0I 0i 0i ii ni "
                         "iI nn nn nn nn ii nn "
                         "iI nn nn nn nn ii nn "
                         "iI nn nn nn nn ii nn "
                         "iI nn nn nn nn ii nn "
                         "iI iz iz i0 i0 ii in "
                         "iI nn nn nn nn ii nn ";
constexpr char kTanh[] = "o0 o0 oz o0 oz o0 o0 "
                         "nn nn nn nn nn nn nn "
                         "nn nn nn nn nn nn nn "
                         "nn nn nn nn nn nn nn "
                         "nn nn nn nn nn nn nn "
                         "10 10 1z 10 1z 10 10 "
                         "nn nn nz n0 nn nn nn ";
constexpr char kRect[] = "nn ii I0 Iz iI nn in "
                         "nn nn nn nn nn nn nn "
                         "00 nn nn nn nn 00 00 "
                         "00 nn nn nn nn 00 00 "
                         "nn nn nn nn nn nn nn "
                         "nn II iz i0 Ii nn in "
                         "nn nn n0 n0 nn nn nn ";

enum Kind { MinusInfinity, Negative, MinusZero, Zero, Positive, Infinity, Nan };

Kind kindOf(double d) {
  if (std::isnan(d))
    return Nan;
  if (std::isinf(d))
    return d > 0 ? Infinity : MinusInfinity;
  if (d == 0)
    return std::signbit(d) ? MinusZero : Zero;
  return d > 0 ? Positive : Negative;
}

double valueOf(char code) {
  switch (code) {
  case '0':
    return 0.0;
  case 'z':
    return -0.0;
  case '1':
    return 1.0;
  case 'o':
    return -1.0;
  case 'n':
    return __builtin_nan("");
  default:
    break;
  }
  double size = 0;
  switch (code | 32) {
  case 'i':
    size = kInfinity;
    break;
  case 'p':
    size = kPi;
    break;
  case 'h':
    size = 0.5 * kPi;
    break;
  case 'q':
    size = 0.25 * kPi;
    break;
  case 't':
    size = 0.75 * kPi;
    break;
  }
  return code < 'a' ? -size : size;
}

Complex fromTable(const char *table, Complex z) {
  const char *at = table + (kindOf(z.real) * 7 + kindOf(z.imag)) * 3;
  return {valueOf(at[0]), valueOf(at[1])};
}

bool isFinite(Complex z) {
  return std::isfinite(z.real) && std::isfinite(z.imag);
}
bool isLarge(Complex z) {
  return std::fabs(z.real) > kLarge || std::fabs(z.imag) > kLarge;
}
/// log(2 |z|) without overflow.
double logTwice(Complex z) {
  return std::log(std::hypot(z.real / 2., z.imag / 2.)) + kLn2 * 2.;
}
Complex timesI(Complex z) { return {-z.imag, z.real}; }
Complex overI(Complex z) { return {z.imag, -z.real}; }

/// An infinite real part with a finite imaginary one that is not zero.
bool isRay(Complex z) {
  return std::isinf(z.real) && std::isfinite(z.imag) && z.imag != 0.;
}
/// size in the direction of the angle.
Complex towards(double size, double angle) {
  return {std::copysign(size, std::cos(angle)),
          std::copysign(size, std::sin(angle))};
}
Complex checkRange(Complex z, Fault &fault) {
  if (std::isinf(z.real) || std::isinf(z.imag))
    fault = Fault::Range;
  return z;
}

} // namespace

Complex sqrt(Complex z, Fault &) {
  if (!isFinite(z))
    return fromTable(kSqrt, z);
  if (z.real == 0. && z.imag == 0.)
    return {0., z.imag};
  constexpr int kScaleUp = 53, kScaleDown = -27;
  double x = std::fabs(z.real), y = std::fabs(z.imag), s;
  if (x < DBL_MIN && y < DBL_MIN) { // the hypotenuse would be denormal
    x = std::ldexp(x, kScaleUp);
    s = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, kScaleUp))),
                   kScaleDown);
  } else {
    x /= 8.0;
    s = 2.0 * std::sqrt(x + std::hypot(x, y / 8.0));
  }
  double d = y / (2.0 * s);
  if (z.real >= 0.)
    return {s, std::copysign(d, z.imag)};
  return {d, std::copysign(s, z.imag)};
}

Complex acos(Complex z, Fault &fault) {
  if (!isFinite(z))
    return fromTable(kAcos, z);
  if (isLarge(z)) {
    double size = logTwice(z);
    return {std::atan2(std::fabs(z.imag), z.real),
            z.real < 0. ? -std::copysign(size, z.imag)
                        : std::copysign(size, -z.imag)};
  }
  Complex a = sqrt({1. - z.real, -z.imag}, fault);
  Complex b = sqrt({1. + z.real, z.imag}, fault);
  return {2. * std::atan2(a.real, b.real),
          std::asinh(b.real * a.imag - b.imag * a.real)};
}

Complex acosh(Complex z, Fault &fault) {
  if (!isFinite(z))
    return fromTable(kAcosh, z);
  if (isLarge(z))
    return {logTwice(z), std::atan2(z.imag, z.real)};
  Complex a = sqrt({z.real - 1., z.imag}, fault);
  Complex b = sqrt({z.real + 1., z.imag}, fault);
  return {std::asinh(a.real * b.real + a.imag * b.imag),
          2. * std::atan2(a.imag, b.real)};
}

Complex asin(Complex z, Fault &fault) { return overI(asinh(timesI(z), fault)); }

Complex asinh(Complex z, Fault &fault) {
  if (!isFinite(z))
    return fromTable(kAsinh, z);
  if (isLarge(z)) {
    double size = logTwice(z);
    return {z.imag >= 0. ? std::copysign(size, z.real)
                         : -std::copysign(size, -z.real),
            std::atan2(z.imag, std::fabs(z.real))};
  }
  Complex a = sqrt({1. + z.imag, -z.real}, fault);
  Complex b = sqrt({1. - z.imag, z.real}, fault);
  return {std::asinh(a.real * b.imag - b.real * a.imag),
          std::atan2(z.imag, a.real * b.real - a.imag * b.imag)};
}

Complex atan(Complex z, Fault &fault) { return overI(atanh(timesI(z), fault)); }

Complex atanh(Complex z, Fault &fault) {
  if (!isFinite(z))
    return fromTable(kAtanh, z);
  if (std::signbit(z.real)) { // an odd function
    Complex r = atanh({-z.real, -z.imag}, fault);
    return {-r.real, -r.imag};
  }
  double y = std::fabs(z.imag);
  if (z.real > sqrtLarge() || y > sqrtLarge()) { // 1 / z +- i pi / 2
    double h = std::hypot(z.real / 2., z.imag / 2.);
    // Both signs matter on the branch cut.
    return {z.real / 4. / h / h, -std::copysign(kPi / 2., -z.imag)};
  }
  if (z.real == 1. && y < std::sqrt(DBL_MIN)) {
    if (y == 0.) {
      fault = Fault::Domain;
      return {kInfinity, z.imag};
    }
    return {-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.))),
            std::copysign(std::atan2(2., -y) / 2, z.imag)};
  }
  double below = 1 - z.real;
  return {std::log1p(4. * z.real / (below * below + y * y)) / 4.,
          -std::atan2(-2. * z.imag, below * (1 + z.real) - y * y) / 2.};
}

Complex cos(Complex z, Fault &fault) { return cosh(timesI(z), fault); }

Complex cosh(Complex z, Fault &fault) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && !std::isnan(z.real))
      fault = Fault::Domain;
    if (!isRay(z))
      return fromTable(kCosh, z);
    Complex r = towards(kInfinity, z.imag);
    return z.real > 0 ? r : Complex{r.real, -r.imag};
  }
  if (std::fabs(z.real) > logLarge()) {
    double x = z.real - std::copysign(1., z.real);
    return checkRange({std::cos(z.imag) * std::cosh(x) * kE,
                       std::sin(z.imag) * std::sinh(x) * kE},
                      fault);
  }
  return checkRange({std::cos(z.imag) * std::cosh(z.real),
                     std::sin(z.imag) * std::sinh(z.real)},
                    fault);
}

Complex exp(Complex z, Fault &fault) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && (std::isfinite(z.real) || z.real > 0))
      fault = Fault::Domain;
    return isRay(z) ? towards(z.real > 0 ? kInfinity : 0., z.imag)
                    : fromTable(kExp, z);
  }
  bool large = z.real > logLarge();
  double size = std::exp(large ? z.real - 1. : z.real);
  Complex r = {size * std::cos(z.imag), size * std::sin(z.imag)};
  if (large)
    r = {r.real * kE, r.imag * kE};
  return checkRange(r, fault);
}

Complex log(Complex z, Fault &fault) {
  if (!isFinite(z))
    return fromTable(kLog, z);
  double x = std::fabs(z.real), y = std::fabs(z.imag), real;
  if (x > kLarge || y > kLarge) {
    real = std::log(std::hypot(x / 2., y / 2.)) + kLn2;
  } else if (x < DBL_MIN && y < DBL_MIN) {
    if (x > 0. || y > 0.) {
      real = std::log(std::hypot(std::ldexp(x, DBL_MANT_DIG),
                                 std::ldexp(y, DBL_MANT_DIG))) -
             DBL_MANT_DIG * kLn2;
    } else {
      real = -kInfinity;
      fault = Fault::Domain;
    }
  } else {
    double h = std::hypot(x, y);
    if (0.71 <= h && h <= 1.73) { // near 1, where the logarithm cancels
      double most = x > y ? x : y, least = x > y ? y : x;
      real = std::log1p((most - 1) * (most + 1) + least * least) / 2.;
    } else {
      real = std::log(h);
    }
  }
  return {real, std::atan2(z.imag, z.real)};
}

Complex log10(Complex z, Fault &fault) {
  Complex r = log(z, fault);
  return {r.real / kLn10, r.imag / kLn10};
}

Complex sin(Complex z, Fault &fault) { return overI(sinh(timesI(z), fault)); }

Complex sinh(Complex z, Fault &fault) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && !std::isnan(z.real))
      fault = Fault::Domain;
    if (!isRay(z))
      return fromTable(kSinh, z);
    Complex r = towards(kInfinity, z.imag);
    return z.real > 0 ? r : Complex{-r.real, r.imag};
  }
  if (std::fabs(z.real) > logLarge()) {
    double x = z.real - std::copysign(1., z.real);
    return checkRange({std::cos(z.imag) * std::sinh(x) * kE,
                       std::sin(z.imag) * std::cosh(x) * kE},
                      fault);
  }
  return checkRange({std::cos(z.imag) * std::sinh(z.real),
                     std::sin(z.imag) * std::cosh(z.real)},
                    fault);
}

Complex tan(Complex z, Fault &fault) { return overI(tanh(timesI(z), fault)); }

Complex tanh(Complex z, Fault &fault) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && std::isfinite(z.real))
      fault = Fault::Domain;
    if (!isRay(z))
      return fromTable(kTanh, z);
    return {z.real > 0 ? 1.0 : -1.0,
            std::copysign(0., 2. * std::sin(z.imag) * std::cos(z.imag))};
  }
  if (std::fabs(z.real) > logLarge())
    return {std::copysign(1., z.real), 4. * std::sin(z.imag) *
                                           std::cos(z.imag) *
                                           std::exp(-2. * std::fabs(z.real))};
  double tx = std::tanh(z.real), ty = std::tan(z.imag);
  double cx = 1. / std::cosh(z.real), product = tx * ty;
  double below = 1. + product * product;
  return {tx * (1. + ty * ty) / below, ((ty / below) * cx) * cx};
}

Complex rect(double r, double phi, Fault &fault) {
  if (!std::isfinite(r) || !std::isfinite(phi)) {
    if (r != 0. && !std::isnan(r) && std::isinf(phi))
      fault = Fault::Domain;
    if (!isRay({r, phi}))
      return fromTable(kRect, {r, phi});
    Complex z = towards(kInfinity, phi);
    return r > 0 ? z : Complex{-z.real, -z.imag};
  }
  if (phi == 0.0)
    return {r, r * phi};
  return {r * std::cos(phi), r * std::sin(phi)};
}

} // namespace dxpy::complex_math
