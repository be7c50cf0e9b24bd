#include "compiler/bytecode/TextScanner.h"

#include <bit>

namespace dxpy::bytecode {

namespace {
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
} // namespace

bool TextScanner::failAt(Place where, std::string_view what) {
  if (!failed())
    failure = {where, std::string(what)};
  return false;
}

void TextScanner::blanks() {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
    ++at;
  token = at;
  if (at < text.size() && text[at] == ';')
    while (at < text.size() && text[at] != '\n')
      ++at;
}

bool TextScanner::endOfLine() {
  blanks();
  return at >= text.size() || text[at] == '\n';
}

bool TextScanner::newline() {
  if (!endOfLine())
    return fail("something is left on the line");
  while (at < text.size()) {
    blanks();
    if (at >= text.size() || text[at] != '\n')
      break;
    ++at;
    ++line;
    token = lineStart = at;
  }
  return true;
}

char TextScanner::peek() {
  blanks();
  return at < text.size() ? text[at] : '\0';
}

bool TextScanner::accept(std::string_view expected) {
  blanks();
  if (!text.substr(at).starts_with(expected))
    return false;
  at += expected.size();
  return true;
}

std::string_view TextScanner::word(std::string_view others) {
  blanks();
  size_t start = at;
  while (at < text.size() && (isLetter(text[at]) || isDigit(text[at]) ||
                              others.find(text[at]) != others.npos))
    ++at;
  return text.substr(start, at - start);
}

bool TextScanner::keyword(std::string_view expected) {
  size_t start = at;
  if (word() == expected)
    return true;
  at = start;
  return false;
}

bool TextScanner::expect(std::string_view token) {
  return accept(token) || fail("expected '" + std::string(token) + "'");
}

bool TextScanner::floating(double &value) {
  if (accept("bits")) {
    uint64_t bits = 0;
    if (!integer(bits, 16))
      return false;
    value = std::bit_cast<double>(bits);
    return true;
  }
  auto [end, problem] =
      std::from_chars(text.data() + at, text.data() + text.size(), value);
  if (problem != std::errc())
    return fail("expected a float");
  at = size_t(end - text.data());
  return true;
}

bool TextScanner::quoted(std::string &value) {
  return expect("\"") && quotedRest(value);
}

bool TextScanner::quotedRest(std::string &value) {
  while (at < text.size() && text[at] != '"') {
    char c = text[at++];
    if (c == '\n')
      return fail("a string without end");
    if (c == '\\' && !escape(c))
      return false;
    value += c;
  }
  if (at >= text.size())
    return fail("a string without end");
  ++at;
  return true;
}

bool TextScanner::escape(char &c) {
  if (at >= text.size())
    return fail("a string without end");
  c = text[at++];
  if (c == 'n') {
    c = '\n';
  } else if (c == 'x') {
    uint8_t byte = 0;
    if (at + 2 > text.size() ||
        std::from_chars(text.data() + at, text.data() + at + 2, byte, 16).ptr !=
            text.data() + at + 2)
      return fail("expected two hexadecimal digits");
    at += 2;
    c = char(byte);
  } else if (c != '"' && c != '\\') {
    return fail("unknown escape");
  }
  return true;
}

} // namespace dxpy::bytecode
