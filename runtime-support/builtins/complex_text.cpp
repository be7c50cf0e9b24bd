// complex from str and to str.
#include "runtime-support/builtins/complex_numbers.h"
#include "runtime-support/builtins/complex_slots.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"

namespace dxpy {

namespace {

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "<float>", "<float>j", "<float><signed float>j" and the forms with a lone
/// sign, in parentheses or not.
class ComplexReader {
public:
  explicit ComplexReader(std::string_view text) : rest_(text) {}

  bool read(double &real, double &imag) {
    real = imag = 0;
    skipSpace();
    bool bracket = take('(');
    if (bracket)
      skipSpace();
    if (!readParts(real, imag))
      return false;
    skipSpace();
    if (bracket) {
      if (!take(')'))
        return false;
      skipSpace();
    }
    return rest_.empty();
  }

private:
  bool readParts(double &real, double &imag) {
    double first;
    if (!readFloat(first))
      return readSign(imag) && takeUnit();
    if (peek() == '+' || peek() == '-') {
      real = first;
      return (readFloat(imag) || readSign(imag)) && takeUnit();
    }
    (takeUnit() ? imag : real) = first;
    return true;
  }
  char peek() const { return rest_.empty() ? '\0' : rest_[0]; }
  bool take(char c) {
    if (rest_.empty() || rest_[0] != c)
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool takeUnit() { return take('j') || take('J'); }
  void skipSpace() {
    while (!rest_.empty() && isSpace(rest_[0]))
      rest_.remove_prefix(1);
  }
  bool readFloat(double &out) {
    size_t used = text::scanFloat(rest_, out);
    rest_.remove_prefix(used);
    return used != 0;
  }
  /// "+", "-" or nothing stands for one.
  bool readSign(double &out) {
    out = take('-') ? -1.0 : 1.0;
    if (out > 0)
      take('+');
    return true;
  }
  std::string_view rest_;
};

/// Takes the underscores between digits out. False: one is elsewhere.
bool removeUnderscores(std::string_view text, char *out, size_t &size) {
  char previous = 0;
  size = 0;
  for (char c : text) {
    if (c == '_' ? !isDigit(previous) : previous == '_' && !isDigit(c))
      return false;
    if (c != '_')
      out[size++] = c;
    previous = c;
  }
  return previous != '_' && text.find('\0') == text.npos;
}

} // namespace

bool complexFromText(ThreadState &ts, Value text, double &real, double &imag) {
  AsciiNumberText ascii(text);
  if (!ascii.ok(ts))
    return false;
  bool ok;
  if (ascii.view().find('_') == std::string_view::npos) {
    ok = ComplexReader(ascii.view()).read(real, imag);
  } else {
    auto *plain = static_cast<char *>(rawAllocate(ascii.view().size()));
    if (!plain)
      return raiseMemoryError(ts);
    size_t size;
    bool placed = removeUnderscores(ascii.view(), plain, size);
    ok = placed && ComplexReader({plain, size}).read(real, imag);
    rawFree(plain);
    if (!placed)
      return raise(ts, types::ValueError,
                   "could not convert string to complex: {}",
                   {MessageArg::repr(text)});
  }
  return ok ||
         raise(ts, types::ValueError, "complex() arg is a malformed string");
}

Owned complexRepr(ThreadState &ts, Value self) {
  char buffer[2 * text::reprFloatSize + 4];
  Complex c = complexValue(self);
  size_t size = text::reprComplex(buffer, c.real, c.imag);
  return makeStr(ts, {buffer, size}, size);
}

Owned complexFormat(ThreadState &ts, Value self, const Value *args) {
  if (!numbers::checkStr(ts, args[0], "__format__"))
    return {};
  if (strLength(args[0]) == 0)
    return str_py(ts, self);
  text::FormatSpec spec;
  if (!numbers::readFormatSpec(ts, self, args[0], '\0', '>', spec))
    return {};
  Complex c = complexValue(self);
  auto *buffer = static_cast<char *>(
      rawAllocate(text::formatComplexSpecSize(c.real, c.imag, spec)));
  if (!buffer)
    return raiseMemoryError(ts);
  text::TextSize size;
  text::SpecError error =
      text::formatComplexSpec(buffer, size, c.real, c.imag, spec);
  Owned result =
      error == text::SpecError::none
          ? makeStr(ts, {buffer, size.bytes}, size.characters)
          : Owned(numbers::raiseSpecError(ts, self, args[0], error, spec));
  rawFree(buffer);
  return result;
}

} // namespace dxpy
