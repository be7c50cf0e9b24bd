// Ints of any size as the limb kernels (bigint/limbs.h) see them: views of
// operands and room for results.
#pragma once
#include "runtime-support/bigint/limbs.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"

namespace dxpy {

/// The magnitude and sign of an int, bool or instance of a subclass.
class IntView {
public:
  explicit IntView(Value v) {
    if (v.isPointer()) {
      auto *object = v.as<IntObject>();
      value_.negative = object->size < 0;
      value_.mag = {object->limbs, sizeOf(object)};
      return;
    }
    set(v.isBool() ? int64_t(v.isTrue()) : v.smallInt());
  }
  explicit IntView(int64_t number) { set(number); }
  IntView(const IntView &) = delete;

  operator bigint::Int() const { return value_; }
  bigint::Mag mag() const { return value_.mag; }
  bool negative() const { return value_.negative; }
  bool isZero() const { return value_.mag.isZero(); }
  size_t size() const { return value_.mag.size; }
  const uint64_t *limbs() const { return value_.mag.limbs; }

  static size_t sizeOf(const IntObject *object) {
    return size_t(object->size < 0 ? -object->size : object->size);
  }

private:
  void set(int64_t number) {
    limb_ = number < 0 ? -uint64_t(number) : uint64_t(number);
    value_ = {{&limb_, limb_ != 0}, number < 0};
  }
  uint64_t limb_ = 0;
  bigint::Int value_;
};

/// Where the kernels get their scratch space.
class LimbContext : public bigint::Context {
public:
  LimbContext()
      : Context([](void *, size_t bytes) { return rawAllocate(bytes); },
                [](void *, void *block, size_t) { rawFree(block); }, nullptr,
                nullptr) {}
};

/// Room for the limbs of a result. Small ones lie on the stack until their size
/// is known, large ones are built in the object.
class IntResult {
public:
  IntResult(ThreadState &ts, size_t limbs);
  ~IntResult();
  IntResult(const IntResult &) = delete;
  explicit operator bool() const { return limbs_ != nullptr; }
  uint64_t *limbs() { return limbs_; }
  /// The int of the first \p size limbs, normalised.
  Owned finish(size_t size, bool negative);
  /// The same after a kernel that may fail.
  Owned finish(bigint::Status status, size_t size, bool negative) {
    return status == bigint::Status::ok ? finish(size, negative)
                                        : Owned(raiseMemoryError(ts_));
  }

private:
  static constexpr size_t kInline = 64;
  ThreadState &ts_;
  IntObject *object_ = nullptr;
  uint64_t *limbs_ = inline_;
  uint64_t inline_[kInline];
};

/// An exact int object with \p count limbs to be filled; the highest must not
/// be zero, and the value is outside 62 bits. Null: MemoryError is pending.
IntObject *allocateInt(ThreadState &ts, size_t count, bool negative);
/// An instance of a subclass of int with the value of \p number.
Owned intForSubclass(ThreadState &ts, TypeObject *type, Value number);
/// The value as an exact int: a subclass's instance is copied.
Owned exactInt(ThreadState &ts, Value number);
/// Smallest count of limbs that may hold |value| / 2**61 and so is never an
/// immediate.
inline bool fitsImmediate(uint64_t magnitude, bool negative) {
  return magnitude <= uint64_t(kSmallIntMax) + (negative ? 1 : 0);
}

} // namespace dxpy
