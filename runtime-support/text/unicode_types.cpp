// Categories, predicates and case mappings.
#include "runtime-support/text/two_stage.h"

namespace dxpy::text {
namespace {

/// A case mapping is a difference to add, or 0x40000000 | place in
/// caseExpansions * 4 | length.
struct TypeRecord {
  std::int32_t lower, upper, title, fold;
  std::uint16_t flags;
  std::uint8_t category;
  std::int8_t decimal, digit;
};
struct SimpleCase {
  char32_t from, to;
};

#include "runtime-support/text/unicode_types.inc"

const TypeRecord &typeOf(char32_t c) {
  return typeRecords[lookUp<typesShift>(c, typesIndex, typesBlocks)];
}
bool has(char32_t c, unsigned flags) { return typeOf(c).flags & flags; }

} // namespace

bool isAlpha(char32_t c) { return has(c, alphaFlag); }
bool isDecimal(char32_t c) { return has(c, decimalFlag); }
bool isDigit(char32_t c) { return has(c, digitFlag); }
bool isNumeric(char32_t c) { return has(c, numericFlag); }
bool isAlnum(char32_t c) {
  return has(c, alphaFlag | decimalFlag | digitFlag | numericFlag);
}
bool isLower(char32_t c) { return has(c, lowerFlag); }
bool isUpper(char32_t c) { return has(c, upperFlag); }
bool isTitle(char32_t c) { return has(c, titleFlag); }
bool isSpace(char32_t c) { return has(c, spaceFlag); }
bool isPrintable(char32_t c) { return has(c, printableFlag); }
bool isLineBreak(char32_t c) { return has(c, lineBreakFlag); }
bool isIdentifierStart(char32_t c) { return has(c, xidStartFlag); }
bool isIdentifierContinue(char32_t c) { return has(c, xidContinueFlag); }
bool isCased(char32_t c) { return has(c, casedFlag); }
bool isCaseIgnorable(char32_t c) { return has(c, caseIgnorableFlag); }

int decimalValue(char32_t c) { return typeOf(c).decimal; }
int digitValue(char32_t c) { return typeOf(c).digit; }
const char *generalCategory(char32_t c) {
  return categoryNames[typeOf(c).category];
}
const char *unicodeDataVersion() { return unicodeVersion; }

unsigned mapCase(Case which, char32_t c, char32_t out[3]) {
  const TypeRecord &type = typeOf(c);
  std::int32_t mapping = which == Case::lower   ? type.lower
                         : which == Case::upper ? type.upper
                         : which == Case::title ? type.title
                                                : type.fold;
  if (mapping < 0x40000000) {
    out[0] = c + char32_t(mapping);
    return 1;
  }
  unsigned count = unsigned(mapping) & 3,
           place = (unsigned(mapping) & 0x3FFFFFFF) >> 2;
  for (unsigned i = 0; i < count; ++i)
    out[i] = caseExpansions[place + i];
  return count;
}

char32_t simpleLower(char32_t c) {
  for (const SimpleCase &s : simpleLowerExceptions)
    if (s.from == c)
      return s.to;
  return c + char32_t(typeOf(c).lower);
}

} // namespace dxpy::text
