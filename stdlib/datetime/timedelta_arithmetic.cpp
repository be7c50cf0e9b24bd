// Arithmetic of timedelta with timedeltas, ints and floats. The usual cases are
// done in 128 bits, the others with int objects.
#include "stdlib/datetime/timedelta.h"

namespace dxpy::datetime {

namespace {

Owned divisionByZero(ThreadState &ts) {
  return raise(ts, types::ZeroDivisionError,
               "integer division or modulo by zero");
}

/// a / b to the nearest int, half to even.
Owned divideNearest_py(ThreadState &ts, Value a, Value b) {
  if (!isInt(a) || !isInt(b))
    return raise(ts, types::TypeError, "non-integer arguments in division");
  Owned both = divmod_py(ts, a, b);
  if (!both) {
    if (pendingMatches(ts, types::ZeroDivisionError)) {
      clearException(ts);
      return divisionByZero(ts);
    }
    return {};
  }
  Value quotient = tupleItem(both, 0), rest = tupleItem(both, 1);
  Owned twice = binary_py(ts, BinaryOp::Add, rest, rest);
  if (!twice)
    return {};
  // The rest has the sign of b.
  CompareOp more = intSign(b) > 0 ? CompareOp::Gt : CompareOp::Lt;
  int up = compareBool_py(ts, twice, b, more);
  if (up == 0 && (up = compareBool_py(ts, twice, b, CompareOp::Eq)) > 0) {
    Owned odd = binary_py(ts, BinaryOp::And, quotient, Value(smallIntWord(1)));
    up = odd ? isTrue_py(ts, odd) : -1;
  }
  if (up < 0)
    return {};
  return up ? binary_py(ts, BinaryOp::Add, quotient, Value(smallIntWord(1)))
            : copyOf(quotient);
}

Span floorDivideSpan(Span a, Span b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

/// delta * ratio of a float, or delta / it.
Owned scaleByFloat_py(ThreadState &ts, Value delta, Value number,
                      bool divides) {
  Owned name = internText(ts, "as_integer_ratio");
  Owned ratio = name ? callMethod_py(ts, number, name) : Owned();
  if (!ratio)
    return {};
  if (!isTuple(ratio))
    return raise(ts, types::TypeError,
                 "unexpected return type from as_integer_ratio(): expected "
                 "tuple, got '{}'",
                 {typeOf(ratio)});
  if (tupleLength(ratio) != 2)
    return raise(ts, types::ValueError,
                 "as_integer_ratio() must return a 2-tuple");
  Owned span = intOfSpan(ts, asDelta(delta)->span());
  Owned above = span ? binary_py(ts, BinaryOp::Mul, span,
                                 tupleItem(ratio, divides ? 1 : 0))
                     : Owned();
  Owned result =
      above ? divideNearest_py(ts, above, tupleItem(ratio, divides ? 0 : 1))
            : Owned();
  return result ? deltaOfInt(ts, result) : Owned();
}

bool areDeltas(Value a, Value b) { return isDelta(a) && isDelta(b); }

} // namespace

Owned addDeltas(ThreadState &ts, Value a, Value b) {
  return areDeltas(a, b)
             ? makeDelta(ts, asDelta(a)->span() + asDelta(b)->span())
             : ownedNotImplemented();
}
Owned subtractDeltas(ThreadState &ts, Value a, Value b) {
  return areDeltas(a, b)
             ? makeDelta(ts, asDelta(a)->span() - asDelta(b)->span())
             : ownedNotImplemented();
}
Owned negateDelta(ThreadState &ts, Value self) {
  return makeDelta(ts, -asDelta(self)->span());
}
Owned plusDelta(ThreadState &ts, Value self) {
  return makeDelta(ts, asDelta(self)->span());
}
Owned absoluteDelta(ThreadState &ts, Value self) {
  Span span = asDelta(self)->span();
  return makeDelta(ts, span < 0 ? -span : span);
}

Owned multiplyDelta_py(ThreadState &ts, Value a, Value b) {
  Value delta = isDelta(a) ? a : b, number = isDelta(a) ? b : a;
  if (isFloat(number))
    return scaleByFloat_py(ts, delta, number, false);
  if (!isInt(number))
    return ownedNotImplemented();
  Span span = asDelta(delta)->span(), factor, product;
  if (spanOfInt(number, factor) &&
      !__builtin_mul_overflow(span, factor, &product))
    return makeDelta(ts, product);
  return span ? Owned(raise(ts, types::OverflowError,
                            "Python int too large to convert to C int"))
              : makeDelta(ts, 0);
}

Owned divideDelta_py(ThreadState &ts, Value a, Value b) {
  if (!isDelta(a))
    return ownedNotImplemented();
  if (isFloat(b))
    return scaleByFloat_py(ts, a, b, true);
  Owned span = intOfSpan(ts, asDelta(a)->span());
  if (!span)
    return {};
  if (isDelta(b)) {
    Owned other = intOfSpan(ts, asDelta(b)->span());
    return other ? binary_py(ts, BinaryOp::TrueDiv, span, other) : Owned();
  }
  if (!isInt(b))
    return ownedNotImplemented();
  Owned result = divideNearest_py(ts, span, b);
  return result ? deltaOfInt(ts, result) : Owned();
}

Owned floorDivideDelta_py(ThreadState &ts, Value a, Value b) {
  if (!isDelta(a) || !(isDelta(b) || isInt(b)))
    return ownedNotImplemented();
  Span span = asDelta(a)->span(), divisor = 0;
  if (isDelta(b)) {
    divisor = asDelta(b)->span();
  } else if (!spanOfInt(b, divisor)) {
    // A divisor that is larger than any timedelta.
    return makeDelta(ts, span == 0 || (span < 0) == (intSign(b) < 0) ? 0 : -1);
  }
  if (divisor == 0)
    return divisionByZero(ts);
  Span quotient = floorDivideSpan(span, divisor);
  return isDelta(b) ? intOfSpan(ts, quotient) : makeDelta(ts, quotient);
}

Owned remainderOfDeltas_py(ThreadState &ts, Value a, Value b) {
  if (!areDeltas(a, b))
    return ownedNotImplemented();
  Span x = asDelta(a)->span(), y = asDelta(b)->span();
  if (y == 0)
    return raise(ts, types::ZeroDivisionError, "integer modulo by zero");
  return makeDelta(ts, x - floorDivideSpan(x, y) * y);
}

Owned divmodOfDeltas_py(ThreadState &ts, Value a, Value b) {
  if (!areDeltas(a, b))
    return ownedNotImplemented();
  Span x = asDelta(a)->span(), y = asDelta(b)->span();
  if (y == 0)
    return divisionByZero(ts);
  Span quotient = floorDivideSpan(x, y);
  Owned whole = intOfSpan(ts, quotient),
        rest = whole ? makeDelta(ts, x - quotient * y) : Owned();
  return rest ? makeTuple(ts, {whole, rest}) : Owned();
}

} // namespace dxpy::datetime
