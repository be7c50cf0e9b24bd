// The gamma function, logarithms of ints of any size, powers with the errors
// that math gives them.
#include "stdlib/math/parts.h"
#include <cmath>

namespace dxpy::math {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884197;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kInfinity = __builtin_inf();

/// sin(pi * x), exact at multiples of a half; x is finite.
double sinPi(double x) {
  double y = std::fmod(std::fabs(x), 2.0), result = 0;
  switch (int(std::round(2.0 * y))) {
  case 0:
    result = std::sin(kPi * y);
    break;
  case 1:
    result = std::cos(kPi * (y - 0.5));
    break;
  case 2: // the other order would give -0.0 for 1.0
    result = std::sin(kPi * (1.0 - y));
    break;
  case 3:
    result = -std::cos(kPi * (y - 1.5));
    break;
  default:
    result = std::sin(kPi * (y - 2.0));
  }
  return std::copysign(1.0, x) * result;
}

// Lanczos' approximation with the parameters that Boost uses (Pugh 2004): N =
// 13 terms as a rational function, and its g.
constexpr int kTerms = 13;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr double kNumerator[kTerms] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
/// The coefficients of x (x + 1) ... (x + N - 2).
constexpr double kDenominator[kTerms] = {
    0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
    45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
    1925.0,     66.0,       1.0};

double lanczosSum(double x) {
  double above = 0.0, below = 0.0;
  if (x < 5.0) {
    for (int i = kTerms; --i >= 0;) {
      above = above * x + kNumerator[i];
      below = below * x + kDenominator[i];
    }
  } else { // in 1/x, so that large arguments do not overflow
    for (int i = 0; i < kTerms; ++i) {
      above = above / x + kNumerator[i];
      below = below / x + kDenominator[i];
    }
  }
  return above / below;
}

constexpr int kLastWhole = 23;

/// (n - 1)! for 1 <= n <= 23, all of them doubles.
double smallFactorial(int n) {
  double result = 1.0;
  for (int i = 2; i < n; ++i)
    result *= i;
  return result;
}

/// Gamma for 1e-20 <= |x| <= 200, not a whole number.
double gammaByLanczos(double x) {
  double size = std::fabs(x), y = size + kGMinusHalf;
  // The error of that sum, times g / y, corrects the result.
  double error =
      size > kGMinusHalf ? (y - size) - kGMinusHalf : (y - kGMinusHalf) - size;
  error = error * kG / y;
  bool inOneStep = size < 140.0;
  double power =
      inOneStep ? std::pow(y, size - 0.5) : std::pow(y, size / 2.0 - 0.25);
  double result;
  if (x < 0.0) {
    result = -kPi / sinPi(size) / size * std::exp(y) / lanczosSum(size);
    result -= error * result;
    result /= power;
    return inOneStep ? result : result / power;
  }
  result = lanczosSum(size) / std::exp(y);
  result += error * result;
  result *= power;
  return inOneStep ? result : result * power;
}

} // namespace

double gamma(double x, Fault &fault) {
  fault = Fault::None;
  if (std::isnan(x) || x == kInfinity)
    return x;
  if (x == -kInfinity || x == 0.0 || (x == std::floor(x) && x < 0.0)) {
    fault = Fault::Domain;
    return x;
  }
  if (x == std::floor(x) && x <= kLastWhole)
    return smallFactorial(int(x));
  double result;
  if (std::fabs(x) < 1e-20)
    result = 1.0 / x;
  else if (std::fabs(x) > 200.0)
    result = x < 0.0 ? 0.0 / sinPi(x) : kInfinity;
  else
    result = gammaByLanczos(x);
  if (std::isinf(result))
    fault = Fault::Range;
  return result;
}

double logGamma(double x, Fault &fault) {
  fault = Fault::None;
  if (!std::isfinite(x))
    return std::isnan(x) ? x : kInfinity;
  if (x == std::floor(x) && x <= 2.0) {
    if (x <= 0.0)
      fault = Fault::Domain;
    return 0.0;
  }
  double size = std::fabs(x);
  if (size < 1e-20)
    return -std::log(size);
  double result = std::log(lanczosSum(size)) - kG;
  result += (size - 0.5) * (std::log(size + kG - 0.5) - 1);
  if (x < 0.0)
    result =
        kLogPi - std::log(std::fabs(sinPi(size))) - std::log(size) - result;
  if (std::isinf(result))
    fault = Fault::Range;
  return result;
}

/// x - n * y for the n nearest to x / y, ties to even; exact.
double ieeeRemainder(double x, double y) {
  if (std::isnan(x) || std::isnan(y))
    return std::isnan(x) ? x : y;
  if (std::isinf(x) || y == 0.0)
    return std::nan("");
  if (std::isinf(y))
    return x;
  double a = std::fabs(x), b = std::fabs(y), rest = std::fmod(a, b);
  double complement = b - rest; // instead of b / 2, which may be inexact
  double result = rest < complement ? rest
                  : rest > complement
                      ? -complement
                      : rest - 2.0 * std::fmod(0.5 * (a - rest), b);
  return std::copysign(1.0, x) * result;
}

namespace {

/// log of a number of any size, by the libm function for doubles. False:
/// raised.
bool logarithm_py(ThreadState &ts, Value v, double (*function)(double),
                  double &out) {
  if (isInt(v)) {
    IntView number(v);
    if (number.isZero() || number.negative())
      return raiseDomain(ts);
    double value;
    if (bigint::toDouble(number, value)) {
      out = function(value);
      return true;
    }
    int64_t exponent;
    double fraction = bigint::toFraction(number.mag(), exponent);
    out = function(fraction) + function(2.0) * double(exponent);
    return true;
  }
  double x;
  if (!readDouble_py(ts, v, x))
    return false;
  if (x <= 0.0)
    return raiseDomain(ts);
  out = std::isfinite(x) ? function(x) : x;
  return true;
}

} // namespace

Owned log(ThreadState &ts, Value, const Arguments &args) {
  if (!checkNoKeywords(ts, "math.log", args))
    return {};
  if (args.positionalCount < 1 || args.positionalCount > 2)
    return raise(ts, types::TypeError, "math.log requires 1 to 2 arguments");
  double above, below;
  if (!logarithm_py(ts, args[0], ::log, above))
    return {};
  if (args.positionalCount == 1)
    return makeFloat(ts, above);
  if (!logarithm_py(ts, args[1], ::log, below))
    return {};
  if (below == 0.0)
    return raise(ts, types::ZeroDivisionError, "float division by zero");
  return makeFloat(ts, above / below);
}

Owned log2(ThreadState &ts, Value, const Value *args) {
  double result;
  return logarithm_py(ts, args[0], ::log2, result) ? makeFloat(ts, result)
                                                   : Owned();
}

Owned log10(ThreadState &ts, Value, const Value *args) {
  double result;
  return logarithm_py(ts, args[0], ::log10, result) ? makeFloat(ts, result)
                                                    : Owned();
}

Owned pow(ThreadState &ts, Value, const Value *args) {
  double x, y;
  if (!readDouble_py(ts, args[0], x) || !readDouble_py(ts, args[1], y))
    return {};
  double result = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y) && !std::isfinite(result)) {
    if (std::isnan(result) || x == 0.0)
      return raiseDomain(ts);
    return raiseRange(ts);
  }
  return makeFloat(ts, result);
}

} // namespace dxpy::math
