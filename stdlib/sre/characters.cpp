// Categories and sets of characters.
#include "stdlib/sre/characters.h"

namespace dxpy::sre {

uint32_t upperUnicode(uint32_t c) {
  if (c < 128)
    return upperAscii(c);
  if (c > text::maxCodePoint)
    return c;
  char32_t full[3];
  text::mapCase(text::Case::upper, c, full);
  return full[0];
}

bool inCategory(Code category, uint32_t c) {
  bool inside = false;
  switch (Category(category & ~1u)) {
  case Category::Digit:
    inside = c - '0' < 10;
    break;
  case Category::Space:
    inside = isAsciiSpace(c);
    break;
  case Category::Word:
  case Category::LocWord:
    inside = isAsciiWord(c);
    break;
  case Category::LineBreak:
    inside = c == '\n';
    break;
  case Category::UniDigit:
    inside = c < 128 ? c - '0' < 10 : text::isDecimal(c);
    break;
  case Category::UniSpace:
    inside = text::isSpace(c);
    break;
  case Category::UniWord:
    inside = isUnicodeWord(c);
    break;
  case Category::UniLineBreak:
    inside = text::isLineBreak(c);
    break;
  }
  return inside != bool(category & 1);
}

/// The 256 block numbers are bytes, in the order of memory.
static bool inBigCharset(const Code *table, uint32_t c) {
  if (c >= 0x10000)
    return false;
  unsigned block = reinterpret_cast<const unsigned char *>(table)[c >> 8];
  return inBitmap(table + kBlockTableWords + block * kBitmapWords, c & 255);
}

bool inCharsetSlow(const Code *set, uint32_t c) {
  bool found = true;
  for (;;) {
    switch (Op(*set++)) {
    case Op::Failure:
      return !found;
    case Op::Negate:
      found = !found;
      break;
    case Op::Literal:
      if (c == set[0])
        return found;
      set += 1;
      break;
    case Op::Category:
      if (inCategory(set[0], c))
        return found;
      set += 1;
      break;
    case Op::Charset:
      if (c < 256 && inBitmap(set, c))
        return found;
      set += kBitmapWords;
      break;
    case Op::Range:
      if (set[0] <= c && c <= set[1])
        return found;
      set += 2;
      break;
    case Op::RangeUniIgnore: {
      uint32_t upper = upperUnicode(c); // c itself is in lower case
      if ((set[0] <= c && c <= set[1]) || (set[0] <= upper && upper <= set[1]))
        return found;
      set += 2;
      break;
    }
    case Op::BigCharset: {
      Code blocks = *set++;
      if (inBigCharset(set, c))
        return found;
      set += kBlockTableWords + blocks * kBitmapWords;
      break;
    }
    default:
      return false;
    }
  }
}

} // namespace dxpy::sre
