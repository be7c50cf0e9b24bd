// Number text: what int() and float() read, with Unicode digits and spaces, and
// the digits of ints.
#pragma once
#include "runtime-support/objects/number.h"
#include <string_view>

namespace dxpy {

/// sys.set_int_max_str_digits: decimal digits that int <-> str may take; 0: any
/// number.
extern int intMaxStrDigits;
inline constexpr int kDefaultMaxStrDigits = 4300, kMaxStrDigitsThreshold = 640;

/// A str with Unicode's decimal digits and white space made ASCII, as int(),
/// float() and complex() read it: anything else becomes '?'.
class AsciiNumberText {
public:
  explicit AsciiNumberText(Value str);
  ~AsciiNumberText();
  AsciiNumberText(const AsciiNumberText &) = delete;
  bool ok(ThreadState &ts) const { return data_ || raiseNoMemory(ts); }
  std::string_view view() const { return {data_, size_}; }

private:
  static bool raiseNoMemory(ThreadState &ts);
  const char *data_;
  size_t size_;
  char *owned_ = nullptr;
};

/// int(text, base) for bytes that int() got as \p source, which its error
/// names.
Owned intFromAscii(ThreadState &ts, std::string_view text, int base,
                   Value source);

/// The digits of an int's magnitude, without sign and prefix, for formatting.
class IntDigits {
public:
  IntDigits() = default;
  ~IntDigits();
  IntDigits(const IntDigits &) = delete;
  /// Decimal digits are checked against the limit. False: raised.
  bool convert(ThreadState &ts, Value number, unsigned base);
  std::string_view view() const { return {data_, size_}; }
  bool negative() const { return negative_; }

private:
  char inline_[72];
  char *data_ = inline_;
  size_t size_ = 0;
  bool negative_ = false;
};

} // namespace dxpy
