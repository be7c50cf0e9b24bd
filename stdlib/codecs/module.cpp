// _codecs: the codec registry and the native codecs, for codecs.py and the
// modules of encodings.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_registry.h"
#include "stdlib/codecs/charmap.h"
#include "stdlib/codecs/utf7.h"

namespace dxpy {

namespace codecs {

bool errorsArgument(ThreadState &ts, const char *function, Value value,
                    std::string_view &out) {
  if (!value || value.isNone())
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError,
                 "{}() argument 2 must be str or None, not {}",
                 {function, argumentType(value)});
  out = strText(value);
  return true;
}

Owned dataArgument(ThreadState &ts, Value value) {
  if (isBytes(value))
    return copyOf(value);
  BufferView view;
  if (!getBuffer(ts, value, view))
    return {};
  Owned data = makeBytes(ts, {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return data;
}

Owned withCount(ThreadState &ts, Owned result, uint64_t count) {
  Owned number = result ? makeInt(ts, int64_t(count)) : Owned();
  return number ? makeTuple(ts, {result.value(), number.value()}) : Owned();
}

namespace {

bool flagArgument_py(ThreadState &ts, Value value, bool fallback, bool &out) {
  int64_t number = fallback;
  if (value && !sizeArgument_py(ts, value, number))
    return false;
  out = number != 0;
  return true;
}

// The native codecs -----------------------------------------------------------

template <NativeCodec Codec>
Owned encode(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "encode() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  if (!errorsArgument(ts, "encode", args[1], errors))
    return {};
  return withCount(ts, encodeNative_py(ts, args[0], Codec, errors),
                   strLength(args[0]));
}

/// The codec with a byte order mark, or the one that \p order says.
NativeCodec ordered(NativeCodec marked, int64_t order) {
  if (order == 0)
    return marked;
  return NativeCodec(uint8_t(marked) + (order < 0 ? 1 : 2));
}

template <NativeCodec Codec>
Owned encodeOrdered(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  int64_t order = 0;
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "encode() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  if (!errorsArgument(ts, "encode", args[1], errors) ||
      (args[2] && !sizeArgument_py(ts, args[2], order)))
    return {};
  return withCount(ts,
                   encodeNative_py(ts, args[0], ordered(Codec, order), errors),
                   strLength(args[0]));
}

Owned decodeWith(ThreadState &ts, NativeCodec codec, const Value *args,
                 bool final) {
  std::string_view errors = "strict";
  Owned data = dataArgument(ts, args[0]);
  if (!data || !errorsArgument(ts, "decode", args[1], errors))
    return {};
  DecodedText decoded = decodeNative_py(ts, data, codec, errors, final);
  return withCount(ts, std::move(decoded.text), decoded.consumed);
}

/// Codecs without state.
template <NativeCodec Codec>
Owned decode(ThreadState &ts, Value, const Value *args) {
  return decodeWith(ts, Codec, args, true);
}
template <NativeCodec Codec, bool FinalByDefault>
Owned decodeStateful(ThreadState &ts, Value, const Value *args) {
  bool final;
  if (!flagArgument_py(ts, args[2], FinalByDefault, final))
    return {};
  return decodeWith(ts, Codec, args, final);
}
/// Escapes may be given as str, too.
template <NativeCodec Codec>
Owned decodeEscaped(ThreadState &ts, Value self, const Value *args) {
  Value given[3] = {args[0], args[1], args[2]};
  Owned utf8;
  if (isStr(args[0])) {
    utf8 = encodeNative_py(ts, args[0], NativeCodec::Utf8, "strict");
    if (!utf8)
      return {};
    given[0] = utf8;
  }
  return decodeStateful<Codec, true>(ts, self, given);
}

/// (str, consumed, byte order)
template <NativeCodec Codec>
Owned decodeOrdered(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  int64_t order = 0;
  bool final;
  Owned data = dataArgument(ts, args[0]);
  if (!data || !errorsArgument(ts, "decode", args[1], errors) ||
      (args[2] && !sizeArgument_py(ts, args[2], order)) ||
      !flagArgument_py(ts, args[3], false, final))
    return {};
  DecodedText decoded =
      decodeNative_py(ts, data, ordered(Codec, order), errors, final);
  if (!decoded.text)
    return {};
  Owned consumed = makeInt(ts, int64_t(decoded.consumed));
  Owned found = makeInt(ts, order ? order : decoded.byteOrder);
  return consumed && found ? makeTuple(ts, {decoded.text.value(),
                                            consumed.value(), found.value()})
                           : Owned();
}

Owned readBufferEncode(ThreadState &ts, Value, const Value *args) {
  Owned data = isStr(args[0])
                   ? encodeNative_py(ts, args[0], NativeCodec::Utf8, "strict")
                   : dataArgument(ts, args[0]);
  uint64_t size = data ? bytesText(data).size() : 0;
  return withCount(ts, std::move(data), size);
}

// escape_encode, escape_decode: bytes literals --------------------------------

Owned escapeEncode(ThreadState &ts, Value, const Value *args) {
  if (!isBytes(args[0]))
    return raise(ts, types::TypeError,
                 "escape_encode() argument 1 must be bytes, not {}",
                 {argumentType(args[0])});
  StrBuilder out(ts);
  for (char c : bytesText(args[0])) {
    auto byte = uint8_t(c);
    const char *names = "\t\n\r\\'", *at = names;
    while (*at && *at != c)
      ++at;
    if (c && *at) {
      char pair[2] = {'\\', "tnr\\'"[at - names]};
      out.append({pair, 2});
    } else if (byte < 0x20 || byte >= 0x7F) {
      char text[4] = {'\\', 'x', "0123456789abcdef"[byte >> 4],
                      "0123456789abcdef"[byte & 15]};
      out.append({text, 4});
    } else {
      out.append({&c, 1});
    }
  }
  return withCount(ts, makeBytes(ts, out.view()), bytesText(args[0]).size());
}

// The registry ----------------------------------------------------------------

bool textArgument(ThreadState &ts, const char *function, const char *what,
                  Value value, std::string_view &out) {
  if (!isStr(value))
    return raise(ts, types::TypeError, "{}() argument {}must be str, not {}",
                 {function, what, argumentType(value)});
  out = strText(value);
  if (out.find('\0') != out.npos)
    return raise(ts, types::ValueError, "embedded null character");
  return true;
}

Owned registerSearch(ThreadState &ts, Value, const Value *args) {
  return registerCodecSearch(ts, args[0]) ? ownedNone() : Owned();
}
Owned unregisterSearch(ThreadState &ts, Value, const Value *args) {
  return unregisterCodecSearch(ts, args[0]) ? ownedNone() : Owned();
}
Owned lookup(ThreadState &ts, Value, const Value *args) {
  std::string_view name;
  return textArgument(ts, "lookup", "", args[0], name)
             ? lookupCodec_py(ts, name)
             : Owned();
}
Owned registerError(ThreadState &ts, Value, const Value *args) {
  std::string_view name;
  return textArgument(ts, "register_error", "1 ", args[0], name) &&
                 registerErrorHandler(ts, name, args[1])
             ? ownedNone()
             : Owned();
}
Owned lookupError(ThreadState &ts, Value, const Value *args) {
  std::string_view name;
  return textArgument(ts, "lookup_error", "", args[0], name)
             ? lookupErrorHandler(ts, name)
             : Owned();
}

template <bool Encode>
Owned convert(ThreadState &ts, Value, const Value *args) {
  const char *function = Encode ? "encode" : "decode";
  std::string_view encoding = "utf-8", errors;
  if ((args[1] &&
       !textArgument(ts, function, "'encoding' ", args[1], encoding)) ||
      (args[2] && !textArgument(ts, function, "'errors' ", args[2], errors)))
    return {};
  return Encode ? codecEncode_py(ts, args[0], encoding, args[2])
                : codecDecode_py(ts, args[0], encoding, args[2]);
}

#define ENCODER(name, codec)                                                   \
  {name "_encode", encode<NativeCodec::codec>, "(str, errors=None, /)"}
#define DECODER(name, codec)                                                   \
  {name "_decode", decode<NativeCodec::codec>, "(data, errors=None, /)"}
#define STATEFUL(name, codec)                                                  \
  {name "_decode", decodeStateful<NativeCodec::codec, false>,                  \
   "(data, errors=None, final=False, /)"}
#define ORDERED(name, codec)                                                   \
  {name "_encode", encodeOrdered<NativeCodec::codec>,                          \
   "(str, errors=None, byteorder=0, /)"},                                      \
      {name "_ex_decode", decodeOrdered<NativeCodec::codec>,                   \
       "(data, errors=None, byteorder=0, final=False, /)"}

constexpr MethodDef functions[] = {
    {"register", registerSearch, "(search_function, /)",
     "Register a codec search function.\n\nSearch functions are expected to "
     "take one argument, the encoding name in\nall lower case letters, and "
     "either return None, or a tuple of functions\n(encoder, decoder, "
     "stream_reader, stream_writer) (or a CodecInfo object)."},
    {"unregister", unregisterSearch, "(search_function, /)",
     "Unregister a codec search function and clear the registry's cache.\n\n"
     "If the search function is not registered, do nothing."},
    {"lookup", lookup, "(encoding, /)",
     "Looks up a codec tuple in the Python codec registry and returns a "
     "CodecInfo object."},
    {"encode", convert<true>, "(obj, encoding='utf-8', errors='strict')",
     "Encodes obj using the codec registered for encoding.\n\nThe default "
     "encoding is 'utf-8'.  errors may be given to set a\ndifferent error "
     "handling scheme.  Default is 'strict' meaning that encoding\nerrors "
     "raise a ValueError.  Other possible values are 'ignore', 'replace'\nand "
     "'backslashreplace' as well as any other name registered with\n"
     "codecs.register_error that can handle ValueErrors."},
    {"decode", convert<false>, "(obj, encoding='utf-8', errors='strict')",
     "Decodes obj using the codec registered for encoding.\n\nDefault encoding "
     "is 'utf-8'.  errors may be given to set a\ndifferent error handling "
     "scheme.  Default is 'strict' meaning that encoding\nerrors raise a "
     "ValueError.  Other possible values are 'ignore', 'replace'\nand "
     "'backslashreplace' as well as any other name registered with\n"
     "codecs.register_error that can handle ValueErrors."},
    {"register_error", registerError, "(errors, handler, /)",
     "Register the specified error handler under the name errors.\n\nhandler "
     "must be a callable object, that\nwill be called with an exception "
     "instance containing\ninformation about the location of the "
     "encoding/decoding\nerror and must return a (replacement, new position) "
     "tuple."},
    {"lookup_error", lookupError, "(name, /)",
     "lookup_error(errors) -> handler\n\nReturn the error handler for the "
     "specified error handling name or raise a\nLookupError, if no handler "
     "exists under this name."},
    ENCODER("utf_8", Utf8),
    STATEFUL("utf_8", Utf8),
    ENCODER("ascii", Ascii),
    DECODER("ascii", Ascii),
    ENCODER("latin_1", Latin1),
    DECODER("latin_1", Latin1),
    ORDERED("utf_16", Utf16),
    STATEFUL("utf_16", Utf16),
    ENCODER("utf_16_le", Utf16Le),
    STATEFUL("utf_16_le", Utf16Le),
    ENCODER("utf_16_be", Utf16Be),
    STATEFUL("utf_16_be", Utf16Be),
    ORDERED("utf_32", Utf32),
    STATEFUL("utf_32", Utf32),
    ENCODER("utf_32_le", Utf32Le),
    STATEFUL("utf_32_le", Utf32Le),
    ENCODER("utf_32_be", Utf32Be),
    STATEFUL("utf_32_be", Utf32Be),
    ENCODER("unicode_escape", UnicodeEscape),
    {"unicode_escape_decode", decodeEscaped<NativeCodec::UnicodeEscape>,
     "(data, errors=None, final=True, /)"},
    ENCODER("raw_unicode_escape", RawUnicodeEscape),
    {"raw_unicode_escape_decode", decodeEscaped<NativeCodec::RawUnicodeEscape>,
     "(data, errors=None, final=True, /)"},
    {"utf_7_encode", utf7Encode, "(str, errors=None, /)"},
    {"utf_7_decode", utf7Decode, "(data, errors=None, final=False, /)"},
    {"escape_encode", escapeEncode, "(data, errors=None, /)"},
    {"escape_decode", escapeDecode, "(data, errors=None, /)"},
    {"readbuffer_encode", readBufferEncode, "(data, errors=None, /)"},
    {"charmap_encode", charmapEncode, "(str, errors=None, mapping=None, /)"},
    {"charmap_decode", charmapDecode, "(data, errors=None, mapping=None, /)"},
    {"charmap_build", charmapBuild, "(map, /)"},
    {}};

} // namespace

} // namespace codecs

DX_NATIVE_MODULE(_codecs, .functions = codecs::functions)

} // namespace dxpy
