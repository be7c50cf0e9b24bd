// The code words of compiled patterns, as re/_constants.py numbers them.
#pragma once
#include <cstdint>

namespace dxpy::sre {

using Code = uint32_t;

inline constexpr int64_t kMagic = 20220615;
inline constexpr Code kMaxRepeat = ~Code(0);
inline constexpr Code kMaxGroups = INT32_MAX / 2;
inline constexpr unsigned kBitsInCode = 32;
/// Words of a bitmap of 256 characters, and of a table of 256 block numbers.
inline constexpr unsigned kBitmapWords = 256 / kBitsInCode;
inline constexpr unsigned kBlockTableWords = 256 / sizeof(Code);

enum class Op : Code {
  Failure,
  Success,
  Any,
  AnyAll,
  Assert,
  AssertNot,
  At,
  Branch,
  Category,
  Charset,
  BigCharset,
  GroupRef,
  GroupRefExists,
  In,
  Info,
  Jump,
  Literal,
  Mark,
  MaxUntil,
  MinUntil,
  NotLiteral,
  Negate,
  Range,
  Repeat,
  RepeatOne,
  Subpattern,
  MinRepeatOne,
  AtomicGroup,
  PossessiveRepeat,
  PossessiveRepeatOne,
  GroupRefIgnore,
  InIgnore,
  LiteralIgnore,
  NotLiteralIgnore,
  GroupRefLocIgnore,
  InLocIgnore,
  LiteralLocIgnore,
  NotLiteralLocIgnore,
  GroupRefUniIgnore,
  InUniIgnore,
  LiteralUniIgnore,
  NotLiteralUniIgnore,
  RangeUniIgnore,
};

enum class Place : Code {
  Beginning,
  BeginningLine,
  BeginningString,
  Boundary,
  NonBoundary,
  End,
  EndLine,
  EndString,
  LocBoundary,
  LocNonBoundary,
  UniBoundary,
  UniNonBoundary,
};
inline constexpr Code kPlaceCount = Code(Place::UniNonBoundary) + 1;

/// Each category is followed by its complement.
enum class Category : Code {
  Digit = 0,
  Space = 2,
  Word = 4,
  LineBreak = 6,
  LocWord = 8,
  UniDigit = 10,
  UniSpace = 12,
  UniWord = 14,
  UniLineBreak = 16,
};
inline constexpr Code kCategoryCount = Code(Category::UniLineBreak) + 2;

enum InfoFlags : Code { kInfoPrefix = 1, kInfoLiteral = 2, kInfoCharset = 4 };

enum PatternFlags : int32_t {
  kIgnoreCase = 2,
  kLocale = 4,
  kMultiline = 8,
  kDotAll = 16,
  kUnicode = 32,
  kVerbose = 64,
  kDebug = 128,
  kAscii = 256
};

} // namespace dxpy::sre
