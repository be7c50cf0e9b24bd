// UTF-7 (RFC 2152): text in base 64 between + and -.
#include "stdlib/codecs/utf7.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/text/utf8.h"
#include "stdlib/codecs/charmap.h"

namespace dxpy::codecs {

namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Set D and white space; set O, which the encoder leaves as it is too.
constexpr std::string_view kDirect =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? "
    "\t\n\r!\"#$%&*;<=>@[]^_`{|}";

bool isBase64(uint8_t c) { return kBase64.find(char(c)) != kBase64.npos; }
bool isDirect(char32_t c) {
  return c < 0x80 && kDirect.find(char(c)) != kDirect.npos;
}

struct BitWriter {
  StrBuilder &out;
  uint32_t bits = 0;
  unsigned count = 0;
  void put(uint32_t unit) { // of 16 bits
    bits = bits << 16 | unit;
    count += 16;
    while (count >= 6) {
      count -= 6;
      out.append(kBase64.substr(bits >> count & 63, 1));
    }
    bits &= (1u << count) - 1;
  }
  void finish() {
    if (count)
      out.append(kBase64.substr(bits << (6 - count) & 63, 1));
    bits = count = 0;
  }
};

Owned encodeText(ThreadState &ts, std::string_view text) {
  StrBuilder out(ts);
  BitWriter base64{out};
  bool shifted = false;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decodeOne(text, at);
    bool direct = isDirect(c);
    if (shifted && direct) {
      base64.finish();
      shifted = false;
      // Characters that base 64 has need the end spelt out.
      if (isBase64(uint8_t(c)) || c == '-')
        out.append("-");
    } else if (!shifted && c == '+') {
      out.append("+-");
      continue;
    } else if (!shifted && !direct) {
      out.append("+");
      shifted = true;
    }
    if (!shifted) {
      out.appendChar(c);
    } else if (c >= 0x10000) {
      base64.put(0xD800 + ((c - 0x10000) >> 10));
      base64.put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      base64.put(c);
    }
  }
  if (shifted) {
    base64.finish();
    out.append("-");
  }
  return makeBytes(ts, out.view());
}

class Decoder {
public:
  Decoder(ThreadState &ts, Owned data, std::string_view errors, bool final)
      : ts_(ts), data_(std::move(data)), errors_(errors), final_(final),
        out_(ts) {}

  Owned run_py() {
    while (at_ < bytes().size()) {
      const char *reason = shifted_ ? shiftedByte() : plainByte();
      if (reason && !recover_py(reason))
        return {};
    }
    if (!shifted_)
      return withCount(ts_, out_.finish(), at_);
    if (!final_) { // an unfinished sequence waits for the next call
      out_.truncate(shiftOut_);
      return withCount(ts_, out_.finish(), shiftStart_);
    }
    if (surrogate_ || count_ >= 6 || (count_ && bits_)) {
      errorStart_ = shiftStart_;
      at_ = bytes().size();
      shifted_ = false;
      if (!recover_py("unterminated shift sequence"))
        return {};
      return run_py();
    }
    return withCount(ts_, out_.finish(), at_);
  }

private:
  std::string_view bytes() const { return bytesText(data_); }

  bool recover_py(const char *reason) {
    DecodeProblem problem{"utf7", copyOf(data_), int64_t(errorStart_),
                          int64_t(at_), reason};
    Replacement replacement(ts_);
    if (!handleDecodeError_py(ts_, errors_, problem, replacement))
      return false;
    out_.append(replacement.text.view());
    data_ = std::move(problem.data);
    at_ = size_t(replacement.resume);
    return true;
  }

  const char *plainByte() {
    auto c = uint8_t(bytes()[at_]);
    errorStart_ = at_++;
    if (c == '+') {
      if (at_ < bytes().size() && bytes()[at_] == '-') {
        ++at_;
        out_.append("+");
        return nullptr;
      }
      if (at_ < bytes().size() && !isBase64(uint8_t(bytes()[at_]))) {
        ++at_;
        return "ill-formed sequence";
      }
      shifted_ = true;
      shiftStart_ = errorStart_;
      shiftOut_ = out_.size();
      surrogate_ = bits_ = count_ = 0;
      return nullptr;
    }
    if (c >= 0x80)
      return "unexpected special character";
    out_.appendChar(c);
    return nullptr;
  }

  const char *shiftedByte() {
    auto c = uint8_t(bytes()[at_]);
    if (isBase64(c)) {
      bits_ = bits_ << 6 | uint32_t(kBase64.find(char(c)));
      count_ += 6;
      ++at_;
      if (count_ >= 16) {
        count_ -= 16;
        appendUnit(bits_ >> count_ & 0xFFFF);
        bits_ &= (1u << count_) - 1;
      }
      return nullptr;
    }
    shifted_ = false;
    errorStart_ = shiftStart_;
    if (count_ >= 6)
      return ++at_, "partial character in shift sequence";
    if (bits_)
      return ++at_, "non-zero padding bits in shift sequence";
    if (surrogate_ && c < 0x80 && c != '+')
      out_.appendChar(surrogate_);
    surrogate_ = 0;
    if (c == '-')
      ++at_;
    return nullptr;
  }

  void appendUnit(uint32_t unit) {
    if (surrogate_) {
      if (unit >= 0xDC00 && unit < 0xE000) {
        out_.appendChar(0x10000 + ((surrogate_ - 0xD800) << 10) +
                        (unit - 0xDC00));
        surrogate_ = 0;
        return;
      }
      out_.appendChar(surrogate_);
      surrogate_ = 0;
    }
    if (unit >= 0xD800 && unit < 0xDC00)
      surrogate_ = unit;
    else
      out_.appendChar(unit);
  }

  ThreadState &ts_;
  Owned data_;
  std::string_view errors_;
  bool final_;
  StrBuilder out_;
  size_t at_ = 0, errorStart_ = 0, shiftStart_ = 0, shiftOut_ = 0;
  bool shifted_ = false;
  uint32_t surrogate_ = 0, bits_ = 0;
  unsigned count_ = 0;
};

} // namespace

Owned utf7Encode(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "utf_7_encode() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  return withCount(ts, encodeText(ts, strText(args[0])), strLength(args[0]));
}

Owned utf7Decode(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  int64_t final = 0;
  Owned data = dataArgument(ts, args[0]);
  if (!data || !errorsArgument(ts, "utf_7_decode", args[1], errors) ||
      (args[2] && !sizeArgument_py(ts, args[2], final)))
    return {};
  return Decoder(ts, std::move(data), errors, final != 0).run_py();
}

} // namespace dxpy::codecs
