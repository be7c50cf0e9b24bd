// Properties that only unicodedata asks for.
#include "runtime-support/text/two_stage.h"

namespace dxpy::text {
namespace {

struct PropertyRecord {
  std::uint8_t bidirectional, width, mirrored;
};
/// Code points whose numeric values go up by one.
struct NumericRun {
  char32_t first;
  std::uint32_t count;
  double value;
};

#include "runtime-support/text/unicode_properties.inc"

const PropertyRecord &propertyOf(char32_t c) {
  return propertyRecords[lookUp<propertyShift>(c, propertyIndex,
                                               propertyBlocks)];
}

} // namespace

bool numericValue(char32_t c, double &out) {
  std::size_t low = 0, high = sizeof numericRuns / sizeof numericRuns[0];
  while (low < high) {
    std::size_t middle = (low + high) / 2;
    const NumericRun &run = numericRuns[middle];
    if (c < run.first) {
      high = middle;
    } else if (c - run.first >= run.count) {
      low = middle + 1;
    } else {
      out = run.value + double(c - run.first);
      return true;
    }
  }
  return false;
}

const char *bidirectionalClass(char32_t c) {
  return bidiNames[propertyOf(c).bidirectional];
}
const char *eastAsianWidth(char32_t c) {
  return widthNames[propertyOf(c).width];
}
bool isMirrored(char32_t c) { return propertyOf(c).mirrored; }

} // namespace dxpy::text
