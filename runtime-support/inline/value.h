// Value (borrowed) and Owned: how the runtime's C++ holds value words. Raw
// words appear only in abi and inline. A null Owned as a result means that an
// exception is pending.
#pragma once
#include "runtime-support/inline/refcount.h"
#include <cassert>
#include <utility>

namespace dxpy {

/// A borrowed value word. Null (0) stands for "absent" in optional parameters.
class Value {
public:
  constexpr Value() = default;
  constexpr explicit Value(Word word) : word_(word) {}
  template <typename T>
    requires requires(T *t) { t->header; }
  Value(const T *object) : word_(reinterpret_cast<Word>(object)) {}

  constexpr Word word() const { return word_; }
  constexpr explicit operator bool() const { return word_ != 0; }
  constexpr bool isPointer() const { return dxpy::isPointer(word_); }
  constexpr bool isSmallInt() const { return dxpy::isSmallInt(word_); }
  constexpr bool isImmediateFloat() const {
    return dxpy::isImmediateFloat(word_);
  }
  constexpr bool isBool() const { return dxpy::isBool(word_); }
  constexpr bool isNone() const { return word_ == kNone; }
  constexpr bool isUndef() const { return word_ == kUndef; }
  constexpr bool isTrue() const { return word_ == kTrue; }
  constexpr bool isFalse() const { return word_ == kFalse; }
  constexpr bool isNotImplemented() const { return word_ == kNotImplemented; }
  constexpr int64_t smallInt() const { return smallIntValue(word_); }
  /// The same word: equal words are identical, unequal ones may still be
  /// (floats, big ints): see isIdentical().
  friend constexpr bool operator==(Value a, Value b) {
    return a.word_ == b.word_;
  }

  ObjectHeader *header() const { return objectOf(word_); }
  /// The object as \p T; the caller knows the type.
  template <typename T> T *as() const { return reinterpret_cast<T *>(word_); }

private:
  Word word_ = 0;
};

inline constexpr Value none{kNone}, notImplemented{kNotImplemented},
    undefined{kUndef};
constexpr Value boolean(bool b) { return Value(boolWord(b)); }

/// A value with one reference of its own, released at the end of its life.
class [[clang::trivial_abi, nodiscard]] Owned {
public:
  constexpr Owned() = default;
  constexpr Owned(std::nullptr_t) {}
  /// Takes over a reference that the caller owns.
  static Owned steal(Word word) {
    Owned result;
    result.word_ = word;
    return result;
  }
  template <typename T> static Owned steal(T *object) {
    return steal(reinterpret_cast<Word>(object));
  }
  /// Adds a reference.
  static Owned copy(Value value) {
    if (value)
      retain(&currentThread, value.word());
    return steal(value.word());
  }
  Owned(Owned &&other) noexcept : word_(std::exchange(other.word_, 0)) {}
  Owned &operator=(Owned &&other) noexcept {
    Word old = std::exchange(word_, std::exchange(other.word_, 0));
    if (old)
      release(&currentThread, old);
    return *this;
  }
  Owned(const Owned &) = delete;
  Owned &operator=(const Owned &) = delete;
  ~Owned() {
    if (word_)
      release(&currentThread, word_);
  }

  explicit operator bool() const { return word_ != 0; }
  Value value() const { return Value(word_); }
  operator Value() const & { return Value(word_); }
  operator Value() const && = delete; // would dangle
  Word word() const { return word_; }
  template <typename T> T *as() const { return reinterpret_cast<T *>(word_); }
  /// Gives the reference to the caller.
  [[nodiscard]] Word take() { return std::exchange(word_, 0); }
  void reset() { *this = Owned(); }

private:
  Word word_ = 0;
};
static_assert(sizeof(Owned) == sizeof(Word));

inline Owned copyOf(Value value) { return Owned::copy(value); }
inline Owned ownedNone() { return Owned::steal(kNone); }
inline Owned ownedBool(bool b) { return Owned::steal(boolWord(b)); }
inline Owned ownedNotImplemented() { return Owned::steal(kNotImplemented); }

/// Stores an owned value into a field, then drops the old one: it may run
/// Python code, and by then the field is already right.
inline void storeField(ThreadState &ts, ObjectHeader *holder, Word *field,
                       Owned value) {
  Word old = slotTake(&ts, holder, field, value.take());
  if (old)
    release(&ts, old);
}

/// Drops a field in dealloc or clear.
inline void clearField(ThreadState &ts, ObjectHeader *holder, Word *field,
                       Word empty = kUndef) {
  Word old = slotTake(&ts, holder, field, empty);
  if (old)
    release(&ts, old);
}

} // namespace dxpy
