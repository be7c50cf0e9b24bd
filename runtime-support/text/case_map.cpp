#include "runtime-support/text/case_map.h"

#include "runtime-support/text/unicode.h"

namespace dxpy::text {
namespace {

constexpr char32_t capitalSigma = 0x3A3, smallSigma = 0x3C3, finalSigma = 0x3C2;

/// A sigma is final if a cased character comes before it and none after it;
/// case-ignorable characters in between do not count.
bool isFinalSigma(std::string_view text, std::size_t start, std::size_t end) {
  char32_t c = 0;
  std::size_t at = start;
  while (at && isCaseIgnorable(c = decodeBefore(text, at)))
    c = 0;
  if (!c || !isCased(c))
    return false;
  c = 0;
  at = end;
  while (at < text.size() && isCaseIgnorable(c = decodeOne(text, at)))
    c = 0;
  return !c || !isCased(c);
}

class Changer {
public:
  Changer(CaseChange change, std::string_view text)
      : change(change), text(text) {}

  template <typename Put> void run(Put put) {
    bool first = true, afterCased = false;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t start = at;
      char32_t c = decodeOne(text, at);
      char32_t mapped[3] = {c};
      unsigned count = 1;
      bool upper = false, lower = false;
      switch (change) {
      case CaseChange::lower:
        lower = true;
        break;
      case CaseChange::upper:
        upper = true;
        break;
      case CaseChange::title:
      case CaseChange::capitalize:
        lower = change == CaseChange::title ? afterCased : !first;
        if (!lower)
          count = mapCase(Case::title, c, mapped);
        if (change == CaseChange::title)
          afterCased = isCased(c);
        break;
      case CaseChange::swap:
        lower = isUpper(c);
        upper = !lower && isLower(c);
        break;
      case CaseChange::fold:
        count = mapCase(Case::fold, c, mapped);
        break;
      }
      if (upper)
        count = mapCase(Case::upper, c, mapped);
      if (lower)
        count = lowered(c, start, at, mapped);
      for (unsigned i = 0; i < count; ++i)
        put(mapped[i]);
      first = false;
    }
  }

private:
  unsigned lowered(char32_t c, std::size_t start, std::size_t end,
                   char32_t out[3]) {
    if (c != capitalSigma)
      return mapCase(Case::lower, c, out);
    out[0] = isFinalSigma(text, start, end) ? finalSigma : smallSigma;
    return 1;
  }
  CaseChange change;
  std::string_view text;
};

} // namespace

TextSize changedCaseSize(CaseChange change, std::string_view text) {
  TextSize size;
  Changer(change, text).run([&](char32_t c) {
    size.bytes += encodedLength(c);
    ++size.characters;
  });
  return size;
}

void changeCase(CaseChange change, std::string_view text, char *out) {
  Changer(change, text).run([&](char32_t c) { out += encodeOne(c, out); });
}

} // namespace dxpy::text
