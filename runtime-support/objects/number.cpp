// int, float and complex objects: allocation and conversion to C numbers. Text
// is in number_text.cpp, the types in builtins/.
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/int_limbs.h"
#include <cmath>
#include <cstring>

namespace dxpy {

namespace {

constexpr size_t intBytes(size_t limbs) {
  return sizeof(IntObject) + limbs * sizeof(uint64_t);
}

/// Blocks above the size classes can be given back whatever their size is.
bool isLarge(size_t limbs) {
  return kCellsAreAllocations || intBytes(limbs) > kLargestCell;
}

Owned immediateInt(uint64_t magnitude, bool negative) {
  return Owned::steal(smallIntWord(int64_t(negative ? -magnitude : magnitude)));
}

} // namespace

IntObject *allocateInt(ThreadState &ts, size_t count, bool negative) {
  void *cell = count > bigint::maxLimbs
                   ? nullptr
                   : allocateCell(&ts, intBytes(count), CellKind::Leaf);
  if (!cell) {
    raiseMemoryError(ts);
    return nullptr;
  }
  auto *object = static_cast<IntObject *>(cell);
  initHeader(&ts, &object->header, shapeId(BuiltinShape::Int), CellKind::Leaf,
             intBytes(count));
  object->size = negative ? -int64_t(count) : int64_t(count);
  return object;
}

IntResult::IntResult(ThreadState &ts, size_t limbs) : ts_(ts) {
  if (limbs <= kInline)
    return;
  object_ = allocateInt(ts, limbs, false);
  limbs_ = object_ ? object_->limbs : nullptr;
}

IntResult::~IntResult() {
  if (object_)
    freeCell(&ts_, object_, intBytes(IntView::sizeOf(object_)), CellKind::Leaf);
}

Owned IntResult::finish(size_t size, bool negative) {
  size = bigint::normalize(limbs_, size);
  if (!object_ || !isLarge(size))
    return makeIntFromLimbs(ts_, limbs_, size, negative);
  if (size <= 1 && fitsImmediate(size ? limbs_[0] : 0, negative))
    return immediateInt(size ? limbs_[0] : 0, negative);
  object_->size = negative ? -int64_t(size) : int64_t(size);
  return Owned::steal(std::exchange(object_, nullptr));
}

Owned makeIntFromLimbs(ThreadState &ts, const uint64_t *limbs, size_t count,
                       bool negative) {
  count = bigint::normalize(limbs, count);
  if (count == 0)
    return Owned::steal(smallIntWord(0));
  if (count == 1 && fitsImmediate(limbs[0], negative))
    return immediateInt(limbs[0], negative);
  IntObject *object = allocateInt(ts, count, negative);
  if (!object)
    return {};
  std::memcpy(object->limbs, limbs, count * sizeof(uint64_t));
  return Owned::steal(object);
}

Owned makeBigInt(ThreadState &ts, int64_t value) {
  IntView view(value);
  return makeIntFromLimbs(ts, view.limbs(), view.size(), view.negative());
}

Owned makeUnsigned(ThreadState &ts, uint64_t value) {
  if (value <= uint64_t(kSmallIntMax))
    return Owned::steal(smallIntWord(int64_t(value)));
  return makeIntFromLimbs(ts, &value, 1, false);
}

Owned intForSubclass(ThreadState &ts, TypeObject *type, Value number) {
  IntView view(number);
  Owned result = allocateInstance(ts, type, view.size());
  if (!result)
    return {};
  auto *object = result.as<IntObject>();
  object->size = view.negative() ? -int64_t(view.size()) : int64_t(view.size());
  std::memcpy(object->limbs, view.limbs(), view.size() * sizeof(uint64_t));
  return result;
}

Owned exactInt(ThreadState &ts, Value number) {
  if (isExactInt(number))
    return copyOf(number);
  IntView view(number);
  return makeIntFromLimbs(ts, view.limbs(), view.size(), view.negative());
}

Owned intFromDouble(ThreadState &ts, double value) {
  if (value > -0x1p61 && value < 0x1p61)
    return Owned::steal(smallIntWord(int64_t(value)));
  if (std::isinf(value))
    return raise(ts, types::OverflowError,
                 "cannot convert float infinity to integer");
  if (std::isnan(value))
    return raise(ts, types::ValueError, "cannot convert float NaN to integer");
  uint64_t limbs[bigint::doubleLimbs];
  size_t size = bigint::fromDouble(limbs, value);
  return makeIntFromLimbs(ts, limbs, size, value < 0);
}

bool intFitsInt64(Value i, int64_t &out) {
  if (i.isSmallInt()) {
    out = i.smallInt();
    return true;
  }
  IntView view(i);
  if (view.size() > 1)
    return false;
  uint64_t magnitude = view.isZero() ? 0 : view.limbs()[0];
  if (magnitude > uint64_t(INT64_MAX) + view.negative())
    return false;
  out = int64_t(view.negative() ? -magnitude : magnitude);
  return true;
}

bool intToInt64(ThreadState &ts, Value i, int64_t &out) {
  return intFitsInt64(i, out) ||
         raise(ts, types::OverflowError,
               "Python int too large to convert to C long");
}

int intSign(Value i) {
  if (i.isSmallInt())
    return (i.smallInt() > 0) - (i.smallInt() < 0);
  if (i.isBool())
    return i.isTrue();
  int64_t size = i.as<IntObject>()->size;
  return (size > 0) - (size < 0);
}

double intToDouble(ThreadState &ts, Value i) {
  if (i.isSmallInt())
    return double(i.smallInt());
  double result;
  if (bigint::toDouble(IntView(i), result))
    return result;
  raise(ts, types::OverflowError, "int too large to convert to float");
  return -1.0;
}

Owned makeBoxedFloat(ThreadState &ts, double value) {
  void *cell = allocateCell(&ts, sizeof(FloatObject), CellKind::Leaf);
  if (!cell)
    return raiseMemoryError(ts);
  auto *object = static_cast<FloatObject *>(cell);
  initHeader(&ts, &object->header, shapeId(BuiltinShape::Float), CellKind::Leaf,
             sizeof(FloatObject));
  object->value = value;
  return Owned::steal(object);
}

Owned makeComplex(ThreadState &ts, double real, double imag) {
  void *cell = allocateCell(&ts, sizeof(ComplexObject), CellKind::Leaf);
  if (!cell)
    return raiseMemoryError(ts);
  auto *object = static_cast<ComplexObject *>(cell);
  initHeader(&ts, &object->header, shapeId(BuiltinShape::Complex),
             CellKind::Leaf, sizeof(ComplexObject));
  object->real = real;
  object->imag = imag;
  return Owned::steal(object);
}

} // namespace dxpy
