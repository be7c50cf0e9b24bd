// Text to bytes and back by the name of an encoding. UTF-8, Latin-1, ASCII,
// UTF-16 and UTF-32 are converted here; any other encoding is looked up in the
// registry, which imports `encodings`.
#pragma once
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

/// str.encode(encoding, errors): bytes.
Owned encodeStr(ThreadState &ts, Value str, std::string_view encoding = "utf-8",
                std::string_view errors = "strict");
/// bytes.decode(encoding, errors): str. \p data is bytes.
Owned decodeBytes(ThreadState &ts, Value data,
                  std::string_view encoding = "utf-8",
                  std::string_view errors = "strict");

} // namespace dxpy
