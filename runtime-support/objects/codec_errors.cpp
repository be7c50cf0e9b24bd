// Error handlers of codecs: what each native one puts in the place of an error.
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_registry.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/text/utf8.h"

namespace dxpy {

CodecErrors codecErrorsOf(std::string_view name) {
  constexpr std::pair<std::string_view, CodecErrors> known[] = {
      {"strict", CodecErrors::Strict},
      {"ignore", CodecErrors::Ignore},
      {"replace", CodecErrors::Replace},
      {"backslashreplace", CodecErrors::BackslashReplace},
      {"xmlcharrefreplace", CodecErrors::XmlCharRefReplace},
      {"namereplace", CodecErrors::NameReplace},
      {"surrogateescape", CodecErrors::SurrogateEscape},
      {"surrogatepass", CodecErrors::SurrogatePass}};
  for (auto &[text, kind] : known)
    if (text == name)
      return kind;
  return CodecErrors::Other;
}

Raised raiseEncodeError(ThreadState &ts, const EncodeProblem &problem) {
  Owned encoding = makeStr(ts, problem.encoding);
  Owned start = makeInt(ts, problem.start), end = makeInt(ts, problem.end);
  Owned reason = makeStr(ts, problem.reason);
  if (!encoding || !start || !end || !reason)
    return {};
  Owned error = call_py(ts, Value(&types::UnicodeEncodeError),
                        {encoding.value(), problem.text, start.value(),
                         end.value(), reason.value()});
  return error ? raiseObject(ts, error) : Raised();
}

Raised raiseDecodeError(ThreadState &ts, const DecodeProblem &problem) {
  Owned encoding = makeStr(ts, problem.encoding);
  Owned start = makeInt(ts, problem.start), end = makeInt(ts, problem.end);
  Owned reason = makeStr(ts, problem.reason);
  if (!encoding || !start || !end || !reason)
    return {};
  Owned error = call_py(ts, Value(&types::UnicodeDecodeError),
                        {encoding.value(), problem.data.value(), start.value(),
                         end.value(), reason.value()});
  return error ? raiseObject(ts, error) : Raised();
}

namespace {

void appendHex(StrBuilder &out, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out.append(std::string_view(&"0123456789abcdef"[value >> shift & 15], 1));
}

void appendBackslash(StrBuilder &out, uint32_t c) {
  out.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
  appendHex(out, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
}

/// \N{...}, or the number where there is no name.
bool appendName_py(ThreadState &ts, StrBuilder &out, uint32_t c) {
  Owned module = importModule_py(ts, "unicodedata");
  Owned name = makeStr(ts, "name"), character = strFromChar(ts, c);
  Owned function = module && name ? getAttr_py(ts, module, name) : Owned();
  Owned found = function && character
                    ? call_py(ts, function, {character.value(), none})
                    : Owned();
  if (!found)
    return false;
  if (found.value().isNone()) {
    appendBackslash(out, c);
    return true;
  }
  out.append("\\N{");
  if (!out.appendStr_py(found))
    return false;
  out.append("}");
  return true;
}

/// The form of UTF that an encoding's name says, for surrogatepass.
struct UtfForm {
  unsigned unit = 0; ///< bytes; 0: none
  bool little = true;
};

UtfForm utfFormOf(std::string_view name) {
  char normal[16];
  size_t size = 0;
  for (char c : name) {
    if (c == '-' || c == '_' || c == ' ')
      continue;
    if (size == sizeof normal)
      return {};
    normal[size++] = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  }
  std::string_view text(normal, size);
  if (text == "utf8" || text == "cputf8" || text == "cp65001")
    return {1};
  if (!text.starts_with("utf16") && !text.starts_with("utf32"))
    return {};
  std::string_view order = text.substr(5);
  if (!order.empty() && order != "le" && order != "be")
    return {};
  return {text[3] == '1' ? 2u : 4u, order != "be"};
}

void appendSurrogate(StrBuilder &out, UtfForm form, uint32_t c) {
  if (form.unit == 1)
    return out.appendChar(c);
  char bytes[4] = {};
  for (unsigned i = 0; i < form.unit; ++i)
    bytes[form.little ? i : form.unit - 1 - i] = char(c >> (8 * i));
  out.append({bytes, form.unit});
}

/// Encoding: what the handler \p kind has for the problem's characters. Strict
/// and Other are not asked here.
bool replaceForEncode_py(ThreadState &ts, CodecErrors kind,
                         const EncodeProblem &problem, Replacement &out) {
  out.resume = problem.end;
  UtfForm form;
  if (kind == CodecErrors::SurrogatePass)
    form = utfFormOf(problem.encoding);
  for (int64_t i = problem.start; i < problem.end; ++i) {
    uint32_t c = strCharAt(problem.text, uint64_t(i));
    switch (kind) {
    case CodecErrors::Replace:
      out.text.append("?");
      break;
    case CodecErrors::BackslashReplace:
      appendBackslash(out.text, c);
      break;
    case CodecErrors::XmlCharRefReplace:
      out.text.append("&#");
      out.text.appendInt(c);
      out.text.append(";");
      break;
    case CodecErrors::NameReplace:
      if (!appendName_py(ts, out.text, c))
        return false;
      break;
    case CodecErrors::SurrogateEscape: {
      EncodeProblem rest = problem;
      rest.start = i;
      if (c < 0xDC80 || c > 0xDCFF)
        return raiseEncodeError(ts, rest);
      char byte = char(c - 0xDC00);
      out.text.append({&byte, 1});
      out.isBytes = true;
      break;
    }
    case CodecErrors::SurrogatePass:
      if (!form.unit || !text::isSurrogate(c))
        return raiseEncodeError(ts, problem);
      appendSurrogate(out.text, form, c);
      out.isBytes = true;
      break;
    default:
      break;
    }
  }
  return true;
}

/// A surrogate at \p at as surrogatepass reads it; 0 if there is none.
uint32_t surrogateAt(std::string_view data, size_t at, UtfForm form,
                     unsigned &size) {
  auto byte = [&](size_t i) { return uint32_t(uint8_t(data[at + i])); };
  size = form.unit == 1 ? 3 : form.unit;
  if (!form.unit || data.size() - at < size)
    return 0;
  uint32_t c = 0;
  if (form.unit == 1) {
    if ((byte(0) & 0xF0) == 0xE0 && (byte(1) & 0xC0) == 0x80 &&
        (byte(2) & 0xC0) == 0x80)
      c = (byte(0) & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
  } else {
    for (unsigned i = 0; i < size; ++i)
      c |= byte(form.little ? i : size - 1 - i) << (8 * i);
  }
  return text::isSurrogate(c) ? c : 0;
}

bool replaceForDecode(ThreadState &ts, CodecErrors kind,
                      const DecodeProblem &problem, Replacement &out) {
  std::string_view data = bytesText(problem.data);
  auto start = size_t(problem.start), end = size_t(problem.end);
  out.resume = problem.end;
  switch (kind) {
  case CodecErrors::Ignore:
    return true;
  case CodecErrors::Replace:
    out.text.appendChar(0xFFFD);
    return true;
  case CodecErrors::BackslashReplace:
    for (size_t i = start; i < end; ++i) {
      out.text.append("\\x");
      appendHex(out.text, uint8_t(data[i]), 2);
    }
    return true;
  case CodecErrors::SurrogateEscape: {
    size_t i = start;
    for (; i < end && i < start + 4 && uint8_t(data[i]) >= 0x80; ++i)
      out.text.appendChar(0xDC00 + uint8_t(data[i]));
    out.resume = int64_t(i);
    return i > start || raiseDecodeError(ts, problem);
  }
  case CodecErrors::SurrogatePass: {
    unsigned size;
    uint32_t c = surrogateAt(data, start, utfFormOf(problem.encoding), size);
    if (!c)
      return raiseDecodeError(ts, problem);
    out.text.appendChar(c);
    out.resume = int64_t(start + size);
    return true;
  }
  default:
    return raise(ts, types::TypeError,
                 "don't know how to handle UnicodeDecodeError in error "
                 "callback");
  }
}

/// The (replacement, position) that a handler gave. False: raised.
bool takeResult_py(ThreadState &ts, Value result, bool encoding, int64_t length,
                   Replacement &out) {
  bool good = isTuple(result) && tupleLength(result) == 2 &&
              (isStr(tupleItem(result, 0)) ||
               (encoding && isBytes(tupleItem(result, 0)))) &&
              isInt(tupleItem(result, 1));
  if (!good)
    return raise(ts, types::TypeError,
                 encoding ? "encoding error handler must return (str/bytes, "
                            "int) tuple"
                          : "decoding error handler must return (str, int) "
                            "tuple");
  Value text = tupleItem(result, 0);
  out.isBytes = !isStr(text);
  out.text.append(out.isBytes ? bytesText(text) : strText(text));
  int64_t position;
  if (!intToInt64(ts, tupleItem(result, 1), position))
    return false;
  out.resume = position < 0 ? position + length : position;
  if (out.resume < 0 || out.resume > length)
    return raise(ts, types::IndexError,
                 "position {} from error handler out of bounds", {position});
  return true;
}

/// The exception of a raised problem, as an argument for a handler.
Owned caught(ThreadState &ts) { return takeException(ts); }

} // namespace

bool handleEncodeError_py(ThreadState &ts, std::string_view errors,
                          const EncodeProblem &problem, Replacement &out) {
  CodecErrors kind = codecErrorsOf(errors);
  if (kind == CodecErrors::Strict)
    return raiseEncodeError(ts, problem);
  if (kind != CodecErrors::Other)
    return replaceForEncode_py(ts, kind, problem, out);
  Owned handler = lookupErrorHandler(ts, errors);
  if (!handler)
    return false;
  raiseEncodeError(ts, problem);
  Owned exception = caught(ts);
  Owned result =
      exception ? call_py(ts, handler, {exception.value()}) : Owned();
  return result &&
         takeResult_py(ts, result, true, int64_t(strLength(problem.text)), out);
}

bool handleDecodeError_py(ThreadState &ts, std::string_view errors,
                          DecodeProblem &problem, Replacement &out) {
  CodecErrors kind = codecErrorsOf(errors);
  if (kind == CodecErrors::Strict)
    return raiseDecodeError(ts, problem);
  if (kind != CodecErrors::Other && kind != CodecErrors::XmlCharRefReplace &&
      kind != CodecErrors::NameReplace)
    return replaceForDecode(ts, kind, problem, out);
  Owned handler = lookupErrorHandler(ts, errors);
  if (!handler)
    return false;
  raiseDecodeError(ts, problem);
  Owned exception = caught(ts);
  Owned result =
      exception ? call_py(ts, handler, {exception.value()}) : Owned();
  if (!result)
    return false;
  Value data(exception.as<UnicodeErrorObject>()->object);
  if (!isBytes(data))
    return raise(ts, types::TypeError,
                 "exception attribute object must be bytes");
  problem.data = copyOf(data);
  return takeResult_py(ts, result, false, int64_t(bytesText(data).size()), out);
}

// Handlers as functions -------------------------------------------------------

namespace {

/// Makes start and end fit, as PyUnicodeEncodeError_GetStart and GetEnd do.
void clip(int64_t &start, int64_t &end, int64_t length) {
  if (start < 0)
    start = 0;
  if (start >= length)
    start = length - 1;
  if (end < 1)
    end = 1;
  if (end > length)
    end = length;
}

/// The text of a str field without its end NUL trouble: codec names are short.
struct FieldText {
  Owned held;
  const char *text = "";
  FieldText(Value field) : held(copyOf(field)) {
    if (isStr(held))
      text = strText(held).data();
  }
};

Owned resultOf(ThreadState &ts, Replacement &replacement) {
  Owned text = replacement.isBytes ? makeBytes(ts, replacement.text.view())
                                   : replacement.text.finish();
  Owned position = makeInt(ts, replacement.resume);
  return text && position ? makeTuple(ts, {text.value(), position.value()})
                          : Owned();
}

Owned unsupportedException(ThreadState &ts, Value exception) {
  return raise(ts, types::TypeError,
               "don't know how to handle {} in error callback",
               {typeOf(exception)});
}

Owned handleEncodeException_py(ThreadState &ts, CodecErrors kind,
                               UnicodeErrorObject *error) {
  Value text(error->object);
  int64_t start = error->start, end = error->end;
  clip(start, end, int64_t(strLength(text)));
  FieldText encoding{Value(error->encoding)}, reason{Value(error->reason)};
  Replacement replacement(ts);
  if (!replaceForEncode_py(ts, kind,
                           {encoding.text, text, start, end, reason.text},
                           replacement))
    return {};
  return resultOf(ts, replacement);
}

Owned handleDecodeException_py(ThreadState &ts, CodecErrors kind,
                               UnicodeErrorObject *error) {
  Value data(error->object);
  int64_t start = error->start, end = error->end;
  clip(start, end, int64_t(bytesText(data).size()));
  FieldText encoding{Value(error->encoding)}, reason{Value(error->reason)};
  Replacement replacement(ts);
  DecodeProblem problem{encoding.text, copyOf(data), start, end, reason.text};
  if (!replaceForDecode(ts, kind, problem, replacement))
    return {};
  return resultOf(ts, replacement);
}

Owned handleTranslateException(ThreadState &ts, CodecErrors kind,
                               UnicodeErrorObject *error) {
  Value text(error->object);
  int64_t start = error->start, end = error->end;
  clip(start, end, int64_t(strLength(text)));
  Replacement replacement(ts);
  replacement.resume = end;
  for (int64_t i = start; i < end; ++i) {
    if (kind == CodecErrors::Replace)
      replacement.text.appendChar(0xFFFD);
    else if (kind == CodecErrors::BackslashReplace)
      appendBackslash(replacement.text, strCharAt(text, uint64_t(i)));
  }
  return resultOf(ts, replacement);
}

} // namespace

Owned callNativeHandler_py(ThreadState &ts, CodecErrors kind, Value exception) {
  if (kind == CodecErrors::Strict) {
    if (isExceptionInstance(exception))
      return raiseObject(ts, exception);
    return raise(ts, types::TypeError, "codec must pass exception instance");
  }
  const TypeObject *type = typeOf(exception);
  auto *error = exception.as<UnicodeErrorObject>();
  if (isSubtype(type, &types::UnicodeEncodeError))
    return handleEncodeException_py(ts, kind, error);
  bool encodeOnly = kind == CodecErrors::XmlCharRefReplace ||
                    kind == CodecErrors::NameReplace;
  if (isSubtype(type, &types::UnicodeDecodeError) && !encodeOnly)
    return handleDecodeException_py(ts, kind, error);
  bool translates = kind == CodecErrors::Ignore ||
                    kind == CodecErrors::Replace ||
                    kind == CodecErrors::BackslashReplace;
  if (isSubtype(type, &types::UnicodeTranslateError) && translates)
    return handleTranslateException(ts, kind, error);
  return unsupportedException(ts, exception);
}

} // namespace dxpy
