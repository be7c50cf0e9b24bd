// The process's arguments and texts.
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/str.h"
#include <cstdlib>

namespace dxpy {

ProcessArguments &processArguments() {
  static constinit ProcessArguments arguments;
  return arguments;
}

std::string_view characterLocale() {
  for (const char *variable : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char *value = getenv(variable); value && *value)
      return value;
  return {};
}
bool inUtf8Mode() {
  static constinit int8_t known = -1;
  if (known < 0) {
    std::string_view locale = characterLocale();
    known = locale.empty() || locale == "C" || locale == "POSIX";
  }
  return known != 0;
}

constinit int (*flushOwnStream)(ThreadState &, Value) = nullptr;

bool &processIsEnding() {
  static constinit bool ending = false;
  return ending;
}

/// Bytes of the well-formed character at \p at; 0: malformed.
static size_t wellFormed(std::string_view text, size_t at) {
  auto byte = [&](size_t i) -> unsigned {
    return at + i < text.size() ? uint8_t(text[at + i]) : 0;
  };
  auto follows = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  unsigned lead = byte(0);
  if (lead < 0x80)
    return 1;
  if (lead >= 0xC2 && lead < 0xE0)
    return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    bool range =
        !(lead == 0xE0 && byte(1) < 0xA0) && !(lead == 0xED && byte(1) >= 0xA0);
    return range && follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    bool range =
        !(lead == 0xF0 && byte(1) < 0x90) && !(lead == 0xF4 && byte(1) >= 0x90);
    return range && follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

Owned decodeOsText(ThreadState &ts, std::string_view bytes) {
  StrBuilder text(ts);
  for (size_t at = 0; at < bytes.size();) {
    size_t size = wellFormed(bytes, at);
    if (size)
      text.append(bytes.substr(at, size));
    else
      text.appendChar(0xDC00 + uint8_t(bytes[at]));
    at += size ? size : 1;
  }
  return text.finish();
}

} // namespace dxpy
