// Identity, comparison, truth and hash of any object.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include <cstring>

namespace dxpy {

namespace {

constexpr CompareOp swapped[] = {CompareOp::Gt, CompareOp::Ge, CompareOp::Eq,
                                 CompareOp::Ne, CompareOp::Lt, CompareOp::Le};
constexpr const char *signs[] = {"<", "<=", "==", "!=", ">", ">="};

bool sameInt(Value a, Value b) {
  if (!hasShape(a, BuiltinShape::Int) || !hasShape(b, BuiltinShape::Int))
    return false;
  auto *x = a.as<IntObject>(), *y = b.as<IntObject>();
  size_t limbs = size_t(x->size < 0 ? -x->size : x->size);
  return x->size == y->size &&
         std::memcmp(x->limbs, y->limbs, limbs * sizeof(uint64_t)) == 0;
}

bool isAnswer(const Owned &result) {
  return !result || !result.value().isNotImplemented();
}

Owned compareByClass(ThreadState &ts, Value a, Value b, CompareOp op) {
  TypeObject *left = typeOf(a), *right = typeOf(b);
  CompareOp reverse = swapped[unsigned(op)];
  bool triedReverse = false;
  if (left != right && right->slots.compare && isSubtype(right, left)) {
    triedReverse = true;
    Owned result = right->slots.compare(ts, b, a, reverse);
    if (isAnswer(result))
      return result;
  }
  if (slot::Compare compare = left->slots.compare) {
    Owned result = compare(ts, a, b, op);
    if (isAnswer(result))
      return result;
  }
  if (!triedReverse && right->slots.compare) {
    Owned result = right->slots.compare(ts, b, a, reverse);
    if (isAnswer(result))
      return result;
  }
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return ownedBool(isIdentical(a, b) == (op == CompareOp::Eq));
  return raise(ts, types::TypeError,
               "'{}' not supported between instances of '{}' and '{}'",
               {signs[unsigned(op)], left, right});
}

/// Does `==` of the two mean `is`?
bool comparesByIdentity(Value a, Value b) {
  slot::Compare plain = types::Object.slots.compare;
  return a.isPointer() && b.isPointer() && typeOf(a)->slots.compare == plain &&
         typeOf(b)->slots.compare == plain;
}

} // namespace

bool isIdentical(Value a, Value b) {
  if (a == b)
    return true;
  if (!a.isPointer() && !b.isPointer())
    return false;
  if (isExactFloat(a) && isExactFloat(b)) {
    double x = floatValue(a), y = floatValue(b);
    return std::memcmp(&x, &y, sizeof x) == 0;
  }
  if (hasShape(a, BuiltinShape::Complex) && hasShape(b, BuiltinShape::Complex))
    return std::memcmp(&a.as<ComplexObject>()->real,
                       &b.as<ComplexObject>()->real, 2 * sizeof(double)) == 0;
  return sameInt(a, b);
}

Owned compare_py(ThreadState &ts, Value a, Value b, CompareOp op) {
  if ((op == CompareOp::Eq || op == CompareOp::Ne) && comparesByIdentity(a, b))
    return ownedBool((a == b) == (op == CompareOp::Eq));
  RecursionLevel level(ts, " in comparison");
  if (!level)
    return {};
  return compareByClass(ts, a, b, op);
}

namespace {

template <typename T> int holds(T a, T b, CompareOp op) {
  switch (op) {
  case CompareOp::Lt:
    return a < b;
  case CompareOp::Le:
    return a <= b;
  case CompareOp::Eq:
    return a == b;
  case CompareOp::Ne:
    return a != b;
  case CompareOp::Gt:
    return a > b;
  case CompareOp::Ge:
    return a >= b;
  }
  return 0;
}

} // namespace

int compareBool_py(ThreadState &ts, Value a, Value b, CompareOp op) {
  if (bothSmallInts(a.word(), b.word()))
    return holds(a.smallInt(), b.smallInt(), op);
  if (bothImmediateFloats(a.word(), b.word()) && a != b) // nan is itself
    return holds(immediateFloatValue(a.word()), immediateFloatValue(b.word()),
                 op);
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    if (bool same = isIdentical(a, b); same || comparesByIdentity(a, b))
      return same == (op == CompareOp::Eq);
  Owned result = compare_py(ts, a, b, op);
  return result ? isTrueFast(ts, result) : -1;
}

int equal_py(ThreadState &ts, Value a, Value b) {
  return compareBool_py(ts, a, b, CompareOp::Eq);
}

int isTrue_py(ThreadState &ts, Value object) {
  if (object.isBool())
    return object.isTrue();
  if (object.isNone())
    return 0;
  const TypeSlots &slots = typeOf(object)->slots;
  if (slots.truth)
    return slots.truth(ts, object);
  if (!slots.length)
    return 1;
  int64_t length = slots.length(ts, object);
  return length < 0 ? -1 : length != 0;
}

int64_t hash_py(ThreadState &ts, Value object) {
  slot::Hash hash = typeOf(object)->slots.hash;
  return hash ? hash(ts, object) : hashNotImplemented(ts, object);
}

} // namespace dxpy
