// The decoder and the encoder of a text stream: our own for the encodings that
// the runtime knows, else the incremental ones of the codec.
#pragma once
#include "runtime-support/objects/codec_engine.h"
#include "stdlib/io/newlines.h"

namespace dxpy::io {

struct DecoderState {
  Owned bytes; ///< read but not decoded; null: raised
  uint64_t flags = 0;
};

struct TextDecoder {
  Word object = kUndef; ///< an incremental decoder; None: our own; undef: none
  Word rest = kUndef;   ///< our own: bytes that are not decoded yet
  NativeCodec codec = NativeCodec::None;
  int8_t byteOrder = 0; ///< of UTF-16 and UTF-32, from their mark
  bool universal = false;
  NewlineDecoder newlines;

  bool exists() const { return object != kUndef; }
  Owned decode_py(ThreadState &ts, ObjectHeader *holder, Value bytes,
                  std::string_view errors, bool final);
  DecoderState state_py(ThreadState &ts);
  bool setState_py(ThreadState &ts, ObjectHeader *holder, Value bytes,
                   uint64_t flags);
  bool reset_py(ThreadState &ts, ObjectHeader *holder);

private:
  Owned decodeNative(ThreadState &ts, ObjectHeader *holder, Value bytes,
                     std::string_view errors, bool final);
};

struct TextEncoder {
  Word object = kUndef; ///< as the decoder's
  NativeCodec codec = NativeCodec::None;
  bool atStart = false; ///< a byte order mark comes first

  bool exists() const { return object != kUndef; }
  /// bytes
  Owned encode_py(ThreadState &ts, Value text, std::string_view errors);
  bool reset_py(ThreadState &ts, bool startOfStream);
};

} // namespace dxpy::io
