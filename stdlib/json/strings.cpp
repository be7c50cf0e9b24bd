// scanstring, encode_basestring and encode_basestring_ascii.
#include "runtime-support/objects/module.h"
#include "stdlib/json/json.h"

namespace dxpy::json {

Raised raiseDecodeError_py(ThreadState &ts, Value text, Fault fault) {
  Owned module = importModule_py(ts, "json.decoder");
  Owned name = module ? internText(ts, "JSONDecodeError") : Owned();
  Owned cls = name ? getAttr_py(ts, module, name) : Owned();
  Owned message = cls ? makeStr(ts, fault.message) : Owned();
  Owned at = makeInt(ts, int64_t(strCharIndex(text, fault.at)));
  Owned error = message && at ? call_py(ts, cls, {message, text, at}) : Owned();
  if (error)
    raiseObject(ts, error);
  return {};
}

Owned scanString(ThreadState &ts, Value, const Arguments &args) {
  if (!checkNoKeywords(ts, "scanstring", args))
    return {};
  size_t count = args.positionalCount;
  if (count < 2 || count > 3)
    return raise(ts, types::TypeError,
                 "scanstring() takes at {} {} arguments ({} given)",
                 {count < 2 ? "least" : "most", count < 2 ? 2 : 3, count});
  int64_t end;
  if (!sizeArgument_py(ts, args[1], end))
    return {};
  int strict = count > 2 ? isTrue_py(ts, args[2]) : 1;
  if (strict < 0)
    return {};
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "first argument must be a string, not {}", {typeOf(args[0])});
  if (end < 0 || uint64_t(end) > strLength(args[0]))
    return raise(ts, types::ValueError, "end is out of bounds");
  std::string_view text = strText(args[0]), plain;
  const size_t start = strByteOffset(args[0], uint64_t(end));
  size_t at = start;
  bool high = false;
  StrBuilder out(ts);
  Fault fault = strict ? readString<Run::Strict>(text, at, plain, high, out)
                       : readString<Run::Lenient>(text, at, plain, high, out);
  if (fault) {
    // What stands before the start need not be a quote of one byte.
    if (fault.at + 1 == start && end > 0)
      fault.at = strByteOffset(args[0], uint64_t(end) - 1);
    return raiseDecodeError_py(ts, args[0], fault);
  }
  end += int64_t(text::countCharacters(text.substr(start, at - start)));
  Owned string = plain.data() ? makeStr(ts, plain) : out.finish();
  Owned index = makeInt(ts, end);
  return string && index ? makeTuple(ts, {string, index}) : Owned();
}

template <Run kind> void appendString(StrBuilder &out, std::string_view text) {
  out.append("\"");
  for (size_t at = 0;;) {
    bool high = false;
    size_t end = runEnd<kind>(text, at, high);
    out.append(text.substr(at, end - at));
    if (end == text.size())
      break;
    at = end;
    char bytes[12];
    char32_t character = text::decodeOne(text, at);
    out.append({bytes, writeEscape(character, bytes)});
  }
  out.append("\"");
}
template void appendString<Run::Strict>(StrBuilder &, std::string_view);
template void appendString<Run::Ascii>(StrBuilder &, std::string_view);

namespace {
template <Run kind> Owned encoded(ThreadState &ts, Value string) {
  if (!isStr(string))
    return raise(ts, types::TypeError,
                 "first argument must be a string, not {}", {typeOf(string)});
  StrBuilder out(ts);
  appendString<kind>(out, strText(string));
  return out.finish();
}
} // namespace

Owned encodeBaseString(ThreadState &ts, Value, const Value *args) {
  return encoded<Run::Strict>(ts, args[0]);
}
Owned encodeBaseStringAscii(ThreadState &ts, Value, const Value *args) {
  return encoded<Run::Ascii>(ts, args[0]);
}

} // namespace dxpy::json
