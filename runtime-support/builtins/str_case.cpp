// str methods about letters: changes of case, and the tests is...().
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/simd/kernels.h"
#include "runtime-support/text/case_map.h"
#include "runtime-support/text/quote.h"

namespace dxpy {

namespace {

Owned changed(ThreadState &ts, Value self, text::CaseChange change) {
  std::string_view text = strText(self);
  text::TextSize size = isAscii(self) ? text::TextSize{text.size(), text.size()}
                                      : text::changedCaseSize(change, text);
  if (size.characters <= 1) {
    char small[16];
    text::changeCase(change, text, small);
    return makeStr(ts, {small, size.bytes}, size.characters);
  }
  StrObject *result = allocateStr(ts, size.bytes, size.characters);
  if (!result)
    return {};
  bool ascii = isAscii(self);
  if (ascii &&
      (change == text::CaseChange::lower || change == text::CaseChange::fold))
    simd::asciiLower(result->bytes, text.data(), text.size());
  else if (ascii && change == text::CaseChange::upper)
    simd::asciiUpper(result->bytes, text.data(), text.size());
  else
    text::changeCase(change, text, result->bytes);
  return Owned::steal(result);
}

/// Is the text not empty and all of its characters pass \p test?
template <typename Test> Owned all(Value self, Test test) {
  std::string_view text = strText(self);
  if (text.empty())
    return ownedBool(false);
  for (size_t at = 0; at < text.size();)
    if (!test(text::decodeOne(text, at)))
      return ownedBool(false);
  return ownedBool(true);
}

/// islower and isupper: no character of the other case, one of this.
template <typename Wanted, typename Other>
Owned allCased(Value self, Wanted wanted, Other other) {
  std::string_view text = strText(self);
  bool found = false;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decodeOne(text, at);
    if (other(c) || text::isTitle(c))
      return ownedBool(false);
    found = found || wanted(c);
  }
  return ownedBool(found);
}

} // namespace

namespace str_methods {

Owned lower(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::lower);
}
Owned upper(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::upper);
}
Owned title(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::title);
}
Owned capitalize(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::capitalize);
}
Owned swapCase(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::swap);
}
Owned caseFold(ThreadState &ts, Value self, const Value *) {
  return changed(ts, self, text::CaseChange::fold);
}

Owned isLower(ThreadState &, Value self, const Value *) {
  return allCased(self, text::isLower, text::isUpper);
}
Owned isUpper(ThreadState &, Value self, const Value *) {
  return allCased(self, text::isUpper, text::isLower);
}

Owned isTitle(ThreadState &, Value self, const Value *) {
  std::string_view text = strText(self);
  bool found = false, afterCased = false;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decodeOne(text, at);
    bool starts = text::isUpper(c) || text::isTitle(c);
    bool continues = !starts && text::isLower(c);
    if ((starts && afterCased) || (continues && !afterCased))
      return ownedBool(false);
    afterCased = starts || continues;
    found |= afterCased;
  }
  return ownedBool(found);
}

Owned isSpace(ThreadState &, Value self, const Value *) {
  return all(self, text::isSpace);
}
Owned isDecimal(ThreadState &, Value self, const Value *) {
  return all(self, text::isDecimal);
}
Owned isDigit(ThreadState &, Value self, const Value *) {
  return all(self, text::isDigit);
}
Owned isNumeric(ThreadState &, Value self, const Value *) {
  return all(self, text::isNumeric);
}
Owned isAlpha(ThreadState &, Value self, const Value *) {
  return all(self, text::isAlpha);
}
Owned isAlnum(ThreadState &, Value self, const Value *) {
  return all(self, text::isAlnum);
}
Owned isIdentifier(ThreadState &, Value self, const Value *) {
  return ownedBool(text::isIdentifier(strText(self)));
}
Owned isPrintable(ThreadState &, Value self, const Value *) {
  return ownedBool(text::isPrintable(strText(self)));
}

} // namespace str_methods

} // namespace dxpy
