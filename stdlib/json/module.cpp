// Module _json: what the package json has in C++.
#include "stdlib/json/json.h"

namespace dxpy::json {

namespace {

constexpr MethodDef functions[] = {
    {"encode_basestring", encodeBaseString, "(string, /)",
     "encode_basestring(string) -> string\n\nReturn a JSON representation of a "
     "Python string"},
    {"encode_basestring_ascii", encodeBaseStringAscii, "(string, /)",
     "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON "
     "representation of a Python string"},
    {"scanstring", scanString,
     "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string "
     "s for a JSON string. End is the index of the\ncharacter in s after the "
     "quote that started the JSON string.\nUnescapes all valid JSON string "
     "escape sequences and raises ValueError\non attempt to decode an invalid "
     "string. If strict is False then literal\ncontrol characters are allowed "
     "in the string.\n\nReturns a tuple of the decoded string and the index of "
     "the character in s\nafter the end quote."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return registerNativeType(ts, &scannerType) &&
         registerNativeType(ts, &encoderType) &&
         addToModule(ts, module, "make_scanner", copyOf(Value(&scannerType))) &&
         addToModule(ts, module, "make_encoder", copyOf(Value(&encoderType)));
}

} // namespace

} // namespace dxpy::json

namespace dxpy {
DX_NATIVE_MODULE(_json, "json speedups\n", json::functions, json::execute)
} // namespace dxpy
