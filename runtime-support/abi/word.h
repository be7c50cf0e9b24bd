// The value word: how a Python value lies in 64 bits. Layout only; both the
// compiler and the runtime include it, so it may include nothing of either.
//
//   low bits  is
//   000       pointer to a heap object, 16-byte aligned; 0 itself: an exception
//   is pending x01       int of 62 bits, (i << 2) | 1 x1x       float,
//   self-tagged: rotl(bits - 2^60, 4) (Melancon, Serrano, Feeley, OOPSLA 2024)
//   100       special: None, False, True, Ellipsis, NotImplemented, undef
#pragma once
#include <bit>
#include <cstdint>

namespace dxpy {

using Word = uint64_t;

inline constexpr Word kError =
    0; ///< as a result: an exception is pending in the thread state
inline constexpr Word kNone = 0x04;
inline constexpr Word kFalse = 0x0C;
inline constexpr Word kUndef =
    0x14; ///< no value: an unbound local, an absent argument
inline constexpr Word kTrue = 0x1C; ///< differs from kFalse in one bit
inline constexpr Word kEllipsis = 0x24;
inline constexpr Word kNotImplemented = 0x2C;

inline constexpr int64_t kSmallIntMin = -(int64_t(1) << 61);
inline constexpr int64_t kSmallIntMax = (int64_t(1) << 61) - 1;

/// True for heap objects and for 0 (the error word).
constexpr bool isPointer(Word w) { return (w & 7) == 0; }
constexpr bool isSmallInt(Word w) { return (w & 3) == 1; }
constexpr bool isSpecial(Word w) { return (w & 7) == 4; }
/// True for the immediate floats; the few others are boxed objects.
constexpr bool isImmediateFloat(Word w) { return (w & 2) != 0; }
/// Not `a & b`: floats from 2.0 up end in 11.
constexpr bool bothSmallInts(Word a, Word b) {
  return (((a - 1) | (b - 1)) & 3) == 0;
}
constexpr bool bothImmediateFloats(Word a, Word b) { return (a & b & 2) != 0; }
constexpr bool isBool(Word w) { return (w & ~Word(0x10)) == kFalse; }

constexpr bool fitsSmallInt(int64_t i) {
  return i >= kSmallIntMin && i <= kSmallIntMax;
}
/// \p i must fit (fitsSmallInt).
constexpr Word smallIntWord(int64_t i) { return (Word(i) << 2) | 1; }
constexpr int64_t smallIntValue(Word w) { return int64_t(w) >> 2; }
constexpr Word boolWord(bool b) { return kFalse | (Word(b) << 4); }

inline constexpr Word kFloatBias = Word(1) << 60;
/// The word of \p d; not an immediate float if (result & 2) == 0: then it must
/// be boxed.
constexpr Word floatWordOrUnfit(double d) {
  return std::rotl(std::bit_cast<uint64_t>(d) - kFloatBias, 4);
}
constexpr double immediateFloatValue(Word w) {
  return std::bit_cast<double>(std::rotr(w, 4) + kFloatBias);
}

} // namespace dxpy
