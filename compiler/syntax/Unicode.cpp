// Lookups in the generated Unicode tables.
#include "compiler/syntax/Unicode.h"

#include "compiler/syntax/CharClass.h"

#include <algorithm>
#include <iterator>

namespace dxpy::syntax {

#include "generated/SyntaxUnicodeTables.inc"

namespace {

// Whether `c` lies in one of the (first, last) pairs.
template <size_t N> bool inRanges(const uint32_t (&table)[N], uint32_t c) {
  size_t at = size_t(std::upper_bound(table, table + N, c) - table);
  return at % 2 == 1 || (at > 0 && table[at - 1] == c);
}

// The row of `width` words that starts with `key`, or null.
const uint32_t *findRow(const uint32_t *table, size_t words, size_t width,
                        uint32_t key) {
  size_t low = 0, high = words / width;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (table[middle * width] < key)
      low = middle + 1;
    else
      high = middle;
  }
  const uint32_t *row = table + low * width;
  return low * width < words && *row == key ? row : nullptr;
}

constexpr uint32_t HangulFirst = 0xAC00, HangulCount = 11172;
constexpr uint32_t LFirst = 0x1100, VFirst = 0x1161, TFirst = 0x11A7;
constexpr uint32_t LCount = 19, VCount = 21, TCount = 28;

unsigned combiningClass(uint32_t c) {
  const uint32_t *row =
      findRow(CombiningClasses, std::size(CombiningClasses), 2, c);
  return row ? row[1] : 0;
}

void decompose(std::u32string &out, uint32_t c) {
  if (c - HangulFirst < HangulCount) {
    uint32_t s = c - HangulFirst;
    out += char32_t(LFirst + s / (VCount * TCount));
    out += char32_t(VFirst + s % (VCount * TCount) / TCount);
    if (s % TCount)
      out += char32_t(TFirst + s % TCount);
    return;
  }
  const uint32_t *row =
      findRow(DecompositionIndex, std::size(DecompositionIndex), 2, c);
  if (!row) {
    out += char32_t(c);
    return;
  }
  for (uint32_t i = 0; i < (row[1] & 0xFF); ++i)
    out += char32_t(Decompositions[(row[1] >> 8) + i]);
}

// The character that `a` and `b` compose to, or 0.
uint32_t composed(uint32_t a, uint32_t b) {
  if (a - LFirst < LCount && b - VFirst < VCount)
    return HangulFirst + ((a - LFirst) * VCount + (b - VFirst)) * TCount;
  if (a - HangulFirst < HangulCount && (a - HangulFirst) % TCount == 0 &&
      b - TFirst - 1 < TCount - 1)
    return a + (b - TFirst);
  const uint32_t *row = findRow(Compositions, std::size(Compositions), 3, a);
  const uint32_t *end = Compositions + std::size(Compositions);
  for (; row && row < end && row[0] == a; row += 3)
    if (row[1] == b)
      return row[2];
  return 0;
}

// Canonical order: a mark moves in front of marks of a higher class, never over
// a starter.
void orderMarks(std::u32string &s) {
  for (size_t i = 1; i < s.size(); ++i) {
    unsigned cls = combiningClass(s[i]);
    for (size_t k = i; cls && k > 0 && combiningClass(s[k - 1]) > cls; --k)
      std::swap(s[k], s[k - 1]);
  }
}

void composeAll(std::u32string &s) {
  size_t starter = std::u32string::npos, out = 0;
  unsigned lastClass = 0;
  for (size_t i = 0; i < s.size(); ++i) {
    unsigned cls = combiningClass(s[i]);
    bool adjacent = starter != std::u32string::npos && out == starter + 1;
    if (starter != std::u32string::npos && (adjacent || lastClass < cls)) {
      if (uint32_t c = composed(s[starter], s[i])) {
        s[starter] = char32_t(c);
        continue;
      }
    }
    if (cls == 0)
      starter = out;
    lastClass = cls;
    s[out++] = s[i];
  }
  s.resize(out);
}

uint64_t fingerprint(std::string_view name) {
  uint64_t h = 0xCBF29CE484222325;
  for (char c : name)
    h = (h ^ uint8_t(c >= 'a' && c <= 'z' ? c - 32 : c)) * 0x100000001B3;
  return h ^ h >> 29;
}

bool startsWithIgnoringCase(std::string_view &name, std::string_view prefix) {
  if (name.size() < prefix.size())
    return false;
  for (size_t i = 0; i < prefix.size(); ++i)
    if ((name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]) !=
        prefix[i])
      return false;
  name.remove_prefix(prefix.size());
  return true;
}

bool ideographByName(std::string_view digits, uint32_t &codePoint) {
  if (digits.size() != 4 && digits.size() != 5)
    return false;
  uint32_t c = 0;
  for (char d : digits) {
    if (!isHexDigit(d) || (d >= 'a' && d <= 'f'))
      return false;
    c = c * 16 + hexValue(d);
  }
  codePoint = c;
  return inRanges(IdeographRanges, c);
}

// Matches the longest of `names` at the start of `rest`, ignoring case.
int longestJamo(std::string_view &rest, const std::string_view *names,
                uint32_t count) {
  int best = -1;
  size_t bestSize = 0;
  for (uint32_t i = 0; i < count; ++i) {
    std::string_view attempt = rest;
    if ((best < 0 || names[i].size() > bestSize) &&
        startsWithIgnoringCase(attempt, names[i])) {
      best = int(i);
      bestSize = names[i].size();
    }
  }
  if (best >= 0)
    rest.remove_prefix(bestSize);
  return best;
}

bool hangulByName(std::string_view rest, uint32_t &codePoint) {
  static constexpr std::string_view Leads[] = {
      "G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
      "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
  static constexpr std::string_view Vowels[] = {
      "A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
      "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
  static constexpr std::string_view Tails[] = {
      "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
      "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
      "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
  int l = longestJamo(rest, Leads, LCount);
  int v = longestJamo(rest, Vowels, VCount);
  int t = longestJamo(rest, Tails, TCount);
  if (l < 0 || v < 0 || t < 0 || !rest.empty())
    return false;
  codePoint =
      HangulFirst + (uint32_t(l) * VCount + uint32_t(v)) * TCount + uint32_t(t);
  return true;
}

} // namespace

bool isIdentifierStart(uint32_t c) {
  return c < 128 ? isIdStart(char(c)) : inRanges(StartRanges, c);
}

bool isIdentifierContinue(uint32_t c) {
  return c < 128 ? isIdContinue(char(c)) : inRanges(ContinueRanges, c);
}

bool isPrintable(uint32_t c) {
  return c < 128 ? c >= 32 && c < 127 : inRanges(PrintableRanges, c);
}

void appendNfkc(std::string &out, std::string_view utf8) {
  std::u32string s;
  for (const char *p = utf8.data(), *end = p + utf8.size(); p < end;)
    decompose(s, decodeUtf8(p));
  orderMarks(s);
  composeAll(s);
  char bytes[4];
  for (char32_t c : s)
    out.append(bytes, encodeUtf8(c, bytes));
}

bool characterByName(std::string_view name, uint32_t &codePoint) {
  std::string_view rest = name;
  if (startsWithIgnoringCase(rest, "CJK UNIFIED IDEOGRAPH-"))
    return ideographByName(rest, codePoint);
  if (startsWithIgnoringCase(rest, "HANGUL SYLLABLE "))
    return hangulByName(rest, codePoint);
  uint64_t h = fingerprint(name) & 0xFFFFFFFFFFFF;
  auto high = uint32_t(h >> 16);
  const uint32_t *begin = NameHashHigh, *end = begin + std::size(NameHashHigh);
  for (const uint32_t *p = std::lower_bound(begin, end, high);
       p < end && *p == high; ++p) {
    if (NameHashLow[p - begin] == uint16_t(h)) {
      codePoint = NamedCharacters[p - begin];
      return true;
    }
  }
  return false;
}

} // namespace dxpy::syntax
