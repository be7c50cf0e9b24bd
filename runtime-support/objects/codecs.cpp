// str.encode and bytes.decode: native codecs, and the registry for the others.
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/codec_registry.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/simd/kernels.h"
#include <cstring>

namespace dxpy {

NativeCodec nativeCodecOf(std::string_view name) {
  // As _Py_normalize_encoding: letters and digits in lower case, runs of
  // anything else are one underscore.
  char normal[16];
  size_t size = 0;
  bool gap = false;
  for (char c : name) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '.';
    if (!letter) {
      gap = true;
      continue;
    }
    if (gap && size)
      normal[size++] = '_';
    gap = false;
    if (size + 1 >= sizeof normal)
      return NativeCodec::None;
    normal[size++] = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  }
  constexpr std::pair<std::string_view, NativeCodec> known[] = {
      {"utf_8", NativeCodec::Utf8},        {"utf8", NativeCodec::Utf8},
      {"ascii", NativeCodec::Ascii},       {"us_ascii", NativeCodec::Ascii},
      {"latin_1", NativeCodec::Latin1},    {"latin1", NativeCodec::Latin1},
      {"iso_8859_1", NativeCodec::Latin1}, {"iso8859_1", NativeCodec::Latin1},
      {"8859", NativeCodec::Latin1},       {"cp819", NativeCodec::Latin1},
      {"utf_16", NativeCodec::Utf16},      {"utf16", NativeCodec::Utf16},
      {"utf_16_le", NativeCodec::Utf16Le}, {"utf_16le", NativeCodec::Utf16Le},
      {"utf_16_be", NativeCodec::Utf16Be}, {"utf_16be", NativeCodec::Utf16Be},
      {"utf_32", NativeCodec::Utf32},      {"utf32", NativeCodec::Utf32},
      {"utf_32_le", NativeCodec::Utf32Le}, {"utf_32le", NativeCodec::Utf32Le},
      {"utf_32_be", NativeCodec::Utf32Be}, {"utf_32be", NativeCodec::Utf32Be}};
  for (auto &[text, codec] : known)
    if (text == std::string_view(normal, size))
      return codec;
  return NativeCodec::None;
}

Owned encodeStr(ThreadState &ts, Value str, std::string_view encoding,
                std::string_view errors) {
  NativeCodec codec = nativeCodecOf(encoding);
  return codec == NativeCodec::None
             ? codecEncodeText_py(ts, str, encoding, errors)
             : encodeNative_py(ts, str, codec, errors);
}

Owned decodeBytes(ThreadState &ts, Value data, std::string_view encoding,
                  std::string_view errors) {
  NativeCodec codec = nativeCodecOf(encoding);
  return codec == NativeCodec::None
             ? codecDecodeText_py(ts, data, encoding, errors)
             : decodeNative_py(ts, data, codec, errors, true).text;
}

} // namespace dxpy
