// Module math: its functions' table, and those that are libm's.
#include "stdlib/math/parts.h"
#include <cmath>

namespace dxpy {

namespace math {

namespace {

/// A libm function: a NaN from a number is a domain error, an infinity from a
/// finite number one of range or domain.
template <double (*function)(double), bool canOverflow>
Owned unary(ThreadState &ts, Value, const Value *args) {
  double x;
  if (!readDouble_py(ts, args[0], x))
    return {};
  double result = function(x);
  if (std::isfinite(result)) [[likely]]
    return makeFloat(ts, result);
  if (std::isnan(result) ? !std::isnan(x) : std::isfinite(x) && !canOverflow)
    return raiseDomain(ts);
  if (std::isinf(result) && std::isfinite(x))
    return raiseRange(ts);
  return makeFloat(ts, result);
}

template <double (*function)(double, double)>
Owned binary(ThreadState &ts, Value, const Value *args) {
  double x, y;
  if (!readDouble_py(ts, args[0], x) || !readDouble_py(ts, args[1], y))
    return {};
  double result = function(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y))
    return raiseDomain(ts);
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y))
    return raiseRange(ts);
  return makeFloat(ts, result);
}

template <double (*function)(double, Fault &)>
Owned faulty(ThreadState &ts, Value, const Value *args) {
  double x;
  if (!readDouble_py(ts, args[0], x))
    return {};
  Fault fault;
  double result = function(x, fault);
  if (fault != Fault::None)
    return fault == Fault::Domain ? raiseDomain(ts) : raiseRange(ts);
  return makeFloat(ts, result);
}

template <typename Function>
Owned ofDouble(ThreadState &ts, Value v, Function function) {
  double x;
  return readDouble_py(ts, v, x) ? function(x) : Owned();
}

constexpr double kPi = 3.141592653589793238462643383279502884;

Owned degrees(ThreadState &ts, Value, const Value *args) {
  return ofDouble(ts, args[0],
                  [&](double x) { return makeFloat(ts, x * (180.0 / kPi)); });
}
Owned radians(ThreadState &ts, Value, const Value *args) {
  return ofDouble(ts, args[0],
                  [&](double x) { return makeFloat(ts, x * (kPi / 180.0)); });
}
Owned isFinite(ThreadState &ts, Value, const Value *args) {
  return ofDouble(ts, args[0],
                  [](double x) { return ownedBool(std::isfinite(x)); });
}
Owned isInf(ThreadState &ts, Value, const Value *args) {
  return ofDouble(ts, args[0],
                  [](double x) { return ownedBool(std::isinf(x)); });
}
Owned isNan(ThreadState &ts, Value, const Value *args) {
  return ofDouble(ts, args[0],
                  [](double x) { return ownedBool(std::isnan(x)); });
}

constexpr MethodDef functions[] = {
    {"acos", unary<::acos, false>, "(x, /)",
     "Return the arc cosine (measured in radians) of x.\n\nThe result is "
     "between 0 and pi."},
    {"acosh", unary<::acosh, false>, "(x, /)",
     "Return the inverse hyperbolic cosine of x."},
    {"asin", unary<::asin, false>, "(x, /)",
     "Return the arc sine (measured in radians) of x.\n\nThe result is between "
     "-pi/2 and pi/2."},
    {"asinh", unary<::asinh, false>, "(x, /)",
     "Return the inverse hyperbolic sine of x."},
    {"atan", unary<::atan, false>, "(x, /)",
     "Return the arc tangent (measured in radians) of x.\n\nThe result is "
     "between -pi/2 and pi/2."},
    {"atan2", binary<::atan2>, "(y, x, /)",
     "Return the arc tangent (measured in radians) of y/x.\n\nUnlike "
     "atan(y/x), the signs of both x and y are considered."},
    {"atanh", unary<::atanh, false>, "(x, /)",
     "Return the inverse hyperbolic tangent of x."},
    {"cbrt", unary<::cbrt, false>, "(x, /)", "Return the cube root of x."},
    {"ceil", math::ceil, "(x, /)",
     "Return the ceiling of x as an Integral.\n\nThis is the smallest integer "
     ">= x."},
    {"comb", math::comb, "(n, k, /)",
     "Number of ways to choose k items from n items without repetition and "
     "without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and "
     "evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient "
     "because it is equivalent\nto the coefficient of k-th term in polynomial "
     "expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either "
     "of the arguments are not integers.\nRaises ValueError if either of the "
     "arguments are negative."},
    {"copysign", binary<::copysign>, "(x, y, /)",
     "Return a float with the magnitude (absolute value) of x but the sign of "
     "y.\n\nOn platforms that support signed zeros, copysign(1.0, "
     "-0.0)\nreturns -1.0.\n"},
    {"cos", unary<::cos, false>, "(x, /)",
     "Return the cosine of x (measured in radians)."},
    {"cosh", unary<::cosh, true>, "(x, /)",
     "Return the hyperbolic cosine of x."},
    {"degrees", degrees, "(x, /)", "Convert angle x from radians to degrees."},
    {"dist", math::dist, "(p, q, /)",
     "Return the Euclidean distance between two points p and q.\n\nThe points "
     "should be specified as sequences (or iterables) of\ncoordinates.  Both "
     "inputs must have the same dimension.\n\nRoughly equivalent to:\n    "
     "sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))"},
    {"erf", unary<::erf, false>, "(x, /)", "Error function at x."},
    {"erfc", unary<::erfc, false>, "(x, /)",
     "Complementary error function at x."},
    {"exp", unary<::exp, true>, "(x, /)", "Return e raised to the power of x."},
    {"exp2", unary<::exp2, true>, "(x, /)",
     "Return 2 raised to the power of x."},
    {"expm1", unary<::expm1, true>, "(x, /)",
     "Return exp(x)-1.\n\nThis function avoids the loss of precision involved "
     "in the direct evaluation of exp(x)-1 for small x."},
    {"fabs", unary<::fabs, false>, "(x, /)",
     "Return the absolute value of the float x."},
    {"factorial", math::factorial, "(n, /)",
     "Find n!.\n\nRaise a ValueError if x is negative or non-integral."},
    {"floor", math::floor, "(x, /)",
     "Return the floor of x as an Integral.\n\nThis is the largest integer <= "
     "x."},
    {"fmod", math::fmod, "(x, y, /)",
     "Return fmod(x, y), according to platform C.\n\nx % y may differ."},
    {"frexp", math::frexp, "(x, /)",
     "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float "
     "and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both "
     "0.  Else 0.5 <= abs(m) < 1.0."},
    {"fsum", math::fsum, "(seq, /)",
     "Return an accurate floating point sum of values in the iterable "
     "seq.\n\nAssumes IEEE-754 floating point arithmetic."},
    {"gamma", faulty<gamma>, "(x, /)", "Gamma function at x."},
    {"gcd", math::gcd, "Greatest Common Divisor."},
    {"hypot", math::hypot,
     "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from "
     "the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for "
     "x in coordinates))\n\nFor a two dimensional point (x, y), gives the "
     "hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor "
     "example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> "
     "hypot(3.0, 4.0)\n    5.0\n"},
    {"isclose", isClose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Determine whether two floating point numbers are close in value.\n\n  "
     "rel_tol\n    maximum difference for being considered \"close\", relative "
     "to the\n    magnitude of the input values\n  abs_tol\n    maximum "
     "difference for being considered \"close\", regardless of the\n    "
     "magnitude of the input values\n\nReturn True if a is close in value to "
     "b, and False otherwise.\n\nFor the values to be considered close, the "
     "difference between them\nmust be smaller than at least one of the "
     "tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 "
     "Standard.  That\nis, NaN is not close to anything, even itself.  inf and "
     "-inf are\nonly close to themselves."},
    {"isfinite", isFinite, "(x, /)",
     "Return True if x is neither an infinity nor a NaN, and False otherwise."},
    {"isinf", isInf, "(x, /)",
     "Return True if x is a positive or negative infinity, and False "
     "otherwise."},
    {"isnan", isNan, "(x, /)",
     "Return True if x is a NaN (not a number), and False otherwise."},
    {"isqrt", math::isqrt, "(n, /)",
     "Return the integer part of the square root of the input."},
    {"lcm", math::lcm, "Least Common Multiple."},
    {"ldexp", math::ldexp, "(x, i, /)",
     "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."},
    {"lgamma", faulty<logGamma>, "(x, /)",
     "Natural logarithm of absolute value of Gamma function at x."},
    {"log", math::log,
     "log(x, [base=math.e])\nReturn the logarithm of x to the given "
     "base.\n\nIf the base not specified, returns the natural logarithm (base "
     "e) of x."},
    {"log10", math::log10, "(x, /)", "Return the base 10 logarithm of x."},
    {"log1p", unary<::log1p, false>, "(x, /)",
     "Return the natural logarithm of 1+x (base e).\n\nThe result is computed "
     "in a way which is accurate for x near zero."},
    {"log2", math::log2, "(x, /)", "Return the base 2 logarithm of x."},
    {"modf", math::modf, "(x, /)",
     "Return the fractional and integer parts of x.\n\nBoth results carry the "
     "sign of x and are floats."},
    {"nextafter", nextAfter, "(x, y, /)",
     "Return the next floating-point value after x towards y."},
    {"perm", math::perm, "(n, k=None, /)",
     "Number of ways to choose k items from n items without repetition and "
     "with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto "
     "zero when k > n.\n\nIf k is not specified or is None, then k defaults to "
     "n\nand the function returns n!.\n\nRaises TypeError if either of the "
     "arguments are not integers.\nRaises ValueError if either of the "
     "arguments are negative."},
    {"pow", math::pow, "(x, y, /)", "Return x**y (x to the power of y)."},
    {"prod", math::prod, "(iterable, /, *, start=1)",
     "Calculate the product of all the elements in the input iterable.\n\nThe "
     "default start value for the product is 1.\n\nWhen the iterable is empty, "
     "return the start value.  This function is\nintended specifically for use "
     "with numeric values and may reject\nnon-numeric types."},
    {"radians", radians, "(x, /)", "Convert angle x from degrees to radians."},
    {"remainder", binary<ieeeRemainder>, "(x, y, /)",
     "Difference between x and the closest integer multiple of y.\n\nReturn x "
     "- n*y where n*y is the closest integer multiple of y.\nIn the case where "
     "x is exactly halfway between two multiples of\ny, the nearest even value "
     "of n is used. The result is always exact."},
    {"sin", unary<::sin, false>, "(x, /)",
     "Return the sine of x (measured in radians)."},
    {"sinh", unary<::sinh, true>, "(x, /)", "Return the hyperbolic sine of x."},
    {"sqrt", unary<::sqrt, false>, "(x, /)", "Return the square root of x."},
    {"tan", unary<::tan, false>, "(x, /)",
     "Return the tangent of x (measured in radians)."},
    {"tanh", unary<::tanh, false>, "(x, /)",
     "Return the hyperbolic tangent of x."},
    {"trunc", math::trunc, "(x, /)",
     "Truncates the Real x to the nearest Integral toward 0.\n\nUses the "
     "__trunc__ magic method."},
    {"ulp", math::ulp, "(x, /)",
     "Return the value of the least significant bit of the float x."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return addToModule(ts, module, "pi", makeFloat(ts, kPi)) &&
         addToModule(ts, module, "e",
                     makeFloat(ts, 2.718281828459045235360287471352662498)) &&
         addToModule(ts, module, "tau", makeFloat(ts, 2.0 * kPi)) &&
         addToModule(ts, module, "inf", makeFloat(ts, __builtin_inf())) &&
         addToModule(ts, module, "nan", makeFloat(ts, __builtin_nan("")));
}

} // namespace

} // namespace math

DX_NATIVE_MODULE(math,
                 .doc = "This module provides access to the mathematical "
                        "functions\ndefined by the C standard.",
                 .functions = math::functions, .execute = math::execute)

} // namespace dxpy
