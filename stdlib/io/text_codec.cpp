// Incremental decoding and encoding of text streams.
#include "stdlib/io/text_codec.h"

namespace dxpy::io {

static NativeCodec withOrder(NativeCodec codec, int byteOrder) {
  bool big = byteOrder > 0;
  if (codec == NativeCodec::Utf16 && byteOrder)
    return big ? NativeCodec::Utf16Be : NativeCodec::Utf16Le;
  if (codec == NativeCodec::Utf32 && byteOrder)
    return big ? NativeCodec::Utf32Be : NativeCodec::Utf32Le;
  return codec;
}
static bool hasMark(NativeCodec codec) {
  return codec == NativeCodec::Utf16 || codec == NativeCodec::Utf32;
}

// Decoding
// --------------------------------------------------------------------------

Owned TextDecoder::decodeNative(ThreadState &ts, ObjectHeader *holder,
                                Value bytes, std::string_view errors,
                                bool final) {
  std::string_view before = bytesText(Value(rest));
  Owned all = copyOf(bytes);
  if (!before.empty()) {
    StrBuilder joined(ts);
    joined.append(before);
    joined.append(bytesText(bytes));
    all = makeBytes(ts, joined.view());
    if (!all)
      return {};
  }
  DecodedText decoded =
      decodeNative_py(ts, all, withOrder(codec, byteOrder), errors, final);
  if (!decoded.text)
    return {};
  if (hasMark(codec) && !byteOrder) {
    size_t unit = codec == NativeCodec::Utf16 ? 2 : 4;
    if (!decoded.byteOrder && decoded.consumed >= unit)
      return raise(ts, types::UnicodeError,
                   "UTF-{} stream does not start with "
                   "BOM",
                   {unit * 8});
    byteOrder = int8_t(decoded.byteOrder);
  }
  std::string_view left = bytesText(all).substr(decoded.consumed);
  if (!left.empty() || !before.empty()) {
    Owned kept = makeBytes(ts, left);
    if (!kept)
      return {};
    storeField(ts, holder, &rest, std::move(kept));
  }
  return std::move(decoded.text);
}

Owned TextDecoder::decode_py(ThreadState &ts, ObjectHeader *holder, Value bytes,
                             std::string_view errors, bool final) {
  Owned text;
  if (Value(object).isNone()) {
    text = decodeNative(ts, holder, bytes, errors, final);
  } else {
    Owned hold = copyOf(Value(object));
    text = callNamed_py(ts, hold, "decode", {bytes, Value(boolWord(final))});
    if (text && !isStr(text))
      return raise(ts, types::TypeError,
                   "decoder should return a string result, not '{}'",
                   {typeOf(text)});
  }
  return text && universal ? newlines.decode(ts, std::move(text), final)
                           : std::move(text);
}

/// The (bytes, flags) of a codec's decoder.
static DecoderState parseState(ThreadState &ts, Value state) {
  DecoderState result;
  if (!isTuple(state) || tupleLength(state) != 2) {
    raise(ts, types::TypeError, "illegal decoder state");
    return result;
  }
  Value bytes = tupleItem(state, 0);
  if (!isBytes(bytes)) {
    raise(ts, types::TypeError,
          "illegal decoder state: the first item should be a bytes object, "
          "not '{}'",
          {typeOf(bytes)});
    return result;
  }
  int64_t flags;
  if (sizeArgument_py(ts, tupleItem(state, 1), flags)) {
    result.flags = uint64_t(flags);
    result.bytes = copyOf(bytes);
  }
  return result;
}

DecoderState TextDecoder::state_py(ThreadState &ts) {
  DecoderState state;
  if (Value(object).isNone()) {
    state.bytes = copyOf(Value(rest));
    if (hasMark(codec))
      state.flags = byteOrder == 0 ? 2 : byteOrder > 0;
  } else {
    Owned hold = copyOf(Value(object)),
          answer = callNamed_py(ts, hold, "getstate");
    if (answer)
      state = parseState(ts, answer);
  }
  if (universal)
    state.flags = state.flags << 1 | newlines.pendingReturn;
  return state;
}

bool TextDecoder::setState_py(ThreadState &ts, ObjectHeader *holder,
                              Value bytes, uint64_t flags) {
  if (universal) {
    newlines.pendingReturn = flags & 1;
    flags >>= 1;
  }
  if (Value(object).isNone()) {
    if (hasMark(codec))
      byteOrder = flags == 2 ? 0 : flags ? 1 : -1;
    storeField(ts, holder, &rest, copyOf(bytes));
    return true;
  }
  Owned number = makeUnsigned(ts, flags);
  Owned state = makeTuple(ts, {bytes, number}), hold = copyOf(Value(object));
  return state && callNamed_py(ts, hold, "setstate", {state});
}

bool TextDecoder::reset_py(ThreadState &ts, ObjectHeader *holder) {
  newlines.seen = 0;
  newlines.pendingReturn = false;
  byteOrder = 0;
  if (Value(object).isNone()) {
    if (bytesText(Value(rest)).empty())
      return true;
    Owned empty = makeBytes(ts, {});
    if (!empty)
      return false;
    storeField(ts, holder, &rest, std::move(empty));
    return true;
  }
  Owned hold = copyOf(Value(object));
  return bool(callNamed_py(ts, hold, "reset"));
}

// Encoding
// --------------------------------------------------------------------------

Owned TextEncoder::encode_py(ThreadState &ts, Value text,
                             std::string_view errors) {
  if (Value(object).isNone()) {
    bool marked = std::exchange(atStart, false);
    return encodeNative_py(ts, text, marked ? codec : withOrder(codec, -1),
                           errors);
  }
  Owned hold = copyOf(Value(object));
  Owned bytes = callNamed_py(ts, hold, "encode", {text});
  if (bytes && !isBytes(bytes))
    return raise(ts, types::TypeError,
                 "encoder should return a bytes object, not '{}'",
                 {typeOf(bytes)});
  return bytes;
}

bool TextEncoder::reset_py(ThreadState &ts, bool startOfStream) {
  atStart = startOfStream;
  if (Value(object).isNone())
    return true;
  Owned hold = copyOf(Value(object));
  return bool(startOfStream ? callNamed_py(ts, hold, "reset")
                            : callNamed_py(ts, hold, "setstate",
                                           {Value(smallIntWord(0))}));
}

} // namespace dxpy::io
