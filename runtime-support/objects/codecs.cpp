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

namespace {

struct CodecName {
  std::string_view name;
  NativeCodec codec;
  bool direct = false;
};

using enum NativeCodec;
/// Names and aliases as encodings.aliases has them.
constexpr CodecName codecNames[] = {
    {"utf_8", Utf8, true},
    {"utf8", Utf8, true},
    {"u8", Utf8},
    {"utf", Utf8},
    {"utf8_ucs2", Utf8},
    {"utf8_ucs4", Utf8},
    {"cp65001", Utf8},
    {"ascii", Ascii, true},
    {"us_ascii", Ascii, true},
    {"646", Ascii},
    {"ansi_x3.4_1968", Ascii},
    {"ansi_x3_4_1968", Ascii},
    {"ansi_x3.4_1986", Ascii},
    {"cp367", Ascii},
    {"csascii", Ascii},
    {"ibm367", Ascii},
    {"iso646_us", Ascii},
    {"iso_646.irv_1991", Ascii},
    {"iso_ir_6", Ascii},
    {"us", Ascii},
    {"latin_1", Latin1, true},
    {"latin1", Latin1, true},
    {"iso_8859_1", Latin1, true},
    {"iso8859_1", Latin1, true},
    {"8859", Latin1},
    {"cp819", Latin1},
    {"csisolatin1", Latin1},
    {"ibm819", Latin1},
    {"iso8859", Latin1},
    {"iso_8859_1_1987", Latin1},
    {"iso_ir_100", Latin1},
    {"l1", Latin1},
    {"latin", Latin1},
    {"utf_16", Utf16, true},
    {"utf16", Utf16, true},
    {"u16", Utf16},
    {"utf_16_le", Utf16Le},
    {"utf_16le", Utf16Le},
    {"unicodelittleunmarked", Utf16Le},
    {"utf_16_be", Utf16Be},
    {"utf_16be", Utf16Be},
    {"unicodebigunmarked", Utf16Be},
    {"utf_32", Utf32, true},
    {"utf32", Utf32, true},
    {"u32", Utf32},
    {"utf_32_le", Utf32Le},
    {"utf_32le", Utf32Le},
    {"utf_32_be", Utf32Be},
    {"utf_32be", Utf32Be},
    {"unicode_escape", UnicodeEscape},
    {"raw_unicode_escape", RawUnicodeEscape},
};

} // namespace

NativeCodec nativeCodecOf(std::string_view name, bool *direct) {
  // As _Py_normalize_encoding: letters and digits in lower case, runs of
  // anything else are one underscore.
  char normal[24];
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
      return None;
    normal[size++] = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  }
  for (const CodecName &known : codecNames)
    if (known.name == std::string_view(normal, size)) {
      if (direct)
        *direct = known.direct;
      return known.codec;
    }
  return None;
}

Owned encodeStr(ThreadState &ts, Value str, std::string_view encoding,
                std::string_view errors) {
  bool direct = false;
  NativeCodec codec = nativeCodecOf(encoding, &direct);
  if (codec == None)
    return codecEncodeText_py(ts, str, encoding, errors);
  Owned result = encodeNative_py(ts, str, codec, errors);
  if (!result && !direct)
    nameCodecInError_py(ts, "encoding", encoding);
  return result;
}

Owned decodeBytes(ThreadState &ts, Value data, std::string_view encoding,
                  std::string_view errors) {
  if (bytesText(data).empty())
    return emptyStr(); // whatever the encoding
  bool direct = false;
  NativeCodec codec = nativeCodecOf(encoding, &direct);
  if (codec == None)
    return codecDecodeText_py(ts, data, encoding, errors);
  Owned result = decodeNative_py(ts, data, codec, errors, true).text;
  if (!result && !direct)
    nameCodecInError_py(ts, "decoding", encoding);
  return result;
}

} // namespace dxpy
