// Spellings of tokens, and the growth of their buffer.
#include "compiler/syntax/Token.h"

namespace dxpy::syntax {

std::string_view spelling(TokenKind kind) {
  static constexpr std::string_view Spellings[] = {
#define TOKEN(Name) "",
#define PUNCT(Name, Spelling) Spelling,
#define KEYWORD(Name, Spelling) Spelling,
#include "compiler/syntax/Tokens.def"
  };
  return Spellings[size_t(kind)];
}

bool TokenBuffer::grow() {
  size_t newCapacity = capacity ? capacity * 2 : 256;
  auto *p =
      static_cast<Token *>(std::realloc(items, newCapacity * sizeof(Token)));
  if (!p)
    return false;
  items = p;
  capacity = newCapacity;
  return true;
}

} // namespace dxpy::syntax
