// Unicode 3.2.0 as differences from the current version.
#include "runtime-support/text/unicode_old.h"
#include <cstddef>
#include <cstdint>

namespace dxpy::text {
namespace {

struct OldRange {
  char32_t first;
  std::uint32_t count;
};
struct OldRecord {
  char32_t character;
  std::uint8_t category, bidirectional, width, mirrored;
  std::int8_t decimal;
  double number;
};
struct OldCorrection {
  char32_t from, to;
};

#include "runtime-support/text/unicode_old.inc"

} // namespace

bool isNewCharacter(char32_t c) {
  std::size_t low = 0, high = sizeof oldUnassigned / sizeof oldUnassigned[0];
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    const OldRange &range = oldUnassigned[middle];
    if (c < range.first)
      high = middle;
    else if (c - range.first < range.count)
      return true;
    else
      low = middle + 1;
  }
  return false;
}

bool oldProperties(char32_t c, OldProperties &out) {
  std::size_t low = 0, high = sizeof oldRecords / sizeof oldRecords[0];
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    const OldRecord &record = oldRecords[middle];
    if (c == record.character) {
      out = {oldCategories[record.category],
             oldBidi[record.bidirectional],
             oldWidths[record.width],
             record.mirrored != 0,
             record.decimal,
             record.number};
      return true;
    }
    if (c < record.character)
      high = middle;
    else
      low = middle + 1;
  }
  return false;
}

char32_t oldDecomposition(char32_t c) {
  for (const OldCorrection &correction : oldCorrections)
    if (correction.from == c)
      return correction.to;
  return 0;
}

} // namespace dxpy::text
