// What bytes and bytearray share: their methods work on views of either, and
// give what the receiver is.
#pragma once
#include "runtime-support/builtins/bytewise.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy {

inline bool isByteArray(Value v) {
  return v.isPointer() && v && isSubtype(typeOf(v), &types::ByteArray);
}

/// The contents of bytes or bytearray.
inline std::string_view dataOf(Value self) {
  if (isBytes(self))
    return bytesText(self);
  auto *array = self.as<ByteArrayObject>();
  return {array->data, array->length};
}

/// A new object of the receiver's kind; the receiver itself if it is bytes and
/// the data is all of it.
Owned makeLike(ThreadState &ts, Value self, std::string_view data);
/// The same of \p size bytes that the caller fills: *data is their place.
Owned allocateLike(ThreadState &ts, Value self, size_t size, char **data);

/// An argument that gives memory: held until the end of its scope.
class BufferArgument {
public:
  explicit BufferArgument(ThreadState &ts) : ts_(ts) {}
  ~BufferArgument() { releaseBuffer(ts_, view_); }
  BufferArgument(const BufferArgument &) = delete;
  /// False: raised.
  bool get(Value object, unsigned flags = kBufferSimple) {
    return getBuffer(ts_, object, view_, flags);
  }
  std::string_view data() const { return {view_.data, size_t(view_.length)}; }
  const BufferView &view() const { return view_; }

private:
  ThreadState &ts_;
  BufferView view_;
};

/// Bytes collected from an iterable of ints or a buffer, for the constructors.
/// False: raised; \p type is what could not be made.
bool collectBytes_py(ThreadState &ts, Value source, const char *type,
                     StrBuilder &out);
/// A number as a byte; \p what is "byte" or "bytes". False: raised.
bool byteValue_py(ThreadState &ts, Value value, const char *message,
                  uint8_t &out);

// Methods of both types, and slots.
namespace bytes_methods {
// bytes_search.cpp
Owned find(ThreadState &ts, Value self, const Arguments &args);
Owned rfind(ThreadState &ts, Value self, const Arguments &args);
Owned index(ThreadState &ts, Value self, const Arguments &args);
Owned rindex(ThreadState &ts, Value self, const Arguments &args);
Owned count(ThreadState &ts, Value self, const Arguments &args);
Owned startsWith(ThreadState &ts, Value self, const Arguments &args);
Owned endsWith(ThreadState &ts, Value self, const Arguments &args);
int contains(ThreadState &ts, Value self, Value item);
// bytes_split.cpp
Owned split(ThreadState &ts, Value self, const Value *args);
Owned rsplit(ThreadState &ts, Value self, const Value *args);
Owned splitLines(ThreadState &ts, Value self, const Value *args);
Owned partition(ThreadState &ts, Value self, const Value *args);
Owned rpartition(ThreadState &ts, Value self, const Value *args);
Owned join(ThreadState &ts, Value self, const Value *args);
// bytes_change.cpp
Owned replace(ThreadState &ts, Value self, const Value *args);
Owned strip(ThreadState &ts, Value self, const Value *args);
Owned lstrip(ThreadState &ts, Value self, const Value *args);
Owned rstrip(ThreadState &ts, Value self, const Value *args);
Owned removePrefix(ThreadState &ts, Value self, const Value *args);
Owned removeSuffix(ThreadState &ts, Value self, const Value *args);
Owned translate(ThreadState &ts, Value self, const Value *args);
Owned makeTrans(ThreadState &ts, Value self, const Value *args);
Owned center(ThreadState &ts, Value self, const Value *args);
Owned ljust(ThreadState &ts, Value self, const Value *args);
Owned rjust(ThreadState &ts, Value self, const Value *args);
Owned zfill(ThreadState &ts, Value self, const Value *args);
Owned expandTabs(ThreadState &ts, Value self, const Value *args);
// bytes_case.cpp
Owned lower(ThreadState &ts, Value self, const Value *args);
Owned upper(ThreadState &ts, Value self, const Value *args);
Owned title(ThreadState &ts, Value self, const Value *args);
Owned capitalize(ThreadState &ts, Value self, const Value *args);
Owned swapCase(ThreadState &ts, Value self, const Value *args);
Owned isLower(ThreadState &ts, Value self, const Value *args);
Owned isUpper(ThreadState &ts, Value self, const Value *args);
Owned isTitle(ThreadState &ts, Value self, const Value *args);
Owned isSpace(ThreadState &ts, Value self, const Value *args);
Owned isDigit(ThreadState &ts, Value self, const Value *args);
Owned isAlpha(ThreadState &ts, Value self, const Value *args);
Owned isAlnum(ThreadState &ts, Value self, const Value *args);
Owned isAscii(ThreadState &ts, Value self, const Value *args);
// bytes_hex.cpp
Owned hex(ThreadState &ts, Value self, const Value *args);
Owned decode(ThreadState &ts, Value self, const Value *args);
/// What fromhex means by a text; null: raised.
Owned parseHex(ThreadState &ts, Value text);
// bytes_operators.cpp
Owned concatenate(ThreadState &ts, Value self, Value other);
Owned repeat(ThreadState &ts, Value self, int64_t times);
Owned remainder(ThreadState &ts, Value left, Value right); // bytes_percent.cpp
/// A slice of the data as a new object.
Owned slice(ThreadState &ts, Value self, Value slice);
} // namespace bytes_methods

/// hex() of any data, for memoryview too: sep and bytes_per_sep, or null.
Owned hexText_py(ThreadState &ts, std::string_view data, Value separator,
                 Value perSeparator);

// White space and letters of bytes: ASCII alone.
namespace ascii {
inline bool isSpace(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
inline bool isLower(uint8_t c) { return c >= 'a' && c <= 'z'; }
inline bool isUpper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
inline bool isAlpha(uint8_t c) { return isLower(c | 0x20); }
inline bool isDigit(uint8_t c) { return c >= '0' && c <= '9'; }
inline uint8_t toLower(uint8_t c) { return isUpper(c) ? c + 32 : c; }
inline uint8_t toUpper(uint8_t c) { return isLower(c) ? c - 32 : c; }
} // namespace ascii

} // namespace dxpy
