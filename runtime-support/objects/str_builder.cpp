// StrBuilder: text put together piece by piece.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/text/utf8.h"
#include <charconv>
#include <cstring>

namespace dxpy {

StrBuilder::~StrBuilder() {
  if (data_ != inline_)
    rawFree(data_);
}

bool StrBuilder::grow(size_t extra) {
  size_t capacity =
      capacity_ * 2 > size_ + extra ? capacity_ * 2 : size_ + extra;
  char *grown = nullptr;
  if (capacity > SIZE_MAX / 4 || failed_) {
    failed_ = true;
    return false;
  }
  if (data_ == inline_) {
    grown = static_cast<char *>(rawAllocate(capacity));
    if (grown)
      std::memcpy(grown, data_, size_);
  } else {
    grown = static_cast<char *>(rawReallocate(data_, capacity));
  }
  if (!grown) {
    failed_ = true;
    return false;
  }
  data_ = grown;
  capacity_ = capacity;
  return true;
}

void StrBuilder::append(std::string_view utf8) {
  if (utf8.empty())
    return;
  if (utf8.size() > capacity_ - size_ && !grow(utf8.size()))
    return;
  std::memcpy(data_ + size_, utf8.data(), utf8.size());
  size_ += utf8.size();
}

char *StrBuilder::extend(size_t extra) {
  if (extra > capacity_ - size_ && !grow(extra))
    return nullptr;
  size_ += extra;
  return data_ + size_ - extra;
}

void StrBuilder::appendChar(uint32_t codePoint) {
  char bytes[4];
  append({bytes, text::encodeOne(codePoint, bytes)});
}

void StrBuilder::appendInt(int64_t number) {
  char digits[24];
  auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  append({digits, size_t(end - digits)});
}

bool StrBuilder::appendRepr_py(Value object) {
  Owned text = repr_py(ts_, object);
  if (text)
    append(text.value());
  return bool(text);
}

bool StrBuilder::appendStr_py(Value object) {
  Owned text = str_py(ts_, object);
  if (text)
    append(text.value());
  return bool(text);
}

Owned StrBuilder::finish() {
  if (failed_)
    return raiseMemoryError(ts_);
  return makeStr(ts_, view());
}

} // namespace dxpy
