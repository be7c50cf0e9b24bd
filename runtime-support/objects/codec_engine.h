// The native codecs themselves, for objects/codecs.cpp and module _codecs.
#pragma once
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

enum class NativeCodec : uint8_t {
  None,
  Utf8,
  Ascii,
  Latin1,
  Utf16, ///< with a byte order mark
  Utf16Le,
  Utf16Be,
  Utf32,
  Utf32Le,
  Utf32Be,
  UnicodeEscape,
  RawUnicodeEscape,
};
/// The codec of a name or an alias of it. \p direct: CPython's str.encode knows
/// the name without the registry, whose errors tell the codec.
NativeCodec nativeCodecOf(std::string_view name, bool *direct = nullptr);

/// bytes; null: raised.
Owned encodeNative_py(ThreadState &ts, Value str, NativeCodec codec,
                      std::string_view errors);

struct DecodedText {
  Owned text; ///< null: raised
  size_t consumed = 0;
  int byteOrder = 0; ///< what a byte order mark said: -1 little, 1 big
};
/// Decodes bytes; if not \p final, an unfinished character at the end is left.
DecodedText decodeNative_py(ThreadState &ts, Value data, NativeCodec codec,
                            std::string_view errors, bool final);

// codec_escape.cpp
Owned encodeEscape(ThreadState &ts, Value str, bool raw);
DecodedText decodeEscape_py(ThreadState &ts, Value data, bool raw,
                            std::string_view errors, bool final);

} // namespace dxpy
