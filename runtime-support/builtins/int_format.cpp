// int.__format__, and what the number types' formats share.
#include "runtime-support/builtins/int_methods.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/unicode.h"

namespace dxpy {

namespace numbers {

bool checkStr(ThreadState &ts, Value v, const char *function,
              const char *argument) {
  if (isStr(v))
    return true;
  std::string_view type = v.isNone() ? "None" : typeNameOf(v);
  if (argument)
    return raise(ts, types::TypeError, "{}() argument '{}' must be str, not {}",
                 {function, argument, type});
  return raise(ts, types::TypeError, "{}() argument must be str, not {}",
               {function, type});
}

Raised raiseSpecError(ThreadState &ts, Value self, Value spec,
                      text::SpecError error, const text::FormatSpec &parsed) {
  std::string_view source = strText(spec), type = typeNameOf(self);
  size_t room = text::specErrorSize(source, type);
  auto *message = static_cast<char *>(rawAllocate(room));
  if (!message)
    return raiseMemoryError(ts);
  size_t size = text::specErrorText(message, error, parsed, source, type);
  raise(ts,
        error == text::SpecError::charRange ? types::OverflowError
                                            : types::ValueError,
        "{}", {std::string_view(message, size)});
  rawFree(message);
  return {};
}

bool readFormatSpec(ThreadState &ts, Value self, Value spec, char type,
                    char align, text::FormatSpec &out) {
  text::SpecError error =
      text::parseFormatSpec(out, strText(spec), type, align);
  return error == text::SpecError::none ||
         raiseSpecError(ts, self, spec, error, out);
}

Owned formatDouble(ThreadState &ts, Value self, Value spec, double d,
                   const text::FormatSpec &parsed) {
  size_t room = text::formatFloatSpecSize(d, parsed);
  char local[512];
  char *buffer =
      room <= sizeof local ? local : static_cast<char *>(rawAllocate(room));
  if (!buffer)
    return raiseMemoryError(ts);
  text::TextSize size;
  text::SpecError error = text::formatFloatSpec(buffer, size, d, parsed);
  Owned result = error == text::SpecError::none
                     ? makeStr(ts, {buffer, size.bytes}, size.characters)
                     : Owned(raiseSpecError(ts, self, spec, error, parsed));
  if (buffer != local)
    rawFree(buffer);
  return result;
}

} // namespace numbers

namespace {

unsigned baseOf(char32_t type) {
  switch (type) {
  case 'b':
    return 2;
  case 'o':
    return 8;
  case 'x':
  case 'X':
    return 16;
  default:
    return 10;
  }
}

Owned layOut(ThreadState &ts, const text::NumberText &number,
             const text::FormatSpec &spec) {
  text::NumberLayout layout(number, spec);
  StrObject *result =
      allocateStr(ts, layout.size().bytes, layout.size().characters);
  if (!result)
    return {};
  layout.write(result->bytes);
  return Owned::steal(result);
}

Owned formatCharacter(ThreadState &ts, Value self, Value text,
                      const text::FormatSpec &spec) {
  int64_t code;
  if (!intToInt64(ts, self, code))
    return {};
  if (code < 0 || code > text::maxCodePoint)
    return numbers::raiseSpecError(ts, self, text, text::SpecError::charRange,
                                   spec);
  Owned character = strFromChar(ts, uint32_t(code));
  if (!character)
    return {};
  text::NumberText number;
  number.rest = strText(character);
  number.restCharacters = 1;
  return layOut(ts, number, spec);
}

Owned formatInteger(ThreadState &ts, Value self, Value text,
                    const text::FormatSpec &spec) {
  text::SpecError error = text::checkIntSpec(spec);
  if (error != text::SpecError::none)
    return numbers::raiseSpecError(ts, self, text, error, spec);
  if (spec.type == 'c')
    return formatCharacter(ts, self, text, spec);
  IntDigits digits;
  unsigned base = baseOf(spec.type);
  if (!digits.convert(ts, self, base))
    return {};
  text::NumberText number;
  number.negative = digits.negative();
  number.upper = spec.type == 'X';
  if (spec.alternate && base != 10)
    number.prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
  number.digits = digits.view();
  return layOut(ts, number, spec);
}

} // namespace

Owned intFormat(ThreadState &ts, Value self, const Value *args) {
  if (!numbers::checkStr(ts, args[0], "__format__"))
    return {};
  if (strLength(args[0]) == 0)
    return str_py(ts, self);
  text::FormatSpec spec;
  if (!numbers::readFormatSpec(ts, self, args[0], 'd', '>', spec))
    return {};
  if (!text::isFloatType(spec.type))
    return formatInteger(ts, self, args[0], spec);
  double value = intToDouble(ts, self);
  if (value == -1.0 && pendingException(ts))
    return {};
  return numbers::formatDouble(ts, self, args[0], value, spec);
}

} // namespace dxpy
