// What compiled code and the interpreter inline of str: characters of ASCII
// text without allocation, and the iterators over characters.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/inline/refcount.h"

namespace dxpy {

/// Layout of a StrObject of one Latin-1 character.
struct alignas(16) CharacterObject {
  ObjectHeader header;
  uint64_t byteLength, charLength, hash0, offsets;
  char bytes[8];
};
static_assert(offsetof(CharacterObject, bytes) == offsetof(StrObject, bytes));

struct CharacterTable {
  CharacterObject characters[256];
};
/// One object for each Latin-1 character: images like all constants, so their
/// counts never change.
extern "C" CharacterTable dxCharacters;

inline Word latin1CharacterWord(uint32_t c) {
  return reinterpret_cast<Word>(&dxCharacters.characters[c]);
}
inline bool isAsciiStr(const StrObject *str) {
  return str->byteLength == str->charLength;
}

/// str_ascii_iterator and str_iterator.
struct StrIteratorObject {
  ObjectHeader header;
  Word str;       ///< undef when exhausted
  uint64_t at;    ///< byte of the next character
  uint64_t index; ///< its number
};

/// The next character of an ASCII str; 0: exhausted (the str is dropped by the
/// caller's slow path).
inline Word strAsciiIteratorNext(StrIteratorObject *iterator) {
  if (iterator->str == kUndef) [[unlikely]]
    return 0;
  auto *str = reinterpret_cast<const StrObject *>(iterator->str);
  if (iterator->at >= str->byteLength) [[unlikely]]
    return 0;
  return latin1CharacterWord(uint8_t(str->bytes[iterator->at++]));
}

} // namespace dxpy
