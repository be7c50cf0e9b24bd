// Reading source text: byte order mark, PEP 263 cookie, universal newlines, the
// line table.
#include "compiler/base/SourceBuffer.h"

#include "compiler/base/Codecs.h"

#include <algorithm>

namespace dxpy::base {

namespace {

Diagnostic placeless(DiagnosticId id,
                     std::initializer_list<std::string_view> args) {
  Diagnostic d;
  d.id = id;
  d.message = formatDiagnostic(id, args);
  d.offset = -1;
  return d;
}

bool isCookieChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

// The encoding that a comment line names: "coding", ":" or "=", blanks, a name.
std::string_view cookieOf(std::string_view line) {
  size_t at = 0;
  while (at < line.size() &&
         (line[at] == ' ' || line[at] == '\t' || line[at] == '\f'))
    ++at;
  if (at == line.size() || line[at] != '#')
    return {};
  while ((at = line.find("coding", at)) != std::string_view::npos) {
    at += 6;
    if (at >= line.size() || (line[at] != ':' && line[at] != '='))
      continue;
    do
      ++at;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t'));
    size_t start = at;
    while (at < line.size() && isCookieChar(line[at]))
      ++at;
    if (at > start)
      return line.substr(start, at - start);
  }
  return {};
}

// A cookie counts on the second line only below a line without code.
bool isBlankOrComment(std::string_view line) {
  for (char c : line) {
    if (c == '#')
      return true;
    if (c != ' ' && c != '\t' && c != '\f')
      return false;
  }
  return true;
}

std::string_view declaredEncoding(std::string_view bytes) {
  for (int i = 0; i < 2 && !bytes.empty(); ++i) {
    std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
    std::string_view cookie = cookieOf(line);
    if (!cookie.empty())
      return cookie;
    if (!isBlankOrComment(line))
      break;
    bytes.remove_prefix(line.size());
    if (bytes.starts_with("\r\n"))
      bytes.remove_prefix(2);
    else if (!bytes.empty())
      bytes.remove_prefix(1);
  }
  return {};
}

// The spellings that CPython's tokenizer knows are given one name; others stay
// as written.
std::string canonicalName(std::string_view cookie) {
  std::string lower;
  for (char c : cookie.substr(0, 12))
    lower += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? char(c | 32) : c;
  if (lower == "utf-8" || lower.starts_with("utf-8-"))
    return "utf-8";
  for (std::string_view name : {"latin-1", "iso-8859-1", "iso-latin-1"})
    if (lower == name || (lower.starts_with(name) && lower[name.size()] == '-'))
      return "iso-8859-1";
  return std::string(cookie);
}

void translateNewlines(std::string &text) {
  size_t first = text.find('\r');
  if (first == std::string::npos)
    return;
  size_t to = first;
  for (size_t from = first; from < text.size(); ++from) {
    char c = text[from];
    if (c == '\r') {
      c = '\n';
      if (from + 1 < text.size() && text[from + 1] == '\n')
        ++from;
    }
    text[to++] = c;
  }
  text.resize(to);
}

} // namespace

Result<SourceBuffer> SourceBuffer::finish(std::string utf8, std::string name,
                                          std::string encoding) {
  if (utf8.find('\0') != std::string::npos) {
    Diagnostic d = placeless(DiagnosticId::NullBytes, {});
    d.hasPlace = false;
    return d;
  }
  if (utf8.size() >= UINT32_MAX / 2) {
    Diagnostic d = placeless(DiagnosticId::OutOfMemory, {});
    d.hasPlace = false;
    return d;
  }
  SourceBuffer b;
  // Trees point into the text: it must not lie inside the string object, which
  // moves.
  utf8.reserve(64);
  b.content = std::move(utf8);
  b.fileName = std::move(name);
  b.encodingName = std::move(encoding);
  b.lineStarts.push_back(0);
  for (size_t at = b.content.find('\n'); at != std::string::npos;
       at = b.content.find('\n', at + 1))
    b.lineStarts.push_back(uint32_t(at + 1));
  return b;
}

Result<SourceBuffer> SourceBuffer::fromText(std::string_view utf8,
                                            std::string name) {
  std::string text(utf8);
  translateNewlines(text);
  auto result = finish(std::move(text), std::move(name), "utf-8");
  if (result)
    result->endsInCrLf = utf8.ends_with("\r\n");
  return result;
}

// Text that may not be valid UTF-8: what is wrong counts only where the text is
// used, since comments may hold anything.
Result<SourceBuffer> SourceBuffer::fromUtf8(std::string text,
                                            std::string name) {
  std::string original;
  Utf8Problem bad = findInvalidUtf8(text);
  if (bad.found())
    original = text;
  for (uint32_t at = 0; bad.found();) {
    at += bad.offset;
    for (uint32_t i = 0; i < bad.length; ++i)
      text[at++] = 'z';
    bad = findInvalidUtf8(std::string_view(text).substr(at));
  }
  auto result = finish(std::move(text), std::move(name), "utf-8");
  if (result)
    result->original = std::move(original);
  return result;
}

Result<SourceBuffer> SourceBuffer::fromBytes(std::string_view bytes,
                                             std::string name, DecodeHook hook,
                                             void *hookContext) {
  bool hasBom = bytes.starts_with("\xEF\xBB\xBF");
  if (hasBom)
    bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos)
    return finish(std::string(bytes), std::move(name), "utf-8");
  std::string text(bytes);
  translateNewlines(text);
  std::string_view cookie = declaredEncoding(text);
  std::string encoding = cookie.empty() ? "utf-8" : canonicalName(cookie);
  if (hasBom && encoding != "utf-8")
    return placeless(DiagnosticId::EncodingWithBom, {encoding});
  if (encoding == "utf-8") {
    bool undeclared = !hasBom && cookie.empty();
    auto result = fromUtf8(std::move(text), std::move(name));
    if (result) {
      result->undeclaredBytes = undeclared;
      result->endsInCrLf = bytes.ends_with("\r\n");
    }
    return result;
  }
  std::string utf8, why;
  DecodeOutcome outcome = decodeKnown(encoding, text, utf8, why);
  if (outcome == DecodeOutcome::UnknownCodec && hook &&
      hook(encoding, text, utf8, why, hookContext))
    outcome = DecodeOutcome::Decoded;
  if (outcome == DecodeOutcome::Decoded) {
    auto result = finish(std::move(utf8), std::move(name), encoding);
    if (result)
      result->endsInCrLf = bytes.ends_with("\r\n");
    return result;
  }
  if (!why.empty())
    return placeless(DiagnosticId::CannotDecode, {why});
  return placeless(DiagnosticId::UnknownEncoding, {encoding});
}

Result<SourceBuffer> SourceBuffer::fromFile(std::string_view bytes,
                                            std::string name, DecodeHook hook,
                                            void *hookContext) {
  auto withoutPlace = [](DiagnosticId id,
                         std::initializer_list<std::string_view> args) {
    Diagnostic d = placeless(id, args);
    d.hasPlace = false;
    return d;
  };
  auto result = fromBytes(bytes, name, hook, hookContext);
  if (!result) {
    DiagnosticId id = result.error().id;
    if (id == DiagnosticId::EncodingWithBom) {
      Diagnostic d = result.error();
      d.hasPlace = false;
      return d;
    }
    if (id == DiagnosticId::UnknownEncoding || id == DiagnosticId::CannotDecode)
      return withoutPlace(DiagnosticId::EncodingProblem,
                          {declaredEncoding(bytes)});
    return result;
  }
  result->programFile = true;
  Utf8Problem bad = findInvalidUtf8(result->original);
  if (!bad.found())
    return result;
  return withoutPlace(DiagnosticId::NotUtf8File,
                      {hexByte(result->original[bad.offset]), name,
                       std::to_string(result->lineOf(bad.offset))});
}

void SourceBuffer::terminateLastLine() {
  if (!endsInCrLf && (content.empty() || content.back() == '\n'))
    return;
  content += '\n';
  lineStarts.push_back(uint32_t(content.size()));
}

std::string_view SourceBuffer::line(uint32_t line) const {
  if (line == 0 || line > lineStarts.size())
    return {};
  std::string_view rest =
      std::string_view(content).substr(lineStarts[line - 1]);
  return rest.substr(0, rest.find('\n'));
}

uint32_t SourceBuffer::lineOf(uint32_t offset) const {
  auto it = std::upper_bound(lineStarts.begin(), lineStarts.end(), offset);
  return uint32_t(it - lineStarts.begin());
}

} // namespace dxpy::base
