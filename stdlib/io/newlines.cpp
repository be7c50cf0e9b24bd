// Newlines of text streams.
#include "stdlib/io/newlines.h"
#include "runtime-support/simd/kernels.h"

namespace dxpy::io {

bool parseNewline(ThreadState &ts, Value argument, NewlineMode &mode,
                  bool shown) {
  mode = NewlineMode::Translate;
  if (!argument || argument.isNone())
    return true;
  std::string_view text = strText(argument);
  static constexpr std::string_view rows[] = {"", "\n", "\r", "\r\n"};
  for (size_t i = 0; i < 4; ++i)
    if (text == rows[i]) {
      mode = NewlineMode(i + 1);
      return true;
    }
  return raise(ts, types::ValueError, "illegal newline value: {}",
               {shown ? MessageArg::repr(argument) : MessageArg(text)});
}

std::string_view writtenNewline(NewlineMode mode) {
  return mode == NewlineMode::Cr     ? "\r"
         : mode == NewlineMode::CrLf ? "\r\n"
                                     : std::string_view();
}

Owned NewlineDecoder::decode(ThreadState &ts, Owned text, bool final) {
  std::string_view from = strText(text);
  if (pendingReturn && (final || !from.empty())) {
    StrBuilder joined(ts);
    joined.append("\r");
    joined.append(from);
    pendingReturn = false;
    text = joined.finish();
    if (!text)
      return {};
    from = strText(text);
  }
  if (!final && from.ends_with('\r')) {
    from.remove_suffix(1);
    pendingReturn = true;
  }
  if (from.find('\r') == from.npos) {
    if (!(seen & 2) && from.find('\n') != from.npos)
      seen |= 2;
    return from.size() == strText(text).size() ? std::move(text)
                                               : makeStr(ts, from);
  }
  StrBuilder out(ts);
  for (size_t i = 0; i < from.size();) {
    size_t at = from.find_first_of("\r\n", i);
    out.append(from.substr(i, at == from.npos ? at : at - i));
    if (at == from.npos)
      break;
    bool pair = from.substr(at).starts_with("\r\n");
    seen |= pair ? 4 : from[at] == '\r' ? 1 : 2;
    out.append("\n");
    i = at + 1 + pair;
  }
  return translate ? out.finish() : makeStr(ts, from);
}

Owned NewlineDecoder::newlines(ThreadState &ts) const {
  static constexpr const char *texts[] = {"\r", "\n", "\r\n"};
  if (!seen)
    return ownedNone();
  Owned list = makeList(ts);
  for (unsigned i = 0; list && i < 3; ++i)
    if (seen >> i & 1 && !listAppend(ts, list, makeStr(ts, texts[i])))
      return {};
  return !list                   ? Owned()
         : listLength(list) == 1 ? listItem(ts, list, 0)
                                 : listToTuple(ts, list);
}

size_t lineEnd(NewlineMode mode, std::string_view text) {
  switch (mode) {
  case NewlineMode::Translate:
  case NewlineMode::Lf:
  case NewlineMode::Cr: {
    size_t at = text.find(mode == NewlineMode::Cr ? '\r' : '\n');
    return at == text.npos ? 0 : at + 1;
  }
  case NewlineMode::Universal: {
    size_t at = text.find_first_of("\r\n");
    if (at == text.npos)
      return 0;
    return at + (text.substr(at).starts_with("\r\n") ? 2 : 1);
  }
  case NewlineMode::CrLf: {
    size_t at = text.find("\r\n");
    return at == text.npos ? 0 : at + 2;
  }
  }
  return 0;
}

size_t bytesOfCharacters(std::string_view text, int64_t count) {
  size_t i = 0;
  for (; i < text.size(); ++i)
    if ((uint8_t(text[i]) & 0xC0) != 0x80 && count-- == 0)
      break;
  return i;
}
int64_t countCharacters(std::string_view text) {
  return int64_t(simd::countCharacters(text.data(), text.size()));
}

} // namespace dxpy::io
