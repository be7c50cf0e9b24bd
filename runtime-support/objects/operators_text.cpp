// repr, str, ascii, format of any object; conversions to index and double.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

/// "<C object at 0x7f...>"
Owned addressRepr(ThreadState &ts, Value object) {
  StrBuilder text(ts);
  text.append("<");
  text.append(typeNameOf(object));
  text.append(" object at ");
  appendAddress(text, object);
  text.append(">");
  return text.finish();
}

Owned checkText(ThreadState &ts, Owned result, const char *method) {
  if (result && !isStr(result))
    return raise(ts, types::TypeError, "{} returned non-string (type {})",
                 {method, typeOf(result)});
  return result;
}

/// Decodes one character of generalised UTF-8 and steps over it.
uint32_t decodeNext(std::string_view text, size_t &at) {
  auto byte = [&](size_t i) { return uint32_t(uint8_t(text[at + i])); };
  uint32_t first = byte(0);
  if (first < 0x80)
    return ++at, first;
  if (first < 0xE0) {
    uint32_t c = (first & 0x1F) << 6 | (byte(1) & 0x3F);
    return at += 2, c;
  }
  if (first < 0xF0) {
    uint32_t c =
        (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    return at += 3, c;
  }
  uint32_t c = (first & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
               (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  return at += 4, c;
}

void appendHex(StrBuilder &out, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out.append(std::string_view(&"0123456789abcdef"[value >> shift & 15], 1));
}

void appendEscaped(StrBuilder &out, uint32_t c) {
  if (c < 0x80)
    return out.appendChar(c);
  bool byte = c < 0x100, wide = c > 0xFFFF;
  out.append(byte ? "\\x" : wide ? "\\U" : "\\u");
  appendHex(out, c, byte ? 2 : wide ? 8 : 4);
}

} // namespace

void appendAddress(StrBuilder &out, Value object) {
  out.append("0x");
  Word word = object.word();
  int digits = 1;
  while (digits < 16 && word >> (digits * 4))
    ++digits;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out.append(std::string_view(&"0123456789abcdef"[word >> shift & 15], 1));
}

Owned repr_py(ThreadState &ts, Value object) {
  RecursionLevel level(ts, " while getting the repr of an object");
  if (!level)
    return {};
  slot::Unary repr = typeOf(object)->slots.repr;
  if (!repr)
    return addressRepr(ts, object);
  return checkText(ts, repr(ts, object), "__repr__");
}

Owned str_py(ThreadState &ts, Value object) {
  if (isExactStr(object))
    return copyOf(object);
  slot::Unary str = typeOf(object)->slots.str;
  if (!str)
    return repr_py(ts, object);
  RecursionLevel level(ts, " while getting the str of an object");
  if (!level)
    return {};
  return checkText(ts, str(ts, object), "__str__");
}

Owned ascii_py(ThreadState &ts, Value object) {
  Owned repr = repr_py(ts, object);
  if (!repr || isAscii(repr))
    return repr;
  StrBuilder out(ts);
  std::string_view text = strText(repr);
  for (size_t at = 0; at < text.size();)
    appendEscaped(out, decodeNext(text, at));
  return out.finish();
}

Owned format_py(ThreadState &ts, Value object, Value spec) {
  Value empty(&names::empty);
  if (!spec)
    spec = empty;
  if (!isStr(spec))
    return raise(ts, types::SystemError,
                 "Format specifier must be a string, not {}", {typeOf(spec)});
  if (strLength(spec) == 0 && (isExactStr(object) || isExactInt(object)))
    return str_py(ts, object);
  FoundMethod method = findSpecial_py(ts, object, Value(&names::__format__));
  if (!method) {
    if (pendingException(ts))
      return {};
    return raise(ts, types::TypeError, "Type {} doesn't define __format__",
                 {typeOf(object)});
  }
  Owned result = callFound_py(ts, method, object, {spec});
  if (result && !isStr(result))
    return raise(ts, types::TypeError, "__format__ must return a str, not {}",
                 {typeOf(result)});
  return result;
}

Owned toIndex_py(ThreadState &ts, Value object) {
  if (isExactInt(object))
    return copyOf(object);
  if (isInt(object)) // bool and subclasses as they are
    return copyOf(object);
  slot::Unary index = typeOf(object)->slots.index;
  if (!index)
    return raise(ts, types::TypeError,
                 "'{}' object cannot be interpreted as an integer",
                 {typeOf(object)});
  Owned result = index(ts, object);
  if (!result || isExactInt(result))
    return result;
  if (!isInt(result))
    return raise(ts, types::TypeError, "__index__ returned non-int (type {})",
                 {typeOf(result)});
  if (!warnIntSubclass_py(ts, "__index__", result))
    return {};
  return result;
}

bool warnIntSubclass_py(ThreadState &ts, std::string_view method,
                        Value result) {
  StrBuilder text(ts);
  text.append(method);
  text.append(" returned non-int (type ");
  text.append(typeNameOf(result));
  text.append(").  The ability to return an instance of a strict subclass of "
              "int is deprecated, and may be removed in a future version "
              "of Python.");
  return warn_py(ts, types::DeprecationWarning, text.view());
}

int64_t toIndexInt64_py(ThreadState &ts, Value object, TypeObject *overflow) {
  if (object.isSmallInt())
    return object.smallInt();
  Owned index = toIndex_py(ts, object);
  if (!index)
    return -1;
  int64_t value;
  if (intFitsInt64(index, value))
    return value;
  if (overflow)
    return raise(ts, *overflow, "cannot fit '{}' into an index-sized integer",
                 {typeOf(object)});
  return intSign(index) < 0 ? INT64_MIN : INT64_MAX;
}

double toDouble_py(ThreadState &ts, Value object) {
  if (isFloat(object))
    return floatValue(object);
  const TypeSlots &slots = typeOf(object)->slots;
  if (slots.float_) {
    Owned result = slots.float_(ts, object);
    if (!result)
      return -1.0;
    if (!isFloat(result)) {
      raise(ts, types::TypeError, "{}.__float__ returned non-float (type {})",
            {typeOf(object), typeOf(result)});
      return -1.0;
    }
    return floatValue(result);
  }
  if (!slots.index) {
    raise(ts, types::TypeError, "must be real number, not {}",
          {typeOf(object)});
    return -1.0;
  }
  Owned index = toIndex_py(ts, object);
  return index ? intToDouble(ts, index) : -1.0;
}

} // namespace dxpy
