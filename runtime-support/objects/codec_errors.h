// Error handlers of codecs: the native ones by name, and how a codec asks any
// handler what to do.
#pragma once
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

enum class CodecErrors : uint8_t {
  Strict,
  Ignore,
  Replace,
  BackslashReplace,
  XmlCharRefReplace,
  NameReplace,
  SurrogateEscape,
  SurrogatePass,
  Other, ///< registered by the program
};
CodecErrors codecErrorsOf(std::string_view name);

/// What stands in an error's place, and where the codec goes on: a character of
/// the text, or a byte of the data.
struct Replacement {
  StrBuilder text;
  bool isBytes = false; ///< `text` is encoded already
  int64_t resume = 0;
  explicit Replacement(ThreadState &ts) : text(ts) {}
};

/// A range of a text that cannot be encoded, in characters.
struct EncodeProblem {
  const char *encoding;
  Value text;
  int64_t start, end;
  const char *reason;
};
struct DecodeProblem {
  const char *encoding;
  Owned data; ///< bytes; a handler may put other data in its place
  int64_t start, end;
  const char *reason;
};

/// False: raised.
bool handleEncodeError_py(ThreadState &ts, std::string_view errors,
                          const EncodeProblem &problem, Replacement &out);
bool handleDecodeError_py(ThreadState &ts, std::string_view errors,
                          DecodeProblem &problem, Replacement &out);
Raised raiseEncodeError(ThreadState &ts, const EncodeProblem &problem);
Raised raiseDecodeError(ThreadState &ts, const DecodeProblem &problem);

/// What `codecs.<name>_errors(exception)` does.
Owned callNativeHandler_py(ThreadState &ts, CodecErrors kind, Value exception);

} // namespace dxpy
