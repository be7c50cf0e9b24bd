// The type float: its slots, constructor and methods. Arithmetic is in
// float_arithmetic.cpp.
#include "runtime-support/builtins/float_slots.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"
#include <cmath>

namespace dxpy {

namespace {

bool parseText(ThreadState &ts, std::string_view text, Value source,
               double &out) {
  return text::parseFloat(text, out) ||
         raise(ts, types::ValueError, "could not convert string to float: {}",
               {MessageArg::repr(source)});
}

/// str, bytes-like objects; others: TypeError.
bool floatFromText(ThreadState &ts, Value object, double &out) {
  if (isStr(object)) {
    AsciiNumberText ascii(object);
    return ascii.ok(ts) && parseText(ts, ascii.view(), object, out);
  }
  if (isBytes(object))
    return parseText(ts, bytesText(object), object, out);
  if (!hasBuffer(object))
    return raise(ts, types::TypeError,
                 "float() argument must be a string or a real number, not '{}'",
                 {typeOf(object)});
  BufferView view;
  if (!getBuffer(ts, object, view))
    return false;
  bool ok =
      parseText(ts, {view.data, static_cast<size_t>(view.length)}, object, out);
  releaseBuffer(ts, view);
  return ok;
}

/// The result of __float__, which may be of a subclass with a warning.
bool checkedFloat(ThreadState &ts, Value object, Value result, double &out) {
  if (!isFloat(result))
    return raise(ts, types::TypeError,
                 "{}.__float__ returned non-float (type {})",
                 {typeOf(object), typeOf(result)});
  out = floatValue(result);
  if (isExactFloat(result))
    return true;
  StrBuilder text(ts);
  text.append(typeNameOf(object));
  text.append(".__float__ returned non-float (type ");
  text.append(typeNameOf(result));
  text.append(").  The ability to return an instance of a strict subclass of "
              "float is deprecated, and may be removed in a future "
              "version of Python.");
  return warn_py(ts, types::DeprecationWarning, text.view());
}

} // namespace

bool numbers::toFloat_py(ThreadState &ts, Value object, double &out) {
  if (isExactFloat(object)) {
    out = floatValue(object);
    return true;
  }
  const TypeSlots &slots = typeOf(object)->slots;
  if (slots.float_) {
    Owned result = slots.float_(ts, object);
    return result && checkedFloat(ts, object, result, out);
  }
  if (slots.index) {
    Owned index = toIndex_py(ts, object);
    if (!index)
      return false;
    out = intToDouble(ts, index);
    return out != -1.0 || !pendingException(ts);
  }
  if (isFloat(object)) {
    out = floatValue(object);
    return true;
  }
  return floatFromText(ts, object, out);
}

namespace {

Owned floatNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::Float || type->slots.init == types::Float.slots.init) &&
      !checkNoKeywords(ts, "float", args))
    return {};
  if (!checkPositional(ts, "float", args, 0, 1))
    return {};
  double value = 0;
  if (args.positionalCount) {
    Value object = args[0];
    bool ok = isExactStr(object) ? floatFromText(ts, object, value)
                                 : numbers::toFloat_py(ts, object, value);
    if (!ok)
      return {};
  }
  if (type == &types::Float)
    return makeFloat(ts, value);
  Owned result = allocateInstance(ts, type);
  if (result)
    result.as<FloatObject>()->value = value;
  return result;
}

Owned repr(ThreadState &ts, Value self) {
  char buffer[text::reprFloatSize];
  size_t size = text::reprFloat(buffer, floatValue(self));
  return makeStr(ts, {buffer, size}, size);
}

Owned negative(ThreadState &ts, Value self) {
  return makeFloat(ts, -floatValue(self));
}
Owned exact(ThreadState &ts, Value self) {
  return isExactFloat(self) ? copyOf(self) : makeFloat(ts, floatValue(self));
}
Owned absolute(ThreadState &ts, Value self) {
  return makeFloat(ts, std::fabs(floatValue(self)));
}
int truth(ThreadState &, Value self) { return floatValue(self) != 0; }
Owned truncate(ThreadState &ts, Value self) {
  return intFromDouble(ts, floatValue(self));
}

Owned conjugate(ThreadState &ts, Value self, const Value *) {
  return exact(ts, self);
}
Owned trunc(ThreadState &ts, Value self, const Value *) {
  return truncate(ts, self);
}
Owned floor(ThreadState &ts, Value self, const Value *) {
  return intFromDouble(ts, std::floor(floatValue(self)));
}
Owned ceil(ThreadState &ts, Value self, const Value *) {
  return intFromDouble(ts, std::ceil(floatValue(self)));
}
Owned isInteger(ThreadState &, Value self, const Value *) {
  double x = floatValue(self);
  return ownedBool(std::isfinite(x) && std::floor(x) == x);
}
Owned getNewArgs(ThreadState &ts, Value self, const Value *) {
  Owned value = exact(ts, self);
  return value ? makeTuple(ts, {value.value()}) : Owned();
}
Owned zero(ThreadState &ts, Value) { return makeFloat(ts, 0.0); }

void deallocateFloat(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(FloatObject));
}

constexpr MethodDef methods[] = {
    {"conjugate", conjugate, "()",
     "Return self, the complex conjugate of any float."},
    {"__trunc__", trunc, "()",
     "Return the Integral closest to x between 0 and x."},
    {"__floor__", floor, "()", "Return the floor as an Integral."},
    {"__ceil__", ceil, "()", "Return the ceiling as an Integral."},
    {"__round__", floatRound, "(ndigits=None, /)",
     "Return the Integral closest to x, rounding half toward even.\n\nWhen an "
     "argument is passed, work like built-in round(x, ndigits)."},
    {"as_integer_ratio", floatAsIntegerRatio, "()",
     "Return integer ratio.\n\nReturn a pair of integers, whose ratio is "
     "exactly equal to the original float\nand with a positive "
     "denominator.\n\nRaise OverflowError on infinities and a ValueError on "
     "NaNs.\n\n>>> (10.0).as_integer_ratio()\n(10, 1)\n>>> "
     "(0.0).as_integer_ratio()\n(0, 1)\n>>> (-.25).as_integer_ratio()\n(-1, "
     "4)"},
    {"fromhex", floatFromHex, "(string, /)",
     "Create a floating-point number from a hexadecimal string.\n\n>>> "
     "float.fromhex('0x1.ffffp10')\n2047.984375\n>>> "
     "float.fromhex('-0x1p-1074')\n-5e-324",
     MethodKind::Class},
    {"hex", floatHex, "()",
     "Return a hexadecimal representation of a floating-point number.\n\n>>> "
     "(-0.1).hex()\n'-0x1.999999999999ap-4'\n>>> "
     "3.14159.hex()\n'0x1.921f9f01b866ep+1'"},
    {"is_integer", isInteger, "()", "Return True if the float is an integer."},
    {"__getnewargs__", getNewArgs, "()"},
    {"__getformat__", floatGetFormat, "(typestr, /)",
     "You probably don't want to use this function.\n\n  typestr\n    Must be "
     "'double' or 'float'.\n\nIt exists mainly to be used in Python's test "
     "suite.\n\nThis function returns whichever of 'unknown', 'IEEE, "
     "big-endian' or 'IEEE,\nlittle-endian' best describes the format of "
     "floating point numbers used by the\nC type named by typestr.",
     MethodKind::Class},
    {"__format__", floatFormat, "(format_spec, /)",
     "Formats the float according to format_spec."},
    {}};

constexpr GetSetDef getSets[] = {
    {"real", exact, nullptr, "the real part of a complex number"},
    {"imag", zero, nullptr, "the imaginary part of a complex number"},
    {}};

constexpr TypeSpec spec = {
    "float",
    "float(x=0, /)\n--\n\n"
    "Convert a string or number to a floating point number, if possible.",
    methods, getSets};

} // namespace

constinit TypeObject types::Float = {.header = typeHeader(),
                                     .spec = &spec,
                                     .flags = kTypeBase | kTypeMatchSelf |
                                              kSubclassFloat,
                                     .basicSize = sizeof(FloatObject),
                                     .slots = {.deallocate = deallocateFloat,
                                               .repr = repr,
                                               .hash = floatHash,
                                               .compare = floatCompare,
                                               .new_ = floatNew,
                                               .add = floatAdd,
                                               .subtract = floatSubtract,
                                               .multiply = floatMultiply,
                                               .remainder = floatModulo,
                                               .divmod = floatDivmod,
                                               .power = floatPowerSlot,
                                               .negative = negative,
                                               .positive = exact,
                                               .absolute = absolute,
                                               .truth = truth,
                                               .int_ = truncate,
                                               .float_ = exact,
                                               .floorDivide = floatFloorDivide,
                                               .trueDivide = floatDivide}};

} // namespace dxpy
