// What the parts of module _json share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/json/text.h"

namespace dxpy::json {

extern TypeObject scannerType, encoderType;

/// json.decoder.JSONDecodeError(message, text, byte as a character's number).
Raised raiseDecodeError_py(ThreadState &ts, Value text, Fault fault);

Owned scanString(ThreadState &ts, Value, const Arguments &args);
Owned encodeBaseString(ThreadState &ts, Value, const Value *args);
Owned encodeBaseStringAscii(ThreadState &ts, Value, const Value *args);

/// Appends \p text as a JSON string.
template <Run kind> void appendString(StrBuilder &out, std::string_view text);
extern template void appendString<Run::Strict>(StrBuilder &, std::string_view);
extern template void appendString<Run::Ascii>(StrBuilder &, std::string_view);

} // namespace dxpy::json
