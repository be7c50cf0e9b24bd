// Arithmetic operators: CPython's dispatch between the operands' classes, the
// sequence fallbacks of + and *, and the error texts.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"

namespace dxpy {

namespace {

struct OperatorRow {
  slot::Binary TypeSlots::*slot, TypeSlots::*inplace;
  const char *name, *inplaceName;
};

/// In the order of BinaryOp; Pow has ternary slots of its own.
constexpr OperatorRow rows[] = {
    {&TypeSlots::add, &TypeSlots::inplaceAdd, "+", "+="},
    {&TypeSlots::subtract, &TypeSlots::inplaceSubtract, "-", "-="},
    {&TypeSlots::multiply, &TypeSlots::inplaceMultiply, "*", "*="},
    {&TypeSlots::trueDivide, &TypeSlots::inplaceTrueDivide, "/", "/="},
    {&TypeSlots::floorDivide, &TypeSlots::inplaceFloorDivide, "//", "//="},
    {&TypeSlots::remainder, &TypeSlots::inplaceRemainder, "%", "%="},
    {nullptr, nullptr, "** or pow()", "**="},
    {&TypeSlots::leftShift, &TypeSlots::inplaceLeftShift, "<<", "<<="},
    {&TypeSlots::rightShift, &TypeSlots::inplaceRightShift, ">>", ">>="},
    {&TypeSlots::and_, &TypeSlots::inplaceAnd, "&", "&="},
    {&TypeSlots::or_, &TypeSlots::inplaceOr, "|", "|="},
    {&TypeSlots::xor_, &TypeSlots::inplaceXor, "^", "^="},
    {&TypeSlots::matrixMultiply, &TypeSlots::inplaceMatrixMultiply, "@", "@="},
};

bool isAnswer(const Owned &result) {
  return !result || !result.value().isNotImplemented();
}

// Operators of the program's classes: which Python function answers first, by
// the versions of the operands' classes.

struct KnownOperator {
  uint32_t left, right;
  slot::Binary TypeSlots::*slot;
  Word function; ///< borrowed from the left operand's class
};
constexpr size_t kKnownOperators = 256;
constinit KnownOperator knownOperators[kKnownOperators] = {};

/// The method that stands for \p slot if the class defines it in Python.
Value methodOf(ThreadState &ts, TypeObject *type,
               slot::Binary TypeSlots::*slot) {
  auto own = reinterpret_cast<AnySlot>(type->slots.*slot);
  for (const SlotRow &row : slotRows)
    if (row.wrapper == SlotWrapper::BinaryLeft && row.method == own)
      return lookupInType(ts, type, Value(row.name));
  return {};
}

/// Null: the general dispatch.
Value leftOperator(ThreadState &ts, TypeObject *left, TypeObject *right,
                   slot::Binary TypeSlots::*slot) {
  slot::Binary own = left->slots.*slot;
  if (!(left->flags & kTypeHeap) || !own)
    return {};
  uint32_t of = left->version ? left->version : typeVersion(left),
           other = right->version ? right->version : typeVersion(right);
  size_t place = (of * 0x9E3779B1u ^ other * 0x85EBCA6Bu) >> 8 ^
                 reinterpret_cast<uintptr_t>(own) >> 4;
  KnownOperator &known = knownOperators[place % kKnownOperators];
  if (known.left == of && known.right == other && known.slot == slot)
    return Value(known.function);
  // The right operand's class must not come first, nor have the same slot
  // function, which asks both.
  if (left != right && (right->slots.*slot == own || isSubtype(right, left)))
    return {};
  Value method = methodOf(ts, left, slot);
  if (!method || !isFunction(method))
    return {};
  if (left->version == of && right->version == other)
    known = {of, other, slot, method.word()};
  return method;
}

/// As dispatch(), where the function of the left operand's class is known.
Owned callOperator(ThreadState &ts, Value function,
                   slot::Binary TypeSlots::*slot, Value a, Value b) {
  slot::Binary own = typeOf(a)->slots.*slot, other = typeOf(b)->slots.*slot;
  Owned hold = copyOf(function);
  Word words[] = {a.word(), b.word()};
  Owned result = Owned::steal(
      hold.as<FunctionObject>()->entry(&ts, hold.word(), words, 2, 0));
  if (isAnswer(result) || !other || other == own)
    return result;
  return other(ts, a, b);
}

/// NotImplemented if neither operand knows the operation.
Owned dispatch(ThreadState &ts, slot::Binary TypeSlots::*slot, Value a,
               Value b) {
  TypeObject *left = typeOf(a), *right = typeOf(b);
  if (Value function = leftOperator(ts, left, right, slot))
    return callOperator(ts, function, slot, a, b);
  slot::Binary first = left->slots.*slot, second = nullptr;
  if (left != right) {
    second = right->slots.*slot;
    if (second == first)
      second = nullptr;
  }
  if (first) {
    if (second && isSubtype(right, left)) {
      Owned result = second(ts, a, b);
      if (isAnswer(result))
        return result;
      second = nullptr;
    }
    Owned result = first(ts, a, b);
    if (isAnswer(result))
      return result;
  }
  return second ? second(ts, a, b) : ownedNotImplemented();
}

bool isPrintFunction(Value value) {
  return hasShape(value, BuiltinShape::BuiltinFunction) &&
         std::string_view(value.as<BuiltinFunctionObject>()->def->name) ==
             "print";
}

Owned unsupported(ThreadState &ts, const char *name, Value a, Value b) {
  if (std::string_view(name) == ">>" && isPrintFunction(a))
    return raise(ts, types::TypeError,
                 "unsupported operand type(s) for {}: '{}' and '{}'. Did you "
                 "mean \"print(<message>, file=<output_stream>)\"?",
                 {name, typeOf(a), typeOf(b)});
  return raise(ts, types::TypeError,
               "unsupported operand type(s) for {}: '{}' and '{}'",
               {name, typeOf(a), typeOf(b)});
}

Owned repeat(ThreadState &ts, slot::Index slot, Value sequence, Value count) {
  if (!typeOf(count)->slots.index)
    return raise(ts, types::TypeError,
                 "can't multiply sequence by non-int of type '{}'",
                 {typeOf(count)});
  int64_t times = toIndexInt64_py(ts, count, &types::OverflowError);
  if (times == -1 && pendingException(ts))
    return {};
  return slot(ts, sequence, times);
}

/// What + and * mean for sequences; NotImplemented if nothing.
Owned sequenceOperation(ThreadState &ts, BinaryOp op, Value a, Value b) {
  const TypeSlots &left = typeOf(a)->slots;
  if (op == BinaryOp::Add && left.concatenate)
    return left.concatenate(ts, a, b);
  if (op != BinaryOp::Mul)
    return ownedNotImplemented();
  if (left.repeat)
    return repeat(ts, left.repeat, a, b);
  if (slot::Index slot = typeOf(b)->slots.repeat)
    return repeat(ts, slot, b, a);
  return ownedNotImplemented();
}

Owned inplaceSequenceOperation(ThreadState &ts, BinaryOp op, Value a, Value b) {
  const TypeSlots &left = typeOf(a)->slots;
  if (op == BinaryOp::Add && left.inplaceConcatenate)
    return left.inplaceConcatenate(ts, a, b);
  if (op == BinaryOp::Mul && left.inplaceRepeat)
    return repeat(ts, left.inplaceRepeat, a, b);
  return sequenceOperation(ts, op, a, b);
}

/// NotImplemented if none of the operands knows.
Owned dispatchPower(ThreadState &ts, Value a, Value b, Value modulus) {
  TypeObject *left = typeOf(a), *right = typeOf(b);
  slot::Ternary first = left->slots.power, second = nullptr;
  if (left != right) {
    second = right->slots.power;
    if (second == first)
      second = nullptr;
  }
  slot::Ternary rightSlot = second;
  if (first) {
    if (second && isSubtype(right, left)) {
      Owned result = second(ts, a, b, modulus);
      if (isAnswer(result))
        return result;
      second = nullptr;
    }
    Owned result = first(ts, a, b, modulus);
    if (isAnswer(result))
      return result;
  }
  if (second) {
    Owned result = second(ts, a, b, modulus);
    if (isAnswer(result))
      return result;
  }
  slot::Ternary third = typeOf(modulus)->slots.power;
  if (third && third != first && third != rightSlot)
    return third(ts, a, b, modulus);
  return ownedNotImplemented();
}

Owned powerNamed(ThreadState &ts, Value a, Value b, Value modulus,
                 const char *name) {
  Owned result = dispatchPower(ts, a, b, modulus);
  if (isAnswer(result))
    return result;
  if (modulus.isNone())
    return unsupported(ts, name, a, b);
  return raise(ts, types::TypeError,
               "unsupported operand type(s) for {}: '{}', '{}', '{}'",
               {name, typeOf(a), typeOf(b), typeOf(modulus)});
}

Owned unaryBySlot(ThreadState &ts, slot::Unary TypeSlots::*slot, Value a,
                  const char *what) {
  if (slot::Unary function = typeOf(a)->slots.*slot)
    return function(ts, a);
  return raise(ts, types::TypeError, "bad operand type for {}: '{}'",
               {what, typeOf(a)});
}

} // namespace

Owned binary_py(ThreadState &ts, BinaryOp op, Value a, Value b) {
  if (op == BinaryOp::Pow)
    return power_py(ts, a, b, none);
  const OperatorRow &row = rows[unsigned(op)];
  Owned result = dispatch(ts, row.slot, a, b);
  if (isAnswer(result))
    return result;
  result = sequenceOperation(ts, op, a, b);
  if (isAnswer(result))
    return result;
  return unsupported(ts, row.name, a, b);
}

Owned inplace_py(ThreadState &ts, BinaryOp op, Value a, Value b) {
  const OperatorRow &row = rows[unsigned(op)];
  if (op == BinaryOp::Pow) {
    if (slot::Ternary slot = typeOf(a)->slots.inplacePower) {
      Owned result = slot(ts, a, b, none);
      if (isAnswer(result))
        return result;
    }
    return powerNamed(ts, a, b, none, row.inplaceName);
  }
  if (slot::Binary slot = typeOf(a)->slots.*row.inplace) {
    Owned result = slot(ts, a, b);
    if (isAnswer(result))
      return result;
  }
  Owned result = dispatch(ts, row.slot, a, b);
  if (isAnswer(result))
    return result;
  result = inplaceSequenceOperation(ts, op, a, b);
  if (isAnswer(result))
    return result;
  return unsupported(ts, row.inplaceName, a, b);
}

Owned power_py(ThreadState &ts, Value base, Value exponent, Value modulus) {
  return powerNamed(ts, base, exponent, modulus, "** or pow()");
}

Owned divmod_py(ThreadState &ts, Value a, Value b) {
  Owned result = dispatch(ts, &TypeSlots::divmod, a, b);
  return isAnswer(result) ? std::move(result)
                          : unsupported(ts, "divmod()", a, b);
}

Owned unary_py(ThreadState &ts, UnaryOp op, Value a) {
  switch (op) {
  case UnaryOp::Negative:
    return unaryBySlot(ts, &TypeSlots::negative, a, "unary -");
  case UnaryOp::Positive:
    return unaryBySlot(ts, &TypeSlots::positive, a, "unary +");
  case UnaryOp::Invert:
    return unaryBySlot(ts, &TypeSlots::invert, a, "unary ~");
  }
  __builtin_unreachable();
}

Owned absolute_py(ThreadState &ts, Value a) {
  return unaryBySlot(ts, &TypeSlots::absolute, a, "abs()");
}

} // namespace dxpy
