// Methods of bytearray that bytes has not.
#include "runtime-support/builtins/bytearray_builtin.h"
#include "runtime-support/builtins/object_reduce.h"
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/objects/list.h"
#include <algorithm>

namespace dxpy::bytearray_methods {

namespace {

constexpr char kByteRange[] = "byte must be in range(0, 256)";

bool appendByte(ThreadState &ts, Value self, uint8_t byte) {
  size_t length = arrayOf(self)->length;
  if (length == size_t(INT64_MAX))
    return raise(ts, types::OverflowError,
                 "cannot add more objects to bytearray");
  if (!resizeByteArray(ts, self, length + 1))
    return false;
  arrayOf(self)->data[length] = char(byte);
  return true;
}

bool appendData(ThreadState &ts, Value self, std::string_view data) {
  size_t length = arrayOf(self)->length;
  return spliceByteArray(ts, self, length, length, data);
}

/// (type, arguments, state) for pickling.
Owned reduced_py(ThreadState &ts, Value self, int protocol) {
  Owned state = stateOf(ts, self, false);
  if (!state)
    return {};
  Owned args;
  if (protocol < 3) {
    StrBuilder latin1(ts);
    for (char c : dataOf(self))
      latin1.appendChar(uint8_t(c));
    Owned text = latin1.finish(), codec = makeStr(ts, "latin-1");
    if (!text || !codec)
      return {};
    args = dataOf(self).empty() ? copyOf(emptyTuple())
                                : makeTuple(ts, {text.value(), codec.value()});
  } else {
    Owned data = makeBytes(ts, dataOf(self));
    if (!data)
      return {};
    args = dataOf(self).empty() ? copyOf(emptyTuple())
                                : makeTuple(ts, {data.value()});
  }
  return args
             ? makeTuple(ts, {Value(typeOf(self)), args.value(), state.value()})
             : Owned();
}

} // namespace

Owned append(ThreadState &ts, Value self, const Value *args) {
  uint8_t byte;
  return byteValue_py(ts, args[0], kByteRange, byte) &&
                 appendByte(ts, self, byte)
             ? ownedNone()
             : Owned();
}

Owned extend(ThreadState &ts, Value self, const Value *args) {
  if (hasBuffer(args[0])) {
    StrBuilder copy(ts); // a buffer of itself would pin it
    if (!collectBytes_py(ts, args[0], "bytearray", copy))
      return {};
    return appendData(ts, self, copy.view()) ? ownedNone() : Owned();
  }
  Owned iterator = getIter_py(ts, args[0]);
  if (!iterator) {
    if (!pendingMatches(ts, types::TypeError))
      return {};
    clearException(ts);
    return raise(ts, types::TypeError, "can't extend bytearray with {}",
                 {typeOf(args[0])});
  }
  StrBuilder collected(ts);
  while (Owned item = next_py(ts, iterator)) {
    uint8_t byte;
    if (!byteValue_py(ts, item, kByteRange, byte))
      return {};
    char c = char(byte);
    collected.append({&c, 1});
  }
  if (pendingException(ts))
    return {};
  return appendData(ts, self, collected.view()) ? ownedNone() : Owned();
}

Owned insert(ThreadState &ts, Value self, const Value *args) {
  int64_t at;
  uint8_t byte;
  if (!sizeArgument_py(ts, args[0], at) ||
      !byteValue_py(ts, args[1], kByteRange, byte))
    return {};
  auto length = int64_t(arrayOf(self)->length);
  if (at < 0 && (at += length) < 0)
    at = 0;
  at = std::min(at, length);
  std::string_view one(reinterpret_cast<const char *>(&byte), 1);
  return spliceByteArray(ts, self, size_t(at), size_t(at), one) ? ownedNone()
                                                                : Owned();
}

Owned pop(ThreadState &ts, Value self, const Value *args) {
  int64_t at = -1;
  if (args[0] && !sizeArgument_py(ts, args[0], at))
    return {};
  auto length = int64_t(arrayOf(self)->length);
  if (length == 0)
    return raise(ts, types::IndexError, "pop from empty bytearray");
  if (at < 0)
    at += length;
  if (at < 0 || at >= length)
    return raise(ts, types::IndexError, "pop index out of range");
  uint8_t byte = uint8_t(arrayOf(self)->data[at]);
  if (!spliceByteArray(ts, self, size_t(at), size_t(at) + 1, {}))
    return {};
  return makeInt(ts, byte);
}

Owned remove(ThreadState &ts, Value self, const Value *args) {
  uint8_t byte;
  if (!byteValue_py(ts, args[0], kByteRange, byte))
    return {};
  size_t at = dataOf(self).find(char(byte));
  if (at == std::string_view::npos)
    return raise(ts, types::ValueError, "value not found in bytearray");
  return spliceByteArray(ts, self, at, at + 1, {}) ? ownedNone() : Owned();
}

Owned reverse(ThreadState &, Value self, const Value *) {
  char *data = arrayOf(self)->data;
  std::reverse(data, data + arrayOf(self)->length);
  return ownedNone();
}

Owned clear(ThreadState &ts, Value self, const Value *) {
  return resizeByteArray(ts, self, 0) ? ownedNone() : Owned();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return makeByteArray(ts, dataOf(self));
}

Owned alloc(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, int64_t(arrayOf(self)->capacity));
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  return reduced_py(ts, self, 2);
}

Owned reduceEx(ThreadState &ts, Value self, const Value *args) {
  int protocol = 0;
  if (args[0] && !intArgument_py(ts, args[0], protocol))
    return {};
  return reduced_py(ts, self, protocol);
}

Owned fromHex(ThreadState &ts, Value cls, const Value *args) {
  Owned data = bytes_methods::parseHex(ts, args[0]);
  if (!data)
    return {};
  if (cls == Value(&types::ByteArray))
    return makeByteArray(ts, bytesText(data));
  return call_py(ts, cls, {data.value()});
}

} // namespace dxpy::bytearray_methods
