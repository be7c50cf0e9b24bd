// Sums and products of many numbers: fsum, prod, hypot, dist.
#include "stdlib/math/parts.h"
#include <cmath>

namespace dxpy::math {

namespace {

/// A growing array of doubles, on the stack while it is short.
class Doubles {
public:
  Doubles() = default;
  ~Doubles() {
    if (data_ != inline_)
      rawFree(data_);
  }
  Doubles(const Doubles &) = delete;
  bool reserve(ThreadState &ts, size_t count) {
    if (count <= capacity_)
      return true;
    size_t room = count < 2 * capacity_ ? 2 * capacity_ : count;
    void *block = rawReallocate(data_ == inline_ ? nullptr : data_,
                                room * sizeof(double));
    if (!block)
      return raiseMemoryError(ts);
    auto *grown = static_cast<double *>(block);
    if (data_ == inline_)
      for (size_t i = 0; i < capacity_; ++i)
        grown[i] = inline_[i];
    data_ = grown;
    capacity_ = room;
    return true;
  }
  double &operator[](size_t i) { return data_[i]; }
  double *data() { return data_; }

private:
  static constexpr size_t kInline = 32;
  double inline_[kInline];
  double *data_ = inline_;
  size_t capacity_ = kInline;
};

/// Exact sum of doubles as partial sums that do not overlap, in increasing
/// magnitude (Shewchuk 1997).
class ExactSum {
public:
  explicit ExactSum(ThreadState &ts) : ts_(ts) {}

  bool add(double x) {
    double given = x;
    size_t kept = 0;
    for (size_t i = 0; i < count_; ++i) {
      double y = partials_[i];
      if (std::fabs(x) < std::fabs(y))
        std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0.0)
        partials_[kept++] = low;
      x = high;
    }
    count_ = kept;
    if (x == 0.0)
      return true;
    if (!std::isfinite(x))
      return addSpecial(given);
    if (!partials_.reserve(ts_, count_ + 1))
      return false;
    partials_[count_++] = x;
    return true;
  }

  Owned result() {
    if (special_ != 0.0) { // nan is not equal
      if (std::isnan(infinities_))
        return raise(ts_, types::ValueError, "-inf + inf in fsum");
      return makeFloat(ts_, special_);
    }
    if (count_ == 0)
      return makeFloat(ts_, 0.0);
    size_t n = count_ - 1;
    double high = partials_[n], low = 0.0;
    while (n > 0) {
      double x = high, y = partials_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0.0)
        break;
    }
    // Half-even rounding across partials: the rest decides a tie.
    if (n > 0 && ((low < 0.0 && partials_[n - 1] < 0.0) ||
                  (low > 0.0 && partials_[n - 1] > 0.0))) {
      double y = low * 2.0, x = high + y;
      if (y == x - high)
        high = x;
    }
    return makeFloat(ts_, high);
  }

private:
  bool addSpecial(double given) {
    if (std::isfinite(given))
      return raise(ts_, types::OverflowError, "intermediate overflow in fsum");
    if (std::isinf(given))
      infinities_ += given;
    special_ += given;
    count_ = 0;
    return true;
  }

  ThreadState &ts_;
  Doubles partials_;
  size_t count_ = 0;
  double special_ = 0.0, infinities_ = 0.0;
};

/// sqrt of the sum of squares, nearly always correctly rounded: lossless
/// scaling, exact squares by Veltkamp's splitting, compensated summation, one
/// step of correction of the root. `largest` is the greatest of the values,
/// none of which is negative.
class VectorNorm {
public:
  static double of(double *values, size_t count, double largest, bool nan) {
    if (std::isinf(largest))
      return largest;
    if (nan)
      return std::nan("");
    if (largest == 0.0 || count <= 1)
      return largest;
    int exponent;
    std::frexp(largest, &exponent);
    if (exponent < -1023) { // 2**-exponent is out of range: leave denormals
      constexpr double kUp = 0x1p1022;
      for (size_t i = 0; i < count; ++i)
        values[i] *= kUp;
      return of(values, count, largest * kUp, false) / kUp;
    }
    return VectorNorm().scaled(values, count, std::ldexp(1.0, -exponent));
  }

private:
  double sum_ = 1.0, parts_[3] = {};

  struct Split {
    double high, low;
    explicit Split(double x) {
      constexpr double kSplitter = 134217729.0; // 2**27 + 1
      double t = x * kSplitter;
      high = t - (t - x);
      low = x - high;
    }
  };

  void add(double x, unsigned part) {
    double old = sum_;
    sum_ += x;
    parts_[part] += (old - sum_) + x;
  }
  double total() const {
    return sum_ - 1.0 + (parts_[0] + parts_[1] + parts_[2]);
  }

  double scaled(const double *values, size_t count, double scale) {
    for (size_t i = 0; i < count; ++i) {
      Split s(values[i] * scale);
      add(s.high * s.high, 0);
      add(2.0 * s.high * s.low, 1);
      parts_[2] += s.low * s.low;
    }
    double root = std::sqrt(total());
    Split s(root);
    add(-s.high * s.high, 0);
    add(-2.0 * s.high * s.low, 1);
    add(-s.low * s.low, 2);
    return (root + total() / (2.0 * root)) / scale;
  }
};

/// Collects magnitudes for a norm.
class Magnitudes {
public:
  bool add(ThreadState &ts, size_t i, double x) {
    if (!values_.reserve(ts, i + 1))
      return false;
    x = std::fabs(x);
    values_[i] = x;
    nan_ |= std::isnan(x);
    largest_ = x > largest_ ? x : largest_;
    return true;
  }
  double norm(size_t count) {
    return VectorNorm::of(values_.data(), count, largest_, nan_);
  }

private:
  Doubles values_;
  double largest_ = 0.0;
  bool nan_ = false;
};

Owned tupleOf_py(ThreadState &ts, Value v) {
  return isTuple(v) ? copyOf(v) : tupleFromIterable_py(ts, v);
}

} // namespace

Owned fsum(ThreadState &ts, Value, const Value *args) {
  ExactSum sum(ts);
  bool ok = forEach_py(ts, args[0], [&](Value item) {
    double x;
    return readDouble_py(ts, item, x) && sum.add(x);
  });
  return ok ? sum.result() : Owned();
}

Owned prod(ThreadState &ts, Value, const Value *args) {
  Owned result = args[1] ? copyOf(args[1]) : makeInt(ts, 1);
  bool ok = forEach_py(ts, args[0], [&](Value item) {
    int64_t product;
    if (item.isSmallInt() && result.value().isSmallInt() &&
        !__builtin_mul_overflow(item.smallInt(), result.value().smallInt(),
                                &product))
      result = makeInt(ts, product);
    else if (isExactFloat(item) && isExactFloat(result))
      result = makeFloat(ts, floatValue(result) * floatValue(item));
    else
      result = binary_py(ts, BinaryOp::Mul, result, item);
    return bool(result);
  });
  return ok ? std::move(result) : Owned();
}

Owned hypot(ThreadState &ts, Value, const Arguments &args) {
  if (!checkNoKeywords(ts, "math.hypot", args))
    return {};
  Magnitudes parts;
  for (size_t i = 0; i < args.positionalCount; ++i) {
    double x;
    if (!readDouble_py(ts, args[i], x) || !parts.add(ts, i, x))
      return {};
  }
  return makeFloat(ts, parts.norm(args.positionalCount));
}

Owned dist(ThreadState &ts, Value, const Value *args) {
  Owned p = tupleOf_py(ts, args[0]);
  Owned q = p ? tupleOf_py(ts, args[1]) : Owned();
  if (!q)
    return {};
  size_t count = tupleLength(p);
  if (count != tupleLength(q))
    return raise(ts, types::ValueError,
                 "both points must have the same number of dimensions");
  Magnitudes parts;
  for (size_t i = 0; i < count; ++i) {
    double x, y;
    if (!readDouble_py(ts, tupleItem(p, i), x) ||
        !readDouble_py(ts, tupleItem(q, i), y) || !parts.add(ts, i, x - y))
      return {};
  }
  return makeFloat(ts, parts.norm(count));
}

} // namespace dxpy::math
