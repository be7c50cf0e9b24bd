// What the front end must know of Unicode: identifiers and their NFKC form,
// printability, names. The tables are generated from the unicodedata of the
// library's Python.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dxpy::syntax {

bool isIdentifierStart(uint32_t c);
bool isIdentifierContinue(uint32_t c);
// str.isprintable() of one character.
bool isPrintable(uint32_t c);
// Appends the NFKC form of `utf8`, a valid identifier.
void appendNfkc(std::string &out, std::string_view utf8);
// The character of \N{name}; case does not matter, aliases count, named
// sequences do not.
bool characterByName(std::string_view name, uint32_t &codePoint);

} // namespace dxpy::syntax
