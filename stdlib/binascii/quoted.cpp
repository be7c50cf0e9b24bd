// Quoted-printable.
#include "stdlib/binascii/codings.h"

namespace dxpy::binary_text {

namespace {

constexpr unsigned kMaxLine = 76;

int hexValue(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

class Encoder {
public:
  Encoder(Bytes &out, std::string_view data, bool quoteTabs, bool isText,
          bool header)
      : out_(out), data_(data), quoteTabs_(quoteTabs), isText_(isText),
        header_(header) {
    size_t newline = data.find('\n');
    crlf_ = newline != data.npos && newline > 0 && data[newline - 1] == '\r';
  }

  void run() {
    while (at_ < data_.size()) {
      if (mustQuote())
        quote();
      else if (isLineEnd())
        endLine();
      else
        plain();
    }
  }

private:
  char peek(size_t ahead) const {
    return at_ + ahead < data_.size() ? data_[at_ + ahead] : '\0';
  }
  bool isLast() const { return at_ + 1 == data_.size(); }

  bool mustQuote() const {
    auto c = uint8_t(data_[at_]);
    bool blank = c == ' ' || c == '\t', newline = c == '\r' || c == '\n';
    if (c > 126 || c == '=' || (header_ && c == '_'))
      return true;
    if (c == '.' && line_ == 0) { // a lone dot would end a mail
      char next = peek(1);
      if (isLast() || next == '\n' || next == '\r' || next == '\0')
        return true;
    }
    if (newline)
      return !isText_;
    if (blank && isLast())
      return true;
    return c < 33 && (quoteTabs_ || !blank);
  }
  bool isLineEnd() const {
    return isText_ && (data_[at_] == '\n' ||
                       (data_[at_] == '\r' && peek(1) == '\n' && !isLast()));
  }

  void hex(uint8_t c) {
    out_.add(uint8_t("0123456789ABCDEF"[c >> 4]));
    out_.add(uint8_t("0123456789ABCDEF"[c & 15]));
  }
  void newline() {
    if (crlf_)
      out_.add('\r');
    out_.add('\n');
    line_ = 0;
  }
  void softBreak() {
    out_.add('=');
    newline();
  }

  void quote() {
    if (line_ + 3 >= kMaxLine)
      softBreak();
    out_.add('=');
    hex(uint8_t(data_[at_++]));
    line_ += 3;
  }
  void endLine() {
    if (!out_.view().empty() && (out_.last() == ' ' || out_.last() == '\t')) {
      auto blank = uint8_t(out_.last());
      out_.last() = '=';
      hex(blank);
    }
    newline();
    at_ += data_[at_] == '\r' ? 2 : 1;
  }
  void plain() {
    if (!isLast() && peek(1) != '\n' && line_ + 1 >= kMaxLine)
      softBreak();
    ++line_;
    char c = data_[at_++];
    out_.add(header_ && c == ' ' ? '_' : uint8_t(c));
  }

  Bytes &out_;
  std::string_view data_;
  bool quoteTabs_, isText_, header_, crlf_ = false;
  size_t at_ = 0;
  unsigned line_ = 0;
};

} // namespace

void encodeQuoted(Bytes &out, std::string_view data, bool quoteTabs,
                  bool isText, bool header) {
  Encoder(out, data, quoteTabs, isText, header).run();
}

void decodeQuoted(Bytes &out, std::string_view text, bool header) {
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '=') {
      out.add(header && text[i] == '_' ? ' ' : uint8_t(text[i]));
      ++i;
      continue;
    }
    if (++i >= text.size())
      return;
    if (text[i] == '\n' || text[i] == '\r') { // a soft line break
      while (i < text.size() && text[i] != '\n')
        ++i;
      ++i;
    } else if (text[i] == '=') {
      out.add('=');
      ++i;
    } else if (i + 1 < text.size() && hexValue(text[i]) >= 0 &&
               hexValue(text[i + 1]) >= 0) {
      out.add(unsigned(hexValue(text[i]) << 4 | hexValue(text[i + 1])));
      i += 2;
    } else {
      out.add('=');
    }
  }
}

} // namespace dxpy::binary_text
