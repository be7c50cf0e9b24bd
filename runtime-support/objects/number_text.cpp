// Number text: int from str and str from int, Unicode digits as ASCII.
#include "runtime-support/objects/number_text.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/text/unicode.h"
#include "runtime-support/text/utf8.h"
#include <charconv>

namespace dxpy {

constinit int intMaxStrDigits = kDefaultMaxStrDigits;

AsciiNumberText::AsciiNumberText(Value str)
    : data_(strText(str).data()), size_(strText(str).size()) {
  if (isAscii(str))
    return;
  std::string_view source = strText(str);
  data_ = owned_ = static_cast<char *>(rawAllocate(strLength(str)));
  if (!owned_)
    return;
  size_ = 0;
  for (size_t at = 0; at < source.size();) {
    char32_t c = text::decodeOne(source, at);
    int digit = c < 127 ? -1 : text::decimalValue(c);
    owned_[size_++] = c < 127            ? char(c)
                      : text::isSpace(c) ? ' '
                      : digit >= 0       ? char('0' + digit)
                                         : '?';
  }
}

AsciiNumberText::~AsciiNumberText() { rawFree(owned_); }

bool AsciiNumberText::raiseNoMemory(ThreadState &ts) {
  return raiseMemoryError(ts);
}

namespace {

bool isAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

unsigned digitValue(char c) {
  if (c >= '0' && c <= '9')
    return unsigned(c - '0');
  c = char(c | 32);
  return c >= 'a' && c <= 'z' ? unsigned(c - 'a') + 10 : 99;
}

bool isPowerOfTwo(unsigned base) { return (base & (base - 1)) == 0; }

/// Sign, prefix and digits of an int literal.
class IntReader {
public:
  IntReader(std::string_view text, int base)
      : rest_(text), base_(unsigned(base)) {}

  /// Gives the digits, underscores among them. False: malformed.
  bool scan() {
    skipSpace();
    if (peek() == '+' || peek() == '-') {
      negative_ = peek() == '-';
      rest_.remove_prefix(1);
    }
    if (!readPrefix() || peek() == '_')
      return false;
    size_t length = 0;
    char previous = 0;
    for (; length < rest_.size(); previous = rest_[length++]) {
      char c = rest_[length];
      if (c == '_' ? previous == '_' : digitValue(c) >= base_)
        break;
      count_ += c != '_';
    }
    digits_ = rest_.substr(0, length);
    rest_.remove_prefix(length);
    endsInUnderscore_ = previous == '_';
    return true;
  }
  /// What must hold behind the digits.
  bool atEnd() {
    if (!count_ || endsInUnderscore_)
      return false;
    skipSpace();
    return rest_.empty();
  }
  std::string_view digits() const { return digits_; }
  size_t count() const { return count_; }
  unsigned base() const { return base_; }
  bool negative() const { return negative_; }
  bool mustBeZero() const { return mustBeZero_; }

private:
  char peek(size_t i = 0) const { return i < rest_.size() ? rest_[i] : '\0'; }
  void skipSpace() {
    while (!rest_.empty() && isAsciiSpace(rest_[0]))
      rest_.remove_prefix(1);
  }
  static unsigned prefixBase(char c) {
    c = char(c | 32);
    return c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
  }
  bool readPrefix() {
    unsigned prefixed = peek() == '0' ? prefixBase(peek(1)) : 0;
    if (base_ == 0) {
      // "0" and "00" are numbers, "01" is an error.
      mustBeZero_ = peek() == '0' && !prefixed;
      base_ = prefixed ? prefixed : 10;
    }
    if (prefixed == base_) {
      rest_.remove_prefix(2);
      if (peek() == '_')
        rest_.remove_prefix(1);
    }
    return true;
  }

  std::string_view rest_, digits_;
  size_t count_ = 0;
  unsigned base_;
  bool negative_ = false, mustBeZero_ = false, endsInUnderscore_ = false;
};

Owned raiseInvalidLiteral(ThreadState &ts, int base, Value source) {
  Owned repr = repr_py(ts, source);
  if (!repr)
    return {};
  if (strLength(repr) > 200)
    repr = strSubstring(ts, repr, 0, 200);
  if (!repr)
    return {};
  return raise(ts, types::ValueError,
               "invalid literal for int() with base {}: {}",
               {base, repr.value()});
}

bool checkDigits(ThreadState &ts, unsigned base, size_t count) {
  if (isPowerOfTwo(base) || count <= size_t(kMaxStrDigitsThreshold) ||
      intMaxStrDigits <= 0 || count <= size_t(intMaxStrDigits))
    return true;
  return raise(ts, types::ValueError,
               "Exceeds the limit ({} digits) for integer string conversion: "
               "value has {} digits; use sys.set_int_max_str_digits() to "
               "increase the limit",
               {intMaxStrDigits, count});
}

Owned smallValue(ThreadState &ts, const IntReader &reader) {
  uint64_t value = 0;
  for (char c : reader.digits())
    if (c != '_')
      value = value * reader.base() + digitValue(c);
  return makeIntFromLimbs(ts, &value, 1, reader.negative());
}

Owned largeValue(ThreadState &ts, const IntReader &reader) {
  auto *values = static_cast<uint8_t *>(rawAllocate(reader.count()));
  if (!values)
    return raiseMemoryError(ts);
  size_t count = 0;
  for (char c : reader.digits())
    if (c != '_')
      values[count++] = uint8_t(digitValue(c));
  Owned number;
  IntResult result(ts, bigint::digitsSize(count, reader.base()));
  if (result) {
    LimbContext context;
    size_t size = 0;
    bigint::Status status = bigint::fromDigits(result.limbs(), size, values,
                                               count, reader.base(), context);
    number = result.finish(status, size, reader.negative());
  }
  rawFree(values);
  return number;
}

} // namespace

Owned intFromAscii(ThreadState &ts, std::string_view text, int base,
                   Value source) {
  IntReader reader(text, base);
  if (!reader.scan())
    return raiseInvalidLiteral(ts, base, source);
  if (!checkDigits(ts, reader.base(), reader.count()))
    return {};
  if (!reader.atEnd())
    return raiseInvalidLiteral(ts, base, source);
  // 12 digits of any base fit into a word.
  size_t inWord = reader.base() <= 10 ? 19 : reader.base() <= 16 ? 16 : 12;
  Owned number = reader.count() <= inWord ? smallValue(ts, reader)
                                          : largeValue(ts, reader);
  if (number && reader.mustBeZero() && intSign(number) != 0)
    return raiseInvalidLiteral(ts, base, source);
  return number;
}

Owned intFromText(ThreadState &ts, Value text, int base) {
  if (base != 0 && (base < 2 || base > 36))
    return raise(ts, types::ValueError,
                 "int() base must be >= 2 and <= 36, or 0");
  AsciiNumberText ascii(text);
  return ascii.ok(ts) ? intFromAscii(ts, ascii.view(), base, text) : Owned();
}

IntDigits::~IntDigits() {
  if (data_ != inline_)
    rawFree(data_);
}

namespace {

bool raiseTooManyDigits(ThreadState &ts) {
  return raise(ts, types::ValueError,
               "Exceeds the limit ({} digits) for integer string conversion; "
               "use sys.set_int_max_str_digits() to increase the limit",
               {intMaxStrDigits});
}

} // namespace

bool IntDigits::convert(ThreadState &ts, Value number, unsigned base) {
  IntView view(number);
  negative_ = view.negative();
  if (view.size() <= 1) { // at most 64 digits
    uint64_t magnitude = view.isZero() ? 0 : view.limbs()[0];
    size_ = size_t(
        std::to_chars(inline_, inline_ + sizeof inline_, magnitude, int(base))
            .ptr -
        inline_);
    return true;
  }
  bool limited = !isPowerOfTwo(base) && intMaxStrDigits > 0;
  // 2**(n-1) has more than (n-1) * 0.3 digits: do not begin what must fail.
  if (limited && bigint::bitLength(view.mag()) / 10 * 3 >
                     uint64_t(intMaxStrDigits) + kMaxStrDigitsThreshold)
    return raiseTooManyDigits(ts);
  data_ = static_cast<char *>(rawAllocate(bigint::maxDigits(view.mag(), base)));
  LimbContext context;
  if (!data_ || bigint::toDigits(data_, size_, view.mag(), base, context) !=
                    bigint::Status::ok)
    return raiseMemoryError(ts);
  if (limited && size_ > size_t(kMaxStrDigitsThreshold) &&
      size_ > size_t(intMaxStrDigits))
    return raiseTooManyDigits(ts);
  return true;
}

Owned intToText(ThreadState &ts, Value i, unsigned base) {
  IntDigits digits;
  if (!digits.convert(ts, i, base))
    return {};
  size_t length = digits.view().size() + digits.negative();
  StrObject *text = allocateStr(ts, length, length);
  if (!text)
    return {};
  text->bytes[0] = '-';
  digits.view().copy(text->bytes + digits.negative(), digits.view().size());
  return Owned::steal(text);
}

} // namespace dxpy
