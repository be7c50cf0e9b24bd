// Tokens, and the buffer that holds all tokens of a text.
#pragma once

#include "compiler/syntax/Ast.h"

#include <cstdlib>

namespace dxpy::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(Name) Name,
#include "compiler/syntax/Tokens.def"
};

struct Token {
  TokenKind kind;
  uint8_t flags;  // StringFlags of a String
  uint16_t level; // brackets open after this token
  uint32_t start; // bytes into the text
  uint32_t end;
  uint32_t line;
  int32_t col; // -1: Indent and Dedent have no place in the line
  uint32_t endLine;
  int32_t endCol;
  Identifier name; // of an Ident; keywords have none
};

// Prefix letters of a string literal.
namespace StringFlags {
constexpr uint8_t Raw = 1, Bytes = 2, Unicode = 4, Format = 8, Template = 16,
                  Triple = 32;
}

// The spelling of punctuation and keywords, else empty.
std::string_view spelling(TokenKind kind);

// A growing array of tokens. Growth can fail; push then returns false.
class TokenBuffer {
public:
  TokenBuffer() = default;
  TokenBuffer(const TokenBuffer &) = delete;
  TokenBuffer &operator=(const TokenBuffer &) = delete;
  ~TokenBuffer() { std::free(items); }

  bool push(const Token &t) {
    if (count == capacity && !grow())
      return false;
    items[count++] = t;
    return true;
  }
  bool reserve(size_t n) {
    while (capacity < n)
      if (!grow())
        return false;
    return true;
  }
  Token &operator[](size_t i) { return items[i]; }
  const Token &operator[](size_t i) const { return items[i]; }
  Token &back() { return items[count - 1]; }
  size_t size() const { return count; }
  void truncate(size_t n) { count = n; }

private:
  bool grow();
  Token *items = nullptr;
  size_t count = 0;
  size_t capacity = 0;
};

} // namespace dxpy::syntax
