// The native codecs: runs of what converts, and the error handler in between.
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/simd/kernels.h"
#include "runtime-support/text/codecs.h"
#include <cstring>

namespace dxpy {

namespace {

using text::ByteOrder;

/// How a codec works: its name in exceptions, and its kernels' parameters.
struct CodecForm {
  const char *encodeName, *decodeName;
  unsigned unit; ///< 1, 2 or 4 bytes
  ByteOrder order = ByteOrder::little;
  bool mark = false;
};

CodecForm formOf(NativeCodec codec) {
  switch (codec) {
  case NativeCodec::Ascii:
    return {"ascii", "ascii", 1};
  case NativeCodec::Latin1:
    return {"latin-1", "latin-1", 1};
  case NativeCodec::Utf16:
    return {"utf-16", "utf-16-le", 2, ByteOrder::little, true};
  case NativeCodec::Utf16Le:
    return {"utf-16-le", "utf-16-le", 2};
  case NativeCodec::Utf16Be:
    return {"utf-16-be", "utf-16-be", 2, ByteOrder::big};
  case NativeCodec::Utf32:
    return {"utf-32", "utf-32-le", 4, ByteOrder::little, true};
  case NativeCodec::Utf32Le:
    return {"utf-32-le", "utf-32-le", 4};
  case NativeCodec::Utf32Be:
    return {"utf-32-be", "utf-32-be", 4, ByteOrder::big};
  default:
    break;
  }
  return {"utf-8", "utf-8", 1};
}

// Encoding --------------------------------------------------------------------

class Encoder {
public:
  Encoder(ThreadState &ts, NativeCodec codec)
      : ts_(ts), codec_(codec), form_(formOf(codec)), out_(ts) {}

  Owned run_py(Value str, std::string_view errors) {
    if (form_.mark)
      append("\uFEFF");
    std::string_view text = strText(str);
    size_t at = 0;
    int64_t index = 0;
    for (;;) {
      text::Encoded done = append(text.substr(at));
      if (out_.failed())
        return raiseMemoryError(ts_);
      at += done.consumed.bytes;
      index += int64_t(done.consumed.characters);
      if (done.rejected.characters == 0)
        return makeBytes(ts_, out_.view());
      EncodeProblem problem{form_.encodeName, str, index,
                            index + int64_t(done.rejected.characters),
                            done.reason};
      Replacement replacement(ts_);
      if (!handleEncodeError_py(ts_, errors, problem, replacement) ||
          !appendReplacement(problem, replacement))
        return {};
      if (replacement.resume == problem.end) {
        at += done.rejected.bytes;
      } else {
        at = strByteOffset(str, uint64_t(replacement.resume));
      }
      index = replacement.resume;
    }
  }

private:
  /// Encodes up to the first error.
  text::Encoded append(std::string_view text) {
    size_t room = form_.unit == 1   ? text.size()
                  : form_.unit == 2 ? 2 * text.size()
                                    : 4 * text::countCharacters(text);
    size_t before = out_.size();
    char *out = out_.extend(room);
    if (!out)
      return {};
    text::Encoded done =
        codec_ == NativeCodec::Ascii    ? text::encodeAscii(text, 0, out)
        : codec_ == NativeCodec::Latin1 ? text::encodeLatin1(text, 0, out)
        : form_.unit == 1               ? text::encodeUtf8(text, 0, out)
        : form_.unit == 2 ? text::encodeUtf16(text, 0, form_.order, out)
                          : text::encodeUtf32(text, 0, form_.order, out);
    out_.truncate(before + done.written);
    return done;
  }

  /// What a handler gave must be encodable itself: ASCII, or characters of the
  /// codec's set for the small sets.
  bool appendReplacement(const EncodeProblem &problem,
                         const Replacement &replacement) {
    std::string_view text = replacement.text.view();
    if (replacement.text.failed())
      return raiseMemoryError(ts_);
    if (replacement.isBytes) {
      if (text.size() % form_.unit)
        return raiseEncodeError(ts_, problem);
      out_.append(text);
      return true;
    }
    if (codec_ != NativeCodec::Latin1 && !text::isAscii(text))
      return raiseEncodeError(ts_, problem);
    size_t before = out_.size();
    if (append(text).rejected.characters == 0)
      return true;
    out_.truncate(before);
    return raiseEncodeError(ts_, problem);
  }

  ThreadState &ts_;
  NativeCodec codec_;
  CodecForm form_;
  StrBuilder out_;
};

// Decoding --------------------------------------------------------------------

class Decoder {
public:
  Decoder(ThreadState &ts, NativeCodec codec, std::string_view errors,
          bool final)
      : ts_(ts), codec_(codec), form_(formOf(codec)), errors_(errors),
        final_(final), out_(ts) {}

  DecodedText run_py(Value data) {
    data_ = copyOf(data);
    size_t at = form_.mark ? readMark() : 0;
    for (;;) {
      text::Decoded done = append(at);
      if (out_.failed())
        return raiseMemoryError(ts_), DecodedText();
      at = done.consumed;
      if (!done.error.reason)
        break;
      DecodeProblem problem{form_.decodeName, copyOf(data_),
                            int64_t(done.error.start), int64_t(done.error.end),
                            done.error.reason};
      Replacement replacement(ts_);
      if (!handleDecodeError_py(ts_, errors_, problem, replacement))
        return {};
      out_.append(replacement.text.view());
      characters_ += text::countCharacters(replacement.text.view());
      data_ = std::move(problem.data);
      at = size_t(replacement.resume);
    }
    return {makeStr(ts_, out_.view(), characters_), at, byteOrder_};
  }

private:
  size_t readMark() {
    std::string_view bytes = bytesText(data_);
    auto starts = [&](std::string_view mark) {
      return bytes.substr(0, mark.size()) == mark;
    };
    using namespace std::string_view_literals;
    if (starts(form_.unit == 2 ? "\xFF\xFE"sv : "\xFF\xFE\0\0"sv)) {
      byteOrder_ = -1;
      return form_.unit;
    }
    if (starts(form_.unit == 2 ? "\xFE\xFF"sv : "\0\0\xFE\xFF"sv)) {
      byteOrder_ = 1;
      form_.order = ByteOrder::big;
      form_.decodeName = form_.unit == 2 ? "utf-16-be" : "utf-32-be";
      return form_.unit;
    }
    return 0;
  }

  text::Decoded append(size_t at) {
    std::string_view bytes = bytesText(data_);
    size_t left = bytes.size() - at, before = out_.size();
    size_t room = codec_ == NativeCodec::Latin1 ? 2 * left
                  : form_.unit == 2             ? left / 2 * 3
                                                : left;
    char *out = out_.extend(room);
    if (!out)
      return {};
    text::Decoded done;
    if (codec_ == NativeCodec::Ascii) {
      done = text::decodeAscii(bytes, at, out);
    } else if (codec_ == NativeCodec::Latin1) {
      done = text::decodeLatin1(bytes, at, out);
    } else if (form_.unit == 1) {
      text::Utf8Check check = text::checkUtf8(bytes, at, final_);
      std::memcpy(out, bytes.data() + at, check.valid.bytes);
      done = {at + check.valid.bytes, check.valid, check.error};
    } else if (form_.unit == 2) {
      done = text::decodeUtf16(bytes, at, form_.order, final_, out);
    } else {
      done = text::decodeUtf32(bytes, at, form_.order, final_, out);
    }
    out_.truncate(before + done.written.bytes);
    characters_ += done.written.characters;
    return done;
  }

  ThreadState &ts_;
  NativeCodec codec_;
  CodecForm form_;
  std::string_view errors_;
  bool final_;
  StrBuilder out_;
  size_t characters_ = 0;
  Owned data_;
  int byteOrder_ = 0;
};

} // namespace

Owned encodeNative_py(ThreadState &ts, Value str, NativeCodec codec,
                      std::string_view errors) {
  if (codec >= NativeCodec::UnicodeEscape)
    return encodeEscape(ts, str, codec == NativeCodec::RawUnicodeEscape);
  if (isAscii(str) && formOf(codec).unit == 1)
    return makeBytes(ts, strText(str));
  if (codec == NativeCodec::Utf8 &&
      text::findSurrogate(strText(str)) == strText(str).size())
    return makeBytes(ts, strText(str));
  return Encoder(ts, codec).run_py(str, errors);
}

DecodedText decodeNative_py(ThreadState &ts, Value data, NativeCodec codec,
                            std::string_view errors, bool final) {
  if (codec >= NativeCodec::UnicodeEscape)
    return decodeEscape_py(ts, data, codec == NativeCodec::RawUnicodeEscape,
                           errors, final);
  std::string_view bytes = bytesText(data);
  if (formOf(codec).unit == 1) {
    if (simd::isAscii(bytes.data(), bytes.size()))
      return {makeStr(ts, bytes, bytes.size()), bytes.size()};
    if (codec == NativeCodec::Utf8 &&
        simd::isValidUtf8(bytes.data(), bytes.size()))
      return {
          makeStr(ts, bytes, simd::countCharacters(bytes.data(), bytes.size())),
          bytes.size()};
  }
  return Decoder(ts, codec, errors, final).run_py(data);
}

} // namespace dxpy
