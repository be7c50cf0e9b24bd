// BytesIO: bytes in memory as a stream.
#include "stdlib/io/io.h"
#include <cstring>

namespace dxpy::io {

namespace {

/// The contents are a bytearray: views of them are its exports.
struct BytesIOObject {
  ObjectHeader header;
  Word contents; ///< bytearray; None: closed
  int64_t position;
};
BytesIOObject *bytesOf(Value v) { return v.as<BytesIOObject>(); }
ByteArrayObject *arrayOf(Value self) {
  return Value(bytesOf(self)->contents).as<ByteArrayObject>();
}
bool bytesOpen(ThreadState &ts, Value self) {
  return !Value(bytesOf(self)->contents).isNone() || raiseClosed(ts);
}
std::string_view restOf(Value self) {
  ByteArrayObject *array = arrayOf(self);
  auto at = uint64_t(bytesOf(self)->position);
  return at >= array->length
             ? std::string_view()
             : std::string_view(array->data + at, array->length - at);
}

Owned newBytes(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  Owned array = makeByteArray(ts, {});
  if (!result)
    return {};
  bytesOf(result)->position = 0;
  bytesOf(result)->contents = array ? array.take() : kNone;
  return pendingException(ts) ? Owned() : std::move(result);
}
bool putBytes(ThreadState &ts, Value self, std::string_view data) {
  BytesIOObject *stream = bytesOf(self);
  ByteArrayObject *array = arrayOf(self);
  uint64_t end = uint64_t(stream->position) + data.size(), old = array->length;
  if (data.empty())
    return true;
  if (array->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  if (end > old) {
    if (!resizeByteArray(ts, Value(stream->contents), end))
      return false;
    if (uint64_t(stream->position) > old)
      memset(array->data + old, 0, uint64_t(stream->position) - old);
  }
  memcpy(array->data + stream->position, data.data(), data.size());
  stream->position = int64_t(end);
  return true;
}
bool initBytes(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature = "(initial_bytes=b'')";
  Value bound[1];
  if (!bindArguments(ts, "BytesIO", signature, args, bound))
    return false;
  Owned array = makeByteArray(ts, {});
  if (!array)
    return false;
  storeField(ts, self.header(), &bytesOf(self)->contents, std::move(array));
  bytesOf(self)->position = 0;
  if (!bound[0] || bound[0].isNone())
    return true;
  BufferView view;
  if (!getBuffer(ts, bound[0], view))
    return false;
  bool good = putBytes(ts, self, {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  bytesOf(self)->position = 0;
  return good;
}

Owned bytesWrite(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!bytesOpen(ts, self) || !getBuffer(ts, args[0], view))
    return {};
  int64_t size = view.length;
  bool good = putBytes(ts, self, {view.data, size_t(size)});
  releaseBuffer(ts, view);
  return good ? makeInt(ts, size) : Owned();
}
Owned take(ThreadState &ts, Value self, std::string_view piece) {
  bytesOf(self)->position += int64_t(piece.size());
  return makeBytes(ts, piece);
}
Owned bytesRead(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!bytesOpen(ts, self) || !sizeOrAll_py(ts, args[0], size))
    return {};
  std::string_view rest = restOf(self);
  return take(ts, self, size < 0 ? rest : rest.substr(0, size_t(size)));
}
Owned bytesReadLine(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!bytesOpen(ts, self) || !sizeOrAll_py(ts, args[0], size))
    return {};
  std::string_view rest = restOf(self);
  if (size >= 0)
    rest = rest.substr(0, size_t(size));
  size_t end = rest.find('\n');
  return take(ts, self, end == rest.npos ? rest : rest.substr(0, end + 1));
}
Owned bytesNext(ThreadState &ts, Value self) {
  Value none_;
  Owned line = bytesReadLine(ts, self, &none_);
  return line && !bytesText(line).empty() ? std::move(line) : Owned();
}
Owned bytesReadInto(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!writableArgument(ts, args[0], "readinto", view))
    return {};
  if (!bytesOpen(ts, self)) {
    releaseBuffer(ts, view);
    return {};
  }
  std::string_view piece = restOf(self).substr(0, size_t(view.length));
  memcpy(view.data, piece.data(), piece.size());
  bytesOf(self)->position += int64_t(piece.size());
  releaseBuffer(ts, view);
  return makeInt(ts, int64_t(piece.size()));
}
Owned bytesValue(ThreadState &ts, Value self, const Value *) {
  if (!bytesOpen(ts, self))
    return {};
  return makeBytes(ts, {arrayOf(self)->data, arrayOf(self)->length});
}
Owned bytesBuffer(ThreadState &ts, Value self, const Value *) {
  return bytesOpen(ts, self)
             ? makeMemoryView(ts, Value(bytesOf(self)->contents))
             : Owned();
}
Owned bytesSeek(ThreadState &ts, Value self, const Value *args) {
  int64_t offset, whence = 0;
  if (!bytesOpen(ts, self) || !sizeArgument_py(ts, args[0], offset) ||
      (args[1] && !sizeArgument_py(ts, args[1], whence)))
    return {};
  if (whence < 0 || whence > 2)
    return raise(ts, types::ValueError,
                 "invalid whence ({}, should be 0, 1 or 2)", {whence});
  if (whence == 0 && offset < 0)
    return raise(ts, types::ValueError, "negative seek value {}", {offset});
  int64_t from = whence == 1   ? bytesOf(self)->position
                 : whence == 2 ? int64_t(arrayOf(self)->length)
                               : 0;
  if (offset > INT64_MAX - from)
    return raise(ts, types::OverflowError, "new position too large");
  bytesOf(self)->position = from + offset < 0 ? 0 : from + offset;
  return makeInt(ts, bytesOf(self)->position);
}
Owned bytesTell(ThreadState &ts, Value self, const Value *) {
  return bytesOpen(ts, self) ? makeInt(ts, bytesOf(self)->position) : Owned();
}
Owned bytesTruncate(ThreadState &ts, Value self, const Value *args) {
  if (!bytesOpen(ts, self))
    return {};
  int64_t size = bytesOf(self)->position;
  if (args[0] && !args[0].isNone() && !sizeArgument_py(ts, args[0], size))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "negative size value {}", {size});
  if (arrayOf(self)->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  if (uint64_t(size) < arrayOf(self)->length &&
      !resizeByteArray(ts, Value(bytesOf(self)->contents), size_t(size)))
    return {};
  return makeInt(ts, size);
}
Owned bytesClose(ThreadState &ts, Value self, const Value *) {
  Value contents(bytesOf(self)->contents);
  if (!contents.isNone() && arrayOf(self)->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  clearField(ts, self.header(), &bytesOf(self)->contents, kNone);
  return ownedNone();
}
Owned bytesClosed(ThreadState &, Value self) {
  return ownedBool(Value(bytesOf(self)->contents).isNone());
}
template <bool answer>
Owned bytesAnswer(ThreadState &ts, Value self, const Value *) {
  return bytesOpen(ts, self) ? ownedBool(answer) : Owned();
}
Owned bytesFlush(ThreadState &ts, Value self, const Value *) {
  return bytesOpen(ts, self) ? ownedNone() : Owned();
}

Owned bytesGetState(ThreadState &ts, Value self, const Value *) {
  Owned value = bytesValue(ts, self, nullptr);
  Owned position = makeInt(ts, bytesOf(self)->position);
  Owned space = value ? instanceDict(ts, self) : Owned();
  if (!space)
    return {};
  Owned copy = dictLength(space) ? dictCopy(ts, space) : ownedNone();
  return copy ? makeTuple(ts, {value, position, copy}) : Owned();
}
Owned bytesSetState(ThreadState &ts, Value self, const Value *args) {
  if (!isTuple(args[0]) || tupleLength(args[0]) < 3)
    return raise(ts, types::TypeError,
                 "{}.__setstate__ argument should be 3-tuple, got {}",
                 {nativeQualifiedName(typeOf(self)), typeOf(args[0])});
  if (!bytesOpen(ts, self))
    return {};
  if (arrayOf(self)->exports)
    return raise(ts, types::BufferError,
                 "Existing exports of data: object cannot be re-sized");
  Value contents = tupleItem(args[0], 0), position = tupleItem(args[0], 1),
        space = tupleItem(args[0], 2);
  bytesOf(self)->position = 0;
  if (!resizeByteArray(ts, Value(bytesOf(self)->contents), 0) ||
      !bytesWrite(ts, self, &contents))
    return {};
  int64_t at;
  if (!isInt(position))
    return raise(ts, types::TypeError,
                 "second item of state must be an integer, not {}",
                 {typeOf(position)});
  if (!sizeArgument_py(ts, position, at))
    return {};
  if (at < 0)
    return raise(ts, types::ValueError, "position value cannot be negative");
  bytesOf(self)->position = at;
  if (space.isNone())
    return ownedNone();
  if (!isDict(space))
    return raise(ts, types::TypeError,
                 "third item of state should be a dict, got a {}",
                 {typeOf(space)});
  Owned own = instanceDict(ts, self);
  return own && dictUpdate_py(ts, own, space) ? ownedNone() : Owned();
}

constexpr MethodDef bytesMethods[] = {
    {"readable", bytesAnswer<true>, "()"},
    {"seekable", bytesAnswer<true>, "()"},
    {"writable", bytesAnswer<true>, "()"},
    {"close", bytesClose, "()", "Disable all I/O operations."},
    {"flush", bytesFlush, "()", "Does nothing."},
    {"isatty", bytesAnswer<false>, "()", "Always returns False."},
    {"tell", bytesTell, "()", "Current file position, an integer."},
    {"write", bytesWrite, "(b, /)", "Write bytes to file."},
    {"read1", bytesRead, "(size=-1, /)"},
    {"readinto", bytesReadInto, "(buffer, /)", "Read bytes into buffer."},
    {"readline", bytesReadLine, "(size=-1, /)",
     "Next line from the file, as a bytes object."},
    {"read", bytesRead, "(size=-1, /)"},
    {"getbuffer", bytesBuffer, "()",
     "Get a read-write view over the contents of the BytesIO object."},
    {"getvalue", bytesValue, "()",
     "Retrieve the entire contents of the BytesIO object."},
    {"seek", bytesSeek, "(pos, whence=0, /)", "Change stream position."},
    {"truncate", bytesTruncate, "(size=None, /)",
     "Truncate the file to at most size bytes."},
    {"__getstate__", bytesGetState, "()"},
    {"__setstate__", bytesSetState, "(state, /)"},
    {}};
constexpr GetSetDef bytesGetSets[] = {{"closed", bytesClosed}, {}};
constexpr TypeSpec bytesSpec = {
    "_io.BytesIO",
    "Buffered I/O implementation using an in-memory bytes "
    "buffer.",
    bytesMethods, bytesGetSets};
using BytesFields = OwnedFields<BytesIOObject, &BytesIOObject::contents>;

} // namespace

constinit TypeObject bytesIOType = {
    .header = typeHeader(),
    .spec = &bytesSpec,
    .base = &bufferedType,
    .flags = kStreamFlags,
    .basicSize = sizeof(BytesIOObject),
    .slotsOffset = sizeof(BytesIOObject) + sizeof(Word),
    .slots = {.deallocate = BytesFields::deallocate,
              .visit = BytesFields::visit,
              .iter = iterateSelf,
              .next = bytesNext,
              .init = initBytes,
              .new_ = newBytes}};

} // namespace dxpy::io
