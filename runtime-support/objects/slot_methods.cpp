// What a class that defines special methods in Python has in its slots: each
// function looks its method up on the class and calls it. The table of rows is
// here because it names them.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/iterators.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

// Names as template arguments: the address of the linker symbol.
#define NAME_OF(id) (&names::dxname_##id)

template <StrObject *name> Owned unaryMethod(ThreadState &ts, Value self) {
  return callSpecial_py(ts, self, Value(name));
}

template <StrObject *name>
Owned inplaceMethod(ThreadState &ts, Value self, Value other) {
  return callSpecial_py(ts, self, Value(name), {other});
}

/// Does the class of \p right define \p name other than the class of \p left?
bool isOverloaded(ThreadState &ts, Value left, Value right, Value name) {
  Value ofRight = lookupInType(ts, typeOf(right), name);
  return ofRight && ofRight != lookupInType(ts, typeOf(left), name);
}

/// A binary operator with its reflected twin: the right operand goes first if
/// its class is a subclass that overrides the reflected method.
template <slot::Binary TypeSlots::*field, StrObject *name, StrObject *reflected>
Owned binaryMethod(ThreadState &ts, Value self, Value other) {
  constexpr slot::Binary own = binaryMethod<field, name, reflected>;
  TypeObject *left = typeOf(self), *right = typeOf(other);
  bool tryOther = left != right && right->slots.*field == own;
  if (left->slots.*field == own) {
    if (tryOther && isSubtype(right, left) &&
        isOverloaded(ts, self, other, Value(reflected))) {
      Owned result =
          callSpecialOptional_py(ts, other, Value(reflected), {self});
      if (!result || !result.value().isNotImplemented())
        return result;
      tryOther = false;
    }
    Owned result = callSpecialOptional_py(ts, self, Value(name), {other});
    if (!result || !result.value().isNotImplemented() || left == right)
      return result;
  }
  if (tryOther)
    return callSpecialOptional_py(ts, other, Value(reflected), {self});
  return ownedNotImplemented();
}

/// pow() with two operands: as the other binary operators.
Owned powerMethod(ThreadState &ts, Value self, Value other, Value modulus);
Owned powerTwo(ThreadState &ts, Value self, Value other) {
  TypeObject *left = typeOf(self), *right = typeOf(other);
  Value reflected(&names::__rpow__);
  bool tryOther = left != right && right->slots.power == powerMethod;
  if (left->slots.power == powerMethod) {
    if (tryOther && isSubtype(right, left) &&
        isOverloaded(ts, self, other, reflected)) {
      Owned result = callSpecialOptional_py(ts, other, reflected, {self});
      if (!result || !result.value().isNotImplemented())
        return result;
      tryOther = false;
    }
    Owned result =
        callSpecialOptional_py(ts, self, Value(&names::__pow__), {other});
    if (!result || !result.value().isNotImplemented() || left == right)
      return result;
  }
  if (tryOther)
    return callSpecialOptional_py(ts, other, reflected, {self});
  return ownedNotImplemented();
}

Owned powerMethod(ThreadState &ts, Value self, Value other, Value modulus) {
  if (modulus.isNone())
    return powerTwo(ts, self, other);
  // With a modulus there is no __rpow__.
  if (typeOf(self)->slots.power != powerMethod)
    return ownedNotImplemented();
  return callSpecial_py(ts, self, Value(&names::__pow__), {other, modulus});
}

Owned inplacePowerMethod(ThreadState &ts, Value self, Value other, Value) {
  return callSpecial_py(ts, self, Value(&names::__ipow__), {other});
}

Owned reprMethod(ThreadState &ts, Value self) {
  return callSpecial_py(ts, self, Value(&names::__repr__));
}

int64_t hashMethod(ThreadState &ts, Value self) {
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__hash__));
  if (!method && pendingException(ts))
    return -1;
  if (!method || method.callable.value().isNone())
    return hashNotImplemented(ts, self);
  Owned result = callFound_py(ts, method, self, {});
  if (!result)
    return -1;
  if (!isInt(result))
    return raise(ts, types::TypeError,
                 "__hash__ method should return an integer");
  int64_t hash;
  if (!intFitsInt64(result, hash))
    return hash_py(ts, result);
  return hash == -1 ? -2 : hash;
}

Word callMethod(ThreadState *ts, Word callee, Word *args,
                uint64_t countAndFlags, Word kwnames) {
  Value self(callee);
  RecursionLevel level(*ts, " while calling a Python object");
  if (!level)
    return kError;
  FoundMethod method = findSpecial_py(*ts, self, Value(&names::__call__));
  if (!method) {
    if (!pendingException(*ts))
      raise(*ts, types::AttributeError, "__call__");
    return kError;
  }
  Arguments arguments{reinterpret_cast<const Value *>(args),
                      argCount(countAndFlags), Value(kwnames)};
  return callFound_py(*ts, method, self, arguments).take();
}

Owned getAttributeMethod(ThreadState &ts, Value self, Value name) {
  return callSpecial_py(ts, self, Value(&names::__getattribute__), {name});
}

bool setAttrMethod(ThreadState &ts, Value self, Value name, Value value) {
  return bool(
      value
          ? callSpecial_py(ts, self, Value(&names::__setattr__), {name, value})
          : callSpecial_py(ts, self, Value(&names::__delattr__), {name}));
}

Owned compareMethod(ThreadState &ts, Value self, Value other, CompareOp op) {
  StrObject *const methods[] = {&names::__lt__, &names::__le__, &names::__eq__,
                                &names::__ne__, &names::__gt__, &names::__ge__};
  FoundMethod method = findSpecial_py(ts, self, Value(methods[unsigned(op)]));
  if (method)
    return callFound_py(ts, method, self, {other});
  clearException(ts); // what binding has raised, as CPython
  return ownedNotImplemented();
}

Owned iterMethod(ThreadState &ts, Value self) {
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__iter__));
  if (method && method.callable.value().isNone())
    return raise(ts, types::TypeError, "'{}' object is not iterable",
                 {typeOf(self)});
  if (method)
    return callFound_py(ts, method, self, {});
  if (pendingException(ts))
    return {};
  if (!lookupInType(ts, typeOf(self), Value(&names::__getitem__)))
    return raise(ts, types::TypeError, "'{}' object is not iterable",
                 {typeOf(self)});
  return makeSequenceIterator(ts, self);
}

Owned descriptorGetMethod(ThreadState &ts, Value self, Value instance,
                          Value owner) {
  Value get = lookupInType(ts, typeOf(self), Value(&names::__get__));
  if (!get)
    return copyOf(self);
  Owned hold = copyOf(get);
  return call_py(ts, get,
                 {self, instance ? instance : none, owner ? owner : none});
}

bool descriptorSetMethod(ThreadState &ts, Value self, Value instance,
                         Value value) {
  return bool(
      value
          ? callSpecial_py(ts, self, Value(&names::__set__), {instance, value})
          : callSpecial_py(ts, self, Value(&names::__delete__), {instance}));
}

void finaliseMethod(ThreadState &ts, Value self) {
  SavedException saved(ts);
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__del__));
  if (!method)
    return;
  if (!callFound_py(ts, method, self, {}))
    writeUnraisable(ts, method.callable);
}

int checkedBool(ThreadState &ts, Owned result) {
  if (!result)
    return -1;
  if (!result.value().isBool())
    return raise(ts, types::TypeError,
                 "__bool__ should return bool, returned {}", {typeOf(result)});
  return result.value().isTrue();
}

int truthMethod(ThreadState &ts, Value self) {
  if (FoundMethod method = findSpecial_py(ts, self, Value(&names::__bool__)))
    return checkedBool(ts, callFound_py(ts, method, self, {}));
  if (pendingException(ts))
    return -1;
  if (!lookupInType(ts, typeOf(self), Value(&names::__len__)))
    return 1;
  int64_t length = length_py(ts, self);
  return length < 0 ? -1 : length != 0;
}

int64_t lengthMethod(ThreadState &ts, Value self) {
  Owned result = callSpecial_py(ts, self, Value(&names::__len__));
  if (!result)
    return -1;
  Owned index = toIndex_py(ts, result);
  if (!index)
    return -1;
  if (intSign(index) < 0)
    return raise(ts, types::ValueError, "__len__() should return >= 0");
  return toIndexInt64_py(ts, index, &types::OverflowError);
}

Owned subscriptMethod(ThreadState &ts, Value self, Value key) {
  return callSpecial_py(ts, self, Value(&names::__getitem__), {key});
}

bool setSubscriptMethod(ThreadState &ts, Value self, Value key, Value value) {
  return bool(
      value ? callSpecial_py(ts, self, Value(&names::__setitem__), {key, value})
            : callSpecial_py(ts, self, Value(&names::__delitem__), {key}));
}

int containsMethod(ThreadState &ts, Value self, Value item) {
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__contains__));
  if (method && method.callable.value().isNone())
    return raise(ts, types::TypeError, "'{}' object is not a container",
                 {typeOf(self)});
  if (!method)
    return pendingException(ts) ? -1 : searchIterable_py(ts, self, item);
  Owned result = callFound_py(ts, method, self, {item});
  return result ? isTrue_py(ts, result) : -1;
}

Owned itemMethod(ThreadState &ts, Value self, int64_t index) {
  Owned key = makeInt(ts, index);
  return key ? subscriptMethod(ts, self, key) : Owned();
}

} // namespace

Owned slotGetAttribute_py(ThreadState &ts, Value self, Value name) {
  return getAttributeMethod(ts, self, name);
}

Owned slotGetAttrHook_py(ThreadState &ts, Value self, Value name) {
  TypeObject *type = typeOf(self);
  Value hook = lookupInType(ts, type, Value(&names::__getattr__));
  if (!hook) // deleted from the class since
    return getAttributeMethod(ts, self, name);
  Owned held = copyOf(hook);
  Value getAttribute = lookupInType(ts, type, Value(&names::__getattribute__));
  bool generic = hasShape(getAttribute, BuiltinShape::WrapperDescriptor) &&
                 getAttribute.as<WrapperDescriptorObject>()->wrapped ==
                     reinterpret_cast<AnySlot>(genericGetAttr_py);
  Owned result = generic ? genericGetAttr_py(ts, self, name)
                         : getAttributeMethod(ts, self, name);
  if (result || !pendingMatches(ts, types::AttributeError))
    return result;
  clearException(ts);
  return callSpecial_py(ts, self, Value(&names::__getattr__), {name});
}

bool slotInit_py(ThreadState &ts, Value self, const Arguments &args) {
  FoundMethod method = findSpecial_py(ts, self, Value(&names::__init__));
  if (!method) {
    if (!pendingException(ts))
      raise(ts, types::AttributeError, "__init__");
    return false;
  }
  Owned result = callFound_py(ts, method, self, args);
  if (!result)
    return false;
  if (!result.value().isNone())
    return raise(ts, types::TypeError,
                 "__init__() should return None, not '{}'", {typeOf(result)});
  return true;
}

Owned slotNew_py(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned function = getAttr_py(ts, Value(type), Value(&names::__new__));
  return function ? callWithSelf_py(ts, function, Value(type), args) : Owned();
}

namespace {

// One constant a distinct slot.
#define UNARY(field, name)                                                     \
  constexpr auto field##Method_ = unaryMethod<NAME_OF(name)>;
#define BINARY(field, name, reflected)                                         \
  constexpr auto field##Method_ =                                              \
      binaryMethod<&TypeSlots::field, NAME_OF(name), NAME_OF(reflected)>;
#define INPLACE(field, name)                                                   \
  constexpr auto field##Method_ = inplaceMethod<NAME_OF(name)>;
#define OTHER(field, function) constexpr auto field##Method_ = function;
OTHER(repr, reprMethod)
UNARY(str, __str__)
OTHER(hash, hashMethod)
OTHER(call, callMethod)
OTHER(getAttr, slotGetAttrHook_py)
OTHER(setAttr, setAttrMethod)
OTHER(compare, compareMethod)
OTHER(iter, iterMethod)
UNARY(next, __next__)
OTHER(descriptorGet, descriptorGetMethod)
OTHER(descriptorSet, descriptorSetMethod)
OTHER(init, slotInit_py)
OTHER(new_, slotNew_py)
OTHER(finalise, finaliseMethod)
UNARY(await, __await__)
UNARY(aiter, __aiter__)
UNARY(anext, __anext__)
BINARY(add, __add__, __radd__)
BINARY(subtract, __sub__, __rsub__)
BINARY(multiply, __mul__, __rmul__)
BINARY(remainder, __mod__, __rmod__)
BINARY(divmod, __divmod__, __rdivmod__)
OTHER(power, powerMethod)
UNARY(negative, __neg__)
UNARY(positive, __pos__)
UNARY(absolute, __abs__)
OTHER(truth, truthMethod)
UNARY(invert, __invert__)
BINARY(leftShift, __lshift__, __rlshift__)
BINARY(rightShift, __rshift__, __rrshift__)
BINARY(and_, __and__, __rand__)
BINARY(xor_, __xor__, __rxor__)
BINARY(or_, __or__, __ror__)
UNARY(int_, __int__)
UNARY(float_, __float__)
UNARY(index, __index__)
INPLACE(inplaceAdd, __iadd__)
INPLACE(inplaceSubtract, __isub__)
INPLACE(inplaceMultiply, __imul__)
INPLACE(inplaceRemainder, __imod__)
OTHER(inplacePower, inplacePowerMethod)
INPLACE(inplaceLeftShift, __ilshift__)
INPLACE(inplaceRightShift, __irshift__)
INPLACE(inplaceAnd, __iand__)
INPLACE(inplaceXor, __ixor__)
INPLACE(inplaceOr, __ior__)
BINARY(floorDivide, __floordiv__, __rfloordiv__)
BINARY(trueDivide, __truediv__, __rtruediv__)
INPLACE(inplaceFloorDivide, __ifloordiv__)
INPLACE(inplaceTrueDivide, __itruediv__)
BINARY(matrixMultiply, __matmul__, __rmatmul__)
INPLACE(inplaceMatrixMultiply, __imatmul__)
OTHER(length, lengthMethod)
OTHER(subscript, subscriptMethod)
OTHER(setSubscript, setSubscriptMethod)
OTHER(contains, containsMethod)
OTHER(item, itemMethod)
// A class's __add__ and __mul__ fill the number slots, never these.
OTHER(concatenate, slot::Binary(nullptr))
OTHER(inplaceConcatenate, slot::Binary(nullptr))
OTHER(repeat, slot::Index(nullptr))
OTHER(inplaceRepeat, slot::Index(nullptr))

} // namespace

const SlotRow slotRows[kSlotRowCount] = {
#define SLOT(field, kind, name, wrapper, signature, doc)                       \
  {&names::name,                                                               \
   offsetof(TypeSlots, field),                                                 \
   SlotWrapper::wrapper,                                                       \
   signature,                                                                  \
   doc,                                                                        \
   reinterpret_cast<AnySlot>(field##Method_)},
#include "runtime-support/objects/Slots.def"
};

} // namespace dxpy
