// Operators of bytes and bytearray, and what their constructors take.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/objects/slice.h"

namespace dxpy {

Owned makeLike(ThreadState &ts, Value self, std::string_view data) {
  if (!isBytes(self))
    return makeByteArray(ts, data);
  if (isExactBytes(self) && data.size() == dataOf(self).size())
    return copyOf(self);
  return makeBytes(ts, data);
}

Owned allocateLike(ThreadState &ts, Value self, size_t size, char **data) {
  if (isBytes(self)) {
    BytesObject *bytes = allocateBytes(ts, size);
    if (!bytes)
      return {};
    *data = bytes->bytes;
    return Owned::steal(bytes);
  }
  Owned result = makeByteArray(ts, {});
  if (!result || !resizeByteArray(ts, result, size))
    return {};
  *data = result.as<ByteArrayObject>()->data;
  return result;
}

bool collectBytes_py(ThreadState &ts, Value source, const char *type,
                     StrBuilder &out) {
  if (hasBuffer(source)) {
    BufferView view;
    if (!getBuffer(ts, source, view, kBufferStrides))
      return false;
    bool ok = appendBuffer(view, out);
    releaseBuffer(ts, view);
    return ok || raiseMemoryError(ts);
  }
  Owned iterator = isStr(source) ? Owned() : getIter_py(ts, source);
  if (!iterator) {
    if (pendingException(ts) && !pendingMatches(ts, types::TypeError))
      return false;
    clearException(ts);
    return raise(ts, types::TypeError, "cannot convert '{}' object to {}",
                 {typeOf(source), type});
  }
  const char *message = std::string_view(type) == "bytes"
                            ? "bytes must be in range(0, 256)"
                            : "byte must be in range(0, 256)";
  while (Owned item = next_py(ts, iterator)) {
    uint8_t byte;
    if (!byteValue_py(ts, item, message, byte))
      return false;
    char c = char(byte);
    out.append({&c, 1});
  }
  return !pendingException(ts);
}

namespace bytes_methods {

Owned concatenate(ThreadState &ts, Value self, Value other) {
  BufferArgument left(ts), right(ts);
  if (!hasBuffer(other) || !left.get(self) || !right.get(other)) {
    if (pendingException(ts) && !pendingMatches(ts, types::TypeError))
      return {};
    clearException(ts);
    return raise(ts, types::TypeError, "can't concat {} to {}",
                 {typeOf(other), typeOf(self)});
  }
  if (left.data().empty() && isExactBytes(other) && isExactBytes(self))
    return copyOf(other);
  if (right.data().empty() && isExactBytes(self))
    return copyOf(self);
  size_t size = left.data().size() + right.data().size();
  if (size <= 1 && isBytes(self))
    return makeBytes(ts, left.data().empty() ? right.data() : left.data());
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  if (result)
    bytewise::put(bytewise::put(out, left.data()), right.data());
  return result;
}

Owned repeat(ThreadState &ts, Value self, int64_t times) {
  std::string_view data = dataOf(self);
  if (times < 0)
    times = 0;
  if (times == 1 && isExactBytes(self))
    return copyOf(self);
  uint64_t size;
  if (__builtin_mul_overflow(data.size(), uint64_t(times), &size) ||
      size > INT64_MAX) {
    if (!isBytes(self))
      return raiseMemoryError(ts);
    return raise(ts, types::OverflowError, "repeated bytes are too long");
  }
  if (size == 0)
    return makeLike(ts, self, data.substr(0, 0));
  char *out;
  Owned result = allocateLike(ts, self, size, &out);
  if (!result)
    return {};
  data = dataOf(self);
  if (data.size() == 1) {
    std::memset(out, data[0], size);
    return result;
  }
  std::memcpy(out, data.data(), data.size());
  for (size_t done = data.size(); done < size;) {
    size_t more = done < size - done ? done : size - done;
    std::memcpy(out + done, out, more);
    done += more;
  }
  return result;
}

Owned slice(ThreadState &ts, Value self, Value key) {
  SliceBounds bounds;
  if (!bounds.unpack_py(ts, key))
    return {};
  std::string_view data = dataOf(self);
  bounds.adjust(data.size());
  if (bounds.length == 0)
    return isBytes(self) ? makeBytes(ts, {}) : makeByteArray(ts, {});
  if (bounds.step == 1)
    return makeLike(ts, self, data.substr(size_t(bounds.start), bounds.length));
  if (bounds.length == 1 && isBytes(self))
    return makeBytes(ts, data.substr(size_t(bounds.start), 1));
  char *out;
  Owned result = allocateLike(ts, self, bounds.length, &out);
  if (!result)
    return {};
  const char *from = dataOf(self).data() + bounds.start;
  for (uint64_t i = 0; i < bounds.length; ++i)
    out[i] = from[int64_t(i) * bounds.step];
  return result;
}

} // namespace bytes_methods

} // namespace dxpy
