// Writing to text streams. Encoded text gathers in `pending` until a chunk is
// full; then the buffered stream gets it.
#include "runtime-support/memory/raw.h"
#include "stdlib/io/text.h"

namespace dxpy::io {

static bool writeBuffer_py(ThreadState &ts, Value self, Value bytes) {
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  return bool(callMethod_py(ts, buffer, &names::write, {bytes}));
}

bool writePending_py(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  if (!std::exchange(stream->hasPending, false))
    return true;
  int64_t size = std::exchange(stream->pendingSize, 0);
  if (isPlainBuffered(Value(stream->buffer)) &&
      typeOf(Value(stream->buffer)) != &readerType) {
    Owned buffer = copyOf(Value(stream->buffer));
    // Another thread may gather text meanwhile.
    char *pending = std::exchange(stream->pending, nullptr);
    int64_t room = std::exchange(stream->pendingRoom, 0);
    bool good = bufferedWrite_py(ts, buffer, {pending, size_t(size)});
    if (stream->pending) {
      rawFree(pending);
    } else {
      stream->pending = pending;
      stream->pendingRoom = room;
    }
    return good;
  }
  Owned bytes = makeBytes(ts, {stream->pending, size_t(size)});
  return bytes && writeBuffer_py(ts, self, bytes);
}

static bool flushBuffer_py(ThreadState &ts, Value self) {
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  TypeObject *type = typeOf(buffer);
  if (type == &writerType || type == &randomType)
    return bufferedFlush_py(ts, buffer);
  return bool(callMethod_py(ts, buffer, &names::flush));
}

/// Appends to `pending`, which never holds more than a chunk unless one text
/// alone does.
static bool gather_py(ThreadState &ts, Value self, std::string_view data) {
  TextObject *stream = textOf(self);
  auto size = int64_t(data.size());
  if (size >= stream->chunkSize ||
      (stream->pendingSize && stream->pendingSize + size > stream->chunkSize))
    while (stream->pendingSize)
      if (!writePending_py(ts, self))
        return false;
  if (stream->pendingSize + size > stream->pendingRoom) {
    int64_t room = stream->pendingSize + size;
    if (room < 1024)
      room = 1024;
    else if (room < stream->chunkSize)
      room = stream->chunkSize;
    void *grown = rawReallocate(stream->pending, size_t(room));
    if (!grown)
      return raiseMemoryError(ts);
    stream->pending = static_cast<char *>(grown);
    stream->pendingRoom = room;
  }
  if (size)
    memcpy(stream->pending + stream->pendingSize, data.data(), data.size());
  stream->pendingSize += size;
  stream->hasPending = true;
  return true;
}

/// \p text with "\n" as the stream writes it.
static Owned translated(ThreadState &ts, std::string_view text,
                        std::string_view newline) {
  StrBuilder out(ts);
  for (size_t i = 0; i < text.size();) {
    size_t at = text.find('\n', i);
    out.append(text.substr(i, at == text.npos ? at : at - i));
    if (at == text.npos)
      break;
    out.append(newline);
    i = at + 1;
  }
  return out.finish();
}

static bool isAsciiCompatible(NativeCodec codec) {
  return codec == NativeCodec::Utf8 || codec == NativeCodec::Ascii ||
         codec == NativeCodec::Latin1;
}

bool textWrite_py(ThreadState &ts, Value self, Value text) {
  if (!textReady(ts, self) || !textOpen_py(ts, self))
    return false;
  TextObject *stream = textOf(self);
  if (!stream->encoder.exists())
    return raiseUnsupported(ts, "not writable");
  std::string_view from = strText(text);
  std::string_view newline = writtenNewline(stream->newline);
  bool flush = false, hasLine = false;
  if (!newline.empty() || stream->lineBuffering)
    hasLine = from.find('\n') != from.npos;
  if (stream->lineBuffering)
    flush = hasLine || from.find('\r') != from.npos;
  Owned changed;
  if (hasLine && !newline.empty()) {
    changed = translated(ts, from, newline);
    if (!changed)
      return false;
    text = changed;
    from = strText(text);
  }
  if (isAscii(text) && isAsciiCompatible(stream->encoder.codec)) {
    stream->encoder.atStart = false;
    if (!gather_py(ts, self, from))
      return false;
  } else {
    Owned errors = copyOf(Value(stream->errors));
    Owned bytes = stream->encoder.encode_py(ts, text, strText(errors));
    if (!bytes || !gather_py(ts, self, bytesText(bytes)))
      return false;
  }
  if ((stream->pendingSize >= stream->chunkSize || flush ||
       stream->writeThrough) &&
      !writePending_py(ts, self))
    return false;
  if (flush && !flushBuffer_py(ts, self))
    return false;
  if (stream->text != kUndef || stream->snapshot != kUndef)
    forgetText(ts, self);
  return !stream->decoder.exists() ||
         stream->decoder.reset_py(ts, self.header());
}

Owned textWriteMethod(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "write() argument must be str, not {}",
                 {argumentType(args[0])});
  return textWrite_py(ts, self, args[0]) ? makeUnsigned(ts, strLength(args[0]))
                                         : Owned();
}

bool textFlush_py(ThreadState &ts, Value self) {
  if (!textReady(ts, self) || !textOpen_py(ts, self))
    return false;
  textOf(self)->telling = textOf(self)->seekable;
  return writePending_py(ts, self) && flushBuffer_py(ts, self);
}
Owned textFlushMethod(ThreadState &ts, Value self, const Value *) {
  if (!textReady(ts, self) || !textOpen_py(ts, self))
    return {};
  TextObject *stream = textOf(self);
  stream->telling = stream->seekable;
  if (!writePending_py(ts, self))
    return {};
  Owned buffer = copyOf(Value(stream->buffer));
  return callMethod_py(ts, buffer, &names::flush);
}

} // namespace dxpy::io
