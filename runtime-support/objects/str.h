// str objects: creation and the operations that the runtime itself needs. The
// methods that Python sees are in builtins/str*.cpp.
#pragma once
#include "runtime-support/inline/str.h"
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"
#include <string_view>

namespace dxpy {

inline bool isStr(Value v) {
  return v.isPointer() && v && (typeOf(v)->flags & kSubclassStr);
}
inline bool isExactStr(Value v) { return hasShape(v, BuiltinShape::Str); }
inline bool isAscii(Value str) {
  return str.as<StrObject>()->byteLength == str.as<StrObject>()->charLength;
}
/// The UTF-8 bytes (generalised: lone surrogates are three bytes). Valid while
/// the object lives.
inline std::string_view strText(Value str) {
  auto *object = str.as<StrObject>();
  return {object->bytes, object->byteLength};
}
inline uint64_t strLength(Value str) { return str.as<StrObject>()->charLength; }

/// "" and the Latin-1 characters: nobody counts references to them.
Owned emptyStr();
inline Owned latin1Str(uint32_t c) {
  return Owned::steal(latin1CharacterWord(c));
}

/// A str of valid generalised UTF-8; counts the characters. Null: MemoryError.
Owned makeStr(ThreadState &ts, std::string_view utf8);
/// The same when the caller knows the number of characters.
Owned makeStr(ThreadState &ts, std::string_view utf8, uint64_t charLength);
/// A fresh str with room for \p byteLength bytes, to be filled by the caller
/// before anyone sees it.
StrObject *allocateStr(ThreadState &ts, uint64_t byteLength,
                       uint64_t charLength);
Owned strFromChar(ThreadState &ts, uint32_t codePoint);
/// Character \p index (0 <= index < length), as code point; as str.
uint32_t strCharAt(Value str, uint64_t index);
Owned strItem(ThreadState &ts, Value str, uint64_t index);
/// Byte offset of character \p index (up to length). Makes the offset table of
/// long non-ASCII texts.
uint64_t strByteOffset(Value str, uint64_t index);
/// The number of the character that starts at byte \p offset.
uint64_t strCharIndex(Value str, uint64_t offset);
/// A piece of the text of \p str as a str; \p str itself if it is exact and the
/// piece is all of it.
Owned strPiece(ThreadState &ts, Value str, std::string_view piece);
/// An instance of a subclass of str with the text of \p str.
Owned strForSubclass(ThreadState &ts, TypeObject *type, Value str);
void strDeallocate(ThreadState &ts, ObjectHeader *self);
Owned strSubstring(ThreadState &ts, Value str, uint64_t start,
                   uint64_t end); ///< characters
Owned strConcat(ThreadState &ts, Value a, Value b);
/// a += b: in place when \p a is unique.
Owned strAppend(ThreadState &ts, Owned a, Value b);
bool strEqual(Value a, Value b);  ///< both str
int strCompare(Value a, Value b); ///< by code points: -1, 0, 1
uint64_t strHash0Of(Value str);   ///< never 0; cached
/// hash(str): SipHash-1-3 with the process key; images keep theirs in a side
/// array.
int64_t strHash(Value str);

/// Builds text piece by piece. A failed append (memory) shows at finish().
class StrBuilder {
public:
  explicit StrBuilder(ThreadState &ts) : ts_(ts) {}
  StrBuilder(const StrBuilder &) = delete;
  ~StrBuilder();
  void append(std::string_view utf8);
  void append(Value str) { append(strText(str)); }
  void appendChar(uint32_t codePoint);
  void appendInt(int64_t number);
  bool appendRepr_py(Value object); ///< false: raised
  bool appendStr_py(Value object);
  /// Room for \p extra more bytes, to be written at once; null: no memory.
  char *extend(size_t extra);
  /// Forgets what lies behind the first \p size bytes.
  void truncate(size_t size) { size_ = size; }
  bool failed() const { return failed_; }
  size_t size() const { return size_; }
  std::string_view view() const { return {data_, size_}; }
  /// The text as a str; null: MemoryError.
  Owned finish();

private:
  bool grow(size_t extra);
  ThreadState &ts_;
  char inline_[256];
  char *data_ = inline_;
  size_t size_ = 0, capacity_ = sizeof inline_;
  bool failed_ = false;
};

} // namespace dxpy
