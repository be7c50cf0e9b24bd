// The text that is searched: a str, as UTF-8, or what a buffer holds.
#pragma once
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/str.h"

namespace dxpy::sre {

class Subject {
public:
  Subject() = default;
  Subject(const Subject &) = delete;
  ~Subject();
  /// False: raised.
  bool open(ThreadState &ts, Value string);

  Value string() const { return string_; }
  bool isBytes() const { return isBytes_; }
  /// Some characters are longer than a byte.
  bool isMultibyte() const { return multibyte_; }
  const char *begin() const { return text_.data(); }
  /// Characters.
  int64_t length() const {
    return int64_t(multibyte_ ? strLength(string_) : text_.size());
  }
  const char *at(int64_t index) const {
    return begin() +
           (multibyte_ ? strByteOffset(string_, uint64_t(index)) : index);
  }
  int64_t indexOf(int64_t offset) const {
    return multibyte_ ? int64_t(strCharIndex(string_, uint64_t(offset)))
                      : offset;
  }
  /// The bytes from \p start to \p end as an object, clipped to the text.
  Owned slice(ThreadState &ts, int64_t start, int64_t end) const;
  Owned slice(ThreadState &ts, const char *start, const char *end) const {
    return slice(ts, start - begin(), end - begin());
  }

private:
  Owned string_;
  std::string_view text_;
  BufferView *view_ = nullptr;
  bool isBytes_ = false, multibyte_ = false;
};

} // namespace dxpy::sre
