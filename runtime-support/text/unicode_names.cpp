// The names of characters. A name is a row of word numbers: one byte for the
// most frequent words, two for the others, which are sorted, and a zero at the
// end. Looking a name up encodes it and searches its bytes.
#include "runtime-support/text/unicode_names.h"
#include <charconv>
#include <cstdint>
#include <cstring>

namespace dxpy::text {
namespace {

/// From \p first on, characters that follow each other; the name of the first
/// is number \p ordinal.
struct NameRange {
  char32_t first;
  std::uint32_t ordinal;
};
/// Characters named by a text and their own number.
struct NumberedRange {
  char32_t first;
  std::uint32_t count, text;
};
struct NameAlias {
  const char *name;
  char32_t character;
};

#include "runtime-support/text/unicode_names.inc"

constexpr std::size_t kWords = sizeof wordOffsets / sizeof wordOffsets[0] - 1;
constexpr std::size_t kRanges = sizeof nameRanges / sizeof nameRanges[0];
constexpr std::size_t kNamesInBlock = 32;

// Words are numbered from 1.
std::string_view wordOf(std::size_t id) {
  return {wordText + wordOffsets[id - 1],
          wordOffsets[id] - wordOffsets[id - 1]};
}
std::size_t idOf(std::string_view word) {
  for (std::size_t id = 1; id < shortWords; ++id)
    if (wordOf(id) == word)
      return id;
  std::size_t low = shortWords, high = kWords + 1;
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    int order = wordOf(middle).compare(word);
    if (order == 0)
      return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

std::size_t nextId(const std::uint8_t *&at) {
  std::size_t first = *at++;
  if (first < shortWords)
    return first;
  return shortWords + (first - shortWords) * 255 + (*at++ - 1u);
}

/// The last range that starts at or before the key.
template <typename Key>
const NameRange *rangeOf(Key key, Key NameRange::*field) {
  std::size_t low = 0, high = kRanges;
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    if (nameRanges[middle].*field <= key)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? &nameRanges[low - 1] : nullptr;
}
std::uint32_t endOf(const NameRange *range) {
  return range + 1 < nameRanges + kRanges ? range[1].ordinal : nameCount;
}

// Hangul
// ----------------------------------------------------------------------

constexpr char32_t kHangulFirst = 0xAC00;
constexpr unsigned kLeads = 19, kVowels = 21, kTrails = 28;
constexpr const char *leads[kLeads] = {"G", "GG", "N", "D",  "DD", "R", "M",
                                       "B", "BB", "S", "SS", "",   "J", "JJ",
                                       "C", "K",  "T", "P",  "H"};
constexpr const char *vowels[kVowels] = {
    "A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
    "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr const char *trails[kTrails] = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
    "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
    "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr std::string_view kHangulPrefix = "HANGUL SYLLABLE ";

/// The longest text of the list that \p name starts with.
template <std::size_t count>
std::size_t longestOf(const char *const (&list)[count],
                      std::string_view &name) {
  std::size_t best = count, size = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view text = list[i];
    if (name.starts_with(text) && (best == count || text.size() > size)) {
      best = i;
      size = text.size();
    }
  }
  name.remove_prefix(size);
  return best;
}

bool hangulByName(std::string_view name, char32_t &out) {
  if (!name.starts_with(kHangulPrefix))
    return false;
  name.remove_prefix(kHangulPrefix.size());
  std::size_t lead = longestOf(leads, name), vowel = longestOf(vowels, name),
              trail = longestOf(trails, name);
  if (vowel == kVowels || !name.empty())
    return false;
  out = char32_t(kHangulFirst + (lead * kVowels + vowel) * kTrails + trail);
  return true;
}

bool numberedByName(std::string_view name, char32_t &out) {
  for (const NumberedRange &range : numberedRanges) {
    std::string_view prefix = numberedNames[range.text];
    if (!name.starts_with(prefix))
      continue;
    std::string_view digits = name.substr(prefix.size());
    std::uint32_t code = 0;
    auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error == std::errc() && end == digits.data() + digits.size() &&
        digits.size() >= 4 && digits.size() <= 5 && digits[0] != '0' &&
        code - range.first < range.count) {
      out = code;
      return true;
    }
  }
  return false;
}

/// The name's bytes between two zeros; 0: it has an unknown word.
std::size_t encode(std::string_view name, std::uint8_t *out) {
  std::size_t size = 0;
  out[size++] = 0;
  while (true) {
    std::size_t space = name.find(' ');
    std::size_t id = idOf(name.substr(0, space));
    if (!id)
      return 0;
    if (id < shortWords) {
      out[size++] = std::uint8_t(id);
    } else {
      out[size++] = std::uint8_t(shortWords + (id - shortWords) / 255);
      out[size++] = std::uint8_t(1 + (id - shortWords) % 255);
    }
    if (space == name.npos)
      break;
    name.remove_prefix(space + 1);
  }
  out[size++] = 0;
  return size;
}

} // namespace

std::size_t characterName(char32_t c, char out[maxNameSize]) {
  std::size_t size = 0;
  auto add = [&](std::string_view text) {
    std::memcpy(out + size, text.data(), text.size());
    size += text.size();
  };
  if (c - kHangulFirst < kLeads * kVowels * kTrails) {
    unsigned index = unsigned(c - kHangulFirst);
    add(kHangulPrefix);
    add(leads[index / (kVowels * kTrails)]);
    add(vowels[index / kTrails % kVowels]);
    add(trails[index % kTrails]);
    return size;
  }
  for (const NumberedRange &range : numberedRanges)
    if (c - range.first < range.count) {
      add(numberedNames[range.text]);
      auto end =
          std::to_chars(out + size, out + maxNameSize, std::uint32_t(c), 16);
      for (char *digit = out + size; digit < end.ptr; ++digit)
        if (*digit >= 'a')
          *digit = char(*digit - 'a' + 'A');
      return std::size_t(end.ptr - out);
    }
  const NameRange *range = rangeOf(c, &NameRange::first);
  if (!range || c - range->first >= endOf(range) - range->ordinal)
    return 0;
  std::uint32_t ordinal = range->ordinal + std::uint32_t(c - range->first);
  const std::uint8_t *at = nameData + nameStarts[ordinal / kNamesInBlock];
  for (std::size_t skip = ordinal % kNamesInBlock; skip; --skip)
    at += std::strlen(reinterpret_cast<const char *>(at)) + 1;
  while (*at) {
    if (size)
      add(" ");
    add(wordOf(nextId(at)));
  }
  return size;
}

bool characterByName(std::string_view name, char32_t &out) {
  if (name.empty() || name.size() >= maxNameSize)
    return false;
  if (hangulByName(name, out) || numberedByName(name, out))
    return true;
  for (const NameAlias &alias : nameAliases)
    if (name == alias.name) {
      out = alias.character;
      return true;
    }
  std::uint8_t bytes[2 * maxNameSize];
  std::size_t size = encode(name, bytes);
  if (!size)
    return false;
  void *found = memmem(nameData, sizeof nameData, bytes, size);
  if (!found)
    return false;
  auto offset =
      std::uint32_t(static_cast<std::uint8_t *>(found) - nameData + 1);
  std::size_t low = 0, high = sizeof nameStarts / sizeof nameStarts[0];
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    if (nameStarts[middle] <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  auto ordinal = std::uint32_t((low - 1) * kNamesInBlock);
  for (std::uint32_t at = nameStarts[low - 1]; at < offset; ++ordinal)
    at += std::uint32_t(
              std::strlen(reinterpret_cast<const char *>(nameData + at))) +
          1;
  const NameRange *range = rangeOf(ordinal, &NameRange::ordinal);
  out = range->first + (ordinal - range->ordinal);
  return true;
}

} // namespace dxpy::text
