// Lookup in the tables of utils/gen_unicode.py. Private to this folder.
#ifndef DXPY_RUNTIME_TEXT_TWO_STAGE_H
#define DXPY_RUNTIME_TEXT_TWO_STAGE_H

#include "runtime-support/text/unicode.h"

namespace dxpy::text {

/// The entry of a code point; what is none has that of U+10FFFF, a code point
/// without properties.
template <unsigned shift, typename Index, typename Block>
inline auto lookUp(char32_t c, const Index &index, const Block &blocks) {
  if (c > maxCodePoint)
    c = maxCodePoint;
  return blocks[(std::size_t(index[c >> shift]) << shift) |
                (c & ((1u << shift) - 1))];
}

} // namespace dxpy::text

#endif
