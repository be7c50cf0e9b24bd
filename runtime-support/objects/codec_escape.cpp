// The codecs unicode_escape and raw_unicode_escape.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/text/utf8.h"

namespace dxpy {

namespace {

void appendEscape(StrBuilder &out, char32_t c) {
  char kind = c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U';
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  char text[10] = {'\\', kind};
  for (int i = 0; i < digits; ++i)
    text[2 + i] = "0123456789abcdef"[c >> (4 * (digits - 1 - i)) & 15];
  out.append({text, size_t(digits + 2)});
}

char shortEscape(char32_t c) {
  switch (c) {
  case '\\':
    return '\\';
  case '\t':
    return 't';
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  default:
    return 0;
  }
}

int hexDigit(uint8_t c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  uint8_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// How one escape ended.
enum class Step { Done, Incomplete, Wrong, Raised };

class EscapeDecoder {
public:
  EscapeDecoder(ThreadState &ts, Value data, bool raw, std::string_view errors,
                bool final)
      : ts_(ts), data_(copyOf(data)), raw_(raw), errors_(errors), final_(final),
        out_(ts) {}

  DecodedText run_py() {
    while (at_ < bytes().size()) {
      size_t start = at_;
      auto c = uint8_t(bytes()[at_++]);
      if (c != '\\') {
        out_.appendChar(c);
        continue;
      }
      Step step = escape_py();
      if (step == Step::Raised)
        return {};
      if (step == Step::Incomplete && !final_) {
        at_ = start;
        break;
      }
      if (step != Step::Done && !recover_py(start))
        return {};
    }
    return {out_.finish(), at_};
  }

private:
  std::string_view bytes() const { return bytesText(data_); }
  bool atEnd() const { return at_ >= bytes().size(); }

  bool recover_py(size_t start) {
    DecodeProblem problem{raw_ ? "rawunicodeescape" : "unicodeescape",
                          copyOf(data_), int64_t(start), int64_t(at_), reason_};
    Replacement replacement(ts_);
    if (!handleDecodeError_py(ts_, errors_, problem, replacement))
      return false;
    out_.append(replacement.text.view());
    data_ = std::move(problem.data);
    at_ = size_t(replacement.resume);
    return true;
  }

  Step escape_py() { return raw_ ? rawEscape() : plainEscape_py(); }

  Step rawEscape() {
    reason_ = "\\ at end of string";
    if (atEnd()) {
      if (!final_)
        return Step::Incomplete;
      out_.append("\\");
      return Step::Done;
    }
    char c = bytes()[at_++];
    if (c == 'u' || c == 'U')
      return hex(c == 'u' ? 4 : 8);
    out_.append("\\");
    out_.appendChar(uint8_t(c));
    return Step::Done;
  }

  Step plainEscape_py() {
    reason_ = "\\ at end of string";
    if (atEnd())
      return Step::Incomplete;
    char c = bytes()[at_++];
    static constexpr std::string_view names = "\\'\"bfnrtva\n",
                                      values = "\\'\"\b\f\n\r\t\v\a";
    size_t known = names.find(c);
    if (known < values.size())
      out_.append(values.substr(known, 1));
    else if (c == '\n')
      return Step::Done;
    else if (c >= '0' && c <= '7')
      return octal_py(c);
    else if (c == 'x' || c == 'u' || c == 'U')
      return hex(c == 'x' ? 2 : c == 'u' ? 4 : 8);
    else if (c == 'N')
      return named_py();
    else
      return invalid_py(c);
    return Step::Done;
  }

  Step octal_py(char first) {
    uint32_t value = uint32_t(first - '0');
    size_t start = at_ - 1;
    for (int i = 0; i < 2 && !atEnd(); ++i) {
      char c = bytes()[at_];
      if (c < '0' || c > '7')
        break;
      value = value * 8 + uint32_t(c - '0');
      ++at_;
    }
    if (value > 0377 &&
        !warn("invalid octal escape sequence '\\", bytes().substr(start, 3)))
      return Step::Raised;
    out_.appendChar(value);
    return Step::Done;
  }

  Step hex(int digits) {
    reason_ = digits == 2   ? "truncated \\xXX escape"
              : digits == 4 ? "truncated \\uXXXX escape"
                            : "truncated \\UXXXXXXXX escape";
    uint32_t value = 0;
    for (; digits; --digits, ++at_) {
      if (atEnd())
        return Step::Incomplete;
      int digit = hexDigit(uint8_t(bytes()[at_]));
      if (digit < 0)
        return Step::Wrong;
      value = value << 4 | uint32_t(digit);
    }
    if (value > 0x10FFFF) {
      reason_ = raw_ ? "\\Uxxxxxxxx out of range" : "illegal Unicode character";
      return Step::Wrong;
    }
    out_.appendChar(value);
    return Step::Done;
  }

  Step named_py() {
    reason_ = "malformed \\N character escape";
    if (atEnd())
      return Step::Incomplete;
    if (bytes()[at_] != '{')
      return Step::Wrong;
    size_t start = ++at_, end = bytes().find('}', start);
    if (end == std::string_view::npos) {
      at_ = bytes().size();
      return Step::Incomplete;
    }
    at_ = end;
    if (end == start)
      return Step::Wrong;
    ++at_;
    reason_ = "unknown Unicode character name";
    return character_py(bytes().substr(start, end - start));
  }

  /// The character of a name, from unicodedata.
  Step character_py(std::string_view name) {
    for (char c : name)
      if (uint8_t(c) >= 0x80)
        return Step::Wrong;
    Owned module = importModule_py(ts_, "unicodedata");
    if (!module && pendingMatches(ts_, types::ImportError)) {
      clearException(ts_);
      raise(ts_, types::UnicodeError,
            "\\N escapes not supported (can't load unicodedata module)");
    }
    Owned lookup = internText(ts_, "lookup"), text = makeStr(ts_, name);
    Owned found = module && lookup && text
                      ? callMethod_py(ts_, module, lookup, {text.value()})
                      : Owned();
    if (!found) {
      if (!pendingMatches(ts_, types::KeyError))
        return Step::Raised;
      clearException(ts_);
      return Step::Wrong;
    }
    if (!isStr(found) || strLength(found) != 1)
      return Step::Wrong;
    out_.append(found.value());
    return Step::Done;
  }

  Step invalid_py(char c) {
    if (!warn("invalid escape sequence '\\", {&c, 1}))
      return Step::Raised;
    out_.append("\\");
    out_.appendChar(uint8_t(c));
    return Step::Done;
  }

  /// Only the first of a call warns.
  bool warn(std::string_view what, std::string_view sequence) {
    if (std::exchange(warned_, true))
      return true;
    StrBuilder text(ts_);
    text.append(what);
    for (char c : sequence)
      text.appendChar(uint8_t(c));
    text.append("'");
    return warn_py(ts_, types::DeprecationWarning, text.view());
  }

  ThreadState &ts_;
  Owned data_;
  bool raw_;
  std::string_view errors_;
  bool final_;
  StrBuilder out_;
  size_t at_ = 0;
  const char *reason_ = "";
  bool warned_ = false;
};

} // namespace

Owned encodeEscape(ThreadState &ts, Value str, bool raw) {
  StrBuilder out(ts);
  std::string_view text = strText(str);
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decodeOne(text, at);
    char byte = char(c);
    if (raw && c < 0x100) {
      out.append({&byte, 1});
    } else if (char name = raw ? 0 : shortEscape(c)) {
      char pair[2] = {'\\', name};
      out.append({pair, 2});
    } else if (!raw && c >= 0x20 && c < 0x7F) {
      out.append({&byte, 1});
    } else {
      appendEscape(out, c);
    }
  }
  return out.failed() ? Owned(raiseMemoryError(ts)) : makeBytes(ts, out.view());
}

DecodedText decodeEscape_py(ThreadState &ts, Value data, bool raw,
                            std::string_view errors, bool final) {
  return EscapeDecoder(ts, data, raw, errors, final).run_py();
}

} // namespace dxpy
