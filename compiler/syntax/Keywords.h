// Keywords and the names that the grammar knows are interned first, so a name's
// id tells them.
#pragma once

#include "compiler/base/StringTable.h"
#include "compiler/syntax/Token.h"

namespace dxpy::syntax {

constexpr uint32_t KeywordCount =
    uint32_t(TokenKind::KwYield) - uint32_t(TokenKind::KwFalse) + 1;

// Names that the grammar gives a meaning to in some places.
enum class KnownName : uint32_t {
  Match = KeywordCount,
  Case,
  Underscore,
  Type,
  Print,
  Exec,
  Future, // __future__
  End,
};

inline Identifier identifierOf(KnownName n) { return Identifier(uint32_t(n)); }

// Fills an empty table; false when memory ran out.
bool internKeywords(base::StringTable &table);

} // namespace dxpy::syntax
