// The type int: its slots, constructor and methods. Arithmetic is in
// int_arithmetic.cpp and int_division.cpp, bytes and format in files of their
// own.
#include "runtime-support/builtins/int_methods.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

using namespace numbers;

bool bothInts(Value a, Value b) { return isInt(a) && isInt(b); }

template <Owned (*operation)(ThreadState &, Value, Value)>
Owned binary(ThreadState &ts, Value a, Value b) {
  return bothInts(a, b) ? operation(ts, a, b) : ownedNotImplemented();
}

template <bigint::Logic op>
Owned binaryLogic(ThreadState &ts, Value a, Value b) {
  return bothInts(a, b) ? logic(ts, op, a, b) : ownedNotImplemented();
}

Owned floorDivide(ThreadState &ts, Value a, Value b) {
  if (!bothInts(a, b))
    return ownedNotImplemented();
  if (intSign(b) == 0)
    return raise(ts, types::ZeroDivisionError,
                 "integer division or modulo by zero");
  Owned quotient;
  return divideFloor(ts, a, b, &quotient, nullptr) ? std::move(quotient)
                                                   : Owned();
}

Owned remainder(ThreadState &ts, Value a, Value b) {
  if (!bothInts(a, b))
    return ownedNotImplemented();
  if (intSign(b) == 0)
    return raise(ts, types::ZeroDivisionError, "integer modulo by zero");
  Owned rest;
  return divideFloor(ts, a, b, nullptr, &rest) ? std::move(rest) : Owned();
}

Owned divmod(ThreadState &ts, Value a, Value b) {
  if (!bothInts(a, b))
    return ownedNotImplemented();
  if (intSign(b) == 0)
    return raise(ts, types::ZeroDivisionError,
                 "integer division or modulo by zero");
  Owned quotient, rest;
  if (!divideFloor(ts, a, b, &quotient, &rest))
    return {};
  return makeTuple(ts, {quotient.value(), rest.value()});
}

Owned intPower(ThreadState &ts, Value base, Value exponent, Value modulus) {
  if (!bothInts(base, exponent) || (!modulus.isNone() && !isInt(modulus)))
    return ownedNotImplemented();
  return power(ts, base, exponent, modulus.isNone() ? Value() : modulus);
}

int truth(ThreadState &, Value self) { return intSign(self) != 0; }
int64_t hashSlot(ThreadState &, Value self) { return hash(self); }
Owned repr(ThreadState &ts, Value self) { return intToText(ts, self, 10); }

Owned floatSlot(ThreadState &ts, Value self) {
  double value = intToDouble(ts, self);
  if (value == -1.0 && pendingException(ts))
    return {};
  return makeFloat(ts, value);
}

Owned compareSlot(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!bothInts(self, other))
    return ownedNotImplemented();
  return compareNumbers(numbers::compare(self, other), 0, op);
}

// Construction ----------------------------------------------------------------

Owned intFromBuffer(ThreadState &ts, Value object) {
  BufferView view;
  if (!getBuffer(ts, object, view))
    return {};
  Owned copy = makeBytes(ts, {view.data, static_cast<size_t>(view.length)});
  releaseBuffer(ts, view);
  return copy ? intFromAscii(ts, bytesText(copy), 10, copy) : Owned();
}

/// bytes or bytearray as text; their errors name a bytes object.
Owned intFromBytesLike(ThreadState &ts, Value object, int base) {
  if (isBytes(object))
    return intFromAscii(ts, bytesText(object), base, object);
  auto *array = object.as<ByteArrayObject>();
  Owned copy = makeBytes(ts, {array->data, array->length});
  return copy ? intFromAscii(ts, bytesText(copy), base, copy) : Owned();
}

bool isByteArray(Value v) {
  return v.isPointer() && isSubtype(typeOf(v), &types::ByteArray);
}

/// What the __int__ of \p type gave.
Owned checkedInt(ThreadState &ts, Owned result) {
  if (!result || isExactInt(result))
    return result;
  if (!isInt(result))
    return raise(ts, types::TypeError, "__int__ returned non-int (type {})",
                 {typeOf(result)});
  if (!warnIntSubclass_py(ts, "__int__", result))
    return {};
  return exactInt(ts, result);
}

Owned exactIndex(ThreadState &ts, Value object) {
  Owned index = toIndex_py(ts, object);
  return index ? exactInt(ts, index) : Owned();
}

Owned intFromTrunc(ThreadState &ts, Value object, const FoundMethod &trunc) {
  if (!warn_py(ts, types::DeprecationWarning,
               "The delegation of int() to __trunc__ is deprecated."))
    return {};
  Owned result = callFound_py(ts, trunc, object, {});
  if (!result || isInt(result))
    return result ? exactInt(ts, result) : Owned();
  if (!typeOf(result)->slots.index)
    return raise(ts, types::TypeError,
                 "__trunc__ returned non-Integral (type {})", {typeOf(result)});
  return exactIndex(ts, result);
}

} // namespace

Owned numbers::toInt_py(ThreadState &ts, Value object) {
  if (isExactInt(object))
    return copyOf(object);
  const TypeSlots &slots = typeOf(object)->slots;
  if (slots.int_)
    return checkedInt(ts, slots.int_(ts, object));
  if (slots.index)
    return exactIndex(ts, object);
  FoundMethod trunc = findSpecial_py(ts, object, Value(&names::__trunc__));
  if (trunc)
    return intFromTrunc(ts, object, trunc);
  if (pendingException(ts))
    return {};
  if (isStr(object))
    return intFromText(ts, object, 10);
  if (isBytes(object) || isByteArray(object))
    return intFromBytesLike(ts, object, 10);
  if (hasBuffer(object))
    return intFromBuffer(ts, object);
  return raise(ts, types::TypeError,
               "int() argument must be a string, a bytes-like object or a real "
               "number, not '{}'",
               {typeOf(object)});
}

namespace {

Owned intWithBase(ThreadState &ts, Value object, Value base) {
  int64_t number = toIndexInt64_py(ts, base, nullptr);
  if (number == -1 && pendingException(ts))
    return {};
  if ((number != 0 && number < 2) || number > 36)
    return raise(ts, types::ValueError,
                 "int() base must be >= 2 and <= 36, or 0");
  if (isStr(object))
    return intFromText(ts, object, int(number));
  if (isBytes(object) || isByteArray(object))
    return intFromBytesLike(ts, object, int(number));
  return raise(ts, types::TypeError,
               "int() can't convert non-string with explicit base");
}

Owned intNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(x=0, /, base=10)");
  Value bound[2];
  if (args.positionalCount == 1 && !args.names)
    bound[0] = args[0];
  else if (!bindArguments(ts, "int", signature, args, bound))
    return {};
  if (!bound[0] && bound[1])
    return raise(ts, types::TypeError, "int() missing string argument");
  Owned number = !bound[0]  ? makeInt(ts, 0)
                 : bound[1] ? intWithBase(ts, bound[0], bound[1])
                            : toInt_py(ts, bound[0]);
  if (!number || type == &types::Int)
    return number;
  return intForSubclass(ts, type, number);
}

// Methods ---------------------------------------------------------------------

Owned itself(ThreadState &ts, Value self, const Value *) {
  return exactInt(ts, self);
}

Owned bitLength(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, bigint::bitLength(IntView(self).mag()));
}

Owned bitCount(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, bigint::popcount(IntView(self).mag()));
}

Owned asIntegerRatio(ThreadState &ts, Value self, const Value *) {
  Owned number = exactInt(ts, self);
  return number ? makeTuple(ts, {number.value(), Value(smallIntWord(1))})
                : Owned();
}

Owned getNewArgs(ThreadState &ts, Value self, const Value *) {
  Owned number = exactInt(ts, self);
  return number ? makeTuple(ts, {number.value()}) : Owned();
}

Owned round(ThreadState &ts, Value self, const Value *args) {
  if (!args[0])
    return exactInt(ts, self);
  Owned digits = toIndex_py(ts, args[0]);
  if (!digits || intSign(digits) >= 0)
    return digits ? exactInt(ts, self) : Owned();
  Owned places = negate(ts, digits);
  if (!places)
    return {};
  int64_t count = 0;
  // 10**n above twice the value: nothing is left.
  if (!intFitsInt64(places, count) ||
      uint64_t(count) > bigint::bitLength(IntView(self).mag()) + 2)
    return makeInt(ts, 0);
  Owned unit = powerOf(ts, Value(smallIntWord(10)), uint64_t(count));
  Owned rest = unit ? nearestRemainder(ts, self, unit) : Owned();
  return rest ? subtract(ts, self, rest) : Owned();
}

/// What CPython's digits of 30 bits would take.
Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  uint64_t digits = (bigint::bitLength(IntView(self).mag()) + 29) / 30;
  return makeUnsigned(ts, 24 + 4 * (digits ? digits : 1));
}

Owned real(ThreadState &ts, Value self) { return exactInt(ts, self); }
Owned zero(ThreadState &ts, Value) { return makeInt(ts, 0); }
Owned one(ThreadState &ts, Value) { return makeInt(ts, 1); }

void deallocateInt(ThreadState &ts, ObjectHeader *self) {
  auto *object = reinterpret_cast<IntObject *>(self);
  freeObject(ts, self,
             sizeof(IntObject) + IntView::sizeOf(object) * sizeof(uint64_t));
}

constexpr MethodDef methods[] = {
    {"conjugate", itself, "()",
     "Returns self, the complex conjugate of any int."},
    {"bit_length", bitLength, "()",
     "Number of bits necessary to represent self in binary.\n\n>>> "
     "bin(37)\n'0b100101'\n>>> (37).bit_length()\n6"},
    {"bit_count", bitCount, "()",
     "Number of ones in the binary representation of the absolute value of "
     "self.\n\nAlso known as the population count.\n\n>>> "
     "bin(13)\n'0b1101'\n>>> (13).bit_count()\n3"},
    {"to_bytes", intToBytes, "(length=1, byteorder='big', *, signed=False)",
     "Return an array of bytes representing an integer.\n\n  length\n    "
     "Length "
     "of bytes object to use.  An OverflowError is raised if the\n    integer "
     "is not representable with the given number of bytes.  Default\n    is "
     "length 1.\n  byteorder\n    The byte order used to represent the "
     "integer.  If byteorder is 'big',\n    the most significant byte is at "
     "the beginning of the byte array.  If\n    byteorder is 'little', the "
     "most significant byte is at the end of the\n    byte array.  To request "
     "the native byte order of the host system, use\n    `sys.byteorder' as "
     "the byte order value.  Default is to use 'big'.\n  signed\n    "
     "Determines whether two's complement is used to represent the integer.\n "
     "   If signed is False and a negative integer is given, an "
     "OverflowError\n    is raised."},
    {"from_bytes", intFromBytes, "(bytes, byteorder='big', *, signed=False)",
     "Return the integer represented by the given array of bytes.\n\n  "
     "bytes\n    Holds the array of bytes to convert.  The argument must "
     "either\n    support the buffer protocol or be an iterable object "
     "producing bytes.\n    Bytes and bytearray are examples of built-in "
     "objects that support the\n    buffer protocol.\n  byteorder\n    The "
     "byte order used to represent the integer.  If byteorder is 'big',\n    "
     "the most significant byte is at the beginning of the byte array.  If\n  "
     "  byteorder is 'little', the most significant byte is at the end of "
     "the\n    byte array.  To request the native byte order of the host "
     "system, use\n    `sys.byteorder' as the byte order value.  Default is "
     "to use 'big'.\n  signed\n    Indicates whether two's complement is used "
     "to represent the integer.",
     MethodKind::Class},
    {"as_integer_ratio", asIntegerRatio, "()",
     "Return integer ratio.\n\nReturn a pair of integers, whose ratio is "
     "exactly equal to the original int\nand with a positive "
     "denominator.\n\n>>> (10).as_integer_ratio()\n(10, 1)\n>>> "
     "(-10).as_integer_ratio()\n(-10, 1)\n>>> (0).as_integer_ratio()\n(0, 1)"},
    {"__trunc__", itself, "()", "Truncating an Integral returns itself."},
    {"__floor__", itself, "()", "Flooring an Integral returns itself."},
    {"__ceil__", itself, "()", "Ceiling of an Integral returns itself."},
    {"__round__", round, "(ndigits=<unrepresentable>, /)",
     "Rounding an Integral returns itself.\n\nRounding with an ndigits "
     "argument also returns an integer."},
    {"__getnewargs__", getNewArgs, "()"},
    {"__format__", intFormat, "(format_spec, /)"},
    {"__sizeof__", sizeOf, "()", "Returns size in memory, in bytes."},
    {}};

constexpr GetSetDef getSets[] = {
    {"real", real, nullptr, "the real part of a complex number"},
    {"imag", zero, nullptr, "the imaginary part of a complex number"},
    {"numerator", real, nullptr,
     "the numerator of a rational number in lowest terms"},
    {"denominator", one, nullptr,
     "the denominator of a rational number in lowest terms"},
    {}};

constexpr TypeSpec spec = {
    "int",
    "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or "
    "string to an integer, or return 0 if no arguments\nare given.  If x is a "
    "number, return x.__int__().  For floating point\nnumbers, this truncates "
    "towards zero.\n\nIf x is not a number or if base is given, then x must "
    "be a string,\nbytes, or bytearray instance representing an integer "
    "literal in the\ngiven base.  The literal can be preceded by '+' or '-' "
    "and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases "
    "are 0 and 2-36.\nBase 0 means to interpret the base from the string as "
    "an integer literal.\n>>> int('0b100', base=0)\n4",
    methods, getSets};

} // namespace

constinit TypeObject types::Int = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeVariableSize | kTypeMatchSelf | kSubclassInt,
    .basicSize = sizeof(IntObject),
    .itemSize = sizeof(uint64_t),
    .slots = {.deallocate = deallocateInt,
              .repr = repr,
              .hash = hashSlot,
              .compare = compareSlot,
              .new_ = intNew,
              .add = binary<numbers::add>,
              .subtract = binary<numbers::subtract>,
              .multiply = binary<numbers::multiply>,
              .remainder = remainder,
              .divmod = divmod,
              .power = intPower,
              .negative = negate,
              .positive = exactInt,
              .absolute = absolute,
              .invert = invert,
              .truth = truth,
              .leftShift = binary<numbers::shiftLeft>,
              .rightShift = binary<numbers::shiftRight>,
              .and_ = binaryLogic<bigint::Logic::conjunction>,
              .xor_ = binaryLogic<bigint::Logic::exclusive>,
              .or_ = binaryLogic<bigint::Logic::disjunction>,
              .int_ = exactInt,
              .float_ = floatSlot,
              .index = exactInt,
              .floorDivide = floorDivide,
              .trueDivide = binary<numbers::trueDivide>}};

} // namespace dxpy
