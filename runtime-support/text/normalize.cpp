// Normal forms (Unicode Standard Annex 15). Hangul syllables are computed,
// everything else is in tables. Decomposition goes to code points; ordering and
// composition work on these in place.
#include "runtime-support/text/normalize.h"

#include "runtime-support/text/two_stage.h"
#include "runtime-support/text/utf8.h"

namespace dxpy::text {
namespace {

/// quickChecks: two bits a form, in the order of Form.
struct CombiningRecord {
  std::uint8_t combiningClass, quickChecks;
};
struct Composition {
  char32_t first, second, composed;
};

#include "runtime-support/text/unicode_normal.inc"

constexpr char32_t syllables = 0xAC00, leads = 0x1100, vowels = 0x1161,
                   tails = 0x11A7;
constexpr char32_t leadCount = 19, vowelCount = 21, tailCount = 28,
                   syllableCount = leadCount * vowelCount * tailCount;

const CombiningRecord &recordOf(char32_t c) {
  return combiningRecords[lookUp<combiningShift>(c, combiningIndex,
                                                 combiningBlocks)];
}

bool isCompatible(Form form) {
  return form == Form::nfkd || form == Form::nfkc;
}
bool composes(Form form) { return form == Form::nfc || form == Form::nfkc; }

struct Decomposition {
  const std::uint16_t *units = nullptr;
  unsigned count = 0, tag = 0;
};

Decomposition decompositionOf(char32_t c) {
  unsigned place =
      lookUp<decompositionShift>(c, decompositionIndex, decompositionBlocks);
  if (!place)
    return {};
  std::uint16_t head = decompositionUnits[place];
  return {decompositionUnits + place + 1, head & 0xFFu, unsigned(head) >> 8};
}

char32_t nextOfUnits(const std::uint16_t *units, unsigned &at) {
  char32_t c = units[at++];
  if (c >= 0xD800 && c < 0xDC00)
    c = 0x10000 + ((c - 0xD800) << 10) + (units[at++] - 0xDC00u);
  return c;
}

/// Counts, or writes, the full decomposition of a character.
template <typename Put> void decompose(Form form, char32_t c, Put put) {
  if (c - syllables < syllableCount) {
    char32_t s = c - syllables;
    put(leads + s / (vowelCount * tailCount));
    put(vowels + s % (vowelCount * tailCount) / tailCount);
    if (s % tailCount)
      put(tails + s % tailCount);
    return;
  }
  Decomposition d = c < 0x80 ? Decomposition{} : decompositionOf(c);
  if (!d.count || (d.tag && !isCompatible(form))) {
    put(c);
    return;
  }
  for (unsigned at = 0; at < d.count;)
    decompose(form, nextOfUnits(d.units, at), put);
}

/// Puts runs of combining characters into the order of their classes, stably.
void order(char32_t *text, std::size_t size) {
  for (std::size_t i = 1; i < size; ++i) {
    char32_t c = text[i];
    std::uint8_t own = combiningClass(c);
    if (!own)
      continue;
    std::size_t at = i;
    while (at && combiningClass(text[at - 1]) > own) {
      text[at] = text[at - 1];
      --at;
    }
    text[at] = c;
  }
}

char32_t compose(char32_t first, char32_t second) {
  if (first - leads < leadCount && second - vowels < vowelCount)
    return syllables +
           ((first - leads) * vowelCount + (second - vowels)) * tailCount;
  if (first - syllables < syllableCount &&
      (first - syllables) % tailCount == 0 &&
      second - tails - 1 < tailCount - 1)
    return first + (second - tails);
  std::size_t low = 0, high = sizeof compositions / sizeof compositions[0];
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    const Composition &p = compositions[middle];
    if (p.first < first || (p.first == first && p.second < second))
      low = middle + 1;
    else
      high = middle;
  }
  if (low < sizeof compositions / sizeof compositions[0] &&
      compositions[low].first == first && compositions[low].second == second)
    return compositions[low].composed;
  return 0;
}

/// Composes ordered text in place.
std::size_t composeAll(char32_t *text, std::size_t size) {
  std::size_t starter = size, out = 0;
  std::uint8_t last = 0;
  for (std::size_t i = 0; i < size; ++i) {
    char32_t c = text[i];
    std::uint8_t own = combiningClass(c);
    // A character is blocked by one between it and the starter with a class not
    // below its own.
    bool adjacent = starter < size && starter + 1 == out;
    if (starter < size && (adjacent || (last && last < own))) {
      if (char32_t composed = compose(text[starter], c)) {
        text[starter] = composed;
        continue;
      }
    }
    if (!own)
      starter = out;
    last = own;
    text[out++] = c;
  }
  return out;
}

} // namespace

std::uint8_t combiningClass(char32_t c) {
  return c < 0x300 ? 0 : recordOf(c).combiningClass;
}

Normalized isNormalizedQuick(Form form, std::string_view utf8) {
  Normalized result = Normalized::yes;
  std::uint8_t last = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (std::uint8_t(utf8[at]) < 0x80) {
      ++at;
      last = 0;
      continue;
    }
    const CombiningRecord &r = recordOf(decodeOne(utf8, at));
    if (r.combiningClass && last > r.combiningClass)
      return Normalized::no;
    last = r.combiningClass;
    unsigned check = r.quickChecks >> (2 * unsigned(form)) & 3;
    if (check >= 2)
      return Normalized::no;
    if (check == 1)
      result = Normalized::maybe;
  }
  return result;
}

std::size_t decomposedSize(Form form, std::string_view utf8) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < utf8.size();)
    decompose(form, decodeOne(utf8, at), [&](char32_t) { ++size; });
  return size;
}

std::size_t normalize(Form form, std::string_view utf8, char32_t *out) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < utf8.size();)
    decompose(form, decodeOne(utf8, at), [&](char32_t c) { out[size++] = c; });
  order(out, size);
  return composes(form) ? composeAll(out, size) : size;
}

std::size_t decompositionText(char *out, char32_t c) {
  Decomposition d = decompositionOf(c);
  std::size_t size = 0;
  auto put = [&](char x) { out[size++] = x; };
  for (const char *tag = decompositionTags[d.tag]; d.count && *tag; ++tag)
    put(*tag);
  for (unsigned at = 0; at < d.count;) {
    if (size)
      put(' ');
    char32_t x = nextOfUnits(d.units, at);
    for (int shift = x > 0xFFFFF  ? 20
                     : x > 0xFFFF ? 16
                                  : 12;
         shift >= 0; shift -= 4)
      put("0123456789ABCDEF"[x >> shift & 15]);
  }
  return size;
}

} // namespace dxpy::text
