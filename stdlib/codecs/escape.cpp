// escape_decode: what a bytes literal means.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "stdlib/codecs/charmap.h"
#include "stdlib/codecs/utf7.h"

namespace dxpy::codecs {

namespace {

int hexDigit(uint8_t c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  uint8_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void put(StrBuilder &out, int byte) {
  char c = char(byte);
  out.append({&c, 1});
}

class EscapeReader {
public:
  EscapeReader(ThreadState &ts, std::string_view data, std::string_view errors)
      : ts_(ts), data_(data), errors_(errors), out_(ts) {}

  Owned run() {
    while (at_ < data_.size()) {
      char c = data_[at_++];
      if (c != '\\')
        put(out_, c);
      else if (!escape())
        return {};
    }
    if (invalid_ && !warnInvalid())
      return {};
    return makeBytes(ts_, out_.view());
  }

private:
  bool escape() {
    if (at_ == data_.size())
      return raise(ts_, types::ValueError, "Trailing \\ in string");
    char c = data_[at_++];
    static constexpr std::string_view names = "\\'\"bfnrtva",
                                      values = "\\'\"\b\f\n\r\t\v\a";
    size_t known = names.find(c);
    if (known != names.npos)
      put(out_, values[known]);
    else if (c >= '0' && c <= '7')
      octal();
    else if (c == 'x')
      return hex();
    else if (c != '\n') {
      if (!invalid_)
        invalid_ = data_.data() + at_ - 1;
      put(out_, '\\');
      put(out_, c);
    }
    return true;
  }

  void octal() {
    const char *start = data_.data() + at_ - 1;
    int value = data_[at_ - 1] - '0';
    for (int i = 0; i < 2 && at_ < data_.size(); ++i, ++at_) {
      char c = data_[at_];
      if (c < '0' || c > '7')
        break;
      value = value * 8 + (c - '0');
    }
    if (value > 0377 && !invalid_)
      invalid_ = start;
    put(out_, value & 0xFF);
  }

  bool hex() {
    size_t start = at_ - 2;
    int high = at_ < data_.size() ? hexDigit(uint8_t(data_[at_])) : -1;
    int low = at_ + 1 < data_.size() ? hexDigit(uint8_t(data_[at_ + 1])) : -1;
    if (high >= 0 && low >= 0) {
      at_ += 2;
      put(out_, high << 4 | low);
      return true;
    }
    if (errors_ == "strict")
      return raise(ts_, types::ValueError, "invalid \\x escape at position {}",
                   {start});
    if (errors_ == "replace")
      put(out_, '?');
    else if (errors_ != "ignore")
      return raise(ts_, types::ValueError,
                   "decoding error; unknown error handling code: {}",
                   {errors_});
    at_ += high >= 0; // a single digit goes with it
    return true;
  }

  bool warnInvalid() {
    StrBuilder text(ts_);
    bool octal = *invalid_ >= '4' && *invalid_ <= '7';
    text.append(octal ? "invalid octal escape sequence '\\"
                      : "invalid escape sequence '\\");
    for (int i = 0; i < (octal ? 3 : 1); ++i)
      text.appendChar(uint8_t(invalid_[i]));
    text.append("'");
    return warn_py(ts_, types::DeprecationWarning, text.view());
  }

  ThreadState &ts_;
  std::string_view data_, errors_;
  StrBuilder out_;
  size_t at_ = 0;
  const char *invalid_ = nullptr; ///< the first escape that means nothing
};

} // namespace

Owned escapeDecode(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  Owned data = isStr(args[0])
                   ? encodeNative_py(ts, args[0], NativeCodec::Utf8, "strict")
                   : dataArgument(ts, args[0]);
  if (!data || !errorsArgument(ts, "escape_decode", args[1], errors))
    return {};
  return withCount(ts, EscapeReader(ts, bytesText(data), errors).run(),
                   bytesText(data).size());
}

} // namespace dxpy::codecs
