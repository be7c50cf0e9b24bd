// The type complex: its constructor and methods.
#include "runtime-support/builtins/complex_numbers.h"
#include "runtime-support/builtins/complex_slots.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

Owned makeOf(ThreadState &ts, TypeObject *type, Complex c) {
  if (type == &types::Complex)
    return makeComplex(ts, c.real, c.imag);
  Owned result = allocateInstance(ts, type);
  if (result) {
    result.as<ComplexObject>()->real = c.real;
    result.as<ComplexObject>()->imag = c.imag;
  }
  return result;
}

/// What __complex__ gives; null without an exception: there is none.
Owned bySpecialMethod_py(ThreadState &ts, Value object) {
  if (hasShape(object, BuiltinShape::Complex))
    return copyOf(object);
  FoundMethod method =
      findSpecial_py(ts, object, Value(&names::dunder_complex));
  if (!method)
    return {};
  Owned result = callFound_py(ts, method, object, {});
  if (!result || hasShape(result, BuiltinShape::Complex))
    return result;
  if (!isComplex(result))
    return raise(ts, types::TypeError,
                 "__complex__ returned non-complex (type {})",
                 {typeOf(result)});
  StrBuilder text(ts);
  text.append("__complex__ returned non-complex (type ");
  text.append(typeNameOf(result));
  text.append(").  The ability to return an instance of a strict subclass of "
              "complex is deprecated, and may be removed in a future "
              "version of Python.");
  if (!warn_py(ts, types::DeprecationWarning, text.view()))
    return {};
  return result;
}

bool isNumber(Value v) {
  const TypeSlots &slots = typeOf(v)->slots;
  return slots.float_ || slots.index || isComplex(v);
}

/// A part of complex(real, imag). False: raised.
bool readPart_py(ThreadState &ts, Value part, Complex &out) {
  if (isComplex(part)) {
    out = complexValue(part);
    return true;
  }
  out.imag = 0;
  return numbers::toFloat_py(ts, part, out.real);
}

Owned fromParts_py(ThreadState &ts, TypeObject *type, Value real, Value imag) {
  Owned converted = bySpecialMethod_py(ts, real);
  if (!converted && pendingException(ts))
    return {};
  Value first = converted ? converted.value() : real;
  if (!isNumber(first))
    return raise(
        ts, types::TypeError,
        "complex() first argument must be a string or a number, not '{}'",
        {typeOf(first)});
  if (imag && !isNumber(imag))
    return raise(ts, types::TypeError,
                 "complex() second argument must be a number, not '{}'",
                 {typeOf(imag)});
  Complex a, b;
  if (!readPart_py(ts, first, a))
    return {};
  if (!imag)
    return makeOf(ts, type, a);
  if (!readPart_py(ts, imag, b))
    return {};
  if (isComplex(imag))
    a.real -= b.imag;
  if (isComplex(first))
    b.real += a.imag;
  return makeOf(ts, type, {a.real, b.real});
}

Owned complexNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(real=0, imag=0)");
  Value bound[2];
  if (!bindArguments(ts, "complex", signature, args, bound))
    return {};
  Value real = bound[0] ? bound[0] : Value(smallIntWord(0)), imag = bound[1];
  if (!imag && type == &types::Complex && hasShape(real, BuiltinShape::Complex))
    return copyOf(real);
  if (isStr(real)) {
    if (imag)
      return raise(ts, types::TypeError,
                   "complex() can't take second arg if first is a string");
    Complex c;
    return complexFromText(ts, real, c.real, c.imag) ? makeOf(ts, type, c)
                                                     : Owned();
  }
  if (imag && isStr(imag))
    return raise(ts, types::TypeError,
                 "complex() second arg can't be a string");
  return fromParts_py(ts, type, real, imag);
}

Owned negative(ThreadState &ts, Value self) {
  Complex c = complexValue(self);
  return makeComplex(ts, -c.real, -c.imag);
}
Owned exact(ThreadState &ts, Value self) {
  if (hasShape(self, BuiltinShape::Complex))
    return copyOf(self);
  Complex c = complexValue(self);
  return makeComplex(ts, c.real, c.imag);
}
int truth(ThreadState &, Value self) {
  Complex c = complexValue(self);
  return c.real != 0.0 || c.imag != 0.0;
}

Owned conjugate(ThreadState &ts, Value self, const Value *) {
  Complex c = complexValue(self);
  return makeComplex(ts, c.real, -c.imag);
}
Owned toComplex(ThreadState &ts, Value self, const Value *) {
  return exact(ts, self);
}
Owned getNewArgs(ThreadState &ts, Value self, const Value *) {
  Complex c = complexValue(self);
  Owned real = makeFloat(ts, c.real), imag = makeFloat(ts, c.imag);
  return real && imag ? makeTuple(ts, {real.value(), imag.value()}) : Owned();
}
Owned realPart(ThreadState &ts, Value self) {
  return makeFloat(ts, complexValue(self).real);
}
Owned imagPart(ThreadState &ts, Value self) {
  return makeFloat(ts, complexValue(self).imag);
}

void deallocateComplex(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(ComplexObject));
}

constexpr MethodDef methods[] = {
    {"conjugate", conjugate, "()",
     "Return the complex conjugate of its argument. (3-4j).conjugate() == "
     "3+4j."},
    {"__complex__", toComplex, "()",
     "Convert this value to exact type complex."},
    {"__getnewargs__", getNewArgs, "()"},
    {"__format__", complexFormat, "(format_spec, /)",
     "Convert to a string according to format_spec."},
    {}};
constexpr GetSetDef getSets[] = {
    {"real", realPart, nullptr, "the real part of a complex number"},
    {"imag", imagPart, nullptr, "the imaginary part of a complex number"},
    {}};
constexpr TypeSpec spec = {
    "complex",
    "complex(real=0, imag=0)\n--\n\n"
    "Create a complex number from a real part and an optional imaginary "
    "part.\n\nThis is equivalent to (real + imag*1j) where imag defaults to 0.",
    methods, getSets};

} // namespace

bool toComplex_py(ThreadState &ts, Value object, Complex &out) {
  if (isComplex(object)) {
    out = complexValue(object);
    return true;
  }
  Owned converted = bySpecialMethod_py(ts, object);
  if (converted) {
    out = complexValue(converted);
    return true;
  }
  if (pendingException(ts))
    return false;
  out.real = toDouble_py(ts, object);
  out.imag = 0;
  return out.real != -1.0 || !pendingException(ts);
}

constinit TypeObject types::Complex = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase,
    .basicSize = sizeof(ComplexObject),
    .slots = {.deallocate = deallocateComplex,
              .repr = complexRepr,
              .hash = complexHash,
              .compare = complexCompare,
              .new_ = complexNew,
              .add = complexAdd,
              .subtract = complexSubtract,
              .multiply = complexMultiply,
              .power = complexPowerSlot,
              .negative = negative,
              .positive = exact,
              .absolute = complexAbsolute,
              .truth = truth,
              .trueDivide = complexDivide}};

} // namespace dxpy
